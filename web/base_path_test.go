package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestBasePath(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "/": "", "tools": "/tools", "/tools/jwt/": "/tools/jwt", "/~zoe/v1.2/a_b": "/~zoe/v1.2/a_b",
	} {
		if got, err := BasePath(text); got != want || err != nil {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"/a//b", "/a/../b", "/.", "/a.", "/a b", "/a%20b", "/a?b", "/a#b", "/a*", "/:a", "/é", "https://host/a", "/" + strings.Repeat("a", 201)} {
		if got, err := BasePath(text); err == nil {
			t.Errorf("%q is taken as %q", text, got)
		}
	}
}

var basedSite = Config{ServerInspect: true, Demo: true, BasePath: "/tools/jwt", PublicURL: "https://corp.example"}

func TestDoorOfASite(t *testing.T) {
	site := newTestSite(t, basedSite)
	for path, want := range map[string]string{
		"/tools/jwt":                "/tools/jwt/",
		"/tools/jwt?token=x":        "/tools/jwt/?token=x",
		"/tools/jwt//rules":         "/tools/jwt/rules",
		"/tools/jwt/x/../rules/":    "/tools/jwt/rules/",
		"//evil.example/x":          "/tools/jwt/evil.example/x",
		"/tools/jwt/zh-hant":        "/tools/jwt/zh-hant/",
		"/tools/jwt/?token=a.b.c":   "/tools/jwt/#token=a.b.c&seen=server",
		"/tools/jwt/favicon.ico":    "/tools/jwt/assets/icon.22.svg",
		"/tools%2Fjwt/zh-hant":      "/tools/jwt/zh-hant/",
		"/zh-hant":                  "/tools/jwt/zh-hant/",
		"/tools/jwt/zh-hant/?jwt=x": "/tools/jwt/zh-hant/#jwt=x&seen=server",
	} {
		if got := site.get(path).Header().Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]int{
		"/tools/jwt/": 200, "/tools/jwt/rules": 200, "/tools/jwt/healthz": 200, "/healthz": 200, "/rules": 200, "/": 200,
		"/tools/jwtx": 404, "/tools": 404, "/tools/jwt/tools/jwt/": 404, "/tools/jwt/assets": 404, "/tools/jwt/demo": 404,
	} {
		if got := site.get(path); got.Code != want || got.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s gives %d, want %d; sealed: %v", path, got.Code, want, got.Header().Get("Content-Security-Policy") != "")
		}
	}
}

// address finds what a page leads to or loads.
var address = regexp.MustCompile(` (?:href|src|action|formaction|data-(?:worker|badge|rules)|content)="(/[^"]*|https://corp[.]example[^"]*)"`)

// TestEveryAddressIsBelowThePath walks the sitemap of a site at a path: whatever
// its pages lead to or load stands at that path as well, and is there.
func TestEveryAddressIsBelowThePath(t *testing.T) {
	site := newTestSite(t, basedSite)
	checked := map[string]bool{}
	look := func(at, text string) {
		for _, found := range address.FindAllStringSubmatch(text, -1) {
			to := strings.TrimPrefix(strings.ReplaceAll(found[1], "&amp;", "&"), basedSite.PublicURL)
			parsed, err := url.Parse(to)
			if err != nil || !strings.HasPrefix(to, basedSite.BasePath+"/") {
				t.Errorf("%s names %q", at, found[1])
				continue
			}
			if parsed.Fragment = ""; checked[parsed.String()] {
				continue
			}
			checked[parsed.String()] = true
			if w := site.get(parsed.String()); w.Code >= 400 && !strings.HasSuffix(parsed.Path, "/embed.js") {
				t.Errorf("%s names %s, which gives %d", at, to, w.Code)
			}
		}
	}
	pages := 0
	for _, entry := range readSitemap(t, site).URLs {
		path := strings.TrimPrefix(entry.Address, basedSite.PublicURL)
		if !strings.HasPrefix(path, basedSite.BasePath+"/") {
			t.Errorf("the sitemap lists %s", entry.Address)
		}
		look(path, plain(t, site.get(path)))
		pages++
	}
	if pages < 2*190 || len(checked) < pages {
		t.Errorf("looked at %d pages and %d addresses", pages, len(checked))
	}
	for _, text := range []string{"/robots.txt", "/llms.txt"} {
		for _, word := range strings.Fields(plain(t, site.get(basedSite.BasePath+text))) {
			word = strings.Trim(word, "()<>[],.:")
			here := strings.HasPrefix(word, "https://corp.example") && !strings.HasPrefix(word, "https://corp.example/tools/jwt/")
			if here || text == "/robots.txt" && strings.HasPrefix(word, "/") && !strings.HasPrefix(word, "/tools/jwt/") {
				t.Errorf("%s says %s", text, word)
			}
		}
	}
	for _, answer := range []string{"/api/inspect", "/api/none"} {
		if body := site.do(request{method: "POST", path: "/tools/jwt" + answer, body: "{", header: api("").header}).Body.String(); !strings.Contains(body, `"https://corp.example/tools/jwt/problems/`) {
			t.Errorf("%s answers %s", answer, body)
		}
	}
}
