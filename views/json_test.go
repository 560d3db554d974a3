package views

import (
	"strings"
	"testing"

	"jotlens/jose"
	"jotlens/views/i18n"
)

// pretty is the laid out JSON as a reader sees it.
func pretty(t *testing.T, text string) (string, *jsonView) {
	t.Helper()
	r := report(signed(t, hs256, text), "")
	v := layout(r.Payload.Document, "payload", r, newPartSource(newSource(r), r.Payload.Segment), newClock(noon, i18n.English()))
	html := strings.ReplaceAll(render(t, jsonBlock(v, i18n.English())), "</div>", "</div>\n")
	return textContent(html), v
}

func TestJSONStandsAsWritten(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"numbers", `{"a":9007199254740993,"b":1E+2,"c":-0.0}`, "{\n  \"a\": 9007199254740993,\n  \"b\": 1E+2,\n  \"c\": -0.0\n}\n"},
		{"escapes", `{"\u0061":"\u00e9\/"}`, "{\n  \"\\u0061\": \"\\u00e9\\/\"\n}\n"},
		{"empty containers", `{"a":[ ],"b":{ }}`, "{\n  \"a\": [],\n  \"b\": {}\n}\n"},
		{"short array", `{"a":["x" , "y"]}`, "{\n  \"a\": [\"x\", \"y\"]\n}\n"},
		{"mixed array", `[1,"x",{"y":null}]`, "[\n  1,\n  \"x\",\n  {\n    \"y\": null\n  }\n]\n"},
		{"long numbers", `[` + strings.Repeat("1000000000,", 7) + `1]`, "[\n  1000000000, 1000000000, 1000000000,\n  1000000000, 1000000000, 1000000000,\n  1000000000, 1\n]\n"},
		{"duplicates", `{"a":1,"a":2}`, "{\n  \"a\": 1, duplicate\n  \"a\": 2 duplicate\n}\n"},
		{"hidden", `{"a":"x` + "\u202e\u200b" + `y"}`, "{\n  \"a\": \"x‹U+202E U+200B›y\"\n}\n"},
		{"scalar", `"just text"`, "\"just text\"\n"},
		{"bad UTF-8", "{\"a\":\"\xff\"}", "{\n  \"a\": \"‹byte FF›\"\n}\n"},
		{"byte order mark", "\ufeff{}", "‹U+FEFF›\n{}\n"},
	} {
		if got, _ := pretty(t, c.in); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

func TestBrokenJSONIsShownUpToItsFault(t *testing.T) {
	for _, c := range []struct{ name, in, want, at string }{
		{"cut in a string", `{"a":1,"b":"Zo`, "{\n  \"a\": 1,\n  \"b\":\"Zo\n", ""},
		{"cut after a value", `{"a":{"b":[1,2`, "{\n  \"a\": {\n    \"b\": [\n      1, 2\n", ""},
		{"bad literal", `{"a":1,"b":tru,"c":3}`, "{\n  \"a\": 1,\n  \"b\":tru,\"c\":3}\n", ","},
		{"no comma", `{"a":{} "b":2}`, "{\n  \"a\": {} \"b\":2}\n", `"`},
	} {
		got, v := pretty(t, c.in)
		if v.Fault == nil {
			t.Errorf("%s: no fault", c.name)
			continue
		}
		if got != c.want || v.Fault.At != c.at {
			t.Errorf("%s: fault at %q (%s), got\n%swant\n%s", c.name, v.Fault.At, v.Fault.Message, got, c.want)
		}
	}
}

// TestNothingIsLost checks that every character that counts is shown, however
// the text is laid out.
func TestNothingIsLost(t *testing.T) {
	many := `{"k":[` + strings.Repeat(`{"a":"x"},`, maxNodes) + `{"last":true}],"end":1}`
	deep := strings.Repeat(`[`, maxDepth+50) + `1` + strings.Repeat(`]`, maxDepth+50)
	for name, in := range map[string]string{"many": many, "deep": deep, "deep and cut": deep[:len(deep)/2], "wide": "[" + strings.Repeat("1,", 20000) + "1]"} {
		got, v := pretty(t, in)
		squeeze := strings.NewReplacer(" ", "", "\n", "")
		if squeeze.Replace(got) != squeeze.Replace(in) {
			t.Errorf("%s: the characters shown are not those of the text", name)
		}
		if name != "deep and cut" && name != "wide" && !v.TooMuch {
			t.Errorf("%s: does not say that it was too much", name)
		}
		if len(v.Lines) > 2*maxNodes+maxDepth {
			t.Errorf("%s: %d lines", name, len(v.Lines))
		}
	}
}

func TestRegisteredNamesExplainThemselves(t *testing.T) {
	_, v := pretty(t, `{"iss":"a","own":1,"iss":"b"}`)
	if len(v.Meanings) != 1 || v.Meanings[0].Name != "iss" || v.Meanings[0].Reference == "" {
		t.Errorf("meanings: %+v", v.Meanings)
	}
	if v.Lines[1].Title == "" || v.Lines[2].Title != "" {
		t.Errorf("titles: %q, %q", v.Lines[1].Title, v.Lines[2].Title)
	}
}

func TestEvidenceIsMarked(t *testing.T) {
	_, v := pretty(t, `{"sub":"a","password":"hunter2","exp":1,"n":{"cards":["x","4111 1111 1111 1111"]}}`)
	marked := map[string]string{}
	for _, l := range v.Lines {
		if l.Finding != "" {
			marked[l.Name] = l.Finding
		}
	}
	if marked[`"password"`] != "critical" || marked[`"exp"`] != "warning" || marked[`"cards"`] == "" || marked[`"sub"`] != "" {
		t.Errorf("marked: %v", marked)
	}
}

func TestHexDump(t *testing.T) {
	if got, want := hexDump("\x00ABCDEFGH"), "0000  00 41 42 43 44 45 46 47  .ABCDEFG\n0008  48                       H\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCutKeepsWholeCharacters(t *testing.T) {
	head, more := cut(strings.Repeat("a", maxDump-1)+"ëëë", i18n.English())
	if head != strings.Repeat("a", maxDump-1) || more == "" {
		t.Errorf("kept %d bytes, %q", len(head), more)
	}
}

func TestGroupedHex(t *testing.T) {
	if got := grouped("0011223344"); got != "00112233 44" {
		t.Errorf("got %q", got)
	}
	if jose.Parse("").Signature() != nil || grouped("") != "" {
		t.Error("nothing is something")
	}
}

func TestLongDocumentsComeInChunks(t *testing.T) {
	text := "[" + strings.Repeat("[],", 3*chunkLines) + "[]]"
	r := report(signed(t, hs256, text), "")
	v := layout(r.Payload.Document, "payload", r, newPartSource(newSource(r), r.Payload.Segment), newClock(noon, i18n.English()))
	html := render(t, jsonBlock(v, i18n.English()))
	if got, want := strings.Count(html, `<div class="chunk">`), (len(v.Lines)+chunkLines-1)/chunkLines; got != want {
		t.Errorf("%d chunks, want %d", got, want)
	}
	if strings.Count(html, "<div") != strings.Count(html, "</div>") {
		t.Error("the elements do not balance")
	}
}
