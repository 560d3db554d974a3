package build

import (
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// A Use says how long whoever has a token can use it.
type Use struct {
	Live  bool                 // it may be usable: signed or encrypted, and not known to have expired
	Until *inspect.NumericDate // nil when it names no end that can be read
	Ever  bool                 // it can be read, and names no end
}

// UseOf judges by the clock of the report. The signature itself is not asked: a
// wrong key in the key box makes no token harmless.
func UseOf(r *inspect.Report) Use {
	s := Share{token: r.Token}
	if !s.readable() || r.Form.Kind == jose.KindPartial || r.Time.State == inspect.TimeExpired || r.Encryption == nil && isUnsigned(r.Token) {
		return Use{}
	}
	u := Use{Live: true, Ever: r.Time.State == inspect.TimeNoExpiry}
	if exp := r.Time.Exp; exp != nil && exp.Plausible() {
		u.Until = exp
	}
	return u
}

// isUnsigned reports whether nobody signed a JWS.
func isUnsigned(t *jose.Token) bool {
	return strings.EqualFold(t.Alg(), "none") || len(t.Segments) == 3 && t.Segments[2].Text == ""
}
