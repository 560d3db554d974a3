package build

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

const (
	shareBase   = "https://jotlens.example/"
	shareSecret = "correct-horse-battery-staple-of-32-bytes"
)

// signedToken is an HS256 token, signed with shareSecret.
func signedToken(t testing.TB, header, payload string) string {
	t.Helper()
	input := encode(header) + "." + encode(payload)
	signature, err := jose.SignHMAC("HS256", []byte(shareSecret), input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(string(signature))
}

func shareOf(input, key string) *Share {
	r := inspect.Inspect(inspect.Request{Input: input, Key: key, Now: snippetNoon, Leeway: inspect.DefaultLeeway})
	return NewShare(&r, shareBase, key)
}

// opened is what the inspector reads in a link, and the token that it shows.
func opened(t testing.TB, link string) (string, *jose.Token) {
	t.Helper()
	fragment, ok := strings.CutPrefix(link, shareBase)
	if !ok || len(link) > MaxLink {
		t.Fatalf("%q is no link to %s", link, shareBase)
	}
	read := inspect.ReadLink(fragment)
	if read.Key != "" || read.Ignored || read.Seen {
		t.Fatalf("%q reads as %+v", link, read)
	}
	r := inspect.Inspect(inspect.Request{Input: read.Input, Now: snippetNoon})
	return read.Input, r.Token
}

// readings is everything that a link can be read as: itself, the text in it, and
// what its parts decode to, with JSON's escapes resolved.
func readings(t testing.TB, link string) string {
	t.Helper()
	text, token := opened(t, link)
	all := []string{link, text}
	if plain, err := url.QueryUnescape(link); err == nil {
		all = append(all, plain)
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(`.~"`, r) }) {
		if data, err := base64.RawURLEncoding.DecodeString(part); err == nil {
			all = append(all, string(data))
		}
	}
	for _, d := range []*jose.Document{token.Header, token.Payload} {
		if d != nil {
			anywhere(d.Root, func(name string, n *jose.Node) bool {
				all = append(all, name, n.Value)
				return false
			})
		}
	}
	return strings.Join(all, "\n")
}

// holds reports whether a value is in a text as it is or in base64, wherever it begins.
func holds(text, value string) bool {
	if strings.Contains(text, value) {
		return true
	}
	for shift := range 3 {
		for _, encoding := range []*base64.Encoding{base64.RawURLEncoding, base64.RawStdEncoding} {
			digits := encoding.EncodeToString([]byte("\x00\x00"[:shift] + value))
			if strings.Contains(text, digits[[]int{0, 2, 3}[shift]:(shift+len(value))*8/6]) {
				return true
			}
		}
	}
	return false
}

func TestLinkHasTheTokenAndNothingElse(t *testing.T) {
	token := signedToken(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`)
	for name, c := range map[string]struct{ input, want string }{
		"bare":        {token, token},
		"in a header": {"Authorization: Bearer " + token, token},
		"with a key":  {`{"access_token":"` + token + `","client_secret":"` + shareSecret + `"}`, token},
		"SD-JWT":      {token + "~" + encode(`["s","a",1]`) + "~", token + "~" + encode(`["s","a",1]`) + "~"},
		"JSON form":   {jsonForm(token), jsonForm(token)},
		"JWE":         {encode(`{"alg":"dir","enc":"A256GCM"}`) + "..AAAA.BBBB.CCCC", encode(`{"alg":"dir","enc":"A256GCM"}`) + "..AAAA.BBBB.CCCC"},
		"cut":         {encode(`{"alg":"HS256"}`) + "." + encode(`{"sub":"zoe"}`), encode(`{"alg":"HS256"}`) + "." + encode(`{"sub":"zoe"}`)},
	} {
		link, err := shareOf(c.input, shareSecret).Link()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text, _ := opened(t, link); text != c.want {
			t.Errorf("%s: the link opens\n%s, want\n%s", name, text, c.want)
		}
		if holds(readings(t, link), shareSecret) {
			t.Errorf("%s: the key is in %s", name, link)
		}
	}
}

func jsonForm(token string) string {
	parts := strings.Split(token, ".")
	return `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","header":{"kid":"a b&c=d%"},"signature":"` + parts[2] + `"}`
}

func TestWhatIsNoTokenIsNotShared(t *testing.T) {
	for _, input := range []string{
		"", "hello", `{"sub":"zoe"}`, `{"kty":"oct","k":"` + encode(shareSecret) + `"}`, `{"keys":[{"kty":"oct","k":"AAAA"}]}`,
		"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "a.b.c.d", encode(`{"sub":"zoe"}`),
	} {
		s := shareOf(input, "")
		for name, share := range map[string]func() (string, error){"Link": s.Link, "UnsignedLink": s.UnsignedLink, "AuthorizationHeader": s.AuthorizationHeader, "Curl": s.Curl} {
			if text, err := share(); err != ShareNoToken || text != "" {
				t.Errorf("%s of %q is %q, %v", name, input, text, err)
			}
		}
	}
}

func TestUnsignedLinkIsNoCredential(t *testing.T) {
	header, payload := `{"alg":"HS256", "typ" :"JWT"}`, "{\"sub\":\"zoe\",\r\n \"n\":1.0}"
	token := signedToken(t, header, payload)
	signature := token[strings.LastIndexByte(token, '.')+1:]
	binding := signedToken(t, `{"alg":"HS256","typ":"kb+jwt"}`, `{"nonce":"n"}`)
	for name, input := range map[string]string{
		"compact":   token,
		"SD-JWT":    token + "~" + encode(`["salt","city","Ghent"]`) + "~" + binding,
		"JSON form": jsonForm(token),
		"cut":       strings.TrimSuffix(token, "."+signature),
	} {
		link, err := shareOf(input, shareSecret).UnsignedLink()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text, _ := opened(t, link)
		if want := encode(header) + "." + encode(payload) + "."; text != want {
			t.Errorf("%s: %s, want %s", name, text, want)
		}
		for _, key := range []string{"", shareSecret} {
			r := inspect.Inspect(inspect.Request{Input: text, Key: key, Now: snippetNoon})
			if r.Signature.State == inspect.Verified || r.Signature.State == inspect.Unverified || r.Signature.Bytes != 0 {
				t.Errorf("%s, key %q: the signature is %+v", name, key, r.Signature)
			}
			if r.Header.Text != header || r.Payload.Text != payload {
				t.Errorf("%s: the link shows %s and %s", name, r.Header.Text, r.Payload.Text)
			}
		}
	}
}

func TestWhatCannotGoWithoutItsSignature(t *testing.T) {
	token := signedToken(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`)
	with := func(payload string) string { return signedToken(t, `{"alg":"HS256"}`, payload) }
	parts := strings.Split(token, ".")
	for name, c := range map[string]struct {
		input string
		want  ShareError
	}{
		"JWE":                       {encode(`{"alg":"dir","enc":"A256GCM"}`) + "..AAAA.BBBB.CCCC", ShareEncrypted},
		"JWE in JSON form":          {`{"protected":"` + encode(`{"alg":"dir","enc":"A256GCM"}`) + `","ciphertext":"AAAA","iv":"AAAA","tag":"AAAA"}`, ShareEncrypted},
		"detached":                  {parts[0] + ".." + parts[2], ShareNoPayload},
		"header alone":              {parts[0], ShareNoPayload},
		"no protected header":       {`{"payload":"` + parts[1] + `","header":{"alg":"HS256"},"signature":"AAAA"}`, ShareNoPayload},
		"a token is the payload":    {with(token), ShareHoldsMore},
		"a token in a claim":        {with(`{"act":[{"t":"` + token + `"}]}`), ShareHoldsMore},
		"a token in a sentence":     {with(`{"log":"got ` + token + `."}`), ShareHoldsMore},
		"a token in a name":         {with(`{"` + token + `":1}`), ShareHoldsMore},
		"a token, escaped":          {with(`{"t":"\u0065` + token[1:] + `"}`), ShareHoldsMore},
		"a JWE in a claim":          {with(`{"t":"` + encode(`{"alg":"dir","enc":"A256GCM"}`) + `..AAAA.BBBB.CCCC"}`), ShareHoldsMore},
		"a token in the header":     {signedToken(t, `{"alg":"HS256","jwt":"`+token+`"}`, `{}`), ShareHoldsMore},
		"JSON form in a claim":      {with(`{"t":` + jsonForm(token) + `}`), ShareHoldsMore},
		"behind the payload's JSON": {with(`{"a":1} ` + token), ShareHoldsMore},
	} {
		if link, err := shareOf(c.input, "").UnsignedLink(); err != c.want || link != "" {
			t.Errorf("%s: %q, %v, want %v", name, link, err, c.want)
		}
	}
	// A token inside that nobody signed is no credential either.
	if _, err := shareOf(with(`{"t":"`+parts[0]+"."+parts[1]+`."}`), "").UnsignedLink(); err != nil {
		t.Error(err)
	}
}

func TestNoLinkHasTheKey(t *testing.T) {
	at := func(shift int) string {
		return base64.RawStdEncoding.EncodeToString([]byte("ab"[:shift] + shareSecret + "tail"))
	}
	pem := "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
	for name, c := range map[string]struct{ header, payload, key string }{
		"in a claim":          {`{"alg":"HS256"}`, `{"s":"` + shareSecret + `"}`, shareSecret},
		"in a sentence":       {`{"alg":"HS256"}`, `{"s":"it is ` + shareSecret + `."}`, shareSecret},
		"escaped":             {`{"alg":"HS256"}`, `{"s":"\u0063` + shareSecret[1:] + `"}`, shareSecret},
		"as a name":           {`{"alg":"HS256"}`, `{"` + shareSecret + `":0}`, shareSecret},
		"in the header":       {`{"alg":"HS256","kid":"` + shareSecret + `"}`, `{}`, shareSecret},
		"in base64":           {`{"alg":"HS256"}`, `{"s":"` + at(0) + `"}`, shareSecret},
		"in base64, shifted":  {`{"alg":"HS256"}`, `{"s":"` + at(1) + `"}`, shareSecret},
		"in base64, twice":    {`{"alg":"HS256"}`, `{"s":"` + at(2) + `"}`, shareSecret},
		"typed with a space":  {`{"alg":"HS256"}`, `{"s":"` + shareSecret + `"}`, shareSecret + "\n"},
		"short":               {`{"alg":"HS256"}`, `{"s":"secret"}`, "secret"},
		"a private JWK":       {`{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"A","y":"A","\u0064":"A"}}`, `{}`, ""},
		"a secret JWK":        {`{"alg":"HS256"}`, `{"cnf":{"jwk":{"kty":"oct","k":"AAAA"}}}`, ""},
		"a private PEM":       {`{"alg":"HS256"}`, `{"s":` + jose.Quote(pem) + `}`, ""},
		"not JSON":            {`{"alg":"HS256"}`, `secret: ` + shareSecret, shareSecret},
		"an unreadable key":   {`{"alg":"RS256"}`, `{"s":"-----BEGIN broken"}`, "-----BEGIN broken"},
		"behind the header":   {`{"alg":"HS256"}` + shareSecret, `{}`, shareSecret},
		"in bytes of a claim": {`{"alg":"HS256"}`, "{\"s\":\"\xff" + shareSecret + "\"}", shareSecret},
	} {
		s := shareOf(signedToken(t, c.header, c.payload), c.key)
		for _, share := range []func() (string, error){s.Link, s.UnsignedLink} {
			if link, err := share(); err != ShareHoldsKey || link != "" {
				t.Errorf("%s: %q, %v", name, link, err)
			}
		}
		if err := s.CredentialFree(); err != ShareHoldsKey {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A public key may be where everybody can see it.
	public := `{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`
	if _, err := shareOf(signedToken(t, `{"alg":"EdDSA","jwk":`+public+`}`, `{}`), public).Link(); err != nil {
		t.Error(err)
	}
}

// What a JWE says inside is shown, though it does not stand in the token.
func TestADecryptedTokenIsLookedInto(t *testing.T) {
	key := "0123456789abcdef0123456789abcdef"
	secret, err := jose.ReadKey(key, jose.UTF8)
	if err != nil {
		t.Fatal(err)
	}
	for payload, want := range map[string]error{
		`{"sub":"zoe"}`: nil,
		signedToken(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`):                   nil, // shown as a token of its own
		`{"t":"` + signedToken(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`) + `"}`: ShareHoldsMore,
		`{"s":"` + key + `"}`: ShareHoldsKey,
	} {
		token, problem := jose.Encrypt(`{"alg":"dir","enc":"A256GCM"}`, []byte(payload), secret, strings.NewReader(strings.Repeat("r", 99)))
		if problem != nil {
			t.Fatal(problem)
		}
		s := shareOf(token, key)
		if err := s.CredentialFree(); err != want {
			t.Errorf("%s: %v, want %v", payload, err, want)
		}
		if link, err := s.Link(); err != nil || !strings.HasSuffix(link, token) {
			t.Errorf("%s: %s, %v", payload, link, err)
		}
	}
}

func TestLinksAreBounded(t *testing.T) {
	long := signedToken(t, `{"alg":"HS256"}`, `{"a":"`+strings.Repeat("b", MaxLink)+`"}`)
	s := shareOf(long, "")
	if link, err := s.Link(); err != ShareTooLong || link != "" {
		t.Errorf("%d bytes, %v", len(link), err)
	}
	if link, err := s.UnsignedLink(); err != ShareTooLong || link != "" {
		t.Errorf("%d bytes, %v", len(link), err)
	}
	link, _, err := s.MaskedLink([]bool{true})
	if err != nil || len(link) > 200 {
		t.Errorf("%d bytes, %v", len(link), err)
	}
	many := "{"
	for i := range maxClaims + 1 {
		many += `"c` + strconv.Itoa(i) + `":0,`
	}
	if _, err := shareOf(signedToken(t, `{"alg":"HS256"}`, many+`"x":0}`), "").Claims(); err != ShareTooMany {
		t.Error(err)
	}
	values := []string{}
	for i := range maxFound + 1 {
		values = append(values, strconv.Itoa(i))
	}
	if _, _, err := shareOf(signedToken(t, `{"alg":"HS256"}`, `{"a":[`+strings.Join(values, ",")+`]}`), "").MaskedLink([]bool{true}); err != ShareTooMany {
		t.Error(err)
	}
}

func TestHeaderAndCurl(t *testing.T) {
	token := signedToken(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`)
	for input, want := range map[string]string{
		token:             token,
		token + "~AAAA~":  token + "~AAAA~",
		"Bearer " + token: token,
	} {
		s := shareOf(input, shareSecret)
		if got, err := s.AuthorizationHeader(); err != nil || got != "Authorization: Bearer "+want {
			t.Errorf("%q, %v", got, err)
		}
		if got, err := s.Curl(); err != nil || got != "curl -H 'Authorization: Bearer "+want+"' 'https://api.example.com/'" {
			t.Errorf("%q, %v", got, err)
		}
	}
	for _, input := range []string{jsonForm(token), encode(`{"alg":"HS256"}`) + ".e30';rm -rf.AAAA"} {
		s := shareOf(input, "")
		if got, err := s.Curl(); err == nil && strings.Count(got, "'") != 4 {
			t.Errorf("%s", got)
		}
	}
	if got, err := shareOf(jsonForm(token), "").AuthorizationHeader(); err != ShareNotBearer {
		t.Errorf("%q, %v", got, err)
	}
}

func TestUseOf(t *testing.T) {
	noon := snippetNoon.Unix()
	at := func(d time.Duration) string { return strconv.FormatInt(noon+int64(d/time.Second), 10) }
	token := func(payload string) string { return signedToken(t, `{"alg":"HS256"}`, payload) }
	for name, c := range map[string]struct {
		input string
		live  bool
		until string
		ever  bool
	}{
		"live":           {token(`{"exp":` + at(time.Hour) + `}`), true, at(time.Hour), false},
		"within leeway":  {token(`{"exp":` + at(-30*time.Second) + `}`), true, at(-30 * time.Second), false},
		"expired":        {token(`{"exp":` + at(-time.Hour) + `}`), false, "", false},
		"not yet":        {token(`{"nbf":` + at(time.Hour) + `,"exp":` + at(2*time.Hour) + `}`), true, at(2 * time.Hour), false},
		"forever":        {token(`{"sub":"zoe"}`), true, "", true},
		"unreadable":     {token(`{"exp":"soon"}`), true, "", false},
		"no claims":      {token(`hello`), true, "", false},
		"none":           {strings.Replace(token(`{"exp":`+at(time.Hour)+`}`), encode(`{"alg":"HS256"}`), encode(`{"alg":"none"}`), 1), false, "", false},
		"no signature":   {encode(`{"alg":"HS256"}`) + "." + encode(`{}`) + ".", false, "", false},
		"cut":            {encode(`{"alg":"HS256"}`) + "." + encode(`{}`), false, "", false},
		"JWE":            {encode(`{"alg":"dir","enc":"A256GCM"}`) + "..AAAA.BBBB.CCCC", true, "", false},
		"SD-JWT":         {token(`{"exp":`+at(time.Hour)+`}`) + "~", true, at(time.Hour), false},
		"JSON form":      {jsonForm(token(`{"exp":` + at(time.Hour) + `}`)), true, at(time.Hour), false},
		"nothing":        {"", false, "", false},
		"a key":          {`{"kty":"oct","k":"AAAA"}`, false, "", false},
		"another secret": {token(`{"exp":` + at(time.Hour) + `}`), true, at(time.Hour), false},
	} {
		r := inspect.Inspect(inspect.Request{Input: c.input, Key: "another one", Now: snippetNoon, Leeway: inspect.DefaultLeeway})
		u := UseOf(&r)
		until := ""
		if u.Until != nil {
			until = u.Until.Literal
		}
		if u.Live != c.live || until != c.until || u.Ever != c.ever {
			t.Errorf("%s: %+v until %q, want %+v", name, u, until, c)
		}
	}
}
