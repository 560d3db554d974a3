package jose

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"encoding/json"
	"fmt"
	"hash"
	"math/big"
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

func TestRoundsAreCheckedBeforeTheFirst(t *testing.T) {
	bomb := strings.TrimSpace(readJWEVector(t, "cve-2023-50967.jwe"))
	opened, err, w := decrypt(t, bomb, testKey(t, readJWEVector(t, "cve-2023-50967.jwk")))
	if opened != nil || err.Code != "jwe-p2c-high" || err.Args["n"] != "1000000000" || w.Rounds != 0 || w.Tries != 0 {
		t.Errorf("%v after %d rounds", err, w.Rounds)
	}
	for p2c, code := range map[string]string{
		"0": "jwe-p2c-high", "-1": "jwe-p2c-high", "1200001": "jwe-p2c-high", "2000000000": "jwe-p2c-high", "1e3": "jwe-p2c-high", "1000.0": "jwe-p2c-high",
		"99999999999999999999999": "jwe-p2c-high", `"1000"`: "jwe-p2c-high", "null": "jwe-p2c-high", "[1]": "jwe-p2c-high",
	} {
		header := `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":` + p2c + `}`
		if _, err, w := decrypt(t, seal(t, header, strings.Repeat("k", 24), nil), secretKey("password")); err.Code != code || w.Rounds != 0 {
			t.Errorf("p2c %s: %v after %d rounds", p2c, err, w.Rounds)
		}
	}
	for name, header := range map[string]string{
		"no p2c":         `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA"}`,
		"no salt":        `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000}`,
		"seven bytes":    `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":"AAAAAAAAAA"}`,
		"padded salt":    `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":"AAAAAAAAAAA="}`,
		"an array":       `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":["AAAAAAAAAAA"]}`,
		"an odd p2c too": `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":{},"p2s":""}`,
	} {
		if _, err, w := decrypt(t, seal(t, header, strings.Repeat("k", 24), nil), secretKey("password")); !strings.HasPrefix(err.Code, "jwe-p2c-") || w.Rounds != 0 {
			t.Errorf("%s: %v after %d rounds", name, err, w.Rounds)
		}
	}
}

func TestOnePasswordIsTried(t *testing.T) {
	header := `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":1000}`
	set := &Key{Kind: KindJWKSet}
	for i := range 200 {
		set.Keys = append(set.Keys, &Key{Kind: KindJWKSecret, Bytes: []byte{byte(i + 1)}})
	}
	_, err, w := decrypt(t, seal(t, header, strings.Repeat("k", 24), nil), set)
	if err.Code != "jwe-too-much-work" || w.Rounds != 1000 || w.Tries != 1 {
		t.Errorf("%v after %d tries and %d rounds", err, w.Tries, w.Rounds)
	}
}

// deflated is data in DEFLATE, as small as it gets.
func deflated(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const zipHeader = `{"alg":"dir","enc":"A128GCM","zip":"DEF"}`

func TestInflatingStopsAtTheBound(t *testing.T) {
	bomb := deflated(t, make([]byte, 30<<20))
	_, err, w := decrypt(t, seal(t, zipHeader, "", bomb), secretKey(sealKey))
	if err.Code != "jwe-zip-bomb" || w.Inflated > 250_001 || w.Inflated < 250_000 {
		t.Errorf("%v after %d bytes", err, w.Inflated)
	}
	// A small ciphertext may become ten times as long, and 1 KB.
	small := deflated(t, make([]byte, 50_000))
	_, err, w = decrypt(t, seal(t, zipHeader, "", small), secretKey(sealKey))
	if limit := 10*len(small) + 1000; err.Code != "jwe-zip-bomb" || w.Inflated != limit+1 {
		t.Errorf("%v after %d bytes of %d", err, w.Inflated, limit)
	}
	limit := 0
	for n := 1; n < 3000; n++ { // the longest text that is within its own bound
		if n <= maxInflated(len(deflated(t, make([]byte, n)))) {
			limit = n
		}
	}
	if opened, err, _ := decrypt(t, seal(t, zipHeader, "", deflated(t, make([]byte, limit))), secretKey(sealKey)); err != nil || len(opened.Plaintext) != limit {
		t.Errorf("%d bytes are refused: %v", limit, err)
	}
	if _, err, _ := decrypt(t, seal(t, zipHeader, "", deflated(t, make([]byte, limit+1))), secretKey(sealKey)); err == nil {
		t.Errorf("%d bytes are let through", limit+1)
	}
	good := deflated(t, []byte("hello"))
	for name, data := range map[string][]byte{"cut": good[:len(good)-2], "longer": append(bytes.Clone(good), 0), "no DEFLATE": []byte("\xff\xff"), "empty": nil} {
		if _, err, _ := decrypt(t, seal(t, zipHeader, "", data), secretKey(sealKey)); err == nil || err.Code != "jwe-malformed" {
			t.Errorf("%s: %v", name, err)
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
