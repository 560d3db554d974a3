package issuers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jotlens/jose"
)

// FuzzReadKeys looks for a set of keys that a provider could send and that comes out
// with a private half, or as something that is no JWK Set of as many keys.
func FuzzReadKeys(f *testing.F) {
	for _, text := range []string{
		`{"keys":[]}`, `{"keys":[{"kty":"oct","k":"AAECAwQFBgcICQ"}]}`,
		`{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}`,
		`{"keys":[{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}`,
		`{"keys":[{"kty":"EC","crv":"P-256","kid":"\u0000\"","use":"sig","key_ops":["verify"],"x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		set, err := readKeys(body)
		if err != nil {
			return
		}
		d := jose.ReadJSON([]byte(set.text))
		keys := jose.ReadKeySet(d)
		if !d.IsWholeObject() || len(keys) != set.count || set.count > maxKeys {
			t.Fatalf("%d keys came out as %s", set.count, set.text)
		}
		for _, member := range keys {
			if member.Key == nil || member.Key.IsPrivate || member.Key.Secret() || hasPrivate(member.Node) {
				t.Fatalf("a key that is not public came out: %s", set.text)
			}
		}
	})
}

// FuzzRead looks for a file that is taken and breaks the bounds.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		`{"issuers":[{"name":"A","issuer":"https://a.example"}]}`,
		`{"issuers":[{"name":"B","issuer":"b","jwks_file":"b.json","rules":{"max_lifetime":"1h","audience_pattern":"*","forbidden_claims":["x"]}}],"rules":{},"claims":{"a":"b"},"proxy":"environment"}`,
		`{"issuers":[{"name":"C","issuer":"https://c.example","jwks_uri":"http://c.example/keys","allow_http":true,"refresh":"10s","hosts":["d.example:8443"],"algorithms":["RS256"],"audiences":["x"]}]}`,
	} {
		f.Add(text)
	}
	path := filepath.Join(f.TempDir(), "issuers.json")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Read(path)
		if err != nil {
			if !strings.HasPrefix(err.Error(), path+": ") {
				t.Fatalf("the error does not name the file: %v", err)
			}
			return
		}
		if len(c.Issuers) == 0 || len(c.Issuers) > maxIssuers {
			t.Fatalf("%d issuers are taken", len(c.Issuers))
		}
		names := map[string]bool{}
		for _, i := range c.Issuers {
			switch {
			case i.Name == "" || i.Issuer == "" || len(i.Issuer) > maxURL || names[i.Issuer]:
				t.Fatalf("taken: %+v", i)
			case i.Refresh < Duration(minRefresh) || i.Refresh > Duration(maxRefresh):
				t.Fatalf("fetched every %v", i.Refresh)
			case strings.HasPrefix(i.JWKSURI, "http:") && !i.AllowHTTP, i.discovers() && strings.HasPrefix(i.Issuer, "http:") && !i.AllowHTTP:
				t.Fatalf("fetched without TLS: %+v", i)
			}
			names[i.Issuer] = true
		}
	})
}
