package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// A partComparison is what the same part of two tokens differs in.
type partComparison struct {
	part       string
	a, b       *jose.Document // nil when there is none to read
	list       []Difference
	more       int         // differences that are not listed
	duplicates [2][]string // paths of members that A and B have twice, the first few
}

// maxDuplicates bounds how many members that are there twice are named.
const maxDuplicates = 5

// A step leads to a value from what holds it. Paths are made of it only for what
// is listed.
type step struct {
	holder *step
	member *jose.Member // nil for an array element
	index  int
}

// compareParts compares two documents, of which either may be nil.
func compareParts(part string, a, b *jose.Document) *partComparison {
	c := &partComparison{part: part, a: a, b: b, list: []Difference{}}
	if a != nil && b != nil && a.Root != nil && b.Root != nil {
		c.compare(nil, a.Root, b.Root)
	}
	return c
}

// same reports whether both parts could be read and say the same.
func (c *partComparison) same() bool {
	return c.a != nil && c.b != nil && len(c.list) == 0 && len(c.duplicates[0]) == len(c.duplicates[1])
}

// compare compares two values at the same place; nil is none. Of an object that
// only one side has, every member is a difference of its own: roles are found
// wherever they stand.
func (c *partComparison) compare(at *step, a, b *jose.Node) {
	name := ""
	if at != nil && at.member != nil {
		name = at.member.Name
	}
	switch {
	case a == nil && holdsMembers(b):
		c.objects(at, &jose.Node{Kind: jose.Object}, b)
	case b == nil && holdsMembers(a):
		c.objects(at, a, &jose.Node{Kind: jose.Object})
	case a == nil || b == nil:
		c.oneSided(at, name, a, b)
	case a.Kind == jose.Object && b.Kind == jose.Object:
		c.objects(at, a, b)
	default:
		c.values(at, name, a, b)
	}
}

func (c *partComparison) oneSided(at *step, name string, a, b *jose.Node) {
	d := Difference{Change: Added}
	node := b
	if node == nil {
		d.Change, node = Removed, a
	}
	list, ok := entriesOf(name, node)
	if d.Set = ok && (node.Kind == jose.Array || isList(name)); d.Set {
		texts := textsOfEntries(list)
		if d.Change == Added {
			d.Added = texts
		} else {
			d.Removed = texts
		}
	}
	c.add(at, name, a, b, d)
}

func (c *partComparison) values(at *step, name string, a, b *jose.Node) {
	listA, okA := entriesOf(name, a)
	listB, okB := entriesOf(name, b)
	switch {
	case okA && okB && (isList(name) || a.Kind == jose.Array && b.Kind == jose.Array):
		d := Difference{Change: Changed, Set: true, Added: missing(listA, listB), Removed: missing(listB, listA)}
		if len(d.Added)+len(d.Removed) > 0 || a.Kind != b.Kind {
			c.add(at, name, a, b, d)
		}
	case a.Kind == jose.Array && b.Kind == jose.Array:
		for i := range max(len(a.Elements), len(b.Elements)) {
			c.compare(&step{holder: at, index: i}, element(a, i), element(b, i))
		}
	case isScalar(a) && isScalar(b) && scalarKey(a) == scalarKey(b):
	default:
		d := Difference{Change: Changed}
		if a.Kind == jose.String && b.Kind == jose.String {
			d.Nearly = nearly(a.Value, b.Value)
		}
		if known, ok := jose.ClaimNamed(name); ok && known.Time {
			if from, to := numericDate(a), numericDate(b); from != nil && to != nil && from.Plausible() && to.Plausible() {
				seconds := to.Seconds - from.Seconds
				d.Seconds = &seconds
			}
		}
		c.add(at, name, a, b, d)
	}
}

// objects compares the members of two objects, each with the one of its name.
func (c *partComparison) objects(at *step, a, b *jose.Node) {
	inA, inB := membersByName(a), membersByName(b)
	for i := range a.Members {
		m := &a.Members[i]
		if inA(m.Name) != m {
			c.twice(0, at, m)
			continue
		}
		var other *jose.Node
		if o := inB(m.Name); o != nil {
			other = o.Value
		}
		if m.Value != nil || other != nil {
			c.compare(&step{holder: at, member: m}, m.Value, other)
		}
	}
	for i := range b.Members {
		m := &b.Members[i]
		if inB(m.Name) != m {
			c.twice(1, at, m)
		} else if inA(m.Name) == nil && m.Value != nil {
			c.compare(&step{holder: at, member: m}, nil, m.Value)
		}
	}
}

// twice notes that a side has another member of the same name after m.
func (c *partComparison) twice(side int, holder *step, m *jose.Member) {
	if len(c.duplicates[side]) < maxDuplicates {
		c.duplicates[side] = append(c.duplicates[side], c.path(&step{holder: holder, member: m}))
	}
}

// add lists a difference, or counts it when there are very many.
func (c *partComparison) add(at *step, name string, a, b *jose.Node, d Difference) {
	if len(c.list) == maxDifferences {
		c.more++
		return
	}
	d.Name, d.Top = name, at != nil && at.holder == nil
	d.Path = c.path(at)
	if a != nil {
		d.A = strings.ToValidUTF8(c.a.Raw(a.Span), "\ufffd")
	}
	if b != nil {
		d.B = strings.ToValidUTF8(c.b.Raw(b.Span), "\ufffd")
	}
	c.list = append(c.list, d)
}

// path writes where a step leads to, as the paths of findings are written.
func (c *partComparison) path(at *step) string {
	var steps []*step
	for ; at != nil; at = at.holder {
		steps = append(steps, at)
	}
	path := []byte(c.part)
	for i := len(steps) - 1; i >= 0; i-- {
		if len(path) > maxPath {
			return string(path) + "…"
		}
		path = appendStep(path, steps[i].member, steps[i].index)
	}
	return string(path)
}

func element(n *jose.Node, i int) *jose.Node {
	if i < len(n.Elements) {
		return n.Elements[i]
	}
	return nil
}

// membersByName finds the last member of a name, nil when there is none. Most
// objects are too small for an index to be of use.
func membersByName(n *jose.Node) func(name string) *jose.Member {
	if len(n.Members) <= 8 {
		return func(name string) *jose.Member {
			for i := len(n.Members) - 1; i >= 0; i-- {
				if n.Members[i].Name == name {
					return &n.Members[i]
				}
			}
			return nil
		}
	}
	index := make(map[string]int, len(n.Members))
	for i := range n.Members {
		index[n.Members[i].Name] = i
	}
	return func(name string) *jose.Member {
		if i, ok := index[name]; ok {
			return &n.Members[i]
		}
		return nil
	}
}

func holdsMembers(n *jose.Node) bool { return n.Kind == jose.Object && len(n.Members) > 0 }

// isScalar reports whether n holds no other values.
func isScalar(n *jose.Node) bool { return n.Kind != jose.Object && n.Kind != jose.Array }

// scalarKey is the same for two scalars exactly when they are the same value:
// numbers are compared by value, digit for digit.
func scalarKey(n *jose.Node) string {
	switch n.Kind {
	case jose.String:
		return "s" + n.Value
	case jose.Number:
		return "n" + numberKey(n.Value)
	}
	return string('0' + rune(n.Kind))
}

// numberKey is a number without what does not change its value. One whose
// exponent no computer counts to is compared as it is written.
func numberKey(literal string) string {
	if i := strings.IndexAny(literal, "eE"); i >= 0 && len(literal)-i > 15 {
		return literal
	}
	digits, exponent := decimal(literal)
	if digits == "" || digits == "-" {
		return "0"
	}
	return digits + "e" + strconv.Itoa(exponent)
}
