package jose

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A jweVector is an encrypted token with what opens it and what is in it.
type jweVector struct {
	name, token, key, plaintext string
}

const jweVectorFiles = "testdata/vectors/jwe/"

func readJWEVector(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(jweVectorFiles + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// jweVectors are all vectors: each form of each example is one.
func jweVectors(t testing.TB) (vectors []jweVector) {
	t.Helper()
	vectors = append(vectors, cookbookVectors(t)...)
	vectors = append(vectors, latchsetVectors(t)...)
	vectors = append(vectors, appendixVectors(t)...)
	vectors = append(vectors, nestingVector(t))
	return vectors
}

// cookbookJWE is a file of the cookbooks.
type cookbookJWE struct {
	Title string
	Input struct {
		Plaintext string
		Password  string `json:"pwd"`
		Key       json.RawMessage
	}
	Output struct {
		Compact  string
		JSON     json.RawMessage
		JSONFlat json.RawMessage `json:"json_flat"`
	}
}

func (c cookbookJWE) vectors(t testing.TB, source string) (vectors []jweVector) {
	t.Helper()
	var keys []json.RawMessage
	switch {
	case c.Input.Password != "":
		keys = []json.RawMessage{[]byte(c.Input.Password)} // is no JWK
	case json.Unmarshal(c.Input.Key, &keys) != nil:
		keys = []json.RawMessage{c.Input.Key}
	}
	forms := map[string]string{"compact": c.Output.Compact, "general": string(c.Output.JSON), "flattened": string(c.Output.JSONFlat)}
	for form, token := range forms {
		if token == "" {
			continue
		}
		for _, key := range keys {
			vectors = append(vectors, jweVector{source + " " + c.Title + ", " + form, token, string(key), c.Input.Plaintext})
		}
	}
	return vectors
}

func cookbookVectors(t testing.TB) (vectors []jweVector) {
	t.Helper()
	files, err := filepath.Glob(jweVectorFiles + "rfc7520/5_*.json")
	if err != nil || len(files) != 13 {
		t.Fatalf("found %d files of RFC 7520 §5, want 13 (%v)", len(files), err)
	}
	for _, file := range append(files, jweVectorFiles+"ecdh-es.json") {
		var c cookbookJWE
		if err := json.Unmarshal([]byte(readJWEVector(t, strings.TrimPrefix(file, jweVectorFiles))), &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		vectors = append(vectors, c.vectors(t, "RFC")...)
	}
	var panva []cookbookJWE
	if err := json.Unmarshal([]byte(readJWEVector(t, "panva.json")), &panva); err != nil {
		t.Fatal(err)
	}
	for _, c := range panva {
		vectors = append(vectors, c.vectors(t, "panva")...)
	}
	return vectors
}

func latchsetVectors(t testing.TB) (vectors []jweVector) {
	t.Helper()
	files, err := filepath.Glob(jweVectorFiles + "latchset/*.jwe?")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimPrefix(file, jweVectorFiles)
		base := strings.TrimSuffix(name, filepath.Ext(name))
		keys := []string{base + ".jwk"}
		if strings.HasSuffix(base, "5.13") {
			keys = []string{base + ".1.jwk", base + ".2.jwk", base + ".3.jwk"}
		}
		for _, key := range keys {
			vectors = append(vectors, jweVector{name + " " + key, strings.TrimSpace(readJWEVector(t, name)), readJWEVector(t, key), readJWEVector(t, base+".pt")})
		}
	}
	return vectors
}

func appendixVectors(t testing.TB) (vectors []jweVector) {
	t.Helper()
	var list []struct {
		Name, Plaintext string
		JWE             json.RawMessage
		Key             json.RawMessage
		Keys            []json.RawMessage
	}
	if err := json.Unmarshal([]byte(readJWEVector(t, "rfc7516_appendix_a.json")), &list); err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		token := string(v.JWE)
		_ = json.Unmarshal(v.JWE, &token) // the general form is no string
		for _, key := range append(v.Keys, v.Key) {
			if key != nil {
				vectors = append(vectors, jweVector{v.Name, token, string(key), v.Plaintext})
			}
		}
	}
	return vectors
}

func nestingVector(t testing.TB) jweVector {
	t.Helper()
	var nesting struct {
		Encrypt cookbookJWE
	}
	if err := json.Unmarshal([]byte(readJWEVector(t, "6.nesting_signatures_and_encryption.json")), &nesting); err != nil {
		t.Fatal(err)
	}
	c := nesting.Encrypt
	return jweVector{"RFC 7520 §6", c.Output.Compact, string(c.Input.Key), c.Input.Plaintext}
}

// testKey reads a JWK, or a password.
func testKey(t testing.TB, text string) *Key {
	t.Helper()
	k, err := ReadKey(text, Auto)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return k
}

func TestJWEVectorsOpen(t *testing.T) {
	vectors := jweVectors(t)
	if want := 109; len(vectors) != want {
		t.Errorf("found %d vectors, want %d", len(vectors), want)
	}
	for _, v := range vectors {
		token := Parse(v.token)
		if token.Kind != KindJWECompact && token.Kind != KindJWEJSON {
			t.Errorf("%s: read as %s", v.name, token.Kind)
			continue
		}
		w := &Work{}
		opened, err := ReadJWE(token).Decrypt(testKey(t, v.key), w)
		if err != nil {
			t.Errorf("%s: %v %v", v.name, err, err.Args)
			continue
		}
		if string(opened.Plaintext) != v.plaintext {
			t.Errorf("%s: opens to %q, want %q", v.name, opened.Plaintext, v.plaintext)
		}
	}
}
