package views

import (
	"math"
	"strconv"
	"strings"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// units of relative times, in seconds; the same ladder as inspect.NextChange.
var units = []struct {
	seconds float64
	letter  byte
}{{365.2425 * 86400, 'y'}, {86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}}

// relative says how far an instant lies from now, rounded down: "in 5 min",
// "2 h ago". A positive number of seconds is ahead.
func relative(ahead float64, m *i18n.Messages) string {
	distance := math.Abs(ahead)
	for _, u := range units {
		if distance < u.seconds {
			continue
		}
		words := m.Time.Span(int64(distance/u.seconds), u.letter)
		if ahead > 0 {
			return m.Time.In(words)
		}
		return m.Time.Ago(words)
	}
	return m.Time.Now
}

// A when is what stands beside a time claim.
type when struct {
	RFC3339  string
	Unix     string // the literal as written
	UTC      string
	Relative string // "" when nothing is to be said
	Plain    string // instead of all others, for numbers that are no time
}

// A clock says times and keeps in mind when the first of them goes stale.
type clock struct {
	now   float64 // seconds since 1970
	slack float64 // by how many seconds clocks may differ
	m     *i18n.Messages
	next  float64 // seconds until what was said changes; 0 when nothing does
}

func newClock(now time.Time, m *i18n.Messages) *clock {
	return &clock{now: float64(now.Unix()) + float64(now.Nanosecond())/1e9, m: m}
}

// change notes that something changes in so many seconds.
func (c *clock) change(seconds float64) {
	if seconds > 0 && (c.next == 0 || seconds < c.next) {
		c.next = seconds
	}
}

// refresh is the time until something shown goes stale, 0 for never. It is at
// most a day, which every timer can wait.
func (c *clock) refresh() time.Duration {
	if c.next == 0 {
		return 0
	}
	return time.Duration(math.Ceil(min(c.next, 86400)*1000)) * time.Millisecond
}

// relative says how far d is from now.
func (c *clock) relative(d inspect.NumericDate) string {
	ahead := d.Seconds - c.now
	c.change(inspect.NextChange(ahead))
	return relative(ahead, c.m)
}

// verdict notes when the verdict about the times changes by itself.
func (c *clock) verdict(t inspect.Time) {
	leeway := c.slack
	if t.Exp != nil && t.Exp.Plausible() {
		c.change(t.Exp.Seconds + leeway - c.now)
	}
	if t.Nbf != nil && t.Nbf.Plausible() {
		c.change(t.Nbf.Seconds - leeway - c.now)
	}
	if t.Iat != nil && t.Iat.Plausible() {
		c.change(t.Iat.Seconds - leeway - c.now)
	}
}

// claim says what the value of a time claim means; nil when it is no number.
func (c *clock) claim(name string, n *jose.Node) *when {
	if n == nil || n.Kind != jose.Number {
		return nil
	}
	seconds, _ := strconv.ParseFloat(n.Value, 64) // out of range is infinite
	d := inspect.NumericDate{Literal: n.Value, Seconds: seconds}
	switch {
	case d.Plausible():
	case d.Milliseconds():
		d.Seconds /= 1000
		return &when{Plain: c.m.Time.Milliseconds(c.utc(d.Time()))}
	default:
		return &when{Plain: c.m.Time.Implausible}
	}
	w := &when{
		RFC3339: d.Time().Format("2006-01-02T15:04:05.999999Z07:00"),
		Unix:    n.Value,
		UTC:     c.utc(d.Time()),
	}
	relative := c.relative(d)
	past := d.Seconds <= c.now
	switch {
	case name == "exp" && past:
		w.Relative = c.m.Time.ExpiredAgo(relative)
	case name == "exp":
		w.Relative = c.m.Time.ExpiresIn(relative)
	case name == "nbf" && !past:
		w.Relative = c.m.Time.ValidFrom(relative)
	default:
		w.Relative = relative
	}
	return w
}

// utc writes t without the digits that say nothing.
func (c *clock) utc(t time.Time) string {
	layout := "15:04"
	if t.Second() != 0 || t.Nanosecond() != 0 {
		layout = "15:04:05.999999"
	}
	return c.m.Time.Date(t.Year(), int(t.Month()), t.Day(), strings.TrimSuffix(t.Format(layout), "."))
}
