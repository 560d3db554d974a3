package jose

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"errors"
	"io"
	"math/big"

	"filippo.io/mldsa"
)

// A KeyRecipe is a kind of key that Generate makes.
type KeyRecipe struct {
	Name  string // for instance "HS256", "RSA-2048", "P-256", "Ed25519", "ML-DSA-44"
	Type  KeyType
	Curve string   // as in Key.Curve
	Size  int      // of a secret its length in bytes, of an RSA key that of its modulus in bits
	Algs  []string // the algorithms that it signs by, the usual one first
}

// KeyRecipes are all recipes, in the order they are offered. A secret has the
// length of its hash (RFC 7518 §3.2).
var KeyRecipes = []KeyRecipe{
	{Name: "HS256", Type: TypeOct, Size: 32, Algs: []string{"HS256"}},
	{Name: "HS384", Type: TypeOct, Size: 48, Algs: []string{"HS384"}},
	{Name: "HS512", Type: TypeOct, Size: 64, Algs: []string{"HS512"}},
	{Name: "RSA-2048", Type: TypeRSA, Size: 2048, Algs: rsaAlgs},
	{Name: "RSA-3072", Type: TypeRSA, Size: 3072, Algs: rsaAlgs},
	{Name: "RSA-4096", Type: TypeRSA, Size: 4096, Algs: rsaAlgs},
	{Name: "P-256", Type: TypeEC, Curve: "P-256", Algs: []string{"ES256"}},
	{Name: "P-384", Type: TypeEC, Curve: "P-384", Algs: []string{"ES384"}},
	{Name: "P-521", Type: TypeEC, Curve: "P-521", Algs: []string{"ES512"}},
	{Name: "Ed25519", Type: TypeOKP, Curve: "Ed25519", Algs: []string{"EdDSA", "Ed25519"}},
	{Name: "ML-DSA-44", Type: TypeAKP, Curve: "ML-DSA-44", Algs: []string{"ML-DSA-44"}},
	{Name: "ML-DSA-65", Type: TypeAKP, Curve: "ML-DSA-65", Algs: []string{"ML-DSA-65"}},
	{Name: "ML-DSA-87", Type: TypeAKP, Curve: "ML-DSA-87", Algs: []string{"ML-DSA-87"}},
}

var rsaAlgs = []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}

// RecipeFor is the recipe of the usual key for a signature algorithm, for RSA the
// shortest that is sound; ok is false when none can be made here.
func RecipeFor(alg string) (recipe KeyRecipe, ok bool) {
	for _, recipe := range KeyRecipes {
		for _, name := range recipe.Algs {
			if name == alg {
				return recipe, true
			}
		}
	}
	return KeyRecipe{}, false
}

// ErrNoRecipe says that no key of this name can be made.
var ErrNoRecipe = errors.New("there is no such kind of key to make")

// Generate makes a key by the recipe of that name. Its secret part comes from
// random, or from the system's own source where the standard library insists on
// it. RSA keys take their time: a long one a minute in a slow browser.
func Generate(name string, random io.Reader) (*Key, error) {
	for _, recipe := range KeyRecipes {
		if recipe.Name == name {
			return recipe.generate(random)
		}
	}
	return nil, ErrNoRecipe
}

func (recipe KeyRecipe) generate(random io.Reader) (*Key, error) {
	k := &Key{Kind: KindJWK, Type: recipe.Type}
	var failed *KeyError
	switch recipe.Type {
	case TypeOct:
		secret, err := randomBytes(random, recipe.Size)
		if err != nil {
			return nil, err
		}
		k.Kind, k.Bytes, k.Alg = KindJWKSecret, secret, recipe.Name
		k.Thumbprint = thumbprint("k", encode64(secret), "kty", "oct")
	case TypeRSA:
		private, err := rsa.GenerateKey(random, recipe.Size)
		if err != nil {
			return nil, err
		}
		failed = k.setRSA(private.N, big.NewInt(int64(private.E)))
		k.Private, k.IsPrivate = private, true
	case TypeEC:
		c, _ := curveNamed(recipe.Curve)
		private, err := ecdsa.GenerateKey(c.math, random)
		if err != nil {
			return nil, err
		}
		d, err := private.Bytes()
		if err != nil {
			return nil, err
		}
		k.setECPrivate(c, d)
	case TypeOKP:
		seed, err := randomBytes(random, ed25519.SeedSize)
		if err != nil {
			return nil, err
		}
		k.Curve = recipe.Curve
		k.setOKPPrivate(seed)
	case TypeAKP:
		for _, p := range mldsaSets {
			if p.name != recipe.Curve {
				continue
			}
			seed, err := randomBytes(random, mldsa.PrivateKeySize)
			if err != nil {
				return nil, err
			}
			k.Alg = p.name
			k.setAKPPrivate(p, seed)
		}
	}
	if failed != nil {
		return nil, failed
	}
	if k.Bytes == nil && (k.Private == nil || k.Public == nil) {
		return nil, ErrNoRecipe
	}
	return k, nil
}

func randomBytes(random io.Reader, n int) ([]byte, error) {
	data := make([]byte, n)
	_, err := io.ReadFull(random, data)
	return data, err
}
