package jose

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"filippo.io/mldsa"
)

func readVector(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// keyVectors are the files of keys of the RFCs.
func keyVectors(t testing.TB) (names []string) {
	t.Helper()
	for _, pattern := range []string{"*.jwk", "*.jwkset"} {
		found, err := filepath.Glob("testdata/vectors/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			names = append(names, filepath.Base(name))
		}
	}
	if len(names) < 27 {
		t.Fatalf("found %d keys, want 27", len(names))
	}
	return names
}

func TestTheKeysOfTheRFCsAreRead(t *testing.T) {
	for _, name := range keyVectors(t) {
		text := readVector(t, name)
		k, err := ReadKey(text, Auto)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(k.Skipped) > 0 {
			t.Errorf("%s: skipped are %+v", name, k.Skipped)
		}
		for _, member := range k.Members() {
			if len(member.Faults) > 0 || len(member.Notes) > 0 {
				t.Errorf("%s: faults are %v, notes %v", name, member.Faults, member.Notes)
			}
			if (member.Public == nil) != (member.Type == TypeOct) || member.Thumbprint == "" {
				t.Errorf("%s is %+v", name, member)
			}
			if private := member.Kind == KindJWK && strings.Contains(member.Text, `"d":`); private != (member.Private != nil) || private != member.IsPrivate {
				t.Errorf("%s: private is %v", name, member.Private)
			}
		}
	}
}

// The forms of one key are one key.
func TestTheFormsOfAKeyAgree(t *testing.T) {
	var all map[string]struct {
		JWK   json.RawMessage
		PKCS8 string
		SPKI  string
		X509  string
	}
	if err := json.Unmarshal([]byte(readVector(t, "panva_keys.json")), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 9 {
		t.Fatalf("found %d keys, want 9", len(all))
	}
	publicTypes := map[string]any{
		"Ed25519": ed25519.PublicKey{}, "X25519": &ecdh.PublicKey{}, "RSA": &rsa.PublicKey{},
		"P256": &ecdsa.PublicKey{}, "P384": &ecdsa.PublicKey{}, "P521": &ecdsa.PublicKey{},
		"ML-DSA-44": &mldsa.PublicKey{}, "ML-DSA-65": &mldsa.PublicKey{}, "ML-DSA-87": &mldsa.PublicKey{},
	}
	for name, forms := range all {
		jwk, err := ReadKey(string(forms.JWK), Auto)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if reflect.TypeOf(jwk.Public) != reflect.TypeOf(publicTypes[name]) || jwk.Private == nil || !jwk.IsPrivate {
			t.Errorf("%s: public is %T, private %T", name, jwk.Public, jwk.Private)
		}
		for format, text := range map[string]string{"PKCS#8": forms.PKCS8, "SPKI": forms.SPKI, "X.509": forms.X509} {
			if text == "" {
				if format == "X.509" {
					continue // not every key has a certificate
				}
				t.Fatalf("%s has no %s", name, format)
			}
			k, err := ReadKey(text, Auto)
			if err != nil {
				t.Errorf("%s as %s: %v", name, format, err)
				continue
			}
			if k.Kind != KindPEM || k.Format != format || k.Type != jwk.Type || k.Curve != jwk.Curve || k.Bits != jwk.Bits || k.Thumbprint != jwk.Thumbprint {
				t.Errorf("%s as %s is %+v", name, format, k)
			}
			if !k.Public.(interface{ Equal(crypto.PublicKey) bool }).Equal(jwk.Public) {
				t.Errorf("%s as %s is another key", name, format)
			}
			if k.IsPrivate != (format == "PKCS#8") || (k.Private != nil) != k.IsPrivate || (len(k.Certificates) == 1) != (format == "X.509") {
				t.Errorf("%s as %s is %+v", name, format, k)
			}
			block, _ := pem.Decode([]byte(text))
			for encoding, der := range map[Encoding]string{
				Auto: base64.StdEncoding.EncodeToString(block.Bytes), Base64: base64.StdEncoding.EncodeToString(block.Bytes),
				Base64URL: base64.RawURLEncoding.EncodeToString(block.Bytes), Hex: hex.EncodeToString(block.Bytes),
			} {
				k, err := ReadKey(der, encoding)
				if err != nil || k.Kind != KindDER || k.Format != format || k.Thumbprint != jwk.Thumbprint {
					t.Errorf("%s as %s in DER and %s is %+v, %v", name, format, encoding, k, err)
				}
			}
		}
		both, err := ReadKey(forms.SPKI+forms.PKCS8+forms.X509, Auto)
		if err != nil || len(both.Keys) != 0 || both.Thumbprint != jwk.Thumbprint || both.Private == nil || (both.Certificates == nil) != (forms.X509 == "") {
			t.Errorf("all forms of %s are %+v, %v", name, both, err)
		}
	}
}

func TestRSAAndECHaveFormsOfTheirOwn(t *testing.T) {
	key, _ := ReadKey(readVector(t, "rfc7520_3.4.jwk"), Auto)
	private := key.Private.(*rsa.PrivateKey)
	ec, _ := ReadKey(readVector(t, "rfc7520_3.2.jwk"), Auto)
	sec1, err := x509.MarshalECPrivateKey(ec.Private.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	parameters := "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIw==\n-----END EC PARAMETERS-----\n"
	public := x509.MarshalPKCS1PublicKey(&private.PublicKey)
	block := func(label string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
	}
	tests := []struct {
		text, format, note string
		want               *Key
	}{
		{block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(private)), "PKCS#1", "", key},
		{block("RSA PUBLIC KEY", public), "PKCS#1", "pkcs1", key},
		{block("PUBLIC KEY", public), "PKCS#1", "pkcs1 label", key},
		{parameters + block("EC PRIVATE KEY", sec1), "SEC1", "", ec},
		{block("PRIVATE KEY", sec1), "SEC1", "label", ec},
		{strings.ReplaceAll(block("RSA PUBLIC KEY", public), "\n", "\r\n"), "PKCS#1", "pkcs1", key},
		{strings.ReplaceAll(block("RSA PUBLIC KEY", public), "\n", `\n`), "PKCS#1", "pkcs1 escaped", key},
		{strings.ReplaceAll(block("RSA PUBLIC KEY", public), "\n", `\\n`), "PKCS#1", "pkcs1 escaped", key},
		{strings.ReplaceAll(block("RSA PUBLIC KEY", public), "\n", " "), "PKCS#1", "pkcs1 one-line", key},
		{strings.NewReplacer("\n", "%0A", " ", "%20").Replace(block("RSA PUBLIC KEY", public)), "PKCS#1", "pkcs1 percent", key},
		{base64.StdEncoding.EncodeToString([]byte(block("RSA PUBLIC KEY", public))), "PKCS#1", "pkcs1 wrapped", key},
		{"Bag Attributes\n" + block("RSA PUBLIC KEY", public), "PKCS#1", "pkcs1", key},
	}
	for _, test := range tests {
		k, err := ReadKey(test.text, Auto)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		var notes []string
		for _, n := range k.Notes {
			notes = append(notes, n.Code)
		}
		if k.Format != test.format || k.Thumbprint != test.want.Thumbprint || strings.Join(notes, " ") != test.note {
			t.Errorf("%s\nis %s with %v", test.text, k.Format, notes)
		}
	}
}

func TestOpenSSHLinesAreRead(t *testing.T) {
	tests := []struct {
		text   string
		typ    KeyType
		curve  string
		usable bool
	}{
		{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea me@example.com", TypeOKP, "Ed25519", true},
		{"ecdsa-sha2-nistp256 " + sshLine("ecdsa-sha2-nistp256", "nistp256", "\x04"+p256Point(t)) + "\n", TypeEC, "P-256", true},
		{"ssh-rsa " + sshLine("ssh-rsa", "\x01\x00\x01", "\x00"+strings.Repeat("\xff", 256)), TypeRSA, "", true},
		{"sk-ssh-ed25519@openssh.com " + sshLine("sk-ssh-ed25519@openssh.com"), "", "", false},
		{"ssh-dss " + sshLine("ssh-dss", "p"), "", "", false},
	}
	for _, test := range tests {
		k, err := ReadKey(test.text, Auto)
		if err != nil || k.Kind != KindSSH || k.Type != test.typ || k.Curve != test.curve || (k.Public != nil) != test.usable || !k.Asymmetric() {
			t.Errorf("%s is %+v, %v", test.text, k, err)
		}
	}
}

func sshLine(fields ...string) string {
	var b bytes.Buffer
	for _, f := range fields {
		b.Write([]byte{0, 0, byte(len(f) >> 8), byte(len(f))})
		b.WriteString(f)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func p256Point(t *testing.T) string {
	k, problem := ReadKey(readVector(t, "rfc7515_A.3.jwk"), Auto)
	if problem != nil {
		t.Fatal(problem)
	}
	point, err := k.Public.(*ecdsa.PublicKey).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return string(point[1:])
}
