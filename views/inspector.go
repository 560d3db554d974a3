package views

import (
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// An InspectorPage is the inspector with what was typed into it.
type InspectorPage struct {
	Token, Key, KeyEncoding string
	Expect                  inspect.ExpectTexts
	Payload                 string          // of a token that does not hold it
	Report                  *inspect.Report // nil: the empty page
	CheckedByServer         bool            // the report was made by the server, which has seen the token
	Sample                  *RuleSample     // what the page shows is an example of a rule
	Messages                *i18n.Messages
}

// Inspector is the whole page, for GET / and POST /.
func Inspector(site Site, p InspectorPage) templ.Component {
	m := p.Messages
	v := &inspectorModel{
		Site:     site,
		M:        m,
		Token:    boxText(p.Token),
		Key:      boxText(p.Key),
		Payload:  boxText(p.Payload),
		Encoding: p.KeyEncoding,
		Expect:   p.Expect,
		Answered: p.CheckedByServer,
		Result:   newResult(p.Report, m),
	}
	if v.Encoding == "" {
		v.Encoding = string(jose.Auto)
	}
	if p.CheckedByServer && p.Report != nil {
		v.Snippets = newSnippets(p.Report, m)
	}
	ready := ""
	if site.ServerInspect {
		ready = "server"
	}
	head, address := i18n.HeadFor(m, "/"), "/"
	if p.Sample != nil {
		v.Sample = p.Sample
		address = sampleAddress(p.Sample.ID, p.Sample.Fires)
		head = i18n.SampleHead(m, p.Sample.ID, p.Sample.Title, p.Sample.Fires)
	}
	frame := prosePage(site, m, head, address)
	frame.Path, frame.Ready, frame.Answered, frame.Module = "/", ready, p.CheckedByServer, site.MainScript
	return inspectorPage(frame, v)
}

type inspectorModel struct {
	Site       Site
	M          *i18n.Messages
	Token, Key string // as the HTML of a text box
	Payload    string // likewise
	Encoding   string
	Expect     inspect.ExpectTexts
	Answered   bool
	Sample     *RuleSample
	Result     *result
	Snippets   *snippetsModel // nil where the engine makes it
}

// boxText makes text survive as the content of a <textarea>: the parser drops
// one line end at the beginning, and shows NUL and bytes that are not UTF-8 as
// U+FFFD.
func boxText(text string) string {
	if text == "" {
		return ""
	}
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	return "\n" + strings.ReplaceAll(text, "\x00", "\ufffd")
}

// secretive are the attributes of a box for secrets: nothing may check its
// spelling, complete, translate or store it.
var secretive = templ.OrderedAttributes{
	{Key: "autocomplete", Value: "off"},
	{Key: "autocapitalize", Value: "none"},
	{Key: "autocorrect", Value: "off"},
	{Key: "spellcheck", Value: "false"},
	{Key: "writingsuggestions", Value: "false"},
	{Key: "translate", Value: "no"},
	{Key: "data-1p-ignore", Value: true},
	{Key: "data-lpignore", Value: "true"},
	{Key: "data-bwignore", Value: true},
	{Key: "data-form-type", Value: "other"},
	{Key: "data-gramm", Value: "false"},
}

// encodings are how a secret may be read, in the order they are offered.
func encodings() []string {
	names := make([]string, len(jose.Encodings))
	for i, e := range jose.Encodings {
		names[i] = string(e)
	}
	return names
}

func liveOff(v *inspectorModel) string {
	if v.Site.ServerInspect {
		return v.M.Inspector.LiveOff
	}
	return v.M.Inspector.LiveOffNoForm
}

func pressed(on bool) string {
	if on {
		return "true"
	}
	return "false"
}

// exactCopy is a part's text for the clipboard: every character as it is.
func exactCopy(text string) templ.Component {
	return component(func(b *markup) {
		b.raw("\n") // the parser drops one line end at the beginning of <pre>
		b.text(text)
	})
}
