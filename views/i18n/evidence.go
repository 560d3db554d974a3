package i18n

// Evidence is what the page says about the place that a finding points at.
type Evidence struct {
	Show    func(what string) string       // accessible name of the button that marks it
	Marked  func(what string) string       // said when it is marked
	Gone    string                         // said when the mark is taken away
	Missing func(path, part string) string // what is marked for a member that is not there
	Parts   map[string]string              // by inspect.Finding.Part
	Rule    func(id string) string         // accessible name of the link to a rule
}

func englishEvidence() Evidence {
	return Evidence{
		Show:   func(what string) string { return "Show where: " + what },
		Marked: func(what string) string { return "Marked: " + what + "." },
		Gone:   "The mark is gone.",
		Missing: func(path, part string) string {
			return "the whole " + part + ", because " + path + " is missing"
		},
		Parts: map[string]string{
			"header": "header", "payload": "payload", "signature": "signature", "key": "key", "token": "token",
			"disclosed": "disclosures", "disclosure": "disclosure", "key-binding": "key binding",
			"removed": "what was removed", "joined": "what was taken out",
		},
		Rule: func(id string) string { return "What " + id + " means, in a new tab" },
	}
}
