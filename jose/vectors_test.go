package jose

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// vector is a token with the key that signed it.
type vector struct {
	name, token, key string
}

func hmacVectors(t testing.TB) []vector {
	t.Helper()
	read := func(name string) []byte {
		data, err := os.ReadFile("testdata/vectors/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	vectors := []vector{{"RFC 7515 A.1", string(read("rfc7515_A.1.jwsc")), string(read("rfc7515_A.1.jwk"))}}
	var cookbook struct {
		Title  string
		Input  struct{ Key json.RawMessage }
		Output struct{ Compact string }
	}
	if err := json.Unmarshal(read("rfc7520_4.4.json"), &cookbook); err != nil {
		t.Fatal(err)
	}
	vectors = append(vectors, vector{"RFC 7520 4.4", cookbook.Output.Compact, string(cookbook.Input.Key)})
	var examples []struct {
		Name, JWS string
		Key       json.RawMessage
	}
	if err := json.Unmarshal(read("rfc7519_examples.json"), &examples); err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		if e.Key != nil {
			vectors = append(vectors, vector{e.Name, e.JWS, string(e.Key)})
		}
	}
	if len(vectors) < 3 {
		t.Fatalf("found %d vectors, want 3", len(vectors))
	}
	return vectors
}

func TestHMACVectorsVerify(t *testing.T) {
	for _, v := range hmacVectors(t) {
		token := Parse(v.token)
		key, keyErr := ReadKey(v.key, Auto)
		if keyErr != nil {
			t.Fatalf("%s: key: %v", v.name, keyErr)
		}
		if token.Kind != KindJWSCompact || key.Kind != KindJWKSecret {
			t.Errorf("%s: read as %s with a key of kind %s", v.name, token.Kind, key.Kind)
		}
		ok, err := VerifyHMAC(token.Alg(), key.Bytes, token.SigningInput(), token.Signature())
		if !ok || err != nil {
			t.Errorf("%s: not verified (%v)", v.name, err)
		}
		signed, err := SignHMAC(token.Alg(), key.Bytes, token.SigningInput())
		if err != nil || string(signed) != string(token.Signature()) {
			t.Errorf("%s: signing again gives %x, want %x (%v)", v.name, signed, token.Signature(), err)
		}
		// One bit less, anywhere, and nothing verifies.
		for i := range token.Signature() {
			bent := append([]byte(nil), token.Signature()...)
			bent[i] ^= 1
			if ok, _ := VerifyHMAC(token.Alg(), key.Bytes, token.SigningInput(), bent); ok {
				t.Errorf("%s: verified with byte %d of the signature changed", v.name, i)
			}
		}
		if ok, _ := VerifyHMAC(token.Alg(), key.Bytes, token.SigningInput()+"A", token.Signature()); ok {
			t.Errorf("%s: verified with a longer signing input", v.name)
		}
	}
}

func TestTheUnsecuredVectorIsReadAndNeverVerified(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors/rfc7519_examples.json")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "eyJhbGciOiJub25lIn0.") {
		t.Fatal("the vector of RFC 7519 §6.1 is missing")
	}
	token := Parse("eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.")
	if token.Kind != KindJWSCompact || token.Alg() != "none" || token.Payload.Member("iss").Value != "joe" {
		t.Errorf("read as %s, alg %q", token.Kind, token.Alg())
	}
	if ok, err := VerifyHMAC(token.Alg(), nil, token.SigningInput(), token.Signature()); ok || err != ErrNotHMAC {
		t.Errorf("VerifyHMAC = %v, %v", ok, err)
	}
}
