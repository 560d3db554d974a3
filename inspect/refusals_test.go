package inspect

import (
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"

	"jotlens/jose"
)

// rsaPSS is the public key as SPKI of RSASSA-PSS, without parameters.
func rsaPSS(t testing.TB, key crypto.Signer) string {
	t.Helper()
	public := x509.MarshalPKCS1PublicKey(key.Public().(*rsa.PublicKey))
	der, err := asn1.Marshal(struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}{pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}}, asn1.BitString{Bytes: public, BitLength: 8 * len(public)}})
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

// A key may be right for the mathematics and wrong for the token.
func TestAKeyThatIsNotForThisVerifiesNothing(t *testing.T) {
	key := testKeys()["RSA"]
	token, pss := signAs(t, "RS256", "", key), signAs(t, "PS256", "", key)
	if s := inspect(pss, rsaPSS(t, key), jose.Auto).Signature; s.State != Verified {
		t.Errorf("PS256: %+v", s)
	}
	r := inspect(token, rsaPSS(t, key), jose.Auto)
	checkAgrees(t, r)
	if s := r.Signature; s.State != Refused || s.Reason != "The key itself says that it is not for this: it is marked for RSA-PSS." || !has(r, "jwk-alg-mismatch") {
		t.Errorf("RS256: %+v, %s", s, ids(r))
	}
	for _, member := range []string{`"use":["enc"]`, `"use":5`, `"key_ops":"encrypt"`, `"key_ops":{"0":"encrypt"}`, `"key_ops":["verify",null]`, `"alg":["PS256"]`, `"alg":256`, `"kid":5`} {
		text := jwk(t, key.Public(), member+",")
		for _, box := range []string{text, jwks(text)} {
			if s := inspect(token, box, jose.Auto).Signature; s.State != Unverifiable {
				t.Errorf("%s: %+v", member, s)
			}
		}
	}
	if s := inspect(token, jwk(t, key.Public(), `"use":null,"alg":null,"key_ops":null,`), jose.Auto).Signature; s.State != Verified {
		t.Errorf("null for what is left out: %+v", s)
	}
}

// However a public key is dressed, it is no secret (CVE-2015-9235).
func TestAPublicJWKInOtherTextIsNoSecret(t *testing.T) {
	public := jwk(t, testKeys()["RSA"].Public(), "")
	for _, text := range []string{
		`{"keys":` + public + `}`, `{"jwks":{"keys":[` + public + `]}}`, `[1,` + public + `]`, "JWK=" + public, "'" + public + "'", "// key\n" + public,
		strings.Replace(public, `"kty"`, `"KTY"`, 1), "kty: RSA\nn: " + public[20:300],
	} {
		input := encode64([]byte(`{"alg":"HS256"}`)) + "." + encode64([]byte(claims))
		for _, secret := range []string{text, public, strings.TrimSpace(text)} {
			signature, err := jose.SignHMAC("HS256", []byte(secret), input)
			if err != nil {
				t.Fatal(err)
			}
			for _, encoding := range jose.Encodings {
				r := inspect(input+"."+b64(signature), text, encoding)
				if s := r.Signature; s.State == Verified || len(s.Near) > 0 || s.Matches != nil {
					t.Errorf("%.40q as %s: %+v", text, encoding, s)
				}
			}
		}
	}
}

// What is shown as the payload must be what was signed, whole and in one
// reading only.
func TestOnlyThePayloadThatWasSignedIsVerified(t *testing.T) {
	plain, raw := encode64([]byte(`{"alg":"HS256"}`)), encode64([]byte(`{"alg":"HS256","b64":false,"crit":["b64"]}`))
	unlisted := encode64([]byte(`{"alg":"HS256","b64":false}`))
	payload := encode64([]byte(`{"sub":"zoe"}`))
	signature := func(header string) string {
		return fmt.Sprintf(`{"protected":%q,"signature":%q}`, header, mac(t, header+"."+payload))
	}
	general := func(signatures ...string) string {
		return fmt.Sprintf(`{"payload":%q,"signatures":[%s]}`, payload, strings.Join(signatures, ","))
	}
	for _, text := range []string{general(signature(plain), signature(plain)), general(signature(raw), signature(raw))} {
		if r := inspectForm(text, ""); r.Signature.State != Verified {
			t.Errorf("%s: %+v", text, r.Signature)
		}
	}
	for _, text := range []string{general(signature(plain), signature(raw)), general(signature(raw), signature(plain)), general(signature(plain), signature(unlisted))} {
		r := inspectForm(text, "")
		if checkAgrees(t, r); r.Signature.State != Refused || r.Signature.Rule != "json-form-malformed" {
			t.Errorf("%s: %+v", text, r.Signature)
		}
	}

	// The payload of this SD-JWT is the text "eyJ…", not the claims in it.
	city, digest := disclosure(`["s","city","Ghent"]`)
	hidden := encode64([]byte(`{"_sd":["` + digest + `"]}`))
	r := inspectForm(raw+"."+hidden+"."+mac(t, raw+"."+hidden)+"~"+city+"~", "")
	if checkAgrees(t, r); r.Signature.State != Refused || r.Disclosures.Claims != "" || r.Payload.Text != hidden {
		t.Errorf("%+v, %+v", r.Signature, r.Disclosures)
	}
	shown := `{"payload":"{\"_sd\":[\"` + digest + `\"]}","protected":"` + raw + `","header":{"disclosures":["` + city + `"]},"signature":"` + mac(t, raw+`.{"_sd":["`+digest+`"]}`) + `"}`
	if r := inspectForm(shown, ""); r.Signature.State != Refused || r.Signature.Rule != "b64-false" {
		t.Errorf("an SD-JWT in JSON: %+v", r.Signature)
	}

	// A detached payload is not cut to what fits.
	for _, more := range []string{"", "and more"} {
		fits := strings.Repeat("a", MaxInput)
		r := inspectForm(raw+".."+mac(t, raw+"."+fits), fits+more)
		if verified := r.Signature.State == Verified; verified != (more == "") || has(r, "dot-flood") != (more != "") {
			t.Errorf("with %q: %+v, %s", more, r.Signature, ids(r))
		}
		two := `{"signatures":[` + strings.Repeat(`{"protected":"`+raw+`","signature":"`+mac(t, raw+"."+fits)+`"},`, 1) + signature(raw) + `]}`
		if r := inspectForm(two, fits+more); (r.Signature.State == Verified) != (more == "") {
			t.Errorf("two signatures with %q: %+v", more, r.Signature)
		}
	}
}

// A verifier gets the token as it is, with what nobody sees in it.
func TestInvisibleCharactersInsideATokenRefuseIt(t *testing.T) {
	token := sign(t, "", claims, goodSecret)
	for _, invisible := range []string{"\u200b", "\ufeff", "\u00ad", "\u2060", "\u202e"} {
		for at := 1; at < len(token); at++ {
			r := inspect(token[:at]+invisible+token[at:], goodSecret, jose.Auto)
			if r.Token.Text == token && (r.Signature.State != Refused || r.Signature.Rule != "illegal-character") {
				t.Fatalf("%U at %d: %+v", []rune(invisible), at, r.Signature)
			}
		}
		if r := inspect(invisible+token+invisible, goodSecret, jose.Auto); r.Signature.State != Verified {
			t.Errorf("%U around it: %+v", []rune(invisible), r.Signature)
		}
	}
	// Percent-encoding is undone without a gap, and a wrapped token says so itself.
	if r := inspect(strings.ReplaceAll(token, ".", "%2E"), goodSecret, jose.Auto); r.Signature.State != Verified || has(r, "illegal-character") {
		t.Errorf("percent-encoded: %s", ids(r))
	}
}

// RFC 7797 updates RFC 7519: a JWT carries its claims, in base64url.
func TestNoAPIAcceptsAJWTWithoutItsClaims(t *testing.T) {
	payload := `{"iss":"a",` + inTime + `}`
	plain, raw := encode64([]byte(`{"alg":"HS256"}`)), encode64([]byte(`{"alg":"HS256","b64":false,"crit":["b64"]}`))
	for name, c := range map[string]struct{ input, payload string }{
		"detached":           {plain + ".." + mac(t, plain+"."+encode64([]byte(payload))), payload},
		"detached, b64":      {raw + ".." + mac(t, raw+"."+payload), payload},
		"b64, in its place":  {raw + "." + payload + "." + mac(t, raw+"."+payload), ""},
		"the JSON form":      {`{"protected":"` + plain + `","payload":"` + encode64([]byte(payload)) + `","signature":"` + mac(t, plain+"."+encode64([]byte(payload))) + `"}`, ""},
		"an SD-JWT":          {plain + "." + encode64([]byte(payload)) + "." + mac(t, plain+"."+encode64([]byte(payload))) + "~", ""},
		"inside, b64":        {sign(t, `{"alg":"HS256","cty":"JWT"}`, raw+"."+payload+"."+mac(t, raw+"."+payload), formSecret), ""},
		"inside, detached":   {sign(t, `{"alg":"HS256","cty":"JWT"}`, plain+".."+mac(t, plain+"."), formSecret), ""},
		"claims, but no key": {plain + "." + encode64([]byte(payload)) + "." + mac(t, plain+".other"), ""},
	} {
		r := Inspect(Request{
			Input: c.input, Payload: c.payload, Key: `{"keys":[` + octJWK(formSecret, "") + `]}`,
			Now: noon, Leeway: DefaultLeeway, Expect: Expectations{Issuer: "a"},
		})
		if r.Expectations == nil || r.Expectations.State != Rejected {
			t.Errorf("%s: %+v, the signature is %s", name, r.Expectations, r.Signature.State)
		}
	}
	for _, scope := range []string{`read\u00a0write`, `read\twrite`, `read\nwrite`} {
		r := expecting(t, "", `{"scope":"`+scope+`",`+inTime+`}`, Expectations{Scopes: []string{"write"}})
		if r.Expectations.State != Rejected {
			t.Errorf("%s: %+v", scope, r.Expectations)
		}
	}
}

// A key that says that it is for decryption opens the outer token and vouches
// for nothing inside.
func TestAKeyForDecryptionDoesNotVerifyWhatIsInside(t *testing.T) {
	inner := sign(t, "", `{"iss":"a",`+inTime+`}`, sharedKey)
	token := encrypt(t, "dir", []byte(sharedKey), "JWT", inner)
	for _, member := range []string{`,"use":"enc"`, `,"alg":"dir"`, `,"alg":"A256GCM"`, `,"key_ops":["decrypt"]`, `,"key_ops":["decrypt","encrypt"]`} {
		r := Inspect(Request{
			Input: token, Key: `{"keys":[` + octJWK(sharedKey, member) + `]}`,
			Now: noon, Leeway: DefaultLeeway, Expect: Expectations{Issuer: "a"},
		})
		if r.Encryption.State != Decrypted || r.Nested == nil || r.Nested.Signature.State != Refused || r.Expectations.State != Rejected {
			t.Errorf("%s: %+v, %+v, %+v", member, r.Encryption, r.Nested, r.Expectations)
		}
	}
}
