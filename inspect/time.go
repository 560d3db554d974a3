package inspect

import (
	"math"
	"strconv"
	"time"

	"jotlens/jose"
)

// A NumericDate is a claim's time as written: seconds since 1970-01-01 UTC,
// perhaps with a fraction (RFC 7519 §2).
type NumericDate struct {
	Literal string  // the JSON number, exact
	Seconds float64 // the same as a number; may be infinite
}

// MarshalJSON writes the literal, so that no digit is lost.
func (d NumericDate) MarshalJSON() ([]byte, error) { return []byte(d.Literal), nil }

// maxSeconds is the last second of the year 9999, the last that RFC 3339 can
// write.
const maxSeconds = 253402300799

// Plausible reports whether the number can be a time: not negative and not
// after the year 9999.
func (d NumericDate) Plausible() bool { return d.Seconds >= 0 && d.Seconds <= maxSeconds }

// Milliseconds reports whether the number looks like milliseconds: read so, it
// lies between the years 2000 and 2100.
func (d NumericDate) Milliseconds() bool {
	return d.Seconds >= 1e11 && d.Seconds/1000 >= 946684800 && d.Seconds/1000 < 4102444800
}

// Time is the instant in UTC, to the microsecond that a float64 can hold. It
// has a meaning only for a plausible date.
func (d NumericDate) Time() time.Time {
	whole, fraction := math.Modf(d.Seconds)
	return time.Unix(int64(whole), int64(math.Round(fraction*1e6))*1000).UTC()
}

// numericDate reads the value of a time claim; nil when it is no number.
func numericDate(n *jose.Node) *NumericDate {
	if n == nil || n.Kind != jose.Number {
		return nil
	}
	seconds, _ := strconv.ParseFloat(n.Value, 64) // out of range is infinite
	return &NumericDate{n.Value, seconds}
}

// readTime fills the third verdict row.
func (f *facts) readTime() {
	f.time.State = TimeNone
	if !f.token.Payload.IsObject() {
		return
	}
	exp, nbf := f.claim("exp"), f.claim("nbf")
	f.time.Exp, f.time.Nbf, f.time.Iat = numericDate(exp), numericDate(nbf), numericDate(f.claim("iat"))
	now, leeway := unixSeconds(f.req.Now), f.req.Leeway.Seconds()
	switch t := &f.time; {
	case exp != nil && t.Exp == nil, nbf != nil && t.Nbf == nil:
		t.State = TimeUnreadable
	case t.Nbf != nil && t.Nbf.Seconds > now+leeway:
		t.State = TimeNotYetValid
	case t.Exp == nil && !f.token.Payload.IsWholeObject(): // it may have been cut off
	case t.Exp == nil:
		t.State = TimeNoExpiry
	case now >= t.Exp.Seconds+leeway:
		t.State = TimeExpired
	case !t.Exp.Plausible() && !t.Exp.Milliseconds():
		t.State = TimeUnreadable
	default:
		t.State = TimeValid
	}
}

func unixSeconds(t time.Time) float64 {
	return float64(t.Unix()) + float64(t.Nanosecond())/1e9
}
