package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"

	"jotlens/assets"
	"jotlens/views"
)

// A testSite is a site with made-up assets, a clock that stands still and a
// log that can be read.
type testSite struct {
	http.Handler
	set *assets.Set
	log bytes.Buffer
}

var testNow = time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC)

// repeat is a source of examples' secrets that is not random at all.
type repeat struct{}

func (repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 0x5a
	}
	return len(p), nil
}

func testAssets(t *testing.T, leaveOut ...string) *assets.Set {
	t.Helper()
	var files []assets.File
	dist := fstest.MapFS{}
	for name, url := range map[string]string{
		"app.css":     "app.11.css",
		"favicon.svg": "icon.22.svg",
		"engine.wasm": "engine.33.wasm", "engine-zh-hant.wasm": "engine-zh-hant.35.wasm", "worker-zh-hant.js": "worker-zh-hant.46.js",

		"known-secrets.txt": "known-secrets.99.txt",
		"worker.js":         "worker.44.js",
		"first.js":          "first.55.js",
		"main.js":           "main.77.js",
		"privacy.js":        "privacy.88.js",
		"rules.js":          "rules.66.js",
		"compare.js":        "compare.99.js",
		"flow.js":           "flow.12.js",
		"learn.js":          "learn.13.js",
		"share.png":         "share.14.png",
		"share-zh-hant.png": "share-zh-hant.15.png",
		"embed.js":          "embed.16.js",
		"host.js":           "host.17.js",
	} {
		if slices.Contains(leaveOut, name) {
			continue
		}
		files = append(files, assets.File{Name: name, URL: assets.Prefix + url, ContentType: "test/" + name, Integrity: "sha384-" + name, Bytes: int64(len(name))})
		dist[url] = &fstest.MapFile{Data: []byte(name)}
	}
	slices.SortFunc(files, func(a, b assets.File) int { return strings.Compare(a.Name, b.Name) })
	manifest, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	dist[assets.ManifestName] = &fstest.MapFile{Data: manifest}
	set, err := assets.LoadFS(dist)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func newTestSite(t *testing.T, config Config) *testSite {
	t.Helper()
	site := &testSite{set: testAssets(t)}
	log := slog.New(slog.NewTextHandler(&site.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	config.Version, config.License = "v1.2.3-test", "The text of the license & its <terms>."
	handler, err := newSite(config, log, site.set, func() time.Time { return testNow }, repeat{})
	if err != nil {
		t.Fatal(err)
	}
	site.Handler = handler
	return site
}

var serverOn = Config{ServerInspect: true}

// A request is what a test asks for.
type request struct {
	method, path string
	body         string
	header       map[string]string
}

func (s *testSite) do(r request) *httptest.ResponseRecorder {
	made := httptest.NewRequest(r.method, r.path, strings.NewReader(r.body))
	made.Host = "jotlens.test:8080"
	for name, value := range r.header {
		made.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, made)
	return w
}

func (s *testSite) get(path string) *httptest.ResponseRecorder {
	return s.do(request{method: "GET", path: path})
}

// form is a request that a browser makes when the form is sent.
func form(body string) request {
	return request{"POST", "/", body, map[string]string{"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}}
}

// api is a request that a script makes.
func api(body string) request {
	return request{"POST", "/api/inspect", body, map[string]string{"Content-Type": "application/json"}}
}

// plain is a body without its content coding.
func plain(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	from := io.Reader(w.Body)
	switch w.Header().Get("Content-Encoding") {
	case "br":
		from = brotli.NewReader(from)
	case "gzip":
		unpacked, err := gzip.NewReader(from)
		if err != nil {
			t.Fatal(err)
		}
		from = unpacked
	}
	text, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSiteNeedsItsAssets(t *testing.T) {
	for _, name := range []string{"app.css", "main.js", "worker.js", "engine.wasm", "favicon.svg", "known-secrets.txt", "share-zh-hant.png"} {
		_, err := pageSite(serverOn, testAssets(t, name))
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s the error is %v", name, err)
		}
	}
	site, err := pageSite(serverOn, testAssets(t))
	if err != nil {
		t.Fatal(err)
	}
	if site.FirstScript != (views.Resource{URL: "/assets/first.55.js", Integrity: "sha384-first.js"}) || site.Workers["en"] != "/assets/worker.44.js" || site.Workers["zh-Hant-TW"] != "/assets/worker-zh-hant.46.js" || site.Icon != "/assets/icon.22.svg" || site.SecretsBytes != int64(len("known-secrets.txt")) || !site.ServerInspect {
		t.Errorf("the site is %+v", site)
	}
}
