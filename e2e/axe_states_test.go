package e2e

import (
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/golang-jwt/jwt/v5"

	"jotlens/web"
)

// states are the faces of the inspector.
var states = []struct {
	name    string
	prepare []step
	show    func(p *Page)
}{
	{"empty", nil, func(p *Page) { p.start() }},
	{"verified", nil, func(p *Page) {
		p.start()
		p.pasteToken("Bearer " + fresh("zoe"))
		p.paste("#key", secret)
		p.state("#verdict-signature", "verified")
	}},
	{"invalid", nil, func(p *Page) {
		p.start()
		p.pasteToken(tampered(fresh("zoe")))
		p.paste("#key", secret)
		p.state("#verdict-signature", "invalid")
	}},
	{"expired", nil, func(p *Page) {
		p.start()
		p.pasteToken(rfc7515Token)
		p.state("#verdict-time", "expired")
	}},
	{"many findings", nil, func(p *Page) {
		p.start()
		p.pasteToken(manyFindings())
		p.until(`document.querySelectorAll(".finding").length > 4`)
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
	}},
	{"evidence marked", nil, func(p *Page) {
		p.start()
		p.pasteToken(manyFindings())
		p.click(showing("claim-credential"))
		p.until(`document.querySelector("#payload .line[data-shown]") !== null`)
	}},
	{"a whole panel marked", nil, func(p *Page) {
		p.start()
		p.pasteToken(sign(`{"sub":"zoe"}`))
		p.click(showing("exp-missing"))
		p.until(`document.querySelector("#payload[data-shown]") !== null`)
	}},
	{"the key marked", nil, func(p *Page) {
		p.start()
		p.pasteToken(fresh("zoe"))
		p.paste("#key", "short")
		p.click(showing("hmac-key-short"))
		p.until(`document.querySelector(".key-card[data-shown]") !== null`)
	}},
	{"the report to take along", nil, func(p *Page) {
		p.start()
		p.pasteToken(personal())
		p.click("#export > summary")
		p.until(`document.querySelector("#export").open`)
	}},
	{"several tokens", nil, func(p *Page) {
		p.start()
		p.pasteToken(fresh("a") + "\n" + fresh("b"))
		p.until(`document.querySelector("[data-pick]") !== null`)
	}},
	{"disclosures", nil, func(p *Page) {
		p.start()
		p.pasteToken(disclosing())
		p.paste("#key", secret)
		p.says("#disclosed-claims", "Ghent")
	}},
	{"several signatures", nil, func(p *Page) {
		p.start()
		p.pasteToken(severalSignatures())
		p.paste("#key", secret)
		p.state("#verdict-signature", "verified")
	}},
	{"detached", nil, func(p *Page) {
		p.start()
		p.pasteToken(detached("It is a dangerous business."))
		p.until(`document.querySelector("#detached-payload").checkVisibility()`)
	}},
	{"unreadable", nil, func(p *Page) {
		p.start()
		p.pasteToken("eyJhbGciOiJIUzI1NiJ9.eyJzdWIi+iJ6b2UifQ.AAAA")
		p.state("#verdict-form", "malformed")
	}},
	{"expectations met", nil, func(p *Page) {
		p.start()
		p.pasteToken(forOrders())
		p.paste("#key", secret)
		p.expecting()
		p.click("#expect-fill")
		p.state("#verdict-expectations", "accepted")
	}},
	{"expectations not met and not readable", nil, func(p *Page) {
		p.start()
		p.pasteToken(forOrders())
		p.expecting()
		p.paste("#expect-iss", "https://login.example.com/")
		p.state("#verdict-expectations", "rejected")
		p.paste("#expect-at", "yesterday")
		p.state("#verdict-expectations", "undecided")
		p.until(`document.querySelector("#expect-at").ariaInvalid === "true"`)
	}},
	{"a key and certificates, unfolded", nil, func(p *Page) {
		p.start()
		p.pasteToken(withCertificate())
		p.paste("#key", okpPrivate)
		p.until(`document.querySelector("#key-details") !== null && document.querySelector("#certificate-1") !== null`)
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
	}},
	{"a secret to look for", nil, func(p *Page) {
		p.start()
		p.pasteToken(fresh("zoe"))
		p.searchable()
	}},
	{"a search that runs", nil, func(p *Page) {
		p.start()
		p.pasteToken(lengthy())
		p.searchable()
		p.click("#search-start")
		p.state("#search", "running")
	}},
	{"a secret that everybody knows", nil, func(p *Page) {
		p.start()
		p.pasteToken(demoToken)
		p.state("#search", "found")
	}},
	{"a key that cannot be read", nil, func(p *Page) {
		p.start()
		p.pasteToken(fresh("zoe"))
		p.paste("#key", "-----BEGIN PUBLIC KEY-----")
		p.says("#key-note", "Cannot be read")
	}},
	{"the key that the token carries, tried", nil, func(p *Page) {
		p.start()
		key := rsaKey(p.t)
		p.pasteToken(signedBy(p.t, jwt.SigningMethodRS256, `{"alg":"RS256","jwk":`+rsaJWK(&key.PublicKey, "mine")+`}`, key))
		p.click("[data-try-embedded]")
		p.says("#verdict-signature", "proves nothing")
	}},
	{"encrypted", nil, func(p *Page) {
		p.start()
		p.pasteToken(encryptedClaims(p.t).Input)
		p.state("#verdict-decryption", "encrypted")
	}},
	{"a token inside a token, unfolded, and expectations", nil, func(p *Page) {
		p.start()
		token, _, encryptionKey, signingKey := nested(p.t)
		p.pasteToken(token)
		p.paste("#key", `{"keys":[`+encryptionKey+`,`+signingKey+`]}`)
		p.state("#nested-verdict-signature", "verified")
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
		p.paste("#expect-iss", "hobbiton.example")
		p.until(`document.querySelector("#verdict-expectations") !== null`)
	}},
	{"keys in the token box, unfolded", nil, func(p *Page) {
		p.start()
		sets := keySets(p.t)
		p.pasteToken(strings.Replace(sets["keycloak"], `"keys": [`, `"keys": [{"kty":"oct","k":"c2VjcmV0"},{"kty":"new"},`, 1))
		p.says("#key-set", "Cannot be used")
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
	}},
	{"a broken token, and tests for an API", nil, func(p *Page) {
		p.start()
		p.exampleOf("es256")
		p.breakIt("embed-key")
		p.until(`document.querySelector("[data-provoked]") !== null`)
		p.bad()
		p.paste("#negative-target", "nowhere")
		p.click("[data-negative-file=sh]")
		p.says("#negative-note", "must begin with")
	}},
	{"the menu of examples", nil, func(p *Page) {
		p.start()
		p.click("#examples summary")
		p.until(`document.querySelector("#examples").open`)
	}},
	{"the menu of breaks", nil, func(p *Page) {
		p.start()
		p.click("#break summary")
		p.until(`document.querySelector("#break").open`)
	}},
	{"disclosures, unfolded", nil, func(p *Page) {
		p.start()
		added, _ := disclosure(`["salt-3","role","admin"]`)
		p.pasteToken(disclosing() + added + "~")
		p.says("#disclosures", "not vouched for")
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
	}},
	{"edited", nil, func(p *Page) {
		p.start()
		p.pasteToken(sign(`{"role":"user"}`))
		p.paste("#key", secret)
		p.editing()
		p.swap("#payload-editor", "user", "admin")
		p.state("#verdict-signature", "verified")
		p.click("#edit-claim > summary")
		p.until(`document.querySelector("#edit-claims > *") !== null`)
	}},
	{"edited, with an error and no key", nil, func(p *Page) {
		p.start()
		p.pasteToken(sign(`{"role":"user"}`))
		p.editing()
		p.swap("#payload-editor", "user", "admin")
		p.says("#edit-status", "The key box is empty")
		p.swap("#payload-editor", "}", "")
		p.until(`document.querySelector("#payload-editor").ariaInvalid === "true"`)
	}},
	{"that cannot be edited", nil, func(p *Page) {
		p.start()
		p.pasteToken(severalSignatures())
		p.says("#edit-locked", "JSON form")
	}},
	{"the menu of keys", nil, func(p *Page) {
		p.start()
		p.pasteToken(fresh("zoe"))
		p.click("#new-key > summary")
		p.until(`document.querySelector("#new-key").open`)
	}},
	{"a key that was made, unfolded", nil, func(p *Page) {
		p.start()
		p.makes("P-256")
		p.run(`document.querySelectorAll("#key-forms details").forEach((d) => { d.open = true })`)
	}},
	{"a key being made", []step{beforeScripts(endless)}, func(p *Page) {
		p.start()
		p.run(`globalThis.never = "RSA-4096"`)
		p.asksForKey("RSA-4096")
		p.state("#key-work", "making")
	}},
	{"a set of keys, converted", nil, func(p *Page) {
		p.start()
		p.paste("#key", `{"keys":[`+okpPrivate+`,{"kty":"oct","kid":"s","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"},{"kty":"none"}]}`)
		p.converts()
		p.run(`document.querySelectorAll("#key-forms details").forEach((d) => { d.open = true })`)
	}},
	{"rendered by the server", []step{withoutScripts()}, func(p *Page) {
		needsServer(p.t)
		p.watch.expect(unfetchedScript)
		p.visit("/")
		p.paste("#token", manyFindings())
		p.paste("#key", secret)
		p.loads(chromedp.Click(chromedp.CSS("#check")))
		// axe needs scripts; the page stays what it was without them.
		p.do(withScripts())
	}},
	{"without WebAssembly", []step{beforeScripts(`delete globalThis.WebAssembly`)}, func(p *Page) {
		needsServer(p.t)
		p.visit("/")
		p.paste("#token", fresh("zoe"))
		p.until(`document.documentElement.dataset.ready === "server"`)
	}},
	{"nothing to compare", nil, func(p *Page) { p.compares() }},
	{"lesson", nil, func(p *Page) {
		p.visit("/learn/signature")
		p.click(".question input")
		p.until(`document.querySelector(".question").dataset.state !== undefined`)
	}},
	{"attacks", nil, func(p *Page) { p.visit("/learn/attacks") }},
	{"lessons", nil, func(p *Page) { p.visit("/learn") }},
	{"glossary", nil, func(p *Page) { p.visit("/learn/glossary#claim") }},
	{"compared, unfolded", nil, func(p *Page) {
		p.compares()
		p.pasteBoth(manyFindings(), signed(`{"alg":"HS256","kid":"`+strings.Repeat("k", 300)+`"}`, `{"role":["user"],"aud":"stock","exp":1300819380}`), "different")
		p.paste("#key", secret)
		p.state("#b-verdict-signature", "verified")
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
	}},
	{"the API, unfolded", nil, func(p *Page) {
		p.visit("/api")
		p.run(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
	}},
	{"a problem", nil, func(p *Page) { p.visit("/problems/malformed-request") }},
	{"privacy", nil, func(p *Page) { p.visit("/privacy") }},
	{"privacy, after the attempts", nil, func(p *Page) {
		p.watch.expect("")
		p.visit("/privacy")
		p.click("#leak-try")
		p.until(`document.querySelector("#leak-results tr:last-child [data-outcome]").textContent !== document.querySelector("#leak").dataset.wordsUntried`)
	}},
	{"license", nil, func(p *Page) { p.visit("/license") }},
	{"rules", nil, func(p *Page) { p.visit("/rules") }},
	{"rules, searched in vain", nil, func(p *Page) {
		p.visit("/rules")
		p.write("#rules-text", "nothing of the sort")
		p.until(`document.querySelector("#rules-none").checkVisibility()`)
	}},
	{"a rule", nil, func(p *Page) { p.visit("/rules/alg-none") }},
	{"an example of a rule", nil, func(p *Page) {
		p.visit("/rules/exp-missing/fires")
		p.ready()
	}},
	{"no such rule", nil, func(p *Page) {
		p.watch.expect("404")
		p.visit("/rules/nothing")
	}},
	{"the life of a token", nil, func(p *Page) {
		p.flows()
		p.attacks("none", "algorithm", "admin")
		p.run(`document.querySelectorAll("details").forEach((d) => { d.open = true })`)
	}},
	{"a table of the reference", nil, func(p *Page) {
		p.visit("/reference/claims#ueid")
		p.until(`document.querySelector(".reference-fold").open`)
	}},
	{"a frame", nil, func(p *Page) {
		p.server = serve(p.t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}, EmbedKey: true})
		p.visit("/embed?edit=on#sample=id-token&focus=exp&note=Hello&at=2027-01-15T08:00:00Z")
		p.state("#verdict-signature", "verified")
		p.until(`document.querySelector("#payload .line[data-shown]") !== null`)
		p.run(`document.querySelectorAll("details:not(.menu)").forEach((d) => { d.open = true })`)
	}},
	{"a frame without a token", nil, func(p *Page) {
		p.server = serve(p.t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}})
		p.visit("/embed?theme=dark")
		p.says("#engine-status", "names no token")
	}},
	{"how to embed, which is off", nil, func(p *Page) { p.visit("/embed/how") }},
	{"how to embed", nil, func(p *Page) {
		p.server = serve(p.t, web.Config{EmbedOrigins: []string{"https://docs.example.com"}})
		p.visit("/embed/how")
		p.until(`document.querySelector("#embed-live").contentDocument?.querySelector("#verdict-signature")?.dataset.state === "verified"`)
	}},
	{"not found", nil, func(p *Page) {
		p.watch.expect("404")
		p.visit("/nowhere")
	}},
}
