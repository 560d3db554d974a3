package inspect

import (
	"strconv"

	"jotlens/jose"
)

// What carries a token, in bytes.
const (
	maxCookieToken = 4096 - 100                                // less its name and attributes
	maxHeaderToken = 8<<10 - len("Authorization: Bearer ") - 2 // less the end of the line
	bigHeaderToken = 6 << 10                                   // near enough to it to say so
)

// What is many, for size-many-claims.
const (
	manyClaims  = 50
	manyEntries = 100
)

// sizeRules are about what a token weighs on the way.
var sizeRules = []Rule{
	{
		ID: "size-cookie", Severity: Warning,
		Reference: "RFC 6265 §6.1; RFC 6265bis §5.6",
		Message:   "{over} over what a cookie may hold: browsers keep about 4,096 bytes of each cookie, of which name and attributes take about 100, and this token has {bytes}.",
		Fix:       "Put fewer claims into it, or keep a session ID in the cookie.",
		Check: func(f *facts, hit func(Hit)) {
			// Those that nobody puts into a cookie are sent in the body of a request.
			if f.isSent() && f.token.Kind != jose.KindSDJWT && !freeTypes[f.typ] && f.typ != "logout+jwt" {
				hitBytesOver(len(f.token.Text), maxCookieToken, Warning, hit)
			}
		},
	},
	{
		ID: "size-header", Severity: Warning,
		Reference: "nginx large_client_header_buffers; Apache LimitRequestFieldSize",
		Message:   "{bytes} leave little room in an Authorization header: servers take lines of 8 KB (nginx, Apache), some of them 8 KB for all headers together (Tomcat).",
		Fix:       "Put fewer claims into it, or raise the limit of every server on the way.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.isSent() || f.typ == "statuslist+jwt" {
				return
			}
			if n := len(f.token.Text); n > maxHeaderToken {
				hitBytesOver(n, maxHeaderToken, Critical, func(h Hit) {
					h.Message = "{over} over what an Authorization header usually may hold, and this token has {bytes}. nginx answers 400 to a line over 8 KB; Apache stops at 8,190 bytes; Tomcat and Node take 8 KB or 16 KB for all headers together."
					hit(h)
				})
			} else {
				hitBytesOver(n, bigHeaderToken, Warning, hit)
			}
		},
	},
	{
		ID: "size-many-claims", Severity: Info,
		Reference: "RFC 6265 §6.1; OWASP API4:2023",
		Message:   "{what} in one token. It travels with every request and grows with what its holder may do.",
		Fix:       "Send a reference, and look the rest up where it is needed.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.token.Payload.IsObject() {
				return
			}
			if n := len(f.token.Payload.Root.Members); n > manyClaims {
				hit(Hit{Path: "payload", Part: "payload", Args: map[string]string{"what": count(n, "claim", "claims")}})
			}
			for i := range f.values {
				v := &f.values[i]
				if n := len(v.node.Elements); v.part == "payload" && n > manyEntries && v.name != "_sd" {
					h := hitValue(v)
					h.Args = map[string]string{"what": strconv.Itoa(n) + " entries of “" + excerpt(v.name) + "”"}
					hit(h)
				}
			}
		},
	},
	{
		ID: "size-pq", Severity: Info,
		Reference: "RFC 9964",
		Message:   "Signatures that withstand quantum computers are large: one of {alg} has {bytes} bytes before base64url. Mind the limits of cookies and headers.",
		Check: func(f *facts, hit func(Hit)) {
			if known, _ := jose.AlgorithmNamed(f.alg); known.Family == "ML-DSA" && !f.encrypted() {
				hit(f.headerHit("alg", map[string]string{"alg": f.alg, "bytes": thousands(float64(known.SignatureBytes))}))
			}
		},
	},
}

// isSent reports whether the token has the form in which tokens are sent.
func (f *facts) isSent() bool {
	switch f.token.Kind {
	case jose.KindJWSCompact, jose.KindJWECompact, jose.KindSDJWT:
		return true
	}
	return false
}

// hitBytesOver hits when n bytes are more than most.
func hitBytesOver(n, most int, severity Severity, hit func(Hit)) {
	if n > most {
		hit(Hit{Severity: severity, Args: map[string]string{"over": inBytes(n - most), "bytes": inBytes(n)}})
	}
}

// inBytes is a length in words.
func inBytes(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return thousands(float64(n)) + " bytes"
}
