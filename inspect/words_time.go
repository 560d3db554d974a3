package inspect

import (
	"math"
	"strconv"
)

// A unit of time, in seconds, with the words for one and for many.
type unit struct {
	seconds   float64
	one, many string
}

var units = []unit{
	{365.2425 * 86400, "year", "years"},
	{86400, "day", "days"},
	{3600, "hour", "hours"},
	{60, "minute", "minutes"},
	{1, "second", "seconds"},
}

// Duration says a number of seconds in the largest unit that fits: "90
// seconds" is "1 minute". It rounds down, so that nothing is overstated.
func Duration(seconds float64) string {
	if math.IsInf(seconds, 0) || math.IsNaN(seconds) {
		return "an endless time"
	}
	seconds = math.Abs(seconds)
	for _, u := range units {
		if seconds < u.seconds && u.seconds > 1 {
			continue
		}
		n := math.Floor(seconds / u.seconds)
		if n == 1 {
			return "1 " + u.one
		}
		return thousands(n) + " " + u.many
	}
	return ""
}

// Relative says how far an instant lies from now: "in 5 minutes" when it is
// ahead, "2 hours ago" when not.
func Relative(seconds float64, ahead bool) string {
	if math.Abs(seconds) < 1 {
		return "now"
	}
	if ahead {
		return "in " + Duration(seconds)
	}
	return Duration(seconds) + " ago"
}

// NextChange is after how many seconds what Relative says of an instant that
// is so many seconds ahead of now (negative: ago) will change.
func NextChange(ahead float64) float64 {
	distance := math.Abs(ahead)
	for _, u := range units {
		if distance < u.seconds && u.seconds > 1 {
			continue
		}
		part := math.Mod(distance, u.seconds)
		if ahead > 0 {
			return part + 0.001 // the count goes down: it changes just past the whole unit
		}
		return u.seconds - part
	}
	return 1
}

// thousands writes a whole number with separators: 55,840.
func thousands(n float64) string {
	if math.IsInf(n, 0) || math.Abs(n) >= 1e15 {
		return strconv.FormatFloat(n, 'g', 3, 64)
	}
	s := strconv.FormatFloat(math.Abs(n), 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if n < 0 {
		return "-" + s
	}
	return s
}
