package views

import (
	"encoding/hex"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// Bounds of the bytes that are shown of a signature.
const (
	maxSignature      = 1 << 10
	unfoldedSignature = 64 // a signature of RSA or ML-DSA is long, and nobody reads it
)

// A signaturePanel is the third panel.
type signaturePanel struct {
	State    string // "read", "none" or "empty"
	Size     string
	Sentence string
	At       string // data-at of the bytes
	Hex      string // in groups of four bytes
	Rest     string // the same, folded
	RestLen  string
	More     string // how much is not shown at all
	Exact    string // all bytes in hex, for copying
	Formula  *formula
	Meaning  string // how it is made, when there is no formula
	Input    string // the signing input
	InputLen string
	Embedded string // says that the token carries a key; "" when it does not
}

// saysHow reports whether the panel says how the signature is made.
func (p *signaturePanel) saysHow() bool { return p.Formula != nil || p.Meaning != "" }

// A formula shows how an HMAC is made of the token's own parts.
type formula struct {
	Function            string
	Header, HeaderAt    string
	Payload, PayloadAt  string
	Secret, SecretBytes string
}

func newSignaturePanel(r *inspect.Report, src *source, c *clock) signaturePanel {
	m, t := c.m, r.Token
	p := signaturePanel{State: "none"}
	switch {
	case t.Kind == jose.KindEmpty:
		p.State, p.Sentence = "empty", m.Panel.EmptySignature
		return p
	case unsecured(r):
		p.Sentence = m.Panel.Unsecured
	case len(t.Signature()) == 0:
		p.Sentence = m.Panel.NoSignature
	}
	if input := t.SigningInput(); input != "" && t.SegmentCount == 3 && (t.Attached || !t.Detached || r.Signature.State == inspect.Verified) {
		p.Input, p.InputLen = input, m.Panel.SigningInput(len(input))
	}
	data := t.Signature()
	if len(data) > 0 {
		p.State, p.Size = "read", m.Inspector.Bytes(len(data))
		p.At = src.at(t.Segments[2].Span)
		p.Exact = hex.EncodeToString(data)
		p.Hex = grouped(p.Exact[:2*min(len(data), unfoldedSignature)])
		if rest := len(data) - unfoldedSignature; rest > 0 {
			p.Rest, p.RestLen = grouped(p.Exact[2*unfoldedSignature:2*min(len(data), maxSignature)]), m.Panel.MoreBytes(rest)
		}
		if len(data) > maxSignature {
			p.More = m.Panel.MoreBytes(len(data) - maxSignature)
		}
	}
	if e := r.Signature.Embedded; e != nil && !e.Tried {
		p.Embedded = m.Panel.Embedded(e.Parameter)
	}
	if t.SegmentCount != 3 || unsecured(r) {
		return p
	}
	alg, known := jose.AlgorithmNamed(t.Alg())
	switch {
	case jose.IsHMAC(t.Alg()):
		p.Formula = newFormula(r, src, c)
	case known && alg.Use == jose.Signing:
		p.Meaning = m.Say(alg.Meaning, nil)
	}
	return p
}

func newFormula(r *inspect.Report, src *source, c *clock) *formula {
	header, payload := r.Token.Segments[0], r.Token.Segments[1]
	f := &formula{
		Function: "HMACSHA" + strings.TrimPrefix(r.Token.Alg(), "HS"),
		Header:   abbreviated(header.Text), HeaderAt: src.at(header.Span),
		Payload: abbreviated(payload.Text), PayloadAt: src.at(payload.Span),
		Secret: c.m.Panel.Secret,
	}
	// The secret itself is never shown here: screens are shared.
	if key := r.Signature.Key; key != nil && key.Bytes > 0 {
		f.Secret, f.SecretBytes = "••••••••", c.m.Inspector.Bytes(key.Bytes)
	}
	if f.Payload == "" {
		f.Payload = strings.ToLower(c.m.Panel.Payload) // it is sent on its own
	}
	return f
}

// abbreviated is the beginning of a segment, enough to know it again.
func abbreviated(segment string) string {
	const most = 8
	if len(segment) <= most {
		return segment
	}
	return strings.ToValidUTF8(segment[:most], "") + "…"
}

// grouped puts a space after every four bytes of hex.
func grouped(digits string) string {
	var b strings.Builder
	for i := 0; i < len(digits); i += 8 {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(digits[i:min(i+8, len(digits))])
	}
	return b.String()
}

// unsecured reports whether the token says that nobody signed it.
func unsecured(r *inspect.Report) bool { return r.Signature.ReasonCode.Code == "unsecured" }
