package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jotlens/views/i18n"
)

func TestEmbedOrigins(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"https://docs.example.com": "https://docs.example.com",
		"  HTTPS://Docs.Example.com:443\thttps://docs.example.com ": "https://docs.example.com",
		"https://*.example.org https://a.example:8443":              "https://*.example.org https://a.example:8443",
		"http://localhost:3000 http://127.0.0.1:80":                 "http://localhost:3000 http://127.0.0.1",
	} {
		if got, err := EmbedOrigins(text); err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"*":                          "must begin with https://",
		"docs.example.com":           "must begin with https://",
		"ftp://docs.example.com":     "must begin with https://",
		"null":                       "must begin with https://",
		"'self'":                     "must begin with https://",
		"http://docs.example.com":    "http is for localhost only",
		"http://*.localhost":         "a scheme and a host",
		"https://":                   "a scheme and a host",
		"https://*":                  "a scheme and a host",
		"https://*.com":              "a scheme and a host",
		"https://docs.*.com":         "a scheme and a host",
		"https://docs*.example.com":  "a scheme and a host",
		"https://a.example;x":        "a scheme and a host",
		"https://a.example,b":        "a scheme and a host",
		"https://a.example/":         "a scheme and a host",
		"https://a.example?x":        "a scheme and a host",
		"https://user@a.example":     "a scheme and a host",
		"https://exämple.org":        "a scheme and a host",
		"https://[::1]":              "a scheme and a host",
		"https://-a.example":         "a scheme and a host",
		"https://a..example":         "a scheme and a host",
		"https://a.example:":         "a bad port",
		"https://a.example:0":        "a bad port",
		"https://a.example:080":      "a bad port",
		"https://a.example:65536":    "a bad port",
		"https://a.example:8443/doc": "a bad port",
		"https://a.example:*":        "a bad port",
	} {
		if got, err := EmbedOrigins(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q, %v, want an error that says %q", text, got, err, want)
		}
	}
	var many []string
	for i := range maxEmbedOrigins + 1 {
		many = append(many, fmt.Sprintf("https://n%d.example", i))
	}
	if _, err := EmbedOrigins(strings.Join(many, " ")); err == nil {
		t.Error("a list of any length is taken")
	}
	if got, err := EmbedOrigins(strings.Join(many[1:], " ")); err != nil || len(got) != maxEmbedOrigins {
		t.Errorf("%d origins, %v", len(got), err)
	}
}

// embedOn allows two origins.
var embedOn = Config{EmbedOrigins: []string{"https://docs.example.com", "https://*.example.org"}}

func TestEmbedIsOffUnlessOriginsAreAllowed(t *testing.T) {
	site := newTestSite(t, Config{EmbedKey: true})
	for path, says := range map[string]string{"/embed": "-embed-origins", "/embed?theme=dark": "-embed-origins", "/embed.js": "-embed-origins", "/zh-hant/embed": "選項 -embed-origins"} {
		w := site.get(path)
		if body := plain(t, w); w.Code != 404 || !strings.Contains(body, says) {
			t.Errorf("%s gives %d: %s", path, w.Code, body)
		}
		if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") || w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s is open: %s", path, policy)
		}
	}
	w := site.get("/embed/how")
	if body := plain(t, w); w.Code != 200 || !strings.Contains(body, "embed-off") || strings.Contains(body, "<iframe") || strings.Contains(w.Header().Get("Content-Security-Policy"), "frame-src") {
		t.Errorf("the page that shows how gives %d", w.Code)
	}
}

func TestSealOfAFrame(t *testing.T) {
	site := newTestSite(t, embedOn)
	for _, m := range i18n.Languages() {
		w := site.get(m.To("/embed") + "?theme=dark&edit=on")
		policy, allowed := w.Header().Get("Content-Security-Policy"), w.Header().Get("Connection-Allowlist")
		for _, part := range []string{
			"default-src 'none'; ", "connect-src 'none'; ", "form-action 'none'; ", "require-trusted-types-for 'script'",
			"; frame-ancestors 'self' https://docs.example.com https://*.example.org; ",
		} {
			if w.Code != 200 || !strings.Contains(policy, part) {
				t.Errorf("%s: %d, the policy is %s, without %s", m.Tag, w.Code, policy, part)
			}
		}
		if strings.Contains(policy, "frame-src") || strings.Contains(allowed, anyQuery) || !strings.Contains(allowed, `jotlens.test:8080/?"`) {
			t.Errorf("%s: the allowlist is %s", m.Tag, allowed)
		}
		if got := w.Header().Get("Cross-Origin-Resource-Policy"); got != "cross-origin" {
			t.Errorf("%s: the resource policy is %s", m.Tag, got)
		}
		page := plain(t, w)
		for _, part := range []string{`data-theme="dark"`, `content="dark"`, "embed.16.js", `data-origins="https://docs.example.com https://*.example.org"`, `<base target="_blank"`} {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page lacks %s", m.Tag, part)
			}
		}
		if strings.Contains(page, "<form") || strings.Contains(page, `id="key"`) || strings.Contains(page, "readonly") {
			t.Errorf("%s: the page is %s", m.Tag, page)
		}
	}
	if page := plain(t, site.get("/embed")); strings.Contains(page, "data-theme") || !strings.Contains(page, "readonly") {
		t.Error("without a query the page has a theme or can be edited")
	}
	for _, query := range []string{"?theme=pink", "?theme=dark%22%3E", "?edit=yes"} {
		if w := site.get("/embed" + query); w.Code != 400 || strings.Contains(plain(t, w), "pink") {
			t.Errorf("%s gives %d", query, w.Code)
		}
	}
	if site := newTestSite(t, Config{EmbedOrigins: embedOn.EmbedOrigins, EmbedKey: true}); !strings.Contains(plain(t, site.get("/embed")), `id="key"`) {
		t.Error("there is no key box where it is allowed")
	}
}

// TestOnlyTheFrameOpens: allowing frames changes the headers of nothing else.
func TestOnlyTheFrameOpens(t *testing.T) {
	closed, open := newTestSite(t, serverOn), newTestSite(t, Config{ServerInspect: true, EmbedOrigins: embedOn.EmbedOrigins})
	for _, path := range []string{"/", "/compare", "/privacy", "/rules", "/learn", "/embedded", "/embed/other", "/embed/", "/assets/embed.16.js", "/assets/worker.44.js"} {
		for _, name := range []string{"Content-Security-Policy", "Connection-Allowlist", "Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"} {
			want, got := closed.get(path).Header().Values(name), open.get(path).Header().Values(name)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
	}
}

func TestThePageThatShowsHowMayHaveTheFrame(t *testing.T) {
	w := newTestSite(t, embedOn).get("/embed/how")
	policy, allowed := w.Header().Get("Content-Security-Policy"), w.Header().Get("Connection-Allowlist")
	if !strings.Contains(policy, "frame-src jotlens.test:8080/embed; ") || !strings.Contains(policy, "frame-ancestors 'none'") || !strings.Contains(allowed, `jotlens.test:8080/embed?*"`) {
		t.Errorf("%s\n%s", policy, allowed)
	}
	if page := plain(t, w); !strings.Contains(page, `src="/embed#sample=id-token`) || !strings.Contains(page, "host.17.js") {
		t.Errorf("the page is %s", page)
	}
}

func TestTheScriptForOtherSites(t *testing.T) {
	w := newTestSite(t, embedOn).get("/embed.js")
	if w.Code != 200 || w.Header().Get("Content-Type") != "test/host.js" || w.Header().Get("Cache-Control") != "public, max-age=3600" ||
		w.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" || w.Header().Get("Connection-Allowlist") != "()" {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
}
