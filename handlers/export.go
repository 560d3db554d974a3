package handlers

import (
	"mime"
	"net/http"
	"strings"

	"jotlens/inspect"
	"jotlens/views"
)

// export makes a report to take along. base is where the client finds the pages
// of this site.
func (h *Handlers) export(r *http.Request, report *inspect.Report, format string, values bool) views.Exported {
	return views.Export(report, views.ExportOptions{
		Format: format, Values: values, Version: h.Site.Version, Base: h.calledBy(r),
	}, h.messages(r))
}

// calledBy is what the client calls this site, as its browser says, without a slash
// at the end; "" when it does not say. Whether TLS ends before this server cannot be
// seen from here.
func (h *Handlers) calledBy(r *http.Request) string {
	value := r.Header.Get("Origin")
	for _, scheme := range []string{"https://", "http://"} {
		if value == scheme+r.Host {
			return value + h.Site.Base
		}
	}
	return ""
}

// attach sends a report as a file that a browser saves.
func attach(w http.ResponseWriter, file views.Exported) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Disposition", `attachment; filename="`+file.Name+`"`)
	write(w, http.StatusOK, file.Media, file.Text)
}

// accepted is the format that a client of the API asks for: the first media type
// in Accept that names one, and JSON otherwise.
func accepted(r *http.Request) string {
	for _, header := range r.Header.Values("Accept") {
		for _, entry := range strings.Split(header, ",") {
			switch media, _, _ := mime.ParseMediaType(entry); media {
			case "application/sarif+json":
				return "sarif"
			case "text/markdown":
				return "markdown"
			case "application/json":
				return "json"
			}
		}
	}
	return "json"
}
