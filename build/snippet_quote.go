package build

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// What a token says is hostile: a literal is printable ASCII only, with
// everything else escaped as its language does, so that no quotation mark, line
// end, interpolation or direction mark of the token ends it.

// quoteWith writes a string literal in quotation marks. Each character of
// special gets a backslash; what is not printable ASCII is written as style says:
//
//	'u'  \uXXXX for each UTF-16 unit: JavaScript, C#
//	'j'  the same, but \OOO for control characters: Java reads \u000a as a line
//	     end before it looks for literals
//	'U'  \uXXXX or \UXXXXXXXX: Go, Python, YAML
//	'{'  \u{X}: PHP, Rust, Ruby
func quoteWith(s, special string, style byte) string {
	b := []byte{'"'}
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
			if r == '"' || r == '\\' || strings.ContainsRune(special, r) {
				b = append(b, '\\')
			}
			b = append(b, byte(r))
		case style == '{':
			b = append(escaped(append(b, '\\', 'u', '{'), r, 16, 0), '}')
		case style == 'j' && r < ' ':
			b = escaped(append(b, '\\'), r, 8, 3)
		case r > 0xffff && style == 'U':
			b = escaped(append(b, '\\', 'U'), r, 16, 8)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			b = escaped(append(b, '\\', 'u'), high, 16, 4)
			b = escaped(append(b, '\\', 'u'), low, 16, 4)
		default:
			b = escaped(append(b, '\\', 'u'), r, 16, 4)
		}
	}
	return string(append(b, '"'))
}

// escaped appends a number with that many digits, at least.
func escaped(b []byte, r rune, base, digits int) []byte {
	number := strconv.FormatInt(int64(r), base)
	for range digits - len(number) {
		b = append(b, '0')
	}
	return append(b, number...)
}

// quoteUnits is for JavaScript and C#.
func quoteUnits(s string) string { return quoteWith(s, "", 'u') }

func quoteJava(s string) string { return quoteWith(s, "", 'j') }

// quoteWide is for Go, Python and YAML.
func quoteWide(s string) string { return quoteWith(s, "", 'U') }

func quoteRust(s string) string { return quoteWith(s, "", '{') }

func quotePHP(s string) string { return quoteWith(s, "$", '{') }

func quoteRuby(s string) string { return quoteWith(s, "#", '{') }

// quoteNginx writes the inside of a regular expression that matches s, or
// nothing: nginx has no escapes to speak of, so only the characters of usual
// names and addresses are written.
func quoteNginx(s string) string {
	const plain, special = "-_~:/@!&=%", ".?*+()"
	var b strings.Builder
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || strings.ContainsRune(plain, r):
			b.WriteRune(r)
		case strings.ContainsRune(special, r):
			b.WriteString("[" + string(r) + "]")
		default:
			return ""
		}
	}
	return b.String()
}
