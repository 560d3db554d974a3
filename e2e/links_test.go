package e2e

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
)

func TestEveryFormOfLinkOpensItsToken(t *testing.T) {
	token := fresh("zoe")
	recipe := "#recipe=JWT_Decode()&input=" + url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(token)))
	for name, link := range map[string]string{
		"token":                  "#token=" + token,
		"id_token":               "#id_token=" + token,
		"access_token":           "#access_token=" + token + "&token_type=Bearer&expires_in=3600",
		"value":                  "#value=" + token,
		"the classic debugger":   "#debugger-io?token=" + token,
		"a path before the name": "#/token=" + token,
		"a query inside":         "#/?token=" + token,
		"a bare token":           "#" + token,
		"CyberChef":              recipe,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.visit("/" + link)
			p.ready()
			p.says("#payload", `"zoe"`)
			p.hasNoTokenInItsAddress()
		})
	}
}

// hasNoTokenInItsAddress checks the address bar and everything that the back
// button leads to.
func (p *Page) hasNoTokenInItsAddress() {
	p.t.Helper()
	p.until(`!location.href.includes("eyJ")`)
	history, err := historyURLs(p)
	if err != nil {
		p.t.Fatal(err)
	}
	if at := history[len(history)-1]; strings.Contains(at, "eyJ") || strings.Contains(at, "ZXlK") || strings.Contains(at, "token=") {
		p.t.Errorf("the token stays in the address %s", at)
	}
}

func TestTheBestOfSeveralTokensInALinkIsShownAndTheOthersOffered(t *testing.T) {
	p := open(t)
	p.visit("/#access_token=" + fresh("access") + "&id_token=" + fresh("identity") + "&state=x")
	p.ready()
	p.says("#payload", `"identity"`)
	p.until(`document.querySelectorAll("#token-note [data-pick]").length === 2`)
	p.click(`#token-note [data-pick="1"]`)
	p.says("#payload", `"access"`)
}

func TestAPublicKeyInALinkFillsTheKeyBox(t *testing.T) {
	p := open(t)
	pem := publicPEM(t, &rsaKey(t).PublicKey)
	p.visit("/#debugger-io?token=" + fresh("zoe") + "&publicKey=" + url.QueryEscape(pem))
	p.ready()
	p.says("#payload", `"zoe"`)
	p.until(`document.querySelector("#key").value.startsWith("-----BEGIN PUBLIC KEY-----")`)
	// A public key is never tried as the secret of an HMAC.
	p.state("#verdict-signature", "refused")
	p.hasNoTokenInItsAddress()
}

func TestASecretInALinkIsIgnored(t *testing.T) {
	p := open(t)
	p.visit("/#token=" + fresh("zoe") + "&secret=" + secret)
	p.ready()
	p.says("#payload", `"zoe"`)
	p.says("#engine-status", "secret")
	if got := p.value("#key"); got != "" {
		t.Errorf("the key box holds %q", got)
	}
	p.state("#verdict-signature", "unverified")
}

func TestATokenInTheQueryMovesToTheFragmentAndAPersonIsToldThatTheServerSawIt(t *testing.T) {
	needsServer(t)
	for _, name := range []string{"token", "id_token", "access_token", "value"} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.visit("/?" + name + "=" + fresh("zoe"))
			p.ready()
			p.says("#payload", `"zoe"`)
			p.says("#engine-status", "seen it")
			p.hasNoTokenInItsAddress()
		})
	}
}

func TestALinkThatIsFollowedWhileThePageIsOpenWorksToo(t *testing.T) {
	p := open(t)
	p.start()
	p.run(`location.hash = ` + quote("token="+fresh("zoe")))
	p.says("#payload", `"zoe"`)
	p.hasNoTokenInItsAddress()
}
