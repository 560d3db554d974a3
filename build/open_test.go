package build

import (
	"strings"
	"testing"
)

func TestTokensAreOpenedAsTheyAre(t *testing.T) {
	const crlf = "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"
	tests := []struct {
		token, header, payload string
		plain                  bool
	}{
		{encode(crlf) + "." + encode(`{"n":1.0}`) + ".AAAA", crlf, `{"n":1.0}`, false},
		{encode(`{"alg":"HS256"}`) + "." + encode("any text") + ".AAAA", `{"alg":"HS256"}`, "any text", true},
		{"Bearer " + encode(`{"alg":"HS256"}`) + "." + encode(`{}`) + ".AAAA", `{"alg":"HS256"}`, `{}`, false},
		{`{"sub":"zoe"}`, `{"alg":"HS256","typ":"JWT"}`, `{"sub":"zoe"}`, false},
	}
	for _, test := range tests {
		r := judge(test.token, secret)
		o, why := Open(&r, now)
		if why != "" || o.From.Header != test.header || o.From.Payload != test.payload || o.Plain != test.plain {
			t.Errorf("%s: %+v, %q", test.token, o, why)
		}
		if strings.HasPrefix(test.token, "Bearer ") && o.From.Token != test.token[7:] {
			t.Errorf("the token is %q", o.From.Token)
		}
	}
}

func TestAnEmptyBoxGivesANewToken(t *testing.T) {
	r := judge("", "")
	o, why := Open(&r, now)
	if why != "" || o.From.Token != "" {
		t.Fatalf("%+v, %q", o, why)
	}
	b := Sign(Draft{Header: o.From.Header, Payload: o.From.Payload, From: o.From, Key: secret}, nil)
	if made := judge(b.Token, secret); !b.Signed || made.Signature.State != "verified" || made.Time.State != "valid" {
		t.Errorf("%+v: %+v", b, made.Time)
	}
}

func TestWhatCannotBeEditedSaysWhy(t *testing.T) {
	header, payload := encode(`{"alg":"HS256"}`), encode(`{}`)
	tests := map[string]string{
		`{"payload":"` + payload + `","protected":"` + header + `","signature":"AAAA"}`: "json-form",
		header + "." + payload + ".AAAA~":                                               "sd-jwt",
		header + "..AAAA":                                                               "detached",
		header + "." + encode("\x00\xff") + ".AAAA":                                     "binary",
		header + "." + payload:                                                          "broken",
		"not a token":                                                                   "broken",
		encode(`{"alg":"dir","enc":"A128GCM"}`) + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA": "encrypted",
		encode(`{"alg":"HS256","b64":false,"crit":["b64"]}`) + ".$02.AAAA":                         "unencoded",
	}
	for token, want := range tests {
		r := judge(token, "")
		if o, why := Open(&r, now); why != want || o.From.Header != "" {
			t.Errorf("%s: %q, want %q", token, why, want)
		}
	}
}

func TestLineEndsSurviveAnEditor(t *testing.T) {
	tests := []struct{ text, original, want string }{
		{"a\nb", "a\r\nb", "a\r\nb"},
		{"a\nb\nc", "a\r\nb", "a\r\nb\r\nc"},
		{"a\nb", "a\rb", "a\rb"},
		{"a\nb\nc", "a\rb\nc", "a\rb\nc"},
		{"a\nx", "a\rb\nc", "a\nx"},
		{"a\nx", "a\nb", "a\nx"},
	}
	for _, test := range tests {
		if got := Typed(test.text, test.original); got != test.want {
			t.Errorf("%q of %q: %q, want %q", test.text, test.original, got, test.want)
		}
	}
}

func TestAnotherKeySignsAnew(t *testing.T) {
	const header, payload = `{"alg":"HS256"}`, `{"sub":"zoe"}`
	first := Sign(Draft{Header: header, Payload: payload, Key: secret}, nil)
	d := Draft{Header: header, Payload: payload, From: Original{first.Token, header, payload}, Rekey: true, Key: secret}
	if b := Sign(d, nil); !b.Same {
		t.Errorf("the key that verifies it: %+v", b)
	}
	d.Key += "!"
	if b := Sign(d, nil); b.Same || !b.Signed || b.Token == first.Token {
		t.Errorf("another key: %+v", b)
	}
	d.Rekey = false
	if b := Sign(d, nil); !b.Same {
		t.Errorf("the key that was there: %+v", b)
	}
	d.Compact, d.Header = true, `{ "alg": "HS256" }`
	if b := Sign(d, nil); !b.Same || b.Token != first.Token {
		t.Errorf("white space that is left out: %+v", b)
	}
}
