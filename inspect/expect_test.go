package inspect

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"time"
)

func encodeSegment(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func TestExpectTextsAreRead(t *testing.T) {
	e := ExpectTexts{
		Issuer: " https://login ", Audience: " orders , stock,", Algorithms: "RS256, ES256  PS256", Type: "at+jwt ",
		Scope: "a, b\tc", Leeway: "90", At: "2027-01-15T09:00:00+01:00",
	}.Read()
	if e.Issuer != "https://login" || e.Type != "at+jwt" || len(e.Faults) != 0 {
		t.Errorf("%+v", e)
	}
	for want, got := range map[string][]string{"orders stock": e.Audiences, "RS256 ES256 PS256": e.Algorithms, "a b c": e.Scopes} {
		if strings.Join(got, " ") != want {
			t.Errorf("%q, want %s", got, want)
		}
	}
	if e.Leeway == nil || *e.Leeway != 90*time.Second || !e.At.Equal(time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("%v, %v", e.Leeway, e.At)
	}
	if list := (ExpectTexts{Audience: `["a, b","c"]`}).Read().Audiences; !slices.Equal(list, []string{"a, b", "c"}) {
		t.Errorf("the array is read as %q", list)
	}
	if list := (ExpectTexts{Audience: `["a", 1]`}).Read().Audiences; !slices.Equal(list, []string{`["a"`, `1]`}) {
		t.Errorf("what is no array of texts is read as %q", list)
	}
}

func TestExpectationsAreBounded(t *testing.T) {
	long, many := strings.Repeat("a", MaxExpectBytes+1), strings.Repeat("a,", MaxExpectEntries+1)
	for _, test := range []struct {
		texts ExpectTexts
		want  ExpectFault
	}{
		{ExpectTexts{Issuer: long}, ExpectFault{"iss", TooLong}},
		{ExpectTexts{Audience: "a," + long}, ExpectFault{"aud", TooLong}},
		{ExpectTexts{Audience: many}, ExpectFault{"aud", TooMany}},
		{ExpectTexts{Audience: `["a",""]`}, ExpectFault{"aud", EmptyEntry}},
		{ExpectTexts{Algorithms: many}, ExpectFault{"alg", TooMany}},
		{ExpectTexts{Type: long}, ExpectFault{"typ", TooLong}},
		{ExpectTexts{Scope: strings.ReplaceAll(many, ",", " ")}, ExpectFault{"scope", TooMany}},
		{ExpectTexts{Scope: long}, ExpectFault{"scope", TooLong}},
		{ExpectTexts{Leeway: "soon"}, ExpectFault{"leeway", BadLeeway}},
		{ExpectTexts{At: "soon"}, ExpectFault{"at", BadTime}},
	} {
		e := test.texts.Read()
		if !slices.Equal(e.Faults, []ExpectFault{test.want}) {
			t.Errorf("%+.80v: the faults are %v, want %v", test.texts, e.Faults, test.want)
		}
		if detail := test.want.Detail(); !strings.HasPrefix(detail, "must ") {
			t.Errorf("%s: %q", test.want.Code, detail)
		}
		if link := ExpectLink(e); link != "" {
			t.Errorf("%v is put into the link %.80s", test.want, link)
		}
	}
	if e := (ExpectTexts{Issuer: long[1:], Audience: strings.TrimSuffix(many, "a,")}).Read(); len(e.Faults) != 0 {
		t.Errorf("what is within the bounds has the faults %v", e.Faults)
	}
}

func TestParseLeeway(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0": 0, "60": time.Minute, "1.5": 1500 * time.Millisecond, "60s": time.Minute, "5m": 5 * time.Minute, "5 m": 5 * time.Minute, "0.5h": 30 * time.Minute, "60 s": time.Minute, "24h": 24 * time.Hour, "86400": 24 * time.Hour,
	} {
		if got, ok := ParseLeeway(text); !ok || got != want {
			t.Errorf("%s is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "-1", "-1s", "86401", "24h1s", "a minute", "1e2", "1m30s", "5sm", "5mm", "m", "5  m", "1ms", ".", "1.", ".5", "0x10", "Inf", strings.Repeat("9", 400)} {
		if got, ok := ParseLeeway(text); ok {
			t.Errorf("%s is read as %v", text, got)
		}
	}
}

func TestParseInstant(t *testing.T) {
	eight := time.Date(2027, 1, 15, 8, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"1800000000": eight, "1800000000.25": eight.Add(250 * time.Millisecond), "2027-01-15T08:00:00Z": eight, "2027-01-15T09:00:00+01:00": eight, "0": time.Unix(0, 0).UTC(),
	} {
		if got, ok := ParseInstant(text); !ok || !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("%s is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "-1", "1e9", "1800000000000", "2027-01-15", "2027-01-15T08:00:00", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "now", "NaN", strings.Repeat("9", 400)} {
		if got, ok := ParseInstant(text); ok {
			t.Errorf("%s is read as %v", text, got)
		}
	}
}

func TestExpectationsTravelInALink(t *testing.T) {
	texts := ExpectTexts{
		Issuer: "https://login.example.com/#a?b=c&d", Audience: `["x,y","50%+ ü"]`, Algorithms: "RS256,ES256", Type: "at+jwt", Scope: "a b", Leeway: "90s", At: "2027-01-15T08:00:00Z",
	}
	fragment := ExpectLink(texts.Read())
	want := "expect.iss=https://login.example.com/%23a%3Fb%3Dc%26d&expect.aud=%5B%22x,y%22,%2250%25%2B%20%C3%BC%22%5D&expect.alg=RS256,ES256&expect.typ=at%2Bjwt&expect.scope=a%20b&expect.leeway=90s&expect.at=2027-01-15T08:00:00Z"
	if fragment != want {
		t.Errorf("the link is\n%s\nwant\n%s", fragment, want)
	}
	if link := ReadLink("#" + fragment); link != (Link{Found: true, Expect: texts}) {
		t.Errorf("it is read as %+v", link)
	}
	if link := ReadLink("#" + fragment + "&token=" + shortToken); link != (Link{Input: shortToken, Name: "token", Found: true, Expect: texts}) {
		t.Errorf("with a token it is read as %+v", link)
	}
	if link := ReadLink("#expect.iss=a&expect.iss=b&expect.what=c&expect.=d&expect.typ="); link != (Link{Found: true, Expect: ExpectTexts{Issuer: "a"}}) {
		t.Errorf("of several it reads %+v", link)
	}
	if got := ExpectLink(Expectations{}); got != "" {
		t.Errorf("nothing is put into the link %q", got)
	}
}

func TestExpectationsMoveToTheFragmentOnlyWithAToken(t *testing.T) {
	for query, want := range map[string]string{
		"expect.iss=a": "",
		"expect.iss=a%26b&token=a.b.c&expect.x=1":           "expect.iss=a%26b&token=a.b.c&seen=server",
		"token=a.b.c&expect.aud=b&expect.at=1&secret=s&q=1": "token=a.b.c&expect.aud=b&expect.at=1&seen=server",
	} {
		if got, ok := QueryToFragment(query); got != want || ok != (want != "") {
			t.Errorf("%s gives %q, %v", query, got, ok)
		}
	}
}

func TestExpectNamesNameEveryText(t *testing.T) {
	var texts ExpectTexts
	for i, name := range ExpectNames {
		*texts.Of(name) = string(rune('a' + i))
	}
	if texts != (ExpectTexts{"a", "b", "c", "d", "e", "f", "g"}) || texts.Of("exp") != nil {
		t.Errorf("%+v", texts)
	}
}
