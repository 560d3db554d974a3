package views

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

func TestALessonTellsSigningFromChecking(t *testing.T) {
	const header, payload, changed = `{"alg":"HS256"}`, `{"role":"clerk"}`, `{"role":"admin"}`
	token := LessonToken{
		Draft:   build.Draft{Header: header, Payload: payload},
		Request: inspect.Request{Key: "a-secret-that-everybody-may-read-here", KeyEncoding: jose.UTF8, Now: time.Unix(1_790_000_000, 0)},
		Signed:  true,
	}
	first := ReadLesson(token, rand.Reader, i18n.English())
	from := build.Original{Token: first.Token, Header: header, Payload: payload}
	for name, c := range map[string]struct {
		header, payload, key string
		signed               bool
		tone, says           string
	}{
		"signed":               {header, changed, token.Request.Key, true, "ok", "verified"},
		"changed":              {header, changed, token.Request.Key, false, "critical", "invalid"},
		"as it was":            {header, payload, token.Request.Key, false, "ok", "verified"},
		"another secret":       {header, payload, "another secret of some length, too", false, "critical", "invalid"},
		"unsecured":            {`{"alg":"none"}`, changed, token.Request.Key, false, "critical", "unsecured"},
		"half typed":           {header, `{"role":`, token.Request.Key, true, "critical", "no signed token"},
		"an unknown algorithm": {`{"alg":"HS999"}`, payload, token.Request.Key, true, "critical", "no signed token"},
	} {
		next := token
		next.Draft = build.Draft{Header: c.header, Payload: c.payload, From: from, Key: c.key, KeyEncoding: jose.UTF8}
		next.Signed, next.Request.Key = c.signed, c.key
		got := ReadLesson(next, rand.Reader, i18n.English())
		if got.Tone != c.tone || !strings.Contains(strings.ToLower(got.Verdict), c.says) {
			t.Errorf("%s: %s, %q", name, got.Tone, got.Verdict)
		}
	}
}
