package inspect

import (
	"strconv"
	"strings"
	"time"

	"jotlens/jose"
)

// Acceptance is the fourth verdict row: would the API accept the token?
type Acceptance struct {
	State  AcceptanceState `json:"state"`
	Reason string          `json:"reason"`           // the first reason why not, in a sentence; "" when accepted
	Nested bool            `json:"nested,omitempty"` // the claims judged are those of the token inside
	Checks []Condition     `json:"checks"`           // in the order in which they are judged

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// AcceptanceState is the answer of the fourth verdict row.
type AcceptanceState string

// The states of an acceptance.
const (
	Accepted  AcceptanceState = "accepted"
	Rejected  AcceptanceState = "rejected"
	Undecided AcceptanceState = "undecided" // something that was stated cannot be read; never in the API
)

// A Condition is one thing that is asked of the token. Form, signature and time
// are always asked.
type Condition struct {
	Name     string `json:"name"` // "form", "signature", "alg", "typ", "time", "iss", "aud" or "scope"
	Met      bool   `json:"met"`
	Expected string `json:"expected,omitempty"`
	Found    string `json:"found,omitempty"`
	Reason   string `json:"reason,omitempty"` // why it is not met, in a sentence

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// unmet are the sentences of unmet conditions.
var unmet = [...]struct{ code, sentence string }{
	{"unreadable-expectation", "One of your expectations cannot be read; see the marked field."},

	{"malformed", "The token is malformed; see the findings."},
	{"not-compact", "This is not a signed JWT in compact form."},
	{"no-claims", "The payload is not a claims set."},
	{"encrypted", "The token is encrypted and not decrypted yet: enter the key."},
	{"undecrypted", "The token cannot be decrypted."},
	{"unsigned", "The token is encrypted, but nothing inside it is signed."},

	{"unverified", "Its signature is not verified yet: enter the key."},
	{"invalid", "Its signature does not match the key."},
	{"unverifiable", "Its signature cannot be checked here."},

	{"missing", "The token has no {what} ({names}), your API expects {expected}."},
	{"not-text", "“{names}” is {kind}, and must be text."},
	{"not-text-list", "“{names}” is {kind}, and must be text or a list of texts."},
	{"twice", "“{names}” is there twice, and readers disagree about which one counts."},
	{"differs", "The {what} {is} {found}, your API expects {expected}."},
	{"nearly", "The {what} {is} {found}, your API expects {expected}. They differ only in {how}."},

	{"scope", "The scope {expected} is missing; the token has {found}."},
	{"scope-nearly", "The scope {expected} is missing; the token has {found}, which differs only in {how}."},
	{"scope-commas", "The scope {expected} is missing; the token has {found}. Scopes have spaces between them, not commas."},

	{"never-expires", "The token never expires: it has no “exp”."},
	{"time-odd", "“{names}” is no plausible time."},
	{"exp", "It expired at {date}."},
	{"nbf", "It is not valid before {date}."},
	{"iat", "It was issued at {date}, which is in the future."},
}

func (r Reason) unmet() string {
	for _, u := range unmet {
		if u.code == r.Code {
			return fill(u.sentence, r.Args)
		}
	}
	return ""
}

// accept judges a report by what is expected; nil when nothing is. Of a token
// in a token every layer must be sound, and the claims are those of the inner
// one.
func accept(r *Report, e Expectations) *Acceptance {
	if !e.asks() || r.Form.Kind == jose.KindEmpty {
		return nil
	}
	a := &Acceptance{State: Accepted, Checks: []Condition{}}
	if len(e.Faults) > 0 {
		a.State, a.ReasonCode = Undecided, Reason{Code: "unreadable-expectation"}
		a.Reason = a.ReasonCode.unmet()
		return a
	}
	layers := r.Layers()
	inner := layers[len(layers)-1]
	a.Nested = len(layers) > 1
	j := judge{e: e, header: inner.Token.Header, payload: inner.Token.Payload}
	j.form(layers)
	j.signature(layers)
	j.member(j.header, "alg", "algorithm", e.Algorithms)
	j.member(j.header, "typ", "type", textOrNone(e.Type))
	j.time(r.Now, r.Leeway)
	j.member(j.payload, "iss", "issuer", textOrNone(e.Issuer))
	j.member(j.payload, "aud", "audience", e.Audiences)
	j.scope()
	a.Checks = j.checks
	for _, c := range a.Checks {
		if !c.Met && a.State == Accepted {
			a.State, a.Reason, a.ReasonCode = Rejected, c.Reason, c.ReasonCode
		}
	}
	return a
}

// textOrNone is a list of the text, empty when it is.
func textOrNone(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// Layers are the report and those of the tokens inside, the innermost last.
// A token with claims of its own is the innermost, whatever it carries.
func (r *Report) Layers() []*Report {
	layers := []*Report{r}
	for r.Nested != nil && r.Nested.Token != nil && !r.Token.Payload.IsObject() {
		r = r.Nested
		layers = append(layers, r)
	}
	return layers
}

// A judge collects conditions.
type judge struct {
	e               Expectations
	header, payload *jose.Document
	checks          []Condition
}

// add adds a condition; without a code it is met. The arguments are names and
// values for the sentence.
func (j *judge) add(name, expected, found, code string, args ...string) {
	c := Condition{Name: name, Met: code == "", Expected: expected, Found: found}
	if code != "" {
		c.ReasonCode = Reason{code, map[string]string{"expected": expected, "found": found}}
		for i := 0; i+1 < len(args); i += 2 {
			c.ReasonCode.Args[args[i]] = args[i+1]
		}
		c.Reason = c.ReasonCode.unmet()
	}
	j.checks = append(j.checks, c)
}

// form asks for a well-formed JWT in compact form, in every layer.
func (j *judge) form(layers []*Report) {
	code := ""
	for i, r := range layers {
		if code == "" {
			code = unsound(r, i == len(layers)-1)
		}
	}
	j.add("form", "a signed JWT in compact form", string(layers[0].Form.Kind), code)
}

// unsound is the code of what is wrong with the form of a layer; last says that
// there is none inside.
func unsound(r *Report, last bool) string {
	encrypted := r.Form.Kind == jose.KindJWECompact
	switch {
	case !encrypted && (r.Form.Kind != jose.KindJWSCompact || r.Form.Detached || r.Token.Unencoded()):
		return "not-compact" // a JWT carries its claims, in base64url (RFC 7797 §1)
	case !r.Form.WellFormed:
		return "malformed"
	case encrypted && (r.Encryption == nil || r.Encryption.State == Encrypted):
		return "encrypted"
	case encrypted && r.Encryption.State != Decrypted:
		return "undecrypted"
	case encrypted && last:
		return "unsigned"
	case last && (!r.Form.IsJWT || !r.Token.Payload.IsWholeObject()):
		return "no-claims"
	}
	return ""
}

// signature asks that every signed layer be verified, and the last be signed.
func (j *judge) signature(layers []*Report) {
	for i, r := range layers {
		s := &r.Signature
		if s.State == Verified || r.Form.Kind == jose.KindJWECompact && i < len(layers)-1 {
			continue // what is inside an encrypted token is signed
		}
		if s.Reason != "" && s.State != Invalid && (s.State != Unverified || s.ReasonCode.Code == "would-refuse") {
			j.checks = append(j.checks, Condition{
				Name: "signature", Expected: string(Verified), Found: string(s.State), Reason: s.Reason, ReasonCode: s.ReasonCode,
			})
			return
		}
		code := string(s.State)
		if s.State == Refused {
			code = string(Unverifiable)
		}
		j.add("signature", string(Verified), string(s.State), code)
		return
	}
	j.add("signature", string(Verified), string(Verified), "")
}

// member asks that a header parameter or a claim say one of the accepted texts.
// Of an array it is enough when one of its texts is accepted; only the audience
// may be one (RFC 7519 §4.1.3).
func (j *judge) member(d *jose.Document, name, what string, accepted []string) {
	if len(accepted) == 0 {
		return
	}
	expected := listed(accepted, " or ")
	n := d.Member(name)
	have, fault := textsOf(d, name, name == "aud")
	found := listed(have, " and ")
	switch {
	case fault != "":
		j.add(name, expected, "", fault, "names", name, "kind", kindOf(n, fault))
		return
	case n == nil || len(have) == 0:
		j.add(name, expected, "", "missing", "what", what, "names", "“"+name+"”")
		return
	}
	code, how, is := "differs", "", "is"
	sayFound, sayExpected := found, expected
	if len(have) == 1 && len(accepted) == 1 {
		sayFound, sayExpected = apart(have[0], accepted[0])
	}
	const most = 100 // of the texts that may be there in thousands, how many are compared closely
	for i, h := range have {
		for _, a := range accepted {
			if h == a || name == "typ" && mediaType(h) == mediaType(a) {
				j.add(name, expected, found, "")
				return
			}
			if how == "" && i < most {
				if how = nearly(h, a); how != "" {
					code = "nearly"
					sayFound, sayExpected = apart(h, a)
				}
			}
		}
	}
	if len(have) > 1 && how == "" {
		what, is = what+"s", "are"
	}
	j.add(name, expected, found, code, "what", what, "is", is, "how", how, "found", sayFound, "expected", sayExpected)
}

// textsOf are the texts of a member: its own, or those of its array. fault is
// the code of why they cannot be read.
func textsOf(d *jose.Document, name string, array bool) (texts []string, fault string) {
	if !d.IsObject() {
		return nil, ""
	}
	for _, m := range d.Root.Members {
		if m.Name == name && m.Duplicate {
			return nil, "twice"
		}
	}
	n := d.Member(name)
	switch {
	case n == nil:
	case n.Kind == jose.String:
		texts = []string{n.Value}
	case !array:
		fault = "not-text"
	case n.Kind != jose.Array:
		fault = "not-text-list"
	default:
		var ok bool
		if texts, ok = stringsOf(n); !ok {
			fault = "not-text-list"
		}
	}
	return texts, fault
}

// kindOf is what a value with a fault is, in a sentence.
func kindOf(n *jose.Node, fault string) string {
	switch {
	case n == nil:
		return ""
	case n.Kind == jose.Array && fault == "not-text-list":
		return "an array of other things"
	}
	return kindNames[n.Kind]
}

// mediaType is a typ in full and in lower case: case and "application/" do not
// count (RFC 7515 §4.1.9).
func mediaType(s string) string {
	if s = strings.ToLower(s); !strings.Contains(s, "/") {
		s = "application/" + s
	}
	return s
}

// time asks for a token that expires and has not, is valid already and was not
// issued in the future, clocks being allowed to differ by the leeway.
func (j *judge) time(at time.Time, leeway time.Duration) {
	expected := "not expired, with a leeway of " + Duration(leeway.Seconds())
	now, slack := unixSeconds(at), leeway.Seconds()
	found := ""
	for _, name := range []string{"exp", "nbf", "iat"} {
		n := j.payload.Member(name)
		_, fault := textsOf(j.payload, name, false)
		d := numericDate(n)
		odd := d == nil || !d.Plausible() && !d.Milliseconds()
		code := ""
		switch {
		case fault == "twice":
			code = fault
		case n == nil && name == "exp":
			code = "never-expires"
		case n == nil:
			continue
		case odd:
			code = "time-odd"
		case name == "exp" && now >= d.Seconds+slack, name != "exp" && d.Seconds > now+slack:
			code = name
		}
		said := ""
		if !odd {
			said = date(*d)
		}
		if name == "exp" && !odd {
			found = "until " + said
		}
		if code != "" {
			j.add("time", expected, found, code, "names", name, "date", said)
			return
		}
	}
	j.add("time", expected, found, "")
}

// listed lists texts in a sentence, the first few.
func listed(list []string, and string) string {
	const most = 5
	text := ""
	for i, s := range list[:min(len(list), most)] {
		switch {
		case i > 0 && i == len(list)-1:
			text += and
		case i > 0:
			text += ", "
		}
		text += inQuotes(s)
	}
	if more := len(list) - most; more > 0 {
		text += " and " + strconv.Itoa(more) + " more"
	}
	return text
}
