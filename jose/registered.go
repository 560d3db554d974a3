package jose

import "sync"

// Registered is one name of a registry: a claim or a header parameter, with
// what it means to a developer in our own words.
type Registered struct {
	Name      string // as written in JSON, case-sensitive
	Title     string // a short name, one to four words
	Meaning   string // one plain sentence
	Reference string // where it is defined, for instance "RFC 7519 §4.1.4"
	Time      bool   // the value is a NumericDate, RFC 7519 §2
}

// ClaimNamed returns the registered claim of that name. Names are compared
// exactly, as RFC 7519 §10.1.1 asks.
func ClaimNamed(name string) (Registered, bool) { return lookUp(Claims, claimIndex(), name) }

// HeaderParameterNamed returns the registered header parameter of that name,
// compared exactly.
func HeaderParameterNamed(name string) (Registered, bool) {
	return lookUp(HeaderParameters, headerParameterIndex(), name)
}

// AlgorithmNamed returns the registered algorithm of that name, compared
// exactly: "hs256" is not an algorithm, and neither is "None".
func AlgorithmNamed(name string) (Algorithm, bool) {
	return lookUp(Algorithms, algorithmIndex(), name)
}

// The indexes are built at the first look-up: every key stroke asks once for
// each member of the token.
var (
	claimIndex           = sync.OnceValue(func() map[string]int { return indexOf(Claims, registeredName) })
	headerParameterIndex = sync.OnceValue(func() map[string]int { return indexOf(HeaderParameters, registeredName) })
	algorithmIndex       = sync.OnceValue(func() map[string]int {
		return indexOf(Algorithms, func(a Algorithm) string { return a.Name })
	})
)

func registeredName(r Registered) string { return r.Name }

// indexOf maps each name to its row.
func indexOf[T any](table []T, name func(T) string) map[string]int {
	index := make(map[string]int, len(table))
	for i, row := range table {
		index[name(row)] = i
	}
	return index
}

func lookUp[T any](table []T, index map[string]int, name string) (row T, ok bool) {
	i, ok := index[name]
	if !ok {
		return row, false
	}
	return table[i], true
}
