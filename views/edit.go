package views

import (
	"strings"

	"github.com/a-h/templ"

	"jotlens/build"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// A Written is what the page says about a token that is being written.
type Written struct {
	Status string // beside the tools: what was done, or what a key lacks
	Fault  bool   // the status says what is wrong
	Part   string // "header" or "payload" when that editor has a fault
	Words  string // which fault; "" without one
	Alg    string // of the header, for the menus; "" when it says none that is offered
	Enc    string
	Slow   bool // it takes long: wait for a pause
}

// Write says what became of a draft. rekeyed: it was made because the key was
// changed.
func Write(d build.Draft, b build.Built, rekeyed bool, messages *i18n.Messages) Written {
	all := messages
	m := all.Edit
	header := jose.ReadJSON([]byte(d.Header))
	w := Written{Alg: textMember(header, "alg"), Enc: textMember(header, "enc")}
	w.Slow = w.Enc != "" && strings.HasPrefix(w.Alg, "PBES2")
	p := b.Problem
	switch {
	case p != nil && p.Part == "key":
		w.Status, w.Fault = all.Sentences(m.Problem(p.Code, problemArgs(d, p, all)), m.Old), true
		if b.Token == "" {
			w.Status = all.Sentences(m.Problem(p.Code, problemArgs(d, p, all)), m.Kept)
		}
	case p != nil:
		w.Part = p.Part
		name := m.Headings[0]
		if p.Part == "payload" {
			name = m.Headings[1]
		}
		w.Words = m.At(name[2:], p.Line, p.Column) + m.Problem(p.Code, problemArgs(d, p, all))
		w.Status, w.Fault = m.Kept, true
		if b.Token != "" {
			w.Status = m.Old
		}
	case b.Same:
		w.Status = m.Same
	case w.Enc != "":
		w.Status = m.Sealed(w.Alg, w.Enc)
		if opensNothing(d) {
			w.Status = all.Sentences(w.Status, m.Opens)
		}
	case !b.Signed:
		w.Status = m.Unsecure
	case rekeyed:
		w.Status = m.Resigned(w.Alg)
	default:
		w.Status = m.Signed(w.Alg)
	}
	return w
}

// problemArgs adds what the key box holds.
func problemArgs(d build.Draft, p *build.Problem, m *i18n.Messages) map[string]string {
	args := map[string]string{}
	for name, value := range p.Args {
		args[name] = excerpt(m.Phrase(value))
	}
	if args["have"] == "" {
		args["have"] = keyHeld(d, m)
	}
	return args
}

// keyHeld says in few words what the key box holds.
func keyHeld(d build.Draft, m *i18n.Messages) string {
	k, err := jose.ReadKey(d.Key, d.KeyEncoding)
	switch {
	case err != nil || k == nil:
		return m.Edit.Have[4]
	case len(k.Members()) > 1:
		return m.Edit.Have[3]
	}
	k = k.Members()[0]
	name := string(k.Type)
	if k.Curve != "" {
		name = k.Curve
	}
	switch {
	case k.Secret():
		return m.Edit.Have[0]
	case k.IsPrivate:
		return m.Remark(m.Edit.Have[2], name)
	}
	return m.Remark(m.Edit.Have[1], name)
}

// opensNothing reports whether the key encrypts and cannot decrypt.
func opensNothing(d build.Draft) bool {
	k, err := jose.ReadKey(d.Key, d.KeyEncoding)
	if err != nil || k == nil {
		return false
	}
	for _, member := range k.Members() {
		if member.Secret() || member.IsPrivate {
			return false
		}
	}
	return true
}

func textMember(d *jose.Document, name string) string {
	if n := d.Member(name); n != nil && n.Kind == jose.String {
		return n.Value
	}
	return ""
}

// An algorithmGroup is the algorithms that need the same kind of key.
type algorithmGroup struct {
	Name  string
	Names []string
}

// editAlgorithms are what can be signed or encrypted here, by the key they need.
func editAlgorithms() []algorithmGroup {
	groups := []algorithmGroup{
		{Name: "HMAC"}, {Name: "RSA"}, {Name: "ECDSA"}, {Name: "EdDSA"}, {Name: "ML-DSA"}, {Name: "none"},
		{Name: "RSA-OAEP"}, {Name: "ECDH-ES"}, {Name: "AES"}, {Name: "PBES2"},
	}
	for _, a := range jose.Algorithms {
		for i := range groups {
			if a.Prohibited || a.Name == "ES256K" || a.Name == "Ed448" {
				continue
			}
			if groups[i].Name == groupOf(a) {
				groups[i].Names = append(groups[i].Names, a.Name)
			}
		}
	}
	return groups
}

func groupOf(a jose.Algorithm) string {
	switch {
	case a.Use == jose.Signing && strings.HasPrefix(a.Family, "RSA"):
		return "RSA"
	case a.Use == jose.Signing:
		return a.Family
	case a.Use == jose.ContentEncryption:
		return ""
	case strings.HasPrefix(a.Name, "RSA"):
		return "RSA-OAEP"
	case strings.HasPrefix(a.Name, "ECDH-ES"):
		return "ECDH-ES"
	case strings.HasPrefix(a.Name, "PBES2"):
		return "PBES2"
	}
	return "AES"
}

// editEncryptions are the values of enc.
func editEncryptions() (names []string) {
	for _, a := range jose.Algorithms {
		if a.Use == jose.ContentEncryption && !a.Prohibited {
			names = append(names, a.Name)
		}
	}
	return names
}

// editLifetimes are the choices for exp, in seconds from now.
var editLifetimes = [4]string{"300", "900", "3600", "86400"}

// editLayouts are amendments, in the order of their words.
var editLayouts = [3]string{"format", "sort", "compact"}

// editParts are the parts that have an editor.
var editParts = [2]string{"header", "payload"}

// ClaimList is the menu of registered claims with their meanings, for the
// element "edit-claims". It is rendered when somebody opens it.
func ClaimList(m *i18n.Messages) templ.Component {
	return component(func(b *markup) {
		b.raw(`<div class="claim-list" id="edit-claims">`)
		for _, c := range jose.Claims {
			b.raw(`<button type="button" data-amend="claim"`)
			b.attribute("data-value", c.Name)
			b.raw(`><code>`)
			b.text(c.Name)
			b.raw(`</code> <strong>`)
			b.text(c.Title)
			b.raw(`</strong><span class="hint">`)
			b.text(m.Say(c.Meaning, nil))
			b.raw(`</span></button>`)
		}
		b.raw(`</div>`)
	})
}
