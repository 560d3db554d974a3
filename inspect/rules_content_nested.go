package inspect

import (
	"encoding/base64"
	"strings"

	"jotlens/jose"
)

// nestedRules are about tokens in claims.
var nestedRules = []Rule{
	{
		ID: "value-nested-jwt", Severity: Warning,
		Reference: "RFC 7519 §2, §12",
		Message:   "A whole token stands in “{name}”: whoever reads this token can use that one too.",
		Fix:       "Do not embed bearer tokens; send each to its receiver only.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			// claim-credential has said it already, and louder. What is disclosed was
			// meant for the receiver.
			if v.part == disclosedPart || !isCompactToken(text) || v.isWithin(tokenHolders) || v.namedCredential() {
				return Hit{}, false
			}
			return hitValue(v), true
		}),
	},
}

// tokenHolders are the claims that are defined to hold tokens: of actors (RFC
// 8693), presentations, and distributed claims (OIDC Core §5.6.2).
var tokenHolders = wordSet("act vp _claim_sources client_assertion logout_token")

// isCompactToken reports whether a text has the form of a JWS or JWE in compact
// serialization with a header that names its algorithm.
func isCompactToken(s string) bool {
	// The base64url of "{" and of a quotation mark, a space or a line end.
	if !strings.HasPrefix(s, "ey") && !strings.HasPrefix(s, "ew") {
		return false
	}
	dots := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '.' {
			dots++
		} else if !isKeyByte(s[i]) {
			return false
		}
	}
	if dots != 2 && dots != 4 {
		return false
	}
	header, _, _ := strings.Cut(s, ".")
	data, err := base64.RawURLEncoding.DecodeString(header)
	if err != nil {
		return false
	}
	d := jose.ReadJSON(data)
	return d.IsWholeObject() && d.Member("alg") != nil
}

// namedCredential reports whether claim-credential fires on v, or on the array
// of which v is an element.
func (v *value) namedCredential() bool {
	named := *v
	if v.member == nil && v.parent != nil {
		named.member, named.parent = v.parent.member, v.parent.parent
	}
	_, fires := judgeName(isCredential)(&named)
	return fires
}
