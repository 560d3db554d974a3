package views

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// Where white space counts, because the page shows it or a script compares it,
// and where there is an element per value of a token, HTML is written by the
// few functions of this file instead of by templates. They know text,
// attributes and literal markup, and nothing else.

// A markup collects HTML.
type markup struct{ strings.Builder }

// A literal is markup of our own. Only constants convert to it implicitly, so
// hostile text cannot become one by accident.
type literal string

var (
	textEscaper      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\ufffd")
	attributeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "\x00", "\ufffd")
)

func (b *markup) raw(s literal) { b.WriteString(string(s)) }

func (b *markup) text(s string) { _, _ = textEscaper.WriteString(b, s) }

// attribute adds an attribute, with the space before it, unless it is empty.
func (b *markup) attribute(name literal, value string) {
	if value == "" {
		return
	}
	b.WriteByte(' ')
	b.raw(name)
	b.raw(`="`)
	_, _ = attributeEscaper.WriteString(b, value)
	b.WriteByte('"')
}

// exact adds hostile text so that all of it is seen.
func (b *markup) exact(s string) {
	if !hasHidden(s) {
		b.text(s)
		return
	}
	for _, run := range textRuns(s) {
		if run.Hidden {
			b.raw(`<b class="hidden-char">`)
			b.text(run.Text)
			b.raw(`</b>`)
		} else {
			b.text(run.Text)
		}
	}
}

// span adds exact text in a span.
func (b *markup) span(class literal, s string) {
	b.raw(`<span class="`)
	b.raw(class)
	b.raw(`">`)
	b.exact(s)
	b.raw(`</span>`)
}

// component makes a templ component of what write collects.
func component(write func(b *markup)) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b markup
		write(&b)
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// exact shows hostile text so that all of it is seen.
func exact(s string) templ.Component {
	return component(func(b *markup) { b.exact(s) })
}

// underlayText is the coloured copy of the token box. The texts of its spans
// add up to the text of the box.
func underlayText(runs []colored) templ.Component {
	return component(func(b *markup) {
		for _, run := range runs {
			if run.Part == "" {
				b.text(run.Text)
				continue
			}
			b.raw(`<span`)
			b.attribute("data-part", run.Part)
			b.raw(`>`)
			b.text(run.Text)
			b.raw(`</span>`)
		}
	})
}
