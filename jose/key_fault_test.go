package jose

import (
	"bytes"
	"crypto/rsa"
	"math/big"
	"strings"
	"testing"
)

func faultCodes(k *Key) string {
	var codes []string
	for _, f := range k.Faults {
		codes = append(codes, f.Code)
	}
	return strings.Join(codes, " ")
}

func jwkRSA(n, e *big.Int) string {
	return `{"kty":"RSA","n":"` + encode64(n.Bytes()) + `","e":"` + encode64(e.Bytes()) + `"}`
}

// rocaModulus has the residues of a faulty modulus.
func rocaModulus(bits uint) *big.Int {
	m := big.NewInt(2)
	for _, p := range rocaPrimes {
		m.Mul(m, new(big.Int).SetUint64(p))
	}
	n := new(big.Int).Exp(big.NewInt(65537), big.NewInt(12345), m) // odd, because m is even
	high := new(big.Int).Lsh(big.NewInt(1), bits-1)
	high.Div(high, m)
	high.Add(high, big.NewInt(1))
	return n.Add(n, high.Mul(high, m))
}

func TestWhatIsWrongWithAnRSAKey(t *testing.T) {
	odd := func(bits uint) *big.Int { // 2^(bits-1) + 1
		n := new(big.Int).Lsh(big.NewInt(1), bits-1)
		return n.SetBit(n, 0, 1)
	}
	usual := big.NewInt(65537)
	tests := []struct {
		name   string
		n, e   *big.Int
		codes  string
		usable bool
	}{
		{"2048 bits", odd(2048), usual, "", true},
		{"2047 bits", odd(2047), usual, "rsa-key-short", true},
		{"512 bits", odd(512), usual, "rsa-key-short", true},
		{"16384 bits", odd(16384), usual, "", true},
		{"16385 bits", odd(16385), usual, "rsa-key-long", false},
		{"a modulus of 16 KiB", odd(8 * 16 << 10), usual, "rsa-key-long", false},
		{"an even exponent", odd(2048), big.NewInt(65536), "rsa-bad-exponent", false},
		{"exponent 0", odd(2048), big.NewInt(0), "rsa-bad-exponent", false},
		{"exponent 1", odd(2048), big.NewInt(1), "rsa-bad-exponent", false},
		{"exponent 2", odd(2048), big.NewInt(2), "rsa-bad-exponent", false},
		{"exponent 3", odd(2048), big.NewInt(3), "rsa-bad-exponent", true},
		{"exponent 2^31-1", odd(2048), big.NewInt(1<<31 - 1), "", true},
		{"exponent 2^31+1", odd(2048), big.NewInt(1<<31 + 1), "rsa-bad-exponent", false},
		{"a huge exponent", odd(2048), odd(2048), "rsa-bad-exponent", false},
		{"a faulty modulus", rocaModulus(2048), usual, "rsa-roca", false},
		{"a short faulty modulus", rocaModulus(1024), usual, "rsa-key-short rsa-roca", false},
		{"everything at once", rocaModulus(1024), big.NewInt(4), "rsa-key-short rsa-bad-exponent rsa-roca", false},
	}
	for _, test := range tests {
		k, err := ReadKey(jwkRSA(test.n, test.e), Auto)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := faultCodes(k); got != test.codes || (k.Public != nil) != test.usable || k.Bits != test.n.BitLen() || !k.Asymmetric() {
			t.Errorf("%s: faults are %q, public %v", test.name, got, k.Public)
		}
		if k.refused() == test.usable {
			t.Errorf("%s: refused is %v", test.name, k.refused())
		}
	}
}

func TestNoRFCKeyIsFaulty(t *testing.T) {
	checked := 0
	for _, name := range keyVectors(t) {
		k, _ := ReadKey(readVector(t, name), Auto)
		for _, member := range k.Members() {
			if public, ok := member.Public.(*rsa.PublicKey); ok {
				checked++
				if isROCA(public.N) {
					t.Errorf("%s is a faulty modulus", name)
				}
			}
		}
	}
	if checked < 8 {
		t.Errorf("%d RSA keys", checked)
	}
}

func TestPointsAreOnTheirCurve(t *testing.T) {
	const x, y = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
	ec := func(crv, x, y string) string {
		return `{"kty":"EC","crv":"` + crv + `","x":"` + x + `","y":"` + y + `"}`
	}
	zeros := encode64(make([]byte, 32))
	ed := func(y *big.Int, sign byte) string {
		b := y.FillBytes(make([]byte, 32))
		b[0] |= sign
		for i := range 16 {
			b[i], b[31-i] = b[31-i], b[i]
		}
		return `{"kty":"OKP","crv":"Ed25519","x":"` + encode64(b) + `"}`
	}
	order8, _ := new(big.Int).SetString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", 16)
	littleEndian := order8.Bytes()
	for i := range 16 {
		littleEndian[i], littleEndian[31-i] = littleEndian[31-i], littleEndian[i]
	}
	order8.SetBytes(littleEndian)
	minus := func(n int64) *big.Int { return new(big.Int).Sub(edwardsP, big.NewInt(n)) }
	tests := []struct{ name, text, codes, note string }{
		{"the key of RFC 7515 A.3", ec("P-256", x, y), "", ""},
		{"a wrong y", ec("P-256", x, x), "ec-invalid-point", ""},
		{"the point at infinity", ec("P-256", zeros, zeros), "ec-invalid-point", ""},
		{"a short x", ec("P-256", encode64(make([]byte, 31)), y), "ec-invalid-point", ""},
		{"a long y", ec("P-256", x, encode64(make([]byte, 33))), "ec-invalid-point", ""},
		{"another curve", ec("P-384", x, y), "ec-invalid-point", ""},
		{"secp256k1", ec("secp256k1", x, y), "", "unusable-curve"},
		{"Ed448", `{"kty":"OKP","crv":"Ed448","x":"` + encode64(make([]byte, 57)) + `"}`, "", "unusable-curve"},
		{"X448", `{"kty":"OKP","crv":"X448","x":"` + encode64(make([]byte, 56)) + `"}`, "", "unusable-curve"},
		{"an Ed25519 key", `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`, "", ""},
		{"order 1", ed(big.NewInt(1), 0), "ec-invalid-point", ""},
		{"order 2", ed(minus(1), 0), "ec-invalid-point", ""},
		{"order 4", ed(big.NewInt(0), 0), "ec-invalid-point", ""},
		{"order 4, the other", ed(big.NewInt(0), 0x80), "ec-invalid-point", ""},
		{"order 8", ed(order8, 0), "ec-invalid-point", ""},
		{"order 8, the other", ed(new(big.Int).Sub(edwardsP, order8), 0x80), "ec-invalid-point", ""},
		{"y = p", ed(edwardsP, 0), "ec-invalid-point", ""},
		{"y = p + 1", ed(new(big.Int).Add(edwardsP, big.NewInt(1)), 0), "ec-invalid-point", ""},
		{"no point of Ed25519", ed(big.NewInt(2), 0), "ec-invalid-point", ""},
	}
	for _, test := range tests {
		k, err := ReadKey(test.text, Auto)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		note := ""
		if len(k.Notes) > 0 {
			note = k.Notes[0].Code
		}
		if faultCodes(k) != test.codes || note != test.note || (k.Public != nil) != (test.codes == "" && note == "") {
			t.Errorf("%s: faults are %v, notes %v, public %v", test.name, k.Faults, k.Notes, k.Public)
		}
	}
}

func TestEdwardsCurvePassesGoodKeys(t *testing.T) {
	for i := range 64 {
		k := &Key{Curve: "Ed25519"}
		if !k.setOKPPrivate(bytes.Repeat([]byte{byte(i)}, 32)) || k.Public == nil {
			t.Errorf("seed %d: %v", i, k.Faults)
		}
	}
}

func TestHalvesThatDoNotBelongTogetherAreNoKey(t *testing.T) {
	// The last character before the change is not the last of its value, so that
	// no unused bit is set.
	change := func(text, name string) string {
		at := strings.Index(text, `"`+name+`":"`) + len(name) + 8
		c := byte('A')
		if text[at] == c {
			c = 'B'
		}
		return text[:at] + string(c) + text[at+1:]
	}
	tests := []struct{ file, member string }{
		{"rfc7520_3.2.jwk", "d"}, {"rfc7515_A.3.jwk", "d"},
		{"rfc7520_3.4.jwk", "d"}, {"rfc7520_3.4.jwk", "n"}, {"rfc7520_3.4.jwk", "p"}, {"rfc7520_3.4.jwk", "q"},
	}
	for _, test := range tests {
		text := readVector(t, test.file)
		if k, err := ReadKey(text, Auto); err != nil || k.Private == nil {
			t.Fatalf("%s: %v", test.file, err)
		}
		if k, err := ReadKey(change(text, test.member), Auto); err == nil || err.Code != "jwk-mismatch" {
			t.Errorf("%s with another %s is %+v, %v", test.file, test.member, k, err)
		}
	}
	// A key without its primes is checked by its exponents.
	k, _ := ReadKey(readVector(t, "rfc7520_3.4.jwk"), Auto)
	private := k.Private.(*rsa.PrivateKey)
	bare := strings.TrimSuffix(jwkRSA(private.N, big.NewInt(int64(private.E))), "}")
	for d, want := range map[*big.Int]string{private.D: "", new(big.Int).Add(private.D, big.NewInt(2)): "jwk-mismatch"} {
		got := ""
		k, err := ReadKey(bare+`,"d":"`+encode64(d.Bytes())+`"}`, Auto)
		if err != nil {
			got = err.Code
		} else if k.Private == nil {
			got = "not private"
		}
		if got != want {
			t.Errorf("without primes: %q, want %q", got, want)
		}
	}
	many := strings.Repeat(bare+`,"d":"`+encode64(private.D.Bytes())+`"},`, maxExponents+3)
	set, err := ReadKey(`{"keys":[`+many[:len(many)-1]+`]}`, Auto)
	if err != nil || len(set.Keys) != maxExponents+3 {
		t.Fatalf("%+v, %v", set, err)
	}
	for i, k := range set.Keys {
		if (k.Private != nil) != (i < maxExponents) || !k.IsPrivate || k.Public == nil {
			t.Errorf("key %d: private is %v", i, k.Private != nil)
		}
	}
}
