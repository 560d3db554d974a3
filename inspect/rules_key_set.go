package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// keySetRules are about a text that holds keys and no token: a JWK Set, as
// issuers publish it, or a JWK. The rules of reusedRules run beside them.
var keySetRules = []Rule{
	{
		ID: "jwks-other-form", Severity: Info,
		Reference: "RFC 7517 §5",
		Message:   "This is {what}, not a JWK Set.",
		Fix:       "Paste the certificate that the token’s “kid” names in the key box.",
		Check:     func(f *facts, hit func(Hit)) { f.checkOtherKeys(hit) },
	},
	{
		ID: "jwk-json-broken", Severity: Critical,
		Reference: "RFC 7517 §4, §5",
		Message:   "The JSON of these keys is broken at byte {n}: {why}. No verifier can read them.",
		Fix:       "Copy the whole text again, from its first to its last brace.",
		Check: func(f *facts, hit func(Hit)) {
			switch d := f.token.Payload; {
			case d == nil:
			case d.Fault != nil:
				hit(Hit{Path: "payload", Part: "payload", Span: pointAt(d, d.Fault.Offset), Args: map[string]string{"n": strconv.Itoa(d.Fault.Offset + 1), "why": d.Fault.Message}})
			case !d.Trailing.Empty():
				hit(Hit{Path: "payload", Part: "payload", Span: d.Trailing, Args: map[string]string{"n": strconv.Itoa(d.Trailing.Start + 1), "why": "more text follows"}})
			}
		},
	},
	{
		ID: "jwk-duplicate-member", Severity: Critical,
		Reference: "RFC 7517 §4, §5",
		Message:   "“{name}” appears twice with {same} values. Readers disagree about which one counts, and some refuse the key.",
		Fix:       "Write each member once.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDuplicate("payload", func(path string, m jose.Member, differ bool) {
				same := "the same"
				if differ {
					same = "different"
				}
				path = strings.TrimPrefix(strings.TrimPrefix(path, "payload"), ".")
				hit(Hit{Path: path, Part: "payload", Span: spanOf(m), Args: map[string]string{"name": excerpt(m.Name), "same": same}})
			})
		},
	},
	{
		ID: "jwks-private-published", Severity: Critical,
		Reference: "RFC 7517 §9.2; RFC 7518 §6.3.2",
		Message:   "{key} has its private half, “{name}”, in this set. Whoever can read the set can sign as its owner.",
		Fix:       "Take the key out of use, make a new one, and publish only its public members.",
		Check: func(f *facts, hit func(Hit)) {
			for _, m := range f.set {
				name := m.private()
				if name == "" || m.secret() {
					continue
				}
				h := m.at(name, "key", m.name(), "name", name)
				if m.path == "" {
					h.Severity, h.Message = Warning, "This JWK is a private key: it holds “{name}”. Whoever has it can sign as its owner."
					h.Fix = "Keep it on the machine that signs. If it was shown to others, replace it."
				}
				hit(h)
			}
		},
	},
	{
		ID: "jwks-secret-published", Severity: Critical,
		Reference: "RFC 7517 §9.2; RFC 7518 §6.4",
		Message:   "{key} is a shared secret. Whoever can read this set can make tokens.",
		Fix:       "Replace the secret, and publish public keys only.",
		Check: func(f *facts, hit func(Hit)) {
			for _, m := range f.set {
				if !m.secret() {
					continue
				}
				h := m.at("k", "key", m.name())
				if m.path == "" {
					h.Severity, h.Message, h.Fix = Warning, "This JWK is a shared secret. Whoever has it can make tokens.", "If it was shown to others, replace it."
				}
				hit(h)
			}
		},
	},
	{
		ID: "jwks-empty", Severity: Warning,
		Reference: "RFC 7517 §5.1",
		Message:   "This set has no keys. No token can be checked with it.",
		Fix:       "Look whether the issuer has made its keys yet.",
		Check: func(f *facts, hit func(Hit)) {
			if d := f.token.Payload; f.token.Kind == jose.KindKeySet && d.Fault == nil && len(f.set) == 0 {
				hit(Hit{Path: "keys", Part: "payload", Span: memberSpan(d, "keys")})
			}
		},
	},
	{
		ID: "jwks-key-twice", Severity: Warning,
		Reference: "RFC 7638; RFC 8725 §3.5",
		Message:   "Keys {n} and {twin} are the same key under two names or for two uses. When one is withdrawn, the other still works.",
		Fix:       "Publish each key once, and use a key of its own for each purpose.",
		Check:     func(f *facts, hit func(Hit)) { f.checkTwice(hit) },
	},
	{
		ID: "jwk-kid-missing", Severity: Info,
		Reference: "RFC 7517 §4.5",
		Message:   "{keys} no “kid”, so a token cannot say which key signed it.",
		Fix:       "Give each key a “kid”, for instance its thumbprint.",
		Check:     func(f *facts, hit func(Hit)) { f.checkKeyIDs(hit) },
	},
	{
		ID: "jwk-use-missing", Severity: Info,
		Reference: "RFC 7517 §4.2; OpenID Connect Discovery 1.0 §3",
		Message:   "{keys} neither “use” nor “key_ops”: nothing says whether to sign or to encrypt.",
		Fix:       "Add “use”: “sig” or “enc”.",
		Check:     func(f *facts, hit func(Hit)) { f.checkUses(hit) },
	},
	{
		ID: "jwk-alg-missing", Severity: Info,
		Reference: "RFC 7517 §4.4; RFC 8725 §3.1",
		Message:   "{keys} no “alg”. A verifier has to know from elsewhere which algorithm to accept.",
		Fix:       "Add “alg”, and pin the algorithm in the verifier.",
		Check: func(f *facts, hit func(Hit)) {
			f.together(hit, func(m *setKey) bool {
				return m.Key.Alg == "" && (m.Key.Type == jose.TypeRSA || m.Key.Secret()) // of the others the curve says it
			}, Info)
		},
	},
	{
		ID: "jwk-alg-unfit", Severity: Critical,
		Reference: "RFC 7517 §4.4; RFC 7518 §3.1, §4.1",
		Message:   "{key} says “alg” “{alg}”, which does not fit: {why}.",
		Fix:       "Name the algorithm that the key is really used with.",
		Check:     func(f *facts, hit func(Hit)) { f.checkAlgorithms(hit) },
	},
	{
		ID: "jwk-use-key-ops", Severity: Critical,
		Reference: "RFC 7517 §4.3",
		Message:   "{key} has “use” “{use}”, and its “key_ops” name “{op}”. The two must agree.",
		Fix:       "Keep one of the two members.",
		Check:     func(f *facts, hit func(Hit)) { f.checkOperations(hit) },
	},
	{
		ID: "jwk-x5t-mismatch", Severity: Warning,
		Reference: "RFC 7517 §4.8, §4.9",
		Message:   "“{name}” is not the thumbprint of the first certificate of “x5c”, so nobody finds the key by it.",
		Fix:       "Compute it from the DER bytes of the certificate, and write it in base64url.",
		Check:     func(f *facts, hit func(Hit)) { f.checkThumbprints(hit) },
	},
	{
		ID: "jwk-notation", Severity: Warning,
		Reference: "RFC 7517 §4.7, §5; RFC 7518 §2",
		Message:   "{what} Strict readers refuse that.",
		Fix:       "Write it as RFC 7517 asks; most libraries do so by themselves.",
		Check:     func(f *facts, hit func(Hit)) { f.checkNotation(hit) },
	},
}
