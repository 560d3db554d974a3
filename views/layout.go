package views

import (
	"cmp"
	"strings"

	"github.com/a-h/templ"
)

// rootAttributes are those of <html> that may be absent.
func rootAttributes(p page) templ.Attributes {
	if p.Ready == "" {
		return nil
	}
	return templ.Attributes{"data-ready": p.Ready}
}

// integrity are the attributes that an Integrity-Policy demands of scripts.
func integrity(r Resource) templ.Attributes {
	if r.Integrity == "" {
		return nil
	}
	return templ.Attributes{"integrity": r.Integrity, "crossorigin": "anonymous"}
}

// hasSeal reports whether a page checks tokens in the tab. Its seal leads to the
// privacy page and takes the place of that link in the bar.
func hasSeal(p page) bool {
	return p.Path == "/" || p.Path == "/compare" || strings.HasPrefix(p.Path, learnPath+"/")
}

func sealState(p page) string {
	if p.Answered {
		return "server"
	}
	return "open"
}

func sealWords(p page) string {
	if sealState(p) == "server" {
		return p.Messages.Site.SealServer
	}
	return p.Messages.Site.SealOpen
}

// description says in a search engine what a page is about.
func description(p page) string { return cmp.Or(p.Description, p.Messages.Site.Description) }
