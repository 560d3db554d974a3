package inspect

import (
	"testing"

	"jotlens/jose"
)

// What issuers write is in testdata/issuers; these are the kinds that a header
// names, and those that only look alike.
func TestProfilesAreRecognized(t *testing.T) {
	tests := []struct {
		header, payload string
		want            Profile
	}{
		{`{"alg":"HS256","typ":"at+jwt"}`, `{"nonce":"n"}`, AccessToken},
		{`{"alg":"HS256","typ":"application/AT+JWT"}`, `{}`, AccessToken},
		{`{"alg":"HS256","typ":"logout+jwt"}`, `{}`, LogoutToken},
		{`{"alg":"HS256","typ":"JWT"}`, `{"events":{"http://schemas.openid.net/event/backchannel-logout":{}},"sub":"zoe"}`, LogoutToken},
		{`{"alg":"HS256","typ":"dpop+jwt"}`, `{"scope":"a"}`, DPoPProof},
		{`{"alg":"HS256","typ":"dc+sd-jwt"}`, `{"vct":"https://example.com/card"}`, SDJWTVC},
		{`{"alg":"HS256"}`, `{"sub":"zoe","nonce":"n"}`, IDToken},
		{`{"alg":"HS256"}`, `{"sub":"zoe","nonce":"n","scope":"read"}`, AccessToken},
		{`{"alg":"HS256"}`, `{"scope":"read"}`, ""}, // of nobody, for nobody
		{`{"alg":"HS256","typ":"secevent+jwt"}`, `{"sub":"zoe","nonce":"n"}`, ""},
		{`{"alg":"HS256"}`, `{"repository":"a/b"}`, ""},
		{`{"alg":"HS256"}`, `{"sub":"zoe"}`, ""},
		{`{"alg":"HS256"}`, `["nonce"]`, ""},
	}
	for _, test := range tests {
		if got := inspect(sign(t, test.header, test.payload, goodSecret), "", jose.Auto).Form.Profile; got != test.want {
			t.Errorf("%s %s: %q, want %q", test.header, test.payload, got, test.want)
		}
	}
	credential := inspect(sign(t, `{"alg":"HS256"}`, `{"vct":"https://example.com/card"}`, goodSecret)+"~", "", jose.Auto)
	if credential.Form.Profile != SDJWTVC {
		t.Errorf("a credential without a type: %q", credential.Form.Profile)
	}
}
