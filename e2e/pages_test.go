package e2e

import (
	"strings"
	"testing"
)

// pages are the addresses that a person can go to, with a piece of what is there.
var pages = []struct{ path, says string }{
	{"/", "Token"},
	{"/compare", "Compare two tokens"},
	{"/api", "application/sarif+json"},
	{"/problems/malformed-request", "What to do"},
	{"/privacy", "Privacy"},
	{"/license", "MIT License"},
	{"/rules", "Rules"},
	{"/rules/alg-none", "Nobody signed this token"},
	{"/rules/alg-none/fires", "has the finding"},
	{"/rules/alg-none/silent", "does not have the finding"},
	{"/learn", "Learn JWT"},
	{"/learn/attacks", "naive verifier"},
	{"/learn/glossary", "claims set"},
	{"/learn/flow", "The life of a token"},
	{"/reference", "Reference"},
	{"/reference/claims", "Expiration time"},
	{"/reference/header", "kid"},
	{"/reference/algorithms", "ES256"},
	{"/reference/keys", "kty"},
	{"/embed/how", "Embed a token"},
	{"/nowhere", "Page not found"},
}

func TestEveryPageIsAPageOfItsOwn(t *testing.T) {
	p := open(t)
	p.watch.expect("404")
	titles := map[string]string{}
	for _, page := range pages {
		if page.path == "/learn/flow" && hosting() == asFiles {
			continue // it has no server to play with
		}
		p.visit(page.path)
		p.says("body", page.says)
		title := eval[string](p, "document.title")
		if other := titles[title]; other != "" || title == "" {
			t.Errorf("%s and %s are both called %q", page.path, other, title)
		}
		titles[title] = page.path
		if n := p.count("h1"); n != 1 {
			t.Errorf("%s has %d first headings", page.path, n)
		}
		for _, inline := range []string{"style", "script:not([src])", "[style]", "[onclick]", "[onload]"} {
			if n := p.count(inline); n != 0 {
				t.Errorf("%s has %d × %s", page.path, n, inline)
			}
		}
	}
}

func TestAnAddressThatLeadsNowhereLeadsBack(t *testing.T) {
	p := open(t)
	p.watch.expect("404")
	p.visit("/no/such/page?x=" + canaryWord)
	p.says("h1", "Page not found")
	if strings.Contains(p.text("body"), canaryWord) {
		t.Error("the page repeats the address")
	}
	p.loadsLink(`main a[href="` + site() + `/"]`)
	p.ready()
}

func TestEveryLinkOfAPageWorks(t *testing.T) {
	p := open(t)
	p.visit("/")
	links := eval[[]string](p, `[...new Set([...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).filter((href) => !href.startsWith("#")))]`)
	if len(links) < 3 {
		t.Fatalf("only the links %v", links)
	}
	for _, link := range links {
		p.visit("/")
		p.loadsLink(`a[href="` + link + `"]:not(.offer a)`) // offers are for people who like another language
		if got := eval[string](p, "location.pathname"); got != link {
			t.Errorf("the link %s leads to %s", link, got)
		}
	}
}
