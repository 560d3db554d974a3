package inspect

import (
	"strings"
	"testing"

	"jotlens/jose"
)

// tokenOf is a signed token of exactly n bytes.
func tokenOf(t *testing.T, n int) string {
	t.Helper()
	header, filler := `{"alg":"HS256"}`, 0
	for {
		token := sign(t, header, `{"x":"`+strings.Repeat("a", filler)+`"}`, goodSecret)
		switch short := n - len(token); {
		case short == 0:
			return token
		case short > 0:
			filler += max(1, short*3/4-1)
		default:
			// Lengths of base64url leave gaps; another header fills them.
			header, filler = header[:len(header)-1]+` }`, 0
			if len(header) > 40 {
				t.Fatalf("no token has %d bytes", n)
			}
		}
	}
}

func TestATokenIsWeighedToTheByte(t *testing.T) {
	const cookie, header = "warning size-cookie", "size-header"
	tests := []struct {
		bytes               int
		want, rule, message string
	}{
		{3996, "", "size-cookie", ""},
		{3997, cookie, "size-cookie", "1 byte over what a cookie may hold"},
		{4408, cookie, "size-cookie", "412 bytes over what a cookie may hold"},
		{6144, cookie, "size-header", ""},
		{6145, cookie + ", warning " + header, "size-header", "6,145 bytes leave little room"},
		{8168, cookie + ", warning " + header, "size-header", "8,168 bytes leave little room"},
		{8169, "critical " + header + ", " + cookie, "size-header", "1 byte over what an Authorization header"},
		{9408, "critical " + header + ", " + cookie, "size-header", "1,240 bytes over what an Authorization header"},
	}
	for _, test := range tests {
		r := inspect(tokenOf(t, test.bytes), goodSecret, jose.Auto)
		if got := said(r, sizeRules); got != test.want || r.Form.Bytes != test.bytes {
			t.Errorf("%d bytes: %q, want %q", r.Form.Bytes, got, test.want)
		}
		if got := messageOf(r, test.rule); !strings.HasPrefix(got, test.message) || (got == "") != (test.message == "") {
			t.Errorf("%d bytes: %q", test.bytes, got)
		}
		// What is too long is not unsafe: nobody is told to refuse it.
		if r.Signature.State != Verified || has(r, "verified-but-unsafe") {
			t.Errorf("%d bytes: %s, %s", test.bytes, r.Signature.State, ids(r))
		}
		checkAgrees(t, r)
		checkFindings(t, r)
	}
	long := `{"x":"` + strings.Repeat("a", 9000) + `"}`
	if r := inspect(sign(t, "", long, goodSecret)+"~", "", jose.Auto); said(r, sizeRules) != "critical size-header" {
		t.Errorf("an SD-JWT is put into no cookie: %s", said(r, sizeRules))
	}
	if r := inspect(sign(t, `{"alg":"HS256","typ":"statuslist+jwt"}`, long, goodSecret), "", jose.Auto); said(r, sizeRules) != "" {
		t.Errorf("a status list is fetched, not sent: %s", said(r, sizeRules))
	}
	if r := inspect(long, "", jose.Auto); said(r, sizeRules) != "" {
		t.Errorf("plain claims are not sent: %s", said(r, sizeRules))
	}
}

func TestHowManyClaimsAreMany(t *testing.T) {
	claims := func(n int) string { return `{` + strings.Repeat(`"a":1,`, n-1) + `"b":[` }
	entries := func(n int) string { return strings.Repeat(`1,`, n-1) + `1` }
	tests := []struct{ payload, want string }{
		{claims(50) + `]}`, ""},
		{claims(51) + `]}`, "51 claims in one token."},
		{claims(2) + entries(100) + `]}`, ""},
		{claims(2) + entries(101) + `]}`, "101 entries of “b” in one token."},
		{`{"x":{"roles":[` + entries(200) + `]}}`, "200 entries of “roles” in one token."},
		{`{"_sd":[` + entries(200) + `]}`, ""},
	}
	for _, test := range tests {
		r := inspect(sign(t, "", test.payload, goodSecret), "", jose.Auto)
		if got := messageOf(r, "size-many-claims"); !strings.HasPrefix(got, test.want) || (got == "") != (test.want == "") {
			t.Errorf("%.40s…: %q, want %q", test.payload, got, test.want)
		}
		checkAgrees(t, r)
		checkFindings(t, r)
	}
}
