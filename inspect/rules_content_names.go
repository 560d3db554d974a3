package inspect

import (
	"strings"

	"jotlens/jose"
)

// nameRules judge claims by the words of their names.
var nameRules = []Rule{
	{
		ID: "claim-credential", Severity: Critical,
		Reference: "RFC 7519 §12; OWASP WSTG-SESS-10",
		Message:   "Everyone who holds this token can read “{name}”: a JWT is signed, not encrypted.",
		Fix:       "Take it out of the token and look it up on the server. Replace it if the token was ever handed to anybody.",
		Check:     onPayload(judgeName(isCredential)),
	},
	{
		ID: "claim-financial", Severity: Warning,
		Reference: "PCI DSS, requirement 3",
		Message:   "“{name}” looks like payment data, and everyone who holds this token can read it.",
		Fix:       "Send a reference that means nothing to others.",
		Check:     onPayload(judgeName(isFinancial)),
	},
	{
		ID: "claim-national-id", Severity: Warning,
		Reference: "GDPR Art. 5",
		Message:   "“{name}” looks like a government identifier, and everyone who holds this token can read it.",
		Fix:       "Take it out of the token; ask for it only where the law demands it.",
		Check:     onPayload(judgeName(isNationalID)),
	},
	{
		ID: "claim-personal", Severity: Info,
		Reference: "OIDC Core §5.1; GDPR Art. 5",
		Message:   "“{name}” is personal data that everyone who holds this token can read.",
		Fix:       "Send only what the receiver needs.",
		Check: onPayload(func(v *value) (Hit, bool) {
			h, ok := judgeName(isPersonal)(v)
			if ok && v.isTopLevel() && oidcPersonal[v.member.Name] {
				h.Message = "“{name}” is a standard OIDC claim. It is personal data that everyone who holds this token can read."
			}
			return h, ok
		}),
	},
}

var (
	credentialTerms = newTerms("password", "passwords", "passwd", "passphrase", "pwd", "secret", "client secret",
		"api key", "access key", "secret key", "private key", "encryption key", "credential", "credentials",
		"refresh token", "access token", "session token", "recovery code", "recovery codes", "backup code", "backup codes",
		"security answer", "totp secret", "#otp secret", "mnemonic", "seed phrase", "#pin")
	financialTerms = newTerms("card", "card number", "credit card", "#pan", "cc number", "#cvv", "#cvc", "#cvv2",
		"iban", "account number", "routing number", "sort code")
	nationalTerms = newTerms("#ssn", "#social security", "national id", "passport", "tax id", "tin", "nin", "aadhaar",
		"driver license", "driver licence", "drivers license", "drivers licence", "driver s license", "driver s licence")
	personalTerms = newTerms("dob", "birthdate", "date of birth", "birthday", "address", "street address",
		"phone", "phone number", "mobile", "#salary", "gender", "ethnicity", "religion", "medical", "diagnosis", "blood type")
)

// oidcPersonal are the names of personalTerms that OIDC Core §5.1 registers.
var oidcPersonal = map[string]bool{"birthdate": true, "gender": true, "phone_number": true, "address": true}

// Words that turn a term into something harmless. They are few, and each is
// seen in ordinary tokens.
var (
	// The name of a Kubernetes secret, and what OpenID for Verifiable
	// Credentials says about a credential, are not the thing itself.
	aboutCredential = wordSet("name identifier identifiers format issuer status ref")
	aboutNothing    = map[string]bool{}
	// A verifiable credential is made to be shown.
	beforeCredential = wordSet("verifiable")
	beforeCard       = wordSet("sim esim smart business report")
	beforeAddress    = wordSet("ip ipv4 ipv6 mac email mail wallet web network")
)

// carriers are names of members that say only "the value of what holds me":
// {"password": {"value": "…"}}.
var carriers = wordSet("value plain plaintext text raw data current old new number code")

// naming are members in which a name is that of a resource that somebody may
// use, or of a claim that is elsewhere (OIDC Core §5.6.2), not of its value.
var naming = wordSet("realm_access resource_access permissions authorization scopes entitlements authorities _claim_names")

// delivered are members in which a token is put on purpose: the access token
// of a distributed claim (OIDC Core §5.6.2) is meant for the reader.
var delivered = wordSet("_claim_sources")

// judgeName makes a judge of values of a test of their names: a member fires
// if its value passes, or the first element of its array does.
func judgeName(sensitive func(v *value, name string) bool) func(*value) (Hit, bool) {
	return func(v *value) (Hit, bool) {
		if v.member == nil || !mayBeSensitive(v.node) || !sensitive(v, v.claimName()) || v.isWithin(naming) {
			return Hit{}, false
		}
		h := hitMember(v)
		h.Args["name"] = excerpt(v.claimName())
		return h, true
	}
}

// mayBeSensitive is a first, cheap test: there is something in the value.
func mayBeSensitive(n *jose.Node) bool {
	switch n.Kind {
	case jose.String, jose.Number:
		return true
	case jose.Array:
		return len(n.Elements) > 0
	case jose.Object:
		return len(n.Members) > 0
	}
	return false
}

// claimName is the name that says what v holds.
func (v *value) claimName() string {
	if p := v.parent; p != nil && p.member != nil && carriers[v.member.Name] {
		return p.member.Name
	}
	return v.member.Name
}

func isCredential(v *value, name string) bool {
	t, ok := credentialTerms.find(splitWords(name), func(t term, before, after []string) bool {
		verifiable := strings.HasPrefix(t.words[0], "credential") && len(before) > 0 && beforeCredential[before[len(before)-1]]
		return verifiable || isAbout(after, aboutCredential)
	})
	return ok && anyScalar(v.node, func(n *jose.Node) bool {
		if n.Kind == jose.Number {
			return t.numbers && !isTime(n.Value)
		}
		return !isBlank(n.Value) && !isURL(n.Value) && !isDate(n.Value) && !isTime(n.Value)
	}) && !v.isWithin(delivered)
}

// financialTerm finds the words of payment data in a claim name.
func financialTerm(name string) (term, bool) {
	return financialTerms.find(splitWords(name), func(t term, before, after []string) bool {
		return t.words[0] == "card" && len(before) > 0 && beforeCard[before[len(before)-1]] || isAbout(after, aboutNothing)
	})
}

func isFinancial(v *value, name string) bool {
	t, ok := financialTerm(name)
	return ok && anyScalar(v.node, func(n *jose.Node) bool {
		if n.Kind == jose.Number {
			// A small number beside "card" counts cards; the numbers on them are long.
			return !isTime(n.Value) && (t.numbers || len(n.Value) >= 6 && onlyDigits(n.Value))
		}
		return !isBlank(n.Value) && !isMasked(n.Value) && !isURL(n.Value) && !isDate(n.Value) && !isTime(n.Value)
	})
}

func isNationalID(v *value, name string) bool {
	t, ok := nationalTerms.find(splitWords(name), func(_ term, _, after []string) bool { return isAbout(after, aboutNothing) })
	return ok && anyScalar(v.node, func(n *jose.Node) bool {
		return n.Kind == jose.Number && t.numbers || n.Kind == jose.String && !isBlank(n.Value) && !isMasked(n.Value)
	})
}

// personalTerm finds the words of personal data in a claim name.
func personalTerm(name string) (term, bool) {
	return personalTerms.find(splitWords(name), func(t term, before, after []string) bool {
		return t.words[0] == "address" && len(before) > 0 && beforeAddress[before[len(before)-1]] || isAbout(after, aboutNothing)
	})
}

func isPersonal(v *value, name string) bool {
	t, ok := personalTerm(name)
	if !ok {
		return false
	}
	// The parts of an address say nothing that the address did not.
	if p := v.parent; p.member != nil {
		if outer, ok := personalTerm(p.member.Name); ok && outer.words[0] == "address" {
			return false
		}
	}
	address := t.words[0] == "address"
	if address && v.node.Kind == jose.Object {
		for i := range v.node.Members {
			if n := v.node.Members[i].Value; n != nil && anyScalar(n, func(n *jose.Node) bool { return !isBlank(n.Value) }) {
				return true
			}
		}
		return false
	}
	return anyScalar(v.node, func(n *jose.Node) bool {
		switch {
		case n.Kind == jose.Number:
			return t.numbers
		case address:
			return strings.ContainsAny(n.Value, "0123456789") && strings.Contains(n.Value, " ")
		}
		return !isBlank(n.Value)
	})
}

// anyScalar reports whether a string or number passes: n itself, or an element
// of n if it is an array.
func anyScalar(n *jose.Node, passes func(*jose.Node) bool) bool {
	if n.Kind == jose.String || n.Kind == jose.Number {
		return passes(n)
	}
	for _, e := range n.Elements {
		if (e.Kind == jose.String || e.Kind == jose.Number) && passes(e) {
			return true
		}
	}
	return false
}
