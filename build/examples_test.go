package build

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func example(t testing.TB, name string) ExampleToken {
	t.Helper()
	made, err := Example(name, noon, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (e ExampleToken) inspect() inspect.Report {
	return inspect.Inspect(inspect.Request{Input: e.Token, Key: e.Key, KeyEncoding: e.Encoding, Payload: e.Payload, Now: noon, Leeway: inspect.DefaultLeeway})
}

func worst(r inspect.Report) (ids []string) {
	for _, f := range r.Findings {
		if f.Severity != inspect.Info {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

func TestGoodExamplesAreGood(t *testing.T) {
	profiles := map[string]inspect.Profile{
		"id-token": inspect.IDToken, "access-token": inspect.AccessToken, "refresh-token": inspect.RefreshToken,
		"logout-token": inspect.LogoutToken, "dpop-proof": inspect.DPoPProof, "kubernetes": inspect.KubernetesAccount,
		"github-actions": inspect.GitHubActions, "sd-jwt": inspect.SDJWTVC,
	}
	encrypted := map[string]bool{"jwe-dir": true, "jwe-rsa": true, "jwe-ecdh": true, "nested": true}
	looked := 0
	for _, group := range ExampleGroups {
		if group.Name == "wrong" {
			continue
		}
		for _, name := range group.Names {
			looked++
			made := example(t, name)
			r := made.inspect()
			if r.Form.Profile != profiles[name] {
				t.Errorf("%s is recognized as %q", name, r.Form.Profile)
			}
			// These cannot be had without.
			want := map[string]string{"ml-dsa-65": "size-cookie", "ml-dsa-87": "size-cookie size-header", "jws-json": "json-serialization"}[name]
			if ids := strings.Join(worst(r), " "); ids != want {
				t.Errorf("%s has %q", name, ids)
			}
			switch {
			case !encrypted[name]:
				if r.Signature.State != inspect.Verified {
					t.Errorf("%s is %s: %s", name, r.Signature.State, r.Signature.Reason)
				}
			case r.Encryption == nil || r.Encryption.State != inspect.Decrypted:
				t.Errorf("%s is not decrypted: %+v", name, r.Encryption)
			}
			if group.Name == "algorithm" && !strings.EqualFold(r.Signature.Alg, name) {
				t.Errorf("%s is signed by %s", name, r.Signature.Alg)
			}
			if key, _ := jose.ReadKey(made.Key, made.Encoding); key.IsPrivate && !encrypted[name] {
				t.Errorf("%s puts a private key into the key box", name)
			}
		}
	}
	if looked < 30 {
		t.Fatalf("only %d examples were looked at", looked)
	}
	if r := example(t, "nested").inspect(); r.Nested == nil || r.Nested.Signature.State != inspect.Verified {
		t.Error("the nested token is not verified")
	}
	if r := example(t, "sd-jwt").inspect(); r.Disclosures == nil || r.Disclosures.KeyBinding == nil || r.Disclosures.KeyBinding.State != inspect.Verified {
		t.Error("the key binding is not verified")
	}
}

func TestEachVerifiableAlgorithmHasAnExample(t *testing.T) {
	names := " " + strings.Join(ExampleGroups[0].Names, " ") + " "
	for _, a := range jose.Algorithms {
		if jose.Verifiable(a.Name) && !strings.Contains(names, " "+strings.ToLower(a.Name)+" ") {
			t.Errorf("%s has none", a.Name)
		}
	}
}

func TestWrongExamplesAreWrong(t *testing.T) {
	for name, want := range map[string]string{"unsecured": "alg-none", "expired": "expired", "sensitive": "claim-credential"} {
		r := example(t, name).inspect()
		if !has(r, want) {
			t.Errorf("%s does not have %s: %q", name, want, worst(r))
		}
	}
}

func TestExamplesNeverRepeatAKey(t *testing.T) {
	for _, name := range []string{"hs256", "es256", "jwe-dir"} {
		if a, b := example(t, name), example(t, name); a.Key == b.Key || a.Token == b.Token {
			t.Errorf("%s came twice", name)
		}
	}
}

func TestExampleErrors(t *testing.T) {
	if _, err := Example("nothing", noon, rand.Reader); !errors.Is(err, ErrNoExample) {
		t.Errorf("an unknown name gives %v", err)
	}
	// Keys of other algorithms come from the system's own source.
	for _, name := range []string{"hs256", "sensitive", "id-token", "eddsa", "ml-dsa-44", "sd-jwt", "jwe-dir", "nested", "jwk-set", "detached", "refresh-token", "expired"} {
		made, err := Example(name, noon, iotest.ErrReader(errors.New("no entropy")))
		if err == nil && name != "jwk-set" || err != nil && made != (ExampleToken{}) {
			t.Errorf("%s is %q without chance, %v", name, made.Token, err)
		}
	}
}

func has(r inspect.Report, id string) bool {
	for _, f := range r.Findings {
		if f.ID == id {
			return true
		}
	}
	return false
}
