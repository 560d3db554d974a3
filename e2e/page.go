package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/web"
)

// patience is how long a test waits for something before it gives up; a test
// that passes never waits that long.
const patience = 30 * time.Second

// A Page is a tab of its own, with its own storage, at a server of its own.
type Page struct {
	t      *testing.T
	ctx    context.Context
	server *server
	watch  *watch

	language string // before the paths that are visited; "" is English
}

// A step prepares a tab before it goes anywhere.
type step = chromedp.Action[chromedp.Void]

// open opens a tab for a test that runs beside others.
func open(t *testing.T, prepare ...step) *Page {
	t.Helper()
	t.Parallel()
	return openAt(t, serve(t, web.Config{ServerInspect: true, Demo: true}), prepare...)
}

// openAt opens a tab for a server.
func openAt(t *testing.T, s *server, prepare ...step) *Page {
	t.Helper()
	tab, cancel := chromedp.NewContext(needBrowser(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(tab); err != nil {
		t.Fatalf("no tab: %v", err)
	}
	ctx, end := context.WithTimeout(tab, 3*patience)
	t.Cleanup(end)
	p := &Page{t: t, ctx: ctx, server: s, watch: newWatch()}
	if err := chromedp.Listen(tab, p.watch.hear); err != nil {
		t.Fatal(err)
	}
	p.do(command(audits.Enable, cdp.Empty{}))
	p.do(command(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
	p.do(prepare...)
	t.Cleanup(p.judge)
	return p
}

// judge fails the test for what the watch saw and keeps a picture of a failure.
func (p *Page) judge() {
	// An answer comes after every event before it.
	_, _ = chromedp.Run(p.ctx, chromedp.Evaluate[bool]("true"))
	for _, fault := range p.watch.unexpected() {
		p.t.Error(fault)
	}
	if !p.t.Failed() {
		return
	}
	name := strings.NewReplacer("/", "-", " ", "_").Replace(p.t.Name())
	if err := os.MkdirAll("artifacts", 0o755); err != nil {
		p.t.Log(err)
		return
	}
	picture, _ := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	html, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.documentElement.outerHTML"))
	for ending, data := range map[string][]byte{".png": picture, ".html": []byte(html)} {
		if err := os.WriteFile(filepath.Join("artifacts", name+ending), data, 0o644); err != nil {
			p.t.Log(err)
		}
	}
	p.t.Logf("see e2e/artifacts/%s.png and .html", name)
}

// do runs steps and fails the test when one does not work.
func (p *Page) do(steps ...step) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// visit goes to a path of the server and waits for the load event. The address
// may have a fragment.
func (p *Page) visit(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.server.URL + p.language + path))
}

// ready waits until the page checks in the tab.
func (p *Page) ready() {
	p.t.Helper()
	p.until(`document.documentElement.dataset.ready === "tab"`)
}

// start visits the inspector and waits until it checks in the tab and has nothing
// else to do.
func (p *Page) start() {
	p.t.Helper()
	p.visit("/")
	p.wake()
	p.ready()
	p.warm()
}

// wake shows the page that somebody is there: it may wait for that before it
// loads its engine.
func (p *Page) wake() {
	p.t.Helper()
	p.run(`document.querySelector("#token").focus()`)
}

// warm waits until the engine has warmed up: until then it works, unasked.
func (p *Page) warm() {
	p.t.Helper()
	p.until(`document.documentElement.dataset.warm !== undefined`)
}

// until waits for a JavaScript expression to be true.
func (p *Page) until(expression string) {
	p.t.Helper()
	_, err := chromedp.Run(p.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience)))
	if err != nil {
		p.t.Fatalf("waited in vain for %s: %v", expression, err)
	}
}

// state waits until the element has this data-state.
func (p *Page) state(selector, want string) {
	p.t.Helper()
	expression := `document.querySelector(` + quote(selector) + `)?.dataset.state === ` + quote(want)
	_, err := chromedp.Run(p.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience)))
	if err != nil {
		p.t.Fatalf("%s is %q and says %q, want state %q: %v", selector, p.attribute(selector, "data-state"), p.text(selector), want, err)
	}
}

// says waits until the text of the element contains part, whatever its case.
func (p *Page) says(selector, part string) {
	p.t.Helper()
	expression := `(document.querySelector(` + quote(selector) + `)?.innerText ?? "").toLowerCase().includes(` + quote(strings.ToLower(part)) + `)`
	_, err := chromedp.Run(p.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience)))
	if err != nil {
		p.t.Fatalf("%s says %q, want %q in it: %v", selector, p.text(selector), part, err)
	}
}

// text is the text of the first element as a person sees it, "" without one.
func (p *Page) text(selector string) string {
	p.t.Helper()
	return eval[string](p, `document.querySelector(`+quote(selector)+`)?.innerText ?? ""`)
}

// attribute is the value of an attribute, "" when there is none.
func (p *Page) attribute(selector, name string) string {
	p.t.Helper()
	return eval[string](p, `document.querySelector(`+quote(selector)+`)?.getAttribute(`+quote(name)+`) ?? ""`)
}

// value is what stands in a box.
func (p *Page) value(selector string) string {
	p.t.Helper()
	return eval[string](p, `document.querySelector(`+quote(selector)+`).value`)
}

// count is how many elements match.
func (p *Page) count(selector string) int {
	p.t.Helper()
	return eval[int](p, `document.querySelectorAll(`+quote(selector)+`).length`)
}

// paste replaces what stands in a box, as pasting over it does.
func (p *Page) paste(selector, text string) {
	p.t.Helper()
	p.run(`document.querySelector(` + quote(selector) + `).focus(); document.querySelector(` + quote(selector) + `).select()`)
	if text == "" {
		p.press(kb.Delete)
		return
	}
	p.do(command(input.InsertText, input.InsertTextParams{Text: text}))
}

// pasteToken pastes into the token box and waits until the panels show it.
func (p *Page) pasteToken(text string) {
	p.t.Helper()
	before := p.attribute("#payload", "data-for")
	p.paste("#token", text)
	p.until(`document.querySelector("#payload").dataset.for !== ` + quote(before) +
		` && document.querySelector("#underlay").textContent.trimEnd() === document.querySelector("#token").value.trimEnd()`)
}

// write types into a box, key by key.
func (p *Page) write(selector, text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS(selector), text))
}

// press presses one key.
func (p *Page) press(key string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// click clicks the first element that matches.
func (p *Page) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// run runs JavaScript for its effect.
func (p *Page) run(script string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](script))
}

// loads does something that leads to another page and waits for its load event.
func (p *Page) loads(trigger step) {
	p.t.Helper()
	if _, err := chromedp.Run(p.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, trigger)); err != nil {
		p.t.Fatalf("no page was loaded: %v", err)
	}
}

// eval is the value of a JavaScript expression.
func eval[T any](p *Page, expression string) T {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// command is a protocol command as a step.
func command[P, R any](c cdp.Command[P, R], params P) step {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, c, params)
		return chromedp.Void{}, err
	}
}

// quote is a string as JavaScript writes it.
func quote(s string) string {
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(quoted)
}

// loadsLink follows a link and waits for its page.
func (p *Page) loadsLink(selector string) {
	p.t.Helper()
	p.loads(chromedp.Click(chromedp.CSS(selector)))
}
