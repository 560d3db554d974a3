package jose

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// made are keys of every recipe, made once.
var made = sync.OnceValue(func() map[string]*Key {
	all := map[string]*Key{}
	for _, recipe := range KeyRecipes {
		k, err := Generate(recipe.Name, rand.Reader)
		if err != nil {
			panic(recipe.Name + ": " + err.Error())
		}
		all[recipe.Name] = k
	}
	return all
})

// readBack reads a key that was written.
func readBack(t *testing.T, text string) *Key {
	t.Helper()
	k, err := ReadKey(text, Auto)
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return k
}

func TestEveryMadeKeySignsInEveryForm(t *testing.T) {
	signed := map[string]bool{}
	for _, recipe := range KeyRecipes {
		k := made()[recipe.Name]
		private := map[string]*Key{"made": k}
		public := map[string]*Key{"made": k}
		for form, write := range map[string]func(bool) (string, error){"JWK": k.JWK, "JWK Set": k.JWKSet, "PEM": k.PEM} {
			text, err := write(true)
			switch {
			case err == nil:
				private[form] = readBack(t, text).Members()[0]
			case form != "PEM" || recipe.Type != TypeOct:
				t.Fatalf("%s as private %s: %v", recipe.Name, form, err)
			}
			text, err = write(false)
			switch {
			case recipe.Type == TypeOct:
				if !errors.Is(err, ErrNoForm) {
					t.Errorf("%s as public %s: %q, %v", recipe.Name, form, text, err)
				}
				continue
			case err != nil:
				t.Fatalf("%s as public %s: %v", recipe.Name, form, err)
			}
			if public[form] = readBack(t, text).Members()[0]; public[form].IsPrivate {
				t.Errorf("%s as public %s is private", recipe.Name, form)
			}
		}
		for _, alg := range recipe.Algs {
			for form, signer := range private {
				if signer.Thumbprint != k.Thumbprint || len(signer.Faults) > 0 || form == "JWK" && signer.KeyID != k.Thumbprint {
					t.Errorf("%s as %s: kid %q, thumbprint %s, faults %v", recipe.Name, form, signer.KeyID, signer.Thumbprint, signer.Faults)
				}
				signature, err := Sign(alg, signer, signedText)
				if err != nil {
					t.Fatalf("%s with %s as %s: %v", alg, recipe.Name, form, err)
				}
				for other, verifier := range public {
					if m, err := Verify(alg, verifier, signedText, signature); err != nil || !m.Matches || m.LooseSalt {
						t.Errorf("%s by %s as %s, to %s: %+v, %v", alg, recipe.Name, form, other, m, err)
					}
					if m, _ := Verify(alg, verifier, signedText+"x", signature); m.Matches {
						t.Errorf("%s by %s as %s, to %s: another text matches", alg, recipe.Name, form, other)
					}
				}
				signed[alg] = true
			}
		}
		for form, verifier := range public {
			if _, err := Sign(recipe.Algs[0], verifier, signedText); form != "made" && !errors.Is(err, ErrNoPrivate) {
				t.Errorf("%s, public %s: signed, %v", recipe.Name, form, err)
			}
		}
	}
	for _, a := range Algorithms {
		if a.Use == Signing && Verifiable(a.Name) && !signed[a.Name] {
			t.Errorf("no key was made for %s", a.Name)
		}
		if recipe, ok := RecipeFor(a.Name); ok != (a.Use == Signing && Verifiable(a.Name)) || ok && !slices.Contains(recipe.Algs, a.Name) {
			t.Errorf("%s: recipe %v, %v", a.Name, recipe, ok)
		}
	}
}

func TestWhatCannotSignSaysWhy(t *testing.T) {
	tests := []struct {
		name, alg string
		key       *Key
		want      error
	}{
		{"none", "none", made()["HS256"], ErrNotSignable},
		{"no algorithm", "", made()["HS256"], ErrNotSignable},
		{"ES256K", "ES256K", made()["P-256"], ErrNotSignable},
		{"no key", "HS256", nil, ErrKeyMisfit},
		{"another type", "RS256", made()["P-256"], ErrKeyMisfit},
		{"another curve", "ES384", made()["P-256"], ErrKeyMisfit},
		{"a secret", "RS256", made()["HS256"], ErrKeyMisfit},
		{"a private key as a secret", "HS256", made()["RSA-2048"], ErrKeyMisfit},
		{"an empty secret", "HS256", &Key{Kind: KindSecret, Bytes: []byte{}}, ErrKeyUnusable},
	}
	for _, test := range tests {
		if signature, err := Sign(test.alg, test.key, signedText); signature != nil || !errors.Is(err, test.want) {
			t.Errorf("%s: %d bytes, %v, want %v", test.name, len(signature), err, test.want)
		}
	}
}

func TestWhatAKeySaysAboutSigning(t *testing.T) {
	private := func(use, alg string, ops ...string) *Key {
		k := *made()["RSA-2048"]
		k.Use, k.Alg, k.Ops = use, alg, ops
		return &k
	}
	tests := []struct {
		key  *Key
		want Refusal
	}{
		{private("", ""), Permitted},
		{private("sig", "RS256"), Permitted},
		{private("", "", "sign"), Permitted},
		{private("", "", "verify"), NotForVerifying},
		{private("enc", ""), NotForSigning},
		{private("", "PS256"), OtherAlgorithm},
		{private("sig", "", "sign", "decrypt"), Contradictory},
	}
	for _, test := range tests {
		if got := test.key.PermitsSigning("RS256"); got != test.want {
			t.Errorf("use %q, alg %q, key_ops %q: %q, want %q", test.key.Use, test.key.Alg, test.key.Ops, got, test.want)
		}
	}
	set := &Key{Kind: KindJWKSet, Keys: []*Key{made()["P-256"], private("enc", ""), private("sig", "")}}
	if got := set.Signers("RS256"); len(got) != 2 || got[0].Use != "sig" || got[1].Use != "enc" {
		t.Errorf("signers %v", got)
	}
}

func TestWhatIsWrittenIsEscaped(t *testing.T) {
	k := *made()["Ed25519"]
	k.KeyID, k.Use = "a\"\\\n\x01ö\xff", "sig"
	text, err := k.JWK(true)
	if err != nil {
		t.Fatal(err)
	}
	if back := readBack(t, text); back.KeyID != "a\"\\\n\x01ö\ufffd" || back.Use != "sig" || back.Thumbprint != k.Thumbprint {
		t.Errorf("%s: kid %q", text, back.KeyID)
	}
}

// openssl and node have no code in common with ours.
func TestOthersVerifyWhatWeSign(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := file("text", []byte(signedText))
	tests := []struct {
		alg, recipe string
		openssl     []string
		node        string // options of crypto.verify
	}{
		{"RS256", "RSA-2048", []string{"-rawin", "-digest", "sha256"}, `"sha256", text, key`},
		{"RS512", "RSA-4096", []string{"-rawin", "-digest", "sha512"}, `"sha512", text, key`},
		{"PS256", "RSA-2048", []string{"-rawin", "-digest", "sha256", "-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:digest"},
			`"sha256", text, {key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32}`},
		{"ES256", "P-256", []string{"-rawin", "-digest", "sha256"}, `"sha256", text, {key, dsaEncoding: "ieee-p1363"}`},
		{"ES384", "P-384", []string{"-rawin", "-digest", "sha384"}, `"sha384", text, {key, dsaEncoding: "ieee-p1363"}`},
		{"ES512", "P-521", []string{"-rawin", "-digest", "sha512"}, `"sha512", text, {key, dsaEncoding: "ieee-p1363"}`},
		{"EdDSA", "Ed25519", []string{"-rawin"}, `null, text, key`},
	}
	verifiers := map[string]func(t *testing.T, i int, key, signature string) error{
		"openssl": func(t *testing.T, i int, key, signature string) error {
			return exec.Command("openssl", append([]string{"pkeyutl", "-verify", "-pubin", "-inkey", key, "-in", text, "-sigfile", signature}, tests[i].openssl...)...).Run()
		},
		"node": func(t *testing.T, i int, key, signature string) error {
			script := `const fs = require("fs"), crypto = require("crypto");
const [, keyFile, textFile, signatureFile] = process.argv;
const key = fs.readFileSync(keyFile, "utf8"), text = fs.readFileSync(textFile);
process.exit(crypto.verify(` + tests[i].node + `, fs.readFileSync(signatureFile)) ? 0 : 1);`
			raw, err := os.ReadFile(signature)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(tests[i].alg, "ES") { // openssl's form was asked for
				raw = fixedFromDER(t, raw, tests[i].recipe)
			}
			return exec.Command("node", "-e", script, key, text, file("raw", raw)).Run()
		},
	}
	asked := 0
	for name, verify := range verifiers {
		if _, err := exec.LookPath(name); err != nil {
			t.Logf("%s is not there to ask", name)
			continue
		}
		asked++
		for i, test := range tests {
			k := made()[test.recipe]
			public, err := k.PEM(false)
			if err != nil {
				t.Fatal(err)
			}
			signature, err := Sign(test.alg, k, signedText)
			if err != nil {
				t.Fatal(err)
			}
			key := file("key.pem", []byte(public))
			form := signature
			if strings.HasPrefix(test.alg, "ES") {
				form = derFromFixed(signature)
			}
			if err := verify(t, i, key, file("signature", form)); err != nil {
				t.Errorf("%s does not verify %s: %v", name, test.alg, err)
			}
			form[len(form)-1] ^= 1
			if err := verify(t, i, key, file("signature", form)); err == nil {
				t.Errorf("%s verifies a changed signature of %s", name, test.alg)
			}
		}
	}
	switch {
	case asked == 0 && os.Getenv("CI") != "":
		t.Fatal("neither openssl nor node is there to ask")
	case asked == 0:
		t.Skip("neither openssl nor node is there to ask")
	}
}

// Others read the private keys that we write, and give the same public ones.
func TestOthersReadWhatWeWrite(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not there to ask")
	}
	read := 0
	for _, recipe := range KeyRecipes {
		if recipe.Type == TypeOct || recipe.Type == TypeAKP { // ML-DSA came with OpenSSL 3.5
			continue
		}
		private, err := made()[recipe.Name].PEM(true)
		if err != nil {
			t.Fatal(err)
		}
		want, err := made()[recipe.Name].PEM(false)
		if err != nil {
			t.Fatal(err)
		}
		command := exec.Command("openssl", "pkey", "-pubout", "-check")
		command.Stdin = strings.NewReader(private)
		out, err := command.CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte(want)) {
			t.Errorf("%s: %v\n%s", recipe.Name, err, out)
		}
		read++
	}
	if read == 0 {
		t.Fatal("no key was read")
	}
}

// derFromFixed writes r and s as OpenSSL has them (RFC 3279 §2.2.3).
func derFromFixed(signature []byte) []byte {
	half := len(signature) / 2
	return derSequence(derInteger(new(big.Int).SetBytes(signature[:half])), derInteger(new(big.Int).SetBytes(signature[half:])))
}

func fixedFromDER(t *testing.T, der []byte, curve string) []byte {
	t.Helper()
	c, ok := curveNamed(curve)
	var pair struct{ R, S *big.Int }
	if !ok || !whole(der, &pair) {
		t.Fatalf("no DER signature: %s", base64.StdEncoding.EncodeToString(der))
	}
	return append(pair.R.FillBytes(make([]byte, c.size)), pair.S.FillBytes(make([]byte, c.size))...)
}
