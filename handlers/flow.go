package handlers

import (
	"net/http"

	"jotlens/demo"
	"jotlens/views"
)

// ShowFlow answers GET /learn/flow with the page that plays the client of the
// demo.
func (h *Handlers) ShowFlow(w http.ResponseWriter, r *http.Request) error {
	if !h.Site.Demo {
		return &Error{Code: DemoOff}
	}
	page := views.FlowPage{Messages: h.messages(r)}
	for _, user := range demo.Users {
		page.Users = append(page.Users, views.FlowUser(user))
	}
	return showTagged(w, r, views.Flow(h.Site, page))
}
