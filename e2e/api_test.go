package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestTheAPIPageLeadsToItsErrors goes from the foot of a page to the API, to one of
// its errors and back, which the seal has to allow.
func TestTheAPIPageLeadsToItsErrors(t *testing.T) {
	for name, language := range map[string]string{"English": "", "Chinese": chinese} {
		t.Run(name, func(t *testing.T) {
			p := open(t, viewport(390, 844))
			p.language = language
			p.visit("/license")
			p.loadsLink(`footer a[href$="/api"]`)
			p.says("#api-command", "/api/inspect")
			p.run(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
			p.fits(390)
			p.says("#api-answer", `"state": "rejected"`)
			p.loadsLink(`#errors a[href$="/problems/request-too-large"]`)
			p.says("main", "256 KiB")
			p.fits(390)
			p.loadsLink(`main a[href$="/api#errors"]`)
			p.until(`document.querySelector("#errors:target") !== null`)
		})
	}
}

// The seal lets the browser fetch the description of the API, which is no page.
func TestTheAPIPageLeadsToItsDescription(t *testing.T) {
	p := open(t)
	p.visit("/api")
	saved := p.downloading()(func() { p.do(chromedp.Click(chromedp.CSS(`main a[href="` + site() + `/openapi.yaml"]`))) })
	if saved.name != "openapi.yaml" || !strings.Contains(saved.text, "\nopenapi: 3.1.0\n") {
		t.Errorf("%s is %.80q", saved.name, saved.text)
	}
}
