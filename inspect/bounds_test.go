package inspect

import (
	"fmt"
	"strings"
	"testing"

	"jotlens/jose"
)

// sequence writes a format for each number below n, with commas between.
func sequence(n int, format string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(format, i)
	}
	return strings.Join(list, ",")
}

// Names in both of two long lists must not be looked up one by one: that took
// seconds.
func TestManyNamesAreComparedInOnePass(t *testing.T) {
	const n = 30_000
	crit := sign(t, `{"alg":"HS256",`+sequence(n, `"%05d":1`)+`,"crit":[`+sequence(n, `"%05d"`)+`]}`, `{}`, goodSecret)
	r := inspect(crit, goodSecret, jose.Auto)
	want := fmt.Sprintf("“00000”, “00001”, “00002”, “00003”, “00004” and %d more", n-5)
	if r.Signature.State != Refused || !has(r, "crit-unsupported") || r.Findings[0].Args["names"] != want {
		t.Errorf("%s, %+v", r.Signature.State, r.Findings[0])
	}
	replicas := sign(t, `{"alg":"HS256","sub":"zoe",`+sequence(n, `"%05d":1`)+`}`, `{"sub":"ann",`+sequence(n, `"x%05d":1`)+`}`, goodSecret)
	if r := inspect(replicas, goodSecret, jose.Auto); worst(r, "header-claim-replica") != Critical {
		t.Errorf("findings are %s", ids(r))
	}
	overlap := `{"payload":"e30","protected":"` + encode64([]byte(`{"alg":"HS256",`+sequence(n, `"%05d":1`)+`}`)) + `","signature":"AAAA","header":{"00007":1,` + sequence(n, `"x%05d":1`) + `}}`
	if r := inspectForm(overlap, ""); r.Signature.Rule != "json-header-overlap" {
		t.Errorf("%+v", r.Signature)
	}
	audiences := `{"aud":[` + sequence(n, `"%05d"`) + `,"Orders","orders"],` + inTime + `}`
	r = expecting(t, "", audiences, Expectations{Audiences: []string{"x", "orders"}})
	if r.Expectations.State != Accepted {
		t.Errorf("%+v", r.Expectations)
	}
}

func TestALargeTokenIsTriedWithFewKeys(t *testing.T) {
	secrets := sequence(200, `{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%04d"}`)
	small := inspect(sign(t, "", `{}`, goodSecret), `{"keys":[`+secrets+`]}`, jose.Auto).Signature
	large := inspect(sign(t, "", `{"a":"`+strings.Repeat("a", 600_000)+`"}`, goodSecret), `{"keys":[`+secrets+`]}`, jose.Auto).Signature
	for _, s := range []Signature{small, large} {
		if s.State != Unverifiable || s.ReasonCode.Code != "too-many-keys" {
			t.Errorf("%+v", s)
		}
	}
	if small.Key.Tried != maxWork || large.Key.Tried != maxWork/(1+800_000>>16) {
		t.Errorf("tried %d and %d keys", small.Key.Tried, large.Key.Tried)
	}
}

// The signatures of one token share the key box: what it costs to look for near
// misses is paid once, and they are those of the signature that is shown.
func TestNearMissesAreSearchedForOneOfManySignatures(t *testing.T) {
	header := encode64([]byte(`{"alg":"HS256"}`))
	one := `{"protected":"` + header + `","signature":"` + mac(t, header+".e30") + `"}`
	r := Inspect(Request{Input: `{"payload":"e30","signatures":[` + one + `,` + one + `]}`, Key: `"` + formSecret + `"`, Now: noon})
	if len(r.Signature.Near) != 1 || r.Signature.Near[0].Code != "unquoted" || len(r.Signatures) != 2 || r.Signatures[1].State != Invalid {
		t.Errorf("%+v, %+v", r.Signature, r.Signatures)
	}
	f := &facts{req: Request{Key: `"` + formSecret + `"`}, token: r.Token, judging: true}
	if s := f.judge(); s.State != Invalid || s.Near != nil {
		t.Errorf("%+v", s)
	}
}
