package jose

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"encoding/asn1"
	"math/big"
	"slices"
)

// okpCurves are those of RFC 8037, by their names in JWK and in SPKI (RFC
// 8410 §3). Public and private keys have the same size, in bytes.
var okpCurves = []struct {
	name string
	oid  asn1.ObjectIdentifier
	size int
}{
	{"Ed25519", asn1.ObjectIdentifier{1, 3, 101, 112}, 32},
	{"X25519", asn1.ObjectIdentifier{1, 3, 101, 110}, 32},
	{"Ed448", asn1.ObjectIdentifier{1, 3, 101, 113}, 57},
	{"X448", asn1.ObjectIdentifier{1, 3, 101, 111}, 56},
}

// setOKP fills in a public key of RFC 8037. Ed448 and X448 are named only.
func (k *Key) setOKP(name string, x []byte) {
	k.Type, k.Curve = TypeOKP, name
	k.Thumbprint = thumbprint("crv", name, "kty", "OKP", "x", encode64(x))
	switch name {
	case "Ed25519":
		if why := edwardsFault(x); why != "" {
			k.fault("ec-invalid-point", "curve", name, "why", why)
			return
		}
		k.Public = ed25519.PublicKey(slices.Clone(x))
	case "X25519":
		if public, err := ecdh.X25519().NewPublicKey(x); err == nil {
			k.Public = public
		}
	default:
		k.note("unusable-curve", "curve", name)
	}
}

// setOKPPrivate fills in the private half of a key whose curve is known, and
// the public one when there is none yet. It reports false when they do not
// belong together.
func (k *Key) setOKPPrivate(d []byte) (belongs bool) {
	k.IsPrivate = true
	var public []byte
	switch k.Curve {
	case "Ed25519":
		private := ed25519.NewKeyFromSeed(d)
		k.Private, public = private, private.Public().(ed25519.PublicKey)
	case "X25519":
		private, err := ecdh.X25519().NewPrivateKey(d)
		if err != nil {
			return false
		}
		k.Private, public = private, private.PublicKey().Bytes()
	default:
		k.note("unusable-curve", "curve", k.Curve)
		return true
	}
	belongs = true
	if k.Thumbprint == "" {
		k.setOKP(k.Curve, public)
	} else {
		belongs = k.Thumbprint == thumbprint("crv", k.Curve, "kty", "OKP", "x", encode64(public))
	}
	if !belongs || k.refused() {
		k.Private = nil
	}
	return belongs
}

// edwardsFault says why x is no Ed25519 public key that can be trusted; "" when it
// is one. A point of small order makes signatures that fit many messages, so
// that whoever brings such a key can show any text as signed.
func edwardsFault(x []byte) string {
	y := bytes.Clone(x)
	slices.Reverse(y)
	y[0] &= 0x7f // the sign of the other coordinate
	n := new(big.Int).SetBytes(y)
	if n.Cmp(edwardsP) >= 0 {
		return "its number is too big for Ed25519"
	}
	mod := func(i *big.Int) *big.Int { return i.Mod(i, edwardsP) }
	y2 := mod(new(big.Int).Mul(n, n))
	dy2 := mod(new(big.Int).Mul(edwardsD, y2))
	// x² = (y²−1) / (d·y²+1), RFC 8032 §5.1.3
	u := new(big.Int).Sub(y2, big.NewInt(1))
	v := new(big.Int).Add(dy2, big.NewInt(1))
	if big.Jacobi(mod(u.Mul(u, v)), edwardsP) < 0 {
		return "it is no point of Ed25519"
	}
	if hasSmallOrder(x) {
		return "its point has a small order, so that anyone can sign for it"
	}
	return ""
}

// The field and the constant of edwards25519 (RFC 8032 §5.1).
var (
	edwardsP = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	edwardsD = func() *big.Int {
		d := new(big.Int).ModInverse(big.NewInt(121666), edwardsP)
		d.Mul(d, big.NewInt(-121665))
		return d.Mod(d, edwardsP)
	}()
)
