package learn

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

// Glossaries are the terms with their meanings: in the original an array, in the
// order in which they are shown, and in each translation an object by the
// identifier of a term.
//
//go:embed glossary
var glossaries embed.FS

// A Term is a word of the field with what it means.
type Term struct {
	ID      string  `json:"id"`
	Term    string  `json:"term"`    // as the standards have it
	Meaning string  `json:"meaning"` // one sentence, plain text
	More    string  `json:"more"`    // the address of the page of ours that says more
	Glosses []Gloss `json:"-"`       // the term in each other language
}

// A Gloss is a term in another language.
type Gloss struct{ Tag, Term string }

// A termTranslation is a term in another language than the original.
type termTranslation struct {
	Term    string `json:"term"`
	Meaning string `json:"meaning"`
	Source  string `json:"source"` // the Fingerprint of the original term, a line break and the original meaning
}

// translations are the languages of the glossary besides the original.
var translations = []string{"zh-Hant-TW"}

// Glossary are the terms with their meanings in the language with this BCP 47 tag.
func Glossary(tag string) []Term { return glossary()[tag] }

// glossary are the terms by language. A file that cannot be read is left out; the
// tests report it.
var glossary = sync.OnceValue(func() map[string][]Term {
	all := map[string][]Term{}
	terms, err := readTerms()
	if err != nil {
		return all
	}
	all[original] = terms
	for _, tag := range translations {
		translated, err := readTranslatedTerms(tag)
		if err != nil {
			continue
		}
		for i, term := range terms {
			term.Glosses = append(term.Glosses, Gloss{tag, translated[term.ID].Term})
			terms[i] = term
			term.Meaning = translated[term.ID].Meaning
			all[tag] = append(all[tag], term)
		}
	}
	return all
})

func readTerms() (terms []Term, err error) {
	err = readGlossary(original, &terms)
	return terms, err
}

func readTranslatedTerms(tag string) (terms map[string]termTranslation, err error) {
	err = readGlossary(tag, &terms)
	return terms, err
}

func readGlossary(tag string, into any) error {
	source, err := glossaries.ReadFile("glossary/" + tag + ".json")
	if err != nil {
		return fmt.Errorf("learn: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(source))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("learn: glossary/%s: %w", tag, err)
	}
	return nil
}
