package handlers

import (
	"net/http"

	"jotlens/inspect"
	"jotlens/views"
)

// ShowCompare answers GET /compare with the empty page.
func (h *Handlers) ShowCompare(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.Compare(h.Site, views.ComparePage{Messages: h.messages(r)}))
}

// SubmitCompare answers POST /compare for people without live checking: the
// same page, with the comparison in it.
func (h *Handlers) SubmitCompare(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	encoding, err := keyEncoding(form)
	if err != nil {
		return err
	}
	page := views.ComparePage{
		TokenA:      unixLines(form.Get("token-a")),
		TokenB:      unixLines(form.Get("token-b")),
		Key:         unixLines(form.Get("key")),
		KeyEncoding: string(encoding),
		Answered:    true,
		Messages:    h.messages(r),
	}
	if form.Has("swap") {
		page.TokenA, page.TokenB = page.TokenB, page.TokenA
	}
	now := h.Now()
	report := func(token string) *inspect.Report {
		report := inspect.Inspect(inspect.Request{
			Input: token, Key: page.Key, KeyEncoding: encoding, Now: now, Leeway: inspect.DefaultLeeway,
			Organisation: h.organisation(), OwnExpect: true,
		})
		return &report
	}
	page.A, page.B = report(page.TokenA), report(page.TokenB)
	w.Header().Set("Cache-Control", "no-store")
	return show(w, r, http.StatusOK, views.Compare(h.Site, page))
}
