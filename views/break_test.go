package views

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"jotlens/build"
	"jotlens/views/i18n"
)

func TestEveryExampleAndEveryBreakHasWords(t *testing.T) {
	for _, m := range i18n.Languages() {
		page := render(t, Inspector(testSite, InspectorPage{Messages: m}))
		offered := 0
		button := func(kind, name, words string) {
			offered++
			if words == "" || !strings.Contains(page, `name="`+kind+`" value="`+name+`"`) {
				t.Errorf("%s: the %s %s is not offered, or has no words", m.Tag, kind, name)
			}
		}
		for _, group := range build.ExampleGroups {
			if m.Examples.Groups[group.Name] == "" {
				t.Errorf("%s: the group %s has no words", m.Tag, group.Name)
			}
			for _, name := range group.Names {
				button("example", name, m.Examples.Names[name])
			}
		}
		for _, group := range build.BreakGroups {
			if m.Breaks.Groups[group.Name] == "" {
				t.Errorf("%s: the group %s has no words", m.Tag, group.Name)
			}
			for _, way := range group.Breaks {
				button("break", way.Name, m.Breaks.Names[way.Name])
				if m.Breaks.Whats[way.Name] == "" {
					t.Errorf("%s: %s is not explained", m.Tag, way.Name)
				}
			}
		}
		if words := len(m.Examples.Names) + len(m.Breaks.Names); words != offered || len(m.Breaks.Whats) != len(m.Breaks.Names) {
			t.Errorf("%s: %d are offered, and there are words for %d", m.Tag, offered, words)
		}
		for _, code := range build.BreakErrorCodes {
			if BreakWords(build.Broken{}, &build.BreakError{Code: code}, m) == "" {
				t.Errorf("%s: %s has no words", m.Tag, code)
			}
		}
		if len(m.Breaks.Errors) != len(build.BreakErrorCodes) {
			t.Errorf("%s: there are words for %d errors", m.Tag, len(m.Breaks.Errors))
		}
	}
}

func TestNegativeSectionsShowEachTest(t *testing.T) {
	made, err := build.Example("es256", time.Unix(1795694400, 0), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	set, err := build.Source{Input: made.Token, Key: made.Key}.Negative(time.Unix(1795694400, 0), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, section := range NegativeSections(&set, nil, true, i18n.English()) {
		html := render(t, section.Component)
		if !strings.Contains(html[:strings.Index(html, ">")], ` id="`+section.ID+`"`) {
			t.Errorf("%s is not one element with its ID: %.60s", section.ID, html)
		}
		all += html
	}
	for _, test := range set.Tests {
		for _, want := range []string{`data-test="` + test.Name + `"`, `data-copy="negative-` + test.Name + `"`, `data-copy-text="negative-` + test.Name + `"`} {
			if !strings.Contains(all, want) {
				t.Errorf("%s is missing", want)
			}
		}
		if test.Why != "" && !strings.Contains(all, `href="/rules/`+test.Why+`"`) {
			t.Errorf("%s links to no rule", test.Name)
		}
	}
	for _, want := range []string{i18n.English().Negative.TargetFault, "need your signing key", "expire"} {
		if !strings.Contains(all, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if html := render(t, NegativeSections(nil, &build.BreakError{Code: build.NotSignedToken}, false, i18n.English())[0].Component); !strings.Contains(html, i18n.English().Breaks.Errors[build.NotSignedToken]) {
		t.Errorf("without a token it says %s", html)
	}
	words := NegativeWords(i18n.English())
	for _, test := range set.Tests {
		if words.What(test.Name) == "" {
			t.Errorf("%s is not explained in the files", test.Name)
		}
	}
}
