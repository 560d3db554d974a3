package jose

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
)

// A SecretTester tries many secrets on one HMAC signature. It computes what
// crypto/hmac does (RFC 2104 §2), without new memory for each secret: with a list
// of secrets that is most of the time. What it finds is confirmed by VerifyHMAC.
type SecretTester struct {
	alg          string
	signingInput string
	signature    []byte
	message      []byte
	inner, outer hash.Hash
	pad, sum     []byte
}

// NewSecretTester prepares to try secrets on a signature of alg, nil unless alg
// is an HMAC algorithm.
func NewSecretTester(alg, signingInput string, signature []byte) *SecretTester {
	newHash := map[string]func() hash.Hash{"HS256": sha256.New, "HS384": sha512.New384, "HS512": sha512.New}[alg]
	if newHash == nil {
		return nil
	}
	t := &SecretTester{
		alg: alg, signingInput: signingInput, signature: signature, message: []byte(signingInput),
		inner: newHash(), outer: newHash(),
	}
	t.pad, t.sum = make([]byte, t.inner.BlockSize()), make([]byte, 0, t.inner.Size())
	return t
}

// Matches reports whether the signature was made with the secret.
func (t *SecretTester) Matches(secret string) bool {
	key := []byte(secret)
	if len(key) > len(t.pad) {
		t.inner.Reset()
		t.inner.Write(key)
		key = t.inner.Sum(nil)
	}
	t.begin(t.inner, key, 0x36)
	t.inner.Write(t.message)
	t.sum = t.inner.Sum(t.sum[:0])
	t.begin(t.outer, key, 0x5c)
	t.outer.Write(t.sum)
	t.sum = t.outer.Sum(t.sum[:0])
	if !bytes.Equal(t.sum, t.signature) {
		return false
	}
	ok, err := VerifyHMAC(t.alg, []byte(secret), t.signingInput, t.signature)
	return ok && err == nil
}

// SameSignature reports whether both try secrets on the same signature of the
// same text.
func (t *SecretTester) SameSignature(other *SecretTester) bool {
	return t.alg == other.alg && t.signingInput == other.signingInput && bytes.Equal(t.signature, other.signature)
}

// begin starts a hash with the key, each byte mixed with the one of its pad.
func (t *SecretTester) begin(h hash.Hash, key []byte, mix byte) {
	for i := range t.pad {
		t.pad[i] = mix
	}
	for i, b := range key {
		t.pad[i] ^= b
	}
	h.Reset()
	h.Write(t.pad)
}
