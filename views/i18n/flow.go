package i18n

// Flow is what the page about the life of a token says. It is no part of
// Messages, which the engine carries: only the server shows this page.
type Flow struct {
	Title       string
	Lead        string
	NoScript    string
	SentNote    string
	Steps       [6]FlowStep
	Attacks     FlowStep
	AttackNames [3]FlowStep // role, none, expired
	Curl        string      // opens the commands
	CurlNote    string
	User        string
	Password    string
	Role        string
	LogIn       func(name string) string
	Call        string
	Refresh     string
	Reuse       string
	LogOut      string
	Replay      string
	Careful     string
	Naive       string
	CarefulNote string
	NaiveNote   string
	Request     string
	Response    string
	Inspect     string
	Token       string
	Clock       string
	NoToken     string
	Seconds     string // {n} is filled by the page's script
	OneSecond   string
	Expired     string
	LoggedOut   string
	Waiting     string
	Accepted    string
	Refused     string
	Failed      string
}

// FlowStep is one step, or one attack, with what its button does.
type FlowStep struct{ Title, Text string }

// FlowFor is what the page says in a language. It stands outside the catalogue,
// so that the engine does not carry it.
func FlowFor(m *Messages) *Flow {
	words := englishFlow()
	if m.Tag == chineseTag {
		words = chineseFlow()
	}
	return &words
}

func englishFlow() Flow {
	return Flow{
		Title:    "The life of a token",
		Lead:     "This page is the client of a real API on this server. Log in, use the token, let it expire, log out, and attack it. Every request is sent when you press a button.",
		NoScript: "The buttons need JavaScript. Without it, the commands under “With curl” do the same in a terminal.",
		SentNote: "Requests show what this page sends; headers that the browser adds are left out. Responses show status, body and the headers that matter here.",
		Steps: [6]FlowStep{
			{"Log in", "The client sends a name and a password once. The API answers with an access token for a minute and a refresh token for ten. Both people are invented."},
			{"Look at the token", "A signed token is readable by everybody who holds it: base64url is no encryption. The signature only proves that nobody has changed it."},
			{"Call the API", "The client sends the token with every request. The API looks at the signature, the times, the issuer and the audience, and needs no session."},
			{"Let it expire, or refresh it", "After a minute the API answers 401. Then the client trades its refresh token for a new pair. Each refresh token works once. One that comes twice was stolen, perhaps, so the API ends the whole session."},
			{"Log out", "A token stays good until it expires, whatever the client forgets. So the API puts its “jti” on a block list until then, and ends the session."},
			{"Replay it", "Whoever copied the token before the logout still has it. Send it again, within its minute: the signature is good, and only the block list stops it."},
		},
		Attacks: FlowStep{"Attack it", "You have a token and not the key. Each button sends the same token to a careful endpoint and to a naive one, which no program but this demo should have."},
		AttackNames: [3]FlowStep{
			{"Change the role", "The payload says “admin” now, and the signature is the old one."},
			{"Use “alg”: “none”", "The header says that nobody signed, the payload says “admin”, and the signature is gone."},
			{"Use it after it expired", "The token is not changed at all. The page waits until its minute is over."},
		},
		Curl:        "With curl",
		CurlNote:    "TOKEN and REFRESH hold the tokens of the answer before. Put in the address of this server.",
		User:        "User",
		Password:    "Password",
		Role:        "Role",
		LogIn:       func(name string) string { return "Log in as " + name },
		Call:        "Call the API",
		Refresh:     "Refresh",
		Reuse:       "Use the old refresh token again",
		LogOut:      "Log out",
		Replay:      "Replay the token",
		Careful:     "Careful endpoint",
		Naive:       "Naive endpoint",
		CarefulNote: "Accepts HS256 only and checks signature, exp, iss, aud and the block list.",
		NaiveNote:   "Decodes the token and believes it. It checks nothing.",
		Request:     "Request",
		Response:    "Response",
		Inspect:     "Open in the inspector",
		Token:       "Access token",
		Clock:       "The token’s life",
		NoToken:     "Log in to get a token.",
		Seconds:     "Expires in {n} seconds.",
		OneSecond:   "Expires in one second.",
		Expired:     "Expired.",
		LoggedOut:   "Logged out. A thief would keep the token, and so does this page.",
		Waiting:     "Waiting until the token has expired.",
		Accepted:    "Accepted",
		Refused:     "Refused",
		Failed:      "The server did not answer. Try again.",
	}
}
