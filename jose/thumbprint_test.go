package jose

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestThumbprints(t *testing.T) {
	type vector struct{ name, jwk, want string }
	vectors := []vector{
		{"RFC 7638 §3.1", readVector(t, "rfc7638_3.1.jwk"), strings.TrimSpace(readVector(t, "rfc7638_3.1.thp"))},
		{
			"RFC 8037 appendix A.3", `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`,
			"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
		},
	}
	for _, name := range []string{"mldsa_44.json", "mldsa_65.json", "mldsa_87.json"} {
		var file struct{ JWK json.RawMessage }
		var key struct{ Kid string }
		if err := json.Unmarshal([]byte(readVector(t, name)), &file); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(file.JWK, &key); err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, vector{name, string(file.JWK), key.Kid})
	}
	for _, v := range vectors {
		k, err := ReadKey(v.jwk, Auto)
		if err != nil || k.Thumbprint != v.want {
			t.Errorf("%s: %+v, %v; want %s", v.name, k, err, v.want)
		}
	}
}
