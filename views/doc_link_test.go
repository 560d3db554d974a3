package views

import (
	"strconv"
	"strings"
	"testing"

	"jotlens/build"
	"jotlens/views/i18n"
)

func TestTheFormForDocumentationKnowsItsToken(t *testing.T) {
	live := signed(t, `{"alg":"HS256"}`, `{"exp":`+strconv.FormatInt(noon.Unix()+600, 10)+`,"<img>\u202e":1,"\"><b>":2}`)
	for name, c := range map[string]struct {
		input, sample string
		says          string // "" when there can be no link
		expires       bool
	}{
		"live":          {live, "", "Whoever reads the documentation can use this token", true},
		"an example":    {live, "hs256", "no token in it", false},
		"expired":       {signed(t, `{"alg":"HS256"}`, `{"exp":1}`), "", "has the token in it", true},
		"no expiry":     {signed(t, `{"alg":"none"}`, `{"sub":"u-1"}`), "", "has the token in it", false},
		"a private key": {signed(t, `{"alg":"HS256","jwk":{"kty":"oct","k":"A"}}`, `{"exp":1}`), "", "", false},
		"nothing":       {"", "", "", false},
	} {
		options := ShareOptions{Base: "https://jotlens.example/", Doc: build.DocLink{Sample: c.sample}}
		html := render(t, DocShare(inspected(c.input), options, i18n.English()).Component)
		if !strings.Contains(html, c.says) || strings.Contains(html, "data-expires") != c.expires || c.says == "" && html != `<div id="doc-about"></div>` {
			t.Errorf("%s: %s", name, html)
		}
		if strings.Contains(html, "<img") || strings.Contains(html, "<b>") || strings.Contains(html, "\u202e") {
			t.Errorf("%s: %s", name, html)
		}
	}
}

func TestMakeShareMakesLinksForDocumentation(t *testing.T) {
	token := signed(t, `{"alg":"HS256","typ":"JWT"}`, `{"sub":"u-1"}`)
	options := ShareOptions{Base: "https://jotlens.example/", Doc: build.DocLink{Focus: "sub", Note: "a_b", Text: "Open", Badge: "https://jotlens.example/badge.svg"}}
	link := options.Base + "#token=" + token + "&focus=sub&note=a_b"
	for i, want := range []string{link, `[a\_b](` + link + `)`} {
		options.What = build.DocForms[i]
		if shared := MakeShare(inspected(token), options, i18n.English()); shared.Text != want || shared.Said != "" {
			t.Errorf("%+v, want %s", shared, want)
		}
	}
	options.Doc.Focus = "exp"
	if shared := MakeShare(inspected(token), options, i18n.English()); shared.Text != "" || !strings.Contains(shared.Said, "would point at nothing") {
		t.Errorf("%+v", shared)
	}
	if words := i18n.DocFormFor(i18n.TraditionalChinese()); len(words.Actions) != len(build.DocForms) || *words == *i18n.DocFormFor(i18n.English()) {
		t.Errorf("%+v", words)
	}
}
