package views

import (
	"strings"

	"jotlens/inspect"
)

// newSignatures lists the signatures of a JWS in JSON form. It is empty when
// the signature row and the header panel say it all: one signature, whose whole
// header is protected.
func newSignatures(r *inspect.Report, c *clock) []formEntry {
	m := c.m
	var entries []formEntry
	telling := len(r.Signatures) > 1
	for i, s := range r.Signatures {
		e := formEntry{
			State: string(s.State), Icon: stateIcons[s.State], Word: m.Signature.States[string(s.State)], Current: s.Current,
			Name: m.Forms.SignatureNumber(i + 1), Codes: []string{s.Alg}, Say: s.Reason,
		}
		if s.Alg == "" {
			e.Codes[0] = m.Forms.NoAlg
		}
		if s.KeyID != "" {
			e.Codes = append(e.Codes, s.KeyID)
		}
		if s.Unprotected != "" {
			telling = true
			e.Label, e.Value = m.Forms.Unprotected, shortValue(oneLine(s.Unprotected))
		}
		entries = append(entries, e)
	}
	if !telling {
		return nil
	}
	return entries
}

// oneLine is JSON without the white space between its tokens that begins a
// line; what strings hold stays.
func oneLine(text string) string {
	var b strings.Builder
	inString := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\' && i+1 < len(text):
			b.WriteByte(c)
			i++
		case c == '"':
			inString = !inString
		case !inString && (c == '\n' || c == '\r'):
			for i+1 < len(text) && strings.IndexByte(" \t\r\n", text[i+1]) >= 0 {
				i++
			}
			b.WriteByte(' ')
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// stateIcons are the icons of the states that have one.
var stateIcons = map[inspect.SignatureState]string{
	inspect.Verified: "ok", inspect.Invalid: "cross", inspect.Refused: "cross",
}
