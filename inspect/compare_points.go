package inspect

import (
	"slices"
	"strconv"
	"strings"

	"jotlens/jose"
)

// A comparer ranks what two tokens differ in.
type comparer struct {
	a, b           *Report
	header, claims *partComparison
	sameClaims     bool // nothing that says who, whom for or what for differs

	list   []Point
	told   []*Difference // the differences that a point is about
	fresh  []string      // the names of what differs and is new in every token
	others []string      // the names of what else differs
}

func (x *comparer) add(p Point) { x.list = append(x.list, p) }

// points lists what differs, what most likely matters first.
func (x *comparer) points() []Point {
	malformed := sideOf(!x.a.Form.WellFormed, !x.b.Form.WellFormed)
	if malformed != "" {
		x.add(Point{Code: PointMalformed, Side: malformed})
	}
	if a, b := x.a.Signature.State, x.b.Signature.State; a != b {
		x.add(Point{Code: PointSignature, A: string(a), B: string(b)})
	}
	unreadable := sideOf(x.claims.a == nil, x.claims.b == nil)
	if unreadable != "" {
		x.add(Point{Code: PointUnreadable, Side: unreadable})
	}
	x.text(PointIssuer, x.claims, "iss")
	x.audience()
	x.scopes()
	x.roles()
	x.time()
	x.text(PointAlgorithm, x.header, "alg")
	x.text(PointKeyID, x.header, "kid")
	if a, b := x.a.Form.Profile, x.b.Form.Profile; a != b && a != "" && b != "" {
		x.add(Point{Code: PointKind, A: string(a), B: string(b)})
	}
	for _, name := range []string{"azp", "client_id", "appid", "cid"} {
		if x.text(PointClient, x.claims, name) {
			break
		}
	}
	x.text(PointSubject, x.claims, "sub")
	x.rest()
	x.lifetime()
	if x.a.Time.outside() && !x.b.Time.outside() {
		x.add(Point{Code: PointPast, A: string(x.a.Time.State), B: string(x.b.Time.State)})
	}
	if x.sameClaims = len(x.told)+len(x.others) == 0 && malformed+unreadable == "" && x.claims.more+x.header.more == 0 && !x.duplicatesDiffer(); x.sameClaims {
		x.add(Point{Code: PointSameClaims, Names: x.fresh})
	}
	return x.list
}

// sideOf says for which of the tokens something holds, "" for none.
func sideOf(a, b bool) string {
	switch {
	case a && b:
		return "both"
	case a:
		return "a"
	case b:
		return "b"
	}
	return ""
}

// outside reports whether the clock is outside the token's life.
func (t Time) outside() bool { return t.State == TimeExpired || t.State == TimeNotYetValid }

// find is the difference of a top-level member, nil when there is none, and
// notes that a point tells of it.
func (x *comparer) find(part *partComparison, name string) *Difference {
	for i := range part.list {
		if d := &part.list[i]; d.Top && d.Name == name {
			x.told = append(x.told, d)
			return d
		}
	}
	return nil
}

// text adds a point about a member that is one text.
func (x *comparer) text(code PointCode, part *partComparison, name string) bool {
	d := x.find(part, name)
	if d == nil {
		return false
	}
	x.add(Point{Code: code, A: shown(part.a, name), B: shown(part.b, name), Nearly: d.Nearly})
	return true
}

// shown is the value of a member as people read it: a text without its
// quotation marks, anything else as JSON. "" is none.
func shown(d *jose.Document, name string) string {
	switch n := d.Member(name); {
	case n == nil:
		return ""
	case n.Kind == jose.String:
		return n.Value
	default:
		return strings.ToValidUTF8(d.Raw(n.Span), "\ufffd")
	}
}

func (x *comparer) audience() {
	d := x.find(x.claims, "aud")
	switch {
	case d == nil:
	case d.Set && len(d.Added)+len(d.Removed) == 0:
		x.told = x.told[:len(x.told)-1] // the same audiences in another shape
	case d.Set:
		x.add(Point{Code: PointAudience, Added: d.Added, Removed: d.Removed})
	default:
		x.add(Point{Code: PointAudience, A: d.A, B: d.B})
	}
}

// scopes tells of the scopes in whatever claim they stand: one that moves from
// "scope" to "scp" is not missing.
func (x *comparer) scopes() {
	var p Point
	for _, name := range scopeClaims {
		if d := x.find(x.claims, name); d != nil {
			p.Added, p.Removed = append(p.Added, d.Added...), append(p.Removed, d.Removed...)
		}
	}
	added := without(p.Added, p.Removed)
	p.Removed = without(p.Removed, p.Added)
	if p.Added = added; len(p.Added)+len(p.Removed) == 0 {
		x.told = slices.DeleteFunc(x.told, func(d *Difference) bool { return isScopeList(d.Name) })
		return
	}
	p.Code = PointScope
	x.add(p)
}

// without are the texts of list that are not in other.
func without(list, other []string) (rest []string) {
	in := make(map[string]bool, len(other))
	for _, s := range other {
		in[s] = true
	}
	for _, s := range list {
		if !in[s] {
			rest = append(rest, s)
		}
	}
	return rest
}

// roles tells of all lists of roles at once, nested ones included.
func (x *comparer) roles() {
	p := Point{Code: PointRoles}
	for i := range x.claims.list {
		if d := &x.claims.list[i]; d.Set && isRoleList(d.Name) && len(d.Added)+len(d.Removed) > 0 {
			x.told = append(x.told, d)
			p.Added, p.Removed = append(p.Added, d.Added...), append(p.Removed, d.Removed...)
		}
	}
	if len(p.Added)+len(p.Removed) > 0 {
		x.add(p)
	}
}

// time tells of a second token that is outside its life: that the first one is
// by now says little about why it was accepted.
func (x *comparer) time() {
	if x.b.Time.outside() {
		x.add(Point{Code: PointTime, Side: sideOf(x.a.Time.State == x.b.Time.State, true), A: string(x.a.Time.State), B: string(x.b.Time.State)})
	}
}

// rest tells of everything that no other point is about.
func (x *comparer) rest() {
	var shapes []string
	for _, part := range []*partComparison{x.header, x.claims} {
		for i := range part.list {
			d := &part.list[i]
			switch {
			case slices.Contains(x.told, d):
			case d.Set && d.Change == Changed && len(d.Added)+len(d.Removed) == 0, isScopeList(d.Name) && d.Top:
				shapes = append(shapes, d.Path)
			case part == x.claims && d.Top && d.Change == Changed && isFresh(d.Name):
				x.fresh = append(x.fresh, d.Path)
			default:
				x.others = append(x.others, d.Path)
			}
		}
	}
	if len(shapes) > 0 {
		x.add(Point{Code: PointShape, Names: shapes})
		x.others = append(x.others, shapes...)
	}
	if x.duplicatesDiffer() {
		a, b := x.duplicates(0), x.duplicates(1)
		x.add(Point{Code: PointDuplicates, Side: sideOf(len(a) > 0, len(b) > 0), Names: union(a, b)})
	}
	if names := without(x.others, shapes); len(names) > 0 {
		x.add(Point{Code: PointOther, Names: names})
	}
}

// isFresh reports whether a claim is new in every token of an issuer: its times,
// and what identifies the token, the login or what came along.
func isFresh(name string) bool {
	if known, ok := jose.ClaimNamed(name); ok && known.Time {
		return name != "updated_at"
	}
	switch name {
	case "jti", "nonce", "at_hash", "c_hash", "s_hash", "sid", "session_state", "uti", "aio", "rh", "origin_jti", "event_id":
		return true
	}
	return false
}

// duplicates are the members that a side has twice, header and claims.
func (x *comparer) duplicates(side int) []string {
	return slices.Concat(x.header.duplicates[side], x.claims.duplicates[side])
}

func (x *comparer) duplicatesDiffer() bool {
	return !slices.Equal(x.duplicates(0), x.duplicates(1))
}

func union(a, b []string) []string { return append(slices.Clone(a), without(b, a)...) }

// lifetime tells of tokens that live unequally long.
func (x *comparer) lifetime() {
	a, okA := x.a.Time.lifetime()
	b, okB := x.b.Time.lifetime()
	if okA && okB && a != b {
		write := func(seconds float64) string { return strconv.FormatFloat(seconds, 'f', -1, 64) }
		x.add(Point{Code: PointLifetime, A: write(a), B: write(b), Seconds: b - a})
	}
}

// lifetime is how many seconds the token lives, from iat or else nbf to exp. ok
// is false when it does not say.
func (t Time) lifetime() (seconds float64, ok bool) {
	from := t.Iat
	if from == nil {
		from = t.Nbf
	}
	if from == nil || t.Exp == nil || !from.Plausible() || !t.Exp.Plausible() {
		return 0, false
	}
	return t.Exp.Seconds - from.Seconds, true
}

// notes are what the tokens differ in without meaning anything else by it, and
// what makes a comparison less certain.
func (x *comparer) notes() (notes []Point) {
	var written []string
	for _, part := range []*partComparison{x.header, x.claims} {
		if part.same() && part.a.Text != part.b.Text {
			written = append(written, part.part)
		}
	}
	if len(written) > 0 {
		notes = append(notes, Point{Code: PointWritten, Names: written})
	}
	if a, b := x.duplicates(0), x.duplicates(1); len(a)+len(b) > 0 {
		notes = append(notes, Point{Code: PointDuplicates, Side: sideOf(len(a) > 0, len(b) > 0), Names: union(a, b)})
	}
	return notes
}
