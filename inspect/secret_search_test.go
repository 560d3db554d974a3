package inspect

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"jotlens/jose"
)

func TestTheLongListIsWhatItSays(t *testing.T) {
	list := readList(t)
	entries := strings.Split(strings.TrimSuffix(list, "\n"), "\n")
	if len(entries) != ListedSecrets {
		t.Errorf("it has %d entries, want %d", len(entries), ListedSecrets)
	}
	seen := map[string]bool{}
	for _, entry := range entries {
		if entry == "" || len(entry) > maxSecretBytes || !utf8.ValidString(entry) || strings.Contains(entry, "\r") || seen[entry] {
			t.Errorf("%.40q is empty, too long, there twice or no text", entry)
		}
		seen[entry] = true
	}
}

// searched runs a search to its end. It counts the slices.
func searched(s *SecretSearch) (slices int) {
	for slices = 1; s.Next(); slices++ {
	}
	return slices
}

func TestASearchFindsWhatIsInTheList(t *testing.T) {
	list := readList(t)
	entries := lines(list)
	deep := entries[100_000]
	r := Inspect(Request{Input: sign(t, "", claims, deep), Now: noon})
	s := SearchList(&r, list)
	if n := searched(s); s.Found == nil || *s.Found != (Guess{deep, jose.UTF8, "list"}) || s.Tried != 100_001 || s.Total != len(entries) || n < 50 {
		t.Errorf("found %+v after %d of %d in %d slices", s.Found, s.Tried, s.Total, n)
	}
	if s.Next() {
		t.Error("it goes on after it has found the secret")
	}
	if again := Inspect(Request{Input: r.Source, Known: s.Found.Secret, Now: noon}); again.Guess == nil {
		t.Error("what was found is not believed")
	}
}

func TestASearchEndsWithoutAFind(t *testing.T) {
	r := Inspect(Request{Input: sign(t, "", claims, goodSecret), Now: noon})
	for _, c := range []struct {
		list  string
		tried int
	}{
		{readList(t), ListedSecrets}, {"one\ntwo", 2}, {"one\n\nthree\n", 3}, {strings.Repeat("x", maxSecretBytes+1) + "\ntwo", 2},
	} {
		s := SearchList(&r, c.list)
		if searched(s); s.Found != nil || s.Tried != c.tried || s.Total != c.tried {
			t.Errorf("%.20q: found %v after %d of %d, want %d", c.list, s.Found, s.Tried, s.Total, c.tried)
		}
	}
	if s := SearchList(&r, ""); s.Next() || s.Found != nil {
		t.Error("an empty list has something to try")
	}
}

func TestALongEntryIsNotTried(t *testing.T) {
	for length, found := range map[int]bool{maxSecretBytes: true, maxSecretBytes + 1: false} {
		long := strings.Repeat("x", length)
		r := Inspect(Request{Input: sign(t, "", claims, long), Now: noon})
		s := SearchList(&r, "one\n"+long+"\n")
		if searched(s); (s.Found != nil) != found {
			t.Errorf("%d bytes: %v", length, s.Found != nil)
		}
	}
}

func TestTheBuiltInSearchGoesThroughTheBuiltInList(t *testing.T) {
	all := builtInSecrets()
	for _, secret := range []string{all[0], all[500], all[len(all)-1]} {
		r := Inspect(Request{Input: sign(t, "", claims, secret), Key: "another", SearchLater: true, Now: noon})
		s := SearchBuiltIn(&r)
		if searched(s); s.Found == nil || s.Found.Secret != secret || s.Total != len(all) {
			t.Errorf("%q: found %v in %d, want %d", secret, s.Found, s.Total, len(all))
		}
	}
	// What nobody asked for is bounded whatever the token is.
	r := Inspect(Request{Input: sign(t, "", `{"a":"`+strings.Repeat("a", 700_000)+`"}`, goodSecret), SearchLater: true, Now: noon})
	s := SearchBuiltIn(&r)
	if searched(s); s.Tried == 0 || s.Tried > maxUnaskedBytes/900_000 {
		t.Errorf("%d entries are tried on a token of a megabyte", s.Tried)
	}
}

func TestASliceIsSmall(t *testing.T) {
	for _, length := range []int{100, 10_000, 48_000} {
		r := Inspect(Request{Input: sign(t, "", `{"a":"`+strings.Repeat("a", length)+`"}`, goodSecret), SearchLater: true, Now: noon})
		s := SearchList(&r, strings.Repeat("Secret00\n", 50_000))
		s.Next()
		const readings = 3 // of that entry
		if hashed := s.Tried * readings * s.guesser.cost; hashed < sliceBytes || hashed > sliceBytes+readings*s.guesser.cost {
			t.Errorf("a slice of a token of %d bytes hashes %d", length, hashed)
		}
	}
}

func TestWhenThereIsNothingToSearch(t *testing.T) {
	good := sign(t, "", claims, goodSecret)
	for name, req := range map[string]Request{
		"verified":     {Input: good, Key: goodSecret},
		"guessed":      {Input: sign(t, "", claims, "secret")},
		"not an HMAC":  {Input: encodeSegment(`{"alg":"RS256"}`) + ".e30.AAAA"},
		"no signature": {Input: good[:strings.LastIndexByte(good, '.')+1]},
		"no token":     {Input: "hello"},
		"empty":        {},
		"unsecured":    {Input: encodeSegment(`{"alg":"none"}`) + ".e30."},
		"detached":     {Input: encodeSegment(`{"alg":"HS256"}`) + "..AAAA"},
		"refused":      {Input: sign(t, "", claims, "")},
	} {
		req.Now = noon
		if r := Inspect(req); SearchList(&r, "a") != nil {
			t.Errorf("%s: there is a secret to look for", name)
		}
	}
	unverified, invalid := Inspect(Request{Input: good, Now: noon}), Inspect(Request{Input: good, Key: "x", Now: noon})
	a, b := SearchList(&unverified, "a"), SearchBuiltIn(&invalid)
	if a == nil || b == nil || !a.SameSignature(b) {
		t.Error("what key was tried matters")
	}
	other := Inspect(Request{Input: sign(t, "", `{}`, goodSecret), Now: noon})
	if a.SameSignature(SearchList(&other, "a")) {
		t.Error("two tokens are the same")
	}
}

func TestTheSecretOfATokenInsideIsSearched(t *testing.T) {
	const known = "of the token inside"
	inner := sign(t, "", claims, known)
	req := Request{Input: sign(t, `{"alg":"HS256","cty":"JWT"}`, inner, goodSecret), Key: goodSecret, SearchLater: true, Now: noon}
	r := Inspect(req)
	s := SearchList(&r, "a\n"+known)
	if s == nil {
		t.Fatal("there is nothing to look for")
	}
	searched(s)
	req.Known = known
	if r := Inspect(req); s.Found == nil || r.Nested == nil || r.Nested.Guess == nil || !slices.ContainsFunc(r.Nested.Findings, func(f Finding) bool { return f.ID == "hmac-key-guessable" }) {
		t.Errorf("found %v", s.Found)
	}
}

func BenchmarkSecretSearch(b *testing.B) {
	list := readList(b)
	for _, length := range []int{200, 2 << 10, 64 << 10} {
		b.Run(fmt.Sprintf("%dB", length), func(b *testing.B) {
			r := Inspect(Request{Input: benchmarkToken(b, length), SearchLater: true, Now: noon})
			tried := 0
			for b.Loop() {
				s := SearchList(&r, list)
				for range 20 {
					s.Next()
				}
				tried += s.Tried
			}
			b.ReportMetric(float64(tried)/b.Elapsed().Seconds(), "secrets/s")
		})
	}
}
