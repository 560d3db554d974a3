package i18n

// DocLinks is what the page says of a link that stands in the documentation of an API.
type DocLinks struct {
	Title    string // accessible name of what a link says
	Note     string // before the words of a stranger
	Points   string // before what the link points at
	Missing  func(name string) string
	Clock    func(when string) string
	Unfix    string
	Close    string
	NoSample string

	Named string // of a link that is made: it names an example
	Whole string // it has the token in it
	Live  string // that can still be used
}

func englishDocLinks() DocLinks {
	return DocLinks{
		Title:    "What the link says",
		Note:     "Note by whoever made this link:",
		Points:   "The link points at",
		Missing:  func(name string) string { return "The link points at " + name + ", which this token does not have." },
		Clock:    func(when string) string { return "The link fixed the clock of this page at " + when + "." },
		Unfix:    "Use the present time",
		Close:    "Close",
		NoSample: "The link asks for an example that does not exist here.",

		Named: "The link names the example and has no token in it: each reader gets a fresh one.",
		Whole: "The link has the token in it. The key is never in it.",
		Live:  "Whoever reads the documentation can use this token. Take one that has expired, or an example.",
	}
}
