package views

import (
	"strings"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// rulesPath is the address of the list of rules; what is known about one rule
// stands below it, under its id.
const rulesPath = "/rules"

// A Rule is a lint rule with what there is to say about it.
type Rule struct {
	inspect.Rule
	Title   string
	Summary string // of the text, as plain text
	Lead    templ.Component
	Hidden  bool // in the list: the search leaves it out
}

// A RuleSubject is the rules about one thing.
type RuleSubject struct {
	ID    string // one of inspect.SubjectIDs
	Rules []Rule
}

// A RuleSearch is what a person looks for; what is empty does not matter.
type RuleSearch struct {
	Text     string // words that all must be there
	Severity inspect.Severity
	Subject  string
}

// MaxRuleSearch is the longest text to look for, in bytes.
const MaxRuleSearch = 200

// A RulesPage lists every rule. Those that the search leaves out are hidden and
// not missing, so that the page's script can show them again.
type RulesPage struct {
	Search   RuleSearch
	Subjects []RuleSubject
	Messages *i18n.Messages
}

// Rules is the page /rules.
func Rules(site Site, p RulesPage) templ.Component {
	m := p.Messages
	frame := knownPage(site, m, rulesPath)
	frame.Module = site.RulesScript
	for _, subject := range p.Subjects {
		for i := range subject.Rules {
			subject.Rules[i].Hidden = !p.Search.finds(subject.ID, subject.Rules[i])
		}
	}
	return rulesPage(frame, p)
}

// finds reports whether a rule is what the person looks for. The page's script
// does the same with the same words.
func (s RuleSearch) finds(subject string, r Rule) bool {
	if s.Severity != "" && s.Severity != r.Severity || s.Subject != "" && s.Subject != subject {
		return false
	}
	words := findable(r)
	for word := range strings.FieldsSeq(strings.ToLower(s.Text)) {
		if !strings.Contains(words, word) {
			return false
		}
	}
	return true
}

// findable are the words by which a rule is found.
func findable(r Rule) string {
	return strings.ToLower(r.ID + " " + r.Title + " " + r.Summary + " " + r.Reference)
}

func shown(s RuleSubject) (n int) {
	for _, r := range s.Rules {
		if !r.Hidden {
			n++
		}
	}
	return n
}

// tally counts the rules of a page, and those that are shown.
func tally(p RulesPage) (n, of int) {
	for _, s := range p.Subjects {
		n, of = n+shown(s), of+len(s.Rules)
	}
	return n, of
}

func shownWords(p RulesPage, m *i18n.Messages) string {
	n, of := tally(p)
	return m.Rules.Shown(m.Rules.Number(n), m.Rules.Number(of))
}

// shownPattern is what the page's script says when the search has changed.
func shownPattern(p RulesPage, m *i18n.Messages) string {
	_, of := tally(p)
	return m.Rules.Shown("{n}", m.Rules.Number(of))
}

// subjectID is the element of a subject; the name alone may be another's.
func subjectID(subject string) string { return "subject-" + subject }

var severities = [...]inspect.Severity{inspect.Critical, inspect.Warning, inspect.Info}

func rulePath(m *i18n.Messages, id string) templ.SafeURL { return to(m, rulesPath+"/"+id) }

func samplePath(m *i18n.Messages, id string, fires bool) templ.SafeURL {
	return to(m, sampleAddress(id, fires))
}

func sampleAddress(id string, fires bool) string {
	if fires {
		return rulesPath + "/" + id + "/fires"
	}
	return rulesPath + "/" + id + "/silent"
}

// A RulePage is all about one rule.
type RulePage struct {
	Rule     Rule
	Subject  string        // one of inspect.SubjectIDs
	Before   *Rule         // its neighbors in the subject, if there are any
	After    *Rule         // likewise
	Sections []RuleSection // in order
	Messages *i18n.Messages
}

// A RuleSection is a part of a text.
type RuleSection struct {
	Title string
	Body  templ.Component
}

// RuleText is the page /rules/<id>.
func RuleText(site Site, p RulePage) templ.Component {
	m := p.Messages
	head := i18n.Head{Title: m.Remark(p.Rule.Title, p.Rule.ID), Description: Described(p.Rule.Summary)}
	frame := prosePage(site, m, head, rulesPath+"/"+p.Rule.ID)
	frame.Path = rulesPath
	return rulePage(frame, p)
}

// A piece is a part of a sentence of a rule, perhaps the name of what is filled
// in there.
type piece struct {
	Text   string
	Filled bool
}

// pieces takes a sentence of a rule apart: "{n} bytes" is n, filled, and " bytes".
func pieces(sentence string) (list []piece) {
	for sentence != "" {
		before, rest, found := strings.Cut(sentence, "{")
		if before != "" {
			list = append(list, piece{Text: before})
		}
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		list = append(list, piece{name, true})
		sentence = after
	}
	return list
}

// A RuleSample says of which rule the page shows an example.
type RuleSample struct {
	ID, Title string
	Fires     bool
	Folded    bool   // its finding is a note, and notes are folded
	Clock     bool   // the page is judged by a clock of its own
	House     string // what a site says that has the rule; "" where this site says it, or no site need
}

func hasPlaceholder(r Rule) bool { return strings.Contains(r.Message+r.Fix, "{") }

func effectWords(r Rule, m *i18n.Messages) string {
	if r.Effect == inspect.Refuse {
		return m.Rules.Refuses
	}
	return m.Rules.NoEffect
}
