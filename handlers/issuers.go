package handlers

import (
	"net/http"

	"jotlens/inspect"
)

// A House has what the operator says about the organisation's issuers: the text
// that pages get at /issuers.json, and its tag, which changes with it.
type House func() (text []byte, tag string)

// ShowIssuers answers GET /issuers.json, the same for everybody. A page asks by
// the clock, and gets no body as long as nothing has changed.
func (h *Handlers) ShowIssuers(w http.ResponseWriter, r *http.Request) {
	text, tag := h.House()
	tag = "W/" + tag // it may be compressed
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	write(w, http.StatusOK, "application/json", text)
}

// A readHouse is a text that was read once, for many requests.
type readHouse struct {
	tag          string
	organisation inspect.Organisation
}

// organisation is what the operator says, for a check on the server.
func (h *Handlers) organisation() inspect.Organisation {
	if h.House == nil {
		return inspect.Organisation{}
	}
	text, tag := h.House()
	read := h.house.Load()
	if read == nil || read.tag != tag {
		read = &readHouse{tag, inspect.ReadOrganisation(string(text))}
		h.house.Store(read)
	}
	return read.organisation
}

// typed is what somebody has typed of what a form states. What the operator says
// of an issuer was filled in by us, and without a script it is there still when the
// next token comes.
func (h *Handlers) typed(texts inspect.ExpectTexts) inspect.ExpectTexts {
	for _, i := range h.organisation().Issuers {
		if texts == operators(i.Expectations(), texts) {
			return inspect.ExpectTexts{Leeway: texts.Leeway, At: texts.At}
		}
	}
	return texts
}

// operators are the operator's expectations in the form. The clock is always that
// of the person.
func operators(e inspect.Expectations, texts inspect.ExpectTexts) inspect.ExpectTexts {
	filled := e.Texts()
	filled.Leeway, filled.At = texts.Leeway, texts.At
	return filled
}
