package issuers

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A fakeProvider is a provider over TLS that records what it is asked.
type fakeProvider struct {
	*httptest.Server
	asked []string
}

// newFakeProvider answers with what the paths of answers say.
func newFakeProvider(t *testing.T, answers map[string]http.HandlerFunc) *fakeProvider {
	t.Helper()
	p := &fakeProvider{}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.asked = append(p.asked, r.URL.Path)
		if answer := answers[r.URL.Path]; answer != nil {
			answer(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	p.Config.ErrorLog = log.New(io.Discard, "", 0) // of handshakes that must fail
	t.Cleanup(p.Close)
	return p
}

// ca is a file with the authority of the provider.
func (p *fakeProvider) ca(t *testing.T) string {
	t.Helper()
	return inFile(t, "ca.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Certificate().Raw})))
}

// fetcher is that of an issuer at the provider.
func (p *fakeProvider) fetcher(t *testing.T, i Issuer) *fetcher {
	t.Helper()
	if i.CAFile == "" && i.JWKSFile == "" {
		i.CAFile = p.ca(t)
	}
	f, err := newFetcher(&Config{}, &i)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

func goodSet(t *testing.T) string {
	t.Helper()
	return `{"keys":[` + newJWK(t, "P-256", "a", false) + `]}`
}

func TestDiscoveryLeadsToTheKeys(t *testing.T) {
	answers := map[string]http.HandlerFunc{"/keys": says(goodSet(t))}
	p := newFakeProvider(t, answers)
	for _, issuer := range []string{p.URL, p.URL + "/", p.URL + "/realms/a"} {
		path := strings.TrimSuffix(strings.TrimPrefix(issuer, p.URL), "/") + "/.well-known/openid-configuration"
		answers[path] = says(`{"issuer":"` + issuer + `","jwks_uri":"` + p.URL + `/keys"}`)
		p.asked = nil
		got, err := p.fetcher(t, Issuer{Issuer: issuer}).fetch(t.Context())
		if err != nil || got.set.count != 1 || fmt.Sprint(p.asked) != "["+path+" /keys]" {
			t.Errorf("%s: %+v, %v, asked %s", issuer, got, err, p.asked)
		}
	}
}

func TestDiscoveryChoosesNothingThatWasNotAllowed(t *testing.T) {
	other := newFakeProvider(t, map[string]http.HandlerFunc{"/keys": says(goodSet(t))})
	var document string
	p := newFakeProvider(t, map[string]http.HandlerFunc{
		"/.well-known/openid-configuration": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, document) },
	})
	for text, want := range map[string]string{
		`no`:                           "not a JSON object",
		`{"issuer":"` + p.URL + `/"}`:  "names another issuer",
		`{"issuer":["` + p.URL + `"]}`: "names another issuer",
		`{"issuer":"` + p.URL + `"}`:   "must be an address",
		`{"issuer":"` + p.URL + `","jwks_uri":"` + strings.Replace(p.URL, "https", "http", 1) + `/keys"}`:        "is http",
		`{"issuer":"` + p.URL + `","jwks_uri":"file:///etc/passwd"}`:                                             "must be an address",
		`{"issuer":"` + p.URL + `","jwks_uri":"https://u:p@` + strings.TrimPrefix(p.URL, "https://") + `/keys"}`: "user name",
		`{"issuer":"` + p.URL + `","jwks_uri":"` + other.URL + `/keys"}`:                                         "another host",
		`{"issuer":"` + p.URL + `","jwks_uri":"https://127.0.0.1.evil.example/keys"}`:                            "another host",
	} {
		document = text
		if _, err := p.fetcher(t, Issuer{Issuer: p.URL}).fetch(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	if len(other.asked) > 0 {
		t.Errorf("the other host was asked %s", other.asked)
	}
	// Allowed by the operator, it is asked.
	document = `{"issuer":"` + p.URL + `","jwks_uri":"` + other.URL + `/keys"}`
	ca := inFile(t, "both.pem", readAll(t, p.ca(t))+readAll(t, other.ca(t)))
	f := p.fetcher(t, Issuer{Issuer: p.URL, CAFile: ca, Hosts: []string{strings.TrimPrefix(other.URL, "https://")}})
	if got, err := f.fetch(t.Context()); err != nil || got.set.count != 1 {
		t.Errorf("an allowed host: %v", err)
	}
}

func readAll(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAProviderIsNotBelievedTooMuch(t *testing.T) {
	elsewhere := newFakeProvider(t, map[string]http.HandlerFunc{"/keys": says(goodSet(t))})
	p := newFakeProvider(t, map[string]http.HandlerFunc{
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+"/keys", http.StatusFound)
		},
		"/here": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/keys", http.StatusPermanentRedirect)
		},
		"/keys":   says(goodSet(t)),
		"/error":  func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "down", http.StatusBadGateway) },
		"/same":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/html":   says("<html>"),
		"/secret": says(`{"keys":[{"kty":"oct","k":"AAAA"}]}`),
		"/large":  says(`{"keys":[` + strings.Repeat(" ", maxBody) + `]}`),
		"/header": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 100<<10)) },
	})
	for path, want := range map[string]string{
		"/moved": "redirects", "/here": "redirects", "/error": "status 502", "/none": "status 404", "/same": "redirects",
		"/html": "not a JSON object", "/secret": "no public key", "/large": "longer than 512 kB", "/header": "headers exceeded",
	} {
		_, err := p.fetcher(t, Issuer{JWKSURI: p.URL + path}).fetch(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), p.URL) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	if len(elsewhere.asked) > 0 {
		t.Errorf("a redirect led to %s", elsewhere.asked)
	}
	if _, err := p.fetcher(t, Issuer{JWKSURI: p.URL + "/keys"}).fetch(t.Context()); err != nil {
		t.Errorf("the good set: %v", err)
	}
	if _, err := p.fetcher(t, Issuer{JWKSURI: p.URL + "/keys", CAFile: elsewhereCA(t)}).fetch(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("with another authority: %v", err)
	}
}

// elsewhereCA is an authority that vouches for no fake provider.
func elsewhereCA(t *testing.T) string {
	t.Helper()
	return inFile(t, "ca.pem", otherAuthority)
}

func TestASlowProviderIsGivenUp(t *testing.T) {
	began := make(chan struct{})
	p := newFakeProvider(t, map[string]http.HandlerFunc{"/keys": func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"keys":[`)
		w.(http.Flusher).Flush()
		close(began)
		<-r.Context().Done() // the client has gone
	}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-began; cancel() }()
	if _, err := p.fetcher(t, Issuer{JWKSURI: p.URL + "/keys"}).fetch(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	// The bound itself: what the clock does is told by a transport.
	f := p.fetcher(t, Issuer{JWKSURI: p.URL + "/keys"})
	var deadline time.Time
	f.client.Transport = transport(func(r *http.Request) (*http.Response, error) {
		deadline, _ = r.Context().Deadline()
		return nil, context.DeadlineExceeded
	})
	_, err := f.fetch(t.Context())
	if left := time.Until(deadline); left <= 0 || left > fetchTime || err == nil || !strings.Contains(err.Error(), "within 10s") {
		t.Errorf("%s left: %v", left, err)
	}
}

// A transport answers without a network.
type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

func TestUnchangedKeysAreNotSentAgain(t *testing.T) {
	set, tag := goodSet(t), `"1"`
	full := 0
	p := newFakeProvider(t, map[string]http.HandlerFunc{"/keys": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "public, Max-Age=90")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		full++
		fmt.Fprint(w, set)
	}})
	f := p.fetcher(t, Issuer{JWKSURI: p.URL + "/keys"})
	for i, want := range []answer{{same: false}, {same: true}, {same: true}} {
		got, err := f.fetch(t.Context())
		if err != nil || got.same != want.same || got.fresh != 90*time.Second {
			t.Errorf("%d: %+v, %v", i, got, err)
		}
	}
	tag, set = `"2"`, "no"
	if _, err := f.fetch(t.Context()); err == nil {
		t.Error("a bad set is good")
	}
	if got, err := f.fetch(t.Context()); err == nil || got.same || full != 3 {
		t.Errorf("the bad set is called unchanged: %+v, %v, sent %d times", got, err, full)
	}
}

func TestKeysFromAFile(t *testing.T) {
	folder := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(folder, "keys.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := newFetcher(&Config{folder: folder}, &Issuer{JWKSFile: "keys.json"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.fetch(t.Context()); err == nil {
		t.Error("there is no file")
	}
	write(goodSet(t))
	if got, err := f.fetch(t.Context()); err != nil || got.set.count != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	write(strings.Repeat(" ", maxBody+1))
	if _, err := f.fetch(t.Context()); err == nil || !strings.Contains(err.Error(), "longer") {
		t.Errorf("%v", err)
	}
}

func TestTheProxyOfTheEnvironmentIsAskedOnlyIfTheOperatorSaysSo(t *testing.T) {
	for proxy, want := range map[string]bool{"": false, "environment": true} {
		f, err := newFetcher(&Config{Proxy: proxy}, &Issuer{JWKSURI: "https://a.example"})
		if err != nil || (f.client.Transport.(*http.Transport).Proxy != nil) != want {
			t.Errorf("%q: %v", proxy, err)
		}
	}
}

func TestAuthoritiesThatCannotBeRead(t *testing.T) {
	for _, ca := range []string{filepath.Join(t.TempDir(), "none"), inFile(t, "ca.pem", "no")} {
		if _, err := New(&Config{Issuers: []Issuer{{Name: "Corp", JWKSURI: "https://a.example", CAFile: ca}}}, quiet()); err == nil || !strings.Contains(err.Error(), "Corp") {
			t.Errorf("%v", err)
		}
	}
}

func respond(status int, text string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(text))}
}
