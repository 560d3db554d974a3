package inspect

import (
	"slices"
	"strings"

	"jotlens/jose"
)

// A line break in a token and a line break after it look the same. What tells
// them apart is structure: braces that are still open, segments that are still
// missing, and a signature that has not yet the length its algorithm gives it.

// join follows the token that begins with first over white space, as far as
// its structure asks for more. When the result makes no sense, it is first
// alone.
func (s *scanner) join(first jose.Span) ([]jose.Span, walk) {
	var w walk
	w.feed(s.text[first.Start:first.End])
	runs := []jose.Span{first}
	alone := w
	onlyLines, spacedPayload := true, false
	for s.budget > 0 {
		end := runs[len(runs)-1].End
		next, lines := s.next(end)
		if next.Empty() {
			break
		}
		if w.dots >= w.need() && !w.tail {
			more := s.signature(&w, runs)
			for _, run := range more {
				w.feed(s.text[run.Start:run.End])
			}
			runs = append(runs, more...)
			if len(more) == 0 || !w.tail {
				break
			}
			continue
		}
		if !s.continues(&w, end, next, lines) {
			break
		}
		if lines == 0 {
			onlyLines = false
			spacedPayload = spacedPayload || w.dots <= 1
		}
		w.feed(s.text[next.Start:next.End])
		runs = append(runs, next)
	}
	end := runs[len(runs)-1].End
	switch {
	case len(runs) == 1:
	case w.joined() && (!spacedPayload || w.encrypted || w.payload.whole()):
	case onlyLines && s.skipClosers(end) == s.body.End: // half a token, wrapped, and nothing else
	default:
		return runs[:1], alone
	}
	return runs, w
}

// next is the next unbroken run of token characters after end, and how many
// line breaks lie between. It is empty when something else comes next.
func (s *scanner) next(end int) (run jose.Span, lines int) {
	i := end
	for i < s.body.End && isSpace(s.text[i]) {
		if s.text[i] == '\n' || s.text[i] == '\r' && s.text[i+1] != '\n' {
			lines++
			i = s.skipMailQuote(i + 1)
		} else {
			i++
		}
	}
	s.budget -= i - end
	if i == end || i == s.body.End || !isDigit64(s.text[i]) && s.text[i] != '.' && s.text[i] != '~' {
		return jose.Span{}, lines
	}
	run = jose.Span{Start: i, End: s.chunkEnd(i)}
	s.budget -= run.Len()
	for _, c := range []byte(s.text[run.Start:run.End]) {
		if value64(c) == 0xff && c != '.' && c != '~' && c != '=' {
			return jose.Span{}, lines
		}
	}
	return run, lines
}

// skipMailQuote passes over the marks that mail puts before quoted lines.
func (s *scanner) skipMailQuote(i int) int {
	start := i
	for j := i; j < s.body.End && (s.text[j] == '>' || s.text[j] == ' '); j++ {
		if s.text[j] == '>' {
			i = j + 1
		}
	}
	s.budget -= i - start
	return i
}

// continues decides whether next belongs to a token that ends at end so far
// and lacks segments, or is in the tail of an SD-JWT.
func (s *scanner) continues(w *walk, end int, next jose.Span, lines int) bool {
	text := s.text[next.Start:next.End]
	afterDot := w.dots > 0 && w.digits == 0
	if startsObject(text) {
		own := strings.Count(text, ".")
		var other walk
		other.feed(text)
		switch {
		case w.tail:
			return s.text[end-1] == '~' && other.keyBinding
		case own >= 2 || own == 1 && !afterDot && other.header.whole():
			return false // it begins a token of its own
		}
	}
	switch {
	case w.tail:
		return lines == 1 && strings.ContainsAny(text, "~.")
	case text[0] == '.' || afterDot:
		return true
	case w.dots <= 1 && w.current.whole():
		return false // this segment is whole, and no dot follows
	}
	return lines <= 1
}

// signature returns the runs that complete the last segment. The length that
// the algorithm asks for decides; where it is not known or never met, lines go
// on as long as they are as long as those before.
func (s *scanner) signature(w *walk, runs []jose.Span) []jose.Span {
	lengths := signatureLengths(w)
	var ahead []jose.Span
	hit, total, most := 0, w.digits, 0
	if len(lengths) > 0 {
		most = slices.Max(lengths)
	}
	for end := runs[len(runs)-1].End; total < most; end = ahead[len(ahead)-1].End {
		next, lines := s.next(end)
		text := s.text[next.Start:next.End]
		digits, _, tail := strings.Cut(text, "~")
		if next.Empty() || lines > 1 && total > 0 || startsObject(text) || strings.Contains(digits, ".") {
			break
		}
		ahead = append(ahead, next)
		total += len(strings.TrimRight(digits, "="))
		if slices.Contains(lengths, total) {
			hit = len(ahead)
		}
		if tail {
			break
		}
	}
	switch {
	case hit > 0:
		return ahead[:hit]
	case slices.Contains(lengths, w.digits):
		return nil
	case w.digits == 0 && len(runs) > 1 && len(ahead) > 0: // its dots stand apart, and so does its signature
		return ahead[:1]
	}
	return s.fullLines(w, runs, len(lengths) > 0)
}

// The width that mail and terminals wrap at, roughly.
const minWidth, maxWidth = 60, 132

// fullLines returns the lines after runs that look like the rest of a wrapped
// text: each line but the last is as wide as the widest before.
func (s *scanner) fullLines(w *walk, runs []jose.Span, known bool) []jose.Span {
	widest, width := 0, 0
	for _, run := range runs {
		from := max(s.body.Start, run.Start-maxWidth)
		width = run.End - (strings.LastIndexByte(s.text[from:run.Start], '\n') + from + 1)
		s.budget -= run.Start - from
		widest = max(widest, width)
	}
	wrapped := len(runs) > 1 || !known && (w.digits == 0 || width >= minWidth && width <= maxWidth)
	var more []jose.Span
	for end := runs[len(runs)-1].End; wrapped && width >= widest; {
		next, lines := s.next(end)
		text := s.text[next.Start:next.End]
		if next.Empty() || lines != 1 || startsObject(text) || strings.Contains(text, ".") || !s.wholeLine(next.End) {
			break
		}
		start := strings.LastIndexByte(s.text[end:next.Start], '\n') + end + 1
		if width = next.End - start; width > widest && w.digits > 0 {
			break
		}
		more = append(more, next)
		widest = max(widest, width)
		end = next.End
	}
	return more
}

// wholeLine reports whether nothing but a delimiter follows on the line.
func (s *scanner) wholeLine(end int) bool {
	return end == s.body.End || s.text[end] != ' ' && s.text[end] != '\t'
}

// signatureLengths lists how many base64url digits the last segment has; nil
// when the algorithm does not say. The tag of a JWE has 16, 24 or 32 bytes
// (RFC 7518 §5), an RSA signature the length of the modulus.
func signatureLengths(w *walk) []int {
	var sizes []int
	switch alg, _ := jose.AlgorithmNamed(w.alg); {
	case w.encrypted:
		sizes = []int{16, 24, 32}
	case w.alg == "none":
		sizes = []int{0}
	case alg.SignatureBytes > 0:
		sizes = []int{alg.SignatureBytes}
	case strings.HasPrefix(w.alg, "RS"), strings.HasPrefix(w.alg, "PS"):
		sizes = []int{128, 256, 384, 512}
	}
	for i, n := range sizes {
		sizes[i] = (n*8 + 5) / 6
	}
	return sizes
}
