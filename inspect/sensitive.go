package inspect

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jotlens/jose"
)

// Hidden stands in a report for a value that looks sensitive.
const Hidden = "•••"

// personNames are claims that name a person (OIDC Core §5.1, and their usual
// relatives). No rule objects to them, because ID tokens are made to carry them;
// but a report travels further than its token.
var personNames = wordSet("name given_name family_name middle_name nickname preferred_username unique_name upn email login username profile picture website")

// Sensitive are the values of a part that look sensitive, in the order written
// and none within another: those that a rule about content objects to, however
// often, every e-mail address and every whole token, and what names a person.
// part is "header" or "payload".
func Sensitive(part string, d *jose.Document) (spans []jose.Span) {
	f := facts{content: part, values: walkValues(part, d)}
	starts := map[int]bool{} // of evidence: that of a name, or of a value alone
	for i := range contentRules {
		contentRules[i].Check(&f, func(h Hit) { starts[h.Span.Start] = true })
	}
	end := 0
	for i := range f.values {
		v := &f.values[i]
		if span := v.node.Span; span.Start >= end && (starts[span.Start] || v.isIdentifying() || v.member != nil && starts[v.member.NameSpan.Start]) {
			spans = append(spans, span)
			end = span.End
		}
	}
	return spans
}

// isIdentifying reports whether a value names a person or is a token, whatever
// the rules say about it.
func (v *value) isIdentifying() bool {
	if v.member != nil && personNames[v.member.Name] && mayBeSensitive(v.node) {
		return true
	}
	return v.node.Kind == jose.String && (isEmail(v.node.Value) && !v.isService() || isCompactToken(v.node.Value))
}

// A Mask hides in sentences about a token what looks sensitive in it. A nil Mask
// hides nothing.
type Mask struct{ values *strings.Replacer }

// A value is looked for in sentences if it has at least minHidden bytes: shorter
// ones would be found in every word. Findings never quote so short a secret.
const minHidden = 4

// cuts are the lengths at which sentences cut a value that they quote, in runes.
var cuts = [...]int{59, 39}

// NewMask reads what is sensitive in a report and in those about the tokens
// inside.
func NewMask(r *Report) *Mask {
	var texts []string
	add := func(text string) {
		if len(text) < minHidden {
			return
		}
		texts = append(texts, text)
		for _, n := range cuts {
			if runes := []rune(text); len(runes) > n {
				texts = append(texts, string(runes[:n]))
			}
		}
	}
	for ; r != nil; r = r.Nested {
		for name, part := range map[string]*Part{"header": r.Header, "payload": r.Payload} {
			if part != nil {
				hiddenTexts(name, part.Document, add)
			}
		}
		if r.Disclosures != nil {
			hiddenTexts("payload", r.Disclosures.Document, add)
		}
	}
	// Backwards, so that what begins like another comes first and is hidden whole.
	slices.Sort(texts)
	slices.Reverse(texts)
	pairs := make([]string, 0, 2*len(texts))
	for _, text := range slices.Compact(texts) {
		pairs = append(pairs, text, Hidden)
	}
	return &Mask{strings.NewReplacer(pairs...)}
}

// hiddenTexts calls add with every string and number of a document that is
// sensitive or stands in something that is.
func hiddenTexts(part string, d *jose.Document, add func(string)) {
	spans := Sensitive(part, d)
	for _, v := range walkValues(part, d) {
		for len(spans) > 0 && spans[0].End <= v.node.Span.Start {
			spans = spans[1:]
		}
		if len(spans) == 0 {
			return
		}
		if v.node.Span.Start >= spans[0].Start && v.node.Value != "" && utf8.ValidString(v.node.Value) {
			add(v.node.Value)
		}
	}
}

// Text is a sentence without sensitive values.
func (m *Mask) Text(sentence string) string {
	if m == nil {
		return sentence
	}
	return m.values.Replace(sentence)
}

// Finding is the message and the fix of a finding without sensitive values: also
// without the beginnings of them that findings show on purpose, and without a
// secret that was guessed.
func (m *Mask) Finding(f *Finding) (message, fix string) {
	message, fix = f.Message, f.Fix
	if m == nil {
		return message, fix
	}
	if secret := f.Args["secret"]; secret != "" {
		message = strings.ReplaceAll(message, "“"+secret+"”", "“"+Hidden+"”")
		message = strings.ReplaceAll(message, "「"+secret+"」", "「"+Hidden+"」") // in a translation
	}
	about := f.ID == "sensitive-in-header" || strings.HasPrefix(f.ID, "value-")
	if value := f.Args["value"]; value != "" && about {
		message = strings.ReplaceAll(message, value, Hidden)
	}
	return m.Text(message), m.Text(fix)
}
