package build

import (
	"strconv"

	"jotlens/jose"
)

// signatureBreaks are forgeries without any key.
var signatureBreaks = []Break{
	{"flip-bit", "signature-mismatch", func(b *breaking) string {
		signature := append([]byte(nil), b.token.Signature()...)
		signature[0] ^= 1
		return b.parts() + "." + encode(string(signature))
	}},
	{"change-claim", "signature-mismatch", func(b *breaking) string {
		value := `"admin"`
		if n := b.token.Payload.Member("sub"); n != nil && n.Kind == jose.String && n.Value == "admin" {
			value = `"root"`
		}
		b.setClaim("sub", value)
		return b.kept()
	}},
	{"drop-signature", "signature-empty", func(b *breaking) string {
		return b.parts() + "."
	}},
	{"alg-none", "alg-none", func(b *breaking) string {
		b.setHeader("alg", `"none"`)
		return b.parts() + "."
	}},
	{"alg-none-variant", "alg-none-variant", func(b *breaking) string {
		b.setHeader("alg", `"nOnE"`)
		return b.parts() + "."
	}},
}

// keyBreaks are forgeries with a key that is not the issuer's.
var keyBreaks = []Break{
	{"public-key-as-secret", "token-forged-with-public-key", func(b *breaking) string {
		public := b.publicKey()
		if public == nil {
			b.fail(NeedsPublicKey)
			return ""
		}
		text, err := public.PEM(false)
		if err != nil {
			b.fail(NeedsPublicKey)
			return ""
		}
		return b.withSecret(text)
	}},
	{"embed-key", "jwk-in-header", func(b *breaking) string {
		return b.withFreshKey(func(jwk, kid string) { b.setHeader("jwk", jwk) })
	}},
	{"jku", "jku-present", func(b *breaking) string {
		return b.withFreshKey(func(jwk, kid string) {
			b.setHeader("jku", `"https://keys.attacker.example/jwks.json"`)
			b.setHeader("kid", jose.Quote(kid))
		})
	}},
	{"kid-path-traversal", "kid-path-traversal", func(b *breaking) string {
		b.setHeader("kid", `"../../../../dev/null"`)
		return b.withSecret("")
	}},
	{"weak-secret", "hmac-key-guessable", func(b *breaking) string {
		// Who gave a key sees that it is not the one that signed.
		switch {
		case b.key == nil:
		case string(b.key.Bytes) == weakSecret:
			b.fail(BrokenAlready)
		case b.key.Asymmetric():
			b.rule = "hmac-key-is-public-key"
		default:
			b.rule = "signature-mismatch"
		}
		return b.withSecret(weakSecret)
	}},
}

// weakSecret is the first that attackers try.
const weakSecret = "secret"

// publicKey is the public key that the token is verified with, nil when none was
// given.
func (b *breaking) publicKey() *jose.Key {
	var other *jose.Key
	for _, key := range b.key.Members() {
		switch {
		case key.Public == nil:
		case key.Fits(b.alg):
			return key
		case other == nil:
			other = key
		}
	}
	return other
}

const hour = 3600 // seconds

// claimBreaks are what an issuer would have to sign: mistakes in a token, or a
// token for somebody else.
var claimBreaks = []Break{
	{"expire", "expired", func(b *breaking) string {
		b.notAfter("iat", b.now-2*hour)
		b.notAfter("nbf", b.now-2*hour)
		b.setClaim("exp", strconv.FormatInt(b.now-hour, 10))
		return b.resigned()
	}},
	{"not-yet-valid", "not-yet-valid", func(b *breaking) string {
		b.setClaim("nbf", strconv.FormatInt(b.now+hour, 10))
		if b.claims && b.token.Payload.Member("exp") != nil {
			b.setClaim("exp", strconv.FormatInt(b.now+2*hour, 10))
		}
		return b.resigned()
	}},
	{"no-expiry", "exp-missing", func(b *breaking) string {
		if b.claim("exp") != nil {
			b.payload = removeMember(b.payload, "exp")
		}
		return b.resigned()
	}},
	{"huge-exp", "time-out-of-range", func(b *breaking) string {
		b.setClaim("exp", "1e30")
		return b.resigned()
	}},
	{"wrong-audience", "", func(b *breaking) string {
		if b.claim("aud") != nil {
			b.setClaim("aud", `"https://another-api.example"`)
		}
		return b.resigned()
	}},
	{"wrong-issuer", "", func(b *breaking) string {
		if b.claim("iss") != nil {
			b.setClaim("iss", `"https://another-issuer.example"`)
		}
		return b.resigned()
	}},
	{"duplicate-claim", "duplicate-claim", func(b *breaking) string {
		if b.claim("sub") != nil {
			b.payload = addMember(b.payload, "sub", `"admin"`)
		}
		return b.resigned()
	}},
	{"swap-typ", "profile-logout-token", func(b *breaking) string {
		typ := "logout+jwt"
		if b.claims && b.token.Payload.Member("nonce") != nil { // an ID token, sent to an API
			typ, b.rule, b.why = "at+jwt", "profile-at-jwt", "profile-at-jwt"
		}
		if b.token.TextParameter("typ") == typ {
			b.fail(BrokenAlready)
		}
		b.setHeader("typ", jose.Quote(typ))
		return b.resigned()
	}},
	{"move-claim", "exp-missing", func(b *breaking) string {
		if exp := b.claim("exp"); exp != nil {
			b.setHeader("exp", b.token.Payload.Raw(exp.Span))
			b.payload = removeMember(b.payload, "exp")
		}
		return b.resigned()
	}},
}

// notAfter lowers a time claim that is later.
func (b *breaking) notAfter(name string, latest int64) {
	if !b.claims {
		return
	}
	n := b.token.Payload.Member(name)
	if n == nil || n.Kind != jose.Number {
		return
	}
	if at, err := strconv.ParseFloat(n.Value, 64); err == nil && at > float64(latest) {
		b.setClaim(name, strconv.FormatInt(latest, 10))
	}
}

// formBreaks are texts that are no JWT, and headers that nobody may pass over.
var formBreaks = []Break{
	{"crit-unknown", "crit-unsupported", func(b *breaking) string {
		const name = "https://example.com/must-be-understood"
		b.setHeader("crit", `["`+name+`"]`)
		b.setHeader(name, "true")
		return b.resigned()
	}},
	{"extra-segment", "segment-count", func(b *breaking) string {
		return b.kept() + ".e30"
	}},
	{"whitespace", "whitespace-inside", func(b *breaking) string {
		text := b.token.Text
		span := b.token.Segments[1].Span
		half := (span.Start + span.End) / 2
		return text[:half] + " " + text[half:]
	}},
	// Two readings of one text (CVE-2022-39227): a JWS in JSON form whose
	// signature is right, around a token with another subject.
	{"jws-json", "json-polyglot", func(b *breaking) string {
		s := b.token.Segments
		b.setClaim("sub", `"admin"`)
		return `{"x":"` + b.kept() + `","payload":"` + s[1].Text + `","protected":"` + s[0].Text + `","signature":"` + s[2].Text + `"}`
	}},
}
