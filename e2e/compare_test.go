package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/web"
)

// forAudience is an OIDC access token that lives for so many minutes.
func forAudience(audience, scope string, minutes int64) string {
	now := time.Now().Unix()
	return sign(fmt.Sprintf(`{"iss":"https://login.example.com","sub":"zoe","aud":%q,"scope":%q,"client_id":"app","word":%q,"iat":%d,"exp":%d}`,
		audience, scope, canaryWord, now, now+60*minutes))
}

// compares visits /compare and waits until it checks in the tab.
func (p *Page) compares() {
	p.t.Helper()
	p.visit("/compare")
	p.run(`document.querySelector("#token-a").focus()`)
	p.ready()
	p.warm()
}

// pasteBoth fills both boxes and waits for what differs.
func (p *Page) pasteBoth(a, b, state string) {
	p.t.Helper()
	p.paste("#token-a", a)
	p.paste("#token-b", b)
	p.state("#difference", state)
}

const audienceAndScope = "Another audience: “orders” in A, “stock” in B; B lacks the scope “orders:write”"

func TestTheFirstLineSaysAudienceAndScope(t *testing.T) {
	p := open(t)
	p.compares()
	p.pasteBoth("Authorization: Bearer "+forAudience("orders", "openid orders:read orders:write", 10), forAudience("stock", "orders:read openid", 10), "different")
	p.says("#difference-first", audienceAndScope)
	p.says("#announce", audienceAndScope)
	p.says("#difference-claims", "payload.scope")
	p.says("#difference-claims", "removed: orders:write")
	p.says("#difference-header", "say the same")
	p.paste("#key", secret)
	p.state("#a-verdict-signature", "verified")
	p.state("#b-verdict-signature", "verified")
	p.state("#seal", "sealed")

	p.click("#swap")
	p.says("#difference-first", "“stock” in A, “orders” in B")
	p.click("#clear")
	p.state("#difference", "empty")
	if left := p.value("#token-a") + p.value("#token-b") + p.value("#key"); left != "" {
		t.Errorf("the boxes keep %q", left)
	}
	if got := eval[string](p, `document.activeElement.id`); got != "token-a" {
		t.Errorf("the focus is at %q", got)
	}
}

func TestComparingTellsTheSameFromTheLater(t *testing.T) {
	p := open(t)
	p.compares()
	token := forAudience("orders", "a", 10)
	p.pasteBoth(token, "Bearer "+token, "same")
	p.says("#difference-first", "the same token")
	p.paste("#token-b", sign(`{"iss":"x","exp":1300001860}`))
	p.paste("#token-a", sign(`{"exp":1300000000,"iss":"x"}`))
	p.state("#difference", "same-claims")
	p.says("#difference-first", "Both tokens have expired")
	p.says("#difference-claims", "31 min later")
}

func TestComparingHostileTokensShowsThemAsText(t *testing.T) {
	p := open(t)
	p.compares()
	long := strings.Repeat("<script>", 200)
	p.pasteBoth(sign(`{"<img src=x onerror=alert(1)>":"`+long+`","aud":"<b>","id":9007199254740993}`), sign(`{"aud":"</code><i>","id":9007199254740992}`), "different")
	p.says("#difference-first", "“</code><i>” in B")
	p.says("#difference-claims", "9007199254740993")
	if n := p.count("#difference :is(img, i, script, b:not(.hidden-char))"); n != 0 {
		t.Errorf("%d elements come from the tokens", n)
	}
	p.click("#difference-claims summary")
	p.says("#difference-claims details[open] pre", `"`+long+`"`)
}

func TestComparingSendsAndKeepsNothing(t *testing.T) {
	p := open(t)
	p.compares()
	worker := p.watch.worker(t, p.ctx)
	p.until(`document.readyState === "complete"`)
	before, served := p.watch.sent(), len(p.server.seen())
	for i := range 3 {
		p.pasteBoth(forAudience("orders", "a", int64(i)+5), forAudience("stock", "a", 10), "different")
	}
	p.write("#key", secret[:8])
	p.state("#a-verdict-signature", "invalid")
	p.press(kb.Enter)
	p.until(`document.querySelector("#announce").textContent !== ""`)
	eval[bool](p, "true")
	if _, err := chromedp.Run(worker, chromedp.Evaluate[bool]("true")); err != nil {
		t.Fatal(err)
	}
	if after := p.watch.sent(); len(after) != len(before) {
		t.Errorf("the browser asked for %q", after[len(before):])
	}
	if after := p.server.seen(); len(after) != served {
		t.Errorf("the server was asked for %v", paths(after[served:]))
	}
	kept := eval[string](p, `location.href + JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + JSON.stringify(history.state)`)
	if kept != p.server.URL+"/compare{}{}null" {
		t.Errorf("the browser keeps %s", kept)
	}
	// Whoever leaves the page leaves nothing in it.
	p.run(`dispatchEvent(new PageTransitionEvent("pagehide"))`)
	if left := p.value("#token-a") + p.value("#token-b") + p.value("#key") + p.text("#difference"); left != "" {
		t.Errorf("the page keeps %q", left)
	}
}

func TestWithoutJavaScriptTheServerCompares(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/compare")
	p.says("body", "JavaScript is off")
	p.paste("#token-a", forAudience("orders", "openid orders:write", 10))
	p.paste("#token-b", forAudience("stock", "openid", 10))
	p.paste("#key", secret)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#difference", "different")
	p.says("#difference-first", audienceAndScope)
	p.state("#b-verdict-signature", "verified")
	p.says("body", "the server, which has seen both tokens")
	p.loads(chromedp.Click(chromedp.CSS("#swap")))
	p.says("#difference-first", "“stock” in A, “orders” in B")
	if eval[bool](p, `[...document.querySelectorAll(".script-only")].some((e) => e.getClientRects().length > 0)`) {
		t.Error("controls that need JavaScript are shown")
	}
}

func TestAServerThatDoesNotCheckDoesNotCompareEither(t *testing.T) {
	t.Parallel()
	s := serve(t, web.Config{ServerInspect: false})
	p := openAt(t, s, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/compare")
	p.says("body", "this server does not check tokens itself")
	if p.count("#check") != 0 {
		t.Error("the button that posts the form is there")
	}
	live := openAt(t, s)
	live.compares()
	live.pasteBoth(fresh("a"), fresh("b"), "different")
	live.says("#difference-first", "Another subject: “a” in A, “b” in B")
}

func TestComparingByKeyboard(t *testing.T) {
	p := open(t)
	p.compares()
	p.pasteBoth(forAudience("orders", "a", 10), forAudience("stock", "a", 10), "different")
	p.run(`document.querySelector("#token-a").focus()`)
	order := []string{"token-a"}
	for range 7 {
		p.press(kb.Tab)
		order = append(order, eval[string](p, `document.activeElement.id`))
	}
	want := []string{"token-a", "token-b", "key-mask", "key-encoding", "key", "swap", "clear"}
	if !slices.Equal(order[:len(want)], want) {
		t.Errorf("the tab key goes through %q, want %q", order, want)
	}
	p.run(`document.querySelector("#swap").focus()`)
	p.press(kb.Enter)
	p.says("#difference-first", "“stock” in A, “orders” in B")
}

func TestComparingFitsANarrowScreen(t *testing.T) {
	p := open(t, viewport(390, 844))
	p.compares()
	p.pasteBoth(manyFindings(), signed(`{"alg":"HS256","kid":"`+strings.Repeat("k", 300)+`"}`, `{"scope":"`+strings.Repeat("s", 500)+`"}`), "different")
	if wide := eval[int](p, `document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("the page is %d pixels wide", wide)
	}
}
