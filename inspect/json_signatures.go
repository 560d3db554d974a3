package inspect

import (
	"slices"
	"strings"
)

// A JSONSignature is one signature of a JWS in JSON form (RFC 7515 §7.2), judged
// by itself.
type JSONSignature struct {
	State       SignatureState `json:"state"`
	Alg         string         `json:"alg,omitempty"`
	KeyID       string         `json:"kid,omitempty"`
	Reason      string         `json:"reason"`
	Unprotected string         `json:"unprotected,omitempty"` // the header that nothing protects, as written
	Current     bool           `json:"current"`               // this is the one that the verdict is about
}

// maxJudged bounds how many bytes are signed by the signatures that are judged,
// all together: a large token gets fewer of them.
const maxJudged = 4 << 20

// selectSignature judges each of several signatures by itself and selects the
// one that the report is about: the first that verifies, else the first.
func (f *facts) selectSignature() {
	n := f.token.Signatures()
	if n < 2 {
		return
	}
	all := f.token
	f.isPolyglot() // the text and the keys are the same for all
	f.keyBox()
	best, signed, work := 0, 0, 0
	for i := range n {
		g := &facts{req: f.req, paste: f.paste, found: f.found, token: all.Select(i), forms: f.forms, work: work, judging: true}
		f.attach(g.token)
		if signed += len(g.token.SigningInput()); signed > maxJudged && i > 0 {
			f.forms.judged = append(f.forms.judged, JSONSignature{State: Unverifiable, Reason: "The payload is too large to check so many signatures of it here."})
			continue
		}
		s := g.judge()
		work = g.work
		f.forms.judged = append(f.forms.judged, JSONSignature{State: s.State, Reason: s.Reason})
		if s.State == Verified && f.forms.judged[best].State != Verified {
			best = i
		}
	}
	f.token = all.Select(best)
	f.attach(f.token)
}

// judge comes to the verdict about one signature without saying all that there
// is to say about the token.
func (f *facts) judge() Signature {
	f.alg, f.typ = f.token.Alg(), f.headerType()
	f.readKey()
	f.checkSignature()
	f.values = walkValues("header", f.token.Header)
	f.run(nil, refusingRules())
	f.decide()
	return f.signature
}

// refusingRules are the rules whose hits refuse the token.
func refusingRules() []Rule {
	return slices.DeleteFunc(Rules(), func(r Rule) bool { return r.Effect != Refuse })
}

// jsonSignatures lists the signatures of a JWS in JSON form. It is complete
// when the verdict is known.
func (f *facts) jsonSignatures() []JSONSignature {
	list := f.forms.judged
	if f.token.Signatures() == 1 {
		list = make([]JSONSignature, 1)
	}
	for i := range list {
		t := f.token.Select(i)
		s := &list[i]
		s.Alg, s.KeyID, s.Current = excerpt(t.Alg()), excerpt(t.TextParameter("kid")), i == f.token.Signed
		if s.Current {
			s.State, s.Reason = f.signature.State, f.signature.Reason
		}
		for _, header := range t.Unprotected {
			s.Unprotected = strings.ToValidUTF8(t.JSON.Raw(header.Span), "\ufffd")
		}
	}
	return list
}
