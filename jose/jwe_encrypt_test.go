package jose

import (
	"bytes"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	gojose "github.com/go-jose/go-jose/v4"
)

// sealingKeys are the keys that fit an algorithm: the one to encrypt with, the
// one to decrypt with, and what go-jose takes for the latter.
func sealingKeys(t *testing.T, m keyManagement, e contentEncryption) (to, from *Key, theirs any) {
	t.Helper()
	switch m.family {
	case familyRSA15, familyOAEP:
		k := made()["RSA-2048"]
		return k, k, k.Private
	case familyECDH:
		k := made()["P-384"]
		return k, k, k.Private
	case familyPBES2:
		k := secretKey("a password")
		return k, k, k.Bytes
	}
	size := m.bytes
	if m.family == familyDirect {
		size = e.keyBytes
	}
	secret, err := randomBytes(rand.Reader, size)
	if err != nil {
		t.Fatal(err)
	}
	k := &Key{Kind: KindSecret, Bytes: secret}
	return k, k, secret
}

func TestEveryJWEThatIsMadeOpens(t *testing.T) {
	plaintext := []byte(`{"sub":"zoë"}`)
	opened := 0
	for _, m := range keyManagements {
		for _, e := range contentEncryptions {
			to, from, theirs := sealingKeys(t, m, e)
			header := `{"alg":"` + m.name + `", "enc":"` + e.name + `","typ":"JWT","apu":"QQ","apv":"Qg","p2c":1000,"iv":"x","tag":"x","epk":{},"p2s":"x"}`
			token, fault := Encrypt(header, plaintext, to, rand.Reader)
			if fault != nil {
				t.Errorf("%s, %s: %v", m.name, e.name, fault)
				continue
			}
			if got, fault, _ := decrypt(t, token, from); fault != nil || !bytes.Equal(got.Plaintext, plaintext) {
				t.Errorf("%s, %s: we cannot open it: %v", m.name, e.name, fault)
			}
			parsed, err := gojose.ParseEncryptedCompact(token, []gojose.KeyAlgorithm{gojose.KeyAlgorithm(m.name)}, []gojose.ContentEncryption{gojose.ContentEncryption(e.name)})
			if err == nil {
				var got []byte
				if got, err = parsed.Decrypt(theirs); err == nil && !bytes.Equal(got, plaintext) {
					err = errors.New("another text")
				}
			}
			switch unknown := m.hash == 384 && m.family == familyOAEP || m.hash == 512 && m.family == familyOAEP; {
			case unknown && err == nil:
				t.Errorf("go-jose knows %s by now", m.name)
			case !unknown && err != nil:
				t.Errorf("%s, %s: go-jose cannot open it: %v\n%s", m.name, e.name, err, token)
			}
			opened++
		}
	}
	if opened == 0 {
		t.Fatal("none was made")
	}
}

func TestAHeaderStaysAsItWasWritten(t *testing.T) {
	const header = "{ \"enc\" : \"A128GCM\",\n \"alg\":\"dir\", \"x\":1.0 }"
	token, fault := Encrypt(header, nil, secretKey(sealKey), rand.Reader)
	if fault != nil {
		t.Fatal(fault)
	}
	if got := string(Parse(token).Segments[0].Bytes); got != header {
		t.Errorf("header %s", got)
	}
	x25519, err := ReadKey(`{"kty":"OKP","crv":"X25519","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"}`, Auto)
	if err != nil {
		t.Fatal(err)
	}
	token, fault = Encrypt(`{"alg":"ECDH-ES+A128KW","enc":"A128GCM","x": 1.0}`, nil, x25519, rand.Reader)
	if fault != nil {
		t.Fatal(fault)
	}
	if got := string(Parse(token).Segments[0].Bytes); !strings.HasPrefix(got, `{"alg":"ECDH-ES+A128KW","enc":"A128GCM","x": 1.0,"epk":{"kty":"OKP","crv":"X25519","x":"`) {
		t.Errorf("header %s", got)
	}
}

func TestWhatCannotBeEncryptedSaysWhy(t *testing.T) {
	marked := func(use, alg string, ops ...string) *Key {
		k := *made()["RSA-2048"]
		k.Kind, k.Use, k.Alg, k.Ops = KindJWK, use, alg, ops
		return &k
	}
	rsaHeader := `{"alg":"RSA-OAEP","enc":"A128GCM"}`
	tests := []struct {
		name, header string
		key          *Key
		want         string
	}{
		{"no JSON", `{`, secretKey(sealKey), "jwe-malformed"},
		{"twice the same", `{"alg":"dir","alg":"dir","enc":"A128GCM"}`, secretKey(sealKey), "jwe-malformed"},
		{"no alg", `{"enc":"A128GCM"}`, secretKey(sealKey), "jwe-malformed"},
		{"no enc", `{"alg":"dir"}`, secretKey(sealKey), "jwe-malformed"},
		{"a signature", `{"alg":"HS256","enc":"A128GCM"}`, secretKey(sealKey), "jwe-unsupported"},
		{"compressed", `{"alg":"dir","enc":"A128GCM","zip":"DEF"}`, secretKey(sealKey), "jwe-unsupported"},
		{"critical", `{"alg":"dir","enc":"A128GCM","crit":["x"],"x":1}`, secretKey(sealKey), "crit-unsupported"},
		{"a short secret", dirHeader, secretKey("short"), "jwe-key-length"},
		{"a secret for RSA", rsaHeader, secretKey(sealKey), "jwe-key-type"},
		{"an RSA key for AES", dirHeader, made()["RSA-2048"], "jwe-key-type"},
		{"Ed25519", `{"alg":"ECDH-ES","enc":"A128GCM"}`, made()["Ed25519"], "jwe-key-type"},
		{"an empty password", `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM"}`, secretKey(""), "jwe-key-type"},
		{"too many rounds", `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1200001}`, secretKey("x"), "jwe-p2c-high"},
		{"a bad apu", `{"alg":"ECDH-ES","enc":"A128GCM","apu":"!"}`, made()["P-256"], "jwe-malformed"},
		{"a key for signatures", rsaHeader, marked("sig", ""), "jwe-alg-key-mismatch"},
		{"a key for another algorithm", rsaHeader, marked("", "RSA-OAEP-256"), "jwe-alg-key-mismatch"},
		{"a key that only verifies", rsaHeader, marked("", "", "verify"), "jwe-alg-key-mismatch"},
		{"a set without one", dirHeader, &Key{Kind: KindJWKSet, Keys: []*Key{made()["P-256"], made()["Ed25519"]}}, "jwe-no-key"},
		{"no key", dirHeader, nil, "jwe-no-key"},
	}
	for _, test := range tests {
		if token, fault := Encrypt(test.header, []byte("x"), test.key, rand.Reader); token != "" || fault == nil || fault.Code != test.want {
			t.Errorf("%s: %q, %v, want %s", test.name, token, fault, test.want)
		}
	}
	set := &Key{Kind: KindJWKSet, Keys: []*Key{made()["P-256"], marked("sig", ""), marked("enc", "")}}
	if _, fault := Encrypt(rsaHeader, nil, set, rand.Reader); fault != nil {
		t.Errorf("a set with a key that fits: %v", fault)
	}
	for _, header := range []string{dirHeader, `{"alg":"A128KW","enc":"A128GCM"}`, `{"alg":"A128GCMKW","enc":"A128GCM"}`} {
		if _, fault := Encrypt(header, nil, secretKey(sealKey), iotest.ErrReader(errors.New("empty"))); fault == nil || fault.Code != "jwe-no-random" {
			t.Errorf("%s without chance: %v", header, fault)
		}
	}
}
