package inspect

import (
	"encoding/base64"
	"testing"

	"jotlens/inspect/samples"
	"jotlens/jose"
)

// FuzzRules feeds every rule any header and payload: whatever they hold, each
// finding is whole and points into its part, and the report agrees with itself.
func FuzzRules(f *testing.F) {
	for _, rule := range Rules() {
		for _, side := range samples.Sides {
			e := readSample(f, rule.ID, side)
			signature := []byte{0xa5}
			if e.Signature != nil {
				signature, _ = base64.RawURLEncoding.DecodeString(*e.Signature)
			}
			header, _ := samples.Plain(e.Header)
			payload, _ := samples.Plain(e.Payload)
			f.Add(header, payload, signature, e.Key)
		}
	}
	f.Add(`{"alg":"ES256","kid":"x' or 1=1;ls\n","jku":"https://[::1]:1/?url=//","jwk":{"d":1},"x5c":["MIIB"],"iss":"a","typ":1}`, `{"iss":"b"}`, make([]byte, 64), "")
	f.Fuzz(func(t *testing.T, header, payload string, signature []byte, key string) {
		if len(header)+len(payload)+len(key) > 1<<14 {
			return // what large inputs cost is bounded elsewhere
		}
		encode := base64.RawURLEncoding.EncodeToString
		r := inspect(encode([]byte(header))+"."+encode([]byte(payload))+"."+encode(signature), key, jose.Auto)
		if r.Form.Kind == jose.KindEmpty {
			return
		}
		checkAgrees(t, r)
		checkFindings(t, r)
	})
}
