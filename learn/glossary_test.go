package learn

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"jotlens/inspect"
	"jotlens/jose"
)

var termID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// TestEveryTermIsWhole: each has one sentence and leads to a page that is there, in
// the order of the alphabet.
func TestEveryTermIsWhole(t *testing.T) {
	terms, err := readTerms()
	if err != nil || len(terms) < 45 {
		t.Fatalf("%d terms, %v", len(terms), err)
	}
	seen := map[string]bool{}
	for i, term := range terms {
		if !termID.MatchString(term.ID) || seen[term.ID] || seen[term.Meaning] {
			t.Errorf("%s is there twice, or no identifier", term.ID)
		}
		seen[term.ID], seen[term.Meaning] = true, true
		if i > 0 && strings.ToLower(term.Term) <= strings.ToLower(terms[i-1].Term) {
			t.Errorf("%s stands behind %s", term.Term, terms[i-1].Term)
		}
		if n := utf8.RuneCountInString(term.Meaning); n < 20 || n > 140 || !strings.HasSuffix(term.Meaning, ".") || strings.Contains(term.Meaning, ". ") {
			t.Errorf("%s means %q", term.ID, term.Meaning)
		}
		if !leadsSomewhere(term.More) {
			t.Errorf("%s leads to %q", term.ID, term.More)
		}
	}
}

func leadsSomewhere(address string) bool {
	if slug, ok := strings.CutPrefix(address, "/learn/"); ok {
		return slices.ContainsFunc(Lessons(original), func(l Lesson) bool { return l.Slug == slug })
	}
	if id, ok := strings.CutPrefix(address, "/rules/"); ok {
		return slices.ContainsFunc(inspect.Rules(), func(r inspect.Rule) bool { return r.ID == id })
	}
	page, _ := strings.CutPrefix(address, "/reference/")
	table, name, named := strings.Cut(page, "#")
	if table == "algorithms" {
		return !named || slices.ContainsFunc(jose.Algorithms, func(a jose.Algorithm) bool { return a.Name == name })
	}
	rows, ok := tables[table]
	return ok && (!named || slices.ContainsFunc(rows, func(r jose.Registered) bool { return r.Name == name }))
}

// TestNoTermIsStale is TestNoTranslationIsStale for terms.
func TestNoTermIsStale(t *testing.T) {
	terms, err := readTerms()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range translations {
		translated, err := readTranslatedTerms(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, term := range terms {
			got := translated[term.ID]
			if want := Fingerprint([]byte(term.Term + "\n" + term.Meaning)); got.Source != want {
				t.Errorf("glossary/%s: %s is a translation of %q; the text is %s now", tag, term.ID, got.Source, want)
			}
			if got.Term == "" || !strings.HasSuffix(got.Meaning, "。") || strings.Count(got.Meaning, "。") != 1 {
				t.Errorf("glossary/%s: %s is %q: %q", tag, term.ID, got.Term, got.Meaning)
			}
		}
		if len(translated) != len(terms) {
			t.Errorf("glossary/%s has %d terms, not %d", tag, len(translated), len(terms))
		}
	}
	entries, err := glossaries.ReadDir("glossary")
	if err != nil || len(entries) != 1+len(translations) {
		t.Errorf("%d files, %v", len(entries), err)
	}
}

func TestGlossary(t *testing.T) {
	english, chinese := Glossary("en"), Glossary("zh-Hant-TW")
	if len(english) == 0 || len(chinese) != len(english) || Glossary("tlh") != nil {
		t.Fatalf("%d and %d terms", len(english), len(chinese))
	}
	i := slices.IndexFunc(chinese, func(term Term) bool { return term.ID == "claim" })
	if i < 0 || chinese[i].Term != "claim" || !slices.Equal(chinese[i].Glosses, []Gloss{{"zh-Hant-TW", "宣告"}}) ||
		!strings.HasPrefix(chinese[i].Meaning, "酬載") || !slices.Equal(english[i].Glosses, chinese[i].Glosses) || !strings.HasPrefix(english[i].Meaning, "One statement") {
		t.Errorf("claim is %+v, and in English %+v", chinese[i], english[i])
	}
}
