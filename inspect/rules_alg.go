package inspect

import (
	"strconv"
	"strings"
	"sync"

	"jotlens/jose"
)

// algRules are about the algorithm that the header names and the length of the
// signature.
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
			if _, known := jose.AlgorithmNamed(f.alg); f.alg != "" && !known && !isNone(f.alg) && misspelledAlg(f.alg) == "" {
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

// algHit points at the header's alg.
func (f *facts) algHit(args map[string]string) Hit {
	if args == nil {
		args = map[string]string{}
	}
	args["alg"] = excerpt(f.alg)
	return Hit{Path: "header.alg", Part: "header", Span: memberSpan(f.token.Header, "alg"), Args: args}
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
		if a.Use != jose.Encrypt {
			names[strings.ToLower(a.Name)] = a.Name
		}
	}
	return names
})
