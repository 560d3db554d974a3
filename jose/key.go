package jose

import "slices"

// Encoding is how the text of a secret becomes bytes.
type Encoding string

// The encodings of a secret. Auto recognises PEM, JWK and JWK Set and reads
// everything else as UTF-8, byte for byte.
const (
	Auto      Encoding = "auto"
	UTF8      Encoding = "utf-8"
	Base64    Encoding = "base64"
	Base64URL Encoding = "base64url"
	Hex       Encoding = "hex"
)

// Encodings lists every encoding, in the order they are offered.
var Encodings = []Encoding{Auto, UTF8, Base64, Base64URL, Hex}

// KeyKind is what a key text was recognised as.
type KeyKind string

// The kinds of key text.
const (
	KindSecret    KeyKind = "secret"  // bytes for HMAC
	KindJWKSecret KeyKind = "jwk-oct" // a JWK with kty "oct", RFC 7518 §6.4
	KindJWK       KeyKind = "jwk"     // a JWK with any other kty
	KindJWKSet    KeyKind = "jwk-set" // RFC 7517 §5
	KindPEM       KeyKind = "pem"     // RFC 7468
	KindDER       KeyKind = "der"     // a public key or certificate in DER, perhaps in base64
	KindSSH       KeyKind = "ssh"     // an OpenSSH public key line
)

// KeyType is the family of a key, in the words of JWK (RFC 7517 §4.1).
type KeyType string

// The types of keys.
const (
	TypeOct KeyType = "oct" // bytes for HMAC or AES
	TypeRSA KeyType = "RSA"
	TypeEC  KeyType = "EC"
	TypeOKP KeyType = "OKP" // Ed25519, Ed448, X25519 and X448, RFC 8037
	TypeAKP KeyType = "AKP" // ML-DSA, RFC 9964
)

// A Key is the content of the key box, read: one key, or a set of them.
type Key struct {
	Text     string // as typed; of a member of a set, its own text
	Kind     KeyKind
	Encoding Encoding // of a secret
	Bytes    []byte   // the secret; nil for keys that are not for HMAC
	KeyID    string   // of a JWK: kid
	Alg      string   // of a JWK, or as the parameters of a PEM or DER have it: the one algorithm that the key is for
	Use      string   // of a JWK
	Ops      []string // of a JWK: key_ops; nil when absent
	PSS      bool     // the key is for RSA-PSS alone, whatever the hash (RFC 4055 §1.2)

	Type   KeyType // "" when it cannot be told
	Curve  string  // of EC and OKP keys, as JWK names it: "P-256", "Ed25519"; of AKP keys the parameter set, "ML-DSA-44"
	Bits   int     // of RSA keys the length of the modulus, in bits
	Format string  // what a PEM or DER holds: "SPKI", "PKCS#1", "PKCS#8", "SEC1" or "X.509"

	// Public is *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey,
	// *ecdh.PublicKey (X25519) or *mldsa.PublicKey. It is nil for secrets, for
	// sets, and for keys that are named but cannot be used here (Faults or Curve
	// then say why).
	Public any
	// Private is the private half, of the matching type, when the text carries
	// it. Only decryption uses it.
	Private any

	// IsPrivate says that the text carries a private half, which may be of a kind
	// that cannot be used here, so that Private is nil.
	IsPrivate bool

	Certificates []*Certificate // the certificate that holds the key and what follows it in its chain
	Thumbprint   string         // RFC 7638, SHA-256 in base64url; "" for sets and secrets that are no JWK
	Faults       []KeyFault     // what is wrong with the key itself
	Notes        []KeyNote      // what to know about how it was read

	Keys    []*Key       // of a JWK Set, or of a PEM with several keys
	Skipped []SkippedKey // members of a set that cannot be used
}

// A KeyFault is something wrong with a key that could be read all the same.
// The codes are the ids of the lint rules that report them.
type KeyFault struct {
	Code string            // for instance "rsa-key-short", "rsa-roca" or "ec-invalid-point"
	Args map[string]string // what the rule's message needs
}

// Refuses reports whether a key with this fault must not be used, whatever the
// mathematics say. Public and Private of such a key are nil.
func (f KeyFault) Refuses() bool {
	switch f.Code {
	case "ec-invalid-point", "rsa-key-long", "rsa-roca":
		return true
	case "rsa-bad-exponent":
		return f.Args["severity"] == ""
	}
	return false
}

// Unusable says why a key that is no secret has no Public, in lower case and
// without a full stop; "" when it has one.
func (k *Key) Unusable() string {
	if k.Public != nil || k.Bytes != nil || len(k.Members()) != 1 {
		return ""
	}
	for _, f := range k.Faults {
		if !f.Refuses() {
			continue
		}
		switch f.Code {
		case "ec-invalid-point":
			return f.Args["why"]
		case "rsa-key-long":
			return "its modulus has " + f.Args["bits"] + " bits, and longer ones than " + f.Args["most"] + " are not used"
		case "rsa-roca":
			return "a faulty chip made it, so that its private key can be computed"
		case "rsa-bad-exponent":
			return "its public exponent is " + f.Args["exponent"]
		}
	}
	for _, n := range k.Notes {
		switch n.Code {
		case "unusable-curve":
			return n.Args["curve"] + " cannot be computed with here"
		case "ssh-unusable":
			return n.Args["type"] + " keys cannot be used for tokens"
		}
	}
	return "it cannot be computed with here"
}

// A KeyNote is worth knowing about a key and is no fault of it.
type KeyNote struct {
	Code string            `json:"code"`           // see the notes of views/i18n
	Args map[string]string `json:"args,omitempty"` // what the sentence needs
}

// KeyNoteCodes are all codes of notes.
var KeyNoteCodes = []string{
	"compressed", "escaped", "label", "leading-zero", "list", "one-line", "percent", "pkcs1", "private-unchecked",
	"rsa-pss", "ssh-unusable", "unusable-curve", "wrapped", "x5c",
}

// A SkippedKey is a member of a set that cannot be used (RFC 7517 §5).
type SkippedKey struct {
	Index int     `json:"index"` // in the set, from 0
	KeyID string  `json:"kid,omitempty"`
	Type  KeyType `json:"type,omitempty"` // "" when it has none that is known
	Why   string  `json:"why"`            // lower case, without a full stop
}

// Members are the keys to choose from: those of a set, or the key itself.
func (k *Key) Members() []*Key {
	switch {
	case k == nil:
		return nil
	case k.Kind == KindJWKSet || len(k.Keys) > 0:
		return k.Keys
	}
	return []*Key{k}
}

// Asymmetric reports whether the text is a key of a public-key algorithm, of
// which anybody may have a copy, or a set that holds no secret at all. No such
// text may ever serve as an HMAC secret (CVE-2015-9235).
func (k *Key) Asymmetric() bool {
	switch k.Kind {
	case KindJWK, KindPEM, KindDER, KindSSH:
		return true
	case KindJWKSet:
		if len(k.Keys) == 0 {
			return !slices.ContainsFunc(k.Skipped, func(s SkippedKey) bool { return s.Type == TypeOct })
		}
		return !slices.ContainsFunc(k.Keys, func(member *Key) bool { return !member.Asymmetric() })
	}
	return false
}
