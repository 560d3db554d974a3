package jose

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

type sdVector struct {
	Text        string          `json:"sd_jwt"`
	Key         json.RawMessage `json:"issuer_jwk"`
	Disclosures []struct {
		Disclosure, Digest string
		Referenced         bool
	}
	Binding *string         `json:"key_binding_jwt"`
	Payload json.RawMessage `json:"payload"`
}

func sdVectors(t testing.TB) []sdVector {
	t.Helper()
	var all []sdVector
	if err := json.Unmarshal(readForm(t, "sd-jwt.json"), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 9 {
		t.Fatalf("%d SD-JWTs, want 9", len(all))
	}
	return all
}

func TestSDJWTVectors(t *testing.T) {
	disclosures, bindings := 0, 0
	for i, v := range sdVectors(t) {
		if !strings.Contains(v.Text, "~") {
			v.Text += "~" // the first is the issuer's JWT alone
		}
		token := Parse(v.Text)
		sd := token.SelectiveDisclosure()
		if token.Kind != KindSDJWT || sd == nil || len(sd.Faults) > 0 || len(sd.Disclosures) != len(v.Disclosures) {
			t.Fatalf("%d: %s, %+v", i, token.Kind, sd)
		}
		if !verifies(t, token, string(v.Key)) {
			t.Errorf("%d: the issuer's signature does not verify", i)
		}
		for j, want := range v.Disclosures {
			d := sd.Disclosures[j]
			if !want.Referenced || d.Digest != want.Digest || d.State != DisclosureMatched || d.Text != want.Disclosure {
				t.Errorf("%d: disclosure %d: %+v, want digest %s", i, j, d, want.Digest)
			}
			disclosures++
		}
		var got any
		if err := json.Unmarshal([]byte(sd.Claims), &got); err != nil {
			t.Fatalf("%d: the claims are no JSON: %v\n%s", i, err, sd.Claims)
		}
		if want := claimsByReference(t, v); !reflect.DeepEqual(got, want) {
			t.Errorf("%d: the claims are\n%v\nwant\n%v", i, got, want)
		}
		if (sd.KeyBinding != nil) != (v.Binding != nil) {
			t.Fatalf("%d: key binding %v", i, sd.KeyBinding)
		}
		if b := sd.KeyBinding; b != nil {
			bindings++
			jwk := token.Payload.Member("cnf").Member("jwk")
			if b.Text != *v.Binding || b.Payload.Member("sd_hash").Value != sd.PresentationHash() || !verifies(t, b, token.Payload.Raw(jwk.Span)) {
				t.Errorf("%d: the key binding does not hold: %+v", i, b)
			}
		}
		checkSDJWT(t, token, sd)
	}
	if disclosures != 70 || bindings != 3 {
		t.Errorf("%d disclosures and %d key bindings, want 70 and 3", disclosures, bindings)
	}
}

// claimsByReference is another way to the claims: it works on maps.
func claimsByReference(t testing.TB, v sdVector) any {
	byDigest := map[string][]any{}
	for _, d := range v.Disclosures {
		data, err := base64.RawURLEncoding.DecodeString(d.Disclosure)
		if err != nil {
			t.Fatal(err)
		}
		var array []any
		if err := json.Unmarshal(data, &array); err != nil {
			t.Fatal(err)
		}
		byDigest[d.Digest] = array
	}
	var payload map[string]any
	if err := json.Unmarshal(v.Payload, &payload); err != nil {
		t.Fatal(err)
	}
	delete(payload, "_sd_alg")
	var open func(x any) any
	open = func(x any) any {
		switch x := x.(type) {
		case map[string]any:
			digests, _ := x["_sd"].([]any)
			delete(x, "_sd")
			for name := range x {
				x[name] = open(x[name])
			}
			for _, digest := range digests {
				if d, ok := byDigest[digest.(string)]; ok {
					x[d[1].(string)] = open(d[2])
				}
			}
		case []any:
			kept := []any{}
			for _, e := range x {
				if hidden, ok := e.(map[string]any); ok && hidden["..."] != nil {
					if d, ok := byDigest[hidden["..."].(string)]; ok {
						kept = append(kept, open(d[1]))
					}
					continue
				}
				kept = append(kept, open(e))
			}
			return kept
		}
		return x
	}
	return open(payload)
}

// disclosed is a disclosure and its digest.
func disclosed(array string) (text, digest string) {
	text = base64.RawURLEncoding.EncodeToString([]byte(array))
	sum := sha256.Sum256([]byte(text))
	return text, base64.RawURLEncoding.EncodeToString(sum[:])
}

func presentation(payload string, disclosures ...string) string {
	text := compact(`{"alg":"HS256"}`, payload, "x") + "~"
	for _, d := range disclosures {
		text += d + "~"
	}
	return text
}

func TestSDJWTFaults(t *testing.T) {
	city, cityDigest := disclosed(`["s","city","Ghent"]`)
	plan, _ := disclosed(`["s","plan","free"]`)
	element, elementDigest := disclosed(`["s","BE"]`)
	named := func(array string) string {
		d, digest := disclosed(array)
		return presentation(`{"sub":"zoe","_sd":["`+digest+`"]}`, d)
	}
	sdHolds := func(digests ...string) string { return `{"_sd":["` + strings.Join(digests, `","`) + `"]}` }
	for name, c := range map[string]struct{ text, code string }{
		"unreferenced":         {presentation(sdHolds(cityDigest), city, plan), FaultDisclosureUnreferenced},
		"twice":                {presentation(sdHolds(cityDigest), city, city), FaultDisclosureDuplicate},
		"digest twice":         {presentation(sdHolds(cityDigest, cityDigest), city), FaultDigestDuplicate},
		"digest in two places": {presentation(`{"a":`+sdHolds(cityDigest)+`,"b":`+sdHolds(cityDigest)+`}`, city), FaultDigestDuplicate},
		"decoy twice":          {presentation(sdHolds("decoy", "decoy")), FaultDigestDuplicate},
		"element as member":    {presentation(sdHolds(elementDigest), element), FaultDisclosureMalformed},
		"member as element":    {presentation(`{"a":[{"...":"`+cityDigest+`"}]}`, city), FaultDisclosureMalformed},
		"named _sd":            {named(`["s","_sd",["x"]]`), FaultNameReserved},
		"named ...":            {named(`["s","...","x"]`), FaultNameReserved},
		"name taken":           {named(`["s","sub","admin"]`), FaultNameTaken},
		"name taken, escaped":  {named(`["s","s\u0075b","admin"]`), FaultNameTaken},
		"four elements":        {named(`["s","a","b","c"]`), FaultDisclosureMalformed},
		"one element":          {named(`["s"]`), FaultDisclosureMalformed},
		"no array":             {named(`{"s":1}`), FaultDisclosureMalformed},
		"a number as salt":     {named(`[1,"a","b"]`), FaultDisclosureMalformed},
		"a number as name":     {named(`["s",1,"b"]`), FaultDisclosureMalformed},
		"trailing text":        {named(`["s","a","b"]x`), FaultDisclosureMalformed},
		"not UTF-8":            {named("[\"s\",\"a\",\"\xff\"]"), FaultDisclosureMalformed},
		"padding":              {presentation(sdHolds(cityDigest), city+"="), FaultDisclosureMalformed},
		"empty":                {presentation(sdHolds(cityDigest), city, ""), FaultDisclosureMalformed},
		"_sd a string":         {presentation(`{"_sd":"` + cityDigest + `"}`), FaultDigestMalformed},
		"_sd with a number":    {presentation(`{"_sd":[1]}`), FaultDigestMalformed},
		"_sd twice":            {presentation(`{"_sd":[],"_sd":[]}`), FaultDigestMalformed},
		"... with others":      {presentation(`{"a":[{"...":"` + cityDigest + `","b":1}]}`), FaultDigestMalformed},
		"... outside an array": {presentation(`{"a":{"...":"` + cityDigest + `"}}`), FaultDigestMalformed},
		"an unknown hash":      {presentation(`{"_sd_alg":"md5","_sd":["`+cityDigest+`"]}`, city), FaultHashUnknown},
		"a hash in capitals":   {presentation(`{"_sd_alg":"SHA-256"}`), FaultHashUnknown},
		"a hash as number":     {presentation(`{"_sd_alg":256}`), FaultHashUnknown},
		"no object":            {presentation(`[]`), FaultDigestMalformed},
	} {
		token := Parse(c.text)
		sd := token.SelectiveDisclosure()
		if sd == nil || len(sd.Faults) == 0 || sd.Faults[0].Code != c.code {
			t.Errorf("%s: %+v, want %s", name, sd, c.code)
			continue
		}
		checkSDJWT(t, token, sd)
	}
	sd := Parse(presentation(sdHolds(cityDigest, "decoy"), city)).SelectiveDisclosure()
	if len(sd.Faults) > 0 || sd.Hidden != 1 || sd.Claims != `{"city":"Ghent"}` {
		t.Errorf("%+v", sd)
	}
}

func TestEveryChangedByteOfADisclosureIsNoticed(t *testing.T) {
	inner, innerDigest := disclosed(`["s2","b",9007199254740993]`)
	outer, outerDigest := disclosed(`["s1","a",{"_sd":["` + innerDigest + `"],"c":1.50}]`)
	whole := presentation(`{"iss":"x","_sd":["`+outerDigest+`"]}`, outer, inner)
	token := Parse(whole)
	sd := token.SelectiveDisclosure()
	if want := `{"iss":"x","a":{"c":1.50,"b":9007199254740993}}`; sd.Claims != want || len(sd.Faults) > 0 {
		t.Fatalf("claims %s, faults %v, want %s", sd.Claims, sd.Faults, want)
	}
	if p := sd.Disclosures[1].Place; p.Name != "b" || p.Holder.Name != "a" || p.Holder.Holder != nil {
		t.Errorf("b is at %+v", p)
	}
	for i := token.Tail.Start + 1; i < len(whole); i++ {
		if whole[i] == '~' {
			continue
		}
		for _, c := range []byte{whole[i] ^ 1, 'A', '='} {
			if c == whole[i] || c == '~' {
				continue
			}
			bent := whole[:i] + string([]byte{c}) + whole[i+1:]
			if got := Parse(bent).SelectiveDisclosure(); len(got.Faults) == 0 {
				t.Fatalf("byte %d changed to %q goes unnoticed", i, c)
			}
		}
	}
	for name, bent := range map[string]string{
		"only the inner one": presentation(`{"iss":"x","_sd":["`+outerDigest+`"]}`, inner),
		"another salt":       strings.Replace(whole, outer, base64.RawURLEncoding.EncodeToString([]byte(`["s3","a",{"_sd":["`+innerDigest+`"],"c":1.50}]`)), 1),
	} {
		if got := Parse(bent).SelectiveDisclosure(); len(got.Faults) == 0 {
			t.Errorf("%s goes unnoticed", name)
		}
	}
}

func TestTheHashesOfSDJWT(t *testing.T) {
	d := base64.RawURLEncoding.EncodeToString([]byte(`["s","a",1]`))
	for name, sum := range sdHashes {
		digest := base64.RawURLEncoding.EncodeToString(sum(d))
		sd := Parse(presentation(`{"_sd_alg":"`+name+`","_sd":["`+digest+`"]}`, d)).SelectiveDisclosure()
		if sd.Hash != name || len(sd.Faults) > 0 || sd.Claims != `{"a":1}` {
			t.Errorf("%s: %+v", name, sd)
		}
	}
	if len(sdHashes) != 3 {
		t.Errorf("%d hashes", len(sdHashes))
	}
}

func TestSDJWTBounds(t *testing.T) {
	var digests, all []string
	for i := range 1001 {
		d, digest := disclosed(fmt.Sprintf(`["s",%d]`, i))
		all, digests = append(all, d), append(digests, `{"...":"`+digest+`"}`)
	}
	payload := `{"n":[` + strings.Join(digests, ",") + `]}`
	if sd := Parse(presentation(payload, all[:1000]...)).SelectiveDisclosure(); len(sd.Faults) > 0 || len(sd.Disclosures) != 1000 {
		t.Errorf("1,000 disclosures: %v", sd.Faults)
	}
	sd := Parse(presentation(payload, all...)).SelectiveDisclosure()
	if len(sd.Faults) == 0 || sd.Faults[0].Code != FaultSDJWTTooMuch || len(sd.Disclosures) != 1000 {
		t.Errorf("1,001 disclosures: %v", sd.Faults)
	}

	// A chain: each disclosure holds the digest of the next.
	last, digest := disclosed(`["s","x",1]`)
	chain := []string{last}
	for range 999 {
		var next string
		next, digest = disclosed(`["s","x",{"_sd":["` + digest + `"]}]`)
		chain = append(chain, next)
	}
	sd = Parse(presentation(`{"_sd":["`+digest+`"]}`, chain...)).SelectiveDisclosure()
	if len(sd.Faults) > 0 || strings.Count(sd.Claims, `"x"`) != 1000 {
		t.Errorf("a chain of 1,000: %v", sd.Faults)
	}
	// A bomb: a deep value in a deep value.
	deep := strings.Repeat("[", 900)
	inner, innerDigest := disclosed(`["s",` + deep + strings.Repeat("]", 900) + `]`)
	outer, outerDigest := disclosed(`["s","x",` + deep + `{"...":"` + innerDigest + `"}` + strings.Repeat("]", 900) + `]`)
	sd = Parse(presentation(`{"_sd":["`+outerDigest+`"]}`, outer, inner)).SelectiveDisclosure()
	if len(sd.Faults) == 0 || sd.Faults[0].Code != FaultSDJWTTooMuch {
		t.Errorf("a bomb: %v", sd.Faults)
	}
}

func TestTheJSONFormOfSDJWT(t *testing.T) {
	city, digest := disclosed(`["s","city","Ghent"]`)
	issued := strings.Split(compact(`{"alg":"HS256"}`, `{"_sd":["`+digest+`"]}`, "x"), ".")
	binding := compact(`{"alg":"ES256","typ":"kb+jwt"}`, `{}`, "x")
	text := fmt.Sprintf(`{"payload":%q,"protected":%q,"signature":%q,"header":{"disclosures":[%q],"kb_jwt":%q}}`, issued[1], issued[0], issued[2], city, binding)
	token := Parse(text)
	sd := token.SelectiveDisclosure()
	if sd == nil || len(sd.Faults) > 0 || sd.Claims != `{"city":"Ghent"}` || sd.KeyBinding == nil || sd.KeyBinding.Text != binding {
		t.Fatalf("%+v", sd)
	}
	if want := strings.Join(issued, ".") + "~" + city + "~"; sd.Presented != want {
		t.Errorf("sd_hash covers %q, want %q", sd.Presented, want)
	}
	sd = Parse(strings.Replace(text, `[`+fmt.Sprintf("%q", city)+`]`, `"`+city+`"`, 1)).SelectiveDisclosure()
	if len(sd.Faults) == 0 {
		t.Error("disclosures that are no array go unnoticed")
	}
}

// checkSDJWT fails when what was read of an SD-JWT contradicts itself.
func checkSDJWT(t *testing.T, token *Token, sd *SDJWT) {
	t.Helper()
	for _, d := range sd.Disclosures {
		if !d.Span.Empty() && token.Text[d.Span.Start:d.Span.End] != d.Text {
			t.Fatalf("%q is not at %v", d.Text, d.Span)
		}
		if (d.State == DisclosureMatched) != (d.Place != nil) || d.State == DisclosureMatched && d.Value == nil {
			t.Fatalf("%+v", d)
		}
		if d.State != DisclosureMatched && len(sd.Faults) == 0 {
			t.Fatalf("%+v without a fault", d)
		}
	}
	end := 0
	for _, place := range sd.Disclosed {
		if place.Start < end || place.Empty() || place.End > len(sd.Claims) {
			t.Fatalf("%v of %d bytes", place, len(sd.Claims))
		}
		end = place.End
	}
	if sd.Claims == "" {
		return
	}
	claims := ReadJSON([]byte(sd.Claims))
	if claims.Fault != nil || !claims.IsObject() {
		t.Fatalf("the claims are no object: %+v\n%s", claims.Fault, sd.Claims)
	}
}

func FuzzSDJWT(f *testing.F) {
	for _, v := range sdVectors(f) {
		f.Add(v.Text, "")
	}
	city, digest := disclosed(`["s","city",{"_sd":["a","a"],"...":1}]`)
	f.Add(presentation(`{"_sd":["`+digest+`"]}`, city), city)
	f.Add("a.b.c~~", "~")
	f.Fuzz(func(t *testing.T, text, more string) {
		for _, text := range []string{text, text + more + "~"} {
			token := Parse(text)
			if sd := token.SelectiveDisclosure(); sd != nil {
				checkSDJWT(t, token, sd)
			}
		}
	})
}
