package jose

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func readForm(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/vectors/forms", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// verifies reports whether one of the keys in a text matches the signature.
func verifies(t testing.TB, token *Token, keys string) bool {
	t.Helper()
	read, keyErr := ReadKey(keys, Auto)
	if keyErr != nil {
		t.Fatalf("key: %v", keyErr)
	}
	for _, k := range read.Members() {
		if !k.Fits(token.Alg()) {
			continue
		}
		if m, err := Verify(token.Alg(), k, token.SigningInput(), token.Signature()); err == nil && m.Matches && !m.LooseSalt {
			return true
		}
	}
	return false
}

// A formVector is a JWS in one of its rarer forms.
type formVector struct {
	name, text, keys string
	payload          string // of a detached one
}

func formVectors(t testing.TB) []formVector {
	t.Helper()
	var all []formVector
	files, err := filepath.Glob("testdata/vectors/forms/*.jws[fg]")
	if err != nil || len(files) != 17 {
		t.Fatalf("%d files (%v)", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		v := formVector{name: name, text: string(readForm(t, name)), keys: string(readForm(t, "rfc7520_4.8.jwkset"))}
		if strings.HasPrefix(name, "rfc7515") {
			v.keys = string(readForm(t, "rfc7515_A.6.jwkset"))
		}
		if strings.HasPrefix(name, "rfc7520_4.5") {
			v.payload = string(readForm(t, "rfc7520_4.5.payl"))
		}
		all = append(all, v)
	}
	type example struct {
		Title string
		Input struct {
			Payload string
			Key     json.RawMessage
		}
		Output struct {
			Compact string
			JSON    json.RawMessage
			Flat    json.RawMessage `json:"json_flat"`
		}
	}
	var examples []example
	for _, name := range []string{
		"4_5.signature_with_detached_content.json", "4_6.protecting_specific_header_fields.json", "4_7.protecting_content_only.json",
		"4_8.multiple_signatures.json", "rfc7797_hmac-sha2_b64_false.json",
	} {
		var e example
		if err := json.Unmarshal(readForm(t, name), &e); err != nil {
			t.Fatal(err)
		}
		examples = append(examples, e)
	}
	var more []example
	if err := json.Unmarshal(readForm(t, "panva_jws.json"), &more); err != nil {
		t.Fatal(err)
	}
	for _, e := range append(examples, more...) {
		keys := string(e.Input.Key)
		if strings.HasPrefix(keys, "[") {
			keys = `{"keys":` + keys + `}`
		}
		for _, text := range []string{e.Output.Compact, string(e.Output.JSON), string(e.Output.Flat)} {
			if text == "" {
				continue
			}
			v := formVector{name: e.Title, text: text, keys: keys}
			if token := Parse(text); token.Detached {
				v.payload = e.Input.Payload
			}
			all = append(all, v)
		}
	}
	if len(all) != 34 {
		t.Fatalf("%d vectors, want 34", len(all))
	}
	return all
}

func TestFormVectorsVerify(t *testing.T) {
	signatures := 0
	for _, v := range formVectors(t) {
		token := Parse(v.text)
		if token.Detached != (v.payload != "") || len(token.FormFaults) > 0 {
			t.Errorf("%s: detached %v, faults %v", v.name, token.Detached, token.FormFaults)
		}
		for i := range max(token.Signatures(), 1) {
			if token.JSON != nil {
				token = token.Select(i)
			}
			if v.payload != "" {
				if verifies(t, token, v.keys) {
					t.Errorf("%s: verifies without its payload", v.name)
				}
				token.Attach(v.payload)
			}
			if !verifies(t, token, v.keys) {
				t.Errorf("%s: signature %d of %d, alg %s, does not verify", v.name, i+1, token.Signatures(), token.Alg())
			}
			signatures++
			for _, s := range token.Segments {
				if len(s.Faults) > 0 {
					t.Errorf("%s: faults %v", v.name, s.Faults)
				}
			}
			for j := range token.Signature() {
				bent := *token
				bent.Segments = append([]Segment(nil), token.Segments...)
				bent.Segments[2].Bytes = append([]byte(nil), token.Signature()...)
				bent.Segments[2].Bytes[j] ^= 1
				if j%16 == 0 && verifies(t, &bent, v.keys) {
					t.Errorf("%s: verifies with byte %d of the signature changed", v.name, j)
				}
			}
		}
	}
	if signatures != 39 {
		t.Errorf("%d signatures, want 39", signatures)
	}
}

// The example predates the rule that crit must list b64.
func TestB64WithoutCritIsNotObeyed(t *testing.T) {
	var example struct {
		Output struct {
			Flat json.RawMessage `json:"json_flat"`
		}
	}
	if err := json.Unmarshal(readForm(t, "rfc7797_4.2.hmac-sha2_b64_false.json"), &example); err != nil {
		t.Fatal(err)
	}
	token := Parse(string(example.Output.Flat))
	if token.Unencoded() || len(token.Segments[1].Faults) == 0 {
		t.Errorf("its payload is taken as it is: %+v", token.Segments[1])
	}
}

const flatHeader = "eyJhbGciOiJIUzI1NiJ9" // {"alg":"HS256"}

func TestJSONFormFaults(t *testing.T) {
	whole := `{"payload":"e30","protected":"` + flatHeader + `","header":{"kid":"a"},"signature":"AAAA"}`
	if faults := Parse(whole).FormFaults; len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	for name, c := range map[string]struct{ text, code, detail string }{
		"no signature":        {`{"payload":"e30","signatures":[{"protected":"` + flatHeader + `"}]}`, FaultJSONForm, "signature is missing"},
		"no signatures":       {`{"payload":"e30","signatures":[]}`, FaultJSONForm, "at least one"},
		"signatures no array": {`{"payload":"e30","signatures":{}}`, FaultJSONForm, "at least one"},
		"one is no object":    {`{"payload":"e30","signatures":["AAAA"]}`, FaultJSONForm, "only objects"},
		"both forms":          {`{"payload":"e30","protected":"` + flatHeader + `","signature":"AAAA","signatures":[{"protected":"` + flatHeader + `","signature":"AAAA"}]}`, FaultJSONForm, "at once"},
		"payload an object":   {strings.Replace(whole, `"e30"`, `{}`, 1), FaultJSONForm, "“payload” must be a string"},
		"protected an object": {strings.Replace(whole, `"`+flatHeader+`"`, `{"alg":"HS256"}`, 1), FaultJSONForm, "“protected” must be a string"},
		"protected empty":     {strings.Replace(whole, flatHeader, ``, 1), FaultJSONForm, "empty instead of absent"},
		"signature a number":  {strings.Replace(whole, `"AAAA"`, `7`, 1), FaultJSONForm, "“signature” must be a string"},
		"header a string":     {strings.Replace(whole, `{"kid":"a"}`, `"kid"`, 1), FaultJSONForm, "“header” must be an object"},
		"a name in both":      {strings.Replace(whole, `"kid"`, `"alg"`, 1), FaultHeaderOverlap, "alg"},
		"crit unprotected":    {strings.Replace(whole, `"kid":"a"`, `"crit":["x"]`, 1), FaultJSONForm, "“crit” stands"},
		"b64 unprotected":     {strings.Replace(whole, `"kid":"a"`, `"b64":false`, 1), FaultJSONForm, "“b64” stands"},
		"a member twice":      {strings.Replace(whole, `{"payload"`, `{"payload":"e30","payload"`, 1), FaultJSONForm, "twice"},
		"trailing text":       {whole + "x", FaultJSONForm, "not one whole"},
		"cut":                 {whole[:len(whole)-1], FaultJSONForm, "not one whole"},
		"a JWE too":           {strings.Replace(whole, `{"payload"`, `{"ciphertext":"AA","payload"`, 1), FaultJSONForm, "encrypted token too"},
		"33 signatures":       {`{"payload":"e30","signatures":[` + strings.Repeat(`{"protected":"`+flatHeader+`","signature":"AAAA"},`, 32) + `{"protected":"` + flatHeader + `","signature":"AAAA"}]}`, FaultJSONForm, "more than 32"},
	} {
		token := Parse(c.text)
		found := false
		for _, f := range token.FormFaults {
			found = found || f.Code == c.code && strings.Contains(f.Detail, c.detail)
		}
		if token.Kind != KindJWSJSON || !found {
			t.Errorf("%s: %s with the faults %v, want %s %q", name, token.Kind, token.FormFaults, c.code, c.detail)
		}
		if token.Signatures() > MaxSignatures {
			t.Errorf("%s: %d signatures are read", name, token.Signatures())
		}
	}
}

func TestEscapesInJSONFormAreRead(t *testing.T) {
	plain := `{"payload":"e30","protected":"` + flatHeader + `","signature":"AAAA"}`
	escaped := strings.Replace(strings.Replace(plain, `"e30"`, `"\u00653\u0030"`, 1), `"payload"`, `"p\u0061yload"`, 1)
	a, b := Parse(plain), Parse(escaped)
	if a.SigningInput() != b.SigningInput() || !b.Payload.IsObject() {
		t.Errorf("signing inputs %q and %q", a.SigningInput(), b.SigningInput())
	}
}

func TestADetachedPayloadIsSignedAsItsHeaderSays(t *testing.T) {
	b64 := compact(`{"alg":"HS256","b64":false,"crit":["b64"]}`, ``, "x")
	plain := compact(`{"alg":"HS256"}`, ``, "x")
	for text, want := range map[string]string{plain: "aMOkLi4", b64: "hä.."} {
		token := Parse(text)
		header := token.Segments[0].Text
		if !token.Detached || token.SigningInput() != header+"." {
			t.Fatalf("%s: detached %v, signing input %q", text, token.Detached, token.SigningInput())
		}
		token.Attach("hä..")
		if token.SigningInput() != header+"."+want || token.Payload.Text != "hä.." {
			t.Errorf("signing input %q, payload %q", token.SigningInput(), token.Payload.Text)
		}
	}
	whole := Parse(compact(`{"alg":"HS256"}`, `{}`, "x"))
	whole.Attach("other")
	if whole.Payload.Text != "{}" || whole.Attached {
		t.Error("a payload was replaced")
	}
}

func FuzzJWSJSON(f *testing.F) {
	for _, v := range formVectors(f) {
		f.Add(v.text, v.payload)
	}
	f.Add(`{"signatures":[{"protected":"","header":{"disclosures":["a"],"kb_jwt":"b"},"signature":"\u0041"}]}`, "x")
	f.Add("{\"signature\":\"\xff\",\"protected\":1,\"header\":{\"a\":", "")
	f.Fuzz(func(t *testing.T, text, payload string) {
		token := Parse(text)
		for i := range max(token.Signatures(), 1) {
			if token.JSON != nil && token.Kind == KindJWSJSON {
				token = token.Select(i)
			}
			token.Attach(payload)
			for _, s := range token.Segments {
				if s.Span.Start < 0 || s.Span.End < s.Span.Start || s.Span.End > len(token.Text) {
					t.Fatalf("span %v of %d bytes", s.Span, len(token.Text))
				}
			}
			_ = token.SigningInput()
			_ = token.Alg()
			checkOffsets(t, token.Header)
			checkOffsets(t, token.Payload)
			if sd := token.SelectiveDisclosure(); sd != nil && len(sd.Claims) > 0 {
				checkSDJWT(t, token, sd)
			}
		}
	})
}
