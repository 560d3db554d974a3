package assets

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

const styles = "body { color: black; background: white }\n"

func encode(t *testing.T, w io.WriteCloser, to *bytes.Buffer) []byte {
	t.Helper()
	if _, err := io.WriteString(w, styles); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

func testSet(t *testing.T) *Set {
	t.Helper()
	var br, gz bytes.Buffer
	s, err := LoadFS(fstest.MapFS{
		"manifest.json": {Data: []byte(`[
			{"name": "app.css", "url": "/assets/app.aa.css", "content_type": "text/css; charset=utf-8", "integrity": "sha384-x", "bytes": ` + strconv.Itoa(len(styles)) + `, "br": 1, "gz": 2},
			{"name": "icon.png", "url": "/assets/icon.bb.png", "content_type": "image/png", "integrity": "sha384-y", "bytes": 3}]`)},
		"app.aa.css.br": {Data: encode(t, brotli.NewWriter(&br), &br)},
		"app.aa.css.gz": {Data: encode(t, gzip.NewWriter(&gz), &gz)},
		"icon.bb.png":   {Data: []byte("png")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.files {
		if s.files[i].compressed() {
			s.files[i].Brotli, s.files[i].Gzip = int64(br.Len()), int64(gz.Len())
			s.byURL[s.files[i].URL] = s.files[i]
		}
	}
	return s
}

func TestLoadFS(t *testing.T) {
	if _, err := LoadFS(fstest.MapFS{"README": {}}); !errors.Is(err, ErrNotBuilt) {
		t.Errorf("an empty folder gives %v", err)
	}
	for name, dist := range map[string]fstest.MapFS{
		"broken manifest": {"manifest.json": {Data: []byte("[")}},
		"missing file":    {"manifest.json": {Data: []byte(`[{"name":"a.css","url":"/assets/a.css","br":1}]`)}},
	} {
		if _, err := LoadFS(dist); err == nil || errors.Is(err, ErrNotBuilt) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	s := testSet(t)
	if f, ok := s.File("app.css"); !ok || f.URL != "/assets/app.aa.css" {
		t.Errorf("app.css is %v, %v", f, ok)
	}
	if _, ok := s.File("app.aa.css"); ok {
		t.Error("an asset is found by its hashed name")
	}
	if n := len(s.Files()); n != 2 {
		t.Errorf("%d files", n)
	}
}

// TestLoad holds before and after a build.
func TestLoad(t *testing.T) {
	s, err := Load()
	switch {
	case errors.Is(err, ErrNotBuilt):
	case err != nil:
		t.Fatal(err)
	case len(s.Files()) == 0:
		t.Error("the embedded manifest is empty")
	}
}

func TestServe(t *testing.T) {
	s := testSet(t)
	for _, c := range []struct{ accept, coding, tag string }{
		{"gzip, deflate, br, zstd", "br", `"app.aa.css-br"`},
		{"gzip, br;q=0", "gzip", `"app.aa.css-gzip"`},
		{"", "", `"app.aa.css"`},
		{"identity", "", `"app.aa.css"`},
	} {
		w := get(s, "GET", "/assets/app.aa.css", "Accept-Encoding", c.accept)
		h := w.Header()
		if w.Code != 200 || h.Get("Content-Encoding") != c.coding || h.Get("ETag") != c.tag {
			t.Errorf("%q: %d, %q, %q", c.accept, w.Code, h.Get("Content-Encoding"), h.Get("ETag"))
		}
		for name, want := range map[string]string{
			"Content-Type":   "text/css; charset=utf-8",
			"Cache-Control":  "public, max-age=31536000, immutable",
			"Vary":           "Accept-Encoding",
			"Content-Length": strconv.Itoa(w.Body.Len()),
		} {
			if h.Get(name) != want {
				t.Errorf("%q: %s is %q, want %q", c.accept, name, h.Get(name), want)
			}
		}
		if got := decode(t, w.Body, c.coding); got != styles {
			t.Errorf("%q: the content is %q", c.accept, got)
		}

		head := get(s, "HEAD", "/assets/app.aa.css", "Accept-Encoding", c.accept)
		if head.Code != 200 || head.Body.Len() != 0 || head.Header().Get("Content-Length") != h.Get("Content-Length") {
			t.Errorf("%q: HEAD gives %d, %d bytes, length %s", c.accept, head.Code, head.Body.Len(), head.Header().Get("Content-Length"))
		}
		again := get(s, "GET", "/assets/app.aa.css", "Accept-Encoding", c.accept, "If-None-Match", `"x", `+c.tag)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%q: a known tag gives %d with %d bytes", c.accept, again.Code, again.Body.Len())
		}
	}
	picture := get(s, "GET", "/assets/icon.bb.png", "Accept-Encoding", "br")
	if picture.Body.String() != "png" || picture.Header().Get("Content-Encoding") != "" {
		t.Errorf("the picture is %q as %q", picture.Body, picture.Header().Get("Content-Encoding"))
	}
	for _, path := range []string{"/assets/", "/assets/app.css", "/assets/app.aa.css.br", "/assets/manifest.json", "/assets/../assets/app.aa.css"} {
		w := get(s, "GET", path)
		if w.Code != 404 || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s gives %d, %q", path, w.Code, w.Header().Get("Cache-Control"))
		}
	}
}

func TestEncoding(t *testing.T) {
	for accept, want := range map[string]string{
		"":                        "",
		"br":                      "br",
		"BR":                      "br",
		"gzip":                    "gzip",
		"gzip, deflate, br, zstd": "br",
		"gzip;q=1.0, br;q=0.1":    "br",
		"br;q=0, gzip":            "gzip",
		"br;q=0.000,gzip;q=0":     "",
		"br; Q=1":                 "br",
		"br;q=x":                  "",
		"*":                       "br",
		"*;q=0, gzip":             "gzip",
		"br;q=0, *":               "gzip",
		"zstd, deflate":           "",
		", ,;":                    "",
	} {
		if got := Encoding(accept, "br", "gzip"); got != want {
			t.Errorf("Encoding(%q) = %q, want %q", accept, got, want)
		}
	}
	if got := Encoding("br", "gzip"); got != "" {
		t.Errorf("a client that takes only brotli gets %q", got)
	}
}

func get(h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func decode(t *testing.T, from io.Reader, coding string) string {
	t.Helper()
	switch coding {
	case "br":
		from = brotli.NewReader(from)
	case "gzip":
		unpacked, err := gzip.NewReader(from)
		if err != nil {
			t.Fatal(err)
		}
		from = unpacked
	}
	content, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
