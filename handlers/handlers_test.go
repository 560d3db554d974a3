package handlers

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jotlens/views"
)

// An HS256 token with the secret "your-256-bit-secret", as everybody knows it.
const (
	demoToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
	demoKey   = "your-256-bit-secret"
)

var testNow = time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC)

// testHandlers are handlers whose clock stands still and whose random bytes
// come from random.
func testHandlers(log io.Writer, random io.Reader) *Handlers {
	return &Handlers{
		Site:    views.Site{ServerInspect: true},
		License: "MIT License: <as is> & no warranty",
		Now:     func() time.Time { return testNow },
		Random:  random,
		Log:     slog.New(slog.NewTextHandler(log, nil)),
		Policy: func(host string) []views.PolicyLine {
			return []views.PolicyLine{{Name: "Content-Security-Policy", Value: "script-src " + host + "/main.js"}}
		},
	}
}

// counting is a source of secrets that is not random at all.
type counting struct{}

func (counting) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(7 * i)
	}
	return len(p), nil
}

// post makes a request with a body.
func post(path, contentType, body string) *http.Request {
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	return r
}

func serve(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnErrorOfOurOwnIsLoggedAndNotShown(t *testing.T) {
	for name, wrap := range map[string]func(*Handlers, Func) http.Handler{"page": (*Handlers).Page, "API": (*Handlers).API} {
		var log bytes.Buffer
		h := testHandlers(&log, counting{})
		w := serve(wrap(h, func(http.ResponseWriter, *http.Request) error { return errors.New("the disk is on fire") }), httptest.NewRequest("GET", "/", nil))
		if w.Code != 500 || strings.Contains(w.Body.String(), "fire") || !strings.Contains(w.Body.String(), "Something went wrong") {
			t.Errorf("%s: the answer is %d: %s", name, w.Code, w.Body)
		}
		if !strings.Contains(log.String(), "the disk is on fire") {
			t.Errorf("%s: the log says %q", name, &log)
		}
	}
}

func TestAnErrorOfTheReaderIsShownAndNotLogged(t *testing.T) {
	var log bytes.Buffer
	h := testHandlers(&log, counting{})
	fail := Fail(&Error{Code: NotFound, Detail: "No such <thing>.", Err: errors.New("quotes the reader")})
	w := serve(h.Page(fail), httptest.NewRequest("GET", "/", nil))
	if w.Code != 404 || !strings.Contains(w.Body.String(), "No such &lt;thing&gt;.") || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the page is %d: %s", w.Code, w.Body)
	}
	w = serve(h.API(fail), httptest.NewRequest("GET", "/", nil))
	want := `{"type":"/problems/not-found","title":"Page not found","status":404,"detail":"No such <thing>.","code":"not-found"}` + "\n"
	if w.Code != 404 || w.Body.String() != want || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("the problem is %d, %s: %s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	if log.Len() != 0 {
		t.Errorf("the log says %s", &log)
	}
}

func TestEveryCodeHasItsWords(t *testing.T) {
	for _, code := range problemCodes {
		p := problems[code]
		if p.status < 400 || p.title == "" || !strings.HasSuffix(p.detail, ".") {
			t.Errorf("%s: %+v", code, p)
		}
	}
}
