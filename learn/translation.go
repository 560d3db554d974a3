package learn

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
)

// original is the language that texts are written in; all others are
// translations of it.
const original = "en"

// sectionNames are the headings of a text about a rule, by language, in their
// order. The second but last is optional in each.
var sectionNames = map[string][]string{
	original:     headings,
	"zh-Hant-TW": {"這是什麼意思", "為什麼重要", "攻擊", "如何修正", "參考資料"},
}

// sourceMark begins the first line of a translation. The fingerprint of the text
// that was translated follows, so that a test can tell when that has changed.
const sourceMark = "source: "

// Fingerprint identifies a text: the first 48 bits of its SHA-256, in hex.
func Fingerprint(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}

// untranslated takes the fingerprint off a translation.
func untranslated(tag string, source []byte) (text []byte, fingerprint string, err error) {
	if tag == original {
		return source, "", nil
	}
	line, text, _ := bytes.Cut(source, []byte("\n\n"))
	fingerprint, ok := strings.CutPrefix(string(line), sourceMark)
	if !ok || len(fingerprint) != 12 {
		return nil, "", fmt.Errorf("the first line is not %q and a fingerprint, with an empty line behind", sourceMark)
	}
	return text, fingerprint, nil
}

// wordsIn counts the words of a text. Chinese has no spaces between them; five of
// its characters take about as long to read as three words.
func wordsIn(text string) int {
	han := 0
	rest := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			han++
			return ' '
		}
		return r
	}, text)
	n := 0
	for word := range strings.FieldsSeq(rest) {
		if strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 || han == 0 {
			n++
		}
	}
	return n + han*3/5
}
