package handlers

import (
	"net/http"
	"strings"
)

// forADay lets caches keep what changes only with the program.
const forADay = "public, max-age=86400"

// Robots answers GET /robots.txt: pages may be found, the API is
// no page, and the examples of rules are the inspector over and over. The list of
// pages is named where the address of the site is known.
func (h *Handlers) Robots(w http.ResponseWriter, _ *http.Request) {
	var b strings.Builder
	b.WriteString("User-agent: *\nDisallow: " + h.Site.Base + "/api/\nDisallow: " + h.Site.Base + "/demo/\n")
	for _, m := range h.Site.Languages {
		for _, side := range []string{"fires", "silent"} {
			b.WriteString("Disallow: " + m.To("/rules/*/"+side) + "\n")
		}
	}
	if h.Site.PublicURL != "" {
		b.WriteString("\nSitemap: " + h.Site.PublicURL + h.Site.Base + "/sitemap.xml\n")
	}
	w.Header().Set("Cache-Control", forADay)
	text(w, b.String())
}

// Sitemap answers GET /sitemap.xml: every page in every language, each with its
// translations. Addresses need no escaping: they are ours, behind a host that was
// looked at.
func (h *Handlers) Sitemap(w http.ResponseWriter, r *http.Request) error {
	origin := h.Origin(r)
	if origin == "" {
		return &Error{Code: Malformed}
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, m := range h.Site.Languages {
		for _, l := range h.listings(m) {
			for _, p := range l.pages {
				b.WriteString("<url><loc>" + origin + m.To(p.address) + "</loc>")
				for _, other := range h.Site.Languages {
					for _, locale := range other.Locales {
						b.WriteString(`<xhtml:link rel="alternate" hreflang="` + locale + `" href="` + origin + other.To(p.address) + `"/>`)
					}
				}
				b.WriteString("</url>\n")
			}
		}
	}
	b.WriteString("</urlset>\n")
	w.Header().Set("Cache-Control", forADay)
	write(w, http.StatusOK, "application/xml; charset=utf-8", []byte(b.String()))
	return nil
}
