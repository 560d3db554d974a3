package handlers

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowAPI answers GET /api with what the API is and with an example that it has
// answered just now.
func (h *Handlers) ShowAPI(w http.ResponseWriter, r *http.Request) error {
	m := h.messages(r)
	body := exampleBody()
	given, request, err := readInspect([]byte(body), h.Now)
	if err != nil {
		return fmt.Errorf("the example of the API: %w", err)
	}
	report := inspect.Inspect(request)
	as := func(format string) []byte { // the API speaks English
		return views.Export(&report, views.ExportOptions{Format: format, Values: given.WithValues, Version: h.Site.Version}, i18n.English()).Text
	}
	answer, err := indented(as("json"))
	if err != nil {
		return err
	}
	here := h.here(r)
	if here == "" {
		here = "http://localhost:8080"
	}
	return showTagged(w, r, views.API(h.Site, views.APIPage{
		Command:  "curl -s " + here + "/api/inspect -H 'Content-Type: application/json' -d '" + body + "'",
		Answer:   answer,
		Markdown: string(as("markdown")),
		Asked:    memberNames(reflect.TypeFor[inspectRequest]()),
		Expected: memberNames(reflect.TypeFor[expectRequest]()),
		Answered: memberNames(reflect.TypeFor[inspect.Report]()),
		Problems: problemLinks(m),
		Messages: m,
	}))
}

// exampleBody is a request that shows much: a token with a good signature that the
// API of the example refuses. Its key is public, as a key that is sent should be.
// It has no apostrophe, so that a shell takes it in a pair of them.
func exampleBody() string {
	seed := sha256.Sum256([]byte("the key of the example on /api"))
	private := ed25519.NewKeyFromSeed(seed[:])
	encode := base64.RawURLEncoding.EncodeToString
	key := `{"kty":"OKP","crv":"Ed25519","kid":"2027-01","x":"` + encode(private[ed25519.SeedSize:]) + `"}`
	input := encode([]byte(`{"alg":"Ed25519","typ":"at+jwt","kid":"2027-01"}`)) + "." +
		encode([]byte(`{"iss":"https://login.example.com","sub":"zoe","aud":"orders","client_id":"shop","jti":"8f14e45f","iat":1799999700,"exp":1800000600}`))
	token := input + "." + encode(ed25519.Sign(private, []byte(input)))
	lines := []string{
		`"input": "` + token + `"`,
		`"key": ` + jose.Quote(key),
		`"now": "2027-01-15T08:00:00Z"`,
		`"expect": {"iss": "https://login.example.com", "aud": ["billing"], "alg": ["Ed25519"]}`,
	}
	return "{\n  " + strings.Join(lines, ",\n  ") + "\n}"
}

// indented is a JSON text, member by member on lines of their own.
func indented(text []byte) (string, error) {
	value := jsontext.Value(text)
	if err := value.Indent(jsontext.WithIndent("  ")); err != nil {
		return "", fmt.Errorf("laying out JSON: %w", err)
	}
	return strings.TrimSpace(string(value)), nil
}
