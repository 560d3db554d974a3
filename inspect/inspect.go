package inspect

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"jotlens/jose"
)

// MaxInput is the longest input that is read, in bytes. The page and the
// server bound theirs before; this bounds everybody else.
const MaxInput = 1 << 20

// maxHits bounds how often one rule is reported: a token with ten thousand
// e-mail addresses needs no ten thousand sentences.
const maxHits = 10

// Inspect says everything there is to say about the token in req.Input. It
// never fails: what cannot be read is reported as such.
func Inspect(req Request) Report {
	if len(req.Input) > MaxInput {
		req.Input = strings.ToValidUTF8(req.Input[:MaxInput], "")
	}
	req = req.atExpectedTime()
	f := &facts{req: req, paste: FindTokens(req.Input)}
	return f.inspect(req)
}

// inspect says what there is to say about one of the tokens found.
func (f *facts) inspect(req Request) Report {
	pick := min(max(req.Pick, 0), len(f.paste.Tokens)-1)
	f.found = f.paste.Tokens[pick]
	f.token = jose.Parse(f.found.Text)
	f.readForms()
	f.alg = f.token.Alg()
	f.typ = f.headerType()
	r := Report{Paste: f.paste, Token: f.token, Now: req.Now, Source: req.Input, Findings: []Finding{}}
	r.Input = Input{Removed: f.found.Removed, Picked: pick}
	if len(f.paste.Tokens) > 1 {
		for _, t := range f.paste.Tokens {
			r.Input.Tokens = append(r.Input.Tokens, t.Name)
		}
	}
	r.Header = f.part(f.token.Header, 0)
	r.Payload = f.part(f.token.Payload, 1)
	if f.token.Kind.HoldsKeys() {
		f.inspectKeys(&r)
		return r
	}
	f.readKey()
	f.findNested()
	f.open(&r)
	f.checkSignature()
	f.readTime()
	f.values = slices.Concat(walkValues("header", f.token.Header), walkValues("payload", f.token.Payload), f.disclosedValues())
	r.Form = f.form()
	r.Time = f.time
	if f.token.Kind != jose.KindEmpty {
		refusals := 0
		r.Findings, refusals = f.run(r.Findings, formRules())
		r.Form.WellFormed = refusals == 0
		r.Findings, _ = f.run(r.Findings, tokenRules())
		f.decide()
		r.Findings, _ = f.run(r.Findings, verdictRules)
	} else {
		f.signature.State = Unverified
	}
	if used := f.signature.Key; used != nil && used.Chosen != nil {
		used.Certificates = chainOf(used.Chosen.Certificates) // it costs a signature check for each
	}
	r.Signature, r.Guess = f.signature, f.guessed
	r.Certificates = headerCertificates(f.token)
	r.Signatures, r.Disclosures = f.jsonSignatures(), f.disclosures()
	sort.SliceStable(r.Findings, func(i, j int) bool { return rank(r.Findings[i].Severity) < rank(r.Findings[j].Severity) })
	r.Counts = countFindings(r.Findings)
	f.inspectNested(&r)
	r.Expect, r.Leeway = req.Expect, req.Leeway
	f.known(&r)
	r.Expectations = accept(&r, r.Expect)
	return r
}

func countFindings(findings []Finding) (counts Counts) {
	for _, finding := range findings {
		switch finding.Severity {
		case Critical:
			counts.Critical += 1 + finding.More
		case Warning:
			counts.Warning += 1 + finding.More
		default:
			counts.Info += 1 + finding.More
		}
	}
	return counts
}

func rank(s Severity) int { return slices.Index([]Severity{Critical, Warning, Info}, s) }

// run runs rules and appends what they find. It counts the hits that refuse.
func (f *facts) run(findings []Finding, rules []Rule) (_ []Finding, refusals int) {
	var rule *Rule
	var hits, first int
	hit := func(h Hit) { // one for all rules: most of them never hit
		hits++
		if rule.Effect == Refuse && !h.Spare {
			refusals++
			f.refusedByKey = f.refusedByKey || h.Part == "key"
			if f.refusedBy == "" {
				f.refusedBy = rule.ID
			}
		}
		severity := cmp.Or(h.Severity, rule.Severity)
		if severity == Critical && f.criticalRule == "" && rule.ID != "size-header" { // too long is not unsafe
			f.criticalRule = rule.ID
		}
		if hits > maxHits {
			findings[first].More++
			return
		}
		findings = append(findings, rule.finding(h))
	}
	for i := range rules {
		rule, hits, first = &rules[i], 0, len(findings)
		rule.Check(f, hit)
	}
	return findings, refusals
}

// finding is the hit in words.
func (rule *Rule) finding(h Hit) Finding {
	message, fix := cmp.Or(h.Message, rule.Message), cmp.Or(h.Fix, rule.Fix)
	return Finding{
		ID:        rule.ID,
		Severity:  cmp.Or(h.Severity, rule.Severity),
		Message:   fill(message, h.Args),
		Fix:       fill(fix, h.Args),
		Reference: rule.Reference,
		Path:      h.Path,
		Part:      h.Part,
		Span:      h.Span,
		Quiet:     h.Quiet,
		Args:      h.Args,

		Template:    message,
		FixTemplate: fix,
	}
}

// part describes a decoded segment; index is its place in the compact form.
func (f *facts) part(d *jose.Document, index int) *Part {
	if d == nil {
		return nil
	}
	p := &Part{Text: strings.ToValidUTF8(d.Text, "\ufffd"), Document: d, Members: []Member{}}
	if len(f.token.Segments) > 0 {
		if f.token.SegmentCount == 1 {
			index = 0 // a payload alone
		}
		p.Segment = &f.token.Segments[index]
	}
	if !d.IsObject() {
		return p
	}
	named := jose.ClaimNamed
	var words []ClaimWords
	if d == f.token.Header {
		named = jose.HeaderParameterNamed
	} else if !f.token.Kind.HoldsKeys() {
		_, words = f.house()
	}
	if f.token.Kind.HoldsKeys() {
		named = jose.JWKParameterNamed
	}
	for _, m := range d.Root.Members {
		member := Member{Name: m.Name, Duplicate: m.Duplicate}
		if m.Value != nil {
			member.JSON = strings.ToValidUTF8(d.Raw(m.Value.Span), "\ufffd")
		}
		if known, ok := named(m.Name); ok {
			member.Meaning, member.Reference = known.Meaning, known.Reference
		}
		for _, c := range words {
			if c.Name == m.Name {
				member.Meaning, member.Reference = c.Words, houseReference
				break
			}
		}
		p.Members = append(p.Members, member)
	}
	return p
}

func (f *facts) form() Form {
	t := f.token
	return Form{
		Kind:     t.Kind,
		IsJWT:    f.isJWT(),
		Segments: t.SegmentCount,
		Bytes:    len(t.Text),
		Detached: t.Detached,
		Profile:  f.recognize(),
	}
}

// isJWT reports whether the token is a compact JWS or JWE, and what is in it, as
// far as that can be read, a claims set or another token.
func (f *facts) isJWT() bool {
	t := f.token
	claims := t.Payload.IsObject() || f.jwe.inner != "" || t.Kind == jose.KindJWECompact && t.Payload == nil
	return (t.Kind == jose.KindJWSCompact || t.Kind == jose.KindJWECompact) && t.Header.IsObject() && claims
}

// headerType is the header's typ in lower case without "application/", which
// senders may leave out (RFC 7515 §4.1.9).
func (f *facts) headerType() string {
	n := f.token.Header.Member("typ")
	if n == nil || n.Kind != jose.String {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(n.Value), "application/")
}

// claim is the value of a top-level claim, perhaps a disclosed one; nil when
// there is none.
func (f *facts) claim(name string) *jose.Node {
	if n := f.token.Payload.Member(name); n != nil {
		return n
	}
	return f.forms.claims.Member(name)
}

// hasClaim reports whether any of the claims is there.
func (f *facts) hasClaim(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return f.claim(name) != nil })
}

// memberSpan is the evidence for a top-level claim: its name and value.
func memberSpan(d *jose.Document, name string) jose.Span {
	if !d.IsObject() {
		return jose.Span{}
	}
	for i := len(d.Root.Members) - 1; i >= 0; i-- {
		if m := d.Root.Members[i]; m.Name == name {
			return spanOf(m)
		}
	}
	return jose.Span{}
}

func spanOf(m jose.Member) jose.Span {
	if m.Value == nil {
		return m.NameSpan
	}
	return jose.Span{Start: m.NameSpan.Start, End: m.Value.Span.End}
}

// excerpt is a text of the token, short enough for a sentence.
func excerpt(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "\ufffd")
	if utf8.RuneCountInString(s) <= most {
		return visible(s)
	}
	return visible(string([]rune(s)[:most-1])) + "…"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
