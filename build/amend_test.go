package build

import (
	"crypto/rand"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/jose"
)

func TestHelpersChangeOneThing(t *testing.T) {
	const h, p = `{"alg":"HS256","typ":"JWT"}`, `{"n":9007199254740993,"a":1, "a":2}`
	tests := []struct {
		op, value, header, payload   string // before
		wantHeader, wantPayload, why string
	}{
		{"alg", "RS256", h, p, `{"alg":"RS256","typ":"JWT"}`, p, ""},
		{"alg", "RSA-OAEP-256", h, p, `{"alg":"RSA-OAEP-256","typ":"JWT","enc":"A256GCM"}`, p, ""},
		{"alg", "ES256", `{"alg":"ECDH-ES","enc":"A128GCM","epk":{},"kid":"a"}`, p, `{"alg":"ES256","kid":"a"}`, p, ""},
		{"enc", "A128GCM", `{"alg":"dir","enc":"A256GCM"}`, p, `{"alg":"dir","enc":"A128GCM"}`, p, ""},
		{"alg", "RS256", "{", p, "{", p, "header-broken"},
		{"iat", "", h, `{"iat":1}`, h, `{"iat":1795521600}`, ""},
		{"nbf", "", h, `{}`, h, `{"nbf":1795521600}`, ""},
		{"exp", "900", h, p, h, `{"n":9007199254740993,"a":1, "a":2, "exp":1795522500}`, ""},
		{"exp", "900", h, "[]", h, "[]", "payload-not-object"},
		{"exp", "900", h, "", h, `{"exp":1795522500}`, ""},
		{"claim", "email_verified", h, `{"a":1}`, h, `{"a":1,"email_verified":false}`, ""},
		{"claim", "auth_time", h, `{}`, h, `{"auth_time":1795521600}`, ""},
		{"claim", "a", h, p, h, p, "claim-there"},
		{"format", "payload", h, p, h, "{\n  \"n\": 9007199254740993,\n  \"a\": 1,\n  \"a\": 2\n}", ""},
		{"sort", "payload", h, p, h, "{\n  \"a\": 1,\n  \"a\": 2,\n  \"n\": 9007199254740993\n}", ""},
		{"compact", "payload", h, p, h, `{"n":9007199254740993,"a":1,"a":2}`, ""},
		{"format", "payload", h, "{", h, "{", "payload-broken"},
		{"format", "header", "{", p, "{", p, "header-broken"},
		{"encrypt", "", "{", p, "{", p, "no-token"},
	}
	for _, test := range tests {
		d := Draft{Header: test.header, Payload: test.payload}
		header, payload, why := Amend(d, Amendment{test.op, test.value}, now, rand.Reader)
		if header != test.wantHeader || payload != test.wantPayload || why != test.why {
			t.Errorf("%s %s: %s %s %q", test.op, test.value, header, payload, why)
		}
	}
}

func TestEachTokenGetsAnIDOfItsOwn(t *testing.T) {
	_, one, _ := Amend(Draft{Payload: "{}"}, Amendment{Op: "jti"}, now, rand.Reader)
	_, two, _ := Amend(Draft{Payload: "{}"}, Amendment{Op: "jti"}, now, rand.Reader)
	if one == two || len(one) != len(`{"jti":""}`)+22 {
		t.Errorf("%s, %s", one, two)
	}
}

func TestEveryPlaceholderIsJSON(t *testing.T) {
	for _, c := range jose.Claims {
		if _, ok := Write(placeholder(c.Name, now), Compact); !ok {
			t.Errorf("%s: %s", c.Name, placeholder(c.Name, now))
		}
	}
}

// A signed token is encrypted as suits the key, and the same key opens it.
func TestATokenIsEncryptedForTheKeyThatIsThere(t *testing.T) {
	tests := map[string]string{
		newKey(t, "RSA-2048"):              "RSA-OAEP-256",
		newKey(t, "P-256"):                 "ECDH-ES+A256KW",
		"sixteen-bytes-ab":                 "dir",
		"24-bytes-24-bytes-24-byt":         "dir",
		"32-bytes-32-bytes-32-bytes-32-by": "dir",
		secret:                             "PBES2-HS256+A128KW",
	}
	for key, want := range tests {
		inner := Sign(Draft{Header: `{"alg":"HS256"}`, Payload: `{"sub":"zoe"}`, Key: secret}, rand.Reader).Token
		d := Draft{Header: `{"alg":"HS256"}`, Payload: `{"sub":"zoe"}`, Key: key, From: Original{inner, `{"alg":"HS256"}`, `{"sub":"zoe"}`}}
		header, payload, why := Amend(d, Amendment{Op: "encrypt"}, now, rand.Reader)
		if why != "" || payload != inner || !strings.Contains(header, want) {
			t.Errorf("%s %s, %q", header, payload, why)
		}
		d.Header, d.Payload = header, payload
		b := Sign(d, rand.Reader)
		r := judge(b.Token, key)
		if r.Encryption == nil || r.Encryption.State != inspect.Decrypted || r.Nested == nil || r.Nested.Token.Text != inner {
			t.Errorf("%s: %+v, %+v", want, b.Problem, r.Encryption)
		}
	}
	if header, _, _ := Amend(Draft{Header: `{"alg":"none"}`, Payload: "{}"}, Amendment{Op: "encrypt"}, now, rand.Reader); !strings.Contains(header, "RSA-OAEP-256") {
		t.Errorf("without a key: %s", header)
	}
}

func TestAMemberIsDroppedAndNothingElse(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{"x":1}`, `{}`},
		{`{"x":1, "b":2}`, `{"b":2}`},
		{`{"a":1, "x":2}`, `{"a":1}`},
		{`{"a":1, "x":2, "b":3}`, `{"a":1, "b":3}`},
		{`{"x":1,"x":2,"a":3,"x":4}`, `{"a":3}`},
		{"{\n  \"a\": 1,\n  \"x\": 2\n}", "{\n  \"a\": 1\n}"},
		{`{"a":1}`, `{"a":1}`},
		{`[`, `[`},
	}
	for _, test := range tests {
		if got := DropMember(test.text, "x"); got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
	}
}
