package i18n

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// saidDirs are the packages whose sentences the pages show.
var saidDirs = []string{"inspect", "jose", "handlers"}

// unsaid are texts that look like sentences and are none.
var unsaid = readList("testdata/unsaid.txt")

func readList(name string) []string {
	list, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return strings.Split(strings.TrimSpace(string(list)), "\n")
}

// TestEverySentenceIsTranslated fails when a sentence of the packages below has
// no translation, and so also when one was changed: the sentence itself is the
// fingerprint of its translation.
func TestEverySentenceIsTranslated(t *testing.T) {
	keys := tableKeys()
	n := 0
	for _, dir := range saidDirs {
		for _, f := range sentencesIn(t, dir) {
			n++
			if !keys[f.text] && !slices.Contains(unsaid, f.text) {
				t.Errorf("%s: there is no translation of\n%s", f.file, f.text)
			}
		}
	}
	if n < 500 {
		t.Fatalf("found %d sentences only", n)
	}
}

// TestNoTranslationIsStale fails when a translation is of a sentence that
// nobody says any more.
func TestNoTranslationIsStale(t *testing.T) {
	var sources strings.Builder
	known := map[string]bool{}
	for _, dir := range saidDirs {
		for _, f := range sentencesIn(t, dir) {
			known[f.text] = true
		}
		names, _ := filepath.Glob(filepath.Join("..", "..", dir, "*.go"))
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sources.WriteString(strings.ReplaceAll(string(source), `\"`, `"`))
		}
	}
	all := sources.String()
	for key, entry := range tableOf(chineseTable) {
		if known[key] || slices.Contains(elsewhereSaid, entry.heading) {
			continue
		}
		for _, piece := range placeholder.Split(key, -1) {
			if !strings.Contains(all, strings.TrimSpace(piece)) {
				t.Errorf("nobody says %q", key)
				break
			}
		}
	}
	for _, text := range unsaid {
		if !known[text] {
			t.Errorf("testdata/unsaid.txt lists what is nowhere: %q", text)
		}
	}
}

var placeholder = regexp.MustCompile(`\{~?([A-Za-z0-9_]+)\}`)

// TestPlaceholdersAgree fails when a translation fills in what its sentence
// does not have, or drops what is not grammar.
func TestPlaceholdersAgree(t *testing.T) {
	names := func(text string) (list []string) {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(list, m[1]) && m[1] != "is" {
				list = append(list, m[1])
			}
		}
		slices.Sort(list)
		return list
	}
	for key, entry := range tableOf(chineseTable) {
		if a, b := names(key), names(entry.text); !slices.Equal(a, b) {
			t.Errorf("%s\n%s\nhave other placeholders: %v and %v", key, entry.text, a, b)
		}
	}
}

func TestSay(t *testing.T) {
	m := &Messages{said: newSaid("a {what} of {who}\n{~what}屬於 {who}\n\nsecret\n密鑰\n\n# file\nread as {0}, {1}\n讀為 {~0}，{1}\n\nread as {how}, secretly, {1}\n私下讀為 {~how}，{1}\n")}
	for _, test := range []struct{ got, want string }{
		{m.Say("a {what} of {who}", map[string]string{"what": "secret", "who": "secret"}), "密鑰屬於 secret"},
		{m.Say("a {what} of {who}", map[string]string{"what": "{who}", "who": "{what}"}), "{who}屬於 {what}"},
		{m.Phrase("read as secret, secret"), "讀為 密鑰，secret"},
		{m.Phrase("read as, x"), "read as, x"},
		{m.Phrase("read as secret, secretly, x"), "私下讀為 密鑰，x"},
		{m.Phrase("a secret of mine"), "密鑰屬於 mine"},
		{m.Say("read as secret, {x}", map[string]string{"x": "y"}), "讀為 密鑰，y"},
		{m.Phrase("nothing"), "nothing"},
		{English().Say("of {who}", map[string]string{"who": "b"}), "of b"},
		{English().Phrase("secret"), "secret"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func tableKeys() map[string]bool {
	keys := map[string]bool{}
	for key := range tableOf(chineseTable) {
		keys[key] = true
	}
	return keys
}

// elsewhereSaid are the headings of sentences that stand whole in no source of
// ours.
var elsewhereSaid = []string{"# joined in jose or inspect from pieces", "# jsontext, in the words of its own"}

// An entry is a translation in a table, with the heading above it.
type entry struct{ heading, text string }

// tableOf reads a table into the pairs that it has.
func tableOf(table string) map[string]entry {
	pairs := map[string]entry{}
	heading, key := "", ""
	for line := range strings.SplitSeq(table, "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			heading, key = line, ""
		case line == "":
			key = ""
		case key == "":
			key = line
		default:
			pairs[key] = entry{heading, line}
		}
	}
	return pairs
}
