package build

import (
	"slices"
	"sort"
	"strings"

	"jotlens/jose"
)

// Layout is how a JSON text is written. No layout changes a value: numbers and
// strings stay as they were written, members keep their order unless they are
// sorted, and duplicates stay.
type Layout int

// The layouts.
const (
	Compact  Layout = iota // without white space
	Indented               // a member a line
	Sorted                 // like Indented, the members of each object by name
)

// Write writes the text in a layout. ok is false when it is not one JSON value.
func Write(text string, layout Layout) (out string, ok bool) {
	d := jose.ReadJSON([]byte(text))
	if d.Root == nil || d.Fault != nil || !d.Trailing.Empty() {
		return "", false
	}
	w := jsonWriter{doc: d, layout: layout}
	w.value(d.Root, 0)
	return w.String(), true
}

type jsonWriter struct {
	strings.Builder
	doc    *jose.Document
	layout Layout
}

func (w *jsonWriter) value(n *jose.Node, depth int) {
	switch n.Kind {
	case jose.Object:
		members := n.Members
		if w.layout == Sorted {
			members = slices.Clone(members)
			sort.SliceStable(members, func(i, j int) bool { return members[i].Name < members[j].Name })
		}
		w.WriteByte('{')
		for i, m := range members {
			w.next(i, depth+1)
			w.WriteString(w.doc.Raw(m.NameSpan))
			w.WriteByte(':')
			if w.layout != Compact {
				w.WriteByte(' ')
			}
			w.value(m.Value, depth+1)
		}
		w.end(len(members), depth, '}')
	case jose.Array:
		w.WriteByte('[')
		for i, e := range n.Elements {
			w.next(i, depth+1)
			w.value(e, depth+1)
		}
		w.end(len(n.Elements), depth, ']')
	default:
		w.WriteString(w.doc.Raw(n.Span))
	}
}

// next begins the i-th member or element.
func (w *jsonWriter) next(i, depth int) {
	if i > 0 {
		w.WriteByte(',')
	}
	w.line(depth)
}

func (w *jsonWriter) end(n, depth int, bracket byte) {
	if n > 0 {
		w.line(depth)
	}
	w.WriteByte(bracket)
}

// maxIndent bounds how far a line is moved to the right, or deep nesting would
// make a text many times as long.
const maxIndent = 32

func (w *jsonWriter) line(depth int) {
	if w.layout == Compact {
		return
	}
	w.WriteByte('\n')
	for range min(depth, maxIndent) {
		w.WriteString("  ")
	}
}

// SetMember sets a member of the object that is the text to a JSON value, and
// leaves every other byte as it is. A member that is missing is added at the
// end, as the others are written. ok is false when the text is no JSON object.
func SetMember(text, name, value string) (out string, ok bool) {
	d := jose.ReadJSON([]byte(text))
	if !d.IsWholeObject() {
		return "", false
	}
	if n := d.Member(name); n != nil {
		return text[:n.Span.Start] + value + text[n.Span.End:], true
	}
	end := d.Root.Span.End - 1 // of what stands before the closing brace
	members := d.Root.Members
	if len(members) == 0 {
		return text[:d.Root.Span.Start+1] + jose.Quote(name) + ":" + value + text[end:], true
	}
	last := members[len(members)-1]
	before := text[d.Root.Span.Start+1 : last.NameSpan.Start] // white space, and other members
	if len(members) > 1 {
		before = text[members[len(members)-2].Value.Span.End:last.NameSpan.Start]
	}
	gap := before[strings.LastIndexByte(before, ',')+1:]
	colon := text[last.NameSpan.End:last.Value.Span.Start]
	at := last.Value.Span.End
	return text[:at] + "," + gap + jose.Quote(name) + colon + value + text[at:], true
}

// Place is where a byte stands in a text, counted as people count: the line and
// the character in it, both from 1.
func Place(text string, offset int) (line, column int) {
	before := text[:min(offset, len(text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, len([]rune(before[start:])) + 1
}
