package i18n

// DocForm is the form in the menu Share that makes links for the documentation of
// an API.
type DocForm struct {
	Title     string
	Focus     string
	FocusHint string
	Note      string
	NoteHint  string
	Clock     string
	ClockHint string
	Language  string
	Any       string    // language: the link asks for none
	Actions   [5]string // in the order of build.DocForms
}

// DocFormFor is what the form says in a language. It stands outside the
// catalogue, so that the engine does not carry it.
func DocFormFor(m *Messages) *DocForm {
	words := englishDocForm()
	if m.Tag == chineseTag {
		words = chineseDocForm()
	}
	return &words
}

// OpenIn is what a badge says, and a link without a note.
func OpenIn(m *Messages) string {
	if m.Tag == chineseTag {
		return "在 Jotlens 開啟"
	}
	return "Open in Jotlens"
}

func englishDocForm() DocForm {
	return DocForm{
		Title:     "Link for documentation",
		Focus:     "Point at",
		FocusHint: "exp, header.alg",
		Note:      "Note",
		NoteHint:  "Shown beside the token, as the words of whoever made the link. It is also the text of the link.",
		Clock:     "Fix the clock",
		ClockHint: "At this moment, or at the time under “As of”. So the token does not expire.",
		Language:  "Language of the page",
		Any:       "Not set",
		Actions:   [5]string{"Copy link", "Copy as Markdown", "Copy as HTML", "Copy badge as Markdown", "Copy badge as HTML"},
	}
}
