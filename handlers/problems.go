package handlers

import (
	"net/http"
	"slices"

	"jotlens/views"
	"jotlens/views/i18n"
)

// problemCodes are the kinds of errors, by their status.
var problemCodes = []Code{
	Malformed, CrossOrigin, NotFound, ServerInspectOff, DemoOff, EmbedOff, MethodNotAllowed, TooLarge, UnsupportedMedia, TooManyRequests, Internal, Busy,
}

// problemLinks are the pages about errors in a language.
func problemLinks(m *i18n.Messages) (links []views.ProblemLink) {
	for _, code := range problemCodes {
		p := problems[code]
		links = append(links, views.ProblemLink{Code: string(code), Status: p.status, Title: m.Say(p.title, nil)})
	}
	return links
}

// ShowProblemType answers GET /problems/{code}, where the type of a problem leads.
func (h *Handlers) ShowProblemType(w http.ResponseWriter, r *http.Request) error {
	m := h.messages(r)
	code := Code(r.PathValue("code"))
	at := slices.Index(problemCodes, code)
	if at < 0 {
		return &Error{Code: NotFound, Detail: "There is no such problem."}
	}
	p := problems[code]
	example, err := h.problemExample(code)
	if err != nil {
		return err
	}
	return showTagged(w, r, views.ProblemType(h.Site, views.ProblemTypePage{
		ProblemLink: problemLinks(m)[at], Detail: m.Say(p.detail, nil), Example: example, Messages: m,
	}))
}

// problemExample is what the API answers, line by line.
func (h *Handlers) problemExample(code Code) (string, error) {
	p := problems[code]
	e := Error{Code: code, Detail: p.detail}
	if code == Malformed {
		// What the API says about a body with a fault, not what it might say.
		_, _, err := readInspect([]byte(`{"input":"eyJhbGciOiJub25lIn0.e30.","leeway":"60"}`), h.Now)
		e = *classify(err)
	}
	text, err := encodeJSON(h.details(p.status, p.title, e))
	if err != nil {
		return "", err
	}
	return indented(text)
}
