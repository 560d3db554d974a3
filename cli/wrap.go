package cli

import (
	"strings"
	"unicode"
)

// width is how many columns a text takes on a terminal.
func width(s string) (n int) {
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case isWide(r):
		return 2
	}
	return 1
}

// isWide reports whether a terminal gives a character two columns: those of
// China, Japan and Korea, and pictures (UAX #11).
func isWide(r rune) bool {
	return 0x1100 <= r && r <= 0x115f || 0x2e80 <= r && r <= 0xa4cf && r != 0x303f || 0xac00 <= r && r <= 0xd7a3 ||
		0xf900 <= r && r <= 0xfaff || 0xfe30 <= r && r <= 0xfe6f || 0xff00 <= r && r <= 0xff60 || 0xffe0 <= r && r <= 0xffe6 ||
		0x1f300 <= r && r <= 0x1f64f || 0x1f900 <= r && r <= 0x1f9ff || 0x20000 <= r && r <= 0x3fffd
}

// wrap breaks prose into lines of at most so many columns. It breaks at spaces,
// between wide characters, and within a word that fits no line.
func wrap(s string, room int) (lines []string) {
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, line.String())
		line.Reset()
		used = 0
	}
	for _, field := range strings.Fields(s) {
		space := 1
		for _, word := range pieces(field) {
			w := width(word)
			if used > 0 && used+space+w > room {
				flush()
			}
			if used > 0 && space == 1 {
				line.WriteByte(' ')
				used++
			}
			space = 0
			for _, r := range word {
				if used+columnsOf(r) > room {
					flush()
				}
				line.WriteRune(r)
				used += columnsOf(r)
			}
		}
	}
	if used > 0 {
		flush()
	}
	return lines
}

// pieces are what a word may be broken into: wide characters, each with the
// punctuation that closes it, and what stands between them.
func pieces(word string) (all []string) {
	start, opened := 0, false
	var before rune
	for i, r := range word {
		breaks := i > 0 && (isWide(r) || isWide(before)) && !opened && !strings.ContainsRune("。，、；：！？）」』”’.,;:!?)…", r)
		if breaks {
			all = append(all, word[start:i])
			start = i
		}
		opened = strings.ContainsRune("（「『“‘(", r)
		before = r
	}
	return append(all, word[start:])
}
