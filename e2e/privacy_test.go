package e2e

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"jotlens/web"
)

func TestNothingTypedCausesARequestOrIsKeptAnywhere(t *testing.T) {
	p := open(t)
	p.start()
	worker := p.watch.worker(t, p.ctx)
	// What the page itself loads late is none of the person's doing.
	p.until(`document.readyState === "complete"`)
	before, served := p.watch.sent(), len(p.server.seen())

	for i := range 3 {
		p.pasteToken(fresh(fmt.Sprintf("%s-%d", canaryWord, i)))
	}
	p.pasteToken(signed(`{"alg":"HS256","jku":"https://leak.invalid/jwks","x5u":"https://leak.invalid/x5u"}`,
		`{"iss":"https://leak.invalid/","picture":"https://leak.invalid/me.png","word":"`+canaryWord+`"}`))
	p.write("#key", secret[:8])
	p.state("#verdict-signature", "invalid")
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.until(`document.querySelector("#announce").textContent !== ""`)
	p.click("#clear")
	p.state("#verdict-form", "empty")

	// An answer from each side comes after every event before it.
	eval[bool](p, "true")
	if _, err := chromedp.Run(worker, chromedp.Evaluate[bool]("true")); err != nil {
		t.Fatal(err)
	}
	if after := p.watch.sent(); len(after) != len(before) {
		t.Errorf("the browser asked for %q", after[len(before):])
	}
	if after := p.server.seen(); len(after) != served {
		t.Errorf("the server was asked for %v", paths(after[served:]))
	}
	p.watch.expect("PerformanceIssue") // looking at document.cookie is slow, says the browser
	p.keepsNothing()
}

// keepsNothing checks every place where a page can keep a text.
func (p *Page) keepsNothing() {
	p.t.Helper()
	kept := eval[string](p, `(async () => {
		const list = [location.href, document.title, document.cookie, name, JSON.stringify(history.state)];
		for (const store of [localStorage, sessionStorage]) list.push(JSON.stringify({...store}));
		list.push(JSON.stringify(await indexedDB.databases()));
		list.push(JSON.stringify(await caches.keys()));
		list.push(JSON.stringify((await navigator.serviceWorker.getRegistrations()).length));
		return list.join("\n");
	})()`)
	if want := p.server.URL + "/\n" + eval[string](p, "document.title") + "\n\n\nnull\n{}\n{}\n[]\n[]\n0"; kept != want {
		p.t.Errorf("the browser keeps\n%s\nwant\n%s", kept, want)
	}
	cookies, err := chromedp.Call(p.ctx, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	if len(cookies.Cookies) != 0 {
		p.t.Errorf("%d cookies are kept", len(cookies.Cookies))
	}
	history, err := historyURLs(p)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, address := range history {
		if strings.Contains(address, "eyJ") || strings.Contains(address, canaryWord) {
			p.t.Errorf("the history keeps %s", address)
		}
	}
}

func TestThePageSaysThatItIsSealedAndCountsItsRequests(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.state("#seal", "sealed")
	p.says("#seal", "0 requests")
}

// TestTheCanaryHearsAPageThatIsNotSealed shows that silence means something.
func TestTheCanaryHearsAPageThatIsNotSealed(t *testing.T) {
	t.Parallel()
	p := openAt(t, plainServer(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>no seal</title><link rel="icon" href="data:,">`)
	})))
	p.watch.expect("")
	p.visit("/")
	p.run(`fetch("http://control.invalid/heard", {mode: "no-cors"}).catch(() => {})`)
	p.until(`performance.getEntriesByType("resource").some((r) => r.name.includes("control.invalid"))`)
	if !slices.ContainsFunc(suite.canary.all(), func(text string) bool { return strings.Contains(text, "GET /heard") }) {
		t.Errorf("the canary heard only %q", suite.canary.all())
	}
}

func TestEveryAttemptToLeakIsBlocked(t *testing.T) {
	p := open(t)
	p.watch.expect("") // the browser reports every attempt, and that is the point
	p.visit("/privacy")
	p.paste("#leak-text", canaryWord)
	p.click("#leak-try")
	p.until(`[...document.querySelectorAll("#leak-results [data-outcome]")].every((cell) => cell.textContent !== document.querySelector("#leak").dataset.wordsUntried)`)
	rows := eval[[][2]string](p, `[...document.querySelectorAll("#leak-results tr[data-channel]")].map((row) => [row.dataset.channel, row.querySelector("[data-outcome]").innerText.trim()])`)
	if len(rows) < 10 {
		t.Errorf("only %d channels are tried", len(rows))
	}
	for _, row := range rows {
		if row[0] == "navigate" && strings.HasPrefix(row[1], "Not tried") {
			continue // it would end the page that tells of it
		}
		if !strings.EqualFold(row[1], "blocked") {
			t.Errorf("%s: %s", row[0], row[1])
		}
	}
	for _, heard := range suite.canary.all() {
		if strings.Contains(heard, "leak.invalid") || strings.Contains(heard, canaryWord) {
			t.Errorf("the canary heard %q", heard)
		}
	}
	for _, r := range p.server.seen() {
		if strings.Contains(r.Dump, canaryWord) {
			t.Errorf("the server got %q", r.Dump)
		}
	}
}

func TestACanaryTokenNeverShowsUpInTheServersLog(t *testing.T) {
	needsServer(t)
	t.Parallel()
	s := serve(t, web.Config{ServerInspect: true})
	token := fresh(canaryWord)
	noRedirects := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	asked := 0
	ask := func(method, path, contentType, body string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", contentType)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Cookie", "session="+token)
		r.Header.Set("Referer", "https://app.example.com/?token="+token)
		r.Header.Set("User-Agent", token)
		response, err := noRedirects.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		asked++
	}
	const form = "application/x-www-form-urlencoded"
	ask("POST", "/", form, "token="+token+"&key="+secret)
	ask("POST", "/", form, "token="+token+"&key="+secret+"&key_encoding="+canaryWord)
	ask("POST", "/", form, "token="+token+"&example="+canaryWord)
	ask("POST", "/", form, "token="+token+"%zz")
	ask("POST", "/", canaryWord, token)
	ask("POST", "/?token="+token, form, "token="+strings.Repeat(token, 3000))
	ask("POST", "/api/inspect", "application/json", `{"input":"`+token+`","key":"`+secret+`"}`)
	ask("POST", "/api/inspect", "application/json", `{"`+token+`":`)
	ask("POST", "/api/inspect", "application/json", `{"input":"`+token+`","now":"`+canaryWord+`"}`)
	ask("GET", "/?token="+token+"&key="+secret, "", "")
	ask("GET", "/"+token, "", "")
	ask("GET", "/assets/"+token, "", "")
	ask("GET", "/api/"+token, "", "")
	ask("PUT", "/"+token, form, token)
	if got := len(s.seen()); got != asked {
		t.Fatalf("%d requests arrived of %d", got, asked)
	}
	log := serverLog.String()
	if !strings.Contains(log, `"route"`) {
		t.Fatalf("the log does not even name the routes: %.200s", log)
	}
	for _, private := range []string{canaryWord, secret, token[:20]} {
		if at := strings.Index(log, private); at >= 0 {
			t.Errorf("%q is in the log: %q", private, log[max(0, at-100):at+len(private)])
		}
	}
}

func TestEveryResponseCarriesTheSeal(t *testing.T) {
	p := open(t)
	p.watch.expect("404")
	p.start()
	p.pasteToken(fresh("zoe"))
	for _, path := range []string{"/privacy", "/license", "/nowhere", "/?token=" + rfc7515Token} {
		p.visit(path)
	}
	kinds := map[string]bool{}
	for _, r := range p.server.seen() {
		kinds[strings.Split(r.Answer.Get("Content-Type"), ";")[0]] = true
		for name, part := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'",
			"Connection-Allowlist":         "(",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Embedder-Policy": "require-corp",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Referrer-Policy":              "no-referrer",
			"X-Content-Type-Options":       "nosniff",
			"Integrity-Policy":             "script",
			"Permissions-Policy":           "camera=()",
		} {
			if got := r.Answer.Get(name); !strings.Contains(got, part) {
				t.Errorf("%s %s: %s is %q", r.Method, r.Path, name, got)
			}
		}
		if strings.Contains(r.Answer.Get("Content-Security-Policy"), "unsafe-inline") {
			t.Errorf("%s allows inline code", r.Path)
		}
		if r.Answer.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", r.Path)
		}
	}
	for _, kind := range []string{"text/html", "text/css", "text/javascript", "application/wasm", "image/svg+xml"} {
		if !kinds[kind] {
			t.Errorf("no %s was served, so its headers were not seen; served: %v", kind, kinds)
		}
	}
}

func TestABackButtonDoesNotBringTheTokenBack(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.visit("/license")
	// No load event comes when the browser has kept the page.
	back := chromedp.WaitEvent(page.FrameNavigated, nil, chromedp.Evaluate[chromedp.Void](`history.back()`))
	if _, err := chromedp.Run(p.ctx, back); err != nil {
		t.Fatal(err)
	}
	eval[bool](p, `new Promise((done) => document.readyState === "complete" ? done(true) : addEventListener("load", () => done(true)))`)
	if at := eval[string](p, `location.pathname`); at != site()+"/" {
		t.Fatalf("back leads to %s", at)
	}
	if token, key := p.value("#token"), p.value("#key"); token != "" || key != "" {
		t.Errorf("the boxes hold %q and %q again", token, key)
	}
}

// historyURLs are the addresses of the tab's history.
func historyURLs(p *Page) ([]string, error) {
	entries, err := chromedp.Run(p.ctx, chromedp.NavigationEntries())
	if err != nil {
		return nil, err
	}
	var list []string
	for _, entry := range entries.Entries {
		list = append(list, entry.URL)
	}
	return list, nil
}

func paths(requests []request) (list []string) {
	for _, r := range requests {
		list = append(list, r.Method+" "+r.Path)
	}
	return list
}
