package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"jotlens/web"
)

// flows visits the page and logs in.
func (p *Page) flows() {
	p.t.Helper()
	needsServer(p.t)
	p.watch.expect("status of 40") // the browser tells its console of each refusal
	p.visit("/learn/flow")
	p.until(`document.querySelector("#content").dataset.ready !== undefined`)
	p.click("#login-zoe")
	p.state("#exchange-login", "accepted")
	p.state("#flow-clock", "live")
}

// presses presses a button and waits for what is answered.
func (p *Page) presses(button, exchange, state string) {
	p.t.Helper()
	p.until(`!document.querySelector("#flow-` + button + `").disabled`)
	p.click("#flow-" + button)
	p.state("#exchange-"+exchange, state)
	p.until(`!document.querySelector("#flow-` + button + `").disabled`)
}

// attacks presses a button and checks who falls for it.
func (p *Page) attacks(name, reason, believed string) {
	p.t.Helper()
	p.presses(name, name+"-careful", "refused")
	p.says("#exchange-"+name+"-careful [data-response]", reason)
	p.says("#exchange-"+name+"-careful [data-response]", `401 Unauthorized`)
	p.state("#exchange-"+name+"-naive", "accepted")
	p.says("#exchange-"+name+"-naive [data-response]", believed)
}

func TestTheLifeOfAToken(t *testing.T) {
	p := open(t)
	p.flows()
	p.says("#exchange-login [data-request]", "POST "+site()+"/demo/login\nContent-Type: application/json\n\n{\"user\":\"zoe\"")
	first := p.text("#flow-access")
	p.presses("call", "call", "accepted")
	p.says("#exchange-call [data-request]", "GET "+site()+"/demo/me\nAuthorization: Bearer "+first)
	p.says("#exchange-call [data-response]", `"role":"reader"`)
	p.presses("refresh", "refresh", "accepted")
	if p.text("#flow-access") == first {
		t.Error("the token is the same after the refresh")
	}
	p.presses("logout", "logout", "accepted")
	p.state("#flow-clock", "logged-out")
	p.attacks("replay", "revoked", `"sub":"zoe"`)
}

func TestAUsedRefreshTokenEndsTheSession(t *testing.T) {
	p := open(t)
	p.flows()
	p.presses("refresh", "refresh", "accepted")
	p.presses("reuse", "refresh", "refused")
	p.says("#exchange-refresh [data-response]", "used before")
	p.presses("call", "call", "refused")
	p.says("#exchange-call [data-response]", "revoked")
}

func TestForgedTokensOfTheFlow(t *testing.T) {
	p := open(t)
	p.flows()
	p.attacks("role", "signature does not match", `"role":"admin"`)
	p.attacks("none", "algorithm is not HS256", `"role":"admin"`)
	link := "#exchange-made-none [data-inspect] a"
	if !strings.HasPrefix(p.attribute(link, "href"), p.server.URL+"/#token=eyJ") {
		t.Fatalf("the link is %s", p.attribute(link, "href"))
	}
	tab := chromedp.WaitNewTarget(p.ctx, func(info *target.Info) bool { return strings.HasPrefix(info.URL, p.server.URL+"/") })
	p.click(link)
	<-tab
	for _, r := range p.server.seen() {
		if strings.Contains(r.Dump, "/#token") {
			t.Errorf("the server got the fragment: %s", r.Dump)
		}
	}
}

func TestAnExpiredTokenOfTheFlow(t *testing.T) {
	needsServer(t)
	t.Parallel()
	p := openAt(t, serve(t, web.Config{Demo: true, DemoLife: 2 * time.Second}))
	p.watch.expect("status of 40")
	p.visit("/learn/flow")
	p.click("#login-otto")
	p.state("#exchange-login", "accepted")
	p.attacks("expired", "has expired", `"sub":"otto"`)
	p.state("#flow-clock", "expired")
}

func TestTheFlowFitsANarrowScreen(t *testing.T) {
	p := open(t, viewport(390, 844))
	p.flows()
	p.attacks("none", "algorithm", "admin")
	p.run(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
	p.fits(390)
}

func TestTheFlowIsReadWithoutJavaScript(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/learn/flow")
	p.says("noscript", "With curl")
	if got := eval[bool](p, `document.querySelector("#flow-call").checkVisibility()`); got {
		t.Error("a button is shown that does nothing")
	}
	p.click(".flow-curl summary")
	p.says(".flow-curl", "demo/login")
}
