package inspect

import (
	"fmt"
	"strings"
)

// Invisible reports whether r changes how text reads without showing itself:
// bidirectional controls, zero-width characters and control characters other
// than tab and line ends (Unicode TR36).
func Invisible(r rune) bool {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return true
	case r >= 0x200b && r <= 0x200d, r == 0x2060, r == 0xfeff:
		return true
	case r < 0x20:
		return r != '\t' && r != '\n' && r != '\r'
	}
	return r == 0x7f
}

// CodePoint is the usual way to write r: "U+202E".
func CodePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// visible writes the invisible characters of s as their code points.
func visible(s string) string {
	if !strings.ContainsFunc(s, Invisible) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if Invisible(r) {
			b.WriteString("‹" + CodePoint(r) + "›")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
