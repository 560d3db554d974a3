package views

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/views/i18n"
)

func inspected(input string) *inspect.Report {
	r := inspect.Inspect(inspect.Request{Input: input, Now: noon, Leeway: inspect.DefaultLeeway})
	return &r
}

// shareHTML is the menu for a token.
func shareHTML(t *testing.T, input string) string {
	t.Helper()
	section := Share(inspected(input), ShareOptions{Base: "https://jotlens.example/"}, i18n.English())
	var b strings.Builder
	if err := section.Component.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), `<div class="share-content" id="`+section.ID+`">`) {
		t.Errorf("the section is %.80s", b.String())
	}
	return b.String()
}

func TestTheMenuOffersWhatCanBeMade(t *testing.T) {
	const header = `{"alg":"HS256"}`
	token := signed(t, header, `{"sub":"u-1","email":"zoe@example.com","exp":`+strconv.FormatInt(noon.Unix()+600, 10)+`}`)
	for name, c := range map[string]struct {
		input   string
		actions string
		says    []string
	}{
		"live":           {token, "link header curl markdown-full unsigned markdown masked", []string{"until ", ">23 Nov 2026, 12:10 UTC</time>, which is in 10 min.", "histories and chats"}},
		"JSON form":      {inJWSForm(token), "link markdown-full unsigned markdown masked", []string{"A token in JSON form cannot stand in"}},
		"encrypted":      {encrypted(t, `{"alg":"dir","enc":"A256GCM"}`, `{}`), "link header curl markdown-full markdown", []string{"cannot be taken apart", "cannot be read"}},
		"a token inside": {signed(t, header, `{"t":"`+token+`"}`), "link header curl markdown-full masked", []string{"Another whole token", "forever"}},
		"detached":       {encode(header) + "..AAAA", "link header curl markdown-full markdown", []string{"does not stand in this token"}},
		"no claims":      {signed(t, header, `hello`), "link header curl markdown-full unsigned markdown", nil},
		"a private key":  {signed(t, `{"alg":"HS256","jwk":{"kty":"oct","k":"A"}}`, `{"a":1}`), "header curl markdown-full masked", []string{"would hand that on"}},
		"nothing":        {"", "", []string{"Paste a token"}},
		"a key":          {`{"kty":"oct","k":"AAAA"}`, "", []string{"Paste a token"}},
	} {
		html := shareHTML(t, c.input)
		var actions []string
		for _, piece := range strings.Split(html, `data-share="`)[1:] {
			action, rest, _ := strings.Cut(piece, `"`)
			actions = append(actions, action)
			if strings.Contains(rest[:strings.Index(rest, "</button>")], "<span data-text></span>") {
				t.Errorf("%s: %s has no words", name, action)
			}
		}
		if got := strings.Join(actions, " "); got != c.actions {
			t.Errorf("%s: offers %q, want %q", name, got, c.actions)
		}
		for _, words := range c.says {
			if !strings.Contains(html, words) {
				t.Errorf("%s: %q is not in %s", name, words, html)
			}
		}
		if strings.Contains(html, `aria-describedby="share-live"`) != strings.Contains(html, `id="share-live"`) {
			t.Errorf("%s: buttons and warning do not belong together in %s", name, html)
		}
	}
}

// inJWSForm is a compact JWS in flattened JSON form.
func inJWSForm(compact string) string {
	parts := strings.Split(compact, ".")
	return `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`
}

func TestHostileNamesStayText(t *testing.T) {
	html := shareHTML(t, signed(t, `{"alg":"HS256"}`, `{"<img src=x onerror=alert(1)>\u202e\"":1,"":2,"`+strings.Repeat("n", 500)+`":3}`))
	if strings.Contains(html, "<img") || strings.Contains(html, "\u202e") || strings.Contains(html, strings.Repeat("n", 100)) {
		t.Error(html)
	}
	if n := strings.Count(html, `type="checkbox"`); n != 3 {
		t.Errorf("%d boxes in %s", n, html)
	}
	r := inspected(signed(t, `{"alg":"HS256"}`, `{"email":"zoe@example.com","\u202e<b>":"zoe@example.com"}`))
	shared := MakeShare(r, ShareOptions{What: "masked", Masked: []bool{true}}, i18n.English())
	if shared.Text == "" || !strings.Contains(shared.Said, "masked in ") || strings.Contains(shared.Said, "\u202e") {
		t.Errorf("%+v", shared)
	}
}

func TestWhatIsMadeIsWhatIsOffered(t *testing.T) {
	token := signed(t, `{"alg":"HS256","typ":"JWT"}`, `{"sub":"u-1"}`)
	r := inspected(token)
	input, signature := token[:strings.LastIndexByte(token, '.')], token[strings.LastIndexByte(token, '.')+1:]
	const parts = "## Header\n\n```json\n{\n  \"alg\": \"HS256\",\n  \"typ\": \"JWT\"\n}\n```\n\n## Payload\n\n```json\n{\n  \"sub\": \"u-1\"\n}\n```\n\n## Token\n\n```\n"
	for what, want := range map[string]string{
		"link":          "https://jotlens.example/#token=" + token,
		"unsigned":      "https://jotlens.example/#token=" + input + ".",
		"masked":        "https://jotlens.example/#token=" + input[:strings.IndexByte(input, '.')+1] + encode(`{"sub":"•••"}`) + ".",
		"header":        "Authorization: Bearer " + token,
		"curl":          "curl -H 'Authorization: Bearer " + token + "' 'https://api.example.com/'",
		"markdown":      parts + input + ".[signature left out]\n```\n",
		"markdown-full": parts + input + "." + signature + "\n```\n",
	} {
		shared := MakeShare(r, ShareOptions{What: what, Masked: []bool{true}, Base: "https://jotlens.example/"}, i18n.English())
		if shared.Text != want || shared.Said != "" {
			t.Errorf("%s: %q %q, want %q", what, shared.Text, shared.Said, want)
		}
	}
	if shared := MakeShare(inspected(""), ShareOptions{What: "link"}, i18n.English()); shared.Text != "" || !strings.Contains(shared.Said, "Paste a token") {
		t.Errorf("%+v", shared)
	}
}

func TestEveryReasonNotToShareHasItsWords(t *testing.T) {
	seen := map[string]build.ShareError{}
	for _, code := range []build.ShareError{
		build.ShareNoToken, build.ShareTooLong, build.ShareHoldsKey, build.ShareHoldsMore, build.ShareEncrypted, build.ShareNoPayload,
		build.ShareNoClaims, build.ShareElsewhere, build.ShareTooMany, build.ShareNotBearer, build.ShareNoFocus, build.ShareNoteKey,
	} {
		words := notShared(code, i18n.English())
		if other, taken := seen[words]; taken {
			t.Errorf("%s and %s both say %q", code, other, words)
		}
		seen[words] = code
	}
}
