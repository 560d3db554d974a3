package e2e

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

func TestEveryExampleShowsWhatItIsAbout(t *testing.T) {
	p := open(t)
	p.start()
	names := eval[[]string](p, `[...document.querySelectorAll("button[name=example]")].map((b) => b.value)`)
	for _, test := range []struct{ name, row, state, rule string }{
		{"hs256", "signature", "verified", ""},
		{"hs512", "signature", "verified", ""},
		{"rs256", "signature", "verified", ""},
		{"ps384", "signature", "verified", ""},
		{"es512", "signature", "verified", ""},
		{"ed25519", "signature", "verified", ""},
		{"ml-dsa-44", "signature", "verified", ""},
		{"id-token", "signature", "verified", ""},
		{"sd-jwt", "signature", "verified", ""},
		{"jwe-dir", "decryption", "decrypted", ""},
		{"jwe-ecdh", "decryption", "decrypted", ""},
		{"nested", "decryption", "decrypted", ""},
		{"detached", "signature", "verified", ""},
		{"jwk-set", "signature", "verified", ""},
		{"unsecured", "signature", "refused", "alg-none"},
		{"expired", "time", "expired", "expired"},
		{"sensitive", "signature", "verified", "claim-credential"},
	} {
		if !slices.Contains(names, test.name) {
			t.Errorf("%s is not offered; there is %v", test.name, names)
			continue
		}
		before := p.value("#token")
		p.run(`document.querySelector("#examples").open = true`)
		p.click(`button[name=example][value=` + test.name + `]`)
		p.until(`document.querySelector("#token").value !== ` + quote(before))
		p.state("#verdict-"+test.row, test.state)
		if test.rule != "" {
			p.until(`document.querySelector('.finding[data-rule="` + test.rule + `"]') !== null`)
		}
	}
	if len(names) < 30 {
		t.Errorf("%d examples are offered: %v", len(names), names)
	}
}

func TestTheKeyOfAnExampleDoesNotOutliveIt(t *testing.T) {
	p := open(t)
	p.start()
	p.run(`document.querySelector("#examples").open = true`)
	p.click("button[name=example][value=hs256]")
	p.state("#verdict-signature", "verified")
	p.pasteToken(fresh("zoe"))
	p.state("#verdict-signature", "unverified")
	if key := p.value("#key"); key != "" {
		t.Errorf("the example's key %q greets another token", key)
	}
}

func TestCopyButtonsCopyAndConfirm(t *testing.T) {
	p := open(t)
	id := chromedp.FromContext(p.ctx).BrowserContextID
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"}, Setting: browser.PermissionSettingGranted, BrowserContextID: id,
	}); err != nil {
		t.Fatal(err)
	}
	p.start()
	token := signed(`{"alg":"HS256"}`, `{"sub":"zoe",  "n":1.0}`)
	p.pasteToken("Bearer " + token)
	signature, err := base64.RawURLEncoding.DecodeString(token[strings.LastIndexByte(token, '.')+1:])
	if err != nil {
		t.Fatal(err)
	}
	// What is written is caught on its way: the system's clipboard is one for all tabs.
	p.run(`navigator.clipboard.writeText = async (text) => { globalThis.copied = text }`)
	for _, test := range []struct{ what, want string }{
		{"token", token},
		{"header", `{"alg":"HS256"}`},
		{"payload", `{"sub":"zoe",  "n":1.0}`},
		{"signature", fmt.Sprintf("%x", signature)}, // as the panel shows it
	} {
		button := `[data-copy="` + test.what + `"]`
		p.run(`globalThis.copied = undefined`)
		p.click(button)
		p.until(`globalThis.copied !== undefined`)
		if got := eval[string](p, `globalThis.copied`); got != test.want {
			t.Errorf("%s copies %q, want %q", test.what, got, test.want)
		}
		p.says(button, "Copied")
		p.until(`!document.querySelector(` + quote(button) + `).innerText.includes("Copied")`)
	}
}

func TestACopiedTokenCanReallyBePasted(t *testing.T) {
	p := open(t)
	p.start()
	token := fresh("zoe")
	p.pasteToken("Bearer " + token)
	p.click(`[data-copy="token"]`)
	p.says(`[data-copy="token"]`, "Copied")
	p.run(`document.querySelector("#token").focus(); document.querySelector("#token").select()`)
	p.do(chromedp.KeyEvent("v", chromedp.KeyModifiers(chromedp.ModifierCtrl), pasteCommand))
	p.until(`document.querySelector("#token").value === ` + quote(token))
	p.says("#payload", `"zoe"`)
}

func TestClearEmptiesBothBoxes(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.click("#clear")
	p.state("#verdict-form", "empty")
	p.state("#payload", "empty")
	if token, key := p.value("#token"), p.value("#key"); token != "" || key != "" {
		t.Errorf("the boxes hold %q and %q", token, key)
	}
	if strings.Contains(eval[string](p, `document.documentElement.outerHTML`), "eyJ") {
		t.Error("the token is still somewhere in the page")
	}
}

func TestTheThemeStaysChosenWithoutAFlash(t *testing.T) {
	// The first frame that a page paints has its theme already.
	p := open(t, colorScheme("light"), beforeScripts(`requestAnimationFrame(() => { globalThis.first = getComputedStyle(document.documentElement).colorScheme })`))
	p.visit("/")
	light := eval[string](p, `getComputedStyle(document.body).backgroundColor`)
	p.run(`const menu = document.querySelector("#theme"); menu.value = "dark"; menu.dispatchEvent(new Event("change", {bubbles: true}))`)
	p.until(`getComputedStyle(document.body).backgroundColor !== ` + quote(light))
	for _, path := range []string{"/", "/compare", "/privacy", "/license"} {
		p.visit(path)
		p.until(`globalThis.first !== undefined`)
		if got := eval[string](p, `globalThis.first`); got != "dark" {
			t.Errorf("%s begins in %q", path, got)
		}
		if got := p.value("#theme"); got != "dark" {
			t.Errorf("%s: the menu says %q", path, got)
		}
	}
	if kept := eval[string](p, `JSON.stringify({...localStorage})`); kept != `{"theme":"dark"}` {
		t.Errorf("the browser keeps %s", kept)
	}
	p.run(`const menu = document.querySelector("#theme"); menu.value = "system"; menu.dispatchEvent(new Event("change", {bubbles: true}))`)
	p.until(`getComputedStyle(document.body).backgroundColor === ` + quote(light))
	if kept := eval[string](p, `JSON.stringify({...localStorage})`); kept != `{}` {
		t.Errorf("the browser keeps %s", kept)
	}
}

func TestTheLiveRegionSpeaksOncePerPause(t *testing.T) {
	p := open(t)
	p.start()
	p.run(`globalThis.spoken = []; new MutationObserver(() => {
		const text = document.querySelector("#announce").textContent;
		if (text !== "" && text !== spoken.at(-1)) spoken.push(text);
	}).observe(document.querySelector("#announce"), {childList: true, characterData: true, subtree: true})`)
	p.pasteToken(fresh("zoe"))
	p.until(`spoken.length === 1 && spoken[0].includes("Not verified yet")`)
	// A whole secret between two breaths: all of its keys in one task.
	p.run(`const key = document.querySelector("#key"); for (const c of ` + quote(secret) + `) { key.value += c; key.dispatchEvent(new InputEvent("input", {bubbles: true})) }`)
	p.state("#verdict-signature", "verified")
	p.until(`spoken.at(-1).includes("Signature verified")`)
	if spoken := eval[[]string](p, `spoken`); len(spoken) != 2 {
		t.Errorf("the live region says %q", spoken)
	}
}

func TestPointingAtAClaimLightsItsPartOfTheTokenAndBack(t *testing.T) {
	p := open(t)
	p.start()
	token := fresh("zoe")
	p.pasteToken(token)
	p.says("#payload", `"zoe"`)
	lit := `[...(CSS.highlights.get("at") ?? [])].map(String).join("")`
	if got := eval[string](p, lit); got != "" {
		t.Fatalf("%q is lit before anybody points at anything", got)
	}
	p.hover(`[...document.querySelectorAll("#payload [data-at]")].find((e) => e.textContent.includes("zoe"))`)
	p.until(lit + ` !== ""`)
	// Every three bytes of the claim stand in four characters of the token.
	payload := strings.Split(token, ".")[1]
	at := strings.Index(payload, eval[string](p, lit))
	decoded, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		t.Fatal(err)
	}
	if zoe := strings.Index(string(decoded), "zoe"); at < 0 || at*3/4 > zoe || (at+len(eval[string](p, lit)))*3/4 < zoe+3 {
		t.Errorf("%q is lit for the claim at byte %d of the payload", eval[string](p, lit), zoe)
	}
	p.hover(`document.querySelector("h2")`)
	p.until(lit + ` === ""`)
	// And back: the caret in the token marks what it stands in.
	p.run(`{ const box = document.querySelector("#token"); box.focus(); const at = box.value.indexOf(".") + 12; box.setSelectionRange(at, at) }`)
	p.until(`document.querySelector("#payload [data-marked]")?.textContent.includes("zoe") === true`)
}

func TestPaperShowsAReportWithoutControls(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.do(onPaper())
	seen := eval[[]string](p, `[...document.querySelectorAll("button, select, input, summary, #key, nav, .skip")].filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length > 0).map((e) => e.outerHTML.slice(0, 80))`)
	if len(seen) != 0 {
		t.Errorf("paper shows %q", seen)
	}
	for _, selector := range []string{"#verdict", "#header", "#payload", "#signature", "#findings", `.finding[data-severity="info"]`} {
		if !eval[bool](p, `(() => { const e = document.querySelector(`+quote(selector)+`); return e.checkVisibility() && e.getClientRects().length > 0 })()`) {
			t.Errorf("paper does not show %s", selector)
		}
	}
}

// hover moves the mouse to the middle of an element.
func (p *Page) hover(element string) {
	p.t.Helper()
	at := eval[[]float64](p, `(() => { const e = `+element+`; e.scrollIntoView({block: "nearest"}); const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2] })()`)
	p.do(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
}
