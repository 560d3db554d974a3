package web

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"jotlens/jose"
)

var ids = regexp.MustCompile(` id="([^"]*)"`)

// TestEveryRegisteredNameHasItsAnchor asks for each table; an id stands once.
func TestEveryRegisteredNameHasItsAnchor(t *testing.T) {
	site := newTestSite(t, Config{})
	names := map[string][]string{}
	for table, rows := range map[string][]jose.Registered{"claims": jose.Claims, "header": jose.HeaderParameters, "keys": jose.JWKParameters} {
		for _, row := range rows {
			names[table] = append(names[table], row.Name)
		}
	}
	for _, a := range jose.Algorithms {
		names["algorithms"] = append(names["algorithms"], a.Name)
	}
	for table, list := range names {
		page := plain(t, site.get("/reference/"+table))
		seen := map[string]int{}
		for _, match := range ids.FindAllStringSubmatch(page, -1) {
			seen[html.UnescapeString(match[1])]++
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("%s has the id %s %d times", table, id, n)
			}
		}
		for _, name := range list {
			if seen[name] != 1 {
				t.Errorf("%s has no %s", table, name)
			}
		}
		for _, section := range []string{`href="https://www.rfc-editor.org/rfc/rfc751`, "#section-"} {
			if !strings.Contains(page, section) {
				t.Errorf("%s lacks %s", table, section)
			}
		}
	}
}

var hiddenName = regexp.MustCompile(`<li class="rules-row reference-row" [^>]* hidden>`)

func TestTheReferenceIsSearchedByTheServer(t *testing.T) {
	site := newTestSite(t, Config{})
	page := plain(t, site.get("/reference/algorithms?q=post+secp256k1+bitcoin"))
	if !strings.Contains(page, "0 of ") {
		t.Error("words that no row has find something")
	}
	page = plain(t, site.get("/reference/algorithms?q=BITCOIN"))
	if n := len(hiddenName.FindAllString(page, -1)); n != len(jose.Algorithms)-1 || !strings.Contains(page, "1 of ") {
		t.Errorf("%d of %d algorithms are hidden", n, len(jose.Algorithms))
	}
	if page := plain(t, site.get("/reference/keys?q=%22%3E%3Cscript%3E")); strings.Contains(page, "<script>") {
		t.Error("the page repeats markup")
	}
}
