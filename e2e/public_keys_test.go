package e2e

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// signedBy makes a token with a private key.
func signedBy(t *testing.T, method jwt.SigningMethod, header string, key crypto.PrivateKey) string {
	t.Helper()
	now := time.Now().Unix()
	input := encode([]byte(header)) + "." + encode(fmt.Appendf(nil, `{"sub":"zoe","word":%q,"iat":%d,"exp":%d}`, canaryWord, now, now+600))
	signature, err := method.Sign(input, key)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(signature)
}

func rsaKey(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func rsaJWK(k *rsa.PublicKey, kid string) string {
	return fmt.Sprintf(`{"kty":"RSA","kid":%q,"use":"sig","n":%q,"e":"AQAB"}`, kid, encode(k.N.Bytes()))
}

func publicPEM(t *testing.T, public crypto.PublicKey) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

func TestAnRS256TokenIsVerifiedByTheSetOfItsIssuer(t *testing.T) {
	p := open(t)
	p.start()
	key, next := rsaKey(t), rsaKey(t)
	p.pasteToken(signedBy(t, jwt.SigningMethodRS256, `{"alg":"RS256","typ":"JWT","kid":"2026-11"}`, key))
	p.state("#verdict-signature", "unverified")
	p.paste("#key", `{"keys":[`+rsaJWK(&next.PublicKey, "2026-12")+`]}`)
	p.state("#verdict-signature", "unverifiable")
	p.says("#verdict-signature", "“2026-12”")
	p.paste("#key", `{"keys":[`+rsaJWK(&next.PublicKey, "2026-12")+`,`+rsaJWK(&key.PublicKey, "2026-11")+`]}`)
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "your key “2026-11”")
	p.says("#key-note", "JWK Set")
}

func TestAnES256TokenIsVerifiedByACertificate(t *testing.T) {
	p := open(t)
	p.start()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "login.example.com"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"login.example.com"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	p.pasteToken(signedBy(t, jwt.SigningMethodES256, `{"alg":"ES256","typ":"JWT"}`, key))
	p.paste("#key", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	p.state("#verdict-signature", "verified")
	p.says("#key-note", "P-256")
	p.click("#key-details > summary")
	p.says("#key-details", "login.example.com")
}

func TestATokenSignedWithAPublicKeyIsProofOfForgery(t *testing.T) {
	p := open(t)
	p.start()
	public := publicPEM(t, &rsaKey(t).PublicKey)
	p.pasteToken(signedBy(t, jwt.SigningMethodHS256, `{"alg":"HS256","typ":"JWT"}`, []byte(public)))
	p.paste("#key", public)
	p.state("#verdict-signature", "refused")
	p.says("#verdict-signature", "forgery")
	p.until(`document.querySelector('.finding[data-rule="token-forged-with-public-key"]') !== null`)
}

func TestTheKeyThatATokenCarriesIsTriedOnlyByAClickAndProvesNothing(t *testing.T) {
	p := open(t)
	p.start()
	key := rsaKey(t)
	p.pasteToken(signedBy(t, jwt.SigningMethodRS256, `{"alg":"RS256","typ":"JWT","jwk":`+rsaJWK(&key.PublicKey, "mine")+`}`, key))
	p.state("#verdict-signature", "unverified")
	if text := p.text("#verdict-signature"); strings.Contains(text, "matches") {
		t.Errorf("unasked, the row says %q", text)
	}
	p.run(`document.querySelector("[data-try-embedded]").click()`)
	p.says("#verdict-signature", "proves nothing")
	p.state("#verdict-signature", "unverified")
	p.pasteToken(fresh("zoe"))
	p.says("#payload", `"zoe"`)
	if p.count("[data-try-embedded]") != 0 {
		t.Error("a token without a key of its own offers to try it")
	}
}
