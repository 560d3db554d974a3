package jose

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"errors"
	"io"
	"strconv"

	josecipher "github.com/go-jose/go-jose/v4/cipher"
)

const (
	gcmIV  = 12 // bytes, RFC 7518 §5.3
	gcmTag = 16
)

// A contentEncryption is one value of enc (RFC 7518 §5).
type contentEncryption struct {
	name     string
	keyBytes int
	ivBytes  int
	tagBytes int
	gcm      bool
}

var contentEncryptions = func() map[string]contentEncryption {
	all := map[string]contentEncryption{}
	for _, e := range []contentEncryption{
		{"A128CBC-HS256", 32, aes.BlockSize, 16, false},
		{"A192CBC-HS384", 48, aes.BlockSize, 24, false},
		{"A256CBC-HS512", 64, aes.BlockSize, 32, false},
		{"A128GCM", 16, gcmIV, gcmTag, true},
		{"A192GCM", 24, gcmIV, gcmTag, true},
		{"A256GCM", 32, gcmIV, gcmTag, true},
	} {
		all[e.name] = e
	}
	return all
}()

// checkSizes checks the lengths that need no key.
func (j *JWE) checkSizes(e contentEncryption) *JWEError {
	if fault := lengthOf(JWESegments[2], j.iv, e.ivBytes); fault != nil {
		return fault
	}
	if fault := lengthOf(JWESegments[4], j.tag, e.tagBytes); fault != nil {
		return fault
	}
	if n := len(j.ciphertext); !e.gcm && (n == 0 || n%aes.BlockSize != 0) {
		return malformed("its ciphertext has ", strconv.Itoa(n), " bytes and must have a multiple of ", strconv.Itoa(aes.BlockSize))
	}
	return nil
}

// open decrypts the content; ok is false unless the tag matches.
func (e contentEncryption) open(cek []byte, j *JWE) (plaintext []byte, ok bool) {
	if len(cek) != e.keyBytes {
		return nil, false
	}
	if e.gcm {
		return openGCM(cek, j.iv, j.ciphertext, j.tag, j.aad)
	}
	aead, err := josecipher.NewCBCHMAC(cek, aes.NewCipher)
	if err != nil {
		return nil, false
	}
	return openAEAD(aead, j.iv, j.ciphertext, j.tag, j.aad)
}

// maxInflated is how many bytes a compressed content may become: 250 KB, and no
// more than ten times what there is of ciphertext and 1 KB.
func maxInflated(ciphertext int) int { return min(250_000, 10*ciphertext+1000) }

// inflate undoes the compression, if there is one (RFC 7516 §4.1.3). It stops
// at the bound, however much would follow.
func (j *JWE) inflate(data []byte, w *Work) ([]byte, *JWEError) {
	zip := j.Parameter(0, "zip")
	switch {
	case zip == nil:
		return data, nil
	case zip.Kind != String || zip.Value != "DEF":
		return nil, jweError("jwe-unsupported", "name", "zip", "value", zip.Value)
	}
	limit := maxInflated(len(j.ciphertext))
	compressed := bytes.NewReader(data)
	plaintext, err := io.ReadAll(io.LimitReader(flate.NewReader(compressed), int64(limit)+1))
	w.Inflated += len(plaintext)
	switch {
	case len(plaintext) > limit:
		return nil, jweError("jwe-zip-bomb", "limit", strconv.Itoa(limit))
	case err == nil && compressed.Len() > 0:
		err = errors.New("more follows")
	}
	if err != nil {
		return nil, malformed("its compressed content cannot be read")
	}
	return plaintext, nil
}
