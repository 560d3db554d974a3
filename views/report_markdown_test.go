package views

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// markdownOf is a report about a token as Markdown.
func markdownOf(r *inspect.Report, values bool) string {
	return string(Export(r, ExportOptions{Format: "markdown", Values: values}, i18n.English()).Text)
}

// foreign walks Markdown as GitHub reads it and returns what only a token could
// have put there, and the plain text outside of code.
func foreign(source string) (faults []string, plain string) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	root := parser.Parse(text.NewReader([]byte(source)))
	var prose strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			prose.Write(n.Segment.Value([]byte(source)))
			prose.WriteByte(' ')
			return ast.WalkContinue, nil
		case *ast.Document, *ast.Heading, *ast.List, *ast.ListItem, *ast.TextBlock, *ast.Paragraph:
			return ast.WalkContinue, nil
		case *ast.Emphasis:
			if n.Level == 2 {
				return ast.WalkContinue, nil
			}
		}
		faults = append(faults, n.Kind().String())
		return ast.WalkContinue, nil
	})
	return faults, prose.String()
}

// headings are the headings of Markdown.
func headings(source string) (all []string) {
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader([]byte(source)))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			all = append(all, string(h.Lines().Value([]byte(source))))
		}
	}
	return all
}

// hostileTexts try to become something in Markdown.
var hostileTexts = []string{
	"[link](https://evil.example)", "![image](https://evil.example/a.png)", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>",
	"https://evil.example/", "www.evil.example", "zoe@evil.example", "@everyone", "#123 owner/repo#1", "`code`", "``` ````` `", "```\n# Heading\n```",
	"\n# Heading\n", "\n\n- list\n", "**bold** _it_ ~~gone~~", "a | b\n--|--\n1 | 2", "&lt;b&gt; &#64;zoe", "\\`", "\\", "`", "[x]: https://evil.example", "<https://evil.example>",
	"\u202eright\u2066", "\x00\x1b[31m", "$x$ $$y$$", "/close", "!5 %3 ~bug", "“`”", "a`b c`d", "\r\r# Heading\r", "- [ ] task", "1. one", "> quote", "evil.example/path",
	"http\u200b://evil.example", "[a]\\(b)", "xmpp:a@b.example", "<!-- ", "]]>", "\u2028# Heading", "\xff\xfe", "--- \n===",
}

// quoteJSON is a JSON string that escapes no more than it must.
func quoteJSON(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"', c == '\\':
			b.WriteString("\\" + string(c))
		case c < ' ':
			fmt.Fprintf(&b, "\\u%04x", c)
		default:
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

// Whatever a token says, the report has the headings, lists and code that it
// always has, and nothing in it is a link, a mention or markup.
func TestMarkdownOfHostileTokens(t *testing.T) {
	names := []string{"iss", "sub", "aud", "exp", "nbf", "jti", "scope", "email", "x\"", "password"}
	for _, hostile := range hostileTexts {
		quoted := quoteJSON(hostile)
		members := quoted + ":" + quoted
		for _, name := range names {
			members += "," + quoteJSON(name) + ":" + quoted + "," + quoteJSON(name) + ":[" + quoted + "]"
		}
		header := `{"alg":` + quoted + `,"kid":` + quoted + `,"typ":` + quoted + `,"crit":[` + quoted + `],"jku":` + quoted + `,` + quoted + `:1}`
		for _, token := range []string{
			signed(t, hs256, "{"+members+"}"),
			signed(t, header, "{"+members+"}"),
			signed(t, header, "["+quoted+","+quoted+"]"),
			signed(t, header, hostile),
			signed(t, hs256, signed(t, header, "{"+members+"}")),
			hostile,
			encode(header) + "." + hostile + ".e30",
		} {
			expect := inspect.ExpectTexts{Issuer: hostile, Audience: hostile, Scope: hostile, Type: hostile}
			for _, r := range []*inspect.Report{report(token, secret), judged(token, hostile, expect)} {
				for _, values := range []bool{false, true} {
					markdown := markdownOf(r, values)
					faults, plain := foreign(markdown)
					if len(faults) > 0 {
						t.Fatalf("%q makes %s in\n%s", hostile, faults, markdown)
					}
					for _, bad := range []string{"@", "://", "www.", "evil.example", "#", "<", "`", "\u202e"} {
						if strings.Contains(plain, bad) {
							t.Fatalf("%q leaves %q outside of code in\n%s", hostile, bad, markdown)
						}
					}
					for _, heading := range headings(markdown) {
						if heading == "Heading" {
							t.Fatalf("%q makes a heading in\n%s", hostile, markdown)
						}
					}
				}
			}
		}
	}
}

func TestMarkdownOfSamples(t *testing.T) {
	for name, r := range samples(t) {
		for _, values := range []bool{false, true} {
			markdown := markdownOf(r, values)
			if faults, _ := foreign(markdown); len(faults) > 0 {
				t.Errorf("%s: %s in\n%s", name, faults, markdown)
			}
			if signature := r.Token.Signature(); len(signature) > 8 && len(r.Token.Segments) == 3 && strings.Contains(markdown, r.Token.Segments[2].Text) {
				t.Errorf("%s: the signature stands in\n%s", name, markdown)
			}
			for at := r.Nested; at != nil; at = at.Nested {
				if len(at.Token.Segments) == 3 && len(at.Token.Segments[2].Text) > 8 && strings.Contains(markdown, at.Token.Segments[2].Text) {
					t.Errorf("%s: the signature of the token inside stands in\n%s", name, markdown)
				}
			}
		}
	}
}

func TestMarkdownSaysWhatThePageSays(t *testing.T) {
	r := report(signed(t, hs256, `{"sub":"u-1","email":"zoe@example.com","exp":9007199254740993,"roles":[],"o":{"a":{}}}`), secret)
	masked := markdownOf(r, false)
	for _, want := range []string{
		"# Jotlens report of 2026-11-23 12:00:00 UTC\n", "- **Signature:** Signature verified", "\n## Findings\n", "`value-email` at `payload.email`",
		"\n## Payload\n\n```json\n{\n  \"sub\": \"u-1\",\n  \"email\": \"•••\",\n  \"exp\": 9007199254740993,\n  \"roles\": [],\n  \"o\": {\n    \"a\": {}\n  }\n}\n```\n",
		"left out: `•••`.",
	} {
		if !strings.Contains(masked, want) {
			t.Errorf("no %q in\n%s", want, masked)
		}
	}
	for _, not := range []string{"zoe", "example.com", r.Token.Segments[1].Text, "## Token"} {
		if strings.Contains(masked, not) {
			t.Errorf("%q in\n%s", not, masked)
		}
	}
	full := markdownOf(r, true)
	for _, want := range []string{`"email": "zoe@example.com"`, "```\n" + r.Token.SigningInput() + ".[signature left out]\n```"} {
		if !strings.Contains(full, want) {
			t.Errorf("no %q in\n%s", want, full)
		}
	}
	if strings.Contains(full, "•••") {
		t.Errorf("something is hidden in\n%s", full)
	}
}

// A part that is cut may hide its secrets from those who look for them.
func TestMarkdownLeavesOutWhatItCannotRead(t *testing.T) {
	cut := report(signed(t, hs256, `{"a":1,"password":"hunter2`), "")
	if masked := markdownOf(cut, false); strings.Contains(masked, "hunter2") || !strings.Contains(masked, i18n.English().Export.NotWhole) {
		t.Errorf("%s", masked)
	}
	if full := markdownOf(cut, true); !strings.Contains(full, "```\n{\"a\":1,\"password\":\"hunter2\n```") {
		t.Errorf("%s", full)
	}
	long := report(signed(t, hs256, `{"a":"`+strings.Repeat("x", maxMarkdownPart)+`"}`), "")
	if masked := markdownOf(long, true); len(masked) > 8<<10 || !strings.Contains(masked, "Left out, because it is long: 32,7") {
		t.Errorf("%d bytes: %.4000s", len(masked), masked)
	}
}

func TestIndentJSON(t *testing.T) {
	for in, want := range map[string]string{
		`1e400`:                     `1e400`,
		"{\"a\\u202e\u202e\": [1]}": "{\n  \"a\\u202e\\u202e\": [\n    1\n  ]\n}",
		"\"\U000e0041\"":            `"\udb40\udc41"`,
		"\"\x7f\"":                  `"\u007f"`,
		` [ { } , [ ] , null ] `:    "[\n  {},\n  [],\n  null\n]",
		"\"a\xff\"":                 "\"a\ufffd\"",
	} {
		if got := indentJSON(jose.ReadJSON([]byte(in)), nil); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	deep := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
	if n := len(indentJSON(jose.ReadJSON([]byte(deep)), nil)); n > 2*len(deep) {
		t.Errorf("%d bytes become %d", len(deep), n)
	}
}

func TestExportedFiles(t *testing.T) {
	r := samples(t)["verified"]
	for format, want := range map[string]string{
		"json": "jotlens-report-20261123T120000Z.json", "sarif": "jotlens-report-20261123T120000Z.sarif", "markdown": "jotlens-report-20261123T120000Z.md",
	} {
		if file := Export(r, ExportOptions{Format: format}, i18n.English()); file.Name != want || file.Media == "" || len(file.Text) == 0 {
			t.Errorf("%s: %+v", format, file)
		}
	}
}

// Chinese has other quotation marks around a secret that everybody knows.
func TestMasksGuessedSecretsInEveryLanguage(t *testing.T) {
	input := encode(hs256) + "." + encode(`{"sub":"u"}`)
	signature, err := jose.SignHMAC("HS256", []byte("your-256-bit-secret"), input)
	if err != nil {
		t.Fatal(err)
	}
	r := report(input+"."+encode(string(signature)), "")
	for _, m := range i18n.Languages() {
		if all := string(Export(r, ExportOptions{Format: "markdown", Values: true}, m).Text); !strings.Contains(all, "your-256-bit-secret") {
			t.Fatalf("%s: the secret is not guessed: %s", m.Tag, all)
		}
		if masked := string(Export(r, ExportOptions{Format: "markdown"}, m).Text); strings.Contains(masked, "your-256-bit-secret") {
			t.Errorf("%s: %s", m.Tag, masked)
		}
	}
}
