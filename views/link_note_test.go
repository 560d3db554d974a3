package views

import (
	"strings"
	"testing"

	"jotlens/views/i18n"
)

func TestANoteIsNamedAsAStrangersWords(t *testing.T) {
	r := inspected(signed(t, `{"alg":"HS256"}`, `{"exp":1}`))
	html := render(t, LinkNote(r, LinkWords{Open: true, Focus: "exp", Note: `</bdi><script>"Signature verified"`}, i18n.English()).Component)
	if strings.Contains(html, "<script") || strings.Contains(html, "<a ") || !strings.Contains(html, `<b>Note by whoever made this link:</b> <q><bdi>&lt;/bdi&gt;`) {
		t.Error(html)
	}
	if !strings.Contains(html, `data-panel="payload"`) || !strings.Contains(html, `payload.exp`) || strings.Contains(html, "link-clock") {
		t.Error(html)
	}
	html = render(t, LinkNote(r, LinkWords{Open: true, Focus: "<img\u202e>" + strings.Repeat("n", 250)}, i18n.English()).Component)
	if strings.Contains(html, "<img") || strings.Contains(html, "\u202e") || strings.Contains(html, "data-show") || strings.Contains(html, strings.Repeat("n", 200)) {
		t.Error(html)
	}
	if html = render(t, LinkNote(r, LinkWords{Focus: "exp", Note: "closed"}, i18n.English()).Component); !strings.Contains(html, " hidden>") || strings.Contains(html, "closed") {
		t.Error(html)
	}
}
