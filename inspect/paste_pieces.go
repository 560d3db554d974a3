package inspect

import (
	"strings"

	"jotlens/jose"
)

// found makes a Found of runs of plain text, in order. What lies between the
// runs is white space and the marks of quoted mail. Bytes that are not ASCII
// are taken from the input as they are.
func (p *plain) found(runs []jose.Span) Found {
	var f Found
	var text strings.Builder
	encoded := map[string]bool{}
	for n, run := range runs {
		if n > 0 {
			f.countGap(p.text[runs[n-1].End:run.Start]) // #nosec G602 -- n is not 0 here
		}
		if p.at == nil {
			f.add(jose.Span{Start: text.Len(), End: text.Len() + run.Len()}, run)
			text.WriteString(p.text[run.Start:run.End])
			continue
		}
		for i := run.Start; i < run.End; i++ {
			in, start := p.span(i), text.Len()
			switch c := p.input[in.Start]; {
			case c == '%' && in.Len() > 1:
				encoded[RemovedPercent] = true
				text.WriteByte(p.text[i])
			case c == '\\' && in.Len() > 1:
				encoded[RemovedEscapes] = true
				text.WriteByte(p.text[i])
			case c == '=' && in.Len() > 1:
				encoded[RemovedQP] = true
				text.WriteByte(p.text[i])
			default:
				text.WriteString(p.input[in.Start:in.End])
			}
			f.add(jose.Span{Start: start, End: text.Len()}, in)
		}
	}
	f.Text = text.String()
	if f.Breaks > 0 {
		f.Removed = append([]Removal{{RemovedSpace, p.gaps(runs)}}, f.Removed...)
	}
	for _, code := range []string{RemovedPercent, RemovedEscapes, RemovedQP} {
		if encoded[code] {
			f.Removed = append(f.Removed, Removal{code, encodedText[code]})
		}
	}
	return f
}

var encodedText = map[string]string{
	RemovedPercent: "percent-encoding", RemovedEscapes: "backslash escapes", RemovedQP: "quoted-printable encoding",
}

// add appends a piece, and joins it to the last one when both are copied as
// they are and adjoin.
func (f *Found) add(token, input jose.Span) {
	if n := len(f.Pieces); n > 0 && token.Len() == input.Len() {
		if last := &f.Pieces[n-1]; last.Token.Len() == last.Input.Len() && last.Input.End == input.Start {
			last.Token.End, last.Input.End = token.End, input.End
			return
		}
	}
	f.Pieces = append(f.Pieces, Piece{token, input})
}

// countGap counts the white space in a gap between two runs.
func (f *Found) countGap(gap string) {
	quoted := false
	for i := 0; i < len(gap); i++ {
		if isSpace(gap[i]) {
			f.Breaks++
		} else {
			quoted = true
		}
	}
	if quoted && len(f.Removed) == 0 {
		f.Removed = append(f.Removed, Removal{RemovedMailQuote, "> at the start of lines"})
	}
}

// gaps names the white space between runs.
func (p *plain) gaps(runs []jose.Span) string {
	lines, others := 0, 0
	for n := 1; n < len(runs); n++ {
		gap := p.text[runs[n-1].End:runs[n].Start]
		if breaks := strings.Count(gap, "\n"); breaks > 0 {
			lines += breaks
		} else if breaks = strings.Count(gap, "\r"); breaks > 0 {
			lines += breaks
		} else {
			others++
		}
	}
	switch {
	case others == 0:
		return count(lines, "line break", "line breaks")
	case lines == 0:
		return count(others, "space", "spaces")
	}
	return count(lines, "line break", "line breaks") + ", " + count(others, "space", "spaces")
}

// verbatim makes a Found of a run of plain text with the true characters of
// the input, escapes and invisible ones included.
func (p *plain) verbatim(run jose.Span) Found {
	in := p.inputSpan(run)
	return Found{
		Text:    p.input[in.Start:in.End],
		Pieces:  []Piece{{jose.Span{Start: 0, End: in.Len()}, in}},
		Removed: invisibleRemoval(p.input[:in.Start] + p.input[in.End:]),
	}
}

// invisible names the invisible characters that were dropped within a run of
// plain text and right beside it.
func (p *plain) invisible(s jose.Span) []Removal {
	if p.at == nil {
		return nil
	}
	start, end := 0, len(p.input)
	if s.Start > 0 {
		start = p.span(s.Start - 1).End
	}
	if s.End < len(p.text) {
		end = p.span(s.End).Start
	}
	return invisibleRemoval(p.input[start:end])
}

// invisibleRemoval counts the characters in text that readPlain drops.
func invisibleRemoval(text string) []Removal {
	n := 0
	for _, r := range text {
		if droppable(r) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []Removal{{RemovedInvisible, count(n, "invisible character", "invisible characters")}}
}
