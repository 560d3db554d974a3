package inspect

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"jotlens/inspect/samples"
)

// encoded is a report as encoding/json writes it, without the final line end.
func encoded(t testing.TB, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(r); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// checkJSON fails unless AppendJSON writes what encoding/json does.
func checkJSON(t testing.TB, r *Report) {
	t.Helper()
	got, want := string(r.AppendJSON(nil)), encoded(t, r)
	if got == want {
		return
	}
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	t.Errorf("after %q: got %.200q, want %.200q", want[max(0, at-60):at], got[at:], want[at:])
}

// exampleRequests are requests about everything that the tests have: the
// examples of the rules, the tokens of issuers and the vectors.
func exampleRequests(t *testing.T) map[string]Request {
	t.Helper()
	requests := map[string]Request{}
	for _, rule := range Rules() {
		for _, side := range samples.Sides {
			requests["rule "+rule.ID+"."+string(side)] = request(t, rule.ID, side)
		}
	}
	for _, token := range readIssuerTokens(t) {
		requests["issuer "+token.name] = Request{Input: token.text(t), Now: token.Now, Leeway: DefaultLeeway}
	}
	for i, v := range jwsVectors(t) {
		requests["vector "+strconv.Itoa(i)+" "+v.name] = Request{
			Input: v.token, Key: v.key, Now: noon, Leeway: DefaultLeeway, TryEmbedded: true,
			Expect: ExpectTexts{Issuer: "joe", Audience: "a b", Scope: "x"}.Read(),
		}
	}
	if len(requests) < 300 {
		t.Fatalf("only %d requests", len(requests))
	}
	return requests
}

func TestAppendJSONIsEncodingJSON(t *testing.T) {
	for name, request := range exampleRequests(t) {
		r := Inspect(request)
		checkJSON(t, &r)
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestAppendJSONKeepsWhatStandsBefore(t *testing.T) {
	r := Report{}
	if got, want := string(r.AppendJSON([]byte("before"))), "before"+encoded(t, &r); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Every member of every type of the report, alone and all at once: a field that
// AppendJSON does not know fails here.
func TestAppendJSONKnowsEveryField(t *testing.T) {
	checkJSON(t, &Report{})
	var full Report
	fields := fillValue(reflect.ValueOf(&full).Elem(), 0)
	if fields < 100 {
		t.Fatalf("only %d fields were filled", fields)
	}
	checkJSON(t, &full)
	for skip := range fields {
		var r Report
		fillExcept(reflect.ValueOf(&r).Elem(), 0, skip)
		checkJSON(t, &r)
	}
}

// fillValue sets everything that the JSON form shows to something that is not
// zero, and counts the leaves.
func fillValue(v reflect.Value, depth int) int { return fillExcept(v, depth, -1) }

// fillExcept is fillValue without the leaf of that number.
func fillExcept(v reflect.Value, depth, skip int) int {
	n := 0
	var walk func(v reflect.Value, depth int)
	walk = func(v reflect.Value, depth int) {
		switch v.Interface().(type) {
		case time.Time:
			if n != skip {
				v.Set(reflect.ValueOf(time.Date(2026, 11, 24, 12, 0, n%60, 120000000, time.FixedZone("", 3600))))
			}
			n++
			return
		case NumericDate:
			v.Set(reflect.ValueOf(NumericDate{Literal: "1.50e3", Seconds: 1500}))
			n++
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if field := v.Type().Field(i); field.IsExported() && field.Tag.Get("json") != "-" {
					walk(v.Field(i), depth)
				}
			}
			return
		case reflect.Pointer:
			if v.Type().Elem() == reflect.TypeFor[Report]() && depth > 0 {
				return // one token inside is enough
			}
			if v.Type().Elem() == reflect.TypeFor[Report]() {
				depth++
			}
			v.Set(reflect.New(v.Type().Elem()))
			walk(v.Elem(), depth)
			return
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			walk(v.Index(0), depth)
			walk(v.Index(1), depth)
			return
		}
		leaf := n
		n++
		if leaf == skip {
			return
		}
		switch v.Kind() {
		case reflect.String:
			v.SetString("\"\\<&>\u2028é\x01\x7f\xff " + strconv.Itoa(leaf))
		case reflect.Int:
			v.SetInt(int64(leaf + 1))
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Map:
			v.Set(reflect.ValueOf(map[string]string{"b": "\n", "a\"": "\u2029"}))
		default:
			panic("the report has a " + v.Type().String() + ": teach AppendJSON and this test about it")
		}
	}
	walk(v, depth)
	return n
}

func FuzzAppendJSON(f *testing.F) {
	f.Add("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6b2UiLCJleHAiOjEuNWUzfQ.AAAA", "secret")
	f.Add(`{"payload":"e30","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAA"}]}`, "")
	f.Add("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0....", `{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA"}`)
	f.Add("eyJhbGciOiJub25lIn0.eyJhIjoi\u202e\xff\"}", "\x00")
	for _, v := range jwsVectors(f) {
		f.Add(v.token, v.key)
	}
	f.Fuzz(func(t *testing.T, input, key string) {
		r := Inspect(Request{Input: input, Key: key, Now: noon, Leeway: DefaultLeeway})
		checkJSON(t, &r)
	})
}
