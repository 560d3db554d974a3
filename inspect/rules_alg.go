package inspect

import (
	"strconv"
	"strings"
	"sync"

	"jotlens/jose"
)

// algRules are about the algorithm that the header names and the length of the
// signature; signatureRules look into the signature.
var algRules = []Rule{
	{
		ID: "alg-missing", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §4.1.1",
		Message:   "The header has no usable “alg”, so nobody knows how to check this token.",
		Fix:       "Set “alg” to the algorithm that signs the token.",
		Check: func(f *facts, hit func(Hit)) {
			if f.token.Header.IsWholeObject() && f.alg == "" {
				hit(Hit{Path: "header.alg", Part: "header", Span: memberSpan(f.token.Header, "alg")})
			}
		},
	},
	{
		ID: "alg-none", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725 §3.2; CVE-2015-2951; CVE-2018-1000531",
		Message:   "“none” means that nobody signed this token: anyone can write any claims. Never accept it.",
		Fix:       "In the verifier, list the algorithms that you issue and accept no other.",
		Check: func(f *facts, hit func(Hit)) {
			if f.alg == "none" {
				hit(f.algHit(nil))
			}
		},
	},
	{
		ID: "alg-none-variant", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725bis §2, Algorithm Verification Code Not Defensively Written",
		Message:   "“{alg}” is a spelling trick: filters that look for “none” miss it, while some libraries take it for none.",
		Fix:       "List the algorithms that you accept instead of those that you refuse.",
		Check: func(f *facts, hit func(Hit)) {
			if f.alg != "none" && isNone(f.alg) {
				hit(f.algHit(nil))
			}
		},
	},
	{
		ID: "alg-case", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §4.1.1",
		Message:   "Algorithm names are case-sensitive: “{alg}” is not “{registered}”.",
		Fix:       "Write “{registered}”.",
		Check: func(f *facts, hit func(Hit)) {
			if registered := misspelledAlg(f.alg); registered != "" {
				hit(f.algHit(map[string]string{"registered": registered}))
			}
		},
	},
	{
		ID: "alg-unknown", Severity: Warning,
		Reference: "IANA JOSE, Web Signature and Encryption Algorithms",
		Message:   "“{alg}” is not a registered algorithm; we cannot check it.",
		Fix:       "Use a registered algorithm.",
		Check: func(f *facts, hit func(Hit)) {
			_, known := jose.AlgorithmNamed(f.alg)
			if f.alg != "" && !known && !isNone(f.alg) && misspelledAlg(f.alg) == "" && whyProhibited(f.alg) == "" {
				hit(f.algHit(nil))
			}
		},
	},
	{
		ID: "alg-prohibited", Severity: Critical, Effect: Refuse,
		Reference: "IANA JOSE, Web Signature and Encryption Algorithms, status Prohibited",
		Message:   "“{alg}” must not be used in a token: {why}.",
		Fix:       "Use ES256, Ed25519, PS256 or RS256.",
		Check: func(f *facts, hit func(Hit)) {
			if why := whyProhibited(f.alg); why != "" {
				hit(f.algHit(map[string]string{"why": why}))
			}
			enc := f.token.TextParameter("enc")
			if why := whyProhibited(enc); why != "" {
				h := f.headerHit("enc", map[string]string{"alg": excerpt(enc), "why": why})
				h.Fix = "Use A256GCM or A128CBC-HS256."
				hit(h)
			}
		},
	},
	{
		ID: "alg-polymorphic", Severity: Info,
		Reference: "RFC 9864 §2.2; RFC 8725bis §3.2",
		Message:   "“EdDSA” can mean Ed25519 or Ed448, and only the key tells which. Newer systems name the curve.",
		Fix:       "Write “Ed25519” or “Ed448” where both sides know it.",
		Check: func(f *facts, hit func(Hit)) {
			if f.alg == "EdDSA" {
				hit(f.algHit(nil))
			}
		},
	},
	{
		ID: "signature-empty", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2020-28042",
		Message:   "The signature was removed. Servers that skip an empty signature accept any forgery.",
		Fix:       "Reject tokens without a signature.",
		Check: func(f *facts, hit func(Hit)) {
			if f.hasThreeParts() && !isNone(f.alg) && f.token.Segments[2].Text == "" {
				hit(Hit{Path: "signature", Part: "signature"})
			}
		},
	},
	{
		ID: "none-with-signature", Severity: Warning,
		Reference: "RFC 7518 §3.6",
		Message:   "A token that claims not to be signed still carries {n} of signature; probably somebody changed only the header.",
		Check: func(f *facts, hit func(Hit)) {
			if f.hasThreeParts() && isNone(f.alg) && f.token.Segments[2].Text != "" {
				hit(Hit{Path: "signature", Part: "signature", Args: map[string]string{"n": count(len(f.token.Signature()), "byte", "bytes")}})
			}
		},
	},
	{
		ID: "signature-length", Severity: Critical,
		Reference: "RFC 7518 §3; RFC 8037 §3.1; RFC 9964",
		Message:   "{article} {alg} signature is {want} bytes; this is {have}.",
		Fix:       "Copy the whole token again; if it is whole, it was not signed with {alg}.",
		Check: func(f *facts, hit func(Hit)) {
			have := len(f.token.Signature())
			if !f.hasThreeParts() || have == 0 {
				return
			}
			if _, isDER := jose.ECDSAFromDER(f.alg, f.token.Signature()); isDER {
				return // ecdsa-der-signature or ecdsa-zero-signature explains the length
			}
			known, _ := jose.AlgorithmNamed(f.alg)
			want := strconv.Itoa(known.SignatureBytes)
			switch {
			case f.alg == "EdDSA" && have != 64 && have != 114:
				want = "64 or 114" // Ed25519 or Ed448
			case known.SignatureBytes == 0 || known.SignatureBytes == have:
				return
			}
			article := "A"
			if strings.ContainsRune("EHMR", rune(f.alg[0])) {
				article = "An"
			}
			hit(Hit{Path: "signature", Part: "signature", Args: map[string]string{
				"article": article, "alg": f.alg, "want": want, "have": strconv.Itoa(have),
			}})
		},
	},
}

// noteRules say what is worth knowing about every token of a kind. They come
// after what is to be said about this one.
var noteRules = []Rule{
	{
		ID: "alg-family-note", Severity: Info,
		Reference: "RFC 7518 §3.1; OWASP JSON Web Token Cheat Sheet",
		Message:   "{note}",
		Check: func(f *facts, hit func(Hit)) {
			known, _ := jose.AlgorithmNamed(f.alg)
			note := familyNotes[known.Family]
			if note == "" || known.Prohibited {
				return
			}
			if n := known.SignatureBytes; n > 0 {
				note = fill(note, map[string]string{"bytes": thousands(float64(n)), "characters": thousands(float64((4*n + 2) / 3))})
			}
			h := f.headerHit("alg", map[string]string{"note": note})
			h.Quiet = true
			hit(h)
		},
	},
}

// familyNotes say what to know when a family of algorithms is chosen; what an
// algorithm is stands beside the header already.
var familyNotes = map[string]string{
	"HMAC":            "HMAC fits where one party both signs and checks. Once somebody else has to check, choose a public-key algorithm, so that nobody else holds a secret that signs.",
	"RSA PKCS#1 v1.5": "The padding of RS256 and its sisters is old, still sound for signatures, and read by every library. New systems usually choose ES256, Ed25519 or PS256.",
	"RSA-PSS":         "PSS is the RSA padding with a security proof. Give it a key of its own: one that RS256 does not use as well.",
	"ECDSA":           "ECDSA needs a fresh random number for each signature: one that repeats or can be guessed gives the private key away. Choose a library that derives it (RFC 6979).",
	"EdDSA":           "Signing with EdDSA needs no random number, so a weak source of them cannot give the key away. See that every library on the way knows it: it is younger than RS256 and ES256.",
	"ML-DSA":          "A signature of {bytes} bytes takes {characters} characters of the token. Mind the limits of cookies (about 4,096 bytes) and of request headers (often 8,192).",
}

// whyProhibited says why an algorithm must not appear in a token, "" if it may:
// IANA lists those of the Web Cryptography API to label keys with. HS256/64 is
// a name of COSE.
func whyProhibited(alg string) string {
	if alg == "HS256/64" {
		return "it keeps only 8 of the 32 bytes of the checksum"
	}
	known, _ := jose.AlgorithmNamed(alg)
	switch {
	case !known.Prohibited:
		return ""
	case known.Use == jose.ContentEncryption:
		return "it does not notice when the encrypted text was changed"
	}
	return "it rests on SHA-1, for which collisions can be made"
}

// algHit points at the header's alg.
func (f *facts) algHit(args map[string]string) Hit {
	if args == nil {
		args = map[string]string{}
	}
	args["alg"] = excerpt(f.alg)
	return f.headerHit("alg", args)
}

// headerHit points at a header parameter: in the protected header, or else where
// it stands in a header that nothing protects.
func (f *facts) headerHit(name string, args map[string]string) Hit {
	h := Hit{Path: memberPath("header", name), Part: "header", Span: memberSpan(f.token.Header, name), Args: args}
	if !h.Span.Empty() {
		return h
	}
	for _, header := range f.token.Unprotected {
		for _, m := range header.Members {
			if m.Name == name {
				h.Part, h.Span = PartToken, spanOf(m)
				return h
			}
		}
	}
	return h
}

// hasThreeParts reports whether the token has a place for a signature and a
// header that can name an algorithm.
func (f *facts) hasThreeParts() bool {
	return f.token.SegmentCount == 3 && f.token.Header.IsObject()
}

// misspelledAlg returns the registered algorithm that alg would be but for
// letter case or white space around it, "" if there is none.
func misspelledAlg(alg string) string {
	if alg == "" || isNone(alg) {
		return ""
	}
	if _, known := jose.AlgorithmNamed(alg); known {
		return ""
	}
	return lowerAlgs()[strings.ToLower(strings.TrimSpace(alg))]
}

var lowerAlgs = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, a := range jose.Algorithms {
		if a.Use != jose.ContentEncryption {
			names[strings.ToLower(a.Name)] = a.Name
		}
	}
	return names
})
