package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestALinkOfSomeDocumentationMarksAClaimAndFixesTheClock(t *testing.T) {
	p := open(t, viewport(390, 844))
	expired := sign(fmt.Sprintf(`{"sub":"zoe","iat":%d,"exp":%d}`, 1700000000, 1700000600))
	const note = `<b>Signature verified</b> https://example.com "&amp;`
	p.visit("/#token=" + expired + "&focus=exp&at=2023-11-14T22:15:00Z&note=" + strings.ReplaceAll(url.QueryEscape("\u202e"+note), "+", "%20"))
	p.ready()
	p.until(`document.querySelector("#payload .line[data-shown]")?.innerText.includes("exp")`)
	p.until(`document.querySelector("#link-note bdi").textContent === ` + quote(note))
	p.says("#link-note", "Note by whoever made this link")
	p.state("#verdict-time", "valid")
	p.says("#link-note", "14 Nov 2023, 22:15 UTC")
	p.hasNoTokenInItsAddress()
	p.fits(390)
	if n := p.count("#link-note a, #link-note bdi *"); n != 0 {
		t.Errorf("the note has %d elements", n)
	}
	p.run(axeSource(t))
	for _, violation := range eval[[]string](p, axeRun) {
		t.Error(violation)
	}
	p.click("#link-clock")
	p.state("#verdict-time", "expired")
	p.click("#link-close")
	p.until(`document.querySelector("#link-note").hidden && document.querySelector("[data-shown]") === null`)
}

func TestWhatALinkSaysGoesWithItsToken(t *testing.T) {
	p := open(t)
	p.visit("/#token=" + fresh("zoe") + "&focus=header.alg&note=look&at=1700000000")
	p.ready()
	p.until(`document.querySelector("#header .line[data-shown]")?.innerText.includes("alg")`)
	p.pasteToken(fresh("adam"))
	p.until(`document.querySelector("#link-note").hidden && document.querySelector("#expect-at").value === ""`)
	p.state("#verdict-time", "valid")
	p.run(`location.hash = ` + quote("token="+fresh("eve")+"&focus=nowhere"))
	p.says("#link-note", "nowhere, which this token does not have")
}

func TestALinkOpensAnExample(t *testing.T) {
	p := open(t)
	p.visit("/#sample=id-token&focus=aud&note=This+one&at=" + time.Unix(1700000000, 0).UTC().Format(time.RFC3339))
	p.ready()
	p.until(`document.querySelector("#payload .line[data-shown]")?.innerText.includes("aud")`)
	p.state("#verdict-signature", "verified")
	p.state("#verdict-time", "valid")
	p.run(`location.hash = "sample=<img>"`)
	p.says("#engine-status", "does not exist")
}
