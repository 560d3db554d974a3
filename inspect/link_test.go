package inspect

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const (
	publicJWK  = `{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}`
	privateJWK = `{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","\u0064":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}`
	secretJWK  = `{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko"}`
)

// pemKeys makes a key pair in PEM.
func pemKeys(t *testing.T) (public, private string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
}

func TestReadLink(t *testing.T) {
	token := func(name string) Link { return Link{Input: shortToken, Name: name, Found: true} }
	cyber := base64.StdEncoding.EncodeToString([]byte(shortToken))
	plus := headerOnly + ".e30.ab+cd"
	for fragment, want := range map[string]Link{
		"":                                      {},
		"#":                                     {},
		"#findings":                             {},
		"#payload":                              {},
		"#token":                                {},
		"#token=":                               {},
		"#state=1&code=abc":                     {},
		"#token=" + shortToken:                  token("token"),
		"token=" + shortToken:                   token("token"),
		"?token=" + shortToken:                  token("token"),
		"#id_token=" + shortToken:               token("id_token"),
		"#access_token=" + shortToken:           token("access_token"),
		"#value=" + shortToken:                  token("value"),
		"#jwt=" + shortToken:                    token("jwt"),
		"#debugger-io?token=" + shortToken:      token("token"),
		"#/token=" + shortToken:                 token("token"),
		"#/?token=" + shortToken:                token("token"),
		"#!/token=" + shortToken:                token("token"),
		"#/debugger?a=1&token=" + shortToken:    token("token"),
		"#%74oken=" + shortToken:                token("token"),
		"#Token=" + shortToken:                  {},
		"#" + shortToken:                        token(""),
		shortToken:                              token(""),
		"#" + url.PathEscape(encrypted):         {Input: encrypted, Found: true},
		"#" + sdJWT:                             {Input: sdJWT, Found: true},
		"#" + cut:                               {Input: cut, Found: true},
		"#eyJhbGciOiJub25lIn0=.e30=.":           {Input: "eyJhbGciOiJub25lIn0=.e30=.", Found: true},
		"#token=" + plus:                        {Input: plus, Name: "token", Found: true},
		"#token=" + url.QueryEscape(plus):       {Input: plus, Name: "token", Found: true},
		"#token=" + headerOnly + "%2Ee30%2Eabc": {Input: headerOnly + ".e30.abc", Name: "token", Found: true},
		"#token=100%25%zz":                      {Input: "100%%zz", Name: "token", Found: true},
		"#token=opaque":                         {Input: "opaque", Name: "token", Found: true},
		"#token=a.b.c&access_token=d":           {Input: "d", Name: "access_token", Found: true},
		"#access_token=SlAV32hkKG&id_token=" + shortToken + "&state=x": token("id_token"),
		"#id_token=opaque&token=" + shortToken:                         token("token"),
		"#token=" + shortToken + "&access_token=" + shortToken:         token("access_token"),
		"#token=" + shortToken + "&seen=server":                        {Input: shortToken, Name: "token", Found: true, Seen: true},
		"#token=" + shortToken + "&seen=elsewhere":                     token("token"),
		"#token=" + shortToken + "&secret=abc":                         {Input: shortToken, Name: "token", Found: true, Ignored: true},
		"#key=abc&token=" + shortToken:                                 {Input: shortToken, Name: "token", Found: true, Ignored: true},
		"#privateKey=abc":                                              {Ignored: true},
		"#client_secret=abc":                                           {Ignored: true},
		"#secret=":                                                     {},
		"#recipe=JWT_Decode()&input=" + cyber:                          token("input"),
		"#recipe=JWT_Decode()&input=" + strings.TrimRight(cyber, "="):  token("input"),
		"#recipe=JWT_Decode()&input=" + url.QueryEscape(cyber):         token("input"),
		"#recipe=JWT_Verify('abc')&input=" + cyber:                     {Input: shortToken, Name: "input", Found: true, Ignored: true},
		"#recipe=JWT_Verify('')&input=" + cyber:                        token("input"),
		"#recipe=From_Base64('A-Za-z0-9%2B/%3D',true)&input=not!":      {},
		"#input=____":                                               {},
		"#publicKey=" + publicJWK:                                   {Key: publicJWK, Found: true},
		"#publicKey=" + privateJWK:                                  {Ignored: true},
		"#publicKey=" + secretJWK:                                   {Ignored: true},
		"#publicKey=" + publicJWK + "secret":                        {Ignored: true},
		`#publicKey={"keys":[` + publicJWK + "]}":                   {Key: `{"keys":[` + publicJWK + "]}", Found: true},
		`#publicKey={"keys":[` + publicJWK + "," + secretJWK + "]}": {Ignored: true},
		"#publicKey=your-256-bit-secret":                            {Ignored: true},
	} {
		if got := ReadLink(fragment); got != want {
			t.Errorf("%s\n got %+v\nwant %+v", fragment, got, want)
		}
	}
}

func TestReadLinkOffersSeveralTokens(t *testing.T) {
	link := ReadLink("#token=" + otherToken + "&access_token=" + shortToken + "&id_token=" + longToken + "&state=1")
	if link.Name != "id_token" {
		t.Errorf("the best is called %q", link.Name)
	}
	var names, texts []string
	for _, f := range FindTokens(link.Input).Tokens {
		names, texts = append(names, f.Name), append(texts, f.Text)
	}
	if !slices.Equal(names, []string{"id_token", "access_token", "token"}) || !slices.Equal(texts, []string{longToken, shortToken, otherToken}) {
		t.Errorf("found %v %v in %s", names, texts, link.Input)
	}
}

func TestReadLinkTakesPublicKeysOnly(t *testing.T) {
	public, private := pemKeys(t)
	body := strings.Join(strings.Split(public, "\n")[1:3], "")
	lines := strings.Split(strings.TrimSpace(private), "\n")
	privateBody := strings.Join(lines[1:len(lines)-1], "")
	form := strings.ReplaceAll(strings.ReplaceAll(url.QueryEscape(public), "%20", "+"), "%0A", "%0D%0A")
	for title, c := range map[string]struct {
		value, key string
	}{
		"PEM":                      {url.PathEscape(public), public},
		"PEM, form encoding":       {form, public},
		"PEM, line breaks escaped": {url.PathEscape(strings.ReplaceAll(public, "\n", `\n`)), public},
		"PEM, private":             {url.PathEscape(private), ""},
		"PEM, both":                {url.PathEscape(public + private), ""},
		"PEM and more":             {url.PathEscape(public + "secret"), ""},
		"PEM after more":           {url.PathEscape("secret\n" + public), ""},
		"PEM, lying end":           {url.PathEscape(strings.Replace(private, "BEGIN PRIVATE", "BEGIN PUBLIC", 1)), ""},
		"PEM, cut":                 {url.PathEscape(public[:60]), ""},
		"DER in base64":            {url.QueryEscape(body), body},
		"DER, private":             {url.QueryEscape(privateBody), ""},
		"PEM, lying":               {url.PathEscape(strings.ReplaceAll(private, "PRIVATE", "PUBLIC")), ""},
		"PEM in base64":            {url.QueryEscape(base64.StdEncoding.EncodeToString([]byte("secret\n" + public))), ""},
		"PEM, private, in base64":  {url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(private))), ""},
		"JWK, private, in base64":  {url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(privateJWK))), ""},
	} {
		link := ReadLink("token=" + shortToken + "&publicKey=" + c.value)
		if link.Key != c.key || link.Ignored != (c.key == "") || link.Input != shortToken {
			t.Errorf("%s: %+v, want key %q", title, link, c.key)
		}
	}
}

func TestReadLinkIsBounded(t *testing.T) {
	if link := ReadLink("#token=" + strings.Repeat("a", MaxInput)); len(link.Input) >= MaxInput {
		t.Errorf("%d bytes were read", len(link.Input))
	}
}

func TestQueryToFragment(t *testing.T) {
	key := url.QueryEscape(publicJWK)
	for query, want := range map[string]string{
		"":                    "",
		"x=1":                 "",
		"token=":              "",
		"secret=abc":          "",
		"input=abc":           "",
		"publicKey=" + key:    "",
		"token=" + shortToken: "token=" + shortToken + "&seen=server",
		"id_token=a.b.c&x=1&access_token=d%2Ee+f": "id_token=a.b.c&access_token=d%2Ee+f&seen=server",
		"secret=s&token=a.b.c&key=k&privateKey=p": "token=a.b.c&seen=server",
		"token=a.b.c&publicKey=" + key:            "token=a.b.c&publicKey=" + key + "&seen=server",
		"token=a.b.c&publicKey=hush":              "token=a.b.c&seen=server",
		"token=a.b.c&seen=elsewhere&code=x":       "token=a.b.c&seen=server",
		"%74oken=a.b.c":                           "%74oken=a.b.c&seen=server",
		"recipe=JWT_Verify('s')&input=ZQ":         "input=ZQ&seen=server",
		shortToken:                                "token=" + shortToken + "&seen=server",
		"token=a\"<\r\nb\xc3#":                    "token=a%22%3C%0D%0Ab%C3%23&seen=server",
	} {
		got, ok := QueryToFragment(query)
		if got != want || ok != (want != "") {
			t.Errorf("%s\n got %q, %v\nwant %q", query, got, ok, want)
		}
	}
}

func TestEveryLinkNameIsReadAndMovedToTheFragment(t *testing.T) {
	names := tokenNames
	if len(names) != 5 {
		t.Errorf("names are %v", names)
	}
	for _, name := range names {
		fragment, ok := QueryToFragment("a=1&" + name + "=" + shortToken)
		if link := ReadLink("#" + fragment); !ok || link.Name != name || link.Input != shortToken || !link.Seen {
			t.Errorf("%s: fragment %q reads as %+v", name, fragment, link)
		}
	}
}

func FuzzReadLink(f *testing.F) {
	f.Add("#debugger-io?token=" + shortToken + "&publicKey=-----BEGIN+PUBLIC+KEY-----%0AMF%0A-----END+PUBLIC+KEY-----")
	f.Add("#id_token=" + shortToken + "&access_token=" + otherToken + "&seen=server&secret=%00")
	f.Add("recipe=JWT_Verify('a')&input=ZXlK")
	f.Fuzz(func(t *testing.T, text string) {
		link := ReadLink(text)
		if link.Found != (link.Input != "" || link.Key != "" || link.Expect != ExpectTexts{}) {
			t.Errorf("%+v disagrees with itself", link)
		}
		if _, public := readPublicKey(link.Key); link.Key != "" && !public {
			t.Errorf("the key %q may be secret", link.Key)
		}
		fragment, ok := QueryToFragment(text)
		if strings.ContainsAny(fragment, "\r\n #\"<>") {
			t.Errorf("%q cannot stand in a Location header", fragment)
		}
		if moved := ReadLink(fragment); ok && (!moved.Seen || moved.Ignored) {
			t.Errorf("%q reads as %+v", fragment, moved)
		}
	})
}
