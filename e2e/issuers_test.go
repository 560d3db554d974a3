package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/golang-jwt/jwt/v5"

	"jotlens/issuers"
	"jotlens/web"
)

// A provider is an identity provider with discovery and a signing key that it can
// change, over TLS with an authority of its own.
type provider struct {
	*httptest.Server
	t *testing.T

	mu  sync.Mutex
	kid string
	key *ecdsa.PrivateKey
}

func startProvider(t *testing.T) *provider {
	t.Helper()
	p := &provider{t: t}
	p.rotate("first")
	mux := http.NewServeMux()
	p.Server = httptest.NewTLSServer(mux)
	t.Cleanup(p.Close)
	answer := func(w http.ResponseWriter, body any) { _ = json.NewEncoder(w).Encode(body) }
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]string{"issuer": p.URL, "jwks_uri": p.URL + "/keys"})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		point, err := p.key.PublicKey.Bytes() // 4, x, y
		if err != nil {
			t.Error(err)
		}
		answer(w, map[string]any{"keys": []any{
			map[string]string{"kty": "EC", "crv": "P-256", "kid": p.kid, "use": "sig", "x": encode(point[1:33]), "y": encode(point[33:])},
			map[string]string{"kty": "oct", "kid": "shared", "k": encode([]byte(secret))}, // an accident
		}})
	})
	return p
}

// rotate makes a new key; the one before is gone.
func (p *provider) rotate(kid string) {
	p.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kid, p.key = kid, key
}

// token is for an audience, from the provider, with more claims.
func (p *provider) token(audience, more string) string {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now().Unix()
	input := encode(fmt.Appendf(nil, `{"alg":"ES256","typ":"JWT","kid":%q}`, p.kid)) + "." +
		encode(fmt.Appendf(nil, `{"iss":%q,"aud":%q,"sub":"zoe","word":%q,"iat":%d,"exp":%d%s}`, p.URL, audience, canaryWord, now, now+600, more))
	signature, err := jwt.SigningMethodES256.Sign(input, p.key)
	if err != nil {
		p.t.Fatal(err)
	}
	return input + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// listed is a site whose operator lists the provider.
func (p *provider) listed(refresh time.Duration) *server {
	p.t.Helper()
	needsServer(p.t)
	ca := filepath.Join(p.t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Certificate().Raw}), 0o600); err != nil {
		p.t.Fatal(err)
	}
	keeper, err := issuers.New(&issuers.Config{Issuers: []issuers.Issuer{{
		Name: "Corp SSO", Issuer: p.URL, CAFile: ca, Algorithms: []string{"ES256"}, Audiences: []string{"orders"}, Refresh: issuers.Duration(refresh),
		Claims: map[string]string{"dept": "Department <b>that pays</b>"}, Rules: &issuers.Rules{MaxLifetime: issuers.Duration(time.Minute)},
	}}}, slog.New(slog.NewJSONHandler(&serverLog, nil)))
	if err != nil {
		p.t.Fatal(err)
	}
	keeper.Start(p.t.Context())
	p.t.Cleanup(keeper.Wait)
	return serve(p.t, web.Config{ServerInspect: true, Issuers: keeper.Published})
}

func TestATokenOfAListedIssuerVerifiesWithNoKeyTyped(t *testing.T) {
	t.Parallel()
	idp := startProvider(t)
	p := openAt(t, idp.listed(time.Hour))
	p.start()
	p.pasteToken(idp.token("orders", `,"dept":7`))
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "the key “first” of Corp SSO, pinned by your operator")
	p.says("#key-note", "the keys of Corp SSO are used")
	p.state("#verdict-expectations", "accepted")
	p.says("#verdict-expectations", "As your operator expects it of Corp SSO")
	p.until(`!!document.querySelector('.finding[data-rule="org-lifetime"]')`)
	p.until(`[...document.querySelectorAll("#payload-meanings dd")].some((dd) => dd.textContent.includes("Department <b>that pays</b> words of your operator"))`)
	if !eval[bool](p, `document.querySelector("#expectations").open`) || p.value("#expect-iss") != idp.URL || p.value("#expect-aud") != "orders" || p.value("#expect-alg") != "ES256" {
		t.Errorf("the form has %q, %q, %q", p.value("#expect-iss"), p.value("#expect-aud"), p.value("#expect-alg"))
	}

	// Somebody else's token takes the expectations away; the next brings them back.
	p.pasteToken(fresh("zoe"))
	p.state("#verdict-signature", "unverified")
	p.until(`!document.querySelector("#verdict-expectations") && document.querySelector("#expect-iss").value === ""`)
	p.pasteToken(idp.token("wiki", ""))
	p.state("#verdict-expectations", "rejected")
	// Who empties the fields wants nothing expected of this token.
	p.click("#expect-clear")
	p.until(`!document.querySelector("#verdict-expectations") && document.querySelector("#expect-iss").value === ""`)
	p.pasteToken(idp.token("orders", ""))
	p.state("#verdict-expectations", "accepted")
	// What a person types stays.
	p.paste("#expect-aud", "billing")
	p.state("#verdict-expectations", "rejected")
	p.pasteToken(fresh("zoe"))
	p.until(`document.querySelector("#expect-aud").value === "billing"`)
}

func TestATypedKeyWinsOverAPinnedOne(t *testing.T) {
	t.Parallel()
	idp := startProvider(t)
	p := openAt(t, idp.listed(time.Hour))
	p.start()
	p.pasteToken(idp.token("orders", ""))
	p.state("#verdict-signature", "verified")
	p.paste("#key", secret)
	p.state("#verdict-signature", "refused")
	p.says("#verdict-signature", "Your key counts, and not those of Corp SSO")
	p.paste("#key", "")
	p.state("#verdict-signature", "verified")
	// The provider's shared key is in no list: who knows it signs nothing.
	forged := signed(`{"alg":"HS256","typ":"JWT","kid":"shared"}`, fmt.Sprintf(`{"iss":%q,"aud":"orders","exp":%d}`, idp.URL, time.Now().Add(time.Minute).Unix()))
	p.pasteToken(forged)
	p.state("#verdict-signature", "refused")
	p.says("#verdict-signature", "does not allow HS256")
	// A name that is nearly the same is another.
	p.pasteToken(signedAs(idp.URL + "/"))
	p.state("#verdict-signature", "unverified")
	p.says("#verdict-signature", "differs from that of Corp SSO only in a slash at the end")
}

// signedAs is a token that says that it is of an issuer.
func signedAs(issuer string) string {
	return signed(`{"alg":"HS256","typ":"JWT"}`, fmt.Sprintf(`{"iss":%q,"exp":%d}`, issuer, time.Now().Add(time.Minute).Unix()))
}

func TestKeysThatChangeAreKnownWithoutAReload(t *testing.T) {
	t.Parallel()
	const refresh = 3 * time.Second
	idp := startProvider(t)
	p := openAt(t, idp.listed(refresh))
	p.start()
	p.pasteToken(idp.token("orders", ""))
	p.state("#verdict-signature", "verified")
	before := p.watch.sent()

	idp.rotate("second")
	rotated := time.Now()
	second := idp.token("orders", "")
	p.pasteToken(second)
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "“second” of Corp SSO")
	t.Logf("the new key is known %s after it was made; the interval is %s", time.Since(rotated).Round(time.Millisecond), refresh)

	if after := p.watch.sent(); len(after) != len(before) {
		t.Errorf("the page itself asked for %q", after[len(before):])
	}
	// All that the server was asked for since the paste is the list, and each time it is
	// the same question.
	asked := 0
	var dump string
	for _, r := range p.server.seen() {
		if r.Path != "/issuers.json" {
			continue
		}
		asked++
		question := slices.DeleteFunc(strings.Split(r.Dump, "\r\n"), func(line string) bool { return strings.HasPrefix(line, "If-None-Match:") })
		text := strings.Join(question, "\n")
		if dump != "" && text != dump {
			t.Errorf("a question for the list is\n%s\nand was\n%s", text, dump)
		}
		dump = text
		if strings.Contains(r.Dump, second[:40]) || strings.Contains(r.Dump, canaryWord) || r.Method != "GET" {
			t.Errorf("the question holds a token:\n%s", r.Dump)
		}
	}
	if asked < 2 {
		t.Errorf("the list was asked for %d times", asked)
	}
	p.says("#seal", "0 requests")
}

func TestWithoutJavaScriptAListedIssuerIsKnown(t *testing.T) {
	t.Parallel()
	idp := startProvider(t)
	p := openAt(t, idp.listed(time.Hour), withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", idp.token("orders", ""))
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("#verdict-signature", "pinned by your operator")
	p.state("#verdict-expectations", "accepted")
	if p.value("#expect-aud") != "orders" {
		t.Errorf("the form has %q", p.value("#expect-aud"))
	}
	p.paste("#token", fresh("zoe"))
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-signature", "unverified")
	if p.value("#expect-aud") != "" || p.count("#verdict-expectations") != 0 {
		t.Errorf("the form still has %q", p.value("#expect-aud"))
	}
	p.visit("/privacy")
	p.says("#pinning", "/issuers.json")
}

func TestComparedTokensAreJudgedByPinnedKeys(t *testing.T) {
	t.Parallel()
	idp := startProvider(t)
	p := openAt(t, idp.listed(time.Hour))
	p.visit("/compare")
	p.run(`document.querySelector("#token-a").focus()`)
	p.ready()
	p.paste("#token-a", idp.token("orders", ""))
	p.paste("#token-b", idp.token("wiki", ""))
	p.says("main", "verified")
}

// TestTheExampleOfAHouseRuleFiresInTheTab: this site has no such rule, so the example
// brings it along, and it goes with the example.
func TestTheExampleOfAHouseRuleFiresInTheTab(t *testing.T) {
	p := open(t)
	const finding = `!!document.querySelector('.finding[data-rule="org-audience"]')`
	p.visit("/rules/org-audience/fires")
	p.wake()
	p.ready()
	p.write("#key", "x") // the tab looks anew
	p.state("#verdict-signature", "invalid")
	p.until(finding)
	p.pasteToken(signed(`{"alg":"HS256"}`, `{"iss":"https://login.example.com","aud":"https://orders.example.org","exp":4102444800}`))
	p.until(`!document.querySelector("#sample-note") && !` + finding)
}
