package inspect

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"testing"

	"filippo.io/mldsa"
	"github.com/golang-jwt/jwt/v5"

	"jotlens/jose"
)

func b64(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

// testKeys are private keys of every kind, by a name for each.
var testKeys = sync.OnceValue(func() map[string]crypto.Signer {
	keys := map[string]crypto.Signer{}
	add := func(name string, key crypto.Signer, err error) {
		if err != nil {
			panic(err)
		}
		keys[name] = key
	}
	for _, name := range []string{"RSA", "RSA, another"} {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		add(name, k, err)
	}
	for name, curve := range map[string]elliptic.Curve{
		"P-256": elliptic.P256(), "P-256, another": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521(),
	} {
		k, err := ecdsa.GenerateKey(curve, rand.Reader)
		add(name, k, err)
	}
	for _, name := range []string{"Ed25519", "Ed25519, another"} {
		_, k, err := ed25519.GenerateKey(rand.Reader)
		add(name, k, err)
	}
	k, err := mldsa.GenerateKey(mldsa.MLDSA44())
	add("ML-DSA-44", k, err)
	return keys
})

// keyOf is the name of the test key for an algorithm.
func keyOf(alg string) string {
	switch {
	case alg == "ES256":
		return "P-256"
	case alg == "ES384":
		return "P-384"
	case alg == "ES512":
		return "P-521"
	case strings.HasPrefix(alg, "E"):
		return "Ed25519"
	case strings.HasPrefix(alg, "ML"):
		return alg
	}
	return "RSA"
}

const claims = `{"iss":"https://login.example.com","sub":"zoe","aud":"orders","iat":1795521000,"exp":1795521900}`

// signAs makes a compact JWS of alg with a private key.
func signAs(t testing.TB, alg, header string, key crypto.Signer) string {
	t.Helper()
	if header == "" {
		header = fmt.Sprintf(`{"alg":%q,"typ":"JWT"}`, alg)
	}
	return signPayload(t, alg, header, claims, key)
}

// signPayload makes a compact JWS of any header and payload; goodSecret signs
// with HMAC.
func signPayload(t testing.TB, alg, header, payload string, key crypto.Signer) string {
	t.Helper()
	input := b64([]byte(header)) + "." + b64([]byte(payload))
	var signature []byte
	var err error
	if jose.IsHMAC(alg) {
		signature, err = jose.SignHMAC(alg, []byte(goodSecret), input)
		if err != nil {
			t.Fatal(err)
		}
		return input + "." + b64(signature)
	}
	switch k := key.(type) {
	case *mldsa.PrivateKey:
		signature, err = k.Sign(nil, []byte(input), nil)
	case ed25519.PrivateKey:
		signature = ed25519.Sign(k, []byte(input))
	default:
		signature, err = jwt.GetSigningMethod(alg).Sign(input, k)
	}
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + b64(signature)
}

func spki(t testing.TB, key crypto.Signer) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

func privatePEM(t testing.TB, key crypto.Signer) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// jwk is a public key as a JWK; extra members come first.
func jwk(t testing.TB, public any, extra string) string {
	t.Helper()
	switch k := public.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf(`{"kty":"RSA",%s"n":%q,"e":%q}`, extra, b64(k.N.Bytes()), b64(big.NewInt(int64(k.E)).Bytes()))
	case *ecdsa.PublicKey:
		point, err := k.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		n := len(point) / 2
		return fmt.Sprintf(`{"kty":"EC",%s"crv":%q,"x":%q,"y":%q}`, extra, k.Curve.Params().Name, b64(point[1:1+n]), b64(point[1+n:]))
	case ed25519.PublicKey:
		return fmt.Sprintf(`{"kty":"OKP",%s"crv":"Ed25519","x":%q}`, extra, b64(k))
	case *mldsa.PublicKey:
		return fmt.Sprintf(`{"kty":"AKP",%s"alg":%q,"pub":%q}`, extra, k.Parameters(), b64(k.Bytes()))
	}
	t.Fatalf("no JWK for %T", public)
	return ""
}

func jwks(keys ...string) string { return `{"keys":[` + strings.Join(keys, ",") + `]}` }

var publicAlgorithms = []string{
	"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "ML-DSA-44",
}

func TestEveryAlgorithmIsVerifiedByEveryFormOfItsKey(t *testing.T) {
	for _, alg := range publicAlgorithms {
		key := testKeys()[keyOf(alg)]
		token := signAs(t, alg, "", key)
		forms := map[string]string{
			"a JWK":        jwk(t, key.Public(), ""),
			"a JWK Set":    jwks(jwk(t, testKeys()["RSA, another"].Public(), `"kid":"x",`), jwk(t, testKeys()["P-256, another"].Public(), ""), jwk(t, key.Public(), `"kid":"y",`)),
			"a set of one": jwks(jwk(t, key.Public(), "")),
		}
		if !strings.HasPrefix(alg, "ML") {
			forms["a PEM"] = spki(t, key)
			forms["its private PEM"] = privatePEM(t, key)
			forms["two PEM blocks"] = spki(t, testKeys()["Ed25519, another"]) + "\n" + spki(t, key)
		}
		for name, text := range forms {
			r := inspect(token, text, jose.Auto)
			checkAgrees(t, r)
			if r.Signature.State != Verified {
				t.Errorf("%s with %s: %s, %s; findings: %s", alg, name, r.Signature.State, r.Signature.Reason, ids(r))
			}
			if private := name == "its private PEM"; has(r, "key-is-private") != private {
				t.Errorf("%s with %s: key-is-private is %v", alg, name, !private)
			}
		}
	}
}

// TestWhatMustNeverBeVerified is the table of refusals: in each row the
// mathematics agree, or could be made to, and a careful verifier refuses.
func TestWhatMustNeverBeVerified(t *testing.T) {
	rsaKey, p256, ed := testKeys()["RSA"], testKeys()["P-256"], testKeys()["Ed25519"]
	rsaPublic := rsaKey.Public().(*rsa.PublicKey)
	rs256 := signAs(t, "RS256", "", rsaKey)
	hmacWith := func(header, secret string) string { return sign(t, header, claims, secret) }
	rsaJWK := jwk(t, rsaPublic, "")
	loose := &jwt.SigningMethodRSAPSS{
		SigningMethodRSA: jwt.SigningMethodPS256.SigningMethodRSA,
		Options:          &rsa.PSSOptions{SaltLength: 20, Hash: crypto.SHA256},
	}
	looseInput := b64([]byte(`{"alg":"PS256"}`)) + "." + b64([]byte(claims))
	looseSignature, err := loose.Sign(looseInput, rsaKey)
	if err != nil {
		t.Fatal(err)
	}
	es256 := signAs(t, "ES256", "", p256)
	head, signature := es256[:strings.LastIndexByte(es256, '.')+1], jose.Parse(es256).Signature()
	der, err := asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])})
	if err != nil {
		t.Fatal(err)
	}
	order := elliptic.P256().Params().N.Bytes()
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, token, key string
		state            SignatureState
		rule             string // a finding that must be there
	}{
		{"HS256 by the public PEM", hmacWith("", spki(t, rsaKey)), spki(t, rsaKey), Refused, "token-forged-with-public-key"},
		{"HS256 by the PEM without its last newline", hmacWith("", strings.TrimSpace(spki(t, rsaKey))), spki(t, rsaKey), Refused, "token-forged-with-public-key"},
		{"HS256 by the PEM, which is given as a JWK", hmacWith("", spki(t, rsaKey)), rsaJWK, Refused, "token-forged-with-public-key"},
		{"HS256 by the text of the JWK", hmacWith("", rsaJWK), rsaJWK, Refused, "token-forged-with-public-key"},
		{"HS256 by the modulus", hmacWith("", string(rsaPublic.N.Bytes())), rsaJWK, Refused, "token-forged-with-public-key"},
		{"HS256 by the PKCS#1 DER", hmacWith("", string(x509.MarshalPKCS1PublicKey(rsaPublic))), rsaJWK, Refused, "token-forged-with-public-key"},
		{"HS256 by the PEM behind a space", hmacWith("", " "+spki(t, rsaKey)), " " + spki(t, rsaKey), Refused, "hmac-key-is-public-key"},
		{"HS256 by a member of a set", hmacWith(`{"alg":"HS256","kid":"a"}`, rsaJWK), jwks(jwk(t, rsaPublic, `"kid":"a",`), `{"kty":"oct","kid":"b","k":"AAAA"}`), Refused, "hmac-key-is-public-key"},
		{"HS256 by an Ed25519 PEM", hmacWith("", spki(t, ed)), spki(t, ed), Refused, "token-forged-with-public-key"},
		{"HS256 by a private PEM", hmacWith("", privatePEM(t, ed)), privatePEM(t, ed), Refused, "hmac-key-is-public-key"},
		{"RS256 with a secret", rs256, goodSecret, Refused, "key-type-mismatch"},
		{"RS256 with an EC key", rs256, spki(t, p256), Refused, "key-type-mismatch"},
		{"ES256 with a P-384 key", es256, spki(t, testKeys()["P-384"]), Refused, "ec-curve-mismatch"},
		{"ES512 with a P-256 key", signAs(t, "ES512", "", testKeys()["P-521"]), spki(t, p256), Refused, "ec-curve-mismatch"},
		{"the kid names a key of another kind", signAs(t, "RS256", `{"alg":"RS256","kid":"ec"}`, rsaKey), jwks(jwk(t, rsaPublic, `"kid":"rsa",`), jwk(t, p256.Public(), `"kid":"ec",`)), Refused, "key-type-mismatch"},
		{"the kid names no key", signAs(t, "RS256", `{"alg":"RS256","kid":"c"}`, rsaKey), jwks(jwk(t, rsaPublic, `"kid":"a",`)), Unverifiable, "jwks-kid-not-found"},
		{"two keys with the token's kid", signAs(t, "RS256", `{"alg":"RS256","kid":"a"}`, rsaKey), jwks(jwk(t, rsaPublic, `"kid":"a",`), jwk(t, testKeys()["RSA, another"].Public(), `"kid":"a",`)), Refused, "jwks-duplicate-kid"},
		{"a JWK for PS256", rs256, jwk(t, rsaPublic, `"alg":"PS256",`), Refused, "jwk-alg-mismatch"},
		{"a JWK for encryption", rs256, jwk(t, rsaPublic, `"use":"enc",`), Refused, "jwk-use"},
		{"a JWK whose key_ops are others", rs256, jwk(t, rsaPublic, `"key_ops":["wrapKey"],`), Refused, "jwk-use"},
		{"a JWK that contradicts itself", rs256, jwk(t, rsaPublic, `"use":"sig","key_ops":["verify","encrypt"],`), Refused, "jwk-use"},
		{"a salt of another length", looseInput + "." + b64(looseSignature), rsaJWK, Refused, "pss-salt-length"},
		{"an exponent of one", rs256, fmt.Sprintf(`{"kty":"RSA","n":%q,"e":"AQ"}`, b64(rsaPublic.N.Bytes())), Refused, "rsa-bad-exponent"},
		{"an even exponent", rs256, fmt.Sprintf(`{"kty":"RSA","n":%q,"e":"AQAA"}`, b64(rsaPublic.N.Bytes())), Refused, "rsa-bad-exponent"},
		{"a DER signature", head + b64(der), spki(t, p256), Invalid, "ecdsa-der-signature"},
		{"a signature of zeros", head + b64(make([]byte, 64)), spki(t, p256), Invalid, "ecdsa-zero-signature"},
		{"a signature of the order", head + b64(append(append([]byte(nil), order...), order...)), spki(t, p256), Invalid, "ecdsa-zero-signature"},
		{"crit that nobody knows", signAs(t, "RS256", `{"alg":"RS256","crit":["exp"],"exp":1}`, rsaKey), rsaJWK, Refused, "crit-unsupported"},
		{"duplicate alg", signAs(t, "RS256", `{"alg":"none","alg":"RS256"}`, rsaKey), rsaJWK, Refused, "duplicate-header-member"},
		{"trailing data", signAs(t, "RS256", `{"alg":"RS256"} x`, rsaKey), rsaJWK, Refused, "json-trailing-data"},
		{"bad UTF-8", signAs(t, "RS256", "{\"alg\":\"RS256\",\"x\":\"\xff\"}", rsaKey), rsaJWK, Refused, "json-bad-utf8"},
		{"padding", rs256 + "==", rsaJWK, Refused, "base64-padding"},
		{"alg in lower case", signAs(t, "RS256", `{"alg":"rs256"}`, rsaKey), rsaJWK, Unverifiable, "alg-case"},
		{"no signature", rs256[:strings.LastIndexByte(rs256, '.')+1], rsaJWK, Refused, "signature-empty"},
		{"alg none with the signature left", b64([]byte(`{"alg":"none"}`)) + rs256[strings.IndexByte(rs256, '.'):], rsaJWK, Refused, "alg-none"},
		{"the key inside the token", signAs(t, "RS256", `{"alg":"RS256","jwk":`+rsaJWK+`}`, rsaKey), "", Unverified, "jwk-in-header"},
		{"the key inside the token, with another key given", signAs(t, "RS256", `{"alg":"RS256","jwk":`+rsaJWK+`}`, rsaKey), jwk(t, testKeys()["RSA, another"].Public(), ""), Invalid, "jwk-in-header"},
		{"a broken PEM for HS256", hmacWith("", "-----BEGIN PUBLIC KEY-----\nAA"), "-----BEGIN PUBLIC KEY-----\nAA", Unverifiable, ""},
		{"an RSA key that anyone can break", rs256, fmt.Sprintf(`{"kty":"RSA","n":%q,"e":"AQAB"}`, b64(append(weak.N.Bytes()[:63:63], 1))), Refused, "rsa-key-short"},
		{"an Ed25519 key of small order", b64([]byte(`{"alg":"EdDSA"}`)) + "." + b64([]byte(claims)) + "." + b64(append([]byte{1}, make([]byte, 63)...)), `{"kty":"OKP","crv":"Ed25519","x":"` + b64(append([]byte{1}, make([]byte, 31)...)) + `"}`, Refused, "ec-invalid-point"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := inspect(test.token, test.key, jose.Auto)
			checkAgrees(t, r)
			if r.Signature.State != test.state {
				t.Errorf("the state is %s (%s), want %s", r.Signature.State, r.Signature.Reason, test.state)
			}
			if test.rule != "" && !has(r, test.rule) {
				t.Errorf("%s is missing from: %s", test.rule, ids(r))
			}
		})
	}
}

func TestAShortRSAKeyVerifiesAndIsCalledUnsafe(t *testing.T) {
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	r := inspect(signAs(t, "RS256", "", weak), spki(t, weak), jose.Auto)
	if r.Signature.State != Verified || !has(r, "rsa-key-short") || !has(r, "verified-but-unsafe") {
		t.Errorf("%s; findings: %s", r.Signature.State, ids(r))
	}
}

func TestTheKeyInsideATokenIsTriedOnlyWhenAskedAndProvesNothing(t *testing.T) {
	key, other := testKeys()["RSA"], testKeys()["RSA, another"]
	token := signAs(t, "RS256", `{"alg":"RS256","jwk":`+jwk(t, key.Public(), "")+`}`, key)
	ask := func(token string, try bool) Signature {
		return Inspect(Request{Input: token, TryEmbedded: try, Now: noon, Leeway: DefaultLeeway}).Signature
	}
	if s := ask(token, false); s.State != Unverified || s.Embedded == nil || s.Embedded.Tried || s.Embedded.Matches {
		t.Errorf("unasked: %s, %+v", s.State, s.Embedded)
	}
	s := ask(token, true)
	if s.State != Unverified || !s.Embedded.Matches || !strings.Contains(s.Reason, "proves nothing") {
		t.Errorf("asked: %s, %+v, %s", s.State, s.Embedded, s.Reason)
	}
	stranger := signAs(t, "RS256", `{"alg":"RS256","jwk":`+jwk(t, key.Public(), "")+`}`, other)
	if s := ask(stranger, true); s.State != Unverified || s.Embedded.Matches {
		t.Errorf("signed by another key: %s, %+v", s.State, s.Embedded)
	}
	misfit := signAs(t, "RS256", `{"alg":"RS256","jwk":`+jwk(t, testKeys()["P-256"].Public(), "")+`}`, key)
	if s := ask(misfit, true); s.State != Unverified || s.Embedded.Problem == "" {
		t.Errorf("a key that does not fit: %s, %+v", s.State, s.Embedded)
	}
}

func TestNearMissesOfPublicKeysAreNamed(t *testing.T) {
	rsaKey, p256 := testKeys()["RSA"], testKeys()["P-256"]
	es256 := signAs(t, "ES256", "", p256)
	head, signature := es256[:strings.LastIndexByte(es256, '.')+1], jose.Parse(es256).Signature()
	der, err := asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])})
	if err != nil {
		t.Fatal(err)
	}
	set := jwks(jwk(t, rsaKey.Public(), `"kid":"a",`), jwk(t, testKeys()["RSA, another"].Public(), `"kid":"b",`))
	tests := []struct {
		name, token, key, want string
		state                  SignatureState
	}{
		{"PS256 called RS256", signAs(t, "PS256", `{"alg":"RS256"}`, rsaKey), spki(t, rsaKey), "ps256", Invalid},
		{"RS256 called PS256", signAs(t, "RS256", `{"alg":"PS256"}`, rsaKey), spki(t, rsaKey), "rs256", Invalid},
		{"RS512 called RS256", signAs(t, "RS512", `{"alg":"RS256"}`, rsaKey), spki(t, rsaKey), "rs512", Invalid},
		{"a DER signature", head + b64(der), spki(t, p256), "der", Invalid},
		{"the wrong kid", signAs(t, "RS256", `{"alg":"RS256","kid":"b"}`, rsaKey), set, "other-key", Invalid},
		{"an unknown kid", signAs(t, "RS256", `{"alg":"RS256","kid":"c"}`, rsaKey), set, "other-key", Unverifiable},
	}
	for _, test := range tests {
		s := inspect(test.token, test.key, jose.Auto).Signature
		if s.State != test.state || len(s.Near) == 0 || s.Near[0].Code != test.want {
			t.Errorf("%s: %s, near misses %v; want %s", test.name, s.State, s.Near, test.want)
		}
	}
}

func TestASetIsSearchedAndTheKeyThatMatchedIsNamed(t *testing.T) {
	key := testKeys()["RSA"]
	members := []string{}
	for i := range 199 {
		members = append(members, jwk(t, testKeys()["RSA, another"].Public(), fmt.Sprintf(`"kid":"k%d",`, i)))
	}
	members = append(members, jwk(t, key.Public(), `"kid":"right",`))
	set := jwks(members...)
	named := inspect(signAs(t, "RS256", `{"alg":"RS256","kid":"right"}`, key), set, jose.Auto).Signature
	if named.State != Verified || named.Key.KeyID != "right" || named.Key.Keys != 200 || named.Key.Tried != 1 {
		t.Errorf("with a kid: %s, %+v", named.State, named.Key)
	}
	// Without a kid the work is bounded: the last key is never reached, and the
	// report says so.
	lost := inspect(signAs(t, "RS256", "", key), set, jose.Auto).Signature
	if lost.State != Unverifiable || lost.ReasonCode.Code != "too-many-keys" || lost.Key.Tried != maxWork {
		t.Errorf("without a kid: %s (%s), tried %d", lost.State, lost.Reason, lost.Key.Tried)
	}
	few := jwks(members[150:]...)
	found := inspect(signAs(t, "RS256", "", key), few, jose.Auto)
	if s := found.Signature; s.State != Verified || s.Key.KeyID != "right" || !has(found, "jwks-no-kid") {
		t.Errorf("fifty keys: %s by %q", s.State, s.Key.KeyID)
	}
}

func TestTheWorkOfOneReportIsBounded(t *testing.T) {
	key := testKeys()["P-521"]
	token := signAs(t, "ES512", "", key)
	other, err := ecdsa.GenerateKey(elliptic.P521(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	members := bytes.Repeat([]byte(jwk(t, other.Public(), "")+","), 200)
	f := &facts{req: Request{Key: `{"keys":[` + strings.TrimSuffix(string(members), ",") + `]}`}, token: jose.Parse(token)}
	f.alg = f.token.Alg()
	f.readKey()
	f.checkSignature()
	if f.work > maxWork || f.tried == 0 || f.tried > maxWork/workOf("ES512", f.chosen) {
		t.Errorf("%d keys were tried, at a cost of %d", f.tried, f.work)
	}
}
