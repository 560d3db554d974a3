package web

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"jotlens/demo"
	"jotlens/views/i18n"
)

// value is the value of one header of the seal.
func value(t *testing.T, headers []header, name string) string {
	t.Helper()
	i := slices.IndexFunc(headers, func(h header) bool { return h.name == name })
	if i < 0 {
		t.Fatalf("there is no %s", name)
	}
	return headers[i].value
}

func testSeal(t *testing.T, posts bool) *seal {
	s := newSeal(testAssets(t), Config{ServerInspect: posts})
	s.allowPages([]route{{path: "/", page: true}, {path: "/healthz"}, {path: "/privacy", page: true}})
	return s
}

func TestSealOfAPage(t *testing.T) {
	headers := testSeal(t, true).headers(pageKind, "localhost:8080", i18n.English())
	const base = "localhost:8080/assets/"
	want := "default-src 'none'; " +
		"script-src " + base + "compare.99.js " + base + "embed.16.js " + base + "first.55.js " + base + "flow.12.js " + base + "host.17.js " + base + "learn.13.js " + base + "main.77.js " + base + "privacy.88.js " + base + "rules.66.js; " +
		"style-src " + base + "app.11.css; img-src " + base + "icon.22.svg data:; worker-src " + base + "worker.44.js; connect-src 'none'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types jotlens"
	if got := value(t, headers, "Content-Security-Policy"); got != want {
		t.Errorf("the policy is\n%s\nwant\n%s", got, want)
	}
	const from = `"http{s}?://localhost:8080/`
	want = "(" + strings.Join([]string{
		from + `assets/compare.99.js?"`, from + `assets/embed.16.js?"`, from + `assets/first.55.js?"`, from + `assets/flow.12.js?"`, from + `assets/host.17.js?"`, from + `assets/learn.13.js?"`, from + `assets/main.77.js?"`, from + `assets/privacy.88.js?"`, from + `assets/rules.66.js?"`,
		from + `assets/app.11.css?"`, from + `assets/icon.22.svg?"`, from + `assets/worker.44.js?"`, from + `?"`, from + `privacy?"`,
	}, " ") + ")"
	if got := value(t, headers, "Connection-Allowlist"); got != want {
		t.Errorf("the allowlist is\n%s\nwant\n%s", got, want)
	}
	for name, want := range map[string]string{
		"Integrity-Policy":             "blocked-destinations=(script)",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Embedder-Policy": "require-corp",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Origin-Agent-Cluster":         "?1",
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-DNS-Prefetch-Control":       "off",
	} {
		if got := value(t, headers, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestSealOfAPageToRead(t *testing.T) {
	s := newSeal(testAssets(t), Config{})
	s.allowPages([]route{{path: "/rules", page: true}, {path: "/rules/{id}", page: true}, {path: "/rules/{id}/{side}", page: true}})
	policy := value(t, s.headers(readKind, "localhost:8080", i18n.English()), "Content-Security-Policy")
	if !strings.Contains(policy, "; form-action localhost:8080/rules localhost:8080/reference/; ") || !strings.Contains(policy, "connect-src 'none'") {
		t.Errorf("the policy is %s", policy)
	}
	pages := ` "http{s}?://localhost:8080/rules?" "http{s}?://localhost:8080/rules/:id\\?" "http{s}?://localhost:8080/rules/:id/:side\\?"`
	got := value(t, s.headers(readKind, "localhost:8080", i18n.English()), "Connection-Allowlist")
	if want := pages + ` "http{s}?://localhost:8080/rules?*" "http{s}?://localhost:8080/reference/:table\\?*" "https://*/*")`; !strings.HasSuffix(got, want) {
		t.Errorf("the allowlist is %s, want at its end %s", got, want)
	}
	// A browser lets windows of one origin reach each other only if this is equal.
	if here, there := value(t, s.headers(readKind, "localhost:8080", i18n.English()), "Cross-Origin-Opener-Policy"),
		value(t, s.headers(pageKind, "localhost:8080", i18n.English()), "Cross-Origin-Opener-Policy"); here == there {
		t.Errorf("a page with a token can reach into one that leads elsewhere: both have %s", here)
	}
	// Where a token is pasted nothing may lead to a query or elsewhere.
	got = value(t, s.headers(pageKind, "localhost:8080", i18n.English()), "Connection-Allowlist")
	if !strings.HasSuffix(got, pages+")") {
		t.Errorf("the allowlist of other pages is %s", got)
	}
}

// TestSealOfTheFlow: that page alone may ask the demo, and only at its addresses.
func TestSealOfTheFlow(t *testing.T) {
	s := testSeal(t, true)
	api, err := demo.New(time.Now, rand.Reader, 0)
	if err != nil {
		t.Fatal(err)
	}
	page := s.headers(pageKind, "localhost:8080", i18n.English())
	off := value(t, s.headers(flowKind, "localhost:8080", i18n.English()), "Content-Security-Policy")
	s.allowDemo(api.Endpoints())
	if !slices.Equal(s.headers(pageKind, "localhost:8080", i18n.English()), page) || strings.Contains(value(t, page, "Connection-Allowlist"), "/demo/") {
		t.Error("the demo changes the headers of other pages")
	}
	if !strings.Contains(off, "connect-src 'none'; ") {
		t.Errorf("with the demo off the policy is %s", off)
	}
	headers := s.headers(flowKind, "localhost:8080", i18n.English())
	want, allowed := "connect-src", value(t, headers, "Connection-Allowlist")
	for _, e := range api.Endpoints() {
		want += " localhost:8080" + e.Path
		if pattern := `"http{s}?://localhost:8080` + e.Path + `?"`; !strings.Contains(allowed, pattern) {
			t.Errorf("the allowlist lacks %s: %s", pattern, allowed)
		}
	}
	if policy := value(t, headers, "Content-Security-Policy"); !strings.Contains(policy, want+"; base-uri 'none'; form-action 'none'; ") {
		t.Errorf("the policy is %s, want in it %s", policy, want)
	}
}

func TestSealOfTheWorker(t *testing.T) {
	headers := testSeal(t, true).headers(workerKind, "localhost:8080", i18n.English())
	want := "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src localhost:8080/assets/engine.33.wasm localhost:8080/assets/known-secrets.99.txt; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	if got := value(t, headers, "Content-Security-Policy"); got != want {
		t.Errorf("the policy is\n%s\nwant\n%s", got, want)
	}
	if got, want := value(t, headers, "Connection-Allowlist"), `("http{s}?://localhost:8080/assets/engine.33.wasm?" "http{s}?://localhost:8080/assets/known-secrets.99.txt?")`; got != want {
		t.Errorf("the allowlist is %s, want %s", got, want)
	}
}

func TestSealOfAFile(t *testing.T) {
	headers := testSeal(t, true).headers(fileKind, "localhost:8080", i18n.English())
	want := "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	if got := value(t, headers, "Content-Security-Policy"); got != want {
		t.Errorf("the policy is %s, want %s", got, want)
	}
	if got := value(t, headers, "Connection-Allowlist"); got != "()" {
		t.Errorf("the allowlist is %s", got)
	}
}

// TestSealOfASharedPicture: sites that show a link may show it, and it is no way
// out of a page.
func TestSealOfASharedPicture(t *testing.T) {
	site := newTestSite(t, Config{})
	w := site.get("/assets/share-zh-hant.15.png")
	if got := w.Header().Get("Cross-Origin-Resource-Policy"); w.Code != 200 || got != "cross-origin" {
		t.Errorf("the picture: %d, %s", w.Code, got)
	}
	if got := w.Header().Get("Connection-Allowlist"); got != "()" {
		t.Errorf("the allowlist is %s", got)
	}
	for name, values := range site.get("/").Header() {
		if strings.Contains(strings.Join(values, " "), "share") {
			t.Errorf("%s of a page names the picture", name)
		}
	}
}

func TestSealWithoutTheForm(t *testing.T) {
	policy := value(t, testSeal(t, false).headers(pageKind, "localhost:8080", i18n.English()), "Content-Security-Policy")
	if !strings.Contains(policy, "; form-action 'none';") {
		t.Errorf("the policy is %s", policy)
	}
}

func TestSealOfHosts(t *testing.T) {
	for host, want := range map[string]struct{ source, pattern string }{
		"jotlens.example":    {"jotlens.example/x", `("http{s}?://jotlens.example/x?")`},
		"JotLens.Example:81": {"jotlens.example:81/x", `("http{s}?://jotlens.example:81/x?")`},
		"10.0.0.7:8080":      {"10.0.0.7:8080/x", `("http{s}?://10.0.0.7:8080/x?")`},
		"jot_lens:8080":      {"'self'", `("http{s}?://jot_lens:8080/x?")`},
		"[::1]:8080":         {"'self'", `("http{s}?://[\\:\\:1]:8080/x?")`},
		"[fe80::a]":          {"'self'", `("http{s}?://[fe80\\:\\:a]/x?")`},
	} {
		if got := sourceList(host, "")("/x"); got != want.source {
			t.Errorf("the source of %s is %s, want %s", host, got, want.source)
		}
		if got := allowlist(host, "", []string{"/x"}); got != want.pattern {
			t.Errorf("the pattern of %s is %s, want %s", host, got, want.pattern)
		}
	}
	for _, host := range []string{
		"", "a b", "a;script-src *", "a,b", `a"`, "a\r\nX: y", "a/b", "a:b", "*", "*.example", "a?b", "a{b}", "a(b)", "a\\b", "user@a",
		"[::1", "::1", "[::1]x", "[*]", "a:", ":8080", "exämple",
	} {
		if got := sourceList(host, "")("/x"); got != "'none'" {
			t.Errorf("the source of %q is %s", host, got)
		}
		if got := allowlist(host, "", []string{"/x"}); got != "()" {
			t.Errorf("the pattern of %q is %s", host, got)
		}
	}
}

func TestPolicyIsWhatIsSent(t *testing.T) {
	s := testSeal(t, true)
	lines := s.policy("jotlens.test")
	page := s.headers(pageKind, "jotlens.test", i18n.English())
	for i, h := range page {
		if lines[i].Name != h.name || lines[i].Value != h.value {
			t.Errorf("line %d is %v, want %v", i, lines[i], h)
		}
	}
	worker := lines[len(page):]
	if len(worker) != 2 || !strings.Contains(worker[0].Value, "wasm-unsafe-eval") || !strings.Contains(worker[1].Value, "engine") {
		t.Errorf("the worker's lines are %v", worker)
	}
}
