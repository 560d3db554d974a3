package handlers

import (
	"net/http"

	"jotlens/views"
)

// ShowEmbed answers GET /embed with the page that other sites show in a frame. What
// it shows stands in the fragment, which does not come here.
func (h *Handlers) ShowEmbed(w http.ResponseWriter, r *http.Request) error {
	if len(h.Site.EmbedOrigins) == 0 {
		return &Error{Code: EmbedOff}
	}
	query := r.URL.Query() // what cannot be read is left out, as what is not known is
	page := views.EmbedPage{Theme: query.Get("theme"), Messages: h.messages(r)}
	switch page.Theme {
	case "", "light", "dark":
	default:
		return &Error{Code: Malformed, Detail: "The theme must be light or dark."}
	}
	switch query.Get("edit") {
	case "", "off":
	case "on":
		page.Edit = true
	default:
		return &Error{Code: Malformed, Detail: "The option edit must be on or off."}
	}
	return showTagged(w, r, views.Embed(h.Site, page))
}

// ShowEmbedHow answers GET /embed/how.
func (h *Handlers) ShowEmbedHow(w http.ResponseWriter, r *http.Request) error {
	return showTagged(w, r, views.EmbedHow(h.Site, h.messages(r)))
}
