package inspect

import (
	"slices"
	"strings"
	"sync"

	"jotlens/jose"
)

// A Rule is one lint rule, as data. The page, the API, the reference and the
// tests all walk the slice that Rules returns.
type Rule struct {
	ID        string // kebab-case, subject first; never changes once released
	Severity  Severity
	Effect    Effect
	Reference string // the section that it rests on
	Message   string // {name} is filled from the hit's Args
	Fix       string // what to do; "" when there is nothing to do. Placeholders as in Message

	// Check calls hit once for each place that the rule objects to.
	Check func(f *facts, hit func(Hit))
}

// Effect is what a rule's hit does to the signature verdict.
type Effect int

// The effects of a hit.
const (
	NoEffect Effect = iota
	Refuse          // never say "verified", even when the mathematics agree
)

// A Hit is one place that a rule objects to. Only what differs from the rule's
// literal needs to be set.
type Hit struct {
	Severity Severity // overrides the rule's
	Message  string   // overrides the rule's
	Fix      string   // overrides the rule's
	Path     string   // for instance "payload.exp"
	Part     string   // see Finding.Part
	Span     jose.Span
	Quiet    bool // see Finding.Quiet
	Args     map[string]string
	Spare    bool // this hit does not have the rule's Effect
}

// facts is what rules know about a token.
type facts struct {
	req    Request
	paste  Paste
	found  Found // the token that is inspected, as found in the paste
	token  *jose.Token
	alg    string // the header's alg, "" when missing or not a string
	typ    string // the header's typ in lower case, without "application/"
	time   Time
	values []value // every value of header and payload, see walk.go

	judging bool   // nothing but the verdict is asked for: see judge
	content string // the part that contentRules judge; "" is the payload

	set      []*setKey // the keys of a text that holds keys and no token, see key_set.go
	readable []*setKey // those of them that can be used

	key             *jose.Key   // nil when no key was given or it cannot be read
	candidates      []*jose.Key // the keys that may have signed, the likeliest first
	chosen          *jose.Key   // the one that is judged by: the matching one, or the first; nil when there is none
	kidMissing      bool        // the set has key IDs, and the header's is none of them
	tried           int         // how many candidates were tried
	work            int         // what that cost, see maxWork
	looseSalt       bool        // the signature matches only with a salt of another length than the hash
	emptyKeyMatches bool        // the signature verifies with the empty key
	guessed         *Guess      // the signature verifies with a secret that everybody knows
	forgedBy        string      // how a public key was made the secret that signed, "" when none was
	signature       Signature   // complete only when the rules of verdictRules run

	jwe   jweFacts  // what is known about an encrypted token and about one inside another
	forms formFacts // what is known about the rarer forms, see forms.go

	refusedBy    string // id of the first rule that refused
	refusedByKey bool   // a rule about the key refused
	criticalRule string // id of the first rule that was critical
}

// Rules returns every rule in the order in which they run.
func Rules() []Rule { return slices.Concat(formRules(), tokenRules(), verdictRules, keySetRules) }

// formRules are about form and encoding: what they refuse is malformed.
var formRules = sync.OnceValue(func() []Rule { return ungrouped(formGroups()) })

// tokenRules are about everything else that is known before the verdict.
var tokenRules = sync.OnceValue(func() []Rule { return ungrouped(tokenGroups()) })

// fill replaces each {name} in text by its argument.
func fill(text string, args map[string]string) string {
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, arg := range args {
		pairs = append(pairs, "{"+name+"}", arg)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
