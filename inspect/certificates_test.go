package inspect

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

// An issuer holds a certificate and issues more.
type issuer struct {
	der    []byte
	parsed *x509.Certificate
	key    *ecdsa.PrivateKey
}

func issue(t testing.TB, name string, by *issuer) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		DNSNames: []string{name + ".example.com"},
	}
	c := &issuer{key: key}
	parent, signer := template, key
	if by != nil {
		parent, signer = by.parsed, by.key
	}
	if c.der, err = x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer); err != nil {
		t.Fatal(err)
	}
	if c.parsed, err = x509.ParseCertificate(c.der); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *issuer) text() string { return base64.StdEncoding.EncodeToString(c.der) }

// headed is a token with this header and a signature of no matter.
func headed(header string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(`{"sub":"zoe"}`)) + "." + encode(make([]byte, 64))
}

func jsonStrings(list ...string) string {
	text, _ := json.Marshal(list) // strings always have a JSON form
	return string(text)
}

func TestCertificatesOfTheHeaderAreDecoded(t *testing.T) {
	root := issue(t, "root", nil)
	leaf := issue(t, "leaf", root)
	other := issue(t, "other", nil)
	impostor := issue(t, "root", nil)
	short, long := sha1.Sum(leaf.der), sha256.Sum256(leaf.der)
	x5t, x5tS256 := base64.RawURLEncoding.EncodeToString(short[:]), base64.RawURLEncoding.EncodeToString(long[:])
	hexX5T := base64.RawURLEncoding.EncodeToString([]byte(strings.ToUpper(hex.EncodeToString(short[:]))))
	tests := []struct {
		name, members string
		certificates  int
		problem       string // of all, joined
		named         string // of the first
	}{
		{"no certificates", `"kid":"a"`, 0, "", ""},
		{"thumbprints alone", `"x5t":"` + x5t + `"`, 0, "", ""},
		{"a leaf", `"x5c":` + jsonStrings(leaf.text()), 1, "", ""},
		{"a chain", `"x5c":` + jsonStrings(leaf.text(), root.text()), 2, "", ""},
		{"the wrong order", `"x5c":` + jsonStrings(root.text(), leaf.text()), 2, "The chain breaks after certificate 1: its issuer is not the subject of the next one.", ""},
		{"a break further up", `"x5c":` + jsonStrings(leaf.text(), root.text(), other.text()), 3, "The chain breaks after certificate 2: its issuer is not the subject of the next one.", ""},
		{"an impostor", `"x5c":` + jsonStrings(leaf.text(), impostor.text()), 2, "The chain breaks after certificate 1: its signature was not made by the key of the next one.", ""},
		{"thumbprints that fit", `"x5t":"` + x5t + `","x5t#S256":"` + x5tS256 + `","x5c":` + jsonStrings(leaf.text()), 1, "", "x5t x5t#S256"},
		{"a thumbprint of another", `"x5t#S256":"` + x5t + `","x5c":` + jsonStrings(leaf.text()), 1, "“x5t#S256” is not the thumbprint of this certificate.", ""},
		{"a thumbprint that is no text", `"x5t":7,"x5c":` + jsonStrings(leaf.text()), 1, "“x5t” is not the thumbprint of this certificate.", ""},
		{"the hex of a thumbprint", `"x5t":"` + hexX5T + `","x5c":` + jsonStrings(leaf.text()), 1, "“x5t” holds the hash of this certificate in hex; it must be the bytes in base64url.", "x5t"},
		{"bare hex", `"x5t":"` + hex.EncodeToString(short[:]) + `","x5c":` + jsonStrings(leaf.text()), 1, "“x5t” holds the hash of this certificate in hex; it must be the bytes in base64url.", "x5t"},
		{"no array", `"x5c":"` + leaf.text() + `"`, 1, "“x5c” must be an array with at least one certificate.", ""},
		{"an empty array", `"x5c":[]`, 1, "“x5c” must be an array with at least one certificate.", ""},
		{"junk", `"x5c":["****"]`, 1, "Certificate 1: it is not base64.", ""},
		{"line breaks", `"x5c":` + jsonStrings(leaf.text()[:64]+"\n"+leaf.text()[64:]), 1, "Certificate 1: its base64 has line breaks or spaces in it.", ""},
		{"too many", `"x5c":[` + strings.Repeat(`7,`, 11) + `7]`, jose.MaxChain, "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := Inspect(Request{Input: headed(`{"alg":"ES256",` + test.members + `}`), Now: noon})
			if len(r.Certificates) != test.certificates {
				t.Fatalf("certificates are %+v", r.Certificates)
			}
			var problems []string
			for _, c := range r.Certificates {
				if c.Problem != "" {
					problems = append(problems, c.Problem)
				}
			}
			if test.name == "too many" {
				if last := problems[len(problems)-1]; !strings.HasSuffix(last, "The header has 12 certificates; only the first 10 are read.") {
					t.Errorf("the last problem is %q", last)
				}
				return
			}
			if got := strings.Join(problems, " "); got != test.problem {
				t.Errorf("the problem is %q, want %q", got, test.problem)
			}
			if len(r.Certificates) > 0 {
				if got := strings.Join(r.Certificates[0].NamedBy, " "); got != test.named {
					t.Errorf("named by %q, want %q", got, test.named)
				}
			}
		})
	}
	r := Inspect(Request{Input: headed(`{"alg":"ES256","x5c":` + jsonStrings(root.text()) + `}`), Now: noon})
	if c := r.Certificates[0]; !c.SelfSigned || c.Subject != "CN=root" || c.Names[0] != "root.example.com" || c.NotAfter.Year() != 2027 {
		t.Errorf("%+v", c)
	}
}

func TestTheEmbeddedKeyIsPublic(t *testing.T) {
	const public = `"kty":"OKP","crv":"Ed25519","x":"lBZ9GShvbQEtyyaGs-0Nd4aurH7ERq6UOIvXGb5_tXA"`
	leaf := issue(t, "leaf", nil)
	tests := []struct {
		header, parameter string
		typ               jose.KeyType
		problem           string
	}{
		{`{"alg":"EdDSA"}`, "", "", ""},
		{`{"alg":"EdDSA","jwk":{` + public + `}}`, "jwk", jose.TypeOKP, ""},
		{`{"alg":"EdDSA","jwk":{` + public + `,"d":"not even base64url"}}`, "jwk", jose.TypeOKP, ""},
		{`{"alg":"EdDSA","jwk":{` + public + `},"x5c":["AAAA"]}`, "jwk", jose.TypeOKP, ""},
		{`{"alg":"HS256","jwk":{"kty":"oct","k":"c2VjcmV0"}}`, "jwk", "", "The “jwk” of the header is a shared secret, which everybody who sees the token now knows."},
		{`{"alg":"EdDSA","jwk":7}`, "jwk", "", "The “jwk” of the header cannot be read: a JWK must be a JSON object."},
		{`{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519"}}`, "jwk", "", "The “jwk” of the header cannot be read: this OKP JWK has no \"x\"."},
		{`{"alg":"ES256K","jwk":{"kty":"EC","crv":"secp256k1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}}`, "jwk", "", "The key in “jwk” cannot be used: secp256k1 cannot be computed with here."},
		{`{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}`, "jwk", "", "The key in “jwk” cannot be used: its \"x\" has 1 byte, and P-256 needs 32."},
		{`{"alg":"ES256","x5c":` + jsonStrings(leaf.text()) + `}`, "x5c", jose.TypeEC, ""},
		{`{"alg":"ES256","x5c":["AAAA"]}`, "x5c", "", "The first certificate of “x5c” cannot be read: it is no certificate that can be read: malformed certificate."},
		{`{"alg":"ES256","x5c":[]}`, "x5c", "", "The “x5c” of the header is no array of certificates."},
	}
	for _, test := range tests {
		parameter, key, problem := embeddedKey(jose.Parse(headed(test.header)))
		typ := jose.KeyType("")
		if key != nil {
			typ = key.Type
			if key.IsPrivate || key.Private != nil || key.Public == nil {
				t.Errorf("%s: the key is %+v", test.header, key)
			}
		}
		if parameter != test.parameter || typ != test.typ || problem != test.problem {
			t.Errorf("%s: %s, %s, %q", test.header, parameter, typ, problem)
		}
	}
}

func TestTheReportSaysWhatTheKeyIs(t *testing.T) {
	const private = `{"kty":"OKP","kid":"a","crv":"Ed25519","x":"lBZ9GShvbQEtyyaGs-0Nd4aurH7ERq6UOIvXGb5_tXA","d":"lootR5J6UdF-1tvFpnCZzr2N9AmRwgX92MzH_uuaGCQ"}`
	token := headed(`{"alg":"EdDSA","kid":"a"}`)
	key := func(text string) *KeyUsed {
		return Inspect(Request{Input: token, Key: text, Now: noon}).Signature.Key
	}
	k := key(private)
	if k.Kind != jose.KindJWK || k.Type != jose.TypeOKP || k.Curve != "Ed25519" || !k.Private || k.KeyID != "a" || len(k.Thumbprint) != 43 || k.Whole == nil {
		t.Errorf("a private key is %+v", k)
	}
	k = key(fmt.Sprintf(`{"keys":[%s,{"kty":"RSA","kid":"b"}]}`, private))
	if k.Kind != jose.KindJWKSet || k.Keys != 1 || len(k.Skipped) != 1 || k.Skipped[0].KeyID != "b" || k.KeyID != "a" || k.Curve != "Ed25519" {
		t.Errorf("a set is %+v", k)
	}
	k = key(`{"kty":"oct","k":"c2VjcmV0"}`)
	if k.Bytes != 6 || k.Thumbprint != "" {
		t.Errorf("a secret is %+v", k)
	}
	k = key("-----BEGIN PUBLIC KEY-----")
	if k.Kind != jose.KindPEM || k.Error == "" || k.Next == "" || k.Problem == nil || k.Whole != nil {
		t.Errorf("a cut PEM is %+v", k)
	}
	chain := string("-----BEGIN CERTIFICATE-----\n" + issue(t, "leaf", nil).text() + "\n-----END CERTIFICATE-----\n")
	k = key(chain)
	if len(k.Certificates) != 1 || k.Certificates[0].Subject != "CN=leaf" || !k.Certificates[0].SelfSigned || k.Format != "X.509" {
		t.Errorf("a certificate is %+v", k)
	}
	k = key(`{"kty":"OKP","crv":"Ed448","x":"` + strings.Repeat("A", 76) + `"}`)
	if k.Unusable == "" || len(k.Notes) != 1 || k.Notes[0].Code != "unusable-curve" {
		t.Errorf("Ed448 is %+v", k)
	}
}
