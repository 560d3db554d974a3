package inspect

import (
	"encoding/base64"
	"strings"

	"jotlens/jose"
)

// kidRules are about the key id. A verifier looks a key up by it before it has
// checked anything, so whatever it is used for is in the sender's hands. Key
// ids are opaque, and honest ones have every form: thumbprints, ARNs, e-mail
// addresses, names of subjects, text. Each rule therefore asks for the syntax
// of an attack, not for a suspicious character.
var kidRules = []Rule{
	{
		ID: "kid-path-traversal", Severity: Critical,
		Reference: "RFC 8725 §3.10; OWASP WSTG-SESS-10",
		Message:   "If the server opens a key file by this name, the sender chooses which file is the key: an empty one, for instance.",
		Fix:       "Look keys up in a fixed table.",
		Check: onKeyID(func(kid string) bool {
			return isPath(kid) || isPath(percentDecode(kid))
		}),
	},
	{
		ID: "kid-sql", Severity: Critical,
		Reference: "RFC 8725 §3.10; OWASP WSTG-SESS-10",
		Message:   "This key id looks like an SQL injection: {kid}.",
		Fix:       "Look keys up with parameters, never by putting the key id into a query.",
		Check:     onKeyID(isSQL),
	},
	{
		ID: "kid-command", Severity: Critical,
		Reference: "RFC 8725 §3.10; CWE-78",
		Message:   "This key id looks like the injection of a shell command: {kid}.",
		Fix:       "Never pass a key id to a shell.",
		Check:     onKeyID(isCommand),
	},
	{
		ID: "kid-ldap", Severity: Warning,
		Reference: "RFC 8725 §3.10; RFC 4515 §3",
		Message:   "This key id looks like the injection of an LDAP filter: {kid}.",
		Fix:       "Escape what goes into a filter.",
		Check: onKeyID(func(kid string) bool {
			return strings.Contains(kid, "*)(") || strings.Contains(kid, ")(|") || strings.Contains(kid, ")(&")
		}),
	},
	{
		ID: "kid-url", Severity: Warning,
		Reference: "RFC 7515 §4.1.4",
		Message:   "This key id is an address. If the verifier fetches the key from there, the token chooses its own key.",
		Fix:       "Take the key id for an opaque name, and never fetch it.",
		Check:     onKeyID(isWebURL),
	},
	{
		ID: "kid-not-string", Severity: Warning, Effect: Refuse,
		Reference: "RFC 7515 §4.1.4",
		Message:   "“kid” must be a string, and this is {what}.",
		Fix:       "Write the key id as a string.",
		Check: func(f *facts, hit func(Hit)) {
			if n := f.token.Parameter("kid"); n != nil && n.Kind != jose.String {
				hit(f.headerHit("kid", map[string]string{"what": kindNames[n.Kind]}))
			}
		},
	},
	{
		ID: "kid-oversize", Severity: Info,
		Reference: "RFC 7515 §4.1.4",
		Message:   "This key id is {n} bytes long, which is unusual.",
		Fix:       "Keep key ids short: a thumbprint (RFC 7638) has 43 characters.",
		Check: func(f *facts, hit func(Hit)) {
			kid := f.token.TextParameter("kid")
			switch {
			case len(kid) > 256:
				hit(f.headerHit("kid", map[string]string{"n": thousands(float64(len(kid)))}))
			case strings.ContainsFunc(kid, isControl):
				h := f.headerHit("kid", nil)
				h.Message, h.Fix = "This key id contains control characters.", "Use letters, digits and “-” for key ids."
				hit(h)
			}
		},
	},
}

func isControl(r rune) bool { return r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 }

// maxKeyID is how much of a key id is judged, in bytes.
const maxKeyID = 4 << 10

// onKeyID makes a rule's check of a function that judges a key id.
func onKeyID(bad func(kid string) bool) func(*facts, func(Hit)) {
	return func(f *facts, hit func(Hit)) {
		kid := f.token.TextParameter("kid")
		if kid = kid[:min(len(kid), maxKeyID)]; kid != "" && bad(kid) {
			hit(f.headerHit("kid", map[string]string{"kid": "“" + excerpt(kid) + "”"}))
		}
	}
}

// isPath reports whether a key id leads to a file somewhere else: upwards, from
// the root, from home, or to the empty device.
func isPath(kid string) bool {
	switch {
	case strings.Contains(kid, "../"), strings.Contains(kid, `..\`), kid == "..", strings.HasSuffix(kid, "/.."), strings.HasSuffix(kid, `\..`),
		strings.HasSuffix(kid, "/dev/null"), strings.HasPrefix(kid, `\`), strings.HasPrefix(kid, "~/"),
		len(kid) >= 5 && strings.EqualFold(kid[:5], "file:"):
		return true
	case len(kid) >= 3 && !isDigit(kid[0]) && isAlphanumeric(kid[0]) && kid[1] == ':' && kid[2] == '\\':
		return true
	}
	return strings.HasPrefix(kid, "/") && !isBase64Digest(kid) && !isSlashName(kid)
}

// isBase64Digest reports whether a text is the base64 of a digest or of random
// bytes, of which one in 64 begins with "/". Without padding it must also look
// as mixed as chance makes it, because "/etc/ssl/private/server/key" is base64.
func isBase64Digest(s string) bool {
	digits := strings.TrimRight(s, "=")
	data, err := base64.RawStdEncoding.DecodeString(digits)
	if err != nil || strings.ContainsAny(s, "\r\n") {
		return false
	}
	switch len(data) {
	case 16, 20, 24, 28, 32, 48, 64:
	default:
		return false
	}
	if len(s) > len(digits) {
		return true
	}
	upper, lower, digit := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isUpper(c):
			upper++
		case isDigit(c):
			digit++
		case c != '/' && c != '+':
			lower++
		}
	}
	return upper >= 3 && lower >= 3 && digit >= 1
}

// isSlashName reports whether a text is the name of a subject as OpenSSL used to
// write it: "/C=US/O=Example/CN=zoe".
func isSlashName(s string) bool {
	attribute, _, ok := strings.Cut(s[1:], "=")
	return ok && attribute != "" && strings.Trim(attribute, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isWebURL reports whether a text is an absolute http or https URL.
func isWebURL(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")) && !strings.ContainsAny(s, " \t\r\n")
}
