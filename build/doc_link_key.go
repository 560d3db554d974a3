package build

import "strings"

// A note is short, and written by somebody who has the key before them: pieces of
// the key are looked for in it, from findPiece bytes on, white space aside.
const (
	findPiece = 16
	maxPieces = 64 << 10 // bytes of the key that pieces are looked for in
)

// toldIn reports whether the words of a link tell the key.
func (s *Share) toldIn(words string) bool {
	if strings.Contains(words, "PRIVATE KEY-----") {
		return true
	}
	if s.key == nil || words == "" {
		return false
	}
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return r >= 0x80 || !isAlphanumeric(byte(r)) }) { // #nosec G115 -- below 0x80
		if s.key.equal[word] {
			return true
		}
	}
	for _, text := range s.secrets {
		if holdsPiece(dense(words), dense(text[:min(len(text), maxPieces)])) {
			return true
		}
	}
	return s.key.equal[words] || s.key.within(words)
}

// holdsPiece reports whether a piece of a key is in a text. Short keys are found as
// words.
func holdsPiece(text, key string) bool {
	size := min(findPiece, len(key))
	for i := range len(text) - size + 1 {
		if size >= findWithin && strings.Contains(key, text[i:i+size]) {
			return true
		}
	}
	return false
}

// dense is a text without white space.
func dense(s string) string { return strings.Join(strings.Fields(s), "") }
