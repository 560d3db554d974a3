package views

import "github.com/a-h/templ"

// changesTable lists what differs in a part. It has an element per value, so it
// is written like the values of a token.
func changesTable(part comparedPart, v *comparison) templ.Component {
	return component(func(b *markup) {
		b.raw(`<table class="changes"`)
		b.attribute("aria-labelledby", part.ID+"-title")
		b.raw(`><thead><tr>`)
		for _, name := range []string{v.M.Compare.Name, v.M.Compare.TokenA, v.M.Compare.TokenB} {
			b.raw(`<th scope="col">`)
			b.text(name)
			b.raw(`</th>`)
		}
		b.raw(`</tr></thead><tbody>`)
		for _, r := range part.Rows {
			b.raw(`<tr`)
			b.attribute("data-change", r.Change)
			b.raw(`><th scope="row"><code translate="no">`)
			b.exact(r.Path)
			b.raw(`</code> <span class="change">`)
			b.text(r.Word)
			b.raw(`</span>`)
			for _, detail := range r.Detail {
				b.raw(` <span class="change-detail">`)
				b.text(detail)
				b.raw(`</span>`)
			}
			b.raw(`</th>`)
			b.comparedCell(r.A, v)
			b.comparedCell(r.B, v)
			b.raw(`</tr>`)
		}
		b.raw(`</tbody></table>`)
	})
}

// comparedCell adds what stands in one token: the beginning of a long value, and
// the whole of it folded.
func (b *markup) comparedCell(c comparedValue, v *comparison) {
	b.raw(`<td>`)
	if c.Absent != "" {
		b.raw(`<span class="hint">`)
		b.text(c.Absent)
		b.raw(`</span></td>`)
		return
	}
	b.raw(`<code translate="no">`)
	b.exact(c.Short)
	b.raw(`</code>`)
	if c.When != nil && c.When.UTC != "" {
		b.raw(` <span class="hint"><time`)
		b.attribute("datetime", c.When.RFC3339)
		b.attribute("data-unix", c.When.Unix)
		b.raw(` data-local>`)
		b.text(c.When.UTC)
		b.raw(`</time></span>`)
	}
	if c.Whole != "" {
		b.raw(`<details`)
		b.attribute("id", c.ID)
		b.raw(`><summary>`)
		b.text(v.M.Compare.Whole(c.Length))
		b.raw(`</summary><pre translate="no">`)
		b.exact(c.Whole)
		b.raw(`</pre></details>`)
	}
	b.raw(`</td>`)
}
