package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// forOrders is a token for the orders API that lives for ten minutes.
func forOrders() string {
	now := time.Now().Unix()
	return signed(`{"alg":"HS256","typ":"at+jwt"}`,
		fmt.Sprintf(`{"iss":"https://login.example.com","aud":["orders","stock"],"scope":"orders:read profile","sub":"zoe","word":%q,"iat":%d,"exp":%d}`, canaryWord, now, now+600))
}

// expecting opens the form of expectations, by the keyboard: an answer that comes
// meanwhile may move it.
func (p *Page) expecting() {
	p.t.Helper()
	p.run(`document.querySelector("#expectations > summary").focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#expectations").open`)
}

func TestAPersonStatesWhatTheirAPIExpectsAndReadsWhyItWouldReject(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	if p.count("#verdict-expectations") != 0 {
		t.Error("there is a verdict on expectations, and nothing is expected")
	}
	p.expecting()
	p.paste("#expect-iss", "https://login.example.com")
	p.state("#verdict-expectations", "rejected")
	p.says("#verdict-expectations", "Its signature is not verified yet: enter the key.")
	p.paste("#key", secret)
	p.state("#verdict-expectations", "accepted")
	p.paste("#expect-aud", "orders")
	p.paste("#expect-alg", "HS256, ES256")
	p.paste("#expect-typ", "AT+JWT")
	p.paste("#expect-scope", "orders:read")
	p.until(`document.querySelectorAll('.condition[data-met="true"]').length === 8`)
	p.says("#verdict-expectations", "Would accept")

	p.paste("#expect-aud", "billing")
	p.state("#verdict-expectations", "rejected")
	p.says("#verdict-expectations", "Would reject")
	p.says("#verdict-expectations", "The audiences are “orders” and “stock”, your API expects “billing”.")
	p.until(`document.querySelector('.condition[data-condition="aud"]').dataset.met === "false"`)
	p.until(`document.querySelector("#announce").textContent.includes("Your API: Would reject")`)

	// It belongs to the person's API and not to a token: the next one is judged by it too.
	p.pasteToken(fresh("zoe"))
	p.says("#verdict-expectations", "your API expects")
	p.click("#expect-clear")
	p.until(`document.querySelector("#verdict-expectations") === null`)
	for _, name := range []string{"iss", "aud", "alg", "typ", "scope"} {
		if got := p.value("#expect-" + name); got != "" {
			t.Errorf("%s is %q after clearing", name, got)
		}
	}
}

func TestTheVerdictRowStandsBetweenTimeAndFindings(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	p.expecting()
	p.paste("#expect-iss", "a")
	p.state("#verdict-expectations", "rejected")
	rows := eval[[]string](p, `[...document.querySelectorAll(".verdict-row")].map((row) => row.id)`)
	if got := strings.Join(rows, " "); got != "verdict-form verdict-signature verdict-time verdict-expectations verdict-findings" {
		t.Errorf("the rows are %s", got)
	}
}

func TestTheFormIsFilledFromTheTokenThatIsShown(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	p.paste("#key", secret)
	p.expecting()
	p.click("#expect-fill")
	p.state("#verdict-expectations", "accepted")
	for name, want := range map[string]string{"iss": "https://login.example.com", "aud": "orders,stock", "alg": "HS256", "typ": "at+jwt", "scope": "orders:read profile", "leeway": "", "at": ""} {
		if got := p.value("#expect-" + name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestAsOfAnotherTimeTheWholeReportIsJudgedByIt(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	p.state("#verdict-time", "valid")
	p.expecting()
	p.paste("#expect-at", "2099-01-01T00:00:00Z")
	p.state("#verdict-time", "expired")
	p.says("#verdict-time", "as of 1 Jan 2099, 00:00 UTC")
	p.until(`document.querySelector('.finding[data-rule="expired"]') !== null`)
	p.paste("#expect-at", fmt.Sprint(time.Now().Unix()+630))
	p.state("#verdict-time", "valid") // within the usual leeway
	p.paste("#expect-leeway", "0")
	p.state("#verdict-time", "expired")
	p.paste("#expect-at", "")
	p.state("#verdict-time", "valid")
}

func TestAFieldThatCannotBeReadSaysSoAndKeepsTheRest(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	p.paste("#key", secret)
	p.expecting()
	p.paste("#expect-iss", "https://login.example.com")
	p.state("#verdict-expectations", "accepted")
	p.paste("#expect-at", "yesterday")
	p.state("#verdict-expectations", "undecided")
	p.says("#expect-at-note", "Not a time")
	p.until(`document.querySelector("#expect-at").ariaInvalid === "true"`)
	p.paste("#expect-leeway", "25h")
	p.says("#expect-leeway-note", "24 h")
	if got := p.attribute("#expect-at", "aria-describedby"); got != "expect-at-note" {
		t.Errorf("the field is described by %q", got)
	}
	if got := p.value("#expect-iss"); got != "https://login.example.com" {
		t.Errorf("the issuer is %q", got)
	}
	if p.count(`[aria-invalid="true"]`) != 2 {
		t.Error("other fields are marked too")
	}
	p.paste("#expect-at", "")
	p.paste("#expect-leeway", "5m")
	p.state("#verdict-expectations", "accepted")
	p.until(`document.querySelectorAll('[aria-invalid="true"]').length === 0`)
}

func TestALinkCarriesTheExpectationsAndNeitherTokenNorKey(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	p.paste("#key", secret)
	p.expecting()
	p.paste("#expect-iss", "https://login.example.com")
	p.paste("#expect-aud", "orders & more")
	p.paste("#expect-alg", "RS256, ES256")
	p.paste("#expect-leeway", "90")
	p.until(`document.querySelector("[data-copy-text='expect-link']")?.textContent.includes("leeway=90s")`)
	// What is written is caught on its way: the system's clipboard is one for all tabs.
	p.run(`navigator.clipboard.writeText = async (text) => { globalThis.copied = text }`)
	p.click(`[data-copy="expect-link"]`)
	p.until(`globalThis.copied !== undefined`)
	link := eval[string](p, `globalThis.copied`)
	want := p.server.URL + "/#expect.iss=https://login.example.com&expect.aud=orders%20%26%20more&expect.alg=RS256,ES256&expect.leeway=90s"
	if link != want {
		t.Errorf("the link is\n%s\nwant\n%s", link, want)
	}
	if strings.Contains(link, "eyJ") || strings.Contains(link, secret[:8]) {
		t.Errorf("the link carries more than expectations: %s", link)
	}
	p.says(`[data-copy="expect-link"]`, "Copied")
}

func TestALinkWithExpectationsFillsTheForm(t *testing.T) {
	const fragment = "expect.iss=https://login.example.com&expect.aud=orders&expect.alg=RS256,HS256&expect.typ=at%2Bjwt&expect.scope=profile%20orders:read&expect.leeway=90s&expect.at="
	at := fmt.Sprint(time.Now().Unix() + 60)
	filled := func(p *Page) {
		p.t.Helper()
		p.until(`document.querySelector("#expectations").open`)
		for name, want := range map[string]string{"iss": "https://login.example.com", "aud": "orders", "alg": "RS256,HS256", "typ": "at+jwt", "scope": "profile orders:read", "leeway": "90s", "at": at} {
			p.until(`document.querySelector("#expect-` + name + `").value === ` + quote(want))
		}
	}
	t.Run("alone", func(t *testing.T) {
		p := open(t)
		p.visit("/#" + fragment + at)
		p.ready()
		filled(p)
		if token := p.value("#token"); token != "" {
			t.Errorf("the token box holds %q", token)
		}
		p.until(`location.hash === ""`)
	})
	t.Run("with a token", func(t *testing.T) {
		p := open(t)
		p.visit("/#" + fragment + at + "&token=" + forOrders())
		p.ready()
		filled(p)
		p.says("#payload", `"zoe"`)
		p.paste("#key", secret)
		p.state("#verdict-expectations", "accepted")
		p.hasNoTokenInItsAddress()
	})
	t.Run("in a query with a token", func(t *testing.T) {
		needsServer(t)
		p := open(t)
		p.visit("/?" + fragment + at + "&token=" + forOrders())
		p.ready()
		filled(p)
		p.says("#payload", `"zoe"`)
		p.hasNoTokenInItsAddress()
	})
	t.Run("in a query without a token", func(t *testing.T) {
		p := open(t)
		p.visit("/?expect.iss=a")
		p.wake()
		p.ready()
		if got := eval[string](p, `location.search + document.querySelector("#expect-iss").value`); got != "?expect.iss=a" {
			t.Errorf("the query and the field are %q", got)
		}
	})
}

func TestWithoutJavaScriptTheFormJudgesByExpectationsToo(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", forOrders())
	p.paste("#key", secret)
	p.expecting()
	p.paste("#expect-aud", "billing")
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-expectations", "rejected")
	p.says("#verdict-expectations", "your API expects “billing”.")
	if !eval[bool](p, `document.querySelector("#expectations").open`) || p.value("#expect-aud") != "billing" {
		t.Error("the form lost what was stated")
	}
	p.paste("#expect-at", "yesterday")
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.state("#verdict-expectations", "undecided")
	p.says("#expect-at-note", "Not a time")
	if p.attribute("#expect-at", "aria-invalid") != "true" || p.value("#expect-at") != "yesterday" {
		t.Error("the field is not marked, or lost what was typed")
	}
	p.paste("#expect-at", "")
	p.loads(chromedp.Click(chromedp.CSS("#expect-fill")))
	p.state("#verdict-expectations", "accepted")
	if got := p.value("#expect-aud"); got != "orders,stock" {
		t.Errorf("the audience is %q", got)
	}
}

// TestEnterInAFieldSendsNothing: only the button that says so sends a token to
// the server, also before any script runs and without one.
func TestEnterInAFieldSendsNothing(t *testing.T) {
	for name, prepare := range map[string][]step{
		"without scripts":          {withoutScripts()},
		"without WebAssembly":      {beforeScripts(`delete globalThis.WebAssembly`)},
		"while the engine is slow": {beforeScripts(`globalThis.Worker = class { postMessage() {} terminate() {} }`)},
		"in the tab":               nil,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, prepare...)
			p.watch.expect(unfetchedScript)
			p.visit("/")
			p.paste("#token", fresh("zoe"))
			p.expecting()
			p.paste("#expect-iss", "a")
			p.press(kb.Enter)
			eval[bool](p, "true") // an answer comes after what the key did
			for _, r := range p.server.seen() {
				if r.Method == "POST" {
					t.Errorf("the server was sent %s", r.Path)
				}
			}
			if p.value("#expect-iss") != "a" {
				t.Error("the field is not what it was: the page was loaded again")
			}
		})
	}
}

func TestExpectationsStayInThePageAndAreKeptNowhere(t *testing.T) {
	p := open(t)
	p.start()
	p.until(`document.readyState === "complete"`)
	before := len(p.server.seen())
	p.pasteToken(forOrders())
	p.expecting()
	p.paste("#expect-iss", canaryWord)
	p.state("#verdict-expectations", "rejected")
	p.paste("#expect-aud", url.QueryEscape(canaryWord))
	p.until(`document.querySelectorAll(".condition").length === 5`)
	if after := p.server.seen(); len(after) != before {
		t.Errorf("the server was asked for %v", paths(after[before:]))
	}
	p.watch.expect("PerformanceIssue") // looking at document.cookie is slow, says the browser
	p.keepsNothing()
}
