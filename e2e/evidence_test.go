package e2e

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// showing is the button of a rule's first finding that marks its evidence.
func showing(rule string) string { return `.finding[data-rule="` + rule + `"] [data-show]` }

// evidenceText is what is marked of the token.
const evidenceText = `[...(CSS.highlights.get("evidence") ?? [])].map(String).join("")`

// evidenceOf waits until something of the token is marked and decodes it.
func (p *Page) evidenceOf(segment string) string {
	p.t.Helper()
	p.until(evidenceText + ` !== ""`)
	text := eval[string](p, evidenceText)
	at := strings.Index(segment, text)
	if at < 0 {
		p.t.Fatalf("%q is marked and not in %q", text, segment)
	}
	start, end := at/4*4, min((at+len(text)+3)/4*4, len(segment))
	decoded, err := base64.RawURLEncoding.DecodeString(segment[start:end])
	if err != nil {
		p.t.Fatal(err)
	}
	return string(decoded)
}

// heard waits until the verdict was said, which would speak over what a click says.
func (p *Page) heard() {
	p.t.Helper()
	p.until(`document.querySelector("#announce").textContent !== ""`)
}

// unmarked waits until nothing is marked any more.
func (p *Page) unmarked() {
	p.t.Helper()
	p.until(`document.querySelector("[data-shown], [data-show][aria-pressed=true]") === null && !CSS.highlights.has("evidence")`)
}

func TestAClickOnAFindingMarksItsEvidence(t *testing.T) {
	p := open(t, viewport(1280, 800), lessMotion()) // the next click would meet a page that still scrolls
	p.start()
	token := manyFindings()
	payload := strings.Split(token, ".")[1]
	p.pasteToken(token)
	p.heard()
	button := showing("claim-credential")
	if got := p.attribute(button, "aria-label"); got != "Show where: payload.password" {
		t.Errorf("the button is called %q", got)
	}
	p.click(button)
	p.until(`document.querySelector("#payload .line[data-shown]")?.textContent.includes("hunter2") === true`)
	if got := p.evidenceOf(payload); !strings.Contains(got, `"password":"hunter2"`) {
		t.Errorf("%q is marked in the token", got)
	}
	p.until(`document.querySelector("#announce").textContent === "Marked: payload.password."`)
	if got := p.attribute(button, "aria-pressed"); got != "true" {
		t.Errorf("aria-pressed is %q", got)
	}

	// Another finding takes the mark; a click anywhere on its row is enough.
	p.click(`.finding[data-rule="value-card-number"] .finding-severity`)
	p.until(`document.querySelector("#payload .line[data-shown]")?.textContent.includes("4111") === true`)
	if n := p.count("[data-shown]") + p.count(`[data-show][aria-pressed="true"]`); n != 2 {
		t.Errorf("%d marks instead of one on each side", n)
	}
	p.click(showing("value-card-number"))
	p.unmarked()
	p.until(`document.querySelector("#announce").textContent === "The mark is gone."`)
}

func TestEvidenceIsMarkedWithTheKeyboardAlone(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(rfc7515Token)
	p.until(`document.querySelector(` + quote(showing("expired")) + `) !== null`)
	p.run(`document.querySelector(` + quote(showing("expired")) + `).focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#payload .line[data-shown]")?.textContent.includes("1300819380") === true`)
	p.press(" ")
	p.unmarked()
	p.press(" ")
	p.until(`document.querySelector("#payload .line[data-shown]") !== null`)

	// Escape takes only the mark, and the focus stays; two more empty the boxes.
	p.press(kb.Escape)
	p.unmarked()
	p.press(kb.Escape)
	if p.value("#token") == "" || !eval[bool](p, `document.activeElement.matches(`+quote(showing("expired"))+`)`) {
		t.Error("Escape did more than take the mark away")
	}
	p.press(kb.Escape)
	p.state("#verdict-form", "empty")
}

func TestTheMarkOutlivesEditsAndEndsWithItsFinding(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"sub":"zoe","exp":1300819380}`))
	p.click(showing("expired"))
	p.until(`document.querySelector("#payload .line[data-shown]") !== null`)
	before := eval[string](p, evidenceText)

	// The key box brings a verdict and new rows; another claim moves the evidence.
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	token := sign(`{"sub":"somebody else","exp":1300819380}`)
	p.pasteToken(token)
	p.until(`document.querySelector("#payload .line[data-shown]")?.textContent.includes("1300819380") === true`)
	p.until(evidenceText + ` !== ` + quote(before))
	if got := p.evidenceOf(strings.Split(token, ".")[1]); !strings.Contains(got, `"exp":1300819380`) {
		t.Errorf("%q is marked after the edit", got)
	}
	if got := p.attribute(showing("expired"), "aria-pressed"); got != "true" {
		t.Errorf("aria-pressed is %q after the edit", got)
	}

	p.pasteToken(fresh("zoe"))
	p.unmarked()
	p.pasteToken(sign(`{"sub":"zoe","exp":1300819380}`))
	p.until(`document.querySelector(` + quote(showing("expired")) + `) !== null`)
	p.unmarked()
}

func TestWhatIsMissingMarksThePartThatLacksIt(t *testing.T) {
	p := open(t)
	p.start()
	token := sign(`{"sub":"zoe"}`)
	p.pasteToken(token)
	p.heard()
	p.click(showing("exp-missing"))
	p.until(`document.querySelector("#payload[data-shown]") !== null && ` + evidenceText + ` === ` + quote(strings.Split(token, ".")[1]))
	p.until(`document.querySelector("#announce").textContent === "Marked: the whole payload, because payload.exp is missing."`)
}

func TestAFindingAboutTheKeyLeadsToItsBox(t *testing.T) {
	p := open(t, viewport(390, 844))
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", "short")
	p.click(showing("hmac-key-short"))
	p.until(`document.querySelector(".key-card[data-shown]") !== null && document.activeElement.id === "key"`)
	p.until(`(() => { const r = document.querySelector("#key").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
	p.press(kb.Escape)
	p.unmarked()
}

func TestADisclosedClaimIsMarkedWhereItIsDisclosed(t *testing.T) {
	p := open(t)
	p.start()
	password, digest := disclosure(`["salt","password","hunter2-and-more"]`)
	p.pasteToken(sign(`{"iss":"https://issuer.example.com","_sd":["`+digest+`"]}`) + "~" + password + "~")
	p.click(showing("claim-credential"))
	p.until(`document.querySelector("#disclosed-claims .line[data-shown]")?.textContent.includes("hunter2") === true`)
	p.until(evidenceText + ` === ` + quote(password))
}

// The marked place is brought into sight in its box and on the page.
func TestTheEvidenceComesIntoSight(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t, viewport(width, 844), lessMotion())
			p.start()
			p.pasteToken(sign(`{` + strings.Repeat(`"filler":"`+strings.Repeat("x", 60)+`",`, 60) + `"password":"hunter2-and-more"}`))
			p.click(showing("claim-credential"))
			p.until(`(() => {
			const line = document.querySelector("#payload .line[data-shown]")?.getBoundingClientRect();
			const body = document.querySelector("#payload .panel-body").getBoundingClientRect();
			return line && line.top >= Math.max(0, body.top) && line.bottom <= Math.min(innerHeight, body.bottom);
		})()`)
			p.until(`(() => {
			const [range] = CSS.highlights.get("evidence") ?? [];
			const place = range.getBoundingClientRect();
			const box = document.querySelector(".editor").getBoundingClientRect();
			return place.bottom > box.top && place.top < box.bottom;
		})()`)
		})
	}
}

func TestWithoutScriptsAFindingNamesItsPlaceInPlainText(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", rfc7515Token)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says(`.finding[data-rule="expired"]`, "payload.exp")
	if seen := eval[int](p, `document.querySelector(`+quote(showing("expired"))+`).getClientRects().length`); seen != 0 {
		t.Error("a button that does nothing is shown")
	}
}

// lessMotion makes the system ask for less motion.
func lessMotion() step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}
