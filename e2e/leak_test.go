package e2e

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"

	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jotlens/assets"
	"jotlens/web"
)

// TestNoWayOutOfTheInspector tries every way out of the page and of its worker that is
// known to us. Each is tried from a page without a seal as well, to show that
// the listeners would have noticed, and from the inspector without its
// Connection-Allowlist, to show what other browsers are left with.
func TestNoWayOutOfTheInspector(t *testing.T) {
	if hosting() != "" {
		t.Skip("the table is that of the program at the root of its host; the seal elsewhere differs in addresses only, which tests of web see to")
	}
	t.Parallel()
	e := listen(t)
	config := web.Config{ServerInspect: true, Demo: true}
	site, half := serve(t, config), plainServer(t, withoutAllowlist(t, config))
	bare := plainServer(t, http.HandlerFunc(bareSite))
	r := &leakRun{t: t, ear: e, browser: leakBrowser(t, e), paths: listedPaths(t), signs: map[string][]string{}}

	defer r.close()
	r.controls(bare)
	window := r.settle(control)
	r.close()
	r.attack(half, halfway)
	r.wait(window)
	r.close()
	before := e.connections()
	r.attack(site, outward, homeward, resting)
	r.wait(window)
	if n := e.connections() - before; n != 0 {
		t.Errorf("%d connections came to other hosts from the sealed page", n)
	}
	r.sentinel(bare)
	r.judge(site)
}

// bareSite is a page and a worker without a seal.
func bareSite(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/worker.js" {
		w.Header().Set("Content-Type", "text/javascript")
		return
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, `<!doctype html><title>no seal</title><link rel="icon" href="data:,"><style></style><body><script>if (location.hash) new Worker("/worker.js")</script>`)
}

// withoutAllowlist is the site as a browser sees it that does not know the header
// Connection-Allowlist.
func withoutAllowlist(t *testing.T, config web.Config) http.Handler {
	t.Helper()
	config.Version, config.License = "e2e", licenseText(t)
	handler, err := web.New(config, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(&forgetful{ResponseWriter: w}, r)
	})
}

// forgetful leaves one header out.
type forgetful struct{ http.ResponseWriter }

func (f *forgetful) WriteHeader(status int) {
	f.Header().Del("Connection-Allowlist")
	f.ResponseWriter.WriteHeader(status)
}

func (f *forgetful) Write(p []byte) (int, error) {
	f.Header().Del("Connection-Allowlist")
	return f.ResponseWriter.Write(p)
}

// listedPaths are the addresses of our own files that the seal lists, by what an
// attempt asks for: a path of ours is its best chance.
func listedPaths(t *testing.T) map[string]string {
	t.Helper()
	set, err := assets.Load()
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{"html": "/privacy"}
	for kind, name := range map[string]string{
		"svg": "favicon.svg", "js": "main.js", "css": "app.css", "worker": "worker.js", "wasm": "engine.wasm", "json": "engine.wasm", "events": "engine.wasm",
	} {
		f, ok := set.File(name)
		if !ok {
			t.Fatalf("there is no asset called %s", name)
		}
		paths[kind] = f.URL
	}
	return paths
}

// controls makes every attempt from a page without a seal.
func (r *leakRun) controls(bare *server) {
	tab := r.tab("")
	watch := newWatch()
	r.must(chromedp.Listen(tab.ctx, watch.hear))
	r.must(chromedp.Do(tab.ctx, chromedp.Navigate(bare.URL+"/#worker")))
	r.stay(tab, tab.beside(watch.worker(r.t, tab.ctx)), control, bare.URL)
	r.leave(control, bare.URL)
}

// attack makes every attempt from the inspector, with a token and a key in it, and
// from its worker.
func (r *leakRun) attack(site *server, directions ...string) {
	tab := r.tab("")
	p := &Page{t: r.t, ctx: tab.ctx, server: site, watch: newWatch()}
	r.must(chromedp.Listen(tab.ctx, p.watch.hear))
	p.start()
	worker := tab.beside(p.watch.worker(r.t, tab.ctx))
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.state("#seal", "sealed")
	r.sameSeal(site)
	for _, direction := range directions {
		began := time.Now()
		r.stay(tab, worker, direction, site.URL)
		r.leave(direction, site.URL)
		r.t.Logf("%s: tried in %v", direction, time.Since(began).Round(time.Second))
	}
}

// sameSeal checks that attempts may leave from leavePage instead of the inspector.
func (r *leakRun) sameSeal(site *server) {
	headers := func(path string) http.Header {
		response, err := http.Get(site.URL + path)
		r.must(err)
		response.Body.Close()
		for _, name := range []string{"X-Request-Id", "Date", "Content-Length", "Content-Type", "Cache-Control", "Vary"} {
			response.Header.Del(name)
		}
		return response.Header
	}
	if here, there := headers("/"), headers(leavePage); !maps.EqualFunc(here, there, slices.Equal[[]string]) {
		r.t.Errorf("the inspector has the headers\n%v\nbut %s has\n%v", here, leavePage, there)
	}
}

// stay makes the attempts that leave their page where it is.
func (r *leakRun) stay(page, worker *leakTab, direction, origin string) {
	r.t.Helper()
	for place, tab := range map[string]*leakTab{fromPage: page, fromWorker: worker} {
		r.must(tab.arm())
		eachChannel(place, direction, func(c leakChannel, id string) {
			if !c.leaves {
				r.must(tab.try(c, id, origin))
			}
		})
		r.tabs = append(r.tabs, tab)
	}
}

// leavePage is a page with the headers of the inspector that loads no engine: many
// tabs with one would take minutes.
const leavePage = "/license"

// leave makes the attempts that each take a tab away, a few at a time.
func (r *leakRun) leave(direction, origin string) {
	var group sync.WaitGroup
	slots := make(chan struct{}, 4)
	eachChannel(fromPage, direction, func(c leakChannel, id string) {
		if !c.leaves {
			return
		}
		tab := r.tab(id)
		r.tabs = append(r.tabs, tab)
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			err := chromedp.Do(tab.ctx, chromedp.Navigate(origin+leavePage))
			if err == nil {
				err = tab.arm()
			}
			if err == nil {
				err = tab.try(c, id, origin)
			}
			if err != nil {
				r.t.Errorf("%s: %v", id, err)
			}
		})
	})
	group.Wait()
}

// settle waits until everything of a direction that can be heard was heard, and
// returns how long nothing may come before nothing comes any more.
func (r *leakRun) settle(direction string) time.Duration {
	var expected []string
	for _, place := range []string{fromPage, fromWorker} {
		eachChannel(place, direction, func(c leakChannel, id string) {
			if c.mute == "" {
				expected = append(expected, id)
			}
		})
	}
	const longest = 10 * time.Second
	began := time.Now()
	for time.Since(began) < longest {
		r.collect()
		missing := slices.DeleteFunc(slices.Clone(expected), func(id string) bool {
			return len(r.ear.of(id)) > 0 || slices.Contains(r.said(id), notAvailable)
		})
		if len(missing) == 0 {
			break
		}
		select {
		case <-r.ear.told:
		case <-time.After(longest - time.Since(began)):
		}
	}
	return max(3*time.Second, 2*time.Since(began))
}

// wait lets late packets come: that nothing comes is no event.
func (r *leakRun) wait(window time.Duration) {
	<-time.After(window)
	r.collect()
}

// sentinel sends from a page without a seal, after all attempts, one packet of each
// kind, and waits until they are heard: whatever left before is there by then.
func (r *leakRun) sentinel(bare *server) {
	tab := r.tab("")
	r.must(chromedp.Do(tab.ctx, chromedp.Navigate(bare.URL)))
	r.must(tab.arm())
	for _, name := range []string{"fetch-get", "webrtc-stun", "preconnect"} {
		eachChannel(fromPage, control, func(c leakChannel, _ string) {
			if c.name == name {
				r.must(tab.try(c, name+".sentinel.control", bare.URL))
			}
		})
	}
	for end := time.After(patience); len(r.ear.attempts(".sentinel.control")) < 3; {
		select {
		case <-r.ear.told:
		case <-end:
			r.t.Fatalf("the listeners do not hear any more; of the sentinels only %q", r.ear.attempts(".sentinel.control"))
		}
	}
}

// collect takes what the harnesses noted.
func (r *leakRun) collect() {
	for _, tab := range r.tabs {
		if err := tab.collect(); tab.alone == "" {
			r.must(err)
		} // a tab of its own may be elsewhere by now
	}
}

func (r *leakRun) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}
