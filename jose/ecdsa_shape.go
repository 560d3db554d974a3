package jose

import (
	"bytes"
	"crypto/elliptic"
	"math/big"
	"sync"
)

// ECDSAValues is what the two numbers of an ECDSA signature tell without a key.
type ECDSAValues int

// What the numbers r and s can be. Only the last two can belong to a signature
// of anything.
const (
	ECDSAUnread   ECDSAValues = iota // not an ECDSA algorithm, or not r and s side by side
	ECDSAZero                        // r or s is zero (CVE-2022-21449)
	ECDSATooLarge                    // r or s is not below the order of the curve
	ECDSALowS                        // in range, and s is at most half of the order
	ECDSAHighS                       // in range, and s is the larger of the two that are valid
)

// An ecdsaOrder is the order of a curve's group, the number that r and s must
// stay below, big-endian and as long as r and s are.
type ecdsaOrder struct{ order, half []byte }

// ecdsaOrders are the orders by algorithm (RFC 7518 §3.4, RFC 8812 §3.2).
var ecdsaOrders = sync.OnceValue(func() map[string]ecdsaOrder {
	secp256k1, _ := new(big.Int).SetString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16) // SEC 2 §2.4.1
	return map[string]ecdsaOrder{
		"ES256":  newECDSAOrder(elliptic.P256().Params().N),
		"ES384":  newECDSAOrder(elliptic.P384().Params().N),
		"ES512":  newECDSAOrder(elliptic.P521().Params().N),
		"ES256K": newECDSAOrder(secp256k1),
	}
})

func newECDSAOrder(n *big.Int) ecdsaOrder {
	size := (n.BitLen() + 7) / 8
	half := new(big.Int).Rsh(n, 1)
	return ecdsaOrder{n.FillBytes(make([]byte, size)), half.FillBytes(make([]byte, size))}
}

// ECDSARange looks at the numbers of a signature in the form of JOSE, r and s
// side by side, each as long as the order of the curve (RFC 7518 §3.4).
func ECDSARange(alg string, sig []byte) ECDSAValues {
	curve, ok := ecdsaOrders()[alg]
	if !ok || len(sig) != 2*len(curve.order) {
		return ECDSAUnread
	}
	r, s := sig[:len(curve.order)], sig[len(curve.order):]
	switch {
	case onlyZeros(r) || onlyZeros(s):
		return ECDSAZero
	case bytes.Compare(r, curve.order) >= 0 || bytes.Compare(s, curve.order) >= 0:
		return ECDSATooLarge
	case bytes.Compare(s, curve.half) > 0:
		return ECDSAHighS
	}
	return ECDSALowS
}

func onlyZeros(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// ECDSAFromDER reads a signature in the form of X.509, SEQUENCE { INTEGER r,
// INTEGER s } in strict DER (RFC 3279 §2.2.3), and writes it in that of JOSE. ok
// is false when sig is anything else, or r or s does not fit the curve of alg.
func ECDSAFromDER(alg string, sig []byte) (raw []byte, ok bool) {
	curve, known := ecdsaOrders()[alg]
	body, rest, ok := shortDER(sig, 0x30)
	if !known || !ok || len(rest) > 0 {
		return nil, false
	}
	size := len(curve.order)
	raw = make([]byte, 2*size)
	for half := range 2 {
		var number []byte
		if number, body, ok = shortDER(body, 0x02); !ok || !isNaturalDER(number) {
			return nil, false
		}
		if number[0] == 0 {
			number = number[1:] // it only keeps the number positive
		}
		if len(number) > size {
			return nil, false
		}
		copy(raw[(half+1)*size-len(number):], number)
	}
	return raw, len(body) == 0
}

// shortDER reads one element with the given tag, whose length must be written
// in the shortest way (X.690 §10.1). No signature is longer than 255 bytes.
func shortDER(data []byte, tag byte) (content, rest []byte, ok bool) {
	if len(data) < 2 || data[0] != tag {
		return nil, nil, false
	}
	length, data := int(data[1]), data[2:]
	if length == 0x81 {
		if len(data) == 0 || data[0] < 0x80 {
			return nil, nil, false
		}
		length, data = int(data[0]), data[1:]
	} else if length > 0x7f {
		return nil, nil, false
	}
	if length > len(data) {
		return nil, nil, false
	}
	return data[:length], data[length:], true
}

// isNaturalDER reports whether the content of an INTEGER is a number that is not
// negative, written in the shortest way (X.690 §8.3).
func isNaturalDER(number []byte) bool {
	switch {
	case len(number) == 0 || number[0] >= 0x80:
		return false
	case number[0] == 0 && len(number) > 1:
		return number[1] >= 0x80
	}
	return true
}
