package e2e

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// axeSource is axe-core, which npm ci puts there.
const axePath = "node_modules/axe-core/axe.min.js"

func axeSource(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile(axePath)
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("no axe-core: run npm ci in e2e")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

func TestNobodyIsShutOut(t *testing.T) {
	axe := axeSource(t)
	for _, state := range states {
		t.Run(state.name, func(t *testing.T) {
			p := open(t, append([]step{viewport(1280, 800)}, state.prepare...)...)
			p.hasNoBarrier(axe, state.show, everyLook)
		})
	}
}

// inChinese are the states that say no English words to wait for.
var inChinese = []string{
	"empty", "verified", "invalid", "expired", "many findings", "evidence marked", "the report to take along", "several tokens", "unreadable",
	"expectations met", "the menu of examples", "the menu of keys", "edited", "a key that was made, unfolded", "rendered by the server",
	"without WebAssembly", "nothing to compare", "compared, unfolded", "lesson", "attacks", "lessons", "glossary", "the API, unfolded", "a problem", "privacy", "license", "rules", "a rule",
	"an example of a rule", "no such rule", "the life of a token", "a table of the reference", "a frame", "how to embed", "not found",
}

func TestNobodyIsShutOutInChinese(t *testing.T) {
	axe := axeSource(t)
	found := 0
	for _, state := range states {
		if !slices.Contains(inChinese, state.name) {
			continue
		}
		found++
		t.Run(state.name, func(t *testing.T) {
			p := open(t, append([]step{viewport(1280, 800)}, state.prepare...)...)
			p.language = chinese
			p.hasNoBarrier(axe, state.show, twoLooks)
		})
	}
	if found != len(inChinese) {
		t.Errorf("%d of %d states were found", found, len(inChinese))
	}
}

// A look is how a page is looked at.
type look struct {
	scheme string
	width  int64
}

var (
	everyLook = []look{{"light", 1280}, {"light", 390}, {"dark", 390}, {"dark", 1280}}
	twoLooks  = []look{{"light", 390}, {"dark", 1280}} // in another language only the words differ
)

// hasNoBarrier asks axe about a page.
func (p *Page) hasNoBarrier(axe string, show func(p *Page), looks []look) {
	p.t.Helper()
	show(p)
	p.run(axe)
	for _, l := range looks {
		p.do(colorScheme(l.scheme), viewport(l.width, 844))
		p.until(fmt.Sprintf(`matchMedia("(prefers-color-scheme: %s)").matches && innerWidth === %d`, l.scheme, l.width))
		for _, violation := range eval[[]string](p, axeRun) {
			p.t.Errorf("%s, at %d pixels: %s", l.scheme, l.width, violation)
		}
	}
}

// axeRun is every violation as one line. Axe takes its own notice of contrast,
// so the color scheme of the page is what it judges.
var axeRun = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
	resultTypes: ["violations"],
}).then((result) => {
	if (result.passes.length < 10) return ["axe checked only " + result.passes.length + " rules"];
	return result.violations.flatMap((v) => v.nodes.map((n) => v.id + " (" + v.impact + ") at " + n.target.join(" ") + ": " + n.failureSummary.replaceAll("\n", " ")));
})`

// TestAxeFindsWhatIsWrong shows that its silence means something.
func TestAxeFindsWhatIsWrong(t *testing.T) {
	axe := axeSource(t)
	p := open(t)
	p.visit("/license")
	p.run(`{ const input = document.createElement("input"); input.id = "nameless"; document.querySelector("main").append(input) }`)
	p.run(axe)
	if violations := strings.Join(eval[[]string](p, axeRun), "\n"); !strings.Contains(violations, "#nameless") {
		t.Errorf("an input without a name passes: %s", violations)
	}
}
