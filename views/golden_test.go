package views

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

var update = flag.Bool("update", false, "write the golden files")

func TestGolden(t *testing.T) {
	for name, r := range samples(t) {
		t.Run(name, func(t *testing.T) {
			updated := Update(r, i18n.English())
			var b strings.Builder
			for _, s := range updated.Sections {
				b.WriteString(render(t, s.Component) + "\n")
			}
			fmt.Fprintf(&b, "announcement: %s\nrefresh: %s\n", updated.Announcement, updated.Refresh)
			compare(t, name, b.String())
		})
	}
}

func TestGoldenPages(t *testing.T) {
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) { compare(t, "page-"+name, render(t, page)) })
	}
}

// pages are all pages, in the states that differ.
func pages(t testing.TB) map[string]templ.Component {
	hostile := samples(t)["hostile"]
	static := testSite
	static.ServerInspect = false
	framed := testSite
	framed.EmbedOrigins, framed.EmbedKey = []string{"https://docs.example.com"}, true
	return map[string]templ.Component{
		"inspector": Inspector(testSite, InspectorPage{Messages: i18n.English()}),
		"answered":  Inspector(testSite, InspectorPage{Messages: i18n.English(), Token: hostile.Source, Key: secret, KeyEncoding: "utf-8", Report: hostile, CheckedByServer: true}),
		"expecting": Inspector(testSite, InspectorPage{Messages: i18n.English(),
			Token: samples(t)["undecided"].Source, Key: secret, Report: samples(t)["undecided"], CheckedByServer: true,
			Expect: inspect.ExpectTexts{Audience: "</script><b>", Leeway: "soon", At: "then"},
		}),
		"compare":   Compare(testSite, ComparePage{Messages: i18n.English()}),
		"compared":  Compare(testSite, ComparePage{Messages: i18n.English(), TokenA: hostile.Source, TokenB: samples(t)["verified"].Source, Key: secret, A: hostile, B: samples(t)["verified"], Answered: true}),
		"no-server": Inspector(static, InspectorPage{Messages: i18n.English()}),
		"privacy":   Privacy(testSite, PrivacyPage{Messages: i18n.English(), Policy: []PolicyLine{{"Content-Security-Policy", "default-src 'none'"}}}),
		"api": API(static, APIPage{Messages: i18n.English(),
			Command: "curl -d '<token>'", Answer: `{"a": "<b>"}`, Markdown: "# <Token>", Asked: []string{"input"}, Expected: []string{"iss"}, Answered: []string{"form"},
			Problems: []ProblemLink{{"not-found", 404, "Page not found"}},
		}),
		"problem-type": ProblemType(testSite, ProblemTypePage{Messages: i18n.English(),
			ProblemLink: ProblemLink{"not-found", 404, "Page not found"}, Detail: "There is nothing at this address.", Example: `{"type": "<b>"}`,
		}),
		"license":   License(testSite, LicensePage{Messages: i18n.English(), Text: "MIT License\n\n<no tags>"}),
		"not-found": Problem(testSite, ProblemPage{Messages: i18n.English(), Status: 404, Title: "This page does not exist", Detail: "The address may be mistyped."}),
		"no-rule":   Problem(testSite, ProblemPage{Messages: i18n.English(), Status: 404, Title: "This page does not exist", Detail: "There is no such rule.", SearchRules: true}),
		"rules":     Rules(testSite, RulesPage{Messages: i18n.English(), Search: RuleSearch{Text: "Token KEY", Severity: inspect.Critical}, Subjects: testRules()}),
		"rule": RuleText(testSite, RulePage{Messages: i18n.English(),
			Rule: testRules()[0].Rules[1], Subject: "keys", Before: &testRules()[0].Rules[0], After: &testRules()[0].Rules[2],
			Sections: []RuleSection{{"What it means", templ.NopComponent}},
		}),
		"sample": Inspector(static, InspectorPage{Messages: i18n.English(),
			Token: hostile.Source, Report: hostile, Sample: &RuleSample{ID: "alg-none", Title: "Nobody signed <this>", Fires: true, Folded: true, Clock: true},
		}),
		"embed":       Embed(framed, EmbedPage{Theme: "dark", Messages: i18n.English()}),
		"embed-how":   EmbedHow(framed, i18n.English()),
		"embed-off":   EmbedHow(testSite, i18n.TraditionalChinese()),
		"bare-config": Inspector(Site{}, InspectorPage{Messages: i18n.English()}),
	}
}

// compare checks got against a golden file; on failure it leaves got beside it.
func compare(t *testing.T, name, got string) {
	t.Helper()
	got = strings.ReplaceAll(got, "><", ">\n<") // one element per line: diffs that people can read
	path := filepath.Join("testdata", name+".html")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	actual := filepath.Join("testdata", name+".actual.html")
	if err := os.WriteFile(actual, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("%s differs from %s: compare the two, and run go test ./views -update if it is right", actual, path)
}
