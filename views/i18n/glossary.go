package i18n

// Glossary is what the page with the terms says around them.
type Glossary struct {
	Title, Lead   string
	Term, Meaning string // heads of the columns
	Link, Note    string // lead to it from the lessons; the note follows
}

// GlossaryFor is what the page says in a language, outside the catalogue like
// FlowFor.
func GlossaryFor(m *Messages) Glossary {
	if m.Tag == chineseTag {
		return Glossary{
			Title:   "名詞表",
			Lead:    "談到 JWT 時會遇到的名詞。標準用英文寫成，所以英文名稱寫在旁邊。",
			Term:    "名詞",
			Meaning: "意思",
			Link:    "每個名詞的意思",
			Note:    "，中英對照，一個一句。",
		}
	}
	return Glossary{
		Title:   "Glossary",
		Lead:    "The terms that you meet with JWTs, as the standards write them, and in the Chinese of Taiwan.",
		Term:    "Term",
		Meaning: "Meaning",
		Link:    "What each term means",
		Note:    "in a sentence, in English and Chinese.",
	}
}
