package inspect

import (
	"math"
	"time"

	"jotlens/jose"
)

// timeRules are about the time claims (RFC 7519 §2 and §4.1).
var timeRules = []Rule{
	{
		ID: "exp-missing", Severity: Warning,
		Reference: "RFC 7519 §4.1.4; RFC 9068 §2.2; OIDC Core §2",
		Message:   "This token never expires: if it leaks, it works forever.",
		Fix:       "Set “exp”; about 15 minutes is usual for access tokens.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.token.Payload.IsWholeObject() || f.claim("exp") != nil || lifetimeFree[f.typ] || f.profileAsks("exp") {
				return
			}
			h := Hit{Path: "payload.exp", Part: "payload"}
			switch {
			case f.typ == "at+jwt":
				h.Severity = Critical
				h.Message = "This token never expires: if it leaks, it works forever. An OAuth access token (at+jwt) must have “exp”."
			case f.isIDToken():
				h.Severity = Critical
				h.Message = "This token never expires: if it leaks, it works forever. An ID token must have “exp”."
			}
			hit(h)
		},
	},
	{
		ID: "time-not-number", Severity: Critical,
		Reference: "RFC 7519 §2; OIDC Core §2, §5.1",
		Message:   "“{name}” must be a number of seconds, and this is {what}. Some verifiers ignore it, and then the token has no such limit; others reject the token.",
		Fix:       "Write a JSON number, without quotation marks.",
		Check: func(f *facts, hit func(Hit)) {
			for _, name := range []string{"exp", "nbf", "iat", "auth_time", "updated_at"} {
				n := f.claim(name)
				if n == nil || n.Kind == jose.Number {
					continue
				}
				h := f.claimHit(name, map[string]string{"what": kindNames[n.Kind]})
				switch name {
				case "auth_time": // AD FS writes text
					h.Severity = Warning
					h.Message = "“{name}” must be a number of seconds, and this is {what}. Whoever asks how long ago somebody signed in cannot read it."
				case "updated_at": // Auth0 and Salesforce write text
					h.Severity = Info
					h.Message = "“{name}” should be a number of seconds, and this is {what}, as some issuers write it. No limit depends on it."
				}
				hit(h)
			}
		},
	},
	{
		ID: "time-out-of-range", Severity: Warning,
		Reference: "RFC 7519 §2",
		Message:   "“{name}”: {value} is not a plausible time. Libraries disagree about it: some overflow and call the token expired, others call it valid forever.",
		Fix:       "Write seconds since 1970 as an ordinary number.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachTime(func(name string, d NumericDate) {
				if !d.Plausible() && !d.Milliseconds() {
					hit(f.claimHit(name, map[string]string{"value": excerpt(d.Literal)}))
				}
			})
		},
	},
	{
		ID: "time-in-milliseconds", Severity: Warning,
		Reference: "RFC 7519 §2",
		Message:   "“{name}” looks like milliseconds; JWT times are seconds. Read as seconds it means the year {year}, read as milliseconds {date}.",
		Fix:       "Divide by 1000.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachTime(func(name string, d NumericDate) {
				if d.Milliseconds() {
					inMillis := NumericDate{Seconds: d.Seconds / 1000}
					hit(f.claimHit(name, map[string]string{"year": year(d.Seconds), "date": inMillis.Time().Format("2006-01-02 15:04:05 UTC")}))
				}
			})
		},
	},
	{
		ID: "expired", Severity: Warning,
		Reference: "RFC 7519 §4.1.4",
		Message:   "Expired {ago}. A verifier must reject it, even with a good signature.",
		Fix:       "Get a fresh token.",
		Check: func(f *facts, hit func(Hit)) {
			exp := f.time.Exp
			if exp == nil || f.ahead(*exp) > -f.req.Leeway.Seconds() {
				return
			}
			h := f.claimHit("exp", map[string]string{"ago": Relative(-f.ahead(*exp), false)})
			if exp.Seconds == 0 {
				h.Message = "“exp” is 0, which is 1970: expired. Some libraries (golang-jwt 5.3.1 among them) take 0 for a missing “exp” and accept the token forever."
			}
			hit(h)
		},
	},
	{
		ID: "expires-soon", Severity: Info,
		Reference: "RFC 7519 §4.1.4",
		Message:   "Expires {in}; it may be refused on arrival.",
		Fix:       "Get a fresh token before you use this one.",
		Check: func(f *facts, hit func(Hit)) {
			if exp := f.time.Exp; exp != nil {
				if left := f.ahead(*exp); left > 0 && left <= 60 {
					hit(f.claimHit("exp", map[string]string{"in": Relative(left, true)}))
				}
			}
		},
	},
	{
		ID: "not-yet-valid", Severity: Warning,
		Reference: "RFC 7519 §4.1.5",
		Message:   "Not valid before {date}, which is {in}.",
		Fix:       "Check the clocks of issuer and verifier.",
		Check: func(f *facts, hit func(Hit)) {
			if nbf := f.time.Nbf; nbf != nil && f.ahead(*nbf) > f.req.Leeway.Seconds() {
				hit(f.claimHit("nbf", map[string]string{"date": date(*nbf), "in": Relative(f.ahead(*nbf), true)}))
			}
		},
	},
	{
		ID: "issued-in-future", Severity: Warning,
		Reference: "RFC 7519 §4.1.6",
		Message:   "Issued in the future ({in}): the clocks differ, or the token is forged.",
		Fix:       "Synchronize the clocks (NTP).",
		Check: func(f *facts, hit func(Hit)) {
			if iat := f.time.Iat; iat != nil && f.ahead(*iat) > f.req.Leeway.Seconds() {
				hit(f.claimHit("iat", map[string]string{"in": Relative(f.ahead(*iat), true)}))
			}
		},
	},
	{
		ID: "time-order", Severity: Critical,
		Reference: "RFC 7519 §4.1",
		Message:   "The times contradict each other: {why}.",
		Fix:       "Set “iat” and “nbf” to now and “exp” after both.",
		Check: func(f *facts, hit func(Hit)) {
			exp, nbf, iat := f.time.Exp, f.time.Nbf, f.time.Iat
			switch {
			case exp != nil && iat != nil && exp.Seconds <= iat.Seconds:
				hit(f.claimHit("exp", map[string]string{"why": "it expires before it was issued"}))
			case exp != nil && nbf != nil && exp.Seconds <= nbf.Seconds:
				hit(f.claimHit("exp", map[string]string{"why": "it expires before it becomes valid"}))
			case nbf != nil && iat != nil && nbf.Seconds < iat.Seconds-86400:
				hit(f.claimHit("nbf", map[string]string{"why": "it is valid from more than a day before it was issued"}))
			}
		},
	},
	{
		ID: "lifetime-long", Severity: Info,
		Reference: "RFC 9700 §2.2; OWASP REST Security Cheat Sheet",
		Message:   "Valid for {life}. A stolen token works that long; about 15 minutes is the usual advice for access tokens.",
		Fix:       "Shorten “exp”, and use refresh tokens.",
		Check: func(f *facts, hit func(Hit)) {
			life, ok := f.lifetime()
			if !ok || lifetimeFree[f.typ] || f.token.Kind == jose.KindSDJWT || f.isRefreshToken() {
				return
			}
			h := f.claimHit("exp", map[string]string{"life": Duration(life)})
			switch {
			case life > 365*86400:
				h.Severity = Critical
			case life > 86400:
				h.Severity = Warning
			case life <= 15*60+f.req.Leeway.Seconds() || f.isIDToken():
				return
			}
			hit(h)
		},
	},
	{
		ID: "lifetime-unknown", Severity: Info,
		Reference: "RFC 7519 §4.1.6",
		Message:   "Without “iat” nobody can tell how long this token was meant to live.",
		Fix:       "Add “iat”.",
		Check: func(f *facts, hit func(Hit)) {
			if f.token.Payload.IsWholeObject() && f.claim("exp") != nil && f.claim("iat") == nil && f.claim("nbf") == nil && !f.profileAsks("iat") {
				hit(Hit{Path: "payload.iat", Part: "payload"})
			}
		},
	},
	{
		ID: "iat-missing", Severity: Info,
		Reference: "RFC 7519 §4.1.6; RFC 9068 §2.2",
		Message:   "The token does not say when it was issued.",
		Fix:       "Add “iat”.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.token.Payload.IsWholeObject() || f.claim("iat") != nil || f.profileAsks("iat") {
				return
			}
			h := Hit{Path: "payload.iat", Part: "payload"}
			if f.typ == "at+jwt" || f.typ == "dpop+jwt" || f.typ == "logout+jwt" || f.isIDToken() {
				h.Severity = Warning
			}
			hit(h)
		},
	},
	{
		ID: "iat-old", Severity: Info,
		Reference: "RFC 7519 §4.1.6",
		Message:   "Issued {ago} and still not expired.",
		Fix:       "Issue short-lived tokens and renew them.",
		Check: func(f *facts, hit func(Hit)) {
			iat, exp := f.time.Iat, f.time.Exp
			if iat != nil && exp != nil && f.ahead(*iat) < -365*86400 && f.ahead(*exp) > 0 {
				hit(f.claimHit("iat", map[string]string{"ago": Relative(-f.ahead(*iat), false)}))
			}
		},
	},
}

// lifetimeFree are the types of token that live by other rules.
var lifetimeFree = map[string]bool{"dpop+jwt": true, "statuslist+jwt": true, "dc+sd-jwt": true, "vc+sd-jwt": true}

// kindNames name JSON types in a sentence.
var kindNames = map[jose.NodeKind]string{
	jose.Null: "null", jose.True: "true", jose.False: "false", jose.Number: "a number",
	jose.String: "text", jose.Array: "an array", jose.Object: "an object",
}

// claimHit points at a top-level claim, perhaps a disclosed one.
func (f *facts) claimHit(name string, args map[string]string) Hit {
	args["name"] = name
	h := Hit{Path: "payload." + name, Part: "payload", Span: memberSpan(f.token.Payload, name), Args: args}
	if h.Span.Empty() {
		if disclosed := memberSpan(f.forms.claims, name); !disclosed.Empty() {
			h.Part, h.Span = PartDisclosed, disclosed
		}
	}
	return h
}

// eachTime visits the time claims that are numbers.
func (f *facts) eachTime(visit func(name string, d NumericDate)) {
	for _, name := range []string{"exp", "nbf", "iat", "auth_time", "updated_at"} {
		if d := numericDate(f.claim(name)); d != nil {
			visit(name, *d)
		}
	}
}

// ahead is how many seconds d lies after now, negative if before.
func (f *facts) ahead(d NumericDate) float64 { return d.Seconds - unixSeconds(f.req.Now) }

// lifetime is the number of seconds from issue to expiry, if both are
// plausible times.
func (f *facts) lifetime() (seconds float64, ok bool) {
	exp, from := f.time.Exp, f.time.Iat
	if from == nil {
		from = f.time.Nbf
	}
	if exp == nil || from == nil || !exp.Plausible() || exp.Milliseconds() || !from.Plausible() || from.Milliseconds() {
		return 0, false
	}
	return exp.Seconds - from.Seconds, true
}

// date is d as people write it, in UTC.
func date(d NumericDate) string {
	if !d.Plausible() {
		return "the year " + year(d.Seconds)
	}
	return d.Time().Format("2006-01-02 15:04:05 UTC")
}

// year is the year in which a number of seconds since 1970 falls, however far.
func year(seconds float64) string {
	const average = 365.2425 * 86400
	if seconds >= 0 && seconds <= maxSeconds {
		return time.Unix(int64(seconds), 0).UTC().Format("2006")
	}
	return thousands(math.Floor(1970 + seconds/average))
}
