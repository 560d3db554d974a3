package views

import "jotlens/inspect"

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
			e.Label, e.Value = m.Forms.Unprotected, shortValue(s.Unprotected)
		}
		entries = append(entries, e)
	}
	if !telling {
		return nil
	}
	return entries
}

// stateIcons are the icons of the states that have one.
var stateIcons = map[inspect.SignatureState]string{
	inspect.Verified: "ok", inspect.Invalid: "cross", inspect.Refused: "cross",
}
