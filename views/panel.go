package views

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// maxDump is how much of a payload that is not JSON is shown, in bytes.
const maxDump = 4 << 10

// A panel is the decoded header or payload.
type panel struct {
	ID       string // element id
	Part     string // "header" or "payload"
	Number   string
	Name     string
	Hint     string
	State    string // "read", "text", "binary", "none" or "empty"
	Sentence string // instead of, or before, what is shown
	For      string // a short hash of the token
	JSON     *jsonView
	Text     string // of a part that is not JSON
	More     string // how much of Text is not shown
	Exact    string // the part's exact text, for copying
	Note     string // a line under the panel
	Keys     bool   // the payload is no payload but keys
}

// heading is the name with the number, if there is one.
func (p panel) heading() string { return strings.TrimSpace(p.Number + " " + p.Name) }

// reference is the page that explains the registered names of the part, up to
// the name itself.
func (p panel) reference() string {
	switch {
	case p.Keys:
		return "/reference/keys#"
	case p.Part == "header":
		return "/reference/header#"
	}
	return "/reference/claims#"
}

// tokenHash tells answers for different tokens apart.
func tokenHash(t *jose.Token) string {
	h := fnv.New64a()
	h.Write([]byte(t.Text))
	return fmt.Sprintf("%016x", h.Sum64())
}

func headerPanel(r *inspect.Report, src *source, c *clock) panel {
	p := panel{ID: "header", Part: "header", Number: "1", Name: c.m.Panel.Header, For: tokenHash(r.Token)}
	p.fill(r, r.Header, src, c)
	switch {
	case r.Token.Kind == jose.KindEmpty:
		p.State, p.Sentence = "empty", c.m.Panel.EmptyHeader
	case r.Header == nil:
		p.Sentence = c.m.Panel.NoHeader
	default:
		if known, ok := jose.AlgorithmNamed(r.Token.Alg()); ok {
			p.Note = c.m.Say(known.Meaning, nil)
		}
	}
	return p
}

func payloadPanel(r *inspect.Report, src *source, c *clock) panel {
	p := panel{ID: "payload", Part: "payload", Number: "2", Name: c.m.Panel.Payload, Hint: c.m.Panel.PayloadHint, For: tokenHash(r.Token)}
	p.fill(r, r.Payload, src, c)
	switch {
	case r.Token.Kind == jose.KindEmpty:
		p.State, p.Sentence = "empty", c.m.Panel.EmptyPayload
	case r.Payload == nil && r.Encryption != nil && r.Encryption.State == inspect.Decrypted:
		p.Sentence, p.Hint = c.m.Encryption.InnerBelow, ""
	case r.Payload != nil && r.Payload.Decrypted:
		p.Hint = c.m.Encryption.PayloadHint
	case r.Payload == nil && (r.Token.Kind == jose.KindJWECompact || r.Token.Kind == jose.KindJWEJSON):
		p.Sentence, p.Hint = c.m.Panel.Encrypted, ""
	case r.Payload == nil:
		p.Sentence, p.Hint = c.m.Panel.NoPayload, ""
	case r.Token.Attached:
		p.Hint = c.m.Forms.AttachedHint
	case r.Token.Detached && r.Signature.State != inspect.Verified:
		p.State, p.Sentence, p.Hint = "none", c.m.Forms.DetachedPanel, ""
	case r.Payload.Segment != nil && r.Payload.Segment.Raw:
		p.Hint = c.m.Forms.UnencodedHint
	}
	return p
}

// fill shows a decoded part as what it is.
func (p *panel) fill(r *inspect.Report, part *inspect.Part, src *source, c *clock) {
	p.State = "none"
	if part == nil || part.Document == nil {
		return
	}
	d := part.Document
	p.Exact = part.Text
	switch {
	case d.Root != nil && (d.Fault == nil || d.IsObject() || d.Root.Kind == jose.Array):
		p.State = "read"
		p.JSON = layout(d, p.Part, r, src.of(part), c)
	case strings.TrimSpace(d.Text) == "":
		p.State, p.Sentence = "text", c.m.Panel.NoBytes
	case isText(d):
		p.State, p.Sentence = "text", c.m.Panel.NotJSON
		p.Text, p.More = cut(d.Text, c.m)
	default:
		p.State, p.Sentence = "binary", c.m.Panel.Binary
		p.Text, p.More = cut(d.Text, c.m)
		p.Text = hexDump(p.Text)
	}
}

// isText reports whether people could read the document.
func isText(d *jose.Document) bool {
	return utf8.ValidString(d.Text) && !strings.ContainsFunc(d.Text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// cut keeps the first maxDump bytes, whole characters of them.
func cut(text string, m *i18n.Messages) (head, more string) {
	if len(text) <= maxDump {
		return text, ""
	}
	head = cutAt(text, maxDump)
	return head, m.Panel.MoreBytes(len(text) - len(head))
}

// cutAt is the first n bytes of a longer text, whole characters of them.
func cutAt(text string, n int) string {
	end := n
	for end > n-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}
