package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// checkOtherKeys says what a text that holds keys in another form is.
func (f *facts) checkOtherKeys(hit func(Hit)) {
	if f.token.Kind != jose.KindOtherKeys {
		return
	}
	h := Hit{Path: "payload", Part: "payload", Args: map[string]string{"what": "an object of key IDs and PEM certificates, as Google publishes it for Firebase"}}
	switch d := f.token.Payload; {
	case d == nil && strings.Contains(f.token.Text, "PRIVATE KEY-----"):
		h.Severity, h.Message = Warning, "This is a private key in PEM form. Whoever has it can sign as its owner."
		h.Fix = "A verifier needs its public half alone: openssl pkey -in key.pem -pubout."
	case d == nil:
		h.Args["what"], h.Fix = "a key or certificate in PEM form", "Paste it in the key box, and a token here."
	case d.Member("jwks_uri") != nil:
		h.Args["what"], h.Fix = "a discovery document, which only says where the keys are", "Open its “jwks_uri”, and paste what that answers."
		h.Path, h.Span = "jwks_uri", memberSpan(d, "jwks_uri")
	}
	hit(h)
}

// eachTwin reports the key IDs that several keys of the set share.
func (f *facts) eachTwin(hit func(Hit)) {
	whole := &jose.Key{Kind: jose.KindJWKSet}
	for _, m := range f.readable {
		whole.Keys = append(whole.Keys, m.Key)
	}
	for _, twin := range twins(whole) {
		var last *setKey // the one too many
		for _, m := range f.readable {
			if m.Key.KeyID == twin.kid {
				last = m
			}
		}
		hit(last.at("kid", "n", strconv.Itoa(twin.n), "kid", excerpt(twin.kid)))
	}
}

// findMixture reports secrets and public keys in one set.
func (f *facts) findMixture(hit func(Hit)) {
	secrets := 0
	var first *setKey
	for _, m := range f.set {
		if m.secret() {
			if secrets++; secrets == 1 {
				first = m
			}
		}
	}
	if secrets > 0 && secrets < len(f.set) {
		hit(first.at("kty"))
	}
}

// eachUnusable reports the keys that cannot be used. Of a kind that is not
// known here a verifier must not think ill (RFC 7517 §5); the others are broken.
func (f *facts) eachUnusable(hit func(Hit)) {
	for _, m := range f.set {
		if m.Key != nil || m.Problem.Code == "jwk-duplicate" { // that has a rule of its own
			continue
		}
		kid := m.text("kid")
		if kid != "" {
			kid = ", “" + excerpt(kid) + "”,"
		}
		h := m.at("", "n", strconv.Itoa(m.number), "kid", kid, "why", m.Problem.Error())
		switch m.Problem.Code {
		case "jwk-kty-value", "jwk-crv", "jwk-alg", "jwk-set-secret":
		default:
			h.Severity, h.Fix = Warning, "Fix it where it is published: readers leave such a key out, or refuse the whole set."
		}
		if m.path == "" {
			h.Message = "This JWK cannot be used: {why}."
		}
		hit(h)
	}
}

// checkTwice reports keys that are the same as an earlier one by their
// thumbprint. Keys that share their name as well are jwks-duplicate-kid's.
func (f *facts) checkTwice(hit func(Hit)) {
	for i, m := range f.readable {
		for _, first := range f.readable[:i] {
			if m.Key.Thumbprint == "" || first.Key.Thumbprint != m.Key.Thumbprint {
				continue
			}
			if first.Key.KeyID != m.Key.KeyID || first.Key.Use != m.Key.Use {
				hit(m.at("kid", "n", strconv.Itoa(first.number), "twin", strconv.Itoa(m.number)))
			}
			break
		}
	}
}

// together makes one hit of all the readable keys that miss something.
func (f *facts) together(hit func(Hit), misses func(*setKey) bool, severity Severity) {
	var numbers []string
	var first *setKey
	for _, m := range f.readable {
		if misses(m) {
			if len(numbers) == 0 {
				first = m
			}
			numbers = append(numbers, strconv.Itoa(m.number))
		}
	}
	if len(numbers) == 0 {
		return
	}
	const most = 8
	words := first.name() + " has"
	switch more := len(numbers) - most; {
	case more > 0:
		words = "Keys " + strings.Join(numbers[:most], ", ") + " and " + strconv.Itoa(more) + " more have"
	case len(numbers) > 1:
		words = "Keys " + list(numbers) + " have"
	}
	h := first.at("", "keys", words)
	h.Severity = severity
	hit(h)
}

// checkKeyIDs reports keys without a kid. Several for the same purpose cannot be
// told apart. A JWK alone, and the certificates of SPIFFE, need none.
func (f *facts) checkKeyIDs(hit func(Hit)) {
	if f.token.Kind != jose.KindKeySet {
		return
	}
	misses := func(m *setKey) bool { return m.Key.KeyID == "" && m.Key.Use != "x509-svid" }
	severity := Info
	seen := map[string]bool{}
	for _, m := range f.readable {
		if !misses(m) {
			continue
		}
		purpose := string(m.Key.Type) + " " + m.Key.Curve + " " + m.Key.Use + " " + m.Key.Alg
		if seen[purpose] {
			severity = Warning
		}
		seen[purpose] = true
	}
	f.together(hit, misses, severity)
}

// checkUses reports keys without a use that could sign as well as encrypt. In a
// set with keys for encryption OpenID Connect requires it of every key.
func (f *facts) checkUses(hit func(Hit)) {
	severity := Info
	for _, m := range f.readable {
		if m.Key.Use == "enc" {
			severity = Warning
		}
	}
	f.together(hit, func(m *setKey) bool {
		both := m.Key.Type == jose.TypeRSA || m.Key.Type == jose.TypeEC
		return both && m.Key.Use == "" && m.Key.Ops == nil
	}, severity)
}

// checkAlgorithms reports an alg that is not for such a key or contradicts its
// use.
func (f *facts) checkAlgorithms(hit func(Hit)) {
	for _, m := range f.readable {
		k := m.Key
		if k.Alg == "" {
			continue
		}
		known, registered := jose.AlgorithmNamed(k.Alg)
		why := unfit(k, known)
		h := m.at("alg", "key", m.name(), "alg", excerpt(k.Alg), "why", why)
		switch {
		case !registered:
			h.Severity, h.Message = Warning, "{key} says “alg” “{alg}”, which is no registered algorithm."
		case known.Prohibited || isNone(k.Alg):
			h.Severity, h.Message = Warning, "{key} says “alg” “{alg}”, which must not be used in a token."
		case why == "":
			continue
		}
		hit(h)
	}
}

// unfit says why a registered algorithm is not for the key; "" when it is.
func unfit(k *jose.Key, alg jose.Algorithm) string {
	if alg.Use == jose.Signing {
		switch {
		case !k.Fits(alg.Name):
			return "it needs " + wordsForNeed(alg.Name) + ", and this is " + wordsForKey(k)
		case k.Use == "enc":
			return "it signs, and “use” is “enc”"
		}
		return ""
	}
	need, fits := "a shared secret", k.Secret()
	switch {
	case strings.HasPrefix(alg.Name, "RSA"):
		need, fits = "an RSA key", k.Type == jose.TypeRSA
	case strings.HasPrefix(alg.Name, "ECDH"):
		need, fits = "a key on a curve for key agreement", k.Type == jose.TypeEC || k.Curve == "X25519" || k.Curve == "X448"
	}
	switch {
	case !fits:
		return "it needs " + need + ", and this is " + wordsForKey(k)
	case k.Use == "sig":
		return "it encrypts, and “use” is “sig”"
	}
	return ""
}

// checkOperations reports key_ops that contradict use.
func (f *facts) checkOperations(hit func(Hit)) {
	for _, m := range f.readable {
		for _, op := range m.Key.Ops {
			signs := op == "sign" || op == "verify"
			if m.Key.Use == "sig" && !signs || m.Key.Use == "enc" && signs {
				hit(m.at("key_ops", "key", m.name(), "use", m.Key.Use, "op", excerpt(op)))
				break
			}
		}
	}
}

// checkThumbprints compares x5t and x5t#S256 with the first certificate of x5c.
func (f *facts) checkThumbprints(hit func(Hit)) {
	for _, m := range f.readable {
		if len(m.Key.Certificates) == 0 {
			continue
		}
		c := m.Key.Certificates[0]
		for i, name := range []string{"x5t", "x5t#S256"} {
			want := []string{c.SHA1, c.SHA256}[i]
			n := m.Node.Member(name)
			if n == nil || n.Kind == jose.Null || n.Kind == jose.String && n.Value == want {
				continue
			}
			h := m.at(name, "name", name)
			if n.Kind == jose.String && isHexOf(n.Value, want) {
				h.Severity, h.Message = Info, "“{name}” holds the hash of the certificate in hex; it must be the bytes in base64url."
			}
			hit(h)
		}
	}
}

// checkNotation reports what most readers understand and strict ones refuse.
func (f *facts) checkNotation(hit func(Hit)) {
	if d := f.token.Payload; f.token.Kind == jose.KindKeySet && d.Root.Kind == jose.Array {
		hit(Hit{Path: "payload", Part: "payload", Span: d.Root.Span, Args: map[string]string{"what": "This is a plain list; a JWK Set is an object whose “keys” is the list."}})
	}
	for _, m := range f.readable {
		for _, note := range m.Key.Notes {
			switch name := note.Args["name"]; note.Code {
			case "leading-zero":
				hit(m.at(name, "what", "“"+name+"” begins with a zero byte."))
			case "x5c":
				hit(m.at("x5c", "what", "Certificate "+note.Args["number"]+" of “x5c”: "+note.Args["why"]+"."))
			}
		}
	}
}
