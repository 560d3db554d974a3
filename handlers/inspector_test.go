package handlers

import (
	"errors"
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
)

// submit posts the form and returns status and page.
func submit(t *testing.T, random io.Reader, fields url.Values) (int, string) {
	t.Helper()
	h := testHandlers(io.Discard, random)
	w := serve(h.Page(h.SubmitInspector), post("/", "application/x-www-form-urlencoded", fields.Encode()))
	return w.Code, w.Body.String()
}

// signatureState is the state of the signature row of a page.
func signatureState(t *testing.T, page string) string {
	t.Helper()
	_, row, ok := strings.Cut(page, `id="verdict-signature"`)
	if !ok {
		t.Fatal("the page has no signature row")
	}
	row, _, _ = strings.Cut(row, ">")
	_, state, _ := strings.Cut(row, `data-state="`)
	state, _, _ = strings.Cut(state, `"`)
	return state
}

func TestSubmitChecksTheToken(t *testing.T) {
	for name, c := range map[string]struct {
		fields url.Values
		want   string
	}{
		"no key":            {url.Values{"token": {demoToken}}, "unverified"},
		"the key":           {url.Values{"token": {demoToken}, "key": {demoKey}}, "verified"},
		"the key in hex":    {url.Values{"token": {demoToken}, "key": {"796f75722d3235362d6269742d736563726574"}, "key_encoding": {"hex"}}, "verified"},
		"another key":       {url.Values{"token": {demoToken}, "key": {"another secret that is long enough"}}, "invalid"},
		"the second of two": {url.Values{"token": {"id_token=" + strings.TrimSuffix(demoToken, "w5c") + "AAA&access_token=" + demoToken}, "key": {demoKey}, "pick": {"1"}}, "verified"},
		"the first of two":  {url.Values{"token": {"id_token=" + strings.TrimSuffix(demoToken, "w5c") + "AAA&access_token=" + demoToken}, "key": {demoKey}}, "invalid"},
		"no such pick":      {url.Values{"token": {demoToken}, "key": {demoKey}, "pick": {"-7"}}, "verified"},
		"no number to pick": {url.Values{"token": {demoToken}, "key": {demoKey}, "pick": {"x"}}, "verified"},
	} {
		t.Run(name, func(t *testing.T) {
			status, page := submit(t, counting{}, c.fields)
			if status != 200 {
				t.Fatalf("the status is %d", status)
			}
			if got := signatureState(t, page); got != c.want {
				t.Errorf("the signature is %s, want %s", got, c.want)
			}
		})
	}
}

func TestSubmitJudgesByExpectations(t *testing.T) {
	fields := url.Values{
		"token": {expectedToken}, "key": {demoKey}, "expect_iss": {"https://login"}, "expect_aud": {"billing, orders"}, "expect_alg": {"HS256"},
		"expect_typ": {"at+jwt"}, "expect_scope": {"a"}, "expect_leeway": {"1m"}, "expect_at": {"1800000000"},
	}
	status, page := submit(t, counting{}, fields)
	for _, want := range []string{
		`id="verdict-expectations" data-state="accepted"`, `value="https://login"`, `value="billing, orders"`, `value="HS256"`, `value="at+jwt"`, `value="a"`, `value="1m"`, `value="1800000000"`,
		`id="expectations" open`, "as of 15 Jan 2027, 08:00 UTC",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%d, the page lacks %s", status, want)
		}
	}
	fields.Set("expect_aud", "billing")
	if _, page := submit(t, counting{}, fields); !strings.Contains(page, `id="verdict-expectations" data-state="rejected"`) || !strings.Contains(page, "your API expects “billing”.") {
		t.Error("another audience is not rejected, or nobody says why")
	}
	fields.Set("expect_at", "tomorrow")
	_, page = submit(t, counting{}, fields)
	for _, want := range []string{`id="verdict-expectations" data-state="undecided"`, `value="tomorrow"`, `aria-invalid="true"`, `id="expect-at-note" data-state="fault"`, `value="billing"`} {
		if !strings.Contains(page, want) {
			t.Errorf("with a time that cannot be read the page lacks %s", want)
		}
	}
	if strings.Count(page, `aria-invalid="true"`) != 1 {
		t.Error("other fields are marked too")
	}
	_, page = submit(t, counting{}, url.Values{"token": {expectedToken}, "key": {demoKey}, "expect_iss": {"another"}, "expect_leeway": {"5m"}, "expect_fill": {"token"}})
	for _, want := range []string{`id="verdict-expectations" data-state="accepted"`, `value="https://login"`, `value="orders,stock"`, `value="HS256"`, `value="a b"`, `value="5m"`} {
		if !strings.Contains(page, want) {
			t.Errorf("filled from the token the page lacks %s", want)
		}
	}
	if _, page := submit(t, counting{}, url.Values{"token": {expectedToken}}); strings.Contains(page, "verdict-expectations") || strings.Contains(page, `id="expectations" open`) {
		t.Error("nothing is expected, and the page judges by it")
	}
}

func TestSubmitUndoesTheLineBreaksOfForms(t *testing.T) {
	// The HMAC of the token below is made with the secret "one\ntwo", a
	// secret of two lines.
	const token = "eyJhbGciOiJIUzI1NiJ9.e30.k3XzKN_AbkJJEJaNOqYCWcGqPZ60qRfYn32_JzBkJ4k"
	status, page := submit(t, counting{}, url.Values{"token": {token}, "key": {"one\r\ntwo"}})
	if got := signatureState(t, page); status != 200 || got != "verified" {
		t.Errorf("%d, the signature is %s", status, got)
	}
}

func TestSubmitLoadsExamples(t *testing.T) {
	status, page := submit(t, counting{}, url.Values{"example": {"hs512"}, "token": {"what stood there"}, "key": {"and its key"}})
	if got := signatureState(t, page); status != 200 || got != "verified" {
		t.Errorf("%d, the signature is %s", status, got)
	}
	if strings.Contains(page, "what stood there") || strings.Contains(page, "and its key") {
		t.Error("the page keeps what stood there")
	}
	status, page = submit(t, iotest.ErrReader(errors.New("no entropy")), url.Values{"example": {"hs256"}})
	if status != 500 || strings.Contains(page, "entropy") {
		t.Errorf("without random bytes: %d", status)
	}
}

func TestSubmitBreaksTheToken(t *testing.T) {
	const token = "eyJhbGciOiJIUzI1NiJ9.e30.k3XzKN_AbkJJEJaNOqYCWcGqPZ60qRfYn32_JzBkJ4k"
	status, page := submit(t, counting{}, url.Values{"break": {"alg-none"}, "token": {token}, "key": {"one\r\ntwo"}})
	if got := signatureState(t, page); status != 200 || got != "refused" || !strings.Contains(page, `data-rule="alg-none"`) {
		t.Errorf("%d, the signature is %s", status, got)
	}
	for name, form := range map[string]url.Values{
		"an unknown break": {"break": {"nothing"}, "token": {token}},
		"no token":         {"break": {"alg-none"}},
		"no claim":         {"break": {"wrong-issuer"}, "token": {token}},
	} {
		if status, page := submit(t, counting{}, form); status != 400 || strings.Contains(page, token) {
			t.Errorf("%s: %d", name, status)
		}
	}
	status, page = submit(t, counting{}, url.Values{"example": {"detached"}})
	if got := signatureState(t, page); status != 200 || got != "verified" {
		t.Errorf("a detached example: %d, the signature is %s", status, got)
	}
}

func TestSubmitEscapesWhatWasTyped(t *testing.T) {
	const hostile = `</textarea><script>alert(1)</script>`
	status, page := submit(t, counting{}, url.Values{"token": {hostile}, "key": {hostile}})
	if status != 200 || strings.Contains(page, "<script>alert") {
		t.Errorf("%d: the page repeats markup", status)
	}
}

func TestSubmitRefuses(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	for name, c := range map[string]struct {
		contentType, body string
		status            int
	}{
		"JSON":                {"application/json", `{"token":"x"}`, 415},
		"multipart":           {"multipart/form-data; boundary=x", "--x--", 415},
		"no type":             {"", "token=x", 415},
		"a broken escape":     {"application/x-www-form-urlencoded", "token=%zz", 400},
		"an unknown example":  {"application/x-www-form-urlencoded", "example=nothing", 400},
		"an unknown encoding": {"application/x-www-form-urlencoded", "token=x&key_encoding=rot13", 400},
	} {
		if w := serve(h.Page(h.SubmitInspector), post("/", c.contentType, c.body)); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
}

func TestShowPages(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	for name, c := range map[string]struct {
		show Func
		want string
	}{
		"inspector": {h.ShowInspector, `id="token"`},
		"privacy":   {h.ShowPrivacy, "script-src jotlens.test/main.js"},
		"license":   {h.ShowLicense, "MIT License: &lt;as is&gt; &amp; no warranty"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = "jotlens.test"
		w := serve(h.Page(c.show), r)
		if w.Code != 200 || w.Header().Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: %d, %s, without %s", name, w.Code, w.Header().Get("Content-Type"), c.want)
		}
	}
}
