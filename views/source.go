package views

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jotlens/inspect"
	"jotlens/jose"
)

// maxRuns bounds how many separate runs of the token box one place is mapped
// to. A place that was wrapped over more lines is given as one long run.
const maxRuns = 16

// A source maps places in what was decoded to places in the token box, counted
// as browsers do: in UTF-16 code units, a line end being one.
type source struct {
	text   string
	pieces []inspect.Piece
	units  []int32 // the code units before each byte; nil when they are the same
	digits map[*jose.Segment][]int32
}

func newSource(r *inspect.Report) *source {
	s := &source{text: r.Source, digits: map[*jose.Segment][]int32{}}
	if picked := r.Input.Picked; picked < len(r.Paste.Tokens) {
		s.pieces = r.Paste.Tokens[picked].Pieces
	}
	if !plainASCII(s.text) {
		s.units = countUnits(s.text)
	}
	return s
}

func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf || text[i] == '\r' {
			return false
		}
	}
	return true
}

func countUnits(text string) []int32 {
	units := make([]int32, len(text)+1)
	n := int32(0)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		for j := range size {
			units[i+j] = n
		}
		i += size
		switch {
		case r == '\r' && i < len(text) && text[i] == '\n': // counted with the \n
		case r >= 0x10000:
			n += 2
		default:
			n++
		}
	}
	units[len(text)] = n
	return units
}

func (s *source) unit(offset int) int {
	offset = min(max(offset, 0), len(s.text))
	if s.units == nil {
		return offset
	}
	return int(s.units[offset])
}

// input gives the runs of the pasted text that a place of the token came
// from, in order. Runs that touch are joined.
func (s *source) input(place jose.Span) []jose.Span {
	i, _ := slices.BinarySearchFunc(s.pieces, place.Start, func(p inspect.Piece, start int) int {
		if p.Token.End <= start {
			return -1
		}
		return 1
	})
	var runs []jose.Span
	for ; i < len(s.pieces) && s.pieces[i].Token.Start < place.End; i++ {
		p := s.pieces[i]
		run := p.Input
		if p.Input.Len() == p.Token.Len() {
			shift := p.Input.Start - p.Token.Start
			run = jose.Span{Start: max(place.Start, p.Token.Start) + shift, End: min(place.End, p.Token.End) + shift}
		}
		if last := len(runs) - 1; last >= 0 && runs[last].End == run.Start {
			runs[last].End = run.End
		} else {
			runs = append(runs, run)
		}
	}
	return runs
}

// at writes a place of the token as a data-at attribute; "" when it came from
// nowhere.
func (s *source) at(place jose.Span) string {
	if place.Empty() {
		return ""
	}
	return s.runs(s.input(place))
}

// runs writes runs of the pasted text as a data-at attribute.
func (s *source) runs(runs []jose.Span) string {
	if len(runs) > maxRuns {
		runs = []jose.Span{{Start: runs[0].Start, End: runs[len(runs)-1].End}}
	}
	b := make([]byte, 0, 16)
	for i, run := range runs {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(s.unit(run.Start)), 10)
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(s.unit(run.End)), 10)
	}
	return string(b)
}

// around gives what stands before and behind the token.
func (s *source) around() (runs []jose.Span) {
	if n := len(s.pieces); n > 0 {
		runs = appendRun(runs, 0, s.pieces[0].Input.Start)
		runs = appendRun(runs, s.pieces[n-1].Input.End, len(s.text))
	}
	return runs
}

// between gives what was taken out of the inside of the token.
func (s *source) between() (runs []jose.Span) {
	for i := 1; i < len(s.pieces); i++ {
		runs = appendRun(runs, s.pieces[i-1].Input.End, s.pieces[i].Input.Start)
	}
	return runs
}

func appendRun(runs []jose.Span, start, end int) []jose.Span {
	if start >= end {
		return runs
	}
	return append(runs, jose.Span{Start: start, End: end})
}

// clean is a run of the pasted text as the token box holds it: browsers make
// every line end one \n and cannot show NUL or bytes that are not UTF-8.
func (s *source) clean(run jose.Span) string {
	text := s.text[run.Start:run.End]
	if s.units == nil && strings.IndexByte(text, 0) < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		switch {
		case r == '\r' && run.Start+i+1 < len(s.text) && s.text[run.Start+i+1] == '\n':
		case r == '\r':
			b.WriteByte('\n')
		case r == 0:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r) // an invalid byte is RuneError here
		}
	}
	return b.String()
}

// A partSource maps the bytes of one decoded part to places of the token.
type partSource struct {
	*source
	segment *jose.Segment // nil when the part is the token's own text
	digits  []int32       // where the base64url digits stand; nil when every character is one
}

// of is where a part comes from. What was decrypted comes from nowhere.
func (s *source) of(part *inspect.Part) partSource {
	if part.Decrypted {
		return partSource{source: &source{}}
	}
	return newPartSource(s, part.Segment)
}

func newPartSource(s *source, segment *jose.Segment) partSource {
	p := partSource{source: s, segment: segment}
	if segment == nil || len(segment.Faults) == 0 {
		return p
	}
	if s.digits[segment] == nil {
		s.digits[segment] = findDigits(segment.Text)
	}
	p.digits = s.digits[segment]
	return p
}

func findDigits(text string) []int32 {
	digits := make([]int32, 0, len(text))
	for i := range len(text) {
		if isDigit(text[i]) {
			digits = append(digits, int32(i))
		}
	}
	return digits
}

// isDigit reports whether c is a digit of base64 in either alphabet.
func isDigit(c byte) bool {
	return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' ||
		c == '-' || c == '_' || c == '+' || c == '/'
}

// token is the place in the token that encodes a range of decoded bytes.
func (p partSource) token(bytes jose.Span) jose.Span {
	if p.segment == nil {
		return bytes
	}
	if p.segment.Span.Len() != len(p.segment.Text) {
		return p.segment.Span // a string with escapes, or a text that stands elsewhere
	}
	characters := jose.CharactersOf(bytes)
	if p.segment.Raw {
		characters = bytes
	}
	if p.digits != nil {
		n := len(p.digits)
		if characters.Start >= n || characters.Empty() {
			return jose.Span{}
		}
		characters = jose.Span{Start: int(p.digits[characters.Start]), End: int(p.digits[min(characters.End, n)-1]) + 1}
	}
	length := len(p.segment.Text)
	start := p.segment.Span.Start
	return jose.Span{Start: start + min(characters.Start, length), End: start + min(characters.End, length)}
}

// at writes a range of decoded bytes as a data-at attribute.
func (p partSource) at(bytes jose.Span) string { return p.source.at(p.token(bytes)) }
