package handlers

import (
	"jotlens/inspect"
	"jotlens/learn"
	"jotlens/views"
	"jotlens/views/i18n"
)

// A listed page is one that others may find.
type listed struct {
	address string // in the default language
	i18n.Head
}

// A listing is pages that belong together.
type listing struct {
	title string
	pages []listed
}

// listings are all pages in a language, for those who read lists: search engines
// and machines. The samples of rules are not among them, since they are the
// inspector over and over.
func (h *Handlers) listings(m *i18n.Messages) []listing {
	head := func(address string) listed { return listed{address, i18n.HeadFor(m, address)} }
	tools := listing{"Pages", []listed{head("/"), head("/compare"), head("/api"), head("/embed/how"), head("/privacy"), head("/license")}}
	lessons := listing{"Lessons", []listed{head("/learn")}}
	for _, l := range learn.Lessons(m.Tag) {
		lessons.pages = append(lessons.pages, listed{"/learn/" + l.Slug, i18n.Head{Title: l.Title, Description: views.Described(l.Summary)}})
	}
	lessons.pages = append(lessons.pages, head("/learn/glossary"))
	if h.Site.Demo {
		lessons.pages = append(lessons.pages, head("/learn/flow"))
	}
	reference := listing{"Reference", []listed{head("/reference")}}
	for _, table := range views.ReferenceTables {
		reference.pages = append(reference.pages, head("/reference/"+table))
	}
	rules := listing{"Rules", []listed{head("/rules")}}
	for _, rule := range inspect.Rules() {
		text := viewRule(rule, m)
		rules.pages = append(rules.pages, listed{"/rules/" + rule.ID, i18n.Head{Title: m.Remark(text.Title, rule.ID), Description: views.Described(text.Summary)}})
	}
	errors := listing{title: "Errors"}
	for _, p := range problemLinks(m) {
		errors.pages = append(errors.pages, listed{views.ProblemPath(p.Code), views.ProblemHead(p, m)})
	}
	return []listing{tools, lessons, reference, rules, errors}
}
