package views

import (
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// An Outline is a report in words, for whoever lays it out as plain text. All
// that it quotes of a token is visible: no control character is left in it.
type Outline struct {
	Notes    []string // what was found and taken away to get to the token
	Rows     []OutlineRow
	Lists    []OutlineList // conditions, signatures, keys
	Parts    []OutlinePart
	Title    string // of the findings
	Findings []OutlineFinding
	Masked   string // says that values are left out; "" when none are

	NestedTitle string
	Nested      *Outline // about the token inside; nil without one
}

// An OutlineRow is one row of the verdict.
type OutlineRow struct {
	Label, Title, Detail string
	Tone                 string // "ok", "critical", "warning", "info" or "plain"
}

// An OutlineList is a list with a title.
type OutlineList struct {
	Title string
	Items []OutlineItem
}

// An OutlineItem is an entry of a list.
type OutlineItem struct{ Name, Text, Tone string }

// An OutlinePart is a decoded part.
type OutlinePart struct {
	Title string
	Text  string        // JSON with a line for each member, or text that is none
	Says  string        // in place of a text that is not repeated
	Times []OutlineItem // its times, as people write them
}

// An OutlineFinding is one finding.
type OutlineFinding struct {
	ID, Word, Tone           string
	Path, Message, More, Fix string
	Reference                string
}

// NewOutline puts a report into words; mask hides sensitive values, as in the
// report as Markdown, and nil hides nothing.
func NewOutline(r *inspect.Report, mask *inspect.Mask, m *i18n.Messages) *Outline {
	o := outlined(translated(r, m), mask, m)
	if mask != nil {
		o.Masked = m.Export.Masked(inspect.Hidden)
	}
	return o
}

func outlined(r *inspect.Report, mask *inspect.Mask, m *i18n.Messages) *Outline {
	c := newClock(r.Now, m)
	c.slack = r.Leeway.Seconds()
	o := &Outline{Title: m.Findings.Title}
	say := func(text string) string { return visible(mask.Text(text)) }
	note := newTokenNote(r, m)
	if note.Several != "" {
		shown := m.Inspector.TokenNumber(r.Input.Picked + 1)
		if r.Input.Picked < len(note.Choices) {
			shown = note.Choices[r.Input.Picked].Name
		}
		o.Notes = append(o.Notes, say(m.Sentences(note.Several, shown)))
	}
	if note.Removed != "" {
		o.Notes = append(o.Notes, say(note.Removed))
	}
	for _, v := range verdictRows(r, c) {
		o.Rows = append(o.Rows, OutlineRow{v.Label, say(v.Title), say(strung(append([]string{v.Relative}, v.Details...), m)), v.Tone})
	}
	o.lists(r, say, c)
	o.part(m.Panel.Header, "header", r.Header, r, mask, c)
	o.part(m.Panel.Payload, "payload", r.Payload, r, mask, c)
	if d := r.Disclosures; d != nil && d.Document != nil && d.Document.Root != nil {
		o.part(m.Forms.Claims, "payload", &inspect.Part{Text: d.Claims, Document: d.Document}, r, mask, c)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		message, fix := mask.Finding(f)
		v := OutlineFinding{
			ID: f.ID, Word: m.Findings.Severities[string(f.Severity)], Tone: string(f.Severity),
			Path: evidencePath(mask.Text(f.Path)), Message: visible(message), Fix: visible(fix), Reference: f.Reference,
		}
		if f.More > 0 {
			v.More = m.Findings.More(f.More)
		}
		o.Findings = append(o.Findings, v)
	}
	if r.Nested != nil {
		o.NestedTitle, o.Nested = m.Encryption.Nested, outlined(r.Nested, mask, m)
	}
	return o
}

// lists adds what a report lists beside the verdict.
func (o *Outline) lists(r *inspect.Report, say func(string) string, c *clock) {
	m := c.m
	if r.Expectations != nil {
		list := OutlineList{Title: m.Expect.Result}
		for _, x := range r.Expectations.Checks {
			item := OutlineItem{m.Expect.Condition(x.Name), say(x.Found), "ok"}
			if !x.Met {
				item.Text, item.Tone = say(x.Reason), "critical"
			} else if x.Name == "form" || x.Name == "signature" {
				item.Text = "" // the rows of the verdict say it
			}
			list.Items = append(list.Items, item)
		}
		o.Lists = append(o.Lists, list)
	}
	entries, title := newSignatures(r, c), m.Forms.Signatures
	if set := newKeySet(r, newSource(r), c); set != nil {
		entries, title = set.Entries, m.KeySet.Title
	}
	if len(entries) == 0 {
		return
	}
	list := OutlineList{Title: title}
	for _, e := range entries {
		name := e.Name
		if name == "" {
			name = e.Plain
		}
		text := m.Listed(append([]string{e.Word}, e.Codes...))
		if e.Say != "" {
			text = m.Of(text, e.Say)
		}
		list.Items = append(list.Items, OutlineItem{say(name), say(text), toneOf(e.Icon)})
	}
	o.Lists = append(o.Lists, list)
}

// toneOf is the tone of an entry by its icon.
func toneOf(icon string) string {
	switch icon {
	case "ok", "warning":
		return icon
	case "cross", "critical":
		return "critical"
	}
	return "plain"
}

// part adds what a part says, as far as it can be said.
func (o *Outline) part(title, name string, p *inspect.Part, r *inspect.Report, mask *inspect.Mask, c *clock) {
	if p == nil || p.Text == "" {
		return
	}
	v, d := OutlinePart{Title: title}, p.Document
	switch whole := d.Root != nil && d.Fault == nil && d.Trailing.Empty(); {
	case whole && mask == nil:
		v.Text = indentJSON(d, nil)
	case whole:
		v.Text = indentJSON(d, inspect.Sensitive(name, d))
	case name == "payload" && r.Nested != nil:
		v.Says = c.m.Export.Inside
	case mask != nil:
		v.Says = c.m.Export.NotWhole
	default:
		v.Text = visible(d.Text)
	}
	if name == "payload" && v.Text != "" && d.IsObject() {
		for _, member := range d.Root.Members {
			known, _ := jose.ClaimNamed(member.Name)
			w := c.claim(member.Name, member.Value)
			if !known.Time || w == nil {
				continue
			}
			text := w.Plain
			if text == "" {
				text = c.m.Remark(w.UTC, w.Relative)
			}
			v.Times = append(v.Times, OutlineItem{Name: member.Name, Text: text})
		}
	}
	o.Parts = append(o.Parts, v)
}

// Visible is text with its hidden characters named, for plain text.
func Visible(text string) string { return visible(text) }
