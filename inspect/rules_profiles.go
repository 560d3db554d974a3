package inspect

import (
	"strings"

	"jotlens/jose"
)

// profileRules are about the kinds of token that a standard gives a list of
// claims. What is missing from it is one finding, whatever is missing.
var profileRules = []Rule{
	{
		ID: "profile-at-jwt", Severity: Warning,
		Reference: "RFC 9068 §2.2",
		Message:   "An OAuth access token must also have {missing}.",
		Fix:       "Let the authorization server add what is missing, or do not call the token at+jwt.",
		Check: func(f *facts, hit func(Hit)) {
			if f.profile() != accessTokenProfile {
				return
			}
			f.hitMissing(accessTokenProfile, hit)
			for _, name := range [...]string{"nonce", "at_hash"} {
				if f.claim(name) != nil {
					h := f.claimHit(name, map[string]string{})
					h.Message = "“{name}” belongs in an ID token, and this calls itself an access token."
					h.Fix = "Keep the two apart: an ID token in place of an access token must be refused."
					hit(h)
				}
			}
		},
	},
	{
		ID: "profile-id-token", Severity: Warning,
		Reference: "OIDC Core §2",
		Message:   "This looks like an ID token, which must also have {missing}.",
		Fix:       "Let the OpenID provider add what is missing. An ID token is for the client that asked for it: never send it to an API.",
		Check: func(f *facts, hit func(Hit)) {
			if f.profile() == idTokenProfile {
				f.hitMissing(idTokenProfile, hit)
			}
		},
	},
	{
		ID: "profile-logout-token", Severity: Warning,
		Reference: "OIDC Back-Channel Logout §2.4",
		Message:   "A logout token must also have {missing}.",
		Fix:       "Let the OpenID provider add what is missing.",
		Check: func(f *facts, hit func(Hit)) {
			if f.profile() != logoutTokenProfile {
				return
			}
			f.hitMissing(logoutTokenProfile, hit)
			if f.claim("nonce") != nil {
				h := f.claimHit("nonce", map[string]string{})
				h.Severity = Critical
				h.Message = "A logout token must not have “nonce”: with it, it could pass for an ID token."
				h.Fix = "Leave “nonce” out; a client refuses the token as it is."
				hit(h)
			}
		},
	},
	{
		ID: "profile-dpop", Severity: Warning,
		Reference: "RFC 9449 §4.2",
		Message:   "A DPoP proof must also have {missing}.",
		Fix:       "Let the client add what is missing, anew for each request.",
		Check: func(f *facts, hit func(Hit)) {
			if f.profile() != dpopProfile {
				return
			}
			f.hitMissing(dpopProfile, hit)
			if known, _ := jose.AlgorithmNamed(f.alg); known.Family == "HMAC" {
				h := f.headerHit("alg", map[string]string{"alg": excerpt(f.alg)})
				h.Message = "A DPoP proof must be signed with a private key, and {alg} is made with a shared secret."
				h.Fix = "Use ES256 or another algorithm with a key pair."
				hit(h)
			}
		},
	},
}

// A profile is a kind of token for which a standard lists the claims.
type profile struct {
	claims   []string // which it must have, in the order of the standard
	critical string   // the one whose absence is critical and has a rule of its own: exp-missing
}

// The profiles. That "alg" must not be none needs no word here: alg-none is
// said of every token.
var (
	accessTokenProfile = &profile{claims: strings.Fields("iss exp aud sub client_id iat jti"), critical: "exp"}
	idTokenProfile     = &profile{claims: strings.Fields("iss sub aud exp iat"), critical: "exp"}
	logoutTokenProfile = &profile{claims: strings.Fields("iss aud iat exp jti events")}
	dpopProfile        = &profile{claims: strings.Fields("jti htm htu iat")}
)

// logoutEvent is the event of a logout token (OIDC Back-Channel Logout §2.4).
const logoutEvent = "http://schemas.openid.net/event/backchannel-logout"

// profile is the one that the token falls under, nil when it falls under none.
func (f *facts) profile() *profile {
	if !f.readsClaims() || f.token.Kind == jose.KindSDJWT || f.isRefreshToken() {
		return nil
	}
	switch {
	case f.typ == "at+jwt":
		return accessTokenProfile
	case f.typ == "dpop+jwt":
		return dpopProfile
	case f.typ == "logout+jwt" || f.hasLogoutEvent():
		return logoutTokenProfile
	case f.isIDToken():
		return idTokenProfile
	}
	return nil
}

// profileAsks reports whether a rule about the token's profile speaks of a
// claim when it is missing, so that no other rule needs to.
func (f *facts) profileAsks(name string) bool {
	p := f.profile()
	if p == nil || name == p.critical {
		return false
	}
	for _, claim := range p.claims {
		if claim == name {
			return true
		}
	}
	return false
}

// hitMissing hits once if the token lacks anything that its profile demands.
func (f *facts) hitMissing(p *profile, hit func(Hit)) {
	var missing []string
	for _, name := range p.claims {
		if name != p.critical && f.claim(name) == nil {
			missing = append(missing, "“"+name+"”")
		}
	}
	at := Hit{Path: "payload", Part: "payload"}
	switch p {
	case logoutTokenProfile:
		if f.claim("events") != nil && !f.hasLogoutEvent() {
			missing = append(missing, "the event “"+logoutEvent+"”")
		}
		if !f.hasClaim("sub", "sid") {
			missing = append(missing, "“sub” or “sid”")
		}
	case dpopProfile:
		if n := f.token.Parameter("jwk"); n == nil || n.Kind != jose.Object {
			missing = append(missing, "a public key in the header (“jwk”)")
			if len(missing) == 1 {
				at = f.headerHit("jwk", nil)
			}
		}
	}
	if len(missing) > 0 {
		at.Args = map[string]string{"missing": list(missing)}
		hit(at)
	}
}

// hasLogoutEvent reports whether the claims tell of a logout.
func (f *facts) hasLogoutEvent() bool {
	events := f.claim("events")
	return events != nil && events.Member(logoutEvent) != nil
}
