package issuers

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"jotlens/jose"
)

// newJWK is a new key; its public half when private is false.
func newJWK(t *testing.T, recipe, kid string, private bool) string {
	t.Helper()
	k, err := jose.Generate(recipe, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k.KeyID = kid
	text, err := k.JWK(private)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestNoKeyThatSignsIsKept(t *testing.T) {
	public, private := newJWK(t, "P-256", "good", false), newJWK(t, "P-256", "leaked", true)
	secret := `{"kty":"oct","kid":"shared","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}`
	disguised := strings.Replace(public, `"kty":"EC"`, `"kty":"EC","k":"c2VjcmV0"`, 1)
	nullD := strings.Replace(public, `"kty":"EC"`, `"kty":"EC","d":null`, 1)
	twice := strings.Replace(public, `"kty":"EC"`, `"kty":"EC","kty":"oct"`, 1)
	set, err := readKeys([]byte(`{"keys":[` + strings.Join([]string{secret, public, private, disguised, nullD, twice, `{"kty":"XY"}`, `7`}, ",") + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	if set.count != 1 || len(set.dropped) != 7 || strings.Contains(set.text, "c2VjcmV0") || strings.Contains(set.text, `"d"`) || !strings.Contains(set.text, `"good"`) {
		t.Errorf("%d kept, %q left out: %s", set.count, set.dropped, set.text)
	}
}

func TestAKeyIsKeptWithItsKnownMembersOnly(t *testing.T) {
	for _, recipe := range []string{"RSA-2048", "P-384", "Ed25519", "ML-DSA-44"} {
		text := newJWK(t, recipe, "k\u2028\"1", false)
		more := strings.Replace(text, "{", `{"x5c":["AAAA"],"note":{"a":1,"a":2},"use":"sig","key_ops":["verify"],"iat":1,`, 1)
		set, err := readKeys([]byte(`{"keys":[` + more + `]}`))
		if err != nil {
			t.Errorf("%s: %v", recipe, err)
			continue
		}
		before, _ := jose.ReadKey(text, jose.Auto)
		after, fault := jose.ReadKey(set.text, jose.Auto)
		if fault != nil || after.Keys[0].Thumbprint != before.Thumbprint || after.Keys[0].KeyID != before.KeyID || after.Keys[0].Use != "sig" {
			t.Errorf("%s: %v: %s", recipe, fault, set.text)
		}
		if strings.Contains(set.text, "x5c") || strings.Contains(set.text, "note") || strings.Contains(set.text, "iat") {
			t.Errorf("%s: %s", recipe, set.text)
		}
	}
}

func TestWhatIsNoKeySetIsSaid(t *testing.T) {
	many := strings.Repeat(`{"kty":"EC"},`, maxKeys) + `{}`
	for text, want := range map[string]string{
		``:                                    "not a JSON object",
		`<html>`:                              "not a JSON object",
		`{"keys":[]} x`:                       "not a JSON object",
		"{\"keys\":[\"\xff\"]}":               "not a JSON object",
		`[]`:                                  "not a JSON object",
		`{}`:                                  "no array “keys”",
		`{"keys":{}}`:                         "no array “keys”",
		`{"keys":[]}`:                         "no public key",
		`{"keys":[{"kty":"oct","k":"AAAA"}]}`: "no public key",
		`{"keys":[` + many + `]}`:             fmt.Sprintf("has %d keys; at most %d", maxKeys+1, maxKeys),
	} {
		if _, err := readKeys([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %s", text, err, want)
		}
	}
}
