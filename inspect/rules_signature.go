package inspect

import (
	"slices"
	"strconv"

	"jotlens/jose"
)

// signatureRules look at the two numbers of an ECDSA signature. None of them
// decides anything: a signature that they call impossible fails by itself.
var signatureRules = []Rule{
	{
		ID: "ecdsa-der-signature", Severity: Warning,
		Reference: "RFC 7518 §3.4",
		Message:   "The signature is in DER form, as OpenSSL and Java make it. An {alg} signature in a JWT is r and s side by side, {want} bytes; this is {have}.{match}",
		Fix:       "Convert DER to r and s, each as long as the curve’s order.",
		Check: func(f *facts, hit func(Hit)) {
			values, isDER := f.ecdsaValues()
			if !isDER || values == jose.ECDSAZero || values == jose.ECDSATooLarge {
				return
			}
			known, _ := jose.AlgorithmNamed(f.alg)
			match := ""
			if slices.ContainsFunc(f.signature.Near, func(n NearMiss) bool { return n.Code == "der" }) {
				match = " Converted so, it verifies with your key."
			}
			hit(Hit{Path: "signature", Part: "signature", Args: map[string]string{
				"alg": f.alg, "want": strconv.Itoa(known.SignatureBytes), "have": strconv.Itoa(len(f.token.Signature())), "match": match,
			}})
		},
	},
	{
		ID: "ecdsa-zero-signature", Severity: Critical,
		Reference: "CVE-2022-21449",
		Message:   "A “psychic signature”: r or s is zero. Java 15 to 18 took it for the signature of every message, by every key.",
		Fix:       "Update Java, and use a verifier that checks 1 ≤ r, s < n.",
		Check: func(f *facts, hit func(Hit)) {
			h := Hit{Path: "signature", Part: "signature"}
			switch values, _ := f.ecdsaValues(); values {
			case jose.ECDSATooLarge:
				h.Message = "r or s is not below the order n of the curve, so this can be no signature of anything. Verifiers that forget to look, as Java 15 to 18 did, can be made to accept it."
			case jose.ECDSAZero:
			default:
				return
			}
			hit(h)
		},
	},
	{
		ID: "ecdsa-high-s", Severity: Info,
		Reference: "RFC 7515 §10; SEC 1 §4.1",
		Message:   "Each ECDSA signature has a twin, r and n − s, that is as valid; this is the larger one. The same claims can come as two different token texts.",
		Fix:       "Recognize tokens by “jti”, not by their text.",
		Check: func(f *facts, hit func(Hit)) {
			if values, _ := f.ecdsaValues(); values == jose.ECDSAHighS && f.signature.Matches != nil && *f.signature.Matches {
				hit(Hit{Path: "signature", Part: "signature"})
			}
		},
	},
}

// ecdsaValues reads the numbers of an ECDSA signature: side by side, as JOSE
// writes them, or else in DER.
func (f *facts) ecdsaValues() (values jose.ECDSAValues, isDER bool) {
	signature := f.token.Signature()
	if values := jose.ECDSARange(f.alg, signature); values != jose.ECDSAUnread {
		return values, false
	}
	if raw, ok := jose.ECDSAFromDER(f.alg, signature); ok {
		return jose.ECDSARange(f.alg, raw), true
	}
	return jose.ECDSAUnread, false
}
