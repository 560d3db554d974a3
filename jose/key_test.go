package jose

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestReadKeyReadsSecretsInEveryEncoding(t *testing.T) {
	tests := []struct {
		text     string
		encoding Encoding
		want     string
	}{
		{"secret\n", Auto, "secret\n"},
		{"secret\n", UTF8, "secret\n"},
		{"é", Auto, "é"},
		{" aGk= \n", Base64, "hi"},
		{"aGk", Base64, "hi"},
		{"+/8", Base64, "\xfb\xff"},
		{"-_8", Base64URL, "\xfb\xff"},
		{`{"kty":"oct","k":"aGk"}`, Base64URL, "hi"},
		{`{"kty":"oct","k":"aGk"}`, UTF8, `{"kty":"oct","k":"aGk"}`},
		{"6869", Hex, "hi"},
		{"6869\n", Hex, "hi"},
		{"{not json", Auto, "{not json"},
		{`{"a":1}`, Auto, `{"a":1}`},
		{`{"kty":"oct","k":"aGk"}`, Auto, "hi"},
		{`{"kty":"oct","k":"aGk"}`, UTF8, `{"kty":"oct","k":"aGk"}`},
	}
	for _, test := range tests {
		k, err := ReadKey(test.text, test.encoding)
		if err != nil || string(k.Bytes) != test.want {
			t.Errorf("%q as %s is %+v (%v), want %q", test.text, test.encoding, k, err, test.want)
		}
	}
	if k, err := ReadKey("", Auto); k != nil || err != nil {
		t.Errorf("no text is %v, %v", k, err)
	}
}

func TestReadKeyNamesWhatIsWrong(t *testing.T) {
	tests := []struct {
		text     string
		encoding Encoding
		want     string
	}{
		{"a-b_", Base64, `this is not base64: character 2 is "-"`},
		{" a+b/", Base64URL, `this is not base64url: character 3 is "+"`},
		{"a", Base64, "this is not base64: it ends too early"},
		{"68zz", Hex, `this is not hex: character 3 is "z"`},
		{"686", Hex, "this is not hex: it ends too early"},
		{"68é9", Hex, `this is not hex: character 3 is "é"`},
		{`{"kty":"oct"}`, Auto, `this JWK is a secret (kty "oct") without its "k"`},
		{`{"kty":"oct","k":"a+b"}`, Auto, `the "k" of this JWK is not base64url`},
		{`{"kty":"oct","k":"aGk","k":"aGk"}`, Auto, `this JWK has two members called "k"`},
		{`{"kty":7}`, Auto, `this JWK has no "kty", so nobody knows what it is`},
		{`{"keys":[]}`, Auto, "this JWK Set has no keys"},
		{`{"kty":"oct","k":"aGk"`, Auto, "this begins like a JWK, but its JSON is broken"},
	}
	for _, test := range tests {
		k, err := ReadKey(test.text, test.encoding)
		if err == nil || err.Error() != test.want {
			t.Errorf("%q as %s: %v, %v; want %q", test.text, test.encoding, k, err, test.want)
		}
	}
}

func publicKeyDER(t *testing.T) []byte {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestNoPublicKeyIsASecretHoweverItIsReadOrDressed(t *testing.T) {
	der := publicKeyDER(t)
	block := string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	jwk := `{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}`
	texts := map[string]string{
		"PEM":                  block,
		"PEM after a space":    " " + block,
		"PEM after a BOM":      "\ufeff" + block,
		"PEM in one line":      strings.ReplaceAll(block, "\n", " "),
		"DER in base64":        base64.StdEncoding.EncodeToString(der),
		"DER in wrapped lines": base64.StdEncoding.EncodeToString(der)[:64] + "\n" + base64.StdEncoding.EncodeToString(der)[64:],
		"raw DER":              string(der),
		"DER in hex":           hex.EncodeToString(der),
		"base64 of a PEM":      base64.StdEncoding.EncodeToString([]byte(block)),
		"base64 of a JWK":      base64.RawURLEncoding.EncodeToString([]byte(jwk)),
		"an SSH key":           "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea me@example.com",
		"an SSH key of a chip": "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t",
		"PEM after text":       "the key is\n" + block + "and no other\n",
		"PEM with \\n":         strings.ReplaceAll(block, "\n", `\n`),
		"PEM in JSON":          `{"key":"` + strings.ReplaceAll(block, "\n", `\n`) + `"}`,
		"PEM in a header":      strings.NewReplacer("\n", "%0A", " ", "%20").Replace(block),
		"a JWK in a string":    strconv.Quote(jwk),
		"a list of JWKs":       `[` + jwk + `]`,
		"a set of no use":      `{"keys":[{"kty":"RSA"}]}`,
		"a JWK":                jwk,
		"a JWK Set":            `{"keys":[` + jwk + `]}`,
	}
	for _, hidden := range []string{" ", "\t", "\r\n", "\v\f", "\ufeff", "\u200b", "\u00a0", "\u2028", "\x00", "\u202e", "\u00ad", " \u200b\ufeff\n"} {
		texts[strconv.Quote(hidden)+" before a PEM"] = hidden + block
		texts[strconv.Quote(hidden)+" before a JWK"] = hidden + jwk
		texts[strconv.Quote(hidden)+" before DER"] = hidden + base64.StdEncoding.EncodeToString(der)
		texts[strconv.Quote(hidden)+" after a JWK"] = jwk + hidden
	}
	for name, text := range texts {
		for _, encoding := range append([]Encoding{""}, Encodings...) {
			k, err := ReadKey(text, encoding)
			if err != nil {
				t.Errorf("%s as %q: %v", name, encoding, err)
			} else if !k.Asymmetric() || k.Bytes != nil {
				t.Errorf("%s as %q is a %s that could be used as a secret", name, encoding, k.Kind)
			}
		}
	}
	for encoding, text := range map[Encoding]string{
		Base64:    base64.StdEncoding.EncodeToString([]byte(block)),
		Base64URL: base64.RawURLEncoding.EncodeToString(der),
	} {
		if k, err := ReadKey(text, encoding); err != nil || !k.Asymmetric() {
			t.Errorf("a public key inside %s is %+v (%v)", encoding, k, err)
		}
	}
}

func TestAJWKSetKeepsTheKeysThatCanBeUsed(t *testing.T) {
	k, err := ReadKey(`{"keys":[{"kty":"oct","k":"aGk","kid":"one"},{"kty":"oct"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"two"},7,{"kty":"RSA","kid":"three"}]}`, Auto)
	if err != nil || k.Kind != KindJWKSet || len(k.Keys) != 2 {
		t.Fatalf("%+v, %v", k, err)
	}
	if k.Asymmetric() || k.Keys[0].KeyID != "one" || !k.Keys[1].Asymmetric() {
		t.Errorf("keys are %+v", k.Keys)
	}
	want := []SkippedKey{
		{1, "", TypeOct, `this JWK is a secret (kty "oct") without its "k"`},
		{3, "", "", "a JWK must be a JSON object"},
		{4, "three", TypeRSA, `this RSA JWK has no "n"`},
	}
	if !slices.Equal(k.Skipped, want) {
		t.Errorf("skipped are %+v", k.Skipped)
	}
	many := `{"keys":[` + strings.Repeat(`{"kty":"oct","k":"aGk"},`, MaxKeys) + `{"kty":"oct","k":"aGk"}]}`
	if _, err := ReadKey(many, Auto); err == nil {
		t.Error("a set without bound is read")
	}
}

// RFC 4055 §1.2: such a key is for RSASSA-PSS alone and, with parameters, for
// one hash.
func TestAKeyForPSSVerifiesNothingElse(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	public := x509.MarshalPKCS1PublicKey(&private.PublicKey)
	sha := func(n int) pkix.AlgorithmIdentifier {
		return pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, n}}
	}
	type parameters struct {
		Hash pkix.AlgorithmIdentifier `asn1:"explicit,tag:0"`
		MGF  pkix.AlgorithmIdentifier `asn1:"explicit,tag:1"`
		Salt int                      `asn1:"explicit,tag:2"`
	}
	marshal := func(v any) asn1.RawValue {
		der, err := asn1.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return asn1.RawValue{FullBytes: der}
	}
	pss := func(hash, mask, salt int) asn1.RawValue {
		mgf1 := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}, Parameters: marshal(sha(mask))}
		return marshal(parameters{sha(hash), mgf1, salt})
	}
	for _, c := range []struct {
		parameters asn1.RawValue
		permitted  string
	}{
		{asn1.RawValue{}, "PS256 PS384 PS512"},
		{asn1.NullRawValue, "PS256 PS384 PS512"},
		{pss(1, 1, 32), "PS256"},
		{pss(2, 2, 20), "PS384"},
		{pss(3, 3, 64), "PS512"},
		{pss(1, 1, 33), ""},
		{pss(1, 2, 32), ""},
		{marshal([]int{}), ""}, // the defaults: SHA-1
	} {
		der, err := asn1.Marshal(spkiDER{pkix.AlgorithmIdentifier{Algorithm: oidRSAPSS, Parameters: c.parameters}, asn1.BitString{Bytes: public, BitLength: 8 * len(public)}})
		if err != nil {
			t.Fatal(err)
		}
		k, problem := ReadKey(encode64(der), Auto)
		if problem != nil || k.Public == nil || len(k.Notes) != 1 {
			t.Fatalf("%+v, %v", k, problem)
		}
		var permitted []string
		for _, alg := range []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"} {
			if k.PermitsVerifying(alg) == Permitted {
				permitted = append(permitted, alg)
			}
		}
		if got := strings.Join(permitted, " "); got != c.permitted {
			t.Errorf("%x permits %q, want %q", c.parameters.FullBytes, got, c.permitted)
		}
	}
}
