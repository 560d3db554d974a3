package jose

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

// orders are written out here so that the table is not compared with itself
// (SEC 2, FIPS 186-5).
var orders = map[string]string{
	"ES256":  "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
	"ES384":  "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
	"ES512":  "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
	"ES256K": "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
}

// sideBySide is r and s at the size of the algorithm.
func sideBySide(alg string, r, s *big.Int) []byte {
	size := len(orders[alg]) / 2
	return append(r.FillBytes(make([]byte, size)), s.FillBytes(make([]byte, size))...)
}

func TestECDSARangeAtItsEdges(t *testing.T) {
	if len(ecdsaOrders()) != len(orders) {
		t.Fatalf("%d orders", len(ecdsaOrders()))
	}
	one, zero := big.NewInt(1), new(big.Int)
	for alg, text := range orders {
		n, _ := new(big.Int).SetString(text, 16)
		below := new(big.Int).Sub(n, one)
		half := new(big.Int).Rsh(n, 1)
		above := new(big.Int).Add(half, one)
		most := new(big.Int).SetBytes(bytes.Repeat([]byte{0xff}, len(text)/2))
		tests := []struct {
			r, s *big.Int
			want ECDSAValues
		}{
			{one, one, ECDSALowS}, {below, one, ECDSALowS}, {one, half, ECDSALowS},
			{one, above, ECDSAHighS}, {below, below, ECDSAHighS},
			{zero, one, ECDSAZero}, {one, zero, ECDSAZero}, {zero, zero, ECDSAZero}, {zero, most, ECDSAZero},
			{n, one, ECDSATooLarge}, {one, n, ECDSATooLarge}, {n, n, ECDSATooLarge}, {most, most, ECDSATooLarge},
		}
		for _, test := range tests {
			sig := sideBySide(alg, test.r, test.s)
			if got := ECDSARange(alg, sig); got != test.want {
				t.Errorf("%s: r %x and s %x are %d, want %d", alg, test.r, test.s, got, test.want)
			}
			if got := ECDSARange(alg, sig[1:]); got != ECDSAUnread {
				t.Errorf("%s: a signature that is too short is %d", alg, got)
			}
		}
	}
	for _, alg := range []string{"", "HS256", "RS256", "es256", "Ed25519"} {
		if got := ECDSARange(alg, make([]byte, 64)); got != ECDSAUnread {
			t.Errorf("%s: %d", alg, got)
		}
	}
}

func TestECDSAFromDERReadsWhatOpenSSLWrites(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for alg, text := range orders {
		n, _ := new(big.Int).SetString(text, 16)
		for i := range 200 {
			// Numbers of every length: their first bytes are often zero.
			number := func() *big.Int {
				data := make([]byte, 1+random.IntN(len(text)/2))
				for i := range data {
					data[i] = byte(random.Uint32())
				}
				return new(big.Int).Mod(new(big.Int).SetBytes(data), n)
			}
			r, s := number(), number()
			der, err := asn1.Marshal([]*big.Int{r, s})
			if err != nil {
				t.Fatal(err)
			}
			raw, ok := ECDSAFromDER(alg, der)
			if !ok || !bytes.Equal(raw, sideBySide(alg, r, s)) {
				t.Fatalf("%s, %d: %x becomes %x, %v", alg, i, der, raw, ok)
			}
			for _, cut := range [][]byte{der[:len(der)-1], append(bytes.Clone(der), 0), der[1:]} {
				if raw, ok := ECDSAFromDER(alg, cut); ok {
					t.Fatalf("%s: %x becomes %x", alg, cut, raw)
				}
			}
		}
	}
}

func TestASignatureInDERVerifiesOnceItIsConverted(t *testing.T) {
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	digest := make([]byte, 32)
	der, err := key.Sign(nil, digest, crypto.SHA256) // without randomness: RFC 6979
	if err != nil {
		t.Fatal(err)
	}
	raw, ok := ECDSAFromDER("ES256", der)
	if !ok || len(raw) != 64 {
		t.Fatalf("%x becomes %x", der, raw)
	}
	r, s := new(big.Int).SetBytes(raw[:32]), new(big.Int).SetBytes(raw[32:])
	if back, err := asn1.Marshal([]*big.Int{r, s}); err != nil || !ecdsa.VerifyASN1(&key.PublicKey, digest, back) {
		t.Errorf("%x does not verify (%v)", back, err)
	}
}

func TestECDSAFromDERIsStrict(t *testing.T) {
	good := map[string]string{
		"MAYCAQACAQA, two zeros":   "3006020100020100",
		"one and two":              "3006020101020102",
		"a byte that keeps it > 0": "3007020200ff020102",
	}
	for name, text := range good {
		data, _ := hex.DecodeString(text)
		if raw, ok := ECDSAFromDER("ES256", data); !ok || len(raw) != 64 {
			t.Errorf("%s: %x, %v", name, raw, ok)
		}
	}
	bad := map[string]string{
		"nothing":                      "",
		"a tag alone":                  "30",
		"an empty sequence":            "3000",
		"one number":                   "3003020101",
		"three numbers":                "3009020101020102020103",
		"a negative number":            "300602018102017f",
		"a needless zero":              "300702020001020102",
		"an empty number":              "300502000201ff",
		"a set":                        "3106020101020102",
		"a bit string":                 "3006030101020102",
		"a long form that is not due":  "308106020101020102",
		"a long form of two bytes":     "30820006020101020102",
		"an indefinite length":         "30800201010201020000",
		"a length that is too long":    "3007020101020102",
		"a number longer than allowed": "3027" + "0221" + strings.Repeat("11", 33) + "020102",
		"bytes after":                  "300602010102010200",
	}
	for name, text := range bad {
		data, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		if raw, ok := ECDSAFromDER("ES256", data); ok {
			t.Errorf("%s: %x", name, raw)
		}
	}
	if _, ok := ECDSAFromDER("RS256", []byte("\x30\x06\x02\x01\x01\x02\x01\x02")); ok {
		t.Error("RS256 has numbers side by side")
	}
}

func FuzzECDSAFromDER(f *testing.F) {
	for _, seed := range []string{"3006020100020100", "3007020200ff020102", "30820006020101020102"} {
		data, _ := hex.DecodeString(seed)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for alg := range orders {
			raw, ok := ECDSAFromDER(alg, data)
			if !ok {
				continue
			}
			if ECDSARange(alg, raw) == ECDSAUnread {
				t.Fatalf("%s: %x becomes %x, which cannot be read", alg, data, raw)
			}
			// Whatever is read is the one DER form of its numbers.
			size := len(raw) / 2
			back, err := asn1.Marshal([]*big.Int{new(big.Int).SetBytes(raw[:size]), new(big.Int).SetBytes(raw[size:])})
			if err != nil || !bytes.Equal(back, data) {
				t.Fatalf("%s: %x becomes %x, which is %x (%v)", alg, data, raw, back, err)
			}
		}
	})
}
