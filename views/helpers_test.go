package views

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// noon is the clock of every test.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

const secret = "0123456789abcdef0123456789abcdef"

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// signed is a compact token, signed with secret.
func signed(t testing.TB, header, payload string) string {
	t.Helper()
	input := encode(header) + "." + encode(payload)
	signature, err := jose.SignHMAC("HS256", []byte(secret), input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(string(signature))
}

// encrypted is a compact JWE whose content key is secret itself.
func encrypted(t testing.TB, header, plaintext string) string {
	t.Helper()
	block, err := aes.NewCipher([]byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	iv := "not a nonce."
	sealed := string(aead.Seal(nil, []byte(iv), []byte(plaintext), []byte(encode(header))))
	at := len(sealed) - 16
	return strings.Join([]string{encode(header), "", encode(iv), encode(sealed[:at]), encode(sealed[at:])}, ".")
}

// inJSON is a compact JWE in flattened JSON form, its members in another order.
func inJSON(compact string) string {
	p := strings.Split(compact, ".")
	return `{"tag":"` + p[4] + `", "ciphertext":"` + p[3] + `", "iv":"` + p[2] + `", "protected":"` + p[0] + `"}`
}

const direct = `{"alg":"dir","enc":"A256GCM"}`

const hs256 = `{"alg":"HS256","typ":"JWT"}`

func report(input, key string) *inspect.Report {
	r := inspect.Inspect(inspect.Request{Input: input, Key: key, Now: noon, Leeway: inspect.DefaultLeeway})
	return &r
}

// judged is a report by expectations.
func judged(input, key string, expect inspect.ExpectTexts) *inspect.Report {
	r := inspect.Inspect(inspect.Request{Input: input, Key: key, Expect: expect.Read(), Now: noon, Leeway: inspect.DefaultLeeway})
	return &r
}

func render(t testing.TB, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sections renders everything that Update gives, by id.
func sections(t testing.TB, r *inspect.Report) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, s := range Update(r, i18n.English()).Sections {
		all[s.ID] = render(t, s.Component)
	}
	return all
}

var tag = regexp.MustCompile(`<[^>]*>`)

// textContent is what a browser would give for the HTML.
func textContent(s string) string { return html.UnescapeString(tag.ReplaceAllString(s, "")) }

var testSite = Site{
	Stylesheet:    Resource{"/assets/app.css", "sha384-css"},
	FirstScript:   Resource{"/assets/first.js", "sha384-first"},
	MainScript:    Resource{"/assets/main.js", "sha384-main"},
	PrivacyScript: Resource{"/assets/privacy.js", "sha384-privacy"},
	RulesScript:   Resource{"/assets/rules.js", "sha384-rules"},
	CompareScript: Resource{"/assets/compare.js", "sha384-compare"},
	LearnScript:   Resource{"/assets/learn.js", "sha384-learn"},
	EmbedScript:   Resource{"/assets/embed.js", "sha384-embed"},
	HostScript:    Resource{"/assets/host.js", "sha384-host"},
	Workers:       map[string]string{"en": "/assets/worker.js", "zh-Hant-TW": "/assets/worker-zh-hant.js"},
	Languages:     i18n.Languages(),
	SecretsBytes:  374_080,
	Icon:          "/assets/favicon.svg",
	Version:       "1.2.3",
	ServerInspect: true,
}

// hostileClaims try to become more than text.
const hostileClaims = `{"sub":"<img src=x onerror=alert(1)>","</pre><script>alert(2)</script>":"\"><svg onload=alert(3)>",` +
	`"iss":"javascript:alert(4)","name":"ab` + "\u202e" + `cd","__proto__":{"style":"x' onclick='alert(5)"},` +
	`"role":"user","role":"admin","kid":"\u003cscript\u003e","exp":"<b>soon</b>"}`

// samples are the tokens of the golden files and of everything that must hold
// for all of them.
func samples(t testing.TB) map[string]*inspect.Report {
	plain := signed(t, hs256, `{"iss":"https://login.example.com","sub":"zoe","aud":["orders","stock"],"iat":1795434600,"exp":1795435500}`)
	return map[string]*inspect.Report{
		"empty":       report("", ""),
		"verified":    report(plain, secret),
		"no-key":      report("Authorization: Bearer "+plain, ""),
		"wrong-key":   report(plain, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
		"unsecured":   report(encode(`{"alg":"none"}`)+"."+encode(`{"sub":"zoe"}`)+".", ""),
		"hostile":     report(signed(t, `{"alg":"HS256","jku":"https://evil.example/\"><script>"}`, hostileClaims), secret),
		"cut":         report(plain[:100], ""),
		"broken-json": report(signed(t, hs256, `{"a":1,"b":tru,"c":3}`), secret),
		"trailing":    report(signed(t, hs256, `{"a":1} and more`), secret),
		"text":        report(signed(t, hs256, "Zoë says <hello>"), secret),
		"binary":      report(signed(t, hs256, "\x00\x01\xfe\xff binary"), secret),
		"times":       report(signed(t, hs256, `{"iat":1795348800,"nbf":1795438800,"exp":1800000900.5,"auth_time":1795348800000,"updated_at":1e19}`), secret),
		"nested":      report(signed(t, hs256, `{"id":9007199254740993,"e":1E+2,"a":[],"o":{},"roles":["admin","user"],"deep":{"list":[{"x":null},[1,2,3]]}}`), secret),
		"two":         report("access_token="+plain+"&id_token="+signed(t, hs256, `{"sub":"second"}`), ""),
		"wrapped":     report(plain[:50]+"\r\n"+plain[50:90]+"\n"+plain[90:], secret),
		"json":        report(`{"sub":"a"}`, ""),
		"junk":        report("hello world", ""),
		"accepted":    judged(plain, secret, inspect.ExpectTexts{Issuer: "https://login.example.com", Audience: "orders", Algorithms: "HS256", Type: "JWT"}),
		"rejected":    judged(plain, secret, inspect.ExpectTexts{Issuer: "https://login.example.com/", Audience: "billing", At: "1795435000"}),
		"undecided":   judged(plain, secret, inspect.ExpectTexts{Audience: "</script><b>", Leeway: "soon", At: "then"}),

		"jwe":         report(encrypted(t, direct, hostileClaims), ""),
		"jwe-open":    report(encrypted(t, direct, hostileClaims), secret),
		"jwe-failed":  report(encrypted(t, direct, `{"sub":"zoe"}`), secret[1:]+"x"),
		"jwe-json":    report(inJSON(encrypted(t, direct, `{"sub":"zoe"}`)), secret),
		"jwe-nested":  report(encrypted(t, `{"alg":"dir","enc":"A256GCM","cty":"JWT"}`, signed(t, hs256, hostileClaims)), secret),
		"jwe-deep":    report(encrypted(t, direct, encrypted(t, direct, encrypted(t, direct, plain))), `{"keys":[{"kty":"oct","k":"`+encode(secret)+`"}]}`),
		"jws-nested":  report(signed(t, `{"alg":"HS256","cty":"JWT"}`, plain), secret),
		"jwe-refused": report(encrypted(t, `{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2c":2000000000,"p2s":"c2FsdHNhbHQ"}`, `{"sub":"zoe"}`), ""),
		"sd-jwt":      report(disclosing(t), secret),
		"signatures":  report(severalSignatures(t), secret),
		"detached":    report(encode(hs256)+"..AAAA", ""),

		"keys":         report(hostileKeys(t), plain),
		"keys-one":     report(`{"kty":"oct","k":"c2VjcmV0"}`, ""),
		"keys-broken":  report(`{"keys":[{"kty":"oct","k":"c2VjcmV0"},{"kty":"RSA","n":"AQ`, ""),
		"keys-no-jwks": report("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", ""),
	}
}

// hostileKeys are the keys of an issuer with certificates, beside some that try
// to become more than text.
func hostileKeys(t testing.TB) string {
	published, err := os.ReadFile("../inspect/testdata/keysets/keycloak.json")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(string(published), `"keys": [`, `"keys": [
    {"kty":"oct","kid":"<img src=x onerror=alert(1)>","k":"c2VjcmV0","use":"\"><svg onload=alert(3)>","alg":"<b>","key_ops":["<i>"]},
    {"kty":"<script>","kid":"ab`+"\u202e"+`cd"}, 7, {"kty":"oct","k":"c2VjcmV0","k":"</pre>"},`, 1)
}

// disclosing is an SD-JWT with a disclosure that belongs to it, one that does
// not, and one that is none.
func disclosing(t testing.TB) string {
	good := encode(`["s","address",{"city":"Gh<e>nt","password":"hunter2-and-more"}]`)
	sum := sha256.Sum256([]byte(good))
	issued := signed(t, hs256, `{"iss":"https://issuer.example.com","_sd":["`+encode(string(sum[:]))+`","decoy"],"cnf":{"kid":"a"}}`)
	return issued + "~" + good + "~" + encode(`["s","role","<admin>"]`) + "~" + "x~" + encode(`{"alg":"ES256"}`) + "." + encode(`{}`) + ".AAAA"
}

// severalSignatures is a JWS in JSON form with a wrong and a right signature.
func severalSignatures(t testing.TB) string {
	parts := strings.Split(signed(t, `{"alg":"HS256"}`, `{"sub":"zoe"}`), ".")
	return fmt.Sprintf(`{"payload":%q,"signatures":[{"protected":%q,"header":{"kid":"<b>"},"signature":"AAAA"},{"protected":%q,"signature":%q}]}`,
		parts[1], parts[0], parts[0], parts[2])
}
