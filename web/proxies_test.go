package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func proxies(t *testing.T, text string) Proxies {
	t.Helper()
	p, err := ParseProxies(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParseProxies(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "",
		"127.0.0.1":                          "127.0.0.1/32",
		"10.1.2.3/8, ::1\tunix":              "10.0.0.0/8 ::1/128 unix",
		"::ffff:192.0.2.1 192.0.2.1":         "192.0.2.1/32",
		"2001:db8::/32 2001:db8:0::/32 unix": "2001:db8::/32 unix",
	} {
		p := proxies(t, text)
		if p.String() != want || proxies(t, p.String()).String() != want {
			t.Errorf("%q is %q, want %q", text, p, want)
		}
	}
	for _, text := range []string{"localhost", "10.0.0.0/33", "10.0.0.1:80", "fe80::1%eth0", "*", strings.Repeat("10.0.0.1 ", 101)} {
		if _, err := ParseProxies(text); err == nil {
			t.Errorf("%q passes", text)
		}
	}
}

func TestWhoTheClientIs(t *testing.T) {
	for name, c := range map[string]struct {
		trusted, peer string
		header        http.Header
		address       string
		secure        bool
		host          string
	}{
		"nobody is trusted":     {"", "192.0.2.1:5", http.Header{"X-Forwarded-For": {"198.51.100.1"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"evil.example"}}, "192.0.2.1", false, "jotlens.test"},
		"another is trusted":    {"10.0.0.0/8", "192.0.2.1:5", http.Header{"X-Forwarded-For": {"198.51.100.1"}, "X-Forwarded-Host": {"evil.example"}}, "192.0.2.1", false, "jotlens.test"},
		"a proxy":               {"10.0.0.0/8", "10.0.0.1:5", http.Header{"X-Forwarded-For": {"198.51.100.1"}, "X-Forwarded-Proto": {"HTTPS"}, "X-Forwarded-Host": {"Jwt.example.com:8443"}}, "198.51.100.1", true, "Jwt.example.com:8443"},
		"what the client wrote": {"10.0.0.0/8", "10.0.0.1:5", http.Header{"X-Forwarded-For": {"127.0.0.1, 10.9.9.9, 198.51.100.1", "10.0.0.2"}}, "198.51.100.1", false, "jotlens.test"},
		"proxies only":          {"10.0.0.0/8", "10.0.0.1:5", http.Header{"X-Forwarded-For": {"10.0.0.3, 10.0.0.2"}}, "10.0.0.3", false, "jotlens.test"},
		"nonsense in between":   {"10.0.0.0/8", "10.0.0.1:5", http.Header{"X-Forwarded-For": {"198.51.100.1, unknown, 10.0.0.2"}}, "10.0.0.2", false, "jotlens.test"},
		"ports and brackets":    {"::1", "[::1]:5", http.Header{"X-Forwarded-For": {"[2001:db8::7]:443"}}, "2001:db8::7", false, "jotlens.test"},
		"no host":               {"10.0.0.1", "10.0.0.1:5", http.Header{"X-Forwarded-Host": {`x"><y`}, "X-Forwarded-Proto": {"gopher"}}, "10.0.0.1", false, "jotlens.test"},
		"a socket":              {"unix", "@", http.Header{"X-Forwarded-For": {"198.51.100.1"}, "X-Forwarded-Proto": {"http, https"}}, "198.51.100.1", true, "jotlens.test"},
		"a socket, not trusted": {"10.0.0.0/8", "@", http.Header{"X-Forwarded-For": {"198.51.100.1"}}, "invalid IP", false, "jotlens.test"},
		"many hops":             {"10.0.0.0/8", "10.0.0.1:5", http.Header{"X-Forwarded-For": {strings.Repeat("198.51.100.1,", 9000) + strings.Repeat("10.0.0.2,", maxHops) + "10.0.0.3"}}, "10.0.0.2", false, "jotlens.test"},
	} {
		t.Run(name, func(t *testing.T) {
			var got client
			var host string
			handler := proxies(t, c.trusted).forwarded(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got, host = clientOf(r), r.Host }))
			r := httptest.NewRequest("GET", "/", http.NoBody)
			r.Host, r.RemoteAddr, r.Header = "jotlens.test", c.peer, c.header
			handler.ServeHTTP(httptest.NewRecorder(), r)
			if got.address.String() != c.address || got.secure != c.secure || host != c.host {
				t.Errorf("%v, %v, %s; want %s, %v, %s", got.address, got.secure, host, c.address, c.secure, c.host)
			}
		})
	}
}
