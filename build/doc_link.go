package build

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jotlens/inspect"
)

// A DocLink is a link that stands in the documentation of an API. Besides the
// token, or the name of an example, it says what inspect.ReadLink reads.
type DocLink struct {
	Sample string    // the example that it opens instead of the token; "" for the token
	Focus  string    // what it points at; see inspect.FocusOf
	Note   string    // what its author says about that
	At     time.Time // the clock, zero for that of the reader
	Lang   string    // the language of the page, "" for any

	Text  string // what stands for the link where it has no note
	Badge string // the address of a picture that says that
}

// Reasons not to make one.
const (
	ShareNoFocus  ShareError = "no-focus"  // the token has nothing of that name
	ShareNoteKey  ShareError = "note-key"  // the key, or a piece of it, is in the note
	ShareNoSample ShareError = "no-sample" // there is no example of that name
)

// DocLink writes a link: its address, or the Markdown or HTML that leads there,
// by words or by the badge. form is one of DocForms. Reading the address gives back
// what was put in, with the note cleaned.
func (s *Share) DocLink(d *DocLink, form string) (string, error) {
	note := inspect.CleanNote(d.Note)
	link, err := s.docAddress(d, note)
	if err != nil {
		return "", err
	}
	words := note
	if words == "" {
		words = d.Text
	}
	text, template := d.Text, docTemplates[max(0, slices.Index(DocForms[:], form))]
	if strings.HasPrefix(template, "<") {
		link, words, text = htmlText(link), htmlText(words), htmlText(text)
	} else {
		words, text = markdownText(words), markdownText(text)
	}
	return strings.NewReplacer("LINK", link, "WORDS", words, "TEXT", text, "BADGE", d.Badge).Replace(template), nil
}

// DocForms are the forms of a link: its address first.
var DocForms = [5]string{"doc-link", "doc-markdown", "doc-html", "doc-badge-markdown", "doc-badge-html"}

// docTemplates are what they look like. A badge has an address of our own, which
// needs no escaping.
var docTemplates = [len(DocForms)]string{
	"LINK",
	"[WORDS](LINK)",
	`<a href="LINK">WORDS</a>`,
	"[![TEXT](BADGE)](LINK)",
	`<a href="LINK"><img src="BADGE" alt="TEXT" height="20"></a>`,
}

func (s *Share) docAddress(d *DocLink, note string) (string, error) {
	link, err := s.docStart(d.Sample)
	switch {
	case err != nil:
		return "", err
	case !s.points(d):
		return "", ShareNoFocus
	case s.toldIn(note) || s.toldIn(d.Focus):
		return "", ShareNoteKey
	}
	link += parameter("&focus=", d.Focus) + parameter("&note=", note)
	if !d.At.IsZero() {
		link += "&at=" + d.At.UTC().Format(time.RFC3339Nano)
	}
	link += parameter("&lang=", d.Lang)
	if len(link) > MaxLink {
		return "", ShareTooLong
	}
	return link, nil
}

// parameter is one of a link, unless it is empty.
func parameter(name, value string) string {
	if value == "" {
		return ""
	}
	return name + percentEncode(value)
}

// points reports whether the token has what a link points at.
func (s *Share) points(d *DocLink) bool {
	if d.Focus == "" {
		return true
	}
	_, _, ok := inspect.FocusOf(s.docReport(d.Sample), d.Focus)
	return ok && len(d.Focus) <= inspect.MaxFocus && utf8.ValidString(d.Focus)
}

// docStart is the link to the token or to the example.
func (s *Share) docStart(sample string) (string, error) {
	switch {
	case sample == "":
		return s.Link()
	case !HasExample(sample):
		return "", ShareNoSample
	}
	return s.base + "#sample=" + percentEncode(sample), nil
}

// docReport is what the reader of a link will see. An example comes with its key
// and its payload; a token comes alone.
func (s *Share) docReport(sample string) *inspect.Report {
	if sample != "" {
		return s.report
	}
	r := inspect.Inspect(inspect.Request{Input: s.token.Text, Now: s.report.Now, Leeway: s.report.Leeway, SearchLater: true})
	return &r
}

// DocNames are what a link can point at: claims, then header parameters, each
// once and as inspect.FocusOf finds it, and the parts.
func (s *Share) DocNames(sample string) []string {
	r := s.docReport(sample)
	names := addNames(addNames(nil, r.Payload, false), r.Header, true)
	for _, part := range [...]string{"header", "payload", "signature"} {
		if _, _, ok := inspect.FocusOf(r, part); ok {
			names = append(names, part)
		}
	}
	return names
}

func addNames(names []string, part *inspect.Part, header bool) []string {
	if part == nil || part.Document == nil || part.Document.Root == nil {
		return names
	}
	for i := range part.Document.Root.Members {
		m := &part.Document.Root.Members[i]
		name := claimFocus(m.Name)
		if header {
			name = "header." + m.Name
		}
		// What cannot be read in a list is not offered.
		if m.Value != nil && len(names) < maxClaims && len(name) <= inspect.MaxFocus && inspect.CleanNote(m.Name) == m.Name && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// claimFocus is what points at a claim: its name, unless that means something else.
func claimFocus(name string) string {
	if strings.Contains(" header payload signature  ", " "+name+" ") || strings.HasPrefix(name, "header.") || strings.HasPrefix(name, "payload.") {
		return "payload." + name
	}
	return name
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func htmlText(s string) string { return htmlEscaper.Replace(s) }

// markdownText escapes all of ASCII punctuation (CommonMark §2.4).
func markdownText(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f && !isAlphanumeric(c) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}
