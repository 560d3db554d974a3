package inspect

import (
	"fmt"
	"slices"
	"strings"

	"jotlens/jose"
)

// Reason says why a signature is in its state; the code is what translations
// hang on.
type Reason struct {
	Code string
	Args map[string]string
}

// The sentences of the reasons.
var reasons = map[string]string{
	"unsecured":       "Nobody signed this token: its algorithm is “none”.",
	"no-alg":          "The header names no algorithm, so there is nothing to check the signature by.",
	"empty":           "The signature was removed. There is nothing to check.",
	"would-refuse":    "Whatever the key, a verifier must refuse this token; see the findings.",
	"refused":         "A verifier must refuse this token; see the findings.",
	"public-key":      "{alg} needs a shared secret, and this is a public key. To try it as the secret is the algorithm confusion attack.",
	"empty-key":       "The key is empty. Anyone can make this signature.",
	"key-unreadable":  "The key cannot be read: {why}.",
	"key-not-allowed": "The key itself says that it is not for this: {why}.",
	"kid-not-found":   "No key “{kid}” in this set; it has {kids}.",
	"no-secret":       "{alg} needs a shared secret, and this set has none.",
	"not-checked":     "{alg} signatures are not checked by this version of Jotlens.",
	"unknown-alg":     "“{alg}” is not an algorithm that we know.",
	"encrypted":       "This token is encrypted. Encryption is not a signature.",
	"json-form":       "Signatures in JSON form are not checked by this version of Jotlens.",
	"sd-jwt":          "Selective disclosure tokens are not checked by this version of Jotlens.",
	"no-signature":    "There is no signature part to check.",
	"not-a-token":     "This is not a token that we can read.",
}

func (r Reason) sentence() string { return fill(reasons[r.Code], r.Args) }

// readKey reads the key box and, of a set, picks the secrets to try.
func (f *facts) readKey() {
	if f.req.Key == "" {
		return
	}
	used := &KeyUsed{Source: "typed"}
	f.signature.Key = used
	key, err := jose.ReadKey(f.req.Key, f.req.KeyEncoding)
	if err != nil {
		used.Kind, used.Error, used.Problem = jose.KindSecret, err.Error(), err
		if strings.HasPrefix(err.Code, "jwk") {
			used.Kind = jose.KindJWK
		}
		return
	}
	f.key = key
	used.Kind, used.Encoding, used.Bytes, used.KeyID = key.Kind, key.Encoding, len(key.Bytes), key.KeyID
	if key.Kind == jose.KindJWKSet && !key.Asymmetric() {
		f.pickFromSet(used)
	}
}

// pickFromSet chooses the secret of a JWK Set by the header's kid. Without a
// kid every secret of the set is a candidate.
func (f *facts) pickFromSet(used *KeyUsed) {
	kid := ""
	if n := f.token.Header.Member("kid"); n != nil && n.Kind == jose.String {
		kid = n.Value
	}
	f.candidates = slices.DeleteFunc(slices.Clone(f.key.Keys), func(k *jose.Key) bool {
		return k.Kind != jose.KindJWKSecret || kid != "" && k.KeyID != kid
	})
	if len(f.candidates) > 0 {
		f.useSecret(used, f.candidates[0])
	}
}

func (f *facts) useSecret(used *KeyUsed, k *jose.Key) {
	f.secret = k
	used.KeyID, used.Bytes = k.KeyID, len(k.Bytes)
}

// checkSignature does the mathematics: whether the signature matches, and if
// not, under which variation of the key it would. It decides nothing.
func (f *facts) checkSignature() {
	f.signature.Alg = excerpt(f.alg)
	f.signature.Bytes = len(f.token.Signature())
	if f.token.Kind != jose.KindJWSCompact || !jose.IsHMAC(f.alg) || len(f.token.Signature()) == 0 {
		return
	}
	f.emptyKeyMatches = f.matches(f.alg, nil)
	if f.key == nil || f.key.Asymmetric() {
		return
	}
	if f.key.Kind != jose.KindJWKSet {
		f.secret = f.key
		f.candidates = []*jose.Key{f.key}
	}
	if f.secret == nil {
		return
	}
	matched := false
	for _, k := range f.candidates {
		if f.matches(f.alg, k.Bytes) {
			matched = true
			f.useSecret(f.signature.Key, k)
			break
		}
	}
	f.signature.Matches = &matched
	if !matched {
		f.signature.Near = f.nearMisses()
	}
}

func (f *facts) matches(alg string, secret []byte) bool {
	ok, err := jose.VerifyHMAC(alg, secret, f.token.SigningInput(), f.token.Signature())
	return ok && err == nil
}

// decide turns the mathematics and what the rules refused into the verdict.
func (f *facts) decide() {
	s := &f.signature
	state, code, args := f.verdict()
	s.State, s.ReasonCode = state, Reason{code, args}
	s.Reason = s.ReasonCode.sentence()
	if state == Refused || code == "would-refuse" {
		s.Rule = f.refusedBy
	}
}

func (f *facts) verdict() (SignatureState, string, map[string]string) {
	t, s := f.token, &f.signature
	alg := map[string]string{"alg": s.Alg}
	switch t.Kind {
	case jose.KindJWSCompact:
	case jose.KindJWECompact, jose.KindJWEJSON:
		return Unverifiable, "encrypted", nil
	case jose.KindJWSJSON:
		return Unverifiable, "json-form", nil
	case jose.KindSDJWT:
		return Unverifiable, "sd-jwt", nil
	case jose.KindPartial, jose.KindJSON:
		return Unverifiable, "no-signature", nil
	default:
		return Unverifiable, "not-a-token", nil
	}
	// What no key can change.
	switch {
	case !t.Header.IsObject():
		return Unverifiable, "no-alg", nil
	case f.alg == "":
		return Refused, "no-alg", nil
	case isNone(f.alg):
		return Refused, "unsecured", nil
	case len(t.Segments[2].Text) == 0:
		return Refused, "empty", nil
	case f.emptyKeyMatches:
		return Refused, "empty-key", nil
	}
	known, registered := jose.AlgorithmNamed(f.alg)
	switch {
	case !registered || known.Use != jose.Sign || known.Prohibited:
		return Unverifiable, "unknown-alg", alg
	case s.Key == nil && f.refusedBy != "":
		return Unverified, "would-refuse", nil
	case s.Key == nil && !jose.IsHMAC(f.alg):
		return Unverified, "not-checked", alg
	case s.Key == nil:
		return Unverified, "", nil
	case s.Key.Problem != nil:
		return Unverifiable, "key-unreadable", map[string]string{"why": s.Key.Problem.Error()}
	case !jose.IsHMAC(f.alg):
		return Unverifiable, "not-checked", alg
	case f.key.Asymmetric():
		return Refused, "public-key", alg
	case f.secret == nil:
		return f.noSecret()
	case len(f.secret.Bytes) == 0:
		return Refused, "empty-key", nil
	}
	if why := f.keyObjection(); why != "" {
		return Refused, "key-not-allowed", map[string]string{"why": why}
	}
	switch {
	case f.refusedBy != "":
		return Refused, "refused", nil
	case *s.Matches:
		return Verified, "", nil
	}
	return Invalid, "", nil
}

// noSecret explains why a JWK Set offers nothing to try.
func (f *facts) noSecret() (SignatureState, string, map[string]string) {
	kid := f.token.Header.Member("kid")
	var kids []string
	for _, k := range f.key.Keys {
		if k.Kind == jose.KindJWKSecret {
			kids = append(kids, fmt.Sprintf("“%s”", excerpt(k.KeyID)))
		}
	}
	if kid == nil || len(kids) == 0 {
		return Unverifiable, "no-secret", map[string]string{"alg": f.alg}
	}
	list := strings.Join(kids[:min(len(kids), 5)], ", ")
	if len(kids) > 5 {
		list += fmt.Sprintf(" and %d more", len(kids)-5)
	}
	return Unverifiable, "kid-not-found", map[string]string{"kid": excerpt(kid.Value), "kids": list}
}

// keyObjection says why a JWK's own members forbid to verify this token with
// it, "" if they do not (RFC 7517 §4.2, §4.3 and §4.4).
func (f *facts) keyObjection() string {
	k := f.secret
	switch {
	case k == nil || k.Kind != jose.KindJWKSecret:
		return ""
	case k.Alg != "" && k.Alg != f.alg:
		return fmt.Sprintf("its alg is “%s”", excerpt(k.Alg))
	case k.ForbidsSignatures():
		return "its use or key_ops are for something else"
	}
	return ""
}

// isNone reports whether alg says "none" to any reader, however spelled.
func isNone(alg string) bool {
	return strings.EqualFold(bareAlg(alg), "none")
}

// bareAlg is alg without the characters that careless readers pass over.
func bareAlg(alg string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\r' || r == '\n' || Invisible(r) {
			return -1
		}
		return r
	}, alg)
}
