package inspect

import (
	"strconv"
	"strings"
	"testing"
)

func TestFindTokensOverLines(t *testing.T) {
	dot := strings.Split(shortToken, ".")
	lines := func(token string, width int) int { return (len(token) - 1) / width }
	wrapped := func(token, removed string, breaks int) []pasteToken {
		return []pasteToken{{token, "", removed, breaks}}
	}
	two := []pasteToken{{shortToken, "", "", 0}, {otherToken, "", "", 0}}
	unknown := compactToken(`{"alg":"XX999"}`, `{"sub":"someone with a long enough name to be wrapped"}`, 90)
	indentedRFC := "     " + fold(dot[0], 30, "     ") + "\n     .\n     " + fold(dot[1], 30, "     ") + "\n     .\n     " + dot[2] + "\n"
	cases := []pasteCase{
		{"CRLF", strings.ReplaceAll(fold(shortToken, 64, ""), "\n", "\r\n"), wrapped(shortToken, "white-space", 2*lines(shortToken, 64))},
		{"old Mac line ends", strings.ReplaceAll(fold(shortToken, 64, ""), "\n", "\r"), wrapped(shortToken, "white-space", lines(shortToken, 64))},
		{"indented", fold(shortToken, 40, "    "), wrapped(shortToken, "white-space", 5*lines(shortToken, 40))},
		{"quoted mail", "> " + fold(shortToken, 70, "> "), wrapped(shortToken, "white-space mail-quote", 2*lines(shortToken, 70))},
		{"quoted mail, twice", "> > " + fold(longToken, 70, "> > "), wrapped(longToken, "white-space mail-quote", 3*lines(longToken, 70))},
		{"after dots", dot[0] + ".\n" + dot[1] + ".\n" + dot[2], wrapped(shortToken, "white-space", 2)},
		{"before dots", dot[0] + "\n." + dot[1] + "\n." + dot[2], wrapped(shortToken, "white-space", 2)},
		{"dots apart, a signature of any length", headerOnly + " . " + payload + " . c2ln", wrapped(cut+".c2ln", "white-space", 4)},
		{"dots and empty lines", strings.ReplaceAll(shortToken, ".", "\n\n.\n\n"), wrapped(shortToken, "white-space", 8)},
		{"as RFCs print them", indentedRFC, wrapped(shortToken, "white-space", 6*strings.Count(strings.TrimSpace(indentedRFC), "\n"))},
		{"spaces for line breaks", strings.ReplaceAll(fold(shortToken, 50, ""), "\n", " "), wrapped(shortToken, "white-space", lines(shortToken, 50))},
		{"no-break space inside", shortToken[:50] + "\u00a0" + shortToken[50:], wrapped(shortToken, "white-space", 1)},
		{"RSA signature", fold(longToken, 76, ""), wrapped(longToken, "white-space", lines(longToken, 76))},
		{"JWE", fold(encrypted, 40, ""), wrapped(encrypted, "white-space", lines(encrypted, 40))},
		{"SD-JWT", fold(sdJWT, 64, ""), wrapped(sdJWT, "white-space", lines(sdJWT, 64))},
		{"unknown algorithm", fold(unknown, 64, ""), wrapped(unknown, "white-space", lines(unknown, 64))},
		{"quoted-printable", strings.ReplaceAll(fold(longToken, 75, ""), "\n", "=\r\n"), wrapped(longToken, "white-space", 2*lines(longToken, 75))},
		{"header and payload cut", fold(cut, 32, ""), wrapped(cut, "white-space", lines(cut, 32))},
		{"payload alone", fold(payload, 20, ""), wrapped(payload, "white-space", lines(payload, 20))},
		{"percent-encoded line break", shortToken[:60] + "%0D%0A" + shortToken[60:], wrapped(shortToken, "white-space", 2)},
		{"Bearer", "Bearer " + fold(longToken, 76, ""), []pasteToken{{longToken, "", "bearer white-space", lines(longToken, 76)}}},
		{"in a JSON string", "{\"token\": \"" + fold(shortToken, 60, "") + "\"}", []pasteToken{{shortToken, "token", "json white-space", lines(shortToken, 60)}}},
		{"a greeting after", fold(longToken, 76, "") + "\n\nRegards\nJane", wrapped(longToken, "white-space text", lines(longToken, 76))},
		{"a word on the next line", fold(shortToken, 76, "") + "\nThanks", wrapped(shortToken, "white-space text", lines(shortToken, 76))},
		{"a secret on the next line", shortToken + "\nyour-256-bit-secret", wrapped(shortToken, "text", 0)},
		{"RSA, a word on the next line", longToken + "\nThanks", wrapped(longToken, "text", 0)},
		{"unsecured, a word on the next line", unsecured + "\nThanks", wrapped(unsecured, "text", 0)},
		{"prose on the next lines", cut + "\nPlease check. Thanks.", wrapped(cut, "text", 0)},
		{"prose, a dot on a line of its own", "See " + headerOnly + "\n.", wrapped(headerOnly, "text", 0)},
		{"illegal character in wrapped half", headerOnly[:20] + "!\n" + headerOnly[20:], wrapped(headerOnly[:20]+"!"+headerOnly[20:], "white-space", 1)},
	}
	for width := 16; width <= 120; width += 13 {
		cases = append(cases, pasteCase{"width " + strconv.Itoa(width), fold(longToken, width, ""), wrapped(longToken, "white-space", lines(longToken, width))})
	}
	testPastes(t, append(cases, []pasteCase{
		{"two on two lines", shortToken + "\n" + otherToken, two},
		{"two on two lines, CRLF", shortToken + "\r\n" + otherToken + "\r\n", two},
		{"two beside each other", shortToken + " " + otherToken, two},
		{"two with a comma", shortToken + "," + otherToken, []pasteToken{{shortToken, "", "punctuation", 0}, {otherToken, "", "", 0}}},
		{"two with a colon", shortToken + ":" + otherToken, two},
		{"two wrapped", fold(longToken, 64, "") + "\n" + fold(shortToken, 64, ""),
			[]pasteToken{{longToken, "", "white-space", lines(longToken, 64)}, {shortToken, "", "white-space", lines(shortToken, 64)}}},
		{"half, then whole", cut + "\n" + shortToken, []pasteToken{{cut, "", "", 0}, {shortToken, "", "", 0}}},
		{"half, then half", cut + "\n" + otherToken[:strings.LastIndexByte(otherToken, '.')],
			[]pasteToken{{cut, "", "", 0}, {otherToken[:strings.LastIndexByte(otherToken, '.')], "", "", 0}}},
		{"header and payload without a dot", headerOnly + "\n" + payload, []pasteToken{{headerOnly, "", "", 0}, {payload, "", "", 0}}},
		{"unsecured, then whole", unsecured + "\n" + shortToken, []pasteToken{{unsecured, "", "", 0}, {shortToken, "", "", 0}}},
		{"SD-JWT, then whole", sdJWT + "\n" + shortToken, []pasteToken{{sdJWT, "", "", 0}, {shortToken, "", "", 0}}},
		{"SD-JWT, then its key binding", sdJWT + "\n" + keyBinding, []pasteToken{{sdJWT + keyBinding, "", "white-space", 1}}},
		{"the same twice", shortToken + "\n\n" + shortToken, one(shortToken, "", "")},
		{"the same wrapped and not", shortToken + "\n\n" + fold(shortToken, 60, ""), one(shortToken, "", "")},
		{"labels", "Alice: " + shortToken + "\nBob: " + otherToken, []pasteToken{{shortToken, "Alice", "label", 0}, {otherToken, "Bob", "label", 0}}},
		{"best first", "jwt=" + shortToken + "&token=" + otherToken + "&value=" + longToken + "&access_token=" + unsecured + "&id_token=" + encrypted,
			[]pasteToken{{encrypted, "id_token", "url", 0}, {unsecured, "access_token", "url", 0}, {longToken, "value", "url", 0}, {otherToken, "token", "url", 0}, {shortToken, "jwt", "url", 0}}},
	}...))
}

func TestFindTokensKeepsTheBestEight(t *testing.T) {
	var b strings.Builder
	for n := range 20 {
		b.WriteString(compactToken(`{"alg":"HS256"}`, `{"n":`+strconv.Itoa(n)+`}`, 32) + "\n")
	}
	input := b.String() + "id_token=" + shortToken
	got := FindTokens(input).Tokens
	if len(got) != maxFound || got[0].Text != shortToken || got[0].Name != "id_token" {
		t.Fatalf("%d tokens, the first is %q", len(got), got[0].Name)
	}
}

// hostile makes texts that make careless searches slow.
func hostile(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	return map[string]string{
		"dots":               fill("."),
		"header and dots":    headerOnly + fill("."),
		"quotes":             fill(`"`),
		"quoted quotes":      fill(`\"`),
		"backslashes":        fill(`\`),
		"Bearer":             fill("Bearer "),
		"line breaks":        fill("\n") + "x",
		"token, line breaks": headerOnly + "." + fill("\n") + "x",
		"half tokens":        fill("eyJhbGciOi "),
		"half lines":         fill("eyJhbGciOi\n"),
		"half dotted lines":  fill("eyJhbGciOi.\n"),
		"headers":            fill(headerOnly + ".x "),
		"open objects":       fill("eyJ7\n"),
		"tokens":             fill(shortToken + "\n"),
		"tokens on one line": fill("a=" + shortToken + "&"),
		"tokens and words":   fill(headerOnly + ".e30.abc def "),
		"cookies":            "Cookie: " + fill("a="+shortToken+";"),
		"cookie words":       fill("cookie:"),
		"percent signs":      fill("%"),
		"percent-encoded":    fill("%25"),
		"escapes":            headerOnly + "." + fill("%2E"),
		"plus and token":     fill("+eyJhbGciOiJIUzI1NiJ9"),
		"white space":        fill("CgoK"),
		"signature lines":    compactToken(`{"alg":"XX"}`, "{}", 30) + "\n" + fill("abcdefgh\n"),
		"short lines":        compactToken(`{"alg":"RS256"}`, "{}", 0) + fill("\na"),
		"payload lines":      headerOnly + ".eyJh" + fill("\nfQ"),
		"mail quotes":        headerOnly + "." + fill("\n>"),
		"soft breaks":        fill(strings.Repeat("a", 75) + "=\n"),
		"brackets":           fill("["),
		"objects":            fill(`{"a":`),
		"zero-width":         fill("\u200b") + "x",
		"invalid UTF-8":      fill("\xff"),
		"SD-JWT":             sdJWT + fill("a~\n"),
	}
}

func TestFindTokensInHostileText(t *testing.T) {
	for title, input := range hostile(1 << 16) {
		t.Run(title, func(t *testing.T) {
			tokens := FindTokens(input).Tokens
			if len(tokens) == 0 || len(tokens) > maxFound {
				t.Fatalf("%d tokens", len(tokens))
			}
			for _, f := range tokens {
				checkPieces(t, input, f)
			}
		})
	}
}

// BenchmarkFindTokens shows that the time grows with the input and not faster:
// the ns/op of 1024 kB is about four times that of 256 kB.
func BenchmarkFindTokens(b *testing.B) {
	for _, size := range []int{256 << 10, 1 << 20} {
		for title, input := range hostile(size) {
			b.Run(title+"/"+strconv.Itoa(size>>10)+"kB", func(b *testing.B) {
				b.SetBytes(int64(len(input)))
				for b.Loop() {
					FindTokens(input)
				}
			})
		}
	}
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			FindTokens(longToken)
		}
	})
}

func FuzzFindTokens(f *testing.F) {
	for _, input := range hostile(300) {
		f.Add(input)
	}
	for _, input := range []string{
		shortToken, fold(longToken, 76, "> "), "curl -H 'Authorization: Bearer " + shortToken + "'",
		`{"access_token":"` + shortToken + `","id_token":"` + otherToken + `"}`, "Cookie: a=" + encrypted + "; b=1",
		"https://app.example/#id_token=" + strings.ReplaceAll(sdJWT, ".", "%2E"), "“" + shortToken + "”\u00a0!",
		`\u0022` + shortToken + `\/`, "```json\n{\"sub\":1}\n```",
	} {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		tokens := FindTokens(input).Tokens
		if len(tokens) == 0 || len(tokens) > maxFound {
			t.Fatalf("%d tokens", len(tokens))
		}
		seen := map[string]bool{}
		for _, found := range tokens {
			checkPieces(t, input, found)
			if seen[found.Text] {
				t.Errorf("%q is there twice", found.Text)
			}
			seen[found.Text] = true
			if found.Text != strings.Trim(found.Text, " \t\r\n") {
				t.Errorf("%q has white space around it", found.Text)
			}
			if found.Text == "" && strings.Trim(input, " \t\r\n") == input && isPlain(input) && input != "" && !isSpace(input[0]) {
				t.Errorf("nothing was found in %q", input)
			}
		}
	})
}
