package jose

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

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
	Alg      string   // of a JWK
	Use      string   // of a JWK
	Ops      []string // of a JWK: key_ops; nil when absent

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

	Certificates []*Certificate // the certificate that holds the key and what follows it in its chain
	Thumbprint   string         // RFC 7638, SHA-256 in base64url; "" for sets and secrets that are no JWK
	Faults       []KeyFault     // what is wrong with the key itself

	Keys    []*Key       // of a JWK Set, or of a PEM with several keys
	Skipped []SkippedKey // members of a set that cannot be used
}

// A KeyFault is something wrong with a key that could be read all the same.
// The codes are the ids of the lint rules that report them.
type KeyFault struct {
	Code string            // for instance "rsa-key-short", "rsa-roca" or "ec-invalid-point"
	Args map[string]string // what the rule's message needs
}

// A SkippedKey is a member of a set that cannot be used (RFC 7517 §5).
type SkippedKey struct {
	Index int // in the set, from 0
	KeyID string
	Why   string // lower case, without a full stop
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
		for _, member := range k.Keys {
			if !member.Asymmetric() {
				return false
			}
		}
		return len(k.Keys) > 0
	}
	return false
}

// ForbidsSignatures reports whether a JWK's use or key_ops say that it is for
// something else than signatures (RFC 7517 §4.2 and §4.3).
func (k *Key) ForbidsSignatures() bool {
	return k.Use != "" && k.Use != "sig" ||
		k.Ops != nil && !slices.Contains(k.Ops, "verify") && !slices.Contains(k.Ops, "sign")
}

// A KeyError says why a key text cannot be read.
type KeyError struct {
	Code   string // "base64", "base64url", "hex", "jwk" or "jwk-set"
	Char   string // the character that does not belong, if it is one
	Offset int    // where it stands in the key text, in bytes
	Detail string // for JWKs, what is wrong
}

func (e *KeyError) Error() string {
	switch {
	case e.Char != "":
		return "this is not " + e.Code + ": character " + strconv.Itoa(e.Offset+1) + " is " + strconv.Quote(e.Char)
	case e.Detail != "":
		return e.Detail
	}
	return "this is not " + e.Code + ": it ends too early"
}

// ReadKey reads the content of a key box. An empty text is no key: both
// results are nil. What the text is does not depend on encoding, except that
// a secret is read by it: a PEM stays a PEM whatever the menu says.
func ReadKey(text string, encoding Encoding) (*Key, *KeyError) {
	if text == "" {
		return nil, nil
	}
	k := &Key{Text: text, Kind: KindSecret}
	trimmed := strings.TrimLeft(text, " \t\r\n\v\f\ufeff\u00a0")
	switch {
	case strings.HasPrefix(trimmed, "-----BEGIN"):
		k.Kind = KindPEM
		return k, nil
	case isSSHLine(trimmed):
		k.Kind = KindSSH
		return k, nil
	case strings.HasPrefix(trimmed, "{"):
		if jwk, err := readJWKText(text); jwk != nil || err != nil {
			// Only UTF-8 can say that the JSON text itself is the secret: a brace is
			// no digit of the other encodings.
			if err != nil || encoding != UTF8 || jwk.Asymmetric() {
				return jwk, err
			}
		}
	}
	var err *KeyError
	k.Bytes, k.Encoding, err = readSecret(text, encoding)
	if err != nil {
		return nil, err
	}
	if isDER(k.Bytes) || k.Encoding == UTF8 && isBase64DER(trimmed) {
		k.Kind, k.Bytes, k.Encoding = KindDER, nil, ""
	} else if strings.HasPrefix(strings.TrimLeft(string(k.Bytes[:min(len(k.Bytes), 64)]), " \t\r\n\ufeff"), "-----BEGIN") {
		k.Kind, k.Bytes, k.Encoding = KindPEM, nil, ""
	}
	return k, nil
}

// readSecret turns the text of a secret into bytes. The text encodings
// tolerate white space around them, because it never belongs to the secret;
// UTF-8 takes every byte as it is.
func readSecret(text string, encoding Encoding) ([]byte, Encoding, *KeyError) {
	trimmed := strings.TrimSpace(text)
	lead := strings.Index(text, trimmed)
	fail := func(at int) ([]byte, Encoding, *KeyError) {
		e := &KeyError{Code: string(encoding)}
		if at >= 0 && at < len(trimmed) {
			e.Offset = lead + at
			for _, r := range trimmed[at:] {
				e.Char = string(r)
				break
			}
		}
		return nil, encoding, e
	}
	switch encoding {
	case Base64, Base64URL:
		digits := strings.TrimRight(trimmed, "=")
		codec := base64.RawStdEncoding
		if encoding == Base64URL {
			codec = base64.RawURLEncoding
		}
		data, err := codec.DecodeString(digits)
		if err != nil {
			// One digit left over is reported at a digit; name only what is none.
			return fail(strings.IndexFunc(digits, func(r rune) bool { return !isBase64Digit(r, encoding) }))
		}
		return data, encoding, nil
	case Hex:
		data, err := hex.DecodeString(trimmed)
		if err != nil {
			return fail(strings.IndexFunc(trimmed, func(r rune) bool { return r > 0x7f || !isHex(byte(r)) }))
		}
		return data, encoding, nil
	}
	return []byte(text), UTF8, nil
}

func isBase64Digit(r rune, encoding Encoding) bool {
	switch r {
	case '+', '/':
		return encoding == Base64
	case '-', '_':
		return encoding == Base64URL
	case '\r', '\n':
		return true // encoding/base64 passes over line ends
	}
	return r < 0x80 && base64URLValue(byte(r)) != 0xff
}

func isSSHLine(text string) bool {
	return strings.HasPrefix(text, "ssh-") && strings.Contains(text, " ") ||
		strings.HasPrefix(text, "ecdsa-sha2-") || strings.HasPrefix(text, "sk-ssh-") || strings.HasPrefix(text, "sk-ecdsa-")
}

// isDER reports whether data is a public key or a certificate.
func isDER(data []byte) bool {
	if len(data) < 32 || data[0] != 0x30 {
		return false
	}
	if _, err := x509.ParsePKIXPublicKey(data); err == nil {
		return true
	}
	if _, err := x509.ParsePKCS1PublicKey(data); err == nil {
		return true
	}
	_, err := x509.ParseCertificate(data)
	return err == nil
}

// isBase64DER looks for DER whose base64 begins with "MI" or "MF": a sequence
// longer than 64 bytes, as all keys and certificates are.
func isBase64DER(text string) bool {
	if !strings.HasPrefix(text, "M") {
		return false
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	return err == nil && isDER(data)
}
