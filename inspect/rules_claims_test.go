package inspect

import (
	"encoding/base64"
	"strconv"
	"strings"
	"testing"

	"jotlens/jose"
)

// said lists what some rules say about a token: "warning iss-missing".
func said(r Report, rules ...[]Rule) string {
	var all []string
	for _, f := range r.Findings {
		for _, some := range rules {
			for _, rule := range some {
				if rule.ID == f.ID {
					all = append(all, string(f.Severity)+" "+f.ID)
				}
			}
		}
	}
	return strings.Join(all, ", ")
}

func TestWhatARegisteredClaimMustBe(t *testing.T) {
	const rest = `"sub":"zoe","aud":"orders","iat":1795521600,"exp":1795522200,"jti":"a1"`
	const issuer = `"iss":"https://login.example.com",`
	tests := []struct{ payload, want string }{
		{`{` + issuer + rest + `}`, ""},
		{`{` + rest + `}`, "info iss-missing"},
		{`{` + issuer + `"sub":"zoe","jti":"a1"}`, "warning aud-missing"},
		{`{"sub":"zoe","jti":"a1"}`, "info iss-missing, info aud-missing"},
		{`{` + issuer + `"aud":"orders","jti":"a1"}`, "info sub-missing"},
		{`{` + issuer + `"aud":"orders","jti":"a1","sub_id":{"format":"opaque","id":"zoe"}}`, ""},
		{`{` + issuer + `"sub":"zoe","aud":"orders"}`, "info jti-missing"},
		{`{"typ":"Refresh"}`, ""},
		{`{"typ":"Offline"}`, ""},
		{`{"vc":{},` + issuer + `"sub":"zoe","jti":"a1"}`, ""},
		// Another name for a claim is one finding, not two.
		{`{"issuer":"x",` + rest + `}`, "warning claim-name-typo"},
		{`{` + issuer + `"subject":"zoe","audience":"orders","token_id":"a1"}`, "warning claim-name-typo, warning claim-name-typo, warning claim-name-typo"},
		{`{` + issuer + rest + `,"issuer":"x","expires_in":600,"ttl":600}`, ""},
		{`{` + issuer + `"sub":"zoe","aud":"orders","jti":"a1","expiry":1795522200}`, "warning claim-name-typo"},

		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":""}`, "warning aud-wildcard"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":[]}`, "warning aud-wildcard"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":[""]}`, "warning aud-wildcard"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":"*"}`, "warning aud-wildcard"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":["orders","https://*.example.com"]}`, "warning aud-wildcard"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":["1","2","3","4","5","6","7","8","9","10"]}`, ""},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":["1","2","3","4","5","6","7","8","9","10","11"]}`, "warning aud-wildcard"},

		{`{` + issuer + `"sub":1,"jti":2,"aud":"orders"}`, "warning claim-type-wrong, warning claim-type-wrong"},
		{`{"iss":null,"sub":"zoe","jti":"a1","aud":"orders"}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":["orders",7]}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":{"orders":true}}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"zoe","jti":"a1","aud":"orders","scope":["a","b"]}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"zoe:the first","jti":"a1","aud":"orders"}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"1:2","jti":"a1","aud":"orders"}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":":x","jti":"a1","aud":"orders"}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"a:%zz","jti":"a1","aud":"orders"}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"a:%2","jti":"a1","aud":"orders"}`, "warning claim-type-wrong"},
		{`{` + issuer + `"sub":"a:%2f","jti":"a1:1 2","aud":"orders: all"}`, ""},
		{`{` + issuer + `"sub":"did:example:123","jti":"a1","aud":"orders"}`, ""},
		{`{` + issuer + `"sub":"spiffe://example.org/web","jti":"a1","aud":"orders"}`, ""},
		{`{` + issuer + `"sub":"auth0|0123","jti":"a1","aud":"orders"}`, ""},

		{`{"iss":"login.example.com","nonce":"n",` + rest + `}`, "info issuer-not-https"},
		{`{"iss":"http://login.example.com","nonce":"n",` + rest + `}`, "info issuer-not-https"},
		{`{"iss":"https://login.example.com?tenant=1","nonce":"n",` + rest + `}`, "info issuer-not-https"},
		{`{"iss":"https://login.example.com/#a","nonce":"n",` + rest + `}`, "info issuer-not-https"},
		{`{"iss":"https:///x","nonce":"n",` + rest + `}`, "info issuer-not-https"},
		{`{"iss":"HTTPS://login.example.com/a/","nonce":"n",` + rest + `}`, ""},
		{`{"iss":"login.example.com",` + rest + `}`, ""},

		{`{"admin":true,` + issuer + rest + `}`, "info privilege-claims"},
		{`{"admin":false,"is_admin":0,` + issuer + rest + `}`, ""},
		{`{"is_admin":"Yes","admin":1,` + issuer + rest + `}`, "info privilege-claims, info privilege-claims"},
		{`{"role":"clerk",` + issuer + rest + `}`, ""},
		{`{"role":"SuperAdmin",` + issuer + rest + `}`, "info privilege-claims"},
		{`{"roles":["clerk","ROLE_ADMIN"],` + issuer + rest + `}`, "info privilege-claims"},
		{`{"permissions":["*"],` + issuer + rest + `}`, "info privilege-claims"},
		{`{"permissions":["read:*",{"admin":1}],` + issuer + rest + `}`, ""},
		{`{"scope":"openid orders:admin",` + issuer + rest + `}`, "info privilege-claims"},
		{`{"scope":"openid administration",` + issuer + rest + `}`, ""},
		{`{"groups":["admins"],` + issuer + rest + `}`, ""},
		{`{"x":{"admin":true},` + issuer + rest + `}`, ""},
	}
	for _, test := range tests {
		r := inspect(sign(t, "", test.payload, goodSecret), goodSecret, jose.Auto)
		if got := said(r, claimRules, profileRules); got != test.want {
			t.Errorf("%s: %q, want %q", test.payload, got, test.want)
		}
		if r.Signature.State != Verified {
			t.Errorf("%s: %s", test.payload, r.Signature.State)
		}
		checkAgrees(t, r)
		checkFindings(t, r)
	}
}

// What cannot be read in full, or is no JWT, lacks nothing that we know of.
func TestOnlyOpenClaimsAreAskedForClaims(t *testing.T) {
	whole := sign(t, "", `{}`, goodSecret)
	encode := base64.RawURLEncoding.EncodeToString
	head, body, _ := strings.Cut(whole, ".")
	body, mac, _ := strings.Cut(body, ".")
	if got := said(inspect(whole, "", jose.Auto), claimRules); got != "info iss-missing, info aud-missing, info sub-missing, info jti-missing" {
		t.Errorf("of no claims at all: %s", got)
	}
	for name, input := range map[string]string{
		"a partial token":  head + "." + body,
		"a payload alone":  encode([]byte(`{"sub":"zoe","admin":true}`)),
		"plain claims":     `{"sub":"zoe","aud":"*"}`,
		"the JSON form":    `{"protected":"` + head + `","payload":"` + body + `","signature":"` + mac + `"}`,
		"a broken payload": sign(t, "", `{"aud":"*",`, goodSecret),
		"no claims set":    sign(t, "", `["admin"]`, goodSecret),
		"encrypted":        encode([]byte(`{"alg":"dir","enc":"A128GCM"}`)) + "..aXY.Y2lwaGVy.dGFn",
		"an SD-JWT":        sign(t, `{"alg":"HS256","typ":"dc+sd-jwt"}`, `{"vct":"x"}`, goodSecret) + "~",
	} {
		if got := said(inspect(input, "", jose.Auto), claimRules, profileRules); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	r := Inspect(Request{Input: head + ".." + mac, Payload: `{}`, Key: goodSecret, Now: noon, Leeway: DefaultLeeway})
	if got := said(r, claimRules); got != "" || r.Signature.State != Verified {
		t.Errorf("a detached payload: %s, %s", r.Signature.State, got)
	}
	for _, typ := range []string{"dc+sd-jwt", "vc+sd-jwt", "statuslist+jwt", "application/statuslist+jwt", "kb+jwt", "entity-statement+jwt"} {
		r := inspect(sign(t, `{"alg":"HS256","typ":"`+typ+`"}`, `{"nonce":"n","ttl":600}`, goodSecret), "", jose.Auto)
		if got := said(r, claimRules, profileRules); got != "" || worst(r, "exp-missing") == Critical {
			t.Errorf("%s: %s", typ, ids(r))
		}
	}
	opened := inspect(encrypt(t, "dir", []byte(sharedKey), "", `{"sub":"zoe","aud":"*"}`), sharedKey, jose.UTF8)
	if got := said(opened, claimRules); got != "warning aud-wildcard, info iss-missing, info jti-missing" {
		t.Errorf("decrypted claims: %s", got)
	}
}

// Tokens as issuers write them, with the claims that their documentation shows.
func TestTokensOfKnownIssuersGetNoWarnings(t *testing.T) {
	const times = `"iat":1795517700,"exp":1795521300,`
	tests := []struct{ name, payload, want string }{
		{"Keycloak", `{` + times + `"auth_time":1795517699,"jti":"onrtac:9f1","iss":"https://sso.example.com/realms/shop","aud":"account","sub":"f1b2","typ":"Bearer","azp":"web","sid":"s1","acr":"1",
			"allowed-origins":["https://shop.example.com"],"realm_access":{"roles":["offline_access","admin"]},"resource_access":{"account":{"roles":["manage-account"]}},"scope":"openid email","email_verified":true}`, ""},
		{"Keycloak, refreshing", `{` + times + `"jti":"1","iss":"https://sso.example.com/realms/shop","aud":"https://sso.example.com/realms/shop","typ":"Refresh","azp":"web","sid":"s1","nonce":"n"}`, ""},
		{"Keycloak, without an audience", `{` + times + `"jti":"1","iss":"https://sso.example.com/realms/shop","sub":"f1b2","typ":"Bearer","azp":"web","scope":"openid"}`, "warning aud-missing"},
		{"Entra ID v1", `{"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/7d1a/",` + times + `"nbf":1795517700,"acr":"1","aio":"x","amr":["pwd"],"appid":"a1","appidacr":"1","idtyp":"user","oid":"o1","rh":"0.A","scp":"User.Read","sub":"s","tid":"7d1a","uti":"u","ver":"1.0"}`, "info jti-missing"},
		{"Entra ID v2", `{"aud":"6e74","iss":"https://login.microsoftonline.com/7d1a/v2.0",` + times + `"nbf":1795517700,"azp":"a1","azpacr":"1","name":"Zoë","oid":"o1","roles":["Orders.Read"],"scp":"access_as_user","sub":"s","tid":"7d1a","uti":"u","ver":"2.0"}`, "info jti-missing"},
		{"Cognito, ID", `{"sub":"a1","cognito:groups":["clerks"],"email_verified":true,"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example","cognito:username":"zoe","origin_jti":"o","aud":"app","event_id":"e","token_use":"id","auth_time":1795517700,` + times + `"jti":"j"}`, ""},
		{"Cognito, access", `{"sub":"a1","iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example","version":2,"client_id":"app","origin_jti":"o","token_use":"access","scope":"openid","auth_time":1795517700,` + times + `"jti":"j","username":"zoe"}`, "warning aud-missing"},
		{"Auth0", `{"iss":"https://dev-x.eu.auth0.com/","sub":"auth0|6f1d2c","aud":["https://api.example.com","https://dev-x.eu.auth0.com/userinfo"],` + times + `"azp":"app","scope":"openid profile","permissions":["read:orders"]}`, "info jti-missing"},
		{"Okta", `{"ver":1,"jti":"AT.1","iss":"https://example.okta.com/oauth2/default","aud":"api://default",` + times + `"cid":"app","uid":"00u","scp":["openid"],"auth_time":1795517000,"sub":"zoe@example.com"}`, ""},
		{"Google", `{"iss":"https://accounts.google.com","azp":"1-x.apps.googleusercontent.com","aud":"1-x.apps.googleusercontent.com","sub":"1076","at_hash":"x",` + times + `"nonce":"n"}`, ""},
		{"Google, without a scheme", `{"iss":"accounts.google.com","azp":"1","aud":"1","sub":"1076",` + times + `"nonce":"n"}`, "info issuer-not-https"},
		{"Clerk", `{"azp":"https://app.example.com","fva":[3,-1],"iss":"https://clerk.example.com","jti":"j","nbf":1795517690,` + times + `"sid":"sess_1","sts":"active","sub":"user_1","v":2}`, "warning aud-missing"},
		{"GitHub Actions", `{"jti":"j","sub":"repo:octo-org/octo-repo:ref:refs/heads/main","aud":"https://github.com/octo-org","ref":"refs/heads/main","iss":"https://token.actions.githubusercontent.com","nbf":1795517700,` + times + `"actor":"octocat"}`, ""},
		{"GitLab CI", `{"iss":"https://gitlab.example.com","aud":"https://vault.example.com","jti":"j","nbf":1795517700,` + times + `"sub":"project_path:my-group/my-project:ref_type:branch:ref:main"}`, ""},
		{"Kubernetes", `{"aud":["https://kubernetes.default.svc"],` + times + `"iss":"https://kubernetes.default.svc","jti":"7e","kubernetes.io":{"namespace":"default"},"nbf":1795517700,"sub":"system:serviceaccount:default:default"}`, ""},
	}
	for _, test := range tests {
		r := inspect(sign(t, `{"alg":"HS256","typ":"JWT","kid":"1"}`, test.payload, goodSecret), goodSecret, jose.Auto)
		if got := said(r, claimRules, profileRules, sizeRules); got != test.want || r.Counts.Critical > 0 {
			t.Errorf("%s: %q, want %q; all: %s", test.name, got, test.want, ids(r))
		}
	}
}

func TestManyRolesTakeNoTime(t *testing.T) {
	// The bound is on what is looked through, so the word beyond it is not found.
	roles := strings.Repeat(`"clerk",`, maxGrants) + `"admin"`
	if got := said(inspect(sign(t, "", `{"roles":[`+roles+`]}`, goodSecret), "", jose.Auto), claimRules); strings.Contains(got, "privilege-claims") {
		t.Errorf("looked at more than %s roles: %s", strconv.Itoa(maxGrants), got)
	}
	if got := said(inspect(sign(t, "", `{"roles":["admin",`+roles+`]}`, goodSecret), "", jose.Auto), claimRules); !strings.Contains(got, "privilege-claims") {
		t.Errorf("missed the first role: %s", got)
	}
}
