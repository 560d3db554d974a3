package views

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// everyPage is every page and the inspector with every sample.
func everyPage(t testing.TB) map[string]templ.Component {
	all := pages(t)
	for name, r := range samples(t) {
		all["sample "+name] = Inspector(testSite, InspectorPage{Messages: i18n.English(), Token: r.Source, Key: secret, Report: r})
	}
	return all
}

var (
	quoted    = regexp.MustCompile(`"[^"]*"`)
	handler   = regexp.MustCompile(`(?i)\s(on\w+|style|srcdoc)\s*(=|\s|>|$)`)
	link      = regexp.MustCompile(`\s(?:href|src|action|formaction)="([^"]*)"`)
	id        = regexp.MustCompile(`\sid="([^"]*)"`)
	script    = regexp.MustCompile(`<script[^>]*>([^<]*)</script>`)
	tagName   = regexp.MustCompile(`^</?([a-zA-Z!][a-zA-Z0-9]*)`)
	reference = regexp.MustCompile(`\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"`)
)

// ourTags are the only elements that our templates use.
var ourTags = strings.Fields(`!doctype a aside b base body button circle cite code datalist dd details div dl dt footer form h1 h2 h3 h4 head header html
	iframe input label li link main mark meta nav noscript optgroup option p path pre progress rect script section select span strong summary svg symbol
	table tbody td textarea th thead time title tr ul use`)

func TestPagesHoldNothingInlineAndNothingForeign(t *testing.T) {
	for name, c := range everyPage(t) {
		t.Run(name, func(t *testing.T) {
			page := render(t, c)
			tags := tag.FindAllString(page, -1)
			if len(tags) < 50 {
				t.Fatalf("found only %d tags", len(tags))
			}
			for _, s := range tags {
				if m := tagName.FindStringSubmatch(s); m == nil || !slices.Contains(ourTags, m[1]) {
					t.Errorf("not an element of ours: %s", s)
				}
				if handler.MatchString(quoted.ReplaceAllString(s, `""`)) {
					t.Errorf("inline code or style: %s", s)
				}
			}
			for _, m := range script.FindAllStringSubmatch(page, -1) {
				if m[1] != "" || !strings.Contains(m[0], ` src="/assets/`) || !strings.Contains(m[0], ` integrity="`) {
					t.Errorf("inline or unpinned script: %s", m[0])
				}
			}
			for _, m := range link.FindAllStringSubmatch(page, -1) {
				if !strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "#") || strings.HasPrefix(m[1], "//") {
					t.Errorf("leads away from the site: %s", m[0])
				}
			}
		})
	}
}

func TestIDsAreUniqueAndReferencesLead(t *testing.T) {
	for name, c := range everyPage(t) {
		t.Run(name, func(t *testing.T) {
			page := render(t, c)
			seen := map[string]bool{}
			for _, m := range id.FindAllStringSubmatch(page, -1) {
				if seen[m[1]] {
					t.Errorf("id %q occurs twice", m[1])
				}
				seen[m[1]] = true
			}
			for _, m := range reference.FindAllStringSubmatch(page, -1) {
				if !seen[m[1]] {
					t.Errorf("%s names no element", m[0])
				}
			}
		})
	}
}

// TestStableHooks guards what scripts, tests and other people's automation
// rely on.
func TestStableHooks(t *testing.T) {
	hooks := []string{
		`<form class="inputs" id="inspect" method="post" action="/" data-worker="/assets/worker.js"`,
		`id="token" name="token"`, `id="key" name="key"`, `id="key-encoding" name="key_encoding"`,
		`id="underlay" aria-hidden="true"`, `id="token-size"`, `id="token-note"`, `id="key-note"`, `id="key-about"`, `id="certificates"`,
		`id="verdict"`, `id="header"`, `id="payload"`, `id="signature"`, `id="findings"`,
		`id="verdict-form" data-state="`, `id="verdict-signature" data-state="`, `id="verdict-time" data-state="`, `id="verdict-findings" data-state="`,
		`id="seal"`, `id="announce" role="status"`, `id="engine-status" role="status"`, `id="theme"`, `id="clear"`,
		`data-copy="token"`, `type="submit" name="example" value="hs256"`,
	}
	for name, r := range samples(t) {
		page := render(t, Inspector(testSite, InspectorPage{Messages: i18n.English(), Token: r.Source, Report: r}))
		for _, hook := range append(hooks, `<html lang="en" data-ready="server">`, `id="check"`) {
			if !strings.Contains(page, hook) {
				t.Errorf("%s: %s is missing", name, hook)
			}
		}
	}
	static := testSite
	static.ServerInspect = false
	page := render(t, Inspector(static, InspectorPage{Messages: i18n.English()}))
	for _, absent := range []string{"data-ready", `id="check"`} {
		if strings.Contains(page, absent) {
			t.Errorf("without the server form there must be no %s", absent)
		}
	}
}

func TestEmptyPageIsTheUpdateOfAnEmptyBox(t *testing.T) {
	for id, html := range sections(t, nil) {
		if other := sections(t, report("", ""))[id]; html != other && id != "payload" && id != "header" {
			t.Errorf("%s: no report gives %s\nan empty one gives %s", id, html, other)
		}
		if !strings.Contains(render(t, Inspector(testSite, InspectorPage{Messages: i18n.English()})), html) {
			t.Errorf("%s is not what the empty page holds", id)
		}
	}
}

func TestSectionsAreOneElementWithTheirID(t *testing.T) {
	opening := regexp.MustCompile(`^<(\w+)[^>]* id="([^"]*)"`)
	for name, r := range samples(t) {
		for id, html := range sections(t, r) {
			m := opening.FindStringSubmatch(html)
			if m == nil || m[2] != id || !strings.HasSuffix(html, "</"+m[1]+">") {
				t.Errorf("%s: section %s is %.120s", name, id, html)
			}
		}
	}
}

func TestBoxesSwitchOffHelpers(t *testing.T) {
	page := render(t, Inspector(testSite, InspectorPage{Messages: i18n.English()}))
	boxes := regexp.MustCompile(`<textarea[^>]*>`).FindAllString(page, -1)
	if len(boxes) != 5 {
		t.Fatalf("%d text boxes", len(boxes))
	}
	for _, box := range boxes {
		for _, want := range []string{
			`autocomplete="off"`, `autocapitalize="none"`, `autocorrect="off"`, `spellcheck="false"`, `writingsuggestions="false"`, `translate="no"`,
			` data-1p-ignore`, `data-lpignore="true"`, ` data-bwignore`, `data-form-type="other"`, `data-gramm="false"`,
		} {
			if !strings.Contains(box, want) {
				t.Errorf("%s lacks %s", box, want)
			}
		}
	}
}

func TestKeyIsNeverShown(t *testing.T) {
	const canary = "canary-key-canary-key-canary-key"
	r := report(samples(t)["verified"].Source, canary)
	for id, html := range sections(t, r) {
		if strings.Contains(html, canary) {
			t.Errorf("section %s shows the key", id)
		}
	}
	page := render(t, Inspector(testSite, InspectorPage{Messages: i18n.English(), Token: r.Source, Key: canary, Report: r}))
	if n := strings.Count(page, canary); n != 1 {
		t.Errorf("the page holds the key %d times; only its box may", n)
	}
}

func TestTextBoxKeepsEveryCharacter(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "\na", "\na": "\n\na", "a\x00b": "\na\ufffdb", "a\xffb": "\na\ufffdb", "</textarea>": "\n</textarea>",
	} {
		if got := boxText(in); got != want {
			t.Errorf("boxText(%q) = %q, want %q", in, got, want)
		}
	}
	page := render(t, Inspector(testSite, InspectorPage{Messages: i18n.English(), Token: "</textarea><script>", Report: report("</textarea><script>", "")}))
	if !strings.Contains(page, ">\n&lt;/textarea&gt;&lt;script&gt;</textarea>") {
		t.Error("the token box does not hold its text, escaped")
	}
}

func TestPickerOffersEveryToken(t *testing.T) {
	r := samples(t)["two"]
	note := sections(t, r)["token-note"]
	for i, name := range []string{"id_token", "access_token"} {
		pressed := map[bool]string{true: "true", false: "false"}[i == 0]
		want := regexp.MustCompile(`name="pick" value="` + string(rune('0'+i)) + `" data-pick="` + string(rune('0'+i)) + `" aria-pressed="` + pressed + `">` + name + `<`)
		if !want.MatchString(note) {
			t.Errorf("token %d: %s not in %s", i, want, note)
		}
	}
}

// TestSourcesStayPlain keeps out what would need inline code or unescaped text.
func TestSourcesStayPlain(t *testing.T) {
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatalf("found no templates: %v", err)
	}
	forbidden := regexp.MustCompile(`templ\.Raw|(?m)^(css|script) \w+\(|templ\.JS|style=|<style`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if s := forbidden.Find(text); s != nil {
			t.Errorf("%s has %q", file, s)
		}
	}
}
