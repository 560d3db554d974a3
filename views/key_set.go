package views

import (
	"strings"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// Bounds of the list of keys.
const (
	maxKeysShown         = 200
	maxCertificatesShown = 50
)

// A keySetModel is the list of the keys in the token box.
type keySetModel struct {
	Entries []formEntry
	More    string
	Omitted string
	Advice  string
	Use     string
	Swap    bool // the token stands in the key box
}

// newKeySet is nil for a text that is a token, or holds keys in another form.
func newKeySet(r *inspect.Report, src *source, c *clock) *keySetModel {
	if r.KeySet == nil || len(r.KeySet.Keys) == 0 {
		return nil
	}
	m := c.m.KeySet
	v := &keySetModel{Advice: m.Advice, Use: m.Use, Swap: r.KeySet.Swapped}
	if v.Swap {
		v.Advice, v.Use = m.Swapped, m.Swap
	}
	keys := r.KeySet.Keys
	for i, k := range keys[:min(len(keys), maxKeysShown)] {
		v.Entries = append(v.Entries, keyEntry(i+1, k, src.of(r.Payload).at(k.Span), c))
	}
	if n := len(keys) - len(v.Entries); n > 0 {
		v.More = m.MoreKeys(n)
	}
	if n := r.KeySet.Omitted; n > 0 {
		v.Omitted = m.Omitted(n)
	}
	return v
}

func keyEntry(number int, k inspect.SetKey, at string, c *clock) formEntry {
	m := c.m.KeySet
	e := formEntry{At: at, Word: keyWord(k, m), Name: excerpt(k.KeyID)}
	if k.KeyID == "" {
		e.Plain = m.NoKeyID
		if k.Path != "" {
			e.Plain = c.m.Listed([]string{m.Of(number), m.NoKeyID})
		}
	}
	codes := []string{k.Use, k.Alg, strings.Join(k.Ops[:min(len(k.Ops), 8)], ", ")}
	switch {
	case k.Error != "":
		e.Icon, e.Say = "warning", visible(k.Error)
	default:
		codes = append([]string{keyKind(k, c.m)}, codes...)
		if k.Private || k.Type == jose.TypeOct {
			e.Icon = "warning"
		}
	}
	for _, code := range codes {
		if code != "" {
			e.Codes = append(e.Codes, excerpt(code))
		}
	}
	if k.Thumbprint != "" {
		e.Label, e.Value = c.m.KeyFacts.Thumbprint, k.Thumbprint
	}
	if len(k.Certificates) > 0 {
		e.Say = m.ValidFrom(c.utc(k.Certificates[0].NotBefore), c.utc(k.Certificates[0].NotAfter))
	}
	return e
}

func keyWord(k inspect.SetKey, m i18n.KeySet) string {
	switch {
	case k.Error != "":
		return m.Unusable
	case k.Type == jose.TypeOct:
		return m.Secret
	case k.Private:
		return m.Private
	}
	return m.Public
}

// keyKind is the family of a key with its size or its curve.
func keyKind(k inspect.SetKey, m *i18n.Messages) string {
	switch {
	case k.Type == jose.TypeRSA:
		return m.KeyFacts.RSA(k.Bits)
	case k.Type == jose.TypeOct:
		return m.Inspector.Bytes(k.Bytes)
	case k.Curve != "":
		return k.Curve
	}
	return m.KeyFacts.Unknown
}

// keyCertificates are the certificates of all keys, each named by its key.
func keyCertificates(set *inspect.KeySet, c *clock) (list []certificate) {
	for i, k := range set.Keys {
		for _, x := range certificates(k.Certificates, c) {
			if len(list) == maxCertificatesShown {
				return list
			}
			_, subject, _ := strings.Cut(x.Title, " ")
			x.Title = c.m.KeySet.CertificateOf(i+1, subject)
			list = append(list, x)
		}
	}
	return list
}

// keysFormRow is the first verdict row about keys.
func keysFormRow(r *inspect.Report, m *i18n.Messages) row {
	v := row{ID: "verdict-form", Label: m.Form.Label, Tone: "plain", State: "keys", Title: m.KeySet.Other, Details: []string{m.KeySet.NoToken}}
	switch {
	case r.Form.Kind == jose.KindKeySet:
		v.Title = m.KeySet.SetOf(len(r.KeySet.Keys) + r.KeySet.Omitted)
	case r.Form.Kind == jose.KindKey && r.KeySet.Keys[0].Error != "":
		v.Title = m.KeySet.Unread
	case r.Form.Kind == jose.KindKey:
		k := r.KeySet.Keys[0]
		v.Title = m.KeySet.Key(strings.ToLower(keyWord(k, m.KeySet)), keyKind(k, m))
	}
	if r.KeySet.Swapped {
		v.Tone, v.Details = "warning", []string{m.KeySet.Swapped}
	}
	if !r.Form.WellFormed {
		v.Details = append([]string{v.Title}, v.Details...)
		v.State, v.Tone, v.Title = "malformed", "critical", m.Form.Malformed
	}
	return v
}

// showKeys makes the panels and the certificates those of keys.
func (v *result) showKeys(r *inspect.Report, src *source, c *clock) {
	m := c.m.KeySet
	v.KeySet = newKeySet(r, src, c)
	v.Certificates, v.CertificatesHint = keyCertificates(r.KeySet, c), m.CertificatesHint
	v.Header.Sentence, v.Signature.Sentence = m.NoHeader, c.m.Titles(m.NoSignature)
	v.Payload.Number, v.Payload.Name, v.Payload.Hint, v.Payload.Keys = "", m.Panel, "", true
	if r.Payload == nil {
		v.Payload.Sentence = m.NoPayload
	}
	for _, k := range r.KeySet.Keys {
		if k.Private || k.Type == jose.TypeOct {
			v.Payload.Note = m.PrivateNote
		}
	}
	v.Findings.NoneList = m.NoneList
}

// keySetSection lists the keys in the token box.
func keySetSection(v *keySetModel, m *i18n.Messages) templ.Component {
	return component(func(b *markup) {
		if v == nil {
			b.raw(`<section id="key-set" hidden></section>`)
			return
		}
		b.raw(`<section class="card" id="key-set" aria-labelledby="key-set-title"><div class="card-head"><h2 id="key-set-title">`)
		b.text(m.KeySet.Title)
		b.raw(`</h2><span class="hint">`)
		b.text(m.KeySet.Hint)
		b.raw(`</span></div><div class="key-list" tabindex="0" role="group"`)
		b.attribute("aria-label", m.KeySet.Title)
		b.raw(`><ul class="form-rows">`)
		for i := range v.Entries {
			b.entry(&v.Entries[i])
		}
		b.raw(`</ul></div>`)
		for _, note := range []string{v.More, v.Omitted} {
			if note != "" {
				b.raw(`<p class="card-note">`)
				b.text(note)
				b.raw(`</p>`)
			}
		}
		b.raw(`<div class="card-note key-advice"><p>`)
		b.text(v.Advice)
		b.raw(`</p><button class="button script-only" type="button" data-open="payload" data-open-in="key"`)
		if v.Swap {
			b.raw(` data-swap`)
		}
		b.raw(`>`)
		b.text(v.Use)
		b.raw(`</button></div></section>`)
	})
}
