package inspect

import (
	"strings"

	"jotlens/jose"
)

// secretRules know the shapes of credentials that were made to be recognised.
// The shapes of vendors' keys follow the rules of gitleaks (MIT).
var secretRules = []Rule{
	{
		ID: "value-private-key", Severity: Critical,
		Reference: "RFC 7517 §9.2",
		Message:   "A private key stands in “{name}”: whoever holds this token holds the key.",
		Fix:       "Stop using that key, and take it out of the token.",
		Check: onPayload(func(v *value) (Hit, bool) {
			if v.node.Kind == jose.String && hasPrivatePEM(v.node.Value) || v.node.Kind == jose.Object && isPrivateJWK(v.node) {
				return hitValue(v), true
			}
			return Hit{}, false
		}),
	},
	vendorRule("value-aws-key", "AWS access key ids; gitleaks aws-access-token", "An AWS access key id stands in “{name}” ({value}).",
		"Rotate the key, and take it out of the token.", awsKey),
	vendorRule("value-github-token", "GitHub token formats; gitleaks github-pat", "A GitHub token stands in “{name}” ({value}).",
		"Revoke it, and take it out of the token.", gitHubToken),
	vendorRule("value-slack-token", "Slack token types; gitleaks slack-bot-token", "A Slack token or webhook stands in “{name}” ({value}).",
		"Revoke it, and take it out of the token.", slackToken),
	{
		ID: "value-stripe-key", Severity: Critical,
		Reference: "Stripe API keys; gitleaks stripe-access-token",
		Message:   "A secret key of Stripe stands in “{name}” ({value}).",
		Fix:       "Roll the key, and take it out of the token.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			kind, at := stripeKey(text)
			if kind == "" {
				return Hit{}, false
			}
			h := hitValue(v)
			h.Args["value"] = mask(text[at.Start:at.End])
			if kind == "test" {
				h.Severity = Warning
				h.Message = "A secret test key of Stripe stands in “{name}” ({value}). It moves no money, but it opens the test account."
			}
			return h, true
		}),
	},
	{
		ID: "value-other-token", Severity: Critical,
		Reference: "gitleaks; RFC 3986 §3.2.1",
		Message:   "A credential of {service} stands in “{name}” ({value}).",
		Fix:       "Revoke it, and take it out of the token.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			service, at := vendorToken(text)
			if service == "" {
				return Hit{}, false
			}
			h := hitValue(v)
			h.Args["service"] = service
			h.Args["value"] = mask(text[at.Start:at.End])
			return h, true
		}),
	},
	{
		ID: "value-password-hash", Severity: Warning,
		Reference: "OWASP Password Storage Cheat Sheet",
		Message:   "The hash of a password stands in “{name}”: whoever holds this token can try passwords against it without asking the server.",
		Fix:       "Take it out of the token.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			if !isPasswordHash(text) {
				return Hit{}, false
			}
			return hitValue(v), true
		}),
	},
}

// vendorRule is the rule of one shape; find returns where it stands in a text,
// an empty span when it does not.
func vendorRule(id, reference, message, fix string, find func(string) jose.Span) Rule {
	return Rule{
		ID: id, Severity: Critical, Reference: reference, Message: message, Fix: fix,
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			at := find(text)
			if at.Empty() {
				return Hit{}, false
			}
			h := hitValue(v)
			h.Args["value"] = mask(text[at.Start:at.End])
			return h, true
		}),
	}
}

// isPrivateJWK reports whether an object is a JWK with a private part: d of RSA,
// EC and OKP, k of a secret, priv of ML-DSA.
func isPrivateJWK(n *jose.Node) bool {
	kty, private := false, false
	for _, m := range n.Members {
		if m.Value == nil || m.Value.Kind != jose.String || m.Value.Value == "" {
			continue
		}
		switch m.Name {
		case "kty":
			kty = true
		case "d", "k", "priv":
			private = true
		}
	}
	return kty && private
}

// hasPrivatePEM looks for the first line of a private key in PEM or OpenPGP
// armor.
func hasPrivatePEM(s string) bool {
	const begin = "-----BEGIN "
	for {
		i := strings.Index(s, begin)
		if i < 0 {
			return false
		}
		s = s[i+len(begin):]
		n := 0
		for n < len(s) && n < 64 && (isUpper(s[n]) || s[n] == ' ') {
			n++
		}
		label := strings.TrimSuffix(s[:n], " BLOCK")
		if strings.HasSuffix(label, "PRIVATE KEY") && strings.HasPrefix(s[n:], "-----") {
			return true
		}
	}
}

// isPasswordHash reports whether a whole text is a password hash in one of the
// usual forms: bcrypt, Argon2, scrypt, SHA-crypt, or salted SHA of LDAP.
func isPasswordHash(s string) bool {
	if len(s) < 20 || len(s) > 1024 {
		return false
	}
	switch {
	case s[0] == '{':
		scheme, rest, ok := strings.Cut(s[1:], "}")
		return ok && len(rest) >= 20 && strings.HasPrefix(scheme, "SSHA") && strings.Trim(scheme[4:], "0123456789") == ""
	case s[0] != '$':
		return false
	case strings.HasPrefix(s, "$argon2id$"), strings.HasPrefix(s, "$argon2i$"), strings.HasPrefix(s, "$argon2d$"), strings.HasPrefix(s, "$scrypt$"):
		return !strings.ContainsAny(s, " \t\r\n")
	case s[1] == '2':
		return isBcrypt(s)
	case strings.HasPrefix(s, "$5$"), strings.HasPrefix(s, "$6$"):
		parts := strings.Split(s[3:], "$")
		if len(parts) == 3 && strings.HasPrefix(parts[0], "rounds=") {
			parts = parts[1:]
		}
		return len(parts) == 2 && len(parts[0]) <= 16 && len(parts[1]) >= 20 && cryptDigits(parts[0]) && cryptDigits(parts[1])
	}
	return false
}

// isBcrypt matches ^\$2[aby]?\$\d\d\$[./A-Za-z0-9]{53}$.
func isBcrypt(s string) bool {
	s = s[2:]
	if s[0] == 'a' || s[0] == 'b' || s[0] == 'y' {
		s = s[1:]
	}
	return len(s) == 57 && s[0] == '$' && onlyDigits(s[1:3]) && s[3] == '$' && cryptDigits(s[4:])
}

func cryptDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isAlphanumeric(c) && c != '.' && c != '/' {
			return false
		}
	}
	return true
}
