package inspect

import "jotlens/jose"

// A Comparison says how two tokens differ, and what of it most likely matters
// to somebody of whose two tokens one is accepted and the other is not.
type Comparison struct {
	State  CompareState `json:"state"`
	Points []Point      `json:"points"`          // what differs in meaning, what most likely matters first
	Header []Difference `json:"header"`          // in the order of A, then what only B has
	Claims []Difference `json:"claims"`          // likewise
	More   int          `json:"more,omitempty"`  // how many more differences there are, unlisted
	Notes  []Point      `json:"notes,omitempty"` // what is no difference in meaning
}

// CompareState says in one word how far two tokens differ.
type CompareState string

// The states of a comparison.
const (
	CompareEmpty      CompareState = "empty"       // a token is missing
	CompareSame       CompareState = "same"        // the same text
	CompareSameClaims CompareState = "same-claims" // only times, what is new in every token, the signature or the writing differ
	CompareDifferent  CompareState = "different"
)

// Change is what happened to a member on the way from A to B.
type Change string

// The changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

// A Difference is one member that the tokens do not have in common.
type Difference struct {
	Path   string `json:"path"` // for instance "payload.realm_access.roles"
	Change Change `json:"change"`
	A      string `json:"a,omitempty"` // the value as written; "" when there is none
	B      string `json:"b,omitempty"`

	// Of a list that is compared as a set: the entries that only one side has.
	// Both are empty when the same entries are written as text and as an array.
	Set     bool     `json:"set,omitempty"`
	Added   []string `json:"added_entries,omitempty"`
	Removed []string `json:"removed_entries,omitempty"`

	// Of two times, how many seconds later B is.
	Seconds *float64 `json:"seconds,omitempty"`

	Nearly string `json:"nearly,omitempty"` // of two texts that are taken for one, in what they differ
	Name   string `json:"-"`                // of the member, "" for an array element
	Top    bool   `json:"-"`                // a member of the header or the claims set itself
}

// A Point is one thing that two tokens differ in, as a code and what its
// sentence needs. The codes are those of the constants.
type Point struct {
	Code    PointCode `json:"code"`
	Side    string    `json:"side,omitempty"` // the token that it is about: "a", "b" or "both"
	A       string    `json:"a,omitempty"`
	B       string    `json:"b,omitempty"`
	Added   []string  `json:"added,omitempty"`
	Removed []string  `json:"removed,omitempty"`
	Names   []string  `json:"names,omitempty"`   // of members
	Nearly  string    `json:"nearly,omitempty"`  // in what A and B differ, when it is easily overlooked
	Seconds float64   `json:"seconds,omitempty"` // of lifetimes, how much longer B lives
}

// PointCode names a kind of Point.
type PointCode string

// The points, in the order in which they matter.
const (
	PointMalformed  PointCode = "malformed"   // Side is not well-formed
	PointSignature  PointCode = "signature"   // A and B are states of signatures
	PointUnreadable PointCode = "unreadable"  // the claims of Side cannot be read
	PointIssuer     PointCode = "issuer"      // another iss
	PointAudience   PointCode = "audience"    // another aud
	PointScope      PointCode = "scope"       // other scopes
	PointRoles      PointCode = "roles"       // other roles, groups or permissions
	PointTime       PointCode = "time"        // A and B are states in time
	PointAlgorithm  PointCode = "algorithm"   // another alg
	PointKeyID      PointCode = "key-id"      // another kid
	PointKind       PointCode = "kind"        // A and B are profiles
	PointClient     PointCode = "client"      // another client
	PointSubject    PointCode = "subject"     // another sub
	PointShape      PointCode = "shape"       // Names have the same entries as text and as an array
	PointDuplicates PointCode = "duplicates"  // Names are there twice in Side
	PointOther      PointCode = "other"       // Names differ
	PointLifetime   PointCode = "lifetime"    // A and B are seconds
	PointPast       PointCode = "past"        // only A is outside its time; A and B are states in time
	PointSameClaims PointCode = "same-claims" // nothing differs but Names, which are new in every token
	PointWritten    PointCode = "written"     // Names are parts that mean the same and are written differently
	PointSame       PointCode = "same"        // the tokens are one
)

// maxDifferences bounds how many differences of a part are listed.
const maxDifferences = 200

// Compare says how b differs from a. The work grows with the length of the
// tokens and not with its square. Of members that an object has twice the last
// counts, as in most libraries.
func Compare(a, b *Report) Comparison {
	c := Comparison{State: CompareDifferent, Points: []Point{}, Header: []Difference{}, Claims: []Difference{}}
	if isEmpty(a) || isEmpty(b) {
		c.State = CompareEmpty
		return c
	}
	x := &comparer{a: a, b: b}
	headers := compareParts("header", a.Token.Header, b.Token.Header)
	claims := compareParts("payload", claimsOf(a), claimsOf(b))
	c.Header, c.Claims = headers.list, claims.list
	c.More = headers.more + claims.more
	x.header, x.claims = headers, claims
	c.Points = x.points()
	switch {
	case a.Token.Text == b.Token.Text:
		c.State, c.Points = CompareSame, []Point{{Code: PointSame}}
	case x.sameClaims:
		c.State = CompareSameClaims
	}
	c.Notes = x.notes()
	return c
}

func isEmpty(r *Report) bool { return r.Token == nil || r.Token.Kind == jose.KindEmpty }

// claimsOf is the claims set of a token: of an SD-JWT with what was disclosed,
// of a token in a token that of the inner one. It is nil when there is none to
// read.
func claimsOf(r *Report) *jose.Document {
	layers := r.Layers()
	r = layers[len(layers)-1]
	switch {
	case r.Disclosures != nil && r.Disclosures.Document != nil:
		return r.Disclosures.Document
	case r.Payload != nil && r.Payload.Document != nil && r.Payload.Document.Root != nil:
		return r.Payload.Document
	}
	return nil
}
