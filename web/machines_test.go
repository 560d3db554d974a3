package web

import (
	"encoding/xml"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"jotlens/demo"
	"jotlens/handlers"
	"jotlens/inspect/samples"
	"jotlens/views/i18n"
)

// A sitemap is what /sitemap.xml says.
type sitemap struct {
	URLs []sitemapURL `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

type sitemapURL struct {
	Address    string             `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
	Alternates []sitemapAlternate `xml:"http://www.w3.org/1999/xhtml link"`
}

type sitemapAlternate struct {
	Language string `xml:"hreflang,attr"`
	Address  string `xml:"href,attr"`
}

func readSitemap(t *testing.T, site *testSite) (m sitemap) {
	t.Helper()
	w := site.get("/sitemap.xml")
	if err := xml.Unmarshal([]byte(plain(t, w)), &m); err != nil || w.Code != 200 || w.Header().Get("Content-Type") != "application/xml; charset=utf-8" {
		t.Fatalf("%d, %s, %v", w.Code, w.Header().Get("Content-Type"), err)
	}
	return m
}

var (
	titleTag       = regexp.MustCompile(`<title>([^<]*)</title>`)
	descriptionTag = regexp.MustCompile(`<meta name="description" content="([^"]*)">`)
	canonicalTag   = regexp.MustCompile(`<link rel="canonical" href="([^"]*)">`)
	alternateTag   = regexp.MustCompile(`<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">`)
	headingTag     = regexp.MustCompile(`<h1(?: [^>]*)?>([^<]+)</h1>`)
)

// only is what a tag says that has to stand once in a page.
func only(t *testing.T, address, page string, tag *regexp.Regexp) string {
	t.Helper()
	found := tag.FindAllStringSubmatch(page, -1)
	if len(found) != 1 || strings.TrimSpace(found[0][1]) == "" {
		t.Errorf("%s has %q", address, found)
		return ""
	}
	return html.UnescapeString(found[0][1])
}

// TestEveryPageTellsWhatItIs walks the sitemap: each page has a title, a
// description and a heading, says where it stands, and its translations say the
// same of each other.
func TestEveryPageTellsWhatItIs(t *testing.T) {
	const public = "https://jwt.example.com"
	site := newTestSite(t, Config{PublicURL: public, Demo: true})
	listed := readSitemap(t, site)
	if len(listed.URLs) < 2*190 {
		t.Errorf("there are %d pages only", len(listed.URLs))
	}
	seen := map[string]string{}
	once := func(address, text string) {
		if other := seen[text]; other != "" {
			t.Errorf("%s and %s both say %q", address, other, text)
		}
		seen[text] = address
	}
	for _, entry := range listed.URLs {
		path, ok := strings.CutPrefix(entry.Address, public)
		if !ok {
			t.Fatalf("%s is not here", entry.Address)
		}
		m, address := i18n.LanguageOf(path)
		w := site.get(path)
		page := plain(t, w)
		if w.Code != 200 || !strings.Contains(page, `<html lang="`+m.Tag+`"`) {
			t.Errorf("%s: %d", path, w.Code)
			continue
		}
		head, _, _ := strings.Cut(page, "</head>") // drawings have titles, too
		title, description := only(t, path, head, titleTag), only(t, path, head, descriptionTag)
		only(t, path, page, headingTag)
		once(path, entry.Address)
		once(path, m.Tag+" title "+title)
		once(path, m.Tag+" description "+description)
		least, most := 50, 170
		if m != i18n.English() {
			least, most = 25, 100
		}
		if n := utf8.RuneCountInString(description); n < least || n > most {
			t.Errorf("%s is described in %d characters: %s", path, n, description)
		}
		if n := utf8.RuneCountInString(title); n > 110 || !strings.HasSuffix(title, " · Jotlens") {
			t.Errorf("%s has the title %q", path, title)
		}
		if got := only(t, path, head, canonicalTag); got != entry.Address {
			t.Errorf("%s says that it stands at %s", path, got)
		}
		var want []string
		for _, other := range i18n.Languages() {
			for _, locale := range other.Locales {
				want = append(want, locale+" "+public+other.To(address))
			}
		}
		var inPage, inList []string
		for _, found := range alternateTag.FindAllStringSubmatch(head, -1) {
			inPage = append(inPage, found[1]+" "+found[2])
		}
		for _, a := range entry.Alternates {
			inList = append(inList, a.Language+" "+a.Address)
		}
		if !slices.Equal(inPage, want) || !slices.Equal(inList, want) {
			t.Errorf("%s: the page leads to %q, the list to %q, want %q", path, inPage, inList, want)
		}
	}
}

// TestEveryPageIsListed compares the sitemap with the table of addresses.
func TestEveryPageIsListed(t *testing.T) {
	site := newTestSite(t, Config{PublicURL: "https://jwt.example.com", Demo: true})
	listed := readSitemap(t, site)
	api, err := demo.New(time.Now, repeat{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pageSite(Config{}, site.set)
	if err != nil {
		t.Fatal(err)
	}
	h := &handlers.Handlers{Site: pages, Now: time.Now, Random: repeat{}, Log: slog.New(slog.DiscardHandler)}
	table, err := routes(Config{}, h, site.set, api)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		if !row.page || strings.HasSuffix(row.path, "{side}") {
			continue
		}
		pattern := regexp.MustCompile("^" + regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllString(row.path, `[^/]+`) + "$")
		if !slices.ContainsFunc(listed.URLs, func(u sitemapURL) bool {
			return pattern.MatchString(strings.TrimPrefix(u.Address, "https://jwt.example.com"))
		}) {
			t.Errorf("%s is in no list", row.path)
		}
	}
}

func TestSamplesTellWhatTheyAre(t *testing.T) {
	site := newTestSite(t, Config{})
	seen := map[string]bool{}
	for _, side := range samples.Sides {
		for _, path := range []string{"/rules/alg-none/", "/zh-hant/rules/alg-none/"} {
			page := plain(t, site.get(path+string(side)))
			for _, tag := range []*regexp.Regexp{titleTag, descriptionTag} {
				text := only(t, path, page, tag)
				if seen[text] || !strings.Contains(text, "alg-none") {
					t.Errorf("%s%s says %q", path, side, text)
				}
				seen[text] = true
			}
		}
	}
}

// TestListsNameTheHost: without -public-url the addresses are those that the client
// uses, if it is a host at all.
func TestListsNameTheHost(t *testing.T) {
	site := newTestSite(t, Config{})
	for _, path := range []string{"/sitemap.xml", "/llms.txt"} {
		if body := plain(t, site.get(path)); !strings.Contains(body, "http://jotlens.test:8080/zh-hant/") {
			t.Errorf("%s does not name its host", path)
		}
		r := httptest.NewRequest("GET", path, http.NoBody)
		r.Host = `x"><y`
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		if body, _ := io.ReadAll(w.Body); strings.Contains(string(body), "><y") || path == "/sitemap.xml" && w.Code != 400 {
			t.Errorf("%s for no host: %d", path, w.Code)
		}
	}
	if body := plain(t, site.get("/sitemap.xml")); strings.Contains(body, "/fires") || strings.Contains(body, flowPath) {
		t.Error("the sitemap lists samples, or a page that is off")
	}
}

func TestRobots(t *testing.T) {
	robots := newTestSite(t, Config{}).get("/robots.txt").Body.String()
	for _, want := range []string{
		"User-agent: *\n", "Disallow: /api/\n", "Disallow: /rules/*/fires\n", "Disallow: /rules/*/silent\n",
		"Disallow: /zh-hant/rules/*/fires\n", "Disallow: /zh-hant/rules/*/silent\n",
	} {
		if !strings.Contains(robots, want) {
			t.Errorf("robots.txt is %q without %q", robots, want)
		}
	}
	if strings.Contains(robots, "Sitemap") {
		t.Errorf("robots.txt names a list at an address that nobody said: %s", robots)
	}
	robots = newTestSite(t, Config{PublicURL: "https://jwt.example.com"}).get("/robots.txt").Body.String()
	if !strings.Contains(robots, "\nSitemap: https://jwt.example.com/sitemap.xml\n") {
		t.Errorf("robots.txt does not name the list: %s", robots)
	}
}

// TestMachinesAreToldWhatThereIs: the list for them has every English page, and
// its words about the API are true.
func TestMachinesAreToldWhatThereIs(t *testing.T) {
	site := newTestSite(t, Config{PublicURL: "https://jwt.example.com", ServerInspect: true, Demo: true})
	w := site.get("/llms.txt")
	text := plain(t, w)
	if w.Header().Get("Content-Type") != "text/plain; charset=utf-8" || !strings.HasPrefix(text, "# Jotlens\n\n> ") || strings.Contains(text, "{here}") {
		t.Errorf("it begins %q", text[:min(len(text), 100)])
	}
	for _, entry := range readSitemap(t, site).URLs {
		m, path := i18n.LanguageOf(strings.TrimPrefix(entry.Address, "https://jwt.example.com"))
		if listed := strings.Contains(text, "]("+entry.Address+"): "); listed != (m == i18n.English()) {
			t.Errorf("%s is listed: %v", path, listed)
		}
	}
	for _, want := range []string{"https://jwt.example.com/#token=", "POST https://jwt.example.com/api/inspect", "input, key, key_encoding", "iss, aud, alg"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	example := regexp.MustCompile(`(?m)^    (\{.*\})$`).FindStringSubmatch(text)
	if example == nil || site.do(api(example[1])).Code != 200 {
		t.Errorf("the API refuses the example %q", example)
	}
	if off := plain(t, newTestSite(t, Config{}).get("/llms.txt")); strings.Contains(off, "/api/inspect") || strings.Contains(off, flowPath) {
		t.Error("it names what is off")
	}
}
