package inspect

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"jotlens/jose"
)

// signatureFindings runs what judges the form of a signature.
func signatureFindings(alg string, signature []byte, s Signature) (found []Finding) {
	encode := base64.RawURLEncoding.EncodeToString
	token := jose.Parse(encode([]byte(`{"alg":"`+alg+`"}`)) + ".e30." + encode(signature))
	f := &facts{token: token, alg: alg, signature: s}
	for _, rules := range [][]Rule{algRules, signatureRules} {
		for _, rule := range rules {
			rule.Check(f, func(h Hit) { found = append(found, rule.finding(h)) })
		}
	}
	return found
}

func der(r, s []byte) []byte {
	number := func(n []byte) []byte {
		n = bytes.TrimLeft(n, "\x00")
		if len(n) == 0 || n[0] >= 0x80 {
			n = append([]byte{0}, n...)
		}
		return append([]byte{2, byte(len(n))}, n...)
	}
	body := append(number(r), number(s)...)
	if len(body) > 127 {
		return append([]byte{0x30, 0x81, byte(len(body))}, body...)
	}
	return append([]byte{0x30, byte(len(body))}, body...)
}

func TestTheFormOfAnECDSASignature(t *testing.T) {
	bytesOf := func(n int, b byte) []byte { return bytes.Repeat([]byte{b}, n) }
	zeros, _ := base64.RawURLEncoding.DecodeString("MAYCAQACAQA")
	tests := []struct {
		name, alg string
		signature []byte
		want      string
	}{
		{"ordinary", "ES256", bytesOf(64, 0x11), ""},
		{"ordinary", "ES384", bytesOf(96, 0x11), ""},
		{"ordinary", "ES512", append(bytesOf(1, 0), bytesOf(131, 0x01)...), ""},
		{"ordinary", "ES256K", bytesOf(64, 0x11), ""},
		{"DER", "ES256", der(bytesOf(32, 0x11), bytesOf(32, 0x22)), "ecdsa-der-signature"},
		{"DER with leading zeros", "ES256", der(bytesOf(32, 0x99), bytesOf(32, 0x88)), "ecdsa-der-signature"},
		{"short DER", "ES256", der(bytesOf(20, 0x11), bytesOf(31, 0x22)), "ecdsa-der-signature"},
		{"DER", "ES384", der(bytesOf(48, 0x11), bytesOf(48, 0x22)), "ecdsa-der-signature"},
		{"DER", "ES512", der(bytesOf(66, 0x01), bytesOf(66, 0x01)), "ecdsa-der-signature"},
		{"DER", "ES256K", der(bytesOf(32, 0x11), bytesOf(32, 0x22)), "ecdsa-der-signature"},
		{"DER of another curve", "ES256", der(bytesOf(48, 0x11), bytesOf(48, 0x22)), "signature-length"},
		{"DER and more", "ES256", append(der(bytesOf(32, 0x11), bytesOf(32, 0x22)), 0), "signature-length"},
		{"DER under RSA", "RS256", der(bytesOf(32, 0x11), bytesOf(32, 0x22)), ""},
		{"too short", "ES256", bytesOf(63, 0x11), "signature-length"},
		{"zeros", "ES256", make([]byte, 64), "ecdsa-zero-signature"},
		{"zeros", "ES384", make([]byte, 96), "ecdsa-zero-signature"},
		{"zeros", "ES512", make([]byte, 132), "ecdsa-zero-signature"},
		{"r is zero", "ES256", append(make([]byte, 32), bytesOf(32, 1)...), "ecdsa-zero-signature"},
		{"s is zero", "ES256", append(bytesOf(32, 1), make([]byte, 32)...), "ecdsa-zero-signature"},
		{"too large", "ES256", bytesOf(64, 0xff), "ecdsa-zero-signature"},
		{"zeros in DER", "ES256", zeros, "ecdsa-zero-signature"},
		{"zeros in DER", "ES512", zeros, "ecdsa-zero-signature"},
		{"too large, in DER", "ES256", der(bytesOf(32, 0xff), bytesOf(32, 0xff)), "ecdsa-zero-signature"},
		{"zeros under HMAC", "HS512", make([]byte, 64), ""},
		{"zeros under EdDSA", "Ed25519", make([]byte, 64), ""},
	}
	for _, test := range tests {
		var got []string
		for _, f := range signatureFindings(test.alg, test.signature, Signature{}) {
			got = append(got, f.ID)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s %s: %v, want %q", test.alg, test.name, got, test.want)
		}
	}
}

func TestADERSignatureThatVerifiesOnceConvertedIsCalledSo(t *testing.T) {
	no := false
	signature := der(bytes.Repeat([]byte{0x11}, 32), bytes.Repeat([]byte{0x22}, 32))
	for want, near := range map[bool][]NearMiss{true: {{Code: "ps256"}, {Code: "der"}}, false: {{Code: "ps256"}}} {
		found := signatureFindings("ES256", signature, Signature{Matches: &no, Near: near})
		if len(found) != 1 || strings.Contains(found[0].Message, "it verifies with your key.") != want || !strings.Contains(found[0].Message, "64 bytes; this is 70.") {
			t.Errorf("near misses %v: %v", near, found)
		}
	}
}

// Java 15 to 18 verified these for every message and key.
func TestAZeroSignatureIsNeverVerified(t *testing.T) {
	encode := base64.RawURLEncoding.EncodeToString
	for alg, size := range map[string]int{"ES256": 64, "ES384": 96, "ES512": 132, "ES256K": 64} {
		key := map[string]string{
			"ES256": headerJWK,
			"ES384": `{"kty":"EC","crv":"P-384","x":"qofKIr6LBTeOscce8yCtdG4dO2KLp5uYWfdB4IJUKjhVAvJdv1UpbDpUXjhydgq3","y":"NhfeSpYmLG9dnpi_kpLcKfj0Hb0omhR86doxE7XwuMAKYLHOHX6BnXpDHXyQ6g5f"}`,
		}[alg]
		for _, signature := range []string{encode(make([]byte, size)), "MAYCAQACAQA", encode(bytes.Repeat([]byte{0xff}, size))} {
			for _, k := range []string{key, "", goodSecret} {
				r := inspect(encode([]byte(`{"alg":"`+alg+`"}`))+".e30."+signature, k, jose.Auto)
				if r.Signature.State == Verified || r.Signature.Matches != nil && *r.Signature.Matches || !has(r, "ecdsa-zero-signature") {
					t.Errorf("%s with %.20s: %s; %s", alg, signature, r.Signature.State, ids(r))
				}
				checkAgrees(t, r)
			}
		}
	}
}

func TestTheTwinOfASignatureIsNamedOnlyWhenItVerifies(t *testing.T) {
	yes, no := true, false
	high, low := append(bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{0x99}, 32)...), bytes.Repeat([]byte{0x11}, 64)
	tests := []struct {
		name, alg string
		signature []byte
		matches   *bool
		want      bool
	}{
		{"high and verified", "ES256", high, &yes, true},
		{"low and verified", "ES256", low, &yes, false},
		{"high and invalid", "ES256", high, &no, false},
		{"high and not checked", "ES256", high, nil, false},
		{"under HMAC", "HS512", high, &yes, false},
	}
	for _, test := range tests {
		found := signatureFindings(test.alg, test.signature, Signature{Matches: test.matches})
		if got := len(found) == 1 && found[0].ID == "ecdsa-high-s"; got != test.want || !test.want && len(found) > 0 {
			t.Errorf("%s: %v", test.name, found)
		}
	}
}
