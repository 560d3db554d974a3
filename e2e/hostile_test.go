package e2e

import (
	"strings"
	"testing"
)

// hostile are claims that try to be more than text. What is shown must hold
// each needle, escaped where it cannot be seen.
var hostile = []struct{ name, value, needle string }{
	{"markup", `<img src=x onerror=\"owned()\">`, `<img src=x onerror=`},
	{"the end of a script", `</script><script>owned()</script>`, `</script><script>owned()</script>`},
	{"an svg", `<svg/onload=owned()>`, `<svg/onload=owned()>`},
	{"a link that is code", `javascript:owned()`, `javascript:owned()`},
	{"a link", `https://leak.invalid/?x=1`, `https://leak.invalid/?x=1`},
	{"a picture", `data:text/html,<script>owned()</script>`, `data:text/html,`},
	{"a template string", "${owned()}{{owned()}}`${owned()}`", "${owned()}"},
	{"an attribute's end", `\" autofocus onfocus=owned() x=\"`, `autofocus onfocus=owned()`},
	{"a reversed text", `\u202egnp.exe`, `\u202e`},
	{"a raw reversed text", "\u202egnp.exe", `202e`},
	{"a hidden text", "a\u200bb", `200b`},
}

func TestHostileClaimsDoNothingAndAreShownEscaped(t *testing.T) {
	p := open(t, beforeScripts(`globalThis.owned = () => { globalThis.isOwned = true }`))
	p.start()
	var claims []string
	for _, h := range hostile {
		claims = append(claims, quote(h.name)+`:"`+h.value+`"`, `"`+h.value+`":1`)
	}
	claims = append(claims, `"__proto__":{"polluted":true}`, `"constructor":{"prototype":{"polluted":true}}`)
	header := `{"alg":"HS256","kid":"<img src=x onerror=owned()>","jku":"https://leak.invalid/jwks","x5u":"javascript:owned()"}`
	p.pasteToken(signed(header, `{`+strings.Join(claims, ",")+`}`))
	p.paste("#key", secret)
	p.until(`["verified", "refused"].includes(document.querySelector("#verdict-signature").dataset.state)`)
	p.until(`document.querySelectorAll(".finding").length > 0`)

	shown := strings.ToLower(eval[string](p, `document.querySelector("#payload").textContent`))
	for _, h := range hostile {
		if !strings.Contains(shown, strings.ToLower(h.needle)) {
			t.Errorf("%s: %q is not shown", h.name, h.needle)
		}
	}
	if strings.ContainsAny(eval[string](p, `document.querySelector(".result").innerText`), "\u202e\u200b") {
		t.Error("invisible characters are shown as they are")
	}
	if eval[bool](p, `globalThis.isOwned === true || ({}).polluted === true`) {
		t.Error("the token ran code or changed the page's objects")
	}
	if n := p.count(".result :is(img, script, iframe, object, embed, a:not(.finding-rule, .meanings a), form, link, style, video, audio, [onerror], [onload], [onfocus], [autofocus], [style])"); n != 0 {
		t.Errorf("%d elements came out of the token", n)
	}
	if !eval[bool](p, `[...document.querySelectorAll(".result a")].every((a) => a.matches(".finding-rule")
		? a.getAttribute("href") === `+quote(site()+"/rules/")+` + a.closest(".finding").dataset.rule
		: /^\/reference\/(claims|header)#[a-z0-9_]+$/.test(a.getAttribute("href").replace(`+quote(site())+`, "")))`) {
		t.Error("a link leads elsewhere than to a rule or a registered name")
	}
	for _, r := range p.watch.sent() {
		if strings.Contains(r, "leak.invalid") {
			t.Errorf("the token made the page ask for %s", r)
		}
	}
}

func TestAHostileKeyDoesNothing(t *testing.T) {
	p := open(t, beforeScripts(`globalThis.owned = () => { globalThis.isOwned = true }`))
	p.start()
	p.pasteToken(signed(`{"alg":"HS256","kid":"<img src=x onerror=owned()>"}`, `{"sub":"zoe"}`))
	p.paste("#key", `{"keys":[{"kty":"oct","kid":"<img src=x onerror=owned()>","k":"AAAA"},{"kty":"oct","kid":"</p><script>owned()</script>","k":"AAAA"}]}`)
	p.until(`document.querySelector("#verdict-signature").dataset.state !== "unverified"`)
	if eval[bool](p, `globalThis.isOwned === true`) {
		t.Error("the key ran code")
	}
	if n := p.count("#key-note *, #verdict :is(img, script)"); n != 0 {
		t.Errorf("%d elements came out of the key", n)
	}
}
