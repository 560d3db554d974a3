package inspect

import (
	"slices"
	"strings"

	"jotlens/jose"
)

// maxNesting is how many tokens deep is looked: a signed token inside an
// encrypted one is usual, and anything beyond three is not.
const maxNesting = 3

// innerToken is text when it is a token of its own: when it has the form of
// one, or the header's cty says so (RFC 7519 §5.2) and it is no claims set.
// Beyond maxNesting no token is looked for.
func (f *facts) innerToken(text string) string {
	if f.jwe.depth >= maxNesting {
		return ""
	}
	if strings.HasPrefix(text, "ey") || strings.HasPrefix(text, "ew") { // the base64url of "{" and a quotation mark or white space
		t := jose.Parse(text)
		compact := t.Kind == jose.KindJWSCompact || t.Kind == jose.KindJWECompact || t.Kind == jose.KindSDJWT
		if compact && t.Header.IsWholeObject() && t.Header.Member("alg") != nil {
			return text
		}
	}
	cty := strings.TrimPrefix(strings.ToLower(f.token.TextParameter("cty")), "application/")
	if cty != "jwt" || jose.ReadJSON([]byte(text)).IsObject() {
		return ""
	}
	return text
}

// findNested notes the token that a signed token has for its payload.
func (f *facts) findNested() {
	if f.token.Kind == jose.KindJWSCompact && f.token.Payload != nil {
		f.jwe.inner = f.innerToken(f.token.Payload.Text)
	}
}

// inspectNested inspects the token inside. It is checked with the key box only
// if that holds a set: a single key belongs to the outer token.
func (f *facts) inspectNested(r *Report) {
	if f.jwe.inner == "" {
		return
	}
	req := Request{
		Input: f.jwe.inner, Now: f.req.Now, Leeway: f.req.Leeway, Known: f.req.Known, SearchLater: f.req.SearchLater,
		Organisation: f.req.Organisation,
	}
	if f.isKeySet() {
		req.Key, req.KeyEncoding = f.req.Key, f.req.KeyEncoding
	}
	whole := jose.Span{Start: 0, End: len(f.jwe.inner)}
	inner := &facts{
		req:   req,
		paste: Paste{Tokens: []Found{{Text: f.jwe.inner, Pieces: []Piece{{whole, whole}}}}},
		jwe:   jweFacts{work: f.jwe.work, depth: f.jwe.depth + 1},
	}
	nested := inner.inspect(req)
	// What is wrong with the key itself was said about the outer token.
	nested.Findings = slices.DeleteFunc(nested.Findings, func(n Finding) bool {
		return n.Part == "key" && slices.ContainsFunc(r.Findings, func(o Finding) bool { return o.ID == n.ID && o.Message == n.Message })
	})
	nested.Counts = countFindings(nested.Findings)
	if req.Key == "" {
		needsItsKey(&nested)
	}
	r.Nested = &nested
}

// needsItsKey says how to give the key of a token inside another.
func needsItsKey(r *Report) {
	const code = "nested-key"
	if e := r.Encryption; e != nil && e.State == Encrypted && e.Reason == "" {
		e.because(Encrypted, code, nil)
	}
	if s := &r.Signature; s.State == Unverified && s.Reason == "" {
		s.ReasonCode, s.Reason = Reason{Code: code}, encryptionReasons[code]
	}
}
