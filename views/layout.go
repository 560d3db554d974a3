package views

import (
	"cmp"
	"strings"

	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// nameOf is what the site is called: our name and that of its owner.
func nameOf(p page) string { return owned(p.Messages.Site.Name, p) }

// titleOf is the title of a page, with the owner of the site.
func titleOf(p page) string { return owned(p.Title, p) }

func owned(text string, p page) string {
	if p.Site.Owner == "" {
		return text
	}
	return text + " · " + p.Site.Owner
}

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

// others are the languages that a page is not in.
func others(p page) []*i18n.Messages {
	var list []*i18n.Messages
	for _, m := range p.Site.Languages {
		if m != p.Messages {
			list = append(list, m)
		}
	}
	return list
}

// elsewhere is the address of the same page in another language; what has no
// address of its own leads to the inspector.
func elsewhere(p page, m *i18n.Messages) templ.SafeURL { return to(m, cmp.Or(p.Address, "/")) }

// boxesOf is the id of the form that the server has answered.
func boxesOf(p page) string {
	if p.Path == "/compare" {
		return "compare"
	}
	return "inspect"
}

// public is the address of a page as others find it.
func public(p page, m *i18n.Messages) string { return p.Site.PublicURL + m.To(p.Address) }

// picture is the address of the picture that comes with a link to a page. It is
// of use only to others, who need it whole; "" without.
func picture(p page) string {
	if url := p.Site.Pictures[p.Messages.Tag]; url != "" && p.Site.PublicURL != "" {
		return p.Site.PublicURL + url
	}
	return ""
}
