package i18n

import "strconv"

// ProblemTypes are what the pages about kinds of errors say.
type ProblemTypes struct {
	Meaning, When, Do, Example string // titles
	ExampleNote                func(status int) string
	Texts                      map[string]ProblemText // by the code
}

// A ProblemText is what a kind of error means, in a sentence, when it comes and
// what to do about it.
type ProblemText struct {
	Meaning  string
	When, Do []string
}

// ProblemTypesFor is what the pages say in a language, outside the catalogue like
// FlowFor.
func ProblemTypesFor(m *Messages) *ProblemTypes {
	words := englishProblems()
	if m.Tag == chineseTag {
		words = chineseProblems()
	}
	return &words
}

func englishProblems() ProblemTypes {
	return ProblemTypes{
		Meaning: "What it means",
		When:    "When it comes",
		Do:      "What to do",
		Example: "For programs",
		ExampleNote: func(status int) string {
			return "The API says such a thing with the status " + strconv.Itoa(status) + ", as application/problem+json:"
		},
		Texts: englishProblemTexts(),
	}
}

func englishProblemTexts() map[string]ProblemText {
	return map[string]ProblemText{
		"malformed-request": {
			Meaning: "The server could not read what was sent: the JSON or the form is broken, or has a member or a value that is not allowed.",
			When: []string{
				"The body of POST /api/inspect is not JSON, names a member twice, or has a member that does not exist.",
				"A member has a value that is not allowed, such as a leeway without a unit.",
				"A page was asked to search or filter by something that it does not know.",
			},
			Do: []string{
				"Read errors: each entry has a JSON Pointer to a member of the body, and says what that must be.",
				"Compare the body with the tables on the page about the API, or with /openapi.yaml.",
			},
		},
		"cross-origin-request": {
			Meaning: "A browser said that a page of another site made it send this request. This server answers its own pages, and scripts outside of browsers.",
			When: []string{
				"A script or a form on another site posts to this one. The browser says so in Sec-Fetch-Site or Origin.",
				"A proxy in front of this server changes the Host header, so that its own pages look like those of another site.",
			},
			Do: []string{
				"Send the request from a server, a pipeline or a terminal. curl and HTTP libraries send none of these headers.",
				"Let the proxy pass the Host header as it is.",
			},
		},
		"not-found": {
			Meaning: "There is nothing at the address that was asked for: no page, no file, and nothing of the API.",
			When: []string{
				"The address is mistyped, or a link to it is old.",
				"Below /api/ there is nothing but /api/inspect.",
			},
			Do: []string{
				"Check the address, capital letters too.",
				"Find pages through the links at the foot of this one, and programs through /llms.txt and /sitemap.xml.",
			},
		},
		"server-inspect-off": {
			Meaning: "The operator has switched off checking on the server, so neither the API nor the form without JavaScript answers.",
			When: []string{
				"The program was started with -server-inspect=off, and something asks it to check a token.",
			},
			Do: []string{
				"Check the token on the page. It does so in your browser and sends nothing.",
				"For scripts, run a copy of your own, where the API is on unless it is switched off.",
			},
		},
		"demo-off": {
			Meaning: "The operator has switched off the demo API below /demo, and with it the page about the life of a token.",
			When: []string{
				"The program was started with -demo=off, and something asks for an address below /demo or for /learn/flow.",
			},
			Do: []string{
				"Go on without it: the inspector, the lessons and the API for tokens do not need it.",
				"Run a copy of your own, where the demo is on unless it is switched off.",
			},
		},
		"embed-off": {
			Meaning: "The operator has not allowed any site to show tokens of this one in a frame, so the page for frames is not there.",
			When: []string{
				"A page asks for /embed, and the program was started without -embed-origins.",
			},
			Do: []string{
				"Link to the token instead of framing it: the address is the same without /embed.",
				"Ask the operator to list the origin of your page in -embed-origins, or run a copy of your own.",
			},
		},
		"method-not-allowed": {
			Meaning: "The address is there, and it does not answer the HTTP method of the request.",
			When: []string{
				"/api/inspect is asked with GET, for instance because its address was opened in a browser.",
				"A browser asks with OPTIONS whether a page of another site may call the API. It may not.",
				"Something is posted to a page that has no form.",
			},
			Do: []string{
				"Read the response header Allow, which lists the methods that are answered.",
				"Send POST to /api/inspect.",
			},
		},
		"request-too-large": {
			Meaning: "The body of the request is longer than this server reads at once. That is 256 KiB, unless the operator has chosen another limit.",
			When: []string{
				"The token, the key and everything around them are longer than that, once they are written as JSON or as a form.",
			},
			Do: []string{
				"Send the token alone instead of the whole text that holds it, and the one key that is needed instead of a whole set.",
				"Check it on the page with live checking on, which takes up to 1 MiB.",
			},
		},
		"unsupported-media-type": {
			Meaning: "The request says in its Content-Type that its body is something that this address does not read.",
			When: []string{
				"/api/inspect gets a body that is not application/json. With -d alone, curl says application/x-www-form-urlencoded.",
				"The form of a page gets something that is not application/x-www-form-urlencoded.",
			},
			Do: []string{
				"Send the header Content-Type: application/json to /api/inspect.",
			},
		},
		"too-many-requests": {
			Meaning: "The same client has asked this server to check tokens more often than the operator allows in a minute.",
			When: []string{
				"A script sends tokens one after the other and does not wait.",
				"Many people share one address, such as that of a company, and the server cannot tell them apart.",
				"A proxy stands before the server, and -trusted-proxies does not list it: then everybody is one client.",
			},
			Do: []string{
				"Wait as many seconds as the response header Retry-After says, and ask again.",
				"Check on the page with live checking on, or with jotlens inspect on the command line. Neither has a limit.",
				"Ask the operator to raise -rate-limit, or to list the proxy.",
			},
		},
		"internal-error": {
			Meaning: "Something went wrong on this server. The fault is ours and not in the request, and the answer says no more on purpose.",
			When: []string{
				"The program met something that its authors did not foresee.",
			},
			Do: []string{
				"Try again.",
				"If it happens again, give the operator the response header X-Request-Id. The log has the cause under it, and nothing of what you sent.",
			},
		},
		"server-busy": {
			Meaning: "The server was checking as many tokens at once as the operator allows, and none was done within a second.",
			When: []string{
				"Many clients ask at the same time.",
				"The machine is slow, or has other work to do.",
			},
			Do: []string{
				"Wait as many seconds as the response header Retry-After says, and ask again.",
				"Check on the page with live checking on. It does not need the server for that.",
				"If it happens often, the operator can raise -max-concurrent, or run more servers.",
			},
		},
	}
}
