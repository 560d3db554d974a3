package views

import (
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// maxSkipped is how many keys that cannot be used are listed.
const maxSkipped = 20

// keyNote is the line under the key box.
func keyNote(r *inspect.Report, m *i18n.Messages) string {
	key := r.Signature.Key
	switch {
	case key == nil:
		return m.Key.None
	case key.Source == "issuer":
		return m.Issuers.Box(r.Issuer.Name)
	case key.Error != "":
		note := m.Key.Unreadable(visible(key.Error))
		if key.Next != "" {
			note = m.Sentences(note, visible(key.Next))
		}
		return note
	}
	var note string
	switch {
	case key.Kind == jose.KindSecret:
		note = m.Key.Secret(m.Key.Encodings[string(key.Encoding)], key.Bytes)
	case key.Kind == jose.KindJWKSecret:
		note = m.Key.JWKSecret(excerpt(key.KeyID), key.Bytes)
	case key.Keys > 0 || key.Kind == jose.KindJWKSet:
		note = setLine(key, m)
	default:
		note = keyLine(key, m)
		if key.Private && r.Encryption == nil { // what is encrypted needs the private half
			note = m.Sentences(note, m.KeyFacts.PublicHalf)
		}
	}
	if alg, ok := jose.AlgorithmNamed(r.Signature.Alg); ok && key.Bytes > 0 && alg.MinKeyBytes > 0 {
		note = m.Sentences(note, m.Key.Minimum(alg.Name, alg.MinKeyBytes))
	}
	return note
}

// keyLine says what one key is.
func keyLine(key *inspect.KeyUsed, m *i18n.Messages) string {
	f := m.KeyFacts
	what := f.Public
	switch {
	case key.Private:
		what = f.Private
	case len(key.Certificates) > 0 && key.Kind != jose.KindJWK:
		what = f.Certificate
	}
	line := f.Line(what, keyName(key, m), f.From[string(key.Kind)])
	if key.Unusable != "" {
		line = m.Sentences(line, f.Unusable(visible(key.Unusable)))
	}
	return line
}

// setLine says how many keys there are and which one was chosen.
func setLine(key *inspect.KeyUsed, m *i18n.Messages) string {
	f := m.KeyFacts
	line := f.Set(key.Keys)
	if key.Kind != jose.KindJWKSet {
		line = f.Several(key.Keys, f.From[string(key.Kind)])
	}
	if key.Chosen != nil && (key.Type != jose.TypeOct || key.KeyID != "") {
		name := keyName(key, m)
		if key.Type == jose.TypeOct {
			name = m.Inspector.Bytes(key.Bytes)
		}
		line = m.Sentences(line, f.Chosen(excerpt(key.KeyID), name))
	}
	if n := len(key.Skipped); n > 0 {
		line = m.Sentences(line, f.SkippedCount(n, key.Keys+n))
	}
	if key.Unusable != "" {
		line = m.Sentences(line, f.Unusable(visible(key.Unusable)))
	}
	return line
}

// keyName is the family of a key with its size or its curve.
func keyName(key *inspect.KeyUsed, m *i18n.Messages) string {
	switch {
	case key.Type == jose.TypeRSA:
		return m.KeyFacts.RSA(key.Bits)
	case key.Curve != "":
		return key.Curve
	}
	return m.KeyFacts.Unknown
}

// A keyDetails is what can be unfolded under the key box. It is empty for
// secrets and for what cannot be read.
type keyDetails struct {
	Notes        []string
	Format       string
	KeyID        string
	For          string
	Thumbprint   string
	Certificates []certificate
}

func (d keyDetails) empty() bool {
	return len(d.Notes) == 0 && d.Format == "" && d.KeyID == "" && d.For == "" && d.Thumbprint == "" && len(d.Certificates) == 0
}

func newKeyDetails(r *inspect.Report, c *clock) keyDetails {
	key, m := r.Signature.Key, c.m.KeyFacts
	if key == nil || key.Error != "" {
		return keyDetails{}
	}
	var d keyDetails
	switch {
	case key.Private && r.Encryption != nil:
		d.Notes = append(d.Notes, c.m.Encryption.NotePrivate)
	case key.Private:
		d.Notes = append(d.Notes, m.NotePrivate)
	}
	for _, n := range key.Notes {
		if words := m.Notes[n.Code]; words != nil {
			d.Notes = append(d.Notes, words(n.Args))
		}
	}
	for _, s := range key.Skipped[:min(len(key.Skipped), maxSkipped)] {
		d.Notes = append(d.Notes, m.Skipped(s.Index+1, excerpt(s.KeyID), s.Why))
	}
	if more := len(key.Skipped) - maxSkipped; more > 0 {
		d.Notes = append(d.Notes, m.SkippedMore(more))
	}
	if k := key.Chosen; k != nil && !k.Secret() {
		d.Format, d.KeyID, d.For, d.Thumbprint = key.Format, excerpt(key.KeyID), purpose(k), key.Thumbprint
		d.Certificates = certificates(key.Certificates, c)
	}
	return d
}

// purpose is what the members of a JWK say that it is for.
func purpose(k *jose.Key) string {
	var parts []string
	for _, text := range append([]string{k.Alg, k.Use}, k.Ops[:min(len(k.Ops), 8)]...) {
		if text != "" {
			parts = append(parts, excerpt(text))
		}
	}
	return strings.Join(parts, ", ")
}
