package i18n

import "strings"

// Marks are what stands between words and sentences, spaces included.
type Marks struct {
	Gap   string // between two sentences
	Stop  string // at the end of a sentence
	Comma string // between the entries of a list
	Colon string // between a name and what is said of it
	Open  string // before a remark in brackets
	Close string // after it
}

// Sentences are whole sentences one after the other; empty ones are left out.
func (m *Messages) Sentences(list ...string) string { return joined(list, m.Marks.Gap) }

// Titles are titles, each made a sentence.
func (m *Messages) Titles(list ...string) string {
	return joined(list, m.Marks.Stop+m.Marks.Gap) + m.Marks.Stop
}

// Listed are the entries of a list.
func (m *Messages) Listed(list []string) string { return joined(list, m.Marks.Comma) }

// Of is what is said of a name.
func (m *Messages) Of(name, said string) string { return name + m.Marks.Colon + said }

// Remark is a text with a remark behind it.
func (m *Messages) Remark(text, remark string) string {
	return text + m.Marks.Open + remark + m.Marks.Close
}

func joined(list []string, between string) string {
	var b strings.Builder
	for _, text := range list {
		if text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(text)
	}
	return b.String()
}
