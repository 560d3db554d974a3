package views

import (
	"jotlens/build"
	"jotlens/views/i18n"
)

// NegativeSections are the parts of the card of negative tests that depend on
// the token. set is nil when there is none, because of err; fault says that the
// target cannot be used.
func NegativeSections(set *build.NegativeSet, err error, fault bool, m *i18n.Messages) []Section {
	note := ""
	if fault {
		note = m.Negative.TargetFault
	}
	return []Section{{"negative-set", negativeSet(set, err, m)}, {"negative-note", negativeNote(note, m)}}
}

// NegativeWords are what the files say about the tests.
func NegativeWords(m *i18n.Messages) build.NegativeWords {
	return build.NegativeWords{Notice: m.Negative.Notice, What: func(name string) string { return negativeWhat(name, m) }}
}

func negativeWhat(name string, m *i18n.Messages) string {
	if name == build.Control {
		return m.Negative.Control
	}
	return m.Breaks.Whats[name]
}
