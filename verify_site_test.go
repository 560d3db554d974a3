package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jotlens/assets"
	"jotlens/web"
)

// served is a site that lies where lie says so.
func served(t *testing.T, o *options, base string, lie func(path string, w *recorder)) *httptest.Server {
	t.Helper()
	config := o.config()
	config.BasePath = base
	return servedAs(t, config, lie)
}

func servedAs(t *testing.T, config web.Config, lie func(path string, w *recorder)) *httptest.Server {
	t.Helper()
	needAssets(t)
	handler, err := web.New(config, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		said := &recorder{header: http.Header{}}
		r.Header.Del("Accept-Encoding")
		handler.ServeHTTP(said, r)
		said.header.Del("Content-Length")
		lie(r.URL.Path, said)
		for name, values := range said.header {
			w.Header()[name] = values
		}
		if said.status != 0 {
			w.WriteHeader(said.status)
		}
		_, _ = w.Write(said.body.Bytes())
	}))
	t.Cleanup(site.Close)
	return site
}

func defaults(t *testing.T) *options {
	t.Helper()
	o, err := readOptions(nil, nil, new(bytes.Buffer))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func verify(args ...string) (code int, out string) {
	var said bytes.Buffer
	code = run(context.Background(), append([]string{"verify-site"}, args...), nil, &said, &said)
	return code, said.String()
}

func TestVerifySiteAgrees(t *testing.T) {
	o := defaults(t)
	o.demo = false
	site := served(t, o, "/tools/jwt", func(_ string, w *recorder) {
		w.header.Set("Strict-Transport-Security", "max-age=1") // what a proxy adds
	})
	code, out := verify("-demo=off", site.URL+"/tools/jwt/")
	if code != 0 || strings.Count(out, "\n") != 1 || !strings.Contains(out, " serves what this program, ") {
		t.Errorf("%d: %s", code, out)
	}
}

// A site that lists issuers differs from one that does not, in what its seal allows.
func TestVerifySiteKnowsOfIssuers(t *testing.T) {
	o := defaults(t)
	config := o.config()
	config.Issuers = func() ([]byte, string) { return []byte(`{"issuers":[]}`), `"1"` }
	site := servedAs(t, config, func(string, *recorder) {})
	if code, out := verify("-issuers=issuers.json", site.URL); code != 0 {
		t.Errorf("%d: %s", code, out)
	}
	if code, out := verify(site.URL); code != 1 || !strings.Contains(out, "/issuers.json") {
		t.Errorf("without the option: %d: %s", code, out)
	}
}

func TestVerifySiteNamesWhatDiffers(t *testing.T) {
	needAssets(t)
	set, err := assets.Load()
	if err != nil {
		t.Fatal(err)
	}
	script, _ := set.File("main.js")
	site := served(t, defaults(t), "", func(path string, w *recorder) {
		switch path {
		case script.URL:
			w.body.WriteString("// and more")
		case "/compare":
			w.header.Del("Content-Security-Policy")
			w.header.Set("Connection-Allowlist", "()")
		case "/license":
			w.status = http.StatusTeapot
		case "/rules":
			w.status = http.StatusFound
			w.header.Set("Location", "https://elsewhere.invalid/")
		case "/integrity.json":
			body := strings.Replace(w.body.String(), `"version": "`, `"version": "not `, 1)
			w.body.Reset()
			w.body.WriteString(body)
		}
	})
	code, out := verify(site.URL)
	for _, want := range []string{
		script.URL + " has the SHA-256 ",
		"/compare has the header Content-Security-Policy: \"\" instead of \"default-src 'none'",
		"/compare has the header Connection-Allowlist: \"()\" instead of ",
		"/license answers 418 instead of 200",
		"/rules answers 302 instead of 200",
		"the site says that it is \"not ",
		"6 differences between " + site.URL,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if code != 1 || strings.Count(out, "\n") != 7 {
		t.Errorf("%d: %.2000s", code, out)
	}
}

func TestVerifySiteTakesFlagsIntoAccount(t *testing.T) {
	site := served(t, defaults(t), "", func(string, *recorder) {})
	if code, out := verify("-server-inspect=off", site.URL); code != 1 || !strings.Contains(out, "/ has the SHA-256 ") {
		t.Errorf("%d: %.500s", code, out)
	}
}

func TestVerifySiteRefuses(t *testing.T) {
	needAssets(t)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for name, c := range map[string]struct {
		args []string
		code int
		part string
	}{
		"nothing":       {nil, 2, "verify-site needs the address of one site"},
		"two addresses": {[]string{"https://a.example/", "https://b.example/"}, 2, "verify-site needs the address of one site"},
		"no address":    {[]string{"jwt.example.com"}, 2, "the site must be an address such as"},
		"a query":       {[]string{"https://jwt.example.com/?a"}, 2, "the site must be an address such as"},
		"an odd path":   {[]string{"https://jwt.example.com/a b"}, 2, "the path of the site must be a path such as"},
		"unknown flag":  {[]string{"-nonsense", "https://jwt.example.com/"}, 2, "-nonsense"},
		"nobody there":  {[]string{gone.URL}, 1, "refused"},
	} {
		if code, out := verify(c.args...); code != c.code || !strings.Contains(out, c.part) {
			t.Errorf("%s: %d, %s; want %d and %q", name, code, out, c.code, c.part)
		}
	}
}
