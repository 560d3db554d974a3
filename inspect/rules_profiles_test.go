package inspect

import (
	"strings"
	"testing"

	"jotlens/jose"
)

// messageOf is the first message of a rule about a token, "" without one.
func messageOf(r Report, id string) string {
	for _, f := range r.Findings {
		if f.ID == id {
			return f.Message
		}
	}
	return ""
}

func TestAProfileSaysOnceWhatIsMissing(t *testing.T) {
	const events = `"events":{"` + logoutEvent + `":{}}`
	tests := []struct{ typ, payload, want, rule, message string }{
		{"at+jwt", `{"iss":"https://a.example","exp":1795522200,"aud":"x","sub":"zoe","client_id":"c","iat":1795521600,"jti":"j"}`, "", "", ""},
		{"at+jwt", `{"iss":"https://a.example","exp":1795522200,"aud":"x","sub":"zoe","iat":1795521600}`, "warning profile-at-jwt", "profile-at-jwt", "An OAuth access token must also have “client_id” and “jti”."},
		{"application/AT+JWT", `{"exp":1795522200}`, "warning profile-at-jwt", "profile-at-jwt", "An OAuth access token must also have “iss”, “aud”, “sub”, “client_id”, “iat” and “jti”."},
		{"at+jwt", `{"iss":"https://a.example","aud":"x","sub":"zoe","client_id":"c","iat":1795521600,"jti":"j"}`, "critical exp-missing", "", ""},
		{"at+jwt", `{"iss":"https://a.example","exp":1795522200,"aud":"x","sub":"zoe","client_id":"c","iat":1795521600,"jti":"j","nonce":"n"}`, "warning profile-at-jwt", "profile-at-jwt", "“nonce” belongs in an ID token, and this calls itself an access token."},
		{"JWT", `{"iss":"https://a.example","exp":1795522200,"aud":"x","sub":"zoe","iat":1795521600,"nonce":"n"}`, "", "", ""},
		{"JWT", `{"exp":1795522200,"nonce":"n"}`, "warning profile-id-token", "profile-id-token", "This looks like an ID token, which must also have “iss”, “sub”, “aud” and “iat”."},
		{"JWT", `{"iss":"https://a.example","exp":1795522200,"aud":["x","y"],"sub":"zoe","iat":1795521600,"nonce":"n"}`, "", "", ""},
		{"JWT", `{"iss":"https://a.example","exp":1795522200,"aud":["x","y"],"sub":"zoe","iat":1795521600,"azp":"x"}`, "", "", ""},
		{"JWT", `{"iss":"https://a.example","exp":1795522200,"sub":"zoe","iat":1795521600,"jti":"j","azp":"x","scope":"a"}`, "warning aud-missing", "", ""},
		{"JWT", `{"iss":"https://a.example","exp":1795522200,"sub":"zoe","iat":1795521600,"jti":"j","azp":"x","token_use":"access"}`, "warning aud-missing", "", ""},
		{"logout+jwt", `{"iss":"https://a.example","aud":"x","iat":1795521600,"exp":1795521720,"jti":"j",` + events + `,"sid":"s"}`, "", "", ""},
		{"logout+jwt", `{"iss":"https://a.example","aud":"x","iat":1795521600,"jti":"j",` + events + `,"sub":"s"}`, "warning profile-logout-token", "profile-logout-token", "A logout token must also have “exp”."},
		{"logout+jwt", `{}`, "warning profile-logout-token", "profile-logout-token", "A logout token must also have “iss”, “aud”, “iat”, “exp”, “jti”, “events” and “sub” or “sid”."},
		{"logout+jwt", `{"iss":"https://a.example","aud":"x","iat":1795521600,"exp":1795521720,"jti":"j","events":{},"sid":"s"}`, "warning profile-logout-token", "profile-logout-token", "A logout token must also have the event “" + logoutEvent + "”."},
		{"JWT", `{"iss":"https://a.example","aud":"x","iat":1795521600,"exp":1795521720,"jti":"j",` + events + `,"sid":"s","nonce":"n"}`, "critical profile-logout-token", "profile-logout-token", "A logout token must not have “nonce”: with it, it could pass for an ID token."},
		{"JWT", `{"iss":"https://a.example","aud":"x","iat":1795521600,"exp":1795521720,"jti":"j","events":"x","sub":"s"}`, "", "", ""},
	}
	for _, test := range tests {
		r := inspect(sign(t, `{"alg":"HS256","typ":"`+test.typ+`"}`, test.payload, goodSecret), goodSecret, jose.Auto)
		if got := said(r, claimRules, profileRules, timeRules); got != test.want {
			t.Errorf("%s with %s: %q, want %q", test.typ, test.payload, got, test.want)
		}
		if got := messageOf(r, test.rule); got != test.message {
			t.Errorf("%s with %s: %q, want %q", test.typ, test.payload, got, test.message)
		}
		checkAgrees(t, r)
		checkFindings(t, r)
	}
}

func TestADPoPProofHasItsOwnClaims(t *testing.T) {
	const claims = `{"jti":"j","htm":"GET","htu":"https://api.example.com/","iat":1795521600}`
	signature := "." + strings.Repeat("A", 86)
	tests := []struct{ header, payload, want, message string }{
		{`{"alg":"ES256","typ":"dpop+jwt","jwk":` + headerJWK + `}`, claims, "", ""},
		{`{"alg":"ES256","typ":"dpop+jwt","jwk":` + headerJWK + `}`, `{}`, "warning profile-dpop", "A DPoP proof must also have “jti”, “htm”, “htu” and “iat”."},
		{`{"alg":"ES256","typ":"dpop+jwt"}`, claims, "warning profile-dpop", "A DPoP proof must also have a public key in the header (“jwk”)."},
		{`{"alg":"ES256","typ":"dpop+jwt","jwk":"x"}`, `{"jti":"j"}`, "warning profile-dpop", "A DPoP proof must also have “htm”, “htu”, “iat” and a public key in the header (“jwk”)."},
		{`{"alg":"HS256","typ":"dpop+jwt","jwk":` + headerJWK + `}`, claims, "warning profile-dpop", "A DPoP proof must be signed with a private key, and HS256 is made with a shared secret."},
	}
	for _, test := range tests {
		r := inspect(encode64([]byte(test.header))+"."+encode64([]byte(test.payload))+signature, "", jose.Auto)
		if got := said(r, claimRules, profileRules, timeRules); got != test.want {
			t.Errorf("%s with %s: %q, want %q", test.header, test.payload, got, test.want)
		}
		if got := messageOf(r, "profile-dpop"); got != test.message {
			t.Errorf("%s with %s: %q", test.header, test.payload, got)
		}
		checkAgrees(t, r)
		checkFindings(t, r)
	}
}
