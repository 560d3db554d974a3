package views

import (
	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// ProblemPath is the address of the page about a kind of error, in the default
// language. It is the type of the problem, and does not change once released.
func ProblemPath(code string) string { return "/problems/" + code }

// A ProblemLink is a kind of error, with what it is called.
type ProblemLink struct {
	Code   string
	Status int
	Title  string
}

// A ProblemTypePage says what a kind of error means and what to do about it.
type ProblemTypePage struct {
	ProblemLink
	Detail   string // what a reader is told
	Example  string // what the API answers
	Messages *i18n.Messages
}

// ProblemType is the page /problems/{code}.
func ProblemType(site Site, p ProblemTypePage) templ.Component {
	m := p.Messages
	frame := prosePage(site, m, ProblemHead(p.ProblemLink, m), ProblemPath(p.Code))
	return problemTypePage(frame, p, i18n.ProblemTypesFor(m))
}

// ProblemHead is the head of the page about a kind of error.
func ProblemHead(p ProblemLink, m *i18n.Messages) i18n.Head {
	return i18n.Head{Title: m.Remark(p.Title, p.Code), Description: i18n.ProblemTypesFor(m).Texts[p.Code].Meaning}
}
