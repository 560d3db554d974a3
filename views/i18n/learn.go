package i18n

import "strconv"

// Learn is what the lessons say around their texts.
type Learn struct {
	Nav         string
	Title       string
	Lead        string
	Start       string // leads to the lessons from the empty inspector
	Minutes     func(n int) string
	Lessons     string // name of the landmark with all lessons
	Previous    string
	Next        string
	Try         func(n int) string // name of a live token
	Names       map[string]string  // of what is shown and edited
	Open        string
	NoFindings  string
	NoToken     string
	Hidden      string // in place of an encrypted payload
	Formula     func(alg, header, payload, signature string) string
	NoScript    string
	Off         string
	Check       string // unfolds the answer
	Answer      string // the right option follows
	Right       string
	Wrong       string
	Naive       string
	Careful     string
	Accepts     string
	Refuses     string
	CarefulSays string            // the error text follows
	Naively     map[string]string // by the name of the break: why a naive verifier accepts
	Rule        string
	FlowTitle   string
	FlowLink    string // leads to the page about the flow
	FlowNote    string // follows it
}

func englishLearn() Learn {
	return Learn{
		Nav:      "Learn",
		Title:    "Learn JWT",
		Lead:     "Twelve short lessons for people who have met a token in the documentation of an API. In each you change a token and see what happens.",
		Start:    "New to JWT? Start here",
		Minutes:  func(n int) string { return count(n, "minute", "minutes") },
		Lessons:  "All lessons",
		Previous: "Previous",
		Next:     "Next",
		Try:      func(n int) string { return "Try it, " + strconv.Itoa(n) },
		Names: map[string]string{
			"token": "Token", "header": "Header", "payload": "Payload", "signature": "Signature", "formula": "How it is computed",
			"verdict": "Verdict", "findings": "Findings", "secret": "Secret or key",
		},
		Open:       "Open in the inspector",
		NoFindings: "Nothing was found.",
		NoToken:    "This makes no signed token.",
		Hidden:     "Encrypted. It can be read only with the key.",
		Formula: func(alg, header, payload, signature string) string {
			return alg + "(" + header + " + \".\" + " + payload + ", key) = " + signature
		},
		NoScript:    "JavaScript is off, so the tokens in this lesson cannot be changed here. Each opens in the inspector.",
		Off:         "Live checking is off in this browser. Each token opens in the inspector.",
		Check:       "Check the answer",
		Answer:      "The right answer:",
		Right:       "Right.",
		Wrong:       "No, that is not it.",
		Naive:       "A naive verifier",
		Careful:     "A careful verifier",
		Accepts:     "Accepts",
		Refuses:     "Refuses",
		CarefulSays: "golang-jwt, told which algorithm, issuer and audience it expects, says:",
		Naively: map[string]string{
			"alg-none":             "It takes the algorithm from the header. “none” needs no signature, so there is nothing left to check.",
			"public-key-as-secret": "It takes the algorithm from the header and uses its public key as the secret of HS256. The signature fits.",
			"weak-secret":          "Its own secret is the word “secret”, too. The signature fits.",
			"kid-path-traversal":   "It opens the file that “kid” names. The file is empty, and the signature fits an empty secret.",
			"expire":               "The signature fits, and it never looks at “exp”.",
		},
		Rule:      "What the rule says",
		FlowTitle: "See it happen",
		FlowLink:  "The life of a token",
		FlowNote:  "is a real login on this server: every request and answer as sent, and attacks to try.",
	}
}
