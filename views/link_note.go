package views

import (
	"jotlens/inspect"
	"jotlens/views/i18n"
)

// LinkWords are what a link said beside its token.
type LinkWords struct {
	Open  bool   // there was such a link, and nobody has closed its note
	Focus string // see inspect.FocusOf
	Note  string // by a stranger; cleaned
}

// LinkNote shows the words of a link, what it points at and whether it set the
// clock. The note is text of a stranger: it stands behind a line of ours that says
// so, and in an element of its own, so that no direction of writing moves it.
func LinkNote(r *inspect.Report, w LinkWords, m *i18n.Messages) Section {
	return Section{"link-note", component(func(b *markup) {
		fixed := !r.Expect.At.IsZero()
		if !w.Open || w.Focus == "" && w.Note == "" && !fixed {
			b.raw(`<div class="notice link-note" id="link-note" hidden></div>`)
			return
		}
		p := focusPointer(r, w.Focus, m)
		b.raw(`<section class="notice link-note" id="link-note"`)
		b.attribute("aria-label", m.DocLinks.Title)
		b.attribute("data-at", p.At)
		b.attribute("data-panel", p.Panel)
		b.attribute("data-byte", p.Byte)
		b.raw(`>`)
		if w.Note != "" {
			b.raw(`<p class="link-words"><b>`)
			b.text(m.DocLinks.Note)
			b.raw(`</b> <q><bdi>`)
			b.text(w.Note)
			b.raw(`</bdi></q></p>`)
		}
		if w.Focus != "" {
			b.focus(w.Focus, p, m)
		}
		if fixed {
			b.raw(`<p>`)
			b.text(m.DocLinks.Clock(newClock(r.Expect.At, m).utc(r.Expect.At)))
			b.raw(` <button class="quiet" id="link-clock" type="button">`)
			b.text(m.DocLinks.Unfix)
			b.raw(`</button></p>`)
		}
		b.raw(`<button class="quiet" id="link-close" type="button">`)
		b.text(m.DocLinks.Close)
		b.raw(`</button></section>`)
	})}
}

// focus adds the line with the button that marks what a link points at.
func (b *markup) focus(name string, p pointer, m *i18n.Messages) {
	if p.Show == "" {
		b.raw(`<p>`)
		b.text(m.DocLinks.Missing(excerpt(name)))
		b.raw(`</p>`)
		return
	}
	b.raw(`<p class="link-place">`)
	b.text(m.DocLinks.Points)
	b.raw(` <button class="place" type="button" aria-pressed="false" data-show="link"`)
	b.attribute("aria-label", p.Show)
	b.attribute("data-words-marked", p.Marked)
	b.attribute("data-words-gone", m.Evidence.Gone)
	b.raw(`>`)
	b.text(p.Path + p.Name)
	b.raw(`</button></p>`)
}

// focusPointer points at what a link points at, as at the evidence of a finding.
func focusPointer(r *inspect.Report, focus string, m *i18n.Messages) pointer {
	part, span, ok := inspect.FocusOf(r, focus)
	if focus == "" || !ok {
		return pointer{}
	}
	path := part
	if !span.Empty() {
		path = part + "." + memberName(focus, part)
	}
	return newPointer(inspect.Finding{Part: part, Path: path, Span: span}, r, newSource(r), m)
}

// memberName is the name of the member that FocusOf found in a part.
func memberName(focus, part string) string {
	if len(focus) > len(part)+1 && focus[:len(part)+1] == part+"." {
		return focus[len(part)+1:]
	}
	return focus
}
