package views

import (
	"cmp"
	"strings"

	"github.com/a-h/templ"

	"jotlens/jose"
	"jotlens/views/i18n"
)

// The addresses of the page that other sites show in a frame, of the script for the
// page around it, and of the page that shows how.
const (
	embedPath       = "/embed"
	embedScriptPath = "/embed.js"
	embedHowPath    = "/embed/how"
)

// An EmbedPage is the inspector in a frame of another site. It takes its token from
// the fragment, in the browser.
type EmbedPage struct {
	Theme    string // "light", "dark" or "" for what the page around it has
	Edit     bool   // the reader may change the token
	Messages *i18n.Messages
}

// Embed is the page /embed.
func Embed(site Site, p EmbedPage) templ.Component {
	v := &inspectorModel{Site: site, M: p.Messages, Encoding: string(jose.Auto), Result: newResult(nil, p.Messages)}
	return embedPage(p, v, &i18n.EmbedFor(p.Messages).Frame)
}

// themed says which theme a page has whatever the reader prefers.
func themed(theme string) templ.Attributes {
	if theme == "" {
		return nil
	}
	return templ.Attributes{"data-theme": theme}
}

// schemes are the color schemes of a page.
func schemes(theme string) string { return cmp.Or(theme, "light dark") }

// EmbedHow is the page /embed/how.
func EmbedHow(site Site, m *i18n.Messages) templ.Component {
	words := &i18n.EmbedFor(m).How
	return embedHowPage(knownPage(site, m, embedHowPath), words)
}

// EmbedParts are the parts of the address of a frame, in the order of their words.
var EmbedParts = [...]string{
	"#sample=id-token", "#token=eyJ…", "&focus=exp", "&note=…", "&at=2027-01-15T08:00:00Z", "?theme=light, ?theme=dark", "?edit=on",
}

// EmbedFlags are the options of the operator, likewise.
var EmbedFlags = [...]string{`-embed-origins "https://docs.example.com https://*.example.org"`, "-embed-key=on"}

// embedCode is one of the texts to copy, for the address of this server.
func embedCode(site Site, m *i18n.Messages, code string) string {
	origin := cmp.Or(site.PublicURL, "https://jotlens.example.com")
	return strings.NewReplacer("{page}", origin+m.To(embedPath), "{script}", origin+m.Below(embedScriptPath), "{origin}", origin).Replace(code)
}

const embedMarkup = `<iframe src="{page}#sample=id-token&amp;focus=exp" title="ID token"
  width="100%" height="480" style="border: 0" loading="lazy" allow="clipboard-write"></iframe>
<script src="{script}" async></script>`

const embedTheme = `frame.contentWindow.postMessage({ type: "jotlens:theme", theme: "dark" }, "{origin}");`

const embedListener = `addEventListener("message", (event) => {
  if (event.origin !== "{origin}" || event.source !== frame.contentWindow) return;
  if (event.data?.type === "jotlens:resize") frame.style.height = event.data.height + "px";
});`
