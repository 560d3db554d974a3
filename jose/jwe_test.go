package jose

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// decrypt opens a text with a key.
func decrypt(t testing.TB, token string, k *Key) (*Opened, *JWEError, *Work) {
	t.Helper()
	j := ReadJWE(Parse(token))
	if j == nil {
		t.Fatalf("%.100s is no JWE", token)
	}
	w := &Work{}
	opened, err := j.Decrypt(k, w)
	if (opened == nil) == (err == nil) {
		t.Fatalf("Decrypt gives %v and %v", opened, err)
	}
	return opened, err, w
}

// sealKey is the content key of sealed tokens.
const sealKey = "0123456789abcdef"

// seal makes a JWE in compact form with A128GCM and a content key that is the
// secret itself, unless the header says something else.
func seal(t testing.TB, header, encryptedKey string, plaintext []byte) string {
	t.Helper()
	block, err := aes.NewCipher([]byte(sealKey))
	if err != nil {
		t.Fatal(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	iv := make([]byte, 12)
	protected := encode64([]byte(header))
	sealed := aead.Seal(nil, iv, plaintext, []byte(protected))
	at := len(sealed) - 16
	return strings.Join([]string{protected, encode64([]byte(encryptedKey)), encode64(iv), encode64(sealed[:at]), encode64(sealed[at:])}, ".")
}

const dirHeader = `{"alg":"dir","enc":"A128GCM"}`

func secretKey(secret string) *Key { return &Key{Kind: KindSecret, Bytes: []byte(secret)} }

func TestJWEIsReadIntoItsParts(t *testing.T) {
	flat := `{"tag":"dGFn","protected":"eyJhbGciOiJkaXIifQ","unprotected":{"x":1},"header":{"y":2},"encrypted_key":"a2V5","iv":"aXY","ciphertext":"Y3Q"}`
	token := Parse(flat)
	if token.Kind != KindJWEJSON || token.Header.Member("alg") == nil || len(token.Unprotected) != 2 || len(token.Segments) != 5 {
		t.Fatalf("read as %s with %d headers and %d segments", token.Kind, len(token.Unprotected), len(token.Segments))
	}
	for i, want := range []string{`{"alg":"dir"}`, "key", "iv", "ct", "tag"} {
		s := token.Segments[i]
		if string(s.Bytes) != want || flat[s.Span.Start:s.Span.End] != s.Text {
			t.Errorf("the %s is %q at %v", JWESegments[i], s.Bytes, s.Span)
		}
	}
	if got := Parse(`{"ciphertext":"","recipients":[{"header":{"alg":"dir"}},{"header":{"alg":"A128KW"}}]}`); got.Alg() != "dir" || got.Header != nil {
		t.Errorf("the algorithm of the first recipient is %q", got.Alg())
	}
	for _, text := range []string{"", "a.b.c", `{"signature":"x"}`, `{"a":1}`} {
		if ReadJWE(Parse(text)) != nil {
			t.Errorf("%q is read as a JWE", text)
		}
	}
}

// change gives the token with one byte of a part changed.
func change(token *Token, part, at int) string {
	s := token.Segments[part]
	bent := bytes.Clone(s.Bytes)
	bent[at] ^= 1
	return token.Text[:s.Span.Start] + encode64(bent) + token.Text[s.Span.End:]
}

func TestAChangedJWENeverOpens(t *testing.T) {
	changed := 0
	for _, v := range jweVectors(t) {
		key, token := testKey(t, v.key), Parse(v.token)
		opened, err, _ := decrypt(t, v.token, key)
		if err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
		for part, s := range token.Segments {
			if len(s.Bytes) == 0 || part == 1 && opened.Recipient != 0 {
				continue // there is nothing to change, or it is another recipient's
			}
			step := 1
			if key.Bytes == nil || key.Kind == KindSecret {
				step = len(s.Bytes)/2 + 1 // these take long
			}
			for at := 0; at < len(s.Bytes); at += step {
				changed++
				if opened, _, _ := decrypt(t, change(token, part, at), key); opened != nil {
					t.Errorf("%s opens with byte %d of its %s changed", v.name, at, JWESegments[part])
				}
			}
		}
	}
	if changed < 5000 {
		t.Errorf("only %d changes were tried", changed)
	}
}

func TestTheChangedJSONFormNeverOpens(t *testing.T) {
	v := readCookbook(t, "rfc7520/5_10.including_additional_authentication_data.json")
	token := string(v.Output.JSONFlat)
	key := testKey(t, string(v.Input.Key))
	if opened, err, _ := decrypt(t, token, key); opened == nil {
		t.Fatal(err)
	}
	at := strings.Index(token, `"aad"`)
	start := at + strings.IndexByte(token[at:], ':') + 3
	for i := start; token[i] != '"'; i++ {
		bent := []byte(token)
		bent[i] = 'A'
		if token[i] == 'A' {
			bent[i] = 'B'
		}
		if opened, _, _ := decrypt(t, string(bent), key); opened != nil {
			t.Errorf("opens with character %d of its aad changed", i-start)
		}
	}
}

func readCookbook(t testing.TB, name string) (c cookbookJWE) {
	t.Helper()
	if err := json.Unmarshal([]byte(readJWEVector(t, name)), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNoVectorOpensWithTheKeyOfAnother(t *testing.T) {
	vectors := jweVectors(t)
	keys := map[string]*Key{} // by what they are made of
	material := func(k *Key) string {
		switch private := k.Private.(type) {
		case *rsa.PrivateKey:
			return private.D.String()
		case *ecdsa.PrivateKey:
			d, err := private.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			return string(d)
		case *ecdh.PrivateKey:
			return string(private.Bytes())
		}
		return string(k.Bytes)
	}
	opens := map[string][]string{} // materials by token
	for _, v := range vectors {
		k := testKey(t, v.key)
		keys[material(k)] = k
		opens[v.token] = append(opens[v.token], material(k))
	}
	if len(keys) < 10 {
		t.Fatalf("only %d keys", len(keys))
	}
	for token, own := range opens {
		for m, k := range keys {
			opened, _, _ := decrypt(t, token, k)
			if (opened != nil) != slices.Contains(own, m) {
				t.Errorf("%.60s opens with a key of another vector: %v", token, opened != nil)
			}
		}
	}
}

func TestKeysThatDoNotFit(t *testing.T) {
	cookbook := func(name string) (string, string) {
		v := readCookbook(t, "rfc7520/"+name)
		return v.Output.Compact, string(v.Input.Key)
	}
	rsa15, rsa15Key := cookbook("5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json")
	ecdhES, ecdhKey := cookbook("5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2.json")
	_, p384Key := cookbook("5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm.json")
	kw, kwKey := cookbook("5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json")
	direct, directKey := cookbook("5_6.direct_encryption_using_aes-gcm.json")
	gcmKW, _ := cookbook("5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2.json")
	password, _ := cookbook("5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json")
	with := func(key, members string) *Key { return testKey(t, strings.Replace(key, "{", "{"+members+",", 1)) }
	without := func(key string) string { // its use and alg, so that others can be given
		return strings.NewReplacer(`"use": "enc",`, "", `"alg": "A128KW",`, "", `"alg": "A128GCM",`, "").Replace(key)
	}
	public := func(k *Key) *Key { k.Private = nil; return k }
	tests := []struct {
		name, token string
		key         *Key
		code        string
	}{
		{"a public RSA key", rsa15, public(testKey(t, rsa15Key)), "jwe-public-key"},
		{"a public EC key", ecdhES, public(testKey(t, ecdhKey)), "jwe-public-key"},
		{"an RSA key for key wrap", kw, testKey(t, rsa15Key), "jwe-key-type"},
		{"a secret for RSA", rsa15, secretKey("secret"), "jwe-key-type"},
		{"an EC key for RSA", rsa15, testKey(t, ecdhKey), "jwe-key-type"},
		{"another curve", ecdhES, testKey(t, p384Key), "jwe-key-type"},
		{"a PEM as a password", password, &Key{Kind: KindPEM, Text: "-----BEGIN"}, "jwe-key-type"},
		{"an empty password", password, secretKey(""), "jwe-key-type"},
		{"a short secret for key wrap", kw, secretKey("short"), "jwe-key-length"},
		{"a long secret for key wrap", kw, secretKey("0123456789abcdef0"), "jwe-key-length"},
		{"a short secret for direct", direct, secretKey("short"), "jwe-key-length"},
		{"a short secret for GCM key wrap", gcmKW, secretKey("0123456789abcdef"), "jwe-key-length"},
		{"RSA for OAEP only", rsa15, with(rsa15Key, `"alg":"RSA-OAEP"`), "jwe-alg-key-mismatch"},
		{"RSA for signatures", rsa15, with(without(rsa15Key), `"use":"sig"`), "jwe-alg-key-mismatch"},
		{"RSA to verify", rsa15, with(rsa15Key, `"key_ops":["verify","sign"]`), "jwe-alg-key-mismatch"},
		{"RSA to encrypt", rsa15, with(rsa15Key, `"key_ops":["encrypt","wrapKey"]`), "jwe-alg-key-mismatch"},
		{"RSA to decrypt", rsa15, with(rsa15Key, `"key_ops":["decrypt"]`), ""},
		{"RSA to unwrap", rsa15, with(rsa15Key, `"key_ops":["unwrapKey"]`), ""},
		{"EC for another algorithm", ecdhES, with(ecdhKey, `"alg":"ECDH-ES+A128KW"`), "jwe-alg-key-mismatch"},
		{"EC for signatures", ecdhES, with(ecdhKey, `"alg":"ES256"`), "jwe-alg-key-mismatch"},
		{"EC to derive", ecdhES, with(ecdhKey, `"key_ops":["deriveBits"]`), ""},
		{"a secret for HMAC", kw, with(without(kwKey), `"alg":"HS256"`), "jwe-alg-key-mismatch"},
		{"a secret for nothing", kw, with(kwKey, `"key_ops":[]`), "jwe-alg-key-mismatch"},
		{"direct by the name of enc", direct, with(without(directKey), `"alg":"A128GCM"`), ""},
		{"direct by its own name", direct, with(without(directKey), `"alg":"dir"`), ""},
		{"direct by another enc", direct, with(without(directKey), `"alg":"A256GCM"`), "jwe-alg-key-mismatch"},
		{"the wrong secret", kw, secretKey("0123456789abcdef"), "jwe-wrong-key"},
		{"the wrong direct secret", direct, secretKey("0123456789abcdef"), "jwe-wrong-key"},
		{"the wrong GCM secret", gcmKW, secretKey("0123456789abcdef0123456789abcdef"), "jwe-wrong-key"},
		{"the wrong password", password, secretKey("password"), "jwe-wrong-key"},
		{"a set with nothing that fits", kw, &Key{Kind: KindJWKSet, Keys: []*Key{testKey(t, rsa15Key), secretKey("x")}}, "jwe-no-key"},
		{"a set with the key", kw, &Key{Kind: KindJWKSet, Keys: []*Key{testKey(t, rsa15Key), secretKey("0123456789abcdef"), testKey(t, kwKey)}}, ""},
		{"a set whose named key is for something else", kw, &Key{Kind: KindJWKSet, Keys: []*Key{with(without(kwKey), `"alg":"A256KW"`)}}, "jwe-alg-key-mismatch"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			opened, err, w := decrypt(t, test.token, test.key)
			if test.code == "" && err == nil {
				return
			}
			if opened != nil || err.Code != test.code {
				t.Fatalf("%v, want %s", err, test.code)
			}
			if tried := test.code == "jwe-wrong-key"; (w.Tries > 0) != tried {
				t.Errorf("%d keys were tried", w.Tries)
			}
		})
	}
	// A name in a header is only a hint: what fits is tried after it.
	other := secretKey("0123456789abcdef")
	other.KeyID = ReadJWE(Parse(kw)).text(0, "kid")
	real := testKey(t, kwKey)
	real.KeyID = "renamed"
	if opened, err, w := decrypt(t, kw, &Key{Kind: KindJWKSet, Keys: []*Key{real, other}}); err != nil || opened.Key != real || w.Tries != 2 {
		t.Errorf("%v after %d tries", err, w.Tries)
	}
}

func TestARightKeyAndAChangedContentAreToldApart(t *testing.T) {
	for name, code := range map[string]string{
		"5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json": "jwe-wrong-key",
		"5_6.direct_encryption_using_aes-gcm.json":                "jwe-wrong-key",
		"5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json":     "jwe-changed",
		"5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json":        "jwe-changed",
	} {
		v := readCookbook(t, "rfc7520/"+name)
		token := Parse(v.Output.Compact)
		if _, err, _ := decrypt(t, change(token, 4, 0), testKey(t, string(v.Input.Key))); err == nil || err.Code != code {
			t.Errorf("%s: %v, want %s", name, err, code)
		}
	}
}
