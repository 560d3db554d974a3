package jose

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"
)

// An authority issues certificates.
type authority struct {
	der    []byte
	parsed *x509.Certificate
	key    *ecdsa.PrivateKey
}

// issue makes a certificate for name; a nil issuer signs for itself.
func issue(t testing.TB, name string, issuer *authority, isCA bool) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: name, Organization: []string{"Example"}},
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		DNSNames: []string{name + ".example.com"}, EmailAddresses: []string{name + "@example.com"},
		IsCA: isCA, BasicConstraintsValid: true,
	}
	a := &authority{key: key}
	parent, signer := template, key
	if issuer != nil {
		parent, signer = issuer.parsed, issuer.key
	}
	if a.der, err = x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer); err != nil {
		t.Fatal(err)
	}
	if a.parsed, err = x509.ParseCertificate(a.der); err != nil {
		t.Fatal(err)
	}
	return a
}

func (a *authority) pem() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.der}))
}

func TestACertificateIsDecoded(t *testing.T) {
	root := issue(t, "root", nil, true)
	leaf := issue(t, "leaf", root, false)
	c, err := ReadCertificate(leaf.der)
	if err != nil {
		t.Fatal(err)
	}
	if c.Subject != "CN=leaf,O=Example" || c.Issuer != "CN=root,O=Example" || c.Serial != "07" || strings.Join(c.Names, " ") != "leaf.example.com leaf@example.com" ||
		c.NotBefore.Year() != 2026 || c.NotAfter.Location() != time.UTC || len(c.SHA1) != 27 || len(c.SHA256) != 43 || c.SelfSigned() {
		t.Errorf("%+v", c)
	}
	if r, err := ReadCertificate(root.der); err != nil || !r.SelfSigned() {
		t.Errorf("the root is not self-signed: %v", err)
	}
	for _, bad := range [][]byte{nil, leaf.der[:len(leaf.der)-1], append([]byte{}, make([]byte, MaxCertificate+1)...)} {
		if c, err := ReadCertificate(bad); err == nil {
			t.Errorf("%d bytes are %+v", len(bad), c)
		}
	}
}

func TestThePartsOfAChainAreOneKey(t *testing.T) {
	root := issue(t, "root", nil, true)
	middle := issue(t, "middle", root, true)
	leaf := issue(t, "leaf", middle, false)
	other := issue(t, "other", nil, false)
	fake := issue(t, "middle", nil, true)
	sec1, err := x509.MarshalECPrivateKey(leaf.key)
	if err != nil {
		t.Fatal(err)
	}
	private := string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: sec1}))
	tests := []struct {
		name, text         string
		keys, certificates int // certificates of the first key
		private            bool
	}{
		{"a leaf", leaf.pem(), 1, 1, false},
		{"a chain", leaf.pem() + middle.pem() + root.pem(), 1, 3, false},
		{"a chain with its key", leaf.pem() + middle.pem() + private, 1, 2, true},
		{"a key with its chain", private + leaf.pem() + middle.pem(), 1, 2, true},
		{"a chain in the wrong order", root.pem() + middle.pem() + leaf.pem(), 3, 1, false},
		{"a chain with a forged authority", leaf.pem() + fake.pem(), 2, 1, false},
		{"two strangers", leaf.pem() + other.pem(), 2, 1, false},
		{"one of them twice", leaf.pem() + other.pem() + leaf.pem(), 2, 1, false},
	}
	for _, test := range tests {
		k, err := ReadKey(test.text, Auto)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		members := k.Members()
		if len(members) != test.keys || len(members[0].Certificates) != test.certificates || members[0].IsPrivate != test.private || !k.Asymmetric() {
			t.Errorf("%s: %d keys, the first with %d certificates", test.name, len(members), len(members[0].Certificates))
		}
		if test.keys > 1 && (k.Public != nil || k.Thumbprint != "") {
			t.Errorf("%s: the set itself is a key", test.name)
		}
	}
}

func TestChainFaultsSayWhereTheChainBreaks(t *testing.T) {
	root := issue(t, "root", nil, true)
	leaf := issue(t, "leaf", root, false)
	plain := issue(t, "plain", nil, false)
	read := func(a *authority) *Certificate {
		c, err := ReadCertificate(a.der)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	tests := []struct {
		name       string
		cert, next *authority
		want       string
	}{
		{"good", leaf, root, ""},
		{"a stranger", leaf, plain, "its issuer is not the subject of the next one"},
		{"an impostor", leaf, issue(t, "root", nil, true), "its signature was not made by the key of the next one"},
		{"no authority", issue(t, "below", plain, false), plain, "the next one is no authority and must not issue certificates"},
	}
	for _, test := range tests {
		if got := read(test.cert).ChainFault(read(test.next)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestX5CIsReadAsWritten(t *testing.T) {
	der := issue(t, "leaf", nil, false).der
	std := base64.StdEncoding.EncodeToString(der)
	urlText := base64.RawURLEncoding.EncodeToString(der)
	block := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	tests := []struct {
		name, text, want string
		read             bool
	}{
		{"standard base64", std, "", true},
		{"line breaks", std[:64] + "\n" + std[64:], "its base64 has line breaks or spaces in it", true},
		{"a PEM", block, "it is a PEM; x5c holds base64 without BEGIN and END lines", true},
		{"half a PEM", block[:80], "it is a PEM; x5c holds base64 without BEGIN and END lines", false},
		{"no base64", "****", "it is not base64", false},
		{"too long", strings.Repeat("A", 90<<10), "it is longer than 64 KiB", false},
	}
	if strings.ContainsAny(urlText, "-_") {
		tests = append(tests, tests[0])
		tests[len(tests)-1].name, tests[len(tests)-1].text, tests[len(tests)-1].want = "base64url", urlText, "it is in base64url; x5c holds standard base64"
	}
	for _, test := range tests {
		quoted, err := json.Marshal([]string{test.text})
		if err != nil {
			t.Fatal(err)
		}
		links := ReadChain(ReadJSON(quoted).Root)
		if len(links) != 1 || links[0].Fault != test.want || (links[0].Certificate != nil) != test.read {
			t.Errorf("%s: %+v, want %q", test.name, links, test.want)
		}
	}
	many := ReadJSON([]byte("[" + strings.Repeat(`"",`, 99) + `""]`)).Root
	if links := ReadChain(many); len(links) != MaxChain {
		t.Errorf("%d links of 100", len(links))
	}
	for _, other := range []string{`{}`, `"a"`, `[]`, `7`} {
		if links := ReadChain(ReadJSON([]byte(other)).Root); len(links) != 0 {
			t.Errorf("%s has %d links", other, len(links))
		}
	}
	if links := ReadChain(ReadJSON([]byte(`[7,"AAAA"]`)).Root); links[0].Fault != "it is not a string" || !strings.HasPrefix(links[1].Fault, "it is no certificate that can be read") {
		t.Errorf("%+v", links)
	}
}

func TestTheFirstCertificateOfAJWKHoldsItsKey(t *testing.T) {
	text := readVector(t, "rfc7517_B.jwk")
	k, err := ReadKey(text, Auto)
	if err != nil || len(k.Certificates) != 1 || len(k.Faults) != 0 || k.Certificates[0].Subject == "" {
		t.Fatalf("%+v, %v", k, err)
	}
	other, _ := ReadKey(readVector(t, "rfc7638_3.1.jwk"), Auto)
	swapped := strings.Replace(other.Text, "{", `{"x5c":["`+base64.StdEncoding.EncodeToString(k.Certificates[0].X509.Raw)+`"],`, 1)
	k, err = ReadKey(swapped, Auto)
	if err != nil || faultCodes(k) != "x5c-key-mismatch" || k.Public == nil {
		t.Errorf("%+v, %v", k, err)
	}
	k, err = ReadKey(strings.Replace(other.Text, "{", `{"x5c":["AAAA"],`, 1), Auto)
	if err != nil || len(k.Notes) != 1 || k.Notes[0].Code != "x5c" {
		t.Errorf("%+v, %v", k, err)
	}
}

func TestAPEMOfManyCertificatesCostsFewSignatureChecks(t *testing.T) {
	block, _ := ReadKey(issue(t, "root", nil, true).pem(), Auto)
	one := block.Certificates[0]
	var keys []*Key
	for range 20 * MaxChain {
		keys = append(keys, &Key{Certificates: []*Certificate{one}})
	}
	joined := joinChains(keys)
	links := 0
	for _, k := range joined {
		links += len(k.Certificates) - 1
	}
	if links != maxLinks || len(joined) != len(keys)-maxLinks || len(joined[0].Certificates) != MaxChain {
		t.Errorf("%d links in %d chains", links, len(joined))
	}
}
