package learn

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"jotlens/build"
)

// What a reader may change, and what is shown.
var (
	editable = []string{"token", "header", "payload", "secret"}
	showable = []string{"token", "header", "payload", "signature", "formula", "verdict", "findings"}
)

// readFence reads a fence that is no code; special is false for everything else.
func readFence(node ast.Node, source []byte) (block Block, special bool, err error) {
	fence, ok := node.(*ast.FencedCodeBlock)
	if !ok {
		return block, false, nil
	}
	content := string(fence.Lines().Value(source))
	if len(content) > maxFence {
		return block, true, fmt.Errorf("a fence is over %d bytes", maxFence)
	}
	switch string(fence.Language(source)) {
	case "live":
		block.Live, err = readLive(content)
	case "question":
		block.Question, err = readQuestion(content)
	case "attack":
		block.Attack, err = readAttack(content)
	case "picture":
		block.Picture, err = readPicture(content)
	default:
		return block, false, nil
	}
	return block, true, err
}

// readKeys reads lines of "key: value", each key once and known.
func readKeys(content string, known ...string) (map[string]string, error) {
	values := map[string]string{}
	for line := range strings.Lines(content) {
		key, value, ok := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		if !ok || !slices.Contains(known, key) || strings.TrimSpace(value) == "" {
			return nil, fmt.Errorf("%q is not one of %s with a value", strings.TrimSpace(line), strings.Join(known, ", "))
		}
		if _, twice := values[key]; twice {
			return nil, fmt.Errorf("%q stands there twice", key)
		}
		values[key] = strings.TrimSpace(value)
	}
	return values, nil
}

// readLive reads a live fence.
func readLive(content string) (*Live, error) {
	v, err := readKeys(content, "sample", "header", "payload", "secret", "edit", "show", "sign", "try")
	if err != nil {
		return nil, err
	}
	l := &Live{Sample: v["sample"], Header: v["header"], Payload: v["payload"], Secret: v["secret"], Sign: v["sign"] == "yes", Try: v["try"]}
	made := l.Header != "" && l.Payload != "" && l.Secret != ""
	none := l.Header+l.Payload+l.Secret == ""
	switch {
	case l.Sample == "" && !made || l.Sample != "" && !none:
		return nil, errors.New("there must be a sample, or header, payload and secret")
	case l.Sample != "" && !hasExample(l.Sample):
		return nil, fmt.Errorf("there is no example called %q", l.Sample)
	case v["sign"] != "yes" && v["sign"] != "no":
		return nil, errors.New("sign is yes or no")
	case l.Try == "":
		return nil, errors.New("there is nothing to try")
	}
	if l.Edit, err = readNames(v["edit"], editable); err != nil {
		return nil, err
	}
	if l.Show, err = readNames(v["show"], showable); err != nil {
		return nil, err
	}
	if l.Sign && slices.Contains(l.Edit, "token") {
		return nil, errors.New("a token that is edited is not signed")
	}
	return l, nil
}

// readNames reads a list of some of the known names.
func readNames(list string, known []string) ([]string, error) {
	var names []string
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(known, name) || slices.Contains(names, name) {
			return nil, fmt.Errorf("%q is not one of %s, once each", name, strings.Join(known, ", "))
		}
		names = append(names, name)
	}
	return names, nil
}

func readQuestion(content string) (*Question, error) {
	lines := strings.Split(strings.TrimSpace(content), "\n")
	if len(lines) < 4 || len(lines) > 8 {
		return nil, fmt.Errorf("a question has %d lines; it is asked, has two to six options, and is explained", len(lines))
	}
	q := &Question{Right: -1}
	var err error
	if q.Text, err = inline(lines[0]); err != nil {
		return nil, err
	}
	for i, line := range lines[1 : len(lines)-1] {
		right := strings.HasPrefix(line, "- [x] ")
		if !right && !strings.HasPrefix(line, "- [ ] ") {
			return nil, fmt.Errorf("%q is no option", line)
		}
		if right && q.Right >= 0 {
			return nil, errors.New("two options are right")
		}
		if right {
			q.Right = i
		}
		html, err := inline(line[len("- [ ] "):])
		if err != nil {
			return nil, err
		}
		q.Options = append(q.Options, Option{html})
	}
	if q.Right < 0 {
		return nil, errors.New("no option is right")
	}
	q.Why, err = inline(lines[len(lines)-1])
	return q, err
}

// inline renders one line without the paragraph around it.
func inline(line string) (HTML, error) {
	source := []byte(line)
	doc := lessonMarkdown.Parser().Parse(text.NewReader(source))
	paragraph, ok := doc.FirstChild().(*ast.Paragraph)
	if !ok || doc.ChildCount() != 1 {
		return "", fmt.Errorf("%q is no line of text", line)
	}
	if err := checkLesson(doc, source); err != nil {
		return "", err
	}
	html, err := render(source, paragraph)
	return HTML(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(html)), "<p>"), "</p>")), err
}

func readAttack(content string) (*Attack, error) {
	v, err := readKeys(content, "name", "try")
	if err != nil {
		return nil, err
	}
	for _, group := range build.BreakGroups {
		for _, b := range group.Breaks {
			if b.Name == v["name"] && v["try"] != "" {
				return &Attack{v["name"], v["try"]}, nil
			}
		}
	}
	return nil, fmt.Errorf("there is no break called %q, or nothing to try", v["name"])
}

func hasExample(name string) bool {
	return slices.ContainsFunc(build.ExampleGroups, func(g build.ExampleGroup) bool { return slices.Contains(g.Names, name) })
}
