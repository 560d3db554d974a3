package inspect

import "strings"

// personalRules know addresses of persons by their form.
var personalRules = []Rule{
	{
		ID: "value-email", Severity: Info,
		Reference: "OIDC Core §5.1",
		Message:   "“{name}” is an e-mail address, {value}: personal data that everyone who holds this token can read.",
		Fix:       "Send it only to receivers that need it.",
		// Once is enough: the second address teaches nothing new.
		Check: func(f *facts, hit func(Hit)) {
			for i := range f.values {
				if v := &f.values[i]; v.part == f.contentPart() && isEmail(v.node.Value) && !v.isService() {
					hit(hitValue(v))
					return
				}
			}
		},
	},
	{
		ID: "value-phone", Severity: Info,
		Reference: "ITU-T E.164",
		Message:   "“{name}” looks like a phone number ({value}): personal data that everyone who holds this token can read.",
		Fix:       "Send it only to receivers that need it.",
		Check: onStrings(func(v *value, text string) (Hit, bool) {
			if !isPhone(text) || v.isNamedPersonal() {
				return Hit{}, false
			}
			return hitValue(v), true
		}),
	},
}

// isService reports whether an address is that of a program and of no person: an
// issuer, or what Google calls a service account.
func (v *value) isService() bool {
	return v.isTopLevel() && v.member.Name == "iss" || strings.HasSuffix(strings.ToLower(v.node.Value), ".gserviceaccount.com")
}

// isNamedPersonal reports whether claim-personal says already that a value, or
// the array that holds it, is personal data.
func (v *value) isNamedPersonal() bool {
	if v.member == nil && v.parent != nil {
		v = v.parent
	}
	_, ok := judgeName(isPersonal)(v)
	return ok
}

// isEmail reports whether a whole text is one e-mail address. It is stricter
// than the usual [^\s@]+@[^\s@]+\.[A-Za-z]{2,} where that takes URLs, and the
// "workflow.yml@refs/heads/x" of GitHub, for addresses.
func isEmail(s string) bool {
	at := strings.IndexByte(s, '@')
	if at < 1 || len(s) > 254 {
		return false
	}
	local, domain := s[:at], s[at+1:]
	dot := strings.LastIndexByte(domain, '.')
	if dot < 1 || len(domain)-dot < 3 || strings.ContainsAny(local, " \t\r\n/:\\\"<>(),;") {
		return false
	}
	for i := 0; i < dot; i++ {
		if c := domain[i]; !isAlphanumeric(c) && c != '-' && c != '.' && c < 0x80 {
			return false
		}
	}
	for i := dot + 1; i < len(domain); i++ {
		if c := domain[i]; !isAlphanumeric(c) || isDigit(c) {
			return false
		}
	}
	return true
}

// isPhone reports whether a whole text is a number in international form, "+"
// and 8 to 15 digits, perhaps with spaces, hyphens and parentheses.
func isPhone(s string) bool {
	if len(s) < 9 || len(s) > 32 || s[0] != '+' || s[1] < '1' || s[1] > '9' {
		return false
	}
	digits := 0
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			digits++
		case c != ' ' && c != '-' && c != '(' && c != ')':
			return false
		}
	}
	return digits >= 8 && digits <= 15
}
