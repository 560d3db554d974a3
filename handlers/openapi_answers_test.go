package handlers

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/inspect/samples"
)

// manyRequests are bodies about everything: the examples of the rules, tokens and
// key sets of issuers, and what the menu of examples makes.
func manyRequests(t testing.TB) map[string]object {
	t.Helper()
	requests := map[string]object{}
	for _, rule := range inspect.Rules() {
		for _, side := range samples.Sides {
			sample, err := samples.Read(rule.ID, side)
			if err != nil {
				t.Fatal(err)
			}
			text, err := sample.Text()
			if err != nil {
				t.Fatal(err)
			}
			body := object{"input": text, "now": samples.Noon.Format("2006-01-02T15:04:05Z07:00"), "try_embedded_key": true}
			if sample.Key != "" {
				body["key"] = sample.Key
			}
			if sample.Encoding != "" {
				body["key_encoding"] = string(sample.Encoding)
			}
			requests[rule.ID+" "+string(side)] = body
		}
	}
	for _, folder := range []string{"issuers", "keysets"} {
		names, err := filepath.Glob("../inspect/testdata/" + folder + "/*.json")
		if err != nil || len(names) < 10 {
			t.Fatalf("%d files in %s", len(names), folder)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			requests[name] = object{"input": string(text), "expect": object{"iss": "joe"}}
			var token struct{ Header, Payload json.RawMessage }
			if json.Unmarshal(text, &token) == nil && token.Header != nil {
				requests[name+" as a token"] = object{"input": encode(string(token.Header)) + "." + encode(string(token.Payload)) + ".AAAA", "expect": object{"aud": []string{"x", "y"}, "scope": "a b"}}
			}
		}
	}
	for _, group := range build.ExampleGroups {
		for _, name := range group.Names {
			if strings.HasPrefix(name, "rs") || strings.HasPrefix(name, "ps") || strings.Contains(name, "rsa") {
				continue // making such a key takes a while
			}
			made, err := build.Example(name, testNow, counting{})
			if err != nil {
				t.Fatal(err)
			}
			requests["example "+name] = object{"input": made.Token, "key": made.Key, "key_encoding": string(made.Encoding), "payload": made.Payload, "expect": object{"alg": []string{"HS256"}, "typ": "JWT", "at": "2027-01-15T08:00:00Z", "leeway": "0s"}}
			requests["example "+name+" without its key"] = object{"input": made.Token}
			requests["example "+name+" with another key"] = object{"input": "Bearer " + made.Token + "\n" + made.Token, "key": "another"}
			requests["example "+name+" with boxes swapped"] = object{"input": made.Key, "key": made.Token}
		}
	}
	for name, input := range map[string]string{"nothing": "", "text": "not a token", "a half": "eyJhbGciOiJIUzI1NiJ9.e", "JSON": `{"a":1}`, "curl": "curl -H 'Authorization: Bearer " + demoToken + "'"} {
		requests[name] = object{"input": input, "key": demoKey + "\n"}
	}
	if len(requests) < 500 {
		t.Fatalf("only %d requests", len(requests))
	}
	return requests
}

func TestEveryAnswerIsDescribed(t *testing.T) {
	c := newContract(t)
	asked := c.schema(t, "components", "schemas", "InspectRequest")
	h := testHandlers(io.Discard, counting{})
	api := h.API(h.InspectAPI)
	seen := map[string]bool{}
	for name, body := range manyRequests(t) {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		request, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		if err := asked.Validate(request); err != nil {
			t.Errorf("%s: the request: %v", name, err)
		}
		w := serve(api, post("/api/inspect", "application/json", string(text)))
		if err := c.answer(t, "/api/inspect", "post", w); err != nil || w.Code != 200 {
			t.Errorf("%s: %d: %v", name, w.Code, err)
		}
		var report object
		if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil {
			t.Fatal(err)
		}
		for member := range report {
			seen[member] = true
		}
	}
	for _, member := range []string{"header", "payload", "signatures", "encryption", "disclosures", "certificates", "expectations", "nested", "key_set"} {
		if !seen[member] {
			t.Errorf("no answer has %s", member)
		}
	}
	for _, media := range []string{"application/sarif+json", "text/markdown"} {
		r := post("/api/inspect", "application/json", `{"input":"`+demoToken+`"}`)
		r.Header.Set("Accept", media)
		w := serve(api, r)
		if err := c.answer(t, "/api/inspect", "post", w); err != nil || !strings.HasPrefix(w.Header().Get("Content-Type"), media) {
			t.Errorf("%s: %v, %v", media, w.Header(), err)
		}
	}
	w := serve(http.HandlerFunc(Health), httptest.NewRequest("GET", "/healthz", http.NoBody))
	if err := c.answer(t, "/healthz", "get", w); err != nil {
		t.Error(err)
	}
}

// TestOpenAPIRefusesWhatTheAPIRefuses: of the bodies that the API refuses because
// of their form, none fits the description.
func TestOpenAPIRefusesWhatTheAPIRefuses(t *testing.T) {
	asked := newContract(t).schema(t, "components", "schemas", "InspectRequest")
	for body, fits := range map[string]bool{
		`{"input":""}`: true,
		`{"input":"","key":null,"key_encoding":null,"now":null,"leeway":null,"payload":null,"try_embedded_key":null,"expect":null,"with_values":null}`: true,
		`{"input":"","expect":{"iss":null,"aud":null,"alg":null,"typ":null,"scope":null,"leeway":null,"at":null}}`:                                     true,
		`{"input":"","expect":{"aud":"","alg":[]}}`: true,
		`{}`:                                  false,
		`[]`:                                  false,
		`{"input":null}`:                      false,
		`{"input":1}`:                         false,
		`{"input":"","inputs":""}`:            false,
		`{"input":"","key_encoding":"rot13"}`: false,
		`{"input":"","now":"2027-01-15T08:00:00"}`:           false,
		`{"input":"","try_embedded_key":"yes"}`:              false,
		`{"input":"","with_values":1}`:                       false,
		`{"input":"","expect":"a"}`:                          false,
		`{"input":"","expect":{"issuer":"a"}}`:               false,
		`{"input":"","expect":{"aud":1}}`:                    false,
		`{"input":"","expect":{"aud":["a",""]}}`:             false,
		`{"input":"","expect":{"alg":"HS256"}}`:              false,
		`{"input":"","expect":{"alg":[null]}}`:               false,
		`{"input":"","expect":{"at":"2027-01-15T08:00:00"}}`: false,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if err := asked.Validate(value); (err == nil) != fits {
			t.Errorf("%s fits: %v", body, err)
		}
		var answer object
		if status, _ := ask(t, body, &answer); (status == 200) != fits {
			t.Errorf("%s: the API answers %d", body, status)
		}
	}
}

func TestEveryProblemIsDescribed(t *testing.T) {
	c := newContract(t)
	codes := at(t, c.document, "components", "schemas", "Problem", "properties", "code", "enum").([]any)
	if len(codes) != len(problemCodes) || len(problemCodes) != len(problems) {
		t.Errorf("%d codes are described, %d are listed, there are %d", len(codes), len(problemCodes), len(problems))
	}
	h := testHandlers(io.Discard, counting{})
	for _, public := range []string{"", "https://jwt.example.com"} {
		h.Site.PublicURL = public
		for _, code := range problemCodes {
			w := serve(h.API(Fail(&Error{Code: code})), post("/api/inspect", "application/json", ""))
			if err := c.answer(t, "/api/inspect", "post", w); err != nil {
				t.Errorf("%s: %v", code, err)
			}
			var got struct{ Type, Code string }
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Type != public+"/problems/"+string(code) || !slices.Contains(codes, any(got.Code)) {
				t.Errorf("%s: %+v, %v", code, got, err)
			}
		}
	}
	h.Site.PublicURL = ""
	for _, body := range []string{``, `[]`, `{"input":1}`, `{"input":"","x":1}`, `{"key_encoding":"x","now":"x","leeway":"x","expect":{"leeway":"x","at":"x"}}`} {
		w := serve(h.API(h.InspectAPI), post("/api/inspect", "application/json", body))
		if err := c.answer(t, "/api/inspect", "post", w); err != nil || w.Code != 400 {
			t.Errorf("%s: %d: %v", body, w.Code, err)
		}
	}
}
