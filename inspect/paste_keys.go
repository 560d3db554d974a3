package inspect

import (
	"strings"

	"jotlens/jose"
)

// keysInside finds a JWK Set or a JWK with other text around it: the answer of
// curl with its headers, for instance. It looks at two places at most, each read
// once: where the first object begins, and where the one with "keys" or "kty" does.
func (p *plain) keysInside(body jose.Span) (Found, bool) {
	text := p.text[body.Start:body.End]
	name := strings.Index(text, `"keys"`)
	if name < 0 {
		name = strings.Index(text, `"kty"`)
	}
	if name < 0 {
		return Found{}, false
	}
	first := strings.IndexByte(text[:name], '{')
	if text[0] == '[' {
		first = 0 // a plain list of keys
	}
	for _, start := range []int{first, strings.LastIndexByte(text[:name], '{')} {
		if start < 0 {
			break
		}
		d := jose.ReadJSON([]byte(text[start:]))
		if d.Fault != nil {
			continue
		}
		run := jose.Span{Start: body.Start + start, End: body.Start + start + d.Root.Span.End}
		found := p.verbatim(run)
		if !jose.Parse(found.Text).Kind.HoldsKeys() {
			continue
		}
		if run != body {
			found.Removed = append([]Removal{{RemovedText, "other text"}}, found.Removed...)
		}
		return found, true
	}
	return Found{}, false
}
