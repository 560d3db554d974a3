package inspect

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jotlens/inspect/samples"
	"jotlens/jose"
)

// noon is the clock of the tests and of the samples.
var noon = samples.Noon

// request is what the page asks about a sample of a rule.
func request(t testing.TB, id string, side samples.Side) Request {
	t.Helper()
	e := readSample(t, id, side)
	input, err := e.Text()
	if err != nil {
		t.Fatal(err)
	}
	return Request{
		Input: input, Key: e.Key, KeyEncoding: e.Encoding, Now: noon, Leeway: DefaultLeeway, Organisation: ReadOrganisation(string(e.House)),
	}
}

func readSample(t testing.TB, id string, side samples.Side) samples.Sample {
	t.Helper()
	e, err := samples.Read(id, side)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func has(r Report, id string) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.ID == id })
}

func ids(r Report) string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.ID)
	}
	return strings.Join(all, " ")
}

func TestEachRuleFiresOnItsExampleAndIsSilentOnTheOther(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			if r := Inspect(request(t, rule.ID, samples.Fires)); !has(r, rule.ID) {
				t.Errorf("does not fire; these do: %s", ids(r))
			}
			if r := Inspect(request(t, rule.ID, samples.Silent)); has(r, rule.ID) {
				t.Errorf("fires on the token that should keep it silent: %s", ids(r))
			}
		})
	}
}

func TestEveryExampleFileBelongsToARule(t *testing.T) {
	known := map[string]bool{}
	for _, rule := range Rules() {
		if known[rule.ID] {
			t.Errorf("two rules are called %s", rule.ID)
		}
		known[rule.ID] = true
	}
	files := samples.Names()
	if len(files) != 2*len(known) {
		t.Errorf("%d files for %d rules", len(files), len(known))
	}
	for _, file := range files {
		if id, _, _ := strings.Cut(file, "."); !known[id] {
			t.Errorf("%s belongs to no rule", file)
		}
	}
}

func TestEveryRuleHasOneSubject(t *testing.T) {
	var all, grouped []string
	for _, rule := range Rules() {
		all = append(all, rule.ID)
	}
	for _, subject := range Subjects() {
		if len(subject.Rules) == 0 {
			t.Errorf("no rule is about %s", subject.ID)
		}
		for _, rule := range subject.Rules {
			grouped = append(grouped, rule.ID)
		}
	}
	slices.Sort(all)
	slices.Sort(grouped)
	if !slices.Equal(all, grouped) {
		t.Errorf("the rules are %q, those of the subjects %q", all, grouped)
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func TestFindingsAreWholeSentencesWithAReference(t *testing.T) {
	for _, rule := range Rules() {
		if rule.Reference == "" || rule.Message == "" {
			t.Errorf("%s lacks a reference or a message", rule.ID)
		}
		checkFindings(t, Inspect(request(t, rule.ID, samples.Fires)))
	}
}

// checkFindings fails when a finding is not whole: its sentences are filled in
// and end, its severity is known, its evidence lies in its part.
func checkFindings(t *testing.T, r Report) {
	t.Helper()
	for _, f := range r.Findings {
		for _, text := range []string{f.Message, f.Fix} {
			for _, left := range placeholder.FindAllString(text, -1) {
				if _, filled := f.Args[left[1:len(left)-1]]; !filled && !quoted(f.Args, left) {
					t.Errorf("%s: %q is not filled in %q", f.ID, left, text)
				}
			}
			if text != "" && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
				t.Errorf("%s: %q does not end as a sentence", f.ID, text)
			}
		}
		if f.Message == "" || f.Reference == "" {
			t.Errorf("%s lacks a message or a reference", f.ID)
		}
		if !slices.Contains([]Severity{Critical, Warning, Info}, f.Severity) {
			t.Errorf("%s has severity %q", f.ID, f.Severity)
		}
	}
}

// quoted reports whether a text like a placeholder comes from the token itself.
func quoted(args map[string]string, text string) bool {
	for _, arg := range args {
		if strings.Contains(arg, text) {
			return true
		}
	}
	return false
}

// checkAgrees fails when the parts of a report contradict each other.
func checkAgrees(t *testing.T, r Report) {
	t.Helper()
	var counts Counts
	worst := 0
	for _, f := range r.Findings {
		switch f.Severity {
		case Critical:
			counts.Critical += 1 + f.More
		case Warning:
			counts.Warning += 1 + f.More
		case Info:
			counts.Info += 1 + f.More
		}
		if rank(f.Severity) < worst {
			t.Errorf("%s stands after something less severe", f.ID)
		}
		worst = rank(f.Severity)
		doc := map[string]*Part{"header": r.Header, "payload": r.Payload}[f.Part]
		if doc != nil && (f.Span.Start < 0 || f.Span.Start > f.Span.End || f.Span.End > len(doc.Document.Text)) {
			t.Errorf("%s: span %v lies outside the %s", f.ID, f.Span, f.Part)
		}
	}
	if counts != r.Counts {
		t.Errorf("counts are %+v, the findings add up to %+v", r.Counts, counts)
	}
	s := r.Signature
	matched := s.Matches != nil && *s.Matches
	switch s.State {
	case Verified:
		if !matched || s.Key == nil || !r.Form.WellFormed || s.Reason != "" {
			t.Errorf("verified, but %+v with form %+v", s, r.Form)
		}
	case Invalid:
		if matched || !has(r, "signature-mismatch") {
			t.Errorf("invalid, but %+v", s)
		}
	case Unverified:
		if s.Key != nil {
			t.Errorf("not verified yet, but a key is there: %+v", s.Key)
		}
	case Refused, Unverifiable:
		if s.Reason == "" {
			t.Errorf("%s without a reason", s.State)
		}
	default:
		t.Errorf("the state is %q", s.State)
	}
	if expired := has(r, "expired"); expired != (r.Time.State == TimeExpired) && r.Time.State != TimeUnreadable && r.Time.State != TimeNotYetValid {
		t.Errorf("time is %s, and the rule about expiry says %v", r.Time.State, expired)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Errorf("the report is no JSON: %v", err)
	}
	if e := r.Encryption; e != nil {
		opened := e.State == Decrypted
		switch {
		case s.State != Unverifiable || e.State != Encrypted && !opened && e.Reason == "" || opened && e.Reason != "":
			t.Errorf("the encryption is %+v with the signature %s", e, s.State)
		case opened != (r.Payload != nil || r.Nested != nil) && e.Bytes > 0:
			t.Errorf("the encryption is %+v, and there is a payload: %v", e, r.Payload != nil)
		case e.Rule != "" && !has(r, e.Rule) && !has(r, "crit-malformed"):
			t.Errorf("%s decided and was not reported", e.Rule)
		}
	}
	if r.Nested != nil {
		checkAgrees(t, *r.Nested)
	}
}

func TestReportsOfAllExamplesAgreeWithThemselves(t *testing.T) {
	for _, rule := range Rules() {
		for _, side := range samples.Sides {
			t.Run(rule.ID+"."+string(side), func(t *testing.T) {
				checkAgrees(t, Inspect(request(t, rule.ID, side)))
			})
		}
	}
}

// sign makes a compact JWS with an HMAC of the header's alg.
func sign(t testing.TB, header, payload, secret string) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	input := encode([]byte(cmp.Or(header, `{"alg":"HS256","typ":"JWT"}`))) + "." + encode([]byte(payload))
	mac, err := jose.SignHMAC(jose.Parse(input+".").Alg(), []byte(secret), input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(mac)
}
