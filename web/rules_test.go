package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/inspect/samples"
)

func TestEveryRuleHasItsPage(t *testing.T) {
	site := newTestSite(t, Config{})
	list := plain(t, site.get("/rules"))
	for _, rule := range inspect.Rules() {
		path := "/rules/" + rule.ID
		if !strings.Contains(list, `href="`+path+`"`) {
			t.Errorf("the list does not lead to %s", rule.ID)
		}
		w := site.get(path)
		page := plain(t, w)
		for _, want := range []string{
			"<code translate=\"no\">" + rule.ID + "</code>", `data-severity="` + string(rule.Severity) + `"`,
			`href="` + path + `/fires"`, `href="` + path + `/silent"`,
		} {
			if w.Code != 200 || !strings.Contains(page, want) {
				t.Errorf("%s: %d, the page lacks %s", rule.ID, w.Code, want)
			}
		}
		if refuses := strings.Contains(page, "never shown as verified"); refuses != (rule.Effect == inspect.Refuse) {
			t.Errorf("%s: the page says that the rule refuses: %v", rule.ID, refuses)
		}
	}
}

// TestEverySampleShowsWhatItIsFor asks for both samples of each rule. They work
// whether or not the server inspects what people send.
func TestEverySampleShowsWhatItIsFor(t *testing.T) {
	for _, config := range []Config{{}, serverOn} {
		site := newTestSite(t, config)
		for _, rule := range inspect.Rules() {
			for _, side := range samples.Sides {
				path := fmt.Sprintf("/rules/%s/%s", rule.ID, side)
				w := site.get(path)
				page := plain(t, w)
				if shown := strings.Contains(page, `data-rule="`+rule.ID+`"`); w.Code != 200 || shown != (side == samples.Fires) {
					t.Errorf("%s: %d, the finding is shown: %v", path, w.Code, shown)
				}
				for _, want := range []string{`id="sample-note"`, `href="/rules/` + rule.ID + `"`, `action="/"`} {
					if !strings.Contains(page, want) {
						t.Errorf("%s lacks %s", path, want)
					}
				}
			}
		}
	}
}

func TestTheClockOfASampleIsSetWhereItMatters(t *testing.T) {
	site := newTestSite(t, serverOn)
	const at = `value="2026-11-24T12:00:00Z"`
	for path, want := range map[string]bool{"/rules/expires-soon/fires": true, "/rules/expired/fires": false} {
		if got := strings.Contains(plain(t, site.get(path)), at); got != want {
			t.Errorf("%s sets the clock: %v", path, got)
		}
	}
}

// hidden is a row of the list that the search leaves out.
var hidden = regexp.MustCompile(`<li class="rules-row" [^>]* hidden>`)

func TestRulesAreSearchedByTheServer(t *testing.T) {
	site := newTestSite(t, serverOn)
	all := len(inspect.Rules())
	for query, want := range map[string]int{"": all, "?q=alg-none-variant": 1, "?q=&severity=&subject=": all, "?subject=verdict": 3, "?q=no+such+words+anywhere": 0} {
		page := plain(t, site.get("/rules"+query))
		if n := strings.Count(page, `class="rules-row"`) - len(hidden.FindAllString(page, -1)); n != want {
			t.Errorf("%q shows %d rules, want %d", query, n, want)
		}
		if words := fmt.Sprintf("%d of %d rules", want, all); !strings.Contains(page, words) {
			t.Errorf("%q does not say %q", query, words)
		}
	}
	if page := plain(t, site.get("/rules?q=%22%3E%3Cscript%3E")); strings.Contains(page, "<script>") {
		t.Error("the page repeats markup")
	}
	w := site.get("/rules?q=" + strings.Repeat("x", 201))
	if page := plain(t, w); w.Code != 400 || !strings.Contains(page, "longer than 200 bytes") || !strings.Contains(page, `name="q"`) {
		t.Errorf("a long search gives %d", w.Code)
	}
	w = site.get("/rules/no-such-rule")
	if page := plain(t, w); w.Code != 404 || !strings.Contains(page, `name="q"`) || strings.Contains(page, "no-such-rule") {
		t.Errorf("an unknown rule gives %d", w.Code)
	}
}

func TestPagesOfRulesAreNotSentTwice(t *testing.T) {
	site := newTestSite(t, serverOn)
	for _, path := range []string{"/rules", "/rules?q=kid", "/rules/alg-none"} {
		tag := site.get(path).Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Errorf("%s has the tag %q", path, tag)
		}
		w := site.do(request{method: "GET", path: path, header: map[string]string{"If-None-Match": tag}})
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%s: %d with %d bytes", path, w.Code, w.Body.Len())
		}
		if w = site.do(request{method: "GET", path: path, header: map[string]string{"If-None-Match": `W/"another"`}}); w.Code != 200 {
			t.Errorf("%s: %d for another tag", path, w.Code)
		}
	}
}

// TestHeadersStaySmall bounds what every answer carries: proxies and servers
// limit the headers of a response, often to 4 or 8 KiB.
func TestHeadersStaySmall(t *testing.T) {
	site := newTestSite(t, serverOn)
	for _, path := range []string{"/", "/rules", "/rules/alg-none/fires"} {
		bytes := 0
		for name, values := range site.get(path).Header() {
			for _, value := range values {
				bytes += len(name) + len(value) + 4
			}
		}
		if bytes > 4<<10 {
			t.Errorf("the headers of %s have %d bytes", path, bytes)
		}
	}
}
