package handlers

import (
	"errors"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowInspector answers GET / with the empty page.
func (h *Handlers) ShowInspector(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.Inspector(h.Site, views.InspectorPage{Messages: i18n.English}))
}

// MoveQuery sends a client whose query carries a token to the fragment, which
// no browser sends on, and lets every other request through to next.
func MoveQuery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fragment, ok := inspect.QueryToFragment(r.URL.RawQuery)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Location", "/#"+fragment)
		w.WriteHeader(http.StatusSeeOther)
	})
}

// SubmitInspector answers POST / for people without live checking: the same
// page, with the report in it.
func (h *Handlers) SubmitInspector(w http.ResponseWriter, r *http.Request) error {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/x-www-form-urlencoded" {
		return &Error{Code: UnsupportedMedia, Detail: "The form is read as application/x-www-form-urlencoded only."}
	}
	if err := r.ParseForm(); err != nil {
		return &Error{Code: Malformed, Detail: "The form could not be read.", Err: err}
	}
	form := r.PostForm
	var expect inspect.ExpectTexts
	for _, name := range inspect.ExpectNames {
		*expect.Of(name) = form.Get("expect_" + name)
	}
	page := views.InspectorPage{
		Token:           unixLines(form.Get("token")),
		Key:             unixLines(form.Get("key")),
		Payload:         unixLines(form.Get("payload")),
		KeyEncoding:     form.Get("key_encoding"),
		Expect:          expect,
		CheckedByServer: true,
		Messages:        i18n.English,
	}
	now := h.Now()
	if name := form.Get("example"); name != "" {
		example, err := build.Example(name, now, h.Random)
		if errors.Is(err, build.ErrNoExample) {
			return &Error{Code: Malformed, Detail: "There is no example with that name."}
		}
		if err != nil {
			return err
		}
		page.Token, page.Key, page.KeyEncoding, page.Payload = example.Token, example.Key, string(example.Encoding), example.Payload
	}
	if page.KeyEncoding == "" {
		page.KeyEncoding = string(jose.Auto)
	}
	if !slices.Contains(jose.Encodings, jose.Encoding(page.KeyEncoding)) {
		return &Error{Code: Malformed, Detail: "There is no such way to read a secret."}
	}
	format := form.Get("download")
	if format != "" && !slices.Contains(views.ExportFormats, format) {
		return &Error{Code: Malformed, Detail: "There is no such format of a report."}
	}
	picked, tried := "pick", "try_embedded"
	if format != "" { // the report is that of the page, whose buttons were pressed before
		picked, tried = "download_pick", "download_embedded"
	}
	pick, err := strconv.Atoi(form.Get(picked))
	if err != nil {
		pick = 0 // nothing was picked
	}
	if name := form.Get("break"); name != "" {
		source := build.Source{Input: page.Token, Pick: pick, Key: page.Key, Encoding: jose.Encoding(page.KeyEncoding)}
		broken, err := source.Make(name, now, h.Random)
		if err != nil {
			return &Error{Code: Malformed, Detail: views.BreakWords(broken, err, i18n.English), Err: err}
		}
		page.Token, pick = broken.Token, 0
	}
	request := inspect.Request{
		Input:       page.Token,
		Pick:        pick,
		Key:         page.Key,
		Payload:     page.Payload,
		KeyEncoding: jose.Encoding(page.KeyEncoding),
		TryEmbedded: form.Has(tried),
		Expect:      page.Expect.Read(),
		Now:         now,
		Leeway:      inspect.DefaultLeeway,
	}
	report := inspect.Inspect(request)
	if texts, ok := inspect.Suggestion(&report); ok && form.Has("expect_fill") {
		texts.Leeway, texts.At = expect.Leeway, expect.At // no token says these
		page.Expect, request.Expect = texts, texts.Read()
		report = inspect.Inspect(request)
	}
	if format != "" {
		attach(w, h.export(r, &report, format, form.Has("with_values")))
		return nil
	}
	page.Report = &report
	w.Header().Set("Cache-Control", "no-store")
	return show(w, r, http.StatusOK, views.Inspector(h.Site, page))
}

// unixLines undoes what a browser does to a text box when it sends a form:
// every line break becomes CR LF. A secret must not change on its way, and the
// server is to see what the tab sees.
func unixLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
