package inspect

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"

	"jotlens/jose"
)

// publicKeyAsSecret reports whether an HMAC is to be checked with a key that
// everybody may have: the RS256 to HS256 confusion attack (CVE-2015-9235).
func (f *facts) publicKeyAsSecret() bool {
	if !jose.IsHMAC(f.alg) || f.key == nil || !f.hasSignature() {
		return false
	}
	return f.key.Asymmetric() || f.chosen != nil && !f.chosen.Secret()
}

// A spelling is one way in which a public key becomes the bytes of a secret.
type spelling struct {
	how    string // completes "used as a password (…)"
	secret []byte
}

// The bounds of the search for a forgery: how many HMACs are made, and how many
// bytes they hash in all.
const (
	maxForgeries    = 200
	maxForgeryBytes = 8 << 20
)

// findForgery looks for proof of algorithm confusion: an HMAC that was made with
// a public key of the key box as the secret.
func (f *facts) findForgery() {
	if f.key == nil {
		return
	}
	texts := []*jose.Key{f.key}
	if f.isKeySet() {
		texts = append(texts, f.key.Members()...)
	}
	left := min(maxForgeries, maxForgeryBytes/(len(f.token.SigningInput())+1))
	for _, k := range texts {
		if k.Secret() {
			continue
		}
		for _, s := range spellings(k) {
			if left--; left < 0 {
				return
			}
			if f.matches(f.alg, s.secret) {
				f.forgedBy = s.how
				return
			}
		}
	}
}

// spellings are the ways in which confused servers turn a public key into the
// bytes of a secret.
func spellings(k *jose.Key) []spelling {
	var all []spelling
	seen := map[string]bool{"": true}
	add := func(how, secret string) {
		if !seen[secret] {
			seen[secret] = true
			all = append(all, spelling{how, []byte(secret)})
		}
	}
	text := func(what, s string) {
		unix := strings.ReplaceAll(s, "\r\n", "\n")
		trimmed := strings.TrimSpace(unix)
		add(what, s)
		add(what, unix)
		add(what+", without the white space around it", trimmed)
		add(what+", with a final newline", trimmed+"\n")
		add(what+", with CR LF at the ends of lines", strings.ReplaceAll(trimmed, "\n", "\r\n"))
		add(what+", with CR LF at the ends of lines", strings.ReplaceAll(trimmed, "\n", "\r\n")+"\r\n")
	}
	text("its text as given", k.Text)
	if k.Public == nil {
		return all
	}
	encode := func(form, label string, der []byte) {
		block := string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
		text("its PEM, "+form, block)
		add("its DER, "+form, string(der))
		add("its DER in base64, "+form, base64.StdEncoding.EncodeToString(der))
	}
	if der, err := x509.MarshalPKIXPublicKey(k.Public); err == nil {
		encode("SPKI", "PUBLIC KEY", der)
	}
	if public, ok := k.Public.(*rsa.PublicKey); ok {
		encode("PKCS#1", "RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(public))
		n := public.N.Bytes()
		add("its modulus", string(n))
		add("its modulus in base64url", base64.RawURLEncoding.EncodeToString(n))
	}
	for _, c := range k.Certificates {
		if c.X509 != nil {
			encode("X.509", "CERTIFICATE", c.X509.Raw)
			break
		}
	}
	return all
}
