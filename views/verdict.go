package views

import (
	"slices"
	"strings"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// A row is one row of the verdict.
type row struct {
	ID       string // element id
	Label    string
	State    string // data-state
	Tone     string // how it looks: "ok", "critical", "warning", "info" or "plain"
	Icon     string
	Title    string
	Details  []string
	Relative string // a detail that changes with time
}

func verdictRows(r *inspect.Report, c *clock) []row {
	rows := []row{formRow(r, c.m)}
	if r.Encryption != nil {
		rows = append(rows, decryptionRow(r, c.m))
	}
	rows = append(rows, signatureRow(r, c), timeRow(r, c))
	if r.Expectations != nil {
		rows = append(rows, expectRow(r, c.m))
	}
	rows = append(rows, findingsRow(r, c.m))
	for i := range rows {
		switch v := &rows[i]; v.Tone {
		case "ok", "warning":
			v.Icon = v.Tone
		case "critical":
			v.Icon = "cross"
			if v.ID == "verdict-findings" {
				v.Icon = "critical"
			}
		}
	}
	return rows
}

func formRow(r *inspect.Report, m *i18n.Messages) row {
	if r.KeySet != nil {
		return keysFormRow(r, m)
	}
	v := row{ID: "verdict-form", Label: m.Form.Label, Tone: "plain"}
	parts := m.Form.Parts(r.Form.Segments)
	v.Title = m.Form.Kinds[string(r.Form.Kind)]
	switch r.Form.Kind {
	case jose.KindEmpty:
		v.State, v.Title, v.Details = "empty", m.Form.Empty, []string{m.Form.EmptyDetail}
		return v
	case jose.KindJWSCompact:
		v.Details = []string{m.Form.JWSCompact(parts)}
		if unsecured(r) {
			v.Title = m.Form.Unsecured
		} else if r.Form.IsJWT {
			v.Title = m.Form.SignedJWT
		}
	case jose.KindJWECompact:
		v.Details = []string{m.Form.JWECompact(parts)}
	case jose.KindJWSJSON, jose.KindJWEJSON:
		v.Details = []string{m.Forms.NotJWT}
	case jose.KindSDJWT:
		v.Details = []string{m.Forms.SDJWT(len(r.Disclosures.List))}
	case jose.KindPartial:
		v.State, v.Tone, v.Details = "partial", "warning", []string{m.Form.Partial(parts)}
		return v
	case jose.KindUnknown:
		v.State, v.Tone = "malformed", "critical"
		v.Details = []string{m.Form.SeeFindings}
		return v
	}
	if profile := m.Form.Profiles[string(r.Form.Profile)]; profile != "" {
		v.Details = append(v.Details, profile)
	}
	v.State = "well-formed"
	if !r.Form.WellFormed {
		v.Details = append([]string{v.Title}, v.Details...)
		v.State, v.Tone, v.Title = "malformed", "critical", m.Form.Malformed
	}
	return v
}

func signatureRow(r *inspect.Report, c *clock) row {
	s, m := r.Signature, c.m
	v := row{ID: "verdict-signature", Label: m.Signature.Label, Tone: "plain", State: string(s.State), Title: m.Signature.States[string(s.State)]}
	if r.Form.Kind == jose.KindEmpty {
		v.State, v.Title, v.Details = "empty", m.Signature.Empty, []string{m.Signature.EmptyDetail}
		return v
	}
	if r.KeySet != nil {
		v.Title = m.KeySet.NoSignature
		return v
	}
	detail := func(text string) {
		if text != "" {
			v.Details = append(v.Details, text)
		}
	}
	if n := len(r.Signatures); n > 1 {
		detail(m.Forms.OneSignature(r.Token.Signed+1, n))
	}
	switch s.State {
	case inspect.Verified:
		v.Tone = "ok"
		key := m.Signature.YourSecret
		switch k := s.Key; {
		case k.Source == "issuer":
			key = m.Issuers.Key(excerpt(k.KeyID), r.Issuer.Name)
		case k.KeyID != "":
			key = m.Signature.YourKey(excerpt(k.KeyID))
		case k.Curve != "":
			key = m.Signature.YourKeyOf(k.Curve)
		case k.Type != "" && k.Type != jose.TypeOct:
			key = m.Signature.YourKeyOf(string(k.Type))
		}
		detail(m.Signature.VerifiedBy(s.Alg, key))
	case inspect.Invalid:
		v.Tone = "critical"
		if len(s.Near) == 0 {
			detail(m.Signature.WrongKey(s.Alg))
		}
	case inspect.Refused:
		v.Tone = "critical"
		if unsecured(r) {
			v.Title = m.Signature.Unsecured
		}
	case inspect.Unverified:
		if s.Reason == "" {
			detail(m.Signature.NoKey(s.Alg))
		}
	}
	detail(s.Reason)
	if i := r.Issuer; i != nil && i.Pinned && s.Key != nil {
		at, _ := time.Parse(time.RFC3339, i.FetchedAt) // a server of ours has written it
		detail(m.Issuers.Fetched(i.Name, c.utc(at)))
	} else if i != nil && s.Key != nil && r.Listed.Keys != "" {
		detail(m.Issuers.Typed(i.Name))
	}
	if s.State == inspect.Refused && s.Matches != nil && *s.Matches {
		detail(m.Signature.MatchesButRefused)
	}
	for _, near := range s.Near {
		detail(m.Signature.Near(near.Message))
	}
	return v
}

func timeRow(r *inspect.Report, c *clock) row {
	m, t := c.m, r.Time
	v := row{ID: "verdict-time", Label: m.Time.Label, Tone: "plain", State: string(t.State), Title: m.Time.States[string(t.State)]}
	if r.Form.Kind == jose.KindEmpty {
		v.State, v.Title, v.Details = "empty", m.Time.Empty, []string{m.Time.EmptyDetail}
		return v
	}
	c.verdict(t)
	switch t.State {
	case inspect.TimeNone:
		v.Details = []string{m.Time.NoneDetail}
		if p := r.Payload; r.KeySet == nil && p != nil && p.Document.IsObject() {
			v.Details = []string{m.Time.CutDetail}
		}
	case inspect.TimeNoExpiry:
		v.Tone, v.Details = "warning", []string{m.Time.ForeverDetail}
	case inspect.TimeUnreadable:
		v.Tone, v.Details = "critical", []string{unreadable(r, m)}
	case inspect.TimeExpired:
		v.Tone, v.Relative = "critical", c.relative(*t.Exp)
	case inspect.TimeNotYetValid:
		v.Tone, v.Relative = "critical", m.Time.ValidFrom(c.relative(*t.Nbf))
	case inspect.TimeValid:
		v.Tone, v.Relative = "ok", m.Time.ExpiresIn(c.relative(*t.Exp))
		if t.Exp.Milliseconds() {
			v.Tone, v.Relative, v.Details = "warning", "", []string{m.Time.InMillis("exp")}
		} else if t.Exp.Seconds <= c.now {
			v.Relative = m.Time.Leeway(m.Time.ExpiredAgo(c.relative(*t.Exp)))
		}
	}
	if at := r.Expect.At; !at.IsZero() {
		v.Details = append(v.Details, m.Expect.AsOf(c.utc(at)))
	}
	return v
}

// unreadable names the claim that makes the times unreadable.
func unreadable(r *inspect.Report, m *i18n.Messages) string {
	for _, claim := range []struct {
		name string
		date *inspect.NumericDate
	}{{"exp", r.Time.Exp}, {"nbf", r.Time.Nbf}} {
		named := func(member inspect.Member) bool { return member.Name == claim.name }
		if claim.date == nil && r.Payload != nil && slices.ContainsFunc(r.Payload.Members, named) {
			return m.Time.NotNumber(claim.name)
		}
	}
	return m.Time.NoTime("exp")
}

func findingsRow(r *inspect.Report, m *i18n.Messages) row {
	v := row{ID: "verdict-findings", Label: m.Findings.Label, Tone: "plain"}
	if r.Form.Kind == jose.KindEmpty {
		v.State, v.Title, v.Details = "empty", m.Findings.Empty, []string{m.Findings.EmptyDetail}
		return v
	}
	counts := countWords(r.Counts, m)
	if len(counts) == 0 {
		v.State, v.Tone, v.Title, v.Details = "none", "ok", m.Findings.None, []string{m.Findings.NoneDetail}
		return v
	}
	v.State = string(worst(r.Counts))
	if v.State != "info" {
		v.Tone = v.State
	}
	v.Title = counts[0]
	if len(counts) > 1 {
		v.Details = []string{m.Findings.And(counts[1:])}
	}
	return v
}

// countWords says how many findings of each severity there are, the worst
// first; severities without findings are left out.
func countWords(n inspect.Counts, m *i18n.Messages) []string {
	var words []string
	for _, c := range []struct {
		n        int
		severity inspect.Severity
	}{{n.Critical, inspect.Critical}, {n.Warning, inspect.Warning}, {n.Info, inspect.Info}} {
		if c.n > 0 {
			words = append(words, m.Findings.Count(c.n, string(c.severity)))
		}
	}
	return words
}

func worst(n inspect.Counts) inspect.Severity {
	switch {
	case n.Critical > 0:
		return inspect.Critical
	case n.Warning > 0:
		return inspect.Warning
	}
	return inspect.Info
}

// excerpt is a text of the token or key, short enough for a sentence.
func excerpt(text string) string {
	const most = 60
	runes := []rune(text)
	if len(runes) > most {
		text = string(runes[:most-1]) + "…"
	}
	return visible(text)
}

// strung strings details together, some of which are sentences.
func strung(details []string, m *i18n.Messages) (text string) {
	for _, detail := range details {
		switch {
		case text == "" || detail == "":
			text += detail
		case strings.HasSuffix(text, m.Marks.Stop):
			text += m.Marks.Gap + detail
		default:
			text += m.Marks.Comma + detail
		}
	}
	return text
}
