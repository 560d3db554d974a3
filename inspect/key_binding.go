package inspect

import (
	"slices"
	"strings"

	"jotlens/jose"
)

// KeyBinding is the verdict on the JWT by which a holder proves to have the key
// that the issuer named in cnf (RFC 9901 §4.3).
type KeyBinding struct {
	State  SignatureState `json:"state"`
	Reason string         `json:"reason"`

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// The sentences of the reasons.
var bindingReasons = map[string]string{
	"bound":           "The holder has the key that the issuer named, and signed exactly this presentation.",
	"payload-open":    "It matches the key that the payload names, and nobody has verified that payload yet.",
	"not-jwt":         "What follows the last “~” is not a key binding JWT: {why}. A presentation without one ends with “~”.",
	"typ":             "Its typ must be “kb+jwt”, so that no other token passes for a proof.",
	"crit":            "Its header has “crit”, and we process no extension there.",
	"b64":             "Its header has “b64”, which no JWT may have.",
	"alg":             "“{alg}” proves nothing about a holder: it must be an algorithm with a private key.",
	"claims":          "It lacks {names}, or has them in another form than RFC 9901 asks for.",
	"other":           "Its sd_hash belongs to another presentation: disclosures were added, taken away or changed after the holder signed.",
	"hash":            "The hash “{hash}” is not one that we know, so sd_hash cannot be checked.",
	"no-key":          "The payload names no key of a holder in “cnf”, so there is nothing to check it by.",
	"other-cnf":       "The payload names the holder’s key in another way than as a JWK in “cnf”. We follow no such reference.",
	"key-unreadable":  "The key in “cnf” cannot be read: {why}.",
	"key-not-usable":  "The key in “cnf” cannot be used for {alg} here.",
	"key-not-allowed": "The key in “cnf” itself says that it is not for this.",
	"mismatch":        "Its signature does not match the key that the payload names: whoever presents this does not have that key.",
}

func binding(state SignatureState, code string, args map[string]string) *KeyBinding {
	r := Reason{code, args}
	return &KeyBinding{state, fill(bindingReasons[code], args), r}
}

// checkBinding judges the key binding JWT as far as that goes without the
// issuer's signature; nil when there is none. Verified means here that it
// matches the key that the payload names.
func (f *facts) checkBinding() *KeyBinding {
	sd := f.forms.sd
	t := sd.KeyBinding
	if t == nil {
		return nil
	}
	if why := notBinding(t); why != "" {
		return binding(Refused, "not-jwt", map[string]string{"why": why})
	}
	alg := t.Alg()
	known, registered := jose.AlgorithmNamed(alg)
	switch missing := missingFromBinding(t.Payload); {
	case t.TextParameter("typ") != "kb+jwt":
		return binding(Refused, "typ", nil)
	case t.Header.Member("crit") != nil:
		return binding(Refused, "crit", nil)
	case t.Header.Member("b64") != nil:
		return binding(Refused, "b64", nil)
	case !registered || known.Use != jose.Signing || known.Prohibited || jose.IsHMAC(alg) || isNone(alg):
		return binding(Refused, "alg", map[string]string{"alg": excerpt(alg)})
	case len(missing) > 0:
		return binding(Refused, "claims", map[string]string{"names": list(missing)})
	}
	switch want := sd.PresentationHash(); {
	case want == "":
		return binding(Unverifiable, "hash", map[string]string{"hash": excerpt(sd.Hash)})
	case t.Payload.Member("sd_hash").Value != want:
		return binding(Invalid, "other", nil)
	}
	return f.matchBinding(t, alg)
}

// matchBinding checks the signature with the key in cnf (RFC 7800 §3.2).
func (f *facts) matchBinding(t *jose.Token, alg string) *KeyBinding {
	cnf, doc := f.claim("cnf"), f.token.Payload
	if f.token.Payload.Member("cnf") == nil {
		doc = f.forms.claims
	}
	if cnf == nil || cnf.Kind != jose.Object || len(cnf.Members) == 0 {
		return binding(Refused, "no-key", nil)
	}
	jwk := cnf.Member("jwk")
	if jwk == nil || jwk.Kind != jose.Object {
		return binding(Unverifiable, "other-cnf", nil)
	}
	key, err := jose.ReadKey(doc.Raw(jwk.Span), jose.Auto)
	switch {
	case err != nil:
		return binding(Unverifiable, "key-unreadable", map[string]string{"why": err.Error()})
	case key == nil || !key.Asymmetric() || key.Public == nil || len(key.Faults) > 0:
		return binding(Unverifiable, "key-not-usable", map[string]string{"alg": alg})
	case key.PermitsVerifying(alg) != jose.Permitted:
		return binding(Refused, "key-not-allowed", nil)
	}
	match, failed := jose.Verify(alg, key, t.SigningInput(), t.Signature())
	switch {
	case failed != nil:
		return binding(Unverifiable, "key-not-usable", map[string]string{"alg": alg})
	case !match.Matches || match.LooseSalt:
		return binding(Invalid, "mismatch", nil)
	}
	return binding(Verified, "bound", nil)
}

// notBinding says why a text is no strict JWT at all, "" if it is one.
func notBinding(t *jose.Token) string {
	switch {
	case t.Kind != jose.KindJWSCompact:
		return "it does not have three parts"
	case slices.ContainsFunc(t.Segments, func(s jose.Segment) bool { return len(s.Faults) > 0 }):
		return "it is not strict base64url"
	case !t.Header.IsObject() || !t.Header.Valid():
		return "its header is not one JSON object with each name once"
	case !t.Payload.IsObject() || !t.Payload.Valid():
		return "its payload is not one JSON object with each name once"
	}
	return ""
}

// missingFromBinding names the claims that a key binding JWT must have and that
// are missing or of another type.
func missingFromBinding(payload *jose.Document) []string {
	var names []string
	for _, want := range []struct {
		name string
		kind jose.NodeKind
	}{{"iat", jose.Number}, {"aud", jose.String}, {"nonce", jose.String}, {"sd_hash", jose.String}} {
		if n := payload.Member(want.name); n == nil || n.Kind != want.kind {
			names = append(names, "“"+want.name+"”")
		}
	}
	return names
}

// keyBinding is the verdict on the key binding JWT, now that the one on the
// issuer's signature is known: a key that nobody vouches for binds nothing.
func (f *facts) keyBinding() *KeyBinding {
	b := f.forms.binding
	if b != nil && b.State == Verified && f.signature.State != Verified {
		return binding(Unverified, "payload-open", nil)
	}
	return b
}

// looksLikeDisclosure reports whether a text is rather a disclosure whose "~"
// was lost.
func looksLikeDisclosure(t *jose.Token) bool {
	return t.SegmentCount == 1 && len(t.Segments) == 1 && strings.HasPrefix(string(t.Segments[0].Bytes), "[")
}
