package views

import (
	"slices"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
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
	NoneList string // what to say when there is none
	Summary  string
	Findings []finding // critical ones and warnings
	Notes    []finding
	NotesID  string      // element id
	NoteIDs  string      // the rules that the notes come from
	Export   *exportMenu // nil when there is nothing to take along
}

func newFindings(r *inspect.Report, src *source, c *clock) findingsList {
	m := c.m
	list := findingsList{State: "none", NoneList: m.Findings.NoneList, Summary: m.Findings.And(countWords(r.Counts, m)), NotesID: "notes"}
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
	list.Export = newExportMenu(r)
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
