package e2e

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"slices"
	"strings"
	"sync"
	"testing"

	"jotlens/web"
)

// A server is the real one on a port of its own, for one story.
type server struct {
	URL      string
	mu       sync.Mutex
	requests []request
}

// A request is what reached a server and the headers that it answered with.
type request struct {
	Method, Path string
	Dump         string // the whole request as it arrived, body included
	Answer       http.Header
}

// serverLog is what all servers of the suite wrote to their logs.
var serverLog lockedBuffer

// serve starts a server that ends with the test.
func serve(t testing.TB, config web.Config) *server {
	t.Helper()
	config.Version, config.License, config.BasePath = "e2e", licenseText(t), site()
	if hosting() == asFiles {
		return serveFiles(t, config)
	}
	handler, err := web.New(config, slog.New(slog.NewJSONHandler(&serverLog, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatalf("the server cannot be made: %v; run make assets", err)
	}
	s := &server{}
	listening := httptest.NewServer(s.recording(handler))
	t.Cleanup(listening.Close)
	s.URL = listening.URL
	if hosting() == atPath {
		s.URL = behindNginx(t, proxied(listening.URL)) + basePath
	}
	return s
}

// plainServer serves something else than Jotlens.
func plainServer(t testing.TB, handler http.Handler) *server {
	t.Helper()
	listening := httptest.NewServer(handler)
	t.Cleanup(listening.Close)
	return &server{URL: listening.URL}
}

func (s *server) recording(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head, err := httputil.DumpRequest(r, false)
		if err != nil {
			head = []byte(err.Error())
		}
		var body bytes.Buffer
		r.Body = struct {
			io.Reader
			io.Closer
		}{io.TeeReader(r.Body, &body), r.Body}
		next.ServeHTTP(w, r)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.requests = append(s.requests, request{r.Method, strings.TrimPrefix(r.URL.Path, site()), string(head) + body.String(), w.Header().Clone()})
	})
}

// seen are the requests that were answered so far.
func (s *server) seen() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// A lockedBuffer can be written to by several at once.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
