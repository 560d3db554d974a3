package jose

import (
	"encoding/base64"
	"unicode/utf8"
)

// FaultCode names what is wrong with the base64url text of a segment. The
// codes are the ids of the lint rules that report them.
type FaultCode string

// The faults of a segment, RFC 7515 §2 and RFC 4648 §3.5, §4 and §5.
const (
	FaultWhitespace       FaultCode = "whitespace-inside"        // SP, TAB, CR or LF
	FaultStandardBase64   FaultCode = "standard-base64"          // '+' or '/'
	FaultPadding          FaultCode = "base64-padding"           // one or two '=' at the end
	FaultIllegalCharacter FaultCode = "illegal-character"        // anything else outside the alphabet
	FaultImpossibleLength FaultCode = "base64-impossible-length" // one character left over
	FaultNonCanonical     FaultCode = "base64-noncanonical"      // unused low bits that are not zero
)

// A Fault is one departure of a segment from strict base64url.
type Fault struct {
	Code   FaultCode
	Offset int    // byte offset in the segment's text
	Text   string // the offending character or padding, as written
}

// decodeBase64URL decodes text as base64url without padding (RFC 7515 §2). It
// always returns the bytes that can be made of the text: standard base64
// letters are read as their base64url counterparts, and everything else that
// does not belong is passed over. Every such liberty is listed in faults, in
// order of offset and at most one of each code, so a text is strict
// base64url exactly when faults is empty.
func decodeBase64URL(text string) (data []byte, faults []Fault) {
	clean := true
	for i := 0; i < len(text); i++ {
		if base64URLDigit[text[i]] != digitYes {
			clean = false
			break
		}
	}
	digits := []byte(text)
	if !clean {
		digits, faults = sortOutDigits(text)
	}
	if len(digits)%4 == 1 {
		faults = append(faults, Fault{FaultImpossibleLength, len(text), ""})
		digits = digits[:len(digits)-1]
	} else if n := len(digits); n%4 != 0 && unusedBits(digits) != 0 {
		faults = append(faults, Fault{FaultNonCanonical, lastDigit(text), string(digits[n-1])})
	}
	data = make([]byte, base64.RawURLEncoding.DecodedLen(len(digits)))
	n, err := base64.RawURLEncoding.Decode(data, digits)
	if err != nil { // cannot happen: only digits are left
		return nil, append(faults, Fault{FaultIllegalCharacter, 0, ""})
	}
	return data[:n], faults
}

// sortOutDigits separates the base64url digits of text from the rest.
func sortOutDigits(text string) (digits []byte, faults []Fault) {
	seen := map[FaultCode]bool{}
	report := func(code FaultCode, offset int, s string) {
		if !seen[code] {
			seen[code] = true
			faults = append(faults, Fault{code, offset, s})
		}
	}
	end := len(text)
	for end > 0 && text[end-1] == '=' && len(text)-end < 2 {
		end--
	}
	digits = make([]byte, 0, len(text))
	for i := 0; i < end; {
		c := text[i]
		switch {
		case base64URLDigit[c] == digitYes:
			digits = append(digits, c)
		case c == '+':
			report(FaultStandardBase64, i, "+")
			digits = append(digits, '-')
		case c == '/':
			report(FaultStandardBase64, i, "/")
			digits = append(digits, '_')
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			report(FaultWhitespace, i, string(c))
		default:
			_, size := utf8.DecodeRuneInString(text[i:])
			report(FaultIllegalCharacter, i, text[i:i+size])
			i += size
			continue
		}
		i++
	}
	if end < len(text) {
		report(FaultPadding, end, text[end:])
	}
	return digits, faults
}

// unusedBits returns the low bits of the last digit that encode no data.
func unusedBits(digits []byte) byte {
	v := base64URLValue(digits[len(digits)-1])
	switch len(digits) % 4 {
	case 2:
		return v & 0x0f
	case 3:
		return v & 0x03
	}
	return 0
}

// lastDigit is the offset of the last base64url digit in text.
func lastDigit(text string) int {
	for i := len(text) - 1; i > 0; i-- {
		if base64URLDigit[text[i]] == digitYes || text[i] == '+' || text[i] == '/' {
			return i
		}
	}
	return 0
}

const digitYes = 1

var base64URLDigit = func() (t [256]byte) {
	for c := range t {
		if base64URLValue(byte(c)) != 0xff {
			t[c] = digitYes
		}
	}
	return t
}()

// base64URLValue is the 6-bit value of a base64url digit, 0xff for any other
// byte (RFC 4648 §5, table 2).
func base64URLValue(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c - 'A'
	case 'a' <= c && c <= 'z':
		return c - 'a' + 26
	case '0' <= c && c <= '9':
		return c - '0' + 52
	case c == '-':
		return 62
	case c == '_':
		return 63
	}
	return 0xff
}

// CharactersOf returns the range of base64url characters that carry the bytes
// of a decoded range: byte n starts in character n*4/3. The result is an
// offset range in a segment whose text is strict base64url.
func CharactersOf(bytes Span) Span {
	return Span{bytes.Start * 4 / 3, (bytes.End*4 + 2) / 3}
}
