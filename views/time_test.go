package views

import (
	"testing"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

func TestRelative(t *testing.T) {
	for ahead, want := range map[float64]string{
		0: "now", 0.4: "now", -0.9: "now",
		1: "in 1 s", -59.9: "59 s ago", 300: "in 5 min", -7200: "2 h ago", -7199: "1 h ago",
		-3 * 86400: "3 days ago", -86400: "1 day ago", 366 * 86400: "in 1 year", -20 * 366 * 86400: "20 years ago",
	} {
		if got := relative(ahead, i18n.English()); got != want {
			t.Errorf("relative(%v) = %q, want %q", ahead, got, want)
		}
	}
}

func TestTimeClaims(t *testing.T) {
	now := noon.Unix()
	if now != 1795435200 {
		t.Fatalf("the literals below are made for another clock than %d", now)
	}
	for _, c := range []struct {
		name, literal string
		want          when
	}{
		{"exp", "1795428000", when{"2026-11-23T10:00:00Z", "1795428000", "23 Nov 2026, 10:00 UTC", "expired 2 h ago", ""}},
		{"exp", "1795435500.5", when{"2026-11-23T12:05:00.5Z", "1795435500.5", "23 Nov 2026, 12:05:00.5 UTC", "expires in 5 min", ""}},
		{"nbf", "1795435230", when{"2026-11-23T12:00:30Z", "1795435230", "23 Nov 2026, 12:00:30 UTC", "valid in 30 s", ""}},
		{"iat", "1.7954352e9", when{"2026-11-23T12:00:00Z", "1.7954352e9", "23 Nov 2026, 12:00 UTC", "now", ""}},
		{"exp", "0", when{"1970-01-01T00:00:00Z", "0", "1 Jan 1970, 00:00 UTC", "expired 56 years ago", ""}},
		{"exp", "1795435200000", when{Plain: "in milliseconds 23 Nov 2026, 12:00 UTC"}},
		{"exp", "1e19", when{Plain: "no plausible time"}},
		{"exp", "-1", when{Plain: "no plausible time"}},
		{"exp", "1e999", when{Plain: "no plausible time"}},
	} {
		got := newClock(noon, i18n.English()).claim(c.name, &jose.Node{Kind: jose.Number, Value: c.literal})
		if got == nil || *got != c.want {
			t.Errorf("%s %s: got %+v, want %+v", c.name, c.literal, got, c.want)
		}
	}
	if got := newClock(noon, i18n.English()).claim("exp", &jose.Node{Kind: jose.String, Value: "1795428000"}); got != nil {
		t.Errorf("text is no time, got %+v", got)
	}
}

// TestRefresh checks that what is shown stays true until just before the
// refresh and differs after it.
func TestRefresh(t *testing.T) {
	shown := func(r *inspect.Report) string {
		all := sections(t, r)
		return all["verdict"] + all["payload"]
	}
	for name, payload := range map[string]string{
		"expires in seconds": `{"exp":1795435230}`,
		"expired":            `{"exp":1795435100}`,
		"in the leeway":      `{"exp":1795435190}`,
		"not yet valid":      `{"nbf":1795442400,"exp":1795449600}`,
		"both":               `{"iat":1795435141.5,"exp":1795449600}`,
	} {
		input := signed(t, hs256, payload)
		at := func(now time.Time) *inspect.Report {
			r := inspect.Inspect(inspect.Request{Input: input, Now: now, Leeway: inspect.DefaultLeeway})
			return &r
		}
		refresh := Update(at(noon), i18n.English()).Refresh
		if refresh <= 0 || refresh > 2*time.Hour {
			t.Errorf("%s: refresh after %s", name, refresh)
			continue
		}
		before := shown(at(noon))
		if early := shown(at(noon.Add(refresh - 5*time.Millisecond))); early != before {
			t.Errorf("%s: the page is stale before its refresh after %s", name, refresh)
		}
		if late := shown(at(noon.Add(refresh + 5*time.Millisecond))); late == before {
			t.Errorf("%s: nothing changes at the refresh after %s", name, refresh)
		}
	}
	for name, want := range map[string]time.Duration{"empty": 0, "unsecured": 0, "text": 0} {
		if got := Update(samples(t)[name], i18n.English()).Refresh; got != want {
			t.Errorf("%s: refresh after %s", name, got)
		}
	}
}

func TestAnnouncementDoesNotTick(t *testing.T) {
	input := signed(t, hs256, `{"iat":1795420000,"exp":1795428000}`)
	say := func(now time.Time) string {
		r := inspect.Inspect(inspect.Request{Input: input, Now: now, Leeway: inspect.DefaultLeeway})
		return Update(&r, i18n.English()).Announcement
	}
	if a, b := say(noon), say(noon.Add(5*time.Hour)); a != b || a == "" {
		t.Errorf("%q became %q", a, b)
	}
}
