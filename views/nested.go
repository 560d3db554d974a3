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
	Header   panel
	Payload  panel
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
		Prefix:  "nested-",
		Title:   c.m.Encryption.Nested,
		Rows:    verdictRows(r, c),
		Header:  headerPanel(r, nowhere, c),
		Payload: payloadPanel(r, nowhere, c),
		Text:    r.Source,
		Inner:   newNested(r.Nested, c, depth+1),
	}
	if depth > 1 {
		n.Prefix += strconv.Itoa(depth) + "-"
		n.Title += " " + strconv.Itoa(depth)
	}
	n.Findings = newFindings(r, nowhere, c, n.Rows)
	for i := range n.Rows {
		n.Rows[i].ID = n.Prefix + n.Rows[i].ID
	}
	for _, p := range []*panel{&n.Header, &n.Payload} {
		p.ID = n.Prefix + p.ID
		p.Number = ""
	}
	return n
}
