//go:build !js || zh_hant

package views

import (
	"maps"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// translated is a report whose sentences are in the language of the catalogue.
// Reports are in English, since programs read them, too; a page in another
// language shows a copy. The report itself stays as it is.
func translated(r *inspect.Report, m *i18n.Messages) *inspect.Report {
	if r == nil || !m.Translates() {
		return r
	}
	t := *r
	t.Input.Removed = mapped(r.Input.Removed, func(x *inspect.Removal) { x.Text = m.Phrase(x.Text) })
	translateSignature(&t.Signature, m)
	t.Findings = mapped(r.Findings, func(f *inspect.Finding) {
		f.Reference = m.Phrase(f.Reference)
		f.Message, f.Fix = m.Say(f.Template, f.Args), m.Say(f.FixTemplate, f.Args)
		f.Args = maps.Clone(f.Args)
		for name, arg := range f.Args {
			f.Args[name] = m.Phrase(arg) // as the message has it: a mask looks for it there
		}
	})
	t.Signatures = mapped(r.Signatures, func(s *inspect.JSONSignature) { s.Reason = m.Phrase(s.Reason) })
	t.Certificates = translateCertificates(r.Certificates, m)
	if e := r.Encryption; e != nil {
		other := *e
		other.Reason = m.Phrase(e.Reason)
		t.Encryption = &other
	}
	if d := r.Disclosures; d != nil && d.KeyBinding != nil {
		binding, other := *d.KeyBinding, *d
		binding.Reason = m.Phrase(binding.Reason)
		other.KeyBinding = &binding
		t.Disclosures = &other
	}
	if a := r.Expectations; a != nil {
		other := *a
		other.Reason = m.Phrase(a.Reason)
		other.Checks = mapped(a.Checks, func(c *inspect.Condition) {
			c.Reason = m.Phrase(c.Reason)
			if c.Name == "time" {
				c.Found = m.Phrase(c.Found) // the others are the token's own
			}
		})
		t.Expectations = &other
	}
	if set := r.KeySet; set != nil {
		other := *set
		other.Keys = mapped(set.Keys, func(k *inspect.SetKey) {
			k.Error, k.Certificates = m.Phrase(k.Error), translateCertificates(k.Certificates, m)
		})
		t.KeySet = &other
	}
	t.Nested = translated(r.Nested, m)
	return &t
}

func translateSignature(s *inspect.Signature, m *i18n.Messages) {
	s.Reason = m.Phrase(s.Reason)
	s.Near = mapped(s.Near, func(n *inspect.NearMiss) { n.Message = m.Phrase(n.Message) })
	if k := s.Key; k != nil {
		other := *k
		other.Error, other.Next, other.Unusable = m.Phrase(k.Error), m.Phrase(k.Next), m.Phrase(k.Unusable)
		other.Skipped = mapped(k.Skipped, func(x *jose.SkippedKey) { x.Why = m.Phrase(x.Why) })
		other.Certificates = translateCertificates(k.Certificates, m)
		s.Key = &other
	}
}

func translateCertificates(list []inspect.Certificate, m *i18n.Messages) []inspect.Certificate {
	return mapped(list, func(x *inspect.Certificate) { x.Problem = m.Phrase(x.Problem) })
}

// mapped is a copy of a list in which each element was changed.
func mapped[T any](list []T, change func(*T)) []T {
	if len(list) == 0 {
		return list
	}
	other := append([]T(nil), list...)
	for i := range other {
		change(&other[i])
	}
	return other
}
