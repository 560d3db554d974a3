package e2e

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jotlens/web"
)

// documentation is a site of its own, whose pages show what the query names in a
// frame of the server at the address "at".
func documentation(t *testing.T) *server {
	t.Helper()
	return plainServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		at, show := html.EscapeString(r.URL.Query().Get("at")), html.EscapeString(r.URL.Query().Get("show"))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><title>Our API</title><link rel="icon" href="data:,"><h1>Our API</h1>
<iframe title="ID token" width="700" height="150" src="%s/embed#%s"></iframe>
<script src="%s/embed.js" async></script>`, at, show, at)
	}))
}

// documents opens a page of the documentation with a frame of the server.
func documents(t *testing.T, docs, s *server, show string) *Page {
	t.Helper()
	p := openAt(t, docs)
	p.visit("/?at=" + s.URL + "&show=" + show)
	return p
}

// inFrame is the page in the next frame that loads. Whoever looks into a frame with
// the browser's tools makes these load its page again, which the seal refuses.
func (p *Page) inFrame() *Page {
	p.t.Helper()
	p.watch.expect("load failed: Other net::ERR_NETWORK_ACCESS_REVOKED")
	return &Page{t: p.t, ctx: p.watch.frame(p.t, p.ctx), server: p.server, watch: p.watch}
}

// frameHeight is how high the frame is, in CSS pixels.
const frameHeight = `document.querySelector("iframe").clientHeight`

func TestADocumentationShowsASampleInAFrame(t *testing.T) {
	t.Parallel()
	docs := documentation(t)
	s := serve(t, web.Config{EmbedOrigins: []string{docs.URL}})
	p := documents(t, docs, s, "sample=id-token%26focus=exp")
	frame := p.inFrame()
	frame.ready()
	frame.state("#verdict-signature", "verified") // by the key of the example
	frame.until(`document.querySelector("#payload .line[data-shown]")?.textContent.includes("exp")`)
	if got := frame.count("#key"); got != 0 {
		t.Errorf("there are %d key boxes", got)
	}
	p.until(frameHeight + ` > 500`)
	frame.until(`document.documentElement.scrollHeight === innerHeight`)
	before := eval[int](p, frameHeight)
	frame.run(`document.querySelector("#embed-findings").open = true`)
	p.until(fmt.Sprintf(frameHeight+` > %d`, before))
	frame.run(`document.querySelector("#embed-findings").open = false`)
	p.until(fmt.Sprintf(frameHeight+` === %d`, before))
	if href := frame.attribute("#open", "href"); href != site()+"/#sample=id-token&focus=exp" {
		t.Errorf("the link leads to %s", href)
	}
}

func TestAnotherSiteIsRefusedTheFrame(t *testing.T) {
	t.Parallel()
	allowed, docs := documentation(t), documentation(t)
	s := serve(t, web.Config{EmbedOrigins: []string{allowed.URL}})
	p := openAt(t, docs)
	p.watch.expect("frame-ancestors")
	p.watch.expect("load failed: Document net::ERR_BLOCKED_BY_RESPONSE")
	p.watch.expect("issue: ")
	p.visit("/?at=" + s.URL + "&show=sample=id-token")
	p.until(frameHeight + ` === 150`)
	if !strings.Contains(strings.Join(p.watch.all(), "\n"), "frame-ancestors") {
		t.Errorf("the browser says %q", p.watch.all())
	}
	for _, r := range s.seen() {
		if strings.HasPrefix(r.Path, "/assets/") {
			t.Errorf("the page in the frame was read: it asked for %s", r.Path)
		}
	}
}

func TestNoOtherPageStandsInAFrame(t *testing.T) {
	t.Parallel()
	docs := documentation(t)
	s := serve(t, web.Config{EmbedOrigins: []string{docs.URL}})
	p := openAt(t, docs)
	p.watch.expect("frame-ancestors")
	p.watch.expect("load failed: Document net::ERR_BLOCKED_BY_RESPONSE")
	p.watch.expect("issue: ")
	p.visit("/?at=" + s.URL + "&show=sample=id-token")
	p.inFrame().ready()
	eval[bool](p, `new Promise((done) => {
		const frame = document.querySelector("iframe");
		frame.addEventListener("load", () => done(true));
		frame.src = `+quote(s.URL+"/")+`;
	})`)
	if !strings.Contains(strings.Join(p.watch.all(), "\n"), "frame-ancestors") {
		t.Errorf("the browser says %q", p.watch.all())
	}
}

func TestAFrameShowsAToken(t *testing.T) {
	t.Parallel()
	docs := documentation(t)
	s := serve(t, web.Config{EmbedOrigins: []string{docs.URL}})
	key := strings.ReplaceAll(url.QueryEscape(publicPEM(t, &rsaKey(t).PublicKey)), "+", "%20")
	p := documents(t, docs, s, url.QueryEscape("token="+fresh("zoe")+"&publicKey="+key+"&at=2031-01-15T08:00:00Z&note=Hello"))
	frame := p.inFrame()
	frame.ready()
	frame.says("#payload", `"zoe"`)
	frame.says("#link-note", "Hello")
	frame.says("#link-note", "fixed the clock")
	frame.says("#engine-status", "The key in the address is not used here")
	frame.state("#verdict-signature", "unverified")
	if !eval[bool](frame, `document.querySelector("#token").readOnly`) {
		t.Error("the token can be edited")
	}
	frame.click("#link-clock")
	frame.until(`!document.querySelector("#link-note").textContent.includes("fixed")`)
}

func TestAFrameTakesAThemeFromItsPageOnly(t *testing.T) {
	t.Parallel()
	docs := documentation(t)
	s := serve(t, web.Config{EmbedOrigins: []string{docs.URL}})
	p := documents(t, docs, s, "sample=hs256")
	frame := p.inFrame()
	frame.ready()
	p.run(`document.querySelector("iframe").contentWindow.postMessage({ type: "jotlens:theme", theme: "dark" }, ` + quote(s.URL) + `)`)
	frame.until(`document.documentElement.dataset.theme === "dark"`)
	frame.run(`postMessage({ type: "jotlens:theme", theme: "light" }, location.origin)`)
	p.run(`document.querySelector("iframe").contentWindow.postMessage({ type: "jotlens:hello" }, "*")`)
	frame.until(`document.documentElement.dataset.theme === "dark"`)
}

func TestThePageThatShowsHowHasALiveFrame(t *testing.T) {
	t.Parallel()
	p := openAt(t, serve(t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}}))
	p.visit("/embed/how")
	const inside = `document.querySelector("#embed-live").contentDocument`
	p.until(inside + `?.querySelector("#verdict-signature")?.dataset.state === "verified"`)
	p.until(`document.querySelector("#embed-live").clientHeight === ` + inside + `.documentElement.scrollHeight`)
}

func TestTheFrameHasAKeyBoxWhereTheOperatorAllowsIt(t *testing.T) {
	t.Parallel()
	p := openAt(t, serve(t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}, EmbedKey: true}))
	p.visit("/embed?edit=on#token=" + fresh("zoe"))
	p.ready()
	p.says("#payload", `"zoe"`)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.paste("#token", fresh("otto"))
	p.says("#payload", `"otto"`)
	p.until(`document.querySelector("#open").getAttribute("href") === ` + quote(site()+"/#token=") + ` + document.querySelector("#token").value`)
}

func TestTheFrameFitsANarrowPlace(t *testing.T) {
	t.Parallel()
	p := openAt(t, serve(t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}}), viewport(320, 400))
	p.visit("/embed#sample=id-token&focus=exp&note=Hello")
	p.ready()
	p.state("#verdict-signature", "verified")
	p.fits(320)
}

func TestTheFrameSaysThatItNeedsJavaScript(t *testing.T) {
	t.Parallel()
	p := openAt(t, serve(t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}}), withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/embed#sample=id-token")
	p.says("noscript", "needs JavaScript")
	if href := p.attribute("noscript a", "href"); href != site()+"/" {
		t.Errorf("it leads to %s", href)
	}
}
