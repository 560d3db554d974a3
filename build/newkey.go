package build

import (
	"bytes"
	"io"

	"jotlens/jose"
)

// A NewKey is a key that was made, and its private half as the key box takes it:
// a secret in base64url, everything else as PEM.
type NewKey struct {
	Key      *jose.Key
	Text     string
	Encoding jose.Encoding
}

// MakeKey makes a key by a recipe of jose.KeyRecipes. The text reads back as that
// key: a secret whose bytes happen to look like another kind of key is thrown
// away.
func MakeKey(recipe string, random io.Reader) (NewKey, error) {
	for {
		key, err := jose.Generate(recipe, random)
		if err != nil {
			return NewKey{}, err
		}
		if !key.Secret() {
			text, err := key.PEM(true)
			return NewKey{key, text, jose.Auto}, err
		}
		text := encode(string(key.Bytes))
		if read, failed := jose.ReadKey(text, jose.Base64URL); failed == nil && read.Secret() && bytes.Equal(read.Bytes, key.Bytes) {
			return NewKey{key, text, jose.Base64URL}, nil
		}
	}
}
