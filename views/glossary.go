package views

import (
	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

const glossaryPath = learnPath + "/glossary"

// A GlossaryTerm is a word of the field.
type GlossaryTerm struct {
	ID, Term, Meaning string
	Glosses           []TermGloss
	More, MoreTitle   string // the page that says more: its address, in the default language, and what it is called
}

// A TermGloss is a term in another language.
type TermGloss struct{ Tag, Term string }

// Glossary is the page /learn/glossary.
func Glossary(site Site, terms []GlossaryTerm, messages *i18n.Messages) templ.Component {
	frame := knownPage(site, messages, glossaryPath)
	frame.Path = learnPath
	return glossaryPage(frame, terms, i18n.GlossaryFor(messages))
}
