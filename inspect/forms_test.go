package inspect

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

const formSecret = "correct-horse-battery-staple-of-32-bytes-and-more"

var encode64 = base64.RawURLEncoding.EncodeToString

func inspectForm(input, payload string) Report {
	return Inspect(Request{Input: input, Key: formSecret, Payload: payload, Now: noon, Leeway: DefaultLeeway})
}

func mac(t testing.TB, input string) string {
	t.Helper()
	signature, err := jose.SignHMAC("HS256", []byte(formSecret), input)
	if err != nil {
		t.Fatal(err)
	}
	return encode64(signature)
}

// disclosure is a disclosure and its digest.
func disclosure(array string) (text, digest string) {
	text = encode64([]byte(array))
	sum := sha256.Sum256([]byte(text))
	return text, encode64(sum[:])
}

func TestAnSDJWTIsVerifiedWithWhatItDiscloses(t *testing.T) {
	street, streetDigest := disclosure(`["s3","street","Veldstraat 1"]`)
	address, addressDigest := disclosure(`["s2","address",{"city":"Ghent","_sd":["` + streetDigest + `"]}]`)
	country, countryDigest := disclosure(`["s4","BE"]`)
	exp, expDigest := disclosure(`["s5","exp",1764000000]`)
	token := sign(t, "", `{"iss":"https://issuer.example.com","_sd":["`+addressDigest+`","hidden","`+expDigest+`"],"countries":["FR",{"...":"`+countryDigest+`"}]}`, formSecret) + "~"
	r := inspectForm(token+address+"~"+street+"~"+country+"~"+exp+"~", "")
	checkAgrees(t, r)
	if r.Signature.State != Verified || !r.Form.WellFormed || r.Form.IsJWT || r.Form.Kind != jose.KindSDJWT {
		t.Fatalf("%+v, %+v, %s", r.Signature, r.Form, ids(r))
	}
	d := r.Disclosures
	want := `{"iss":"https://issuer.example.com","countries":["FR","BE"],"address":{"city":"Ghent","street":"Veldstraat 1"},"exp":1764000000}`
	if d.Claims != want || d.Hidden != 1 || d.Hash != "sha-256" || d.KeyBinding != nil {
		t.Errorf("%+v", d)
	}
	var paths []string
	for _, x := range d.List {
		paths = append(paths, x.Path)
	}
	if got := strings.Join(paths, " "); got != "payload.address payload.address.street payload.countries[1] payload.exp" {
		t.Errorf("paths %s", got)
	}
	if r.Time.State != TimeExpired {
		t.Errorf("a disclosed exp counts for nothing: %s", r.Time.State)
	}
	// Whatever is left out of the end stays a presentation; nothing else does.
	if r := inspectForm(token, ""); r.Signature.State != Verified || r.Disclosures.Hidden != 4 {
		t.Errorf("without disclosures: %+v, %+v", r.Signature, r.Disclosures)
	}
	if r := inspectForm(token+street+"~", ""); r.Signature.State != Refused || r.Signature.Rule != jose.FaultDisclosureUnreferenced {
		t.Errorf("an inner disclosure alone: %+v", r.Signature)
	}
}

func TestNoByteOfAPresentationCanBeChanged(t *testing.T) {
	city, digest := disclosure(`["s","city","Ghent"]`)
	whole := sign(t, "", `{"_sd":["`+digest+`"]}`, formSecret) + "~" + city + "~"
	if r := inspectForm(whole, ""); r.Signature.State != Verified {
		t.Fatalf("%+v, %s", r.Signature, ids(r))
	}
	for i := range whole {
		for _, c := range []byte{whole[i] ^ 1, 'A', '~', '.'} {
			if c == whole[i] {
				continue
			}
			bent := whole[:i] + string([]byte{c}) + whole[i+1:]
			r := inspectForm(bent, "")
			if r.Signature.State == Verified && r.Token.Text == bent {
				t.Fatalf("verified with byte %d changed to %q", i, c)
			}
		}
		if r := inspectForm(whole[:i]+whole[i+1:], ""); r.Signature.State == Verified && i < len(whole)-1 {
			t.Fatalf("verified without byte %d: %s", i, r.Token.Text)
		}
	}
}

func flattened(t testing.TB, header, payload, more string) string {
	protected, body := encode64([]byte(header)), encode64([]byte(payload))
	return fmt.Sprintf(`{"payload":%q,"protected":%q,%s"signature":%q}`, body, protected, more, mac(t, protected+"."+body))
}

const hs256Header = `{"alg":"HS256"}`

func TestAJWSInJSONFormIsVerifiedAndNoJWT(t *testing.T) {
	whole := flattened(t, hs256Header, `{"sub":"zoe"}`, `"header":{"kid":"a"},`)
	r := inspectForm(whole, "")
	checkAgrees(t, r)
	if r.Signature.State != Verified || r.Form.IsJWT || !r.Form.WellFormed || !has(r, "json-serialization") || len(r.Signatures) != 1 || !r.Signatures[0].Current {
		t.Fatalf("%+v, %+v, %+v, %s", r.Signature, r.Form, r.Signatures, ids(r))
	}
	if s := r.Signatures[0]; s.State != Verified || s.Alg != "HS256" || s.KeyID != "a" || s.Unprotected != `{"kid":"a"}` {
		t.Errorf("%+v", s)
	}
	for n, segment := range r.Token.Segments {
		for i := segment.Span.Start; i < segment.Span.End; i++ {
			bent := whole[:i] + string([]byte{whole[i] ^ 1}) + whole[i+1:]
			if r := inspectForm(bent, ""); r.Signature.State == Verified {
				t.Fatalf("verified with byte %d of string %d changed", i, n)
			}
		}
	}
	for name, text := range map[string]string{
		"the payload twice":   strings.Replace(whole, `{"payload"`, `{"payload":"e30","payload"`, 1),
		"alg in both headers": strings.Replace(whole, `"kid":"a"`, `"alg":"HS256"`, 1),
		"crit unprotected":    strings.Replace(whole, `"kid":"a"`, `"crit":["exp"]`, 1),
		"trailing text":       whole + "{}",
		"a polyglot":          strings.Replace(whole, `"kid":"a"`, `"kid":"`+sign(t, "", `{}`, "x")+`"`, 1),
		"padding":             strings.Replace(whole, `","protected"`, `=","protected"`, 1),
		"an object as header": flattened(t, hs256Header, `{}`, `"header":[],`),
		"unknown crit":        flattened(t, `{"alg":"HS256","crit":["exp2"],"exp2":1}`, `{}`, ``),
		"alg none":            flattened(t, `{"alg":"none"}`, `{}`, ``),
		"alg twice":           flattened(t, `{"alg":"none","alg":"HS256"}`, `{}`, ``),
	} {
		if r := inspectForm(text, ""); r.Signature.State == Verified {
			t.Errorf("%s: verified; %s", name, ids(r))
		}
	}
}

func TestOfSeveralSignaturesTheFirstThatVerifiesIsShown(t *testing.T) {
	payload := encode64([]byte(`{"sub":"zoe"}`))
	one := func(header, unprotected, signature string) string {
		protected := encode64([]byte(header))
		if signature == "" {
			signature = mac(t, protected+"."+payload)
		}
		return fmt.Sprintf(`{"protected":%q,"header":%s,"signature":%q}`, protected, unprotected, signature)
	}
	general := func(signatures ...string) string {
		return fmt.Sprintf(`{"payload":%q,"signatures":[%s]}`, payload, strings.Join(signatures, ","))
	}
	wrong := one(hs256Header, `{"kid":"wrong"}`, strings.Repeat("A", 43))
	none := one(`{"alg":"none"}`, `{"kid":"none"}`, "")
	critical := one(`{"alg":"HS256","crit":["x"],"x":1}`, `{"kid":"critical"}`, "")
	good := one(hs256Header, `{"kid":"good"}`, "")
	for name, c := range map[string]struct {
		text    string
		current int
		states  []SignatureState
	}{
		"the last verifies": {general(wrong, none, critical, good), 3, []SignatureState{Invalid, Refused, Refused, Verified}},
		"two verify":        {general(wrong, good, good), 1, []SignatureState{Invalid, Verified, Verified}},
		"none verifies":     {general(none, wrong), 0, []SignatureState{Refused, Invalid}},
		"one is no object":  {general(good, `"x"`), 0, []SignatureState{Refused}},
	} {
		r := inspectForm(c.text, "")
		checkAgrees(t, r)
		var states []SignatureState
		for i, s := range r.Signatures {
			states = append(states, s.State)
			if s.Current != (i == c.current) {
				t.Errorf("%s: signature %d is current: %v", name, i, s.Current)
			}
		}
		if !slices.Equal(states, c.states) || r.Signature.State != c.states[c.current] || r.Token.Signed != c.current {
			t.Errorf("%s: %v and %s of signature %d, want %v and %d", name, states, r.Signature.State, r.Token.Signed, c.states, c.current)
		}
	}
}

func TestADetachedPayload(t *testing.T) {
	const content = "line one\nline two, $.02"
	header, unencoded := encode64([]byte(hs256Header)), encode64([]byte(`{"alg":"HS256","b64":false,"crit":["b64"]}`))
	detached := header + ".." + mac(t, header+"."+encode64([]byte(content)))
	raw := unencoded + ".." + mac(t, unencoded+"."+content)
	inJSON := fmt.Sprintf(`{"protected":%q,"signature":%q}`, unencoded, mac(t, unencoded+"."+content))
	for name, text := range map[string]string{"base64url": detached, "b64 false": raw, "JSON": inJSON} {
		r := inspectForm(text, "")
		checkAgrees(t, r)
		if r.Signature.State != Unverifiable || r.Signature.ReasonCode.Code != "detached" || !r.Form.Detached {
			t.Errorf("%s without its payload: %+v", name, r.Signature)
		}
		if r := Inspect(Request{Input: text, Now: noon}); r.Signature.State != Unverified {
			t.Errorf("%s without anything: %+v", name, r.Signature)
		}
		r = inspectForm(text, content)
		checkAgrees(t, r)
		if r.Signature.State != Verified || r.Payload.Text != content || !has(r, "payload-not-claims") {
			t.Errorf("%s with its payload: %+v, %s", name, r.Signature, ids(r))
		}
		for i := range content {
			if r := inspectForm(text, content[:i]+string([]byte{content[i] ^ 1})+content[i+1:]); r.Signature.State != Invalid {
				t.Errorf("%s with byte %d of its payload changed: %s", name, i, r.Signature.State)
			}
		}
	}
	empty := header + ".." + mac(t, header+".")
	if r := inspectForm(empty, ""); r.Signature.State != Verified {
		t.Errorf("an empty payload: %+v", r.Signature)
	}
	if r := inspectForm(empty, "x"); r.Signature.State == Verified {
		t.Error("an empty payload, and another one given, is verified")
	}
	// A payload that stands in the token is not replaced.
	whole := sign(t, "", `{"sub":"zoe"}`, formSecret)
	if r := inspectForm(whole, content); r.Signature.State != Verified || r.Payload.Text != `{"sub":"zoe"}` {
		t.Errorf("%+v", r.Payload)
	}
}

func TestUnencodedPayloads(t *testing.T) {
	obeyed, ignored := `{"alg":"HS256","b64":false,"crit":["b64"]}`, `{"alg":"HS256","b64":false}`
	text := func(header, payload string) string {
		input := encode64([]byte(header)) + "." + payload
		return input + "." + mac(t, input)
	}
	r := inspectForm(text(obeyed, "hello"), "")
	checkAgrees(t, r)
	if r.Signature.State != Verified || r.Payload.Text != "hello" || !has(r, "b64-false") || has(r, "crit-unsupported") {
		t.Errorf("%+v, %s", r.Signature, ids(r))
	}
	for name, input := range map[string]string{
		"without crit":      text(ignored, "hello"),
		"b64 a string":      text(`{"alg":"HS256","b64":"false","crit":["b64"]}`, "aGk"),
		"b64 null":          text(`{"alg":"HS256","b64":null,"crit":["b64"]}`, "aGk"),
		"crit of more":      text(`{"alg":"HS256","b64":false,"x":1,"crit":["b64","x"]}`, "hello"),
		"crit without b64":  text(`{"alg":"HS256","crit":["b64"]}`, "aGk"),
		"crit not an array": text(`{"alg":"HS256","b64":false,"crit":"b64"}`, "aGk"),
		"b64 true unlisted": text(`{"alg":"HS256","b64":true}`, "aGk"),
	} {
		if r := inspectForm(input, ""); r.Signature.State != Refused {
			t.Errorf("%s: %+v", name, r.Signature)
		}
	}
	claims := strings.Replace(flattened(t, obeyed, "", ""), `"payload":""`, `"payload":"{\"sub\":\"zoe\"}"`, 1)
	protected := encode64([]byte(obeyed))
	claims = claims[:strings.Index(claims, `"signature"`)] + `"signature":"` + mac(t, protected+`.{"sub":"zoe"}`) + `"}`
	r = inspectForm(claims, "")
	if r.Signature.State != Verified || r.Payload.Text != `{"sub":"zoe"}` {
		t.Errorf("%+v, %s", r.Signature, ids(r))
	}
	for _, f := range r.Findings {
		if f.ID == "b64-false" && f.Severity != Critical {
			t.Errorf("b64 in a claims set is %s", f.Severity)
		}
	}
}

func TestPayloadsThatAreNotJSONAreVerified(t *testing.T) {
	for name, payload := range map[string]string{"text": "It’s a dangerous business.", "binary": "\x00\x01\xff\xfe", "a string": `"zoe"`, "empty": ""} {
		r := inspectForm(sign(t, "", payload, formSecret), "")
		checkAgrees(t, r)
		if r.Signature.State != Verified || r.Form.IsJWT {
			t.Errorf("%s: %+v, %s", name, r.Signature, ids(r))
		}
	}
}

func TestRulesSeeWhatIsDisclosed(t *testing.T) {
	password, digest := disclosure(`["s","login",{"password":"hunter2-correct","id":9007199254740993,"a":1,"a":2}]`)
	nested, nestedDigest := disclosure(`["s","credential","` + sign(t, "", `{}`, "x") + `"]`)
	r := inspectForm(sign(t, "", `{"_sd":["`+digest+`","`+nestedDigest+`"]}`, formSecret)+"~"+password+"~"+nested+"~", "")
	checkAgrees(t, r)
	paths := map[string]string{}
	for _, f := range r.Findings {
		paths[f.ID] = f.Path
	}
	for id, want := range map[string]string{
		"claim-credential": "disclosed.login.password", "number-precision": "disclosed.login.id", "duplicate-claim": "disclosed.login.a",
	} {
		if id == "claim-credential" && paths[id] == "disclosed.credential" {
			continue // its name says so
		}
		if paths[id] != want {
			t.Errorf("%s is at %q, want %q", id, paths[id], want)
		}
	}
	if has(r, "value-nested-jwt") {
		t.Error("value-nested-jwt fires on a disclosed value")
	}
}

func TestDotsAloneMakeNoPolyglot(t *testing.T) {
	// What a lenient decoder drops: the braces, the quotation mark, the spaces.
	header := encode64([]byte(`{"alg":"HS256"}`))
	spread := strings.Join(strings.Split(header, ""), " ")
	for text, want := range map[string]bool{
		flattened(t, hs256Header, `{}`, `"header":{"kid":"zoe@www.example.com"},`):         false,
		flattened(t, hs256Header, `{}`, `"header":{"kid":"a.b.c.d@example"},`):             false,
		`{" ` + header + `.e30.":"",` + flattened(t, hs256Header, `{}`, ``)[1:]:            true,
		`{" ` + spread + `.e30.":"",` + flattened(t, hs256Header, `{}`, ``)[1:]:            true,
		flattened(t, hs256Header, `{}`, `"header":{"kid":"`+header+`.e30.AAAA"},`):         true,
		flattened(t, hs256Header, `{}`, `"header":{"kid":"a.b.c.d.`+header+`.e30.AAAA"},`): true,
	} {
		if got := has(inspectForm(text, ""), "json-polyglot"); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// The examples of the RFCs whose keys are secrets; package jose has them all.
func TestFormVectorsAreVerified(t *testing.T) {
	const dir = "../jose/testdata/vectors/forms/"
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	verified := 0
	for _, name := range []string{"rfc7520_4.4", "rfc7520_4.5", "rfc7520_4.6", "rfc7520_4.7", "rfc7520_4.8"} {
		for _, form := range []string{".jwsf", ".jwsg"} {
			if name == "rfc7520_4.8" && form == ".jwsf" {
				continue
			}
			payload := ""
			if name == "rfc7520_4.5" {
				payload = read("rfc7520_4.5.payl")
			}
			r := Inspect(Request{Input: read(name + form), Key: read("rfc7520_4.8.jwkset"), Payload: payload, Now: noon})
			checkAgrees(t, r)
			if r.Signature.State != Verified {
				t.Errorf("%s%s: %+v, %s", name, form, r.Signature, ids(r))
			}
			verified++
		}
	}
	if verified != 9 {
		t.Errorf("%d examples, want 9", verified)
	}
}
