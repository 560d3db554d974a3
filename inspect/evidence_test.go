package inspect

import (
	"slices"
	"strings"
	"testing"

	"jotlens/inspect/samples"
	"jotlens/jose"
)

// placeless are the rules that speak of the token as a whole, and why there is
// nothing to point at.
var placeless = map[string]string{
	"dot-flood":           "the dots are everywhere",
	"json-form-malformed": "the members contradict each other, or one is missing",
	"json-polyglot":       "all of the text has two readings",
	"json-serialization":  "all of the text is JSON",
	"jwe-is-encrypted":    "it says what kind of token this is",
	"profile-sd-jwt":      "it says what kind of token this is",
	"sd-jwt-too-much":     "the amount is the fault",
	"segment-count":       "what is missing stands nowhere",
	"size-cookie":         "the length is the fault",
	"size-header":         "the length is the fault",
	"unverified":          "it is silent about a place only where there is no signature",
}

func TestEveryFindingPointsAtItsEvidence(t *testing.T) {
	unused := map[string]bool{}
	for id := range placeless {
		unused[id] = true
	}
	for _, rule := range Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			req := request(t, rule.ID, samples.Fires)
			r := Inspect(req)
			for _, f := range r.Findings {
				if why := misplaced(&r, req, f); why != "" {
					t.Errorf("%s at %q: %s (part %q, span %v)", f.ID, f.Path, why, f.Part, f.Span)
				}
				if f.Part == "" {
					delete(unused, f.ID)
				}
			}
		})
	}
	for id := range unused {
		t.Errorf("%s is called placeless and points at something", id)
	}
}

// misplaced says how a finding fails to point at its evidence, "" if it does not.
func misplaced(r *Report, req Request, f Finding) string {
	switch f.Part {
	case "":
		if placeless[f.ID] == "" {
			return "it points at nothing"
		}
	case "header":
		return misplacedIn(r.Header.Document, f)
	case "payload":
		if r.KeySet != nil && f.Path != "" && f.Path != "payload" {
			f.Path = "payload." + f.Path // there, paths begin at the keys
		}
		return misplacedIn(r.Payload.Document, f)
	case PartDisclosed:
		return misplacedIn(r.Disclosures.Document, f)
	case "key":
		if req.Key == "" {
			return "there is no key"
		}
	case "signature":
		if len(r.Token.Segments) < 3 {
			return "there is no signature"
		}
	case PartToken, PartDisclosure, PartKeyBinding:
		if f.Span.Empty() || f.Span.End > len(r.Token.Text) {
			return "it lies outside the token"
		}
		text := r.Token.Text[f.Span.Start:f.Span.End]
		isOne := func(d Disclosure) bool { return d.Text == text }
		if f.Part == PartDisclosure && text[0] != '~' && !slices.ContainsFunc(r.Disclosures.List, isOne) {
			return "it is no disclosure: " + text
		}
		if c := f.Args["c"]; c != "" && !strings.Contains(text, c) {
			return "it is not the character: " + text
		}
	case PartRemoved, PartJoined:
		if len(r.Source) <= len(r.Token.Text) {
			return "nothing was removed"
		}
	default:
		return "there is no such part"
	}
	return ""
}

// misplacedIn is misplaced for evidence in a document. What the path names must
// stand at the span, and a span that is empty must belong to a whole part or to a
// member that is missing.
func misplacedIn(d *jose.Document, f Finding) string {
	root, _, nested := strings.Cut(f.Path, ".")
	if strings.Contains(root, "[") {
		nested = true
	}
	found := false
	for _, v := range walkValues(root, d) {
		if v.path != f.Path {
			continue
		}
		found = true
		whole := v.node.Span
		if v.member != nil {
			whole = spanOf(*v.member)
		}
		if whole.Start <= f.Span.Start && f.Span.End <= whole.End && !f.Span.Empty() {
			return ""
		}
	}
	switch {
	case f.Span.End > len(d.Text):
		return "it lies outside"
	case f.Path == "":
		return "" // the names of digests stand in no path
	case nested && found:
		return "the member stands elsewhere"
	case nested && !f.Span.Empty():
		return "there is no such member, but a place"
	}
	return ""
}
