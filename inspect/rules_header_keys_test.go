package inspect

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

// worst is the most severe finding of a rule, "" when it is silent.
func worst(r Report, id string) Severity {
	for _, f := range r.Findings {
		if f.ID == id {
			return f.Severity
		}
	}
	return ""
}

const headerJWK = `{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}`

// withHeader is a token with a made-up signature.
func withHeader(header, payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + "." + strings.Repeat("ERER", 21) + "EQ"
}

func TestAKeyThatTheTokenBrings(t *testing.T) {
	tests := []struct {
		name, header, key string
		want              Severity
	}{
		{"without a key", `{"alg":"ES256","jwk":` + headerJWK + `}`, "", Critical},
		{"with a key", `{"alg":"ES256","jwk":` + headerJWK + `}`, goodSecret, Warning},
		{"an ACME request", `{"alg":"ES256","nonce":"a","url":"https://acme.example.com/new","jwk":` + headerJWK + `}`, "", Warning},
		{"a DPoP proof", `{"alg":"ES256","typ":"dpop+jwt","jwk":` + headerJWK + `}`, "", ""},
		{"a DPoP proof, by its whole media type", `{"alg":"ES256","typ":"application/DPoP+jwt","jwk":` + headerJWK + `}`, "", ""},
		{"a proof for the issuer of a credential", `{"alg":"ES256","typ":"openid4vci-proof+jwt","jwk":` + headerJWK + `}`, "", ""},
		{"an empty object", `{"alg":"ES256","jwk":{}}`, "", Critical},
		{"no object", `{"alg":"ES256","jwk":"x"}`, "", ""},
		{"none", `{"alg":"ES256"}`, "", ""},
	}
	for _, test := range tests {
		r := inspect(withHeader(test.header, `{}`), test.key, jose.Auto)
		if got := worst(r, "jwk-in-header"); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if r.Signature.State == Verified {
			t.Errorf("%s is verified", test.name)
		}
		checkAgrees(t, r)
	}
}

func TestAnEmbeddedKeyThatMatchesProvesNothing(t *testing.T) {
	yes, no := true, false
	tests := []struct {
		name     string
		key      string
		given    *bool // whether the person's key matches
		embedded *Embedded
		header   string
		want     Severity
	}{
		{"another key was given", "k", &no, &Embedded{Tried: true, Matches: true}, "", Critical},
		{"the given key cannot be tried", "k", nil, &Embedded{Tried: true, Matches: true}, "", Critical},
		{"no key was given", "", nil, &Embedded{Tried: true, Matches: true}, "", Critical},
		{"the given key is the embedded one", "k", &yes, &Embedded{Tried: true, Matches: true}, "", Warning},
		{"neither matches", "k", &no, &Embedded{Tried: true}, "", Warning},
		{"it was not tried", "k", &no, &Embedded{}, "", Warning},
		{"an ACME request", "", nil, &Embedded{Tried: true, Matches: true}, `"url":"https://acme.example.com/new",`, Warning},
	}
	for _, test := range tests {
		token := jose.Parse(withHeader(`{"alg":"ES256",`+test.header+`"jwk":`+headerJWK+`}`, `{}`))
		f := &facts{token: token, req: Request{Key: test.key}, signature: Signature{Matches: test.given, Embedded: test.embedded}}
		got := Severity("")
		for _, rule := range headerKeyRules {
			rule.Check(f, func(h Hit) {
				if rule.ID == "jwk-in-header" {
					got = rule.finding(h).Severity
				}
			})
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestPrivateMembersOfAnEmbeddedKeyAreNamed(t *testing.T) {
	for _, name := range privateMembers {
		for _, typ := range []string{"JWT", "dpop+jwt"} {
			r := inspect(withHeader(`{"alg":"ES256","typ":"`+typ+`","jwk":{"kty":"EC","`+name+`":"AAEC"}}`, `{}`), "", jose.Auto)
			if worst(r, "jwk-private-in-header") != Critical || has(r, "sensitive-in-header") {
				t.Errorf("%s of %s: %s", name, typ, ids(r))
			}
		}
	}
	r := inspect(withHeader(`{"alg":"RS256","jwk":{"kty":"RSA","n":"x","e":"AQAB","d":"x","p":"x","d":"y"}}`, `{}`), "", jose.Auto)
	for _, f := range r.Findings {
		if f.ID == "jwk-private-in-header" && !strings.Contains(f.Message, "“d” and “p” of “jwk”") {
			t.Error(f.Message)
		}
	}
}

func TestAddressesOfKeys(t *testing.T) {
	tests := []struct {
		header string
		want   []string // ids that must be there
		silent []string
	}{
		{`"jku":"https://login.example.com/keys"`, []string{"jku-present"}, []string{"jku-unsafe-url", "x5u-present"}},
		{`"x5u":"https://login.example.com/cert"`, []string{"x5u-present"}, []string{"jku-unsafe-url", "jku-present"}},
		{`"jku":"https://127.1/"`, []string{"jku-present", "jku-unsafe-url"}, nil},
		{`"x5u":"https://127.1/"`, []string{"x5u-present", "jku-unsafe-url"}, nil},
		{`"jku":5`, []string{"jku-present", "jku-unsafe-url"}, nil},
		{`"jku":null`, []string{"jku-present", "jku-unsafe-url"}, nil},
		{`"jwk":{"jku":"https://127.1/"}`, nil, []string{"jku-present", "jku-unsafe-url"}},
		{`"x5t":"a"`, []string{"x5t-sha1"}, []string{"x5c-in-header"}},
		{`"x5t#S256":"a"`, nil, []string{"x5t-sha1"}},
		{`"x5c":"MIIB"`, []string{"x5c-in-header"}, nil},
	}
	for _, test := range tests {
		r := inspect(withHeader(`{"alg":"ES256","typ":"JWT",`+test.header+`}`, `{}`), "", jose.Auto)
		for _, id := range test.want {
			if !has(r, id) {
				t.Errorf("%s: %s is missing from %s", test.header, id, ids(r))
			}
		}
		for _, id := range test.silent {
			if has(r, id) {
				t.Errorf("%s: %s", test.header, id)
			}
		}
		checkAgrees(t, r)
	}
	for jku, want := range map[string]string{
		"http://login.example.com":       "“jku” is not an https URL, so whoever sits on the way can put in keys of their own.",
		"https://zoe@login.example.com/": "“jku” has user information, behind which the real host hides. This is the pattern of a server-side request forgery.",
	} {
		for _, f := range inspect(withHeader(`{"alg":"ES256","jku":"`+jku+`"}`, `{}`), "", jose.Auto).Findings {
			if f.ID == "jku-unsafe-url" && f.Message != want {
				t.Errorf("%s: %s", jku, f.Message)
			}
		}
	}
}

func TestACertificateThatIsSignedByItselfIsCalledSo(t *testing.T) {
	root, leaf := ed25519.NewKeyFromSeed(make([]byte, 32)), ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	make509 := func(subject, issuer string, key, signer ed25519.PrivateKey) string {
		template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: subject}, NotBefore: noon, NotAfter: noon.Add(time.Hour)}
		parent := &x509.Certificate{Subject: pkix.Name{CommonName: issuer}}
		der, err := x509.CreateCertificate(nil, template, parent, key.Public(), signer)
		if err != nil {
			t.Fatal(err)
		}
		return base64.StdEncoding.EncodeToString(der)
	}
	own, issued := make509("zoe", "zoe", leaf, leaf), make509("zoe", "root", leaf, root)
	for x5c, want := range map[string]bool{
		`["` + own + `"]`: true, `["` + issued + `"]`: false, `["` + issued + `","` + own + `"]`: false, `["` + own + `","` + issued + `"]`: true,
		`[]`: false, `[5]`: false, `["MIIB"]`: false, `"` + own + `"`: false, `["` + strings.Repeat("A", 20<<10) + `"]`: false,
	} {
		for _, f := range inspect(withHeader(`{"alg":"EdDSA","x5c":`+x5c+`}`, `{}`), "", jose.Auto).Findings {
			if f.ID == "x5c-in-header" && strings.Contains(f.Message, "signed by itself") != want {
				t.Errorf("%.60s: %s", x5c, f.Message)
			}
		}
	}
}
