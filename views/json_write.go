package views

import (
	"strings"

	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// chunkLines is how many lines stand in one element of a long document. The
// browser lays out only the chunks in view; json.css knows the number too.
const chunkLines = 50

// jsonBlock shows laid out JSON. Every line is one element, so that a long
// token stays a light page.
func jsonBlock(v *jsonView, m *i18n.Messages) templ.Component {
	return component(func(b *markup) {
		const perLine = 128 // bytes, about; growing is what costs most
		b.Grow(perLine * len(v.Lines))
		if v.Lead != "" {
			b.raw(`<div class="line">`)
			b.exact(v.Lead)
			b.raw(`</div>`)
		}
		last := len(v.Lines) - 1
		chunked := len(v.Lines) > 2*chunkLines
		for i := range v.Lines {
			if chunked && i%chunkLines == 0 {
				if i > 0 {
					b.raw(`</div>`)
				}
				b.raw(`<div class="chunk">`)
			}
			fault := v.Fault
			if i < last {
				fault = nil // the text that was not read follows the last line
			}
			b.line(&v.Lines[i], fault, m)
		}
		if chunked {
			b.raw(`</div>`)
		}
	})
}

func (b *markup) line(l *line, fault *faultAt, m *i18n.Messages) {
	b.raw(`<div class="line"`)
	b.attribute("data-at", l.At)
	b.attribute("data-finding", l.Finding)
	b.attribute("data-bytes", l.Bytes)
	b.raw(`>`)
	b.text(l.Indent)
	if l.Finding != "" {
		b.raw(`<mark>`)
	}
	if l.Name != "" {
		b.name(l)
		if l.Open != "" || l.Value != "" {
			b.raw(`: `)
		}
	}
	b.text(l.Open)
	switch l.Class {
	case "string":
		if dense(l.Value) {
			b.span("string dense", l.Value)
		} else {
			b.span("string", l.Value)
		}
	case "number":
		b.span("number", l.Value)
	case "literal":
		b.span("literal", l.Value)
	default:
		b.exact(l.Value)
	}
	if l.Finding != "" {
		b.raw(`</mark>`)
	}
	b.text(l.Close)
	if l.Duplicate {
		b.raw(` <b class="tag">`)
		b.text(m.Panel.Duplicate)
		b.raw(`</b>`)
	}
	if l.When != nil {
		b.when(l.When)
	}
	if fault != nil {
		b.fault(fault)
	}
	b.raw(`</div>`)
}

// dense reports whether a value is one long word, such as a digest or a key:
// it wraps anywhere, where prose wraps between words.
func dense(value string) bool {
	const word = 24 // bytes
	return len(value) > word && !strings.Contains(value, " ")
}

func (b *markup) name(l *line) {
	if l.Title == "" {
		b.exact(l.Name)
		return
	}
	b.raw(`<span class="name"`)
	b.attribute("title", l.Title)
	b.raw(`>`)
	b.exact(l.Name)
	b.raw(`</span>`)
}

func (b *markup) when(w *when) {
	b.raw(` <span class="when">`)
	if w.Plain != "" {
		b.text(w.Plain)
	} else {
		b.raw(`<span data-relative>`)
		b.text(w.Relative)
		b.raw(`</span> <time`)
		b.attribute("datetime", w.RFC3339)
		b.attribute("data-unix", w.Unix)
		b.raw(` data-local>`)
		b.text(w.UTC)
		b.raw(`</time>`)
	}
	b.raw(`</span>`)
}

// fault adds the text that was not read, with the place marked where reading
// stopped.
func (b *markup) fault(f *faultAt) {
	b.exact(f.Before)
	b.raw(`<mark class="fault">`)
	b.exact(f.At)
	b.raw(`</mark>`)
	b.exact(f.After)
}
