package jose

import (
	"bytes"
	"compress/flate"
	"strings"
	"testing"
)

func TestRoundsAreCheckedBeforeTheFirst(t *testing.T) {
	bomb := strings.TrimSpace(readJWEVector(t, "cve-2023-50967.jwe"))
	opened, err, w := decrypt(t, bomb, testKey(t, readJWEVector(t, "cve-2023-50967.jwk")))
	if opened != nil || err.Code != "jwe-p2c-high" || err.Args["n"] != "1000000000" || w.Rounds != 0 || w.Tries != 0 {
		t.Errorf("%v after %d rounds", err, w.Rounds)
	}
	for p2c, code := range map[string]string{
		"0": "jwe-p2c-high", "-1": "jwe-p2c-high", "1200001": "jwe-p2c-high", "2000000000": "jwe-p2c-high", "1e3": "jwe-p2c-high", "1000.0": "jwe-p2c-high",
		"99999999999999999999999": "jwe-p2c-high", `"1000"`: "jwe-p2c-high", "null": "jwe-p2c-high", "[1]": "jwe-p2c-high",
	} {
		header := `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":` + p2c + `}`
		if _, err, w := decrypt(t, seal(t, header, strings.Repeat("k", 24), nil), secretKey("password")); err.Code != code || w.Rounds != 0 {
			t.Errorf("p2c %s: %v after %d rounds", p2c, err, w.Rounds)
		}
	}
	for name, header := range map[string]string{
		"no p2c":         `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA"}`,
		"no salt":        `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000}`,
		"seven bytes":    `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":"AAAAAAAAAA"}`,
		"padded salt":    `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":"AAAAAAAAAAA="}`,
		"an array":       `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000,"p2s":["AAAAAAAAAAA"]}`,
		"an odd p2c too": `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":{},"p2s":""}`,
	} {
		if _, err, w := decrypt(t, seal(t, header, strings.Repeat("k", 24), nil), secretKey("password")); !strings.HasPrefix(err.Code, "jwe-p2c-") || w.Rounds != 0 {
			t.Errorf("%s: %v after %d rounds", name, err, w.Rounds)
		}
	}
}

func TestOnePasswordIsTried(t *testing.T) {
	header := `{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":1000}`
	set := &Key{Kind: KindJWKSet}
	for i := range 200 {
		set.Keys = append(set.Keys, &Key{Kind: KindJWKSecret, Bytes: []byte{byte(i + 1)}})
	}
	_, err, w := decrypt(t, seal(t, header, strings.Repeat("k", 24), nil), set)
	if err.Code != "jwe-too-much-work" || w.Rounds != 1000 || w.Tries != 1 {
		t.Errorf("%v after %d tries and %d rounds", err, w.Tries, w.Rounds)
	}
}

// deflated is data in DEFLATE, as small as it gets.
func deflated(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const zipHeader = `{"alg":"dir","enc":"A128GCM","zip":"DEF"}`

func TestInflatingStopsAtTheBound(t *testing.T) {
	bomb := deflated(t, make([]byte, 30<<20))
	_, err, w := decrypt(t, seal(t, zipHeader, "", bomb), secretKey(sealKey))
	if err.Code != "jwe-zip-bomb" || w.Inflated > 250_001 || w.Inflated < 250_000 {
		t.Errorf("%v after %d bytes", err, w.Inflated)
	}
	// A small ciphertext may become ten times as long, and 1 KB.
	small := deflated(t, make([]byte, 50_000))
	_, err, w = decrypt(t, seal(t, zipHeader, "", small), secretKey(sealKey))
	if limit := 10*len(small) + 1000; err.Code != "jwe-zip-bomb" || w.Inflated != limit+1 {
		t.Errorf("%v after %d bytes of %d", err, w.Inflated, limit)
	}
	limit := 0
	for n := 1; n < 3000; n++ { // the longest text that is within its own bound
		if n <= maxInflated(len(deflated(t, make([]byte, n)))) {
			limit = n
		}
	}
	if opened, err, _ := decrypt(t, seal(t, zipHeader, "", deflated(t, make([]byte, limit))), secretKey(sealKey)); err != nil || len(opened.Plaintext) != limit {
		t.Errorf("%d bytes are refused: %v", limit, err)
	}
	if _, err, _ := decrypt(t, seal(t, zipHeader, "", deflated(t, make([]byte, limit+1))), secretKey(sealKey)); err == nil {
		t.Errorf("%d bytes are let through", limit+1)
	}
	good := deflated(t, []byte("hello"))
	for name, data := range map[string][]byte{"cut": good[:len(good)-2], "longer": append(bytes.Clone(good), 0), "no DEFLATE": []byte("\xff\xff"), "empty": nil} {
		if _, err, _ := decrypt(t, seal(t, zipHeader, "", data), secretKey(sealKey)); err == nil || err.Code != "jwe-malformed" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
