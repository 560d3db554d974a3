package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"jotlens/learn"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowGlossary answers GET /learn/glossary.
func (h *Handlers) ShowGlossary(w http.ResponseWriter, r *http.Request) error {
	m := h.messages(r)
	var terms []views.GlossaryTerm
	for _, t := range learn.Glossary(m.Tag) {
		term := views.GlossaryTerm{ID: t.ID, Term: t.Term, Meaning: t.Meaning, More: t.More, MoreTitle: pageTitle(t.More, m)}
		if term.MoreTitle == "" {
			return fmt.Errorf("the glossary leads to %s", t.More)
		}
		for _, g := range t.Glosses {
			term.Glosses = append(term.Glosses, views.TermGloss(g))
		}
		terms = append(terms, term)
	}
	return showTagged(w, r, views.Glossary(h.Site, terms, m))
}

// pageTitle is what a lesson, a rule, a table of the reference or a name in one is
// called; "" for no such page.
func pageTitle(address string, m *i18n.Messages) string {
	if slug, ok := strings.CutPrefix(address, "/learn/"); ok {
		all := learn.Lessons(m.Tag)
		if i := slices.IndexFunc(all, func(l learn.Lesson) bool { return l.Slug == slug }); i >= 0 {
			return all[i].Title
		}
	}
	if id, ok := strings.CutPrefix(address, "/rules/"); ok {
		if subject, i, ok := findRule(id); ok {
			return viewRule(subject.Rules[i], m).Title
		}
	}
	if table, ok := strings.CutPrefix(address, "/reference/"); ok {
		table, name, _ := strings.Cut(table, "#")
		if title := i18n.ReferenceFor(m).Tables[table].Title; title == "" || name == "" {
			return title
		} else {
			return m.Of(title, name)
		}
	}
	return ""
}
