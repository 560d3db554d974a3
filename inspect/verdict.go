package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// Reason says why something is in its state.
type Reason struct {
	Code string
	Args map[string]string
}

// The sentences of the reasons.
var reasons = map[string]string{
	"unsecured":        "Nobody signed this token: its algorithm is “none”.",
	"no-alg":           "The header names no algorithm, so there is nothing to check the signature by.",
	"empty":            "The signature was removed. There is nothing to check.",
	"would-refuse":     "Whatever the key, a verifier must refuse this token; see the findings.",
	"refused":          "A verifier must refuse this token; see the findings.",
	"public-key":       "{alg} needs a shared secret, and this is a public key. To try it as the secret is the algorithm confusion attack.",
	"forged":           "This token was signed with the public key in the key box, used as the secret ({how}). That is a forgery: everybody has the public key.",
	"empty-key":        "The key is empty. Anyone can make this signature.",
	"key-unreadable":   "The key cannot be read: {why}.",
	"key-misfit":       "{alg} needs {need}, and this is {key}.",
	"key-broken":       "{bits} bits are so few that anyone can compute the private key. Nothing that it signs is worth checking.",
	"key-unsafe":       "This key must not be used; see the findings.",
	"key-unusable":     "This key cannot be used here; see the findings.",
	"key-not-allowed":  "The key itself says that it is not for this: {why}.",
	"kid-not-found":    "No key “{kid}” in this set; it has {kids}.",
	"no-secret":        "{alg} needs a shared secret, and this set has none.",
	"no-fitting-key":   "{alg} needs {need}, and this set has none.",
	"too-many-keys":    "{n} keys of this set fit, and none of the first {tried} matches. More are not tried; name the key by a “kid”.",
	"not-checked":      "{alg} signatures cannot be checked here. The token is decoded in full.",
	"unknown-alg":      "“{alg}” is not a signature algorithm that we know.",
	"prohibited":       "“{alg}” must not be used in a token.",
	"encrypted":        "This token is encrypted. Encryption is not a signature.",
	"detached":         "The payload is not in this token. Paste it, byte for byte, to check the signature.",
	"json-form":        "The JSON form of this signature cannot be read.",
	"no-signature":     "There is no signature part to check.",
	"keys":             "These are keys, and keys have no signature.",
	"not-a-token":      "This is not a token that we can read.",
	"embedded-matches": "The signature matches the key that the token itself carries, which proves nothing: whoever forges a token brings a key of their own.",
	"embedded-differs": "The signature does not even match the key that the token itself carries.",
	"issuer-no-keys":   "{issuer} is an issuer that your operator lists, and its keys could not be fetched yet. Enter the key, or wait a minute.",
	"issuer-nearly":    "No key is pinned: the issuer differs from that of {issuer} only in {how}.",
	"issuer-alg":       "Your operator does not allow {alg} for tokens of {issuer}.",
	"embedded-failed":  "The key that the token itself carries cannot be tried: {why}",
}

func (r Reason) sentence() string { return fill(reasons[r.Code], r.Args) }

// checkSignature does the mathematics: whether the signature matches, and if
// not, under which variation of the key it would. It decides nothing.
func (f *facts) checkSignature() {
	f.signature.Alg = excerpt(f.alg)
	f.signature.Bytes = len(f.token.Signature())
	if !f.hasSignature() {
		return
	}
	f.checkEmbedded()
	if len(f.token.Signature()) == 0 {
		return
	}
	if jose.IsHMAC(f.alg) {
		f.emptyKeyMatches = f.matches(f.alg, nil)
		if !f.judging && !f.emptyKeyMatches { // zeros are the empty secret, too
			f.guessSecret()
		}
		f.findForgery()
	}
	if f.kidMissing && !f.judging {
		f.signature.Near = f.nearMembers()
	}
	if len(f.candidates) == 0 || !f.chosen.Fits(f.alg) {
		return
	}
	var matched bool
	for _, k := range f.candidates {
		match, done := f.try(f.alg, k, f.token.Signature())
		if !done {
			continue
		}
		f.tried++
		if match.Matches {
			matched, f.looseSalt = true, match.LooseSalt
			f.use(k)
			break
		}
	}
	if f.isKeySet() {
		f.signature.Key.Tried = f.tried
	}
	if f.tried == 0 {
		return
	}
	f.signature.Matches = &matched
	if !matched && !f.judging {
		f.signature.Near = f.nearMisses()
	}
}

func (f *facts) matches(alg string, secret []byte) bool {
	ok, err := jose.VerifyHMAC(alg, secret, f.token.SigningInput(), f.token.Signature())
	return ok && err == nil
}

// checkEmbedded looks at the key that the token itself carries and, when the
// person asks for it, tries it. It never makes a token verified.
func (f *facts) checkEmbedded() {
	parameter, key, problem := embeddedKey(f.token)
	if parameter == "" {
		return
	}
	e := &Embedded{Parameter: parameter, Tried: f.req.TryEmbedded, Problem: problem}
	f.signature.Embedded = e
	if !e.Tried || key == nil {
		return
	}
	match, done := f.try(f.alg, key, f.token.Signature())
	switch {
	case done:
		e.Matches = match.Matches
	case !key.Fits(f.alg):
		e.Problem = fill("{alg} needs {need}, and this is {key}.", f.misfit(key))
	default:
		e.Problem = "It is a key that cannot be used."
	}
}

func (f *facts) misfit(k *jose.Key) map[string]string {
	return map[string]string{"alg": excerpt(f.alg), "need": wordsForNeed(f.alg), "key": wordsForKey(k)}
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
	case jose.KindJWSCompact, jose.KindSDJWT:
	case jose.KindJWECompact, jose.KindJWEJSON:
		return Unverifiable, "encrypted", nil
	case jose.KindJWSJSON:
		if t.SegmentCount != 3 {
			return Unverifiable, "json-form", nil
		}
	case jose.KindPartial, jose.KindJSON:
		return Unverifiable, "no-signature", nil
	default:
		return Unverifiable, "not-a-token", nil
	}
	// What no key can change.
	switch {
	case !t.Header.IsObject() && len(t.Unprotected) == 0:
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
	_, known := jose.NeedOf(f.alg)
	registered, _ := jose.AlgorithmNamed(f.alg)
	switch {
	case registered.Prohibited:
		return Refused, "prohibited", alg
	case !known:
		return Unverifiable, "unknown-alg", alg
	case s.Key == nil:
		return f.withoutKey()
	case !jose.Verifiable(f.alg):
		return Unverifiable, "not-checked", alg
	case s.Key.Problem != nil:
		return Unverifiable, "key-unreadable", map[string]string{"why": s.Key.Problem.Error()}
	case f.forgedBy != "":
		return Refused, "forged", map[string]string{"how": f.forgedBy}
	case f.pinned() != nil && !f.pinned().signs(f.alg):
		return Refused, "issuer-alg", map[string]string{"alg": s.Alg, "issuer": f.pinned().Name}
	case f.publicKeyAsSecret():
		return Refused, "public-key", alg
	case f.chosen == nil:
		return f.noKey()
	case !f.chosen.Fits(f.alg):
		return Refused, "key-misfit", f.misfit(f.chosen)
	}
	return f.withKey()
}

// withoutKey is the verdict as long as nobody gave a key.
func (f *facts) withoutKey() (SignatureState, string, map[string]string) {
	e := f.signature.Embedded
	switch {
	case e != nil && e.Tried && e.Problem != "":
		return Unverified, "embedded-failed", map[string]string{"why": e.Problem}
	case e != nil && e.Tried && e.Matches:
		return Unverified, "embedded-matches", nil
	case e != nil && e.Tried:
		return Unverified, "embedded-differs", nil
	case f.refusedBy != "":
		return Unverified, "would-refuse", nil
	case !jose.Verifiable(f.alg):
		return Unverified, "not-checked", map[string]string{"alg": f.signature.Alg}
	}
	return f.withoutIssuer()
}

// withKey is the verdict by a key that fits the algorithm.
func (f *facts) withKey() (SignatureState, string, map[string]string) {
	k, s := f.chosen, &f.signature
	switch {
	case k.Secret() && len(k.Bytes) == 0:
		return Refused, "empty-key", nil
	case k.Type == jose.TypeRSA && k.Bits < jose.MinRSABits:
		return Refused, "key-broken", map[string]string{"bits": strconv.Itoa(k.Bits)}
	case k.PermitsVerifying(f.alg) != jose.Permitted:
		return Refused, "key-not-allowed", map[string]string{"why": objection(k, f.alg)}
	case f.refusedByKey:
		return Refused, "key-unsafe", nil
	case s.Matches == nil:
		return Unverifiable, "key-unusable", nil
	case f.refusedBy != "":
		return Refused, "refused", nil
	case *s.Matches:
		return Verified, "", nil
	case f.awaitsPayload():
		return Unverifiable, "detached", nil
	case f.tried < len(f.candidates):
		return Unverifiable, "too-many-keys", map[string]string{"n": strconv.Itoa(len(f.candidates)), "tried": strconv.Itoa(f.tried)}
	}
	return Invalid, "", nil
}

// noKey explains why a set of keys offers nothing to try.
func (f *facts) noKey() (SignatureState, string, map[string]string) {
	if f.kidMissing {
		return Unverifiable, "kid-not-found", map[string]string{
			"kid": excerpt(f.token.TextParameter("kid")), "kids": f.kidsOfSet(),
		}
	}
	if jose.IsHMAC(f.alg) {
		return Unverifiable, "no-secret", map[string]string{"alg": f.alg}
	}
	return Unverifiable, "no-fitting-key", map[string]string{"alg": f.alg, "need": wordsForNeed(f.alg)}
}

// kidsOfSet lists the key IDs of the set, the first few of them.
func (f *facts) kidsOfSet() string {
	const most = 5
	var kids []string
	for _, k := range f.key.Members() {
		if k.KeyID != "" {
			kids = append(kids, "“"+excerpt(k.KeyID)+"”")
		}
	}
	if more := len(kids) - most; more > 0 {
		return strings.Join(kids[:most], ", ") + " and " + strconv.Itoa(more) + " more"
	}
	return list(kids)
}

// objection says why the members of a JWK forbid to verify this token with it
// (RFC 7517 §4.2, §4.3 and §4.4).
func objection(k *jose.Key, alg string) string {
	switch k.PermitsVerifying(alg) {
	case jose.OtherAlgorithm:
		if k.PSS {
			return "it is marked for " + algOf(k)
		}
		return "its “alg” is “" + algOf(k) + "”"
	case jose.NotForSigning:
		return "its “use” is “" + excerpt(k.Use) + "”"
	case jose.NotForVerifying:
		return "its “key_ops” do not allow “verify”"
	case jose.Contradictory:
		return "its “use” and “key_ops” contradict each other"
	}
	return ""
}

// algOf names what a key is for.
func algOf(k *jose.Key) string {
	if k.Alg == "" && k.PSS {
		return "RSA-PSS"
	}
	return excerpt(k.Alg)
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
