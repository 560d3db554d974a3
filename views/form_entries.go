package views

import "github.com/a-h/templ"

// formEntries is a list with an element for each disclosure or signature.
func formEntries(entries []formEntry) templ.Component {
	return component(func(b *markup) {
		if len(entries) == 0 {
			return
		}
		b.raw(`<ul class="form-rows">`)
		for i := range entries {
			b.entry(&entries[i])
		}
		b.raw(`</ul>`)
	})
}

func (b *markup) entry(e *formEntry) {
	b.raw(`<li`)
	b.attribute("data-state", e.State)
	b.attribute("data-at", e.At)
	if e.Current {
		b.raw(` aria-current="true"`)
	}
	b.raw(`><span class="form-state"`)
	b.attribute("data-icon", e.Icon)
	b.raw(`>`)
	if e.Icon != "" {
		b.raw(`<svg class="icon" aria-hidden="true"><use`)
		b.attribute("href", "#icon-"+e.Icon)
		b.raw(`></use></svg> `)
	}
	b.text(e.Word)
	b.raw(`</span><div class="form-text"><p>`)
	if e.Name != "" {
		b.raw(`<b translate="no">`)
		b.exact(e.Name)
		b.raw(`</b>`)
	}
	b.text(e.Plain)
	for _, code := range e.Codes {
		b.raw(` <code>`)
		b.exact(code)
		b.raw(`</code>`)
	}
	b.raw(`</p>`)
	for _, say := range []string{e.Say, e.Label} {
		if say != "" {
			b.raw(`<p class="say">`)
			b.exact(say)
			b.raw(`</p>`)
		}
	}
	if e.Value != "" {
		b.raw(`<p class="form-value" translate="no">`)
		b.exact(e.Value)
		b.raw(`</p>`)
	}
	b.raw(`</div></li>`)
}
