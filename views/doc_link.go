package views

import (
	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views/i18n"
)

// badgePath is the address of the picture that stands in documentation.
const badgePath = "/badge.svg"

// DocShare is what the form says of the token at hand: what a link will have in
// it, whether the clock is better fixed, and the names that it can point at. It is
// empty, and the form hidden, when there can be no link.
//
// A clock is fixed for tokens that expire, and not for examples: each reader gets
// one that is made on the spot.
func DocShare(r *inspect.Report, options ShareOptions, m *i18n.Messages) Section {
	return Section{"doc-about", component(func(b *markup) {
		s, sample := build.NewShare(r, options.Base, options.Key), options.Doc.Sample
		_, err := s.DocLink(&build.DocLink{Sample: sample}, "")
		b.raw(`<div id="doc-about"`)
		if err == nil && sample == "" && r.Time.Exp != nil {
			b.raw(` data-expires`)
		}
		b.raw(`>`)
		if err == nil {
			about, class := m.DocLinks.Whole, literal("hint")
			switch {
			case sample != "":
				about = m.DocLinks.Named
			case build.UseOf(r).Live:
				about, class = m.DocLinks.Live, "share-live"
			}
			b.raw(`<p class="` + class + `">`)
			b.text(about)
			b.raw(`</p><datalist id="doc-names">`)
			for _, name := range s.DocNames(sample) {
				b.raw(`<option`)
				b.attribute("value", name)
				b.raw(`></option>`)
			}
			b.raw(`</datalist>`)
		}
		b.raw(`</div>`)
	})}
}
