package e2e

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

// bomb is a JWE of a few thousand bytes whose content unpacks to size zeros,
// with its key as a JWK.
func bomb(t *testing.T, size int) (token, key string) {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	cek := bytes.Repeat([]byte{7}, 32)
	block, err := aes.NewCipher(cek)
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	header := encode([]byte(`{"alg":"dir","enc":"A256GCM","zip":"DEF"}`))
	iv := make([]byte, gcm.NonceSize())
	sealed := gcm.Seal(nil, iv, packed.Bytes(), []byte(header))
	at := len(sealed) - gcm.Overhead()
	return strings.Join([]string{header, "", encode(iv), encode(sealed[:at]), encode(sealed[at:])}, "."), `{"kty":"oct","k":"` + encode(cek) + `"}`
}

func TestAbsurdInputsAreAnsweredAndTheTabLives(t *testing.T) {
	p := open(t)
	p.start()
	key := rsaKey(t)
	rs256 := signedBy(t, jwt.SigningMethodRS256, `{"alg":"RS256","typ":"JWT"}`, key)
	other := rsaJWK(&rsaKey(t).PublicKey, "another")
	set := `{"keys":[` + strings.Repeat(other+",", 199) + rsaJWK(&key.PublicKey, "right") + `]}`
	n := new(big.Int).SetBit(big.NewInt(1), 16*1024*8-1, 1)
	bombToken, bombKey := bomb(t, 30<<20)
	p.says("#verdict-signature", "Nothing to check")
	for _, absurd := range []struct{ name, token, key, row, state, says string }{
		{"two hundred keys and no kid", rs256, set, "#verdict-signature", "unverifiable", "None of the first"},
		{"an RSA key of 16 KiB", rs256, fmt.Sprintf(`{"kty":"RSA","n":%q,"e":"AQAB"}`, encode(n.Bytes())), "#verdict-signature", "unverifiable", "cannot be used"},
		{"two billion hash rounds", encode([]byte(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2000000000,"p2s":"c2FsdHNhbHRzYWx0"}`)) + "." + encode(make([]byte, 24)) + "." + encode(make([]byte, 12)) + ".AAAA." + encode(make([]byte, 16)), "password", "#verdict-decryption", "refused", "before any work"},
		{"a zip bomb of 30 MB", bombToken, bombKey, "#verdict-decryption", "refused", "Unpacking stopped there"},
		{"a token of 1 MiB", sign(`{"sub":"zoe","text":"` + strings.Repeat("lorem ipsum ", (1<<20)*3/4/12-20) + `"}`), secret, "#verdict-signature", "verified", "your secret"},
	} {
		p.paste("#key", "")
		p.paste("#token", absurd.token)
		p.paste("#key", absurd.key)
		p.state(absurd.row, absurd.state)
		p.says(absurd.row, absurd.says)
		if text := p.text("#engine-status"); strings.Contains(text, "started again") {
			t.Errorf("%s: the engine had to be started again", absurd.name)
		}
	}
	p.paste("#key", secret)
	p.pasteToken(fresh("zoe"))
	p.state("#verdict-signature", "verified")
}
