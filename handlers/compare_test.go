package handlers

import (
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// submitCompare posts the form of /compare and returns status and page.
func submitCompare(t *testing.T, fields url.Values) (int, string) {
	t.Helper()
	h := testHandlers(io.Discard, counting{})
	w := serve(h.Page(h.SubmitCompare), post("/compare", "application/x-www-form-urlencoded", fields.Encode()))
	return w.Code, w.Body.String()
}

func TestShowCompareIsAnEmptyPage(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	w := serve(h.Page(h.ShowCompare), httptest.NewRequest("GET", "/compare", nil))
	for _, want := range []string{`id="token-a"`, `id="token-b"`, `id="key"`, `id="difference"`, `data-state="empty"`, `id="check"`} {
		if w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d: the page lacks %s", w.Code, want)
		}
	}
}

func TestSubmitCompareSaysWhatDiffers(t *testing.T) {
	first := encode(`{"alg":"HS256"}`) + "." + encode(`{"aud":"orders","scope":"a b","exp":1800000900}`) + ".AAAA"
	second := encode(`{"alg":"HS256"}`) + "." + encode(`{"aud":"stock","scope":"a","exp":1800001800}`) + ".AAAA"
	status, page := submitCompare(t, url.Values{"token-a": {first}, "token-b": {"Bearer " + second + "\r\n"}})
	for _, want := range []string{
		"Another audience: “orders” in A, “stock” in B; B lacks the scope “b”", "15 min later", `data-state="different"`,
		`id="a-verdict-time" data-state="valid"`, `id="b-verdict-signature" data-state="unverified"`, "has seen both tokens",
	} {
		if status != 200 || !strings.Contains(page, want) {
			t.Errorf("%d: the page lacks %s", status, want)
		}
	}
	_, page = submitCompare(t, url.Values{"token-a": {first}, "token-b": {second}, "swap": {"1"}})
	if !strings.Contains(page, "Another audience: “stock” in A, “orders” in B; only B has the scope “b”") {
		t.Error("the tokens are not swapped")
	}
	_, page = submitCompare(t, url.Values{"token-a": {demoToken}, "token-b": {demoToken}, "key": {demoKey}})
	if !strings.Contains(page, "The two are the same token.") || !strings.Contains(page, `id="b-verdict-signature" data-state="verified"`) {
		t.Error("a token is not the same as itself, or the key is not for both")
	}
	if _, page = submitCompare(t, url.Values{"token-a": {demoToken}}); !strings.Contains(page, `id="difference" aria-labelledby="difference-title" data-state="empty"`) {
		t.Error("one token is compared with nothing")
	}
}

func TestSubmitCompareEscapesWhatWasTyped(t *testing.T) {
	const hostile = `</textarea><script>alert(1)</script>`
	claims := encode(`{"` + `</code><script>alert(2)` + `":"<img src=x>"}`)
	for _, a := range []string{hostile, encode(`{"alg":"<script>"}`) + "." + claims + ".AAAA"} {
		status, page := submitCompare(t, url.Values{"token-a": {a}, "token-b": {demoToken}, "key": {hostile}})
		if status != 200 || strings.Contains(page, "<script>alert") || strings.Contains(page, "<img") {
			t.Errorf("%d: the page repeats markup", status)
		}
	}
}

func TestSubmitCompareRefuses(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	for name, c := range map[string]struct {
		contentType, body string
		status            int
	}{
		"JSON":                {"application/json", `{"token-a":"x"}`, 415},
		"a broken escape":     {"application/x-www-form-urlencoded", "token-a=%zz", 400},
		"an unknown encoding": {"application/x-www-form-urlencoded", "token-a=x&key_encoding=rot13", 400},
	} {
		if w := serve(h.Page(h.SubmitCompare), post("/compare", c.contentType, c.body)); w.Code != c.status {
			t.Errorf("%s: %d, want %d", name, w.Code, c.status)
		}
	}
}
