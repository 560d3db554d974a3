package views

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// maxForms is how many keys of a set are shown in all their forms.
const maxForms = 20

// KeyForms is the section with the forms of a key, which stands under the key
// box. Title is what a screen reader hears of it.
type KeyForms struct {
	Title     string
	Component templ.Component
}

// MadeKey shows a key that was made.
func MadeKey(made build.NewKey, m *i18n.Messages) KeyForms {
	p := &formsPanel{Title: m.MakeKey.Made(keyFamily(made.Key, m)), Made: true, Note: m.MakeKey.MadeNote}
	p.Keys = []keyForms{newKeyForms(made.Key, 1, m)}
	return KeyForms{p.Title, formsSection(p, m)}
}

// ConvertedKey shows what stands in the key box in its other forms, or why it has
// none.
func ConvertedKey(text string, encoding jose.Encoding, m *i18n.Messages) KeyForms {
	p := &formsPanel{Title: m.MakeKey.Convert}
	key, failed := jose.ReadKey(text, encoding)
	switch {
	case failed != nil:
		p.Note = m.Sentences(m.Key.Unreadable(visible(m.Phrase(failed.Error()))), visible(m.Phrase(failed.Next())))
	case key == nil:
		p.Note = m.MakeKey.NoKey
	default:
		p.convert(key, m)
	}
	return KeyForms{p.Title, formsSection(p, m)}
}

// A formsPanel is the content of the section.
type formsPanel struct {
	Title  string
	Made   bool // in this tab, and not read from the key box
	Note   string
	Whole  []keyForm // of a set
	Keys   []keyForms
	Folded bool // each key is
	After  []string
}

// A keyForms is one key in all its forms.
type keyForms struct {
	ID     string
	Title  string // of a member of a set
	KeyID  string // "" when it is the thumbprint
	Print  string // the thumbprint
	Forms  []keyForm
	Secret bool
	Why    []string // there are no more forms
}

// A keyForm is a key as one text.
type keyForm struct {
	Name    string // of its copy button, unique on the page
	Label   string
	Text    string
	Private bool
	Put     bool // it can be put in the key box
}

func (p *formsPanel) convert(key *jose.Key, m *i18n.Messages) {
	members := key.Members()
	if key.Kind != jose.KindJWKSet && len(key.Keys) == 0 {
		p.Title = m.MakeKey.Converted(keyFamily(key, m))
		p.Keys = []keyForms{newKeyForms(key, 1, m)}
		return
	}
	p.Title, p.Folded = m.MakeKey.ConvertedSet(len(members)), true
	p.Whole = wholeSet(members, m)
	for i, member := range members[:min(len(members), maxForms)] {
		forms := newKeyForms(member, i+1, m)
		forms.Title = m.MakeKey.Member(i+1, keyFamily(member, m), excerpt(member.KeyID))
		p.Keys = append(p.Keys, forms)
	}
	if more := len(members) - maxForms; more > 0 {
		p.After = append(p.After, m.MakeKey.MoreMembers(more))
	}
	for _, s := range key.Skipped[:min(len(key.Skipped), maxSkipped)] {
		p.After = append(p.After, visible(m.KeyFacts.Skipped(s.Index+1, excerpt(s.KeyID), s.Why)))
	}
	if more := len(key.Skipped) - maxSkipped; more > 0 {
		p.After = append(p.After, m.KeyFacts.SkippedMore(more))
	}
	for _, member := range members {
		if member.Secret() {
			p.After = append(p.After, m.MakeKey.SecretsLeft)
			break
		}
	}
}

// wholeSet is all keys as one JWK Set, with their private halves if there are
// any, and as one that may be published.
func wholeSet(members []*jose.Key, m *i18n.Messages) []keyForm {
	var all, public []string
	private := false
	for _, member := range members {
		open, none := member.JWK(false)
		if none == nil {
			public = append(public, open)
		}
		if whole, err := member.JWK(true); err == nil {
			all, private = append(all, whole), true
		} else if none == nil {
			all = append(all, open)
		}
	}
	var forms []keyForm
	add := func(list []string, private bool) {
		text := `{"keys":[` + strings.Join(list, ",") + "]}"
		forms = append(forms, keyForm{"forms-all-" + half(private), m.MakeKey.Form("JWK Set", private), text, private, false})
	}
	if private {
		add(all, true)
	}
	if len(public) > 0 {
		add(public, false)
	}
	return forms
}

func newKeyForms(k *jose.Key, number int, m *i18n.Messages) keyForms {
	words := &m.MakeKey
	f := keyForms{ID: "forms-" + strconv.Itoa(number), Print: k.Thumbprint, Secret: k.Secret()}
	if k.KeyID != k.Thumbprint {
		f.KeyID = excerpt(k.KeyID)
	}
	if f.Secret {
		f.add("text", words.Text, base64.RawURLEncoding.EncodeToString(k.Bytes), true)
	}
	missing := ""
	for _, form := range []struct {
		name, label string
		write       func(private bool) (string, error)
	}{{"pem", "PEM", k.PEM}, {"jwk", "JWK", k.JWK}, {"set", "JWK Set", k.JWKSet}} {
		for _, private := range []bool{true, false} {
			label := words.Form(form.label, private)
			if f.Secret {
				label = form.label
			}
			if text, err := form.write(private); err == nil {
				f.add(form.name, label, text, private)
			} else if private && k.Private != nil {
				missing = label
			}
		}
	}
	switch {
	case k.Unusable() != "":
		f.why(words.Unusable(visible(k.Unusable())))
	case f.Secret:
		f.why(words.SecretOnly)
	case !k.IsPrivate:
		f.why(words.PublicOnly)
	case k.Private == nil:
		f.why(words.NoPrivate)
	case missing != "":
		f.why(words.NoForm(missing))
	}
	if len(k.Certificates) > 0 || k.Ops != nil {
		f.why(words.LeftOut)
	}
	return f
}

func (f *keyForms) why(sentence string) { f.Why = append(f.Why, sentence) }

// add adds a form. The first private and the first public one can be put in the
// key box.
func (f *keyForms) add(name, label, text string, private bool) {
	put := true
	for _, other := range f.Forms {
		if other.Private == private {
			put = false
		}
	}
	f.Forms = append(f.Forms, keyForm{f.ID + "-" + name + "-" + half(private), label, text, private, put})
}

func half(private bool) string {
	if private {
		return "private"
	}
	return "public"
}

// encoding is how the key box has to read the form.
func (f keyForms) encoding() string {
	if f.Secret {
		return string(jose.Base64URL)
	}
	return string(jose.Auto)
}

// keyFamily is the family of a key with its size or its curve.
func keyFamily(k *jose.Key, m *i18n.Messages) string {
	if k.Secret() {
		return m.MakeKey.Secret(m.Inspector.Bytes(len(k.Bytes)))
	}
	return keyName(&inspect.KeyUsed{Type: k.Type, Bits: k.Bits, Curve: k.Curve}, m)
}

// recipeGroups are the recipes as the menu offers them.
var recipeGroups = [5]jose.KeyType{jose.TypeOct, jose.TypeRSA, jose.TypeEC, jose.TypeOKP, jose.TypeAKP}

// makingWords are what is said while a key of this type is made.
func makingWords(kind jose.KeyType, m *i18n.Messages) string {
	if kind == jose.TypeRSA {
		return m.Sentences(m.MakeKey.Making, m.MakeKey.Primes)
	}
	return m.MakeKey.Making
}

// usualKey is the recipe of the usual key for the token's algorithm, "" when none
// can be made here.
func usualKey(r *inspect.Report, m *i18n.Messages) (recipe, label string) {
	usual, ok := jose.RecipeFor(r.Signature.Alg)
	if !ok || r.Encryption != nil {
		return "", ""
	}
	return usual.Name, m.MakeKey.Usual(r.Signature.Alg, usual.Name)
}
