package inspect

import "time"

// Expectations are what an API asks of the tokens that it gets. What is empty
// is not asked.
type Expectations struct {
	Issuer     string
	Audience   string
	Algorithms []string // the accepted values of alg
	Type       string   // typ, with or without "application/"
	Scopes     []string // each must be in scope or scp
	Leeway     time.Duration
	At         time.Time // the clock; zero is the clock of the check
}

// Acceptance is the fourth verdict row: would the API accept the token?
type Acceptance struct {
	State  string      `json:"state"`  // "accepted" or "rejected"
	Reason string      `json:"reason"` // the first reason why not, in a sentence
	Checks []Condition `json:"checks"`

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// A Condition is one thing that is asked of the token.
type Condition struct {
	Name     string `json:"name"` // "form", "signature", "alg", "typ", "time", "iss", "aud" or "scope"
	Met      bool   `json:"met"`
	Expected string `json:"expected,omitempty"`
	Found    string `json:"found,omitempty"`
}
