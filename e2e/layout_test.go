package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

func TestOnAWideScreenEverythingIsVisibleAtOnce(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.start()
	p.pasteToken(manyFindings())
	p.until(`document.querySelector(".finding") !== null`)
	p.allVisible("#token", "#key", "#expectations", "#header", "#payload", "#signature", "#verdict-form", "#verdict-signature", "#verdict-time", "#verdict-findings", ".finding")
	if !eval[bool](p, `(() => { const [h, b, s] = ["#header", "#payload", "#signature"].map((id) => document.querySelector(id).getBoundingClientRect()); return h.right <= b.left + 1 && b.right <= s.left + 1 && Math.abs(h.top - s.top) < 2 })()`) {
		t.Error("the three panels do not stand side by side")
	}
	// The fifth row and its reason leave room for the first finding.
	p.expecting()
	p.paste("#expect-aud", "https://orders.example.com/v1")
	p.state("#verdict-expectations", "rejected")
	p.click("#expectations > summary")
	p.allVisible("#token", "#key", "#expectations", "#verdict-expectations", "#verdict-findings", ".finding")
}

// An ordinary token leaves room for what is found in it, with everything folded.
func TestTheFirstFindingsOfAnOrdinaryTokenAreVisible(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.start()
	key, other := rsaKey(t), rsaKey(t)
	set := `{"keys":[` + rsaJWK(&other.PublicKey, "2026-12") + `,` + rsaJWK(&key.PublicKey, "2026-11") + `]}`
	p.pasteToken(signedBy(t, jwt.SigningMethodRS256, `{"alg":"RS256","typ":"at+jwt","kid":"2026-11"}`, key))
	p.state("#verdict-signature", "unverified")
	p.allVisible("#token", "#key", "#expectations", "#verdict-findings", "#signature", "#notes > summary")
	p.paste("#key", set)
	p.state("#verdict-signature", "verified")
	p.allVisible("#token", "#key", "#expectations", "#verdict-findings", "#signature", "#notes > summary")
	p.pasteToken(rfc7515Token)
	p.state("#verdict-time", "expired")
	p.allVisible("#token", "#key", "#expectations", "#verdict-findings", "#signature", `.finding[data-rule="expired"]`)
}

// allVisible checks that each is wholly on a screen of 1280 × 800.
func (p *Page) allVisible(selectors ...string) {
	p.t.Helper()
	for _, selector := range selectors {
		r := eval[[]float64](p, `(() => { const r = document.querySelector(`+quote(selector)+`).getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })()`)
		if r[0] < 0 || r[1] < 0 || r[2] > 1280 || r[3] > 800 || r[3]-r[1] < 10 {
			p.t.Errorf("%s is at %v and not wholly on the screen", selector, r)
		}
	}
}

func TestOnANarrowScreenNothingOverflows(t *testing.T) {
	for _, width := range []int64{320, 390} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t, viewport(width, 844))
			p.watch.expect("404")
			for _, language := range []string{chinese, ""} {
				p.language = language
				for _, page := range pages {
					p.visit(page.path)
					p.fits(width)
				}
			}
			p.start()
			p.pasteToken(manyFindings())
			p.paste("#key", secret)
			p.until(`document.querySelector(".finding") !== null`)
			p.fits(width)
			p.expecting()
			p.paste("#expect-iss", "https://login.example.com/"+strings.Repeat("realms-", 30))
			p.paste("#expect-at", "yesterday")
			p.says("#expect-at-note", "Not a time")
			p.fits(width)
			p.paste("#expect-at", "")
			p.state("#verdict-expectations", "rejected")
			p.fits(width)
			order := eval[[]string](p, `["token", "verdict", "key", "payload", "header", "signature", "findings"].map((id) => [document.getElementById(id).getBoundingClientRect().top, id]).sort((a, b) => a[0] - b[0]).map((pair) => pair[1])`)
			if got := fmt.Sprint(order); got != "[token verdict key payload header signature findings]" {
				t.Errorf("from the top down there are %s", got)
			}
		})
	}
}

// fits checks that a person never has to scroll sideways.
func (p *Page) fits(width int64) {
	p.t.Helper()
	if got := eval[int64](p, `document.documentElement.scrollWidth`); got > width {
		wide := eval[[]string](p, fmt.Sprintf(`[...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > %d + 1).slice(0, 5).map((e) => e.tagName + "#" + e.id + "." + e.className)`, width))
		p.t.Errorf("%s is %d pixels wide on a screen of %d: %q", eval[string](p, "location.pathname"), got, width, wide)
	}
}

func TestATokenWithManyClaimsScrollsInsideItsPanel(t *testing.T) {
	p := open(t, viewport(1280, 800))
	p.start()
	claims := ""
	for i := range 300 {
		claims += fmt.Sprintf(`,"claim%d":"%d"`, i, i)
	}
	p.pasteToken(sign(`{"sub":"zoe"` + claims + `}`))
	// What is far below is laid out only when somebody scrolls there.
	p.until(`document.querySelector("#payload .panel-body").textContent.includes("claim299")`)
	p.run(`{ const body = document.querySelector("#payload .panel-body"); body.scrollTop = body.scrollHeight }`)
	p.says("#payload", "claim299")
	p.fits(1280)
	if h := eval[float64](p, `document.querySelector("#payload").getBoundingClientRect().height`); h > 1600 {
		t.Errorf("the payload is %g pixels high", h)
	}
}
