package web

import (
	"strings"
	"testing"

	"jotlens/views/i18n"
)

// TestOnlyAWorkerMayFetchTheIssuers looks at the seal of a site with a list, and of
// one without.
func TestOnlyAWorkerMayFetchTheIssuers(t *testing.T) {
	house := func() ([]byte, string) { return []byte(`{"refresh":150,"issuers":[]}`), `"1"` }
	for _, base := range []string{"", "/tools/jwt"} {
		with := newTestSite(t, Config{ServerInspect: true, BasePath: base, Issuers: house})
		without := newTestSite(t, Config{ServerInspect: true, BasePath: base})
		if w := with.get(base + issuersPath); w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "default-src 'none'; base-uri") {
			t.Errorf("%s: %d %v", base, w.Code, w.Header())
		}
		if w := without.get(base + issuersPath); w.Code != 404 {
			t.Errorf("%s without a list: %d", base, w.Code)
		}
		for path, may := range map[string]bool{"/assets/worker.44.js": true, "/": false, "/compare": false, "/privacy": false, "/assets/app.11.css": false} {
			h := with.get(base + path).Header()
			address := "jotlens.test:8080" + base + issuersPath
			if strings.Contains(h.Get("Content-Security-Policy"), "connect-src 'none'") == may && path != "/assets/app.11.css" || strings.Contains(h.Get("Content-Security-Policy"), address) != may || strings.Contains(h.Get("Connection-Allowlist"), address+"?") != may {
				t.Errorf("%s: %s, %s", path, h.Get("Content-Security-Policy"), h.Get("Connection-Allowlist"))
			}
			h = without.get(base + path).Header()
			if strings.Contains(h.Get("Content-Security-Policy")+h.Get("Connection-Allowlist"), "issuers") {
				t.Errorf("%s without a list names it", path)
			}
		}
		for _, m := range i18n.Languages() {
			for _, path := range []string{"/", "/compare"} {
				if !strings.Contains(plain(t, with.get(base+m.To(path))), " data-issuers") || strings.Contains(plain(t, without.get(base+m.To(path))), " data-issuers") {
					t.Errorf("%s does not say whether there is a list", m.To(path))
				}
			}
			if page := plain(t, with.get(base+m.To("/privacy"))); !strings.Contains(page, `id="pinning"`) {
				t.Errorf("%s hides the request", m.To("/privacy"))
			}
			if page := plain(t, without.get(base+m.To("/privacy"))); strings.Contains(page, `id="pinning"`) {
				t.Errorf("%s tells of a request that nobody makes", m.To("/privacy"))
			}
		}
	}
}
