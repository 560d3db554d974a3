package views

import (
	"jotlens/inspect"
	"jotlens/jose"
)

// Bounds of the list of disclosures.
const (
	maxDisclosuresShown = 200
	maxDisclosedValue   = 400 // bytes of one value; the claims below it have all of it
)

// A disclosuresModel is what a holder discloses beside an issuer's token.
type disclosuresModel struct {
	State      string // "read" or "refused"
	Hint       string
	Entries    []formEntry
	More       string
	ClaimsHint string
	Claims     *jsonView // what a receiver reads; nil when that cannot be told
	Exact      string    // the same as text, for copying
	Binding    formEntry
}

// A formEntry is one disclosure, or one of several signatures.
type formEntry struct {
	At      string // data-at
	State   string
	Current bool // the verdict is about this one
	Icon    string
	Word    string // the state in words
	Name    string
	Plain   string   // stands for a name
	Codes   []string // beside the name
	Say     string
	Label   string // above the value
	Value   string // hostile text
}

// newDisclosures is nil for everything that is no SD-JWT.
func newDisclosures(r *inspect.Report, src *source, c *clock) *disclosuresModel {
	d := r.Disclosures
	if d == nil {
		return nil
	}
	v := &disclosuresModel{State: "read"}
	matched := 0
	for i, x := range d.List {
		if x.State == jose.DisclosureMatched {
			matched++
		} else {
			v.State = "refused"
		}
		if i < maxDisclosuresShown {
			v.Entries = append(v.Entries, disclosureEntry(x, src, c))
		}
	}
	v.Hint = c.m.Forms.DisclosuresHint(matched, len(d.List), d.Hidden)
	if n := len(d.List) - len(v.Entries); n > 0 {
		v.More = c.m.Forms.MoreDisclosures(n)
	}
	if d.Document != nil && d.Document.Root != nil {
		// The claims stand nowhere in the token as they are, so no place is marked.
		v.Claims = layout(d.Document, "disclosed", r, newPartSource(&source{}, nil), c)
		v.Exact, v.ClaimsHint = d.Claims, c.m.Forms.ClaimsHint
		if r.Signature.State == inspect.Refused || v.State == "refused" {
			v.ClaimsHint = c.m.Forms.ClaimsRefused
		}
	}
	v.Binding = formEntry{State: "none", Name: c.m.Forms.KeyBinding, Say: c.m.Forms.KeyBindingMissing}
	if b := d.KeyBinding; b != nil {
		v.Binding = formEntry{
			State: string(b.State), Icon: stateIcons[b.State],
			Name: c.m.Of(c.m.Forms.KeyBinding, c.m.Forms.KeyBindingStates[string(b.State)]), Say: b.Reason,
		}
	}
	return v
}

func disclosureEntry(x inspect.Disclosure, src *source, c *clock) formEntry {
	e := formEntry{
		At: src.at(x.Span), Name: excerpt(x.Name), Value: shortValue(x.JSON),
		State: string(x.State), Word: c.m.Forms.DisclosureStates[string(x.State)], Icon: "cross",
	}
	if x.Name == "" {
		e.Plain = c.m.Forms.ArrayElement
	}
	if x.Path != "" {
		e.Codes = []string{excerpt(x.Path)}
	}
	switch {
	case x.JSON == "": // it has no value: what stands there instead
		e.Plain, e.Value = "", shortValue(x.Text)
	case x.State == jose.DisclosureMatched:
		e.Icon = "ok"
	case x.State == jose.DisclosureUnchecked:
		e.Icon = "warning"
	}
	return e
}

// shortValue is a value, cut where it is long.
func shortValue(text string) string {
	if len(text) > maxDisclosedValue {
		return cutAt(text, maxDisclosedValue) + "…"
	}
	return text
}
