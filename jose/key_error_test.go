package jose

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"unicode"
)

// damaged are key texts with something wrong, by the code of what it is.
func damaged(t *testing.T) map[string][]string {
	der := publicKeyDER(t)
	block := string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	lines := strings.SplitAfter(block, "\n")
	body := strings.Join(lines[1:len(lines)-2], "")
	labeled := func(label, body string) string {
		return "-----BEGIN " + label + "-----\n" + body + "-----END " + label + "-----\n"
	}
	raw := base64.StdEncoding.EncodeToString(der)
	set := func(member string, n int) string {
		return `{"keys":[` + strings.TrimSuffix(strings.Repeat(member+",", n), ",") + `]}`
	}
	okp := `{"kty":"OKP","crv":"Ed25519","x":"lBZ9GShvbQEtyyaGs-0Nd4aurH7ERq6UOIvXGb5_tXA","d":"lootR5J6UdF-1tvFpnCZzr2N9AmRwgX92MzH_uuaGCQ"}`
	even := new(big.Int).Lsh(big.NewInt(1), 2047)
	return map[string][]string{
		"too-long":          {strings.Repeat("a", MaxKeyText+1)},
		"pem-no-begin":      {body + lines[len(lines)-2], block[6:], "EGIN PUBLIC KEY-----\n" + body, "PUBLIC KEY-----\n" + body + "-----END PUBLIC KEY", lines[len(lines)-2] + block},
		"pem-no-end":        {block[:60], "-----BEGIN CERTIFICATE-----\nMII", lines[0] + body, lines[0] + body + block},
		"pem-dashes":        {block[1:], "-" + block, "—" + strings.Trim(block, "-\n") + "—", strings.ReplaceAll(block, "-----", "–––––"), strings.ReplaceAll(block, "-----", "----"), strings.ReplaceAll(block, "-----", ""), strings.ToLower(lines[0]) + body, strings.ReplaceAll(block, " ", ""), "-----BEGIN PUBLIC KEY", "-----BEGIN", "-----BEGIN PUBLIC KEY----\n" + body + lines[len(lines)-2], lines[0] + body + "----END PUBLIC KEY----", "----- BEGIN PUBLIC KEY -----\n" + body},
		"pem-labels":        {lines[0] + body + "-----END CERTIFICATE-----"},
		"pem-empty":         {labeled("PUBLIC KEY", ""), labeled("PUBLIC KEY", " \n\n")},
		"pem-base64":        {labeled("PUBLIC KEY", strings.Replace(body, "M", "*", 1)), labeled("PUBLIC KEY", strings.ReplaceAll(body, "A", "é")), labeled("PUBLIC KEY", body+body)},
		"pem-base64-cut":    {labeled("PUBLIC KEY", "MFkwE\n")},
		"pem-damaged":       {labeled("PUBLIC KEY", "MFkwEwYHKoZIzj0CAQYIKoZIzj0D\n"), labeled("CERTIFICATE", "aGVsbG8=\n")},
		"pem-label":         {labeled("X509 CRL", "aGVsbG8=\n"), labeled("COFFEE", "aGVsbG8=\n")},
		"pem-encrypted":     {labeled("ENCRYPTED PRIVATE KEY", "MII=\n"), labeled("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMII=\n")},
		"pem-openssh":       {labeled("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEA\n")},
		"pem-ssh2":          {"---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2E=\n---- END SSH2 PUBLIC KEY ----\n"},
		"pem-pgp":           {labeled("PGP PUBLIC KEY BLOCK", "aGVsbG8=\n"), labeled("PGP PRIVATE KEY BLOCK", "aGVsbG8=\n")},
		"pem-dsa":           {labeled("DSA PRIVATE KEY", "aGVsbG8=\n")},
		"pem-parameters":    {labeled("DH PARAMETERS", "aGVsbG8=\n"), labeled("EC PARAMETERS", "BggqhkjOPQMBBw==\n")},
		"pem-request":       {labeled("CERTIFICATE REQUEST", "aGVsbG8=\n"), labeled("NEW CERTIFICATE REQUEST", "aGVsbG8=\n")},
		"pem-pkcs7":         {labeled("PKCS7", "aGVsbG8=\n")},
		"pem-too-many":      {strings.Repeat(labeled("X", "AAAA\n"), MaxKeys+1)},
		"der-damaged":       {raw[:len(raw)-9], raw[:41], raw[:60] + "\n" + raw[64:]},
		"der-base64":        {raw[:40] + "*" + raw[41:], raw[:100] + "é", raw + "AAAA"},
		"der-x509":          {labeled("CERTIFICATE", base64.StdEncoding.EncodeToString(badCertificate(t))+"\n"), base64.StdEncoding.EncodeToString(badCertificate(t))},
		"spki-unknown":      {labeled("PUBLIC KEY", base64.StdEncoding.EncodeToString(brainpool(t))+"\n")},
		"spki-explicit":     {labeled("PUBLIC KEY", base64.StdEncoding.EncodeToString(explicitCurve(t))+"\n")},
		"spki-expanded":     {labeled("PRIVATE KEY", base64.StdEncoding.EncodeToString(expandedMLDSA(t))+"\n")},
		"spki-mismatch":     {labeled("EC PRIVATE KEY", base64.StdEncoding.EncodeToString(mismatchedSEC1(t))+"\n")},
		"rsa-modulus":       {`{"kty":"RSA","e":"AQAB","n":"` + encode64(even.Bytes()) + `"}`, `{"kty":"RSA","e":"AQAB","n":"AA"}`, `{"kty":"RSA","e":"AQAB","n":""}`},
		"ssh-broken":        {"ssh-rsa AAAAB3NzaC1yc2E= me@example.com", "ssh-ed25519 nonsense", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINda", "ecdsa-sha2-nistp256 AAAA"},
		"ssh-many":          {strings.Repeat("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea me\n", 2)},
		"jwk-json":          {`{"kty":"oct","k":"aGk"`, `{kty: "RSA"}`, `{\"kty\":\"RSA\"}`, `{"keys":[{"kty":"RSA",}]}`},
		"jwk-trailing":      {`{"kty":"oct","k":"aGk"},`, okp + okp},
		"jwk-object":        {},
		"jwk-duplicate":     {`{"kty":"oct","k":"aGk","k":"aGk"}`},
		"jwk-type":          {`{"kty":"oct","k":"aGk","use":["enc"]}`, `{"kty":"oct","k":"aGk","alg":5}`, `{"kty":"oct","k":"aGk","kid":5}`, `{"kty":"oct","k":"aGk","key_ops":"encrypt"}`, `{"kty":"oct","k":"aGk","key_ops":["verify",5]}`},
		"jwk-around":        {`JWK=` + okp, `'` + okp + `'`, "// the key\n" + okp, `{"keys":` + okp + `}`, `{"jwks":{"keys":[` + okp + `]}}`, `[1,` + okp + `]`, strings.Replace(okp, "kty", "KTY", 1), "- kty: RSA\n  n: w", base64.StdEncoding.EncodeToString([]byte(`{"key":` + okp + `}`))},
		"jwk-kty":           {`{"kty":7}`},
		"jwk-kty-value":     {`{"kty":"rsa"}`, `{"kty":"DSA"}`},
		"jwk-crv":           {`{"kty":"EC","crv":"P-224","x":"AA","y":"AA"}`, `{"kty":"OKP","crv":"P-256","x":"AA"}`, `{"kty":"EC","crv":7}`},
		"jwk-alg":           {`{"kty":"AKP","alg":"ES256","pub":"AA"}`},
		"jwk-no-k":          {`{"kty":"oct"}`, `{"kty":"oct","k":7}`},
		"jwk-missing":       {`{"kty":"RSA"}`, `{"kty":"EC"}`, `{"kty":"EC","crv":"P-256"}`, `{"kty":"OKP"}`, `{"kty":"AKP"}`, `{"kty":"OKP","crv":"Ed25519"}`, `{"kty":"AKP","alg":"ML-DSA-44"}`},
		"jwk-base64url":     {`{"kty":"oct","k":"a+b"}`, `{"kty":"RSA","n":"wA==","e":"AQAB"}`, `{"kty":"RSA","n":7,"e":"AQAB"}`, `{"kty":"oct","k":"aG\nk"}`},
		"jwk-length":        {`{"kty":"OKP","crv":"Ed25519","x":"AA"}`, `{"kty":"OKP","crv":"Ed448","x":"AA"}`, `{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}`, strings.Replace(okp, `"d":"`, `"d":"AAAA`, 1)},
		"jwk-mismatch":      {strings.Replace(okp, `"d":"l`, `"d":"m`, 1)},
		"jwk-primes":        {`{"kty":"RSA","n":"` + encode64(new(big.Int).Add(even, big.NewInt(1)).Bytes()) + `","e":"AQAB","d":"AQ","p":"AQ"}`},
		"jwk-discovery":     {`{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}`},
		"jwk-set-empty":     {`{"keys":[]}`},
		"jwk-set-long":      {set(`{"kty":"oct","k":"aGk"}`, MaxKeys+1)},
		"jwk-set-secret":    {},
		"pem-too-many-keys": {},
	} // those with no text are found in Skipped alone: see TestTooManyPrivateKeysArePassedOver
}

// mustDER is a value of a type of its own in DER.
func mustDER(t *testing.T, value any) []byte {
	t.Helper()
	der, err := asn1.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

type sequence struct{ Number int }

func algorithm(oid asn1.ObjectIdentifier, parameters any, t *testing.T) pkix.AlgorithmIdentifier {
	return pkix.AlgorithmIdentifier{Algorithm: oid, Parameters: asn1.RawValue{FullBytes: mustDER(t, parameters)}}
}

// explicitCurve is an EC key that spells out its curve.
func explicitCurve(t *testing.T) []byte {
	return mustDER(t, spkiDER{algorithm(oidEC, sequence{1}, t), asn1.BitString{Bytes: make([]byte, 65), BitLength: 65 * 8}})
}

// brainpool is an EC key on a curve that tokens do not use.
func brainpool(t *testing.T) []byte {
	curve := asn1.ObjectIdentifier{1, 3, 36, 3, 3, 2, 8, 1, 1, 7}
	return mustDER(t, spkiDER{algorithm(oidEC, curve, t), asn1.BitString{Bytes: make([]byte, 65), BitLength: 65 * 8}})
}

// expandedMLDSA is an ML-DSA private key without its seed.
func expandedMLDSA(t *testing.T) []byte {
	return mustDER(t, pkcs8DER{0, pkix.AlgorithmIdentifier{Algorithm: mldsaSets[0].oid}, mustDER(t, make([]byte, 2560))})
}

// mismatchedSEC1 is an EC private key with the public half of another.
func mismatchedSEC1(t *testing.T) []byte {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	var key sec1DER
	if !whole(der, &key) {
		t.Fatal("not whole")
	}
	key.Key[31] ^= 1
	return mustDER(t, key)
}

// badCertificate has the outline of a certificate and no sense inside.
func badCertificate(t *testing.T) []byte {
	type tbs struct {
		Version int `asn1:"explicit,tag:0"`
		Serial  int
	}
	return mustDER(t, struct {
		TBS       tbs
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}{tbs{2, 1}, pkix.AlgorithmIdentifier{Algorithm: oidRSA}, asn1.BitString{Bytes: []byte{1}, BitLength: 8}})
}

func TestEveryKeyErrorSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	texts := damaged(t)
	for code, problem := range keyProblems {
		examples, found := texts[code]
		switch {
		case code == "base64" || code == "base64url" || code == "hex": // see TestReadKeyNamesWhatIsWrong
		case !found:
			t.Errorf("%s has no example", code)
		case problem.message == "":
			t.Errorf("%s says nothing", code)
		}
		if problem.next == "" || !strings.HasSuffix(problem.next, ".") || !unicode.IsUpper([]rune(problem.next)[0]) {
			t.Errorf("%s: the next step %q is no sentence", code, problem.next)
		}
		for _, text := range examples {
			for _, encoding := range []Encoding{Auto, UTF8} {
				k, err := ReadKey(text, encoding)
				if err == nil || err.Code != code {
					t.Errorf("%.80q as %s is %+v, %v; want %s", text, encoding, k, err, code)
					continue
				}
				first := []rune(err.Error())[0]
				if strings.HasSuffix(err.Error(), ".") || unicode.IsUpper(first) || strings.ContainsAny(err.Error()+err.Next(), "{}") {
					t.Errorf("%s says %q, %q", code, err, err.Next())
				}
			}
		}
	}
	for code := range texts {
		if _, known := keyProblems[code]; !known {
			t.Errorf("%s is no code", code)
		}
	}
}

func TestHostileValuesAreNotFilledIn(t *testing.T) {
	for range 20 { // maps have no order
		_, err := ReadKey(`{"kty":"OKP","crv":"{kty}{curves}"}`, Auto)
		if err == nil || err.Error() != `the "crv" of this JWK is “{kty}{curves}”, which is no curve of OKP keys` {
			t.Fatalf("got %v", err)
		}
	}
}

func TestPEMErrorsPointAtTheLine(t *testing.T) {
	block := "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\nabc!def\n-----END PUBLIC KEY-----\n"
	_, err := ReadKey(block, Auto)
	if err == nil || err.Error() != "the base64 inside the PEM is broken at line 3, by “!”" {
		t.Errorf("got %v", err)
	}
	if err.Next() != copyWhole {
		t.Errorf("next is %q", err.Next())
	}
}

func TestTooManyPrivateKeysArePassedOver(t *testing.T) {
	okp := `{"kty":"OKP","crv":"Ed25519","x":"lBZ9GShvbQEtyyaGs-0Nd4aurH7ERq6UOIvXGb5_tXA","d":"lootR5J6UdF-1tvFpnCZzr2N9AmRwgX92MzH_uuaGCQ"}`
	k, err := ReadKey(`{"keys":[`+strings.Repeat(okp+",", maxPrivateKeys+2)+`7]}`, Auto)
	if err != nil || len(k.Keys) != maxPrivateKeys || len(k.Skipped) != 3 {
		t.Fatalf("%d keys, %d skipped, %v", len(k.Keys), len(k.Skipped), err)
	}
	for i, want := range []*KeyError{keyError("jwk-set-secret", "most", itoa(maxPrivateKeys)), keyError("jwk-set-secret", "most", itoa(maxPrivateKeys)), keyError("jwk-object")} {
		if k.Skipped[i].Why != want.Error() {
			t.Errorf("%+v, want %q", k.Skipped[i], want)
		}
	}
	block := "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJaKLUeSelHRftbbxaZwmc69jfQJkcIF/djMx/7rmhgk\n-----END PRIVATE KEY-----\n"
	k, err = ReadKey(strings.Repeat(block, maxPrivateKeys+1), Auto)
	if err != nil || k.Private == nil || len(k.Skipped) != 1 || k.Skipped[0].Why != keyError("pem-too-many-keys", "most", itoa(maxPrivateKeys)).Error() {
		t.Errorf("%+v, %v", k, err)
	}
}
