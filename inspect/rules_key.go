package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// keyRules are about the key that the person gave.
var keyRules = []Rule{
	{
		ID: "token-forged-with-public-key", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2015-9235; CVE-2016-10555; RFC 8725 §2.1",
		Message:   "Proof: this token was signed with your public key used as the secret ({how}). It is a forgery that a confused server would accept.",
		Fix:       "Pin the algorithm to the key in the verifier, and look for where this token came from.",
		Check: func(f *facts, hit func(Hit)) {
			if f.forgedBy != "" {
				hit(Hit{Path: "signature", Part: "signature", Args: map[string]string{"how": f.forgedBy}})
			}
		},
	},
	{
		ID: "hmac-key-is-public-key", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2015-9235; CVE-2016-10555; CVE-2022-29217; RFC 8725 §2.1",
		Message:   "This would use {what} as an HMAC secret. That is the RS256 to HS256 confusion attack: everyone has that “secret”.",
		Fix:       "Pin the algorithm to the key: this key never verifies HS256, HS384 or HS512.",
		Check: func(f *facts, hit func(Hit)) {
			if f.publicKeyAsSecret() {
				k := f.key
				if !k.Asymmetric() {
					k = f.chosen // a set that has secrets, too
				}
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"what": asymmetricNames[k.Kind]}})
			}
		},
	},
	{
		ID: "key-type-mismatch", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7518 §3.1; RFC 8725 §3.1",
		Message:   "{alg} needs {need}; you gave {key}.",
		Fix:       "Give the key that belongs to the token’s algorithm. If the algorithm surprises you, refuse the token.",
		Check: func(f *facts, hit func(Hit)) {
			if f.misfits() && !f.publicKeyAsSecret() && !f.curveMisfits() {
				hit(Hit{Path: "key", Part: "key", Args: f.misfit(f.chosen)})
			}
		},
	},
	{
		ID: "ec-curve-mismatch", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7518 §3.4",
		Message:   "{alg} needs the curve {want}; your key is on {have}.",
		Fix:       "Use a key on {want}. Some libraries do not check this.",
		Check: func(f *facts, hit func(Hit)) {
			if f.curveMisfits() {
				need, _ := jose.NeedOf(f.alg)
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"alg": f.alg, "want": need.Curve, "have": f.chosen.Curve}})
			}
		},
	},
	{
		ID: "key-is-private", Severity: Warning,
		Reference: "RFC 7517 §9.2",
		Message:   "This is a private key. Its public half is enough to check a signature, and only that was used.",
		Fix:       "Give only the public key. If the private one was shown to others, replace it.",
		Check: func(f *facts, hit func(Hit)) {
			if f.hasSignature() && f.chosen != nil && !f.chosen.Secret() && f.chosen.IsPrivate {
				hit(Hit{Path: "key", Part: "key"})
			}
		},
	},
	{
		ID: "hmac-key-short", Severity: Critical,
		Reference: "RFC 7518 §3.2",
		Message:   "{alg} needs a key of at least {want} bytes; yours has {have}. Short keys can be found by trying.",
		Fix:       "Use {want} random bytes.",
		Check: func(f *facts, hit func(Hit)) {
			secret := f.secret()
			if known, _ := jose.AlgorithmNamed(f.alg); len(secret) > 0 && len(secret) < known.MinKeyBytes {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{
					"alg": f.alg, "want": strconv.Itoa(known.MinKeyBytes), "have": strconv.Itoa(len(secret)),
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
			case jose.IsHMAC(f.alg) && f.chosen != nil && f.chosen.Secret() && len(f.chosen.Bytes) == 0:
				hit(Hit{Path: "key", Part: "key"})
			}
		},
	},
	{
		ID: "hmac-key-guessable", Severity: Critical,
		Reference: "RFC 8725 §3.5",
		Message:   "The secret is “{secret}”, which is in public lists: anyone can forge your tokens.",
		Fix:       "Replace it with 32 random bytes now.",
		Check: func(f *facts, hit func(Hit)) {
			known := f.knownKey()
			if known == nil {
				return
			}
			h := Hit{Path: "signature", Part: "signature", Args: map[string]string{"secret": excerpt(known.Secret)}}
			switch {
			case known.Source != "list":
				h.Message = "The secret is the token’s own “{name}”, “{secret}”: anyone can forge your tokens."
				h.Args["name"] = known.Source[strings.IndexByte(known.Source, '.')+1:]
			case known.Encoding != jose.UTF8:
				h.Message = "The secret is “{secret}” read as {encoding}, which is in public lists: anyone can forge your tokens."
				h.Args["encoding"] = string(known.Encoding)
			}
			hit(h)
		},
	},
	{
		ID: "hmac-key-low-entropy", Severity: Warning,
		Reference: "RFC 8725 §3.5; RFC 7518 §8.8",
		Message:   "This secret is long enough but predictable: {why}. A password is not a key.",
		Fix:       "Use random bytes, for instance from “openssl rand -base64 32”.",
		Check: func(f *facts, hit func(Hit)) {
			secret := f.secret()
			known, _ := jose.AlgorithmNamed(f.alg)
			if len(secret) == 0 || len(secret) < known.MinKeyBytes {
				return
			}
			if why := predictable(secret); why != "" {
				hit(Hit{Path: "key", Part: "key", Args: map[string]string{"why": why}})
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
				if aboutSecret(near) {
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
	jose.KindJWK:    "a JWK of a public-key algorithm",
	jose.KindJWKSet: "a set of public keys",
}

// misfits reports whether the key is of another kind than the algorithm needs.
func (f *facts) misfits() bool {
	_, known := jose.NeedOf(f.alg)
	return known && f.hasSignature() && f.chosen != nil && !f.chosen.Fits(f.alg)
}

// curveMisfits reports whether the key is an elliptic curve key, as the
// algorithm needs, but on another curve.
func (f *facts) curveMisfits() bool {
	need, _ := jose.NeedOf(f.alg)
	return f.misfits() && need.Type == jose.TypeEC && f.chosen.Type == jose.TypeEC
}

// secret is the secret that an HMAC is checked with, nil when there is none.
func (f *facts) secret() []byte {
	if !jose.IsHMAC(f.alg) || !f.hasSignature() || f.chosen == nil || !f.chosen.Secret() {
		return nil
	}
	return f.chosen.Bytes
}
