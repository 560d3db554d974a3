package inspect

import (
	"strconv"

	"jotlens/jose"
)

// jwkRules are about what a JWK or a JWK Set says of its keys.
var jwkRules = []Rule{
	{
		ID: "jwk-alg-mismatch", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7517 §4.4; RFC 8725bis §3.1; RFC 4055 §1.2",
		Message:   "The key says {key}, the token says {alg}.",
		Fix:       "Use one key with one algorithm.",
		Check: func(f *facts, hit func(Hit)) {
			if k := f.fitting(); k != nil && k.PermitsVerifying(f.alg) == jose.OtherAlgorithm {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"key": algOf(k), "alg": excerpt(f.alg)}})
			}
		},
	},
	{
		ID: "jwk-use", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7517 §4.2, §4.3",
		Message:   "This key is not for checking signatures: {why}.",
		Fix:       "Use a key whose “use” is “sig” or whose “key_ops” name “verify”.",
		Check: func(f *facts, hit func(Hit)) {
			k := f.fitting()
			if k == nil {
				return
			}
			switch k.PermitsVerifying(f.alg) {
			case jose.NotForSigning, jose.NotForVerifying, jose.Contradictory:
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"why": objection(k, f.alg)}})
			}
		},
	},
	{
		ID: "jwks-duplicate-kid", Severity: Warning, Effect: Refuse,
		Reference: "RFC 7517 §4.5",
		Message:   "{n} keys of this set are called “{kid}”. Nobody can tell which one is meant.",
		Fix:       "Give each key of a set a “kid” of its own.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachTwin(hit)
			kid := f.token.TextParameter("kid")
			for _, twin := range twins(f.key) {
				hit(Hit{Path: "key", Part: "key", Spare: twin.kid != kid || !f.hasSignature(), Args: map[string]string{
					"n": strconv.Itoa(twin.n), "kid": excerpt(twin.kid),
				}})
			}
		},
	},
	{
		ID: "jwks-mixed-symmetry", Severity: Warning,
		Reference: "RFC 7517 §9.2; RFC 8725 §2.1",
		Message:   "This set holds secrets and public keys side by side, which invites confusion.",
		Fix:       "Keep secrets in a set of their own.",
		Check: func(f *facts, hit func(Hit)) {
			f.findMixture(hit)
			if f.key == nil || f.key.Kind != jose.KindJWKSet || !f.hasSignature() || f.jwe.depth > 0 {
				return
			}
			secrets := len(keysWhere(f.key.Keys, (*jose.Key).Secret))
			switch {
			case secrets == 0:
			case secrets < len(f.key.Keys):
				hit(Hit{Path: "key", Part: "key"})
			default:
				hit(Hit{Path: "key", Part: "key", Severity: Info, Message: "This set holds secrets. Never publish it: whoever reads it can make tokens."})
			}
		},
	},
	{
		ID: "jwks-kid-not-found", Severity: Warning,
		Reference: "RFC 7515 §4.1.4",
		Message:   "No key “{kid}” in this set; it has {kids}. The issuer may have rotated its keys, or this is another issuer’s set.",
		Fix:       "Get the issuer’s current set.",
		Check: func(f *facts, hit func(Hit)) {
			if f.kidMissing {
				hit(Hit{Path: "header.kid", Part: "header", Span: memberSpan(f.token.Header, "kid"), Args: map[string]string{
					"kid": excerpt(f.token.TextParameter("kid")), "kids": f.kidsOfSet(),
				}})
			}
		},
	},
	{
		ID: "jwks-no-kid", Severity: Info,
		Reference: "RFC 7515 §4.1.4",
		Message:   "The token does not say which key of the set signed it: {n} fit, and each was tried until one matched.",
		Fix:       "Add “kid” to the header.",
		Check: func(f *facts, hit func(Hit)) {
			if f.isKeySet() && len(f.candidates) > 1 && f.token.TextParameter("kid") == "" {
				hit(Hit{Path: "header", Part: "header", Args: map[string]string{"n": strconv.Itoa(len(f.candidates))}})
			}
		},
	},
	{
		ID: "jwks-key-skipped", Severity: Info,
		Reference: "RFC 7517 §5",
		Message:   "Key {n} of this set{kid} cannot be used: {why}.",
		Fix:       "Nothing to do, unless it is the key that you need.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachUnusable(hit)
			if f.key == nil {
				return
			}
			for _, skipped := range f.key.Skipped {
				args := map[string]string{"n": strconv.Itoa(skipped.Index + 1), "kid": "", "why": skipped.Why}
				if skipped.KeyID != "" {
					args["kid"] = ", “" + excerpt(skipped.KeyID) + "”,"
				}
				hit(Hit{Path: "key", Part: "key", Args: args})
			}
		},
	},
}

// fitting is the chosen key if it fits the algorithm: what a JWK says about its
// use matters only then.
func (f *facts) fitting() *jose.Key {
	if f.chosen == nil || !f.hasSignature() || !f.chosen.Fits(f.alg) {
		return nil
	}
	return f.chosen
}

// twinned is a kid that several keys of a set share.
type twinned struct {
	kid string
	n   int
}

// twins lists the key IDs that several keys of a set share, for the same kind of
// key and algorithm.
func twins(set *jose.Key) []twinned {
	if set == nil || len(set.Keys) < 2 {
		return nil
	}
	type name struct {
		kid, alg, curve string
		kty             jose.KeyType
	}
	counts := map[name]int{}
	var order []name
	for _, k := range set.Keys {
		if k.KeyID == "" {
			continue
		}
		n := name{k.KeyID, k.Alg, k.Curve, k.Type}
		if counts[n]++; counts[n] == 2 {
			order = append(order, n)
		}
	}
	var found []twinned
	for _, n := range order {
		found = append(found, twinned{n.kid, counts[n]})
	}
	return found
}
