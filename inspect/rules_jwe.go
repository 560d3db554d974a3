package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// jweRules are about encrypted tokens. Those that need only the header fire
// without a key.
var jweRules = []Rule{
	{
		ID: "jwe-is-encrypted", Severity: Info,
		Reference: "RFC 7516",
		Message:   "This token is encrypted: only the header is readable. Encryption is not a signature.",
		Check: func(f *facts, hit func(Hit)) {
			switch {
			case f.jwe.read == nil:
			case f.jwe.opened != nil:
				hit(Hit{Message: "This token was encrypted, and your key opened it. Encryption is not a signature: it keeps a secret, and does not say who wrote it."})
			default:
				hit(Hit{})
			}
		},
	},
	{
		ID: "jwe-inner-unsigned", Severity: Critical,
		Reference: "RFC 8725bis §3.3; RFC 7519 §11.2; CVE-2026-29000; CVE-2023-51774",
		Message:   "Anyone who has the public key can make this token: what is inside is not signed, and that it could be decrypted proves nothing about the sender.",
		Fix:       "Sign the claims, then encrypt the signed token (a nested JWT).",
		Check: func(f *facts, hit func(Hit)) {
			if f.jwe.opened == nil {
				return
			}
			alg := f.jwe.read.Alg(f.jwe.opened.Recipient)
			if !strings.HasPrefix(alg, "RSA") && !strings.HasPrefix(alg, "ECDH-ES") {
				return
			}
			if f.token.Payload.IsObject() || f.jwe.inner != "" && isNone(jose.Parse(f.jwe.inner).Alg()) {
				hit(Hit{Path: "payload", Part: "payload"})
			}
		},
	},
	{
		ID: "jwe-zip", Severity: Warning,
		Reference: "RFC 8725 §3.6",
		Message:   "The content was compressed before it was encrypted. Its length then tells something about it, and a small token can unpack to a huge one.",
		Fix:       "Do not compress.",
		Check: func(f *facts, hit func(Hit)) {
			if f.jwe.read != nil && f.token.TextParameter("zip") == "DEF" {
				hit(f.headerHit("zip", nil))
			}
		},
	},
	{
		ID: "jwe-zip-bomb", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725bis, Limit JWE Decompression Size; CVE-2024-28180; CVE-2024-21319; CVE-2024-33664",
		Message:   "This small token unpacks to a huge one. Unpacking was stopped at {limit} bytes.",
		Fix:       "Limit what a receiver unpacks to 250 KB.",
		Check: func(f *facts, hit func(Hit)) {
			if f.jweFails("jwe-zip-bomb") {
				hit(f.headerHit("zip", map[string]string{"limit": f.jwe.err.Args["limit"]}))
			}
		},
	},
	{
		ID: "jwe-p2c-high", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725bis, Limit Hash Iteration Count; CVE-2023-52428; CVE-2023-50967; CVE-2022-36083",
		Message:   "Opening this token would take {n} hash rounds, a denial-of-service trick. Not one of them was done.",
		Fix:       "Cap “p2c” in the receiver: 1,200,000 is plenty.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachRecipient(func(i int) bool {
				e := f.jwe.read.Objection(i)
				if e == nil || e.Code != "jwe-p2c-high" {
					return false
				}
				h := f.headerHit("p2c", map[string]string{"n": excerpt(e.Args["n"])})
				if !wholeNumber(e.Args["n"]) {
					h.Message = "The number of hash rounds, “p2c”, must be a whole number of at least 1."
					h.Fix = "Write how many hash rounds were used."
				}
				hit(h)
				return true
			})
		},
	},
	{
		ID: "jwe-p2c-low", Severity: Warning,
		Reference: "RFC 7518 §4.8.1; OWASP Password Storage",
		Message:   "Only {n} hash rounds protect the password; RFC 7518 asks for at least 1,000. It is quick to crack.",
		Fix:       "Use 600,000 rounds or more.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachRecipient(func(i int) bool {
				if !strings.HasPrefix(f.jwe.read.Alg(i), "PBES2-") {
					return false
				}
				rounds, known := f.rounds(i)
				e := f.jwe.read.Objection(i)
				switch {
				case e != nil && e.Code == "jwe-p2c-low":
					h := f.headerHit("p2s", nil)
					h.Message = "The salt, “p2s”, must be base64url of at least 8 bytes. With a shorter one, work done to crack one token helps with the next."
					h.Fix = "Use 16 random bytes."
					hit(h)
				case !known || rounds >= 600_000:
					return false
				case rounds >= jose.MinRounds:
					h := f.headerHit("p2c", map[string]string{"n": strconv.Itoa(rounds)})
					h.Severity = Info
					h.Message = "{n} hash rounds protect the password. OWASP asks for 600,000 with SHA-256."
					hit(h)
				default:
					hit(f.headerHit("p2c", map[string]string{"n": strconv.Itoa(rounds)}))
				}
				return true
			})
		},
	},
	{
		ID: "jwe-rsa1-5", Severity: Warning,
		Reference: "RFC 8725 §3.2; draft-ietf-jose-deprecate-none-rsa15",
		Message:   "RSA1_5 is open to padding-oracle attacks: a receiver that shows why decryption failed gives the content away.",
		Fix:       "Use RSA-OAEP-256.",
		Check:     func(f *facts, hit func(Hit)) { f.onAlg("RSA1_5", hit) },
	},
	{
		ID: "jwe-oaep-sha1", Severity: Info,
		Reference: "RFC 7518 §4.3",
		Message:   "RSA-OAEP uses SHA-1. That is still sound here, but RSA-OAEP-256 is preferred.",
		Check:     func(f *facts, hit func(Hit)) { f.onAlg("RSA-OAEP", hit) },
	},
	{
		ID: "jwe-bad-epk", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725 §3.4",
		Message:   "The ephemeral key “epk” is bad: {why}. Such a key can be used to find out the receiver’s private key.",
		Fix:       "Use a library that validates points.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachRecipient(func(i int) bool {
				e := f.jwe.read.Objection(i)
				if e == nil || e.Code != "jwe-bad-epk" {
					return false
				}
				hit(f.headerHit("epk", map[string]string{"why": e.Args["why"]}))
				return true
			})
		},
	},
	{
		ID: "jwe-alg-key-mismatch", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725bis §3.1; RFC 7517 §4.2 to §4.4",
		Message:   "The token uses {alg}, and the key is not meant for that: {why}. One key used with several algorithms opens cross-protocol attacks.",
		Fix:       "Use one key with one algorithm.",
		Check: func(f *facts, hit func(Hit)) {
			if f.jweFails("jwe-alg-key-mismatch") {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"alg": excerpt(f.jwe.err.Args["alg"]), "why": excerpt(f.jwe.err.Args["why"])}})
			}
		},
	},
}

// jweFails reports whether opening failed for the reason with that code.
func (f *facts) jweFails(code string) bool { return f.jwe.err != nil && f.jwe.err.Code == code }

// eachRecipient visits the recipients until one hits: many recipients make one
// finding.
func (f *facts) eachRecipient(visit func(i int) (hits bool)) {
	if f.jwe.read == nil {
		return
	}
	for i := range f.jwe.read.Recipients {
		if visit(i) {
			return
		}
	}
}

// onAlg hits when a recipient's key comes by the algorithm.
func (f *facts) onAlg(alg string, hit func(Hit)) {
	f.eachRecipient(func(i int) bool {
		if f.jwe.read.Alg(i) != alg {
			return false
		}
		hit(f.headerHit("alg", nil))
		return true
	})
}

// rounds is how many hash rounds a header asks for; known is false when it does
// not say so in a way that counts.
func (f *facts) rounds(i int) (n int, known bool) {
	p2c := f.jwe.read.Parameter(i, "p2c")
	if p2c == nil || p2c.Kind != jose.Number {
		return 0, false
	}
	n, err := strconv.Atoi(p2c.Value)
	return n, err == nil && n > 0
}

// wholeNumber reports whether a literal is a positive whole number, however
// long.
func wholeNumber(literal string) bool {
	return strings.Trim(literal, "0") != "" && strings.Trim(literal, "0123456789") == ""
}
