package learn

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// The bounds of a text.
const (
	maxTitle      = 60       // characters
	maxLead       = 240      // characters
	minWords      = 110      // of lead and sections, without code blocks
	maxWords      = 290      // likewise
	maxFile       = 16 << 10 // bytes
	maxReferences = 4
)

// headings are the sections in their order.
var headings = []string{"What it means", "Why it matters", "Attack", "Fix", "References"}

const optional = "Attack"

// markdown reads CommonMark without extensions. Its renderer escapes HTML; the
// form refuses it before.
var markdown = goldmark.New()

// parseRule reads a text in the form that CONTRIBUTING.md describes.
func parseRule(tag string, source []byte) (RuleText, error) {
	if len(source) > maxFile || !utf8.Valid(source) {
		return RuleText{}, fmt.Errorf("the file is over %d bytes, or no UTF-8", maxFile)
	}
	doc := markdown.Parser().Parse(text.NewReader(source))
	if err := checkNodes(doc, source); err != nil {
		return RuleText{}, err
	}
	parts, err := split(doc, source, sectionNames[tag])
	if err != nil {
		return RuleText{}, err
	}
	if n := parts.words(source); n < minWords || n > maxWords {
		return RuleText{}, fmt.Errorf("%d words; there must be %d to %d", n, minWords, maxWords)
	}
	return parts.render(source)
}

// parts are the pieces of a text.
type parts struct {
	title    string
	lead     ast.Node
	sections map[string][]ast.Node // by heading
}

// split takes a document apart at its headings, which must be those of the form.
func split(doc ast.Node, source []byte, headed []string) (parts, error) {
	p := parts{sections: map[string][]ast.Node{}}
	title, ok := doc.FirstChild().(*ast.Heading)
	if !ok || title.Level != 1 {
		return p, errors.New("the file does not begin with a title")
	}
	p.title = plain(title, source)
	switch n := utf8.RuneCountInString(p.title); {
	case n == 0 || n > maxTitle:
		return p, fmt.Errorf("the title has %d characters; there must be 1 to %d", n, maxTitle)
	case strings.HasSuffix(p.title, "."), strings.HasSuffix(p.title, "。"):
		return p, errors.New("the title ends with a period")
	}
	p.lead = title.NextSibling()
	if p.lead == nil || p.lead.Kind() != ast.KindParagraph {
		return p, errors.New("no lead follows the title")
	}
	if n := utf8.RuneCountInString(plain(p.lead, source)); n > maxLead {
		return p, fmt.Errorf("the lead has %d characters; there may be %d", n, maxLead)
	}
	var names []string
	for node := p.lead.NextSibling(); node != nil; node = node.NextSibling() {
		heading, ok := node.(*ast.Heading)
		switch {
		case ok && heading.Level != 2:
			return p, fmt.Errorf("%q is a heading of level %d", plain(heading, source), heading.Level)
		case ok:
			name := plain(heading, source)
			if i := slices.Index(headed, name); i >= 0 {
				name = headings[i]
			}
			names = append(names, name)
		case len(names) == 0:
			return p, errors.New("more than one paragraph stands before the first section")
		default:
			name := names[len(names)-1]
			p.sections[name] = append(p.sections[name], node)
		}
	}
	want := headings
	if !slices.Contains(names, optional) {
		want = slices.DeleteFunc(slices.Clone(headings), func(name string) bool { return name == optional })
	}
	if !slices.Equal(names, want) {
		return p, fmt.Errorf("the sections are %q, want %q", names, want)
	}
	for _, name := range names {
		if len(p.sections[name]) == 0 {
			return p, fmt.Errorf("the section %q is empty", name)
		}
	}
	return p, checkReferences(p.sections["References"])
}

// words counts those of the lead and the sections, without code blocks and
// references.
func (p parts) words(source []byte) int {
	n := wordsIn(plain(p.lead, source))
	for name, nodes := range p.sections {
		for _, node := range nodes {
			if name != "References" {
				n += wordsIn(plain(node, source))
			}
		}
	}
	return n
}

func (p parts) render(source []byte) (RuleText, error) {
	t := RuleText{Title: p.title, Summary: plain(p.lead, source)}
	for _, section := range []struct {
		to    *HTML
		nodes []ast.Node
	}{
		{&t.Lead, []ast.Node{p.lead}},
		{&t.Sections.Meaning, p.sections["What it means"]},
		{&t.Sections.Why, p.sections["Why it matters"]},
		{&t.Sections.Attack, p.sections["Attack"]},
		{&t.Sections.Fix, p.sections["Fix"]},
		{&t.Sections.References, p.sections["References"]},
	} {
		var html bytes.Buffer
		for _, node := range section.nodes {
			if err := markdown.Renderer().Render(&html, source, node); err != nil {
				return RuleText{}, fmt.Errorf("rendering: %w", err)
			}
		}
		*section.to = HTML(html.String())
	}
	return t, nil
}

// plain is the text of a node without its markup and without code blocks, its
// white space made single spaces.
func plain(node ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function returns no error
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		case *ast.ListItem:
			b.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
