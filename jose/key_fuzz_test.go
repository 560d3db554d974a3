package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"slices"
	"testing"

	gojose "github.com/go-jose/go-jose/v4"
)

// strictly are the texts that we refuse and go-jose reads, by the code of why.
var strictly = map[string]string{
	"jwk-base64url": "go-jose passes over line breaks and unused bits",
	"jwk-duplicate": "readers disagree about which member counts",
	"jwk-length":    "go-jose takes private scalars of any length",
	"jwk-mismatch":  "go-jose does not compare the halves of a key",
	"jwk-primes":    "go-jose does not ask for all or none",
	"jwk-set-empty": "a set that has members of a key",
	"rsa-modulus":   "go-jose takes even moduli",
}

func FuzzReadKey(f *testing.F) {
	seeds := []string{
		"", "secret", "-----BEGIN", `{"kty":"oct","k":"aGk"}`, `{"keys":[{}]}`, "MIIB", "ssh-rsa A", "+/=", "68", `"{}"`, `[{"kty":"oct"}]`,
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea me@example.com",
		"-----BEGIN EC PARAMETERS-----\nBgUrgQQAIw==\n-----END EC PARAMETERS-----\n",
	}
	for _, name := range keyVectors(f) {
		seeds = append(seeds, readVector(f, name))
	}
	var all map[string]map[string]json.RawMessage
	if err := json.Unmarshal([]byte(readVector(f, "panva_keys.json")), &all); err != nil {
		f.Fatal(err)
	}
	for _, forms := range all {
		for form, raw := range forms {
			text := string(raw)
			if form != "jwk" {
				if err := json.Unmarshal(raw, &text); err != nil {
					f.Fatal(err)
				}
			}
			seeds = append(seeds, text)
		}
	}
	for _, seed := range seeds {
		for i := range Encodings {
			f.Add(seed, i)
		}
	}
	f.Fuzz(func(t *testing.T, text string, encoding int) {
		if encoding < 0 || encoding >= len(Encodings) {
			return
		}
		k, err := ReadKey(text, Encodings[encoding])
		if (k == nil) == (err == nil) && text != "" {
			t.Fatalf("%q: key %v and error %v", text, k, err)
		}
		if err != nil && (err.Error() == "" || err.Next() == "") {
			t.Fatalf("%q: error %q, next %q", text, err, err.Next())
		}
		if k == nil {
			agreesWithGoJOSE(t, text, nil)
			return
		}
		if k.Asymmetric() {
			staysPublic(t, text, k)
		}
		for _, member := range k.Members() {
			isConsistent(t, text, member)
			survivesSPKI(t, text, member)
		}
		if Encodings[encoding] == Auto {
			agreesWithGoJOSE(t, text, k)
		}
	})
}

// staysPublic wants a public key to be no secret, however it is dressed.
func staysPublic(t *testing.T, text string, k *Key) {
	t.Helper()
	for _, dressed := range []string{text, "\u200b" + text, "\n" + text, text + "\n"} {
		for _, encoding := range Encodings {
			other, err := ReadKey(dressed, encoding)
			if err == nil && (other.Bytes != nil || other.Kind == KindSecret) {
				t.Fatalf("%q is a public key that could be used as a secret", dressed)
			}
		}
	}
	for _, member := range k.Members() {
		if member.Bytes != nil {
			t.Fatalf("%q has a member with a secret", text)
		}
	}
}

func isConsistent(t *testing.T, text string, k *Key) {
	t.Helper()
	switch {
	case k.refused() && (k.Public != nil || k.Private != nil):
		t.Fatalf("%q is refused and can be used", text)
	case k.Private != nil && (k.Public == nil || !k.IsPrivate):
		t.Fatalf("%q has a private half and no public one", text)
	case k.Public != nil && (k.Thumbprint == "" || k.Type == ""):
		t.Fatalf("%q has no thumbprint or no type", text)
	case k.Public != nil && k.Bytes != nil:
		t.Fatalf("%q is public and secret", text)
	}
	for _, n := range k.Notes {
		if !slices.Contains(KeyNoteCodes, n.Code) {
			t.Fatalf("%q has the unknown note %s", text, n.Code)
		}
	}
	if signer, ok := k.Private.(crypto.Signer); ok {
		if !signer.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(k.Public) {
			t.Fatalf("%q has halves of two keys", text)
		}
	}
}

// survivesSPKI wants the key to be the same after it was written as PEM.
func survivesSPKI(t *testing.T, text string, k *Key) {
	t.Helper()
	switch k.Public.(type) {
	case *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey:
	default:
		return
	}
	der, err := x509.MarshalPKIXPublicKey(k.Public)
	if err != nil {
		t.Fatal(err)
	}
	again, problem := ReadKey(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), Auto)
	if problem != nil || again.Thumbprint != k.Thumbprint || again.Curve != k.Curve {
		t.Fatalf("%q as PEM is %+v, %v", text, again, problem)
	}
	written, err := (&gojose.JSONWebKey{Key: k.Public}).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	again, problem = ReadKey(string(written), Auto)
	if problem != nil || again.Thumbprint != k.Thumbprint {
		t.Fatalf("%q as JWK is %+v, %v", text, again, problem)
	}
}

// agreesWithGoJOSE wants us to read every JWK that go-jose calls valid, and
// to know it by the same thumbprint.
func agreesWithGoJOSE(t *testing.T, text string, k *Key) {
	t.Helper()
	var theirs gojose.JSONWebKey
	if theirs.UnmarshalJSON([]byte(text)) != nil || !theirs.Valid() {
		return
	}
	switch theirs.Key.(type) {
	case *rsa.PublicKey, *rsa.PrivateKey, *ecdsa.PublicKey, *ecdsa.PrivateKey, ed25519.PublicKey, ed25519.PrivateKey:
	default:
		return
	}
	if k == nil {
		_, err := ReadKey(text, Auto)
		if err == nil || strictly[err.Code] == "" {
			t.Fatalf("go-jose reads %q; we say %v", text, err)
		}
		return
	}
	want, err := theirs.Thumbprint(crypto.SHA256)
	if err != nil || k.Kind == KindJWKSet {
		return
	}
	if k.Thumbprint != encode64(want) {
		t.Fatalf("the thumbprint of %q is %s, and to go-jose %s", text, k.Thumbprint, encode64(want))
	}
}
