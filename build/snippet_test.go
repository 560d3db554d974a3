package build

import (
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

var updateSnippets = flag.Bool("update", false, "write the golden files")

var snippetNoon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// oddText has what ends a literal, a line, a comment or an interpolation somewhere.
const oddText = "a\"b'c\\d\ne\rf\tg${h}#{i}$j#@k`l\u2028m\u0085n\u202eo\U0001F600p*/q?>r%>s{{t}}u\x00v\\u0022w: x # y; z \u2029"

func unsignedToken(header, payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + ".AAAA"
}

func factsOf(t *testing.T, r inspect.Request) *Facts {
	t.Helper()
	r.Now = snippetNoon
	if r.Leeway == 0 {
		r.Leeway = inspect.DefaultLeeway
	}
	report := inspect.Inspect(r)
	f := FactsOf(&report)
	return &f
}

const fullClaims = `{"iss":"https://login.example.com","aud":"orders","sub":"zoe","exp":1795694400}`

// TestSnippetGolden holds what each language gets for tokens that differ. The
// files were read against the documentation of each library.
func TestSnippetGolden(t *testing.T) {
	for name, token := range map[string]string{
		"hs256":      unsignedToken(`{"alg":"HS256","typ":"JWT"}`, fullClaims),
		"rs256-bare": unsignedToken(`{"alg":"RS256"}`, `{"sub":"zoe"}`),
		"es256-at":   unsignedToken(`{"alg":"ES256","typ":"at+jwt"}`, `{"iss":"https://login.example.com/x?y","aud":["orders","stock (eu)"],"exp":1795694400}`),
		"ps512":      unsignedToken(`{"alg":"PS512"}`, fullClaims),
		"eddsa":      unsignedToken(`{"alg":"EdDSA"}`, fullClaims),
		"kubernetes": unsignedToken(`{"alg":"RS256","kid":"a"}`, `{"iss":"https://kubernetes.default.svc","aud":["https://kubernetes.default.svc"],"exp":1795694400,"kubernetes.io":{"namespace":"default","serviceaccount":{"name":"a","uid":"b"}}}`),
		"hostile":    unsignedToken(`{"alg":"HS256","typ":`+jose.Quote(oddText)+`}`, `{"iss":`+jose.Quote(oddText)+`,"aud":[`+jose.Quote(oddText)+`,"b"],"exp":1}`),
	} {
		t.Run(name, func(t *testing.T) {
			f := factsOf(t, inspect.Request{Input: token})
			var b strings.Builder
			for _, l := range f.Languages() {
				s := l.Write(f)
				b.WriteString("==== " + l.Name + ", " + l.Library + "\n" + s.Code + string(s.Unsupported) + "\n")
			}
			path := filepath.Join("testdata", "snippets", name+".txt")
			if *updateSnippets {
				if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s differs; run go test ./build -update if it is right:\n%s", path, b.String())
			}
		})
	}
}

func TestThereIsNoSnippetWhereNoneWouldHold(t *testing.T) {
	sdJWT := unsignedToken(`{"alg":"ES256","typ":"dc+sd-jwt"}`, `{"iss":"a","_sd":["x"]}`) + "~"
	for _, c := range []struct {
		name, token string
		want        Note
	}{
		{"nothing", "", NoteNoToken},
		{"junk", "hello", NoteNoToken},
		{"alg none", unsignedToken(`{"alg":"none"}`, fullClaims), NoteUnsecured},
		{"alg None", unsignedToken(`{"alg":"None"}`, fullClaims), NoteUnsecured},
		{"no alg", unsignedToken(`{"typ":"JWT"}`, fullClaims), NoteNoAlgorithm},
		{"encrypted", strings.Join([]string{base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"dir","enc":"A256GCM"}`)), "", "AAAAAAAAAAAAAAAA", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA"}, "."), NoteEncrypted},
		{"no claims", unsignedToken(`{"alg":"HS256"}`, `[1]`), NoteNotJWT},
		{"SD-JWT", sdJWT, NoteDisclosing},
		{"JSON form", `{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAA"}`, NoteNotJWT},
		{"unknown alg", unsignedToken(`{"alg":"\"; drop"}`, fullClaims), NoteUnsupported},
	} {
		f := factsOf(t, inspect.Request{Input: c.token})
		for _, l := range languages {
			s := l.Write(f)
			if s.Code != "" || s.Unsupported != c.want {
				t.Errorf("%s, %s: %q and code %q, want %q and none", c.name, l.ID, s.Unsupported, s.Code, c.want)
			}
		}
	}
}

// TestAlgorithmsOfLibraries says for each algorithm who has it.
func TestAlgorithmsOfLibraries(t *testing.T) {
	all := "go node python jjwt spring csharp php rust ruby"
	for alg, want := range map[string]string{
		"HS256": all, "HS384": all, "HS512": all,
		"RS256": all + " nginx envoy", "RS384": all + " nginx envoy", "RS512": all + " nginx envoy",
		"PS256": "go node python jjwt spring csharp rust ruby nginx envoy",
		"ES256": all + " nginx envoy", "ES384": all + " nginx envoy",
		"ES512":     "go node python jjwt spring csharp ruby nginx envoy",
		"EdDSA":     "go node python jjwt php rust nginx envoy",
		"Ed25519":   "node",
		"Ed448":     "",
		"ES256K":    "python php ruby",
		"ML-DSA-65": "node",
	} {
		f := factsOf(t, inspect.Request{Input: unsignedToken(`{"alg":"`+alg+`"}`, fullClaims)})
		var have []string
		for _, l := range f.Languages() {
			if s := l.Write(f); s.Code != "" {
				have = append(have, l.ID)
				if !strings.Contains(s.Code, alg) && !strings.Contains(s.Code, "HmacSHA") {
					t.Errorf("%s for %s does not name the algorithm:\n%s", l.ID, alg, s.Code)
				}
			}
		}
		if got := strings.Join(have, " "); got != want {
			t.Errorf("%s: got %q, want %q", alg, got, want)
		}
	}
}

func TestExpectationsComeBeforeWhatTheTokenSays(t *testing.T) {
	leeway := 5 * time.Second
	f := factsOf(t, inspect.Request{
		Input: unsignedToken(`{"alg":"RS256","typ":"application/at+jwt"}`, fullClaims),
		Expect: inspect.Expectations{
			Issuer: "https://mine.example", Audiences: []string{"a", "b"}, Algorithms: []string{"ES256", "PS256"}, Type: "at+jwt", Leeway: &leeway,
		},
	})
	if f.Issuer != "https://mine.example" || strings.Join(f.Audiences, " ") != "a b" || f.Leeway != 5 {
		t.Errorf("got %+v", f)
	}
	if f.Type != "application/at+jwt" {
		t.Errorf("typ is %q: the same type is checked as the token spells it", f.Type)
	}
	if got := noteCodes(f); got != "own-conditions other-alg" {
		t.Errorf("notes are %s", got)
	}
	if s := languages[0].Write(f).Code; !strings.Contains(s, `"RS256"`) || strings.Contains(s, "ES256") {
		t.Errorf("not pinned to the token's algorithm:\n%s", s)
	}
}

func noteCodes(f *Facts) string {
	var all []string
	for _, n := range f.Notes {
		all = append(all, string(n))
	}
	return strings.Join(all, " ")
}

func TestNotes(t *testing.T) {
	hmac := unsignedToken(`{"alg":"HS256"}`, fullClaims)
	for _, c := range []struct {
		name    string
		request inspect.Request
		want    string
	}{
		{"nothing to say", inspect.Request{Input: hmac}, ""},
		{"a secret in Base64", inspect.Request{Input: hmac, Key: "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", KeyEncoding: jose.Base64}, "encoded-secret"},
		{"several audiences", inspect.Request{Input: unsignedToken(`{"alg":"HS256"}`, `{"aud":["a","b"]}`)}, "keep-own"},
		{"refused", inspect.Request{Input: hmac, Key: publicPEM(t, "RS256")}, "refused"},
	} {
		if got := noteCodes(factsOf(t, c.request)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestNoKeyInASnippet looks for pieces of the key in every language.
func TestNoKeyInASnippet(t *testing.T) {
	const secret = "correct horse battery staple 0123456789"
	f := factsOf(t, inspect.Request{Input: unsignedToken(`{"alg":"HS256"}`, fullClaims), Key: secret})
	for _, l := range f.Languages() {
		if code := l.Write(f).Code; strings.Contains(code, "horse") || strings.Contains(code, "staple") {
			t.Errorf("%s has the secret in it:\n%s", l.ID, code)
		}
	}
}
