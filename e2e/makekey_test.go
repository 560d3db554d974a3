package e2e

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/build"
	"jotlens/jose"
)

// undoCommand makes a key event do what the system's undo shortcut does.
func undoCommand(p *input.DispatchKeyEventParams) { p.Commands = []string{"undo"} }

// asksForKey chooses a kind of key in the menu.
func (p *Page) asksForKey(recipe string) {
	p.t.Helper()
	p.click("#new-key > summary")
	p.until(`document.querySelector("#new-key").open`)
	p.click(`.recipes [value="` + recipe + `"]`)
	p.until(`!document.querySelector("#new-key").open`)
}

// makes makes a key and waits for it.
func (p *Page) makes(recipe string) {
	p.t.Helper()
	before := p.thumbprint()
	p.asksForKey(recipe)
	p.until(`(document.querySelector("#key-forms code")?.textContent ?? "") !== ` + quote(before))
}

// thumbprint is that of the key whose forms are shown, "" when there are none.
func (p *Page) thumbprint() string {
	p.t.Helper()
	return eval[string](p, `document.querySelector("[data-copy-text=forms-1-thumbprint]")?.textContent ?? ""`)
}

// form is a form of the key as its copy button copies it.
func (p *Page) form(name string) string {
	p.t.Helper()
	return eval[string](p, `document.querySelector(`+quote(`[data-copy-text="forms-1-`+name+`"]`)+`)?.textContent ?? ""`)
}

// listens notes from now on what a screen reader is told: the next verdict takes
// its place soon.
func (p *Page) listens() {
	p.t.Helper()
	p.run(`globalThis.told = []; new MutationObserver(() => told.push(document.querySelector("#announce").textContent)).observe(document.querySelector("#announce"), {childList: true, characterData: true, subtree: true})`)
}

// hears waits until that was told.
func (p *Page) hears(text string) {
	p.t.Helper()
	p.until(`globalThis.told.includes(` + quote(text) + `)`)
}

// converts asks for the forms of the key in the box.
func (p *Page) converts() {
	p.t.Helper()
	p.run(`document.querySelector("#key-forms").dataset.old = ""`)
	p.click("#convert")
	p.until(`document.querySelector("#key-forms").dataset.old === undefined`)
}

// signedInBox is a token signed by what stands in the key box.
func (p *Page) signedInBox(alg string) string {
	p.t.Helper()
	made := build.Sign(build.Draft{
		Header: `{"alg":"` + alg + `"}`, Payload: `{"sub":"zoe","word":"` + canaryWord + `"}`,
		Key: p.value("#key"), KeyEncoding: jose.Encoding(p.value("#key-encoding")),
	}, rand.Reader)
	if !made.Signed {
		p.t.Fatalf("%s cannot sign by the key in the box: %+v", alg, made.Problem)
	}
	return made.Token
}

// TestKeysThatAreMadeSignAndVerify leaves out the longer RSA keys: nothing but
// their size, and the time that they take, is different.
func TestKeysThatAreMadeSignAndVerify(t *testing.T) {
	needsServer(t)
	p := open(t)
	p.start()
	asked, served := len(p.watch.sent()), len(p.server.seen())
	kinds := 0
	for _, recipe := range jose.KeyRecipes {
		if recipe.Size > 2048 {
			continue
		}
		kinds++
		p.makes(recipe.Name)
		p.says("#key-put", "is in the key box")
		for _, alg := range recipe.Algs {
			token := p.signedInBox(alg)
			p.pasteToken(token)
			p.state("#verdict-signature", "verified")
			if alg != recipe.Algs[0] {
				continue
			}
			other := p.form("jwk-public")
			if recipe.Type == jose.TypeOct {
				other = p.form("set-private")
			}
			var report struct {
				Signature struct{ State string }
			}
			answer := p.asks("application/json", map[string]any{"input": token, "key": other})
			if err := json.Unmarshal([]byte(answer), &report); err != nil || report.Signature.State != "verified" {
				t.Errorf("%s: the server says %s by %s (%v)", recipe.Name, report.Signature.State, other, err)
			}
			served++
		}
		if recipe.Type == jose.TypeOct {
			continue
		}
		// The public half is one click away, and verifies as well.
		p.click(`[data-put-key="public"]`)
		p.until(`document.querySelector("#key").value.startsWith("-----BEGIN PUBLIC KEY")`)
		p.says("#key-put", "The public key is")
		p.state("#verdict-signature", "verified")
	}
	if kinds < 10 {
		t.Errorf("only %d kinds of key", kinds)
	}
	// The second worker comes from the cache, and so says the seal.
	if now := p.server.seen(); len(now) != served {
		t.Errorf("the server was asked for %v", paths(now[served:]))
	}
	for _, request := range p.watch.sent()[asked:] {
		if !strings.Contains(request, "/assets/worker.") {
			t.Errorf("the page asked for %s", request)
		}
	}
	p.says("#seal", "0 requests")
	p.watch.expect("PerformanceIssue")
	p.keepsNothing()
}

// endless keeps the answer of one kind of key back: the search is a real one, and
// no luck ends it before the test is done.
const endless = `const Real = Worker; globalThis.Worker = class extends Real {
	constructor(url, options) {
		super(url, options);
		if (options?.name !== "keys") return;
		globalThis.started = (globalThis.started ?? 0) + 1;
		this.addEventListener("message", (event) => { if (this.kind === globalThis.never && event.data.type === "makeKey") event.stopImmediatePropagation() });
	}
	postMessage(message) { this.kind = message.name; super.postMessage(message) }
	terminate() { globalThis.ended = (globalThis.ended ?? 0) + 1; super.terminate() }
}`

func TestALongSearchShowsItsProgressAndCanBeCanceled(t *testing.T) {
	p := open(t, beforeScripts(endless))
	p.start()
	p.run(`globalThis.never = "RSA-4096"`)
	p.listens()
	p.asksForKey("RSA-4096")
	p.hears("Making a key: RSA-4096.")
	p.state("#key-work", "making")
	p.says("#key-work", "RSA-4096")
	if !eval[bool](p, `(() => { const bar = document.querySelector("#key-work progress"); return bar.checkVisibility() && bar.position === -1 })()`) {
		t.Error("there is no progress to see")
	}
	// Pasting and typing are answered meanwhile.
	p.pasteToken(fresh("meanwhile"))
	p.says("#payload", "meanwhile")
	token := p.value("#token")
	for range 3 {
		before := p.attribute("#payload", "data-for")
		p.press(kb.Backspace)
		p.until(`document.querySelector("#payload").dataset.for !== ` + quote(before))
	}
	if got := p.value("#token"); got != token[:len(token)-3] {
		t.Errorf("the token box holds %q", got)
	}
	p.paste("#key", secret)
	p.state("#verdict-signature", "invalid")
	p.paste("#key", "")
	p.state("#key-work", "making")
	p.click("#key-cancel")
	p.state("#key-work", "canceled")
	p.says("#key-work", "Canceled. No key was made.")
	p.hears("Canceled. No key was made.")
	p.until(`document.activeElement === document.querySelector("#new-key > summary")`)
	if shown := p.text("#key-forms"); shown != "" || p.value("#key") != "" {
		t.Errorf("a key appeared: %q, and %q in the box", shown, p.value("#key"))
	}
	if n := eval[int](p, `globalThis.started - globalThis.ended`); n != 0 {
		t.Errorf("%d workers go on", n)
	}
	p.makes("RSA-2048")
	p.state("#key-work", "idle")
	p.hears("New key: RSA, 2,048 bits. " + p.text("#key-put"))
	p.says("#key-note", "Private key: RSA, 2,048 bits")
	p.until(`globalThis.started === 2 && globalThis.ended === 2`)
	p.pasteToken(p.signedInBox("RS256"))
	p.state("#verdict-signature", "verified")
}

// The page's patience for the engine of the inspector is not that for a search.
func TestALongSearchIsNoHang(t *testing.T) {
	// The page's patience for its engine passes five times as fast.
	p := open(t, beforeScripts(endless+`; const wait = setTimeout; globalThis.setTimeout = (f, ms, ...rest) => wait(f, ms >= 10000 ? ms / 5 : ms, ...rest)`))
	p.start()
	p.run(`globalThis.never = "RSA-4096"`)
	p.asksForKey("RSA-4096")
	p.says("#key-work", " 3 s so far. Two primes")
	if said := p.text("#engine-status"); said != "" || p.attribute("html", "data-ready") != "tab" {
		t.Errorf("the page says %q", said)
	}
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
	// Another choice takes the place of this one.
	p.makes("P-256")
	p.state("#key-work", "idle")
	p.until(`globalThis.started === 2 && globalThis.ended === 2`)
}

func TestAKeyThatFailsToBeMadeSaysSo(t *testing.T) {
	p := open(t, beforeScripts(`const Real = Worker; globalThis.Worker = class extends Real {
		constructor(url, options) { if (options?.name === "keys") throw new Error("no more workers"); super(url, options) }
	}`))
	p.start()
	p.listens()
	p.asksForKey("P-256")
	p.state("#key-work", "failed")
	p.hears(p.text("#key-work"))
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
}

func TestATypedKeyIsReplacedOnAClickOnlyAndUndoBringsItBack(t *testing.T) {
	p := open(t)
	p.start()
	p.listens()
	p.pasteToken(fresh("zoe"))
	p.write("#key", secret)
	p.state("#verdict-signature", "verified")
	p.makes("HS256")
	p.says("#key-put", "left as it is")
	p.hears("New key: secret, 32 bytes. " + p.text("#key-put"))
	if got := p.value("#key"); got != secret {
		t.Fatalf("the key box holds %q", got)
	}
	p.click(`[data-put-key="private"]`)
	p.until(`document.querySelector("#key").value === ` + quote(p.form("text-private")) + ` && document.querySelector("#key-encoding").value === "base64url"`)
	p.hears(p.text("#key-put"))
	p.state("#verdict-signature", "invalid")
	p.run(`document.querySelector("#key").focus()`)
	p.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl), undoCommand))
	p.until(`document.querySelector("#key").value === ` + quote(secret) + ` && document.querySelector("#key-encoding").value === "auto"`)
	p.state("#verdict-signature", "verified")
	// A key that was made here is replaced by the next one.
	p.paste("#key", "")
	p.makes("HS512")
	p.until(`document.querySelector("#key").value === ` + quote(p.form("text-private")))
	p.makes("P-256")
	p.until(`document.querySelector("#key").value === ` + quote(p.form("pem-private")) + ` && document.querySelector("#key-encoding").value === "auto"`)
	p.run(`document.querySelector("#token").focus()`)
	p.makes("Ed25519")
	p.until(`document.querySelector("#key").value === ` + quote(p.form("pem-private")))
	p.until(`document.activeElement === document.querySelector("#new-key > summary")`)
}

func TestAKeyIsConvertedThereAndBack(t *testing.T) {
	p := open(t)
	p.start()
	p.listens()
	p.converts()
	p.says("#key-forms", "The key box is empty")
	p.makes("P-256")
	print, pem := p.thumbprint(), p.form("pem-private")
	for _, name := range []string{"jwk-private", "pem-private", "set-public", "pem-public", "jwk-public", "pem-public"} {
		p.paste("#key", p.form(name))
		p.converts()
		if strings.HasPrefix(name, "set") {
			p.says("#key-forms-title", "Forms of 1 key")
		} else {
			p.hears("Forms of your key: P-256")
		}
		if got := p.thumbprint(); got != print {
			t.Errorf("%s has the thumbprint %s, want %s", name, got, print)
		}
		if name == "pem-private" && p.form(name) != pem {
			t.Errorf("there and back it is\n%s\nand was\n%s", p.form(name), pem)
		}
	}
	// Forms that are no longer those of the key in the box are gone.
	p.write("#key", "x")
	p.until(`document.querySelector("#key-forms").hidden`)
	p.paste("#key", secret)
	p.converts()
	p.says("#key-forms", "there is no PEM of one")
	p.click("#key-forms-close")
	p.until(`document.querySelector("#key-forms").hidden && document.activeElement.id === "convert"`)
	// What a key says of itself is text.
	p.paste("#key", `{"kty":"OKP","crv":"Ed25519","kid":"</pre><img src=x onerror=alert(1)>","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`)
	p.converts()
	p.says("#key-forms .facts", "<img src=x")
	if n := p.count("#key-forms img"); n != 0 {
		t.Errorf("%d images", n)
	}
	p.click("#clear")
	p.until(`document.querySelector("#key-forms").textContent === ""`)
}

func TestKeysThatWereMadeAreGoneWithThePage(t *testing.T) {
	p := open(t)
	p.start()
	p.makes("P-256")
	p.run(`dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}))`)
	if text, box := eval[string](p, `document.querySelector("#key-forms").textContent`), p.value("#key"); text != "" || box != "" {
		t.Errorf("the page still holds %q and %q", text, box)
	}
}

func TestTheMenuOfKeysAndTheKeyboard(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(signed(`{"alg":"ES384"}`, `{"sub":"zoe"}`))
	p.run(`document.querySelector("#new-key > summary").focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#new-key").open`)
	p.press(kb.Tab)
	p.until(`document.activeElement.textContent === "Key for ES384: P-384"`)
	p.press(kb.Escape)
	p.until(`!document.querySelector("#new-key").open && document.activeElement === document.querySelector("#new-key > summary")`)
	p.press(kb.Enter)
	p.press(kb.Tab)
	p.press(kb.Enter)
	p.says("#key-note", "Private key: P-384")
	if p.value("#token") == "" {
		t.Error("Escape in the menu emptied the boxes")
	}
}

// Without a script nothing of it is there; with one it fits every screen.
func TestTheKeyCardFits(t *testing.T) {
	for _, width := range []int64{320, 390, 800, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t, viewport(width, 844))
			p.start()
			p.pasteToken(signed(`{"alg":"RS256"}`, `{"sub":"zoe"}`))
			p.click("#new-key > summary")
			p.until(`document.querySelector("#new-key").open`)
			p.fits(width)
			p.click("#usual-key button")
			p.says("#key-forms", "New key: RSA, 2,048 bits")
			p.run(`document.querySelectorAll("#key-forms details").forEach((d) => { d.open = true })`)
			p.fits(width)
		})
	}
	t.Run("without a script", func(t *testing.T) {
		p := open(t, withoutScripts())
		p.watch.expect(unfetchedScript)
		p.visit("/")
		if eval[bool](p, `document.querySelector("#new-key").checkVisibility() || document.querySelector("#convert").checkVisibility() || document.querySelector("#key-work").checkVisibility()`) {
			t.Error("there is a menu that does nothing")
		}
	})
}
