package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

func TestAPersonPastesWhateverWasOnTheClipboard(t *testing.T) {
	p := open(t)
	p.start()
	wrapped := func(token string, width int) string {
		var lines []string
		for ; len(token) > width; token = token[width:] {
			lines = append(lines, token[:width])
		}
		return strings.Join(append(lines, token), "\n")
	}
	for i, test := range []struct {
		name    string
		wrap    func(token string) string
		removed string // what the page says was taken away
	}{
		{"an Authorization header", func(s string) string { return "Authorization: Bearer " + s }, "Authorization: Bearer"},
		{"a scheme", func(s string) string { return "Bearer " + s }, "Bearer"},
		{"a curl command", func(s string) string {
			return "curl -H 'Authorization: Bearer " + s + "' \\\n  'https://api.example.com/v1/orders'"
		}, "curl"},
		{"a cookie header", func(s string) string { return "Cookie: theme=dark; session=" + s + "; lang=en" }, "cookie"},
		{"a Set-Cookie header", func(s string) string { return "Set-Cookie: session=" + s + "; Path=/; HttpOnly" }, "cookie"},
		{"a JSON token response", func(s string) string {
			return `{"token_type":"Bearer","access_token":"` + s + `","expires_in":3600}`
		}, "JSON"},
		{"quotation marks", func(s string) string { return `"` + s + `"` }, "quot"},
		{"backticks", func(s string) string { return "`" + s + "`" }, "`"},
		{"angle brackets", func(s string) string { return "<" + s + ">" }, "bracket"},
		{"wrapped lines", func(s string) string { return wrapped(s, 64) }, "line break"},
		{"an OpenID Connect redirect", func(s string) string {
			return "https://app.example.com/cb#id_token=" + s + "&state=xyz"
		}, "URL"},
		{"percent-encoding", func(s string) string { return url.QueryEscape(`{"t":"`) + strings.ReplaceAll(s, ".", "%2E") }, "percent"},
		{"zero-width characters", func(s string) string { return s[:20] + "\u200b" + s[20:] }, "invisible"},
	} {
		subject := fmt.Sprintf("person-%d", i)
		t.Run(test.name, func(t *testing.T) {
			// A step that fails ends this case only.
			q := *p
			q.t = t
			q.pasteToken(test.wrap(fresh(subject)))
			q.says("#payload", `"`+subject+`"`)
			q.says("#token-note", "Removed")
			if test.removed != "`" {
				q.says("#token-note", test.removed)
			}
			q.until(`document.querySelector(".finding[data-rule=input-wrapper-removed], .finding[data-rule=whitespace-inside], .finding[data-rule=invisible-characters]") !== null`)
		})
	}
}

func TestAWrappedTokenWarnsThatARealVerifierWouldRefuseIt(t *testing.T) {
	p := open(t)
	p.start()
	token := fresh("zoe")
	p.pasteToken(token[:50] + "\n" + token[50:])
	p.paste("#key", secret)
	p.state("#verdict-signature", "refused")
	p.until(`document.querySelector('.finding[data-rule="whitespace-inside"]') !== null`)
}

func TestTwoTokensInOnePasteAreOfferedAndNeverJoined(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(`{"access_token":"` + fresh("access") + `","id_token":"` + fresh("identity") + `"}`)
	p.says("#token-note", "2 tokens")
	p.says("#payload", `"identity"`)
	if n := p.count("#token-note [data-pick]"); n != 2 {
		t.Fatalf("%d tokens can be picked, want 2", n)
	}
	p.click(`#token-note [data-pick="1"]`)
	p.says("#payload", `"access"`)
	p.until(`document.querySelector('#token-note [data-pick="1"]').getAttribute("aria-pressed") === "true"`)
	p.click(`#token-note [data-pick="0"]`)
	p.says("#payload", `"identity"`)
}
