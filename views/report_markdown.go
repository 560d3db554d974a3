package views

import (
	"strings"
	"unicode/utf8"

	"jotlens/inspect"
	"jotlens/views/i18n"
)

// maxMarkdownPart is the longest part, or token, that a report in Markdown
// repeats, in bytes: a ticket is no archive.
const maxMarkdownPart = 32 << 10

// markdownReport is the report for a ticket or a chat, in GitHub's Markdown. The
// signature never stands in it, so that nobody who reads it can use the token;
// without a mask, sensitive values and the rest of the token do.
func markdownReport(r *inspect.Report, mask *inspect.Mask, m *i18n.Messages) string {
	w := &markdown{m: m, mask: mask}
	w.put("# ")
	w.prose(m.Export.Title(r.Now.UTC().Format("2006-01-02 15:04:05 UTC")))
	w.put("\n")
	w.report(r, "## ")
	if mask != nil {
		w.paragraph(m.Export.Masked("`" + inspect.Hidden + "`"))
	}
	return string(w.b)
}

type markdown struct {
	b    []byte
	m    *i18n.Messages
	mask *inspect.Mask // nil when everything is said
}

// put appends texts. It stays out of line, so that the engine stays light.
//
//go:noinline
func (w *markdown) put(texts ...string) {
	for _, text := range texts {
		w.b = append(w.b, text...)
	}
}

func (w *markdown) report(r *inspect.Report, heading string) {
	m := w.m
	c := newClock(r.Now, m)
	c.slack = r.Leeway.Seconds()
	w.put("\n")
	for _, v := range verdictRows(r, c) {
		w.put("- **", v.Label, strings.TrimRight(m.Marks.Colon, " "), "** ")
		w.prose(v.Title)
		details := v.Details
		if v.Relative != "" {
			details = append([]string{v.Relative}, details...)
		}
		if len(details) > 0 {
			w.put(m.Marks.Open)
			w.prose(w.mask.Text(strung(details, m)))
			w.put(m.Marks.Close)
		}
		w.put("\n")
	}
	if len(r.Findings) > 0 {
		w.heading(heading, m.Findings.Title)
		w.put("\n")
	}
	for i := range r.Findings {
		w.finding(&r.Findings[i])
	}
	w.part(heading, m.Panel.Header, "header", r.Header, r)
	w.part(heading, m.Panel.Payload, "payload", r.Payload, r)
	// The signing input of a token around another one holds that one whole.
	if input := r.Token.SigningInput(); w.mask == nil && input != "" && r.Form.Segments == 3 && r.Nested == nil {
		w.heading(heading, m.Export.Token)
		if len(input) > maxMarkdownPart {
			w.paragraph(m.Export.TooLong(len(input)))
		} else {
			w.fence("", visible(input)+"."+m.Export.Signature)
		}
	}
	if r.Nested != nil {
		w.heading(heading, m.Encryption.Nested)
		w.report(r.Nested, "#"+heading)
	}
}

func (w *markdown) finding(f *inspect.Finding) {
	m := w.m
	message, fix := w.mask.Finding(f)
	w.put("- **", m.Findings.Severities[string(f.Severity)], "** `", f.ID, "`")
	if path := evidencePath(w.mask.Text(f.Path)); path != "" {
		w.put(" ", m.Export.Place(codeSpan(path)))
	}
	w.put(": ")
	w.prose(message)
	if f.More > 0 {
		w.put(" ")
		w.prose(m.Findings.More(f.More))
	}
	if fix != "" {
		w.put(" ")
		w.prose(fix)
	}
	w.put(" ")
	w.prose("(" + f.Reference + ")")
	w.put("\n")
}

// part repeats what a part says, as far as it can be repeated safely.
func (w *markdown) part(heading, title, name string, p *inspect.Part, r *inspect.Report) {
	if p == nil || p.Text == "" {
		return
	}
	w.heading(heading, title)
	d := p.Document
	switch whole := d.Root != nil && d.Fault == nil && d.Trailing.Empty(); {
	case len(d.Text) > maxMarkdownPart:
		w.paragraph(w.m.Export.TooLong(len(d.Text)))
	case whole && w.mask == nil:
		w.fence("json", indentJSON(d, nil))
	case whole:
		w.fence("json", indentJSON(d, inspect.Sensitive(name, d)))
	case name == "payload" && r.Nested != nil:
		w.paragraph(w.m.Export.Inside)
	case w.mask != nil:
		w.paragraph(w.m.Export.NotWhole)
	default:
		w.fence("", visible(p.Text))
	}
}

func (w *markdown) heading(level, title string) { w.put("\n", level, title, "\n") }

// paragraph writes a sentence of our own.
func (w *markdown) paragraph(sentence string) { w.put("\n", sentence, "\n") }

// fence writes text as it is. Its fence is longer than any in the text.
func (w *markdown) fence(language, text string) {
	fence := backticks(max(3, longestRun(text)+1))
	w.put("\n", fence, language, "\n", text, "\n", fence, "\n")
}

// prose writes sentences that may quote a token. A word that Markdown, or a
// program that shows Markdown, could take for markup, a link, a mention or an
// issue is set as code, where all of them leave it alone.
func (w *markdown) prose(text string) {
	for i, field := range strings.Fields(visible(text)) {
		if i > 0 {
			w.put(" ")
		}
		for field != "" {
			word := firstRun(field)
			w.word(word)
			field = field[len(word):]
		}
	}
}

// firstRun is what a text begins with: characters of Chinese, which mean nothing
// in Markdown, or others.
func firstRun(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	for i, r := range text {
		if isWide(r) != isWide(first) {
			return text[:i]
		}
	}
	return text
}

// isWide reports whether a character is Chinese or its punctuation.
func isWide(r rune) bool {
	return 0x3000 <= r && r <= 0x303f || 0x4e00 <= r && r <= 0x9fff || 0xff00 <= r && r <= 0xffef
}

func (w *markdown) word(word string) {
	bare := strings.TrimLeft(word, "“(‘")
	before := word[:len(word)-len(bare)]
	core := strings.TrimRight(bare, "”).,;:?!’…")
	w.put(before)
	if isMarkup(core) {
		w.put(codeSpan(core))
	} else {
		w.put(core)
	}
	w.put(bare[len(core):])
}

// isMarkup reports whether a word may mean something to what shows Markdown.
func isMarkup(word string) bool {
	if strings.ContainsAny(word, "\\`*_{}[]<>|~&$@#%^/") || strings.Contains(strings.ToLower(word), "www.") {
		return true
	}
	for i := 1; i+1 < len(word); i++ { // a host name, a path
		if word[i] == '.' && isLetterByte(word[i+1]) && word[i-1] != '.' {
			return true
		}
	}
	return false
}

func isLetterByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// codeSpan is a text as code within a line.
func codeSpan(text string) string {
	text = strings.Join(strings.Fields(visible(text)), " ")
	ticks := backticks(longestRun(text) + 1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return ticks + text + ticks
}

func backticks(n int) string {
	ticks := make([]byte, n)
	for i := range ticks {
		ticks[i] = '`'
	}
	return string(ticks)
}

// longestRun is the length of the longest run of backticks.
func longestRun(text string) (longest int) {
	run := 0
	for i := range len(text) {
		if text[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
