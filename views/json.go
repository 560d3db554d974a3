package views

import (
	"strconv"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// Bounds of the layout, so that the page grows with the token and no faster.
const (
	maxNodes     = 5000 // values that get a line; the rest stands as written
	maxDepth     = 200  // levels that are laid out
	maxIndent    = 32   // levels that are indented
	maxNotes     = 100  // members that are explained
	shortArray   = 48   // characters of an array that stays on one line
	numbersWidth = 40   // characters of a line of numbers
)

// A jsonView is a JSON document, laid out line by line. Names and values are
// the text as written.
type jsonView struct {
	Lines    []line
	Lead     string    // what stands before the value, if that is more than white space
	TooMuch  bool      // some lines hold text that was not laid out
	Fault    *faultAt  // where the JSON breaks
	Trailing string    // what follows the value
	Meanings []meaning // of the registered names
}

// A line is one line of JSON: a member, an element or a closing bracket.
type line struct {
	Indent    string
	At        string // data-at; "" when there is no place in the token
	Finding   string // the severity of a finding about it
	Bytes     string // where the evidence of findings begins that have no other place
	Name      string // of a member, with its quotation marks
	Title     string // of a registered name: what it means
	Open      string // brackets before the value
	Value     string
	Class     string // "string", "number", "literal" or ""
	Close     string // brackets and comma behind it
	Duplicate bool
	When      *when
}

type meaning struct{ Name, Meaning, Reference string }

// faultAt is the text from where reading stopped, cut at the fault.
type faultAt struct {
	Before, At, After string
	Message           string
}

// A jsonPrinter lays out one document.
type jsonPrinter struct {
	doc   *jose.Document
	src   partSource
	clock *clock
	m     *i18n.Messages
	named func(string) (jose.Registered, bool)

	house      []inspect.ClaimWords // of the operator
	everywhere bool                 // registered names are explained at every depth, each once

	severity map[int]string // by the offset where a finding's evidence begins
	view     *jsonView
	nodes    int
	end      int // of what was laid out so far
	seen     map[string]bool
}

// layout lays out d, which must have a Root. part is "header" or "payload".
func layout(d *jose.Document, part string, r *inspect.Report, src partSource, c *clock) *jsonView {
	p := &jsonPrinter{
		doc: d, src: src, clock: c, m: c.m, named: jose.ClaimNamed,
		severity: evidence(r, part), view: &jsonView{}, seen: map[string]bool{},
	}
	switch {
	case r.KeySet != nil:
		p.named, p.everywhere = jose.JWKParameterNamed, true
	case part == "header":
		p.named = jose.HeaderParameterNamed
	default:
		p.house = r.Claims
	}
	if lead := d.Text[:d.Root.Span.Start]; strings.TrimSpace(lead) != "" {
		p.view.Lead = lead
	}
	p.view.Lines = make([]line, 0, min(len(d.Root.Members)+len(d.Root.Elements), maxNodes)+2)
	p.end = d.Root.Span.Start
	p.node(d.Root, line{At: ""}, 0, "")
	name := c.m.Panel.Header
	if part == "payload" {
		name = c.m.Panel.Payload
	}
	switch {
	case d.Fault != nil:
		p.view.Fault = p.fault(name)
	case !d.Trailing.Empty():
		p.view.Trailing = d.Raw(d.Trailing)
	}
	return p.view
}

// evidence maps where findings point to the worst severity there.
func evidence(r *inspect.Report, part string) map[int]string {
	places := map[int]string{}
	for _, f := range r.Findings { // the worst first
		if f.Part == part && !f.Span.Empty() && !f.Quiet {
			if _, worse := places[f.Span.Start]; !worse {
				places[f.Span.Start] = string(f.Severity)
			}
		}
	}
	return places
}

const spaces = "                                                                "

func indent(depth int) string { return spaces[:2*min(depth, maxIndent)] }

// node adds the lines of n. The first is l, which may hold a name already;
// tail is the comma behind the last.
func (p *jsonPrinter) node(n *jose.Node, l line, depth int, tail string) {
	p.nodes++
	if l.Indent == "" {
		l.Indent = indent(depth)
	}
	p.evident(&l, n.Span.Start)
	container := n.Kind == jose.Object || n.Kind == jose.Array
	switch {
	case !container:
		l.Value, l.Class = p.doc.Raw(n.Span), class(n.Kind)
		l.Close = tail
		p.add(l, n.Span.End)
	case depth >= maxDepth && p.closed(n):
		p.view.TooMuch = true
		l.Value, l.Close = p.doc.Raw(n.Span), tail
		p.add(l, n.Span.End)
	case n.Kind == jose.Object:
		p.object(n, l, depth, tail)
	default:
		p.array(n, l, depth, tail)
	}
}

// evident says that evidence of findings begins on l, if any begins at offset.
func (p *jsonPrinter) evident(l *line, offset int) {
	severity := p.severity[offset]
	if severity == "" {
		return
	}
	if l.Finding == "" {
		l.Finding = severity
	}
	if l.At == "" {
		l.Bytes = strings.TrimLeft(l.Bytes+" "+strconv.Itoa(offset), " ")
	}
}

func (p *jsonPrinter) add(l line, end int) {
	p.view.Lines = append(p.view.Lines, l)
	p.end = end
}

func class(k jose.NodeKind) string {
	switch k {
	case jose.String:
		return "string"
	case jose.Number:
		return "number"
	}
	return "literal"
}

// closed reports whether the bracket that ends n was read. Only in a document
// with a fault may it be missing.
func (p *jsonPrinter) closed(n *jose.Node) bool {
	if p.doc.Fault == nil {
		return true
	}
	last := n.Span.Start + 1
	if k := len(n.Members); k > 0 {
		last = n.Members[k-1].NameSpan.End
		if v := n.Members[k-1].Value; v != nil {
			last = v.Span.End
		}
	}
	if k := len(n.Elements); k > 0 {
		last = n.Elements[k-1].Span.End
	}
	bracket := byte('}')
	if n.Kind == jose.Array {
		bracket = ']'
	}
	return n.Span.End > last && p.doc.Text[n.Span.End-1] == bracket
}

func (p *jsonPrinter) object(n *jose.Node, l line, depth int, tail string) {
	closed := p.closed(n)
	if closed && len(n.Members) == 0 {
		l.Open, l.Close = "{}", tail
		p.add(l, n.Span.End)
		return
	}
	l.Open = "{"
	p.add(l, n.Span.Start+1)
	for i := range n.Members {
		member := &n.Members[i]
		if p.spent() && closed {
			p.rest(member.NameSpan.Start, n.Span.End-1, depth+1)
			break
		}
		p.member(member, depth+1, comma(closed, i, len(n.Members)))
	}
	if closed {
		p.add(line{Indent: indent(depth), Close: "}" + tail}, n.Span.End)
	}
}

func comma(closed bool, i, n int) string {
	if i < n-1 {
		return ","
	}
	return ""
}

func (p *jsonPrinter) member(m *jose.Member, depth int, tail string) {
	l := line{
		Indent:    indent(depth),
		Name:      p.doc.Raw(m.NameSpan),
		Duplicate: m.Duplicate,
	}
	if m.Value == nil { // cut: the colon belongs to what follows
		l.At = p.src.at(m.NameSpan)
		p.evident(&l, m.NameSpan.Start)
		p.add(l, m.NameSpan.End)
		return
	}
	l.At = p.src.at(jose.Span{Start: m.NameSpan.Start, End: m.Value.Span.End})
	p.evident(&l, m.NameSpan.Start)
	if (depth == 1 || p.everywhere) && len(p.seen) < maxNotes {
		known, ok := p.named(m.Name)
		for _, c := range p.house {
			if c.Name == m.Name {
				known.Name, known.Meaning, known.Reference, ok = c.Name, visible(c.Words), p.m.Issuers.Words, true
				break
			}
		}
		if ok {
			p.explain(known, m.Value, &l)
		}
	}
	p.node(m.Value, l, depth, tail)
}

// explain adds what is known about a registered name.
func (p *jsonPrinter) explain(known jose.Registered, n *jose.Node, l *line) {
	if p.seen[known.Name] {
		return
	}
	p.seen[known.Name] = true
	words := p.m.Say(known.Meaning, nil)
	l.Title = p.m.Panel.Meaning(words, known.Reference)
	p.view.Meanings = append(p.view.Meanings, meaning{known.Name, words, known.Reference})
	if known.Time {
		l.When = p.clock.claim(known.Name, n)
	}
}

// spent reports whether the page has enough lines.
func (p *jsonPrinter) spent() bool { return p.nodes >= maxNodes }

// rest adds the text of the remaining members or elements as written.
func (p *jsonPrinter) rest(start, end, depth int) {
	p.view.TooMuch = true
	place := jose.Span{Start: start, End: end}
	p.add(line{Indent: indent(depth), Value: strings.TrimRight(p.doc.Raw(place), " \t\r\n"), At: p.src.at(place)}, end)
}
