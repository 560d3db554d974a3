package inspect

import (
	"crypto/ed25519"
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
	if token.Unencoded() {
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
		if err := read.UnmarshalJSON([]byte(k.Text)); err != nil {
			return err
		}
		public := read.Public()
		key = &public
	}
	_, err = parsed.Verify(key)
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

// FuzzWhatIsVerifiedGoJoseVerifiesToo signs a header and payload of the fuzzer's
// making, changes token and key, and holds Jotlens to a second opinion. Jotlens
// may refuse what go-jose takes, never the other way round. What go-jose does
// not know is left out: the name Ed25519 for EdDSA, and ML-DSA.
func FuzzWhatIsVerifiedGoJoseVerifiesToo(f *testing.F) {
	for i := range publicAlgorithms {
		f.Add(byte(i), byte(0), "", "", claims, []byte{}, []byte{})
		f.Add(byte(i), byte(1), "", `,"kid":"a"`, claims, []byte{}, []byte{})
		f.Add(byte(i), byte(2), "", "", "not JSON", []byte{255, 0, 'A'}, []byte{})
	}
	f.Add(byte(0), byte(1), "HS256", "", claims, []byte{}, []byte{})
	f.Add(byte(0), byte(0), "", `,"b64":false,"crit":["b64"]`, claims, []byte{}, []byte{})
	f.Add(byte(0), byte(0), "", `,"crit":["exp"],"exp":1`, claims, []byte{}, []byte{})
	f.Add(byte(0), byte(0), "", `,"alg":"none"`, claims, []byte{}, []byte{})
	f.Add(byte(12), byte(3), "", "", claims, []byte{}, []byte{})
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
		token := signPayload(t, alg, fmt.Sprintf(`{"alg":%q%s}`, called, more), payload, testKeys()[keyOf(alg)])
		token, text = edit(token, tokenEdits), edit(text, keyEdits)
		r := inspect(token, text, jose.Auto)
		checkAgrees(t, r)
		if r.Signature.State != Verified || r.Form.Kind != jose.KindJWSCompact {
			return
		}
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
