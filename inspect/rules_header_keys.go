package inspect

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"slices"

	"jotlens/jose"
)

// headerKeyRules are about keys that the token brings along, or says where to
// fetch. Whoever forges a token brings a key of their own.
var headerKeyRules = []Rule{
	{
		ID: "jwk-in-header", Severity: Warning,
		Reference: "RFC 7515 §4.1.3; CVE-2018-0114",
		Message:   "The token brings its own key. A verifier that uses it accepts anyone’s signature.",
		Fix:       "Verify only with keys that you trusted before.",
		Check: func(f *facts, hit func(Hit)) {
			n := f.token.Parameter("jwk")
			if n == nil || n.Kind != jose.Object || proofTypes[f.typ] {
				return
			}
			h := f.headerHit("jwk", nil)
			if !f.isACME() && (!f.hasKey() || f.onlyEmbeddedKeyMatches()) {
				h.Severity = Critical
			}
			if f.onlyEmbeddedKeyMatches() {
				h.Message = "The signature matches only the key that the token brings along, which proves nothing. A verifier that uses that key accepts anyone’s signature."
			}
			hit(h)
		},
	},
	{
		ID: "jwk-private-in-header", Severity: Critical,
		Reference: "RFC 7517 §9.2; RFC 9449 §4.2",
		Message:   "A private or secret key is published inside this token: {names} of “jwk” must stay with its owner.",
		Fix:       "Stop using that key, and put only its public half into a header.",
		Check: func(f *facts, hit func(Hit)) {
			n := f.token.Parameter("jwk")
			if n == nil || n.Kind != jose.Object {
				return
			}
			var names []string
			for _, m := range n.Members {
				if name := "“" + m.Name + "”"; slices.Contains(privateMembers, m.Name) && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
			if len(names) > 0 {
				hit(f.headerHit("jwk", map[string]string{"names": list(names)}))
			}
		},
	},
	{
		ID: "jku-present", Severity: Warning,
		Reference: "RFC 8725 §3.10; RFC 7515 §4.1.2",
		Message:   "“jku” tells the verifier where to download keys. If it is followed blindly, an attacker points it to keys of their own. Jotlens never fetches it.",
		Fix:       "Ignore “jku”, or compare it with a list of addresses that you trust.",
		Check:     onParameter("jku"),
	},
	{
		ID: "jku-unsafe-url", Severity: Critical,
		Reference: "RFC 8725 §3.10; RFC 7515 §4.1.2, §4.1.5",
		Message:   "“{name}” {why}. This is the pattern of a server-side request forgery.",
		Fix:       "Fetch keys only from https addresses that you listed beforehand.",
		Check: func(f *facts, hit func(Hit)) {
			for _, name := range []string{"jku", "x5u"} {
				n := f.token.Parameter(name)
				if n == nil {
					continue
				}
				why := "is not an absolute https URL"
				if n.Kind == jose.String {
					why = keyURLFault(n.Value)
				}
				if why == "" {
					continue
				}
				h := f.headerHit(name, map[string]string{"name": name, "why": why})
				if why == plainHTTP {
					h.Message = "“{name}” {why}."
				}
				hit(h)
			}
		},
	},
	{
		ID: "x5u-present", Severity: Warning,
		Reference: "RFC 7515 §4.1.5",
		Message:   "“x5u” tells the verifier where to download a certificate. If it is followed blindly, an attacker points it to one of their own. Jotlens never fetches it.",
		Fix:       "Ignore “x5u”, or compare it with a list of addresses that you trust.",
		Check:     onParameter("x5u"),
	},
	{
		ID: "x5c-in-header", Severity: Warning,
		Reference: "RFC 7515 §4.1.6",
		Message:   "The token carries its own certificate. It is worth something only if it chains to a root that you trust.",
		Fix:       "Validate the chain up to a root that you configured.",
		Check: func(f *facts, hit func(Hit)) {
			n := f.token.Parameter("x5c")
			if n == nil {
				return
			}
			h := f.headerHit("x5c", nil)
			if leafIsSelfSigned(n) {
				h.Message = "The token carries its own certificate, and that certificate is signed by itself: anyone can make such a one."
			}
			hit(h)
		},
	},
	{
		ID: "x5t-sha1", Severity: Info,
		Reference: "RFC 7515 §4.1.7, §10.11",
		Message:   "“x5t” is a SHA-1 thumbprint, and collisions of SHA-1 can be made.",
		Fix:       "Use “x5t#S256”.",
		Check: func(f *facts, hit func(Hit)) {
			if f.token.Parameter("x5t") != nil && f.token.Parameter("x5t#S256") == nil {
				hit(f.headerHit("x5t", nil))
			}
		},
	},
}

// onParameter makes the check of a rule about a parameter's being there.
func onParameter(name string) func(*facts, func(Hit)) {
	return func(f *facts, hit func(Hit)) {
		if f.token.Parameter(name) != nil {
			hit(f.headerHit(name, nil))
		}
	}
}

// proofTypes are the types of token that carry a key on purpose, to prove that
// the sender holds it (RFC 9449 §4.2; OpenID for Verifiable Credential Issuance
// 1.0, appendix F.1).
var proofTypes = map[string]bool{"dpop+jwt": true, "openid4vci-proof+jwt": true}

// isACME reports whether the header has the form of a request to an ACME
// server, which carries the key of a new account (RFC 8555 §6.2).
func (f *facts) isACME() bool {
	return f.token.Parameter("url") != nil || f.token.Parameter("nonce") != nil
}

// onlyEmbeddedKeyMatches reports whether the signature matches the key that the
// token carries, and not one that the person gave.
func (f *facts) onlyEmbeddedKeyMatches() bool {
	s := &f.signature
	return s.Embedded != nil && s.Embedded.Matches && (s.Matches == nil || !*s.Matches)
}

// leafIsSelfSigned reports whether the first certificate of an x5c names itself
// as its issuer.
func leafIsSelfSigned(x5c *jose.Node) bool {
	const most = 16 << 10 // characters of a certificate that is looked at
	if x5c.Kind != jose.Array || len(x5c.Elements) == 0 || len(x5c.Elements[0].Value) > most {
		return false
	}
	der, err := base64.StdEncoding.DecodeString(x5c.Elements[0].Value)
	if err != nil {
		return false
	}
	cert, err := x509.ParseCertificate(der)
	return err == nil && bytes.Equal(cert.RawIssuer, cert.RawSubject)
}
