package build

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"testing"

	"jotlens/jose"
)

func TestEveryKeyThatIsMadeReadsBack(t *testing.T) {
	if len(jose.KeyRecipes) == 0 {
		t.Fatal("no recipes")
	}
	for _, recipe := range jose.KeyRecipes {
		t.Run(recipe.Name, func(t *testing.T) {
			made, err := MakeKey(recipe.Name, rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			read, failed := jose.ReadKey(made.Text, made.Encoding)
			if failed != nil {
				t.Fatal(failed)
			}
			if made.Key.Secret() {
				if !bytes.Equal(read.Bytes, made.Key.Bytes) || len(read.Bytes) != recipe.Size || read.Encoding != jose.Base64URL {
					t.Errorf("%d bytes in %s, made were %d", len(read.Bytes), read.Encoding, len(made.Key.Bytes))
				}
				return
			}
			if read.Thumbprint == "" || read.Thumbprint != made.Key.Thumbprint || read.Private == nil {
				t.Errorf("reads as %s with private half %v, made was %s", read.Thumbprint, read.Private != nil, made.Key.Thumbprint)
			}
		})
	}
}

// A secret is random, so once in a while it begins as the DER of a public key
// does, and would then be taken for one.
func TestASecretThatLooksLikeAKeyIsThrownAway(t *testing.T) {
	unlucky := append([]byte{0x30, 30, 0x30, 7, 0x06, 5}, make([]byte, 26)...)
	if read, failed := jose.ReadKey(encode(string(unlucky)), jose.Base64URL); failed == nil && read.Secret() {
		t.Fatal("these bytes are taken for a secret after all, so that the test shows nothing")
	}
	lucky := bytes.Repeat([]byte{7}, 32)
	made, err := MakeKey("HS256", io.MultiReader(bytes.NewReader(unlucky), bytes.NewReader(lucky)))
	if err != nil || !bytes.Equal(made.Key.Bytes, lucky) {
		t.Errorf("%v, %v", made.Key, err)
	}
}

func TestNoKeyIsMadeByAnUnknownRecipeOrWithoutChance(t *testing.T) {
	if _, err := MakeKey("RSA-512", rand.Reader); !errors.Is(err, jose.ErrNoRecipe) {
		t.Errorf("RSA-512: %v", err)
	}
	if _, err := MakeKey("HS256", bytes.NewReader(nil)); err == nil {
		t.Error("a secret was made of nothing")
	}
}
