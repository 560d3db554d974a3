package handlers

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"jotlens/inspect"
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

func TestInspectAPIRefuses(t *testing.T) {
	for name, c := range map[string]struct{ body, pointer, detail string }{
		"nothing":              {``, "", "is not JSON"},
		"half a value":         {`{"input":`, "/input", "is not JSON"},
		"two values":           {`{"input":""}{}`, "", "is not JSON"},
		"an array":             {`[]`, "", "must be an object"},
		"a number":             {`{"input":1}`, "/input", "must be a string"},
		"an unknown member":    {`{"input":"","inputs":""}`, "/inputs", "is not known; the members are input, key, key_encoding, now, leeway"},
		"another case":         {`{"Input":""}`, "/Input", "is not known"},
		"a member twice":       {`{"input":"","input":""}`, "/input", "is there twice"},
		"no input":             {`{"key":"x"}`, "/input", "is required"},
		"null":                 {`{"input":null}`, "/input", "is required"},
		"an unknown encoding":  {`{"input":"","key_encoding":"rot13"}`, "/key_encoding", "must be one of auto, utf-8, base64, base64url, hex"},
		"a time without zone":  {`{"input":"","now":"2027-01-15T08:00:00"}`, "/now", "RFC 3339"},
		"a leeway without s":   {`{"input":"","leeway":"60"}`, "/leeway", "from 0s to 24h"},
		"a negative leeway":    {`{"input":"","leeway":"-1s"}`, "/leeway", "from 0s to 24h"},
		"a leeway of too much": {`{"input":"","leeway":"24h1s"}`, "/leeway", "from 0s to 24h"},
	} {
		t.Run(name, func(t *testing.T) {
			var got struct {
				Type, Title, Detail, Code string
				Status                    int
				Errors                    []Field
			}
			status, contentType := ask(t, c.body, &got)
			if status != 400 || contentType != "application/problem+json" || got.Status != 400 || got.Code != "malformed-request" || got.Type != "about:blank" || got.Title == "" || got.Detail == "" {
				t.Errorf("%d, %s: %+v", status, contentType, got)
			}
			if len(got.Errors) != 1 || got.Errors[0].Pointer != c.pointer || !strings.Contains(got.Errors[0].Detail, c.detail) {
				t.Errorf("the errors are %+v, want %q: %q", got.Errors, c.pointer, c.detail)
			}
		})
	}
	t.Run("every fault at once", func(t *testing.T) {
		var got struct{ Errors []Field }
		ask(t, `{"key_encoding":"x","now":"x","leeway":"x"}`, &got)
		if len(got.Errors) != 4 {
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
