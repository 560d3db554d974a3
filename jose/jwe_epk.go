package jose

import (
	"crypto/ecdh"
	"strconv"
	"strings"
)

// epkCurve is the curve that a recipient's ephemeral key names.
func (j *JWE) epkCurve(recipient int) string {
	if epk := j.Parameter(recipient, "epk"); epk != nil {
		if crv := epk.Member("crv"); crv != nil && crv.Kind == String {
			return crv.Value
		}
	}
	return ""
}

// readEPK reads an ephemeral public key (RFC 7518 §4.6.1.1) and checks what a
// sender could use to learn something about the private key: that the point
// lies on the curve that is named, in coordinates of the right length, and that
// it does not have a low order, which would make the X25519 secret all zeros.
func readEPK(n *Node) (*ecdh.PublicKey, *JWEError) {
	bad := func(why ...string) (*ecdh.PublicKey, *JWEError) {
		return nil, jweError("jwe-bad-epk", "why", strings.Join(why, ""))
	}
	if n == nil || n.Kind != Object {
		return bad("it is missing")
	}
	text := func(name string) string {
		if v := n.Member(name); v != nil && v.Kind == String {
			return v.Value
		}
		return ""
	}
	crv := text("crv")
	var curve ecdh.Curve
	kty, length, point := "EC", 0, []byte{4} // an uncompressed point, SEC 1 §2.3.3
	switch crv {
	case "P-256":
		curve, length = ecdh.P256(), 32
	case "P-384":
		curve, length = ecdh.P384(), 48
	case "P-521":
		curve, length = ecdh.P521(), 66
	case "X25519":
		curve, length, kty, point = ecdh.X25519(), 32, "OKP", nil
	default:
		return nil, unsupported("crv", crv)
	}
	if text("kty") != kty {
		return bad("its kty is not ", quoted(kty))
	}
	coordinates := []string{"x", "y"}
	if kty == "OKP" {
		coordinates = coordinates[:1]
	}
	for _, name := range coordinates {
		data, ok := strictBytes(n.Member(name))
		if !ok || len(data) != length {
			return bad("its ", name, " is not ", strconv.Itoa(length), " bytes in base64url")
		}
		point = append(point, data...)
	}
	public, err := curve.NewPublicKey(point)
	if err != nil {
		return bad("the point does not lie on ", crv)
	}
	if kty == "OKP" {
		// Any private key shows a low order: all are multiples of the cofactor.
		if probe, err := curve.NewPrivateKey(probeKey[:]); err != nil || !agrees(probe, public) {
			return bad("the shared secret would be all zeros")
		}
	}
	return public, nil
}

var probeKey = [32]byte{31: 1}

func agrees(private *ecdh.PrivateKey, public *ecdh.PublicKey) bool {
	_, err := private.ECDH(public)
	return err == nil
}
