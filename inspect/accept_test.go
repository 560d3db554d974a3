package inspect

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

// expecting inspects a token that goodSecret signed.
func expecting(t *testing.T, header, payload string, e Expectations) Report {
	t.Helper()
	return Inspect(Request{Input: sign(t, header, payload, goodSecret), Key: goodSecret, Now: noon, Leeway: DefaultLeeway, Expect: e})
}

// The claims of an ordinary token at noon; more are appended.
const inTime = `"iat":1795521600,"exp":1795522200`

func TestAcceptance(t *testing.T) {
	iss := func(s string) Expectations { return Expectations{Issuer: s} }
	aud := func(s ...string) Expectations { return Expectations{Audiences: s} }
	typ := func(s string) Expectations { return Expectations{Type: s} }
	scope := func(s ...string) Expectations { return Expectations{Scopes: s} }
	minute, none := time.Minute, time.Duration(0)
	long := "https://login.example.com/" + strings.Repeat("a", 200)
	for _, test := range []struct {
		name, header, claims string
		e                    Expectations
		check, reason        string // the condition that is not met, and why; "" when accepted
	}{
		{"everything", `{"alg":"HS256","typ":"at+jwt"}`, `"iss":"https://login","aud":["stock","orders"],"scope":"a b c",` + inTime,
			Expectations{Issuer: "https://login", Audiences: []string{"orders"}, Algorithms: []string{"ES256", "HS256"}, Type: "application/AT+JWT", Scopes: []string{"c", "a"}, Leeway: &minute}, "", ""},

		{"alg", "", inTime, Expectations{Algorithms: []string{"RS256"}}, "alg", "The algorithm is “HS256”, your API expects “RS256”."},
		{"one of two algs", "", inTime, Expectations{Algorithms: []string{"RS256", "ES256"}}, "alg", "The algorithm is “HS256”, your API expects “RS256” or “ES256”."},
		{"alg in lower case", "", inTime, Expectations{Algorithms: []string{"hs256"}}, "alg", "The algorithm is “HS256”, your API expects “hs256”. They differ only in upper and lower case."},

		{"typ in upper case", `{"alg":"HS256","typ":"AT+JWT"}`, inTime, typ("at+jwt"), "", ""},
		{"typ in full", `{"alg":"HS256","typ":"application/at+jwt"}`, inTime, typ("at+jwt"), "", ""},
		{"typ of another tree", `{"alg":"HS256","typ":"text/at+jwt"}`, inTime, typ("at+jwt"), "typ", "The type is “text/at+jwt”, your API expects “at+jwt”."},
		{"typ missing", `{"alg":"HS256"}`, inTime, typ("at+jwt"), "typ", "The token has no type (“typ”), your API expects “at+jwt”."},
		{"typ a number", `{"alg":"HS256","typ":1}`, inTime, typ("1"), "typ", "“typ” is a number, and must be text."},

		{"no exp", "", `"iss":"a","iat":1795521600`, iss("a"), "time", "The token never expires: it has no “exp”."},
		{"expired", "", `"iss":"a","exp":1795521540`, iss("a"), "time", "It expired at 2026-11-24 11:59:00 UTC."},
		{"expired within the leeway", "", `"iss":"a","exp":1795521541`, iss("a"), "", ""},
		{"expired without leeway", "", `"iss":"a","exp":1795521600`, Expectations{Issuer: "a", Leeway: &none}, "time", "It expired at 2026-11-24 12:00:00 UTC."},
		{"expired as of another time", "", `"iss":"a","exp":1795521600`, Expectations{Issuer: "a", At: noon.Add(-time.Hour)}, "", ""},
		{"not yet valid", "", `"iss":"a","exp":1795525200,"nbf":1795521661`, iss("a"), "time", "It is not valid before 2026-11-24 12:01:01 UTC."},
		{"nearly valid", "", `"iss":"a","exp":1795525200,"nbf":1795521660`, iss("a"), "", ""},
		{"issued in the future", "", `"iss":"a","exp":1795525200,"iat":1795521661`, iss("a"), "time", "It was issued at 2026-11-24 12:01:01 UTC, which is in the future."},
		{"exp as text", "", `"iss":"a","exp":"1795525200"`, iss("a"), "time", "“exp” is no plausible time."},
		{"exp null", "", `"iss":"a","exp":null`, iss("a"), "time", "“exp” is no plausible time."},
		{"exp beyond every calendar", "", `"iss":"a","exp":1e19`, iss("a"), "time", "“exp” is no plausible time."},
		{"nbf as text", "", `"iss":"a","exp":1795525200,"nbf":"0"`, iss("a"), "time", "“nbf” is no plausible time."},
		{"iat as text", "", `"iss":"a","exp":1795525200,"iat":"0"`, iss("a"), "time", "“iat” is no plausible time."},
		{"exp twice", "", `"iss":"a","exp":1,"exp":1795525200`, iss("a"), "time", "“exp” is there twice, and readers disagree about which one counts."},

		{"iss", "", `"iss":"https://a.example",` + inTime, iss("https://b.example"), "iss", "The issuer is “https://a.example”, your API expects “https://b.example”."},
		{"iss with a slash", "", `"iss":"https://a.example/",` + inTime, iss("https://a.example"), "iss", "The issuer is “https://a.example/”, your API expects “https://a.example”. They differ only in a slash at the end."},
		{"iss in another case", "", `"iss":"https://A.example",` + inTime, iss("https://a.example"), "iss", "The issuer is “https://A.example”, your API expects “https://a.example”. They differ only in upper and lower case."},
		{"iss without scheme", "", `"iss":"https://a.example/",` + inTime, iss("a.example"), "iss", "The issuer is “https://a.example/”, your API expects “a.example”. They differ only in “https://” or “http://” at the start and a slash at the end."},
		{"iss with a space", "", `"iss":"a ",` + inTime, iss("a"), "iss", "The issuer is “a ”, your API expects “a”. They differ only in white space."},
		{"iss with an invisible character", "", `"iss":"a` + "\u200b" + `",` + inTime, iss("a"), "iss", "The issuer is “a‹U+200B›”, your API expects “a”. They differ only in invisible characters."},
		{"long iss", "", `"iss":"` + long + `b",` + inTime, iss(long + "c"), "iss", "The issuer is “…" + strings.Repeat("a", 50) + "b”, your API expects “…" + strings.Repeat("a", 50) + "c”."},
		{"iss missing", "", inTime, iss("a"), "iss", "The token has no issuer (“iss”), your API expects “a”."},
		{"iss an array", "", `"iss":["a"],` + inTime, iss("a"), "iss", "“iss” is an array, and must be text."},
		{"iss twice", "", `"iss":"b","iss":"a",` + inTime, iss("a"), "iss", "“iss” is there twice, and readers disagree about which one counts."},
		{"iss only in another case of its name", "", `"ISS":"a",` + inTime, iss("a"), "iss", "The token has no issuer (“iss”), your API expects “a”."},

		{"aud", "", `"aud":"orders",` + inTime, aud("billing"), "aud", "The audience is “orders”, your API expects “billing”."},
		{"aud, one of two", "", `"aud":"orders",` + inTime, aud("billing", "orders"), "", ""},
		{"aud, none of two", "", `"aud":"orders",` + inTime, aud("billing", "stock"), "aud", "The audience is “orders”, your API expects “billing” or “stock”."},
		{"aud nearly", "", `"aud":"https://api.example/",` + inTime, aud("x", "https://api.example"), "aud", "The audience is “https://api.example/”, your API expects “https://api.example”. They differ only in a slash at the end."},
		{"aud in an array", "", `"aud":["stock","orders"],` + inTime, aud("orders"), "", ""},
		{"aud not in the array", "", `"aud":["stock","orders"],` + inTime, aud("billing"), "aud", "The audiences are “stock” and “orders”, your API expects “billing”."},
		{"aud in an array of one", "", `"aud":["orders"],` + inTime, aud("billing"), "aud", "The audience is “orders”, your API expects “billing”."},
		{"aud nearly in the array", "", `"aud":["stock","Orders"],` + inTime, aud("orders"), "aud", "The audience is “Orders”, your API expects “orders”. They differ only in upper and lower case."},
		{"aud nearly in an array of one", "", `"aud":["Orders"],` + inTime, aud("orders"), "aud", "The audience is “Orders”, your API expects “orders”. They differ only in upper and lower case."},
		{"aud in an array of many", "", `"aud":["1","2","3","4","5","6","7"],` + inTime, aud("orders"), "aud", "The audiences are “1”, “2”, “3”, “4”, “5” and 2 more, your API expects “orders”."},
		{"aud with something else in the array", "", `"aud":["orders",1],` + inTime, aud("orders"), "aud", "“aud” is an array of other things, and must be text or a list of texts."},
		{"aud empty", "", `"aud":[],` + inTime, aud("orders"), "aud", "The token has no audience (“aud”), your API expects “orders”."},
		{"aud missing", "", inTime, aud("orders"), "aud", "The token has no audience (“aud”), your API expects “orders”."},
		{"aud an object", "", `"aud":{},` + inTime, aud("orders"), "aud", "“aud” is an object, and must be text or a list of texts."},
		{"aud a part of the text", "", `"aud":"orders billing",` + inTime, aud("orders"), "aud", "The audience is “orders billing”, your API expects “orders”."},
		{"aud twice", "", `"aud":"x","aud":"orders",` + inTime, aud("orders"), "aud", "“aud” is there twice, and readers disagree about which one counts."},

		{"scope", "", `"scope":"a b",` + inTime, scope("b", "a"), "", ""},
		{"scope as an array", "", `"scope":["a","b"],` + inTime, scope("b"), "", ""},
		{"scp as text", "", `"scp":"a b",` + inTime, scope("b"), "", ""},
		{"scp as an array", "", `"scp":["a","b"],` + inTime, scope("b"), "", ""},
		{"a scope too few", "", `"scope":"orders:read profile",` + inTime, scope("profile", "orders:write"), "scope", "The scope “orders:write” is missing; the token has “orders:read” and “profile”."},
		{"a scope in another case", "", `"scp":"Orders.Read",` + inTime, scope("orders.read"), "scope", "The scope “orders.read” is missing; the token has “Orders.Read”, which differs only in upper and lower case."},
		{"scopes with commas", "", `"scope":"a,b",` + inTime, scope("b"), "scope", "The scope “b” is missing; the token has “a,b”. Scopes have spaces between them, not commas."},
		{"a part of a scope", "", `"scope":"orders:read",` + inTime, scope("orders"), "scope", "The scope “orders” is missing; the token has “orders:read”."},
		{"no scope", "", inTime, scope("a"), "scope", "The token has no scope (“scope” or “scp”), your API expects “a”."},
		{"an empty scope", "", `"scope":"",` + inTime, scope("a"), "scope", "The token has no scope (“scope” or “scp”), your API expects “a”."},
		{"scope an array of numbers", "", `"scope":[1],` + inTime, scope("a"), "scope", "“scope” is an array of other things, and must be text or a list of texts."},
		{"scope an object", "", `"scp":{},` + inTime, scope("a"), "scope", "“scp” is an object, and must be text or a list of texts."},
		{"scope twice", "", `"scope":"a","scope":"a",` + inTime, scope("a"), "scope", "“scope” is there twice, and readers disagree about which one counts."},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := expecting(t, test.header, "{"+test.claims+"}", test.e)
			a := r.Expectations
			if a == nil {
				t.Fatal("nothing is judged")
			}
			if a.Reason != test.reason || (a.State == Accepted) != (test.reason == "") {
				t.Errorf("%s: %q\nwant %q", a.State, a.Reason, test.reason)
			}
			checkAcceptance(t, r)
			for _, c := range a.Checks {
				if c.Met != (c.Name != test.check) {
					t.Errorf("%s is met: %v (%s)", c.Name, c.Met, c.Reason)
				}
			}
		})
	}
}

// checkAcceptance holds a judgement to what must always be true of one.
func checkAcceptance(t *testing.T, r Report) {
	t.Helper()
	a := r.Expectations
	if a == nil || a.State == Undecided {
		return
	}
	order := []string{"form", "signature", "alg", "typ", "time", "iss", "aud", "scope"}
	last, first := -1, ""
	for _, c := range a.Checks {
		at := slices.Index(order, c.Name)
		if at <= last {
			t.Errorf("%q stands in the wrong place", c.Name)
		}
		last = at
		if c.Met != (c.Reason == "") || !c.Met && !strings.HasSuffix(c.Reason, ".") {
			t.Errorf("%s: met %v, reason %q", c.Name, c.Met, c.Reason)
		}
		if first == "" {
			first = c.Reason
		}
		if len(c.Expected)+len(c.Found) > 10<<10 {
			t.Errorf("%s repeats %d bytes", c.Name, len(c.Expected)+len(c.Found))
		}
	}
	if len(a.Checks) < 3 || a.Reason != first || (a.State == Accepted) != (first == "") {
		t.Errorf("%s for the reason %q; the first is %q", a.State, a.Reason, first)
	}
	if a.State == Accepted && !a.Nested && r.Signature.State != Verified {
		t.Errorf("accepted, and the signature is %s", r.Signature.State)
	}
}

func TestAcceptanceNeedsASoundSignedToken(t *testing.T) {
	own := sign(t, "", `{"iss":"a",`+inTime+`}`, goodSecret)
	cut := strings.LastIndexByte(own, '.')
	for _, test := range []struct{ name, input, key, check, reason string }{
		{"no key", own, "", "signature", "Its signature is not verified yet: enter the key."},
		{"the wrong key", own, goodSecret + "x", "signature", "Its signature does not match the key."},
		{"its key", own, goodSecret, "", ""},
		{"pasted with its scheme", "Bearer " + own, goodSecret, "", ""},
		{"alg none", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.", "", "signature", "Nobody signed this token: its algorithm is “none”."},
		{"a key that cannot be read", own, `{"kty":"oct"`, "signature", ""},
		{"wrapped", own[:40] + "\n" + own[40:], goodSecret, "form", "The token is malformed; see the findings."},
		{"padded", own + "=", goodSecret, "form", "The token is malformed; see the findings."},
		{"without its signature part", own[:cut], goodSecret, "form", "This is not a signed JWT in compact form."},
		{"text", "hello", "", "form", "This is not a signed JWT in compact form."},
		{"claims as plain JSON", `{"iss":"a"}`, "", "form", "This is not a signed JWT in compact form."},
		{"a payload that is no object", sign(t, "", `"a"`, goodSecret), goodSecret, "form", "The payload is not a claims set."},
		{"a payload that is cut off", sign(t, "", `{"iss":"a","exp":1795522200`, goodSecret), goodSecret, "form", "The payload is not a claims set."},
		{"an algorithm that is unknown", encodeSegment(`{"alg":"X"}`) + ".e30.AAAA", goodSecret, "signature", ""},
		{"a refused token without a key", sign(t, `{"alg":"HS256","crit":["x"],"x":1}`, `{"iss":"a",`+inTime+`}`, goodSecret), "", "signature", "Whatever the key, a verifier must refuse this token; see the findings."},
		{"a refused token with its key", sign(t, `{"alg":"HS256","crit":["x"],"x":1}`, `{"iss":"a",`+inTime+`}`, goodSecret), goodSecret, "signature", "A verifier must refuse this token; see the findings."},
		{"an encrypted token", encrypted, "", "form", "The token is encrypted and not decrypted yet: enter the key."},
		{"selective disclosure", sdJWT, "", "form", "This is not a signed JWT in compact form."},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Inspect(Request{Input: test.input, Key: test.key, Now: noon, Leeway: DefaultLeeway, Expect: Expectations{Issuer: "a"}})
			checkAcceptance(t, r)
			a := r.Expectations
			if test.check == "" {
				if a.State != Accepted {
					t.Errorf("%s: %s", a.State, a.Reason)
				}
				return
			}
			i := slices.IndexFunc(a.Checks, func(c Condition) bool { return !c.Met })
			if a.State != Rejected || i < 0 || a.Checks[i].Name != test.check || test.reason != "" && a.Reason != test.reason {
				t.Errorf("%s: %q in %+v\nwant %q", a.State, a.Reason, a.Checks, test.reason)
			}
		})
	}
}

func TestATokenInATokenIsJudgedByEveryLayer(t *testing.T) {
	e := Expectations{Issuer: "a"}
	layer := func(kind jose.Kind, token string, encryption EncryptionState, signature SignatureState) *Report {
		r := &Report{Token: jose.Parse(token), Form: Form{Kind: kind, WellFormed: true, IsJWT: true}, Now: noon, Leeway: DefaultLeeway}
		r.Signature.State = signature
		if encryption != "" {
			r.Encryption = &Encryption{State: encryption}
		}
		return r
	}
	inner := sign(t, "", `{"iss":"a",`+inTime+`}`, goodSecret)
	opaque := sign(t, "", `text`, goodSecret)
	for _, test := range []struct {
		name   string
		layers []*Report
		reason string
	}{
		{"encrypted, signed inside", []*Report{layer(jose.KindJWECompact, encrypted, Decrypted, Unverifiable), layer(jose.KindJWSCompact, inner, "", Verified)}, ""},
		{"encrypted, not verified inside", []*Report{layer(jose.KindJWECompact, encrypted, Decrypted, Unverifiable), layer(jose.KindJWSCompact, inner, "", Unverified)}, "Its signature is not verified yet: enter the key."},
		{"encrypted twice", []*Report{layer(jose.KindJWECompact, encrypted, Decrypted, Unverifiable), layer(jose.KindJWECompact, encrypted, Decrypted, Unverifiable), layer(jose.KindJWSCompact, inner, "", Verified)}, ""},
		{"signed outside, verified", []*Report{layer(jose.KindJWSCompact, opaque, "", Verified), layer(jose.KindJWSCompact, inner, "", Verified)}, ""},
		{"signed outside, not by this key", []*Report{layer(jose.KindJWSCompact, opaque, "", Invalid), layer(jose.KindJWSCompact, inner, "", Verified)}, "Its signature does not match the key."},
		{"claims of its own beside a token", []*Report{layer(jose.KindJWSCompact, sign(t, "", `{"iss":"b",`+inTime+`}`, goodSecret), "", Verified), layer(jose.KindJWSCompact, inner, "", Verified)}, "The issuer is “b”, your API expects “a”."},
		{"encrypted, and the key fails", []*Report{layer(jose.KindJWECompact, encrypted, Undecrypted, Unverifiable)}, "The token cannot be decrypted."},
		{"encrypted, nothing signed", []*Report{layer(jose.KindJWECompact, encrypted, Decrypted, Unverifiable)}, "The token is encrypted, but nothing inside it is signed."},
		{"encrypted, refused, signed inside", []*Report{layer(jose.KindJWECompact, encrypted, Unopened, Unverifiable), layer(jose.KindJWSCompact, inner, "", Verified)}, "The token cannot be decrypted."},
	} {
		for i := range test.layers[:len(test.layers)-1] {
			test.layers[i].Nested = test.layers[i+1]
		}
		a := accept(test.layers[0], e)
		if a.Reason != test.reason || (a.State == Accepted) != (test.reason == "") {
			t.Errorf("%s: %s, %q; want %q", test.name, a.State, a.Reason, test.reason)
		}
	}
}

func TestNothingExpectedIsNotJudged(t *testing.T) {
	minute := time.Minute
	for name, e := range map[string]Expectations{"nothing": {}, "only a clock": {At: noon, Leeway: &minute}} {
		if r := expecting(t, "", `{}`, e); r.Expectations != nil {
			t.Errorf("%s: %+v", name, r.Expectations)
		}
	}
	if r := Inspect(Request{Now: noon, Expect: Expectations{Issuer: "a"}}); r.Expectations != nil {
		t.Errorf("no token: %+v", r.Expectations)
	}
}

func TestTheClockOfTheExpectationsIsThatOfTheReport(t *testing.T) {
	token := `{"iss":"a","iat":1795521600,"exp":1795522200}`
	hour := time.Hour
	for _, test := range []struct {
		e    Expectations
		want TimeState
	}{
		{Expectations{}, TimeValid},
		{Expectations{At: noon.Add(2 * hour)}, TimeExpired},
		{Expectations{At: noon.Add(30 * time.Minute), Leeway: &hour}, TimeValid},
	} {
		r := expecting(t, "", token, test.e)
		if r.Time.State != test.want || has(r, "expired") != (test.want == TimeExpired) {
			t.Errorf("%+v: %s, findings %s", test.e, r.Time.State, ids(r))
		}
		if !test.e.At.IsZero() && !r.Now.Equal(test.e.At) {
			t.Errorf("the report is as of %s", r.Now)
		}
	}
}

func TestAFaultyExpectationIsNotJudged(t *testing.T) {
	r := expecting(t, "", `{"iss":"a",`+inTime+`}`, ExpectTexts{Issuer: "a", At: "yesterday"}.Read())
	if a := r.Expectations; a == nil || a.State != Undecided || a.Reason == "" || a.Checks == nil || len(a.Checks) != 0 {
		t.Errorf("%+v", a)
	}
}

func TestSuggestionIsAccepted(t *testing.T) {
	for name, test := range map[string]struct {
		header, claims string
		want           ExpectTexts
	}{
		"everything":      {`{"alg":"HS256","typ":"at+jwt"}`, `"iss":"https://login","aud":["a","b"],"scope":"x y",`, ExpectTexts{"https://login", "a,b", "HS256", "at+jwt", "x y", "", ""}},
		"little":          {`{"alg":"HS256"}`, ``, ExpectTexts{Algorithms: "HS256"}},
		"scp":             {`{"alg":"HS256"}`, `"scp":["x"],`, ExpectTexts{Algorithms: "HS256", Scope: "x"}},
		"a comma in aud":  {`{"alg":"HS256"}`, `"aud":"a, b",`, ExpectTexts{Algorithms: "HS256", Audience: `["a, b"]`}},
		"numbers in aud":  {`{"alg":"HS256"}`, `"aud":[1],"iss":2,`, ExpectTexts{Algorithms: "HS256"}},
		"far too long":    {`{"alg":"HS256"}`, `"iss":"` + strings.Repeat("a", 3000) + `",`, ExpectTexts{Algorithms: "HS256"}},
		"many audiences":  {`{"alg":"HS256"}`, `"aud":[` + strings.Repeat(`"a",`, 30) + `"b"],`, ExpectTexts{Algorithms: "HS256", Audience: strings.TrimSuffix(strings.Repeat("a,", 20), ",")}},
		"aud with spaces": {`{"alg":"HS256"}`, `"aud":"my api",`, ExpectTexts{Algorithms: "HS256", Audience: "my api"}},
	} {
		r := expecting(t, test.header, "{"+test.claims+inTime+"}", Expectations{})
		got, ok := Suggestion(&r)
		if !ok || got != test.want {
			t.Errorf("%s: %+v, %v", name, got, ok)
			continue
		}
		if r := expecting(t, test.header, "{"+test.claims+inTime+"}", got.Read()); r.Expectations.State != Accepted && name != "numbers in aud" {
			t.Errorf("%s: %s", name, r.Expectations.Reason)
		}
	}
	for _, input := range []string{"", "hello", "eyJhbGciOiJub25lIn0.e30."} {
		r := Inspect(Request{Input: input, Now: noon})
		if got, ok := Suggestion(&r); ok {
			t.Errorf("%q suggests %+v", input, got)
		}
	}
}

// FuzzAcceptance: whatever token and expectations, the judgement agrees with
// itself and is small.
func FuzzAcceptance(f *testing.F) {
	f.Add(`{"alg":"HS256","typ":"JWT"}`, `{"iss":"a","aud":["b"],"scope":"c","exp":1795525200}`, "a", "b", "HS256", "JWT", "c", "60", "1795521600")
	f.Add(`{"alg":"HS256"}`, `{"aud":"A/","scp":["x"],"aud":1}`, "", `["a,b"]`, "", "", "x, y", "1h", "2027-01-15T08:00:00Z")
	f.Fuzz(func(t *testing.T, header, payload, iss, aud, alg, typ, scope, leeway, at string) {
		encode := encodeSegment
		input := encode(header) + "." + encode(payload)
		if mac, err := jose.SignHMAC("HS256", []byte(goodSecret), input); err == nil {
			input += "." + encode(string(mac))
		}
		texts := ExpectTexts{iss, aud, alg, typ, scope, leeway, at}
		e := texts.Read()
		r := Inspect(Request{Input: input, Key: goodSecret, Now: noon, Leeway: DefaultLeeway, Expect: e})
		checkAcceptance(t, r)
		if texts, ok := Suggestion(&r); ok && len(texts.Read().Faults) > 0 {
			t.Errorf("the suggestion %+v cannot be read", texts)
		}
		link := ExpectLink(e)
		if strings.ContainsAny(link, " \r\n#\"<>'") {
			t.Errorf("%q is no fragment", link)
		}
		if got := ExpectLink(ReadLink(link).Expect.Read()); got != link {
			t.Errorf("%q is read as %q", link, got)
		}
	})
}
