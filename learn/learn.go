// Package learn holds the lessons: longer texts about what Jotlens finds, as
// Markdown files in a folder per language, embedded in the program. They are
// read once, strictly: a file that departs from the form is an error, which
// the tests report.
package learn

import (
	"context"
	"embed"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

//go:embed rules lessons pictures
var files embed.FS

// A RuleText is what there is to say about a lint rule beyond its literal.
type RuleText struct {
	Title    string // plain text
	Lead     HTML   // one paragraph
	Summary  string // the lead as plain text
	Sections Sections
}

// Sections are the parts of a text.
type Sections struct {
	Meaning    HTML
	Why        HTML
	Attack     HTML // "" when there was none worth telling
	Fix        HTML
	References HTML // a list of links
}

// HTML is markup that this package has made from its own files.
type HTML string

// Component writes the markup as it is, with a path before the addresses of our own
// pages: that of the site and that of the language. That is safe here and nowhere else: the text is
// embedded in the program, the renderer escapes everything in it, and the form
// allows no HTML of its own and no link to an unknown host. Drawings are embedded
// as well, and consist of shapes and escaped labels.
func (h HTML) Component(before string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, strings.ReplaceAll(string(h), `<a href="/`, `<a href="`+before+`/`))
		return err
	})
}

// Rule is the text about the rule with this id, in the language with this BCP
// 47 tag.
func Rule(tag, id string) (RuleText, bool) {
	text, ok := rules()[tag+"/"+id]
	return text, ok
}

// rules are all texts by "tag/id". A file that is not in the form is left out.
var rules = sync.OnceValue(func() map[string]RuleText {
	texts := map[string]RuleText{}
	for _, name := range ruleFiles() {
		if text, err := readRule(name); err == nil {
			texts[strings.TrimSuffix(name, ".md")] = text
		}
	}
	return texts
})

// ruleFiles are the files of all texts, as "tag/id.md".
func ruleFiles() []string { return filesIn("rules") }

// filesIn are the files of a folder with a folder for each language.
func filesIn(folder string) (names []string) {
	languages, _ := files.ReadDir(folder) // an embedded folder can always be read
	for _, language := range languages {
		entries, _ := files.ReadDir(path.Join(folder, language.Name()))
		for _, entry := range entries {
			names = append(names, path.Join(language.Name(), entry.Name()))
		}
	}
	return names
}

func readRule(name string) (RuleText, error) {
	source, err := files.ReadFile(path.Join("rules", name))
	if err != nil {
		return RuleText{}, fmt.Errorf("learn: %w", err)
	}
	tag := path.Dir(name)
	var text RuleText
	if source, _, err = untranslated(tag, source); err == nil {
		text, err = parseRule(tag, source)
	}
	if err != nil {
		return RuleText{}, fmt.Errorf("learn: %s: %w", name, err)
	}
	return text, nil
}
