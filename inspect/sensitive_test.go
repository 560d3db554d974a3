package inspect

import (
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

func TestSensitive(t *testing.T) {
	for _, test := range []struct {
		part, text string
		want       []string
	}{
		{"payload", `{"sub":"u1","iss":"https://a.example","exp":1,"scope":"a b"}`, nil},
		{"payload", `{"password" : "hunter2","n":1}`, []string{`"hunter2"`}},
		{"payload", `{"pin":1234,"roles":["a"]}`, []string{`1234`}},
		{"payload", `{"email":"zoe@example.com","cc":["a@example.com","b@example.com"]}`, []string{`"zoe@example.com"`, `"a@example.com"`, `"b@example.com"`}},
		{"payload", `{"name":"Zoe","address":{"street_address":"Road 1","country":"X"}}`, []string{`"Zoe"`, `{"street_address":"Road 1","country":"X"}`}},
		{"payload", `{"user":{"name":"Zoe","login":{"email":"z@example.com"}}}`, []string{`"Zoe"`, `{"email":"z@example.com"}`}},
		{"payload", `{"act":{"token":"eyJhbGciOiJIUzI1NiJ9.e30.AAAA"}}`, []string{`"eyJhbGciOiJIUzI1NiJ9.e30.AAAA"`}},
		{"payload", `"zoe@example.com"`, []string{`"zoe@example.com"`}},
		{"header", `{"alg":"HS256","email":"zoe@example.com","api_key":["x","y"]}`, []string{`"zoe@example.com"`, `["x","y"]`}},
		{"payload", `{"name":"","email":null,"login":true}`, []string{`""`}},
	} {
		d := jose.ReadJSON([]byte(test.text))
		var got []string
		for _, span := range Sensitive(test.part, d) {
			got = append(got, d.Raw(span))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s %s: %q, want %q", test.part, test.text, got, test.want)
		}
	}
}

// More values than a rule reports are still sensitive.
func TestSensitiveHasNoLimit(t *testing.T) {
	d := jose.ReadJSON([]byte(`{"a":[` + strings.Repeat(`"4111111111111111",`, 50) + `"4111111111111111"]}`))
	if n := len(Sensitive("payload", d)); n != 51 {
		t.Errorf("%d of 51 numbers", n)
	}
}

func TestMaskHidesWhatFindingsQuote(t *testing.T) {
	const long = "zoe.of.the.very.long.address.that.nobody.types@example.com"
	payload := `{"email":"zoe@example.com","key":"AKIAIOSFODNN7EXAMPLE","card":"4111 1111 1111 1111","user":{"password":"hunter2"},"mail":"` + long + `","phone":"+41 44 668 18 00"}`
	r := Inspect(Request{Input: sign(t, `{"alg":"HS256","ssh":"ghp_16C7e42F292c6912E7710c838347Ae178B4a"}`, payload, "secret"), Now: noon, Leeway: DefaultLeeway})
	mask := NewMask(&r)
	for _, id := range []string{"value-email", "value-aws-key", "hmac-key-guessable", "sensitive-in-header"} {
		if !has(r, id) {
			t.Fatalf("%s does not fire: %s", id, ids(r))
		}
	}
	for i := range r.Findings {
		message, fix := mask.Finding(&r.Findings[i])
		for _, secret := range []string{"zoe", "AKIA", "4111", "hunter", "“secret”", "ghp_", "+41"} {
			if strings.Contains(message+fix, secret) {
				t.Errorf("%s still says %q: %s", r.Findings[i].ID, secret, message)
			}
		}
		var none *Mask
		if plain, _ := none.Finding(&r.Findings[i]); plain != r.Findings[i].Message {
			t.Errorf("without a mask %s says %q", r.Findings[i].ID, plain)
		}
	}
	for sentence, want := range map[string]string{
		"It is hunter2.":       "It is " + Hidden + ".",
		"It is " + long[:39]:   "It is " + Hidden,
		"Nothing sensitive in": "Nothing sensitive in",
	} {
		if got := mask.Text(sentence); got != want {
			t.Errorf("%q becomes %q, want %q", sentence, got, want)
		}
	}
}
