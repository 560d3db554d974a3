package inspect

import (
	"slices"
	"sort"
	"strings"

	"jotlens/jose"
)

// wholeJSON recognises a paste that is JSON and must not be taken apart: a JWS
// or JWE in JSON form, a claims set, a JOSE header, a key. Token responses are
// not whole, not even Salesforce's, which carries a member "signature".
func (p *plain) wholeJSON(body jose.Span) (Found, bool) {
	fence := p.fence(body)
	inner := trimSpan(p.text, fence)
	if inner.Empty() || p.text[inner.Start] != '{' || p.text[inner.End-1] != '}' {
		return Found{}, false
	}
	found := p.verbatim(inner)
	d := jose.ReadJSON([]byte(found.Text))
	if !d.IsObject() {
		return Found{}, false
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return d.Member(name) != nil })
	}
	switch {
	case has("access_token", "id_token"):
		return Found{}, false
	case has("signature", "signatures", "ciphertext"):
	case slices.ContainsFunc(d.Root.Members, isTokenMember):
		return Found{}, false
	case !has("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "alg", "kty", "keys"):
		return Found{}, false
	}
	if fence != body {
		found.Removed = append([]Removal{{RemovedQuotes, "backticks"}}, found.Removed...)
	}
	return found, true
}

// isTokenMember reports whether a member is called a token and begins like one.
func isTokenMember(m jose.Member) bool {
	return isTokenName(m.Name) && m.Value != nil && m.Value.Kind == jose.String && startsObject(m.Value.Value)
}

// fence takes a Markdown code fence, or a pair of backticks, off a span.
func (p *plain) fence(body jose.Span) jose.Span {
	text := p.text[body.Start:body.End]
	inner := strings.TrimLeft(text, "`")
	ticks := len(text) - len(inner)
	if ticks == 0 || len(inner) < ticks || !strings.HasSuffix(inner, text[:ticks]) {
		return body
	}
	s := jose.Span{Start: body.Start + ticks, End: body.End - ticks}
	if line := strings.IndexByte(p.text[s.Start:s.End], '\n'); ticks == 3 && line >= 0 && line < 16 {
		if word := strings.TrimSpace(p.text[s.Start : s.Start+line]); !strings.ContainsAny(word, "{\"") {
			s.Start += line // the language of the block
		}
	}
	return s
}

// unwrap is for a paste in which nothing begins like a token. What stands
// under the name of a token is taken for one all the same; otherwise one
// wrapper is taken off, and the rest comes back as it is.
func (p *plain) unwrap(body jose.Span) []Found {
	if strings.IndexByte("{[", p.text[body.Start]) >= 0 {
		return []Found{p.verbatim(body)}
	}
	if tokens := p.parameters(body); len(tokens) > 0 {
		return tokens
	}
	rest, removed := p.unquote(body)
	text := p.text[rest.Start:rest.End]
	wrapper, code := "", RemovedBearer
	if n := len("authorization:"); len(text) > n && strings.EqualFold(text[:n], "authorization:") {
		wrapper, code = "Authorization:", RemovedAuthorization
		text = strings.TrimLeft(text[n:], " \t")
	}
	if scheme, after, ok := strings.Cut(text, " "); ok && isScheme(scheme) {
		wrapper = strings.TrimSpace(wrapper + " " + scheme)
		text = strings.TrimLeft(after, " \t")
	}
	if wrapper != "" && text != "" && !strings.ContainsAny(text, " \t\r\n") {
		removed = append(removed, Removal{code, wrapper})
		var more []Removal
		rest, more = p.unquote(jose.Span{Start: rest.End - len(text), End: rest.End})
		removed = append(removed, more...)
	}
	found := p.verbatim(rest)
	if len(removed) > 0 {
		found.Removed = append(removed, p.invisible(body)...)
	}
	return []Found{found}
}

func isScheme(word string) bool {
	return slices.Contains([]string{"bearer", "jwt", "token", "dpop"}, strings.ToLower(word))
}

// unquote takes commas and semicolons off the end of a span, and then one pair
// of quotation marks, backticks or angle brackets off both ends.
func (p *plain) unquote(s jose.Span) (jose.Span, []Removal) {
	var removed []Removal
	inner := s
	for inner.End > inner.Start && strings.IndexByte(",;", p.text[inner.End-1]) >= 0 {
		inner.End--
	}
	inner = trimSpan(p.text, inner)
	if inner.Len() > 2 {
		pair := string([]byte{p.text[inner.Start], p.text[inner.End-1]})
		if name := map[string]string{`""`: "quotation marks", "''": "quotation marks", "``": "backticks", "<>": "brackets"}[pair]; name != "" {
			code := RemovedQuotes
			if pair == "<>" {
				code = RemovedBrackets
			}
			removed = append(removed, Removal{code, name})
			inner = trimSpan(p.text, jose.Span{Start: inner.Start + 1, End: inner.End - 1})
		}
	}
	if inner.Empty() {
		return s, nil
	}
	if len(removed) == 0 && inner.End < s.End {
		removed = append(removed, Removal{RemovedPunctuation, punctuation[p.text[s.End-1]]})
	}
	return inner, removed
}

// parameters finds the values that a URL, a query or a fragment gives under
// the name of a token.
func (p *plain) parameters(body jose.Span) []Found {
	text := p.text[body.Start:body.End]
	if strings.ContainsAny(text, " \t\r\n\"'`<>") {
		return nil
	}
	type parameter struct {
		name  string
		value jose.Span
	}
	var all []parameter
	for start := 0; start < len(text); {
		end := len(text)
		if n := strings.IndexAny(text[start:], "?#&"); n >= 0 {
			end = start + n
		}
		name, value, ok := strings.Cut(text[start:end], "=")
		if name = strings.TrimPrefix(name, "/"); ok && value != "" && slices.Contains(tokenNames, name) {
			all = append(all, parameter{name, jose.Span{Start: body.Start + end - len(value), End: body.Start + end}})
		}
		start = end + 1
	}
	sort.SliceStable(all, func(i, j int) bool { return nameRank(all[i].name) < nameRank(all[j].name) })
	var tokens []Found
	for _, a := range all {
		found := p.found([]jose.Span{a.value})
		if slices.ContainsFunc(tokens, func(f Found) bool { return f.Text == found.Text }) {
			continue
		}
		wrapper := Removal{RemovedURL, a.name + "="}
		if strings.Contains(text, "://") {
			wrapper.Text = "URL"
		}
		found.Name = a.name
		found.Removed = slices.Concat([]Removal{wrapper}, found.Removed, p.invisible(body))
		if tokens = append(tokens, found); len(tokens) == maxFound {
			break
		}
	}
	return tokens
}

// bareWhole decides about half a token with something odd in its middle: when
// the paste is nothing but that, all of it is offered, so that the odd
// character is named.
func (p *plain) bareWhole(s *scanner, candidates []candidate) (Found, bool) {
	c := candidates[0]
	end := c.runs[len(c.runs)-1].End
	if len(candidates) > 1 || c.complete || c.runs[0].Start != s.body.Start || s.skipClosers(end) == s.body.End {
		return Found{}, false
	}
	body := s.body
	for body.End > body.Start && strings.IndexByte(",;", s.text[body.End-1]) >= 0 {
		body.End--
	}
	body = trimSpan(s.text, body)
	spaced := false // a space inside a line makes it running text
	for i := body.Start; i < body.End; i++ {
		switch c := s.text[i]; {
		case c == '\n' || c == '\r':
			spaced = false
		case isSpace(c):
			spaced = i > body.Start && s.text[i-1] != '\n'
		case spaced:
			return Found{}, false
		}
	}
	if in := p.inputSpan(body); strings.IndexByte(p.input[in.Start:in.End], '\\') >= 0 {
		return p.verbatim(body), true
	}
	found := p.found([]jose.Span{body})
	found.Removed = append(found.Removed, p.invisible(s.body)...)
	return found, true
}
