package web

import (
	"encoding/json"
	"strings"
	"testing"

	"jotlens/views/i18n"
)

// TestEveryProblemLeadsToItsPage follows the type of the errors that the API gives.
func TestEveryProblemLeadsToItsPage(t *testing.T) {
	for _, public := range []string{"", "https://jwt.example.com"} {
		for _, on := range []bool{true, false} {
			site := newTestSite(t, Config{ServerInspect: on, PublicURL: public})
			seen := map[string]bool{}
			for name, c := range everything("canary") {
				if !strings.HasPrefix(name, "api ") && !strings.HasPrefix(name, "demo") || name == "demo" && on {
					continue
				}
				w := site.do(c.request)
				body := plain(t, w)
				var problem struct {
					Type, Code string
					Status     int
				}
				if err := json.Unmarshal([]byte(body), &problem); err != nil || problem.Status != w.Code {
					t.Fatalf("%s: %d: %s", name, w.Code, body)
				}
				path, ok := strings.CutPrefix(problem.Type, public)
				if !ok || path != "/problems/"+problem.Code {
					t.Errorf("%s has the type %s", name, problem.Type)
				}
				seen[problem.Code] = true
				for _, m := range i18n.Languages() {
					if page := site.get(m.To(path)); page.Code != 200 || !strings.Contains(plain(t, page), problem.Code) {
						t.Errorf("%s leads to %s, which answers %d", name, m.To(path), page.Code)
					}
				}
			}
			if on && len(seen) < 7 || !on && !seen["server-inspect-off"] {
				t.Errorf("on %v: only the problems %v", on, seen)
			}
		}
	}
}

func TestTheFooterLeadsToTheAPI(t *testing.T) {
	for _, config := range []Config{serverOn, {}} {
		site := newTestSite(t, config)
		for _, m := range i18n.Languages() {
			for _, path := range []string{"/license", "/privacy"} {
				if page := plain(t, site.get(m.To(path))); !strings.Contains(page, `<a href="`+m.To("/api")+`">`) {
					t.Errorf("%s does not lead to the API", m.To(path))
				}
			}
			page := plain(t, site.get(m.To("/api")))
			if off := strings.Contains(page, `id="api-off"`); off == config.ServerInspect || !strings.Contains(page, "http://jotlens.test:8080/api/inspect") {
				t.Errorf("%s says that it is off: %v", m.To("/api"), off)
			}
		}
	}
}
