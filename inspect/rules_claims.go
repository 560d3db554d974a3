package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// claimRules are about the registered claims other than times (RFC 7519 §4.1),
// and about claims that grant power. What a profile demands is the business of
// profileRules: a claim that they miss is not missed here again.
var claimRules = []Rule{
	{
		ID: "iss-missing", Severity: Info,
		Reference: "RFC 8725 §3.8; RFC 7519 §4.1.1",
		Message:   "Who issued this? Without “iss” a verifier cannot tie the key to an issuer.",
		Fix:       "Add “iss”, and compare it when you verify.",
		Check: func(f *facts, hit func(Hit)) {
			if f.misses("iss") {
				hit(Hit{Path: "payload.iss", Part: "payload"})
			}
		},
	},
	{
		ID: "aud-missing", Severity: Warning,
		Reference: "RFC 8725 §3.9; RFC 7519 §4.1.3",
		Message:   "Without “aud” a token made for one service works at another of the same issuer.",
		Fix:       "Name the service in “aud”, and let it refuse every other name.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.misses("aud") || f.claim("vc") != nil {
				return // a credential is for whoever asks its holder (VC-JOSE-COSE)
			}
			h := Hit{Path: "payload.aud", Part: "payload"}
			if f.claim("iss") == nil {
				h.Severity = Info
			}
			hit(h)
		},
	},
	{
		ID: "aud-wildcard", Severity: Warning,
		Reference: "RFC 8725 §3.9",
		Message:   "“aud” {what}. An audience that fits everyone protects no one.",
		Fix:       "Name the one service that the token is for.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.readsClaims() {
				return
			}
			if what := openAudience(f.claim("aud")); what != "" {
				hit(f.claimHit("aud", map[string]string{"what": what}))
			}
		},
	},
	{
		ID: "sub-missing", Severity: Info,
		Reference: "RFC 8725 §3.8; RFC 7519 §4.1.2",
		Message:   "The token does not say whom it is about.",
		Fix:       "Add “sub”, with an identifier that its issuer never gives to anybody else.",
		Check: func(f *facts, hit func(Hit)) {
			// Events have subjects of their own (RFC 9493 §4.1; RFC 8417 §2.2).
			if f.misses("sub") && !f.hasClaim("sub_id", "events") && f.typ != "logout+jwt" {
				hit(Hit{Path: "payload.sub", Part: "payload"})
			}
		},
	},
	{
		ID: "jti-missing", Severity: Info,
		Reference: "RFC 7519 §4.1.7",
		Message:   "Without “jti” a single token cannot be revoked, nor recognized when it is replayed.",
		Fix:       "Add “jti”, with a value that is never used twice.",
		Check: func(f *facts, hit func(Hit)) {
			// An ID token is used once, by the client that asked for it.
			if f.misses("jti") && !f.isIDToken() {
				hit(Hit{Path: "payload.jti", Part: "payload"})
			}
		},
	},
	{
		ID: "claim-type-wrong", Severity: Warning,
		Reference: "RFC 7519 §2, §4.1; RFC 8693 §4.2",
		Message:   "“{name}” must be {type}, and this is {what}.",
		Fix:       "Write {type}.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.readsClaims() {
				return
			}
			for _, name := range [...]string{"iss", "sub", "jti", "aud", "scope"} {
				n := f.claim(name)
				if n == nil {
					continue
				}
				want, is := "a string", kindNames[n.Kind]
				switch {
				case name == "aud":
					want = "a string or an array of strings"
					if n.Kind == jose.String {
						continue
					}
					if n.Kind == jose.Array {
						other := otherThanString(n)
						if other == nil {
							continue
						}
						is = "an array with " + kindNames[other.Kind] + " in it"
						if other.Kind == jose.String {
							is = kindNames[jose.Array]
						}
					}
				case n.Kind != jose.String:
					if name == "scope" {
						want = "one string with spaces between the scopes"
					}
				case name != "iss" && name != "sub" || !strings.Contains(n.Value, ":") || isURI(n.Value):
					continue
				default:
					want, is = "a URI when it contains a colon", "“"+excerpt(n.Value)+"”"
				}
				hit(f.claimHit(name, map[string]string{"type": want, "what": is}))
			}
		},
	},
	{
		ID: "claim-name-typo", Severity: Warning,
		Reference: "RFC 7519 §4.1",
		Message:   "Verifiers look for “{registered}”, not for “{name}”, and pass over this claim.",
		Fix:       "Call it “{registered}”.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.asksForClaims() {
				return
			}
			for _, m := range f.token.Payload.Root.Members {
				if registered := otherClaimNames[m.Name]; registered != "" && !m.Duplicate && f.claim(registered) == nil {
					hit(f.claimHit(m.Name, map[string]string{"registered": registered}))
				}
			}
		},
	},
	{
		ID: "issuer-not-https", Severity: Info,
		Reference: "RFC 8414 §2; OIDC Core §2",
		Message:   "“iss” is not an https address without query and fragment, as OAuth and OpenID Connect demand, so nobody can find the keys of the issuer from it.",
		Fix:       "Use the address under which the issuer publishes its metadata.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.readsClaims() || f.typ != "at+jwt" && !f.isIDToken() {
				return
			}
			if n := f.claim("iss"); n != nil && n.Kind == jose.String && !isIssuerURL(n.Value) {
				hit(f.claimHit("iss", map[string]string{}))
			}
		},
	},
	{
		ID: "privilege-claims", Severity: Info,
		Reference: "OWASP API5:2023",
		Message:   "“{name}” makes its holder an administrator. That is fine in a signed token, but it stays true for as long as the token is valid, even if the right is taken away before.",
		Fix:       "Let the token expire soon, or look the right up when it is used.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.readsClaims() {
				return
			}
			for _, name := range [...]string{"admin", "is_admin", "role", "roles", "permissions", "scope"} {
				n := f.claim(name)
				if n == nil {
					continue
				}
				flag := name == "admin" || name == "is_admin"
				if flag && isYes(n) || !flag && namesAdministrator(n) {
					hit(f.claimHit(name, map[string]string{}))
				}
			}
		},
	},
}

// readsClaims reports whether the claims of a JWT lie open, in full.
func (f *facts) readsClaims() bool {
	return f.token.Payload.IsWholeObject() && (f.isJWT() || f.token.Kind == jose.KindSDJWT) && !f.token.Detached
}

// asksForClaims reports whether the token is of a kind that the registered
// claims are expected in. Refresh tokens are for their issuer alone; what they
// hold is its own affair.
func (f *facts) asksForClaims() bool {
	return f.readsClaims() && f.token.Kind != jose.KindSDJWT && !freeTypes[f.typ] && !f.isRefreshToken()
}

// freeTypes are the types of token that have claims of their own in place of
// the registered ones.
var freeTypes = wordSet(`dpop+jwt kb+jwt statuslist+jwt dc+sd-jwt vc+sd-jwt vc+jwt vp+jwt openid4vci-proof+jwt
	entity-statement+jwt resolve-response+jwt trust-mark+jwt jwk-set+jwt passport`)

// misses reports whether a registered claim ought to be there, is not, and no
// other rule says so.
func (f *facts) misses(name string) bool {
	if !f.asksForClaims() || f.claim(name) != nil || f.profileAsks(name) {
		return false
	}
	for other, registered := range otherClaimNames {
		if registered == name && f.token.Payload.Member(other) != nil {
			return false // claim-name-typo
		}
	}
	return true
}

// otherClaimNames are what people call registered claims by mistake.
var otherClaimNames = map[string]string{
	"expires": "exp", "expiry": "exp", "expiration": "exp", "expire": "exp", "exp_at": "exp", "expires_at": "exp",
	"expires_in": "exp", "ttl": "exp", "valid_until": "exp",
	"issuer": "iss", "audience": "aud", "subject": "sub", "issued_at": "iat", "not_before": "nbf", "token_id": "jti",
}

// openAudience says what makes an audience one for everybody; "" when nothing
// does.
func openAudience(aud *jose.Node) string {
	const most = 10
	if aud == nil {
		return ""
	}
	entries := aud.Elements
	switch {
	case aud.Kind == jose.String:
		entries = []*jose.Node{aud}
	case aud.Kind != jose.Array:
		return ""
	case len(entries) == 0:
		return "is an empty list"
	case len(entries) > most:
		return "names " + strconv.Itoa(len(entries)) + " services"
	}
	for _, e := range entries {
		switch {
		case e.Kind != jose.String:
		case e.Value == "" && aud.Kind == jose.String:
			return "is empty"
		case e.Value == "":
			return "has an empty entry"
		case strings.Contains(e.Value, "*"):
			return "has a wildcard (“" + excerpt(e.Value) + "”)"
		}
	}
	return ""
}

// otherThanString is the first element of an array that is no string.
func otherThanString(array *jose.Node) *jose.Node {
	for _, e := range array.Elements {
		if e.Kind != jose.String {
			return e
		}
	}
	return nil
}

// isURI reports whether a text has the form of a URI: a scheme, a colon, and
// characters that may stand in one (RFC 3986 §2, §3). Schemes with "_", which
// GitLab makes up ("project_path:group/project"), pass.
func isURI(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || scheme == "" || isDigit(scheme[0]) || !isWordByte(scheme[0]) {
		return false
	}
	for i := 0; i < len(scheme); i++ {
		if c := scheme[i]; !isWordByte(c) && c != '+' && c != '-' && c != '.' {
			return false
		}
	}
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			return false
		case c == '%' && (i+2 >= len(rest) || !isHexDigit(rest[i+1]) || !isHexDigit(rest[i+2])):
			return false
		}
	}
	return true
}

// isIssuerURL reports whether a text is an https URL with a host and without
// query and fragment (RFC 8414 §2). The scheme may be in capitals, as in any
// URL.
func isIssuerURL(s string) bool {
	const scheme = "https://"
	if len(s) <= len(scheme) || !strings.EqualFold(s[:len(scheme)], scheme) || s[len(scheme)] == '/' {
		return false
	}
	return isURI(s) && !strings.ContainsAny(s, "?#")
}

// isYes reports whether a flag is set, in any of the usual spellings.
func isYes(n *jose.Node) bool {
	switch n.Kind {
	case jose.True:
		return true
	case jose.Number:
		return n.Value == "1"
	case jose.String:
		switch strings.ToLower(n.Value) {
		case "true", "yes", "1":
			return true
		}
	}
	return false
}

// administrators are the words for those who may do everything.
var administrators = wordSet("admin admins administrator administrators superadmin superuser sysadmin root")

// maxGrants bounds how many roles or scopes are looked through.
const maxGrants = 1000

// namesAdministrator reports whether a role, a list of roles with spaces
// between them, or an array of them has the word for an administrator.
func namesAdministrator(n *jose.Node) bool {
	entries := n.Elements
	if n.Kind == jose.String {
		entries = []*jose.Node{n}
	}
	for i, e := range entries {
		if i == maxGrants {
			break
		}
		if e.Kind != jose.String {
			continue
		}
		rest := e.Value
		for range maxGrants {
			grant, more, ok := strings.Cut(rest, " ")
			if isAdministrator(grant) {
				return true
			}
			if !ok {
				break
			}
			rest = more
		}
	}
	return false
}

func isAdministrator(grant string) bool {
	if grant == "*" {
		return true
	}
	for _, word := range splitWords(grant) {
		if administrators[word] {
			return true
		}
	}
	return false
}
