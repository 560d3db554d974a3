package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/web"
)

// personal is a token with values that look sensitive.
func personal() string {
	return signed(`{"alg":"HS256","typ":"JWT"}`, `{"sub":"u-1","email":"zoe@example.com","password":"hunter2","roles":["[link](https://evil.example)"]}`)
}

// A download is a file that the browser saved.
type download struct{ name, text string }

// downloading lets the tab save files, and returns a function that does something
// and waits for the file that comes of it.
func (p *Page) downloading() func(trigger func()) download {
	p.t.Helper()
	dir := p.t.TempDir()
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: new(true),
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	}); err != nil {
		p.t.Fatal(err)
	}
	type file struct{ guid, name string }
	saved := make(chan file, 16)
	names := map[string]string{}
	if err := chromedp.ListenBrowser(p.ctx, func(event any) { // it hears of the files of all tabs
		switch event := event.(type) {
		case *browser.EventDownloadWillBegin:
			names[event.GUID] = event.SuggestedFilename
		case *browser.EventDownloadProgress:
			if event.State == browser.DownloadProgressStateCompleted {
				if _, err := os.Stat(filepath.Join(dir, event.GUID)); err == nil {
					saved <- file{event.GUID, names[event.GUID]}
				}
			}
		}
	}); err != nil {
		p.t.Fatal(err)
	}
	return func(trigger func()) download {
		p.t.Helper()
		trigger()
		select {
		case f := <-saved:
			text, err := os.ReadFile(filepath.Join(dir, f.guid))
			if err != nil {
				p.t.Fatal(err)
			}
			return download{f.name, string(text)}
		case <-time.After(patience):
			p.t.Fatal("nothing was saved")
		}
		return download{}
	}
}

// asks is what the API of the server answers to a script of this page.
func (p *Page) asks(accept string, body map[string]any) string {
	p.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequest("POST", p.server.URL+"/api/inspect", strings.NewReader(string(text)))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", accept)
	request.Header.Set("Origin", strings.TrimSuffix(p.server.URL, site()))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		p.t.Fatalf("%d, %v: %s", response.StatusCode, err, answer)
	}
	return string(answer)
}

// stopClock makes the page ask by the clock of this moment.
func (p *Page) stopClock() {
	p.t.Helper()
	p.run(`Date.now = () => 1800000000250`)
}

const stoppedClock = "2027-01-15T08:00:00.25Z"

// exports presses a button of the menu, as a person does.
func (p *Page) exports(button string) {
	p.t.Helper()
	p.click("#export > summary")
	p.until(`document.querySelector("#export").open`)
	p.click(`#export [value="` + button + `"]`)
}

func TestTheReportIsCopiedAsMarkdown(t *testing.T) {
	needsServer(t)
	p := open(t)
	id := chromedp.FromContext(p.ctx).BrowserContextID
	if _, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"}, Setting: browser.PermissionSettingGranted, BrowserContextID: id,
	}); err != nil {
		t.Fatal(err)
	}
	p.start()
	token := personal()
	p.pasteToken(token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.stopClock()
	// What is written is caught on its way: the system's clipboard is one for all tabs.
	p.run(`navigator.clipboard.write = async ([item]) => { globalThis.copied = await (await item.getType("text/plain")).text() }`)
	for _, values := range []bool{false, true} {
		p.run(`globalThis.copied = undefined`)
		if values {
			p.click("#export > summary")
			p.click("#export-values")
			p.click(`#export [value=copy]`)
		} else {
			p.exports("copy")
		}
		p.until(`globalThis.copied !== undefined`)
		p.says("#export > summary", "Copied")
		p.until(`!document.querySelector("#export").open && document.activeElement === document.querySelector("#export > summary")`)
		copied := eval[string](p, `globalThis.copied`)
		for _, value := range []string{"zoe@example.com", "hunter2", token[:strings.LastIndexByte(token, '.')]} {
			if strings.Contains(copied, value) != values {
				t.Errorf("values %t: %q in or not in\n%s", values, value, copied)
			}
		}
		if strings.Contains(copied, token[strings.LastIndexByte(token, '.')+1:]) {
			t.Errorf("the signature stands in\n%s", copied)
		}
		body := map[string]any{"input": token, "key": secret, "now": stoppedClock, "with_values": values}
		if want := p.asks("text/markdown", body); copied != want {
			t.Errorf("the tab says\n%s\nand the server\n%s", copied, want)
		}
		p.until(`!document.querySelector("#export > summary").innerText.includes("Copied")`)
	}
	// Another token begins with nothing let through.
	p.pasteToken(fresh("zoe"))
	if eval[bool](p, `document.querySelector("#export-values").checked`) {
		t.Error("the box stays ticked for another token")
	}
}

func TestACopiedReportCanReallyBePasted(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.exports("copy")
	p.says("#export > summary", "Copied")
	p.run(`document.querySelector("#key").focus(); document.querySelector("#key").select()`)
	p.do(chromedp.KeyEvent("v", chromedp.KeyModifiers(chromedp.ModifierCtrl), pasteCommand))
	p.until(`document.querySelector("#key").value.startsWith("# Jotlens report of ")`)
}

// The files that the tab makes under the sealed policy are those of the server.
func TestTheReportIsDownloaded(t *testing.T) {
	needsServer(t)
	p := open(t)
	saved := p.downloading()
	p.start()
	token := personal()
	p.pasteToken("Bearer " + token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.stopClock()
	p.run(`const revoke = URL.revokeObjectURL; globalThis.revoked = 0; URL.revokeObjectURL = (url) => { globalThis.revoked++; revoke(url) }`)
	// What is to happen long after the download happens when the test says so.
	p.run(`const later = globalThis.setTimeout; globalThis.setTimeout = (f, ms) => ms === 10000 ? (globalThis.after = f) : later(f, ms)`)
	sent := len(p.server.seen())
	for i, file := range []struct{ format, name, accept string }{
		{"json", "jotlens-report-20270115T080000Z.json", "application/json"},
		{"sarif", "jotlens-report-20270115T080000Z.sarif", "application/sarif+json"},
		{"markdown", "jotlens-report-20270115T080000Z.md", "text/markdown"},
	} {
		got := saved(func() { p.exports(file.format) })
		if got.name != file.name {
			t.Errorf("the file is called %q, want %q", got.name, file.name)
		}
		if n := len(p.server.seen()); n != sent {
			t.Errorf("the download asked the server: %+v", p.server.seen()[sent:])
		}
		want := p.asks(file.accept, map[string]any{"input": "Bearer " + token, "key": secret, "now": stoppedClock})
		sent++
		if got.text != want {
			t.Errorf("%s: the tab says\n%s\nand the server\n%s", file.format, got.text, want)
		}
		if n := eval[int](p, `(globalThis.after(), globalThis.revoked)`); n != i+1 {
			t.Errorf("%d of %d addresses were revoked", n, i+1)
		}
	}
}

func TestTheExportMenuWorksByKeyboard(t *testing.T) {
	p := open(t)
	saved := p.downloading()
	p.start()
	p.pasteToken(personal())
	p.run(`document.querySelector("#export > summary").focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#export").open`)
	p.press(kb.Escape)
	p.press(kb.Escape) // the menu takes only the first; one alone empties nothing
	p.until(`!document.querySelector("#export").open && document.activeElement === document.querySelector("#export > summary")`)
	if p.value("#token") == "" {
		t.Error("the key that closes the menu emptied the boxes")
	}
	p.press(kb.Enter)
	p.press(kb.Tab) // copy
	p.press(kb.Tab) // the box
	p.press(kb.Tab) // Markdown
	got := saved(func() { p.press(kb.Enter) })
	if !strings.HasSuffix(got.name, ".md") || !strings.HasPrefix(got.text, "# Jotlens report of ") || strings.Contains(got.text, "hunter2") {
		t.Errorf("%+v", got)
	}
	p.run(`document.querySelector("#export").open = true; document.querySelector("#export-values").focus(); document.querySelector("#token").focus()`)
	p.until(`!document.querySelector("#export").open`)
}

func TestWithoutJavaScriptTheReportIsDownloaded(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	saved := p.downloading()
	p.visit("/")
	p.paste("#token", `{"access_token":"`+fresh("access")+`","id_token":"`+personal()+`"}`)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.loads(chromedp.Click(chromedp.CSS(`[name=pick][aria-pressed=false]`)))
	p.click("#export > summary")
	for _, format := range []string{"json", "sarif", "markdown"} {
		got := saved(func() { p.click(`#export [value=` + format + `]`) })
		if !strings.HasPrefix(got.name, "jotlens-report-") {
			t.Errorf("%s: the file is called %q", format, got.name)
		}
		if format == "json" && !strings.Contains(got.text, `"picked":1`) {
			t.Errorf("the file is about another token than the page: %s", got.text)
		}
		if format != "json" && strings.Contains(got.text, "hunter2") {
			t.Errorf("%s says what is sensitive: %s", format, got.text)
		}
	}
	p.says("body", "checked by the server")
}

func TestNothingIsDownloadedFromAServerThatDoesNotCheck(t *testing.T) {
	t.Parallel()
	p := openAt(t, serve(t, web.Config{}))
	saved := p.downloading()
	p.start()
	p.pasteToken(personal())
	got := saved(func() { p.exports("sarif") })
	if !strings.Contains(got.text, `"version":"e2e"`) || strings.Contains(got.text, "hunter2") {
		t.Errorf("%+v", got)
	}
	for _, r := range p.server.seen() {
		if r.Method != "GET" {
			t.Errorf("%s %s", r.Method, r.Path)
		}
	}
}
