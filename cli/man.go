package cli

import "strings"

// Manual is the manual page, with the flags of the server.
func Manual(server []Flag) string {
	m := &manual{}
	m.line(".TH JOTLENS 1 \"\" Jotlens \"User Commands\"")
	m.section("NAME")
	m.escaped("jotlens - say what is in a JSON Web Token, on a page or on the command line")
	m.section("SYNOPSIS")
	m.synopsis("", "[flags]")
	for _, c := range commands() {
		arguments := c.arg
		if c.name == "healthcheck" || c.name == "verify-site" || c.name == "inspect" {
			arguments = strings.TrimSpace("[flags] " + arguments)
		}
		m.synopsis(c.name, arguments)
	}
	m.section("DESCRIPTION")
	m.text("Without a command, jotlens serves a page where a person pastes a token. The page decodes and checks it in the browser.")
	m.text("jotlens inspect does the same in a terminal or a pipe. It reads the token from a file or, without one, from standard input: bare, or in a header, " +
		"a curl command, a cookie, a URL or JSON, of at most 1 MiB. It reaches no network and writes no file, and it follows no URL in a token.")
	m.section("COMMANDS")
	for _, c := range commands() {
		m.tagged(c.name, c.arg, sentence(c.help))
	}
	m.section("FLAGS OF INSPECT")
	m.flags(Flags())
	m.section("FLAGS OF THE SERVER")
	m.flags(server)
	m.section("EXIT STATUS")
	m.text("Of jotlens inspect:")
	for _, code := range exitCodes {
		m.tagged(code[0], "", sentence(code[1]))
	}
	m.text("A line on standard error says why it is not 0.")
	m.section("ENVIRONMENT")
	m.text("The server reads each of its flags but -version from the environment, too: -listen from JOTLENS_LISTEN and so on. It refuses other variables of that prefix. " +
		"jotlens inspect reads none of them; NO_COLOR and TERM=dumb switch colors off, and -key-env names the variable that holds the key.")
	m.section("KEYS")
	m.text("A key never stands among the arguments, which other people and programs see. A secret in a file counts to the byte: where the file ends with a line break that " +
		"the secret does not have, the signature does not match, and the report says so. A variable has no such line break.")
	m.section("EXAMPLES")
	for _, e := range [][2]string{
		{"Read what is on the clipboard:", "xclip -o | jotlens inspect"},
		{"Check a token against the keys of its issuer, and what an API asks of it:",
			"curl -s https://login.example.com/jwks.json > jwks.json\njotlens inspect -jwks jwks.json -iss https://login.example.com -aud orders token.jwt"},
		{"Stop a script at any warning:", "jotlens inspect -fail-on warning token.jwt > /dev/null || exit 1"},
		{"Complete flags in bash:", "source <(jotlens completion bash)"},
	} {
		m.text(e[0])
		m.line(".PP\n.nf\n.RS")
		for line := range strings.SplitSeq(e[1], "\n") {
			m.escaped(line)
		}
		m.line(".RE\n.fi")
	}
	return m.b.String()
}

// A manual is a page in the language of man(7).
type manual struct{ b strings.Builder }

func (m *manual) line(s string) { m.b.WriteString(s + "\n") }

// escaped is a line of text that roff takes as it is.
func (m *manual) escaped(s string) { m.line(roff(s)) }

func (m *manual) section(title string) { m.line(".SH " + title) }

func (m *manual) text(s string) { m.line(".PP"); m.escaped(s) }

func (m *manual) synopsis(command, arguments string) {
	m.line(".PP")
	m.line(".B " + strings.TrimSpace("jotlens "+command))
	if arguments != "" {
		m.escaped(arguments)
	}
}

func (m *manual) tagged(tag, argument, s string) {
	m.line(".TP")
	tag = `\fB` + roff(tag) + `\fR`
	if argument != "" {
		tag += ` \fI` + roff(argument) + `\fR`
	}
	m.line(tag)
	m.escaped(s)
}

func (m *manual) flags(flags []Flag) {
	for _, f := range flags {
		m.tagged("-"+f.Name, f.Arg, sentence(said(f)))
	}
}

// roff writes text so that it is only text: a line that begins with a dot or an
// apostrophe would be a request.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

// sentence makes a phrase one.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }
