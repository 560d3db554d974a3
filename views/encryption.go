package views

import (
	"encoding/hex"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// Bounds of the bytes that are shown of one part of a JWE: a short part is shown
// whole, of a long one only the beginning.
const (
	maxPartBytes  = 16
	partBeginning = 8
)

// An encryptionPanel is the third panel of a JWE: its five parts.
type encryptionPanel struct {
	Parts    []jwePart
	Meanings []string // how the content key and the content are encrypted
}

// A jwePart is one part of a JWE.
type jwePart struct {
	Part string // its color: "header", "payload" or "signature"
	Name string
	Size string
	Note string
	At   string // data-at
	Hex  string // the first bytes, in groups of four
}

// newEncryptionPanel is nil for a token that is no JWE.
func newEncryptionPanel(r *inspect.Report, src *source, m *i18n.Messages) *encryptionPanel {
	if r.Encryption == nil || len(r.Token.Segments) < len(m.Encryption.Parts) {
		return nil
	}
	p := &encryptionPanel{}
	for i, name := range m.Encryption.Parts {
		segment := r.Token.Segments[i]
		part := jwePart{Part: partColor(i), Name: name, Size: m.Encryption.NoPart}
		if i == 1 && r.Encryption.Recipients > 1 {
			part.Note = m.Encryption.KeyParts(r.Encryption.Recipients)
		}
		if n := len(segment.Bytes); n > 0 {
			part.Size, part.At = m.Inspector.Bytes(n), src.at(segment.Span)
			switch {
			case i == 0: // the header has a panel of its own
			case n > maxPartBytes:
				part.Hex = grouped(hex.EncodeToString(segment.Bytes[:partBeginning])) + " …"
			default:
				part.Hex = grouped(hex.EncodeToString(segment.Bytes))
			}
		}
		p.Parts = append(p.Parts, part)
	}
	for _, name := range []string{r.Encryption.Alg, r.Encryption.Enc} {
		if known, ok := jose.AlgorithmNamed(name); ok {
			p.Meanings = append(p.Meanings, m.Of(known.Name, m.Say(known.Meaning, nil)))
		}
	}
	return p
}

// partColor is the color of a part of a JWE: that of the header for the first
// and that of the signature for the tag, which authenticates the rest.
func partColor(index int) string {
	switch index {
	case 0:
		return "header"
	case 4:
		return "signature"
	}
	return "payload"
}

// decryptionRow is the verdict row that only a JWE has.
func decryptionRow(r *inspect.Report, m *i18n.Messages) row {
	e := r.Encryption
	v := row{ID: "verdict-decryption", Label: m.Encryption.Label, Tone: "plain", State: string(e.State), Title: m.Encryption.States[string(e.State)]}
	switch e.State {
	case inspect.Encrypted:
		if e.Reason == "" {
			v.Details = []string{m.Encryption.NoKey(e.Alg)}
		}
	case inspect.Decrypted:
		v.Tone = "ok"
		key := m.Encryption.YourKey
		if e.KeyID != "" {
			key = m.Encryption.YourKeyID(excerpt(e.KeyID))
		}
		v.Details = []string{m.Encryption.OpenedBy(e.Alg, e.Enc, key)}
	case inspect.Undecrypted, inspect.Unopened:
		v.Tone = "critical"
	}
	if e.Reason != "" {
		v.Details = append(v.Details, e.Reason)
	}
	return v
}
