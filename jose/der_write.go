package jose

import (
	"encoding/asn1"
	"math/big"
	"slices"
)

// DER for the few structures that keys need (X.690 §8 and §10). encoding/asn1
// would do it by reflection, at the cost of its size in the engine.

// derValue is one value: its tag, its length and the contents in order.
func derValue(tag byte, contents ...[]byte) []byte {
	content := slices.Concat(contents...)
	out := []byte{tag}
	switch n := len(content); {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 1<<8:
		out = append(out, 0x81, byte(n))
	default: // no key is longer than 64 KiB
		out = append(out, 0x82, byte(n>>8), byte(n)) // #nosec G115 -- below 64 KiB, as said
	}
	return append(out, content...)
}

func derSequence(contents ...[]byte) []byte { return derValue(0x30, contents...) }

// derInteger is a number that is not negative.
func derInteger(n *big.Int) []byte {
	data := n.Bytes()
	if len(data) == 0 || data[0] >= 0x80 {
		data = append([]byte{0}, data...)
	}
	return derValue(asn1.TagInteger, data)
}

func derBits(data []byte) []byte { return derValue(asn1.TagBitString, []byte{0}, data) }

func derOctets(data []byte) []byte { return derValue(asn1.TagOctetString, data) }

func derNull() []byte { return derValue(asn1.TagNull) }

// derOID is an object identifier: the first two numbers share a byte, the others
// are written in base 128.
func derOID(oid asn1.ObjectIdentifier) []byte {
	content := []byte{byte(40*oid[0] + oid[1])} // #nosec G115 -- our own identifiers, which begin with 1.2, 1.3 or 2.16
	for _, n := range oid[2:] {
		digits := []byte{byte(n & 0x7f)}
		for n >>= 7; n > 0; n >>= 7 {
			digits = append(digits, byte(n&0x7f)|0x80)
		}
		slices.Reverse(digits)
		content = append(content, digits...)
	}
	return derValue(asn1.TagOID, content)
}
