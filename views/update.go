package views

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// Updated is everything on the page that depends on what was pasted.
type Updated struct {
	Sections     []Section
	Announcement string        // for the live region: it changes when a verdict does, not with every second
	Refresh      time.Duration // until a time that is shown goes stale; 0 for never
}

// slowRefresh is how long times may be stale where a password opens the token:
// each look at it costs all the hash rounds again.
const slowRefresh = time.Minute

// A Section is one element of the page. Component renders exactly one element,
// whose id is ID.
type Section struct {
	ID        string
	Component templ.Component
}

// Update renders a report into the sections of the page. A nil report is that
// of an empty box.
func Update(r *inspect.Report, m *i18n.Messages) Updated {
	v := newResult(r, m)
	return Updated{
		Sections: append([]Section{
			{"underlay", underlaySection(v)},
			{"token-size", tokenSizeSection(v)},
			{"token-note", tokenNoteSection(v)},
			{"edit-locked", editLockedSection(v)},
			{"key-note", keyNoteSection(v)},
			{"usual-key", usualKeySection(v)},
			{"key-about", keyDetailsSection(v.KeyDetails, v.M)},
			{"verdict", verdictSection(v)},
			{"header", panelSection(v.Header, v.M)},
			{"payload", panelSection(v.Payload, v.M)},
			{"signature", thirdPanel(v)},
			{"key-set", keySetSection(v.KeySet, v.M)},
			{"certificates", certificatesSection(v.Certificates, v.CertificatesHint, v.M)},
			{"nested", nestedSection(v.Nested, v.M)},
			{"detached-note", detachedNoteSection(v)},
			{"disclosures", disclosuresSection(v.Disclosures, v.M)},
			{"signatures", signaturesSection(v.Signatures, v.M)},
			{"findings", findingsSection(v.Findings, v.M)},
			{"expect-result", expectResultSection(v.Expect, v.M)},
		}, expectNoteSections(v.Expect)...),
		Announcement: v.Announcement,
		Refresh:      v.Refresh,
	}
}

// A result is the report as the page shows it.
type result struct {
	M            *i18n.Messages
	Underlay     []colored
	TokenSize    string
	TokenNote    tokenNote
	KeyNote      string
	KeyDetails   keyDetails
	UsualKey     string // the recipe to make a key for the token by
	UsualLabel   string
	Certificates []certificate
	KeySet       *keySetModel // in place of a token
	Rows         []row
	Header       panel
	Payload      panel
	Signature    signaturePanel
	Encryption   *encryptionPanel // in place of the signature, of a JWE
	Nested       *nestedToken     // the token inside
	Findings     findingsList
	Expect       expectResult
	Detached     bool // the box for a payload is of use
	Disclosures  *disclosuresModel
	Signatures   []formEntry
	Locked       string // why the token cannot be edited
	Announcement string
	Refresh      time.Duration

	CertificatesHint string
}

func newResult(r *inspect.Report, m *i18n.Messages) *result {
	if r == nil {
		r = &inspect.Report{}
	}
	if r.Token == nil {
		empty := *r
		empty.Token = jose.Parse("")
		empty.Form.Kind = jose.KindEmpty
		r = &empty
	}
	r = translated(r, m)
	src, c := newSource(r), newClock(r.Now, m)
	c.slack = r.Leeway.Seconds()
	v := &result{
		M:         m,
		Underlay:  underlay(src, r.Token),
		TokenNote: newTokenNote(r, m),
		KeyNote:   keyNote(r, m),
		Rows:      verdictRows(r, c),
		Header:    headerPanel(r, src, c),
		Payload:   payloadPanel(r, src, c),
		Signature: newSignaturePanel(r, src, c),
		Expect:    newExpectResult(r, m),

		Encryption:  newEncryptionPanel(r, src, m),
		Nested:      newNested(r.Nested, c, 1),
		Detached:    r.Form.Detached && (r.Token.Attached || r.Signature.State != inspect.Verified),
		Disclosures: newDisclosures(r, src, c),
		Signatures:  newSignatures(r, c),
	}
	if v.Signature.saysHow() || v.Encryption != nil {
		v.Header.Note = "" // the third panel says it
	}
	v.UsualKey, v.UsualLabel = usualKey(r, m)
	v.KeyDetails = newKeyDetails(r, c)
	v.Certificates, v.CertificatesHint = certificates(r.Certificates, c), m.KeyFacts.CertificatesHint
	v.Findings = newFindings(r, src, c)
	if r.KeySet != nil {
		v.showKeys(r, src, c)
	}
	if why := build.Locked(r); why != "" {
		v.Locked = m.Edit.Locked(why)
	}
	if r.Form.Kind != jose.KindEmpty {
		v.TokenSize = m.Inspector.Bytes(r.Form.Bytes)
		v.Announcement = announcement(v, r)
	}
	if r.Expect.At.IsZero() {
		v.Refresh = c.refresh() // a clock that stands still makes nothing stale
	}
	if e := r.Encryption; e != nil && e.State == inspect.Decrypted && strings.HasPrefix(e.Alg, "PBES2") && v.Refresh > 0 {
		v.Refresh = max(v.Refresh, slowRefresh)
	}
	return v
}

// announcement says the verdict in one breath.
func announcement(v *result, r *inspect.Report) string {
	titles := []string{}
	if r.KeySet != nil {
		titles = append(titles, v.Rows[0].Title)
	}
	for _, row := range v.Rows {
		switch row.ID {
		case "verdict-decryption", "verdict-signature", "verdict-time":
			if r.KeySet == nil { // keys have neither
				titles = append(titles, row.Title)
			}
		}
	}
	if a := r.Expectations; a != nil {
		titles = append(titles, v.M.Of(v.M.Expect.Label, v.M.Expect.State(string(a.State))))
	}
	if words := countWords(r.Counts, v.M); len(words) > 0 {
		titles = append(titles, v.M.Findings.And(words))
	}
	return v.M.Titles(titles...)
}

// A tokenNote is the line under the token box.
type tokenNote struct {
	Removed string
	Several string
	Choices []choice
}

type choice struct {
	Index   int
	Name    string
	Current bool
}

func newTokenNote(r *inspect.Report, m *i18n.Messages) tokenNote {
	var note tokenNote
	var removed []string
	for _, x := range r.Input.Removed {
		removed = append(removed, excerpt(x.Text))
	}
	if len(removed) > 0 {
		note.Removed = m.Inspector.Removed(removed)
	}
	const most = 20
	if n := len(r.Paste.Tokens); n > 1 {
		note.Several = m.Inspector.SeveralTokens(n)
		for i, t := range r.Paste.Tokens[:min(n, most)] {
			name := excerpt(m.Phrase(t.Name))
			if name == "" {
				name = m.Inspector.TokenNumber(i + 1)
			}
			note.Choices = append(note.Choices, choice{i, name, i == r.Input.Picked})
		}
	}
	return note
}
