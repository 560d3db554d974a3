package build

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"jotlens/jose"
)

var testWords = NegativeWords{
	Notice: "Only for services that you own.\nIt's that simple: $(id) `id`",
	What:   func(name string) string { return "what “" + name + "” is" },
}

// liveSource is a good token for the time at which the test runs: its API has a
// clock of its own.
func liveSource(t *testing.T, alg string) (Source, *jose.Key) {
	t.Helper()
	m := &exampleMaker{now: time.Now().Unix(), random: rand.Reader}
	key := m.key(alg)
	token := m.sign(alg, key, `"typ":"JWT"`, m.claims(ordinaryClaims))
	if m.err != nil {
		t.Fatal(m.err)
	}
	private, err := key.JWK(true)
	if err != nil {
		t.Fatal(err)
	}
	return Source{Input: token, Key: private}, key
}

func negative(t *testing.T, s Source) NegativeSet {
	t.Helper()
	set, err := s.Negative(time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func names(set NegativeSet) (all []string) {
	for _, test := range set.Tests {
		all = append(all, test.Name)
	}
	return all
}

func TestNegativeSetHasWhatCanBeMade(t *testing.T) {
	source, key := liveSource(t, "ES256")
	set := negative(t, source)
	total := 0
	for _, group := range BreakGroups {
		total += len(group.Breaks)
	}
	if len(set.Tests) != total+1 || len(set.Unsigned)+len(set.Other) != 0 {
		t.Errorf("with the private key there are %q, and not %q and %q", names(set), set.Unsigned, set.Other)
	}
	if set.Tests[0].Token != source.Input || !set.Tests[0].Accept {
		t.Errorf("the control is %+v", set.Tests[0])
	}
	for _, test := range set.Tests[1:] {
		if test.Accept || test.Token == source.Input {
			t.Errorf("%s is the good token", test.Name)
		}
	}
	public, err := key.PEM(false)
	if err != nil {
		t.Fatal(err)
	}
	set = negative(t, Source{Input: source.Input, Key: public})
	if !slices.Contains(set.Unsigned, "expire") || !slices.Contains(names(set), "public-key-as-secret") || slices.Contains(names(set), "expire") {
		t.Errorf("with the public key there are %q, and not %q", names(set), set.Unsigned)
	}
	set = negative(t, Source{Input: source.Input})
	if !slices.Equal(set.Other, []string{"public-key-as-secret"}) {
		t.Errorf("without a key there are not %q", set.Other)
	}
	long := signingInput(`{"alg":"HS256"}`, `{"a":"`+strings.Repeat("a", MaxNegative)+`"}`) + ".AAAA"
	for _, s := range []Source{{}, {Input: "no token"}, {Input: long}} {
		if set, err := s.Negative(noon, rand.Reader); err == nil {
			t.Errorf("%q gives %q", s.Input, names(set))
		}
	}
}

func TestCheckTarget(t *testing.T) {
	for _, good := range []string{DefaultTarget, "http://localhost:8080", "https://a.example/x?y=1&z='", "http://[::1]:80/", "https://a.example/$(id)"} {
		if err := CheckTarget(good); err != nil {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{
		"", "a.example", "ftp://a.example", "https://", "https:///x", "https://:80/", "https://u:p@a.example", "https://a.example/ x", "https://a.example/\n", "-o /etc/passwd",
		"https://a.example/#x", "file:///etc/passwd", "https://a.example/é", "https://a.example/\x00", "https://a.example/" + strings.Repeat("a", MaxTarget),
	} {
		if CheckTarget(bad) == nil {
			t.Errorf("%.40q is taken", bad)
		}
		if _, err := (NegativeSet{}).Script(bad, testWords); !errors.Is(err, ErrTarget) {
			t.Errorf("%.40q gives a script: %v", bad, err)
		}
		if _, err := (NegativeSet{}).JSON(bad, testWords); !errors.Is(err, ErrTarget) {
			t.Errorf("%.40q gives JSON: %v", bad, err)
		}
	}
}

func TestNegativeSetAsJSON(t *testing.T) {
	source, _ := liveSource(t, "HS256")
	set := negative(t, source)
	text, err := set.JSON(DefaultTarget, testWords)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Format, Notice, Target string
		Version                int
		Tests                  []struct {
			Name, What, Rule, Token string
			Expect                  []string
		}
	}
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		t.Fatal(err)
	}
	if read.Format != "jotlens-negative-tests" || read.Version != 1 || read.Target != DefaultTarget || read.Notice != testWords.Notice || len(read.Tests) != len(set.Tests) {
		t.Errorf("it reads as %+v", read)
	}
	for i, test := range read.Tests {
		want := set.Tests[i]
		if test.Name != want.Name || test.Token != want.Token || test.Rule != want.Why || (test.Expect[0] == "2xx") != want.Accept {
			t.Errorf("%s reads as %+v", want.Name, test)
		}
	}
}

// runScript runs the script against an API and returns its lines.
func runScript(t *testing.T, set NegativeSet, accepts func(token string) error) (lines []string, failed bool) {
	t.Helper()
	for _, tool := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.String(), "eyJ") {
			t.Error("a token is in the URL")
		}
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || accepts(token) != nil {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	defer api.Close()
	script, err := set.Script(api.URL+"/it's?a=$(id)&b=[1-9]", testWords)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tests.sh")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("sh", path)
	command.Env = append(os.Environ(), "no_proxy=127.0.0.1", "NO_PROXY=127.0.0.1")
	out, err := command.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n"), err != nil
}

// careful is a verifier that pins everything that the API expects.
func careful(alg string, key any) func(token string) error {
	parser := jwt.NewParser(jwt.WithValidMethods([]string{alg}), jwt.WithIssuer("https://login.example.com"), jwt.WithAudience("orders"),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithStrictDecoding())
	return func(text string) error {
		token, err := parser.Parse(text, func(*jwt.Token) (any, error) { return key, nil })
		if err != nil {
			return err
		}
		exp, err := token.Claims.GetExpirationTime()
		read := jose.Parse(text)
		switch {
		case err != nil || exp.After(time.Now().Add(time.Hour)):
			return errors.New("it lives too long")
		case token.Header["typ"] != "JWT":
			return errors.New("it is of another type")
		case token.Header["crit"] != nil:
			return errors.New("it has an extension")
		case !read.Header.Valid() || !read.Payload.Valid():
			return errors.New("a name stands in it twice")
		}
		return nil
	}
}

func TestTheScriptTellsACarefulAPIFromANaiveOne(t *testing.T) {
	for _, alg := range []string{"HS256", "RS256", "ES256"} {
		t.Run(alg, func(t *testing.T) {
			source, key := liveSource(t, alg)
			set := negative(t, source)
			verifying := key.Public
			if key.Secret() {
				verifying = key.Bytes
			}
			lines, failed := runScript(t, set, careful(alg, verifying))
			if failed || len(lines) != len(set.Tests) {
				t.Errorf("a careful API fails:\n%s", strings.Join(lines, "\n"))
			}
			for i, line := range lines {
				if i < len(set.Tests) && !strings.HasPrefix(line, "PASS "+set.Tests[i].Name+" (") {
					t.Errorf("%q", line)
				}
			}
			// This one believes whatever decodes.
			lines, failed = runScript(t, set, func(token string) error {
				_, _, err := jwt.NewParser().ParseUnverified(token, jwt.MapClaims{})
				return err
			})
			out := strings.Join(lines, "\n")
			for _, name := range []string{"change-claim", "alg-none", "embed-key", "expire", "wrong-audience", "no-expiry"} {
				if !strings.Contains(out, "FAIL "+name+" (200)") {
					t.Errorf("a naive API passes %s:\n%s", name, out)
				}
			}
			if !failed || !strings.HasPrefix(out, "PASS "+Control) {
				t.Errorf("the status is good: %t\n%s", !failed, out)
			}
			// And this one refuses everything, which the control finds out.
			if lines, failed = runScript(t, set, func(string) error { return errors.New("no") }); !failed || lines[0] != "FAIL control (401)" {
				t.Errorf("an API that refuses everything passes: %q", lines[0])
			}
		})
	}
}
