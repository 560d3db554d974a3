package jose

import (
	"crypto/aes"
	"crypto/cipher"
	"io"
	"slices"
	"strconv"
	"strings"

	josecipher "github.com/go-jose/go-jose/v4/cipher"
)

// DefaultRounds is how many hash rounds turn a password into a key when the
// header does not say: what OWASP asks for with SHA-256.
const DefaultRounds = 600_000

// Encrypt makes a JWE in compact form of a plaintext (RFC 7516 §5.1). header is
// the text of its protected header, with alg and enc; members that the
// algorithm sets anew for each token (epk, iv, tag, p2s, and p2c when it is
// missing) are put at its end. Of a set the first key that fits is taken. The
// error has a code of JWEError.
func Encrypt(header string, plaintext []byte, key *Key, random io.Reader) (string, *JWEError) {
	s := sealing{random: random}
	if e := s.readHeader(header); e != nil {
		return "", e
	}
	k, e := s.choose(key)
	if e != nil {
		return "", e
	}
	cek, encrypted, e := s.wrapKey(k)
	if e != nil {
		return "", e
	}
	protected := encode64([]byte(s.header()))
	iv, err := randomBytes(random, s.enc.ivBytes)
	if err != nil {
		return "", jweError("jwe-no-random")
	}
	ciphertext, tag, ok := s.enc.seal(cek, iv, plaintext, protected)
	if !ok {
		return "", jweError("jwe-key-length", "alg", s.enc.name, "want", strconv.Itoa(s.enc.keyBytes), "have", strconv.Itoa(len(cek)))
	}
	return strings.Join([]string{protected, encode64(encrypted), encode64(iv), encode64(ciphertext), encode64(tag)}, "."), nil
}

// A sealing is the making of one JWE.
type sealing struct {
	random io.Reader
	read   *Document // the header as given
	alg    keyManagement
	enc    contentEncryption
	added  []string // members of the header, as JSON
}

// perToken are the header parameters that belong to one token alone.
var perToken = []string{"epk", "iv", "tag", "p2s"}

func (s *sealing) readHeader(header string) *JWEError {
	s.read = ReadJSON([]byte(header))
	if !s.read.IsWholeObject() || !s.read.Valid() {
		return malformed("its header is not strict JSON of an object")
	}
	text := func(name string) string {
		if n := s.read.Member(name); n != nil && n.Kind == String {
			return n.Value
		}
		return ""
	}
	var known bool
	if s.alg, known = keyManagements[text("alg")]; !known {
		return unsupported("alg", text("alg"))
	}
	if s.enc, known = contentEncryptions[text("enc")]; !known {
		return unsupported("enc", text("enc"))
	}
	if zip := s.read.Member("zip"); zip != nil {
		return jweError("jwe-unsupported", "name", "zip", "value", zip.Value)
	}
	if s.read.Member("crit") != nil {
		return jweError("crit-unsupported")
	}
	return nil
}

// header is the protected header with what was added to it.
func (s *sealing) header() string {
	var members []string
	for _, m := range s.read.Root.Members {
		if !slices.Contains(perToken, m.Name) {
			members = append(members, s.read.Raw(Span{m.NameSpan.Start, m.Value.Span.End}))
		}
	}
	if len(s.added) == 0 && len(members) == len(s.read.Root.Members) {
		return string(s.read.Text) // as it was written, spaces and all
	}
	return "{" + strings.Join(append(members, s.added...), ",") + "}"
}

// add puts a text into the header.
func (s *sealing) add(name, value string) { s.added = append(s.added, Quote(name)+":"+Quote(value)) }

// seal encrypts the content.
func (e contentEncryption) seal(cek, iv, plaintext []byte, aad string) (ciphertext, tag []byte, ok bool) {
	if len(cek) != e.keyBytes {
		return nil, nil, false
	}
	var aead cipher.AEAD
	var err error
	if e.gcm {
		aead, err = newGCM(cek)
	} else {
		aead, err = josecipher.NewCBCHMAC(cek, aes.NewCipher)
	}
	if err != nil {
		return nil, nil, false
	}
	sealed := aead.Seal(nil, iv, plaintext, []byte(aad))
	n := len(sealed) - e.tagBytes
	return sealed[:n], sealed[n:], true
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
