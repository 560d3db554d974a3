package inspect

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"

	gojose "github.com/go-jose/go-jose/v4"

	"jotlens/jose"
)

// goJoseAlgorithms are those that go-jose checks, too.
var goJoseAlgorithms = []gojose.SignatureAlgorithm{
	gojose.HS256, gojose.HS384, gojose.HS512, gojose.RS256, gojose.RS384, gojose.RS512,
	gojose.PS256, gojose.PS384, gojose.PS512, gojose.ES256, gojose.ES384, gojose.ES512, gojose.EdDSA,
}

// goJoseVerifies reports whether go-jose takes the token with the key that
// Jotlens verified it with.
func goJoseVerifies(token *jose.Token, k *jose.Key) error {
	parsed, err := gojose.ParseSignedCompact(token.Text, goJoseAlgorithms)
	if token.JSON != nil && !token.Unencoded() {
		parsed, err = gojose.ParseSignedJSON(token.Text, goJoseAlgorithms)
	} else if token.Unencoded() {
		// It reads payloads of b64: false only where they are detached.
		header, payload, signature := token.Segments[0].Text, token.Segments[1].Text, token.Segments[2].Text
		parsed, err = gojose.ParseDetached(header+".."+signature, []byte(payload), goJoseAlgorithms)
	}
	if err != nil {
		return err
	}
	key := k.Public
	if k.Secret() {
		key = k.Bytes
	}
	if k.Kind == jose.KindJWK {
		read := &gojose.JSONWebKey{}
		// What shows nothing around the key is passed over.
		text := k.Text[strings.IndexByte(k.Text, '{') : strings.LastIndexByte(k.Text, '}')+1]
		if err := read.UnmarshalJSON([]byte(text)); err != nil {
			return err
		}
		public := read.Public()
		key = &public
	}
	if token.JSON == nil || token.Unencoded() {
		_, err = parsed.Verify(key)
		return err
	}
	_, _, payload, err := parsed.VerifyMulti(key)
	if err == nil && string(payload) != string(token.Segments[1].Bytes) {
		err = errors.New("it signs another payload")
	}
	return err
}

// edit changes text by three bytes each: where, how, and with what.
func edit(text string, edits []byte) string {
	for ; len(edits) >= 3 && len(text) > 0; edits = edits[3:] {
		at := int(edits[0]) * len(text) / 256
		switch with := string(edits[2:3]); edits[1] % 4 {
		case 0:
			text = text[:at] + with + text[at+1:]
		case 1:
			text = text[:at] + with + text[at:]
		case 2:
			text = text[:at] + text[at+1:]
		case 3:
			text += with
		}
	}
	return text
}

// inJSON puts a compact token into a JSON form, with a header that nothing
// protects; general also has a second signature, which is wrong.
func inJSON(token, unprotected string, general bool) string {
	parts := strings.Split(token, ".")
	signature := fmt.Sprintf(`"protected":%q,"signature":%q,"header":{"x":1%s}`, parts[0], parts[2], unprotected)
	if general {
		signature = fmt.Sprintf(`"signatures":[{"protected":%q,"signature":"AAAA"},{%s}]`, parts[0], signature)
	}
	return fmt.Sprintf(`{"payload":%q,%s}`, parts[1], signature)
}

// checkIsWhatWasSigned holds a verified token to the one text that the key
// signed: nothing else may be verified, in another spelling or under another
// name of the algorithm, and nothing else may be shown.
func checkIsWhatWasSigned(t *testing.T, r Report, alg, input string) {
	t.Helper()
	if got := r.Token.SigningInput(); got != input {
		t.Errorf("verified %q, signed was %q", got, input)
	}
	if got := r.Signature.Alg; got != alg && (alg != "EdDSA" && alg != "Ed25519" || got != "EdDSA" && got != "Ed25519") {
		t.Errorf("verified as %s, signed was %s", got, alg)
	}
	for i, s := range r.Token.Segments {
		if !s.Raw && s.Text != b64(s.Bytes) {
			t.Errorf("part %d is %q for %x", i, s.Text, s.Bytes)
		}
	}
	payload := r.Token.Segments[1]
	if r.Payload == nil || r.Payload.Document.Text != string(payload.Bytes) || payload.Raw && payload.Text != string(payload.Bytes) {
		t.Errorf("the payload that is shown is not that of %q", r.Token.SigningInput())
	}
	for _, d := range []*jose.Document{r.Header.Document, r.Token.JSON} {
		if d != nil && !d.Valid() {
			t.Errorf("verified with the JSON %q", d.Text)
		}
	}
	crit := r.Token.Parameter("crit")
	if b64 := r.Token.Parameter("b64"); crit != nil && (len(crit.Elements) != 1 || crit.Elements[0].Value != "b64") || (b64 == nil) != (crit == nil) {
		t.Errorf("verified with the header %q", r.Header.Text)
	}
}

// FuzzWhatIsVerifiedGoJoseVerifiesToo signs a header and payload of the fuzzer's
// making, changes token and key, and holds Jotlens to what was signed and to a
// second opinion. Jotlens may refuse what go-jose takes, never the other way
// round. What go-jose does not know is left out: the name Ed25519 for EdDSA,
// ML-DSA, and in JSON form all but the signature that was selected.
func FuzzWhatIsVerifiedGoJoseVerifiesToo(f *testing.F) {
	for i := range publicAlgorithms {
		f.Add(byte(i), byte(0), "", "", claims, []byte{}, []byte{})
		f.Add(byte(i), byte(1), "", `,"kid":"a"`, claims, []byte{}, []byte{})
		f.Add(byte(i), byte(2), "", "", "not JSON", []byte{255, 0, 'A'}, []byte{})
	}
	for form := range 4 {
		form := byte(3 * form)
		f.Add(byte(0), form+1, "HS256", "", claims, []byte{}, []byte{})
		f.Add(byte(12), form, "", "", claims, []byte{}, []byte{})
		for _, more := range []string{
			`,"b64":false,"crit":["b64"]`, `,"b64":false`, `,"b64":true,"crit":["b64"]`, `,"b64":"no","crit":["b64"]`,
			`,"crit":["exp"],"exp":1`, `,"crit":["x","b64"],"x":1,"b64":false`, `,"crit":[]`, `,"crit":"b64"`, `,"crit":["b64"]`, `,"alg":"none"`, `,"alg":"HS256"`,
		} {
			f.Add(byte(12), form, "", more, claims, []byte{}, []byte{})
			f.Add(byte(6), form+2, "", more, "text", []byte{}, []byte{})
		}
	}
	f.Fuzz(func(t *testing.T, algorithm, form byte, called, more, payload string, tokenEdits, keyEdits []byte) {
		if len(more) > 1000 || len(payload) > 1000 || len(tokenEdits) > 30 || len(keyEdits) > 30 {
			t.Skip()
		}
		alg, text := "HS256", goodSecret
		if i := int(algorithm) % (len(publicAlgorithms) + 1); i < len(publicAlgorithms) {
			alg = publicAlgorithms[i]
			key := testKeys()[keyOf(alg)]
			switch {
			case form%3 == 1 || strings.HasPrefix(alg, "ML"):
				text = jwk(t, key.Public(), "")
			case form%3 == 2:
				text = jwks(jwk(t, testKeys()["RSA, another"].Public(), ""), jwk(t, key.Public(), `"kid":"a",`))
			default:
				text = spki(t, key)
			}
		}
		if called == "" {
			called = alg
		}
		// The last bit of what is left of form says where the fuzzer's parameters stand.
		protected, unprotected := more, ""
		if form/3%4 == 3 {
			protected, unprotected = "", more
		}
		token := signPayload(t, alg, fmt.Sprintf(`{"alg":%q%s}`, called, protected), payload, testKeys()[keyOf(alg)])
		input := token[:strings.LastIndexByte(token, '.')]
		if way := form / 3 % 4; way > 0 {
			token = inJSON(token, unprotected, way == 2)
		}
		token, text = edit(token, tokenEdits), edit(text, keyEdits)
		r := inspect(token, text, jose.Auto)
		checkAgrees(t, r)
		if r.Signature.State != Verified {
			return
		}
		checkIsWhatWasSigned(t, r, alg, input)
		k := r.Signature.Key.Chosen
		if strings.HasPrefix(r.Signature.Alg, "ML-DSA") {
			return
		}
		if r.Signature.Alg == "Ed25519" {
			public, ok := k.Public.(ed25519.PublicKey)
			if !ok || !ed25519.Verify(public, []byte(r.Token.SigningInput()), r.Token.Signature()) {
				t.Errorf("%q is verified by %q as Ed25519, not by crypto/ed25519", token, text)
			}
			return
		}
		if err := goJoseVerifies(r.Token, k); err != nil {
			t.Errorf("%q is verified by %q, go-jose says: %v", token, text, err)
		}
	})
}
