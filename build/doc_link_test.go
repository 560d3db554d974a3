package build

import (
	"bytes"
	"crypto/rand"
	"html"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark"

	"jotlens/inspect"
)

// docAt is a clock that a link fixes.
var docAt = time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC)

const docBadge = "https://jotlens.example/badge.svg"

func docLinkOf(t *testing.T, s *Share, d DocLink) inspect.Link {
	t.Helper()
	link, err := s.DocLink(&d, "")
	if err != nil {
		t.Fatalf("%+v: %v", d, err)
	}
	fragment, ok := strings.CutPrefix(link, shareBase+"#")
	if !ok {
		t.Fatalf("%s does not lead to the page", link)
	}
	return inspect.ReadLink(fragment)
}

func TestADocLinkReadsAsItWasWritten(t *testing.T) {
	token := signedToken(t, `{"alg":"HS256","kid":"k & 1"}`, `{"exp":1,"https://a.example/#b&c=d":2,"時間":3}`)
	s := shareOf("Bearer "+token, shareSecret)
	for _, focus := range []string{"", "exp", "header.kid", "kid", "https://a.example/#b&c=d", "時間", "header", "payload", "signature"} {
		d := DocLink{Focus: focus, Note: "a&b=c#d %41 + <é> 註", At: docAt, Lang: "zh-Hant"}
		want := inspect.Link{Input: token, Name: "token", Found: true, Focus: focus, Note: d.Note, Expect: inspect.ExpectTexts{At: "2027-01-15T08:00:00Z"}}
		if got := docLinkOf(t, s, d); got != want {
			t.Errorf("reads as %+v, want %+v", got, want)
		}
	}
	link, err := s.DocLink(&DocLink{Focus: "exp", Note: "ten minutes", At: docAt, Lang: "en"}, "")
	if want := shareBase + "#token=" + token + "&focus=exp&note=ten%20minutes&at=2027-01-15T08:00:00Z&lang=en"; link != want || err != nil {
		t.Errorf("%s, %v, want %s", link, err, want)
	}
	if link, err := s.DocLink(&DocLink{}, ""); link != shareBase+"#token="+token || err != nil {
		t.Errorf("%s, %v", link, err)
	}
}

func TestADocLinkToAnExampleHasNoToken(t *testing.T) {
	for _, name := range []string{"id-token", "jwe-dir"} {
		e, err := Example(name, docAt, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		r := inspect.Inspect(inspect.Request{Input: e.Token, Key: e.Key, KeyEncoding: e.Encoding, Payload: e.Payload, Now: docAt})
		s := NewShare(&r, shareBase, e.Key)
		focus := s.DocNames(name)[0]
		if link, err := s.DocLink(&DocLink{Sample: name, Focus: focus}, ""); link != shareBase+"#sample="+name+"&focus="+focus || err != nil || strings.Contains(focus, "header") {
			t.Errorf("%s, %v", link, err)
		}
		if got := docLinkOf(t, s, DocLink{Sample: name, Note: "n"}); got != (inspect.Link{Sample: name, Note: "n", Found: true}) {
			t.Errorf("%+v", got)
		}
		// What the key opens does not stand in the token alone.
		if link, err := s.DocLink(&DocLink{Focus: focus}, ""); name != "id-token" && err != ShareNoFocus {
			t.Errorf("%s: %s, %v", name, link, err)
		}
	}
	if link, err := shareOf("", "").DocLink(&DocLink{Sample: "<img>"}, ""); err != ShareNoSample || link != "" {
		t.Errorf("%s, %v", link, err)
	}
}

// Every name that is offered leads to the member that it was made of.
func TestDocNamesLeadWhereTheyCameFrom(t *testing.T) {
	s := shareOf(signedToken(t, `{"alg":"HS256","kid":"1","exp":"2","header.x":"3","":"4"}`,
		`{"exp":1,"alg":2,"header":3,"payload":4,"signature":5,"header.alg":6,"payload.exp":7,"":8,"exp":9,"key":10,"\u202ex":11,"https://a.example/":12}`), "")
	want := "exp alg payload.header payload.payload payload.signature payload.header.alg payload.payload.exp payload. key https://a.example/ " +
		"header.alg header.kid header.exp header.header.x header. header payload signature"
	if got := strings.Join(s.DocNames(""), " "); got != want {
		t.Errorf("offers %s\nwant   %s", got, want)
	}
	r := s.docReport("")
	for _, name := range s.DocNames("") {
		if part, span, ok := inspect.FocusOf(r, name); !ok {
			t.Errorf("%q leads nowhere", name)
		} else if !span.Empty() {
			members := r.Payload.Document.Root.Members
			made := claimFocus
			if part == "header" {
				members, made = r.Header.Document.Root.Members, func(name string) string { return "header." + name }
			}
			for _, m := range members {
				if m.NameSpan.Start == span.Start && made(m.Name) != name {
					t.Errorf("%q leads to %s in the %s", name, m.Name, part)
				}
			}
		}
		if _, err := s.DocLink(&DocLink{Focus: name}, ""); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	encrypted := encode(`{"alg":"dir","enc":"A256GCM"}`) + "..AAAA.BBBB.CCCC"
	if got := strings.Join(shareOf(encrypted, "").DocNames(""), " "); got != "header.alg header.enc header" {
		t.Errorf("of an encrypted token: %s", got)
	}
}

func TestWhatNoDocLinkSays(t *testing.T) {
	token := signedToken(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`)
	const private = `{"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps","d":"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}`
	const pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIH5h\n7T8pKs2bq0lUO3Qv\n-----END EC PRIVATE KEY-----"
	for name, c := range map[string]struct {
		key string
		d   DocLink
		err error
	}{
		"no such claim":        {"", DocLink{Focus: "exp"}, ShareNoFocus},
		"no such parameter":    {"", DocLink{Focus: "header.kid"}, ShareNoFocus},
		"a long name":          {"", DocLink{Focus: strings.Repeat("x", inspect.MaxFocus+1)}, ShareNoFocus},
		"the key":              {shareSecret, DocLink{Note: "It is " + shareSecret + "."}, ShareNoteKey},
		"a piece of it":        {shareSecret, DocLink{Note: "It ends in staple-of-32-bytes"}, ShareNoteKey},
		"with zero-width":      {shareSecret, DocLink{Note: strings.Join(strings.Split(shareSecret, ""), "\u200b")}, ShareNoteKey},
		"in base64":            {shareSecret, DocLink{Note: encode("x" + shareSecret)}, ShareNoteKey},
		"in other letters":     {shareSecret, DocLink{Note: strings.ToUpper(shareSecret)}, ShareNoteKey},
		"with spaces":          {"correct horse battery", DocLink{Note: "correct  horse\nbattery"}, ShareNoteKey},
		"short":                {"secret", DocLink{Note: "密鑰是secret。"}, ShareNoteKey},
		"short, in a word":     {"test", DocLink{Note: "the latest"}, nil},
		"a private member":     {private, DocLink{Note: "d is 0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}, ShareNoteKey},
		"a PEM":                {"", DocLink{Note: pem}, ShareNoteKey},
		"a line of a PEM":      {pem, DocLink{Note: "7T8pKs2bq0lUO3Qv"}, ShareNoteKey},
		"the key, cut away":    {shareSecret, DocLink{Note: strings.Repeat("x", inspect.MaxNote) + shareSecret}, nil},
		"too long":             {"", DocLink{Focus: "sub", Lang: strings.Repeat("l", MaxLink)}, ShareTooLong},
		"a note that is fine":  {shareSecret, DocLink{Note: "The correct horse has 32 bytes."}, nil},
		"the subject, no note": {shareSecret, DocLink{Focus: "sub"}, nil},
	} {
		s := shareOf(token, c.key)
		for _, form := range DocForms {
			if text, err := s.DocLink(&c.d, form); err != c.err || (text == "") != (c.err != nil) {
				t.Errorf("%s, %s: %.200q, %v, want %v", name, form, text, err, c.err)
			}
		}
	}
	// What cannot be shared as a link cannot be shared here either.
	if _, err := shareOf("", "").DocLink(&DocLink{}, ""); err != ShareNoToken {
		t.Error(err)
	}
	if _, err := shareOf(signedToken(t, `{"alg":"HS256"}`, `{"s":"`+shareSecret+`"}`), shareSecret).DocLink(&DocLink{}, ""); err != ShareHoldsKey {
		t.Error(err)
	}
}

func TestDocFormsWithoutANote(t *testing.T) {
	s := shareOf(signedToken(t, `{"alg":"HS256"}`, `{"exp":1}`), "")
	d := DocLink{Focus: "exp", At: docAt, Text: "Open in Jotlens", Badge: docBadge}
	link, _ := s.DocLink(&d, "")
	escaped := strings.ReplaceAll(link, "&", "&amp;")
	for form, want := range map[string]string{
		"doc-markdown":       "[Open in Jotlens](" + link + ")",
		"doc-html":           `<a href="` + escaped + `">Open in Jotlens</a>`,
		"doc-badge-html":     `<a href="` + escaped + `"><img src="` + docBadge + `" alt="Open in Jotlens" height="20"></a>`,
		"doc-badge-markdown": "[![Open in Jotlens](" + docBadge + ")](" + link + ")",
	} {
		if got, err := s.DocLink(&d, form); got != want || err != nil {
			t.Errorf("%s: %s, %v, want %s", form, got, err, want)
		}
	}
}

// FuzzDocLink: whatever the note, a link reads as what was put in, and Markdown and
// HTML are one link with the note as its text.
func FuzzDocLink(f *testing.F) {
	for _, note := range []string{
		"", "ten minutes", "](https://evil.example) [x", `"><script>alert(1)</script>`, "a\\", "`code` **b** _i_ ~~s~~ | # $x$ &amp; &#x41;",
		"![x](y)", "https://evil.example www.evil.example a@evil.example", "<https://evil.example>", "[^1] [x]: y", "1. one", "註：十分鐘", "\u202eevil\x00",
		"a\n\n# b", "\xff", strings.Repeat("*", 300),
	} {
		f.Add(note, "exp")
	}
	f.Add("x", "header.alg")
	token := signedToken(f, `{"alg":"HS256"}`, `{"exp":1,"sub":"zoe"}`)
	s := shareOf(token, "")
	f.Fuzz(func(t *testing.T, note, focus string) {
		d := DocLink{Focus: focus, Note: note, At: docAt, Lang: "zh-Hant", Text: "Open in Jotlens", Badge: docBadge}
		link, err := s.DocLink(&d, "")
		if err != nil {
			if err != ShareNoFocus && err != ShareNoteKey {
				t.Fatal(err)
			}
			d.Focus, d.Note = "", ""
			link, _ = s.DocLink(&d, "")
		}
		note = inspect.CleanNote(d.Note)
		read := inspect.ReadLink(strings.TrimPrefix(link, shareBase))
		if read.Input != token || read.Focus != d.Focus || read.Note != note || read.Expect.At != "2027-01-15T08:00:00Z" || read.Ignored || read.Key != "" || read.Sample != "" {
			t.Errorf("%s reads as %+v", link, read)
		}
		words := note
		if words == "" {
			words = d.Text
		}
		if !utf8.ValidString(words) {
			t.Errorf("%q", words)
		}
		page, _ := s.DocLink(&d, "doc-html")
		if want := `<a href="` + html.EscapeString(link) + `">` + html.EscapeString(words) + `</a>`; page != want {
			t.Errorf("HTML\n%s\nwant\n%s", page, want)
		}
		markdown, _ := s.DocLink(&d, "doc-markdown")
		for _, before := range []string{"", "See "} {
			var b bytes.Buffer
			if err := goldmark.Convert([]byte(before+markdown), &b); err != nil {
				t.Fatal(err)
			}
			got := html.UnescapeString(b.String())
			if want := "<p>" + before + `<a href="` + link + `">` + words + "</a></p>\n"; got != want {
				t.Errorf("%s becomes\n%s\nwant\n%s", markdown, got, want)
			}
			if strings.Count(b.String(), "<") != 4 {
				t.Errorf("%s has other elements: %s", markdown, &b)
			}
		}
	})
}
