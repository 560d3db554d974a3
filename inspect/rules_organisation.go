package inspect

import "strings"

// orgRules are what the operator's organisation asks of tokens. They are silent
// where the operator asks nothing.
var orgRules = []Rule{
	{
		ID: "org-lifetime", Severity: Warning,
		Reference: houseReference,
		Message:   "Your organisation lets tokens live {most} at most, and this one lives {life}.",
		Fix:       "Have the issuer end its tokens sooner.",
		Check: func(f *facts, hit func(Hit)) {
			rules := f.houseRules()
			if rules.MaxLifetime <= 0 {
				return
			}
			exp, from := f.time.Exp, unixSeconds(f.req.Now)
			if f.time.Iat != nil {
				from = f.time.Iat.Seconds
			} else if f.time.Nbf != nil {
				from = f.time.Nbf.Seconds
			}
			h := f.claimHit("exp", map[string]string{"most": Duration(rules.MaxLifetime)})
			switch {
			case exp == nil && f.claim("exp") != nil:
				return // which is no time at all
			case exp == nil:
				h.Message = "Your organisation lets tokens live {most} at most, and this one never ends."
			case exp.Seconds-from <= rules.MaxLifetime:
				return
			default:
				h.Args["life"] = Duration(exp.Seconds - from)
			}
			hit(h)
		},
	},
	{
		ID: "org-audience", Severity: Warning,
		Reference: houseReference,
		Message:   "“aud” is {found}. Your organisation asks for audiences of the form {pattern}.",
		Fix:       "Have the issuer name a service of your organisation.",
		Check: func(f *facts, hit func(Hit)) {
			pattern := f.houseRules().AudiencePattern
			found, _ := textsOf(f.token.Payload, "aud", true)
			for _, aud := range found {
				if pattern != "" && !matchesPattern(aud, pattern) {
					hit(f.claimHit("aud", map[string]string{"found": inQuotes(aud), "pattern": inQuotes(pattern)}))
					return
				}
			}
		},
	},
	{
		ID: "org-claim-forbidden", Severity: Warning,
		Reference: houseReference,
		Message:   "Your organisation wants no “{name}” in tokens.",
		Fix:       "Have the issuer leave it out, and look it up where it is needed.",
		Check: func(f *facts, hit func(Hit)) {
			for _, name := range f.houseRules().ForbiddenClaims {
				if f.claim(name) != nil {
					hit(f.claimHit(name, map[string]string{}))
				}
			}
		},
	},
}

// houseRules are what is asked of this token: nothing, unless it has claims.
func (f *facts) houseRules() *OrgRules {
	if rules, _ := f.house(); rules != nil && f.readsClaims() {
		return rules
	}
	return &OrgRules{}
}

// houseReference is what these rules rest on.
const houseReference = "The rules of your organisation"

// matchesPattern reports whether a text has the form of a pattern, in which each
// asterisk stands for one or more letters, digits, dots, hyphens and underscores,
// and every other character for itself.
func matchesPattern(text, pattern string) bool {
	pieces := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(text, pieces[0])
	if !ok || len(pieces) == 1 {
		return text == pattern
	}
	for i, piece := range pieces[1:] {
		if rest == "" {
			return false
		}
		// The first place will do: what an asterisk could pass over to reach a later
		// one, the next asterisk can.
		at := 1 + strings.Index(rest[1:], piece)
		if i == len(pieces)-2 {
			at = 0
			if strings.HasSuffix(rest, piece) {
				at = len(rest) - len(piece)
			}
		}
		if at == 0 || strings.ContainsFunc(rest[:at], notInName) {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return true
}

func notInName(c rune) bool {
	return c != '.' && c != '-' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
}
