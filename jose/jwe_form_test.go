package jose

import (
	"strconv"
	"strings"
	"testing"
)

func TestMalformedCompactJWE(t *testing.T) {
	good := seal(t, dirHeader, "", []byte("hello"))
	if opened, err, _ := decrypt(t, good, secretKey(sealKey)); err != nil || string(opened.Plaintext) != "hello" {
		t.Fatal(err)
	}
	if opened, err, _ := decrypt(t, seal(t, dirHeader, "", nil), secretKey(sealKey)); err != nil || len(opened.Plaintext) != 0 {
		t.Fatalf("nothing at all: %v", err)
	}
	part := func(i int, f func(string) string) string {
		parts := strings.Split(good, ".")
		parts[i] = f(parts[i])
		return strings.Join(parts, ".")
	}
	longer := func(s string) string { return s + "AAAA" }
	for name, test := range map[string]struct{ token, code string }{
		"padding":                    {good + "==", "jwe-malformed"},
		"standard base64":            {part(3, func(s string) string { return "+" + s[1:] }), "jwe-malformed"},
		"a line break":               {part(2, func(s string) string { return s[:4] + "\n" + s[4:] }), "jwe-malformed"},
		"bits that carry nothing":    {part(4, func(s string) string { return s[:len(s)-1] + "_" }), "jwe-malformed"},
		"a longer iv":                {part(2, longer), "jwe-malformed"},
		"no iv":                      {part(2, func(string) string { return "" }), "jwe-malformed"},
		"a longer tag":               {part(4, longer), "jwe-malformed"},
		"a shorter tag":              {part(4, func(s string) string { return s[:16] }), "jwe-malformed"},
		"no tag":                     {part(4, func(string) string { return "" }), "jwe-malformed"},
		"an encrypted key":           {part(1, longer), "jwe-malformed"},
		"no header":                  {part(0, func(string) string { return "" }), "jwe-malformed"},
		"a header that is a list":    {seal(t, `[1]`, "", nil), "jwe-malformed"},
		"a duplicate":                {seal(t, `{"alg":"none","alg":"dir","enc":"A128GCM"}`, "", nil), "jwe-malformed"},
		"a nested duplicate":         {seal(t, `{"alg":"dir","enc":"A128GCM","x":{"a":1,"a":2}}`, "", nil), "jwe-malformed"},
		"text after the header":      {seal(t, dirHeader+" x", "", nil), "jwe-malformed"},
		"bad UTF-8":                  {seal(t, `{"alg":"dir","enc":"A128GCM","x":"`+"\xff"+`"}`, "", nil), "jwe-malformed"},
		"a byte order mark":          {seal(t, "\xef\xbb\xbf"+dirHeader, "", nil), "jwe-malformed"},
		"no alg":                     {seal(t, `{"enc":"A128GCM"}`, "", nil), "jwe-malformed"},
		"no enc":                     {seal(t, `{"alg":"dir"}`, "", nil), "jwe-malformed"},
		"alg is a number":            {seal(t, `{"alg":1,"enc":"A128GCM"}`, "", nil), "jwe-malformed"},
		"an unknown alg":             {seal(t, `{"alg":"Dir","enc":"A128GCM"}`, "", nil), "jwe-unsupported"},
		"a signature algorithm":      {seal(t, `{"alg":"HS256","enc":"A128GCM"}`, "", nil), "jwe-unsupported"},
		"alg none":                   {seal(t, `{"alg":"none","enc":"A128GCM"}`, "", nil), "jwe-unsupported"},
		"an unknown enc":             {seal(t, `{"alg":"dir","enc":"A128CBC"}`, "", nil), "jwe-unsupported"},
		"an unknown zip":             {seal(t, `{"alg":"dir","enc":"A128GCM","zip":"GZ"}`, "", nil), "jwe-unsupported"},
		"zip is a number":            {seal(t, `{"alg":"dir","enc":"A128GCM","zip":1}`, "", nil), "jwe-unsupported"},
		"crit":                       {seal(t, `{"alg":"dir","enc":"A128GCM","crit":["x"],"x":1}`, "", nil), "crit-unsupported"},
		"b64 in crit":                {seal(t, `{"alg":"dir","enc":"A128GCM","crit":["b64"],"b64":true}`, "", nil), "crit-unsupported"},
		"an empty crit":              {seal(t, `{"alg":"dir","enc":"A128GCM","crit":[]}`, "", nil), "crit-unsupported"},
		"CBC of seven bytes":         {strings.Join([]string{encode64([]byte(`{"alg":"dir","enc":"A128CBC-HS256"}`)), "", encode64(make([]byte, 16)), encode64(make([]byte, 7)), encode64(make([]byte, 16))}, "."), "jwe-malformed"},
		"CBC of nothing":             {strings.Join([]string{encode64([]byte(`{"alg":"dir","enc":"A128CBC-HS256"}`)), "", encode64(make([]byte, 16)), "", encode64(make([]byte, 16))}, "."), "jwe-malformed"},
		"a key wrap that is short":   {seal(t, `{"alg":"A128KW","enc":"A128GCM"}`, "short", nil), "jwe-malformed"},
		"a key wrap with no key":     {seal(t, `{"alg":"A128KW","enc":"A128GCM"}`, "", nil), "jwe-malformed"},
		"a GCM key wrap with no iv":  {seal(t, `{"alg":"A128GCMKW","enc":"A128GCM","tag":"`+encode64(make([]byte, 16))+`"}`, sealKey, nil), "jwe-malformed"},
		"a GCM key wrap with no tag": {seal(t, `{"alg":"A128GCMKW","enc":"A128GCM","iv":"`+encode64(make([]byte, 12))+`"}`, sealKey, nil), "jwe-malformed"},
		"a short GCM key wrap":       {seal(t, `{"alg":"A128GCMKW","enc":"A128GCM","iv":"AAAA","tag":"AAAA"}`, "short", nil), "jwe-malformed"},
	} {
		if _, err, _ := decrypt(t, test.token, secretKey(sealKey)); err == nil || err.Code != test.code {
			t.Errorf("%s: %v, want %s", name, err, test.code)
		}
	}
}

// jsonForm is the flattened form of a compact JWE, with more members.
func jsonForm(compact, more string) string {
	p := strings.Split(compact, ".")
	text := `{"protected":"` + p[0] + `","iv":"` + p[2] + `","ciphertext":"` + p[3] + `","tag":"` + p[4] + `"`
	if p[1] != "" {
		text += `,"encrypted_key":"` + p[1] + `"`
	}
	return text + more + "}"
}

func TestMalformedJSONFormOfAJWE(t *testing.T) {
	good := seal(t, dirHeader, "", []byte("hello"))
	bare := seal(t, `{"enc":"A128GCM"}`, "", []byte("hello"))
	direct := strings.Repeat(`,{"header":{"alg":"dir"}}`, MaxRecipients+1)[1:]
	for name, test := range map[string]struct{ token, code string }{
		"flattened":                           {jsonForm(good, ""), ""},
		"a member that nobody knows":          {jsonForm(good, `,"more":[1]`), ""},
		"alg unprotected":                     {jsonForm(bare, `,"unprotected":{"alg":"dir"}`), ""},
		"alg in the header":                   {jsonForm(bare, `,"header":{"alg":"dir"}`), ""},
		"general":                             {jsonForm(bare, `,"recipients":[{"header":{"alg":"dir"}}]`), ""},
		"a recipient that says nothing":       {jsonForm(good, `,"recipients":[{}]`), ""},
		"all recipients":                      {jsonForm(bare, `,"recipients":[`+direct[:len(direct)-len(`,{"header":{"alg":"dir"}}`)]+`]`), ""},
		"one recipient more":                  {jsonForm(bare, `,"recipients":[`+direct+`]`), "jwe-malformed"},
		"no recipient":                        {jsonForm(bare, `,"recipients":[]`), "jwe-malformed"},
		"recipients that are no list":         {jsonForm(bare, `,"recipients":{}`), "jwe-malformed"},
		"a recipient that is none":            {jsonForm(good, `,"recipients":[1]`), "jwe-malformed"},
		"both forms, by header":               {jsonForm(bare, `,"header":{},"recipients":[{"header":{"alg":"dir"}}]`), "jwe-malformed"},
		"both forms, by key":                  {jsonForm(bare, `,"encrypted_key":"AAAA","recipients":[{"header":{"alg":"dir"}}]`), "jwe-malformed"},
		"a name in two headers":               {jsonForm(good, `,"unprotected":{"alg":"dir"}`), "jwe-malformed"},
		"a name in two unprotected headers":   {jsonForm(bare, `,"unprotected":{"alg":"dir"},"header":{"alg":"dir"}`), "jwe-malformed"},
		"a name in a recipient's header":      {jsonForm(good, `,"recipients":[{"header":{"enc":"A128GCM"}}]`), "jwe-malformed"},
		"a duplicate member":                  {jsonForm(good, `,"iv":"AAAA"`), "jwe-malformed"},
		"a duplicate in an unprotected":       {jsonForm(bare, `,"unprotected":{"alg":"A128KW","alg":"dir"}`), "jwe-malformed"},
		"text after it":                       {jsonForm(good, "") + "x", "jwe-malformed"},
		"an unprotected that is no object":    {jsonForm(good, `,"unprotected":"x"`), "jwe-malformed"},
		"a header that is no object":          {jsonForm(good, `,"header":[]`), "jwe-malformed"},
		"an aad that is no string":            {jsonForm(good, `,"aad":1`), "jwe-malformed"},
		"an aad that is padded":               {jsonForm(good, `,"aad":"AA=="`), "jwe-malformed"},
		"an aad that is empty":                {jsonForm(good, `,"aad":""`), "jwe-malformed"},
		"an aad that was not encrypted with":  {jsonForm(good, `,"aad":"AAAA"`), "jwe-wrong-key"},
		"an encrypted key that is empty":      {jsonForm(good, `,"encrypted_key":""`), "jwe-malformed"},
		"an encrypted key that is padded":     {jsonForm(good, `,"encrypted_key":"AA=="`), "jwe-malformed"},
		"an encrypted key that is a list":     {jsonForm(good, `,"encrypted_key":[]`), "jwe-malformed"},
		"a second encrypted key is padded":    {jsonForm(bare, `,"recipients":[{"header":{"alg":"dir"}},{"header":{"alg":"dir"},"encrypted_key":"AA="}]`), "jwe-malformed"},
		"no iv":                               {strings.Replace(jsonForm(good, ""), `"iv"`, `"vi"`, 1), "jwe-malformed"},
		"a ciphertext that is a number":       {`{"protected":"` + encode64([]byte(dirHeader)) + `","ciphertext":1}`, "jwe-malformed"},
		"no header at all":                    {`{"iv":"AAAA","ciphertext":"AAAA","tag":"AAAA"}`, "jwe-malformed"},
		"a protected header that is no JSON":  {`{"protected":"AAAA","ciphertext":"AAAA"}`, "jwe-malformed"},
		"crit that nothing protects":          {jsonForm(bare, `,"unprotected":{"alg":"dir","crit":["x"],"x":1}`), "jwe-malformed"},
		"zip that nothing protects":           {jsonForm(bare, `,"header":{"alg":"dir","zip":"DEF"}`), "jwe-malformed"},
		"recipients with different enc":       {jsonForm(seal(t, `{"alg":"dir"}`, "", nil), `,"recipients":[{"header":{"enc":"A128GCM"}},{"header":{"enc":"A256GCM"}}]`), "jwe-malformed"},
		"a recipient of whom nothing is said": {jsonForm(seal(t, `{"enc":"A128GCM"}`, "", nil), `,"recipients":[{}]`), "jwe-malformed"},
	} {
		opened, err, _ := decrypt(t, test.token, secretKey(sealKey))
		switch {
		case test.code == "" && (err != nil || string(opened.Plaintext) != "hello"):
			t.Errorf("%s: %v", name, err)
		case test.code != "" && (err == nil || err.Code != test.code):
			t.Errorf("%s: %v, want %s", name, err, test.code)
		}
	}
}

func TestTheWorkOfOpeningIsBounded(t *testing.T) {
	v := readCookbook(t, "rfc7520/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json")
	right := testKey(t, string(v.Input.Key))
	wrong := testKey(t, strings.Replace(string(readCookbook(t, "rfc7520/5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json").Input.Key), `"alg": "RSA-OAEP",`, "", 1))
	set := &Key{Kind: KindJWKSet}
	for range MaxKeys {
		set.Keys = append(set.Keys, wrong)
	}
	// A key of 4,096 bits costs 8 times as much as one of 2,048.
	if _, err, w := decrypt(t, v.Output.Compact, set); err.Code != "jwe-too-much-work" || w.Tries != MaxWork/129 || err.Args["n"] != strconv.Itoa(w.Tries) {
		t.Errorf("%v after %d tries", err, w.Tries)
	}
	set.Keys = append(set.Keys, right)
	set.Keys[len(set.Keys)-1].KeyID = ReadJWE(Parse(v.Output.Compact)).text(0, "kid")
	if opened, err, w := decrypt(t, v.Output.Compact, set); err != nil || opened.Key != right || w.Tries != 1 {
		t.Errorf("the named key is not the first: %v after %d tries", err, w.Tries)
	}

	// What is spent stays spent, so that a token inside a token costs no more.
	j := ReadJWE(Parse(seal(t, dirHeader, "", make([]byte, 64<<14))))
	w := &Work{}
	tries := 0
	for range 100 {
		if _, err := j.Decrypt(secretKey("0123456789abcdeX"), w); err.Code == "jwe-wrong-key" {
			tries++
		}
	}
	if tries != MaxWork/65 || w.Tries != tries {
		t.Errorf("a long ciphertext was tried %d times", tries)
	}

	big := *right
	big.Bits = 16384
	if _, err, w := decrypt(t, v.Output.Compact, &big); err.Code != "jwe-unsupported" || w.Tries != 0 {
		t.Errorf("an RSA key of 16,384 bits: %v", err)
	}
}
