package views

import (
	"jotlens/inspect"
	"jotlens/jose"
)

// indentJSON is a whole document, indented, with every value that begins where
// one of hide does replaced. Numbers and strings stay as written, but for
// characters that do not show themselves: those are escaped.
func indentJSON(d *jose.Document, hide []jose.Span) string {
	p := &jsonIndent{d: d, hide: hide}
	p.value(d.Root, 0)
	return string(p.b)
}

type jsonIndent struct {
	b    []byte
	d    *jose.Document
	hide []jose.Span // in the order written
}

// deepestIndent is the depth from which on everything stands in one line.
const deepestIndent = 12

//go:noinline
func (p *jsonIndent) put(text string) { p.b = append(p.b, text...) }

func (p *jsonIndent) line(depth int) {
	if depth > deepestIndent {
		return
	}
	p.put("\n")
	for range depth {
		p.put("  ")
	}
}

func (p *jsonIndent) value(n *jose.Node, depth int) {
	if len(p.hide) > 0 && p.hide[0].Start == n.Span.Start {
		p.hide = p.hide[1:]
		p.put(`"` + inspect.Hidden + `"`)
		return
	}
	bounds := "[]"
	switch n.Kind {
	case jose.Object:
		bounds = "{}"
	case jose.Array:
	default:
		p.literal(n.Span)
		return
	}
	p.put(bounds[:1])
	next := func(i int) {
		if i > 0 {
			p.put(",")
		}
		p.line(depth + 1)
	}
	for i := range n.Members {
		next(i)
		p.literal(n.Members[i].NameSpan)
		p.put(": ")
		p.value(n.Members[i].Value, depth+1)
	}
	for i, e := range n.Elements {
		next(i)
		p.value(e, depth+1)
	}
	if len(n.Members)+len(n.Elements) > 0 {
		p.line(depth)
	}
	p.put(bounds[1:])
}

// literal writes a name, string, number or word as it stands in the document.
func (p *jsonIndent) literal(span jose.Span) {
	const hex = "0123456789abcdef"
	raw := p.d.Raw(span)
	if !hasHidden(raw) {
		p.put(raw)
		return
	}
	for _, r := range raw {
		if !hidden(r) {
			p.put(string(r))
			continue
		}
		if r > 0xffff { // as a pair of surrogates
			high := 0xd800 + (r-0x10000)>>10
			p.b = append(p.b, '\\', 'u', hex[high>>12&15], hex[high>>8&15], hex[high>>4&15], hex[high&15])
			r = 0xdc00 + (r-0x10000)&0x3ff
		}
		p.b = append(p.b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
	}
}
