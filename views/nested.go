package views

import (
	"strconv"

	"jotlens/inspect"
)

// A nestedToken is the token inside another one, judged by itself.
type nestedToken struct {
	Prefix   string // of the ids of everything in it
	Title    string // "Inner token"
	Rows     []row
	Panels   []panel // header and payload
	Findings findingsList
	Text     string       // the token
	Inner    *nestedToken // what is inside this one
}

// newNested is nil when there is no token inside. Nothing of one stands in the
// token box, so nothing of it points there.
func newNested(r *inspect.Report, c *clock, depth int) *nestedToken {
	if r == nil {
		return nil
	}
	nowhere := &source{}
	n := &nestedToken{
		Prefix: "nested-",
		Title:  c.m.Encryption.Nested,
		Rows:   verdictRows(r, c),
		Panels: []panel{headerPanel(r, nowhere, c), payloadPanel(r, nowhere, c)},
		Text:   r.Source,
		Inner:  newNested(r.Nested, c, depth+1),
	}
	if depth > 1 {
		n.Prefix += strconv.Itoa(depth) + "-"
		n.Title += " " + strconv.Itoa(depth)
	}
	n.Findings = newFindings(r, nowhere, c)
	n.Findings.NotesID = n.Prefix + n.Findings.NotesID
	n.Findings.inside(n.Prefix)
	for i := range n.Rows {
		n.Rows[i].ID = n.Prefix + n.Rows[i].ID
	}
	for i := range n.Panels {
		n.Panels[i].ID, n.Panels[i].Number = n.Prefix+n.Panels[i].ID, ""
	}
	return n
}
