package build

import (
	"strings"
	"testing"

	"jotlens/jose"
)

func TestLayoutsChangeNoValue(t *testing.T) {
	const text = " { \"b\" : [ 1.0 , {} , [] ,\"x\\u0041\" ],\n\"a\":{\"d\":1e400,\"c\":null,\"c\":true} } "
	tests := map[Layout]string{
		Compact:  `{"b":[1.0,{},[],"x\u0041"],"a":{"d":1e400,"c":null,"c":true}}`,
		Indented: "{\n  \"b\": [\n    1.0,\n    {},\n    [],\n    \"x\\u0041\"\n  ],\n  \"a\": {\n    \"d\": 1e400,\n    \"c\": null,\n    \"c\": true\n  }\n}",
		Sorted:   "{\n  \"a\": {\n    \"c\": null,\n    \"c\": true,\n    \"d\": 1e400\n  },\n  \"b\": [\n    1.0,\n    {},\n    [],\n    \"x\\u0041\"\n  ]\n}",
	}
	for layout, want := range tests {
		got, ok := Write(text, layout)
		if !ok || got != want {
			t.Errorf("%d: %s", layout, got)
		}
		if again, _ := Write(got, layout); again != got {
			t.Errorf("%d again: %s", layout, again)
		}
	}
	for _, bad := range []string{"", "{", "{} x", "{\"a\":}"} {
		if got, ok := Write(bad, Compact); ok {
			t.Errorf("%q: %q", bad, got)
		}
	}
	deep := strings.Repeat("[", 5000) + strings.Repeat("]", 5000)
	if got, ok := Write(deep, Indented); !ok || len(got) > 100*len(deep) {
		t.Errorf("deep nesting makes %d bytes", len(got))
	}
}

func TestAMemberIsSetAndNothingElse(t *testing.T) {
	tests := []struct{ text, name, value, want string }{
		{`{"a":1,"b":2}`, "a", `"x"`, `{"a":"x","b":2}`},
		{`{"a":1,"a":2}`, "a", `3`, `{"a":1,"a":3}`},
		{`{"\u0061":1}`, "a", `3`, `{"\u0061":3}`},
		{`{}`, "a", `3`, `{"a":3}`},
		{"{ }", "a", `3`, `{"a":3}`},
		{`{"a":1}`, "b", `2`, `{"a":1,"b":2}`},
		{`{"a":1, "c":[1, 2]}`, "b", `2`, `{"a":1, "c":[1, 2], "b":2}`},
		{"{\n  \"a\": 1,\n  \"c\": 2\n}\n", "b", `3`, "{\n  \"a\": 1,\n  \"c\": 2,\n  \"b\": 3\n}\n"},
		{"{\n\t\"a\" : {\"x\":1}\n}", "b", `3`, "{\n\t\"a\" : {\"x\":1},\n\t\"b\" : 3\n}"},
		{`{"a":1}`, "x\"", `2`, `{"a":1,"x\"":2}`},
	}
	for _, test := range tests {
		got, ok := SetMember(test.text, test.name, test.value)
		if !ok || got != test.want {
			t.Errorf("%s, %s: %s, want %s", test.text, test.name, got, test.want)
		}
	}
	for _, bad := range []string{"", "[]", `{"a":1`, "1"} {
		if got, ok := SetMember(bad, "a", "1"); ok {
			t.Errorf("%q: %q", bad, got)
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add(`{"a":[1,{"b":"\u00e9"}],"c":1e5}`, "a")
	f.Fuzz(func(t *testing.T, text, name string) {
		compact, ok := Write(text, Compact)
		if !ok {
			return
		}
		for _, layout := range []Layout{Indented, Sorted} {
			out, ok := Write(text, layout)
			if !ok {
				t.Fatalf("%q cannot be written again", text)
			}
			if back, _ := Write(out, Compact); layout == Indented && back != compact {
				t.Fatalf("%q became %q", compact, back)
			}
		}
		if set, ok := SetMember(text, name, "true"); ok {
			if n := jose.ReadJSON([]byte(set)).Member(name); n == nil && jose.ReadJSON([]byte(jose.Quote(name))).Root.Value == name {
				t.Fatalf("%q has no %q in it", set, name)
			}
		}
	})
}
