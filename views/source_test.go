package views

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// slice cuts the runs of a data-at attribute out of the token box, as a
// browser would.
func slice(t *testing.T, box, at string) string {
	t.Helper()
	units := utf16.Encode([]rune(box))
	var out []uint16
	for run := range strings.SplitSeq(at, ",") {
		from, to, _ := strings.Cut(run, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || end <= start || end > len(units) {
			t.Fatalf("data-at %q does not fit a box of %d units", at, len(units))
		}
		out = append(out, units[start:end]...)
	}
	return string(utf16.Decode(out))
}

// box is what a browser's text box holds of text.
func box(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.ReplaceAll(string([]rune(text)), "\x00", "\ufffd")
}

// TestPlacesInTheBox checks, for tokens pasted in many ways, that each line of
// a panel points at exactly the characters that carry its bytes.
func TestPlacesInTheBox(t *testing.T) {
	payload := `{"iss":"a","name":"Zoë 🙂","roles":["x","y"],"deep":{"n":12345}}`
	token := signed(t, hs256, payload)
	parts := strings.Split(token, ".")
	padded := parts[0] + "==." + parts[1] + "=." + parts[2]
	for name, input := range map[string]string{
		"bare":            token,
		"bearer":          "Authorization: Bearer " + token,
		"behind emoji":    "🙂🙂 Zoë said: " + token + " 🙂",
		"wrapped":         token[:40] + "\n" + token[40:70] + "\r\n" + token[70:],
		"bad bytes":       "\xff\xfe\x00 " + token,
		"percent-encoded": "https://a.example/cb?x=ë#id_token=" + strings.ReplaceAll(token, ".", "%2E"),
		"in JSON":         `{"note":"🙂","access_token":"` + token + `"}`,
		"padded":          padded,
	} {
		t.Run(name, func(t *testing.T) {
			r := report(input, "")
			if r.Payload == nil || r.Payload.Document.Text != payload {
				t.Fatalf("the payload was not found: %+v", r.Input)
			}
			src := newSource(r)
			segment := r.Payload.Segment
			view := layout(r.Payload.Document, "payload", r, newPartSource(src, segment), newClock(noon, i18n.English()))
			checked := 0
			for _, l := range view.Lines {
				if l.At == "" || l.Name == "" {
					continue
				}
				bytes := lineSpan(t, r.Payload.Document, l.Name)
				want := jose.CharactersOf(bytes)
				got := slice(t, box(input), l.At)
				if text := parts[1][want.Start:want.End]; got != text {
					t.Errorf("%s points at %q, not %q", l.Name, got, text)
				}
				checked++
			}
			if checked != 5 {
				t.Errorf("checked %d lines, not 5", checked)
			}
		})
	}
}

// lineSpan finds a member by its name as written, at any depth.
func lineSpan(t *testing.T, d *jose.Document, name string) jose.Span {
	t.Helper()
	var find func(n *jose.Node) (jose.Span, bool)
	find = func(n *jose.Node) (jose.Span, bool) {
		for _, m := range n.Members {
			if d.Raw(m.NameSpan) == name {
				return jose.Span{Start: m.NameSpan.Start, End: m.Value.Span.End}, true
			}
			if s, ok := find(m.Value); ok {
				return s, true
			}
		}
		return jose.Span{}, false
	}
	s, ok := find(d.Root)
	if !ok {
		t.Fatalf("no member %s", name)
	}
	return s
}

func TestUnderlayAddsUpToTheBox(t *testing.T) {
	inputs := map[string]string{
		"odd": "\r\n\r \x00 \xff 🙂 <b>&amp;</b>\n\n", "dots": strings.Repeat(".", 500), "spaces": "  \n",
	}
	for name, r := range samples(t) {
		inputs[name] = r.Source
		inputs[name+" in a letter"] = "Dear 🙂,\r\n\r\n" + r.Source + "\r\nbye\n"
	}
	for name, input := range inputs {
		html := sections(t, report(input, ""))["underlay"]
		if got := textContent(html); got != box(input) {
			t.Errorf("%s: the underlay holds %q, the box %q", name, got, box(input))
		}
	}
}

func TestUnderlayColorsTheParts(t *testing.T) {
	token := signed(t, hs256, `{"a":1}`)
	runs := underlay(newSource(report("Bearer "+token, "")), jose.Parse(token))
	parts := strings.Split(token, ".")
	want := []colored{{"removed", "Bearer "}, {"header", parts[0]}, {"dot", "."}, {"payload", parts[1]}, {"dot", "."}, {"signature", parts[2]}}
	if len(runs) != len(want) {
		t.Fatalf("got %v", runs)
	}
	for i := range want {
		if runs[i] != want[i] {
			t.Errorf("run %d is %v, want %v", i, runs[i], want[i])
		}
	}
}

func TestLongInputsAreNotColored(t *testing.T) {
	r := report(strings.Repeat("a", maxUnderlay+1), "")
	if got := sections(t, r)["underlay"]; got != `<div class="underlay" id="underlay" aria-hidden="true"></div>` {
		t.Errorf("the underlay is %.100s", got)
	}
}

func TestManyRunsBecomeOne(t *testing.T) {
	s := newSource(&inspect.Report{Source: strings.Repeat("a\n", 100)})
	for i := range 100 {
		s.pieces = append(s.pieces, inspect.Piece{Token: jose.Span{Start: i, End: i + 1}, Input: jose.Span{Start: 2 * i, End: 2*i + 1}})
	}
	if got := s.at(jose.Span{Start: 3, End: 5}); got != "6-7,8-9" {
		t.Errorf("two runs: %s", got)
	}
	if got := s.at(jose.Span{Start: 0, End: 100}); got != "0-199" {
		t.Errorf("a hundred runs: %s", got)
	}
}
