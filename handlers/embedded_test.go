package handlers

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// selfMade is a token that carries the very key that signed it.
func selfMade(t *testing.T) string {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	private := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	header, err := json.Marshal(map[string]any{
		"alg": "EdDSA", "jwk": map[string]string{"kty": "OKP", "crv": "Ed25519", "x": encode(private[ed25519.SeedSize:])},
	})
	if err != nil {
		t.Fatal(err)
	}
	input := encode(header) + "." + encode([]byte(`{"sub":"zoe"}`))
	return input + "." + encode(ed25519.Sign(private, []byte(input)))
}

const nothingProven = "The signature matches the key that the token itself carries, which proves nothing: whoever forges a token brings a key of their own."

func TestTheKeyInATokenIsTriedWhenTheFormAsks(t *testing.T) {
	for _, asked := range []bool{false, true} {
		fields := url.Values{"token": {selfMade(t)}}
		if asked {
			fields.Set("try_embedded", "1")
		}
		status, page := submit(t, counting{}, fields)
		if got := signatureState(t, page); status != 200 || got != "unverified" {
			t.Errorf("asked %v: %d, the signature is %s", asked, status, got)
		}
		if says := strings.Contains(page, nothingProven); says != asked {
			t.Errorf("asked %v: the page says %v that it matches", asked, says)
		}
		if offers := strings.Contains(page, `name="try_embedded"`); offers == asked {
			t.Errorf("asked %v: the page offers %v to try it", asked, offers)
		}
	}
}

func TestTheKeyInATokenIsTriedWhenTheAPIAsks(t *testing.T) {
	for _, asked := range []bool{false, true} {
		body, err := json.Marshal(map[string]any{"input": selfMade(t), "try_embedded_key": asked})
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Signature struct {
				State, Reason string
				Embedded      struct {
					Parameter      string
					Tried, Matches bool
				}
			}
		}
		status, _ := ask(t, string(body), &got)
		s := got.Signature
		if status != 200 || s.State != "unverified" || s.Embedded.Parameter != "jwk" || s.Embedded.Tried != asked || s.Embedded.Matches != asked || (s.Reason == nothingProven) != asked {
			t.Errorf("asked %v: %d, %+v", asked, status, s)
		}
	}
}
