package learn

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"jotlens/inspect"
)

// special are the languages of the fences that are no code.
var special = []string{"live", "question", "attack", "picture"}

var lessonLink = regexp.MustCompile(`^/learn/[a-z]+(-[a-z]+)*$`)

// checkLesson finds what a lesson must not contain.
func checkLesson(doc ast.Node, source []byte) error {
	return ast.Walk(doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if err := checkLessonNode(node, doc, source); err != nil {
			return ast.WalkStop, fmt.Errorf("line %d: %w", lineOf(node, source), err)
		}
		return ast.WalkContinue, nil
	})
}

func checkLessonNode(node, doc ast.Node, source []byte) error {
	switch n := node.(type) {
	case *ast.Document, *ast.Paragraph, *ast.TextBlock, *ast.ListItem, *ast.Text, *ast.String, *ast.CodeSpan, *ast.Emphasis,
		*extast.Table, *extast.TableHeader, *extast.TableRow, *extast.TableCell:
	case *ast.Heading:
		if n.Level != 2 && node != doc.FirstChild() {
			return fmt.Errorf("a heading of level %d", n.Level)
		}
	case *ast.List:
		if n.Parent().Kind() != ast.KindDocument {
			return fmt.Errorf("a list stands inside something else")
		}
	case *ast.FencedCodeBlock:
		language := string(n.Language(source))
		switch lines := n.Lines().Len(); {
		case slices.Contains(special, language):
		case !slices.Contains(languages, language):
			return fmt.Errorf("a code block has the language %q", language)
		case lines == 0 || lines > maxCodeLines:
			return fmt.Errorf("a code block has %d lines; there must be 1 to %d", lines, maxCodeLines)
		}
	case *ast.Link:
		to := string(n.Destination)
		if id, ok := strings.CutPrefix(to, "/rules/"); ok {
			if !slices.ContainsFunc(inspect.Rules(), func(r inspect.Rule) bool { return r.ID == id }) {
				return fmt.Errorf("there is no rule %q", id)
			}
			return nil
		}
		// A lesson is sealed like the inspector, because people put tokens into it:
		// it leads to no other site.
		if to != "/" && to != "/rules" && to != "/compare" && !lessonLink.MatchString(to) {
			return fmt.Errorf("a link leads to %q", to)
		}
	default:
		return fmt.Errorf("a lesson must not contain a %s", node.Kind())
	}
	return nil
}
