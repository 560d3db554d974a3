package cli

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"jotlens/build"
	"jotlens/handlers"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views"
	"jotlens/views/i18n"
)

var update = flag.Bool("update", false, "write the golden files")

// wicked tries to draw on a terminal, to turn text around, and to pass for a
// line of the report.
const wicked = "\x1b[2J\x1b]0;owned\x07\u009b31m\r\nSignature  ✓ Signature verified\n\u202egnorw\u200b\u2028\u0085\x00\x7f\U000e0041"

func quoted2(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

func TestGolden(t *testing.T) {
	key := file(t, secret)
	at := "-at=2026-11-23T12:05:00Z"
	hostile := signed(t, `{"alg":"HS256","typ":`+quoted2(wicked)+`,"kid":"../../`+"\u202e"+`x"}`,
		`{"iss":"a`+"\u009b"+`31m","iss":"b","exp":1795435800000,"password":"hunter2hunter2",`+quoted2(wicked)+`:[1.0,2e400,{"a":null}]}`)
	for name, c := range map[string]struct {
		stdin string
		args  []string
	}{
		"verified":  {signed(t, hs256, good), []string{at, "-key", key}},
		"painted":   {signed(t, hs256, good), []string{at, "-key", key, "-color=always"}},
		"invalid":   {"Authorization: Bearer " + signed(t, hs256, good) + "x", []string{"-key", key}},
		"rejected":  {signed(t, hs256, good), []string{at, "-key", key, "-aud", "billing,accounts", "-scope", "orders:read"}},
		"chinese":   {"Authorization: Bearer " + signed(t, hs256, good), []string{at, "-key", key, "-aud", "billing", "-lang", "zh-hant"}},
		"hostile":   {hostile, []string{"-key", key}},
		"masked":    {hostile, []string{"-key", key, "-mask"}},
		"nested":    {signed(t, `{"alg":"HS256","cty":"JWT"}`, signed(t, hs256, good)), []string{at, "-key", key}},
		"two":       {`{"id_token":"` + signed(t, hs256, good) + `","access_token":"` + signed(t, hs256, `{"exp":1}`) + `"}`, []string{"-pick=2"}},
		"not-json":  {signed(t, hs256, "just\x1btext\nSignature  ✓ fine"), nil},
		"cut":       {signed(t, hs256, good)[:90], nil},
		"key-set":   {`{"keys":[{"kty":"oct","kid":` + quoted2(wicked) + `,"k":"` + encode(secret) + `"},{"kty":"??"}]}`, nil},
		"not-token": {"hello\x1b[31m", nil},
		"markdown":  {hostile, []string{"-markdown"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := run(c.stdin, nil, append([]string{"inspect"}, c.args...)...)
			text := got.out + "---\n" + got.errors
			path := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(path); err != nil || string(want) != text {
				t.Errorf("%v; it prints\n%s", err, text)
			}
			if name != "painted" {
				harmless(t, text)
			}
		})
	}
}

// harmless fails for what a terminal would obey, or would not show.
func harmless(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == 0x2028) {
			t.Fatalf("there is %U in %q", r, text)
		}
	}
	for line := range strings.Lines(text) {
		if line == "Signature  ✓ fine\n" || line == "Signature  ✓ Signature verified\n" {
			t.Fatalf("a token writes a line of ours: %s", text)
		}
	}
}

// Wherever the text stands, it harms no terminal, in any form that people read.
func TestHostileTokens(t *testing.T) {
	q := quoted2(wicked)
	var tokens []string
	for _, name := range []string{"alg", "kid", "typ", "cty", "crit", "jku", "x5c", "jwk", "enc", "zip", wicked} {
		tokens = append(tokens, signed(t, `{"alg":"HS256",`+quoted2(name)+`:`+q+`}`, good), signed(t, `{"alg":"HS256",`+quoted2(name)+`:[`+q+`]}`, good))
	}
	for _, name := range []string{"iss", "sub", "aud", "exp", "nbf", "scope", "jti", "_sd", "email", "password"} {
		tokens = append(tokens, signed(t, hs256, `{"`+name+`":`+q+`}`), signed(t, hs256, `{"`+name+`":[`+q+`]}`))
	}
	raw := strings.ReplaceAll(wicked, "\n", " ")
	tokens = append(tokens, signed(t, wicked, wicked), signed(t, hs256, `{"`+raw+`":"`+raw+`"}`), wicked, "Cookie: "+raw+"="+tokens[0], `{"`+"\u202e\u009b"+`":"`+tokens[0]+`"}`)
	for _, token := range tokens {
		for _, args := range [][]string{nil, {"-lang=zh-hant"}, {"-mask"}, {"-markdown"}, {"-iss", "x", "-aud", "y", "-typ", "z", "-scope", "s"}} {
			got := run(token, nil, append([]string{"inspect", "-key", file(t, secret)}, args...)...)
			if got.code == 2 {
				t.Fatalf("%q: %s", token, got.errors)
			}
			harmless(t, got.out+got.errors)
		}
	}
}

// On a terminal JSON is the same JSON, without what the terminal would obey.
func TestEscapeHidden(t *testing.T) {
	report := inspect.Inspect(inspect.Request{Input: signed(t, hs256, `{"a":`+quoted2(wicked)+`,"b":"`+"\u009b\u202e\U000e0041\ud7ff"+`"}`), Now: noon})
	text := views.Export(&report, views.ExportOptions{Format: "json"}, i18n.English()).Text
	escaped := escapeHidden(text)
	if bytes.Equal(text, escaped) {
		t.Error("nothing is escaped")
	}
	harmless(t, string(escaped))
	var a, b any
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(escaped, &b); err != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("%v: another JSON: %s", err, escaped)
	}
}

func TestReportsAreThoseOfTheAPI(t *testing.T) {
	token := signed(t, hs256, good)
	detached := token[:strings.Index(token, ".")] + ".." + token[strings.LastIndex(token, ".")+1:]
	key := file(t, secret)
	for name, c := range map[string]struct {
		stdin, body, accept string
		args                []string
	}{
		"a token":      {token, `{"input":` + quoted2(token) + `}`, "", []string{"-json"}},
		"with its key": {token, `{"input":` + quoted2(token) + `,"key":` + quoted2(secret) + `}`, "", []string{"-json", "-key", key}},
		"an encoding":  {token, `{"input":` + quoted2(token) + `,"key":` + quoted2(secret) + `,"key_encoding":"base64url"}`, "", []string{"-json", "-key", key, "-key-encoding=base64url"}},
		"a clock": {token, `{"input":` + quoted2(token) + `,"key":` + quoted2(secret) + `,"expect":{"at":"2027-01-15T08:00:00Z","leeway":"5m"}}`, "",
			[]string{"-json", "-key", key, "-at", "2027-01-15T08:00:00Z", "-leeway", "5m"}},
		"expectations": {token, `{"input":` + quoted2(token) + `,"expect":{"iss":"https://login.example.com","aud":["a","orders"],"alg":["HS256","ES256"],"typ":"JWT","scope":"a b"}}`, "",
			[]string{"-json", "-iss", "https://login.example.com", "-aud", "a,orders", "-alg", "HS256,ES256", "-typ", "JWT", "-scope", "a b"}},
		"a payload":         {detached, `{"input":` + quoted2(detached) + `,"payload":` + quoted2(good) + `}`, "", []string{"-json", "-payload", file(t, good)}},
		"not a token":       {wicked, `{"input":` + quoted2(wicked) + `}`, "", []string{"-json"}},
		"SARIF":             {token, `{"input":` + quoted2(token) + `}`, "application/sarif+json", []string{"-sarif"}},
		"SARIF with values": {token, `{"input":` + quoted2(token) + `,"with_values":true}`, "application/sarif+json", []string{"-sarif", "-mask=false"}},
		"Markdown":          {token, `{"input":` + quoted2(token) + `}`, "text/markdown", []string{"-markdown"}},
		"all of Markdown":   {token, `{"input":` + quoted2(token) + `,"with_values":true}`, "text/markdown", []string{"-markdown", "-mask=false"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := &handlers.Handlers{Site: views.Site{Version: "1.2"}, Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
			r := httptest.NewRequest("POST", "/api/inspect", strings.NewReader(c.body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", c.accept)
			w := httptest.NewRecorder()
			h.API(h.InspectAPI).ServeHTTP(w, r)
			got := run(c.stdin, nil, append([]string{"inspect"}, c.args...)...)
			if w.Code != 200 || got.code == 2 || got.out != w.Body.String() {
				t.Errorf("%d, %d: %s\n%s\n%s", w.Code, got.code, got.errors, got.out, w.Body)
			}
		})
	}
}

// chance is a source of bytes that are not random at all, and never the same.
type chance struct{ n uint32 }

func (c *chance) Read(p []byte) (int, error) {
	for i := range p {
		c.n = c.n*1664525 + 1013904223
		p[i] = byte(c.n >> 24)
	}
	return len(p), nil
}

// Every kind of token fits the screen, in every language; JSON stays as it is.
func TestExamplesFitTheScreen(t *testing.T) {
	for _, group := range build.ExampleGroups {
		for _, name := range group.Names {
			if group.Name == "algorithm" && !slices.Contains([]string{"hs256", "es256", "ml-dsa-44"}, name) {
				continue // they differ in little more than the name
			}
			e, err := build.Example(name, noon, &chance{})
			if err != nil {
				t.Fatal(err)
			}
			r := inspect.Inspect(inspect.Request{
				Input: e.Token, Key: e.Key, KeyEncoding: e.Encoding, Payload: e.Payload, Now: noon, Leeway: inspect.DefaultLeeway,
				Expect: inspect.Expectations{Issuer: "https://login.example.com", Audiences: []string{"orders"}},
			})
			for _, m := range i18n.Languages() {
				o := views.NewOutline(&r, nil, m)
				if len(o.Rows) < 4 {
					t.Fatalf("%s has %d rows", name, len(o.Rows))
				}
				for at := o; at != nil; at = at.Nested {
					for i := range at.Parts {
						at.Parts[i].Text = "{}"
					}
				}
				for line := range strings.Lines(string(layOut(o, m, false))) {
					if line = strings.TrimSuffix(line, "\n"); width(line) > columns || strings.TrimRight(line, " ") != line {
						t.Errorf("%s, %s: %q", name, m.Tag, line)
					}
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      nil,
		"one two three":         {"one two", "three"},
		"  one\n\ttwo  ":        {"one two"},
		"abcdefghijkl":          {"abcdefgh", "ijkl"},
		"a abcdefghijkl":        {"a", "abcdefgh", "ijkl"},
		"權杖永遠不會到期。":             {"權杖永遠", "不會到", "期。"},
		"a權杖，b":                 {"a權杖，b"},
		"e\u0301e\u0301 12 345": {"e\u0301e\u0301 12", "345"},
	} {
		if got := wrap(text, 8); !slices.Equal(got, want) {
			t.Errorf("%q is wrapped as %q", text, got)
		}
	}
}

func TestJudgesEncryptedTokens(t *testing.T) {
	e, err := build.Example("nested", noon, &chance{})
	if err != nil {
		t.Fatal(err)
	}
	r := inspect.Inspect(inspect.Request{Input: e.Token, Key: e.Key, KeyEncoding: e.Encoding, Now: noon, Leeway: inspect.DefaultLeeway})
	if r.Nested == nil || r.Encryption.State != inspect.Decrypted {
		t.Fatalf("%+v", r.Encryption)
	}
	want := ""
	if r.Nested.Signature.State != inspect.Verified {
		want = "the signature is not verified"
	}
	if got := unverified(&r); got != want {
		t.Errorf("inside it is %s: %q", r.Nested.Signature.State, got)
	}
	alone, err := build.Example("jwe-dir", noon, &chance{})
	if err != nil {
		t.Fatal(err)
	}
	r = inspect.Inspect(inspect.Request{Input: alone.Token, Key: alone.Key, KeyEncoding: jose.Auto, Now: noon})
	if unverified(&r) == "" {
		t.Error("encryption passes for a signature")
	}
}
