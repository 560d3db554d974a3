package jose

import (
	"encoding/asn1"

	"filippo.io/mldsa"
)

// An mldsaSet is a parameter set of ML-DSA, by its names in JWK (RFC 9964 §3)
// and in SPKI (RFC 9881 §2).
type mldsaSet struct {
	name string
	oid  asn1.ObjectIdentifier
	math mldsa.Parameters
}

var mldsaSets = []mldsaSet{
	{"ML-DSA-44", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 3, 17}, mldsa.MLDSA44()},
	{"ML-DSA-65", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 3, 18}, mldsa.MLDSA65()},
	{"ML-DSA-87", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 3, 19}, mldsa.MLDSA87()},
}

// setAKP fills in an ML-DSA public key of the right length.
func (k *Key) setAKP(p mldsaSet, pub []byte) *KeyError {
	k.Type, k.Curve = TypeAKP, p.name
	k.Thumbprint = thumbprint("alg", p.name, "kty", "AKP", "pub", encode64(pub))
	public, err := mldsa.NewPublicKey(p.math, pub)
	if err != nil {
		return keyError("der-damaged")
	}
	k.Public = public
	return nil
}

// setAKPPrivate fills in the private half from its seed, and the public one
// when there is none yet. It reports false when they do not belong together,
// or when seed is none.
func (k *Key) setAKPPrivate(p mldsaSet, seed []byte) (belongs bool) {
	k.IsPrivate = true
	private, err := mldsa.NewPrivateKey(p.math, seed)
	if err != nil {
		return false
	}
	if k.Public == nil {
		if k.setAKP(p, private.PublicKey().Bytes()) != nil {
			return false
		}
	} else if !private.PublicKey().Equal(k.Public) {
		return false
	}
	k.Private = private
	return true
}
