package inspect

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"jotlens/jose"
)

// A jwsVector is a signed token that somebody else made, and its key.
type jwsVector struct{ name, token, key string }

const vectorFiles = "../jose/testdata/vectors/"

func readVector(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(vectorFiles + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// jwsVectors are all signed tokens among the vectors, in all their forms.
func jwsVectors(t testing.TB) (vectors []jwsVector) {
	t.Helper()
	for token, key := range map[string]string{
		"rfc7515_A.1": "rfc7515_A.1", "jws/rfc7515_A.2": "rfc7515_A.2", "jws/rfc7515_A.3": "rfc7515_A.3", "jws/rfc7515_A.4": "rfc7515_A.4",
		"jws/rfc7520_4.1": "rfc7520_3.4", "jws/rfc7520_4.2": "rfc7520_3.4", "jws/rfc7520_4.3": "rfc7520_3.2", "jws/rfc7520_4.4": "rfc7520_3.5",
	} {
		vectors = append(vectors, jwsVector{token, string(readVector(t, token+".jwsc")), string(readVector(t, key+".jwk"))})
	}
	for _, name := range []string{"jws/4_1.rsa_v15_signature", "jws/4_2.rsa-pss_signature", "jws/4_3.ecdsa_signature", "rfc7520_4.4", "jws/rfc8037_A.4"} {
		vectors = append(vectors, cookbook(t, name, readVector(t, name+".json"))...)
	}
	var panva []json.RawMessage
	if err := json.Unmarshal(readVector(t, "jws/panva_jws.json"), &panva); err != nil {
		t.Fatal(err)
	}
	for _, entry := range panva {
		vectors = append(vectors, cookbook(t, "panva", entry)...)
	}
	for _, name := range []string{"mldsa_44", "mldsa_65", "mldsa_87"} {
		var v struct {
			JWK json.RawMessage
			JWS string
		}
		if err := json.Unmarshal(readVector(t, name+".json"), &v); err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, jwsVector{name, v.JWS, string(v.JWK)})
	}
	return vectors
}

// cookbook reads an entry of a cookbook: one token in up to three forms.
func cookbook(t testing.TB, name string, data []byte) (vectors []jwsVector) {
	t.Helper()
	var v struct {
		Title  string
		Input  struct{ Key json.RawMessage }
		Output struct {
			Compact  string
			JSON     json.RawMessage
			JSONFlat json.RawMessage `json:"json_flat"`
		}
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	for form, token := range map[string]string{"compact": v.Output.Compact, "general": string(v.Output.JSON), "flattened": string(v.Output.JSONFlat)} {
		if token != "" {
			vectors = append(vectors, jwsVector{name + " " + v.Title + ", " + form, token, string(v.Input.Key)})
		}
	}
	return vectors
}

func TestEveryVectorIsVerifiedByItsKeyAndByNoOther(t *testing.T) {
	vectors := jwsVectors(t)
	if len(vectors) < 50 {
		t.Errorf("found %d vectors, want 50", len(vectors))
	}
	negatives := 0
	for _, v := range vectors {
		r := inspect(v.token, v.key, jose.Auto)
		checkAgrees(t, r)
		if r.Signature.State != Verified {
			t.Errorf("%s: %s, %s; findings: %s", v.name, r.Signature.State, r.Signature.Reason, ids(r))
			continue
		}
		for _, other := range vectors {
			if sameKey(t, v.key, other.key) {
				continue
			}
			negatives++
			if s := inspect(v.token, other.key, jose.Auto).Signature; s.State == Verified {
				t.Errorf("%s is verified by the key of %s", v.name, other.name)
			}
		}
		// One character changed, anywhere in the token.
		for i := 0; i < len(v.token); i += max(1, len(v.token)/40) {
			for _, c := range []byte{'A', 'x', '.', '='} {
				if v.token[i] == c {
					continue
				}
				changed := v.token[:i] + string(c) + v.token[i+1:]
				negatives++
				if r := inspect(changed, v.key, jose.Auto); r.Signature.State == Verified && !sameMeaning(r, v) {
					t.Errorf("%s is verified with %q at %d: %s", v.name, c, i, changed)
				}
			}
		}
	}
	t.Logf("%d vectors verified, %d changes of token or key refused", len(vectors), negatives)
}

// sameMeaning reports whether a changed text still holds the very signature of
// the vector: in JSON, white space and members that nobody reads may change.
func sameMeaning(r Report, v jwsVector) bool {
	original := inspect(v.token, v.key, jose.Auto)
	return strings.HasPrefix(v.token, "{") &&
		r.Token.SigningInput() == original.Token.SigningInput() && string(r.Token.Signature()) == string(original.Token.Signature())
}

func sameKey(t testing.TB, a, b string) bool {
	t.Helper()
	x, errX := jose.ReadKey(a, jose.Auto)
	y, errY := jose.ReadKey(b, jose.Auto)
	if errX != nil || errY != nil {
		t.Fatalf("a key of the vectors cannot be read: %v, %v", errX, errY)
	}
	return x.Thumbprint == y.Thumbprint && string(x.Bytes) == string(y.Bytes)
}
