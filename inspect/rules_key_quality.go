package inspect

import (
	"crypto/x509"
	"strconv"

	"jotlens/jose"
)

// keyQualityRules are about the key itself: how strong it is, whether it is
// sound, and how long its certificate holds.
var keyQualityRules = []Rule{
	{
		ID: "rsa-key-short", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7518 §3.3",
		Message:   "{bits}-bit RSA can be broken. At least 2048 bits are required.",
		Fix:       "Make a new key of 2048 bits or more, or use ES256 or Ed25519.",
		// From 1024 bits on it is computed with, and shown for what it is.
		Check: func(f *facts, hit func(Hit)) {
			f.eachKeyFault("rsa-key-short", func(h Hit) {
				bits, _ := strconv.Atoi(h.Args["bits"])
				h.Spare = bits >= jose.MinRSABits
				hit(h)
			})
		},
	},
	{
		ID: "rsa-key-long", Severity: Warning,
		Reference: "RFC 8725 §3.5; CVE-2023-29409",
		Message:   "This RSA key has {bits} bits. Jotlens computes with 16,384 at most: the time grows with the square.",
		Fix:       "Use 2048 to 4096 bits, and bound the length in your verifier.",
		Check:     func(f *facts, hit func(Hit)) { f.eachKeyFault("rsa-key-long", hit) },
	},
	{
		ID: "rsa-bad-exponent", Severity: Critical, Effect: Refuse,
		Reference: "FIPS 186-5 appendix A.1.1",
		Message:   "The public exponent {exponent} makes signatures forgeable.",
		Fix:       "Make a new key with the exponent 65537.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachKeyFault("rsa-bad-exponent", func(h Hit) {
				if h.Args["severity"] == string(Info) {
					h.Severity, h.Spare = Info, true
					h.Message = "The public exponent is 3. That is sound only in verifiers without mistakes; 65537 is usual."
				}
				hit(h)
			})
		},
	},
	{
		ID: "rsa-roca", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2017-15361",
		Message:   "This key was made by a faulty chip (ROCA): its private key can be computed from the public one.",
		Fix:       "Replace the key.",
		Check:     func(f *facts, hit func(Hit)) { f.eachKeyFault("rsa-roca", hit) },
	},
	{
		ID: "ec-invalid-point", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725 §3.4; RFC 7518 §6.2.1",
		Message:   "This is no proper point of its curve. Such a key proves nothing and can leak private keys.",
		Fix:       "Get the key again from its owner.",
		Check:     func(f *facts, hit func(Hit)) { f.eachKeyFault("ec-invalid-point", hit) },
	},
	{
		ID: "pss-salt-length", Severity: Warning, Effect: Refuse,
		Reference: "RFC 7518 §3.5",
		Message:   "The signature matches only with a salt of another length than the {n} bytes that {alg} requires. golang-jwt and go-jose accept it, others refuse.",
		Fix:       "Sign with a salt that is as long as the hash.",
		Check: func(f *facts, hit func(Hit)) {
			if f.looseSalt {
				hit(Hit{Path: "signature", Part: "signature", Args: map[string]string{"alg": f.alg, "n": saltBytes[f.alg]}})
			}
		},
	},
	{
		ID: "x509-expired", Severity: Warning,
		Reference: "RFC 5280 §4.1.2.5",
		Message:   "The certificate expired on {date}; a careful verifier refuses it.",
		Fix:       "Renew the certificate.",
		Check: func(f *facts, hit func(Hit)) {
			const day = "2006-01-02"
			f.eachCertificate(func(c *x509.Certificate, h Hit) {
				switch {
				case f.req.Now.After(c.NotAfter):
					h.Args = map[string]string{"date": c.NotAfter.UTC().Format(day)}
				case f.req.Now.Before(c.NotBefore):
					h.Args = map[string]string{"date": c.NotBefore.UTC().Format(day)}
					h.Message, h.Fix = "The certificate is not valid before {date}; a careful verifier refuses it.", "Check the clock, or wait."
				default:
					return
				}
				hit(h)
			})
		},
	},
	{
		ID: "x509-weak", Severity: Warning,
		Reference: "RFC 7518 §3.3; CA/Browser Forum BR §7.1.3.2",
		Message:   "The certificate is signed with {hash}, for which forgeries can be made.",
		Fix:       "Have a new certificate signed with SHA-256.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachCertificate(func(c *x509.Certificate, h Hit) {
				if hash := weakHash(c.SignatureAlgorithm); hash != "" {
					h.Args = map[string]string{"hash": hash}
					hit(h)
				}
			})
		},
	},
	{
		ID: "x5c-key-mismatch", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7517 §4.7",
		Message:   "The JWK and the first certificate of its “x5c”, {subject}, hold different keys.",
		Fix:       "Get the key again from its owner: one of the two is not theirs.",
		Check:     func(f *facts, hit func(Hit)) { f.eachKeyFault("x5c-key-mismatch", hit) },
	},
	{
		ID: "thumbprint", Severity: Info,
		Reference: "RFC 7638; RFC 9278",
		Message:   "The thumbprint of this key is {thumbprint}.",
		Check: func(f *facts, hit func(Hit)) {
			if f.chosen == nil || f.chosen.Secret() || f.chosen.Thumbprint == "" {
				return
			}
			h := Hit{Path: "key", Part: "key", Args: map[string]string{"thumbprint": f.chosen.Thumbprint}}
			if f.token.TextParameter("kid") == f.chosen.Thumbprint {
				h.Message = "The thumbprint of this key is {thumbprint}, and the token’s “kid” is the same."
			}
			hit(h)
		},
	},
}

// saltBytes are the lengths of the hashes, and so of the salts, of RSA-PSS.
var saltBytes = map[string]string{"PS256": "32", "PS384": "48", "PS512": "64"}

// eachKeyFault hits for each fault of a judged key that has this code.
func (f *facts) eachKeyFault(code string, hit func(Hit)) {
	f.eachJudged(func(k *jose.Key, place func(string, ...string) Hit) {
		for _, fault := range k.Faults {
			if fault.Code != code {
				continue
			}
			h := place(faultyMember(code))
			h.Args = map[string]string{"bits": strconv.Itoa(k.Bits)}
			for name, value := range fault.Args {
				h.Args[name] = value
			}
			hit(h)
		}
	})
}

// faultyMember is the member of a JWK that a fault is in.
func faultyMember(code string) string {
	switch code {
	case "rsa-bad-exponent":
		return "e"
	case "ec-invalid-point":
		return "x"
	case "x5c-key-mismatch":
		return "x5c"
	}
	return "n"
}

// eachCertificate visits the certificates that hold the judged keys.
func (f *facts) eachCertificate(visit func(c *x509.Certificate, h Hit)) {
	f.eachJudged(func(k *jose.Key, place func(string, ...string) Hit) {
		if len(k.Certificates) > 0 {
			visit(k.Certificates[0].X509, place("x5c"))
		}
	})
}

// weakHash names the broken hash of a signature algorithm, "" for a sound one.
func weakHash(a x509.SignatureAlgorithm) string {
	switch a {
	case x509.MD2WithRSA:
		return "MD2"
	case x509.MD5WithRSA:
		return "MD5"
	case x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1:
		return "SHA-1"
	}
	return ""
}
