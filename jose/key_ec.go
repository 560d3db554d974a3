package jose

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/asn1"
)

// A curve is one that EC keys name. math is nil for those that are named and
// cannot be used here.
type curve struct {
	name string
	oid  asn1.ObjectIdentifier
	size int // of a coordinate, in bytes
	math elliptic.Curve
}

// The curves of RFC 7518 §6.2.1.1 and RFC 8812 §3.1, and P-224, which JWK does
// not know.
var curves = []curve{
	{"P-256", asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}, 32, elliptic.P256()},
	{"P-384", asn1.ObjectIdentifier{1, 3, 132, 0, 34}, 48, elliptic.P384()},
	{"P-521", asn1.ObjectIdentifier{1, 3, 132, 0, 35}, 66, elliptic.P521()},
	{"secp256k1", asn1.ObjectIdentifier{1, 3, 132, 0, 10}, 32, nil},
	{"P-224", asn1.ObjectIdentifier{1, 3, 132, 0, 33}, 28, nil},
}

func curveNamed(name string) (curve, bool) {
	for _, c := range curves {
		if c.name == name {
			return c, true
		}
	}
	return curve{}, false
}

// setPoint fills in an EC public key from the encoding of its point (SEC 1
// §2.3.3), which may be compressed.
func (k *Key) setPoint(c curve, point []byte) {
	k.Type, k.Curve = TypeEC, c.name
	if len(point) == 1+c.size && (point[0] == 2 || point[0] == 3) && c.math != nil {
		if x, y := elliptic.UnmarshalCompressed(c.math, point); x != nil {
			k.note("compressed")
			k.setEC(c, x.FillBytes(make([]byte, c.size)), y.FillBytes(make([]byte, c.size)))
			return
		}
	}
	if len(point) != 1+2*c.size || point[0] != 4 {
		k.fault("ec-invalid-point", "curve", c.name, "why", "the point is not encoded as "+c.name+" has it")
		return
	}
	k.setEC(c, point[1:1+c.size], point[1+c.size:])
}

// setEC fills in an EC public key from its coordinates, whose lengths are
// exact (RFC 7518 §6.2.1.2).
func (k *Key) setEC(c curve, x, y []byte) {
	k.Type, k.Curve = TypeEC, c.name
	for _, coordinate := range []struct {
		name  string
		bytes []byte
	}{{"x", x}, {"y", y}} {
		if n := len(coordinate.bytes); n != c.size {
			k.fault("ec-invalid-point", "curve", c.name, "why", `its "`+coordinate.name+`" has `+byteCount(n)+", and "+c.name+" needs "+itoa(c.size))
			return
		}
	}
	k.Thumbprint = thumbprint("crv", c.name, "kty", "EC", "x", encode64(x), "y", encode64(y))
	if c.math == nil {
		k.note("unusable-curve", "curve", c.name)
		return
	}
	point := append(append([]byte{4}, x...), y...)
	public, err := ecdsa.ParseUncompressedPublicKey(c.math, point)
	if err != nil {
		k.fault("ec-invalid-point", "curve", c.name, "why", "its point is not on "+c.name)
		return
	}
	k.Public = public
}

// setECPrivate fills in the private half, and the public one when there is
// none yet. It reports false when they do not belong together, or when d is
// no scalar of the curve.
func (k *Key) setECPrivate(c curve, d []byte) (belongs bool) {
	k.IsPrivate, k.Type, k.Curve = true, TypeEC, c.name
	if c.math == nil {
		k.note("unusable-curve", "curve", c.name)
		return true
	}
	if k.refused() {
		return true // nothing will be done with it
	}
	private, err := ecdsa.ParseRawPrivateKey(c.math, d)
	if err != nil {
		return false
	}
	if k.Public == nil {
		point, err := private.PublicKey.Bytes()
		if err != nil {
			return false
		}
		k.setPoint(c, point)
	} else if !private.PublicKey.Equal(k.Public) {
		return false
	}
	k.Private = private
	return true
}
