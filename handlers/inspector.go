package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views"
)

// ShowInspector answers GET / with the empty page.
func (h *Handlers) ShowInspector(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.Inspector(h.Site, views.InspectorPage{Messages: h.messages(r)}))
}

// MoveQuery sends a client whose query carries a token to the fragment, which
// no browser sends on, and lets every other request through to next.
func (h *Handlers) MoveQuery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fragment, ok := inspect.QueryToFragment(r.URL.RawQuery)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Location", h.messages(r).To("/#")+fragment)
		w.WriteHeader(http.StatusSeeOther)
	})
}

// SubmitInspector answers POST / for people without live checking: the same
// page, with the report in it.
func (h *Handlers) SubmitInspector(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	format := form.Get("download")
	if format != "" && !slices.Contains(views.ExportFormats, format) {
		return &Error{Code: Malformed, Detail: "There is no such format of a report."}
	}
	page, request, err := h.filled(r, form, format != "")
	if err != nil {
		return err
	}
	report := inspect.Inspect(request)
	if report.ExpectedOf != nil {
		page.Expect = operators(report.Expect, page.Expect)
	}
	if texts, ok := inspect.Suggestion(&report); ok && form.Has("expect_fill") {
		texts.Leeway, texts.At = page.Expect.Leeway, page.Expect.At // no token says these
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

// filled is the page with its boxes as the form has them, or as its buttons for
// examples and for breaking the token fill them, and what it asks. What a
// download is of was chosen before: the page repeats it.
func (h *Handlers) filled(r *http.Request, form url.Values, download bool) (page views.InspectorPage, request inspect.Request, err error) {
	encoding, err := keyEncoding(form)
	if err != nil {
		return page, request, err
	}
	request = inspect.Request{
		Input:       unixLines(form.Get("token")),
		Key:         unixLines(form.Get("key")),
		Payload:     unixLines(form.Get("payload")),
		KeyEncoding: encoding,
		Now:         h.Now(),
		Leeway:      inspect.DefaultLeeway,

		Organisation: h.organisation(),
	}
	picked, tried := "pick", "try_embedded"
	if download {
		picked, tried = "download_pick", "download_embedded"
	}
	request.Pick, _ = strconv.Atoi(form.Get(picked)) // 0 when nothing was picked
	request.TryEmbedded = form.Has(tried)
	if name := form.Get("example"); name != "" {
		if err := h.loadExample(name, &request); err != nil {
			return page, request, err
		}
	}
	if name := form.Get("break"); name != "" {
		source := build.Source{Input: request.Input, Pick: request.Pick, Key: request.Key, Encoding: request.KeyEncoding}
		broken, err := source.Make(name, request.Now, h.Random)
		if err != nil {
			return page, request, &Error{Code: Malformed, Detail: views.BreakWords(broken, err, h.messages(r)), Err: err}
		}
		request.Input, request.Pick = broken.Token, 0
	}
	var expect inspect.ExpectTexts
	for _, name := range inspect.ExpectNames {
		*expect.Of(name) = form.Get("expect_" + name)
	}
	expect = h.typed(expect)
	request.Expect = expect.Read()
	page = views.InspectorPage{
		Token:           request.Input,
		Key:             request.Key,
		Payload:         request.Payload,
		KeyEncoding:     string(request.KeyEncoding),
		Expect:          expect,
		CheckedByServer: true,
		Messages:        h.messages(r),
	}
	return page, request, nil
}

// loadExample puts an example in the place of what is in the boxes.
func (h *Handlers) loadExample(name string, request *inspect.Request) error {
	example, err := build.Example(name, request.Now, h.Random)
	if errors.Is(err, build.ErrNoExample) {
		return &Error{Code: Malformed, Detail: "There is no example with that name."}
	}
	if err != nil {
		return err
	}
	request.Input, request.Key, request.KeyEncoding, request.Payload = example.Token, example.Key, example.Encoding, example.Payload
	return nil
}
