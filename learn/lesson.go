package learn

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// A Lesson is one page for people who are new to JWT.
type Lesson struct {
	Slug    string // its address below /learn
	Title   string // plain text
	Lead    HTML   // one paragraph
	Summary string // the lead as plain text
	Minutes int    // to read
	Blocks  []Block
}

// A Block is a piece of a lesson; exactly one of its members is set.
type Block struct {
	Prose    HTML
	Live     *Live
	Question *Question
	Attack   *Attack
	Picture  *Picture
}

// A Live is a token that the reader changes.
type Live struct {
	Sample                  string // name of an example; "" when the token is made of the next three
	Header, Payload, Secret string
	Edit                    []string // of editable
	Show                    []string // of showable
	Sign                    bool     // the token is signed again at each change
	Try                     string   // what to do and see
}

// A Question is asked at the end of a lesson.
type Question struct {
	Text    HTML
	Options []Option
	Right   int // index of the right option
	Why     HTML
}

// An Option is one answer.
type Option struct{ Text HTML }

// An Attack is a broken token, with what two verifiers say about it.
type Attack struct{ Name, Try string }

// The bounds of a lesson.
const (
	maxLessonWords  = 1100
	wordsPerMinute  = 160 // of a text that is new to the reader
	maxFence        = 4 << 10
	maxLessonBlocks = 60
)

// lessonName is the name of a lesson's file: its number and its slug.
var lessonName = regexp.MustCompile(`^([0-9]{2})-([a-z]+(?:-[a-z]+)*)\.md$`)

// lessonMarkdown reads CommonMark with tables.
var lessonMarkdown = goldmark.New(goldmark.WithExtensions(extension.Table))

// Lessons are the lessons in the language with this BCP 47 tag, in their order.
func Lessons(tag string) []Lesson { return lessons()[tag] }

// lessons are all lessons by language. A file that is not in the form is left out.
var lessons = sync.OnceValue(func() map[string][]Lesson {
	all := map[string][]Lesson{}
	for _, name := range filesIn("lessons") {
		if lesson, err := readLesson(name); err == nil {
			tag := path.Dir(name)
			all[tag] = append(all[tag], lesson)
		}
	}
	return all
})

func readLesson(name string) (Lesson, error) {
	source, err := files.ReadFile(path.Join("lessons", name))
	if err != nil {
		return Lesson{}, fmt.Errorf("learn: %w", err)
	}
	var lesson Lesson
	if source, _, err = untranslated(path.Dir(name), source); err == nil {
		lesson, err = parseLesson(path.Base(name), source)
	}
	if err != nil {
		return Lesson{}, fmt.Errorf("learn: lessons/%s: %w", name, err)
	}
	return lesson, nil
}

// parseLesson reads a lesson in the form that CONTRIBUTING.md describes. An
// error names the line.
func parseLesson(name string, source []byte) (Lesson, error) {
	var l Lesson
	parts := lessonName.FindStringSubmatch(name)
	if parts == nil {
		return l, fmt.Errorf("the file is not called nn-slug.md")
	}
	l.Slug = parts[2]
	if len(source) > maxFile || !utf8.Valid(source) {
		return l, fmt.Errorf("the file is over %d bytes, or no UTF-8", maxFile)
	}
	doc := lessonMarkdown.Parser().Parse(text.NewReader(source))
	if err := checkLesson(doc, source); err != nil {
		return l, err
	}
	title, ok := doc.FirstChild().(*ast.Heading)
	if !ok || title.Level != 1 {
		return l, fmt.Errorf("line 1: the file does not begin with a title")
	}
	lead := title.NextSibling()
	if lead == nil || lead.Kind() != ast.KindParagraph {
		return l, fmt.Errorf("line 2: no lead follows the title")
	}
	l.Title, l.Summary = plain(title, source), plain(lead, source)
	if n := utf8.RuneCountInString(l.Title); n == 0 || n > maxTitle {
		return l, fmt.Errorf("line 1: the title has %d characters; there must be 1 to %d", n, maxTitle)
	}
	if n := utf8.RuneCountInString(l.Summary); n > maxLead {
		return l, fmt.Errorf("line %d: the lead has %d characters; there may be %d", lineOf(lead, source), n, maxLead)
	}
	var err error
	if l.Lead, err = render(source, lead); err != nil {
		return l, err
	}
	return l, l.readBlocks(lead.NextSibling(), source)
}

// readBlocks reads what follows the lead.
func (l *Lesson) readBlocks(first ast.Node, source []byte) error {
	var prose []ast.Node
	words := wordsIn(l.Summary)
	flush := func() error {
		if len(prose) == 0 {
			return nil
		}
		html, err := render(source, prose...)
		l.Blocks, prose = append(l.Blocks, Block{Prose: html}), nil
		return err
	}
	live := 0
	for node := first; node != nil; node = node.NextSibling() {
		block, special, err := readFence(node, source)
		if err != nil {
			return fmt.Errorf("line %d: %w", lineOf(node, source), err)
		}
		if !special {
			words += wordsIn(plain(node, source))
			prose = append(prose, node)
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		l.Blocks = append(l.Blocks, block)
		if block.Live != nil {
			live++
		}
	}
	if err := flush(); err != nil {
		return err
	}
	asked := 0
	for _, block := range l.Blocks {
		if block.Question != nil {
			asked++
		}
	}
	switch {
	case live == 0 || asked == 0:
		return fmt.Errorf("there must be a live token and a question; there are %d and %d", live, asked)
	case words > maxLessonWords || len(l.Blocks) > maxLessonBlocks:
		return fmt.Errorf("%d words in %d pieces; there may be %d in %d", words, len(l.Blocks), maxLessonWords, maxLessonBlocks)
	}
	l.Minutes = max(1, (words+wordsPerMinute/2)/wordsPerMinute)
	return nil
}

func render(source []byte, nodes ...ast.Node) (HTML, error) {
	var html bytes.Buffer
	for _, node := range nodes {
		if err := lessonMarkdown.Renderer().Render(&html, source, node); err != nil {
			return "", fmt.Errorf("rendering: %w", err)
		}
	}
	return HTML(html.String()), nil
}

// lineOf is the line at which a node begins, from 1: its own, or that of the
// first child that has one.
func lineOf(node ast.Node, source []byte) int {
	for n := node; n != nil; n = n.Parent() {
		if n.Type() != ast.TypeInline && n.Lines() != nil && n.Lines().Len() > 0 {
			return 1 + bytes.Count(source[:n.Lines().At(0).Start], []byte("\n"))
		}
	}
	if node.FirstChild() != nil && node.Type() != ast.TypeInline {
		return lineOf(node.FirstChild(), source)
	}
	return 1
}
