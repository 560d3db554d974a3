package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// breakIt chooses from the menu and waits until the token is another one.
func (p *Page) breakIt(name string) {
	p.t.Helper()
	before := p.value("#token")
	p.run(`document.querySelector("#break").open = true`)
	p.click("button[name=break][value=" + name + "]")
	p.until(`document.querySelector("#token").value !== ` + quote(before))
}

// exampleOf loads an example and waits for the verdict on its signature.
func (p *Page) exampleOf(name string) {
	p.t.Helper()
	before := p.value("#token")
	p.run(`document.querySelector("#examples").open = true`)
	p.click("button[name=example][value=" + name + "]")
	p.until(`document.querySelector("#token").value !== ` + quote(before))
	p.state("#verdict-signature", "verified")
}

func TestABrokenTokenShowsTheFindingAndUndoBringsTheGoodOneBack(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.start()
	for _, test := range []struct{ example, name, state, rule string }{
		{"es256", "flip-bit", "invalid", "signature-mismatch"},
		{"es256", "alg-none", "refused", "alg-none"},
		{"rs256", "public-key-as-secret", "refused", "token-forged-with-public-key"},
		{"hs256", "expire", "verified", "expired"},
		{"hs256", "kid-path-traversal", "refused", "kid-path-traversal"},
		{"hs256", "jws-json", "refused", "json-polyglot"},
	} {
		p.exampleOf(test.example)
		good, key := p.value("#token"), p.value("#key")
		p.breakIt(test.name)
		p.state("#verdict-signature", test.state)
		p.until(`document.querySelector('.finding[data-rule="` + test.rule + `"][data-provoked]')?.checkVisibility()`)
		p.until(`(() => { const r = document.querySelector(".finding[data-provoked]").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
		if p.text("#engine-status") == "" {
			t.Errorf("%s: nothing says what was done", test.name)
		}
		if got := p.value("#key"); got != key {
			t.Errorf("%s: the key of the example is %q", test.name, got)
		}
		p.press("z", chromedp.ModifierCtrl)
		p.until(`document.querySelector("#token").value === ` + quote(good))
		p.state("#verdict-signature", "verified")
		// An expired token is verified, too: this waits for the answer about the good one.
		p.until(`document.querySelector("#engine-status").textContent === "" && document.querySelector("[data-provoked]") === null`)
	}
}

func TestABrokenTokenShowsWhatTheAPIWouldSay(t *testing.T) {
	p := open(t)
	p.start()
	p.exampleOf("hs256")
	p.breakIt("wrong-audience")
	p.state("#verdict-signature", "verified")
	p.state("#verdict-expectations", "rejected")
	if got := p.value("#expect-aud"); got != "orders" {
		t.Errorf("the API expects %q", got)
	}
	p.until(`document.querySelector("#verdict-expectations[data-provoked]") !== null`)
}

func TestWhatCannotBeBrokenIsSaid(t *testing.T) {
	p := open(t)
	p.start()
	p.run(`document.querySelector("#break").open = true`)
	p.click("button[name=break][value=flip-bit]")
	p.says("#engine-status", "needs a signed token")
	p.exampleOf("es256")
	p.breakIt("expire")
	p.says("#engine-status", "no key that can sign")
	p.state("#verdict-signature", "invalid")
	p.state("#verdict-time", "expired")
}

func TestALongMenuIsWhollyOnTheScreenAndEscapeClosesIt(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.start()
	for _, menu := range []string{"#examples", "#break"} {
		p.run(`document.querySelector("` + menu + ` summary").focus()`)
		p.press(kb.Enter)
		p.until(`(() => { const r = document.querySelector("` + menu + ` .menu-list").getBoundingClientRect(); return r.height > 100 && r.bottom <= innerHeight + 1 && r.top >= 0 })()`)
		p.press(kb.Tab)
		p.press(kb.Escape)
		p.until(`!document.querySelector("` + menu + `").open && document.activeElement.matches("` + menu + ` summary")`)
	}
}

func TestWithoutJavaScriptATokenCanBeBroken(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", fresh("zoe"))
	p.paste("#key", secret)
	p.click("#break summary")
	p.loads(chromedp.Click(chromedp.CSS("button[name=break][value=alg-none]")))
	p.state("#verdict-signature", "refused")
	p.says("#findings", "alg-none")
}

// bad opens the card of negative tests.
func (p *Page) bad() {
	p.t.Helper()
	p.click("#negative > summary")
	p.until(`document.querySelector("#negative-set [data-test=control]") !== null`)
}

func TestAPersonTestsTheirAPIWithBadTokens(t *testing.T) {
	p := open(t, viewport(390, 844))
	folder := t.TempDir()
	p.do(command(browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID, DownloadPath: folder, EventsEnabled: new(true),
	}))
	p.start()
	if eval[bool](p, `document.querySelector("#negative").checkVisibility()`) {
		t.Error("the card stands there before there is a token")
	}
	p.exampleOf("hs256")
	p.bad()
	p.fits(390)
	if n := p.count("#negative-set tbody tr"); n < 20 {
		t.Errorf("there are %d tests", n)
	}
	shown := eval[string](p, `document.querySelector('[data-copy-text="negative-embed-key"]').textContent`)
	script := p.download(folder, "sh", "negative-tests.sh")
	if !strings.HasPrefix(script, "#!/bin/sh\n") || !strings.Contains(script, "'"+shown+"'") || !strings.Contains(script, "'https://api.example.com/resource'") {
		t.Errorf("the script is %.200q", script)
	}
	p.paste("#negative-target", "https://me:secret@api.example.com/")
	p.click("[data-negative-file=json]")
	p.says("#negative-note", "user name")
	p.until(`document.querySelector("#negative-target").ariaInvalid === "true"`)
	p.paste("#negative-target", "http://localhost:8080/orders")
	var set struct {
		Target string
		Tests  []struct{ Name, Token string }
	}
	if err := json.Unmarshal([]byte(p.download(folder, "json", "negative-tests.json")), &set); err != nil || set.Target != "http://localhost:8080/orders" || set.Tests[0].Token != p.value("#token") {
		t.Errorf("the JSON is %+v, %v", set, err)
	}
	if p.text("#negative-note") != "" {
		t.Error("the fault is still said")
	}
	// The tests are of the token in the box, also when that changes.
	p.pasteToken("nothing")
	p.says("#negative-set", "needs a signed token")
	p.run(`document.querySelector("#negative > summary").focus()`)
	p.press(kb.Enter)
	p.until(`!document.querySelector("#negative").open`)
}

// download presses a button of the card and reads the file that comes.
func (p *Page) download(folder, kind, name string) string {
	p.t.Helper()
	done := func(e browser.EventDownloadProgress) bool { return e.State == browser.DownloadProgressStateCompleted }
	if _, err := chromedp.Run(p.ctx, chromedp.WaitEvent(browser.DownloadProgress, done, chromedp.Click(chromedp.CSS("[data-negative-file="+kind+"]")))); err != nil {
		p.t.Fatalf("no file came: %v", err)
	}
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(content)
}
