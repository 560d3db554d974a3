package web

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jotlens/handlers"
	"jotlens/views"
)

// guarded is a handler behind recovered and logged.
func guarded(log io.Writer, handler http.HandlerFunc) http.Handler {
	l := slog.New(slog.NewTextHandler(log, nil))
	h := &handlers.Handlers{Site: views.Site{}, Log: l}
	return recovered(l, h, logged(l, handler))
}

func TestAPanicIsAPage(t *testing.T) {
	for name, c := range map[string]struct {
		fault func()
		want  string
	}{
		"of ours":        {func() { panic("the token is canary-5cR3t") }, "cause=string"},
		"of the runtime": {func() { var none []int; _ = none[len(name())] }, "index out of range"},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			w := httptest.NewRecorder()
			guarded(&log, func(http.ResponseWriter, *http.Request) { c.fault() }).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
			if w.Code != 500 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(w.Body.String(), "Something went wrong") {
				t.Errorf("the answer is %d, %s", w.Code, w.Header().Get("Content-Type"))
			}
			for _, want := range []string{"level=ERROR msg=panic", c.want, "stack=", "status=500", "id=" + w.Header().Get("X-Request-Id")} {
				if !strings.Contains(log.String(), want) {
					t.Errorf("the log lacks %s", want)
				}
			}
			if strings.Contains(log.String(), "canary") {
				t.Errorf("the log repeats the panic: %s", &log)
			}
		})
	}
}

func TestAPanicOfTheAPIIsAProblem(t *testing.T) {
	w := httptest.NewRecorder()
	guarded(io.Discard, func(http.ResponseWriter, *http.Request) { panic("stop") }).ServeHTTP(w, httptest.NewRequest("POST", "/api/inspect", nil))
	if w.Code != 500 || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), `"/problems/internal-error"`) {
		t.Errorf("the answer is %d, %s: %s", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
}

func name() string { return "five!" }

func TestAPanicInHalfAnAnswerCutsTheConnection(t *testing.T) {
	var log bytes.Buffer
	server := httptest.NewServer(guarded(&log, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half")
		_ = http.NewResponseController(w).Flush()
		panic("stop")
	}))
	defer server.Close()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err == nil {
		t.Errorf("the answer looks whole: %q", body)
	}
}

func TestAPanicThatAbortsPasses(t *testing.T) {
	defer func() {
		if fault := recover(); fault != http.ErrAbortHandler {
			t.Errorf("recovered made %v of it", fault)
		}
	}()
	handler := guarded(io.Discard, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	t.Error("the panic was swallowed")
}

func TestRequestIDsDiffer(t *testing.T) {
	if a, b := requestID(), requestID(); a == b || len(a) != 16 {
		t.Errorf("identifiers %s and %s", a, b)
	}
}
