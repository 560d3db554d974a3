package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/golang-jwt/jwt/v5"

	"jotlens/jose"
)

// keySets are the sets that issuers publish, and some that nobody should.
func keySets(t *testing.T) map[string]string {
	t.Helper()
	sets := map[string]string{}
	data, err := os.ReadFile("../inspect/testdata/keysets_faulty.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &sets); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../inspect/testdata/keysets/*.json")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d sets (%v)", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sets[strings.TrimSuffix(filepath.Base(file), ".json")] = string(data)
	}
	return sets
}

// keySetSamples are the same sets as samples of the corpus.
func keySetSamples(t *testing.T) (samples []sample) {
	t.Helper()
	sets := keySets(t)
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		samples = append(samples, sample{Encoding: jose.Auto, Name: "key set " + name, Input: sets[name]})
	}
	return append(samples, sample{Encoding: jose.Auto, Name: "swapped", Input: sets["google"], Key: fresh("zoe")})
}

func TestAPersonPastesAKeySet(t *testing.T) {
	sets := keySets(t)
	p := open(t)
	p.start()
	p.pasteToken(sets["keycloak"])
	p.says("#verdict-form", "A JWK Set with 2 keys")
	p.says("#verdict-signature", "Keys have none")
	p.says("#key-set", "RSA-OAEP")
	p.says("#key-set", "Certificate valid from")
	p.says("#certificates", "Key 2: CN=master")
	p.says("#findings", "No rule objects to these keys")
	if text := strings.ToLower(p.text("#verdict")); strings.Contains(text, "invalid") || strings.Contains(text, "refused") || strings.Contains(text, "malformed") {
		t.Errorf("the verdict about good keys says %q", text)
	}
	if p.count("#key-set li") != 2 || eval[bool](p, `document.querySelector("#header").checkVisibility()`) {
		t.Error("the keys are not listed, or there is a header")
	}
	p.pasteToken("HTTP/2 200\ncontent-type: application/json\n\n" + sets["mixed"])
	p.says("#findings", "jwks-secret-published")
	p.says("#findings", "keys[0].k")
	p.says("#token-note", "Removed other text")
	p.says("#payload", "Do not share it")
	for _, width := range []int64{1280, 390} {
		p.do(viewport(width, 844))
		p.until(fmt.Sprintf("innerWidth === %d", width))
		p.fits(width)
	}
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
	p.until(`!document.querySelector("#key-set").checkVisibility() && document.querySelector("#header").checkVisibility()`)
}

func TestAPersonMovesKeysToTheirBox(t *testing.T) {
	key := rsaKey(t)
	set := `{"keys":[` + rsaJWK(&key.PublicKey, "mine") + `]}`
	token := signedBy(t, jwt.SigningMethodRS256, `{"alg":"RS256","kid":"mine"}`, key)
	p := open(t)
	p.start()
	p.pasteToken("$ curl https://login.example.com/keys\n" + set)
	p.says("#verdict-form", "with 1 key")
	p.click("#key-set [data-open-in]")
	p.until(`document.querySelector("#key").value === ` + quote(set) + ` && document.querySelector("#token").value === ""`)
	p.pasteToken(token)
	p.state("#verdict-signature", "verified")
	// Both in the wrong box.
	p.paste("#key", token)
	p.pasteToken(set)
	p.says("#verdict-form", "swapped")
	p.click("#key-set [data-swap]")
	p.state("#verdict-signature", "verified")
	if got := p.value("#token"); got != token {
		t.Errorf("the token box holds %q", got)
	}
}

func TestKeysAreCheckedWithoutScripts(t *testing.T) {
	needsServer(t)
	p := open(t, withoutScripts())
	p.watch.expect(unfetchedScript)
	p.visit("/")
	p.paste("#token", keySets(t)["short"])
	p.loads(chromedp.Click(chromedp.CSS("#check")))
	p.do(withScripts())
	p.says("#verdict-form", "A JWK Set with 1 key")
	p.says("#findings", "rsa-key-short")
}
