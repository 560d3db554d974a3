package inspect

import (
	"strconv"

	"jotlens/jose"
)

// keyRules are about the key that the person gave.
var keyRules = []Rule{
	{
		ID: "hmac-key-is-public-key", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2015-9235; CVE-2016-10555; CVE-2022-29217; RFC 8725 §2.1",
		Message:   "You are about to use {what} as an HMAC secret. This is the RS256 to HS256 confusion attack: everyone has that “secret”.",
		Fix:       "Pin the algorithm to the key: this key never verifies HS256, HS384 or HS512.",
		Check: func(f *facts, hit func(Hit)) {
			if jose.IsHMAC(f.alg) && f.key != nil && f.key.Asymmetric() {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"what": asymmetricNames[f.key.Kind]}})
			}
		},
	},
	{
		ID: "hmac-key-short", Severity: Critical,
		Reference: "RFC 7518 §3.2",
		Message:   "{alg} needs a key of at least {want} bytes; yours has {have}. Short keys can be found by trying.",
		Fix:       "Use {want} random bytes.",
		Check: func(f *facts, hit func(Hit)) {
			if !jose.IsHMAC(f.alg) || f.secret == nil || len(f.secret.Bytes) == 0 {
				return
			}
			if known, _ := jose.AlgorithmNamed(f.alg); len(f.secret.Bytes) < known.MinKeyBytes {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{
					"alg": f.alg, "want": strconv.Itoa(known.MinKeyBytes), "have": strconv.Itoa(len(f.secret.Bytes)),
				}})
			}
		},
	},
	{
		ID: "hmac-key-empty", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2019-20933; RFC 7518 §3.2",
		Message:   "An empty secret signs nothing: anyone can do it.",
		Fix:       "Use a random secret, and refuse to start without one.",
		Check: func(f *facts, hit func(Hit)) {
			switch {
			case f.emptyKeyMatches:
				hit(Hit{Path: "signature", Part: "signature", Message: "This signature was made with an empty secret: anyone can do it."})
			case jose.IsHMAC(f.alg) && f.secret != nil && len(f.secret.Bytes) == 0:
				hit(Hit{Path: "key", Part: "key"})
			}
		},
	},
	{
		ID: "jwk-alg-mismatch", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7517 §4.4; RFC 8725bis §3.1",
		Message:   "The key says {key}, the token says {alg}.",
		Fix:       "Use one key with one algorithm.",
		Check: func(f *facts, hit func(Hit)) {
			if k := f.secret; k != nil && k.Alg != "" && k.Alg != f.alg {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"key": excerpt(k.Alg), "alg": excerpt(f.alg)}})
			}
		},
	},
	{
		ID: "jwk-use", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7517 §4.2, §4.3",
		Message:   "This key is marked for something else than signatures.",
		Fix:       "Use a key whose “use” is “sig” or whose “key_ops” name “verify”.",
		Check: func(f *facts, hit func(Hit)) {
			if f.secret != nil && f.secret.ForbidsSignatures() {
				hit(Hit{Path: "key", Part: "key"})
			}
		},
	},
	{
		ID: "secret-encoding-hint", Severity: Info,
		Reference: "RFC 7518 §3.2",
		Message:   "The signature verifies {how}. One side reads the secret in another way than the other.",
		Fix:       "Agree on one encoding of the secret.",
		Check: func(f *facts, hit func(Hit)) {
			for _, near := range f.signature.Near {
				if !isAlgorithmMiss(near) {
					hit(Hit{Path: "key", Part: "key", Args: map[string]string{"how": near.Message}})
					return
				}
			}
		},
	},
}

// asymmetricNames name the texts that are never a secret.
var asymmetricNames = map[jose.KeyKind]string{
	jose.KindPEM:    "a PEM key or certificate",
	jose.KindDER:    "a public key or certificate in DER form",
	jose.KindSSH:    "an SSH key",
	jose.KindJWK:    "a public-key JWK",
	jose.KindJWKSet: "a set of public keys",
}
