package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

func TestHelpersWriteOneThingAndUndoTakesItBack(t *testing.T) {
	p := open(t)
	p.start()
	const payload = `{"n":9007199254740993,"a":1, "a":2.50,"iat":1}`
	token := sign(payload)
	p.pasteToken(token)
	p.paste("#key", secret)
	p.editing()
	p.click(`[data-amend="format"][data-value="payload"]`)
	formatted := "{\n  \"n\": 9007199254740993,\n  \"a\": 1,\n  \"a\": 2.50,\n  \"iat\": 1\n}"
	p.tokenSays(1, formatted)
	p.click(`[data-amend="sort"][data-value="payload"]`)
	p.tokenSays(1, "{\n  \"a\": 1,\n  \"a\": 2.50,\n  \"iat\": 1,\n  \"n\": 9007199254740993\n}")
	p.run(`document.querySelector("#payload-editor").focus()`)
	p.undo()
	p.tokenSays(1, formatted)
	p.run(`{ const s = document.querySelector("#edit-writing"); s.value = "compact"; s.dispatchEvent(new Event("change")) }`)
	p.tokenSays(1, `{"n":9007199254740993,"a":1,"a":2.50,"iat":1}`)
	if p.value("#payload-editor") != formatted {
		t.Error("the switch wrote into the editor")
	}
	p.run(`{ const s = document.querySelector("#edit-writing"); s.value = "typed"; s.dispatchEvent(new Event("change")) }`)
	p.run(`document.querySelector("#payload-editor").focus()`)
	p.undo()
	p.until(`document.querySelector("#token").value === ` + quote(token))

	p.paste("#payload-editor", `{}`)
	start := time.Now().Unix()
	p.click(`[data-amend="iat"]`)
	p.click("#edit-bar .menu > summary")
	p.click(`[data-amend="exp"][data-value="900"]`)
	p.until(`JSON.parse(document.querySelector("#payload-editor").value).exp > 0`)
	p.click(`[data-amend="jti"]`)
	p.click(`[data-amend="nbf"]`)
	p.until(`"nbf" in JSON.parse(document.querySelector("#payload-editor").value)`)
	times := eval[[]int64](p, `(() => { const c = JSON.parse(document.querySelector("#payload-editor").value); return [c.iat, c.nbf, c.exp - 900, c.jti.length] })()`)
	for _, at := range times[:3] {
		if at < start || at > start+60 {
			t.Errorf("the times are %v, and it is %d", times, start)
		}
	}
	if times[3] != 22 {
		t.Errorf("the ID has %d characters", times[3])
	}
	p.click("#edit-claim > summary")
	p.until(`document.querySelector('#edit-claims [data-value="email_verified"]') !== null && document.activeElement.id === "edit-find"`)
	p.write("#edit-find", "email ver")
	p.until(`document.querySelectorAll("#edit-claims > :not([hidden])").length === 1`)
	p.says("#edit-claims", "Whether the issuer made sure")
	p.click(`#edit-claims [data-value="email_verified"]`)
	p.until(`JSON.parse(document.querySelector("#payload-editor").value).email_verified === false`)
	p.state("#verdict-signature", "verified")
}

func TestChineseIsWrittenWithAnInputMethod(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"name":"x"}`))
	p.paste("#key", secret)
	p.editing()
	p.run(`{ const e = document.querySelector("#payload-editor"); e.focus(); e.setSelectionRange(9, 10) }`)
	before := p.value("#token")
	p.do(command(input.ImeSetComposition, input.ImeSetCompositionParams{Text: "zhong", SelectionStart: 5, SelectionEnd: 5}))
	p.until(`document.querySelector("#payload-editor").value.includes("zhong")`)
	p.run(`document.querySelector("#expect-iss").dispatchEvent(new Event("input"))`) // a look at the page in the middle
	p.until(`document.querySelector("#payload-editor").value.includes("zhong")`)
	if p.value("#token") != before {
		t.Error("the token was made in the middle of a composition")
	}
	p.do(command(input.InsertText, input.InsertTextParams{Text: "中文"}))
	p.tokenSays(1, `{"name":"中文"}`)
	p.state("#verdict-signature", "verified")
	p.undo()
	p.until(`document.querySelector("#payload-editor").value === '{"name":"x"}' && document.querySelector("#token").value === ` + quote(before))
}

func TestEditingWorksWithTheKeyboardAlone(t *testing.T) {
	p := open(t)
	p.start()
	token := sign(`{"role":"user"}`)
	p.pasteToken(token)
	p.paste("#key", secret)
	p.run(`document.querySelector("#edit").focus()`)
	p.press(kb.Enter)
	p.until(`document.activeElement.id === "payload-editor"`)
	p.says("#announce", "Editing")
	p.press(kb.End)
	p.press(kb.ArrowLeft)
	p.do(command(input.InsertText, input.InsertTextParams{Text: `,"a":1`}))
	p.tokenSays(1, `{"role":"user","a":1}`)
	p.press(kb.Escape)
	p.press(kb.Escape)
	if p.value("#payload-editor") != `{"role":"user","a":1}` || p.value("#token") == "" {
		t.Error("Escape took something away")
	}
	p.press(kb.Tab)
	if eval[bool](p, `document.activeElement.id === "payload-editor"`) {
		t.Error("Tab is trapped in the editor")
	}
	p.run(`document.querySelector("#edit").focus()`)
	p.press(" ")
	p.until(`document.querySelector("#edit").ariaPressed === "false" && document.activeElement.id === "edit"`)
	p.tokenSays(1, `{"role":"user","a":1}`)
	if p.value("#payload-editor") != "" || p.count("#payload-editor") != 1 || eval[bool](p, `document.querySelector("#edit-bar").checkVisibility()`) {
		t.Error("the editors are not put away")
	}
}

func TestEditModeFitsTheScreen(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.start()
	p.pasteToken(sign(`{"sub":"zoe","role":"user","iat":1516239022}`))
	p.paste("#key", secret)
	p.editing()
	p.swap("#payload-editor", "user", "admin")
	p.says("#edit-status", "Signed with")
	p.allVisible("#token", "#key", "#restore", "#header-editor", "#payload-editor", "#signature", "#edit-alg", "#encrypt", "#verdict-findings")
	p.until(`document.querySelector("#header-editor").getBoundingClientRect().right < document.querySelector("#payload-editor").getBoundingClientRect().left`)
	for _, width := range []int64{320, 390, 820} {
		p.do(viewport(width, 844))
		p.until(fmt.Sprintf("innerWidth === %d", width))
		p.fits(width)
		p.run(`document.querySelectorAll("#edit-bar details").forEach((d) => { d.open = true })`)
		p.fits(width)
		p.run(`document.querySelectorAll("#edit-bar details").forEach((d) => { d.open = false })`)
	}
	if !strings.Contains(p.text("#edit-bar"), "Editing: the token follows what you write") {
		t.Error("the mode is not named")
	}
}
