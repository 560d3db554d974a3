package views

import (
	"strings"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views/i18n"
)

// ShareOptions say what of a token is handed on, and how.
type ShareOptions struct {
	What   string // one of the actions of the menu
	Masked []bool // which of the claims that the menu lists are masked
	Base   string // the page that opens links: origin and path
	Key    string // the key box, as typed: no link may have it in it

	Doc build.DocLink // what a link for documentation says, which is all other actions
}

// A Shared is what one action of the menu makes.
type Shared struct {
	Text string // "" when it cannot be made
	Said string // why not, or what to know; "" when there is nothing to say
}

// MakeShare makes the text of one action.
func MakeShare(r *inspect.Report, options ShareOptions, m *i18n.Messages) Shared {
	s := build.NewShare(r, options.Base, options.Key)
	var text string
	var also []string
	var err error
	switch options.What {
	case "link":
		text, err = s.Link()
	case "header":
		text, err = s.AuthorizationHeader()
	case "curl":
		text, err = s.Curl()
	case "unsigned":
		text, err = s.UnsignedLink()
	case "masked":
		text, also, err = s.MaskedLink(options.Masked)
	case "markdown-full":
		text = tokenMarkdown(r, true, m)
	case "markdown":
		if err = s.CredentialFree(); err == nil {
			text = tokenMarkdown(r, false, m)
		}
	default:
		text, err = s.DocLink(&options.Doc, options.What)
	}
	if err != nil {
		return Shared{Said: notShared(err, m)}
	}
	said := ""
	if len(also) > 0 {
		for i := range also {
			also[i] = excerpt(also[i])
		}
		said = m.Share.Also(also[:min(len(also), maxAlso)])
	}
	return Shared{Text: text, Said: said}
}

// maxAlso is how many claims are named in a sentence.
const maxAlso = 8

func notShared(err error, m *i18n.Messages) string {
	code, _ := err.(build.ShareError) // build knows no other
	return m.Share.None(string(code))
}

// tokenMarkdown is header, payload and token for a ticket or a chat.
func tokenMarkdown(r *inspect.Report, signature bool, m *i18n.Messages) string {
	w := &markdown{m: m}
	w.part("## ", m.Panel.Header, "header", r.Header, r)
	w.part("## ", m.Panel.Payload, "payload", r.Payload, r)
	text := r.Token.Text
	if input := r.Token.SigningInput(); !signature {
		if input == "" || r.Form.Segments != 3 {
			return w.document()
		}
		text = input + "." + m.Export.Signature
	}
	w.heading("## ", m.Export.Token)
	if len(text) > maxMarkdownPart {
		w.paragraph(m.Export.TooLong(len(text)))
	} else {
		w.fence("", visible(text))
	}
	return w.document()
}

// document is what was written, without the empty line before the first heading.
func (w *markdown) document() string { return strings.TrimPrefix(string(w.b), "\n") }

// Share is the content of the menu, made when it is opened.
func Share(r *inspect.Report, options ShareOptions, m *i18n.Messages) Section {
	return Section{"share-content", component(func(b *markup) {
		w := &shareWriter{b, m}
		w.raw(`<div class="share-content" id="share-content">`)
		w.menu(r, build.NewShare(r, options.Base, options.Key))
		w.raw(`</div>`)
	})}
}

// A shareWriter writes the menu.
type shareWriter struct {
	*markup
	m *i18n.Messages
}

func (w *shareWriter) menu(r *inspect.Report, s *build.Share) {
	words := &w.m.Share
	link, err := s.Link()
	if err == build.ShareNoToken {
		w.refusal(err)
		return
	}
	w.open("whole", words.Whole)
	about := w.warn(build.UseOf(r), newClock(r.Now, w.m))
	if err != nil {
		w.refusal(err)
	} else {
		w.paragraph(` class="hint"`, words.Hint)
		if len(link) > build.MaxChatLink {
			w.paragraph(` class="share-note"`, words.Long(len(link)))
		}
		w.action("link", about)
	}
	if _, err := s.AuthorizationHeader(); err != nil {
		w.refusal(err)
	} else {
		w.action("header", about)
		w.action("curl", about)
	}
	w.action("markdown-full", about)
	w.raw(`</section>`)
	w.open("unsigned", words.Unsigned)
	if _, err := s.UnsignedLink(); err != nil {
		w.refusal(err)
	} else {
		w.paragraph(` class="hint"`, words.Free)
		w.action("unsigned", "")
	}
	if s.CredentialFree() == nil {
		w.action("markdown", "")
	}
	w.raw(`</section>`)
	if claims, err := s.Claims(); err == nil && len(claims) > 0 {
		w.claims(claims)
	}
}

// put adds literals one after the other.
func (w *shareWriter) put(parts ...literal) {
	for _, part := range parts {
		w.raw(part)
	}
}

func (w *shareWriter) open(id literal, title string) {
	w.put(`<section aria-labelledby="share-`, id, `"><h3 id="share-`, id, `">`)
	w.text(title)
	w.raw(`</h3>`)
}

func (w *shareWriter) refusal(err error) {
	w.paragraph(` class="share-note"`, notShared(err, w.m))
}

// action offers something to copy. about is an attribute that names what to read
// before.
func (w *shareWriter) action(what, about literal) {
	w.put(`<button type="button" data-share="`, what, `"`, about, `><span data-text>`)
	w.text(w.m.Share.Actions[string(what)])
	w.raw(`</span></button>`)
}

// warn says what it means to hand on a token that can still be used. It returns
// the attribute that refers to the warning.
func (w *shareWriter) warn(use build.Use, c *clock) (about literal) {
	if !use.Live {
		return ""
	}
	w.raw(`<p class="share-live" id="share-live">`)
	switch {
	case use.Until != nil:
		before, after := w.m.Share.Live(c.relative(*use.Until))
		w.text(before)
		w.raw(`<time data-local`)
		w.attribute("data-unix", use.Until.Literal)
		w.raw(`>`)
		w.text(c.utc(use.Until.Time()))
		w.raw(`</time>`)
		w.text(after)
	case use.Ever:
		w.text(w.m.Share.Forever)
	default:
		w.text(w.m.Share.Unknown)
	}
	w.raw(`</p>`)
	return ` aria-describedby="share-live"`
}

// claims offers to mask claims: those that look sensitive at first.
func (w *shareWriter) claims(claims []build.Claim) {
	w.open("masked", w.m.Share.Masked)
	w.paragraph(` class="hint"`, w.m.Share.Ticked)
	w.raw(`<div class="share-claims">`)
	for i := range claims {
		name := excerpt(claims[i].Name)
		if name == "" {
			name = `""`
		}
		checked := literal("")
		if claims[i].Sensitive {
			checked = " checked"
		}
		w.put(`<label><input type="checkbox" autocomplete="off"`, checked, `>`)
		w.span("share-claim", name)
		w.raw(`</label>`)
	}
	w.raw(`</div>`)
	w.action("masked", "")
	w.raw(`</section>`)
}
