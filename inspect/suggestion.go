package inspect

import "jotlens/jose"

// Suggestion is what an API would expect that accepts this token, as far as
// the token says: the same issuer, audience, algorithm, type and scope. ok is
// false when it says none of it.
func Suggestion(r *Report) (texts ExpectTexts, ok bool) {
	if r.Token == nil {
		return texts, false
	}
	layers := r.Layers()
	token := layers[len(layers)-1].Token
	one := func(d *jose.Document, name string) string {
		if list, _ := textsOf(d, name, false); len(list) == 1 && len(list[0]) <= MaxExpectBytes {
			return list[0]
		}
		return ""
	}
	e := Expectations{Issuer: one(token.Payload, "iss"), Type: one(token.Header, "typ")}
	e.Audiences, _ = textsOf(token.Payload, "aud", true)
	e.Audiences = e.Audiences[:min(len(e.Audiences), MaxExpectEntries)]
	if alg := one(token.Header, "alg"); alg != "" && !isNone(alg) {
		e.Algorithms = []string{alg}
	}
	for _, name := range scopeClaims {
		if len(e.Scopes) == 0 {
			e.Scopes, _ = scopesOf(token.Payload, name)
			e.Scopes = e.Scopes[:min(len(e.Scopes), MaxExpectEntries)]
		}
	}
	if len(e.Check()) > 0 {
		return texts, false
	}
	return e.Texts(), e.asks()
}
