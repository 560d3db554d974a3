package inspect

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

const (
	rfc7515Token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	rfc7515Key   = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
	demoToken    = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
	goodSecret   = "correct-horse-battery-staple-of-32-bytes-and-more"
)

func inspect(input, key string, encoding jose.Encoding) Report {
	return Inspect(Request{Input: input, Key: key, KeyEncoding: encoding, Now: noon, Leeway: DefaultLeeway})
}

func TestTheSignatureVerdict(t *testing.T) {
	own := sign(t, "", `{"sub":"zoe","iat":1795521600,"exp":1795522200}`, goodSecret)
	rs256 := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256"}`)) + ".e30." + strings.Repeat("A", 342)
	tests := []struct {
		name, input, key string
		encoding         jose.Encoding
		want             SignatureState
		rule             string // a finding that must be there
	}{
		{"RFC 7515 A.1 with its key", rfc7515Token, rfc7515Key, jose.Base64URL, Verified, "expired"},
		{"RFC 7515 A.1 with its JWK", rfc7515Token, `{"kty":"oct","k":"` + rfc7515Key + `"}`, jose.Auto, Verified, "expired"},
		{"the classic demo token", demoToken, "your-256-bit-secret", jose.Auto, Verified, "hmac-key-short"},
		{"one's own token without a key", own, "", jose.Auto, Unverified, "unverified"},
		{"one's own token with its key", own, goodSecret, jose.Auto, Verified, ""},
		{"the wrong key", own, goodSecret + "x", jose.Auto, Invalid, "signature-mismatch"},
		{"the right key read wrongly", own, base64.StdEncoding.EncodeToString([]byte(goodSecret)), jose.UTF8, Invalid, "secret-encoding-hint"},
		{"a key that cannot be read", own, "not hex", jose.Hex, Unverifiable, "unverified"},
		{"alg none", "eyJhbGciOiJub25lIn0.e30.", "", jose.Auto, Refused, "alg-none"},
		{"alg none with a key", "eyJhbGciOiJub25lIn0.e30.", goodSecret, jose.Auto, Refused, "alg-none"},
		{"a removed signature", own[:strings.LastIndexByte(own, '.')+1], goodSecret, jose.Auto, Refused, "signature-empty"},
		{"a wrapped token with its key", own[:40] + "\n" + own[40:], goodSecret, jose.Auto, Refused, "whitespace-inside"},
		{"a padded token with its key", own + "=", goodSecret, jose.Auto, Refused, "base64-padding"},
		{"an empty secret", sign(t, "", `{}`, ""), "", jose.Auto, Refused, "hmac-key-empty"},
		{"an empty secret and another key", sign(t, "", `{}`, ""), goodSecret, jose.Auto, Refused, "hmac-key-empty"},
		{"a PEM for HS256", own, "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEApNzkyhOAPRwhadi867u8izc6wkCIgfuKiSVDR3wVw/M=\n-----END PUBLIC KEY-----\n", jose.Auto, Refused, "hmac-key-is-public-key"},
		{"an alg that nobody knows", sign(t, "", `{}`, goodSecret)[20:], goodSecret, jose.Auto, Unverifiable, ""},
		{"RS256 without a key", rs256, "", jose.Auto, Unverified, "unverified"},
		{"RS256 with a secret", rs256, goodSecret, jose.Auto, Refused, "key-type-mismatch"},
		{"crit", sign(t, `{"alg":"HS256","crit":["x"],"x":1}`, `{}`, goodSecret), goodSecret, jose.Auto, Refused, "crit-unsupported"},
		{"a JWK for another algorithm", own, `{"kty":"oct","alg":"HS512","k":"` + base64.RawURLEncoding.EncodeToString([]byte(goodSecret)) + `"}`, jose.Auto, Refused, "jwk-alg-mismatch"},
		{"a JWK for encryption", own, `{"kty":"oct","use":"enc","k":"` + base64.RawURLEncoding.EncodeToString([]byte(goodSecret)) + `"}`, jose.Auto, Refused, "jwk-use"},
		{"duplicate alg", sign(t, `{"alg":"none","alg":"HS256"}`, `{}`, goodSecret), goodSecret, jose.Auto, Refused, "duplicate-header-member"},
		{"text after the header", sign(t, `{"alg":"HS256"} {}`, `{}`, goodSecret), goodSecret, jose.Auto, Refused, "json-trailing-data"},
		{"half a token", own[:strings.LastIndexByte(own, '.')], goodSecret, jose.Auto, Unverifiable, "segment-count"},
		{"a sentence", "this is not a token", goodSecret, jose.Auto, Unverifiable, "segment-count"},
		{"nothing", "", goodSecret, jose.Auto, Unverified, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := inspect(test.input, test.key, test.encoding)
			if r.Signature.State != test.want {
				t.Errorf("the state is %s (%s), want %s; findings: %s", r.Signature.State, r.Signature.Reason, test.want, ids(r))
			}
			if test.rule != "" && !has(r, test.rule) {
				t.Errorf("%s is missing from: %s", test.rule, ids(r))
			}
			if test.input != "" {
				checkAgrees(t, r)
			}
		})
	}
}

func TestARefusedTokenStillSaysWhetherItsSignatureMatches(t *testing.T) {
	own := sign(t, "", `{"sub":"zoe"}`, goodSecret)
	for key, want := range map[string]bool{goodSecret: true, goodSecret + "x": false} {
		r := inspect(own+"=", key, jose.Auto)
		if r.Signature.Matches == nil || *r.Signature.Matches != want {
			t.Errorf("with the key %q: matches %v, want %v", key, r.Signature.Matches, want)
		}
		if got := has(r, "verified-but-unsafe"); got != want {
			t.Errorf("with the key %q: verified-but-unsafe %v", key, got)
		}
	}
}

func TestNearMissesAreTriedAndNamed(t *testing.T) {
	secret := []byte(goodSecret)
	own := sign(t, "", `{"sub":"zoe"}`, goodSecret)
	tests := []struct {
		key      string
		encoding jose.Encoding
		want     string
	}{
		{base64.StdEncoding.EncodeToString(secret), jose.UTF8, "base64"},
		{base64.StdEncoding.EncodeToString(secret), jose.Auto, "base64"},
		{hex.EncodeToString(secret), jose.Auto, "hex"},
		{goodSecret, jose.Base64URL, "utf-8"},
		{goodSecret + "\n", jose.Auto, "no-final-newline"},
		{goodSecret + "\r\n", jose.Auto, "no-final-newline"},
		{"  " + goodSecret + " ", jose.Auto, "trimmed"},
		{`"` + goodSecret + `"`, jose.Auto, "unquoted"},
		{`'` + base64.StdEncoding.EncodeToString(secret) + `'`, jose.Auto, "base64"},
	}
	for _, test := range tests {
		r := inspect(own, test.key, test.encoding)
		if test.encoding == jose.Base64URL && r.Signature.State == Unverifiable {
			continue // a secret with characters outside the alphabet cannot be read at all
		}
		if r.Signature.State != Invalid || len(r.Signature.Near) == 0 || r.Signature.Near[0].Code != test.want {
			t.Errorf("%q as %s: %s, near misses %v; want %s", test.key, test.encoding, r.Signature.State, r.Signature.Near, test.want)
		}
	}
	newline := sign(t, "", `{}`, goodSecret+"\n")
	if near := inspect(newline, goodSecret, jose.Auto).Signature.Near; len(near) == 0 || near[0].Code != "final-newline" {
		t.Errorf("a secret that lost its newline: %v", near)
	}
	// The same key under another HMAC size: swap the header after signing.
	input := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`)) + ".e30"
	mac, _ := jose.SignHMAC("HS512", secret, input)
	r := inspect(input+"."+base64.RawURLEncoding.EncodeToString(mac), goodSecret, jose.Auto)
	if len(r.Signature.Near) == 0 || r.Signature.Near[0].Code != "hs512" {
		t.Errorf("another size: %v", r.Signature.Near)
	}
	if has(r, "secret-encoding-hint") {
		t.Error("another algorithm is reported as another encoding")
	}
}

func TestAJWKSetIsSearchedByKeyID(t *testing.T) {
	k := base64.RawURLEncoding.EncodeToString([]byte(goodSecret))
	set := `{"keys":[{"kty":"oct","kid":"old","k":"AAAA"},{"kty":"oct","kid":"new","k":"` + k + `"}]}`
	named := sign(t, `{"alg":"HS256","kid":"new"}`, `{}`, goodSecret)
	if s := inspect(named, set, jose.Auto).Signature; s.State != Verified || s.Key.KeyID != "new" {
		t.Errorf("with a kid: %s by %q", s.State, s.Key.KeyID)
	}
	if s := inspect(sign(t, "", `{}`, goodSecret), set, jose.Auto).Signature; s.State != Verified || s.Key.KeyID != "new" {
		t.Errorf("without a kid: %s by %q", s.State, s.Key.KeyID)
	}
	s := inspect(sign(t, `{"alg":"HS256","kid":"lost"}`, `{}`, goodSecret), set, jose.Auto).Signature
	if s.State != Unverifiable || s.Reason != "No key “lost” in this set; it has “old” and “new”." {
		t.Errorf("with an unknown kid: %s, %s", s.State, s.Reason)
	}
}

func TestFiveOddExpiries(t *testing.T) {
	tests := []struct {
		exp   string
		state TimeState
		rule  string
	}{
		{"1795522200000", TimeValid, "time-in-milliseconds"},
		{`"1795522200"`, TimeUnreadable, "time-not-number"},
		{"1e19", TimeUnreadable, "time-out-of-range"},
		{"1800000900.5", TimeValid, "lifetime-unknown"},
		{"0", TimeExpired, "expired"},
		{"-5", TimeExpired, "time-out-of-range"},
		{"1e999", TimeUnreadable, "time-out-of-range"},
		{"null", TimeUnreadable, "time-not-number"},
	}
	for _, test := range tests {
		r := inspect(sign(t, "", `{"exp":`+test.exp+`}`, goodSecret), "", jose.Auto)
		if r.Time.State != test.state || !has(r, test.rule) {
			t.Errorf("exp %s: %s with %s; want %s with %s", test.exp, r.Time.State, ids(r), test.state, test.rule)
		}
		if r.Time.Exp != nil {
			if data, err := json.Marshal(r.Time.Exp); err != nil || string(data) != test.exp {
				t.Errorf("exp %s is %s in the report (%v)", test.exp, data, err)
			}
		}
		checkAgrees(t, r)
	}
	if r := inspect(sign(t, "", `{"exp":1800000900.5}`, goodSecret), "", jose.Auto); has(r, "time-not-number") || has(r, "number-precision") {
		t.Errorf("a fraction of a second is held against the token: %s", ids(r))
	}
}

func TestLeewayMovesBothEndsOfTheWindow(t *testing.T) {
	token := sign(t, "", `{"nbf":1795521660,"exp":1795522200}`, goodSecret)
	tests := []struct {
		offset time.Duration
		leeway time.Duration
		want   TimeState
	}{
		{59 * time.Second, 0, TimeNotYetValid},
		{60 * time.Second, 0, TimeValid},
		{0, time.Minute, TimeValid},
		{600*time.Second - time.Millisecond, 0, TimeValid},
		{600 * time.Second, 0, TimeExpired},
		{659 * time.Second, time.Minute, TimeValid},
		{660 * time.Second, time.Minute, TimeExpired},
	}
	for _, test := range tests {
		r := Inspect(Request{Input: token, Now: noon.Add(test.offset), Leeway: test.leeway})
		if r.Time.State != test.want {
			t.Errorf("%v after noon with %v leeway: %s, want %s", test.offset, test.leeway, r.Time.State, test.want)
		}
	}
}

func TestDuplicatesAndBigNumbersAreShownAsWritten(t *testing.T) {
	r := inspect(sign(t, "", `{"role":"user","id":9007199254740993,"role":"admin"}`, goodSecret), "", jose.Auto)
	if len(r.Payload.Members) != 3 || !r.Payload.Members[0].Duplicate || !r.Payload.Members[2].Duplicate || r.Payload.Members[1].JSON != "9007199254740993" {
		t.Errorf("members are %+v", r.Payload.Members)
	}
	for _, f := range r.Findings {
		if f.ID == "duplicate-claim" && (f.Severity != Critical || f.Path != "payload.role") {
			t.Errorf("the duplicate is %s at %s", f.Severity, f.Path)
		}
	}
	if !has(r, "duplicate-claim") || !has(r, "number-precision") {
		t.Errorf("findings are %s", ids(r))
	}
}

func TestOneRuleIsListedAtMostTenTimes(t *testing.T) {
	r := inspect(sign(t, "", `{"ids":[`+strings.Repeat("9007199254740993,", 99)+`9007199254740993]}`, goodSecret), "", jose.Auto)
	listed, more := 0, 0
	for _, f := range r.Findings {
		if f.ID == "number-precision" {
			listed++
			more += f.More
		}
	}
	if listed != maxHits || more != 90 {
		t.Errorf("listed %d and %d more, want 10 and 90", listed, more)
	}
	checkAgrees(t, r)
}

func TestInputBeyondTheLimitIsNotRead(t *testing.T) {
	r := inspect(strings.Repeat("a", MaxInput+1), "", jose.Auto)
	if !has(r, "dot-flood") || r.Signature.State == Verified {
		t.Errorf("findings are %s", ids(r))
	}
}

func FuzzInspect(f *testing.F) {
	for _, seed := range []string{"", rfc7515Token, demoToken, "Bearer " + demoToken, "a.b.c", "eyJhbGciOiJub25lIn0.e30.", `{"access_token":"` + demoToken + `"}`} {
		f.Add(seed, "secret", 0)
		f.Add(seed, "", 2)
	}
	inner := sign(f, "", someone, goodSecret)
	for _, seed := range []string{encrypt(f, "dir", []byte(sharedKey), "", someone), encrypt(f, "A256KW", []byte(sharedKey), "JWT", inner), sign(f, "", inner, goodSecret)} {
		f.Add(seed, sharedKey, 0)
		f.Add(seed, `{"keys":[`+octJWK(sharedKey, "")+`,`+octJWK(goodSecret, "")+`]}`, 0)
	}
	f.Fuzz(func(t *testing.T, input, key string, encoding int) {
		if encoding < 0 || encoding >= len(jose.Encodings) {
			return
		}
		r := inspect(input, key, jose.Encodings[encoding])
		if r.Form.Kind != jose.KindEmpty {
			checkAgrees(t, r)
		}
	})
}
