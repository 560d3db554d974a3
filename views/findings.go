package views

import (
	"slices"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// A finding is one row of the list.
type finding struct {
	Rule, Severity, Word string
	Message, More, Fix   string
	Reference            string
	pointer
}

// A findingsList is the list of findings with what stands above it. Notes stay
// folded, so that a good token looks good.
type findingsList struct {
	State    string // "empty", "none" or the worst severity
	Summary  string
	Findings []finding // critical ones and warnings
	Notes    []finding
	NotesID  string // element id
	NoteIDs  string // the rules that the notes come from
	Report   string // the whole report as plain text, for copying
}

func newFindings(r *inspect.Report, src *source, c *clock, rows []row) findingsList {
	m := c.m
	list := findingsList{State: "none", Summary: m.Findings.And(countWords(r.Counts, m)), NotesID: "notes"}
	if r.Form.Kind == jose.KindEmpty {
		list.State = "empty"
		return list
	}
	if len(r.Findings) > 0 {
		list.State = string(worst(r.Counts))
	}
	for _, f := range r.Findings {
		v := finding{
			Rule: f.ID, Severity: string(f.Severity), Word: m.Findings.Severities[string(f.Severity)],
			Message: f.Message, Fix: f.Fix, Reference: f.Reference,
			pointer: newPointer(f, r, src, m),
		}
		if f.More > 0 {
			v.More = m.Findings.More(f.More)
		}
		if f.Severity == inspect.Info {
			list.Notes = append(list.Notes, v)
		} else {
			list.Findings = append(list.Findings, v)
		}
	}
	list.NoteIDs = ruleNames(list.Notes)
	list.Report = plainReport(r, rows, m)
	return list
}

// ruleNames lists the rules that findings come from, each once.
func ruleNames(list []finding) string {
	var names []string
	for _, f := range list {
		if !slices.Contains(names, f.Rule) {
			names = append(names, f.Rule)
		}
	}
	return strings.Join(names, ", ")
}

// maxReportToken is the longest token that a copied report repeats, in bytes.
const maxReportToken = 8 << 10

// plainReport is the report as text for a ticket or a chat: without the
// signature, so that nobody who reads it can use the token.
func plainReport(r *inspect.Report, rows []row, m *i18n.Messages) string {
	var b strings.Builder
	b.WriteString(m.Site.Name + ": " + m.Panel.Report + ", " + r.Now.UTC().Format("2006-01-02 15:04:05 UTC") + "\n")
	for _, v := range rows {
		details := v.Details
		if v.Relative != "" {
			details = append([]string{v.Relative}, details...)
		}
		b.WriteString(v.Label + ": " + v.Title)
		if len(details) > 0 {
			b.WriteString(" (" + strings.Join(details, " ") + ")")
		}
		b.WriteByte('\n')
	}
	if input := r.Token.SigningInput(); input != "" && len(input) <= maxReportToken && r.Form.Segments == 3 {
		b.WriteString(m.Panel.ReportToken + ": " + visible(input) + "." + m.Panel.ReportSignature + "\n")
	}
	for _, f := range r.Findings {
		b.WriteString("\n" + m.Findings.Severities[string(f.Severity)] + ", " + f.ID)
		if f.Path != "" {
			b.WriteString(", " + excerpt(f.Path))
		}
		b.WriteString("\n  " + f.Message + "\n")
		if f.Fix != "" {
			b.WriteString("  " + f.Fix + "\n")
		}
		b.WriteString("  " + f.Reference + "\n")
	}
	return b.String()
}
