package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"jotlens/build"
	"jotlens/jose"
)

// made is a key of a recipe, as it stands in the key box.
func made(t *testing.T, recipe string) (private, public string) {
	t.Helper()
	k, err := jose.Generate(recipe, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if private, err = k.JWK(true); err != nil {
		t.Fatal(err)
	}
	public, _ = k.JWK(false)
	return private, public
}

// apiSignature is the state of a signature as the server's API judges it.
func (p *Page) apiSignature(token, key string) string {
	p.t.Helper()
	body, err := json.Marshal(map[string]string{"input": token, "key": key})
	if err != nil {
		p.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.server.URL+"/api/inspect", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	var report struct{ Signature struct{ State string } }
	if err := json.NewDecoder(answer.Body).Decode(&report); err != nil {
		p.t.Fatal(err)
	}
	return report.Signature.State
}

func TestAKeySignsOnlyWhileEditing(t *testing.T) {
	p := open(t)
	p.start()
	token := sign(`{"sub":"zoe"}`)
	p.pasteToken(token)
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.paste("#key", secret+"!")
	p.state("#verdict-signature", "invalid")
	if p.value("#token") != token {
		t.Fatal("reading with another key changed the token")
	}
	p.paste("#key", secret)
	p.state("#verdict-signature", "verified")
	p.editing()
	p.paste("#key", secret+"!")
	p.says("#edit-status", "The key was changed: signed again, with HS256.")
	p.state("#verdict-signature", "verified")
	if p.value("#token") == token {
		t.Error("the token was not signed again")
	}
	p.paste("#key", secret)
	p.until(`document.querySelector("#token").value === ` + quote(token))
}

func TestEachAlgorithmSignsInTheTabAndTheServerVerifies(t *testing.T) {
	needsServer(t)
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"sub":"zoe"}`))
	p.editing()
	signedBy := 0
	keys := map[string][2]string{}
	for _, a := range jose.Algorithms {
		recipe, ok := jose.RecipeFor(a.Name)
		if !ok {
			continue
		}
		if keys[recipe.Name][0] == "" {
			keys[recipe.Name] = func() (pair [2]string) { pair[0], pair[1] = made(t, recipe.Name); return }()
		}
		private, public := keys[recipe.Name][0], keys[recipe.Name][1]
		if public == "" {
			public = private
		}
		p.run(`{ const s = document.querySelector("#edit-alg"); s.value = ` + quote(a.Name) + `; s.dispatchEvent(new Event("change", { bubbles: true })) }`)
		p.until(`JSON.parse(document.querySelector("#header-editor").value).alg === ` + quote(a.Name))
		p.paste("#key", private)
		p.says("#edit-status", a.Name)
		p.state("#verdict-signature", "verified")
		p.until(`JSON.parse(atob(document.querySelector("#token").value.split(".")[0])).alg === ` + quote(a.Name))
		if state := p.apiSignature(p.value("#token"), public); state != "verified" {
			t.Errorf("%s: the server says %s", a.Name, state)
		}
		signedBy++
	}
	if signedBy < 13 {
		t.Errorf("only %d algorithms", signedBy)
	}
}

func TestAKeyThatCannotSignSaysWhy(t *testing.T) {
	p := open(t)
	p.start()
	p.pasteToken(sign(`{"sub":"zoe"}`))
	p.editing()
	p.swap("#payload-editor", "zoe", "eve")
	p.says("#edit-status", "The key box is empty")
	p.state("#verdict-signature", "unverified")
	p.paste("#key", secret)
	p.says("#edit-status", "signed again, with HS256")
	p.do(chromedp.SetValue(chromedp.CSS("#edit-alg"), "RS256"))
	p.run(`document.querySelector("#edit-alg").dispatchEvent(new Event("change", { bubbles: true }))`)
	p.says("#edit-status", "RS256 needs an RSA private key; the key box holds a secret.")
	private, err := jose.Generate("RSA-2048", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, _ := private.PEM(false)
	p.paste("#key", public)
	p.says("#edit-status", "holds the public key, which verifies and cannot sign")
	pem, _ := private.PEM(true)
	p.paste("#key", pem)
	p.says("#edit-status", "with RS256")
	p.state("#verdict-signature", "verified")
}

func TestASignedTokenIsEncryptedAndOpened(t *testing.T) {
	for _, test := range []struct{ recipe, key, alg string }{
		{recipe: "RSA-2048", alg: "RSA-OAEP-256"},
		{recipe: "P-256", alg: "ECDH-ES+A256KW"},
		{key: "32-bytes-32-bytes-32-bytes-32-by", alg: "dir"},
		{key: secret, alg: "PBES2-HS256+A128KW"},
	} {
		t.Run(test.alg, func(t *testing.T) {
			p := open(t)
			p.start()
			inner := sign(`{"sub":"zoe"}`)
			p.pasteToken(inner)
			key, public := test.key, ""
			if test.recipe != "" {
				key, public = made(t, test.recipe)
			}
			p.paste("#key", key)
			p.editing()
			p.click("#encrypt")
			p.state("#verdict-decryption", "decrypted")
			p.says("#edit-status", "Encrypted with "+test.alg)
			p.until(`document.querySelector("#payload-editor").value === ` + quote(inner))
			p.says("#nested", `"zoe"`)
			if p.value("#edit-alg") != test.alg || !eval[bool](p, `document.querySelector("#edit-enc").checkVisibility()`) {
				t.Errorf("the menu says %s", p.value("#edit-alg"))
			}
			p.click("#edit")
			p.until(`document.querySelector("#edit").ariaPressed === "false"`)
			if public != "" {
				p.editing()
				p.paste("#key", public)
				p.says("#edit-status", "put the private key into the key box")
			}
			p.click("#restore")
			p.until(`document.querySelector("#token").value === ` + quote(inner))
		})
	}
}

func TestADecryptedTokenIsEditedAndEncryptedAgain(t *testing.T) {
	p := open(t)
	p.start()
	b := build.Sign(build.Draft{Header: `{"alg":"dir","enc":"A128GCM"}`, Payload: `{"role":"user"}`, Key: "sixteen-bytes-ab"}, rand.Reader)
	p.pasteToken(b.Token)
	p.paste("#key", "sixteen-bytes-ab")
	p.state("#verdict-decryption", "decrypted")
	p.editing()
	p.swap("#payload-editor", "user", "admin")
	p.says("#payload", "admin")
	p.state("#verdict-decryption", "decrypted")
	p.undo()
	p.until(`document.querySelector("#token").value === ` + quote(b.Token))
}
