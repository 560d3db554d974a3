package web

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"jotlens/handlers"
)

// MaxBody is the most that a request may carry, in bytes, unless the operator
// has said otherwise.
const MaxBody = 256 << 10

// recovered turns a panic into an error page or, of the API, into a problem. What a panic says may quote what
// a person typed, so the log gets it only when the runtime says it.
func recovered(log *slog.Logger, h *handlers.Handlers, next http.Handler) http.Handler {
	fail := handlers.Fail(&handlers.Error{Code: handlers.Internal, Err: errors.New("a panic")})
	sorry, sorryAPI := h.Page(fail), h.API(fail)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tracked := track(w)
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			cause := fmt.Sprintf("%T", fault)
			if known, ok := fault.(runtime.Error); ok {
				cause = known.Error()
			}
			log.Error("panic", "id", w.Header().Get("X-Request-Id"), "cause", cause, "stack", string(debug.Stack()))
			if tracked.status != 0 {
				panic(http.ErrAbortHandler) // half an answer is out; cut the connection
			}
			w.Header().Del("Content-Encoding")
			if strings.HasPrefix(r.URL.Path, "/api/") {
				sorryAPI.ServeHTTP(w, r)
				return
			}
			sorry.ServeHTTP(w, r)
		}()
		next.ServeHTTP(tracked, r)
	})
}

// probes are the addresses that machines ask again and again.
var probes = []string{"/healthz", "/readyz"}

// logged writes a line for each request: route, method, status, duration and an
// identifier that the answer carries too. It never sees more.
func logged(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := requestID()
		w.Header().Set("X-Request-Id", id)
		tracked := track(w)
		defer func() {
			level, status := slog.LevelInfo, tracked.status
			if status == 0 {
				status = http.StatusInternalServerError // a panic is on its way to recovered
			}
			if slices.Contains(probes, r.URL.Path) {
				level = slog.LevelDebug
			}
			log.LogAttrs(r.Context(), level, "request",
				slog.String("route", r.Pattern),
				slog.String("method", methodOf(r)),
				slog.Int("status", status),
				slog.Duration("duration", time.Since(start)),
				slog.String("id", id))
		}()
		next.ServeHTTP(tracked, r)
	})
}

// limited bounds what a request may carry, and ends the connection after a body in
// chunks: a length that stood beside them is gone by now, and a proxy that
// believed the length would take the rest of the body for the next request
// (RFC 9112 §6.3). It changes the request in place:
// the router tells the log its route through the same value.
func limited(most int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.TransferEncoding) > 0 {
			w.Header().Set("Connection", "close")
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// strict tells browsers to come by https only, for this long. They believe it
// only where they came by https.
func strict(age time.Duration, next http.Handler) http.Handler {
	if age <= 0 {
		return next
	}
	value := "max-age=" + strconv.FormatInt(int64(age/time.Second), 10)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if clientOf(r).secure {
			w.Header().Set("Strict-Transport-Security", value)
		}
		next.ServeHTTP(w, r)
	})
}

func requestID() string {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}

// A tracker knows the status of a response, 0 as long as it has none.
type tracker struct {
	http.ResponseWriter
	status int
}

// track makes a tracker of w, or is w if it is one.
func track(w http.ResponseWriter) *tracker {
	if t, ok := w.(*tracker); ok {
		return t
	}
	return &tracker{ResponseWriter: w}
}

func (t *tracker) WriteHeader(status int) {
	if t.status == 0 {
		t.status = status
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *tracker) Write(p []byte) (int, error) {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	return t.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tracker) Unwrap() http.ResponseWriter { return t.ResponseWriter }
