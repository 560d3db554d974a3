// Package views is all HTML of Jotlens: templ components and, beside each, the
// plain model that it shows. Everything that a token says is hostile text and
// reaches the page only through templ's escaping.
//
// The package is pure like inspect: the same components are rendered by the
// server and, compiled to WebAssembly, in the tab.
package views

import (
	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// A Site is what every page needs to know about the program that serves it.
// It is built once; views never import assets.
type Site struct {
	Stylesheet    Resource
	FirstScript   Resource // runs before the first paint, so that a chosen theme does not flash
	MainScript    Resource // an ES module, like the next
	PrivacyScript Resource
	RulesScript   Resource
	CompareScript Resource
	LearnScript   Resource
	FlowScript    Resource
	EmbedScript   Resource          // of the page that other sites show in a frame
	HostScript    Resource          // for the page around it
	EmbedOrigins  []string          // whose pages may show it; none when it is off
	EmbedKey      bool              // it has a key box
	Workers       map[string]string // URLs, by the tag of the language
	SecretsBytes  int64             // of the list of secrets, as sent
	Icon          string
	Pictures      map[string]string // URLs of what comes with a link, by the tag of the language
	Version       string
	Base          string           // the path at which the site stands, without a slash at the end; "" is the root of its host
	Owner         string           // the operator's name for the site, shown beside ours; "" for none
	Languages     []*i18n.Messages // that the pages are in, with the addresses of this site
	PublicURL     string           // the host at which people find the site, as "https://host"; "" when nobody said
	Demo          bool             // the page about the flow has its API
	ServerInspect bool             // the form may be posted to the server
	Issuers       bool             // the worker fetches what the operator says about issuers
}

// A Resource is a file of our own with its Subresource Integrity value.
type Resource struct{ URL, Integrity string }

// A page is what the frame around every page needs.
type page struct {
	Site        Site
	Messages    *i18n.Messages
	Title       string
	Description string   // for <meta name=description>; "" for none
	Path        string   // of the navigation link that is the current page
	Address     string   // of the page itself, in the default language; "" for one that has none
	Ready       string   // data-ready of <html>; "" for no attribute
	Answered    bool     // the server has seen a token to make this page
	Module      Resource // the page's own script
}

// to is the address of a page in the language of the catalogue.
func to(m *i18n.Messages, path string) templ.SafeURL { return templ.SafeURL(m.To(path)) }
