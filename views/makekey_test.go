package views

import (
	"crypto/rand"
	"html"
	"regexp"
	"strings"
	"testing"

	"jotlens/build"
	"jotlens/jose"
	"jotlens/views/i18n"
)

var keyText = regexp.MustCompile(`data-copy-text="(forms-[^"]*-(?:private|public))">([^<]*)</pre>`)

// keyTexts are the forms of a key that a section offers, by the name of their
// copy button.
func keyTexts(section string) map[string]string {
	texts := map[string]string{}
	for _, m := range keyText.FindAllStringSubmatch(section, -1) {
		texts[m[1]] = html.UnescapeString(m[2])
	}
	return texts
}

func converted(t *testing.T, text string, encoding jose.Encoding) string {
	t.Helper()
	section := render(t, ConvertedKey(text, encoding, i18n.English()).Component)
	if !strings.HasPrefix(section, `<section`) || !strings.Contains(section, `id="key-forms"`) {
		t.Errorf("no section with its id: %.80s", section)
	}
	seen := map[string]bool{}
	for _, m := range id.FindAllStringSubmatch(section, -1) {
		if seen[m[1]] {
			t.Errorf("id %q occurs twice", m[1])
		}
		seen[m[1]] = true
	}
	return section
}

// Every form of a key that was made reads back as that key, and so does every
// form of each of those.
func TestEveryFormOfAKeyReadsBackAsTheKey(t *testing.T) {
	for _, recipe := range jose.KeyRecipes {
		if recipe.Size > 2048 {
			continue // they differ in nothing but their size
		}
		t.Run(recipe.Name, func(t *testing.T) {
			made, err := build.MakeKey(recipe.Name, rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			shown := keyTexts(render(t, MadeKey(made, i18n.English()).Component))
			want := 6 // PEM, JWK and JWK Set, private and public
			if made.Key.Secret() {
				want = 3
			}
			if len(shown) != want {
				t.Fatalf("%d forms, want %d: %q", len(shown), want, shown)
			}
			for name, text := range shown {
				for again, text := range keyTexts(converted(t, text, made.Encoding)) {
					read, failed := jose.ReadKey(text, made.Encoding)
					if failed != nil {
						t.Fatalf("%s, then %s: %v", name, again, failed)
					}
					members := read.Members()
					if len(members) != 1 {
						t.Fatalf("%s, then %s: %d keys", name, again, len(members))
					}
					k := members[0]
					if k.Thumbprint != made.Key.Thumbprint && !k.Secret() || string(k.Bytes) != string(made.Key.Bytes) {
						t.Errorf("%s, then %s: another key: %+v", name, again, k)
					}
					if private := strings.HasSuffix(again, "-private"); private && k.Private == nil && !k.Secret() || !private && k.IsPrivate {
						t.Errorf("%s, then %s: private is %v", name, again, k.IsPrivate)
					}
				}
			}
		})
	}
}

const (
	smallPrivate = `{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`
	smallPublic  = `{"kty":"OKP","crv":"Ed25519","kid":"old","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`
	smallSecret  = `{"kty":"oct","kid":"s","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}`
)

func TestWhatAKeyCannotBecomeSaysWhy(t *testing.T) {
	words := i18n.English().MakeKey
	for name, c := range map[string]struct {
		key      string
		encoding jose.Encoding
		says     string
		forms    string // names of the forms, in order
	}{
		"empty":      {"", jose.Auto, words.NoKey, ""},
		"unreadable": {"-----BEGIN PUBLIC KEY-----", jose.Auto, "Cannot be read: the END line is missing", ""},
		"secret":     {"not a key", jose.UTF8, words.SecretOnly, "text jwk set"},
		"public":     {smallPublic, jose.Auto, words.PublicOnly, "pem jwk set"},
		"curve":      {`{"kty":"OKP","crv":"Ed448","x":"` + strings.Repeat("A", 76) + `"}`, jose.Auto, "It cannot be converted: Ed448", ""},
		"key_ops":    {strings.Replace(smallPrivate, `{`, `{"key_ops":["sign"],`, 1), jose.Auto, words.LeftOut, "pem pem jwk jwk set set"},
	} {
		section := converted(t, c.key, c.encoding)
		if !strings.Contains(html.UnescapeString(section), c.says) {
			t.Errorf("%s: %q is not said in %s", name, c.says, section)
		}
		var forms []string
		for _, m := range keyText.FindAllStringSubmatch(section, -1) {
			forms = append(forms, strings.Split(m[1], "-")[2])
		}
		if got := strings.Join(forms, " "); got != c.forms {
			t.Errorf("%s: forms %q, want %q", name, got, c.forms)
		}
	}
}

func TestASetIsConvertedAsAWholeAndByItsMembers(t *testing.T) {
	section := converted(t, `{"keys":[`+smallPrivate+`,`+smallPublic+`,`+smallSecret+`,{"kty":"none"}]}`, jose.Auto)
	for _, says := range []string{"Forms of 3 keys", "2. “old”, Ed25519", "3. “s”, secret, 32 bytes", i18n.English().MakeKey.SecretsLeft, "“none”"} {
		if !strings.Contains(section, says) {
			t.Errorf("%q is not said in %s", says, section)
		}
	}
	texts := keyTexts(section)
	for name, want := range map[string]struct {
		keys    int
		private bool
	}{"forms-all-private": {3, true}, "forms-all-public": {2, false}} {
		read, failed := jose.ReadKey(texts[name], jose.Auto)
		if failed != nil {
			t.Fatalf("%s: %v: %s", name, failed, texts[name])
		}
		if len(read.Keys) != want.keys || read.Keys[0].IsPrivate != want.private {
			t.Errorf("%s: %d keys, private %v", name, len(read.Keys), read.Keys[0].IsPrivate)
		}
	}
	if public := converted(t, `{"keys":[`+smallPublic+`,`+smallPublic+`]}`, jose.Auto); strings.Contains(public, "forms-all-private") {
		t.Error("a set of public keys has a private form")
	}
	// A PEM of two keys is a set too, and a long set is cut.
	pems := ""
	for range 2 {
		made, err := build.MakeKey("P-256", rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		pems += made.Text
	}
	if set := converted(t, pems, jose.Auto); !strings.Contains(set, "Forms of 2 keys") || keyTexts(set)["forms-all-private"] == "" {
		t.Errorf("two PEM blocks are no set: %s", set)
	}
	long := converted(t, `{"keys":[`+strings.Repeat(smallPublic+",", 29)+smallPublic+`]}`, jose.Auto)
	if n := strings.Count(long, `class="key-member"`); n != maxForms || !strings.Contains(long, "And 10 more keys.") {
		t.Errorf("%d members of 30 are shown", n)
	}
}

func TestAHostileKeyIDIsText(t *testing.T) {
	const kid = `</pre><img src=x onerror=alert(1)>\u202e\"`
	for name, key := range map[string]string{
		"key": strings.Replace(smallPublic, "old", kid, 1),
		"set": `{"keys":[` + strings.Replace(smallPublic, "old", kid, 1) + `,{"kty":"<b>","kid":"` + kid + `"}]}`,
	} {
		section := converted(t, key, jose.Auto)
		if strings.Contains(section, "<img") || strings.Contains(section, "<b>") || !strings.Contains(section, "&lt;img") {
			t.Errorf("%s: not escaped: %s", name, section)
		}
	}
}

func TestTheUsualKeyStandsFirst(t *testing.T) {
	for alg, want := range map[string]string{"RS256": "RSA-2048", "PS512": "RSA-2048", "ES512": "P-521", "HS384": "HS384", "EdDSA": "Ed25519", "ML-DSA-65": "ML-DSA-65", "ES256K": "", "none": ""} {
		section := sections(t, report(encode(`{"alg":"`+alg+`"}`)+"."+encode(`{}`)+".AAAA", ""))["usual-key"]
		if got := strings.Contains(section, `value="`+want+`"`) && strings.Contains(section, "Key for "+alg+": "+want); got != (want != "") {
			t.Errorf("%s: %s", alg, section)
		}
		if hidden := strings.Contains(section, " hidden"); hidden != (want == "") {
			t.Errorf("%s: hidden is %v", alg, hidden)
		}
	}
	if usual := sections(t, nil)["usual-key"]; !strings.Contains(usual, " hidden") {
		t.Errorf("without a token: %s", usual)
	}
}
