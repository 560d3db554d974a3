package inspect

import (
	"encoding/base64"
	"strings"
	"testing"

	"jotlens/jose"
)

func TestWhatTheHeaderSaysTheTokenIs(t *testing.T) {
	const access = `{"iss":"https://login.example.com","sub":"zoe","aud":"orders","iat":1795521000,"exp":1795521900}`
	const id = `{"iss":"https://login.example.com","sub":"zoe","aud":"app","nonce":"n","iat":1795521000,"exp":1795521900}`
	tests := []struct{ header, payload, want string }{
		{`{"alg":"HS256"}`, access, "typ-missing"},
		{`{"alg":"HS256"}`, `{}`, "typ-missing"},
		{`{"alg":"HS256"}`, id, ""},
		{`{"alg":"HS256"}`, "text", ""},
		{`{"alg":"HS256"}`, `{"cut":`, ""},
		{`{"alg":"HS256","typ":"JWT"}`, access, "typ-generic"},
		{`{"alg":"HS256","typ":"jwt"}`, access, "typ-generic"},
		{`{"alg":"HS256","typ":"application/JWT"}`, access, "typ-generic"},
		{`{"alg":"HS256","typ":"JWT"}`, `{"iss":"x"}`, ""},
		{`{"alg":"HS256","typ":"JWT"}`, id, ""},
		{`{"alg":"HS256","typ":"at+jwt"}`, access, ""},
		{`{"alg":"HS256","typ":5}`, access, "typ-not-string"},
		{`{"alg":"HS256","typ":null,"cty":[]}`, access, "typ-not-string typ-not-string"},
		{`{"alg":"HS256","typ":"at+jwt","cty":"json"}`, access, ""},
		{`{"alg":"HS256","typ":"at+jwt","cty":"JWT"}`, access, "cty-nested"},
		{`{"alg":"HS256","typ":"at+jwt","cty":"application/jwt"}`, demoToken, "cty-nested"},
		{`{"alg":"HS256","typ":"JWT"}`, demoToken, "cty-nested"},
		{`{"alg":"HS256","typ":"JWT"}`, "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVy.dGFn\n", "cty-nested"},
		{`{"alg":"HS256","typ":"JWT","cty":"text"}`, demoToken, ""},
		{`{"alg":"HS256","typ":"JWT"}`, "www.example.com", ""},
		{`{"alg":"HS256","typ":"JWT","zip":"DEF"}`, `{}`, "zip-in-jws"},
	}
	for _, test := range tests {
		r := inspect(sign(t, test.header, test.payload, goodSecret), goodSecret, jose.Auto)
		var got []string
		for _, f := range r.Findings {
			for _, rule := range typeRules {
				if f.ID == rule.ID {
					got = append(got, f.ID)
				}
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s with %.40s: %v, want %q", test.header, test.payload, got, test.want)
		}
		if r.Signature.State != Verified {
			t.Errorf("%s with %.40s: %s", test.header, test.payload, r.Signature.State)
		}
		checkAgrees(t, r)
	}
	for header, want := range map[string]Severity{`{"alg":"HS256"}`: Warning, `{"alg":"HS256","cty":"jwt"}`: Info} {
		if got := worst(inspect(sign(t, header, demoToken, goodSecret), "", jose.Auto), "cty-nested"); got != want {
			t.Errorf("a token in a token under %s: %s", header, got)
		}
	}
}

func TestAnEncryptedTokenMayCompress(t *testing.T) {
	jwe := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"dir","enc":"A128GCM","zip":"DEF"}`)) + "..aXY.Y2lwaGVy.dGFn"
	if r := inspect(jwe, "", jose.Auto); has(r, "zip-in-jws") || has(r, "typ-missing") || has(r, "alg-family-note") {
		t.Errorf("findings are %s", ids(r))
	}
}

func TestClaimsInTheHeaderAgreeWithThePayload(t *testing.T) {
	tests := []struct {
		header, payload string
		want            Severity
	}{
		{`"iss":"a"`, `{"iss":"a"}`, Info},
		{`"iss":"a"`, `{"iss":"b"}`, Critical},
		{`"iss":"a"`, `{"iss":"\u0061"}`, Info},
		{`"iss":"a"`, `{"sub":"a"}`, ""},
		{`"exp":1`, `{"exp":1.0}`, Info},
		{`"exp":1000`, `{"exp":1e3}`, Info},
		{`"exp":9007199254740993`, `{"exp":9007199254740992}`, Critical},
		{`"exp":1`, `{"exp":"1"}`, Critical},
		{`"aud":["a","b"]`, `{"aud":["a","b"]}`, Info},
		{`"aud":["a","b"]`, `{"aud":["b","a"]}`, Critical},
		{`"aud":["a"]`, `{"aud":"a"}`, Critical},
		{`"aud":["a"]`, `{"aud":["a","b"]}`, Critical},
		{`"cnf":{"a":1,"b":[true,null]}`, `{"cnf":{"b":[true,null],"a":1}}`, Info},
		{`"cnf":{"a":1}`, `{"cnf":{"b":1}}`, Critical},
		{`"cnf":{"a":true}`, `{"cnf":{"a":false}}`, Critical},
		{`"cnf":{}`, `{"cnf":{"a":1}}`, Critical},
		{`"mine":1`, `{"mine":2}`, ""},             // not a registered claim
		{`"nonce":"a"`, `{"nonce":"b"}`, ""},       // of ACME, and of OpenID Connect
		{`"typ":"at+jwt"`, `{"typ":"Bearer"}`, ""}, // Keycloak
		{`"kid":"1"`, `{"kid":"2"}`, ""},           // no claim
		{`"sub":"a","iss":"x"`, `{"sub":"b","iss":"x"}`, Critical},
	}
	for _, test := range tests {
		r := inspect(sign(t, `{"alg":"HS256",`+test.header+`}`, test.payload, goodSecret), goodSecret, jose.Auto)
		if got := worst(r, "header-claim-replica"); got != test.want {
			t.Errorf("%s and %s: %q, want %q", test.header, test.payload, got, test.want)
		}
		checkAgrees(t, r)
	}
}

func TestWhatTheHeaderGivesAway(t *testing.T) {
	tests := []struct {
		header string
		want   []string // severity and path
	}{
		{`"password":"hunter2hunter2"`, []string{"critical header.password"}},
		{`"email":"zoe@example.com"`, []string{"info header.email"}},
		{`"x":{"iban":"GB82 WEST 1234 5698 7654 32"}`, []string{"warning header.x.iban"}},
		{`"client_secret":"` + aLiveKey + `"`, []string{"critical header.client_secret"}},
		{`"key":{"kty":"oct","k":"AAEC"}`, []string{"critical header.key"}},
		{`"epk":{"kty":"EC","d":"AAEC"}`, []string{"critical header.epk"}},
		{`"token":"` + demoToken + `"`, []string{"warning header.token"}},
		{`"a":"` + anAWSKey + `","b":"+15550100199"`, []string{"critical header.a", "info header.b"}},
		{`"kid":"zoe@example.com","typ":"JWT","cty":"JWT","x5t":"dGhpcyBpcyBhIFNIQTEgdGVzdA","x5c":["` + anAWSKey + `"]`, nil},
		{`"jwk":{"kty":"oct","k":"AAEC"}`, nil}, // jwk-private-in-header
		{`"trust_chain":["` + demoToken + `"],"jwt":"` + demoToken + `"`, nil},
		{`"jku":"https://zoe:` + `hunter2@example.com/"`, nil}, // jku-unsafe-url
		{`"iss":"https://login.example.com","sub":"4111111111111111"`, nil},
	}
	for _, test := range tests {
		r := inspect(sign(t, `{"alg":"HS256",`+test.header+`}`, `{}`, goodSecret), "", jose.Auto)
		var got []string
		for _, f := range r.Findings {
			if f.ID == "sensitive-in-header" {
				got = append(got, string(f.Severity)+" "+f.Path)
				if strings.Contains(f.Message, "{") || strings.Contains(f.Message, "” ,") || !strings.Contains(f.Message, "even in an encrypted token.") {
					t.Error(f.Message)
				}
			}
			if strings.HasPrefix(f.ID, "claim-") || strings.HasPrefix(f.ID, "value-") {
				t.Errorf("%s: %s says it too", test.header, f.ID)
			}
		}
		if strings.Join(got, "; ") != strings.Join(test.want, "; ") {
			t.Errorf("%s: %q, want %q", test.header, got, test.want)
		}
		checkAgrees(t, r)
	}
	for _, rule := range contentRules {
		if sensitiveNames[rule.ID] == "" {
			t.Errorf("there are no words for %s in the header", rule.ID)
		}
	}
	if len(sensitiveNames) != len(contentRules) {
		t.Errorf("%d names for %d rules", len(sensitiveNames), len(contentRules))
	}
}

func TestAnEncryptedTokenShowsItsHeaderToo(t *testing.T) {
	jwe := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"dir","enc":"A128GCM","email":"zoe@example.com"}`)) + "..aXY.Y2lwaGVy.dGFn"
	if r := inspect(jwe, "", jose.Auto); !has(r, "sensitive-in-header") {
		t.Errorf("findings are %s", ids(r))
	}
}

// Tokens as they should be get few notes, and nothing worse.
func TestGoodTokensGetFewNotes(t *testing.T) {
	const claims = `"iss":"https://login.example.com","sub":"zoe","aud":"orders","iat":1795521600,"exp":1795522200,"jti":"a1"`
	tests := []struct{ header, payload, want string }{
		{`{"alg":"HS256","typ":"JWT"}`, `{` + claims + `}`, "typ-generic alg-family-note"},
		{`{"alg":"HS256","typ":"at+jwt","kid":"2026-11"}`, `{` + claims + `,"client_id":"app"}`, "alg-family-note"},
		{`{"alg":"HS256","typ":"JWT","kid":"k1"}`, `{` + claims + `,"nonce":"n","at_hash":"x"}`, "alg-family-note"},
		{`{"alg":"HS256"}`, `{` + claims + `,"nonce":"n","auth_time":1795521600}`, "alg-family-note"},
	}
	for _, test := range tests {
		r := inspect(sign(t, test.header, test.payload, goodSecret), goodSecret, jose.Auto)
		if ids(r) != test.want || r.Signature.State != Verified {
			t.Errorf("%s with %s: %s, %s; want %s", test.header, test.payload, r.Signature.State, ids(r), test.want)
		}
	}
}
