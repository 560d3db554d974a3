package jose

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"errors"

	"filippo.io/mldsa"
	"github.com/golang-jwt/jwt/v5"
)

// A Match is what the mathematics of a signature say. They say nothing about
// whether the key or the token is any good.
type Match struct {
	Matches bool
	// LooseSalt: an RSA-PSS signature that matches only with a salt that is not
	// as long as the hash, which RFC 7518 §3.5 forbids.
	LooseSalt bool
}

// Errors of Verify: the mathematics were not done.
var (
	ErrNotVerifiable = errors.New("signatures of this algorithm cannot be checked here")
	ErrKeyMisfit     = errors.New("the key is not of the kind that the algorithm needs")
	ErrKeyUnusable   = errors.New("the key cannot be used")
)

// KeyNeed is the kind of key that a signature algorithm needs (RFC 7518 §3,
// RFC 8037 §3.1, RFC 9864 §2, RFC 9964).
type KeyNeed struct {
	Type  KeyType
	Curve string // as in Key.Curve; "" when there is nothing to choose
}

// keyNeeds are the needs by algorithm. "EdDSA" leaves the curve to the key.
var keyNeeds = map[string]KeyNeed{
	"HS256": {Type: TypeOct}, "HS384": {Type: TypeOct}, "HS512": {Type: TypeOct},
	"RS256": {Type: TypeRSA}, "RS384": {Type: TypeRSA}, "RS512": {Type: TypeRSA},
	"PS256": {Type: TypeRSA}, "PS384": {Type: TypeRSA}, "PS512": {Type: TypeRSA},
	"ES256": {TypeEC, "P-256"}, "ES384": {TypeEC, "P-384"}, "ES512": {TypeEC, "P-521"}, "ES256K": {TypeEC, "secp256k1"},
	"EdDSA": {Type: TypeOKP}, "Ed25519": {TypeOKP, "Ed25519"}, "Ed448": {TypeOKP, "Ed448"},
	"ML-DSA-44": {TypeAKP, "ML-DSA-44"}, "ML-DSA-65": {TypeAKP, "ML-DSA-65"}, "ML-DSA-87": {TypeAKP, "ML-DSA-87"},
}

// NeedOf is the kind of key that alg needs; ok is false for what is no
// signature algorithm.
func NeedOf(alg string) (need KeyNeed, ok bool) {
	need, ok = keyNeeds[alg]
	return need, ok
}

// Verifiable reports whether signatures of alg can be checked here. ES256K and
// Ed448 are known, and cannot.
func Verifiable(alg string) bool {
	_, known := keyNeeds[alg]
	return known && alg != "ES256K" && alg != "Ed448"
}

// Fits reports whether the family and the curve of k are those that alg needs.
// A key never decides the algorithm, nor the algorithm what a key is.
func (k *Key) Fits(alg string) bool {
	need, ok := keyNeeds[alg]
	switch {
	case !ok || k == nil:
		return false
	case need.Type == TypeOct:
		return k.Secret()
	case k.Secret() || k.Type != need.Type:
		return false
	case alg == "EdDSA":
		return k.Curve == "Ed25519" || k.Curve == "Ed448"
	}
	return need.Curve == "" || k.Curve == need.Curve
}

// Secret reports whether the key is bytes that only its holders may know.
func (k *Key) Secret() bool { return k.Kind == KindSecret || k.Kind == KindJWKSecret }

// Verify does the mathematics: does signature belong to signingInput under key,
// by this algorithm? The key has to fit the algorithm and, for an HMAC, must
// not be empty. What a careful verifier asks beyond that, such as the length of
// an RSA key, is not asked here.
func Verify(alg string, key *Key, signingInput string, signature []byte) (Match, error) {
	switch {
	case !Verifiable(alg):
		return Match{}, ErrNotVerifiable
	case !key.Fits(alg):
		return Match{}, ErrKeyMisfit
	case IsHMAC(alg):
		if len(key.Bytes) == 0 {
			return Match{}, ErrKeyUnusable
		}
		ok, err := VerifyHMAC(alg, key.Bytes, signingInput, signature)
		return Match{Matches: ok}, err
	}
	switch public := key.Public.(type) {
	case *rsa.PublicKey:
		return verifyRSA(alg, public, signingInput, signature)
	case *ecdsa.PublicKey:
		if public.Curve.Params().Name != keyNeeds[alg].Curve {
			return Match{}, ErrKeyMisfit
		}
		return Match{Matches: jwt.GetSigningMethod(alg).Verify(signingInput, signature, public) == nil}, nil
	case ed25519.PublicKey:
		if hasSmallOrder(public) {
			return Match{}, ErrKeyUnusable
		}
		return Match{Matches: jwt.SigningMethodEdDSA.Verify(signingInput, signature, public) == nil}, nil
	case *mldsa.PublicKey:
		if public.Parameters().String() != alg {
			return Match{}, ErrKeyMisfit
		}
		return Match{Matches: mldsa.Verify(public, []byte(signingInput), signature, nil) == nil}, nil
	}
	return Match{}, ErrKeyUnusable
}

const (
	// MinRSABits is the shortest modulus that crypto/rsa computes with; a key
	// that short can be broken by anybody who cares to.
	MinRSABits = 1024
	// MaxRSABits is the longest modulus that is computed with: the work grows
	// with its square.
	MaxRSABits = 16384
)

func verifyRSA(alg string, public *rsa.PublicKey, signingInput string, signature []byte) (Match, error) {
	if bits := public.N.BitLen(); bits < MinRSABits || bits > MaxRSABits {
		return Match{}, ErrKeyUnusable
	}
	strict := jwt.GetSigningMethod(alg)
	loose, pss := strict.(*jwt.SigningMethodRSAPSS)
	if !pss {
		return Match{Matches: strict.Verify(signingInput, signature, public) == nil}, nil
	}
	// golang-jwt takes any length of salt.
	strict = &jwt.SigningMethodRSAPSS{
		SigningMethodRSA: loose.SigningMethodRSA,
		VerifyOptions:    &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash},
	}
	if strict.Verify(signingInput, signature, public) == nil {
		return Match{Matches: true}, nil
	}
	matches := loose.Verify(signingInput, signature, public) == nil
	return Match{Matches: matches, LooseSalt: matches}, nil
}

// hasSmallOrder reports whether an Ed25519 key is a point of order 8 or less:
// signatures under it can be made without any private key. These are all
// encodings of such points, but for the sign (RFC 7748 §6.1 has those of X25519).
func hasSmallOrder(public ed25519.PublicKey) bool {
	if len(public) != ed25519.PublicKeySize {
		return true
	}
	y := [ed25519.PublicKeySize]byte(public)
	y[31] &= 0x7f // the sign
	return smallOrder[y]
}

var smallOrder = func() map[[ed25519.PublicKeySize]byte]bool {
	points := map[[ed25519.PublicKeySize]byte]bool{
		{}:     true, // 0, of order 4
		{0: 1}: true, // 1, of order 1
		{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
			0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05}: true, // of order 8
		{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
			0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a}: true, // of order 8
	}
	// The prime is 2^255 - 19: one less is -1, of order 2; itself and one more
	// are 0 and 1 again.
	for low := byte(0xec); low <= 0xee; low++ {
		y := [ed25519.PublicKeySize]byte{0: low, 31: 0x7f}
		for i := 1; i < 31; i++ {
			y[i] = 0xff
		}
		points[y] = true
	}
	return points
}()
