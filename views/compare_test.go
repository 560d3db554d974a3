package views

import (
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// sentenceOf is the first sentence about two HS256 tokens with these claims.
func sentenceOf(t *testing.T, a, b string) string {
	t.Helper()
	return newComparison(report(signed(t, hs256, a), ""), report(signed(t, hs256, b), ""), i18n.English()).First
}

func TestTheFirstSentence(t *testing.T) {
	const oidc = `"iss":"https://login.example.com","sub":"zoe","nonce":"n","iat":1795434000,"exp":1795437600`
	for name, c := range map[string]struct{ a, b, want string }{
		"audience and one scope": {
			`{` + oidc + `,"aud":"orders","scope":"openid orders:read orders:write"}`, `{` + oidc + `,"aud":"stock","scope":"openid orders:read"}`,
			"Another audience: “orders” in A, “stock” in B; B lacks the scope “orders:write”.",
		},
		"one of two audiences": {`{"aud":["a","b"]}`, `{"aud":"a"}`, "B lacks the audience “b”."},
		"nearly the issuer": {
			`{"iss":"https://a.example/"}`, `{"iss":"https://a.example"}`,
			"Another issuer: “https://a.example/” in A, “https://a.example” in B, which differ only in a slash at the end.",
		},
		"expired":         {`{"exp":1795437600}`, `{"exp":1795430000}`, "Token B has expired; the claims are the same but for what is new in every token: “exp”."},
		"both expired":    {`{"exp":1795430000}`, `{"exp":1795430001}`, "Both tokens have expired; the claims are the same but for what is new in every token: “exp”."},
		"not yet":         {`{"nbf":1}`, `{"nbf":1895437600}`, "Token B is not valid yet; the claims are the same but for what is new in every token: “nbf”."},
		"many roles":      {`{"roles":["a","b","c","d","e"]}`, `{}`, "B lacks the roles or groups “a”, “b”, “c” and 2 more."},
		"new scopes":      {`{"scope":"a"}`, `{"scope":"a b c"}`, "Only B has the scopes “b” and “c”."},
		"swapped scopes":  {`{"scope":"a b"}`, `{"scope":"c b"}`, "Another scope: “a” in A, “c” in B."},
		"kinds":           {`{"aud":"a","sub":"s","nonce":"n"}`, `{"aud":"a","sub":"s","client_id":"c","scp":["x"]}`, "Only B has the scope “x”; another kind of token: A looks like an ID token, B like an access token; the client “c” only in B; different: “nonce”."},
		"a lifetime":      {`{"iat":1795434000,"exp":1795437600}`, `{"iat":1795434000,"exp":1795439400}`, "Another lifetime: 1 h in A, 1 h 30 min in B; the claims are the same but for what is new in every token: “exp”."},
		"the writing":     {`{"a":1,"b":2}`, `{"b":2, "a":1}`, "The claims are the same; only the signature or the writing differs."},
		"the same":        {`{"a":1}`, `{"a":1}`, "The two are the same token."},
		"more than fits":  {`{"iss":"a","aud":"a","scope":"a","sub":"a","azp":"a","x":1}`, `{"iss":"b","aud":"b","scope":"b","sub":"b","azp":"b","x":2}`, "Another issuer: “a” in A, “b” in B; another audience: “a” in A, “b” in B; another scope: “a” in A, “b” in B; another client: “a” in A, “b” in B; and 2 more."},
		"hidden letters":  {`{"sub":"a"}`, "{\"sub\":\"a\u202e\"}", "Another subject: “a” in A, “a‹U+202E›” in B, which differ only in invisible characters."},
		"a shape":         {`{"aud":"a"}`, `{"aud":["a"]}`, "“aud” written in another shape."},
		"a number for it": {`{"sub":1}`, `{"sub":"1"}`, "Another subject: “1” in A, “1” in B."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sentenceOf(t, c.a, c.b); got != c.want {
				t.Errorf("%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestEveryPointHasWords(t *testing.T) {
	for _, code := range []inspect.PointCode{
		inspect.PointMalformed, inspect.PointSignature, inspect.PointUnreadable, inspect.PointIssuer, inspect.PointAudience, inspect.PointScope,
		inspect.PointRoles, inspect.PointTime, inspect.PointAlgorithm, inspect.PointKeyID, inspect.PointKind, inspect.PointClient, inspect.PointSubject,
		inspect.PointShape, inspect.PointDuplicates, inspect.PointOther, inspect.PointPast, inspect.PointSameClaims, inspect.PointSame,
	} {
		for _, side := range []string{"a", "b", "both"} {
			p := inspect.Point{Code: code, Side: side, A: "x", B: "y", Names: []string{"n"}}
			if got := i18n.English().Compare.Point(p); len(got) < 5 || strings.HasSuffix(got, ".") {
				t.Errorf("%s of %s says %q", code, side, got)
			}
		}
	}
}

func TestTheTableSaysWhatHappenedInWords(t *testing.T) {
	long := strings.Repeat("<b>", 100)
	html := textContent(render(t, differenceSection(newComparison(
		report(signed(t, hs256, `{"exp":1795437600,"scope":"a b","gone":"`+long+`","id":9007199254740993}`), ""),
		report(signed(t, hs256, `{"exp":1795438500,"scope":"b c","came":[1],"id":9007199254740992}`), ""), i18n.English()))))
	for _, want := range []string{
		"15 min later", "removed: a", "added: c", "payload.gone removed", "payload.came added", "not there", "All 302 characters", `"` + long + `"`,
		"9007199254740993", "9007199254740992", "23 Nov 2026, 12:55 UTC", "payload.scope changed",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the table lacks %q:\n%s", want, html)
		}
	}
}

func TestTheComparisonOfLargeTokensStaysSmall(t *testing.T) {
	var a, b strings.Builder
	for i := range 10_000 {
		name := strings.Repeat("n", i%7) + string(rune('a'+i%26)) + strings.Repeat("x", i/400)
		a.WriteString(`,"` + name + `":["` + strings.Repeat("<", 60) + `"]`)
		b.WriteString(`,"` + name + `y":["` + strings.Repeat(">", 60) + `"]`)
	}
	html := render(t, differenceSection(newComparison(
		report(signed(t, hs256, "{"+a.String()[1:]+"}"), ""), report(signed(t, hs256, "{"+b.String()[1:]+"}"), ""), i18n.English())))
	if len(html) > 1<<20 || !strings.Contains(html, "more differences.") {
		t.Errorf("%d bytes of HTML", len(html))
	}
}
