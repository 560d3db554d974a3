package jose

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"fmt"
	"hash"
	"math/big"
	"slices"
	"strings"
	"testing"
)

// TestRSA15HasNoOracle holds RSA1_5 to one answer, whatever is wrong: a wrong
// padding must not be told from a wrong tag (RFC 7516 §11.5).
func TestRSA15HasNoOracle(t *testing.T) {
	v := readCookbook(t, "rfc7520/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json")
	key := testKey(t, string(v.Input.Key))
	token := Parse(v.Output.Compact)
	answers := map[string]int{}
	for at := range 64 { // most of these have no padding
		_, err, w := decrypt(t, change(token, 1, at*4), key)
		answers[fmt.Sprint(err.Code, err.Args, w.Tries)]++
	}
	_, err, w := decrypt(t, change(token, 4, 0), key) // the padding is right
	answers[fmt.Sprint(err.Code, err.Args, w.Tries)]++
	if len(answers) != 1 {
		t.Errorf("there are %d answers: %v", len(answers), answers)
	}
	private := key.Private.(*rsa.PrivateKey)
	broken := make([]byte, private.Size())
	first, _ := sessionKey(private, broken, 32)
	again, _ := sessionKey(private, broken, 32)
	broken[private.Size()-1] = 2
	other, _ := sessionKey(private, broken, 32)
	if !bytes.Equal(first, again) || bytes.Equal(first, other) || bytes.Equal(first, make([]byte, 32)) {
		t.Error("the key for a wrong padding can be told from a real one")
	}
}

func TestRSAOAEPWithLongHashes(t *testing.T) {
	v := readCookbook(t, "rfc7520/5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json")
	text := strings.Replace(string(v.Input.Key), `"alg": "RSA-OAEP",`, "", 1)
	key := testKey(t, text)
	public := key.Public.(*rsa.PublicKey)
	for alg, h := range map[string]func() hash.Hash{"RSA-OAEP-384": sha512.New384, "RSA-OAEP-512": sha512.New} {
		encrypted, err := rsa.EncryptOAEP(h(), rand.Reader, public, []byte(sealKey), nil)
		if err != nil {
			t.Fatal(err)
		}
		token := seal(t, `{"alg":"`+alg+`","enc":"A128GCM"}`, string(encrypted), []byte("hello"))
		if opened, err, _ := decrypt(t, token, key); err != nil || string(opened.Plaintext) != "hello" {
			t.Errorf("%s: %v", alg, err)
		}
		short, err := rsa.EncryptOAEP(h(), rand.Reader, public, []byte(sealKey[:15]), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err, _ := decrypt(t, seal(t, `{"alg":"`+alg+`","enc":"A128GCM"}`, string(short), nil), key); err.Code != "jwe-malformed" {
			t.Errorf("%s with a short content key: %v", alg, err)
		}
	}
	if _, err, _ := decrypt(t, seal(t, `{"alg":"RSA-OAEP-512","enc":"A128GCM"}`, "too short", nil), key); err.Code != "jwe-wrong-key" || err.Args["want"] != "512" {
		t.Errorf("%v", err)
	}
}

func TestBadEphemeralKeys(t *testing.T) {
	private, err := ecdh.P256().NewPrivateKey(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	key := &Key{Kind: KindJWK, Type: TypeEC, Curve: "P-256", Private: private, Public: private.PublicKey()}
	x25519, err := ecdh.X25519().NewPrivateKey(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	okp := &Key{Kind: KindJWK, Type: TypeOKP, Curve: "X25519", Private: x25519, Public: x25519.PublicKey()}
	point := private.PublicKey().Bytes()
	x, y := encode64(point[1:33]), encode64(point[33:])
	offCurve := bytes.Clone(point[33:])
	offCurve[31] ^= 1
	ec := func(crv, x, y string) string {
		return `{"kty":"EC","crv":"` + crv + `","x":"` + x + `","y":"` + y + `"}`
	}
	tests := map[string]struct {
		epk  string
		key  *Key
		code string
	}{
		"missing":              {`null`, key, "jwe-bad-epk"},
		"no object":            {`"x"`, key, "jwe-bad-epk"},
		"a point":              {ec("P-256", x, y), key, "jwe-wrong-key"},
		"off the curve":        {ec("P-256", x, encode64(offCurve)), key, "jwe-bad-epk"},
		"the origin":           {ec("P-256", encode64(make([]byte, 32)), encode64(make([]byte, 32))), key, "jwe-bad-epk"},
		"a short coordinate":   {ec("P-256", encode64(point[2:33]), y), key, "jwe-bad-epk"},
		"a long coordinate":    {ec("P-256", encode64(append([]byte{0}, point[1:33]...)), y), key, "jwe-bad-epk"},
		"a padded coordinate":  {ec("P-256", x+"=", y), key, "jwe-bad-epk"},
		"no y":                 {`{"kty":"EC","crv":"P-256","x":"` + x + `"}`, key, "jwe-bad-epk"},
		"another curve's name": {ec("P-384", x, y), key, "jwe-bad-epk"},
		"another type":         {`{"kty":"OKP","crv":"P-256","x":"` + x + `","y":"` + y + `"}`, key, "jwe-bad-epk"},
		"an unknown curve":     {ec("secp256k1", x, y), key, "jwe-unsupported"},
		"no curve":             {`{"kty":"EC","x":"` + x + `"}`, key, "jwe-malformed"},
		"the other curve":      {`{"kty":"OKP","crv":"X25519","x":"` + encode64(x25519.PublicKey().Bytes()) + `"}`, key, "jwe-key-type"},
		"X25519":               {`{"kty":"OKP","crv":"X25519","x":"` + encode64(x25519.PublicKey().Bytes()) + `"}`, okp, "jwe-wrong-key"},
		"X25519 as EC":         {`{"kty":"EC","crv":"X25519","x":"` + encode64(x25519.PublicKey().Bytes()) + `"}`, okp, "jwe-bad-epk"},
		"X25519 too short":     {`{"kty":"OKP","crv":"X25519","x":"AAAA"}`, okp, "jwe-bad-epk"},
	}
	// All encodings of X25519 points whose shared secret is all zeros.
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	low := []*big.Int{big.NewInt(0), big.NewInt(1), new(big.Int).Sub(p, big.NewInt(1)), p, new(big.Int).Add(p, big.NewInt(1))}
	for _, hex := range []string{
		"00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0", // of order 8
		"57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f",
	} {
		n, _ := new(big.Int).SetString(hex, 16)
		low = append(low, n)
	}
	for i, n := range low {
		data := n.FillBytes(make([]byte, 32))
		slices.Reverse(data) // little-endian
		tests[fmt.Sprintf("low order %d", i)] = struct {
			epk  string
			key  *Key
			code string
		}{`{"kty":"OKP","crv":"X25519","x":"` + encode64(data) + `"}`, okp, "jwe-bad-epk"}
	}
	for name, test := range tests {
		for _, alg := range []string{"ECDH-ES", "ECDH-ES+A128KW"} {
			encrypted := ""
			if alg != "ECDH-ES" {
				encrypted = strings.Repeat("k", 24)
			}
			token := seal(t, `{"alg":"`+alg+`","enc":"A128GCM","epk":`+test.epk+`}`, encrypted, nil)
			_, err, w := decrypt(t, token, test.key)
			if err.Code != test.code || (w.Tries > 0) != (test.code == "jwe-wrong-key") {
				t.Errorf("%s, %s: %v after %d tries, want %s", name, alg, err, w.Tries, test.code)
			}
		}
	}
	if _, err, _ := decrypt(t, seal(t, `{"alg":"ECDH-ES","enc":"A128GCM","apu":"=","epk":`+ec("P-256", x, y)+`}`, "", nil), key); err.Code != "jwe-malformed" {
		t.Errorf("apu that is no base64url: %v", err)
	}
}
