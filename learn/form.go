package learn

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// hosts are the sites that a text may lead to: those who write the standards,
// record the weaknesses, or document what the rules are about.
var hosts = []string{
	"www.rfc-editor.org", "datatracker.ietf.org", "www.iana.org", "openid.net", "www.w3.org", "unicode.org", "www.unicode.org",
	"nvd.nist.gov", "csrc.nist.gov", "owasp.org", "cheatsheetseries.owasp.org", "portswigger.net", "github.com", "pkg.go.dev",
	"developer.mozilla.org", "nginx.org", "httpd.apache.org", "www.pcisecuritystandards.org", "eur-lex.europa.eu", "gdpr-info.eu",
	"www.ssa.gov", "docs.github.com", "docs.stripe.com", "docs.aws.amazon.com", "api.slack.com", "platform.openai.com", "kubernetes.io",
}

// languages are those of code blocks.
var languages = []string{"go", "js", "python", "java", "csharp", "php", "ruby", "rust", "sh", "json", "http", "nginx"}

// maxCodeLines is the most that a code block may have.
const maxCodeLines = 8

// checkNodes finds what a text must not contain. It also prepares the links.
func checkNodes(doc ast.Node, source []byte) error {
	return ast.Walk(doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := node.(type) {
		case *ast.Document, *ast.Heading, *ast.Paragraph, *ast.TextBlock, *ast.ListItem, *ast.Text, *ast.String, *ast.CodeSpan, *ast.Emphasis:
		case *ast.List:
			if n.Parent().Kind() != ast.KindDocument {
				return ast.WalkStop, errors.New("a list stands inside something else")
			}
		case *ast.FencedCodeBlock:
			if language := string(n.Language(source)); !slices.Contains(languages, language) {
				return ast.WalkStop, fmt.Errorf("a code block has the language %q", language)
			}
			if lines := n.Lines().Len(); lines == 0 || lines > maxCodeLines {
				return ast.WalkStop, fmt.Errorf("a code block has %d lines; there must be 1 to %d", lines, maxCodeLines)
			}
		case *ast.Link:
			if err := checkLink(string(n.Destination)); err != nil {
				return ast.WalkStop, err
			}
			n.SetAttributeString("rel", []byte("noreferrer"))
		default:
			return ast.WalkStop, fmt.Errorf("a text must not contain a %s", node.Kind())
		}
		return ast.WalkContinue, nil
	})
}

func checkLink(to string) error {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "https" || u.User != nil || !slices.Contains(hosts, u.Host) {
		return fmt.Errorf("%q is no https link to one of %s", to, strings.Join(hosts, ", "))
	}
	return nil
}

// checkReferences fails unless the section is a list of links, with words after
// them or not.
func checkReferences(nodes []ast.Node) error {
	list, ok := nodes[0].(*ast.List)
	if !ok || len(nodes) != 1 {
		return errors.New("the references are no list")
	}
	if n := list.ChildCount(); n > maxReferences {
		return fmt.Errorf("there are %d references; there may be %d", n, maxReferences)
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil || item.FirstChild().FirstChild().Kind() != ast.KindLink {
			return errors.New("a reference does not begin with a link")
		}
	}
	return nil
}
