package learn

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"jotlens/inspect"
)

// TestEveryTextIsInTheForm reads every file; titles differ within a language.
func TestEveryTextIsInTheForm(t *testing.T) {
	names := ruleFiles()
	if len(names) == 0 {
		t.Fatal("there is no text")
	}
	titles := map[string]string{}
	for _, name := range names {
		text, err := readRule(name)
		if err != nil {
			t.Error(err)
			continue
		}
		id := strings.TrimSuffix(path.Base(name), ".md")
		if !slices.ContainsFunc(inspect.Rules(), func(rule inspect.Rule) bool { return rule.ID == id }) {
			t.Errorf("%s: there is no such rule", name)
		}
		key := path.Dir(name) + text.Title
		if other := titles[key]; other != "" {
			t.Errorf("%s and %s are both called %q", name, other, text.Title)
		}
		titles[key] = name
	}
}

func TestNoRuleIsWithoutText(t *testing.T) {
	languages, err := os.ReadDir("rules")
	if err != nil || len(languages) == 0 {
		t.Fatalf("%d languages (%v)", len(languages), err)
	}
	for _, language := range languages {
		var missing []string
		for _, rule := range inspect.Rules() {
			if _, ok := Rule(language.Name(), rule.ID); !ok {
				missing = append(missing, rule.ID)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%d rules have no text in %s: %s", len(missing), language.Name(), strings.Join(missing, " "))
		}
	}
}

func TestRule(t *testing.T) {
	text, ok := Rule("en", "alg-none")
	if !ok {
		t.Fatal("there is no text about alg-none")
	}
	if text.Title != "Nobody signed this token" {
		t.Errorf("the title is %q", text.Title)
	}
	if want := "With alg set to none a token carries no signature at all. Anyone can write one, with any claims."; text.Summary != want {
		t.Errorf("the summary is %q, want %q", text.Summary, want)
	}
	for name, c := range map[string]struct {
		html HTML
		want string
	}{
		"lead":       {text.Lead, "<p>With <code>alg</code> set to"},
		"meaning":    {text.Sections.Meaning, "unsecured JWT"},
		"why":        {text.Sections.Why, "nothing left to check"},
		"attack":     {text.Sections.Attack, "CVE-2015-2951"},
		"fix":        {text.Sections.Fix, `<code class="language-go">`},
		"quotes":     {text.Sections.Fix, "&quot;RS256&quot;"},
		"references": {text.Sections.References, `<a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.2" rel="noreferrer">RFC 8725 §3.2</a>`},
	} {
		if !strings.Contains(string(c.html), c.want) {
			t.Errorf("%s is %s without %s", name, c.html, c.want)
		}
	}
	if text, ok := Rule("en", "exp-missing"); !ok || text.Sections.Attack != "" {
		t.Errorf("exp-missing: %v, with the attack %q", ok, text.Sections.Attack)
	}
	for _, name := range [][2]string{{"en", "no-such-rule"}, {"tlh", "alg-none"}, {"en", "../en/alg-none"}} {
		if _, ok := Rule(name[0], name[1]); ok {
			t.Errorf("there is a text for %q", name)
		}
	}
}

func TestTheFormIsStrict(t *testing.T) {
	source, err := files.ReadFile("rules/en/alg-none.md")
	if err != nil {
		t.Fatal(err)
	}
	good := string(source)
	if _, err := parseRule("en", source); err != nil {
		t.Fatal(err)
	}
	_, why, _ := strings.Cut(good, "## Why it matters\n")
	why, _, _ = strings.Cut(why, "## Attack")
	words := strings.Repeat("word ", maxWords)
	for name, c := range map[string]struct{ old, new, want string }{
		"no title":                {"# Nobody", "Nobody", "title"},
		"a period":                {"# Nobody signed this token", "# Nobody signed this token.", "period"},
		"a long title":            {"# Nobody", "# " + strings.Repeat("N", maxTitle), "title"},
		"no lead":                 {"With `alg` set to `none` a token carries no signature at all. Anyone can write one, with any claims.", "", "lead"},
		"a long lead":             {"With `alg`", strings.Repeat("W", maxLead) + " `alg`", "lead"},
		"two leads":               {"## What it means", "More.\n\n## What it means", "before the first section"},
		"a section missing":       {"## Why it matters", "", "sections"},
		"another section":         {"## Attack", "## An attack", "sections"},
		"another order":           {"## Fix", "## Attack", "sections"},
		"a deeper heading":        {"## Fix", "### Fix", "level 3"},
		"an empty section":        {why, "", "empty"},
		"HTML":                    {"The header,", "The <b>header</b>,", "RawHTML"},
		"an HTML block":           {"## Fix", "<div>x</div>\n\n## Fix", "HTMLBlock"},
		"an image":                {"The header,", "The ![x](https://www.iana.org/x),", "Image"},
		"a bare address":          {"The header,", "The <https://www.iana.org/>,", "AutoLink"},
		"an indented block":       {"## Fix", "    code\n\n## Fix", "CodeBlock"},
		"a quotation":             {"## Fix", "> quoted\n\n## Fix", "Blockquote"},
		"a nested list":           {"## Fix", "- a\n  - b\n\n## Fix", "list"},
		"a fence without name":    {"```go", "```", "language"},
		"a fence of another name": {"```go", "```cobol", "language"},
		"a long fence":            {"```go\n", "```go\n" + strings.Repeat("x\n", maxCodeLines), "lines"},
		"http":                    {"https://nvd", "http://nvd", "https link"},
		"another host":            {"https://nvd.nist.gov", "https://nvd.nist.gov.example", "https link"},
		"a user":                  {"https://nvd", "https://me@nvd", "https link"},
		"a script":                {"https://nvd.nist.gov/vuln/detail/CVE-2015-2951", "javascript:alert(1)", "https link"},
		"no list of references":   {"- [RFC 8725", "See [RFC 8725", "list"},
		"a reference without":     {"- [RFC 7519 §6](https://www.rfc-editor.org/rfc/rfc7519#section-6)", "- RFC 7519 §6", "begin with a link"},
		"too many references":     {"- [RFC 8725", strings.Repeat("- [x](https://www.iana.org/)\n", maxReferences) + "- [RFC 8725", "references"},
		"too many words":          {"The header,", words + "The header,", "words"},
		"no UTF-8":                {"The header,", "The \xff,", "UTF-8"},
		"too long":                {"The header,", strings.Repeat(words, 12), "bytes"},
	} {
		if !strings.Contains(good, c.old) {
			t.Errorf("%s: the text has no %q", name, c.old)
		}
		if _, err := parseRule("en", []byte(strings.Replace(good, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
	if _, err := parseRule("en", nil); err == nil {
		t.Error("an empty file is accepted")
	}
}
