package inspect

import (
	"crypto/rand"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"jotlens/jose"
)

// A testIssuer signs tokens, and is listed.
type testIssuer struct {
	t    *testing.T
	key  *jose.Key
	list Organisation
}

const (
	corp      = "https://login.corp.example"
	fetchedAt = "2026-11-24T11:58:00Z"
)

func newTestIssuer(t *testing.T, members string) *testIssuer {
	t.Helper()
	key := newKey(t, "P-256", "k1")
	public, err := key.JWKSet(false)
	if err != nil {
		t.Fatal(err)
	}
	list := ReadOrganisation(`{"refresh":150,"issuers":[{"name":"Other","issuer":"https://other.example","jwks":{"keys":[]}},
		{"name":"Corp SSO","issuer":"` + corp + `","fetched_at":"` + fetchedAt + `","jwks":` + public + members + `}]}`)
	if len(list.Issuers) != 2 || list.Issuers[1].Keys != public || list.Issuers[1].FetchedAt != fetchedAt {
		t.Fatalf("%+v", list)
	}
	return &testIssuer{t, key, list}
}

func newKey(t *testing.T, recipe, kid string) *jose.Key {
	t.Helper()
	key, err := jose.Generate(recipe, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key.KeyID = kid
	return key
}

func claimsFrom(iss string) string {
	return `{"iss":"` + iss + `","aud":"orders","sub":"zoe","iat":1795521600,"exp":1795522200,"jti":"a1"}`
}

// token signs claims; with other keys it is forged.
func (i *testIssuer) token(header, payload string, key *jose.Key) string {
	i.t.Helper()
	input := base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + base64.RawURLEncoding.EncodeToString([]byte(payload))
	signature, err := jose.Sign(jose.Parse(input+".").Alg(), key, input)
	if err != nil {
		i.t.Fatal(err)
	}
	return input + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func (i *testIssuer) inspect(token, key string) Report {
	return Inspect(Request{Input: token, Key: key, Now: noon, Leeway: DefaultLeeway, Organisation: i.list})
}

const es256 = `{"alg":"ES256","typ":"JWT","kid":"k1"}`

func TestTheKeysOfAListedIssuerAreTheKey(t *testing.T) {
	i := newTestIssuer(t, `,"algorithms":["ES256"],"audiences":["orders","wiki"]`)
	r := i.inspect(i.token(es256, claimsFrom(corp), i.key), "")
	if r.Signature.State != Verified || r.Signature.Key.Source != "issuer" || r.Signature.Key.KeyID != "k1" {
		t.Errorf("%+v", r.Signature)
	}
	if k := r.Issuer; k == nil || *k != (KnownIssuer{"Corp SSO", fetchedAt, true, true}) {
		t.Errorf("%+v", k)
	}
	if a := r.Expectations; a == nil || a.State != Accepted || r.Expect.Issuer != corp || len(r.Expect.Audiences) != 2 {
		t.Errorf("%+v of %+v", a, r.Expect)
	}
	forged := i.inspect(i.token(es256, claimsFrom(corp), newKey(t, "P-256", "k1")), "")
	if forged.Signature.State != Invalid || !forged.Issuer.Pinned {
		t.Errorf("forged: %+v", forged.Signature)
	}
}

func TestOnlyTheExactNameLeadsToKeys(t *testing.T) {
	i := newTestIssuer(t, "")
	for iss, want := range map[string]string{
		corp + "/":                        "issuer-nearly",
		"https://LOGIN.corp.example":      "issuer-nearly",
		" " + corp:                        "issuer-nearly",
		"http://login.corp.example":       "issuer-nearly",
		"https://login.corp.example.evil": "",
		"https://other.example/x":         "",
		"":                                "",
	} {
		r := i.inspect(i.token(es256, claimsFrom(iss), i.key), "")
		if s := r.Signature; s.State != Unverified || s.ReasonCode.Code != want || s.Key != nil || r.Issuer != nil || r.Expectations != nil {
			t.Errorf("%q: %+v, issuer %v", iss, s, r.Issuer)
		}
	}
	for what, payload := range map[string]string{
		"twice":            `{"iss":"` + corp + `","iss":"` + corp + `","exp":1795522200}`,
		"twice, differing": `{"iss":"https://evil.example","iss":"` + corp + `","exp":1795522200}`,
		"an array":         `{"iss":["` + corp + `"],"exp":1795522200}`,
		"within":           `{"act":{"iss":"` + corp + `"},"exp":1795522200}`,
	} {
		if r := i.inspect(i.token(es256, payload, i.key), ""); r.Signature.State == Verified || r.Signature.Key != nil || r.Issuer != nil {
			t.Errorf("%s: %+v", what, r.Signature)
		}
	}
	// The spelling in JSON does not count.
	if r := i.inspect(i.token(es256, strings.Replace(claimsFrom(corp), "https:", `https\u003a`, 1), i.key), ""); r.Signature.State != Verified {
		t.Errorf("escaped: %+v", r.Signature)
	}
}

func TestATypedKeyWins(t *testing.T) {
	i := newTestIssuer(t, "")
	other := newKey(t, "P-256", "k1")
	text, _ := other.JWK(false)
	token := i.token(es256, claimsFrom(corp), other)
	r := i.inspect(token, text)
	if r.Signature.State != Verified || r.Signature.Key.Source != "typed" || r.Issuer == nil || r.Issuer.Pinned {
		t.Errorf("%+v, %+v", r.Signature, r.Issuer)
	}
	if r := i.inspect(token, ""); r.Signature.State != Invalid {
		t.Errorf("without it: %+v", r.Signature)
	}
}

func TestAPinnedSetVerifiesNoHMAC(t *testing.T) {
	i := newTestIssuer(t, "")
	public, _ := i.key.JWKSet(false)
	pem, _ := i.key.PEM(false)
	secret, _ := jose.ReadKey("0123456789abcdef0123456789abcdef", jose.UTF8)
	set := `{"keys":[{"kty":"oct","kid":"k1","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}]}`
	hs256 := `{"alg":"HS256","typ":"JWT","kid":"k1"}`
	for what, key := range map[string]string{"the set as the secret": public, "the PEM as the secret": pem, "any secret": string(secret.Bytes), "the empty secret": ""} {
		k := &jose.Key{Kind: jose.KindSecret, Type: jose.TypeOct, Bytes: []byte(key)}
		input := base64.RawURLEncoding.EncodeToString([]byte(hs256)) + "." + base64.RawURLEncoding.EncodeToString([]byte(claimsFrom(corp)))
		mac, err := jose.SignHMAC("HS256", k.Bytes, input)
		if err != nil {
			t.Fatal(err)
		}
		if r := i.inspect(input+"."+base64.RawURLEncoding.EncodeToString(mac), ""); r.Signature.State != Refused {
			t.Errorf("%s: %+v", what, r.Signature)
		}
	}
	// Even if a secret came into the list.
	i.list.Issuers[1].Keys = set
	input := base64.RawURLEncoding.EncodeToString([]byte(hs256)) + "." + base64.RawURLEncoding.EncodeToString([]byte(claimsFrom(corp)))
	mac, _ := jose.SignHMAC("HS256", secret.Bytes, input)
	r := i.inspect(input+"."+base64.RawURLEncoding.EncodeToString(mac), "")
	if r.Signature.State != Refused || r.Signature.ReasonCode.Code != "issuer-alg" {
		t.Errorf("a secret in the list: %+v", r.Signature)
	}
}

func TestOnlyAllowedAlgorithmsVerify(t *testing.T) {
	i := newTestIssuer(t, `,"algorithms":["RS256"]`)
	if s := i.inspect(i.token(es256, claimsFrom(corp), i.key), "").Signature; s.State != Refused || s.ReasonCode.Code != "issuer-alg" || !strings.Contains(s.Reason, "Corp SSO") {
		t.Errorf("%+v", s)
	}
	none := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString([]byte(claimsFrom(corp))) + "."
	if s := i.inspect(none, "").Signature; s.State != Refused {
		t.Errorf("none: %+v", s)
	}
}

func TestKidAndPinnedKeys(t *testing.T) {
	i := newTestIssuer(t, "")
	if s := i.inspect(i.token(`{"alg":"ES256","typ":"JWT","kid":"k2"}`, claimsFrom(corp), newKey(t, "P-256", "k2")), "").Signature; s.State != Unverifiable || s.ReasonCode.Code != "kid-not-found" {
		t.Errorf("an unknown kid: %+v", s)
	}
	if s := i.inspect(i.token(`{"alg":"ES256","typ":"JWT"}`, claimsFrom(corp), i.key), "").Signature; s.State != Verified {
		t.Errorf("no kid: %+v", s)
	}
	embedded, _ := newKey(t, "P-256", "k1").JWK(false)
	brings := i.token(`{"alg":"ES256","typ":"JWT","kid":"k1","jwk":`+embedded+`}`, claimsFrom(corp), newKey(t, "P-256", "k1"))
	if s := i.inspect(brings, "").Signature; s.State == Verified {
		t.Errorf("a key of its own: %+v", s)
	}
	i.list.Issuers[1].Keys = ""
	if s := i.inspect(i.token(es256, claimsFrom(corp), i.key), "").Signature; s.State != Unverified || s.ReasonCode.Code != "issuer-no-keys" || s.Key != nil {
		t.Errorf("no keys yet: %+v", s)
	}
}

func TestTheOperatorsExpectationsYieldToThePersons(t *testing.T) {
	i := newTestIssuer(t, `,"audiences":["wiki"]`)
	token := i.token(es256, claimsFrom(corp), i.key)
	request := Request{Input: token, Now: noon, Leeway: DefaultLeeway, Organisation: i.list}
	if r := Inspect(request); r.Expectations == nil || r.Expectations.State != Rejected || !r.Issuer.Expected {
		t.Errorf("%+v", r.Expectations)
	}
	request.Expect.Audiences = []string{"orders"}
	if r := Inspect(request); r.Expectations.State != Accepted || r.Issuer.Expected || r.Expect.Issuer != "" {
		t.Errorf("stated: %+v of %+v", r.Expectations, r.Expect)
	}
	request.Expect = Expectations{At: noon.AddDate(1, 0, 0)}
	if r := Inspect(request); !r.Issuer.Expected || r.Time.State != TimeExpired {
		t.Errorf("a clock: %+v", r.Issuer)
	}
	request.Expect, request.OwnExpect = Expectations{}, true
	if r := Inspect(request); r.Expectations != nil || r.Issuer.Expected {
		t.Errorf("nothing wanted: %+v", r.Expectations)
	}
}

func TestPinnedKeysInRarerForms(t *testing.T) {
	i := newTestIssuer(t, "")
	token := i.token(es256, claimsFrom(corp), i.key)
	parts := strings.Split(token, ".")
	other := strings.Split(i.token(`{"alg":"ES256","kid":"x"}`, claimsFrom(corp), newKey(t, "P-256", "x")), ".")
	for name, text := range map[string]string{
		"flattened": `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`,
		"general": `{"payload":"` + parts[1] + `","signatures":[{"protected":"` + other[0] + `","signature":"` + other[2] + `"},
			{"protected":"` + parts[0] + `","signature":"` + parts[2] + `"}]}`,
	} {
		if r := i.inspect(text, ""); r.Signature.State != Verified || r.Issuer == nil || !r.Issuer.Pinned {
			t.Errorf("%s: %+v, %+v", name, r.Signature, r.Issuer)
		}
	}
	outer := i.token(`{"alg":"ES256","cty":"JWT","kid":"k1"}`, token, newKey(t, "P-256", "o"))
	r := i.inspect(outer, "")
	if r.Signature.State != Unverified || r.Issuer != nil || r.Nested == nil || r.Nested.Signature.State != Verified || !r.Nested.Issuer.Expected {
		t.Errorf("nested: %+v within %+v", r.Nested.Signature, r.Signature)
	}
	if r.Expect.Issuer != corp || r.Expectations == nil || r.Expectations.State != Rejected {
		t.Errorf("nested: %+v", r.Expectations)
	}
}

func TestWordsOfTheOperator(t *testing.T) {
	i := newTestIssuer(t, `,"claims":{"sub":"Number of the employee","dept":"Department that pays"}`)
	r := i.inspect(i.token(es256, strings.Replace(claimsFrom(corp), `"sub"`, `"dept":7,"sub"`, 1), i.key), "")
	for _, m := range r.Payload.Members {
		switch m.Name {
		case "sub":
			if m.Meaning != "Number of the employee" || m.Reference != houseReference {
				t.Errorf("%+v", m)
			}
		case "dept":
			if m.Meaning != "Department that pays" {
				t.Errorf("%+v", m)
			}
		case "aud":
			if m.Reference == houseReference {
				t.Errorf("%+v", m)
			}
		}
	}
}

func TestRulesOfTheIssuerAndOfTheHouse(t *testing.T) {
	i := newTestIssuer(t, `,"rules":{"max_lifetime":60,"forbidden_claims":["sub","email"]}`)
	i.list.Rules = &OrgRules{AudiencePattern: "https://*.corp.example"}
	if r := i.inspect(i.token(es256, claimsFrom(corp), i.key), ""); !has(r, "org-lifetime") || !has(r, "org-claim-forbidden") || has(r, "org-audience") {
		t.Errorf("listed: %s", ids(r))
	}
	if r := i.inspect(i.token(es256, claimsFrom("https://x.example"), i.key), ""); has(r, "org-lifetime") || has(r, "org-claim-forbidden") || !has(r, "org-audience") {
		t.Errorf("not listed: %s", ids(r))
	}
}

func TestLifetimeIsCountedFromWhereItBegins(t *testing.T) {
	for payload, want := range map[string]bool{
		`{"iat":1795521600,"exp":1795525200}`: false, `{"iat":1795521600,"exp":1795525201}`: true,
		`{"nbf":1795521600,"exp":1795525201}`: true, `{"exp":1795525201}`: true, `{"exp":1795525199}`: false,
		`{"iat":1795521600}`: true, `{"exp":"soon"}`: false, `{"iat":1795521600,"exp":1e400}`: true,
	} {
		token := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256"}`)) + "." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".AAAA"
		r := Inspect(Request{Input: token, Now: noon, Organisation: Organisation{Rules: &OrgRules{MaxLifetime: 3600}}})
		if has(r, "org-lifetime") != want {
			t.Errorf("%s: %v", payload, !want)
		}
	}
}

func TestPatternsOfAudiences(t *testing.T) {
	for _, pattern := range []string{"orders", "https://*.corp.example", "*", "a*b*c", "a**b", "api://*", "*.x", "a*a", "*/x/*", ""} {
		form := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `[A-Za-z0-9._-]+`) + "$")
		for _, text := range []string{
			"orders", "orders2", "https://a.corp.example", "https://.corp.example", "https://evil/.corp.example", "https://a.corp.example.evil",
			"https://a.corp.example/x", "https://a@b.corp.example", "https://ä.corp.example", "abc", "aXbYc", "abbcc", "aab", "ab", "aXb", "a..b",
			"api://x", "api://", "1.x", ".x", "x.x.x", "aa", "aaa", "a/a", "q/x/q", "q/x/x/q", "", "*", "a\nb",
		} {
			if got := matchesPattern(text, pattern); got != form.MatchString(text) {
				t.Errorf("%q and %q: %v", text, pattern, got)
			}
		}
	}
}

func TestWhatIsNoOrganisationIsNone(t *testing.T) {
	for _, text := range []string{"", "no", "[]", `{"issuers":7}`, `{"issuers":[{}`, `{"rules":[],"claims":"x"}`} {
		if o := ReadOrganisation(text); len(o.Issuers) > 0 || len(o.Claims) > 0 || o.Rules != nil && o.Rules.MaxLifetime != 0 {
			t.Errorf("%s: %+v", text, o)
		}
	}
	// A nameless entry is nobody's.
	if r := Inspect(Request{Input: "e30.e30.", Organisation: ReadOrganisation(`{"issuers":[{}, 7]}`)}); r.Issuer != nil {
		t.Errorf("%+v", r.Issuer)
	}
}
