package i18n

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// Reference is what the pages below /reference say. It stands outside of the
// catalogue, because the engine, which has no use for it, would carry it along.
type Reference struct {
	Title, Lead     string
	Tables          map[string]ReferenceTable
	Groups          map[string]string
	AlgorithmGroups map[jose.AlgorithmUse]string

	SearchHint, NoneShown, Fold          string
	Type, Example, Mistake, Rule, Source string
	Key, Signature, Here, Status         string
	Verified, Decrypted, NotHere         string
	Prohibited, Deprecated               string
	Shown                                func(n, of string) string
	KeyNeeded                            func(a jose.Algorithm) string // which key an algorithm needs, and of which size
	SignatureLength                      func(a jose.Algorithm) string // "" for what does not sign
}

// A ReferenceTable is what one page is called and is about.
type ReferenceTable struct{ Title, Lead string }

// ReferenceFor is what the pages say in a language, outside the catalogue like
// FlowFor.
func ReferenceFor(m *Messages) *Reference {
	words := englishReference()
	if m.Tag == chineseTag {
		words = chineseReference()
	}
	return &words
}

func englishReference() Reference {
	return Reference{
		Title: "Reference",
		Lead:  "Every registered name that can stand in a token or a key: what it means, what it looks like, and where it is defined.",
		Tables: map[string]ReferenceTable{
			"claims":     {"Claims", "What the payload of a token can say. The everyday claims come first; what is registered for special fields is folded below them."},
			"header":     {"Header parameters", "What the header of a signed or encrypted token can say."},
			"algorithms": {"Algorithms", "The values of alg and enc: which key each needs, how long its signature is, and whether Jotlens can compute it."},
			"keys":       {"Members of keys", "What a JSON Web Key (JWK) and a set of them can say."},
		},
		Groups: map[string]string{"jose": "Core", "openid": "OpenID Connect", "oauth": "OAuth", "rare": "Special fields"},
		AlgorithmGroups: map[jose.AlgorithmUse]string{
			jose.Signing: "Signatures (alg)", jose.KeyManagement: "Key management (alg of encrypted tokens)", jose.ContentEncryption: "Content encryption (enc)",
		},
		SearchHint:      "exp, seconds, RFC 7519 …",
		NoneShown:       "No name matches. Try fewer words.",
		Fold:            "Show them",
		Type:            "Type",
		Example:         "Example",
		Mistake:         "Common mistake",
		Rule:            "The rule about it",
		Source:          "Source",
		Key:             "Key",
		Signature:       "Signature",
		Here:            "In Jotlens",
		Status:          "Status",
		Verified:        "Signed and verified",
		Decrypted:       "Encrypted and decrypted",
		NotHere:         "Shown and not computed",
		Prohibited:      "Prohibited in tokens",
		Deprecated:      "Deprecated",
		Shown:           func(n, of string) string { return n + " of " + of + " names" },
		KeyNeeded:       englishKeyNeeded,
		SignatureLength: englishSignatureLength,
	}
}

func englishKeyNeeded(a jose.Algorithm) string {
	need, _ := jose.NeedOf(a.Name)
	switch {
	case a.Name == "none":
		return "None"
	case a.MinKeyBytes > 0:
		return "A shared secret of at least " + strconv.Itoa(a.MinKeyBytes) + " random bytes"
	case a.Family == "HMAC" || a.Name == "dir":
		return "A shared secret"
	case strings.HasPrefix(a.Family, "RSA") || strings.HasPrefix(a.Name, "RSA"):
		return "An RSA key of at least 2048 bits"
	case a.Name == "ES256K":
		return "An elliptic curve key on secp256k1"
	case a.Name == "EdDSA":
		return "A key on Ed25519 or Ed448"
	case a.Family == "EdDSA":
		return "A key on " + a.Name
	case a.Family == "ECDSA":
		return "An elliptic curve key on " + need.Curve
	case a.Family == "ML-DSA":
		return "An " + a.Name + " key"
	case strings.HasPrefix(a.Name, "ECDH"):
		return "An elliptic curve key on P-256, P-384, P-521, X25519 or X448"
	case strings.HasPrefix(a.Name, "PBES2"):
		return "A password"
	}
	bits, _, _ := strings.Cut(strings.TrimPrefix(a.Name, "A"), "CBC-")
	if a.Name != "A"+bits { // A128CBC-HS256 joins a key for each of its halves
		n, _ := strconv.Atoi(bits)
		return "A content key of " + strconv.Itoa(2*n) + " bits"
	}
	kind := "A shared AES key of "
	if a.Use == jose.ContentEncryption {
		kind = "A content key of "
	}
	return kind + bits[:3] + " bits"
}

func englishSignatureLength(a jose.Algorithm) string {
	switch {
	case a.Use != jose.Signing || a.Name == "none":
		return ""
	case a.SignatureBytes > 0:
		return strconv.Itoa(a.SignatureBytes) + " bytes"
	case a.Name == "EdDSA":
		return "64 bytes on Ed25519, 114 on Ed448"
	}
	return "As long as the RSA key"
}

// DoneHere says whether Jotlens computes an algorithm.
func (r *Reference) DoneHere(a jose.Algorithm) string {
	switch {
	case a.Use == jose.Signing && jose.Verifiable(a.Name):
		return r.Verified
	case a.Use == jose.Signing || a.Prohibited:
		return r.NotHere
	}
	return r.Decrypted
}
