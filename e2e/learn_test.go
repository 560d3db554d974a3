package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jotlens/web"
)

// lessonPaths are the addresses of all lessons, as the list has them.
func (p *Page) lessonPaths() []string {
	p.t.Helper()
	p.visit("/learn")
	paths := eval[[]string](p, `[...document.querySelectorAll("main .lessons a")].map((a) => a.getAttribute("href"))`)
	if len(paths) != 12 {
		p.t.Fatalf("there are %d lessons", len(paths))
	}
	for i := range paths {
		paths[i] = strings.TrimPrefix(paths[i], site())
	}
	return paths
}

// Every lesson opens; the watch fails the test for an error on any of them.
func TestEveryLessonOpensOnANarrowScreen(t *testing.T) {
	p := open(t, viewport(390, 844))
	for _, path := range p.lessonPaths() {
		p.visit(path)
		if p.count(".live[data-sign]") == 0 || p.count(".question") == 0 {
			t.Errorf("%s has no token or no question", path)
		}
		p.fits(390)
	}
}

func TestALiveTokenFollowsTypingWithoutARequest(t *testing.T) {
	p := open(t)
	p.visit("/learn/signature")
	p.run(`document.querySelector('.live [data-edit="payload"]').focus()`)
	p.ready()
	p.warm()
	p.until(`document.readyState === "complete"`)
	served := len(p.server.seen())
	const block = `.live[data-sign="false"]:has([data-edit="payload"])`
	p.paste(block+` textarea`, `{"sub":"zoe","role":"admin"}`)
	p.until(`document.querySelector('` + block + ` .live-verdict').dataset.tone === "critical"`)
	p.says(block+` [data-show="verdict"]`, "invalid")
	p.paste(block+` textarea`, `{"sub":"zoe","role":"clerk"}`)
	p.until(`document.querySelector('` + block + ` .live-verdict').dataset.tone === "ok"`)
	const signed = `.live[data-sign="true"]`
	before := p.text(signed + ` [data-show="token"]`)
	p.paste(signed+` [data-edit="payload"]`, `{"sub":"zoe","role":"admin"}`)
	p.until(`document.querySelector('` + signed + ` [data-show="token"]').innerText !== ` + quote(before))
	p.says(signed+` [data-show="verdict"]`, "verified")
	p.paste(signed+` [data-edit="payload"]`, `{"sub":`)
	p.says(signed+` [data-show="verdict"]`, "no signed token")
	p.state("#seal", "sealed")
	if more := p.server.seen()[served:]; len(more) != 0 {
		t.Errorf("the server was asked for %v", paths(more))
	}
}

func TestAQuestionAnswersByKeyboard(t *testing.T) {
	p := open(t)
	p.visit("/learn/what-is-a-jwt")
	p.run(`document.querySelector(".question input").focus()`)
	for range 6 {
		p.press(" ")
		if p.attribute(".question", "data-state") == "right" {
			break
		}
		p.state(".question", "wrong")
		p.says(".question-said", "not it")
		p.press(kb.ArrowDown)
	}
	p.state(".question", "right")
	p.says(".question-said", "Right")
	p.says(".question details[open]", "The right answer")
	p.until(`document.querySelector("#announce").textContent.includes("The right answer")`)
	if kept := eval[string](p, `JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})`); kept != "{}{}" {
		t.Errorf("the browser keeps %s", kept)
	}
}

func TestAnAttackShowsBothVerdicts(t *testing.T) {
	p := open(t)
	p.visit("/learn/attacks")
	for name, says := range map[string]string{
		"alg-none":             "signing method none is invalid",
		"public-key-as-secret": "signing method HS256 is invalid",
		"weak-secret":          "signature is invalid",
		"kid-path-traversal":   "signature is invalid",
		"expire":               "token is expired",
	} {
		p.says(`[data-attack="`+name+`"] [data-verifier="naive"]`, "Accepts")
		p.says(`[data-attack="`+name+`"] [data-verifier="careful"]`, says)
	}
	p.loadsLink(`[data-attack="alg-none"] a[href^="` + site() + `/#token="]`)
	p.ready()
	p.state("#verdict-signature", "refused")
}

// A server that inspects nothing teaches all the same.
func TestLessonsReadWithoutJavaScript(t *testing.T) {
	t.Parallel()
	p := openAt(t, serve(t, web.Config{}), withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/learn/signature")
	p.says("main", "JavaScript is off")
	p.says(`.live [data-show="verdict"]`, "verified")
	if p.count(`.live textarea:not([readonly])`) != 0 {
		t.Error("a box that nothing follows can be edited")
	}
	p.do(chromedp.Click(chromedp.CSS(".question summary")))
	p.says(".question details[open]", "The right answer")
	if got := p.attribute(`.live [data-open]`, "href"); !strings.HasPrefix(got, site()+"/#token=eyJ") {
		t.Errorf("the token opens at %q", got)
	}
	p.loadsLink(`a[rel="next"]`)
	p.says("h1", "API")
}
