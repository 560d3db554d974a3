package web

import (
	"net/http"
	"sync/atomic"

	"jotlens/handlers"
)

// Ready says whether a site wants more requests. The zero value is ready. It may
// be used by several at once.
type Ready struct{ stopping atomic.Bool }

// Stop makes /readyz fail from now on, while everything else is answered as before.
func (r *Ready) Stop() { r.stopping.Store(true) }

// ok is true for a site that nobody stops.
func (r *Ready) ok() bool { return r == nil || !r.stopping.Load() }

// answer is GET /readyz.
func (r *Ready) answer(w http.ResponseWriter, request *http.Request) {
	if r.ok() {
		handlers.Health(w, request)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write([]byte("stopping\n"))
}

// letGo makes clients open their next connection elsewhere once the site is
// about to stop: each answer ends its connection, and none is cut off.
func (r *Ready) letGo(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if !r.ok() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, request)
	})
}
