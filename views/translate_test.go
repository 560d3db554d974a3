package views

import (
	"regexp"
	"strings"
	"testing"

	"jotlens/inspect"
	rulesamples "jotlens/inspect/samples"
	"jotlens/views/i18n"
)

// english finds three English words in a row that no Chinese text has: neither
// inQuotes nor a name.
var english = regexp.MustCompile(`\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b`)

var inQuotes = regexp.MustCompile(`“[^”]*”|「[^」]*」|openssl [a-zA-Z0-9 .-]*|ssh-keygen [a-zA-Z0-9 .>-]*`)

// TestEveryReportIsSaidInEachLanguage reads what both examples of each rule say.
func TestEveryReportIsSaidInEachLanguage(t *testing.T) {
	m := i18n.TraditionalChinese()
	checked := 0
	for _, rule := range inspect.Rules() {
		for _, side := range rulesamples.Sides {
			sample, err := rulesamples.Read(rule.ID, side)
			if err != nil {
				t.Fatal(err)
			}
			input, err := sample.Text()
			if err != nil {
				t.Fatal(err)
			}
			r := inspect.Inspect(inspect.Request{Input: input, Key: sample.Key, KeyEncoding: sample.Encoding, Now: rulesamples.Noon, Leeway: inspect.DefaultLeeway})
			for _, text := range sentencesOf(translated(&r, m)) {
				checked++
				if found := english.FindString(inQuotes.ReplaceAllString(text, "")); found != "" {
					t.Errorf("%s, %s: %q in %s", rule.ID, side, found, text)
				}
			}
		}
	}
	if checked < 1000 {
		t.Errorf("read %d sentences only", checked)
	}
}

// TestNoLanguageShowsWhatIsMasked looks for the beginnings of values that findings
// show, in reports that promise to show none.
func TestNoLanguageShowsWhatIsMasked(t *testing.T) {
	checked := 0
	for _, rule := range inspect.Rules() {
		if !strings.HasPrefix(rule.ID, "value-") && rule.ID != "sensitive-in-header" {
			continue
		}
		sample, err := rulesamples.Read(rule.ID, rulesamples.Fires)
		if err != nil {
			t.Fatal(err)
		}
		input, err := sample.Text()
		if err != nil {
			t.Fatal(err)
		}
		r := inspect.Inspect(inspect.Request{Input: input, Now: rulesamples.Noon, Leeway: inspect.DefaultLeeway})
		for _, f := range r.Findings {
			shown, _, cut := strings.Cut(f.Args["value"], "…")
			if f.ID != rule.ID || !cut {
				continue
			}
			for _, m := range i18n.Languages() {
				checked++
				report := string(Export(&r, ExportOptions{Format: "markdown"}, m).Text)
				if strings.Contains(report, shown+"…") {
					t.Errorf("%s, %s: the masked report shows %q", rule.ID, m.Tag, shown)
				}
			}
		}
	}
	if checked < 10 {
		t.Errorf("looked at %d reports only", checked)
	}
}

// sentencesOf are the texts of a report that people read.
func sentencesOf(r *inspect.Report) (list []string) {
	add := func(texts ...string) {
		for _, text := range texts {
			if text != "" {
				list = append(list, text)
			}
		}
	}
	for _, f := range r.Findings {
		add(f.Message, f.Fix)
	}
	add(r.Signature.Reason)
	for _, n := range r.Signature.Near {
		add(n.Message)
	}
	if k := r.Signature.Key; k != nil {
		add(k.Error, k.Next, k.Unusable)
		for _, x := range k.Skipped {
			add(x.Why)
		}
	}
	for _, s := range r.Signatures {
		add(s.Reason)
	}
	if r.Encryption != nil {
		add(r.Encryption.Reason)
	}
	for _, c := range r.Certificates {
		add(c.Problem)
	}
	for _, x := range r.Input.Removed {
		add(x.Text)
	}
	if r.KeySet != nil {
		for _, k := range r.KeySet.Keys {
			add(k.Error)
		}
	}
	if r.Nested != nil {
		add(sentencesOf(r.Nested)...)
	}
	return list
}
