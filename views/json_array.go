package views

import (
	"strings"

	"jotlens/jose"
)

// array adds an array: on one line when it is short, with several numbers to a
// line when it is long, and with one element to a line otherwise.
func (p *jsonPrinter) array(n *jose.Node, l line, depth int, tail string) {
	closed := p.closed(n)
	kind, uniform := uniformKind(n)
	switch {
	case closed && len(n.Elements) == 0:
		l.Open, l.Close = "[]", tail
		p.add(l, n.Span.End)
		return
	case closed && uniform && n.Span.Len() <= shortArray:
		p.nodes += len(n.Elements)
		l.Open, l.Value, l.Class, l.Close = "[", p.join(n.Elements), class(kind), "]"+tail
		p.allEvident(&l, n.Elements)
		p.add(l, n.Span.End)
		return
	}
	l.Open = "["
	p.add(l, n.Span.Start+1)
	for i := 0; i < len(n.Elements); {
		if p.spent() && closed {
			p.rest(n.Elements[i].Span.Start, n.Span.End-1, depth+1)
			break
		}
		run := 1
		if uniform && kind != jose.String {
			run = p.fitting(n.Elements[i:])
		}
		elements := n.Elements[i : i+run]
		i += run
		end := comma(closed, i-1, len(n.Elements))
		element := line{At: p.src.at(jose.Span{Start: elements[0].Span.Start, End: elements[run-1].Span.End})}
		if run == 1 {
			p.node(elements[0], element, depth+1, end)
			continue
		}
		p.nodes++
		element.Indent = indent(depth + 1)
		p.allEvident(&element, elements)
		element.Value, element.Class, element.Close = p.join(elements), class(kind), end
		p.add(element, elements[run-1].Span.End)
	}
	if closed {
		p.add(line{Indent: indent(depth), Close: "]" + tail}, n.Span.End)
	}
}

// uniformKind reports whether all elements are plain values of one kind.
func uniformKind(n *jose.Node) (jose.NodeKind, bool) {
	if len(n.Elements) == 0 {
		return 0, false
	}
	first := n.Elements[0].Kind
	for _, e := range n.Elements {
		if e.Kind == jose.Object || e.Kind == jose.Array || class(e.Kind) != class(first) {
			return 0, false
		}
	}
	return first, true
}

// fitting is how many elements fit on one line; at least one.
func (p *jsonPrinter) fitting(elements []*jose.Node) int {
	width := 0
	for i, e := range elements {
		width += e.Span.Len() + 2
		if width > numbersWidth {
			return max(i, 1)
		}
	}
	return len(elements)
}

func (p *jsonPrinter) join(elements []*jose.Node) string {
	var b strings.Builder
	for i, e := range elements {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.doc.Raw(e.Span))
	}
	return b.String()
}

func (p *jsonPrinter) allEvident(l *line, elements []*jose.Node) {
	for _, e := range elements {
		p.evident(l, e.Span.Start)
	}
}
