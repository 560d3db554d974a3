package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"jotlens/web"
)

func TestWithoutJavaScriptTheFormShowsTheSameVerdict(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	if p.attribute("html", "data-ready") != "server" {
		t.Errorf("the page is ready for %q", p.attribute("html", "data-ready"))
	}
	p.says("body", "JavaScript is off")
	token := fresh("zoe")
	p.paste("#token", token)
	p.paste("#key", secret)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("body", "checked by the server")
	p.says("#payload", `"zoe"`)
	p.state("#verdict-form", "well-formed")
	p.state("#verdict-signature", "verified")
	p.state("#verdict-time", "valid")
	if p.value("#token") != token {
		t.Error("the form lost the token")
	}
	if n := p.count(".script-only:not([hidden])"); n > 0 && eval[bool](p, `[...document.querySelectorAll(".script-only")].some((e) => e.getClientRects().length > 0)`) {
		t.Error("controls that need JavaScript are shown")
	}
}

func TestWithoutJavaScriptASecretKeepsItsBytes(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", fresh("zoe"))
	p.paste("#key", secret+"\n")
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-signature", "invalid")
	p.says("#verdict-signature", "final newline")
	p.paste("#key", secret)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-signature", "verified")
}

func TestWithoutJavaScriptAnExampleAndATokenCanBePicked(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.click("#examples summary")
	p.loads(chromedp.Click(chromedp.CSS(`button[name=example][value=hs256]`)))
	p.state("#verdict-signature", "verified")
	p.paste("#key", "")
	p.paste("#token", `{"access_token":"`+fresh("access")+`","id_token":"`+fresh("identity")+`"}`)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("#payload", `"identity"`)
	p.loads(chromedp.Click(chromedp.CSS(`#token-note [data-pick="1"]`)))
	p.says("#payload", `"access"`)
}

func TestWithoutWebAssemblyThePageSaysSoAndOffersTheForm(t *testing.T) {
	needsServer(t)
	p := open(t, beforeScripts(`delete globalThis.WebAssembly`))
	p.visit("/")
	p.paste("#token", fresh("zoe"))
	p.until(`document.documentElement.dataset.ready === "server"`)
	p.says("#engine-status", "Live checking is off")
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("#payload", `"zoe"`)
	p.says("body", "checked by the server")
	p.paste("#key", secret)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-signature", "verified")
}

func TestAServerThatDoesNotCheckOffersNoForm(t *testing.T) {
	t.Parallel()
	s := serve(t, web.Config{ServerInspect: false})
	p := openAt(t, s, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.says("body", "this server does not check tokens")
	if p.count("#check") != 0 {
		t.Error("the button that posts the form is there")
	}
	live := openAt(t, s)
	live.start()
	live.pasteToken(fresh("zoe"))
	live.says("#payload", `"zoe"`)
}

func TestAPostThatIsTooLargeIsDeclinedInWords(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.watch.expect("413")
	p.visit("/")
	p.paste("#token", strings.Repeat("a", 300<<10))
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("h1", "too large")
	p.says("body", "256 KiB")
}
