package web

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
)

func TestCompression(t *testing.T) {
	site := newTestSite(t, serverOn)
	withEncoding := func(r request, accept string) request {
		headers := map[string]string{"Accept-Encoding": accept}
		for name, value := range r.header {
			headers[name] = value
		}
		r.header = headers
		return r
	}
	for name, r := range map[string]struct {
		request
		br string // the coding for a client that takes everything
	}{
		"page that never changes": {request{method: "GET", path: "/"}, "br"},
		"page made anew":          {request{method: "GET", path: "/privacy"}, "gzip"},
		"answer of the form":      {form("token=" + demoToken), "gzip"},
		"answer of the API":       {api(`{"input":"` + demoToken + `"}`), "gzip"},
		"error page":              {request{method: "GET", path: "/nowhere"}, "gzip"},
	} {
		unpacked := ""
		for accept, want := range map[string]string{"": "", "gzip": "gzip", "gzip, deflate, br": r.br, "br;q=0, gzip;q=0": ""} {
			w := site.do(withEncoding(r.request, accept))
			if got := w.Header().Get("Content-Encoding"); got != want {
				t.Errorf("%s: %q gets %q, want %q", name, accept, got, want)
			}
			if got := w.Header().Values("Vary"); !slices.Contains(got, "Accept-Encoding") || len(got) > 1 != (name == "answer of the API") {
				t.Errorf("%s: Vary is %q", name, got)
			}
			if length := w.Header().Get("Content-Length"); length != "" && length != strconv.Itoa(w.Body.Len()) {
				t.Errorf("%s: %q: the length is said to be %s and is %d", name, accept, length, w.Body.Len())
			}
			body := plain(t, w)
			if unpacked == "" {
				unpacked = body
			}
			if body != unpacked || body == "" {
				t.Errorf("%s: %q gets another body", name, accept)
			}
		}
	}
	if w := site.do(withEncoding(request{method: "GET", path: "/healthz"}, "gzip")); w.Header().Get("Content-Encoding") != "" {
		t.Error("three bytes are packed")
	}
}

func TestPrerenderedNeedsAPage(t *testing.T) {
	for status := range map[int]bool{404: true, 500: true} {
		h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		if _, err := prerendered(h, "/"); err == nil {
			t.Errorf("an answer of %d is kept as a page", status)
		}
	}
}

func TestHeadOverTheWire(t *testing.T) {
	server := httptest.NewServer(newTestSite(t, serverOn))
	defer server.Close()
	for _, path := range []string{"/", "/privacy", "/license", "/healthz", "/assets/app.11.css", "/nowhere"} {
		get, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		get.Body.Close()
		head, err := http.Head(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		head.Body.Close()
		if head.StatusCode != get.StatusCode || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("%s: HEAD gives %d and GET %d", path, head.StatusCode, get.StatusCode)
		}
	}
}
