package i18n

// Expect is the form of what an API expects, and the fourth verdict row. The
// words of the fields stand in the order of inspect.ExpectNames.
type Expect struct {
	Label          string // of the row
	Title          string // of the form
	Fields         [7]string
	Examples       [7]string                // placeholders
	Hints          [7]string                // under the fields; "" where none is needed
	Fault          func(code string) string // by inspect.ExpectFaultCode
	State          func(state string) string
	AcceptedDetail string
	NestedDetail   string                   // when the token inside is judged
	Result         string                   // name of the list of conditions
	Condition      func(name string) string // by inspect.Condition.Name
	Met            string
	Unmet          string
	Fill           string
	CopyLink       string
	LinkNote       string // what the link carries
	Clear          string
	AsOf           func(date string) string
}

func englishExpect() Expect {
	return Expect{
		Label:    "Your API",
		Title:    "What your API expects",
		Fields:   [7]string{"Issuer", "Audience", "Algorithms", "Type", "Scopes", "Leeway", "As of"},
		Examples: [7]string{"https://login.example.com", "orders", "RS256, ES256", "at+jwt", "orders:read", "60 s", "now"},
		Hints:    [7]string{5: "Seconds, or 5m", 6: "RFC 3339 or Unix seconds"},
		Fault: func(code string) string {
			switch code {
			case "too-long":
				return "At most 2 kB."
			case "too-many":
				return "At most 20 of them."
			case "empty-entry":
				return "One of them is empty."
			case "bad-leeway":
				return "Not a time from 0 s to 24 h. Write 60 or 5m."
			}
			return "Not a time. Write 2027-01-15T08:00:00Z or 1800000000."
		},
		State: func(state string) string {
			switch state {
			case "accepted":
				return "Would accept"
			case "rejected":
				return "Would reject"
			}
			return "Not judged"
		},
		AcceptedDetail: "It meets every condition",
		NestedDetail:   "Judged by the token inside",
		Result:         "Conditions",
		Condition: func(name string) string {
			for i, known := range conditionNames {
				if known == name {
					return englishConditions[i]
				}
			}
			return name
		},
		Met:      "Met:",
		Unmet:    "Not met:",
		Fill:     "Fill from this token",
		CopyLink: "Copy link",
		LinkNote: "The link has these expectations in it, and neither token nor key.",
		Clear:    "Clear",
		AsOf:     func(date string) string { return "as of " + date },
	}
}

var (
	conditionNames    = [...]string{"form", "signature", "alg", "typ", "time", "iss", "aud", "scope"}
	englishConditions = [...]string{"Form", "Signature", "Algorithm", "Type", "Time", "Issuer", "Audience", "Scopes"}
)
