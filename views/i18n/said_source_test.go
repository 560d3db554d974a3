package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// A found is a text in the source of a package that a person may read.
type found struct {
	file string // "inspect/rules_key.go"
	text string // with {0}, {1} for what is joined to it
}

// unsaidFiles are files whose texts are data, or are said to programs.
var unsaidFiles = []string{
	"known_secrets.go", "known_secrets_more.go", "kid_attack.go", "sarif.go", "subjects.go",
	"api.go", "api_page.go", "respond.go", "pages.go", "export.go", "machines.go", "llms.go",
}

// sentencesIn finds the texts of a package: string literals that hold more than
// one word, and what is joined from such literals. What is only matched against
// or said to programmers is left out.
func sentencesIn(t *testing.T, dir string) []found {
	names, err := filepath.Glob(filepath.Join("..", "..", dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no source in %s: %v", dir, err)
	}
	var all []found
	for _, name := range names {
		base := filepath.Base(name)
		if strings.HasSuffix(base, "_test.go") || slices.Contains(unsaidFiles, base) {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range textsOf(file) {
			all = append(all, found{filepath.Join(dir, base), text})
		}
	}
	return all
}

func textsOf(file *ast.File) (texts []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.GenDecl:
			return n.Tok != token.IMPORT
		case *ast.Field: // its tag
			return false
		case *ast.CallExpr:
			return !isUnsaid(n)
		case *ast.KeyValueExpr:
			key, ok := n.Key.(*ast.Ident)
			return !ok || key.Name != "Reference"
		case ast.Expr:
			text, ok := shapeOf(n)
			if ok && isProse(text) && !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
			return !ok
		}
		return true
	})
	return texts
}

// isUnsaid reports whether a call takes words that nobody reads in a page.
func isUnsaid(call *ast.CallExpr) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return slices.Contains([]string{"panic", "wordSet", "newTerms"}, f.Name)
	case *ast.SelectorExpr:
		of, ok := f.X.(*ast.Ident)
		return ok && slices.Contains([]string{"strings", "errors", "fmt", "bytes", "slices"}, of.Name)
	}
	return false
}

// shapeOf is the text of an expression that joins at least one literal.
func shapeOf(e ast.Expr) (text string, ok bool) {
	n := 0
	var join func(e ast.Expr)
	join = func(e ast.Expr) {
		if b, is := e.(*ast.BinaryExpr); is && b.Op == token.ADD {
			join(b.X)
			join(b.Y)
			return
		}
		if literal, is := e.(*ast.BasicLit); is && literal.Kind == token.STRING {
			value, _ := strconv.Unquote(literal.Value)
			text, ok = text+value, true
			return
		}
		text += "{" + strconv.Itoa(n) + "}"
		n++
	}
	join(e)
	return text, ok
}

// isProse reports whether a text has two words, or one beside a placeholder.
func isProse(text string) bool {
	if text != strings.TrimSpace(text) || strings.Contains(text, "\n") {
		return false
	}
	words := 0
	for word := range strings.FieldsSeq(text) {
		if strings.IndexFunc(word, unicode.IsLower) >= 0 && !strings.ContainsAny(word, "{}") || len(word) > 1 && strings.HasSuffix(word, ".") {
			words++
		}
	}
	return words > 1 || words == 1 && strings.Contains(text, "{")
}
