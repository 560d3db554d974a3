package e2e

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jotlens/inspect"
)

// openDocForm opens the part of the menu that makes links for documentation.
func (p *Page) openDocForm() {
	p.t.Helper()
	p.openShare()
	p.click("#doc-form > summary")
	p.until(`document.querySelector("#doc-form").open`)
}

// sets gives a field of the form a value.
func (p *Page) sets(id, value string) {
	p.t.Helper()
	p.run(`document.querySelector(` + quote("#"+id) + `).value = ` + quote(value))
}

func TestALinkForDocumentationIsBuiltAndOpened(t *testing.T) {
	p := open(t)
	p.start()
	token := sign(fmt.Sprintf(`{"sub":"zoe","iat":%d,"exp":%d}`, 1700000000, 1700000600))
	p.pasteToken(token)
	p.paste("#key", secret)
	p.expecting()
	p.paste("#expect-at", "2023-11-14T22:15:00Z")
	p.state("#verdict-time", "valid")
	sent := len(p.server.seen())
	p.catchClipboard()
	p.openDocForm()
	if !eval[bool](p, `document.querySelector("#doc-clock").checked`) {
		t.Error("the clock of a token that expires is not fixed at first")
	}
	names := eval[[]string](p, `[...document.querySelectorAll("#doc-names option")].map((o) => o.value)`)
	if got := strings.Join(names, " "); got != "sub iat exp header.alg header.typ header payload signature" {
		t.Errorf("suggested: %s", got)
	}
	const note = `ten minutes [x](y) <b>`
	p.sets("doc-focus", "exp")
	p.sets("doc-note", note)
	link := p.shares("doc-link")
	if want := p.server.URL + "/#token=" + token + "&focus=exp&note=ten%20minutes%20%5Bx%5D%28y%29%20%3Cb%3E&at=2023-11-14T22:15:00Z"; link != want {
		t.Errorf("copied %s, want %s", link, want)
	}
	if got, want := p.shares("doc-markdown"), `[ten minutes \[x\]\(y\) \<b\>](`+link+`)`; got != want {
		t.Errorf("copied %s, want %s", got, want)
	}
	if got, want := p.shares("doc-badge-markdown"), "[![Open in Jotlens]("+p.server.URL+"/badge.svg)]("+link+")"; got != want {
		t.Errorf("copied %s, want %s", got, want)
	}
	address := html.EscapeString(link)
	if got, want := p.shares("doc-html"), `<a href="`+address+`">`+html.EscapeString(note)+`</a>`; got != want {
		t.Errorf("copied %s, want %s", got, want)
	}
	if got, want := p.shares("doc-badge-html"), `<a href="`+address+`"><img src="`+p.server.URL+`/badge.svg" alt="Open in Jotlens" height="20"></a>`; got != want {
		t.Errorf("copied %s, want %s", got, want)
	}
	if n := len(p.server.seen()); n != sent {
		t.Errorf("making links asked the server: %+v", p.server.seen()[sent:])
	}
	other := p.follows(link)
	other.until(`document.querySelector("#payload .line[data-shown]")?.innerText.includes("exp")`)
	other.until(`document.querySelector("#link-note bdi").textContent === ` + quote(note))
	other.state("#verdict-time", "valid")
	other.hasNoTokenInItsAddress()
	if key := other.value("#key"); key != "" {
		t.Errorf("the link brought the key %q", key)
	}
	// The fields stay with their token, and with no other.
	p.run(`document.querySelector("#share").open = false`)
	p.openShare()
	if got := p.value("#doc-note"); got != note {
		t.Errorf("the note has become %q", got)
	}
	p.openAgain(fresh("adam"))
	if got := p.value("#doc-note") + p.value("#doc-focus"); got != "" {
		t.Errorf("another token has the note %q", got)
	}
}

// openAgain closes the menu and opens it for another token.
func (p *Page) openAgain(token string) {
	p.t.Helper()
	p.run(`document.querySelector("#share").open = false`)
	p.pasteToken(token)
	p.openShare()
}

func TestALinkForDocumentationOpensItsLanguageAtThePresentTime(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.catchClipboard()
	p.openDocForm()
	p.says("#doc-about", "can use this token")
	p.sets("doc-focus", "header.alg")
	p.sets("doc-language", "zh-Hant")
	before := time.Now().Add(-time.Second)
	link := p.shares("doc-link")
	_, fragment, _ := strings.Cut(link, "#")
	at, ok := inspect.ParseInstant(inspect.ReadLink(fragment).Expect.At)
	if !ok || at.Before(before) || at.After(time.Now()) || !strings.HasSuffix(link, "&lang=zh-Hant") {
		t.Errorf("copied %s", link)
	}
	if got := p.shares("doc-badge-markdown"); !strings.HasPrefix(got, "[![在 Jotlens 開啟]("+p.server.URL+"/zh-hant/badge.svg)](") {
		t.Errorf("copied %s", got)
	}
	other := p.follows(link)
	other.until(`document.documentElement.lang === "zh-Hant-TW"`)
	other.ready()
	other.until(`document.querySelector("#header .line[data-shown]")?.innerText.includes("alg")`)
	other.says("#link-note", "固定")
	// Without a clock there is none in the link.
	p.click("#doc-clock")
	if link := p.shares("doc-link"); strings.Contains(link, "at=") {
		t.Errorf("copied %s", link)
	}
}

func TestALinkForDocumentationNamesTheExample(t *testing.T) {
	p := open(t)
	p.start()
	p.click("#examples > summary")
	p.click(`#examples [value="id-token"]`)
	p.state("#verdict-signature", "verified")
	p.catchClipboard()
	p.openDocForm()
	p.says("#doc-about", "no token in it")
	p.sets("doc-focus", "aud")
	p.sets("doc-note", "for whom & why")
	link := p.shares("doc-link")
	if want := p.server.URL + "/#sample=id-token&focus=aud&note=for%20whom%20%26%20why"; link != want {
		t.Errorf("copied %s, want %s", link, want)
	}
	other := p.follows(link)
	other.until(`document.querySelector("#payload .line[data-shown]")?.innerText.includes("aud")`)
	other.says("#link-note", "for whom & why")
	other.state("#verdict-signature", "verified")
	// A token made of the example is no longer the example.
	token := p.value("#token")
	p.openAgain(token[:strings.LastIndexByte(token, '.')+1] + "AAAA")
	p.click("#doc-form > summary")
	if link := p.shares("doc-link"); !strings.HasPrefix(link, p.server.URL+"/#token=eyJ") {
		t.Errorf("copied %s", link)
	}
}

func TestALinkForDocumentationTellsNoKey(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.catchClipboard()
	p.openDocForm()
	for field, c := range map[string]struct{ value, says string }{
		"doc-note":  {"Sign it with " + secret, "the note tells the key"},
		"doc-focus": {"nowhere", "would point at nothing"},
	} {
		p.run(`globalThis.copied = undefined`)
		p.sets(field, c.value)
		p.click(`[data-share="doc-link"]`)
		p.says("#share-said", c.says)
		if !eval[bool](p, `globalThis.copied === undefined`) {
			t.Errorf("%s: something was copied all the same", field)
		}
		p.sets(field, "")
	}
}

func TestTheFormForDocumentationFitsTheScreen(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			t.Run(fmt.Sprint(scheme, width), func(t *testing.T) {
				p := open(t, colorScheme(scheme), viewport(width, 800))
				p.start()
				p.pasteToken(fresh("zoe"))
				p.openDocForm()
				p.fits(width)
				p.hideBehindShare()
				p.run(axeSource(t))
				for _, violation := range eval[[]string](p, axeRun) {
					t.Error(violation)
				}
			})
		}
	}
}

// A badge stands on pages of other sites.
func TestTheBadgeShowsOnAnotherSite(t *testing.T) {
	p := open(t)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<!doctype html><link rel="icon" href="data:,"><img src="%s%s" alt="badge">`, p.server.URL, r.URL.Path)
	}))
	t.Cleanup(elsewhere.Close)
	for _, path := range []string{"/badge.svg", "/zh-hant/badge.svg"} {
		p.do(chromedp.Navigate(elsewhere.URL + path))
		p.until(`document.images[0]?.complete && document.images[0].naturalHeight === 20`)
	}
}
