package build

import (
	"errors"
	"io"
	"strings"
	"time"

	"jotlens/jose"
)

// A NegativeTest is one token that is sent to an API, and what must come back.
type NegativeTest struct {
	Name   string // Control, or the name of a break
	Token  string
	Why    string // id of the rule that says what is wrong; "" when only the expectations of the API tell
	Accept bool   // the API must answer 2xx; else 401 or 400
}

// Control is the name of the test with the good token: without it, an API that
// refuses everything would pass.
const Control = "control"

// A NegativeSet is what an API must accept and refuse, made of one good token.
type NegativeSet struct {
	Tests    []NegativeTest // the control first; empty when nothing can be made
	Unsigned []string       // names of breaks that need the signing key, which was not given
	Other    []string       // names of breaks that the token or the key has no place for
}

// MaxNegative is the longest token, in bytes, of which a set is made: servers take
// no header that is longer, and the page would have to hold it two dozen times.
const MaxNegative = 64 << 10

// Negative makes every break of the source that applies. The error is a
// *BreakError.
func (s Source) Negative(now time.Time, random io.Reader) (NegativeSet, error) {
	good, err := s.read(now, random)
	if err != nil {
		return NegativeSet{}, err
	}
	if len(good.token.Text) > MaxNegative {
		return NegativeSet{}, &BreakError{TooLongToSend}
	}
	set := NegativeSet{Tests: []NegativeTest{{Name: Control, Token: good.token.Text, Accept: true}}}
	for _, group := range BreakGroups {
		for _, way := range group.Breaks {
			broken, err := way.of(good)
			switch e := new(BreakError); {
			case errors.As(err, &e) && e.Code == NoRandom:
				return NegativeSet{}, err
			case err != nil:
				set.Other = append(set.Other, way.Name)
			case broken.Unsigned:
				set.Unsigned = append(set.Unsigned, way.Name)
			default:
				set.Tests = append(set.Tests, NegativeTest{Name: way.Name, Token: broken.Token, Why: broken.Why})
			}
		}
	}
	return set, nil
}

// DefaultTarget is the URL that stands in the field until a person types theirs.
const DefaultTarget = "https://api.example.com/resource"

// MaxTarget is the longest URL of an API that is taken, in bytes.
const MaxTarget = 2 << 10

// ErrTarget says that a text is not a URL to send requests to.
var ErrTarget = errors.New("the target must be an http or https URL without a user name and a fragment")

// CheckTarget reports whether requests can be sent to a URL as it is written.
// The error is ErrTarget.
func CheckTarget(target string) error {
	if len(target) > MaxTarget {
		return ErrTarget
	}
	rest, ok := strings.CutPrefix(target, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(target, "http://")
	}
	host := rest
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		host = rest[:i]
	}
	for _, r := range rest {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}#", r) {
			return ErrTarget
		}
	}
	if !ok || host == "" || host[0] == ':' || strings.Contains(host, "@") {
		return ErrTarget
	}
	return nil
}

// NegativeWords are what is said about a set in the files.
type NegativeWords struct {
	Notice string                   // whose services may be tested
	What   func(name string) string // what a test is, by its name
}

// JSON writes the set for other programs: an object with "format" and "version",
// "notice", "target", and "tests", each with "name", "what", "token", the
// statuses that pass as "expect", and the id of a rule as "rule" where there is
// one. The error is ErrTarget.
func (s NegativeSet) JSON(target string, words NegativeWords) (string, error) {
	if err := CheckTarget(target); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("{\n  \"format\": \"jotlens-negative-tests\",\n  \"version\": 1,\n  \"notice\": " + jose.Quote(words.Notice) +
		",\n  \"target\": " + jose.Quote(target) + ",\n  \"tests\": [")
	for i, test := range s.Tests {
		if i > 0 {
			b.WriteByte(',')
		}
		expect := `["401", "400"]`
		if test.Accept {
			expect = `["2xx"]`
		}
		b.WriteString("\n    {\"name\": " + jose.Quote(test.Name) + ", \"what\": " + jose.Quote(words.What(test.Name)) + ", \"expect\": " + expect)
		if test.Why != "" {
			b.WriteString(", \"rule\": " + jose.Quote(test.Why))
		}
		b.WriteString(",\n     \"token\": " + jose.Quote(test.Token) + "}")
	}
	b.WriteString("\n  ]\n}\n")
	return b.String(), nil
}
