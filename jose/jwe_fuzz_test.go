package jose

import (
	"strings"
	"testing"

	gojose "github.com/go-jose/go-jose/v4"
)

// FuzzDecrypt holds us to go-jose: what we open, it opens to the same bytes. It
// knows neither X25519 nor OAEP with SHA-384 and SHA-512, and takes no more
// than a million hash rounds.
func FuzzDecrypt(f *testing.F) {
	var keys []*Key
	var theirs []any
	index := map[string]int{}
	for _, v := range jweVectors(f) {
		i, known := index[v.key]
		if !known {
			i = len(keys)
			index[v.key] = i
			k := testKey(f, v.key)
			keys = append(keys, k)
			if k.Bytes != nil {
				theirs = append(theirs, k.Bytes)
			} else {
				theirs = append(theirs, k.Private)
			}
		}
		f.Add(v.token, i)
	}
	f.Add(seal(f, zipHeader, "", deflated(f, []byte("hello"))), 0)
	f.Add(`{"ciphertext":"","recipients":[1,{"header":null}]}`, 0)
	f.Add("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0....", 0)
	algorithms := []gojose.KeyAlgorithm{}
	for alg := range keyManagements {
		algorithms = append(algorithms, gojose.KeyAlgorithm(alg))
	}
	encryptions := []gojose.ContentEncryption{}
	for enc := range contentEncryptions {
		encryptions = append(encryptions, gojose.ContentEncryption(enc))
	}
	f.Fuzz(func(t *testing.T, text string, key int) {
		if key < 0 || key >= len(keys) {
			return
		}
		j := ReadJWE(Parse(text))
		if j == nil {
			return
		}
		for i := range j.Recipients {
			if rounds, err := j.rounds(i); err == nil && rounds > 10_000 {
				return // right, but slow
			}
		}
		opened, keyErr := j.Decrypt(keys[key], &Work{})
		if (opened == nil) == (keyErr == nil) {
			t.Fatalf("%v and %v", opened, keyErr)
		}
		if opened == nil || keys[key].Type == TypeOKP || j.Alg(opened.Recipient) == "RSA-OAEP-384" || j.Alg(opened.Recipient) == "RSA-OAEP-512" {
			return
		}
		parsed, err := parseEncrypted(text, algorithms, encryptions)
		if err != nil {
			t.Fatalf("we open what go-jose does not read: %v", err)
		}
		plaintext, err := parsed.Decrypt(theirs[key])
		if len(j.Recipients) > 1 {
			_, _, plaintext, err = parsed.DecryptMulti(theirs[key])
		}
		if err != nil || string(plaintext) != string(opened.Plaintext) {
			t.Fatalf("we open it to %q, go-jose to %q (%v)", opened.Plaintext, plaintext, err)
		}
	})
}

// parseEncrypted is how go-jose reads a JWE in either form.
func parseEncrypted(text string, algorithms []gojose.KeyAlgorithm, encryptions []gojose.ContentEncryption) (*gojose.JSONWebEncryption, error) {
	if strings.HasPrefix(text, "{") {
		return gojose.ParseEncryptedJSON(text, algorithms, encryptions)
	}
	return gojose.ParseEncryptedCompact(text, algorithms, encryptions)
}
