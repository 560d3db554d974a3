package inspect

import (
	"encoding/base64"
	"encoding/hex"
	"os"
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

// readList is the list of secrets that the worker fetches.
func readList(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("../assets/data/known-secrets.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestEveryReadingOfAnEntryIsTried(t *testing.T) {
	for _, c := range []struct {
		entry    string
		readings []string // text, encoding and secret, with bars between
	}{
		{"", nil},
		{"abc-d", []string{"abc-d|utf-8|abc-d"}},
		{" Key!\t", []string{" Key!\t|utf-8| Key!\t", "Key!|utf-8|Key!", "key!|utf-8|key!"}},
		{"c2VjcmV0", []string{"c2VjcmV0|utf-8|c2VjcmV0", "c2vjcmv0|utf-8|c2vjcmv0", "c2VjcmV0|base64|secret"}},
		{"aGk_Pw==", []string{"aGk_Pw==|utf-8|aGk_Pw==", "agk_pw==|utf-8|agk_pw==", "aGk_Pw==|base64url|hi??"}},
		{"68692121", []string{"68692121|utf-8|68692121", "68692121|base64|\xeb\xce\xbd\xdb\x5d\xb5", "68692121|hex|hi!!"}},
		{"===", []string{"===|utf-8|==="}},
		{"   ", []string{"   |utf-8|   "}},
		{"密钥", []string{"密钥|utf-8|密钥"}},
	} {
		var got []string
		eachReading(c.entry, func(text string, encoding jose.Encoding, secret string) bool {
			got = append(got, text+"|"+string(encoding)+"|"+secret)
			return false
		})
		if c.entry == "aGk_Pw==" {
			secret, _ := base64.RawURLEncoding.DecodeString("aGk_Pw")
			c.readings[2] = "aGk_Pw==|base64url|" + string(secret)
		}
		if !slices.Equal(got, c.readings) {
			t.Errorf("%q is read as %q, want %q", c.entry, got, c.readings)
		}
	}
}

// guessed is a token's finding about a secret that everybody knows; "" without.
func guessed(r Report) string {
	for _, f := range r.Findings {
		if f.ID == "hmac-key-guessable" {
			return f.Message
		}
	}
	return ""
}

func TestBuiltInSecretsAreFoundWithoutAKey(t *testing.T) {
	more := lines(moreSecretsText)
	for _, c := range []struct{ secret, want string }{
		{"secret", "The secret is “secret”, which is in public lists"},
		{more[len(more)-1], "The secret is “" + more[len(more)-1] + "”, which is in public lists"},
		{more[1000], "which is in public lists"},
		{strings.ToLower("CHANGE_THIS_SECRET"), "“change_this_secret”"},
		{"\x69\xb7\x1d", "“abcd” read as base64"},
		{"\x12\x34", "“1234” read as hex"},
		{goodSecret, ""},
	} {
		r := Inspect(Request{Input: sign(t, "", `{}`, c.secret), Now: noon})
		if got := guessed(r); !strings.Contains(got, c.want) || (got == "") != (c.want == "") || (r.Guess == nil) != (c.want == "") {
			t.Errorf("%q: %q, want %q", c.secret, got, c.want)
		}
		if r.Signature.State != Unverified || r.Signature.Key != nil {
			t.Errorf("%q: a guess was taken for a key: %+v", c.secret, r.Signature)
		}
	}
}

func TestADecodedSecretSaysHowItIsRead(t *testing.T) {
	const entry = "your-secret-key1"
	decoded, err := base64.RawURLEncoding.DecodeString(entry)
	if err != nil {
		t.Fatal(err)
	}
	token := sign(t, "", `{}`, string(decoded))
	r := Inspect(Request{Input: token, Known: entry, Now: noon})
	if got, want := guessed(r), "The secret is “"+entry+"” read as base64url"; !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if *r.Guess != (Guess{entry, jose.Base64URL, "list"}) {
		t.Errorf("%+v", r.Guess)
	}
	// What the guess says is a key that verifies.
	if s := Inspect(Request{Input: token, Key: r.Guess.Secret, KeyEncoding: r.Guess.Encoding, Now: noon}).Signature; s.State != Verified {
		t.Errorf("with it the signature is %s", s.State)
	}
}

func TestAKnownSecretIsTriedAgain(t *testing.T) {
	const known = "only in a long list"
	token := sign(t, "", `{"iss":"a"}`, known)
	for _, key := range []string{"", "another", known} {
		r := Inspect(Request{Input: token, Key: key, Known: known, SearchLater: true, Now: noon})
		if !strings.Contains(guessed(r), known) || r.Guess == nil {
			t.Errorf("key %q: %q", key, guessed(r))
		}
	}
	for name, input := range map[string]string{
		"another secret":   sign(t, "", `{}`, goodSecret),
		"another kind":     strings.Replace(token, "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", encodeSegment(`{"alg":"RS256"}`), 1),
		"no signature":     token[:strings.LastIndexByte(token, '.')+1],
		"nothing":          "",
		"the empty secret": sign(t, "", `{}`, ""),
	} {
		if r := Inspect(Request{Input: input, Known: known, Now: noon}); guessed(r) != "" || r.Guess != nil {
			t.Errorf("%s: it is believed: %q", name, guessed(r))
		}
	}
}

func TestWhatIsLeftToASearch(t *testing.T) {
	more := lines(moreSecretsText)
	for secret, want := range map[string]bool{"secret": true, "zoe": true, more[len(more)-1]: false} {
		r := Inspect(Request{Input: sign(t, "", `{"sub":"zoe"}`, secret), SearchLater: true, Now: noon})
		if found := guessed(r) != ""; found != want {
			t.Errorf("%q is found: %v", secret, found)
		}
	}
}

func TestTheBuiltInListIsWhatItSays(t *testing.T) {
	list := strings.Split(strings.TrimSuffix(readList(t), "\n"), "\n")
	best, more := knownSecrets(), lines(moreSecretsText)
	var want []string
	for _, entry := range list[:4000] {
		plain := strings.IndexFunc(entry, func(r rune) bool { return r < ' ' || r > '~' || r == '`' }) < 0
		if plain && len(entry) <= 22 && !slices.Contains(best, entry) {
			want = append(want, entry)
		}
	}
	if !slices.Equal(more, want) {
		t.Errorf("there are %d more secrets, want %d", len(more), len(want))
	}
	if all := builtInSecrets(); !slices.Equal(all, slices.Concat(best, more)) || len(all) < 2000 {
		t.Errorf("%d secrets are built in, of %d and %d", len(all), len(best), len(more))
	}
}

func TestALargeTokenGetsFewerGuesses(t *testing.T) {
	large := `{"a":"` + strings.Repeat("a", 700_000) + `"}`
	more := lines(moreSecretsText)
	if r := Inspect(Request{Input: sign(t, "", large, more[len(more)-1]), Now: noon}); guessed(r) != "" {
		t.Error("the whole list is tried on a large token")
	}
	if r := Inspect(Request{Input: sign(t, "", large, knownSecrets()[0]), Now: noon}); guessed(r) == "" {
		t.Error("nothing is tried on a large token")
	}
}

func TestAKeyThatIsAReadingOfAKnownSecretIsKnown(t *testing.T) {
	token := sign(t, "", `{}`, "mysecretkey")
	key := hex.EncodeToString([]byte("mysecretkey"))
	r := Inspect(Request{Input: token, Key: key, KeyEncoding: jose.Hex, Now: noon})
	if r.Signature.State != Verified || !strings.Contains(guessed(r), "“mysecretkey”") {
		t.Errorf("%s, %q", r.Signature.State, guessed(r))
	}
	r = Inspect(Request{Input: sign(t, "", `{}`, "\x69\xb7\x1d"), Key: "abcd", KeyEncoding: jose.Base64, Now: noon})
	if r.Signature.State != Verified || !strings.Contains(guessed(r), "“abcd” read as base64") {
		t.Errorf("%s, %q", r.Signature.State, guessed(r))
	}
}
