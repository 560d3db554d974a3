package views

import (
	"compress/flate"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// TestPageGrowsWithItsInput holds a hostile token to a page that is not out of
// proportion: at most 64 bytes per byte pasted, and a constant.
func TestPageGrowsWithItsInput(t *testing.T) {
	const perByte, constant = 64, 64 << 10
	payloads := map[string]string{
		"ones":       "[" + strings.Repeat("1,", 30000) + "1]",
		"strings":    "[" + strings.Repeat(`"",`, 30000) + `""]`,
		"members":    "{" + strings.Repeat(`"":1,`, 20000) + `"":1}`,
		"duplicates": "{" + strings.Repeat(`"exp":1,`, 20000) + `"exp":1}`,
		"deep":       strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"deep lists": strings.Repeat("[", 150) + strings.Repeat(`"",`, 5000) + `""` + strings.Repeat("]", 150),
		"objects":    "[" + strings.Repeat("{},", 30000) + "{}]",
		"hidden":     `{"a":"` + strings.Repeat("a\x7f", 50000) + `"}`,
		"bidi":       `{"a":"` + strings.Repeat("\u202e\u202d", 50000) + `"}`,
		"bad bytes":  `{"a":"` + strings.Repeat("a\xff", 50000) + `"}`,
		"markup":     `{"a":"` + strings.Repeat("<&>", 50000) + `"}`,
		"binary":     strings.Repeat("\x00", 300000),
		"cut":        strings.Repeat(`{"a":[`, 4000),
		"small ones": "[" + strings.Repeat("1,", 20) + "1]",
	}
	inputs := map[string]string{
		"dots":  strings.Repeat(".", 200000),
		"lines": strings.Repeat("eyJh\n", 20000),
		"many":  strings.Repeat(signed(t, hs256, `{}`)+" ", 500),
	}
	// Tokens in tokens in tokens, and one that unpacks to ten times its size.
	for name, payload := range map[string]string{"ones": payloads["ones"], "markup": payloads["markup"], "duplicates": payloads["duplicates"]} {
		inner := signed(t, hs256, payload)
		inputs["nested "+name] = signed(t, hs256, signed(t, hs256, signed(t, hs256, inner)))
		inputs["encrypted "+name] = encrypted(t, direct, encrypted(t, direct, inner))
	}
	inputs["packed"] = encrypted(t, `{"alg":"dir","enc":"A256GCM","zip":"DEF"}`, packed(t, `{"a":"`+noise(200)+`","b":"`+strings.Repeat("<&>", 19000)+`"}`))
	if r := report(inputs["packed"], secret); r.Payload == nil || len(r.Payload.Text) < 6*len(inputs["packed"]) {
		t.Fatalf("what was packed is not shown: %+v", r.Encryption)
	}
	for name, payload := range payloads {
		inputs[name] = encode(hs256) + "." + encode(payload) + ".AAAA"
		wrapped := inputs[name]
		var b strings.Builder
		for len(wrapped) > 76 {
			b.WriteString(wrapped[:76] + "\n")
			wrapped = wrapped[76:]
		}
		inputs[name+", wrapped"] = b.String() + wrapped
	}
	for name, input := range inputs {
		n := countingWriter(0)
		for _, s := range Update(report(input, secret), i18n.English()).Sections {
			if err := s.Component.Render(t.Context(), &n); err != nil {
				t.Fatal(err)
			}
		}
		if int(n) > perByte*len(input)+constant {
			t.Errorf("%s: %d bytes of input make %d bytes of page (%d per byte)", name, len(input), n, int(n)/len(input))
		}
	}
}

// noise is text that cannot be packed well, 44 bytes for each n.
func noise(n int) string {
	var b strings.Builder
	sum := sha256.Sum256(nil)
	for range n {
		b.WriteString(encode(string(sum[:])))
		sum = sha256.Sum256(sum[:])
	}
	return b.String()
}

// packed is text in DEFLATE.
func packed(t testing.TB, text string) string {
	t.Helper()
	var b strings.Builder
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type countingWriter int

func (w *countingWriter) Write(p []byte) (int, error) {
	*w += countingWriter(len(p))
	return len(p), nil
}

// BenchmarkUpdate renders every section of tokens of a few sizes in each language.
func BenchmarkUpdate(b *testing.B) {
	for _, size := range []int{200, 2 << 10, 8 << 10, 64 << 10} {
		payload := `{"iss":"https://login.example.com","exp":1795435500`
		for i := 0; len(payload)*4/3+90 < size; i++ {
			payload += fmt.Sprintf(`,"claim_%d":"value number %d"`, i, i)
		}
		r := inspect.Inspect(inspect.Request{Input: signed(b, hs256, payload+"}"), Key: secret, Now: noon, Leeway: inspect.DefaultLeeway})
		for _, m := range i18n.Languages() {
			b.Run(fmt.Sprintf("%dB/%s", size, m.Tag), func(b *testing.B) {
				b.SetBytes(int64(len(r.Source)))
				b.ReportAllocs()
				for b.Loop() {
					for _, s := range Update(&r, m).Sections {
						if err := s.Component.Render(b.Context(), io.Discard); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}
