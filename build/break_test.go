package build

import (
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"testing"

	"jotlens/inspect"
	"jotlens/jose"
)

// goodSources are a good token of four algorithms, each with the key that signed
// it and with the one that only verifies.
func goodSources(t testing.TB) map[string]Source {
	t.Helper()
	all := map[string]Source{}
	for _, alg := range []string{"HS256", "RS256", "ES256", "EdDSA"} {
		m := &exampleMaker{now: noon.Unix(), random: rand.Reader}
		key := m.key(alg)
		token := m.sign(alg, key, `"typ":"JWT","kid":"k1"`, m.claims(ordinaryClaims))
		if m.err != nil {
			t.Fatal(m.err)
		}
		private, err := key.JWK(true)
		if err != nil {
			t.Fatal(err)
		}
		all[alg] = Source{Input: token, Key: private}
		if !key.Secret() {
			public, err := key.PEM(false)
			if err != nil {
				t.Fatal(err)
			}
			all[alg+", public"] = Source{Input: token, Key: public}
		}
	}
	return all
}

// judge inspects a token as the good one is judged, with what its API expects.
func (s Source) judge(t testing.TB, token string) inspect.Report {
	t.Helper()
	request := inspect.Request{Input: s.Input, Key: s.Key, KeyEncoding: s.Encoding, Now: noon, Leeway: inspect.DefaultLeeway}
	good := inspect.Inspect(request)
	expect, ok := inspect.Suggestion(&good)
	if !ok {
		t.Fatal("the good token states nothing to expect")
	}
	request.Input, request.Expect = token, expect.Read()
	return inspect.Inspect(request)
}

func TestEachBreakProvokesItsFinding(t *testing.T) {
	// What nobody may call verified. The others are signed by the issuer, and
	// it is something else that is wrong with them.
	forged := " flip-bit change-claim drop-signature alg-none alg-none-variant public-key-as-secret embed-key jku kid-path-traversal weak-secret" +
		" crit-unknown extra-segment whitespace jws-json "
	for name, source := range goodSources(t) {
		if r := source.judge(t, source.Input); r.Signature.State != inspect.Verified || r.Expectations.State != inspect.Accepted {
			t.Fatalf("%s: the good token is %s and %s", name, r.Signature.State, r.Expectations.State)
		}
		for _, group := range BreakGroups {
			for _, way := range group.Breaks {
				broken, err := source.Make(way.Name, noon, rand.Reader)
				if way.Name == "public-key-as-secret" && name == "HS256" {
					if e := new(BreakError); !errors.As(err, &e) || e.Code != NeedsPublicKey {
						t.Errorf("%s: %s gives %v", name, way.Name, err)
					}
					continue
				}
				if err != nil {
					t.Errorf("%s: %s: %v", name, way.Name, err)
					continue
				}
				r := source.judge(t, broken.Token)
				if broken.Rule != "" && !has(r, broken.Rule) {
					t.Errorf("%s: %s does not provoke %s but %q, %s", name, way.Name, broken.Rule, worst(r), r.Signature.State)
				}
				if r.Signature.State == inspect.Verified && (strings.Contains(forged, " "+way.Name+" ") || broken.Unsigned) {
					t.Errorf("%s: %s is verified", name, way.Name)
				}
				wantSigned := !strings.Contains(name, "public") && group.Name == "claims"
				if wantSigned && r.Signature.State != inspect.Verified {
					t.Errorf("%s: %s is %s: %s", name, way.Name, r.Signature.State, r.Signature.Reason)
				}
				if resigns := group.Name == "claims" || way.Name == "crit-unknown"; broken.Unsigned != (resigns && strings.Contains(name, "public")) {
					t.Errorf("%s: %s says unsigned: %t", name, way.Name, broken.Unsigned)
				}
				if (broken.Rule == "" || group.Name != "claims") && r.Expectations.State == inspect.Accepted {
					t.Errorf("%s: %s would be accepted", name, way.Name)
				}
			}
		}
	}
}

func TestBreaksKeepEveryOtherByte(t *testing.T) {
	m := &exampleMaker{now: noon.Unix(), random: rand.Reader}
	key := m.key("HS256")
	header := "{ \"typ\" : \"JWT\",\r\n\"alg\":\"HS256\" , \"x\":1.50e1 }"
	payload := "{ \"sub\":\"z\\u006fe\" ,\n \"n\":9007199254740993.0, \"aud\" : [ \"a\" ],\"exp\" : 1795780800 , \"last\":{} }"
	source := Source{Input: m.signed("HS256", key, header, payload), Key: encode(string(key.Bytes)), Encoding: jose.Base64URL}
	for name, want := range map[string][2]string{
		"flip-bit":       {header, payload},
		"change-claim":   {header, strings.Replace(payload, `"z\u006fe"`, `"admin"`, 1)},
		"alg-none":       {strings.Replace(header, "HS256", "none", 1), payload},
		"wrong-audience": {header, strings.Replace(payload, `[ "a" ]`, `"https://another-api.example"`, 1)},
		"no-expiry":      {header, strings.Replace(payload, `,"exp" : 1795780800`, "", 1)},
		"move-claim":     {strings.Replace(header, "1.50e1", `1.50e1, "exp":1795780800`, 1), strings.Replace(payload, `,"exp" : 1795780800`, "", 1)},
		"expire":         {header, strings.Replace(payload, "1795780800", "1795690800", 1)},
	} {
		broken, err := source.Make(name, noon, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		got := jose.Parse(broken.Token)
		if got.Header.Text != want[0] || got.Payload.Text != want[1] {
			t.Errorf("%s gives %q and %q, want %q", name, got.Header.Text, got.Payload.Text, want)
		}
	}
}

func FuzzBreaks(f *testing.F) {
	for _, seed := range [][3]string{
		{`{"alg":"HS256","typ":"JWT","kid":"k"}`, `{"iss":"a","sub":"b","aud":["c"],"exp":1e9,"iat":99999999999,"nbf":-0}`, "secret"},
		{`{}`, `{}`, ""}, {`{"alg":1}`, `[]`, "{"}, {`{"alg":"none","crit":[],"exp":{}}`, `{"exp":null}`, "\x00"}, {` {"a" : {}}`, ` `, `{"keys":[]}`},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, header, payload, key string) {
		source := Source{Input: signingInput(header, payload) + ".AAAA", Key: key}
		set, err := source.Negative(noon, rand.Reader)
		if err != nil {
			return
		}
		for _, test := range set.Tests[1:] {
			if test.Token == source.Input {
				t.Errorf("%s changes nothing", test.Name)
			}
			if r := source.judgeAlone(test.Token); r.Signature.State == inspect.Verified && !signedAgain(test.Name) {
				t.Errorf("%s is verified", test.Name)
			}
		}
	})
}

// signedAgain reports whether a break is one that the issuer's key signs.
func signedAgain(name string) bool {
	return slices.ContainsFunc(claimBreaks, func(way Break) bool { return way.Name == name })
}

// judgeAlone inspects a token with the key of the source and nothing expected.
func (s Source) judgeAlone(token string) inspect.Report {
	return inspect.Inspect(inspect.Request{Input: token, Key: s.Key, KeyEncoding: s.Encoding, Now: noon, Leeway: inspect.DefaultLeeway})
}

func TestRemoveMember(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1}`: `{}`, `{ "a":1 }`: `{  }`, `{"a":1,"b":2}`: `{"b":2}`, `{"b":2, "a":1}`: `{"b":2}`, `{"b":2,"a":1, "c":3}`: `{"b":2, "c":3}`, `{"b":2}`: `{"b":2}`,
	} {
		if got := removeMember(text, "a"); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
	if got := addMember("{ }", "a\"", "1"); got != `{"a\"":1 }` {
		t.Errorf("an empty object becomes %s", got)
	}
}

func TestWhatCannotBeBroken(t *testing.T) {
	m := &exampleMaker{now: noon.Unix(), random: rand.Reader}
	key := m.key("HS256")
	text := m.sign("HS256", key, `"typ":"JOSE"`, "no claims")
	bare := m.sign("HS256", key, `"typ":"logout+jwt"`, `{}`)
	weak := m.sign("HS256", &jose.Key{Kind: jose.KindSecret, Type: jose.TypeOct, Bytes: []byte("secret")}, `"typ":"JWT"`, `{"a":1}`)
	if m.err != nil {
		t.Fatal(m.err)
	}
	for _, test := range []struct{ input, key, name, code string }{
		{"", "", "flip-bit", NotSignedToken},
		{"eyJhbGciOiJIUzI1NiJ9.e30", "", "flip-bit", NotSignedToken},
		{"eyJhbGciOiJub25lIn0.e30.", "", "drop-signature", NotSignedToken},
		{"eyJhbGciOiJIUzI1NiIs.e30.AAAA", "", "flip-bit", NotSignedToken},
		{strings.Repeat("a", inspect.MaxInput+1), "", "flip-bit", NotSignedToken},
		{text, "", "nothing", NoSuchBreak},
		{text, "", "change-claim", NoClaims},
		{text, "", "expire", NoClaims},
		{text, "", "no-expiry", NoClaims},
		{bare, "", "no-expiry", NoSuchClaim},
		{bare, "", "wrong-issuer", NoSuchClaim},
		{bare, "", "swap-typ", BrokenAlready},
		{bare, "", "public-key-as-secret", NeedsPublicKey},
		{bare, "a secret", "public-key-as-secret", NeedsPublicKey},
		{weak, "secret", "weak-secret", BrokenAlready},
	} {
		_, err := Source{Input: test.input, Key: test.key}.Make(test.name, noon, rand.Reader)
		if e := new(BreakError); !errors.As(err, &e) || e.Code != test.code {
			t.Errorf("%s of %.40q gives %v, want %s", test.name, test.input, err, test.code)
		}
	}
	if broken, err := (Source{Input: "Authorization: Bearer " + bare}).Make("drop-signature", noon, rand.Reader); err != nil || strings.Contains(broken.Token, "Bearer") {
		t.Errorf("a pasted header gives %q, %v", broken.Token, err)
	}
}
