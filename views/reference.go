package views

import (
	"strings"

	"github.com/a-h/templ"

	"jotlens/jose"
	"jotlens/views/i18n"
)

const referencePath = "/reference"

// A NameRow is a registered name with all there is to say about it.
type NameRow struct {
	Name, Title, Meaning, Reference string

	Facts   []Fact // in order
	Example string // a JSON value
	Mistake string
	Rule    string // the id of the rule about the mistake
	Hidden  bool   // the search leaves it out
}

// A Fact is a short statement about a name.
type Fact struct{ Name, Value string }

// A NameGroup is names that belong together.
type NameGroup struct {
	ID, Title string
	Folded    bool
	Rows      []NameRow
}

// A ReferencePage is a table of registered names.
type ReferencePage struct {
	Table    string // as in the address
	Search   string
	Groups   []NameGroup
	Messages *i18n.Messages
}

// ReferenceTables are the pages below /reference, in order.
var ReferenceTables = []string{"claims", "header", "algorithms", "keys"}

// ReferenceIndex is the page /reference.
func ReferenceIndex(site Site, messages *i18n.Messages) templ.Component {
	return referenceIndex(knownPage(site, messages, referencePath), i18n.ReferenceFor(messages))
}

// Reference is a page below /reference.
func Reference(site Site, p ReferencePage) templ.Component {
	m := p.Messages
	r := i18n.ReferenceFor(m)
	frame := knownPage(site, m, p.path())
	frame.Path, frame.Module = referencePath, site.RulesScript
	for _, group := range p.Groups {
		for i := range group.Rows {
			group.Rows[i].Hidden = !p.finds(group.Rows[i])
		}
	}
	return referencePage(frame, p, r)
}

// finds does what the page's script does with the same words.
func (p ReferencePage) finds(row NameRow) bool {
	words := row.findable()
	for word := range strings.FieldsSeq(strings.ToLower(p.Search)) {
		if !strings.Contains(words, word) {
			return false
		}
	}
	return true
}

func (n NameRow) findable() string {
	return strings.ToLower(n.Name + " " + n.Title + " " + n.Meaning + " " + n.Reference)
}

func (g NameGroup) shown() (n int) {
	for _, row := range g.Rows {
		if !row.Hidden {
			n++
		}
	}
	return n
}

func (p ReferencePage) tally() (n, of int) {
	for _, g := range p.Groups {
		n, of = n+g.shown(), of+len(g.Rows)
	}
	return n, of
}

func (p ReferencePage) path() string { return referencePath + "/" + p.Table }

func (p ReferencePage) shownWords(r *i18n.Reference) string {
	n, of := p.tally()
	return r.Shown(p.Messages.Rules.Number(n), p.Messages.Rules.Number(of))
}

func (p ReferencePage) shownPattern(r *i18n.Reference) string {
	_, of := p.tally()
	return r.Shown("{n}", p.Messages.Rules.Number(of))
}

// A citation is a part of a reference; To is where it leads, or "".
type citation struct{ Text, To string }

// citations takes “RFC 7518 §6.2.2.1, §6.3.2.1” apart. A section alone is one
// of the document before it.
func citations(reference string) (list []citation) {
	rfc := ""
	for part := range strings.SplitSeq(reference, ", ") {
		name, section, _ := strings.Cut(part, "§")
		if name = strings.TrimSpace(name); name != "" {
			rfc, _ = strings.CutPrefix(name, "RFC ")
			if rfc == name {
				rfc = ""
			}
		}
		c := citation{Text: part}
		if rfc != "" {
			c.To = "https://www.rfc-editor.org/rfc/rfc" + rfc
			if section != "" {
				c.To += "#section-" + section
			}
		}
		list = append(list, c)
	}
	return list
}

// AlgorithmRow is the row of an algorithm.
func AlgorithmRow(a jose.Algorithm, messages *i18n.Messages) NameRow {
	r := i18n.ReferenceFor(messages)
	row := NameRow{Name: a.Name, Title: messages.Say(a.Family, nil), Meaning: messages.Say(a.Meaning, nil), Reference: a.Reference}
	status := ""
	switch {
	case a.Prohibited:
		status = r.Prohibited
	case a.Deprecated:
		status = r.Deprecated
	}
	for _, f := range []Fact{{r.Key, r.KeyNeeded(a)}, {r.Signature, r.SignatureLength(a)}, {r.Here, r.DoneHere(a)}, {r.Status, status}} {
		if f.Value != "" {
			row.Facts = append(row.Facts, f)
		}
	}
	return row
}

func hasShown(p ReferencePage) bool {
	n, _ := p.tally()
	return n > 0
}

// fragment is the end of the address that leads to a name.
func fragment(name string) string { return strings.ReplaceAll(name, "#", "%23") }
