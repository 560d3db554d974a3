package jose

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

func TestReadJSONKeepsOrderDuplicatesAndNumbers(t *testing.T) {
	text := ` {"role":"user", "id":9007199254740993, "role":"admin", "x":[1.50,-0,1e400,{"a":null}]}`
	d := ReadJSON([]byte(text))
	if d.Fault != nil || !d.IsObject() {
		t.Fatalf("fault %v", d.Fault)
	}
	var names []string
	for _, m := range d.Root.Members {
		names = append(names, m.Name)
		if got := d.Raw(m.NameSpan); got != `"`+m.Name+`"` {
			t.Errorf("the name %q stands at %q", m.Name, got)
		}
	}
	if got := strings.Join(names, " "); got != "role id role x" {
		t.Errorf("members are %s", got)
	}
	if !d.Root.Members[0].Duplicate || !d.Root.Members[2].Duplicate || d.Root.Members[1].Duplicate {
		t.Error("the duplicates are not marked, or others are")
	}
	if got := d.Member("id").Value; got != "9007199254740993" {
		t.Errorf("id is %s", got)
	}
	if got := d.Member("role").Value; got != "admin" {
		t.Errorf("role is %s, want the last", got)
	}
	var numbers []string
	for _, e := range d.Member("x").Elements[:3] {
		numbers = append(numbers, e.Value)
	}
	if got := strings.Join(numbers, " "); got != "1.50 -0 1e400" {
		t.Errorf("numbers are %s", got)
	}
	if d.Depth != 3 {
		t.Errorf("depth is %d, want 3", d.Depth)
	}
}

func TestEqualNamesAreComparedAfterUnescaping(t *testing.T) {
	d := ReadJSON([]byte(`{"alg":1,"\u0061lg":2}`))
	if !d.Root.Members[0].Duplicate || !d.Root.Members[1].Duplicate {
		t.Error("an escaped duplicate is not marked")
	}
}

func TestReadJSONNamesFaultsAndKeepsWhatCameBefore(t *testing.T) {
	tests := []struct {
		text    string
		offset  int
		members int
	}{
		{`{"a":1,"b":`, 11, 2},
		{`{"a":1,"b`, 9, 1},
		{`{"a":1`, 6, 1},
		{`{"a":1,}`, 6, 1},
		{`{"a":1 "b":2}`, 7, 1},
		{`{"a":01}`, 6, 1},
		{`{a:1}`, 1, 0},
		{`{"a":'1'}`, 5, 1},
		{`{"a":[1,2`, 9, 1},
	}
	for _, test := range tests {
		d := ReadJSON([]byte(test.text))
		if d.Fault == nil {
			t.Errorf("%s: no fault", test.text)
			continue
		}
		if d.Fault.Offset != test.offset {
			t.Errorf("%s: fault at %d (%s), want %d", test.text, d.Fault.Offset, d.Fault.Message, test.offset)
		}
		if len(d.Root.Members) != test.members {
			t.Errorf("%s: %d members read, want %d", test.text, len(d.Root.Members), test.members)
		}
	}
	for _, text := range []string{"", "  ", "hello", "\xff\xfe{"} {
		if d := ReadJSON([]byte(text)); d.Fault == nil || d.Root != nil {
			t.Errorf("%q: fault %v, root %v", text, d.Fault, d.Root)
		}
	}
}

func TestReadJSONMarksWhatStrictParsersRefuse(t *testing.T) {
	if d := ReadJSON([]byte(`{} x`)); d.Trailing != (Span{3, 4}) || d.Valid() {
		t.Errorf("trailing data is %v", d.Trailing)
	}
	if d := ReadJSON([]byte("{} \n")); !d.Trailing.Empty() || !d.Valid() {
		t.Errorf("white space counts as trailing data: %v", d.Trailing)
	}
	if d := ReadJSON([]byte("\xef\xbb\xbf{\"a\":1}")); d.BOM != "UTF-8" || d.Member("a") == nil || d.Raw(d.Member("a").Span) != "1" {
		t.Errorf("byte order mark %q, %v", d.BOM, d.Fault)
	}
	tests := []struct {
		text string
		bad  bool
	}{
		{`{"a":"\ud83d\ude00"}`, false},
		{`{"a":"\ud83d"}`, true},
		{`{"a":"\ude00\ud83d"}`, true},
		{`{"a":"\ud83dx\ude00"}`, true},
		{`{"a":"\\ud83d"}`, false},
		{"{\"a\":\"\xff\"}", true},
		{"{\"\xc3\":1}", true},
	}
	for _, test := range tests {
		d := ReadJSON([]byte(test.text))
		if d.Fault != nil || (len(d.BadUTF8) > 0) != test.bad {
			t.Errorf("%q: bad UTF-8 at %v, fault %v, want bad %v", test.text, d.BadUTF8, d.Fault, test.bad)
		}
	}
}

// checkOffsets walks a document and fails if a span is not where its text is.
func checkOffsets(t *testing.T, d *Document) {
	t.Helper()
	if d == nil {
		return
	}
	inside := func(s, outer Span) {
		if s.Start < outer.Start || s.End > outer.End || s.Start > s.End {
			t.Fatalf("span %v is not inside %v of %q", s, outer, d.Text)
		}
	}
	all := Span{0, len(d.Text)}
	if d.Fault != nil {
		inside(Span{d.Fault.Offset, d.Fault.Offset}, all)
	}
	inside(d.Trailing, all)
	for _, s := range d.BadUTF8 {
		inside(s, all)
	}
	var walk func(n *Node, outer Span)
	walk = func(n *Node, outer Span) {
		if n == nil {
			return
		}
		inside(n.Span, outer)
		if n.Kind == Number && d.Raw(n.Span) != n.Value {
			t.Fatalf("number %q stands at %q", n.Value, d.Raw(n.Span))
		}
		for _, m := range n.Members {
			inside(m.NameSpan, n.Span)
			walk(m.Value, n.Span)
		}
		for _, e := range n.Elements {
			walk(e, n.Span)
		}
	}
	walk(d.Root, all)
}

func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{
		"", "{}", "[]", "1", `"a"`, `{"a":1,"a":2}`, `{"a":9007199254740993}`, `{"a":1e400}`, `[1,2,`, `{"a":{"b":[null,true,false]}}`,
		`{"a":"\ud800"}`, "\ufeff{}", "{}x", `{"a":1.0E+2}`, "\"\xff\"", `{"\u0061":1,"a":2}`, strings.Repeat("[", 200), "nul", "-", "01",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := ReadJSON(data)
		checkOffsets(t, d)
		if d.BOM == "UTF-8" {
			return // we read on after it; strict parsers stop there
		}
		if got, want := d.Valid(), jsontext.Value(data).IsValid(); got != want {
			t.Fatalf("%q: valid %v, jsontext says %v (fault %v, trailing %v, bad UTF-8 %v)", data, got, want, d.Fault, d.Trailing, d.BadUTF8)
		}
		// encoding/json accepts duplicates and invalid UTF-8, as our syntax does.
		whole := d.Fault == nil && d.Trailing.Empty()
		if got := json.Valid(data); got != whole {
			t.Fatalf("%q: syntax whole %v, encoding/json says %v", data, whole, got)
		}
		if whole && utf8.Valid(data) {
			compareNumbers(t, data, d.Root)
		}
	})
}

// compareNumbers checks number literals in order against encoding/json.
func compareNumbers(t *testing.T, data []byte, root *Node) {
	var ours, theirs []string
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.Kind == Number {
			ours = append(ours, n.Value)
		}
		for _, m := range n.Members {
			walk(m.Value)
		}
		for _, e := range n.Elements {
			walk(e)
		}
	}
	walk(root)
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.UseNumber()
	for {
		token, err := dec.Token()
		if err != nil {
			break
		}
		if number, ok := token.(json.Number); ok {
			theirs = append(theirs, number.String())
		}
	}
	if strings.Join(ours, " ") != strings.Join(theirs, " ") {
		t.Fatalf("%q: numbers %v, encoding/json reads %v", data, ours, theirs)
	}
}
