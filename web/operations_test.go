package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jotlens/views/i18n"
)

func TestReady(t *testing.T) {
	ready := new(Ready)
	site := newTestSite(t, Config{Ready: ready})
	if w := site.get("/readyz"); w.Code != 200 || w.Body.String() != "ok\n" || w.Header().Get("Connection") != "" {
		t.Errorf("before: %d %q", w.Code, w.Body)
	}
	ready.Stop()
	for path, want := range map[string]int{"/readyz": 503, "/healthz": 200, "/": 200} {
		w := site.get(path)
		if w.Code != want || w.Header().Get("Connection") != "close" {
			t.Errorf("%s after: %d, Connection %q", path, w.Code, w.Header().Get("Connection"))
		}
	}
	if w := newTestSite(t, Config{}).get("/readyz"); w.Code != 200 {
		t.Errorf("a site that nobody stops: %d", w.Code)
	}
}

func TestVersionIsAnswered(t *testing.T) {
	build := Build{Version: "v1.2.3", Commit: "abc", Time: "2026-11-26T08:00:00Z", Modified: true, Go: "go1.26", Platform: "linux/amd64"}
	w := newTestSite(t, Config{Build: build}).get("/version")
	var got Build
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got != build || w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%+v, %v, %s", got, err, w.Header().Get("Content-Type"))
	}
}

func TestStrictTransportSecurity(t *testing.T) {
	const name = "Strict-Transport-Security"
	trusted := proxies(t, "192.0.2.1")
	for _, c := range []struct {
		config Config
		proto  string
		want   string
	}{
		{Config{HSTS: 48 * time.Hour, Proxies: trusted}, "https", "max-age=172800"},
		{Config{HSTS: 48 * time.Hour, Proxies: trusted}, "http", ""},
		{Config{HSTS: 48 * time.Hour}, "https", ""},
		{Config{Proxies: trusted}, "https", ""},
	} {
		w := newTestSite(t, c.config).do(request{method: "GET", path: "/", header: map[string]string{"X-Forwarded-Proto": c.proto}})
		if got := w.Header().Get(name); got != c.want {
			t.Errorf("%+v by %s: %q, want %q", c.config, c.proto, got, c.want)
		}
	}
}

func TestAProxySendsTheHeaders(t *testing.T) {
	site := newTestSite(t, Config{HeadersOff: true, HSTS: time.Hour, Proxies: proxies(t, "192.0.2.1")})
	w := site.do(request{method: "GET", path: "/", header: map[string]string{"X-Forwarded-Proto": "https"}})
	for _, h := range newSeal(site.set, Config{}).headers(pageKind, "jotlens.test", i18n.English()) {
		if w.Header().Get(h.name) != "" {
			t.Errorf("%s is sent", h.name)
		}
	}
	if w.Code != 200 || w.Header().Get("Strict-Transport-Security") == "" {
		t.Errorf("%d, and -hsts has no effect", w.Code)
	}
}

func TestTheSealKnowsTheHostBehindAProxy(t *testing.T) {
	r := request{method: "GET", path: "/", header: map[string]string{"X-Forwarded-Host": "jwt.example.com", "X-Forwarded-Proto": "https"}}
	for want, config := range map[string]Config{"jwt.example.com": {Proxies: proxies(t, "192.0.2.1")}, "jotlens.test:8080": {}} {
		if policy := newTestSite(t, config).do(r).Header().Get("Content-Security-Policy"); !strings.Contains(policy, " "+want+"/assets/") {
			t.Errorf("the policy does not name %s", want)
		}
	}
	r.path = "/sitemap.xml"
	if body := plain(t, newTestSite(t, Config{Proxies: proxies(t, "192.0.2.1")}).do(r)); !strings.Contains(body, "<loc>https://jwt.example.com/") {
		t.Error("the sitemap does not name what clients call it")
	}
}

func TestTheBodyHasTheBoundOfTheOperator(t *testing.T) {
	site := newTestSite(t, Config{ServerInspect: true, MaxBody: 100, MaxConcurrent: 1})
	for _, c := range []struct{ length, status int }{{80, 200}, {101, 413}} {
		body := `{"input":"` + strings.Repeat("x", c.length-12) + `"}`
		if w := site.do(api(body)); w.Code != c.status {
			t.Errorf("%d bytes: %d", len(body), w.Code)
		}
	}
}

func TestACompressedBodyIsRefused(t *testing.T) {
	site := newTestSite(t, serverOn)
	r := api(`{"input":""}`)
	r.header["Content-Encoding"] = "gzip"
	if w := site.do(r); w.Code != http.StatusUnsupportedMediaType || w.Header().Get("Accept-Encoding") != "identity" || !strings.Contains(w.Body.String(), "compression") {
		t.Errorf("%d, Accept-Encoding %q: %s", w.Code, w.Header().Get("Accept-Encoding"), w.Body)
	}
	r.header["Content-Encoding"] = "Identity"
	if w := site.do(r); w.Code != 200 {
		t.Errorf("identity: %d", w.Code)
	}
}

// TestTheClientOfARequest: without forwarded it is whoever has connected.
func TestTheClientOfARequest(t *testing.T) {
	r := httptest.NewRequest("GET", "https://jotlens.test/", nil)
	r.Header.Set("X-Forwarded-For", "198.51.100.1")
	if c := clientOf(r); c.address.String() != "192.0.2.1" || !c.secure {
		t.Errorf("%+v", c)
	}
}
