package inspect

import (
	"strings"
	"testing"

	"jotlens/jose"
)

func TestProhibitedAlgorithmsAreRefused(t *testing.T) {
	prohibited := 0
	for _, a := range jose.Algorithms {
		r := inspect(withHeader(`{"alg":"`+a.Name+`","typ":"JWT"}`, `{}`), goodSecret, jose.Auto)
		if got := has(r, "alg-prohibited"); got != a.Prohibited {
			t.Errorf("%s: %v", a.Name, got)
		}
		if a.Prohibited {
			prohibited++
			if has(r, "alg-unknown") || has(r, "alg-family-note") || r.Signature.State == Verified {
				t.Errorf("%s: %s, %s", a.Name, r.Signature.State, ids(r))
			}
		}
	}
	if prohibited < 8 {
		t.Errorf("only %d algorithms are prohibited", prohibited)
	}
	if r := inspect(withHeader(`{"alg":"HS256/64"}`, `{}`), goodSecret, jose.Auto); !has(r, "alg-prohibited") || has(r, "alg-unknown") {
		t.Errorf("HS256/64: %s", ids(r))
	}
	for enc, want := range map[string]string{"A128CBC": "header.enc", "A256CTR": "header.enc", "A128GCM": "", "A128CBC-HS256": ""} {
		r := inspect(withHeader(`{"alg":"dir","enc":"`+enc+`"}`, ``)+".AAAA.AAAA", "", jose.Auto)
		got := ""
		for _, f := range r.Findings {
			if f.ID == "alg-prohibited" {
				got = f.Path
			}
		}
		if got != want {
			t.Errorf("enc %s: %q, want %q", enc, got, want)
		}
	}
}

func TestEveryFamilyOfSignaturesHasItsNote(t *testing.T) {
	said := map[string]string{}
	for _, a := range jose.Algorithms {
		found := Finding{}
		for _, f := range inspect(withHeader(`{"alg":"`+a.Name+`"}`, `{}`), "", jose.Auto).Findings {
			if f.ID == "alg-family-note" {
				found = f
			}
		}
		if want := a.Use == jose.Signing && !a.Prohibited && a.Name != "none"; (found.Message != "") != want {
			t.Errorf("%s: %q", a.Name, found.Message)
		}
		if found.Message == "" {
			continue
		}
		if found.Severity != Info || found.Path != "header.alg" || found.Part != "header" || !found.Quiet || strings.ContainsAny(found.Message, "{}") {
			t.Errorf("%s: %+v", a.Name, found)
		}
		if before, ok := said[found.Message]; ok && before != a.Family {
			t.Errorf("%s and %s have the same note", before, a.Family)
		}
		said[found.Message] = a.Family
	}
	for name, want := range map[string]string{"ML-DSA-44": "2,420 bytes takes 3,227 characters", "ML-DSA-87": "4,627 bytes takes 6,170 characters"} {
		for _, f := range inspect(withHeader(`{"alg":"`+name+`"}`, `{}`), "", jose.Auto).Findings {
			if f.ID == "alg-family-note" && !strings.Contains(f.Message, want) {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
	}
}
