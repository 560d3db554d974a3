package inspect

import (
	"strings"
	"testing"
	"unicode/utf8"

	"jotlens/jose"
)

func TestWalkListsEveryValueInOrderWithItsPath(t *testing.T) {
	doc := jose.ReadJSON([]byte(`{"iss":"a","realm_access":{"roles":["x",["y"]],"n":1},"https://x/y":{"a b":true},"":null,
		"q\"]\u202e\n":{"z":2},"9a":3,"a-b":[{"c":[]}],"iss":"again"}`))
	want := []struct{ path, name string }{
		{"payload", ""}, {"payload.iss", "iss"}, {"payload.realm_access", "realm_access"}, {"payload.realm_access.roles", "roles"},
		{"payload.realm_access.roles[0]", "roles"}, {"payload.realm_access.roles[1]", "roles"}, {"payload.realm_access.roles[1][0]", "roles"}, {"payload.realm_access.n", "n"},
		{`payload["https://x/y"]`, "https://x/y"}, {`payload["https://x/y"]["a b"]`, "a b"}, {`payload[""]`, ""},
		{`payload["q\"]\u202e\n"]`, "q\"]\u202e\n"}, {`payload["q\"]\u202e\n"].z`, "z"}, {`payload["9a"]`, "9a"},
		{"payload.a-b", "a-b"}, {"payload.a-b[0]", "a-b"}, {"payload.a-b[0].c", "c"}, {"payload.iss", "iss"},
	}
	values := walkValues("payload", doc)
	if len(values) != len(want) {
		t.Fatalf("%d values, want %d", len(values), len(want))
	}
	for i, v := range values {
		if v.path != want[i].path || v.name != want[i].name || v.part != "payload" || v.doc != doc {
			t.Errorf("value %d: %s %q, want %s %q", i, v.path, v.name, want[i].path, want[i].name)
		}
		switch {
		case i == 0:
			if v.parent != nil || v.member != nil || v.node != doc.Root {
				t.Error("the root is not the root")
			}
		case v.parent == nil || v.parent.node.Span.Start >= v.node.Span.Start || v.parent.node.Span.End <= v.node.Span.End:
			t.Errorf("%s does not lie in its parent", v.path)
		case v.member != nil && (v.member.Value != v.node || v.member.Name != v.name):
			t.Errorf("%s has the member of another value", v.path)
		case (v.member == nil) != (v.parent.node.Kind == jose.Array):
			t.Errorf("%s: a member outside an object", v.path)
		}
		if v.parent != nil && v.member != nil && memberPath(v.parent.path, v.name) != v.path {
			t.Errorf("memberPath says %s, want %s", memberPath(v.parent.path, v.name), v.path)
		}
	}
}

func TestWalkTakesWhatIsThere(t *testing.T) {
	if walkValues("payload", nil) != nil || walkValues("payload", jose.ReadJSON(nil)) != nil {
		t.Error("values of nothing")
	}
	for text, want := range map[string]string{
		`5`:             "payload",
		`{"a":1,"b":`:   "payload payload.a",
		`{"a":1,"b`:     "payload payload.a",
		`[1,{"x":[2,`:   "payload payload[0] payload[1] payload[1].x payload[1].x[0]",
		`{"a":{"b":"c"`: "payload payload.a payload.a.b",
	} {
		var paths []string
		for _, v := range walkValues("payload", jose.ReadJSON([]byte(text))) {
			paths = append(paths, v.path)
		}
		if got := strings.Join(paths, " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A megabyte of hostile JSON must not become a gigabyte of paths.
func TestPathsStayShort(t *testing.T) {
	long := strings.Repeat("ü", 100_000)
	for _, text := range []string{
		strings.Repeat("[", 9000) + "1" + strings.Repeat("]", 9000),
		strings.Repeat(`{"abcdefghijklmnop":`, 5000) + "1" + strings.Repeat("}", 5000),
		`{"` + long + `":{"` + long + `":[` + strings.Repeat("1,", 1000) + `1]}}`,
		`{"` + strings.Repeat("a", 100_000) + `":{"b":1}}`,
		`{"` + strings.Repeat("a", 120) + `":{"` + strings.Repeat("b", 120) + `":[` + strings.Repeat("1,[],", 50_000) + `1]}}`,
		`{"` + strings.Repeat(`\u0001`, 10_000) + `":{"b":1}}`,
	} {
		values := walkValues("payload", jose.ReadJSON([]byte(text)))
		total := 0
		for _, v := range values {
			if v.parent != nil && v.path != v.parent.path {
				total += len(v.path)
			}
			if len(v.path) > maxPath+5*maxPathName || !utf8.ValidString(v.path) {
				t.Fatalf("a path of %d bytes: %.100q", len(v.path), v.path)
			}
		}
		if total > maxPaths+maxPath+5*maxPathName {
			t.Errorf("%d bytes of paths", total)
		}
		if last := values[len(values)-1]; last.path == "" || last.parent == nil {
			t.Errorf("the last value has path %q", last.path)
		}
	}
}

func TestManyValuesAreAllJudged(t *testing.T) {
	text := `{"list":[` + strings.Repeat(`{"a":"b","n":[1,true,null]},`, 20_000) + `{"password":"hunter2"}]}`
	runContentTests(t, only("claim-credential", Critical, "list[20000].password", text))
	deep := strings.Repeat(`{"d":`, 3000) + `{"password":"hunter2"}` + strings.Repeat("}", 3000)
	if got := contentFindings(t, deep); len(got) != 1 || !strings.HasPrefix(got[0], "claim-credential critical payload.d.d.d") {
		t.Errorf("deep down: %.200q", got)
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "… (0 characters)",
		"x":                    "… (1 character)",
		"hunter2":              "… (7 characters)",
		"hunter22":             "hu… (8 characters)",
		"0123456789abcdef":     "0123… (16 characters)",
		"\u202e\n56789":        "… (7 characters)",
		"\u202eb\n0123456789ü": "\ufffdb… (14 characters)",
	} {
		if got := mask(text); got != want {
			t.Errorf("mask(%q) = %q, want %q", text, got, want)
		}
	}
}
