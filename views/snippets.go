package views

import (
	"github.com/a-h/templ"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views/i18n"
)

// snippetsModel is the card with code in every language that fits.
type snippetsModel struct {
	None      string // in place of all of it: why there is no code in any language
	Notes     []string
	Languages []snippet
}

// A snippet is what a language shows.
type snippet struct {
	ID, Name string
	Library  string
	Code     string
	None     string // in place of the code
}

func newSnippets(r *inspect.Report, m *i18n.Messages) *snippetsModel {
	f := build.FactsOf(r)
	if f.None != "" {
		return &snippetsModel{None: m.Snippets.None(string(f.None), f.Alg, "")}
	}
	v := &snippetsModel{}
	for _, n := range f.Notes {
		v.Notes = append(v.Notes, m.Snippets.Note(string(n), f.Alg))
	}
	for _, l := range f.Languages() {
		s := l.Write(&f)
		shown := snippet{ID: l.ID, Name: l.Name, Library: m.Snippets.WrittenFor(l.Library), Code: s.Code}
		if s.Unsupported != "" {
			shown.None = m.Snippets.None(string(s.Unsupported), f.Alg, l.Library)
		}
		v.Languages = append(v.Languages, shown)
	}
	return v
}

// Snippets is the content of the card of code, made when the card is open.
func Snippets(r *inspect.Report, m *i18n.Messages) Section {
	return Section{"snippets-content", snippetsContent(newSnippets(r, m), m)}
}

// snippetsContent has all languages, each behind a radio button and its label:
// the choice among them needs no script.
func snippetsContent(v *snippetsModel, m *i18n.Messages) templ.Component {
	return component(func(b *markup) {
		b.raw(`<div class="snippets-content" id="snippets-content">`)
		defer b.raw(`</div>`)
		if v.None != "" {
			b.paragraph(``, v.None)
			return
		}
		b.paragraph(``, m.Snippets.Keys)
		for _, note := range v.Notes {
			b.paragraph(` class="snippets-note"`, note)
		}
		b.raw(`<div class="snippets-tabs" role="radiogroup"`)
		b.attribute("aria-label", m.Snippets.Language)
		b.raw(`>`)
		for i := range v.Languages {
			b.snippet(&v.Languages[i], i == 0, m)
		}
		b.raw(`</div>`)
	})
}

func (b *markup) paragraph(attributes literal, text string) {
	b.raw(`<p` + attributes + `>`)
	b.text(text)
	b.raw(`</p>`)
}

func (b *markup) snippet(s *snippet, checked bool, m *i18n.Messages) {
	id := "snippet-" + s.ID
	b.raw(`<input class="unseen" type="radio" name="snippet" autocomplete="off"`)
	b.attribute("id", id)
	b.attribute("value", s.ID)
	if checked {
		b.raw(` checked`)
	}
	b.raw(`><label class="choice"`)
	b.attribute("for", id)
	b.raw(`>`)
	b.text(s.Name)
	b.raw(`</label><div class="snippet">`)
	if s.None != "" {
		b.paragraph(``, s.None)
	} else {
		b.raw(`<div class="snippet-head"><span class="hint">`)
		b.text(s.Library)
		b.raw(`</span><button class="quiet script-only" type="button"`)
		b.attribute("data-copy", id)
		b.attribute("aria-label", m.Snippets.Copy(s.Name))
		b.raw(`><span data-text>`)
		b.text(m.Inspector.Copy)
		b.raw(`</span></button></div><pre translate="no"`)
		b.attribute("data-copy-text", id)
		b.raw(">\n") // the parser drops one line end at the beginning of <pre>
		b.text(s.Code)
		b.raw(`</pre>`)
	}
	b.raw(`</div>`)
}
