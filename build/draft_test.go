package build

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const secret = "correct-horse-battery-staple-of-32-bytes"

// judge is what the inspector says about a token.
func judge(token, key string) inspect.Report {
	return inspect.Inspect(inspect.Request{Input: token, Key: key, KeyEncoding: jose.Auto, Now: now, Leeway: inspect.DefaultLeeway})
}

// newKey makes a key in the form that it would have in the key box.
func newKey(t *testing.T, recipe string) string {
	t.Helper()
	k, err := jose.Generate(recipe, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text, err := k.JWK(true)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestADraftIsSignedAsItIsWritten(t *testing.T) {
	const header, payload = "{ \"alg\":\"HS256\" }", "{\n  \"n\": 1.0, \"zo\\u00eb\":1,\"a\":9007199254740993,\"a\":2\n}"
	b := Sign(Draft{Header: header, Payload: payload, Key: secret}, rand.Reader)
	if b.Problem != nil || !b.Signed || b.Header != header || b.Payload != payload {
		t.Fatalf("%+v", b)
	}
	r := judge(b.Token, secret)
	if r.Signature.State == inspect.Unverified || r.Signature.Matches == nil || !*r.Signature.Matches || r.Payload.Text != payload {
		t.Errorf("%s: %+v", r.Payload.Text, r.Signature)
	}
	b = Sign(Draft{Header: header, Payload: payload, Key: secret, Compact: true}, rand.Reader)
	if b.Header != `{"alg":"HS256"}` || b.Payload != `{"n":1.0,"zo\u00eb":1,"a":9007199254740993,"a":2}` {
		t.Errorf("compact: %+v", b)
	}
	b = Sign(Draft{Header: header, Payload: "any text", Plain: true, Compact: true, Key: secret}, rand.Reader)
	if b.Problem != nil || b.Payload != "any text" || !strings.HasSuffix(strings.Split(b.Token, ".")[1], encode("any text")) {
		t.Errorf("plain: %+v", b)
	}
}

// Every algorithm, signed in the form of the key box, is verified.
func TestEveryAlgorithmIsSignedAndVerified(t *testing.T) {
	keys := map[string]string{}
	signed := 0
	for _, a := range jose.Algorithms {
		recipe, ok := jose.RecipeFor(a.Name)
		if !ok {
			continue
		}
		if keys[recipe.Name] == "" {
			keys[recipe.Name] = newKey(t, recipe.Name)
		}
		key := keys[recipe.Name]
		b := Sign(Draft{Header: `{"alg":"` + a.Name + `","typ":"JWT"}`, Payload: `{"sub":"zoe"}`, Key: key}, rand.Reader)
		if b.Problem != nil || !b.Signed {
			t.Errorf("%s: %+v", a.Name, b.Problem)
			continue
		}
		if r := judge(b.Token, key); r.Signature.State != inspect.Verified {
			t.Errorf("%s: %+v", a.Name, r.Signature)
		}
		signed++
	}
	if signed < 13 {
		t.Errorf("only %d algorithms", signed)
	}
}

func TestUndoingAllChangesBringsBackTheToken(t *testing.T) {
	const header, payload = `{"alg":"HS256"}`, `{"sub":"zoe"}`
	original := Original{Token: encode(header) + "." + encode(payload) + ".c2lnbmF0dXJl", Header: header, Payload: payload}
	same := Sign(Draft{Header: header, Payload: payload, Key: secret, From: original}, rand.Reader)
	if !same.Same || same.Token != original.Token || same.Problem != nil {
		t.Errorf("%+v", same)
	}
	changed := Sign(Draft{Header: header, Payload: `{"sub":"eve"}`, Key: secret, From: original}, rand.Reader)
	if changed.Same || !changed.Signed || strings.HasSuffix(changed.Token, ".c2lnbmF0dXJl") {
		t.Errorf("%+v", changed)
	}
	unsigned := Sign(Draft{Header: header, Payload: `{"sub":"eve"}`, From: original}, rand.Reader)
	if unsigned.Signed || !strings.HasSuffix(unsigned.Token, ".c2lnbmF0dXJl") || unsigned.Problem == nil || unsigned.Problem.Code != "no-key" {
		t.Errorf("without a key: %+v, %+v", unsigned, unsigned.Problem)
	}
}

func TestWhatCannotBeBuiltSaysWhy(t *testing.T) {
	const header, payload = `{"alg":"HS256"}`, `{"sub":"zoe"}`
	long := `{"x":"` + strings.Repeat("x", MaxText) + `"}`
	rsa := newKey(t, "RSA-2048")
	key, err := jose.ReadKey(rsa, jose.Auto)
	if err != nil {
		t.Fatal(err)
	}
	public, _ := key.PEM(false)
	tests := []struct {
		header, payload, key string
		part, code           string
		line, column         int
		token                bool
	}{
		{"{\n  \"alg\": \"HS256\",\n  }", payload, secret, "header", "not-json", 2, 17, false},
		{header, "{\"sub\":\n \"zoë\" x}", secret, "payload", "not-json", 2, 8, false},
		{header, "{} {}", secret, "payload", "trailing", 1, 4, false},
		{header, "", secret, "payload", "not-json", 1, 1, false},
		{"[]", payload, secret, "header", "not-object", 0, 0, false},
		{long, payload, secret, "header", "too-long", 0, 0, false},
		{header, long, secret, "payload", "too-long", 0, 0, false},
		{`{}`, payload, secret, "header", "alg-missing", 0, 0, false},
		{`{"alg":1}`, payload, secret, "header", "alg-missing", 0, 0, false},
		{`{"alg":"XS256"}`, payload, secret, "header", "alg-unknown", 0, 0, true},
		{`{"alg":"ES256K"}`, payload, secret, "header", "alg-unsupported", 0, 0, true},
		{`{"alg":"RSA-OAEP"}`, payload, rsa, "header", "alg-not-signature", 0, 0, true},
		{`{"alg":"HS256","b64":false,"crit":["b64"]}`, payload, secret, "header", "b64", 0, 0, false},
		{header, payload, "", "key", "no-key", 0, 0, true},
		{header, payload, "-----BEGIN PUBLIC KEY-----", "key", "key-unreadable", 0, 0, true},
		{header, payload, rsa, "key", "key-misfit", 0, 0, true},
		{`{"alg":"RS256"}`, payload, public, "key", "key-public", 0, 0, true},
		{`{"alg":"HS256"}`, payload, `{"kty":"oct","k":"AAAA","use":"enc"}`, "key", "key-not-for-this", 0, 0, true},
		{`{"alg":"dir","enc":"A128GCM"}`, payload, "short", "key", "jwe-key-length", 0, 0, false},
		{`{"alg":"dir","enc":"x"}`, payload, "short", "header", "jwe-unsupported", 0, 0, false},
		{`{"alg":"dir","enc":"A128GCM"}`, payload, "", "key", "no-key", 0, 0, false},
	}
	for _, test := range tests {
		b := Sign(Draft{Header: test.header, Payload: test.payload, Key: test.key}, rand.Reader)
		p := b.Problem
		if p == nil || p.Part != test.part || p.Code != test.code || p.Line != test.line || p.Column != test.column || (b.Token != "") != test.token || b.Signed {
			t.Errorf("%.60s %.60s: %+v, token %q, want %+v", test.header, test.payload, p, b.Token, test)
		}
	}
	if b := Sign(Draft{Header: `{"alg":"none"}`, Payload: payload}, rand.Reader); b.Problem != nil || b.Signed || !strings.HasSuffix(b.Token, ".") {
		t.Errorf("none: %+v", b)
	}
}

func TestADraftIsEncrypted(t *testing.T) {
	inner := Sign(Draft{Header: `{"alg":"HS256"}`, Payload: `{"sub":"zoe"}`, Key: secret}, rand.Reader)
	key := newKey(t, "RSA-2048")
	b := Sign(Draft{Header: `{"alg":"RSA-OAEP-256","enc":"A256GCM","cty":"JWT"}`, Payload: inner.Token, Plain: true, Key: key}, rand.Reader)
	if b.Problem != nil || !b.Signed {
		t.Fatalf("%+v", b.Problem)
	}
	r := judge(b.Token, key)
	if r.Encryption == nil || r.Encryption.State != "decrypted" || r.Nested == nil || r.Nested.Payload.Text != `{"sub":"zoe"}` {
		t.Errorf("%+v", r.Encryption)
	}
	b = Sign(Draft{Header: `{"alg":"ECDH-ES","enc":"A256GCM"}`, Payload: `{"sub":"zoe"}`, Key: newKey(t, "P-256")}, rand.Reader)
	if b.Problem != nil || !strings.Contains(b.Header, `"epk"`) {
		t.Errorf("%+v", b)
	}
}
