package views

import "testing"

func TestOneLineKeepsWhatStringsHold(t *testing.T) {
	for text, want := range map[string]string{
		"{\n    \"kid\": \"a  b\"\n  }":       `{ "kid": "a  b" }`,
		"{\"kid\":\"\\\"\\n\",\r\n\t\"x\":1}": `{"kid":"\"\n", "x":1}`,
		`{"a" : 1}`:                           `{"a" : 1}`,
		"{\"kid\":\"a\n  b\"}":                "{\"kid\":\"a\n  b\"}",
		"\"\\":                                "\"\\",
	} {
		if got := oneLine(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
