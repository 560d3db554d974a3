package handlers

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// TestEveryMemberHasItsWords: the page about the API explains every member, and none
// that is not there.
func TestEveryMemberHasItsWords(t *testing.T) {
	for _, m := range i18n.Languages() {
		w := i18n.APIFor(m)
		for _, c := range []struct {
			words map[string]string
			kind  reflect.Type
		}{
			{w.AskedMembers, reflect.TypeFor[inspectRequest]()}, {w.ExpectedMembers, reflect.TypeFor[expectRequest]()}, {w.AnsweredMembers, reflect.TypeFor[inspect.Report]()},
		} {
			names := memberNames(c.kind)
			for _, name := range names {
				if c.words[name] == "" {
					t.Errorf("%s: %s has no words", m.Tag, name)
				}
			}
			if len(c.words) != len(names) {
				t.Errorf("%s: there are words for %d members, and there are %d", m.Tag, len(c.words), len(names))
			}
		}
	}
}

// apiPage is GET /api of a language.
func apiPage(t *testing.T, h *Handlers, m *i18n.Messages) string {
	t.Helper()
	w := serve(h.Page(h.ShowAPI), httptest.NewRequest("GET", m.To("/api"), http.NoBody))
	if w.Code != 200 {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

// shownIn is the text of the element with an id, which has no element inside.
func shownIn(t *testing.T, page, id string) string {
	t.Helper()
	found := regexp.MustCompile(`<pre[^>]* id="` + id + `"[^>]*>([^<]*)</pre>`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("the page has no %s", id)
	}
	return html.UnescapeString(found[1])
}

// TestTheExampleIsTrue asks the API what the page says to ask, in every form that
// the page shows.
func TestTheExampleIsTrue(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	h.Origin = func(*http.Request) string { return "https://jwt.example.com" }
	for _, m := range i18n.Languages() {
		page := apiPage(t, h, m)
		command := shownIn(t, page, "api-command")
		parts := regexp.MustCompile(`(?s)^curl -s https://jwt\.example\.com/api/inspect -H '([^']*)' -d '([^']*)'$`).FindStringSubmatch(command)
		if parts == nil {
			t.Fatalf("the command is %s", command)
		}
		for id, accept := range map[string]string{"api-answer": "application/json", "api-markdown": "text/markdown"} {
			r := post("/api/inspect", strings.TrimPrefix(parts[1], "Content-Type: "), parts[2])
			r.Header.Set("Accept", accept)
			w := serve(h.API(h.InspectAPI), r)
			want := w.Body.String()
			if id == "api-answer" {
				want, _ = indented(w.Body.Bytes())
			}
			if got := shownIn(t, page, id); w.Code != 200 || got != want {
				t.Errorf("%s: the API answers %d: %s\nthe page says %s", id, w.Code, want, got)
			}
		}
		for _, says := range []string{`"state": "verified"`, `"state": "rejected"`, "your API expects “billing”"} {
			if !strings.Contains(shownIn(t, page, "api-answer"), says) {
				t.Errorf("the example does not say %s", says)
			}
		}
		if strings.Contains(page, `id="api-off"`) {
			t.Error("the page says that the API is off")
		}
	}
	h.Site.ServerInspect = false
	if page := apiPage(t, h, i18n.English()); !strings.Contains(page, `id="api-off"`) || !strings.Contains(page, `href="/problems/server-inspect-off"`) {
		t.Error("the page does not say that the API is off")
	}
}

func TestEveryProblemHasAPage(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	h.Origin = func(*http.Request) string { return "" }
	pages := http.NewServeMux()
	for _, m := range i18n.Languages() {
		pages.Handle("GET "+m.To("/problems/{code}"), h.Page(h.ShowProblemType))
		words := i18n.ProblemTypesFor(m)
		index := apiPage(t, h, m)
		for _, code := range problemCodes {
			text := words.Texts[string(code)]
			if text.Meaning == "" || len(text.When) == 0 || len(text.Do) == 0 {
				t.Errorf("%s: %s has no words", m.Tag, code)
			}
			path := m.To("/problems/" + string(code))
			w := serve(pages, httptest.NewRequest("GET", path, http.NoBody))
			page := html.UnescapeString(w.Body.String())
			for _, want := range slices.Concat([]string{`"type": "/problems/` + string(code) + `"`, text.Meaning}, text.When, text.Do) {
				if w.Code != 200 || !strings.Contains(page, want) {
					t.Errorf("%s: %d, the page lacks %s", path, w.Code, want)
				}
			}
			if !strings.Contains(index, `href="`+path+`"`) {
				t.Errorf("%s does not lead to %s", m.To("/api"), path)
			}
		}
		if len(words.Texts) != len(problemCodes) {
			t.Errorf("%s: there are words about %d problems", m.Tag, len(words.Texts))
		}
	}
	if w := serve(pages, httptest.NewRequest("GET", "/problems/nothing", http.NoBody)); w.Code != 404 {
		t.Errorf("no problem gives %d", w.Code)
	}
}
