package views

import (
	"strings"

	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// A PolicyLine is one response header that seals the page.
type PolicyLine struct{ Name, Value string }

// A PrivacyPage says what stays where, and lets people try.
type PrivacyPage struct {
	Policy   []PolicyLine
	Messages *i18n.Messages
}

// Privacy is the page /privacy.
func Privacy(site Site, p PrivacyPage) templ.Component {
	m := p.Messages
	frame := prosePage(site, m, m.Privacy.Title, "/privacy")
	frame.Module = site.PrivacyScript
	return privacyPage(frame, p.Policy)
}

// A LicensePage shows the license.
type LicensePage struct {
	Text     string
	Messages *i18n.Messages
}

// License is the page /license.
func License(site Site, p LicensePage) templ.Component {
	m := p.Messages
	return licensePage(prosePage(site, m, m.License.Title, "/license"), p.Text)
}

// paragraphs are the paragraphs of a text whose lines were broken for a
// terminal, each as one line.
func paragraphs(text string) []string {
	var list []string
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if words := strings.Fields(paragraph); len(words) > 0 {
			list = append(list, strings.Join(words, " "))
		}
	}
	return list
}

// A ProblemPage says what went wrong and what to do next.
type ProblemPage struct {
	Status        int
	Title, Detail string
	SearchRules   bool // the page offers the search of the rules
	Messages      *i18n.Messages
}

// Problem is the page of an error.
func Problem(site Site, p ProblemPage) templ.Component {
	m := p.Messages
	return problemPage(prosePage(site, m, p.Title, ""), p)
}

func prosePage(site Site, m *i18n.Messages, title, path string) page {
	return page{Site: site, Messages: m, Title: title + " · " + m.Site.Name, Path: path, Address: path}
}

type chapter struct {
	Title string
	Items []string
}

func chapters(m *i18n.Messages) []chapter {
	p := m.Privacy
	return []chapter{
		{p.TabTitle, p.Tab}, {p.ServerTitle, p.Server}, {p.LinksTitle, p.Links}, {p.LogsTitle, p.Logs}, {p.LimitsTitle, p.Limits},
	}
}
