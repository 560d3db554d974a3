package handlers

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/inspect/samples"
	"jotlens/learn"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowRules answers GET /rules with the rules that the query asks for.
func (h *Handlers) ShowRules(w http.ResponseWriter, r *http.Request) error {
	search, err := readRuleSearch(r.URL.RawQuery)
	if err != nil {
		return err
	}
	m := h.messages(r)
	page := views.RulesPage{Search: search, Messages: m}
	for _, subject := range inspect.Subjects() {
		group := views.RuleSubject{ID: subject.ID}
		for _, rule := range subject.Rules {
			group.Rules = append(group.Rules, viewRule(rule, m))
		}
		page.Subjects = append(page.Subjects, group)
	}
	return showTagged(w, r, views.Rules(h.Site, page))
}

// tooLongSearch says how long views.MaxRuleSearch is.
const tooLongSearch = "The search text is longer than 200 bytes."

// readRuleSearch reads the form of the page.
func readRuleSearch(query string) (s views.RuleSearch, err error) {
	form, err := url.ParseQuery(query)
	if err != nil {
		return s, &Error{Code: Malformed, Detail: "The search could not be read.", Rules: true, Err: err}
	}
	s = views.RuleSearch{Text: form.Get("q"), Severity: inspect.Severity(form.Get("severity")), Subject: form.Get("subject")}
	wrong := ""
	switch {
	case len(s.Text) > views.MaxRuleSearch:
		wrong = tooLongSearch
	case !slices.Contains([]inspect.Severity{"", inspect.Critical, inspect.Warning, inspect.Info}, s.Severity):
		wrong = "There is no such severity. There are critical, warning and info."
	case s.Subject != "" && !slices.Contains(inspect.SubjectIDs[:], s.Subject):
		wrong = "There is no such subject of rules."
	}
	if wrong != "" {
		return s, &Error{Code: Malformed, Detail: wrong, Rules: true}
	}
	return s, nil
}

// ShowRule answers GET /rules/{id}.
func (h *Handlers) ShowRule(w http.ResponseWriter, r *http.Request) error {
	subject, i, ok := findRule(r.PathValue("id"))
	if !ok {
		return &Error{Code: NotFound, Detail: "There is no rule with this id. Look for it here.", Rules: true}
	}
	m := h.messages(r)
	page := views.RulePage{Rule: viewRule(subject.Rules[i], m), Subject: subject.ID, Messages: m}
	if i > 0 {
		before := viewRule(subject.Rules[i-1], m)
		page.Before = &before
	}
	if i+1 < len(subject.Rules) {
		after := viewRule(subject.Rules[i+1], m)
		page.After = &after
	}
	text, _ := learn.Rule(m.Tag, page.Rule.ID)
	for _, section := range []struct {
		title string
		text  learn.HTML
	}{
		{m.Rules.Meaning, text.Sections.Meaning},
		{m.Rules.Why, text.Sections.Why},
		{m.Rules.Attack, text.Sections.Attack},
		{m.Rules.Fix, text.Sections.Fix},
		{m.Rules.References, text.Sections.References},
	} {
		if section.text != "" {
			page.Sections = append(page.Sections, views.RuleSection{Title: section.title, Body: section.text.Component(m.To(""))})
		}
	}
	return showTagged(w, r, views.RuleText(h.Site, page))
}

// findRule finds a rule, as its subject and its place there.
func findRule(id string) (inspect.Subject, int, bool) {
	for _, subject := range inspect.Subjects() {
		for i, rule := range subject.Rules {
			if rule.ID == id {
				return subject, i, true
			}
		}
	}
	return inspect.Subject{}, 0, false
}

// viewRule is a rule with its text; a rule whose text is missing still has what
// its literal says.
func viewRule(rule inspect.Rule, m *i18n.Messages) views.Rule {
	text, _ := learn.Rule(m.Tag, rule.ID)
	return views.Rule{Rule: rule, Title: cmp.Or(text.Title, rule.ID), Summary: text.Summary, Lead: text.Lead.Component(m.To(""))}
}

// ShowRuleSample answers GET /rules/{id}/fires and …/silent: the inspector with
// a token that fires a rule, or one that does not. The server inspects nothing
// of anybody's here.
func (h *Handlers) ShowRuleSample(w http.ResponseWriter, r *http.Request) error {
	side := samples.Side(r.PathValue("side"))
	subject, i, ok := findRule(r.PathValue("id"))
	if !ok || !slices.Contains(samples.Sides[:], side) {
		return &Error{Code: NotFound}
	}
	m := h.messages(r)
	rule := viewRule(subject.Rules[i], m)
	sample, err := samples.Read(rule.ID, side)
	if err != nil {
		return err
	}
	input, err := sample.Text()
	if err != nil {
		return err
	}
	page := views.InspectorPage{
		Token: input, Key: sample.Key, KeyEncoding: string(sample.Encoding), Messages: m,
		Sample: &views.RuleSample{ID: rule.ID, Title: rule.Title, Fires: side == samples.Fires, House: string(sample.House)},
	}
	request := inspect.Request{Input: input, Key: sample.Key, KeyEncoding: sample.Encoding, Now: h.Now(), Leeway: inspect.DefaultLeeway}
	if request.Organisation = h.organisation(); sample.House != nil {
		request.Organisation = inspect.ReadOrganisation(page.Sample.House)
	}
	if dependsOnClock(request) {
		page.Sample.Clock = true
		page.Expect.At = samples.Noon.Format(time.RFC3339)
		request.Expect = page.Expect.Read()
	}
	report := inspect.Inspect(request)
	page.Report = &report
	page.Sample.Folded = slices.ContainsFunc(report.Findings, func(f inspect.Finding) bool { return f.ID == rule.ID && f.Severity == inspect.Info })
	w.Header().Set("Cache-Control", "no-cache")
	return show(w, r, http.StatusOK, views.Inspector(h.Site, page))
}

// dependsOnClock reports whether a sample looks otherwise years later.
func dependsOnClock(request inspect.Request) bool {
	at := func(now time.Time) inspect.Report {
		request.Now = now
		return inspect.Inspect(request)
	}
	noon, later := at(samples.Noon), at(samples.Noon.AddDate(20, 0, 0))
	return noon.Time.State != later.Time.State ||
		!slices.EqualFunc(noon.Findings, later.Findings, func(a, b inspect.Finding) bool { return a.ID == b.ID })
}

// showTagged shows a page that changes only with the program, so that a browser
// need not fetch it again. The tag is weak: the page may be compressed.
func showTagged(w http.ResponseWriter, r *http.Request, page templ.Component) error {
	var html bytes.Buffer
	if err := page.Render(r.Context(), &html); err != nil {
		return fmt.Errorf("rendering: %w", err)
	}
	sum := sha256.Sum256(html.Bytes())
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	write(w, http.StatusOK, "text/html; charset=utf-8", html.Bytes())
	return nil
}
