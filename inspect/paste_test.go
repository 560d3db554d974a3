package inspect

import (
	"encoding/base64"
	"strings"
	"testing"
)

// compactToken makes a token of the given parts, with a signature of size bytes
// that says nothing.
func compactToken(header, payload string, size int) string {
	signature := make([]byte, size)
	for i := range signature {
		signature[i] = byte(i*73 + 41)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + "." + encode(signature)
}

// A pasteToken is what a paste should give: a text, its name, and the codes of
// what was removed.
type pasteToken struct {
	text, name, removed string
	breaks              int
}

type pasteCase struct {
	title, input string
	want         []pasteToken
}

// The tokens of the tables. longToken has 2048-bit RSA's length, and an
// encrypted token has its own shape.
var (
	shortToken = compactToken(`{"alg":"HS256","typ":"JWT"}`, `{"sub":"1234567890","name":"John Doe","iat":1516239022}`, 32)
	otherToken = compactToken(`{"alg":"HS384"}`, `{"sub":"another"}`, 48)
	longToken  = compactToken(`{"alg":"RS256","kid":"k1","typ":"JWT"}`, `{"iss":"https://issuer.example","realm_access":{"roles":["a","b"]},"exp":1800000000}`, 256)
	unsecured  = compactToken(`{"alg":"none"}`, `{"sub":"x"}`, 0)
	cut        = shortToken[:strings.LastIndexByte(shortToken, '.')]
	headerOnly = shortToken[:strings.IndexByte(shortToken, '.')]
	payload    = cut[len(headerOnly)+1:]
	encrypted  = compactToken(`{"alg":"dir","enc":"A128GCM"}`, "", 12) + "." + base64.RawURLEncoding.EncodeToString([]byte("some ciphertext that is long enough")) + ".AAAAAAAAAAAAAAAAAAAAAA"
	sdJWT      = compactToken(`{"alg":"ES256","typ":"dc+sd-jwt"}`, `{"_sd":["x"],"_sd_alg":"sha-256"}`, 64) + "~WyJzYWx0IiwiZ2l2ZW5fbmFtZSIsIkpvaG4iXQ~WyJzYWx0MiIsImZhbWlseV9uYW1lIiwiRG9lIl0~"
	keyBinding = compactToken(`{"alg":"ES256","typ":"kb+jwt"}`, `{"nonce":"n"}`, 64)
)

func one(text, name, removed string) []pasteToken { return []pasteToken{{text, name, removed, 0}} }

// fold wraps text like mail and terminals do.
func fold(text string, width int, prefix string) string {
	var b strings.Builder
	for len(text) > width {
		b.WriteString(text[:width] + "\n" + prefix)
		text = text[width:]
	}
	return b.String() + text
}

func testPastes(t *testing.T, cases []pasteCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.title, func(t *testing.T) {
			got := FindTokens(c.input).Tokens
			if len(got) != len(c.want) {
				t.Errorf("found %d tokens, want %d", len(got), len(c.want))
			}
			for i, f := range got {
				checkPieces(t, c.input, f)
				var codes []string
				for _, r := range f.Removed {
					codes = append(codes, r.Code)
				}
				if i >= len(c.want) {
					t.Errorf("token %d is one too many: %q called %q", i, f.Text, f.Name)
					continue
				}
				w := c.want[i]
				if f.Text != w.text {
					t.Errorf("token %d\n got %q\nwant %q", i, f.Text, w.text)
				}
				if f.Name != w.name {
					t.Errorf("token %d is called %q, want %q", i, f.Name, w.name)
				}
				if codes := strings.Join(codes, " "); codes != w.removed {
					t.Errorf("token %d: removed %q (%v), want %q", i, codes, f.Removed, w.removed)
				}
				if f.Breaks != w.breaks {
					t.Errorf("token %d has %d breaks, want %d", i, f.Breaks, w.breaks)
				}
			}
		})
	}
}

// checkPieces proves that the pieces of f add up to its text and lie in input,
// in order.
func checkPieces(t *testing.T, input string, f Found) {
	t.Helper()
	var text strings.Builder
	at := 0
	for _, p := range f.Pieces {
		if p.Token.Start != text.Len() || p.Input.Start < at || p.Input.End > len(input) || p.Input.Empty() || p.Token.Empty() {
			t.Fatalf("piece %v is out of place in %q", p, input)
		}
		at = p.Input.End
		written := input[p.Input.Start:p.Input.End]
		if p.Token.Len() == p.Input.Len() {
			text.WriteString(written)
			continue
		}
		if p.Token.Len() != 1 {
			t.Fatalf("an encoded piece is %d bytes long", p.Token.Len())
		}
		switch last := written[len(written)-2:]; {
		case written[0] == '\\' && written[len(written)-2] == '\\':
			text.WriteByte(written[len(written)-1])
		default:
			text.WriteString(percentDecode("%" + last))
		}
	}
	if text.String() != f.Text {
		t.Fatalf("pieces say %q, text is %q", text.String(), f.Text)
	}
	for _, r := range f.Removed {
		if r.Text == "" || len([]rune(r.Text)) > 40 {
			t.Errorf("%q is no short name", r.Text)
		}
	}
}

func TestFindTokensBare(t *testing.T) {
	plus := strings.Replace(shortToken, ".", ".+/", 1)
	testPastes(t, []pasteCase{
		{"nothing", "", one("", "", "")},
		{"white space", " \r\n\t ", one("", "", "")},
		{"bare", shortToken, one(shortToken, "", "")},
		{"white space around", "\n\t " + shortToken + " \r\n", one(shortToken, "", "")},
		{"no-break space around", "\u00a0" + shortToken + "\u2003", one(shortToken, "", "")},
		{"unsecured, final dot", unsecured, one(unsecured, "", "")},
		{"JWE", encrypted, one(encrypted, "", "")},
		{"SD-JWT", sdJWT, one(sdJWT, "", "")},
		{"SD-JWT with key binding", sdJWT + keyBinding, one(sdJWT+keyBinding, "", "")},
		{"header alone", headerOnly, one(headerOnly, "", "")},
		{"two segments", cut, one(cut, "", "")},
		{"payload alone", payload, one(payload, "", "")},
		{"header missing", "." + payload + ".abc", one("."+payload+".abc", "", "")},
		{"six segments", shortToken + ".a.b.c", one(shortToken+".a.b.c", "", "")},
		{"one dot too many", shortToken + ".", one(shortToken+".", "", "")},
		{"standard base64", plus, one(plus, "", "")},
		{"padding", strings.ReplaceAll(shortToken, ".", "==.") + "=", one(strings.ReplaceAll(shortToken, ".", "==.")+"=", "", "")},
		{"exclamation mark inside", shortToken[:9] + "!" + shortToken[9:], one(shortToken[:9]+"!"+shortToken[9:], "", "")},
		{"exclamation mark at the end", shortToken + "!", one(shortToken+"!", "", "")},
		{"comma in the header", shortToken[:9] + "," + shortToken[9:], one(shortToken[:9]+","+shortToken[9:], "", "")},
		{"quotation mark in the payload", cut + "\"" + shortToken[len(cut):], one(cut+"\""+shortToken[len(cut):], "", "")},
		{"Cyrillic letter in the signature", shortToken[:len(shortToken)-4] + "а" + shortToken[len(shortToken)-3:],
			one(shortToken[:len(shortToken)-4]+"а"+shortToken[len(shortToken)-3:], "", "")},
		{"ampersand entity", strings.ReplaceAll(shortToken, ".", "&#46;"), one(strings.ReplaceAll(shortToken, ".", "&#46;"), "", "")},
		{"white space before the object", "IHsiYWxnIjoiSFMyNTYifQ.e30.abc", one("IHsiYWxnIjoiSFMyNTYifQ.e30.abc", "", "")},
		{"line break before the object", "DQp7ImFsZyI6IkhTMjU2In0.e30.abc", one("DQp7ImFsZyI6IkhTMjU2In0.e30.abc", "", "")},
		{"empty header object", "e30.e30.abc", one("e30.e30.abc", "", "")},
		{"header that is no JSON", "bm90IGpzb24.e30.abc", one("bm90IGpzb24.e30.abc", "", "")},
		{"version number", "1.2.3", one("1.2.3", "", "")},
		{"host name", "example.www.com", one("example.www.com", "", "")},
		{"e-mail text", "Dear eyewitness,\nexample.com is up. Write to eve@example.com.\n",
			one("Dear eyewitness,\nexample.com is up. Write to eve@example.com.", "", "")},
		{"thousands of dots", headerOnly + strings.Repeat(".", 5000), one(headerOnly+strings.Repeat(".", 5000), "", "")},
		{"only dots", "...", one("...", "", "")},
		{"not UTF-8", "\xff\xfe.a.b", one("\xff\xfe.a.b", "", "")},
	})
}

func TestFindTokensWrapped(t *testing.T) {
	bearer := "Authorization: Bearer " + shortToken
	testPastes(t, []pasteCase{
		{"Bearer", "Bearer " + shortToken, one(shortToken, "", "bearer")},
		{"bearer, odd case and spaces", "bEARER   " + shortToken + "\n", one(shortToken, "", "bearer")},
		{"Bearer twice", "Bearer Bearer " + shortToken, one(shortToken, "", "bearer")},
		{"Bearer with a colon", "Bearer: " + shortToken, one(shortToken, "", "bearer")},
		{"Bearer in a form", "Bearer+" + shortToken, one(shortToken, "", "bearer")},
		{"JWT", "JWT " + shortToken, one(shortToken, "", "bearer")},
		{"Token", "Token " + shortToken, one(shortToken, "", "bearer")},
		{"DPoP", "DPoP " + shortToken, one(shortToken, "", "bearer")},
		{"Bearer and half a token", "Bearer " + cut, one(cut, "", "bearer")},
		{"Bearer and something odd", "Bearer abc.de+f.ghi!", one("abc.de+f.ghi!", "", "bearer")},
		{"Bearer, final dots kept", "Bearer " + shortToken + ".", one(shortToken+".", "", "bearer")},
		{"Bearer and prose", "Bearer of good news", one("Bearer of good news", "", "")},
		{"Bearer alone", "Bearer ", one("Bearer", "", "")},
		{"Authorization", bearer, one(shortToken, "Authorization header", "authorization")},
		{"authorization, lower case", "authorization:bearer " + shortToken, one(shortToken, "Authorization header", "authorization")},
		{"Authorization without scheme", "Authorization: " + shortToken, one(shortToken, "Authorization header", "authorization")},
		{"Authorization DPoP", "Authorization: DPoP " + shortToken, one(shortToken, "Authorization header", "authorization")},
		{"Authorization, opaque", "Authorization: Bearer SlAV32hkKG", one("SlAV32hkKG", "", "authorization")},
		{"Authorization in quotes", `"` + bearer + `"`, one(shortToken, "Authorization header", "authorization quotes")},
		{"HTTP request", "GET /me HTTP/1.1\r\nHost: api.example\r\n" + bearer + "\r\nAccept: */*\r\n\r\n", one(shortToken, "Authorization header", "authorization text")},
		{"HTTP request, half a token", "GET /me HTTP/1.1\r\nAuthorization: Bearer " + cut + "\r\nAccept: */*\r\n", one(cut, "Authorization header", "authorization text")},
		{"another header", "X-Goog-IAP-JWT-Assertion: " + shortToken, one(shortToken, "X-Goog-IAP-JWT-Assertion", "label")},
		{"double quotes", `"` + shortToken + `"`, one(shortToken, "", "quotes")},
		{"single quotes and a comma", "'" + shortToken + "',", one(shortToken, "", "quotes punctuation")},
		{"backticks", "`" + shortToken + "`", one(shortToken, "", "quotes")},
		{"code fence", "```\n" + shortToken + "\n```", one(shortToken, "", "quotes")},
		{"typographic quotes", "“" + shortToken + "”", one(shortToken, "", "quotes")},
		{"Bearer in quotes", `"Bearer ` + shortToken + `"`, one(shortToken, "", "bearer quotes")},
		{"angle brackets", "<" + shortToken + ">", one(shortToken, "", "brackets")},
		{"stray closing quote", shortToken + `"`, one(shortToken, "", "quotes")},
		{"semicolon", shortToken + ";", one(shortToken, "", "punctuation")},
		{"quotes around something odd", `"abc.def.ghi",`, one("abc.def.ghi", "", "quotes")},
		{"quotes around a stray character", `"` + shortToken[:50] + "!" + shortToken[50:] + `"`, one(shortToken[:50]+"!"+shortToken[50:], "", "quotes")},
		{"sentence", "The token is " + shortToken + ".", one(shortToken, "", "text")},
		{"sentence, unsecured", "Try " + unsecured + ". Please!", one(unsecured, "", "text")},
		{"prose after", shortToken + " is what I got", one(shortToken, "", "text")},
		{"prose after half a token", headerOnly + " is the header. Then", one(headerOnly, "", "text")},
		{"Markdown", "See **" + shortToken + "** there", one(shortToken, "", "text")},
		{"Chinese around", "令牌" + shortToken + "。", one(shortToken, "", "text")},
		{"environment variable", "export TOKEN=" + shortToken, one(shortToken, "token", "url text")},
		{"assignment", `const jwt = "` + shortToken + `";`, one(shortToken, "jwt", "label quotes punctuation text")},
		{"YAML", "access_token: " + shortToken + "\nexpires_in: 3600", one(shortToken, "access_token", "label text")},
		{"XML", "<token>" + shortToken + "</token>", one(shortToken, "", "text")},
		{"zero-width space inside", shortToken[:20] + "\u200b" + shortToken[20:], one(shortToken, "", "invisible")},
		{"byte-order mark before", "\ufeff" + shortToken, one(shortToken, "", "invisible")},
		{"byte-order mark before JSON", "\ufeff{\"sub\":\"a\"}", one(`{"sub":"a"}`, "", "invisible")},
		{"percent-encoded", strings.ReplaceAll(shortToken, ".", "%2E"), one(shortToken, "", "percent-encoding")},
		{"percent-encoded twice", strings.ReplaceAll(shortToken, ".", "%252e"), one(shortToken, "", "percent-encoding")},
		{"percent-encoded padding", headerOnly + "%3D%3D." + payload + ".abc", one(headerOnly+"==."+payload+".abc", "", "percent-encoding")},
		{"percent sign that is none", headerOnly + "%G." + payload + ".abc", one(headerOnly+"%G."+payload+".abc", "", "")},
	})
}
