package views

import (
	"strconv"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// A pointer says where the evidence of a finding is shown, and in which words.
type pointer struct {
	At     string // data-at, in the token box; "" when it does not stand there
	Panel  string // id of the element that shows it decoded; "" for none
	Byte   string // where it begins in what was decoded there, see line.Bytes; "" for a whole part
	Path   string // of a value
	Name   string // of a whole part, which has no path
	Show   string // accessible name of the button; "" when there is nothing to point at
	Marked string // what is said when it is marked
}

func newPointer(f inspect.Finding, r *inspect.Report, src *source, m *i18n.Messages) pointer {
	p := pointer{At: evidencePlace(f, r, src), Panel: evidencePanel(f), Path: evidencePath(f.Path)}
	if p.At == "" && p.Panel == "" {
		return p
	}
	if !f.Span.Empty() {
		p.Byte = strconv.Itoa(f.Span.Start)
	}
	what := p.Path
	switch {
	case what == "":
		if p.Name = m.Evidence.Parts[f.Path]; p.Name == "" {
			p.Name = m.Evidence.Parts[f.Part]
		}
		what = p.Name
	case f.Span.Empty():
		what = m.Evidence.Missing(p.Path, m.Evidence.Parts[f.Part])
	}
	p.Show, p.Marked = m.Evidence.Show(what), m.Evidence.Marked(what)
	return p
}

// evidencePath is the path of a value; a whole part needs no path.
func evidencePath(path string) string {
	if !strings.ContainsAny(path, ".[") {
		return ""
	}
	return excerpt(path)
}

// evidencePanel is the id of the element that shows the evidence for f decoded.
func evidencePanel(f inspect.Finding) string {
	switch f.Part {
	case "header", "payload", "signature", "key", inspect.PartKeyBinding:
		return f.Part
	case inspect.PartDisclosed, inspect.PartDisclosure:
		return "disclosures"
	case inspect.PartToken:
		switch f.Path {
		case "header", "payload", "signature":
			return f.Path
		}
	}
	return ""
}

// evidencePlace is where in the token box the evidence for f stands.
func evidencePlace(f inspect.Finding, r *inspect.Report, src *source) string {
	switch f.Part {
	case "header":
		return src.evidence(r.Header, f.Span)
	case "payload":
		return src.evidence(r.Payload, f.Span)
	case "signature":
		if len(r.Token.Segments) == 3 {
			return src.at(r.Token.Segments[2].Span)
		}
	case inspect.PartDisclosed:
		return src.at(disclosureOf(r.Disclosures, f.Path))
	case inspect.PartToken, inspect.PartDisclosure, inspect.PartKeyBinding:
		return src.at(f.Span)
	case inspect.PartRemoved:
		return src.runs(src.around())
	case inspect.PartJoined:
		return src.runs(src.between())
	}
	return ""
}

// evidence is where a span of a decoded part stands; an empty one is all of it.
func (s *source) evidence(part *inspect.Part, span jose.Span) string {
	switch {
	case part == nil || part.Document == nil:
		return ""
	case !span.Empty():
		return s.of(part).at(span)
	case part.Segment == nil:
		return ""
	}
	return s.at(part.Segment.Span)
}

// disclosureOf is where the disclosure stands that brings the value at a path.
func disclosureOf(d *inspect.Disclosures, path string) (place jose.Span) {
	_, path, _ = strings.Cut(path, ".")
	longest := 0
	for i := range d.List {
		_, own, _ := strings.Cut(d.List[i].Path, ".")
		rest, within := strings.CutPrefix(path, own)
		if within && len(own) > longest && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			place, longest = d.List[i].Span, len(own)
		}
	}
	return place
}

// inside says that the findings are about a token in another one, whose panels
// have ids with a prefix. It has no panel for its signature.
func (l *findingsList) inside(prefix string) {
	for _, list := range [][]finding{l.Findings, l.Notes} {
		for i := range list {
			switch p := &list[i].pointer; p.Panel {
			case "key":
			case "header", "payload":
				p.Panel = prefix + p.Panel
			default:
				p.Show = ""
			}
		}
	}
}
