package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// editing enters edit mode and waits until the token follows.
func (p *Page) editing() {
	p.t.Helper()
	p.click("#edit")
	p.until(`document.querySelector("#edit").ariaPressed === "true" && document.querySelector("#edit-status").textContent !== ""`)
}

// swap replaces a text in an editor by selecting it and writing over it.
func (p *Page) swap(editor, old, text string) {
	p.t.Helper()
	p.run(`{ const e = document.querySelector(` + quote(editor) + `), at = e.value.indexOf(` + quote(old) + `); e.focus(); e.setSelectionRange(at, at + ` + quote(old) + `.length) }`)
	p.do(command(input.InsertText, input.InsertTextParams{Text: text}))
}

// undo is what Ctrl+Z does in the box that has the focus.
func (p *Page) undo() {
	p.t.Helper()
	p.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl), func(e *input.DispatchKeyEventParams) { e.Commands = []string{"undo"} }))
}

// tokenSays waits until a part of the token in the box is this text.
func (p *Page) tokenSays(part int, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`document.querySelector("#token").value.split(".")[%d] === %s`, part, quote(encode([]byte(text)))))
}

func TestATokenFollowsWhatIsWrittenAndUndoBringsItBack(t *testing.T) {
	p := open(t)
	p.start()
	token := signed(`{"alg":"HS256"}`, `{"sub":"zoe", "role":"user"}`)
	p.pasteToken("Bearer " + token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	before := p.attribute("#payload", "data-for")
	p.editing()
	if got := p.value("#payload-editor"); got != `{"sub":"zoe", "role":"user"}` || p.value("#header-editor") != `{"alg":"HS256"}` {
		t.Errorf("the editors hold %s", got)
	}
	if p.count("#restore-note:not([hidden])") != 0 {
		t.Error("restoring is offered, and nothing was changed")
	}
	p.swap("#payload-editor", "user", "admin")
	p.until(`document.querySelector("#token").value === ` + quote(signed(`{"alg":"HS256"}`, `{"sub":"zoe", "role":"admin"}`)))
	p.until(`document.querySelector("#payload").dataset.for !== ` + quote(before) + ` && document.querySelector("#underlay").textContent === document.querySelector("#token").value`)
	p.state("#verdict-signature", "verified")
	p.says("#edit-status", "Signed with HS256")
	p.until(`!document.querySelector("#restore-note").hidden`)
	p.undo()
	p.until(`document.querySelector("#token").value === ` + quote("Bearer "+token))
	p.until(`document.querySelector("#payload").dataset.for === ` + quote(before) + ` && document.querySelector("#restore-note").hidden`)
	p.says("#edit-status", "byte for byte")
}

func TestLineEndsOfThePastedTokenSurviveEditing(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(rfc7515Token)
	p.editing()
	p.until(`document.querySelector("#token").value === ` + quote(rfc7515Token))
	p.swap("#payload-editor", "joe", "zoe")
	p.tokenSays(1, "{\"iss\":\"zoe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}")
}

func TestAnErrorNamesItsPlaceAndKeepsTheLastGoodToken(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"sub":"zoe"}`))
	p.paste("#key", secret)
	p.editing()
	p.paste("#payload-editor", "{\n  \"sub\": \"zoe\"\n}")
	p.tokenSays(1, "{\n  \"sub\": \"zoe\"\n}")
	good := p.value("#token")
	p.swap("#payload-editor", "\"zoe\"", "zoe")
	p.says("#payload-editor-note", "Payload, line 2, column 10: ")
	p.until(`document.querySelector("#payload-editor").ariaInvalid === "true"`)
	p.says("#edit-status", "last good one")
	if p.value("#token") != good {
		t.Error("the token did not stay")
	}
	p.until(`document.querySelector("#announce").textContent.startsWith("Payload, line 2")`)
	if p.attribute("#payload-editor", "aria-describedby") != "payload-editor-note" || p.count(`[aria-invalid="true"]`) != 1 {
		t.Error("the fault is not tied to the editor")
	}
	p.swap("#header-editor", "HS256", "XS256")
	p.swap("#payload-editor", "zoe", "1")
	p.says("#header-editor-note", "“XS256”")
	p.until(`document.querySelector("#payload-editor-note").hidden && document.querySelector("#payload-editor").ariaInvalid === null`)
}

func TestThePastedTokenIsOfferedUntilAnotherComes(t *testing.T) {
	p := open(t)
	p.start()
	token := sign(`{"role":"user"}`)
	p.pasteToken(token)
	p.paste("#key", secret)
	p.editing()
	p.swap("#payload-editor", "user", "admin")
	p.click("#edit") // at once: the last letters are in the token all the same
	p.until(`document.querySelector("#edit").ariaPressed === "false"`)
	p.tokenSays(1, `{"role":"admin"}`)
	p.says("#payload", "admin")
	p.says("#restore-note", "not the token that was pasted")
	p.editing()
	p.click("#restore")
	p.until(`document.querySelector("#token").value === ` + quote(token) + ` && document.querySelector("#payload-editor").value === '{"role":"user"}'`)
	p.swap("#payload-editor", "user", "root")
	p.tokenSays(1, `{"role":"root"}`)
	p.click("#edit")
	p.until(`document.querySelector("#edit").ariaPressed === "false"`)
	p.click("#restore")
	p.until(`document.querySelector("#token").value === ` + quote(token) + ` && document.querySelector("#restore-note").hidden`)
	p.says("#payload", "user")
	p.state("#verdict-signature", "verified")

	// A paste into the box ends the mode, and nothing of the old token is offered.
	p.editing()
	p.swap("#payload-editor", "user", "admin")
	p.tokenSays(1, `{"role":"admin"}`)
	other := sign(`{"role":"other"}`)
	p.run(`{ const data = new DataTransfer(); data.setData("text/plain", ` + quote(other) + `); document.querySelector("#token").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })) }`)
	p.until(`document.querySelector("#token").value === ` + quote(other) + ` && document.querySelector("#edit").ariaPressed === "false" && document.querySelector("#restore-note").hidden`)
	p.says("#payload", "other")
	if eval[bool](p, `document.querySelector("#token").readOnly`) {
		t.Error("the box is still read-only")
	}
	p.editing()
	p.run(`location.hash = "token=" + ` + quote(token))
	p.until(`document.querySelector("#token").value === ` + quote(token) + ` && document.querySelector("#edit").ariaPressed === "false"`)
}

func TestOneOfSeveralTokensIsEditedAndUndoBringsAllBack(t *testing.T) {
	p := open(t)
	p.start()
	both := sign(`{"sub":"a"}`) + "\n" + sign(`{"sub":"b"}`)
	p.pasteToken(both)
	p.click(`[data-pick="1"]`)
	p.says("#payload", `"b"`)
	p.paste("#key", secret)
	p.editing()
	p.swap("#payload-editor", `"b"`, `"c"`)
	p.until(`document.querySelector("#token").value === ` + quote(sign(`{"sub":"c"}`)))
	p.undo()
	p.until(`document.querySelector("#token").value === ` + quote(both) + ` && document.querySelector('[data-pick="1"]')?.ariaPressed === "true"`)
	p.says("#payload", `"b"`)
}

func TestWithoutAnEngineThereIsNoEditMode(t *testing.T) {
	needsServer(t)
	p := open(t, beforeScripts(`delete globalThis.WebAssembly`))
	p.visit("/")
	p.paste("#token", fresh("zoe"))
	p.until(`document.documentElement.dataset.ready === "server"`)
	p.until(`!document.querySelector("#edit").checkVisibility()`)
}

func TestAnEmptyBoxBeginsANewToken(t *testing.T) {
	p := open(t)
	p.start()
	p.editing()
	p.says("#edit-status", "Make a key with “New key”")
	p.says("#payload", "1234567890")
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.state("#verdict-time", "valid")
	if p.count("#restore-note:not([hidden])") != 0 {
		t.Error("there is nothing to restore")
	}
}

func TestWhatIsNoJSONIsEditedAsText(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(signed(`{"alg":"HS256"}`, "any text"))
	p.paste("#key", secret)
	p.editing()
	p.until(`!document.querySelector("#edit-plain").hidden`)
	p.swap("#payload-editor", "any", "no")
	p.tokenSays(1, "no text")
	p.state("#verdict-signature", "verified")
}

func TestWhatCannotBeEditedSaysWhyInText(t *testing.T) {
	p := open(t)
	p.start()
	for token, why := range map[string]string{
		severalSignatures():      "JSON form",
		disclosing():             "SD-JWT",
		detached("payload"):      "does not hold its payload",
		encryptedClaims(t).Input: "once the key in the key box opens it",
	} {
		p.pasteToken(token)
		p.says("#edit-locked", why)
		p.until(`document.querySelector("#edit").ariaDisabled === "true"`)
		p.click("#edit")
		p.says("#announce", why)
		if p.attribute("#edit", "aria-pressed") != "false" {
			t.Errorf("%s is edited", why)
		}
	}
	p.pasteToken(sign(`{}`))
	p.until(`document.querySelector("#edit").ariaDisabled === null && document.querySelector("#edit-locked").hidden`)
}

func TestEditingAsksForNothingAndKeepsNothing(t *testing.T) {
	p := open(t)
	p.start()
	p.until(`document.readyState === "complete"`)
	before := len(p.server.seen())
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.editing()
	p.swap("#payload-editor", canaryWord, canaryWord+"-edited")
	p.says("#payload", canaryWord+"-edited")
	p.click("#edit-claim > summary")
	p.until(`document.querySelector("#edit-claims > *") !== null`)
	p.state("#verdict-signature", "verified")
	if after := p.server.seen(); len(after) != before {
		t.Errorf("the server was asked for %v", paths(after[before:]))
	}
	p.watch.expect("PerformanceIssue")
	p.keepsNothing()
	p.run(`dispatchEvent(new PageTransitionEvent("pagehide"))`)
	if left := p.value("#payload-editor") + p.value("#header-editor") + p.value("#token"); left != "" {
		t.Errorf("a page that is left keeps %q", left)
	}
}
