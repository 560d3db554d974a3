package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jotlens/web"
)

// chinese is the path before the pages in Traditional Chinese.
const chinese = "/zh-hant"

// switches changes the language of the page and waits for the other one.
func (p *Page) switches(to string) {
	p.t.Helper()
	p.loadsLink(".bar .language")
	p.until(`document.documentElement.lang === ` + quote(to))
}

func TestTheSwitchOfTheLanguageKeepsTheBoxes(t *testing.T) {
	p := open(t)
	p.start()
	token := fresh("zoe")
	p.pasteToken(token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.switches("zh-Hant-TW")
	p.ready()
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "簽章已驗證")
	if got := p.value("#token"); got != token {
		t.Errorf("the token is %q now", got)
	}
	if got := p.value("#key"); got != secret {
		t.Errorf("the key is %q now", got)
	}
	if got := eval[string](p, `location.pathname + location.search + location.hash + " " + window.name + JSON.stringify(sessionStorage)`); got != site()+chinese+"/ {}" {
		t.Errorf("the switch left something behind: %q", got)
	}
	p.hasNoTokenInItsAddress()
	p.switches("en")
	p.ready()
	p.state("#verdict-signature", "verified")
}

func TestTheSwitchKeepsWhatIsCompared(t *testing.T) {
	p := open(t)
	p.compares()
	p.pasteBoth(sign(`{"aud":"a"}`), sign(`{"aud":"b"}`), "different")
	p.switches("zh-Hant-TW")
	p.state("#difference", "different")
	p.says("#difference", "受眾")
}

func TestWithoutScriptsTheSwitchSendsTheFormAgain(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", fresh("zoe"))
	p.paste("#key", secret)
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.says("#verdict-signature", "Signature verified")
	p.loads(chromedp.Click(chromedp.CSS(".bar .language")))
	p.says("#verdict-signature", "簽章已驗證")
	if got := p.value("#key"); got != secret {
		t.Errorf("the key is %q now", got)
	}
}

// likesChinese is a browser whose reader prefers Chinese.
func likesChinese() step {
	return beforeScripts(`Object.defineProperty(navigator, "languages", { value: ["zh-TW", "zh", "en"] })`)
}

func TestAReaderIsOfferedTheirLanguageAndNotSentThere(t *testing.T) {
	p := open(t, likesChinese())
	p.visit("/rules/alg-none")
	p.until(`document.querySelector(".offer").checkVisibility()`)
	p.says(".offer", "繁體中文")
	p.click(".offer [data-decline]")
	p.until(`!document.querySelector(".offer").checkVisibility()`)
	p.visit("/rules")
	p.until(`document.readyState === "complete" && !document.querySelector(".offer").checkVisibility()`)
	p.run(`localStorage.clear()`)
	p.visit("/rules/alg-none")
	p.loadsLink(".offer a")
	p.until(`location.pathname === ` + quote(site()+chinese+"/rules/alg-none"))
	p.says("h1", "簽署")
	if eval[bool](p, `document.querySelector(".offer").checkVisibility()`) {
		t.Error("who reads Chinese is offered English")
	}
}

// arrives waits until a page that sends its readers on has done so.
func (p *Page) arrives(path string) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		at, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.readyState === "complete" ? location.pathname : ""`))
		if err == nil && at == site()+path {
			return
		}
	}
	p.t.Fatalf("never arrived at %s", path)
}

func TestALinkNamesTheLanguage(t *testing.T) {
	p := open(t)
	p.visit("/#token=" + rfc7515Token + "&focus=exp&note=Look&lang=zh-hant")
	p.arrives(chinese + "/")
	p.ready()
	p.says("#link-note", "Look")
	p.state("#verdict-time", "expired")
	p.says("#verdict-time", "已過期")
	p.hasNoTokenInItsAddress()
	p.visit(chinese + "/#token=" + rfc7515Token + "&lang=en")
	p.arrives("/")
	p.ready()
	p.says("#verdict-time", "Expired")
}

// TestNoEnglishIsLeft reads what the page says of a token with much to say.
func TestNoEnglishIsLeft(t *testing.T) {
	p := open(t)
	p.language = chinese
	p.start()
	p.pasteToken(manyFindings())
	p.paste("#key", "short")
	p.until(`document.querySelectorAll(".finding").length > 4`)
	p.run(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
	left := eval[[]string](p, `(() => {
		const list = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const node = walker.currentNode;
			if (node.parentElement.closest("[translate=no], [lang=en], code, pre, cite, option, script, #snippets, #negative, #edit-claims, #header, #payload, #signature, textarea")) continue;
			const words = node.data.replace(/[“「][^”」]*[”」]/g, "");
			if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(words)) list.push(node.data.trim());
		}
		for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
			for (const name of ["aria-label", "title", "placeholder"]) {
				const words = element.getAttribute(name) ?? "";
				if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(words)) list.push(name + ": " + words);
			}
		}
		return list;
	})()`)
	if len(left) > 0 {
		t.Errorf("these are in English:\n%s", strings.Join(left, "\n"))
	}
}

// TestNewcomersGetTheLanguageOfTheSite: with a link in the fragment they keep it, and
// the switch leads to English and back.
func TestNewcomersGetTheLanguageOfTheSite(t *testing.T) {
	needsServer(t)
	p := openAt(t, serve(t, web.Config{ServerInspect: true, Language: "zh-hant"}))
	p.visit("/#token=" + fresh("zoe"))
	p.ready()
	p.until(`document.documentElement.lang === "zh-Hant-TW"`)
	p.state("#verdict-signature", "unverified")
	p.switches("en")
	p.ready()
	p.state("#verdict-signature", "unverified")
	if got := eval[string](p, `location.pathname`); got != site()+"/" {
		t.Errorf("English is at %q", got)
	}
	p.switches("zh-Hant-TW")
}
