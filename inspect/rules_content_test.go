package inspect

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

// contentFindings runs the content rules on a payload and lists what they say:
// "claim-credential critical payload.password".
func contentFindings(t testing.TB, payload string) []string {
	t.Helper()
	doc := jose.ReadJSON([]byte(payload))
	f := &facts{values: walkValues("payload", doc)}
	var all []string
	for _, rule := range contentRules {
		rule.Check(f, func(h Hit) {
			if h.Part != "payload" || h.Span.Start < 0 || h.Span.Empty() || h.Span.End > len(doc.Text) {
				t.Errorf("%s: part %q, span %v in %d bytes", rule.ID, h.Part, h.Span, len(doc.Text))
			}
			all = append(all, rule.ID+" "+string(cmp.Or(h.Severity, rule.Severity))+" "+h.Path)
		})
	}
	return all
}

// A contentTest is a payload and everything that the rules say about it.
type contentTest struct {
	payload string
	want    []string
}

func runContentTests(t *testing.T, tests []contentTest) {
	t.Helper()
	for _, test := range tests {
		if got := contentFindings(t, test.payload); !slices.Equal(got, test.want) {
			t.Errorf("%.300s\n got %q\nwant %q", test.payload, got, test.want)
		}
	}
}

// only makes tests of payloads about which one rule says one thing.
func only(id string, severity Severity, pathsAndPayloads ...string) []contentTest {
	var tests []contentTest
	for pair := range slices.Chunk(pathsAndPayloads, 2) {
		path := "payload." + pair[0]
		if strings.HasPrefix(pair[0], "[") {
			path = "payload" + pair[0]
		}
		tests = append(tests, contentTest{pair[1], []string{id + " " + string(severity) + " " + path}})
	}
	return tests
}

// silent makes tests of payloads about which no content rule says anything.
func silent(payloads ...string) []contentTest {
	var tests []contentTest
	for _, payload := range payloads {
		tests = append(tests, contentTest{payload, nil})
	}
	return tests
}

// Tokens as well-known issuers write them, with made-up values. The only
// things worth saying are those listed.
func TestOrdinaryTokensAreQuiet(t *testing.T) {
	runContentTests(t, []contentTest{
		// Keycloak access token
		{`{"exp":1795518000,"iat":1795517700,"auth_time":1795517690,"jti":"onrtac:4f0d7b6e-3c1e-4a9a-9d52-0a4c7a1e9b11",
		"iss":"https://sso.example.org/realms/demo","aud":["realm-management","account"],"sub":"c2f6a8e0-2f0a-4f60-8f0b-6c7a3c2d1e00","typ":"Bearer","azp":"web-app",
		"session_state":"9b0f3c77-1111-4222-8333-abcdefabcdef","sid":"9b0f3c77-1111-4222-8333-abcdefabcdef","acr":"1","allowed-origins":["https://app.example.org"],
		"realm_access":{"roles":["offline_access","uma_authorization"]},
		"resource_access":{"account":{"roles":["manage-account","view-profile"]},"secret":{"roles":["read"]},"password":["reset"]},
		"authorization":{"permissions":[{"scopes":["card:read"],"rsid":"1","rsname":"credentials","secret":"none"}]},
		"scope":"openid profile email phone address","address":{},"email_verified":true,"name":"Zoe Demo","preferred_username":"zoe","given_name":"Zoe","family_name":"Demo","trusted-certs":[]}`, nil},
		// Microsoft Entra ID
		{`{"aud":"6e74172b-be56-4843-9ff4-e66a39bb12e3","iss":"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0","iat":1795517700,"nbf":1795517700,"exp":1795521600,
		"acr":"1","aio":"AXQAi/8IAAAAFm+E/QTG+gFnVxLjWdw8K+61AGrSOuMMF6ebaMj7XO3IbmD3fGmrOyD+NvZyGn2VaT/kDKXw4MIhrgGVq6Bn8wLXoT1LkIZ+FzQVkJPPLQOV4KcXqSlCVPDS/DiCDgE=",
		"amr":["pwd","mfa"],"appid":"00001111-aaaa-2222-bbbb-3333cccc4444","appidacr":"0","azp":"6e74172b-be56-4843-9ff4-e66a39bb12e3","azpacr":"0","idtyp":"user","ipaddr":"192.0.2.7",
		"oid":"690222be-ff1a-4d56-abd1-7e4f7d38e474","onprem_sid":"S-1-5-21-1","platf":"5","puid":"1003200045556667","pwd_exp":"604800","pwd_url":"https://portal.example.com/changepassword",
		"rh":"I","scp":"access_as_user","signin_state":["kmsi"],"sub":"HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ","tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","unique_name":"zoe","uti":"fqiBqXLPj0eQa82S-IYFAA",
		"ver":"2.0","wids":["b79fbf4d-3ef9-4689-8143-76b194e85509"],"xms_st":{"sub":"x"},"_claim_names":{"groups":"src1","phone_number":"src2"},"_claim_sources":{"src1":{"endpoint":"https://graph.example.com/me"}}}`, nil},
		// Microsoft Entra ID: the name is an address
		{`{"upn":"zoe@example.com","preferred_username":"zoe@example.com","email":"zoe@example.com"}`, []string{"value-email info payload.upn"}},
		// Amazon Cognito
		{`{"sub":"a1b2c3d4-5678-90ab-cdef-EXAMPLE11111","cognito:groups":["admins"],"email_verified":true,"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example","phone_number_verified":"true",
		"cognito:username":"zoe","cognito:preferred_role":"arn:aws:iam::111122223333:role/zoe","origin_jti":"0b1","event_id":"e1","token_use":"id","auth_time":1795517700,
		"identities":[{"userId":"4111111111111111","providerName":"Facebook","providerType":"Facebook","issuer":null,"primary":"true","dateCreated":"1795517700123"}],
		"aud":"xxxxxxxxxxxxexample","nonce":"4111111111111111","at_hash":"abc","exp":1795518000,"iat":1795517700,"jti":"j"}`, nil},
		// Auth0
		{`{"iss":"https://dev-x.eu.auth0.com/","sub":"auth0|4111111111111111","aud":["https://api.example.com","https://dev-x.eu.auth0.com/userinfo"],"azp":"my_client_id","gty":"password","permissions":["read:credentials"],
		"scope":"openid read:secrets","org_id":"org_9ybsU1dN2dKfDkBi","sid":"s","https://secret.example.com/roles":["admin"],"https://example.com/card/level":"gold","nickname":"zoe","picture":"https://s.gravatar.com/avatar/1.png","updated_at":"2026-11-23T07:40:16.023Z"}`, nil},
		// Okta
		{`{"ver":1,"jti":"AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE","iss":"https://example.okta.com/oauth2/default","aud":"api://default","sub":"00uixa271s6x7qt8I0h7","iat":1795517700,"exp":1795521300,
		"cid":"0oaoiuhhch8VRtBnC0h7","uid":"00uixa271s6x7qt8I0h7","scp":["openid","phone"],"auth_time":1795517000,"idp":"00o1","amr":["mfa","otp","pwd"],"groups":["Everyone"]}`, nil},
		// Google, with the registered personal names
		{`{"iss":"https://accounts.google.com","azp":"1234987819200.apps.googleusercontent.com","aud":"1234987819200.apps.googleusercontent.com","sub":"10769150350006150715113082367","at_hash":"HK6E_P6Dh8Y93mRNtsDB1Q","hd":"example.com",
		"email":"zoe@example.com","email_verified":true,"iat":1795517700,"exp":1795521300,"nonce":"0394852-3190485-2490358","picture":"https://lh3.googleusercontent.com/a/x","locale":"en","zoneinfo":"Europe/Berlin"}`,
			[]string{"value-email info payload.email"}},
		// OIDC with the phone and address scopes
		{`{"sub":"zoe","birthdate":"1990-01-02","gender":"female","phone_number":"+1 (555) 010-0199","phone_number_verified":false,"address":{"formatted":"1 Example St","street_address":"1 Example St","country":"US"}}`,
			[]string{"claim-personal info payload.birthdate", "claim-personal info payload.gender", "claim-personal info payload.phone_number", "claim-personal info payload.address"}},
		// Kubernetes, bound and legacy
		{`{"aud":["https://kubernetes.default.svc"],"exp":1795521300,"iat":1795517700,"iss":"https://kubernetes.default.svc","jti":"7ee52be0-9045-4653-aa5e-0da57b8dccdc",
		"kubernetes.io":{"namespace":"kube-system","node":{"name":"n1","uid":"u1"},"pod":{"name":"p","uid":"u2"},"secret":{"name":"default-token-2cz9f","uid":"u3"},"serviceaccount":{"name":"default","uid":"u4"},"warnafter":1795518000},
		"nbf":1795517700,"sub":"system:serviceaccount:kube-system:default"}`, nil},
		{`{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"default","kubernetes.io/serviceaccount/secret.name":"default-token-2cz9f","kubernetes.io/serviceaccount/service-account.name":"default",
		"kubernetes.io/serviceaccount/service-account.uid":"u","sub":"system:serviceaccount:default:default"}`, nil},
		// GitHub Actions
		{`{"jti":"example-id","sub":"repo:octo-org/octo-repo:environment:prod","environment":"prod","aud":"https://github.com/octo-org","ref":"refs/heads/release.final","sha":"1234567890123456789012345678901234567890","repository":"octo-org/octo-repo",
		"repository_owner":"octo-org","actor_id":"12","repository_visibility":"private","repository_id":"74","repository_owner_id":"65","run_id":"4111111111111111","run_number":"10","run_attempt":"2","runner_environment":"github-hosted","actor":"octocat",
		"workflow":"example","head_ref":"","base_ref":"","event_name":"workflow_dispatch","ref_type":"branch","job_workflow_ref":"octo-org/automation/.github/workflows/oidc.yml@refs/heads/release.final","iss":"https://token.actions.githubusercontent.com","nbf":1795517700,"exp":1795521300,"iat":1795517700}`, nil},
		// GitLab CI
		{`{"namespace_id":"72","namespace_path":"my-group","project_id":"20","project_path":"my-group/my-project","user_id":"1","user_login":"zoe","user_access_level":"developer","user_identities":[{"provider":"github","extern_uid":"2435223452345"}],
		"pipeline_id":"574","pipeline_source":"push","job_id":"302","ref_protected":"false","environment_protected":"false","deployment_tier":"testing","runner_id":1,"ci_config_ref_uri":"gitlab.example.com/my-group/my-project//.gitlab-ci.yml@refs/heads/feature.branch","sub":"project_path:my-group/mygroup:ref_type:branch:ref:main"}`, nil},
		// Verifiable credentials, and their issuance
		{`{"vc":{"type":["VerifiableCredential"],"credentialSubject":{"id":"did:example:1","degree":{"type":"Bachelor"}},"credentialStatus":{"id":"https://example.edu/1","type":"X"},"credentialSchema":{"id":"https://example.edu/2"}},
		"vp":{"verifiableCredential":["eyJhbGciOiJFUzI1NiJ9.e30.c2ln"]},
		"authorization_details":[{"type":"openid_credential","credential_configuration_id":"UniversityDegree","credential_identifiers":["Degree-2026"]}]}`, nil},
		// Distributed claims bring an access token on purpose
		{`{"_claim_names":{"address":"src1"},"_claim_sources":{"src1":{"JWT":"eyJhbGciOiJFUzI1NiJ9.e30.c2ln"},"src2":{"endpoint":"https://bank.example.com/claims","access_token":"ksj3n283dke"}}}`, nil},
		// AD FS and WS-Federation names
		{`{"http://schemas.microsoft.com/ws/2012/01/passwordexpirationtime":"604800","http://schemas.microsoft.com/ws/2012/01/passwordchangeurl":"https://sts.example.com/adfs/portal/updatepassword/","http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name":"zoe"}`, nil},
		// Firebase
		{`{"iss":"https://securetoken.google.com/demo","aud":"demo","auth_time":1795517700,"user_id":"4111111111111111","sub":"x","firebase":{"identities":{"google.com":["110169484474386276334"]},"sign_in_provider":"password","second_factor_identifier":"x"}}`, nil},
	})
}

func TestFindingsNeverShowAWholeValue(t *testing.T) {
	pem := "-----BEGIN " + "PRIVATE KEY-----\nMIIexampleexample\n-----END"
	for _, payload := range []string{
		`{"password":"hunter2"}`, `{"pin":1234}`, `{"password":"correct horse battery staple"}`, `{"k":"` + "AKIA" + `EXAMPLEEXAMPLE22"}`,
		`{"iban":"GB82 WEST 1234 5698 7654 32"}`, `{"x":"4111 1111 1111 1111"}`, `{"x":"078-05-1120"}`, `{"x":"zoe@example.com"}`, `{"x":"+15550100199"}`,
		`{"x":"postgres://zoe:` + `hunter2hunter2@db.example.com/x"}`, `{"x":"` + strings.ReplaceAll(pem, "\n", `\n`) + `"}`,
	} {
		f := &facts{values: walkValues("payload", jose.ReadJSON([]byte(payload)))}
		text, hits := f.values[1].node.Value, 0
		for _, rule := range contentRules {
			rule.Check(f, func(h Hit) {
				hits++
				finding := rule.finding(h)
				for _, shown := range []string{finding.Message, finding.Fix, h.Args["value"], finding.Path} {
					for i := 0; i+5 <= len(text); i++ {
						// The host of a URL is shown to say whose password it is.
						if some := text[i : i+5]; strings.Contains(shown, some) && !strings.Contains(rule.Message+h.Args["service"], some) {
							t.Errorf("%s shows %q of %q in %q", rule.ID, some, text, shown)
						}
					}
				}
				if len(text) < 8 && strings.Contains(finding.Message, text) {
					t.Errorf("%s shows %q", rule.ID, text)
				}
			})
		}
		if hits == 0 {
			t.Errorf("no finding about %s", payload)
		}
	}
}

func TestTheHeaderIsNotThePayload(t *testing.T) {
	f := &facts{values: walkValues("header", jose.ReadJSON([]byte(`{"password":"hunter2","x":"zoe@example.com"}`)))}
	for _, rule := range contentRules {
		rule.Check(f, func(h Hit) { t.Errorf("%s fires at %s", rule.ID, h.Path) })
	}
}
