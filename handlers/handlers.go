// Package handlers answers requests: HTTP comes in, inspect says what there is
// to say, views put it into words. A handler returns an error for what it
// cannot answer; errors.go alone turns that into a status.
package handlers

import (
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"jotlens/views"
	"jotlens/views/i18n"
)

// Handlers are the handlers of one site.
type Handlers struct {
	Site    views.Site
	License string           // the text of the licence
	Now     func() time.Time // the clock of every check
	Random  io.Reader        // makes the keys of the examples
	Log     *slog.Logger     // gets the cause of an error that is our own

	// Origin is the address of the site without a path, as the operator or the
	// client calls it; "" when neither says.
	Origin func(r *http.Request) string

	// Policy lists the headers that seal a page which is asked for under
	// this host, for the page that explains them.
	Policy func(host string) []views.PolicyLine

	House House // nil when the operator says nothing about issuers
	house atomic.Pointer[readHouse]
}

// messages are the words of the language that the address names, with the
// addresses of this site.
func (h *Handlers) messages(r *http.Request) *i18n.Messages {
	m, _ := i18n.LanguageOf(r.URL.Path)
	for _, here := range h.Site.Languages {
		if here.Tag == m.Tag {
			return here
		}
	}
	return m
}

// here is the address of the site, without a slash at the end, as Origin has it.
func (h *Handlers) here(r *http.Request) string { return h.Origin(r) + h.Site.Base }

// A Func answers a request or says why it cannot. It writes nothing before it
// is sure that it returns nil.
type Func func(w http.ResponseWriter, r *http.Request) error

// Page makes a handler whose errors are pages.
func (h *Handlers) Page(f Func) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			h.showProblem(w, r, err)
		}
	})
}

// API makes a handler whose errors are problem details (RFC 9457).
func (h *Handlers) API(f Func) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			h.sendProblem(w, err)
		}
	})
}
