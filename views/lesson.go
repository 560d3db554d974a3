package views

import (
	"io"
	"strings"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// A LessonToken is a token in a lesson as the reader has changed it.
type LessonToken struct {
	Token   string          // the token box where that is edited
	Draft   build.Draft     // else header and payload; From is the token as the page brought it
	Request inspect.Request // key and clock
	Signed  bool            // the draft is signed with the key, and not only checked
}

// A LessonState is everything that a lesson shows of a token, as plain text.
type LessonState struct {
	Token, Header, Payload, Signature, Formula string
	Verdict, Detail                            string
	Tone                                       string // "ok", "critical", "warning" or "plain"
	Findings                                   []LessonFinding
}

// A LessonFinding is a finding with the rule that explains it.
type LessonFinding struct{ ID, Message string }

// MaxLessonFindings is how many findings a lesson shows, the most severe.
const MaxLessonFindings = 8

// ReadLesson says what becomes of a token in a lesson. Whoever edits header or
// payload into something that makes no token is told why.
func ReadLesson(t LessonToken, random io.Reader, messages *i18n.Messages) LessonState {
	m := messages
	token := t.Token
	if token == "" {
		d := t.Draft
		d.Key = "" // without one the signature of From stays
		if t.Signed {
			d.Key, d.KeyEncoding, d.From, d.Rekey = t.Request.Key, t.Request.KeyEncoding, build.Original{}, true
		}
		b := build.Sign(d, random)
		token = b.Token
		if token == "" || t.Signed && b.Problem != nil {
			w := Write(d, b, false, m)
			s := LessonState{Header: d.Header, Payload: d.Payload, Tone: "critical", Verdict: m.Learn.NoToken, Detail: w.Words}
			if s.Detail == "" {
				s.Detail = w.Status
			}
			return s
		}
	}
	r := t.Request
	r.Input = token
	report := inspect.Inspect(r)
	return lessonState(token, translated(&report, m), m)
}

func lessonState(token string, r *inspect.Report, m *i18n.Messages) LessonState {
	s := LessonState{Token: token}
	if r.Header != nil {
		s.Header = visible(r.Header.Text)
	}
	if r.Payload != nil {
		s.Payload = visible(r.Payload.Text)
	} else if r.Token.Kind == jose.KindJWECompact {
		s.Payload = m.Learn.Hidden
	}
	if parts := strings.Split(token, "."); len(parts) == 3 {
		s.Signature = parts[2]
		s.Formula = m.Learn.Formula(r.Token.Alg(), parts[0], parts[1], parts[2])
	}
	first := signatureRow(r, newClock(r.Now, m))
	if r.Encryption != nil {
		first = decryptionRow(r, m)
	}
	times := timeRow(r, newClock(r.Now, m))
	s.Verdict, s.Tone = m.Titles(first.Title, times.Title), first.Tone
	if s.Tone != "critical" && times.Tone == "critical" {
		s.Tone = "critical"
	}
	s.Detail = strung(first.Details, m)
	for _, f := range r.Findings[:min(len(r.Findings), MaxLessonFindings)] {
		s.Findings = append(s.Findings, LessonFinding{f.ID, f.Message})
	}
	return s
}
