package views

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A textRun is a piece of hostile text: shown as it is, or, when it would not
// show itself, named by its code points.
type textRun struct {
	Text   string
	Hidden bool
}

// hidden reports whether r does not show itself or changes how its neighbours
// show: controls, bidirectional and other format characters, odd line ends.
func hidden(r rune) bool {
	switch {
	case r >= 0x20 && r < 0x7f, r == '\n', r == '\t':
		return false
	case r < 0xa0:
		return true
	}
	return r == 0x2028 || r == 0x2029 || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 || unicode.Is(unicode.Cf, r)
}

// hasHidden reports whether text needs textRuns to be shown honestly.
func hasHidden(text string) bool {
	ascii := true
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			ascii = false
		} else if c < 0x20 && c != '\n' && c != '\t' || c == 0x7f {
			return true
		}
	}
	return !ascii && (!utf8.ValidString(text) || strings.ContainsFunc(text, hidden))
}

// textRuns cuts text into runs that show themselves and runs that do not. Bytes
// that are not UTF-8 are named too.
func textRuns(text string) []textRun {
	var runs []textRun
	start := 0
	flush := func(end int) {
		if end > start {
			runs = append(runs, textRun{Text: text[start:end]})
		}
	}
	for i := 0; i < len(text); {
		first := i
		var names []string
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				names = append(names, fmt.Sprintf("byte %02X", text[i]))
			} else if hidden(r) {
				names = append(names, fmt.Sprintf("U+%04X", r))
			} else {
				break
			}
			i += size
		}
		if len(names) > 0 {
			flush(first)
			runs = append(runs, textRun{"‹" + strings.Join(names, " ") + "›", true})
			start = i
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	flush(len(text))
	return runs
}

// visible is text with its hidden characters named, for plain text.
func visible(text string) string {
	if !hasHidden(text) {
		return text
	}
	var b strings.Builder
	for _, run := range textRuns(text) {
		b.WriteString(run.Text)
	}
	return b.String()
}

// hexDump writes data as people read memory: offset, eight bytes, characters.
func hexDump(data string) string {
	var b strings.Builder
	for i := 0; i < len(data); i += 8 {
		row := data[i:min(i+8, len(data))]
		fmt.Fprintf(&b, "%04x  %-23s  ", i, fmt.Sprintf("% x", row))
		for j := range len(row) {
			c := row[j]
			if c < 0x20 || c > 0x7e {
				c = '.'
			}
			b.WriteByte(c)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
