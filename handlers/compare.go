package handlers

import (
	"mime"
	"net/http"
	"slices"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowCompare answers GET /compare with the empty page.
func (h *Handlers) ShowCompare(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.Compare(h.Site, views.ComparePage{Messages: i18n.English}))
}

// SubmitCompare answers POST /compare for people without live checking: the
// same page, with the comparison in it.
func (h *Handlers) SubmitCompare(w http.ResponseWriter, r *http.Request) error {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/x-www-form-urlencoded" {
		return &Error{Code: UnsupportedMedia, Detail: "The form is read as application/x-www-form-urlencoded only."}
	}
	if err := r.ParseForm(); err != nil {
		return &Error{Code: Malformed, Detail: "The form could not be read.", Err: err}
	}
	form := r.PostForm
	page := views.ComparePage{
		TokenA:      unixLines(form.Get("token-a")),
		TokenB:      unixLines(form.Get("token-b")),
		Key:         unixLines(form.Get("key")),
		KeyEncoding: form.Get("key_encoding"),
		Answered:    true,
		Messages:    i18n.English,
	}
	if page.KeyEncoding == "" {
		page.KeyEncoding = string(jose.Auto)
	}
	if !slices.Contains(jose.Encodings, jose.Encoding(page.KeyEncoding)) {
		return &Error{Code: Malformed, Detail: "There is no such way to read a secret."}
	}
	if form.Has("swap") {
		page.TokenA, page.TokenB = page.TokenB, page.TokenA
	}
	now := h.Now()
	report := func(token string) *inspect.Report {
		report := inspect.Inspect(inspect.Request{
			Input: token, Key: page.Key, KeyEncoding: jose.Encoding(page.KeyEncoding), Now: now, Leeway: inspect.DefaultLeeway,
		})
		return &report
	}
	page.A, page.B = report(page.TokenA), report(page.TokenB)
	w.Header().Set("Cache-Control", "no-store")
	return show(w, r, http.StatusOK, views.Compare(h.Site, page))
}
