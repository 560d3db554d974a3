package inspect

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestReadLinkReadsWhatDocumentationSays(t *testing.T) {
	token := "#token=" + shortToken
	for fragment, want := range map[string]Link{
		token + "&focus=exp&note=look%20here&at=2027-01-15T08:00:00Z&lang=zh": {Focus: "exp", Note: "look here", Expect: ExpectTexts{At: "2027-01-15T08:00:00Z"}},
		token + "&focus=a&focus=b&note=first&note=second&at=1&at=2":           {Focus: "a", Note: "first", Expect: ExpectTexts{At: "1"}},
		token + "&at=1&expect.at=2":                                           {Expect: ExpectTexts{At: "1"}},
		token + "&note=%3Cscript%3E%00%E2%80%AEa%E2%81%A6%0A%0Ab":             {Note: "<script>a b"},
		token + "&note=%zz%":                                {Note: "%zz%"},
		token + "&note=%ff%fe&focus=%ff":                    {},
		token + "&focus=" + strings.Repeat("x", MaxFocus+1): {},
		token + "&note=" + strings.Repeat("x", 500_000):     {Note: strings.Repeat("x", MaxNote)},
		token + "&lang=" + strings.Repeat("x", 500_000):     {},
		token + "&unknown=1&note":                           {},
	} {
		want.Input, want.Name, want.Found = shortToken, "token", true
		if got := ReadLink(fragment); got != want {
			t.Errorf("%.100s\n got %+v\nwant %+v", fragment, got, want)
		}
	}
	if got := ReadLink("#sample=hs256&focus=exp"); got != (Link{Sample: "hs256", Focus: "exp", Found: true}) {
		t.Errorf("%+v", got)
	}
	if got := ReadLink("#note=alone"); got.Found {
		t.Errorf("%+v", got)
	}
	fragment, ok := QueryToFragment("token=" + shortToken + "&focus=exp&note=a%0Ab&at=1")
	if got := ReadLink(fragment); !ok || got.Focus != "exp" || got.Note != "a b" || got.Expect.At != "1" {
		t.Errorf("%q reads as %+v", fragment, got)
	}
}

func FuzzCleanNote(f *testing.F) {
	for _, seed := range []string{"", " a  b ", "\u202eevil\u2066", "\U000e0041", "a\u0301", "\xff\xfe", strings.Repeat("é ", MaxNote)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		note := CleanNote(text)
		if CleanNote(note) != note || utf8.RuneCountInString(note) > MaxNote || !utf8.ValidString(note) || strings.TrimSpace(note) != note {
			t.Errorf("%q becomes %q", text, note)
		}
		if strings.ContainsFunc(note, Invisible) || strings.ContainsAny(note, "\r\n\t\u2028\u2029") {
			t.Errorf("%q keeps what is invisible", note)
		}
	})
}

func TestFocusOf(t *testing.T) {
	r := Inspect(Request{Input: signedToken(`{"alg":"HS256","kid":"k"}`, `{"exp":1,"header.alg":2,"https://a.example/b":3,"alg":4}`), Now: time.Unix(0, 0)})
	for focus, want := range map[string]string{
		"exp": `"exp":1`, "payload.exp": `"exp":1`, "kid": `"kid":"k"`, "header.alg": `"alg":"HS256"`, "alg": `"alg":4`,
		"payload.header.alg": `"header.alg":2`, "https://a.example/b": `"https://a.example/b":3`, "payload": "", "header": "", "signature": "",
	} {
		part, span, ok := FocusOf(&r, focus)
		if got := partText(&r, part)[span.Start:span.End]; !ok || got != want {
			t.Errorf("%s: %s %q %v, want %q", focus, part, got, ok, want)
		}
	}
	for _, focus := range []string{"", "aud", "header.exp", "payload.", "<b>", "key"} {
		if part, span, ok := FocusOf(&r, focus); ok {
			t.Errorf("%q is %s %v", focus, part, span)
		}
	}
	if _, _, ok := FocusOf(&Report{}, "signature"); ok {
		t.Error("nothing has a signature")
	}
}

// partText is the decoded text of a part.
func partText(r *Report, part string) string {
	switch part {
	case "header":
		return r.Header.Document.Text
	case "payload":
		return r.Payload.Document.Text
	}
	return ""
}

// signedToken is a token in compact form whose signature is of no account.
func signedToken(header, payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + ".AAAA"
}
