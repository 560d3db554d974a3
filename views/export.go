package views

import (
	"strconv"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// ExportFormats are the names of what a report can be taken along as.
var ExportFormats = []string{"markdown", "sarif", "json"}

// ExportOptions say how a report is taken along.
type ExportOptions struct {
	Format  string // one of ExportFormats; another is as "json"
	Values  bool   // sensitive values are said; in JSON they always are
	Version string // of the program; "" when it is not known
	Base    string // where its pages are, without a final slash; "" when that is not known
}

// An Exported report is a file.
type Exported struct {
	Text  []byte
	Name  string // of the file, made of nothing that was pasted
	Media string // its media type
}

// Export makes a report to take along. The server and the tab make the same
// bytes of the same request.
func Export(r *inspect.Report, options ExportOptions, m *i18n.Messages) Exported {
	name := "jotlens-report-" + r.Now.UTC().Format("20060102T150405Z")
	var mask *inspect.Mask
	if !options.Values && options.Format != "json" {
		mask = inspect.NewMask(r)
	}
	switch options.Format {
	case "markdown":
		return Exported{[]byte(markdownReport(translated(r, m), mask, m)), name + ".md", "text/markdown; charset=utf-8"}
	case "sarif":
		log := inspect.AppendSARIF(nil, r, inspect.SARIFOptions{Version: options.Version, Base: options.Base, Mask: mask})
		return Exported{append(log, '\n'), name + ".sarif", "application/sarif+json"}
	}
	return Exported{append(r.AppendJSON(nil), '\n'), name + ".json", "application/json"}
}

// An exportMenu is what the menu has to know about its report. Only the server
// reads it: in the tab the page keeps these things itself.
type exportMenu struct {
	Pick  string // the token that was chosen among several; "" for the first
	Tried bool   // the key that the token carries was tried
}

func newExportMenu(r *inspect.Report) *exportMenu {
	menu := &exportMenu{Tried: r.Signature.Embedded != nil && r.Signature.Embedded.Tried}
	if r.Input.Picked > 0 {
		menu.Pick = strconv.Itoa(r.Input.Picked)
	}
	return menu
}
