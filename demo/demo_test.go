package demo

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// A client is a demo with a clock that the test moves.
type client struct {
	*API
	t   *testing.T
	at  time.Time
	mux *http.ServeMux
}

func newClient(t *testing.T) *client {
	t.Helper()
	c := &client{t: t, at: time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC), mux: http.NewServeMux()}
	api, err := New(func() time.Time { return c.at }, rand.NewChaCha8([32]byte{}), 0)
	if err != nil {
		t.Fatal(err)
	}
	c.API = api
	for _, e := range api.Endpoints() {
		c.mux.Handle(e.Method+" "+e.Path, e.Handler)
	}
	return c
}

func (c *client) do(method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	c.mux.ServeHTTP(w, r)
	return w
}

func (c *client) with(path, token string) *httptest.ResponseRecorder {
	return c.do("GET", path, "", "Authorization", "Bearer "+token)
}

func (c *client) logIn() issued {
	c.t.Helper()
	return c.pair(c.do("POST", "/demo/login", `{"user":"zoe","password":"quiet-harbor"}`))
}

func (c *client) refreshed(token string) *httptest.ResponseRecorder {
	return c.do("POST", "/demo/refresh", `{"refresh_token":"`+token+`"}`)
}

func (c *client) pair(w *httptest.ResponseRecorder) (p issued) {
	c.t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 200 || p.AccessToken == "" || p.RefreshToken == "" || p.TokenType != "Bearer" {
		c.t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return p
}

func (c *client) forged(token, attack string) string {
	c.t.Helper()
	w := c.do("POST", "/demo/attack", `{"token":"`+token+`","attack":"`+attack+`"}`)
	var made struct{ Token string }
	if err := json.Unmarshal(w.Body.Bytes(), &made); err != nil || w.Code != 200 {
		c.t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return made.Token
}

// refuses checks that the careful endpoint refuses a token for this reason and
// the naive one takes it.
func (c *client) refuses(token, reason, believed string) {
	c.t.Helper()
	w := c.with("/demo/me", token)
	if got := w.Header().Get("WWW-Authenticate"); w.Code != 401 || !strings.HasPrefix(got, `Bearer realm="jotlens-demo", error="invalid_token", error_description="`) || !strings.Contains(got, reason) {
		c.t.Errorf("the careful endpoint answers %d, %s", w.Code, got)
	}
	if w = c.with("/demo/naive/me", token); w.Code != 200 || !strings.Contains(w.Body.String(), believed) {
		c.t.Errorf("the naive endpoint answers %d: %s", w.Code, w.Body)
	}
}

func TestATokenLivesForAMinute(t *testing.T) {
	c := newClient(t)
	p := c.logIn()
	if p.ExpiresIn != 60 {
		t.Errorf("it expires in %d s", p.ExpiresIn)
	}
	c.at = c.at.Add(59 * time.Second)
	if w := c.with("/demo/me", p.AccessToken); w.Code != 200 || w.Body.String() != `{"user":"zoe","name":"Zoe Example","role":"reader"}` {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
	c.at = c.at.Add(time.Second)
	c.refuses(p.AccessToken, "expired", `"role":"reader"`)
}

func TestForgedTokens(t *testing.T) {
	c := newClient(t)
	token := c.logIn().AccessToken
	role, none := c.forged(token, "role"), c.forged(token, "none")
	c.refuses(role, "signature does not match", `"role":"admin"`)
	c.refuses(none, "algorithm is not HS256", `"role":"admin"`)
	a, b := strings.Split(token, "."), strings.Split(role, ".")
	if a[0] != b[0] || a[1] == b[1] || a[2] != b[2] || !strings.HasSuffix(none, ".") {
		t.Errorf("the tokens are %s and %s", role, none)
	}
}

// TestTheCarefulEndpointChecksEveryClaim signs with the demo's own key.
func TestTheCarefulEndpointChecksEveryClaim(t *testing.T) {
	c := newClient(t)
	exp := c.at.Add(time.Minute).Unix()
	for name, test := range map[string]struct {
		method jwt.SigningMethod
		claims jwt.MapClaims
		status int
	}{
		"good":             {jwt.SigningMethodHS256, jwt.MapClaims{"iss": issuer, "aud": audience, "exp": exp}, 200},
		"no exp":           {jwt.SigningMethodHS256, jwt.MapClaims{"iss": issuer, "aud": audience}, 401},
		"other issuer":     {jwt.SigningMethodHS256, jwt.MapClaims{"iss": "other", "aud": audience, "exp": exp}, 401},
		"other audience":   {jwt.SigningMethodHS256, jwt.MapClaims{"iss": issuer, "aud": "other", "exp": exp}, 401},
		"not yet":          {jwt.SigningMethodHS256, jwt.MapClaims{"iss": issuer, "aud": audience, "exp": exp, "nbf": exp}, 401},
		"another HMAC alg": {jwt.SigningMethodHS512, jwt.MapClaims{"iss": issuer, "aud": audience, "exp": exp}, 401},
	} {
		token, err := jwt.NewWithClaims(test.method, test.claims).SignedString(c.signingKey)
		if err != nil {
			t.Fatal(err)
		}
		if w := c.with("/demo/me", token); w.Code != test.status {
			t.Errorf("%s: %d, %s", name, w.Code, w.Body)
		}
	}
}

func TestRefreshTokensRotate(t *testing.T) {
	c := newClient(t)
	first := c.logIn()
	second := c.pair(c.refreshed(first.RefreshToken))
	if second.AccessToken == first.AccessToken || second.RefreshToken == first.RefreshToken {
		t.Error("a refresh changes nothing")
	}
	if w := c.refreshed(first.RefreshToken); w.Code != 400 || !strings.Contains(w.Body.String(), "used before") {
		t.Errorf("a used token gives %d: %s", w.Code, w.Body)
	}
	// The family has ended: with it the good refresh token and every access token.
	if w := c.refreshed(second.RefreshToken); w.Code != 400 || !strings.Contains(w.Body.String(), "invalid_grant") {
		t.Errorf("after that the other gives %d: %s", w.Code, w.Body)
	}
	c.refuses(first.AccessToken, "revoked", "zoe")
	c.refuses(second.AccessToken, "revoked", "zoe")
	other := c.logIn()
	if w := c.with("/demo/me", other.AccessToken); w.Code != 200 {
		t.Errorf("another login gives %d", w.Code)
	}
}

func TestAFamilyExpires(t *testing.T) {
	c := newClient(t)
	p := c.logIn()
	c.at = c.at.Add(refreshLife - time.Second)
	p = c.pair(c.refreshed(p.RefreshToken))
	c.at = c.at.Add(refreshLife)
	if w := c.refreshed(p.RefreshToken); w.Code != 400 {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
	if len(c.families)+len(c.live)+len(c.blocked) != 0 {
		t.Errorf("%d families, %d live and %d blocked tokens are kept", len(c.families), len(c.live), len(c.blocked))
	}
}

func TestLogoutBlocksUntilTheTokenExpires(t *testing.T) {
	c := newClient(t)
	p := c.logIn()
	for range 2 { // the second time there is nothing left to do
		if w := c.do("POST", "/demo/logout", `{"refresh_token":"`+p.RefreshToken+`"}`); w.Code != 204 || w.Body.Len() != 0 {
			t.Errorf("%d: %s", w.Code, w.Body)
		}
	}
	c.refuses(p.AccessToken, "revoked", "zoe")
	if w := c.refreshed(p.RefreshToken); w.Code != 400 {
		t.Errorf("the refresh token gives %d", w.Code)
	}
	if len(c.blocked) != 1 {
		t.Errorf("%d tokens are blocked", len(c.blocked))
	}
	c.at = c.at.Add(time.Minute)
	c.logIn()
	c.refuses(p.AccessToken, "expired", "zoe")
	if len(c.blocked) != 0 {
		t.Errorf("%d tokens are still blocked", len(c.blocked))
	}
}

func TestStateIsBounded(t *testing.T) {
	c := newClient(t)
	first := c.logIn()
	c.at = c.at.Add(time.Second)
	var last issued
	for range maxFamilies {
		last = c.logIn()
	}
	if len(c.families) != maxFamilies {
		t.Errorf("%d families are kept", len(c.families))
	}
	if w := c.refreshed(first.RefreshToken); w.Code != 400 {
		t.Errorf("the oldest family still refreshes: %d", w.Code)
	}
	var w *httptest.ResponseRecorder
	for range maxLive {
		if w = c.refreshed(last.RefreshToken); w.Code != 200 {
			break
		}
		last = c.pair(w)
	}
	if w.Code != 503 || w.Header().Get("Retry-After") != "60" || len(c.live) != maxLive {
		t.Errorf("%d with Retry-After %q and %d tokens: %s", w.Code, w.Header().Get("Retry-After"), len(c.live), w.Body)
	}
	c.at = c.at.Add(time.Minute)
	c.pair(c.refreshed(last.RefreshToken)) // what could not be issued was not used up
}

func TestBadRequests(t *testing.T) {
	c := newClient(t)
	token := c.logIn().AccessToken
	const login = `{"user":"zoe","password":"quiet-harbor"}`
	for name, test := range map[string]struct {
		method, path, body string
		header             []string
		status             int
		says               string
	}{
		"no body":           {"POST", "/demo/login", "", []string{"Content-Type", "application/json"}, 400, "malformed-request"},
		"no JSON":           {"POST", "/demo/login", "user=zoe", nil, 400, "malformed-request"},
		"more than JSON":    {"POST", "/demo/login", login + "x", nil, 400, "malformed-request"},
		"unknown member":    {"POST", "/demo/login", `{"user":"zoe","admin":true}`, nil, 400, "malformed-request"},
		"wrong password":    {"POST", "/demo/login", `{"user":"zoe","password":"x"}`, nil, 400, "invalid_grant"},
		"no such user":      {"POST", "/demo/login", `{"user":"zed","password":"x"}`, nil, 400, "invalid_grant"},
		"too large":         {"POST", "/demo/login", `{"user":"` + strings.Repeat("x", maxBody) + `"}`, nil, 413, "request-too-large"},
		"no type":           {"POST", "/demo/login", "", nil, 415, "unsupported-media-type"},
		"another site":      {"POST", "/demo/login", login, []string{"Sec-Fetch-Site", "cross-site"}, 403, "cross-origin-request"},
		"no refresh token":  {"POST", "/demo/refresh", `{}`, nil, 400, "malformed-request"},
		"made-up refresh":   {"POST", "/demo/refresh", `{"refresh_token":"a.1.b"}`, nil, 400, "invalid_grant"},
		"no logout token":   {"POST", "/demo/logout", `{}`, nil, 400, "malformed-request"},
		"unknown attack":    {"POST", "/demo/attack", `{"token":"` + token + `","attack":"x"}`, nil, 400, "no such attack"},
		"foreign token":     {"POST", "/demo/attack", `{"token":"a.b.c","attack":"role"}`, nil, 400, "not one that this demo"},
		"long attack":       {"POST", "/demo/attack", `{"token":"` + strings.Repeat("a", maxToken+1) + `","attack":"role"}`, nil, 400, "longer than"},
		"nobody":            {"GET", "/demo/me", "", nil, 401, "no-token"},
		"nobody, naive":     {"GET", "/demo/naive/me", "", nil, 401, "no-token"},
		"another scheme":    {"GET", "/demo/me", "", []string{"Authorization", "Basic abc"}, 400, "invalid_request"},
		"two tokens":        {"GET", "/demo/me", "", []string{"Authorization", "Bearer a", "Authorization", "Bearer b"}, 400, "invalid_request"},
		"a long token":      {"GET", "/demo/naive/me", "", []string{"Authorization", "Bearer " + strings.Repeat("a", maxToken+1)}, 400, "invalid_request"},
		"no token, careful": {"GET", "/demo/me", "", []string{"Authorization", "Bearer <script>"}, 401, "cannot be read"},
		"no token, naive":   {"GET", "/demo/naive/me", "", []string{"Authorization", "Bearer <script>"}, 401, "cannot be read"},
	} {
		w := c.do(test.method, test.path, test.body, test.header...)
		var p problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != test.status || p.Status != test.status || p.Title == "" ||
			!strings.Contains(w.Body.String(), test.says) || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s: %s", name, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
		if challenged := strings.HasPrefix(w.Header().Get("WWW-Authenticate"), `Bearer realm="jotlens-demo"`); challenged != (test.method == "GET") {
			t.Errorf("%s: WWW-Authenticate is %q", name, w.Header().Get("WWW-Authenticate"))
		}
		if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s: the headers are %v", name, w.Header())
		}
	}
}

// The naive endpoint repeats markup as JSON and never as anything else.
func TestTheNaiveEndpointRepeatsNoMarkup(t *testing.T) {
	c := newClient(t)
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "<script>"}).SignedString([]byte("anything"))
	if err != nil {
		t.Fatal(err)
	}
	w := c.with("/demo/naive/me", token)
	if w.Code != 200 || strings.Contains(w.Body.String(), "<") || w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%d %s: %s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
}

func TestEveryDemoHasKeysOfItsOwn(t *testing.T) {
	one, other := newClient(t), newClient(t)
	api, err := New(func() time.Time { return other.at }, rand.NewChaCha8([32]byte{1}), 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.check(one.logIn().AccessToken); err == nil {
		t.Error("another program's token is taken")
	}
	if _, err := New(time.Now, strings.NewReader("too short"), 0); err == nil {
		t.Error("a demo without random keys starts")
	}
	if _, err := New(time.Now, rand.NewChaCha8([32]byte{}), time.Millisecond); err == nil {
		t.Error("tokens live for no second")
	}
}
