package inspect

import (
	"strings"

	"jotlens/jose"
)

// The matchers of this file look for vendors' keys anywhere in a text. They
// are written by hand because they run over every string of every token: one
// step per byte, whatever the text is. TestShapesAgreeWithTheirPatterns holds
// them against the regular expressions they stand for.

// findShape returns the first place where try matches at a word boundary. try
// gets the text from a possible start on and returns the length of its match,
// 0 for none; it looks at a bounded number of bytes.
func findShape(s, first string, try func(string) int) jose.Span {
	for i := 0; i < len(s); i++ {
		j := strings.Index(s[i:], first)
		if j < 0 {
			break
		}
		i += j
		if i > 0 && isWordByte(s[i-1]) {
			continue
		}
		if n := try(s[i:]); n > 0 {
			return jose.Span{Start: i, End: i + n}
		}
	}
	return jose.Span{}
}

// run is how many bytes at the start of s belong, most at most.
func run(s string, most int, belongs func(byte) bool) int {
	n := 0
	for n < len(s) && n < most && belongs(s[n]) {
		n++
	}
	return n
}

// endsWord reports whether a word ends at n.
func endsWord(s string, n int) bool { return n == len(s) || !isWordByte(s[n]) }

// isKeyByte is [\w-].
func isKeyByte(c byte) bool { return isWordByte(c) || c == '-' }

// exactly matches prefix, then n bytes that belong, then the end of a word.
func exactly(prefix string, n int, belongs func(byte) bool) func(string) int {
	return func(s string) int {
		if !strings.HasPrefix(s, prefix) {
			return 0
		}
		end := len(prefix) + run(s[len(prefix):], n, belongs)
		if end != len(prefix)+n || !endsWord(s, end) {
			return 0
		}
		return end
	}
}

// awsKey: \b(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b
func awsKey(s string) jose.Span {
	return findShape(s, "A", func(s string) int {
		if len(s) < 20 || !endsWord(s, 20) {
			return 0
		}
		switch s[:4] {
		case "AKIA", "ASIA", "ABIA", "ACCA":
		default:
			if s[:3] != "A3T" || !isUpper(s[3]) && !isDigit(s[3]) {
				return 0
			}
		}
		if run(s[4:], 16, func(c byte) bool { return isUpper(c) || '2' <= c && c <= '7' }) < 16 {
			return 0
		}
		return 20
	})
}

// gitHubToken: \b(ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}\b or \bgithub_pat_\w{82}\b
func gitHubToken(s string) jose.Span {
	fineGrained := exactly("github_pat_", 82, isWordByte)
	return findShape(s, "g", func(s string) int {
		if len(s) < 40 || s[1] != 'h' && s[1] != 'i' {
			return 0
		}
		if s[1] == 'h' && s[3] == '_' && strings.IndexByte("pousr", s[2]) >= 0 {
			return exactly(s[:4], 36, isAlphanumeric)(s)
		}
		return fineGrained(s)
	})
}

// slackToken: \bxox[abposre]-[0-9A-Za-z-]{20,} or a webhook's URL
func slackToken(s string) jose.Span {
	if at := findShape(s, "xox", func(s string) int {
		if len(s) < 25 || strings.IndexByte("abposre", s[3]) < 0 || s[4] != '-' {
			return 0
		}
		n := run(s[5:], 256, func(c byte) bool { return isAlphanumeric(c) || c == '-' })
		if n < 20 {
			return 0
		}
		return 5 + n
	}); !at.Empty() {
		return at
	}
	const hook = "hooks.slack.com/services/"
	return findShape(s, hook, func(s string) int {
		n := run(s[len(hook):], 256, func(c byte) bool { return isAlphanumeric(c) || c == '/' })
		if n < 20 {
			return 0
		}
		return len(hook) + n
	})
}

// stripeKey: \b(sk|rk)_(live|test|prod)_[A-Za-z0-9]{10,99}\b. mode is the word in
// the middle, "" when there is no key; a test key counts only where no other is.
func stripeKey(s string) (mode string, at jose.Span) {
	if !strings.Contains(s, "k_") {
		return "", jose.Span{}
	}
	for _, mode := range []string{"live", "prod", "test"} {
		for _, kind := range []string{"sk_", "rk_"} {
			prefix := kind + mode + "_"
			at := findShape(s, prefix, func(s string) int {
				n := run(s[len(prefix):], 99, isAlphanumeric)
				if n < 10 || !endsWord(s, len(prefix)+n) {
					return 0
				}
				return len(prefix) + n
			})
			if !at.Empty() {
				return mode, at
			}
		}
	}
	return "", jose.Span{}
}

// A vendorShape is a key that begins with a prefix of its own.
type vendorShape struct {
	service, prefix string
	try             func(string) int
}

var vendorShapes = []vendorShape{
	{"GitLab", "glpat-", atLeast("glpat-", 20)},
	{"npm", "npm_", exactly("npm_", 36, isAlphanumeric)},
	{"Google", "AIza", atLeast("AIza", 35)},
	{"SendGrid", "SG.", sendGridKey},
	{"OpenAI", "sk-proj-", atLeast("sk-proj-", 20)},
	{"OpenAI", "sk-svcacct-", atLeast("sk-svcacct-", 20)},
	{"Anthropic", "sk-ant-", atLeast("sk-ant-", 20)},
}

// vendorToken finds the credential of a vendor who has no rule of its own, or a
// URL with a password in it.
func vendorToken(s string) (service string, at jose.Span) {
	for i := range vendorShapes {
		shape := &vendorShapes[i]
		if at := findShape(s, shape.prefix, shape.try); !at.Empty() {
			return shape.service, at
		}
	}
	if host, at := passwordURL(s); host != "" {
		return excerpt(host), at
	}
	return "", jose.Span{}
}

// atLeast matches prefix and n or more of [\w-].
func atLeast(prefix string, n int) func(string) int {
	return func(s string) int {
		got := run(s[len(prefix):], 256, isKeyByte)
		if got < n {
			return 0
		}
		return len(prefix) + got
	}
}

// sendGridKey: SG\.[\w-]{22}\.[\w-]{43}
func sendGridKey(s string) int {
	if len(s) < 69 || s[25] != '.' || run(s[3:], 22, isKeyByte) < 22 || run(s[26:], 43, isKeyByte) < 43 {
		return 0
	}
	return 69
}

// passwordURL finds scheme://user:password@host, where the user may be missing,
// and returns its host. A password that is hidden or a placeholder is none.
func passwordURL(s string) (host string, at jose.Span) {
	for i := 0; ; {
		j := strings.Index(s[i:], "://")
		if j < 0 {
			return "", jose.Span{}
		}
		start, authority := i+j, i+j+3
		for start > i && i+j-start < 32 && isSchemeByte(s[start-1]) {
			start--
		}
		end := authority
		for end < len(s) && strings.IndexByte("/?# \t\r\n\"'<>", s[end]) < 0 {
			end++
		}
		i = end
		user, server, ok := cutLast(s[authority:end], '@')
		_, password, both := strings.Cut(user, ":")
		switch {
		case !ok, !both, start+3 == authority, server == "", !isAlphanumeric(server[0]) && server[0] != '[':
		case isBlank(password), isMasked(password), password[0] == '{', strings.HasPrefix(password, "${"):
		default:
			return server, jose.Span{Start: start, End: end}
		}
	}
}

func isSchemeByte(c byte) bool { return isAlphanumeric(c) || c == '+' || c == '-' || c == '.' }

func cutLast(s string, c byte) (before, after string, ok bool) {
	if i := strings.LastIndexByte(s, c); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}
