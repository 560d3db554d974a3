package handlers

import (
	"io"
	"net/http"

	"jotlens/views"
)

// ShowPrivacy answers GET /privacy with the policy that seals the very page.
func (h *Handlers) ShowPrivacy(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.Privacy(h.Site, views.PrivacyPage{Policy: h.Policy(r.Host), Messages: h.messages(r)}))
}

// ShowLicense answers GET /license.
func (h *Handlers) ShowLicense(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.License(h.Site, views.LicensePage{Text: h.License, Messages: h.messages(r)}))
}

// Health answers GET /healthz: the process is up.
func Health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	text(w, "ok\n")
}

func text(w http.ResponseWriter, s string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, s)
}
