package jose

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxKeyText is the longest key text that is read, in bytes.
const MaxKeyText = 1 << 20

// Bounds on the work that one key text can cause. Reading a private key costs
// a scalar multiplication, and an RSA key without its primes a whole
// exponentiation.
const (
	maxPrivateKeys  = 32
	maxExponentBits = 4096 // of an RSA modulus, for keys without primes
	maxExponents    = 2
)

// A keyReader counts the costly work that a text has caused.
type keyReader struct{ privateKeys, exponents int }

// ReadKey reads the content of a key box. An empty text is no key: both
// results are nil. What the text is does not depend on encoding, except that
// a secret is read by it: a PEM stays a PEM whatever the menu says.
func ReadKey(text string, encoding Encoding) (*Key, *KeyError) {
	if text == "" {
		return nil, nil
	}
	if len(text) > MaxKeyText {
		return nil, keyError("too-long")
	}
	r := &keyReader{}
	k, err := r.recognize(text, encoding)
	if k == nil && err == nil {
		k, err = r.secret(text, encoding)
	}
	if err != nil {
		return nil, err
	}
	k.Text = text
	return k, nil
}

// recognize reads every text that is no secret. Both results are nil when the
// text may be one. Nothing before a key hides it, seen or unseen
// (CVE-2026-34950).
func (r *keyReader) recognize(text string, encoding Encoding) (*Key, *KeyError) {
	bare := strings.TrimFunc(text, isInvisible)
	if bare == "" {
		return nil, nil
	}
	if isSSHLine(bare) {
		return r.ssh(bare)
	}
	if strings.IndexByte(`{["`, bare[0]) >= 0 {
		k, err := r.jwkText(bare)
		switch {
		case err != nil, k != nil && encoding != UTF8, k != nil && !k.isAllSecret():
			return k, err
		case k != nil:
			// Only UTF-8 can say that the JSON text itself is the secret: a brace is
			// no digit of the other encodings.
			return nil, nil
		}
	}
	if hasPEM(bare) {
		return r.pem(text)
	}
	if holdsPublicJWK(bare) {
		return nil, keyError("jwk-around")
	}
	if k, err := r.base64Text(bare); k != nil || err != nil {
		return k, err
	}
	if data, err := hex.DecodeString(strings.Join(strings.Fields(bare), "")); err == nil {
		if k, err := r.bytes(data); err == nil && k != nil {
			return k, nil
		}
	}
	if looksLikeDER([]byte(text)) {
		if k, err := r.der([]byte(text)); err == nil {
			return k, nil
		}
	}
	return nil, nil
}

// secret reads text as a secret, unless its bytes turn out to be a key.
func (r *keyReader) secret(text string, encoding Encoding) (*Key, *KeyError) {
	k := &Key{Kind: KindSecret, Type: TypeOct}
	var err *KeyError
	k.Bytes, k.Encoding, err = readSecret(text, encoding)
	if err != nil {
		return nil, err
	}
	if k.Encoding != UTF8 {
		if inner, err := r.bytes(k.Bytes); inner != nil || err != nil {
			return inner, err
		}
	}
	return k, nil
}

// bytes reads what a text in base64 or hex holds. Both results are nil when
// that is nothing but bytes.
func (r *keyReader) bytes(data []byte) (*Key, *KeyError) {
	if looksLikeDER(data) {
		return r.der(data)
	}
	if !utf8.Valid(data) {
		return nil, nil
	}
	text := strings.TrimFunc(string(data), isInvisible)
	var k *Key
	var err *KeyError
	switch {
	case strings.HasPrefix(text, "{"):
		if k, err = r.jwkText(text); (k == nil || k.isAllSecret()) && !holdsPublicJWK(text) {
			return nil, nil
		}
	case hasPEM(text):
		k, err = r.pem(text)
	}
	if k == nil && err == nil && holdsPublicJWK(text) {
		return nil, keyError("jwk-around")
	}
	if k != nil {
		k.note("wrapped")
	}
	return k, err
}

// base64Text reads the text of a key whose BEGIN and END lines are missing or
// that was encoded once more, for instance in an environment variable.
func (r *keyReader) base64Text(text string) (*Key, *KeyError) {
	text, _ = unescape(text)
	digits := make([]byte, 0, len(text))
	at, broken := 0, -1
	padding := false
	for i, c := range text {
		at++
		switch {
		case isInvisible(c):
			continue
		case c == '=' && len(digits) > 0:
			padding = true
			continue
		case c == '+' || c == '/':
			c = map[rune]rune{'+': '-', '/': '_'}[c]
		case c >= 0x80 || base64URLDigit[c] != digitYes:
			broken = i
		}
		if broken >= 0 || padding {
			broken = i
			break
		}
		digits = append(digits, byte(c)) // #nosec G115 -- an ASCII digit
	}
	if broken >= 0 {
		digits = digits[:len(digits)/4*4]
	}
	data, faults := decodeBase64URL(string(digits))
	switch {
	case broken >= 0 && looksLikeDER(data):
		c, _ := utf8.DecodeRuneInString(text[broken:])
		return nil, keyError("der-base64", "at", itoa(at), "what", named(c))
	case broken >= 0:
		return nil, nil
	case len(faults) > 0 && faults[0].Code == FaultImpossibleLength && looksLikeDER(data):
		return nil, keyError("der-damaged")
	}
	return r.bytes(data)
}

// isAllSecret reports whether a JWK or a JWK Set holds secrets and nothing
// else.
func (k *Key) isAllSecret() bool {
	if k.Kind != KindJWKSet {
		return k.Kind == KindJWKSecret
	}
	for _, member := range k.Keys {
		if member.Kind != KindJWKSecret {
			return false
		}
	}
	return len(k.Keys) > 0 && len(k.Skipped) == 0
}

// note adds what is worth knowing about the key, once.
func (k *Key) note(code string, args ...string) {
	for _, n := range k.Notes {
		if n.Code == code {
			return
		}
	}
	k.Notes = append(k.Notes, KeyNote{code, pairs(args)})
}

func (k *Key) fault(code string, args ...string) {
	k.Faults = append(k.Faults, KeyFault{code, pairs(args)})
}

// refused reports whether a fault forbids to use the key.
func (k *Key) refused() bool {
	for _, f := range k.Faults {
		if f.Refuses() {
			return true
		}
	}
	return false
}

// isInvisible reports whether r is white space, or shows nothing at all.
func isInvisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u3164' || r == '\u115f' || r == '\u1160'
}

// named names a character in a sentence.
func named(r rune) string {
	if unicode.IsPrint(r) && !isInvisible(r) {
		return "“" + string(r) + "”"
	}
	const digits = "0123456789ABCDEF"
	code := ""
	for n := uint32(r); n > 0 || len(code) < 4; n >>= 4 { // #nosec G115 -- a rune of a string is not negative
		code = string(digits[n&15]) + code
	}
	return "U+" + code
}

// short is a text of the key, short enough for a sentence.
func short(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "\ufffd")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
