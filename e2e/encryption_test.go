package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// nested is RFC 7520 §6: a signed token inside an encrypted one, and their keys.
func nested(t *testing.T) (token, inner, encryptionKey, signingKey string) {
	t.Helper()
	data, err := os.ReadFile("../jose/testdata/vectors/jwe/6.nesting_signatures_and_encryption.json")
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Sign    struct{ Input struct{ Key json.RawMessage } }
		Encrypt struct {
			Input struct {
				Plaintext string
				Key       json.RawMessage
			}
			Output struct{ Compact string }
		}
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	text := func(raw json.RawMessage) string {
		var b bytes.Buffer
		if err := json.Compact(&b, raw); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	return v.Encrypt.Output.Compact, v.Encrypt.Input.Plaintext, text(v.Encrypt.Input.Key), text(v.Sign.Input.Key)
}

// encryptedClaims is a sample of the corpus: a JWE with claims, and its JWK.
func encryptedClaims(t *testing.T) sample {
	t.Helper()
	for _, s := range corpus(t) {
		if s.Name == "JWE with claims and its JWK" {
			return s
		}
	}
	t.Fatal("the corpus has no JWE with its JWK")
	return sample{}
}

func TestAPersonOpensAnEncryptedTokenWithItsJWK(t *testing.T) {
	s := encryptedClaims(t)
	p := open(t)
	p.start()
	p.pasteToken(s.Input)
	p.state("#verdict-decryption", "encrypted")
	p.says("#verdict-decryption", "Enter the key to open it.")
	p.says("#payload", "encrypted")
	p.says("#signature", "Ciphertext")
	p.paste("#key", s.Key)
	p.state("#verdict-decryption", "decrypted")
	p.says("#payload", `"zoe"`)
	p.says("#payload", "decrypted here")
	p.says("#findings", "jwe-inner-unsigned")
	if got := p.attribute("#verdict-signature", "data-state"); got != "unverifiable" {
		t.Errorf("the signature of an encrypted token is %s", got)
	}
	if p.count("#payload [data-at]") != 0 {
		t.Error("what was decrypted claims to stand in the token box")
	}
	// Another key of the same kind does not open it, and nothing stays.
	p.paste("#key", strings.Replace(s.Key, `"d":"`, `"d":"A`, 1))
	p.until(`document.querySelector("#verdict-decryption").dataset.state !== "decrypted"`)
	if strings.Contains(p.text("#payload"), "zoe") {
		t.Errorf("the claims stay: %s", p.text("#payload"))
	}
	p.pasteToken(fresh("zoe"))
	if p.count("#verdict-decryption") != 0 || !strings.Contains(p.text("#signature"), "32 bytes") {
		t.Error("a signed token has a row about its decryption, or no signature")
	}
}

func TestAPersonSeesTheTokenInsideAToken(t *testing.T) {
	token, inner, encryptionKey, signingKey := nested(t)
	p := open(t)
	p.start()
	if eval[bool](p, `document.querySelector("#nested").checkVisibility()`) {
		t.Error("there is an inner token before there is a token")
	}
	p.pasteToken(token)
	p.paste("#key", encryptionKey)
	p.state("#verdict-decryption", "decrypted")
	p.state("#nested-verdict-signature", "unverified")
	p.says("#nested-verdict-signature", "JWK Set")
	p.says("#nested-payload", `"hobbiton.example"`)
	p.state("#nested-verdict-time", "expired")
	p.paste("#key", `{"keys":[`+encryptionKey+`,`+signingKey+`]}`)
	p.state("#nested-verdict-signature", "verified")
	p.state("#verdict-signature", "unverifiable")
	for _, width := range []int64{1280, 390} {
		p.do(viewport(width, 844))
		p.until(fmt.Sprintf("innerWidth === %d", width))
		p.fits(width)
	}
	if twice := eval[[]string](p, `[...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)`); len(twice) != 0 {
		t.Errorf("these ids are there twice: %q", twice)
	}
	p.click("#nested [data-open]")
	p.until(`document.querySelector("#token").value === ` + quote(inner))
	p.state("#verdict-signature", "verified")
	p.until(`!document.querySelector("#nested").checkVisibility()`)
}
