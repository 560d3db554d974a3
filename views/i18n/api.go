package i18n

// API is what the page about the API says.
type API struct {
	Title, Lead, Off string
	More             string // leads to the page from others

	For, NotFor           string
	ForItems, NotForItems []string

	Example, ExampleLead string
	Request, Response    string
	ResponseNote         string
	AsJSON, AsMarkdown   string

	Member, Meaning string // heads of columns
	Code, Status    string

	Asked, AskedLead                               string
	Expected, ExpectedLead                         string
	Answered, AnsweredLead                         string
	AskedMembers, ExpectedMembers, AnsweredMembers map[string]string // what each member means

	Formats, FormatsLead string
	FormatList           []APIFormat

	Limits     string
	LimitItems []string

	Errors, ErrorsLead string
	OpenAPILead        string
}

// An APIFormat is a form of the answer.
type APIFormat struct{ Media, Meaning string }

// APIFor is what the page says in a language, outside the catalogue like FlowFor.
func APIFor(m *Messages) *API {
	words := englishAPI()
	if m.Tag == chineseTag {
		words = chineseAPI()
	}
	return &words
}

func englishAPI() API {
	return API{
		Title: "API",
		Lead:  "Ask Jotlens from a script: POST a token to /api/inspect, and get the report that the page shows.",
		Off:   "The operator of this server has switched the API off. What follows holds where it is on. Here it answers:",
		More:  "What the API does, and what it does not",
		For:   "What it is for",
		ForItems: []string{
			"Pipelines: make a token as your issuer does, and fail the build when signature.state is not “verified” or a finding is critical.",
			"Code scanning: keep the findings as a SARIF log.",
			"Tickets: attach the report as Markdown, without the signature and without values that look sensitive.",
			"Tools of your own: would your API accept this token, and if not, what is the first reason?",
		},
		NotFor: "What it is not for",
		NotForItems: []string{
			"Secrets. The page works in your tab and sends nothing; the API is the other way round: the server sees the token and the key. It neither keeps nor logs them. Even so, send only what it may see, and use a server of your own for tokens that still open something. To verify a signature made with a private key, the public key is enough.",
			"Guarding an API. It does not replace the check in your own code: the answer is advice for people, nobody promises that it comes, and a call over the network is no place to decide who may enter.",
			"Web pages of other sites. There is no CORS, and what a browser marks as cross-origin is refused.",
			"Fetching. No address in a token is followed, no key set is loaded. Send the key along.",
		},
		Example:      "An example",
		ExampleLead:  "This program made the token, asked itself, and printed what it answered. Paste the command into a terminal to do the same.",
		Request:      "Request",
		Response:     "Response",
		ResponseNote: "The signature holds, and the API that the request describes would refuse the token all the same: it was made for another.",
		AsJSON:       "The report as JSON",
		AsMarkdown:   "The same with Accept: text/markdown",
		Member:       "Member",
		Meaning:      "Meaning",
		Code:         "Code",
		Status:       "Status",
		Asked:        "The request",
		AskedLead:    "The body is a JSON object with the header Content-Type: application/json. Only input is needed. Unknown members are refused, so that a slip does not go unnoticed.",
		AskedMembers: map[string]string{
			"input":            "Anything with a token in it: the token, an Authorization header, a curl command, a URL, a JSON response. Keys alone are inspected, too.",
			"key":              "The key as text: a secret, PEM, DER in base64, a JWK, or a JWK Set, of which the key is picked by kid.",
			"key_encoding":     "How a secret is read: auto, utf-8, base64, base64url or hex.",
			"now":              "The clock of the check (RFC 3339), for instance 2027-01-15T08:00:00Z. Without it, the server’s.",
			"leeway":           "How much clocks may differ: 60s unless you say otherwise.",
			"payload":          "The payload of a token that does not hold it.",
			"try_embedded_key": "true tries the key that the token itself carries. It proves nothing: whoever forges a token brings a key of their own.",
			"expect":           "What your API expects of the token; see below.",
			"with_values":      "true lets Markdown and SARIF say values that look sensitive. JSON always does.",
		},
		Expected:     "Expectations",
		ExpectedLead: "The members of expect. What is missing or empty is not asked; with one that is, form, signature and time are judged, too.",
		ExpectedMembers: map[string]string{
			"iss":    "The issuer, to the byte.",
			"aud":    "A text or a list of texts: the token has to name one of them as audience.",
			"alg":    "A list of algorithms: the token has to use one of them.",
			"typ":    "The type in the header, for instance at+jwt.",
			"scope":  "Scopes with spaces between: the token has to have them all.",
			"leeway": "How much clocks may differ for this judgment.",
			"at":     "When the API sees the token (RFC 3339).",
		},
		Answered:     "The answer",
		AnsweredLead: "A bad signature is no error: the status is 200, and the report says so. signature.state, findings[].id and findings[].severity do not change once released. Members can be added, so ignore those that you do not know.",
		AnsweredMembers: map[string]string{
			"input":        "What was taken away to get to the token, and the names of the tokens found, when there are several.",
			"form":         "What the text is (kind), whether it is well-formed, and which kind of JWT (profile).",
			"signature":    "state: unverified, verified, invalid, refused or unverifiable; reason says why, key what your key was recognized as.",
			"time":         "state: valid, expired, not-yet-valid, no-expiry, unreadable or none; and the times as written.",
			"header":       "The text of the header, and its members in order.",
			"payload":      "The same of the payload.",
			"findings":     "What rules object to, the most severe first: id, severity, message, fix, reference, path.",
			"counts":       "How many findings are critical, warnings and notes (info).",
			"signatures":   "Of a JWS in JSON form: the state of each signature.",
			"encryption":   "Of an encrypted token: encrypted, decrypted, failed, refused or unsupported, and how it is encrypted.",
			"disclosures":  "Of an SD-JWT: each disclosure, the claims that they make, and the key binding.",
			"certificates": "Those of x5c, decoded. None is trusted.",
			"expectations": "accepted or rejected, the first reason why not, and every check.",
			"nested":       "The whole report about the token inside.",
			"issuer":       "Of an issuer that the operator of this server lists: its name, and whether its keys (pinned) and expectations (expected) were used, because you gave none.",
			"key_set":      "Of keys without a token: each key with its type, size or curve, use, thumbprint and certificates.",
		},
		Formats:     "Forms of the answer",
		FormatsLead: "The request header Accept chooses. Without it the answer is JSON.",
		FormatList: []APIFormat{
			{"application/json", "The report as described here."},
			{"application/sarif+json", "The findings as a log in SARIF 2.1.0, for code scanning. The token is not part of it."},
			{"text/markdown", "The report for people, in English."},
		},
		Limits: "Limits",
		LimitItems: []string{
			"A body has at most 256 KiB, unless the operator has chosen another limit.",
			"A leeway is from 0s to 24h.",
			"An expectation has at most 2,048 bytes, a list of them at most 20 entries.",
			"Of several tokens in the input, the first is inspected.",
			"Answers are in English, and no cache may keep them.",
			"There is no account. A client may ask 120 times a minute, unless the operator has chosen another limit; then the answer is 429, with Retry-After.",
		},
		Errors:      "Errors",
		ErrorsLead:  "Errors are application/problem+json (RFC 9457). Their type leads to a page, code is its last part, and errors names the members that are wrong. No error repeats what was sent.",
		OpenAPILead: "Every member and value, for programs that make clients and tests (OpenAPI 3.1):",
	}
}
