package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestAnSDJWTShowsWhatItDiscloses(t *testing.T) {
	p := open(t)
	p.start()
	p.until(`!document.querySelector("#disclosures").checkVisibility()`)
	p.pasteToken(disclosing())
	p.says("#verdict-form", "selective disclosure")
	p.says("#disclosures", "payload.address.city")
	p.says("#disclosures", "1 digest stays closed")
	p.says("#disclosed-claims", `"city": "Ghent"`)
	if text := p.text("#disclosed-claims"); strings.Contains(text, "_sd") {
		t.Errorf("digests are left in the claims: %s", text)
	}
	p.state("#key-binding", "none")
	p.state("#verdict-signature", "unverified")
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	// The pointer on a disclosure marks it in the token.
	if at := p.attribute("#disclosures li", "data-at"); at == "" {
		t.Error("a disclosure has no place in the token")
	}
	if n := p.count(`#underlay [data-part="disclosure"]`); n == 0 {
		t.Error("the disclosures have no colour of their own")
	}

	added, _ := disclosure(`["salt-3","role","admin"]`)
	p.pasteToken(disclosing() + added + "~")
	p.state("#verdict-signature", "refused")
	p.says("#disclosures", "not vouched for")
	if text := p.text("#disclosed-claims"); strings.Contains(text, "admin") {
		t.Errorf("a claim that nobody vouches for stands among the others: %s", text)
	}
	p.pasteToken(fresh("zoe"))
	p.until(`!document.querySelector("#disclosures").checkVisibility()`)
}

func TestADetachedTokenAsksForItsPayload(t *testing.T) {
	const payload = "It is a dangerous business, Frodo.\nLine two, " + canaryWord
	p := open(t)
	p.start()
	const visible = `document.querySelector("#detached-payload").checkVisibility()`
	p.until("!" + visible)
	p.pasteToken(detached(payload))
	p.until(visible)
	p.says("#payload", "not in the token")
	p.paste("#key", secret)
	p.state("#verdict-signature", "unverifiable")
	p.paste("#detached-payload", payload+".")
	p.state("#verdict-signature", "invalid")
	p.says("#payload", "Frodo")
	p.paste("#detached-payload", payload)
	p.state("#verdict-signature", "verified")
	p.says("#payload", "text, not JSON")
	p.until(visible)

	p.click("#clear")
	p.state("#verdict-signature", "empty")
	if left := p.value("#detached-payload"); left != "" {
		t.Errorf("the box keeps %q", left)
	}
	p.until("!" + visible)
}

func TestADetachedPayloadGoesWithThePage(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(detached("gone"))
	p.paste("#detached-payload", "gone")
	p.says("#payload", "gone")
	p.run(`dispatchEvent(new PageTransitionEvent("pagehide"))`)
	if left := p.value("#detached-payload"); left != "" {
		t.Errorf("the box keeps %q", left)
	}
}

func TestWithoutJavaScriptADetachedTokenIsVerifiedToo(t *testing.T) {
	needsServer(t)
	const payload = "line one\nline two"
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", detached(payload))
	p.paste("#key", secret)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-signature", "unverifiable")
	p.paste("#detached-payload", payload)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-signature", "verified")
	if left := p.value("#detached-payload"); left != payload {
		t.Errorf("the form lost the payload: %q", left)
	}
}

func TestEachOfSeveralSignaturesIsJudged(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(severalSignatures())
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "signature 2 of 2")
	p.says("#verdict-form", "not a JWT")
	if first, second := p.attribute("#signatures li", "data-state"), p.attribute("#signatures li + li", "data-state"); first != "invalid" || second != "verified" {
		t.Errorf("the signatures are %s and %s", first, second)
	}
	for _, part := range []string{"header", "payload", "signature"} {
		if n := p.count(`#underlay [data-part="` + part + `"]`); n != 1 {
			t.Errorf("%d runs are coloured as the %s", n, part)
		}
	}
}
