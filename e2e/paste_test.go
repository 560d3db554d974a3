package e2e

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestAPersonPastesATokenAndSeesItDecoded(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.says("#header", `"HS256"`)
	p.says("#payload", `"zoe"`)
	p.says("#signature", "32 bytes")
	p.state("#verdict-form", "well-formed")
	p.state("#verdict-time", "valid")
	if got, want := eval[string](p, `document.querySelector("#underlay").textContent`), p.value("#token"); strings.TrimSpace(got) != want {
		t.Errorf("the colored text is %q, the box holds %q", got, want)
	}
	for _, part := range []string{"header", "payload", "signature"} {
		if p.count(`#underlay [data-part="`+part+`"]`) == 0 {
			t.Errorf("no part of the token is marked as its %s", part)
		}
	}
}

func TestWhatWasPastedIsReadFromItsBeginning(t *testing.T) {
	p := open(t, viewport(390, 844))
	p.start()
	const scrolls = `(() => { const box = document.querySelector(".editor"); return box.scrollHeight > box.clientHeight + 20 })()`
	const top = `document.querySelector(".editor").scrollTop`
	p.pasteToken(sign(`{"sub":"` + strings.Repeat("zoe ", 200) + `"}`))
	p.until(scrolls)
	p.until(top + ` === 0`)
	// Who goes on typing sees what they type.
	p.press(kb.End, chromedp.ModifierCtrl)
	p.write("#token", "A")
	p.until(top + ` > 0`)
	p.pasteToken(sign(`{"sub":"` + strings.Repeat("ann ", 200) + `"}`))
	p.until(top + ` === 0`)
	p.paste("#key", strings.Repeat(secret, 20))
	p.until(`document.querySelector("#key").scrollTop === 0`)
}

func TestNotesStayFoldedUntilTheyAreWanted(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.state("#verdict-findings", "info")
	const note = `document.querySelector('.finding[data-rule="alg-family-note"][data-severity="info"]')`
	if eval[bool](p, note+`.checkVisibility({contentVisibilityAuto: true})`) {
		t.Error("a good token shows its notes unasked")
	}
	p.says("#notes > summary", "alg-family-note")
	p.click("#notes > summary")
	p.until(note + `.checkVisibility({contentVisibilityAuto: true})`)
	// They stay unfolded for the next token.
	p.pasteToken(fresh("ann"))
	p.until(note + `.checkVisibility({contentVisibilityAuto: true})`)
}

func TestAPersonWithoutAKeyIsToldThatNothingIsVerifiedYet(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.state("#verdict-signature", "unverified")
	p.says("#verdict-signature", "Not verified yet")
	if text := p.text("#verdict"); strings.Contains(strings.ToLower(text), "invalid") {
		t.Errorf("a good token without a key is greeted with %q", text)
	}
}

func TestAPersonTypesTheSecretAndWatchesTheVerdictTurn(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.state("#verdict-signature", "unverified")
	p.write("#key", secret[:len(secret)-1])
	p.state("#verdict-signature", "invalid")
	p.write("#key", secret[len(secret)-1:])
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "Signature verified")
	p.says("#key-note", fmt.Sprintf("UTF-8, %d bytes", len(secret)))
	p.paste("#key", "")
	p.state("#verdict-signature", "unverified")
}

func TestTheTokenOfTheStandardIsVerifiedByItsKey(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(rfc7515Token)
	p.paste("#key", rfc7515Key)
	p.state("#verdict-signature", "invalid")
	p.says("#verdict-signature", "base64url")
	p.run(`const menu = document.querySelector("#key-encoding"); menu.value = "base64url"; menu.dispatchEvent(new Event("input", {bubbles: true})); menu.dispatchEvent(new Event("change", {bubbles: true}))`)
	p.state("#verdict-signature", "verified")
	p.paste("#key", `{"kty":"oct","k":"`+rfc7515Key+`"}`)
	p.says("#key-note", "JWK")
	p.state("#verdict-signature", "verified")
}

func TestTheClassicDemoTokenIsVerifiedAndItsSecretFoundShort(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(demoToken)
	p.paste("#key", demoSecret)
	p.state("#verdict-signature", "verified")
	p.until(`document.querySelector('.finding[data-rule="hmac-key-short"]') !== null`)
}

func TestAWrongSecretThatIsNearlyRightIsNamed(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(fresh("zoe"))
	p.paste("#key", base64.StdEncoding.EncodeToString([]byte(secret)))
	p.state("#verdict-signature", "invalid")
	p.says("#verdict-signature", "Invalid signature")
	p.says("#verdict-signature", "verifies if the secret is read as base64")
	p.paste("#key", secret+"\n")
	p.says("#verdict-signature", "verifies without the secret’s final newline")
}

func TestAChangedTokenIsInvalid(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(tampered(fresh("zoe")))
	p.paste("#key", secret)
	p.state("#verdict-signature", "invalid")
}

func TestAnUnsecuredTokenIsRefused(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(encode([]byte(`{"alg":"none"}`)) + "." + encode([]byte(`{"sub":"zoe"}`)) + ".")
	p.state("#verdict-signature", "refused")
	p.says("#verdict", "Unsecured JWT")
	p.until(`document.querySelector('.finding[data-rule="alg-none"][data-severity="critical"]') !== null`)
}

func TestAnExpiredTokenSaysSinceWhenBesideItsGoodSignature(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(fmt.Sprintf(`{"sub":"zoe","exp":%d}`, time.Now().Add(-3*time.Hour).Unix())))
	p.paste("#key", secret)
	p.state("#verdict-time", "expired")
	p.says("#verdict-time", "3 h ago")
	p.state("#verdict-signature", "verified")
}

func TestATokenExpiresWhileAPersonLooksAtIt(t *testing.T) {
	p := open(t)
	p.start()
	// The usual leeway keeps a token alive for 60 seconds more.
	p.pasteToken(sign(fmt.Sprintf(`{"sub":"zoe","exp":%d}`, time.Now().Unix()-60+6)))
	p.state("#verdict-time", "valid")
	before := p.text("#verdict-time [data-relative]")
	p.until(`document.querySelector("#verdict-time [data-relative]").innerText !== ` + quote(before))
	p.state("#verdict-time", "expired")
	p.says("#verdict-time", "expired")
}

func TestAPersonSeesNumbersAndDuplicatesAsTheyWereWritten(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"id":9007199254740993}`))
	p.says("#payload", "9007199254740993")
	p.pasteToken(sign(`{"role":"user","role":"admin"}`))
	p.says("#payload", `"user"`)
	p.says("#payload", `"admin"`)
	p.until(`document.querySelector('.finding[data-rule="duplicate-claim"]') !== null`)
}

func TestHalfATokenIsDecodedAsFarAsItGoes(t *testing.T) {
	p := open(t)
	p.start()
	whole := fresh("zoe")
	p.pasteToken(whole[:strings.LastIndexByte(whole, '.')])
	p.state("#verdict-form", "partial")
	p.says("#payload", `"zoe"`)
	p.pasteToken(whole[:strings.IndexByte(whole, '.')])
	p.says("#header", `"HS256"`)
}

func TestAFaultIsNamedBySegmentAndCharacter(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken("eyJhbGciOiJIUzI1NiJ9.eyJzdWIi+iJ6b2UifQ." + strings.Repeat("A", 43))
	p.state("#verdict-form", "malformed")
	p.says("#findings", "character 9")
}
