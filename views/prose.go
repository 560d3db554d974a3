package views

import (
	"strings"
	"unicode/utf8"

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
	frame := knownPage(site, m, "/privacy")
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
	return licensePage(knownPage(site, m, "/license"), p.Text)
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
	return problemPage(prosePage(site, m, i18n.Head{Title: p.Title}, ""), p)
}

// prosePage is the frame of a page that stands at path.
func prosePage(site Site, m *i18n.Messages, head i18n.Head, path string) page {
	return page{Site: site, Messages: m, Title: titled(head.Title, m), Description: head.Description, Path: path, Address: path}
}

// knownPage is the frame of a page that has words for its head.
func knownPage(site Site, m *i18n.Messages, path string) page {
	return prosePage(site, m, i18n.HeadFor(m, path), path)
}

// titled is the title of a page in a tab of a browser.
func titled(title string, m *i18n.Messages) string { return title + " · " + m.Site.Name }

// maxDescription is the most that search engines show, in characters.
const maxDescription = 170

// Described is the beginning of a text, to say what a page is about: as many
// whole sentences as are shown, at least one.
func Described(text string) string {
	end, length := 0, 0
	for at, r := range text {
		if length++; length > maxDescription && end > 0 {
			return text[:end]
		}
		next := at + utf8.RuneLen(r)
		if r == '。' || r == '.' && strings.HasPrefix(text[next:], " ") {
			end = next
		}
	}
	return text
}

type chapter struct {
	Title string
	Items []string
	API   bool // the page about the API says more
	Tab   bool // what the operator pins stands here
}

func chapters(m *i18n.Messages) []chapter {
	p := m.Privacy
	return []chapter{
		{Title: p.TabTitle, Items: p.Tab, Tab: true}, {Title: p.ServerTitle, Items: p.Server, API: true}, {Title: p.LinksTitle, Items: p.Links},
		{Title: p.LogsTitle, Items: p.Logs}, {Title: p.LimitsTitle, Items: p.Limits},
	}
}
