package inspect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jotlens/jose"
)

// A plain is a pasted text made easy to search: escapes are decoded, invisible
// characters are gone, typographic quotation marks and odd spaces are plain
// ones. It remembers where each byte came from.
type plain struct {
	input string
	text  string
	at    []spot // where each byte of text stood in input; nil when text is input
}

// A spot is the run of input that one byte of plain text came from. Inputs are
// at most MaxInput long, so 32 bits are plenty.
type spot struct{ start, end int32 }

// readPlain reads input. It is linear: every escape is consumed as it is read.
func readPlain(input string) *plain {
	softBreaks := hasSoftBreak(input)
	if !softBreaks && isPlain(input) {
		return &plain{input: input, text: input}
	}
	p := &plain{input: input, at: make([]spot, 0, len(input))}
	text := make([]byte, 0, len(input))
	emit := func(c byte, start, end int) {
		text = append(text, c)
		p.at = append(p.at, spot{int32(start), int32(end)}) // #nosec G115 -- places in an input that has a bound
	}
	for i := 0; i < len(input); {
		c, size := input[i], 1
		decoded, length, skip := byte(0), 0, 0
		switch {
		case c == '%':
			decoded, length = percentEscape(input[i:])
		case c == '\\':
			decoded, length, skip, size = backslashEscape(input[i:])
		case c == '=' && softBreaks:
			decoded, length, skip = quotedPrintable(input, i)
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(input[i:])
			switch {
			case droppable(r):
				skip = size
			case plainRune(r) != 0:
				decoded, length = plainRune(r), size
			}
		}
		switch {
		case length > 0:
			emit(decoded, i, i+length)
			i += length
		case skip > 0:
			i += skip
		default:
			for k := range size {
				emit(input[i+k], i+k, i+k+1)
			}
			i += size
		}
	}
	p.text = string(text)
	return p
}

// isPlain reports whether there is nothing in s to decode.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '%' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// span is where the byte at i of the plain text stood in the input.
func (p *plain) span(i int) jose.Span {
	if p.at == nil {
		return jose.Span{Start: i, End: i + 1}
	}
	return jose.Span{Start: int(p.at[i].start), End: int(p.at[i].end)}
}

// inputSpan is the run of input that a run of plain text came from, with what
// was dropped inside it.
func (p *plain) inputSpan(s jose.Span) jose.Span {
	if s.Empty() {
		return jose.Span{}
	}
	return jose.Span{Start: p.span(s.Start).Start, End: p.span(s.End - 1).End}
}

// percentEncoded reports whether the byte at i of the plain text was
// percent-encoded.
func (p *plain) percentEncoded(i int) bool {
	in := p.span(i)
	return in.Len() > 1 && p.input[in.Start] == '%'
}

// droppable reports whether r shows nothing, so that a copied token may carry
// it unnoticed: zero-width characters, direction marks, byte-order marks.
func droppable(r rune) bool {
	return r > 0x7f && (Invisible(r) || r == 0x00ad || r == 0x180e)
}

// plainRune is the ASCII character that stands for a typographic quotation
// mark or an unusual space; 0 for any other.
func plainRune(r rune) byte {
	switch r {
	case '“', '”', '„', '«', '»':
		return '"'
	case '‘', '’', '‚', '‹', '›':
		return '\''
	case '\u0085', '\u2028', '\u2029':
		return '\n'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return 0
}

// percentEscape decodes the percent-encoded ASCII character at the start of s,
// encoded once or several times over ("%2E", "%252E"). length is 0 when there
// is none.
func percentEscape(s string) (c byte, length int) {
	i := 1
	for len(s) >= i+4 && s[i] == '2' && s[i+1] == '5' && isHexDigit(s[i+2]) && isHexDigit(s[i+3]) {
		i += 2
	}
	if len(s) < i+2 || !isHexDigit(s[i]) || !isHexDigit(s[i+1]) {
		return 0, 0
	}
	return asciiEscape(hexValue(s[i])<<4|hexValue(s[i+1]), i+2)
}

// backslashEscape decodes what JSON and shells write with backslashes, as far
// as it matters: quotation marks, slashes, \u escapes of ASCII, and a line that
// continues, whose backslash is skipped. Text inside text has several in a row:
// run is how many, so that they are read once.
func backslashEscape(s string) (c byte, length, skip, run int) {
	for run < len(s) && s[run] == '\\' {
		run++
	}
	switch rest := s[run:]; {
	case rest == "":
	case rest[0] == '"' || rest[0] == '\'' || rest[0] == '/':
		c, length = rest[0], run+1
	case rest[0] == '\n' || rest[0] == '\r':
		skip = run
	case strings.HasPrefix(rest, "u00") && len(rest) >= 5 && isHexDigit(rest[3]) && isHexDigit(rest[4]):
		c, length = asciiEscape(hexValue(rest[3])<<4|hexValue(rest[4]), run+5)
	}
	return c, length, skip, run
}

// asciiEscape accepts an escape of a printable character or of a line's end.
func asciiEscape(c byte, length int) (byte, int) {
	if c >= 0x20 && c < 0x7f || c == '\t' || c == '\n' || c == '\r' {
		return c, length
	}
	return 0, 0
}

// quotedPrintable decodes "=3D" and "=2E" and skips the "=" of a soft line
// break, in a text that has such breaks (RFC 2045 §6.7).
func quotedPrintable(s string, i int) (c byte, length, skip int) {
	switch rest := s[i:]; {
	case strings.HasPrefix(rest, "=3D"):
		return '=', 3, 0
	case strings.HasPrefix(rest, "=2E"):
		return '.', 3, 0
	case softBreakAt(s, i):
		return 0, 0, 1
	}
	return 0, 0, 0
}

// hasSoftBreak reports whether s was wrapped by quoted-printable: an "=" ends a
// line of nearly the 76 characters that a line may have.
func hasSoftBreak(s string) bool {
	for i, start := 0, 0; i < len(s); i++ {
		switch s[i] {
		case '\n':
			start = i + 1
		case '=':
			if column := i - start; column >= 70 && column <= 75 && softBreakAt(s, i) {
				return true
			}
		}
	}
	return false
}

func softBreakAt(s string, i int) bool {
	rest := strings.TrimPrefix(s[i+1:], "\r")
	return len(rest) > 1 && rest[0] == '\n' && (isDigit64(rest[1]) || rest[1] == '.') && s[max(i-1, 0)] != '='
}

func isHexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func hexValue(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}
