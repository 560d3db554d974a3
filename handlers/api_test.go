package handlers

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/jose"
)

// ask posts a body to the API and reads the answer into answer.
func ask(t *testing.T, body string, answer any) (status int, contentType string) {
	t.Helper()
	h := testHandlers(io.Discard, counting{})
	w := serve(h.API(h.InspectAPI), post("/api/inspect", "application/json; charset=utf-8", body))
	if err := json.Unmarshal(w.Body.Bytes(), answer); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, w.Body)
	}
	return w.Code, w.Header().Get("Content-Type")
}

// tokenExpiringNow is a badly signed HS256 token whose exp is 2027-01-15
// 08:00:00 UTC, the moment of the tests' clock.
const tokenExpiringNow = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE4MDAwMDAwMDB9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func TestInspectAPI(t *testing.T) {
	type answer struct {
		Form      inspect.Form
		Signature inspect.Signature
		Time      struct{ State inspect.TimeState }
		Header    struct{ Text string }
		Findings  []struct{ ID string }
	}
	t.Run("the contract", func(t *testing.T) {
		var got answer
		status, contentType := ask(t, fmt.Sprintf(`{"input":%q,"key":%q,"key_encoding":"utf-8"}`, demoToken, demoKey), &got)
		if status != 200 || contentType != "application/json" {
			t.Errorf("%d, %s", status, contentType)
		}
		if got.Form.Kind != "jws-compact" || !got.Form.WellFormed || got.Signature.State != inspect.Verified || got.Signature.Alg != "HS256" {
			t.Errorf("form %+v, signature %+v", got.Form, got.Signature)
		}
		if got.Signature.Key == nil || got.Signature.Key.Kind != "secret" || got.Signature.Key.Encoding != "utf-8" {
			t.Errorf("key %+v", got.Signature.Key)
		}
		if got.Header.Text != `{"alg":"HS256","typ":"JWT"}` || len(got.Findings) == 0 {
			t.Errorf("header %s, %d findings", got.Header.Text, len(got.Findings))
		}
	})
	for name, c := range map[string]struct {
		body string
		want inspect.TimeState
	}{
		"leeway of a minute unless told": {`{"input":%q}`, inspect.TimeValid},
		"no leeway":                      {`{"input":%q,"leeway":"0s"}`, inspect.TimeExpired},
		"another clock":                  {`{"input":%q,"now":"2027-01-15T10:00:30+01:00"}`, inspect.TimeExpired},
		"another clock and much leeway":  {`{"input":%q,"now":"2027-01-15T10:00:30+01:00","leeway":"24h"}`, inspect.TimeValid},
	} {
		t.Run(name, func(t *testing.T) {
			var got answer
			if status, _ := ask(t, fmt.Sprintf(c.body, tokenExpiringNow), &got); status != 200 || got.Time.State != c.want {
				t.Errorf("%d, %s, want %s", status, got.Time.State, c.want)
			}
		})
	}
}

// expectedToken is an HS256 token for two audiences with the secret demoKey; it
// is valid for an hour from the tests' clock.
var expectedToken = func() string {
	input := encode(`{"alg":"HS256","typ":"at+jwt"}`) + "." + encode(`{"iss":"https://login","aud":["orders","stock"],"scope":"a b","exp":1800003600}`)
	mac, err := jose.SignHMAC("HS256", []byte(demoKey), input)
	if err != nil {
		panic(err)
	}
	return input + "." + encode(string(mac))
}()

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func TestInspectAPIJudgesByExpectations(t *testing.T) {
	for name, c := range map[string]struct{ expect, state, reason string }{
		"nothing":                 {`{}`, "", ""},
		"null":                    {`null`, "", ""},
		"empty texts":             {`{"iss":"","aud":"","alg":[],"typ":null}`, "", ""},
		"only a clock":            {`{"at":"2027-01-15T08:00:00Z","leeway":"1h"}`, "", ""},
		"everything":              {`{"iss":"https://login","aud":"orders","alg":["RS256","HS256"],"typ":"at+jwt","scope":"b a","leeway":"0s","at":"2027-01-15T08:59:59Z"}`, "accepted", ""},
		"one of two audiences":    {`{"aud":["billing","stock"]}`, "accepted", ""},
		"another audience":        {`{"aud":["billing"]}`, "rejected", "The audiences are “orders” and “stock”, your API expects “billing”."},
		"another time":            {`{"iss":"https://login","at":"2027-01-15T09:00:00Z","leeway":"0s"}`, "rejected", "It expired at 2027-01-15 09:00:00 UTC."},
		"no white space is taken": {`{"iss":" https://login"}`, "rejected", "The issuer is “https://login”, your API expects “ https://login”. They differ only in white space."},
	} {
		t.Run(name, func(t *testing.T) {
			var got struct{ Expectations *inspect.Acceptance }
			status, _ := ask(t, fmt.Sprintf(`{"input":%q,"key":%q,"expect":%s}`, expectedToken, demoKey, c.expect), &got)
			a := got.Expectations
			if status != 200 || (a == nil) != (c.state == "") {
				t.Fatalf("%d, %+v", status, a)
			}
			if a != nil && (string(a.State) != c.state || a.Reason != c.reason || len(a.Checks) < 3) {
				t.Errorf("%+v, want %s: %q", a, c.state, c.reason)
			}
		})
	}
}

func TestInspectAPITakesADetachedPayload(t *testing.T) {
	parts := strings.Split(demoToken, ".")
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]inspect.SignatureState{string(payload): inspect.Verified, string(payload) + " ": inspect.Invalid, "": inspect.Unverifiable} {
		var got struct{ Signature inspect.Signature }
		status, _ := ask(t, fmt.Sprintf(`{"input":%q,"key":%q,"key_encoding":"utf-8","payload":%q}`, parts[0]+".."+parts[2], demoKey, given), &got)
		if status != 200 || got.Signature.State != want {
			t.Errorf("payload %q: %d, %+v, want %s", given, status, got.Signature, want)
		}
	}
}

func TestInspectAPIRefuses(t *testing.T) {
	for name, c := range map[string]struct{ body, pointer, detail string }{
		"nothing":              {``, "", "is not JSON"},
		"half a value":         {`{"input":`, "/input", "is not JSON"},
		"two values":           {`{"input":""}{}`, "", "is not JSON"},
		"an array":             {`[]`, "", "must be an object"},
		"a number":             {`{"input":1}`, "/input", "must be a string"},
		"an unknown member":    {`{"input":"","inputs":""}`, "/inputs", "is not known; the members are input, key, key_encoding, now, leeway, payload, try_embedded_key, expect, with_values"},
		"another case":         {`{"Input":""}`, "/Input", "is not known"},
		"a member twice":       {`{"input":"","input":""}`, "/input", "is there twice"},
		"no input":             {`{"key":"x"}`, "/input", "is required"},
		"null":                 {`{"input":null}`, "/input", "is required"},
		"an unknown encoding":  {`{"input":"","key_encoding":"rot13"}`, "/key_encoding", "must be one of auto, utf-8, base64, base64url, hex"},
		"a time without zone":  {`{"input":"","now":"2027-01-15T08:00:00"}`, "/now", "RFC 3339"},
		"a leeway without s":   {`{"input":"","leeway":"60"}`, "/leeway", "from 0s to 24h"},
		"a negative leeway":    {`{"input":"","leeway":"-1s"}`, "/leeway", "from 0s to 24h"},
		"a leeway of too much": {`{"input":"","leeway":"24h1s"}`, "/leeway", "from 0s to 24h"},

		"a wish that is no boolean": {`{"input":"","try_embedded_key":"yes"}`, "/try_embedded_key", "must be true or false"},

		"expectations as text":          {`{"input":"","expect":"a"}`, "/expect", "must be an object"},
		"an unknown expectation":        {`{"input":"","expect":{"issuer":"a"}}`, "/expect/issuer", "is not known; the members are iss, aud, alg, typ, scope, leeway, at"},
		"an issuer that is a number":    {`{"input":"","expect":{"iss":1}}`, "/expect/iss", "must be a string"},
		"an issuer that is too long":    {`{"input":"","expect":{"iss":"` + strings.Repeat("a", 2049) + `"}}`, "/expect/iss", "must be at most 2048 bytes long"},
		"an audience that is a number":  {`{"input":"","expect":{"aud":1}}`, "/expect/aud", "must be a string or an array of strings"},
		"an audience of numbers":        {`{"input":"","expect":{"aud":["a",1]}}`, "/expect/aud/1", "must be a string"},
		"too many audiences":            {`{"input":"","expect":{"aud":["a"` + strings.Repeat(`,"a"`, 20) + `]}}`, "/expect/aud", "must have at most 20 entries"},
		"an empty audience":             {`{"input":"","expect":{"aud":["a",""]}}`, "/expect/aud", "must not have an empty entry"},
		"algorithms as text":            {`{"input":"","expect":{"alg":"HS256"}}`, "/expect/alg", "must be an array of strings"},
		"an algorithm that is null":     {`{"input":"","expect":{"alg":[null]}}`, "/expect/alg", "must not have an empty entry"},
		"a type that is too long":       {`{"input":"","expect":{"typ":"` + strings.Repeat("a", 2049) + `"}}`, "/expect/typ", "must be at most 2048 bytes long"},
		"too many scopes":               {`{"input":"","expect":{"scope":"` + strings.Repeat("a ", 21) + `"}}`, "/expect/scope", "must have at most 20 entries"},
		"an expected leeway without s":  {`{"input":"","expect":{"leeway":"60"}}`, "/expect/leeway", "from 0s to 24h"},
		"an expected leeway of days":    {`{"input":"","expect":{"leeway":"25h"}}`, "/expect/leeway", "from 0s to 24h"},
		"an expected time without zone": {`{"input":"","expect":{"at":"2027-01-15T08:00:00"}}`, "/expect/at", "RFC 3339"},
		"an expected time of old":       {`{"input":"","expect":{"at":"0001-01-01T00:00:00Z"}}`, "/expect/at", "from 1970"},
	} {
		t.Run(name, func(t *testing.T) {
			var got struct {
				Type, Title, Detail, Code string
				Status                    int
				Errors                    []Field
			}
			status, contentType := ask(t, c.body, &got)
			if status != 400 || contentType != "application/problem+json" || got.Status != 400 || got.Code != "malformed-request" || got.Type != "/problems/malformed-request" || got.Title == "" || got.Detail == "" {
				t.Errorf("%d, %s: %+v", status, contentType, got)
			}
			if len(got.Errors) != 1 || got.Errors[0].Pointer != c.pointer || !strings.Contains(got.Errors[0].Detail, c.detail) {
				t.Errorf("the errors are %+v, want %q: %q", got.Errors, c.pointer, c.detail)
			}
		})
	}
	t.Run("every fault at once", func(t *testing.T) {
		var got struct{ Errors []Field }
		ask(t, `{"key_encoding":"x","now":"x","leeway":"x","expect":{"leeway":"x","at":"x"}}`, &got)
		if len(got.Errors) != 6 {
			t.Errorf("%d errors: %+v", len(got.Errors), got.Errors)
		}
	})
	for _, contentType := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"} {
		h := testHandlers(io.Discard, counting{})
		if w := serve(h.API(h.InspectAPI), post("/api/inspect", contentType, `{"input":""}`)); w.Code != 415 {
			t.Errorf("%q gives %d", contentType, w.Code)
		}
	}
}

// FuzzInspectAPI: whatever the body, the answer is a report or a problem.
func FuzzInspectAPI(f *testing.F) {
	for _, seed := range []string{`{}`, `{"input":"` + demoToken + `","key":"x"}`, `{"input":"\ud800"}`, `[[[[`, `{"input":"a.b.c","now":"9999-12-31T23:59:59Z"}`} {
		f.Add(seed)
	}
	h := testHandlers(io.Discard, counting{})
	api := h.API(h.InspectAPI)
	f.Fuzz(func(t *testing.T, body string) {
		w := serve(api, post("/api/inspect", "application/json", body))
		if w.Code != 200 && w.Code != 400 {
			t.Errorf("the status is %d", w.Code)
		}
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("the answer is not JSON: %s", w.Body)
		}
	})
}
