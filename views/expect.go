package views

import (
	"strconv"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// expectRow is the fourth verdict row, which is there only when something is
// expected.
func expectRow(r *inspect.Report, m *i18n.Messages) row {
	a := r.Expectations
	v := row{ID: "verdict-expectations", Label: m.Expect.Label, State: string(a.State), Title: m.Expect.State(string(a.State))}
	v.Tone, v.Details = "critical", []string{a.Reason}
	switch a.State {
	case inspect.Accepted:
		v.Tone, v.Details[0] = "ok", m.Expect.AcceptedDetail
	case inspect.Undecided:
		v.Tone = "warning"
	}
	if i := r.ExpectedOf; i != nil {
		v.Details = append(v.Details, m.Issuers.Expected(i.Name))
	}
	if a.Nested {
		v.Details = append(v.Details, m.Expect.NestedDetail)
	}
	return v
}

// An expectResult is what the form of expectations shows of a report.
type expectResult struct {
	Checks []inspect.Condition
	Fill   *inspect.ExpectTexts // what this token would satisfy; nil when it says nothing
	Link   string               // fragment
	Stated bool                 // there is something to clear
	Notes  []fieldNote
}

// A fieldNote is the line under a field: a hint, or what is wrong.
type fieldNote struct {
	ID, Text string
	Fault    bool
}

func newExpectResult(r *inspect.Report, m *i18n.Messages) expectResult {
	v := expectResult{Link: inspect.ExpectLink(r.Expect)}
	v.Stated = v.Link != "" || len(r.Expect.Faults) > 0
	if r.Expectations != nil {
		v.Checks = r.Expectations.Checks
	}
	if texts, ok := inspect.Suggestion(r); ok {
		v.Fill = &texts
	}
	for i, name := range inspect.ExpectNames {
		note := fieldNote{ID: "expect-" + name + "-note", Text: m.Expect.Hints[i]}
		for _, f := range r.Expect.Faults {
			if f.Name == name {
				note.Text, note.Fault = m.Expect.Fault(string(f.Code)), true
			}
		}
		v.Notes = append(v.Notes, note)
	}
	return v
}

// expectResultSection is the list of conditions and the buttons under it. The
// button that fills the form carries the values for a script; without one the
// server fills the form.
func expectResultSection(v expectResult, m *i18n.Messages) templ.Component {
	return component(func(b *markup) {
		b.raw(`<div class="card-note expect-result" id="expect-result"`)
		if len(v.Checks) == 0 && v.Fill == nil && !v.Stated {
			b.raw(` hidden`)
		}
		b.raw(`>`)
		if len(v.Checks) > 0 {
			b.raw(`<ul`)
			b.attribute("aria-label", m.Expect.Result)
			b.raw(`>`)
			for _, c := range v.Checks {
				b.condition(c, m)
			}
			b.raw(`</ul>`)
		}
		b.raw(`<div class="expect-tools">`)
		if v.Fill != nil {
			b.raw(`<button class="quiet" id="expect-fill" type="submit" name="expect_fill" value="token"`)
			for _, name := range inspect.ExpectNames[:inspect.ExpectOfToken] {
				b.raw(` data-expect-` + literal(name) + `="`)
				_, _ = attributeEscaper.WriteString(b, *v.Fill.Of(name))
				b.raw(`"`)
			}
			b.raw(`>`)
			b.text(m.Expect.Fill)
			b.raw(`</button>`)
		}
		if v.Link != "" {
			b.raw(`<button class="quiet script-only" type="button" data-copy="expect-link"`)
			b.attribute("title", m.Expect.LinkNote)
			b.raw(`><span data-text>`)
			b.text(m.Expect.CopyLink)
			b.raw(`</span></button><span hidden data-copy-text="expect-link" data-copy-address>`)
			b.text(v.Link)
			b.raw(`</span>`)
		}
		if v.Stated {
			b.raw(`<button class="quiet script-only" id="expect-clear" type="button">`)
			b.text(m.Expect.Clear)
			b.raw(`</button>`)
		}
		b.raw(`</div></div>`)
	})
}

// condition adds a row of the list.
func (b *markup) condition(c inspect.Condition, m *i18n.Messages) {
	icon, word, text := literal("ok"), m.Expect.Met, c.Found
	if !c.Met {
		icon, word, text = "cross", m.Expect.Unmet, c.Reason
	} else if c.Name == "form" || c.Name == "signature" {
		text = "" // the rows of the verdict say it
	}
	b.raw(`<li class="condition"`)
	b.attribute("data-condition", c.Name)
	b.attribute("data-met", pressed(c.Met))
	b.raw(`><svg class="icon" aria-hidden="true"><use href="#icon-` + icon + `"></use></svg><span class="unseen">`)
	b.text(word)
	b.raw(`</span> <strong>`)
	b.text(m.Expect.Condition(c.Name))
	b.raw(`</strong> <span class="condition-text">`)
	b.text(text)
	b.raw(`</span></li>`)
}

func expectNoteSections(v expectResult) []Section {
	sections := make([]Section, len(v.Notes))
	for i, note := range v.Notes {
		sections[i] = Section{note.ID, expectNote(note)}
	}
	return sections
}

func expectNote(note fieldNote) templ.Component {
	return component(func(b *markup) {
		b.raw(`<p class="expect-note"`)
		b.attribute("id", note.ID)
		if note.Fault {
			b.raw(` data-state="fault"`)
		}
		if note.Text == "" {
			b.raw(` hidden`)
		}
		b.raw(`>`)
		b.text(note.Text)
		b.raw(`</p>`)
	})
}

// expectSuggestions are offered while somebody types.
var expectSuggestions = map[string][]string{
	"alg": {"RS256", "PS256", "ES256", "Ed25519", "HS256"},
	"typ": {"JWT", "at+jwt", "logout+jwt", "dpop+jwt"},
}

// maxExpectLength bounds what is typed into a field, in characters.
func maxExpectLength() string { return strconv.Itoa(inspect.MaxExpectBytes) }
