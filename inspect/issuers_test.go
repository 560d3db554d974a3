package inspect

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha3"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

var update = flag.Bool("update", false, "write the table of findings about the issuers’ tokens")

// An issuerToken is a file of testdata/issuers: a token as an issuer writes it.
type issuerToken struct {
	name string

	Issuer, Kind string
	Page         struct{ Name, Address string }
	Header       json.RawMessage
	Payload      json.RawMessage
	Now          time.Time // inside the token's life
}

// readIssuerTokens reads all the files, in the order of their names.
func readIssuerTokens(t *testing.T) []issuerToken {
	t.Helper()
	files, err := filepath.Glob("testdata/issuers/*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 27 {
		t.Fatalf("only %d tokens", len(files))
	}
	tokens := make([]issuerToken, len(files))
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		token := &tokens[i]
		token.name = strings.TrimSuffix(filepath.Base(file), ".json")
		if err := decoder.Decode(token); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if token.Issuer == "" || token.Kind == "" || token.Page.Name == "" || !strings.HasPrefix(token.Page.Address, "https://") || token.Now.IsZero() {
			t.Errorf("%s: issuer, kind, page or now is missing", file)
		}
	}
	return tokens
}

// signingInput is header and payload without the white space of the file.
func (token issuerToken) signingInput(t *testing.T) string {
	t.Helper()
	var parts [2]string
	for i, part := range []json.RawMessage{token.Header, token.Payload} {
		var compact bytes.Buffer
		if err := json.Compact(&compact, part); err != nil {
			t.Fatalf("%s: %v", token.name, err)
		}
		parts[i] = base64.RawURLEncoding.EncodeToString(compact.Bytes())
	}
	return parts[0] + "." + parts[1]
}

// text is the token with a signature that has the length of one, and is none.
func (token issuerToken) text(t *testing.T) string {
	t.Helper()
	input := token.signingInput(t)
	alg := jose.Parse(input + ".").Alg()
	known, ok := jose.AlgorithmNamed(alg)
	if !ok {
		t.Fatalf("%s: unknown algorithm %q", token.name, alg)
	}
	length := known.SignatureBytes
	if length == 0 {
		length = 256 // RSA, 2048 bits
	}
	signature := sha3.SumSHAKE256([]byte(input), length)
	for i := 0; i < length; i += length / 2 {
		signature[i] &= 0x7f // r and s of ECDSA stay below the order of the curve
	}
	return input + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// saidOfAll are the findings that every token without a key gets.
var saidOfAll = []string{"unverified", "alg-family-note"}

// The rules have nothing serious to say about tokens that are as their issuers
// document them; the rest of what they say stands in a table for people to judge.
func TestIssuersTokensAreQuiet(t *testing.T) {
	const readme = "testdata/issuers/README.md"
	const head = "| token | issuer | kind | recognized as | page | warnings | info |\n|---|---|---|---|---|---|---|\n"
	table, warned := head, []string(nil)
	for _, token := range readIssuerTokens(t) {
		r := Inspect(Request{Input: token.text(t), Now: token.Now, Leeway: DefaultLeeway})
		if !r.Form.WellFormed || !r.Form.IsJWT || r.Signature.State != Unverified {
			t.Errorf("%s: form %+v, signature %+v", token.name, r.Form, r.Signature)
		}
		if r.Time.State == TimeExpired || r.Time.State == TimeNotYetValid {
			t.Errorf("%s: %s is outside its life", token.name, token.Now)
		}
		said := map[Severity][]string{}
		for _, finding := range r.Findings {
			place := finding.ID + " " + finding.Path
			content := finding.ID == "sensitive-in-header" || slices.ContainsFunc(contentRules, func(rule Rule) bool { return rule.ID == finding.ID })
			switch {
			case finding.Severity == Critical, strings.HasPrefix(finding.ID, "kid-"), content && finding.Severity != Info:
				t.Errorf("%s: %s %s: %s", token.name, finding.Severity, place, finding.Message)
			case finding.Path == "header.alg" && finding.Severity != Info:
				t.Errorf("%s: the algorithm by itself is no mistake: %s", token.name, finding.Message)
			}
			if !slices.Contains(saidOfAll, finding.ID) {
				said[finding.Severity] = append(said[finding.Severity], strings.TrimSuffix("`"+finding.ID+"` "+cell(finding.Path), " "))
			}
		}
		if len(said[Warning]) > 0 {
			warned = append(warned, token.name)
		}
		table += fmt.Sprintf("| %s | %s | %s | %s | [%s](%s) | %s | %s |\n", token.name, token.Issuer, token.Kind, r.Form.Profile, token.Page.Name, token.Page.Address,
			strings.Join(said[Warning], ", "), strings.Join(said[Info], ", "))
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	prose, written, _ := strings.Cut(string(text), head)
	var judged []string
	for line := range strings.Lines(prose) {
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "- **"), "**: "); ok {
			judged = append(judged, name)
		}
	}
	if !slices.Equal(judged, warned) {
		t.Errorf("%s gives reasons for the warnings of %q; there are warnings about %q", readme, judged, warned)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(prose+table), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := strings.Split(head+written, "\n")
	got := strings.Split(table, "\n")
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("%s has no line %s", readme, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%s has a line too many: %s", readme, line)
		}
	}
}

// cell is a path that can stand in a cell of a table.
func cell(path string) string { return strings.ReplaceAll(path, "|", `\|`) }

// A shared secret is as good as another key: nothing is wrong with a token that
// HS256 signs when the secret is long and nobody knows it.
func TestASharedSecretIsNoWeakness(t *testing.T) {
	for _, token := range readIssuerTokens(t) {
		if token.name != "supabase-session" {
			continue
		}
		input := token.signingInput(t)
		const secret = "k7Zq0pXv3mB9sT4yN8cR1wL6hF2dJ5gAeUoViKxQnMbS+tY/uPzEaWrCjHfGlDOq"
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(input))
		text := input + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
		for _, key := range []string{"", secret} {
			r := Inspect(Request{Input: text, Key: key, KeyEncoding: jose.UTF8, Now: token.Now, Leeway: DefaultLeeway})
			if key != "" && r.Signature.State != Verified {
				t.Errorf("signature %+v", r.Signature)
			}
			for _, finding := range r.Findings {
				if finding.Severity != Info {
					t.Errorf("with key %q: %s: %s", key, finding.ID, finding.Message)
				}
			}
		}
		return
	}
	t.Error("no token of Supabase")
}
