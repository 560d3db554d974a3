package web

import (
	"slices"
	"strings"
	"testing"
)

func TestNewcomersGetTheLanguageOfTheSite(t *testing.T) {
	chinese := newTestSite(t, Config{Language: "zh-hant", ServerInspect: true})
	english := newTestSite(t, Config{Language: "en"})
	for _, c := range []struct {
		site           *testSite
		path, from     string
		status         int
		location, says string
	}{
		{chinese, "/", "none", 302, "/zh-hant/", ""},
		{chinese, "/", "cross-site", 302, "/zh-hant/", ""},
		{chinese, "/", "same-site", 302, "/zh-hant/", ""},
		{chinese, "/?utm=x", "none", 302, "/zh-hant/", ""},
		{chinese, "/", "same-origin", 200, "", `<html lang="en"`}, // the switch of the language
		{chinese, "/", "", 200, "", `<html lang="en"`},
		{chinese, "/zh-hant/", "none", 200, "", `<html lang="zh-Hant-TW"`},
		{chinese, "/learn", "none", 200, "", `<html lang="en"`},
		{chinese, "/?token=" + demoToken, "none", 303, "/#token=" + demoToken + "&seen=server", ""},
		{english, "/", "none", 200, "", `<html lang="en"`},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			w := c.site.do(request{method: method, path: c.path, header: map[string]string{"Sec-Fetch-Site": c.from}})
			if w.Code != c.status || w.Header().Get("Location") != c.location || method == "GET" && !strings.Contains(plain(t, w), c.says) {
				t.Errorf("%s %s from %q: %d to %q", method, c.path, c.from, w.Code, w.Header().Get("Location"))
			}
			if depends := slices.Contains(w.Header().Values("Vary"), "Sec-Fetch-Site"); c.site == chinese && c.path == "/" && !depends {
				t.Errorf("%s from %q: a cache is not told on what it depends: %q", c.path, c.from, w.Header().Values("Vary"))
			}
		}
	}
	if w := chinese.do(form("token=x")); w.Code != 200 {
		t.Errorf("the form: %d", w.Code)
	}
}

func TestTheOwnerIsNamed(t *testing.T) {
	site := newTestSite(t, Config{Title: "Corp & <Sons>"})
	for _, path := range []string{"/", "/zh-hant/privacy", "/nowhere"} {
		page := plain(t, site.get(path))
		if !strings.Contains(page, `</svg>Jotlens · Corp &amp; &lt;Sons&gt;</a>`) || !strings.Contains(page, ` · Corp &amp; &lt;Sons&gt;</title>`) {
			t.Errorf("%s does not name the owner", path)
		}
	}
	if page := plain(t, newTestSite(t, Config{}).get("/")); !strings.Contains(page, `</svg>Jotlens</a>`) {
		t.Error("nobody is named without an owner")
	}
}
