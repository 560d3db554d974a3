package inspect

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

// ofKeys inspects keys by the clock of the tests.
func ofKeys(text, key string) Report {
	return Inspect(Request{Input: text, Key: key, Now: noon, Leeway: DefaultLeeway})
}

// checkKeysAgree fails when the report about keys says something about a token.
func checkKeysAgree(t *testing.T, r Report) {
	t.Helper()
	checkAgrees(t, r)
	checkFindings(t, r)
	if r.KeySet == nil || r.Header != nil || r.Expectations != nil || r.Signature.State != Unverifiable || r.Time.State != TimeNone || r.Form.IsJWT {
		t.Errorf("a text of keys is read as a token: %+v %+v", r.Form, r.Signature)
	}
	own := keysOnlyRules()
	for _, f := range r.Findings {
		if !slices.ContainsFunc(own, func(rule Rule) bool { return rule.ID == f.ID }) {
			t.Errorf("%s is about tokens", f.ID)
		}
	}
}

// publishedSets are the files of testdata/keysets, by name.
func publishedSets(t testing.TB) (names []string, texts map[string]string) {
	t.Helper()
	files, err := filepath.Glob("testdata/keysets/*.json")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d sets (%v)", len(files), err)
	}
	texts = map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		names, texts[name] = append(names, name), string(data)
	}
	return names, texts
}

// The rules have nothing serious to say about sets of the shape that issuers
// publish; the rest of what they say stands in a table for people to judge.
func TestPublishedKeySetsAreQuiet(t *testing.T) {
	const readme = "testdata/keysets/README.md"
	const head = "| set | kind | keys | info |\n|---|---|---|---|\n"
	names, texts := publishedSets(t)
	table := head
	for _, name := range names {
		r := ofKeys(texts[name], "")
		checkKeysAgree(t, r)
		if !r.Form.WellFormed {
			t.Errorf("%s is not well-formed", name)
		}
		var said []string
		for _, f := range r.Findings {
			if f.Severity != Info {
				t.Errorf("%s: %s %s: %s", name, f.Severity, f.ID, f.Message)
			}
			said = append(said, "`"+f.ID+"` "+f.Path)
		}
		table += fmt.Sprintf("| %s | %s | %d | %s |\n", name, r.Form.Kind, len(r.KeySet.Keys), strings.Join(said, ", "))
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	prose, written, _ := strings.Cut(string(text), head)
	for _, name := range names {
		if !strings.Contains(prose, "- **"+name+"**: [") {
			t.Errorf("%s names no page for %s", readme, name)
		}
	}
	if *update {
		if err := os.WriteFile(readme, []byte(prose+table), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if head+written != table {
		t.Errorf("%s has\n%swant\n%s", readme, head+written, table)
	}
}

func TestKeySetsThatAreNotGood(t *testing.T) {
	data, err := os.ReadFile("testdata/keysets_faulty.json")
	if err != nil {
		t.Fatal(err)
	}
	var sets map[string]string
	if err := json.Unmarshal(data, &sets); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"short":    "critical rsa-key-short keys[0].n",
		"exponent": "critical rsa-bad-exponent keys[0].e",
		"expired":  "warning x509-expired keys[0].x5c",
		"mismatch": "critical x5c-key-mismatch keys[0].x5c",
		"point":    "critical ec-invalid-point keys[0].x",
		"mixed":    "critical jwks-secret-published keys[0].k, warning jwks-mixed-symmetry keys[0].kty",
		"twins":    "warning jwks-duplicate-kid keys[1].kid",
		"skipped":  "warning jwks-key-skipped keys[1], info jwks-key-skipped keys[2]",
		"good":     "",
		"lone":     "",
	}
	if len(sets) != len(want) {
		t.Fatalf("%d sets, want %d", len(sets), len(want))
	}
	for name, text := range sets {
		r := ofKeys(text, "")
		checkKeysAgree(t, r)
		var got []string
		for _, f := range r.Findings {
			got = append(got, string(f.Severity)+" "+f.ID+" "+f.Path)
			if raw := r.Payload.Document.Raw(f.Span); raw == "" || strings.Contains(f.Path, ".") && !strings.HasPrefix(raw, `"`+f.Path[strings.LastIndex(f.Path, ".")+1:]+`"`) {
				t.Errorf("%s: %s points at %q", name, f.Path, raw)
			}
		}
		if strings.Join(got, ", ") != want[name] {
			t.Errorf("%s: %q, want %q", name, got, want[name])
		}
		// The text around a set changes nothing.
		for _, around := range []string{"HTTP/2 200\r\ncontent-type: application/json\r\nx: {a}\r\n\r\n%s\n", "$ curl -s https://a.example/keys\n%s", "```json\n%s\n```"} {
			again := ofKeys(strings.Replace(around, "%s", text, 1), "")
			if ids(again) != ids(r) || again.Payload == nil || again.Payload.Text != r.Payload.Text {
				t.Errorf("%s inside %q: %s", name, around, ids(again))
			}
		}
	}
}

func TestKeysSayWhatTheyAre(t *testing.T) {
	_, texts := publishedSets(t)
	r := ofKeys(texts["keycloak"], "")
	if len(r.KeySet.Keys) != 2 {
		t.Fatalf("%+v", r.KeySet)
	}
	k := r.KeySet.Keys[0]
	if k.Type != jose.TypeRSA || k.Bits != 2048 || k.Use != "enc" || k.Alg != "RSA-OAEP" || len(k.Thumbprint) != 43 || len(k.Certificates) != 1 || !k.Certificates[0].SelfSigned || k.Path != "keys[0]" {
		t.Errorf("%+v", k)
	}
	if r = ofKeys(`{"kty":"oct","k":"c2VjcmV0"}`, ""); r.KeySet.Keys[0].Thumbprint != "" || r.KeySet.Keys[0].Bytes != 6 {
		t.Errorf("a secret: %+v", r.KeySet.Keys[0])
	}
}

func TestATokenInTheKeyBoxIsNoticed(t *testing.T) {
	_, texts := publishedSets(t)
	for key, want := range map[string]bool{"": false, "a secret": false, texts["google"]: false, "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6b2UifQ.AAAA": true} {
		if r := ofKeys(texts["google"], key); r.KeySet.Swapped != want {
			t.Errorf("with %q: swapped is %v", key, r.KeySet.Swapped)
		}
	}
}

// A mebibyte of anything is answered with a bounded number of findings, keys and
// signature checks.
func TestHugeKeySetsAreBounded(t *testing.T) {
	_, texts := publishedSets(t)
	entra := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(texts["github-actions"]), `{"keys":[`), `]}`)
	for name, element := range map[string]string{
		"junk": `{"kty":"RSA","d":1}`, "numbers": "1", "secrets": `{"kty":"oct","k":"AAAA"}`, "certificates": entra, "twice": `{"kty":"oct","kty":"oct"}`,
	} {
		text := `{"keys":[{"kty":"x"}` + strings.Repeat(","+element, (MaxInput-100)/(len(element)+1)) + `]}`
		r := ofKeys(text, "")
		checkKeysAgree(t, r)
		if len(r.KeySet.Keys) > jose.MaxKeys || len(r.Findings) > len(keysOnlyRules())*(maxHits+1) {
			t.Errorf("%s: %d keys, %d findings", name, len(r.KeySet.Keys), len(r.Findings))
		}
		if name == "numbers" && r.KeySet.Omitted == 0 {
			t.Error("nothing was left out")
		}
	}
}

// FuzzKeySets: whatever the text, a report about keys agrees with itself and is
// about nothing else.
func FuzzKeySets(f *testing.F) {
	_, texts := publishedSets(f)
	for _, text := range texts {
		f.Add(text)
	}
	f.Add(`[{"kty":"oct","":1,"k":"AA","":2}]`)
	f.Add(`{"kty":"EC","keys":[{"kty":1}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		if r := ofKeys(text, ""); r.Form.Kind.HoldsKeys() {
			checkKeysAgree(t, r)
		}
	})
}
