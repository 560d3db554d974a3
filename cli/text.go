package cli

import (
	"strings"

	"jotlens/views"
	"jotlens/views/i18n"
)

// columns is how wide prose is. JSON stays as it is, to be copied.
const columns = 80

// signs stand before what has a tone, for those who see no color.
var signs = map[string]string{"ok": "✓ ", "critical": "✗ ", "warning": "! "}

// layOut is the report for people. What a token says never begins a line, so that
// nothing in it can pass for a line of ours.
func layOut(o *views.Outline, m *i18n.Messages, colored bool) []byte {
	t := &text{m: m, colored: colored}
	t.outline(o)
	return t.b
}

type text struct {
	b       []byte
	m       *i18n.Messages
	colored bool
}

func (t *text) put(texts ...string) {
	for _, s := range texts {
		t.b = append(t.b, s...)
	}
}

// gap is an empty line between two blocks.
func (t *text) gap() {
	if len(t.b) > 0 {
		t.put("\n")
	}
}

func (t *text) heading(title string) {
	t.gap()
	t.put(t.paint("bold", title), "\n")
}

func (t *text) outline(o *views.Outline) {
	for _, note := range o.Notes {
		for _, line := range wrap(note, columns) {
			t.put(t.paint("faint", line), "\n")
		}
	}
	if len(o.Notes) > 0 {
		t.put("\n")
	}
	labels := 0
	for _, v := range o.Rows {
		labels = max(labels, width(v.Label))
	}
	for _, v := range o.Rows {
		said := v.Title
		if v.Detail != "" {
			said = t.m.Remark(v.Title, v.Detail)
		}
		t.row(v.Label, labels, v.Title, said, v.Tone, "")
	}
	for _, list := range o.Lists {
		t.heading(list.Title)
		t.items(list.Items)
	}
	for _, part := range o.Parts {
		t.part(part)
	}
	if len(o.Findings) > 0 {
		t.heading(o.Title)
	}
	for i, f := range o.Findings {
		if i > 0 {
			t.put("\n")
		}
		t.finding(f)
	}
	if o.Masked != "" {
		t.gap()
		t.block("", o.Masked, "faint")
	}
	if o.Nested != nil {
		t.heading(o.NestedTitle)
		t.gap()
		t.outline(o.Nested)
	}
}

// row is a label and what is said of it, whose beginning has a tone.
func (t *text) row(label string, labels int, title, said, tone, indent string) {
	sign := signs[tone]
	if sign == "" {
		sign = "  "
	}
	left := width(indent) + labels + 4
	lines := wrap(said, columns-left)
	t.put(indent, label, spaces(labels-width(label)+2))
	for i, line := range lines {
		if i > 0 {
			t.put(spaces(left))
			t.put(line, "\n")
			continue
		}
		t.put(t.paint(tone, sign))
		if rest, ok := strings.CutPrefix(line, title); ok && title != "" {
			line = t.paint(tone, title) + rest
		}
		t.put(line, "\n")
	}
	if len(lines) == 0 {
		t.put(t.paint(tone, strings.TrimRight(sign, " ")), "\n")
	}
}

// maxLabel bounds the column of names, which a token may choose.
const maxLabel = 24

func (t *text) items(items []views.OutlineItem) {
	labels := 0
	for _, item := range items {
		if w := width(item.Name); w <= maxLabel {
			labels = max(labels, w)
		}
	}
	for _, item := range items {
		if width(item.Name) > maxLabel {
			t.block("  ", item.Name, "")
			item.Name = ""
		}
		t.row(item.Name, labels, "", item.Text, item.Tone, "  ")
	}
}

func (t *text) part(p views.OutlinePart) {
	t.heading(p.Title)
	if p.Says != "" {
		t.block("  ", p.Says, "faint")
		return
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(p.Text, "\n"), "\n") {
		if line != "" {
			t.put("  ", line)
		}
		t.put("\n")
	}
	if len(p.Times) > 0 {
		t.put("\n")
		t.items(p.Times)
	}
}

func (t *text) finding(f views.OutlineFinding) {
	t.put("  ", t.paint(f.Tone, signs[f.Tone]+f.Word), "  ", t.paint("bold", f.ID))
	place := ""
	if f.Path != "" {
		place = t.m.Export.Place(f.Path)
	}
	if fits := width(signs[f.Tone]+f.Word+f.ID+place)+6 <= columns; fits && place != "" {
		t.put("  ", t.paint("faint", place))
		place = ""
	}
	t.put("\n")
	t.block("    ", place, "faint")
	t.block("    ", t.m.Sentences(f.Message, f.More), "")
	if f.Fix != "" {
		lines := wrap(f.Fix, columns-6)
		for i, line := range lines {
			lead := "      "
			if i == 0 {
				lead = "    → "
			}
			t.put(lead, line, "\n")
		}
	}
	t.block("    ", f.Reference, "faint")
}

// block is indented prose.
func (t *text) block(indent, said, style string) {
	room := columns - len(indent)
	for _, line := range wrap(said, room) {
		t.put(indent, t.paint(style, line), "\n")
	}
}

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }
