package build

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"jotlens/jose"
)

func TestClaims(t *testing.T) {
	inner := signedToken(t, `{"alg":"HS256"}`, `{}`)
	claims, err := shareOf(signedToken(t, `{"alg":"HS256"}`,
		`{"sub":"u-1","\u0065mail":"a@example.org","n":{"d":[{"x":"zoe@example.com"}]},"email":"b@example.org","t":"`+inner+`","password":"hunter2","exp":1}`), "").Claims()
	if err != nil {
		t.Fatal(err)
	}
	want := []Claim{{"sub", false}, {"email", true}, {"n", true}, {"t", true}, {"password", true}, {"exp", false}}
	if !slices.Equal(claims, want) {
		t.Errorf("%v, want %v", claims, want)
	}
	for name, payload := range map[string]string{"array": `["a"]`, "cut": `{"a":1`, "more": `{"a":1} zoe`, "BOM": "\ufeff" + `{"a":1}`} {
		if _, err := shareOf(signedToken(t, `{"alg":"HS256"}`, payload), "").Claims(); err != ShareNoClaims {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// maskedPayload is the payload that a link with masked claims shows.
func maskedPayload(t *testing.T, link string) string {
	t.Helper()
	text, token := opened(t, link)
	if !strings.HasSuffix(text, ".") || strings.Count(text, ".") != 2 || token.Payload == nil {
		t.Fatalf("%s is no unsigned token", text)
	}
	return token.Payload.Text
}

func TestMaskedLink(t *testing.T) {
	const value = "zoe@example.com"
	shifted := func(shift int) string {
		return base64.StdEncoding.EncodeToString([]byte("??"[:shift] + value + "!?"))
	}
	inner := signedToken(t, `{"alg":"HS256"}`, `{"email":"`+value+`"}`)
	for name, c := range map[string]struct {
		payload string
		chosen  []bool
		want    string
		also    []string
	}{
		"nothing":                {`{"a":1}`, nil, `{"a":1}`, nil},
		"one, the rest as is":    {"{ \"email\" : \"zoe@example.com\" ,\r\n\t\"n\":1.50e2, \"u\":\"\\u00e9\\/\" }", []bool{true}, "{ \"email\" : \"•••\" ,\r\n\t\"n\":1.50e2, \"u\":\"\\u00e9\\/\" }", nil},
		"all of one name":        {`{"email":"a@b.example","x":1,"\u0065mail":["c@d.example"],"email":null}`, []bool{true}, `{"email":"•••","x":1,"\u0065mail":"•••","email":"•••"}`, nil},
		"an object whole":        {`{"address":{"a":{"b":[1,"x"]},"c":"d"},"y":true}`, []bool{true}, `{"address":"•••","y":true}`, nil},
		"numbers and words":      {`{"a":12345678,"b":true,"c":null,"d":false}`, []bool{true, true, true}, `{"a":"•••","b":"•••","c":"•••","d":false}`, nil},
		"the same elsewhere":     {`{"email":"zoe@example.com","sub":"zoe@example.com","l":[{"m":"zoe@example.com"},2]}`, []bool{true}, `{"email":"•••","sub":"•••","l":[{"m":"•••"},2]}`, []string{"sub", "l"}},
		"within another":         {`{"email":"zoe@example.com","sub":"mailto:Zoe@Example.com?x"}`, []bool{true}, `{"email":"•••","sub":"•••"}`, []string{"sub"}},
		"escaped elsewhere":      {`{"email":"zoe@example.com","sub":"\u007a\u006fe@example.com"}`, []bool{true}, `{"email":"•••","sub":"•••"}`, []string{"sub"}},
		"part of an object":      {`{"p":{"mail":"zoe@example.com"},"sub":"zoe@example.com"}`, []bool{true}, `{"p":"•••","sub":"•••"}`, []string{"sub"}},
		"in base64":              {`{"email":"zoe@example.com","a":"` + shifted(0) + `","b":"` + shifted(1) + `","c":"` + shifted(2) + `"}`, []bool{true}, `{"email":"•••","a":"•••","b":"•••","c":"•••"}`, []string{"a", "b", "c"}},
		"in a token in a claim":  {`{"email":"zoe@example.com","id_token":"` + inner + `"}`, []bool{true}, `{"email":"•••","id_token":"•••"}`, []string{"id_token"}},
		"a number elsewhere":     {`{"card":4111111111111111,"n":[4111111111111111,"4111111111111111"]}`, []bool{true}, `{"card":"•••","n":["•••","•••"]}`, []string{"n"}},
		"a short one, equal":     {`{"pin":"1234","a":"1234","b":1234,"c":"x1234"}`, []bool{true}, `{"pin":"•••","a":"•••","b":"•••","c":"x1234"}`, []string{"a", "b"}},
		"a very short one":       {`{"age":30,"limit":30}`, []bool{true}, `{"age":"•••","limit":30}`, nil},
		"the key, masked":        {`{"password":"` + shareSecret + `","a":1}`, []bool{true}, `{"password":"•••","a":1}`, nil},
		"more than there are":    {`{"a":1}`, []bool{true, true, true}, `{"a":"•••"}`, nil},
		"bytes that are no text": {"{\"email\":\"zoe@example.com\",\"x\":\"\xff\",\"s\":\"\xffzoe@example.com\"}", []bool{true}, "{\"email\":\"•••\",\"x\":\"\xff\",\"s\":\"•••\"}", []string{"s"}},
	} {
		token := signedToken(t, `{"alg":"HS256"}`, c.payload)
		link, also, err := shareOf(token, shareSecret).MaskedLink(c.chosen)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := maskedPayload(t, link); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", name, got, c.want)
		}
		if !slices.Equal(also, c.also) {
			t.Errorf("%s: also %q, want %q", name, also, c.also)
		}
		all := readings(t, link)
		if len(c.chosen) > 0 && strings.Contains(c.payload, value) && holds(all, value) {
			t.Errorf("%s: the value is in %s", name, all)
		}
		if holds(all, shareSecret) || strings.Contains(all, token[strings.LastIndexByte(token, '.')+1:]) {
			t.Errorf("%s: the key or the signature is in %s", name, all)
		}
	}
}

func TestMaskedLinkLeavesOutEverythingBesideTheToken(t *testing.T) {
	payload := `{"email":"zoe@example.com","_sd":["digest"],"sub":"u-1"}`
	token := signedToken(t, `{"alg":"HS256"}`, payload)
	disclosed := encode(`["salt","address","Ghent, zoe@example.com"]`)
	for name, input := range map[string]string{
		"SD-JWT":    token + "~" + disclosed + "~" + signedToken(t, `{"alg":"HS256"}`, `{"nonce":"abcdefgh"}`),
		"JSON form": strings.Replace(jsonForm(token), "a b&c=d%", "zoe@example.com", 1),
		// Decoders that pass over what is not base64 show nothing of this.
		"junk in a part": strings.Replace(token, ".", "=.", 1),
	} {
		link, _, err := shareOf(input, "").MaskedLink([]bool{true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all := readings(t, link)
		for _, value := range []string{"zoe@example.com", "Ghent", disclosed, "abcdefgh", "="} {
			if value != "=" && holds(all, value) {
				t.Errorf("%s: %q is in %s", name, value, all)
			}
		}
		if got := maskedPayload(t, link); got != strings.Replace(payload, "zoe@example.com", "•••", 1) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestWhereMaskingWouldPromiseTooMuchThereIsNoLink(t *testing.T) {
	inner := signedToken(t, `{"alg":"HS256"}`, `{}`)
	for name, c := range map[string]struct {
		header, payload string
		want            ShareError
	}{
		"in the header":          {`{"alg":"HS256","kid":"zoe@example.com"}`, `{"email":"zoe@example.com"}`, ShareElsewhere},
		"in a header name":       {`{"alg":"HS256","zoe@example.com":1}`, `{"email":"zoe@example.com"}`, ShareElsewhere},
		"in base64 there":        {`{"alg":"HS256","kid":"` + encode("zoe@example.com") + `"}`, `{"email":"zoe@example.com"}`, ShareElsewhere},
		"in a name":              {`{"alg":"HS256"}`, `{"email":"zoe@example.com","a":{"zoe@example.com":1}}`, ShareElsewhere},
		"in a claim's name":      {`{"alg":"HS256"}`, `{"email":"zoe@example.com","zoe@example.com":1}`, ShareElsewhere},
		"a token stays":          {`{"alg":"HS256"}`, `{"email":"zoe@example.com","t":"` + inner + `"}`, ShareHoldsMore},
		"a private key stays":    {`{"alg":"HS256","jwk":{"kty":"oct","k":"A"}}`, `{"email":"zoe@example.com"}`, ShareHoldsKey},
		"the key stays":          {`{"alg":"HS256"}`, `{"email":"zoe@example.com","k":"` + shareSecret + `"}`, ShareHoldsKey},
		"text behind the header": {`{"alg":"HS256"} zoe@example.com`, `{"email":"zoe@example.com"}`, ShareNoClaims},
		"text behind the claims": {`{"alg":"HS256"}`, `{"email":"zoe@example.com"} zoe@example.com`, ShareNoClaims},
	} {
		link, _, err := shareOf(signedToken(t, c.header, c.payload), shareSecret).MaskedLink([]bool{true})
		if err != c.want || link != "" {
			t.Errorf("%s: %q, %v, want %v", name, link, err, c.want)
		}
	}
}

// A link with masked claims never has a value of theirs in it that can be found,
// never the key, and differs from the payload in nothing but hidden values.
func FuzzMaskedLink(f *testing.F) {
	f.Add(`{"alg":"HS256"}`, `{"\u0065mail":"zoe@example.com","sub":"mailto:zoe@example.com","email":[1]}`, uint8(1))
	f.Add(`{"alg":"HS256","kid":"a"}`, `{"a":{"b":[12345678,"x\u0000y"]},"c":"12345678"}`, uint8(1))
	f.Add(`{"alg":"none"}`, "{\"\xff\":\"\\ud800 long enough\",\"b\":\"em9lQGV4YW1wbGUuY29t\"}", uint8(3))
	f.Fuzz(func(t *testing.T, header, payload string, bits uint8) {
		s := shareOf(encode(header)+"."+encode(payload)+".c2lnbmVkLWJ5LXNvbWVib2R5", shareSecret)
		claims, err := s.Claims()
		if err != nil {
			return
		}
		chosen := make([]bool, len(claims))
		names := map[string]bool{}
		for i, c := range claims {
			if bits>>(i%8)&1 == 1 {
				chosen[i] = true
				names[c.Name] = true
			}
		}
		link, _, err := s.MaskedLink(chosen)
		if err != nil {
			return
		}
		all := readings(t, link)
		if strings.Contains(all, "c2lnbmVkLWJ5LXNvbWVib2R5") || holds(all, shareSecret) {
			t.Fatalf("the signature or the key is in %s", all)
		}
		masked := jose.ReadJSON([]byte(maskedPayload(t, link)))
		if !isOneObject(masked) || len(masked.Root.Members) != len(s.token.Payload.Root.Members) {
			t.Fatalf("%q became %q", payload, masked.Text)
		}
		var texts []string
		for _, d := range []*jose.Document{s.token.Header, masked} {
			anywhere(d.Root, func(name string, n *jose.Node) bool {
				texts = append(texts, name, n.Value)
				return false
			})
		}
		for i, m := range s.token.Payload.Root.Members {
			now := masked.Root.Members[i]
			if masked.Raw(now.NameSpan) != s.token.Payload.Raw(m.NameSpan) {
				t.Fatalf("a name of %q became %q", payload, masked.Text)
			}
			if !names[m.Name] {
				continue
			}
			if now.Value.Value != "•••" {
				t.Fatalf("%q is not masked in %q", m.Name, masked.Text)
			}
			anywhere(m.Value, func(_ string, n *jose.Node) bool {
				if (n.Kind == jose.String || n.Kind == jose.Number) && len(n.Value) >= findWithin {
					for _, text := range texts {
						if text != "•••" && holds(text, n.Value) {
							t.Errorf("%q is in %q of %s", n.Value, text, all)
						}
					}
				}
				return false
			})
		}
	})
}
