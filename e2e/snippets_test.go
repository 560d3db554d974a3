package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/golang-jwt/jwt/v5"
)

// openSnippets opens the card of code and waits for it to be filled.
func (p *Page) openSnippets() {
	p.t.Helper()
	p.run(`document.querySelector("#snippets > summary").focus()`)
	p.press(kb.Enter)
	p.until(`document.querySelector("#snippets").open && document.querySelector("#snippets-content").textContent !== ""`)
}

// shownSnippet waits until the one snippet in sight is that of a language and
// has a text in it.
func (p *Page) shownSnippet(language, part string) {
	p.t.Helper()
	p.until(`[...document.querySelectorAll(".snippet")].filter((s) => s.checkVisibility()).length === 1 &&
		document.querySelector("#snippet-` + language + `").checked`)
	p.until(`[...document.querySelectorAll(".snippet")].find((s) => s.checkVisibility()).textContent.includes(` + quote(part) + `)`)
}

func TestAPersonTakesCodeThatVerifiesTheirToken(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(forOrders())
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	if text := p.text("#snippets-content"); text != "" {
		t.Errorf("the closed card has %q in it", text)
	}
	p.openSnippets()
	p.shownSnippet("go", `jwt.WithIssuer("https://login.example.com")`)
	p.shownSnippet("go", `jwt.WithAudience("orders", "stock")`)

	// With the keyboard: into the choice, and on to the next language.
	p.run(`document.querySelector("#snippets > summary").focus()`)
	p.press(kb.Tab)
	p.press(kb.ArrowRight)
	p.shownSnippet("node", `algorithms: ["HS256"]`)
	p.press(kb.ArrowRight)
	p.shownSnippet("python", `os.environ["JWT_SECRET"]`)

	// It follows the token and what the person expects, in the language that they chose.
	p.pasteToken(signedBy(t, jwt.SigningMethodRS256, `{"alg":"RS256"}`, rsaKey(t)))
	p.shownSnippet("python", `algorithms=["RS256"]`)
	p.shownSnippet("python", "# Decide: the token names no issuer")
	p.expecting()
	p.paste("#expect-iss", `https://mine.example/"`)
	p.shownSnippet("python", `issuer="https://mine.example/\""`)

	p.run(`navigator.clipboard.writeText = async (text) => { globalThis.copied = text }`)
	p.click(`button[data-copy="snippet-python"]`)
	p.until(`globalThis.copied !== undefined`)
	copied := eval[string](p, `copied`)
	if !strings.HasPrefix(copied, "import jwt") || !strings.HasSuffix(copied, "return claims\n") {
		t.Errorf("copied %q", copied)
	}
	if strings.Contains(eval[string](p, `document.querySelector("#snippets").outerHTML`), secret) {
		t.Error("the secret is in the card")
	}
}

func TestWhereNoCodeWouldHoldTheCardSaysWhy(t *testing.T) {
	p := open(t)
	p.start()
	p.openSnippets()
	p.says("#snippets-content", "Paste a token")
	p.pasteToken(encode([]byte(`{"alg":"none"}`)) + "." + encode([]byte(`{"sub":"zoe"}`)) + ".")
	p.says("#snippets-content", "nobody signed this token")
	p.pasteToken(encryptedClaims(t).Input)
	p.says("#snippets-content", "decrypt it first")
	p.pasteToken(encode([]byte(`{"alg":"ML-DSA-44"}`)) + "." + encode([]byte(`{"sub":"zoe"}`)) + ".AAAA")
	p.says("#snippets-content", "golang-jwt 5.3 does not verify the algorithm of this token (ML-DSA-44)")
}

func TestWithoutJavaScriptTheAnswerHasTheCode(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	if eval[bool](p, `document.querySelector("#snippets").checkVisibility()`) {
		t.Error("the card is shown before there is anything in it")
	}
	p.paste("#token", forOrders())
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.click("#snippets > summary")
	p.click(`label[for="snippet-rust"]`)
	p.shownSnippet("rust", "Validation::new(Algorithm::HS256)")
}

func TestTheCardOfCodeFitsANarrowScreen(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			p := open(t, colorScheme(scheme), viewport(390, 844))
			p.start()
			p.pasteToken(forOrders())
			p.openSnippets()
			for _, language := range []string{"jjwt", "envoy", "go"} {
				p.click(`label[for="snippet-` + language + `"]`)
				p.until(`document.querySelector("#snippet-` + language + `").checked`)
				if wide := eval[float64](p, `document.documentElement.scrollWidth`); wide > 390 {
					t.Errorf("%s makes the page %v pixels wide", language, wide)
				}
			}
			p.run(axeSource(t))
			for _, violation := range eval[[]string](p, axeRun) {
				t.Error(violation)
			}
		})
	}
}
