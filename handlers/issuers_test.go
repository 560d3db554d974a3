package handlers

import (
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/jose"
)

// house is what an operator says, and a token of the issuer that it lists.
func house(t *testing.T, audience string) (text, token string) {
	t.Helper()
	key, err := jose.Generate("P-256", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	set, err := key.JWKSet(false)
	if err != nil {
		t.Fatal(err)
	}
	input := encode(`{"alg":"ES256","typ":"JWT"}`) + "." + encode(`{"iss":"https://login.corp.example","aud":"orders","iat":1799999400,"exp":1800000600}`)
	signature, err := jose.Sign("ES256", key, input)
	if err != nil {
		t.Fatal(err)
	}
	return `{"refresh":150,"issuers":[{"name":"Corp SSO","issuer":"https://login.corp.example","audiences":["` + audience + `"],"fetched_at":"2027-01-15T07:58:00Z","jwks":` + set + `}],
		"rules":{"max_lifetime":60}}`, input + "." + encode(string(signature))
}

// housed are the handlers of a site whose operator says something.
func housed(say func() string) *Handlers {
	h := testHandlers(io.Discard, counting{})
	h.House = func() ([]byte, string) { text := say(); return []byte(text), `"` + text[len(text)/2:] + `"` }
	return h
}

func TestTheAPIKnowsTheOperatorsIssuers(t *testing.T) {
	says, token := house(t, "orders")
	h := housed(func() string { return says })
	type answer struct {
		Issuer       *inspect.KnownIssuer
		Signature    inspect.Signature
		Expectations *inspect.Acceptance
	}
	ask := func() (report answer) {
		w := serve(h.API(h.InspectAPI), post("/api/inspect", "application/json", `{"input":"`+token+`"}`))
		if err := newContract(t).answer(t, "/api/inspect", "post", w); err != nil {
			t.Error(err)
		}
		if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil {
			t.Fatal(err)
		}
		return report
	}
	r := ask()
	if i := r.Issuer; i == nil || *i != (inspect.KnownIssuer{Name: "Corp SSO", FetchedAt: "2027-01-15T07:58:00Z", Pinned: true, Expected: true}) {
		t.Errorf("the issuer is %+v", i)
	}
	if r.Signature.State != inspect.Verified || r.Expectations == nil || r.Expectations.State != inspect.Accepted {
		t.Errorf("%+v, %+v", r.Signature, r.Expectations)
	}
	// Once the list is another, so is the answer.
	says, _ = house(t, "wiki")
	if r := ask(); r.Signature.State != inspect.Invalid || r.Expectations.State != inspect.Rejected {
		t.Errorf("with other keys: %+v", r.Signature)
	}
	h.House = nil
	if r := ask(); r.Issuer != nil || r.Signature.State != inspect.Unverified {
		t.Errorf("with no list: %+v", r.Signature)
	}
}

func TestTheFormIsFilledAndEmptiedForTheToken(t *testing.T) {
	says, token := house(t, "orders")
	h := housed(func() string { return says })
	submit := func(fields url.Values) string {
		return serve(h.Page(h.SubmitInspector), post("/", "application/x-www-form-urlencoded", fields.Encode())).Body.String()
	}
	const filled = `name="expect_aud" type="text" value="orders"`
	page := submit(url.Values{"token": {token}})
	if !strings.Contains(page, filled) || !strings.Contains(page, "pinned by your operator") {
		t.Error("the form is not filled")
	}
	// The same form with the next token in it: the fields are ours, and nobody's typing.
	page = submit(url.Values{"token": {demoToken}, "expect_iss": {"https://login.corp.example"}, "expect_aud": {"orders"}, "expect_leeway": {"5m"}})
	if strings.Contains(page, filled) || strings.Contains(page, "verdict-expectations") || !strings.Contains(page, `value="5m"`) {
		t.Error("the expectations of another issuer stay")
	}
	page = submit(url.Values{"token": {token}, "expect_aud": {"wiki"}})
	if strings.Contains(page, filled) || !strings.Contains(page, `data-state="rejected"`) {
		t.Error("what was typed does not count")
	}
}

func TestTheListIsSentOnce(t *testing.T) {
	says, _ := house(t, "orders")
	h := housed(func() string { return says })
	ask := func(tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/issuers.json", http.NoBody)
		r.Header.Set("If-None-Match", tag)
		return serve(http.HandlerFunc(h.ShowIssuers), r)
	}
	first := ask("")
	if first.Code != 200 || first.Body.String() != says || first.Header().Get("Content-Type") != "application/json" || first.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("%d %v", first.Code, first.Header())
	}
	if again := ask(first.Header().Get("ETag")); again.Code != 304 || again.Body.Len() > 0 {
		t.Errorf("again: %d", again.Code)
	}
	says, _ = house(t, "orders")
	if later := ask(first.Header().Get("ETag")); later.Code != 200 {
		t.Errorf("another list: %d", later.Code)
	}
}
