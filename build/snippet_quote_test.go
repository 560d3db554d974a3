package build

import (
	"strings"
	"testing"
)

// TestLiteralsCannotBeLeft reads each literal as its language does, as far as
// it takes to find where it ends.
func TestLiteralsCannotBeLeft(t *testing.T) {
	for _, c := range []struct {
		id      string
		special string // what a backslash has to stand before
	}{
		{"go", ""}, {"node", ""}, {"python", ""}, {"jjwt", ""}, {"spring", ""}, {"csharp", ""},
		{"php", "$"}, {"rust", ""}, {"ruby", "#"}, {"envoy", ""}, {"kubectl", ""},
	} {
		l := language(t, c.id)
		for _, text := range append([]string{oddText, "", `\`, `\\`, `"`, "\x7f", "\uffff", "\ufeff"}, eachASCII()...) {
			quoted := l.quote(text)
			inside, ok := strings.CutPrefix(quoted, `"`)
			inside, closed := strings.CutSuffix(inside, `"`)
			if !ok || !closed {
				t.Fatalf("%s: %s stands not in quotation marks", c.id, quoted)
			}
			for i := 0; i < len(inside); i++ {
				b := inside[i]
				switch {
				case b < ' ' || b > '~':
					t.Errorf("%s: %q has the byte %#x in it", c.id, quoted, b)
				case b == '\\':
					i++
					if i == len(inside) {
						t.Errorf("%s: %q escapes its own end", c.id, quoted)
					}
				case b == '"' || strings.IndexByte(c.special, b) >= 0:
					t.Errorf("%s: %q has %q without a backslash", c.id, quoted, b)
				}
			}
		}
	}
}

// TestJavaHasNoEarlyEscapes: Java replaces \uXXXX before it looks for string
// literals, so none may stand for ASCII.
func TestJavaHasNoEarlyEscapes(t *testing.T) {
	for _, text := range append([]string{oddText}, eachASCII()...) {
		quoted := quoteJava(text)
		for i := 0; i < len(quoted); i++ {
			if quoted[i] != '\\' {
				continue
			}
			i++
			if quoted[i] == 'u' && strings.HasPrefix(quoted[i:], "u00") && quoted[i+3] < '8' && quoted[i:i+5] != "u007f" {
				t.Errorf("%q has a Unicode escape of ASCII", quoted)
			}
		}
	}
}

func TestLiterals(t *testing.T) {
	const text = "\"$#\\\n\u00e9\U0001F600"
	for id, want := range map[string]string{
		"go":     `"\"$#\\\u000a\u00e9\U0001f600"`,
		"node":   `"\"$#\\\u000a\u00e9\ud83d\ude00"`,
		"python": `"\"$#\\\u000a\u00e9\U0001f600"`,
		"jjwt":   `"\"$#\\\012\u00e9\ud83d\ude00"`,
		"csharp": `"\"$#\\\u000a\u00e9\ud83d\ude00"`,
		"php":    `"\"\$#\\\u{a}\u{e9}\u{1f600}"`,
		"rust":   `"\"$#\\\u{a}\u{e9}\u{1f600}"`,
		"ruby":   `"\"$\#\\\u{a}\u{e9}\u{1f600}"`,
		"envoy":  `"\"$#\\\u000a\u00e9\U0001f600"`,
		"nginx":  "",
	} {
		if got := language(t, id).quote(text); got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
}

// TestNginxWritesUsualNamesOnly: nothing that nginx or its regular expressions
// read in another way.
func TestNginxWritesUsualNamesOnly(t *testing.T) {
	written := 0
	for _, text := range append(eachASCII(), oddText, "é") {
		got := quoteNginx(text)
		if got == "" {
			continue
		}
		written++
		if got != text && got != "["+text+"]" || strings.ContainsAny(text, "\"'\\${};#,|^ \n") {
			t.Errorf("%q is written as %s", text, got)
		}
	}
	if written < 62 {
		t.Errorf("only %d characters can be written", written)
	}
	if got, want := quoteNginx("https://a.example/x?y=1"), "https://a[.]example/x[?]y=1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLongTextsAreLeftOut: a snippet does not grow with its token.
func TestLongTextsAreLeftOut(t *testing.T) {
	f := &Facts{Alg: "RS256", Issuer: strings.Repeat("a", maxWritten+1), Audiences: []string{strings.Repeat("b", maxWritten), "c"}, Type: strings.Repeat("d", maxWritten+1), Expires: true}
	for _, l := range languages {
		s := l.Write(f)
		if strings.Contains(s.Code, "aaaa") || strings.Contains(s.Code, "bbbb") || strings.Contains(s.Code, "dddd") {
			t.Errorf("%s writes what is too long:\n%s", l.ID, s.Code)
		}
		if !strings.Contains(s.Code, "Check it yourself") {
			t.Errorf("%s does not say so:\n%s", l.ID, s.Code)
		}
	}
}

func eachASCII() (texts []string) {
	for b := range 128 {
		texts = append(texts, string(rune(b)))
	}
	return texts
}

func language(t *testing.T, id string) *Language {
	t.Helper()
	for i := range languages {
		if languages[i].ID == id {
			return &languages[i]
		}
	}
	t.Fatalf("no language %s", id)
	return nil
}
