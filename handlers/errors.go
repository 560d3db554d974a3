package handlers

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"jotlens/views"
)

// A Code names a kind of error. It is the `code` member of a problem and does
// not change once released.
type Code string

// The kinds of errors.
const (
	Malformed        Code = "malformed-request"
	CrossOrigin      Code = "cross-origin-request"
	NotFound         Code = "not-found"
	ServerInspectOff Code = "server-inspect-off"
	DemoOff          Code = "demo-off"
	EmbedOff         Code = "embed-off"
	MethodNotAllowed Code = "method-not-allowed"
	TooLarge         Code = "request-too-large"
	UnsupportedMedia Code = "unsupported-media-type"
	TooManyRequests  Code = "too-many-requests"
	Internal         Code = "internal-error"
	Busy             Code = "server-busy"
)

// problems says for each kind what its status is and what a reader is told.
var problems = map[Code]struct {
	status        int
	title, detail string
}{
	Malformed:        {http.StatusBadRequest, "Malformed request", "The request could not be read."},
	CrossOrigin:      {http.StatusForbidden, "Request from another site", "This server answers only requests that come from its own pages or from a script, not from a page of another site."},
	NotFound:         {http.StatusNotFound, "Page not found", "There is nothing at this address."},
	ServerInspectOff: {http.StatusNotFound, "Checking on the server is off", "The operator of this server has switched off checking on the server. The page checks tokens in your browser instead."},
	DemoOff:          {http.StatusNotFound, "The demo is off", "The operator of this server has switched off the demo API, and the page that uses it."},
	EmbedOff:         {http.StatusNotFound, "Embedding is off", "The operator of this server has not allowed any site to show tokens in a frame. The option -embed-origins lists the sites that may, such as -embed-origins https://docs.example.com."},
	MethodNotAllowed: {http.StatusMethodNotAllowed, "Method not allowed", "This address does not answer that method."},
	TooLarge:         {http.StatusRequestEntityTooLarge, "Request too large", "The request is longer than this server reads at once: 256 KiB, unless its operator has chosen otherwise. In the browser, with live checking on, the page takes up to 1 MiB."},
	UnsupportedMedia: {http.StatusUnsupportedMediaType, "Unsupported media type", "The body of the request has a media type that this address does not read."},
	TooManyRequests:  {http.StatusTooManyRequests, "Too many requests", "You have asked this server to check more than its operator allows in a minute. Wait a little, or let the page check in your browser: there is no limit there."},
	Internal:         {http.StatusInternalServerError, "Something went wrong", "The fault is on this server, not in your request. Try again; if it happens again, tell the operator."},
	Busy:             {http.StatusServiceUnavailable, "The server is busy", "The server checks as much at once as its operator allows. Try again in a moment, or let the page check in your browser."},
}

// An Error is what a handler returns when it cannot answer.
type Error struct {
	Code   Code
	Detail string   // what the reader is told; "" is the usual sentence of the code
	Fields []Field  // what is wrong in a JSON body
	Allow  []string // the methods that would be answered
	Coding string   // the content coding that would be read (RFC 9110 §15.5.16)
	Rules  bool     // the page offers the search of the rules
	Err    error    // the cause, if there is one; never shown to the reader

	RetryAfter time.Duration // when to ask again, rounded up to seconds; 0 says nothing
}

// A Field says what is wrong with one member of a JSON body.
type Field struct {
	Pointer string `json:"pointer"` // JSON Pointer (RFC 6901); "" is the whole body
	Detail  string `json:"detail"`
}

func (e *Error) Error() string {
	if e.Err != nil {
		return string(e.Code) + ": " + e.Err.Error()
	}
	return string(e.Code)
}

func (e *Error) Unwrap() error { return e.Err }

// classify finds the Error in err. What is none is our own fault.
func classify(err error) *Error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &Error{Code: TooLarge, Err: tooLarge}
	}
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	return &Error{Code: Internal, Err: err}
}

// decide picks status, title and words for an error and prepares the headers.
// It logs the cause of an internal error; other causes may quote what a person
// typed and are not logged.
func (h *Handlers) decide(w http.ResponseWriter, err error) (status int, title string, e Error) {
	e = *classify(err)
	p := problems[e.Code]
	e.Detail = cmp.Or(e.Detail, p.detail)
	if e.Code == Internal {
		h.Log.Error("cannot answer", "id", w.Header().Get("X-Request-Id"), "cause", e.Err)
	}
	if len(e.Allow) > 0 {
		w.Header().Set("Allow", strings.Join(e.Allow, ", "))
	}
	if e.Coding != "" {
		w.Header().Set("Accept-Encoding", e.Coding)
	}
	if e.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.FormatInt(int64((e.RetryAfter+time.Second-1)/time.Second), 10))
	}
	w.Header().Set("Cache-Control", "no-store")
	return p.status, p.title, e
}

// showProblem answers with a page that says what went wrong.
func (h *Handlers) showProblem(w http.ResponseWriter, r *http.Request, err error) {
	status, title, e := h.decide(w, err)
	m := h.messages(r)
	title = m.Say(title, nil)
	page := views.ProblemPage{Status: status, Title: title, Detail: m.Say(e.Detail, nil), SearchRules: e.Rules, Messages: m}
	if err := show(w, r, status, views.Problem(h.Site, page)); err != nil {
		h.Log.Error("cannot show a problem", "id", w.Header().Get("X-Request-Id"), "cause", err)
		http.Error(w, title+". "+page.Detail, status)
	}
}

// A problemDetails is an error as programs read it (RFC 9457).
type problemDetails struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail"`
	Code   Code    `json:"code"`
	Errors []Field `json:"errors,omitempty"`
}

// details are the problem details of an error. The type is the address of the
// page about it: a whole one where the operator has said how people call the site,
// and otherwise a path on it (RFC 9457 §3.1.1).
func (h *Handlers) details(status int, title string, e Error) problemDetails {
	return problemDetails{h.Site.PublicURL + h.Site.Base + views.ProblemPath(string(e.Code)), title, status, e.Detail, e.Code, e.Fields}
}

// sendProblem answers with problem details.
func (h *Handlers) sendProblem(w http.ResponseWriter, err error) {
	status, title, e := h.decide(w, err)
	_ = send(w, status, "application/problem+json", h.details(status, title, e))
}

// Fail is a Func that always returns err.
func Fail(err *Error) Func {
	return func(http.ResponseWriter, *http.Request) error { return err }
}
