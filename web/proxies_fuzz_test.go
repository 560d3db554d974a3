package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// FuzzForwarded looks for headers of a client that make it somebody else without a
// trusted proxy, or that bring a host into our headers that is none.
func FuzzForwarded(f *testing.F) {
	f.Add("192.0.2.1:1234", "203.0.113.7, 10.0.0.2", "https", "jwt.example.com")
	f.Add("10.0.0.1:1", "unknown, [2001:db8::1]:443, 10.0.0.2", "http,https", `evil.example/"; script-src *`)
	f.Add("@", ",,,", "ftp", "[::1]:8080")
	proxies, err := ParseProxies("10.0.0.0/8 unix")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, peer, hops, scheme, host string) {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.RemoteAddr, r.Host = peer, "own.example"
		r.Header = http.Header{"X-Forwarded-For": {hops}, "X-Forwarded-Proto": {scheme}, "X-Forwarded-Host": {host}}
		proxies.forwarded(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			from := addressOf(peer)
			c := clientOf(r)
			if !proxies.trusts(from) && (c.address != from || c.secure || r.Host != "own.example") {
				t.Fatalf("%q is believed: %+v, %q", peer, c, r.Host)
			}
			if !isHost(r.Host) {
				t.Fatalf("the host is %q", r.Host)
			}
		})).ServeHTTP(httptest.NewRecorder(), r)
	})
}
