package i18n

import "strconv"

// Rules is what the pages about the lint rules say.
type Rules struct {
	Title       string
	Lead        string
	Subjects    map[string]string
	SubjectsNav string // name of the landmark
	Search      string // label of the text
	SearchHint  string // placeholder
	Severity    string
	Subject     string
	AnySeverity string
	AnySubject  string
	Filter      string // the button
	Everything  string // leads back to the whole list
	Count       func(n int) string
	Shown       func(n, of string) string // the page's script fills {n} and {total}
	NoneShown   string
	ReadMore    string // leads from a page that has only the search

	SeverityMeanings map[string]string // by inspect.Severity
	ID               string
	Says             string
	SaysNote         string // what the marked words are
	Effect           string
	Refuses          string
	NoEffect         string
	Reference        string
	Meaning          string
	Why              string
	Attack           string
	Fix              string
	References       string
	OpenFires        string
	OpenSilent       string
	ExamplesNote     string
	Siblings         func(subject string) string // name of the landmark
	Previous         string
	Next             string

	Example       func(fires bool) string // on the page of an example; the rule's title follows
	ExampleNow    string                  // follows, when the clock is set
	ExampleFolded string                  // follows, when the finding is folded
	Back          string
	Other         func(fires bool) string // leads to the other example
}

func englishRules() Rules {
	return Rules{
		Title: "Rules",
		Lead:  "What the inspector looks for in a token: what each finding means, why it matters, and how to fix it.",
		Subjects: map[string]string{
			"input":      "Input and encoding",
			"algorithm":  "Algorithm and header",
			"keys":       "Keys and secrets",
			"time":       "Time",
			"claims":     "Claims and profiles",
			"content":    "Sensitive content",
			"encryption": "Encrypted tokens",
			"forms":      "JSON forms and SD-JWT",
			"size":       "Size and transport",
			"verdict":    "Verdict",
		},
		SubjectsNav: "Subjects",
		Search:      "Search",
		SearchHint:  "kid, expired, RFC 8725 …",
		Severity:    "Severity",
		Subject:     "Subject",
		AnySeverity: "All severities",
		AnySubject:  "All subjects",
		Filter:      "Show",
		Everything:  "Show all",
		Count:       func(n int) string { return count(n, "rule", "rules") },
		Shown:       func(n, of string) string { return n + " of " + of + " rules" },
		NoneShown:   "No rule matches. Try fewer words, or another severity.",
		ReadMore:    "All rules",

		SeverityMeanings: map[string]string{
			"critical": "The token can be forged, gives a live secret away, or breaks a requirement of its standard.",
			"warning":  "A likely mistake, or against what the standard recommends.",
			"info":     "Worth knowing. Nothing is wrong with the token for that alone.",
		},
		ID:           "Rule",
		Says:         "The inspector says",
		SaysNote:     "The marked words are filled in from the token.",
		Effect:       "Effect",
		Refuses:      "A token with this finding is never shown as verified, even when its signature matches.",
		NoEffect:     "None on the verdict about the signature.",
		Reference:    "Rests on",
		Meaning:      "What it means",
		Why:          "Why it matters",
		Attack:       "A real attack",
		Fix:          "How to fix it",
		References:   "References",
		OpenFires:    "Open a token with this finding",
		OpenSilent:   "Open one without it",
		ExamplesNote: "Both are invented. They open in the inspector.",
		Siblings:     func(subject string) string { return "More about: " + subject },
		Previous:     "Previous",
		Next:         "Next",

		Example: func(fires bool) string {
			if fires {
				return "Example: this token has the finding"
			}
			return "Example: this token does not have the finding"
		},
		ExampleFolded: "The finding is among the notes.",
		ExampleNow:    "Its clock is set, because the verdict depends on the time.",
		Back:          "Back to the rule",
		Other: func(fires bool) string {
			if fires {
				return "Open the one with the finding"
			}
			return "Open the one without it"
		},
	}
}

// Number writes a whole number.
func (Rules) Number(n int) string { return strconv.Itoa(n) }
