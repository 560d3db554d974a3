package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"jotlens/build"
)

// openShare opens the menu with the keyboard and waits for it to be filled.
func (p *Page) openShare() {
	p.t.Helper()
	p.run(`document.querySelector("#share > summary").focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#share").open && document.querySelector("#share").hasAttribute("data-filled")`)
}

// catchClipboard keeps what the page copies: the system's clipboard is one for all tabs.
func (p *Page) catchClipboard() {
	p.t.Helper()
	p.run(`navigator.clipboard.write = async ([item]) => { globalThis.copied = await (await item.getType("text/plain")).text() }`)
}

// shares copies by an action of the menu that is open. The button says so for two
// seconds, which a slow machine may miss: the page itself keeps in mind that it did.
func (p *Page) shares(action string) string {
	p.t.Helper()
	button := `[data-share="` + action + `"]`
	p.run(`{
		const button = document.querySelector(` + quote(button) + `);
		const look = () => { globalThis.confirmed ||= button.innerText.includes("Copied") };
		globalThis.copied = undefined;
		globalThis.confirmed = false;
		look();
		new MutationObserver(look).observe(button, { subtree: true, childList: true, characterData: true });
	}`)
	p.click(button)
	p.until(`globalThis.copied !== undefined && globalThis.confirmed`)
	return eval[string](p, `globalThis.copied`)
}

// follows opens a link in a tab of its own.
func (p *Page) follows(link string) *Page {
	p.t.Helper()
	path, ok := strings.CutPrefix(link, p.server.URL)
	if !ok {
		p.t.Fatalf("%s leads away from %s", link, p.server.URL)
	}
	other := openAt(p.t, p.server)
	other.visit(path)
	other.ready()
	return other
}

// hisToken is a token with an address in it, which lives for that long.
func hisToken(life time.Duration) string {
	now := time.Now().Unix()
	return sign(fmt.Sprintf(`{"sub":"u-1","email":"zoe@example.com","word":%q,"iat":%d,"exp":%d}`, canaryWord, now, now+int64(life/time.Second)))
}

func TestALinkIsHandedOnWithTheKeyboard(t *testing.T) {
	p := open(t)
	p.start()
	token := hisToken(10 * time.Minute)
	p.pasteToken("Bearer " + token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	sent := len(p.server.seen())
	p.catchClipboard()
	p.openShare()
	// The first Tab leads into the menu, to the link.
	p.press(kb.Tab)
	p.until(`document.activeElement.dataset.share === "link"`)
	if at := eval[string](p, `document.activeElement.getAttribute("aria-describedby")`); at != "share-live" {
		t.Errorf("the button is described by %q", at)
	}
	p.press(kb.Enter)
	p.until(`globalThis.copied !== undefined`)
	p.says(`[data-share="link"]`, "Copied")
	link := eval[string](p, `globalThis.copied`)
	if link != p.server.URL+"/#token="+token {
		t.Errorf("copied %s", link)
	}
	p.press(kb.Escape)
	p.until(`!document.querySelector("#share").open && document.activeElement === document.querySelector("#share > summary")`)
	p.press(kb.Escape) // twice within a second, and the boxes keep what they have
	if p.value("#token") == "" {
		t.Error("Escape emptied the boxes")
	}
	if n := len(p.server.seen()); n != sent {
		t.Errorf("sharing asked the server: %+v", p.server.seen()[sent:])
	}
	other := p.follows(link)
	other.says("#payload", "zoe@example.com")
	other.hasNoTokenInItsAddress()
	if key := other.value("#key"); key != "" {
		t.Errorf("the link brought the key %q", key)
	}
}

func TestALinkWithoutTheSignatureIsNoCredential(t *testing.T) {
	p := open(t)
	p.start()
	token := hisToken(10 * time.Minute)
	p.pasteToken(token)
	p.catchClipboard()
	p.openShare()
	link := p.shares("unsigned")
	if want := p.server.URL + "/#token=" + token[:strings.LastIndexByte(token, '.')+1]; link != want {
		t.Errorf("copied %s, want %s", link, want)
	}
	other := p.follows(link)
	other.says("#payload", "zoe@example.com")
	other.paste("#key", secret)
	other.says("#key-note", "secret")
	other.until(`!["verified", "unverified"].includes(document.querySelector("#verdict-signature").dataset.state)`)
	// Nobody is warned of what is no credential.
	other.openShare()
	if n := other.count("#share-live"); n != 0 {
		t.Error("a token without a signature is called usable")
	}
}

func TestALinkHidesTheClaimsThatArePickedOut(t *testing.T) {
	p := open(t)
	p.start()
	token := hisToken(10 * time.Minute)
	p.pasteToken(token)
	p.catchClipboard()
	p.openShare()
	ticked := eval[[]string](p, `[...document.querySelectorAll(".share-claims label")].filter((l) => l.querySelector("input").checked).map((l) => l.innerText.trim())`)
	if fmt.Sprint(ticked) != "[email]" {
		t.Errorf("ticked at first: %q", ticked)
	}
	p.click(`.share-claims label:nth-child(1)`)
	link := p.shares("masked")
	other := p.follows(link)
	other.says("#payload", "•••")
	other.says("#payload", canaryWord)
	if text := other.text("#payload"); strings.Contains(text, "zoe@example.com") || strings.Contains(text, "u-1") || strings.Count(text, "•••") != 2 {
		t.Errorf("the link shows %s", text)
	}
	if text := other.value("#token"); !strings.HasSuffix(text, ".") {
		t.Errorf("the link has a signature: %s", text)
	}
	// For another token the list begins anew.
	p.press(kb.Escape)
	p.pasteToken(hisToken(20 * time.Minute))
	p.openShare()
	if !eval[bool](p, `!document.querySelector(".share-claims input").checked`) {
		t.Error("the box stays ticked for another token")
	}
	// A value that is in another claim, too, is hidden there as well, and the menu says so.
	p.press(kb.Escape)
	p.pasteToken(sign(`{"email":"zoe@example.com","sub":"mailto:zoe@example.com"}`))
	p.openShare()
	p.run(`document.querySelector(".share-claims label:nth-child(2) input").checked = false`)
	p.shares("masked")
	p.says("#share-said", "masked in sub, too")
	// Where it cannot be hidden there is no link.
	p.press(kb.Escape)
	p.pasteToken(signed(`{"alg":"HS256","kid":"zoe@example.com"}`, `{"email":"zoe@example.com"}`))
	p.openShare()
	p.run(`globalThis.copied = undefined`)
	p.click(`[data-share="masked"]`)
	p.says("#share-said", "No link was made")
	if got := eval[bool](p, `globalThis.copied === undefined`); !got {
		t.Error("something was copied all the same")
	}
}

func TestHeaderCurlAndMarkdownAreCopied(t *testing.T) {
	p := open(t)
	p.start()
	token := hisToken(10 * time.Minute)
	p.pasteToken(token)
	p.catchClipboard()
	p.openShare()
	if got := p.shares("header"); got != "Authorization: Bearer "+token {
		t.Errorf("copied %q", got)
	}
	if got := p.shares("curl"); got != "curl -H 'Authorization: Bearer "+token+"' 'https://api.example.com/'" {
		t.Errorf("copied %q", got)
	}
	signature := token[strings.LastIndexByte(token, '.')+1:]
	for action, full := range map[string]bool{"markdown": false, "markdown-full": true} {
		got := p.shares(action)
		if !strings.Contains(got, "```json\n{\n") || !strings.Contains(got, "zoe@example.com") || strings.Contains(got, signature) != full {
			t.Errorf("%s: copied\n%s", action, got)
		}
	}
}

func TestThePageSaysWhatItMeansToHandOnALiveToken(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(hisToken(9*time.Minute + 30*time.Second))
	p.openShare()
	p.says("#share-live", "can use the token until")
	p.says("#share-live", "in 9 min")
	if n := p.count(`#share-live time[data-local]`); n != 1 {
		t.Errorf("there are %d times", n)
	}
	p.says("#share-content", "histories and chats")
	for _, c := range []struct{ token, says string }{
		{sign(`{"sub":"zoe"}`), "forever"},
		{encryptedClaims(t).Input, "cannot be read"},
	} {
		p.press(kb.Escape)
		p.pasteToken(c.token)
		p.openShare()
		p.says("#share-live", c.says)
	}
	p.says("#share-content", "cannot be taken apart")
	for _, token := range []string{rfc7515Token, encode([]byte(`{"alg":"none"}`)) + "." + encode([]byte(`{"sub":"zoe"}`)) + "."} {
		p.press(kb.Escape)
		p.pasteToken(token)
		p.openShare()
		if text := p.text("#share-live"); text != "" {
			t.Errorf("of a token that nobody can use the menu says %q", text)
		}
		p.says("#share-content", "Copy link")
	}
	// A clock that somebody expects the token to be judged by changes nothing about that.
	p.press(kb.Escape)
	p.pasteToken(hisToken(10 * time.Minute))
	p.expecting()
	p.paste("#expect-at", "2099-01-01T00:00:00Z")
	p.state("#verdict-time", "expired")
	p.openShare()
	p.says("#share-live", "can use the token until")
}

func TestLongLinksSaySo(t *testing.T) {
	p := open(t)
	p.start()
	p.openShare()
	p.says("#share-content", "Paste a token")
	for size, says := range map[int]string{build.MaxChatLink: "Many chats", build.MaxLink: "too long for a link"} {
		p.press(kb.Escape)
		p.pasteToken(sign(`{"sub":"` + strings.Repeat("z", size) + `"}`))
		p.openShare()
		p.says("#share-content", says)
	}
}

func TestTheMenuFitsTheScreen(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			t.Run(fmt.Sprint(scheme, width), func(t *testing.T) {
				p := open(t, colorScheme(scheme), viewport(width, 800))
				p.start()
				p.pasteToken(sign(fmt.Sprintf(`{"iss":"https://login.example.com","email":"zoe@example.com","given_name":"Zoe","exp":%d,"https://example.com/claims/with-a-long-name/that-goes-on-and-on":1,"aud":"orders"}`, time.Now().Unix()+600)))
				p.openShare()
				p.says("#share-live", "until")
				p.fits(width)
				if outside := eval[bool](p, `(() => { const r = document.querySelector("#share .menu-list").getBoundingClientRect(); return r.left < 0 || r.right > innerWidth || r.bottom > innerHeight })()`); outside {
					t.Error("the menu is not wholly on the screen")
				}
				p.hideBehindShare()
				p.run(axeSource(t))
				for _, violation := range eval[[]string](p, axeRun) {
					t.Error(violation)
				}
			})
		}
	}
}

// hideBehindShare hides what the menu covers in part: it is no target while the
// menu is open.
func (p *Page) hideBehindShare() {
	p.t.Helper()
	p.run(`{ const menu = document.querySelector("#share .menu-list").getBoundingClientRect();
		for (const e of document.querySelectorAll("main :is(button, summary, input, select, #key)")) {
			const r = e.getBoundingClientRect();
			if (!e.closest("#share") && r.top < menu.bottom && r.bottom > menu.top && r.left < menu.right) e.style.visibility = "hidden";
		} }`)
}
