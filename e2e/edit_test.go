package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/build"
	"jotlens/jose"
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

// made is a key of a recipe, as it stands in the key box.
func made(t *testing.T, recipe string) (private, public string) {
	t.Helper()
	k, err := jose.Generate(recipe, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if private, err = k.JWK(true); err != nil {
		t.Fatal(err)
	}
	public, _ = k.JWK(false)
	return private, public
}

// apiSignature is the state of a signature as the server's API judges it.
func (p *Page) apiSignature(token, key string) string {
	p.t.Helper()
	body, err := json.Marshal(map[string]string{"input": token, "key": key})
	if err != nil {
		p.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.server.URL+"/api/inspect", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	var report struct{ Signature struct{ State string } }
	if err := json.NewDecoder(answer.Body).Decode(&report); err != nil {
		p.t.Fatal(err)
	}
	return report.Signature.State
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

func TestAKeySignsOnlyWhileEditing(t *testing.T) {
	p := open(t)
	p.start()
	token := sign(`{"sub":"zoe"}`)
	p.pasteToken(token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.paste("#key", secret+"!")
	p.state("#verdict-signature", "invalid")
	if p.value("#token") != token {
		t.Fatal("reading with another key changed the token")
	}
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.editing()
	p.paste("#key", secret+"!")
	p.says("#edit-status", "The key was changed: signed again, with HS256.")
	p.state("#verdict-signature", "verified")
	if p.value("#token") == token {
		t.Error("the token was not signed again")
	}
	p.paste("#key", secret)
	p.until(`document.querySelector("#token").value === ` + quote(token))
}

func TestEachAlgorithmSignsInTheTabAndTheServerVerifies(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"sub":"zoe"}`))
	p.editing()
	signedBy := 0
	keys := map[string][2]string{}
	for _, a := range jose.Algorithms {
		recipe, ok := jose.RecipeFor(a.Name)
		if !ok {
			continue
		}
		if keys[recipe.Name][0] == "" {
			keys[recipe.Name] = func() (pair [2]string) { pair[0], pair[1] = made(t, recipe.Name); return }()
		}
		private, public := keys[recipe.Name][0], keys[recipe.Name][1]
		if public == "" {
			public = private
		}
		p.run(`{ const s = document.querySelector("#edit-alg"); s.value = ` + quote(a.Name) + `; s.dispatchEvent(new Event("change", { bubbles: true })) }`)
		p.until(`JSON.parse(document.querySelector("#header-editor").value).alg === ` + quote(a.Name))
		p.paste("#key", private)
		p.says("#edit-status", a.Name)
		p.state("#verdict-signature", "verified")
		p.until(`JSON.parse(atob(document.querySelector("#token").value.split(".")[0])).alg === ` + quote(a.Name))
		if state := p.apiSignature(p.value("#token"), public); state != "verified" {
			t.Errorf("%s: the server says %s", a.Name, state)
		}
		signedBy++
	}
	if signedBy < 13 {
		t.Errorf("only %d algorithms", signedBy)
	}
}

func TestAKeyThatCannotSignSaysWhy(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"sub":"zoe"}`))
	p.editing()
	p.swap("#payload-editor", "zoe", "eve")
	p.says("#edit-status", "The key box is empty")
	p.state("#verdict-signature", "unverified")
	p.paste("#key", secret)
	p.says("#edit-status", "signed again, with HS256")
	p.do(chromedp.SetValue(chromedp.CSS("#edit-alg"), "RS256"))
	p.run(`document.querySelector("#edit-alg").dispatchEvent(new Event("change", { bubbles: true }))`)
	p.says("#edit-status", "RS256 needs an RSA private key; the key box holds a secret.")
	private, err := jose.Generate("RSA-2048", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, _ := private.PEM(false)
	p.paste("#key", public)
	p.says("#edit-status", "holds the public key, which verifies and cannot sign")
	pem, _ := private.PEM(true)
	p.paste("#key", pem)
	p.says("#edit-status", "with RS256")
	p.state("#verdict-signature", "verified")
}

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

func TestASignedTokenIsEncryptedAndOpened(t *testing.T) {
	for _, test := range []struct{ recipe, key, alg string }{
		{recipe: "RSA-2048", alg: "RSA-OAEP-256"},
		{recipe: "P-256", alg: "ECDH-ES+A256KW"},
		{key: "32-bytes-32-bytes-32-bytes-32-by", alg: "dir"},
		{key: secret, alg: "PBES2-HS256+A128KW"},
	} {
		t.Run(test.alg, func(t *testing.T) {
			p := open(t)
			p.start()
			inner := sign(`{"sub":"zoe"}`)
			p.pasteToken(inner)
			key, public := test.key, ""
			if test.recipe != "" {
				key, public = made(t, test.recipe)
			}
			p.paste("#key", key)
			p.editing()
			p.click("#encrypt")
			p.state("#verdict-decryption", "decrypted")
			p.says("#edit-status", "Encrypted with "+test.alg)
			p.until(`document.querySelector("#payload-editor").value === ` + quote(inner))
			p.says("#nested", `"zoe"`)
			if p.value("#edit-alg") != test.alg || !eval[bool](p, `document.querySelector("#edit-enc").checkVisibility()`) {
				t.Errorf("the menu says %s", p.value("#edit-alg"))
			}
			p.click("#edit")
			p.until(`document.querySelector("#edit").ariaPressed === "false"`)
			if public != "" {
				p.editing()
				p.paste("#key", public)
				p.says("#edit-status", "put the private key into the key box")
			}
			p.click("#restore")
			p.until(`document.querySelector("#token").value === ` + quote(inner))
		})
	}
}

func TestADecryptedTokenIsEditedAndEncryptedAgain(t *testing.T) {
	p := open(t)
	p.start()
	b := build.Sign(build.Draft{Header: `{"alg":"dir","enc":"A128GCM"}`, Payload: `{"role":"user"}`, Key: "sixteen-bytes-ab"}, rand.Reader)
	p.pasteToken(b.Token)
	p.paste("#key", "sixteen-bytes-ab")
	p.state("#verdict-decryption", "decrypted")
	p.editing()
	p.swap("#payload-editor", "user", "admin")
	p.says("#payload", "admin")
	p.state("#verdict-decryption", "decrypted")
	p.undo()
	p.until(`document.querySelector("#token").value === ` + quote(b.Token))
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
