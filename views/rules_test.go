package views

import (
	"testing"

	"github.com/a-h/templ"

	"jotlens/inspect"
)

// testRules are rules with texts, in two subjects.
func testRules() []RuleSubject {
	rule := func(id string, severity inspect.Severity, title string) Rule {
		return Rule{
			Rule:  inspect.Rule{ID: id, Severity: severity, Reference: "RFC 1", Message: "{n} of <these> in {path}.", Fix: "Mend it."},
			Title: title, Summary: "About the “token”.", Lead: templ.NopComponent,
		}
	}
	refusing := rule("key-b", inspect.Critical, "A & B")
	refusing.Effect = inspect.Refuse
	return []RuleSubject{
		{"keys", []Rule{rule("key-a", inspect.Warning, "The first"), refusing, rule("key-c", inspect.Critical, "The third")}},
		{"time", []Rule{rule("exp-a", inspect.Info, "The last")}},
	}
}

func TestASearchFindsRules(t *testing.T) {
	subject := testRules()[0]
	for _, c := range []struct {
		search RuleSearch
		want   int
	}{
		{RuleSearch{}, 3},
		{RuleSearch{Text: " \t"}, 3},
		{RuleSearch{Text: "first"}, 1},
		{RuleSearch{Text: "KEY-B"}, 1},
		{RuleSearch{Text: "token rfc"}, 3},
		{RuleSearch{Text: "the third"}, 1},
		{RuleSearch{Text: "first third"}, 0},
		{RuleSearch{Severity: inspect.Critical}, 2},
		{RuleSearch{Severity: inspect.Info}, 0},
		{RuleSearch{Subject: "keys"}, 3},
		{RuleSearch{Subject: "time"}, 0},
		{RuleSearch{Text: "third", Severity: inspect.Warning}, 0},
	} {
		n := 0
		for _, r := range subject.Rules {
			if c.search.finds(subject.ID, r) {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%+v finds %d, want %d", c.search, n, c.want)
		}
	}
}

func TestPieces(t *testing.T) {
	for sentence, want := range map[string][]piece{
		"":              nil,
		"All of it.":    {{"All of it.", false}},
		"{n} of {path}": {{"n", true}, {" of ", false}, {"path", true}},
		"cut {off":      {{"cut ", false}, {"off", true}},
	} {
		got := pieces(sentence)
		if len(got) != len(want) {
			t.Errorf("%q is %v, want %v", sentence, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%q is %v, want %v", sentence, got, want)
			}
		}
	}
}
