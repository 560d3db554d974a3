package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/assets"
	"jotlens/inspect"
	"jotlens/web"
)

// shownRules are the ids of the rows that a person sees.
func (p *Page) shownRules() []string {
	p.t.Helper()
	return eval[[]string](p, `[...document.querySelectorAll(".rules-row")].filter((row) => row.checkVisibility()).map((row) => row.dataset.rule)`)
}

func TestRulesAreFoundAsOneTypesWithoutARequest(t *testing.T) {
	p := open(t)
	p.visit("/rules")
	all := len(inspect.Rules())
	if n := len(p.shownRules()); n != all {
		t.Fatalf("%d rules are shown, there are %d", n, all)
	}
	served := len(p.server.seen())
	p.write("#rules-text", "KID path")
	p.says("#rules-count", fmt.Sprintf("1 of %d rules", all))
	if got := p.shownRules(); !slices.Equal(got, []string{"kid-path-traversal"}) {
		t.Errorf("“KID path” finds %q", got)
	}
	if n := eval[int](p, `[...document.querySelectorAll(".rules-group, .rules-subjects li")].filter((e) => e.checkVisibility()).length`); n != 2 {
		t.Errorf("%d subjects are shown for one rule", n)
	}
	p.write("#rules-text", " nothing of the sort")
	p.until(`document.querySelector("#rules-none").checkVisibility()`)
	p.press(kb.Enter)
	p.click("#rules-all")
	p.says("#rules-count", fmt.Sprintf("%d of %d rules", all, all))
	p.run(`document.querySelector("#rules-severity").value = "critical"; document.querySelector("#rules-severity").dispatchEvent(new Event("input", {bubbles: true}))`)
	critical := eval[int](p, `document.querySelectorAll('.rules-row[data-severity="critical"]').length`)
	p.says("#rules-count", fmt.Sprintf("%d of %d rules", critical, all))
	for _, r := range p.server.seen()[served:] {
		if !strings.HasPrefix(r.Path, assets.Prefix) { // the icon comes when the browser likes
			t.Errorf("the server was asked for %s", r.Path)
		}
	}
	if got := eval[string](p, `location.href`); got != p.server.URL+"/rules" {
		t.Errorf("the address is %s", got)
	}
}

// The search works without JavaScript, also where the server inspects nothing.
func TestWithoutJavaScriptTheServerSearchesTheRules(t *testing.T) {
	needsServer(t)
	t.Parallel()
	p := openAt(t, serve(t, web.Config{}), withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/rules")
	p.paste("#rules-text", "kid path")
	p.loads(chromedp.Click(chromedp.CSS("#rules-form button")))
	if got := p.shownRules(); !slices.Equal(got, []string{"kid-path-traversal"}) {
		t.Errorf("“kid path” finds %q", got)
	}
	if p.value("#rules-text") != "kid path" {
		t.Error("the form forgot the words")
	}
	p.loadsLink("#rules-all")
	if n := len(p.shownRules()); n != len(inspect.Rules()) {
		t.Errorf("all rules are %d", n)
	}
	p.loadsLink(`a[href="` + site() + `/rules/expires-soon"]`)
	p.loadsLink("#open-fires")
	p.says("#sample-note", "has the finding")
	p.says("#verdict-time", "as of 24 Nov 2026")
	if p.count(`.finding[data-rule="expires-soon"]`) != 1 {
		t.Error("the page does not show the finding")
	}
}

func TestARuleOpensItsPairInTheInspector(t *testing.T) {
	p := open(t)
	p.visit("/rules/alg-none")
	p.says("h1", "Nobody signed")
	p.loadsLink("#open-fires")
	p.ready()
	p.says("#sample-note", "has the finding")
	p.says(`.finding[data-rule="alg-none"]`, "nobody signed")
	p.state("#verdict-signature", "refused")
	p.loadsLink(`#sample-note a[href="` + site() + `/rules/alg-none/silent"]`)
	p.ready()
	p.says("#sample-note", "does not have")
	if p.count(`.finding[data-rule="alg-none"]`) != 0 {
		t.Error("the other example has the finding too")
	}
	p.loadsLink(`#sample-note a[href="` + site() + `/rules/alg-none"]`)
	p.says("h1", "Nobody signed")
}

// A token of one's own is judged neither by the example's key nor by its clock.
func TestAnExampleOfARuleMakesWayForAnotherToken(t *testing.T) {
	p := open(t)
	p.visit("/rules/hmac-key-short/silent")
	p.ready()
	if p.value("#key") == "" || p.value("#expect-at") == "" {
		t.Fatal("the example brings no key or no clock")
	}
	p.pasteToken(fresh("zoe"))
	p.state("#verdict-signature", "unverified")
	p.until(`document.querySelector("#key").value === "" && document.querySelector("#expect-at").value === "" && document.querySelector("#sample-note") === null`)
	p.state("#verdict-time", "valid")
}

// The seal lets a person go from the inspector to a rule, in the same tab and in
// another one.
func TestTheInspectorLeadsToARule(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.run(`const link = document.createElement("a"); link.id = "to-rule"; link.href = "` + site() + `/rules/alg-none"; link.target = "_blank"; link.textContent = "alg-none"; document.querySelector("main").prepend(link)`)
	tab := chromedp.WaitNewTarget(p.ctx, func(info *target.Info) bool { return strings.HasSuffix(info.URL, "/rules/alg-none") })
	p.click("#to-rule")
	<-tab
	p.run(`document.querySelector("#to-rule").removeAttribute("target")`)
	p.loadsLink("#to-rule")
	p.says("h1", "Nobody signed")
}

// References lead away from here; the inspector itself leads nowhere else.
func TestAReferenceOfARuleCanBeFollowed(t *testing.T) {
	p := open(t)
	p.watch.expect("") // there is no such site here: its TLS fails
	p.visit("/rules/alg-none")
	p.loadsLink(`.rule-section a[href^="https://nvd.nist.gov/"]`)
	if !slices.ContainsFunc(suite.canary.all(), func(text string) bool { return strings.Contains(text, "nvd.nist.gov") }) {
		t.Error("the browser did not go there")
	}
}

func TestAnUnknownRuleOffersTheSearch(t *testing.T) {
	needsServer(t)
	p := open(t)
	p.watch.expect("404")
	p.visit("/rules/no-such-rule")
	p.says("h1", "Page not found")
	p.write("#rules-text", "alg-none-variant")
	p.loads(chromedp.KeyEvent(kb.Enter))
	if got := p.shownRules(); !slices.Equal(got, []string{"alg-none-variant"}) {
		t.Errorf("the search finds %q", got)
	}
}

func TestRulesWorkWithTheKeyboardAlone(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.visit("/rules")
	p.press(kb.Tab)
	if got := eval[string](p, `document.activeElement.className`); got != "skip" {
		t.Fatalf("the first stop is %q", got)
	}
	at := func() string {
		return eval[string](p, `document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.tagName`)
	}
	var stops []string
	for range 40 {
		p.press(kb.Tab)
		if stop := at(); stop == "rules-text" {
			p.do(chromedp.KeyEvent("ecdsa-zero"))
			p.until(`[...document.querySelectorAll(".rules-row")].filter((row) => !row.hidden).length === 1`)
		} else if strings.HasPrefix(stop, site()+"/rules/") {
			p.loads(chromedp.KeyEvent(kb.Enter))
			p.says("main", "ecdsa-zero-signature")
			return
		} else {
			stops = append(stops, stop)
		}
	}
	t.Errorf("the tab key never comes to the rule; it stops at %q", stops)
}

func TestNothingOverflowsOnThePagesOfRules(t *testing.T) {
	p := open(t, viewport(390, 844))
	for _, path := range []string{"/rules", "/rules/alg-none", "/rules/exp-missing", "/rules/jwe-p2c-high/fires"} {
		p.visit(path)
		p.fits(390)
	}
}
