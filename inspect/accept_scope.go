package inspect

import (
	"slices"
	"strings"

	"jotlens/jose"
)

// scope asks for every scope: in scope, which is text with spaces between
// (RFC 8693 §4.2) or by habit an array, or in scp, which is either.
func (j *judge) scope() {
	if len(j.e.Scopes) == 0 {
		return
	}
	expected := listed(j.e.Scopes, " and ")
	var have []string
	for _, name := range scopeClaims {
		scopes, fault := scopesOf(j.payload, name)
		if fault != "" {
			j.add("scope", expected, "", fault, "names", name, "kind", kindOf(j.payload.Member(name), fault))
			return
		}
		have = append(have, scopes...)
	}
	if len(have) == 0 {
		j.add("scope", expected, "", "missing", "what", "scope", "names", "“scope” or “scp”")
		return
	}
	found := listed(have, " and ")
	for _, scope := range j.e.Scopes {
		if slices.Contains(have, scope) {
			continue
		}
		code, how, say := "scope", "", found
		for _, h := range have {
			if strings.Contains(","+h+",", ","+scope+",") {
				code = "scope-commas"
			} else if how == "" {
				if how = nearly(h, scope); how != "" {
					code, say = "scope-nearly", inQuotes(h)
				}
			}
		}
		j.add("scope", expected, found, code, "expected", inQuotes(scope), "found", say, "how", how)
		return
	}
	j.add("scope", expected, found, "")
}

// scopeClaims are the claims that scopes stand in.
var scopeClaims = []string{"scope", "scp"}

// scopesOf are the scopes of a claim: the words of its text, or its array.
func scopesOf(payload *jose.Document, name string) (scopes []string, fault string) {
	scopes, fault = textsOf(payload, name, true)
	if n := payload.Member(name); fault == "" && n != nil && n.Kind == jose.String {
		scopes = strings.FieldsFunc(n.Value, func(r rune) bool { return r == ' ' }) // nothing else separates (RFC 6749 §3.3)
	}
	return scopes, fault
}
