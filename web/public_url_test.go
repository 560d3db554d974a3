package web

import (
	"crypto/tls"
	"net/http"
	"testing"
)

func TestCheckPublicURL(t *testing.T) {
	for _, address := range []string{
		"", "https://jwt.example.com", "http://localhost:8080", "https://jot_lens", "http://10.0.0.7", "http://[::1]:8080",
	} {
		if err := CheckPublicURL(address); err != nil {
			t.Errorf("%q %v", address, err)
		}
	}
	for address, want := range map[string]string{
		"jwt.example.com":                "must begin with https:// or http://",
		"//jwt.example.com":              "must begin with https:// or http://",
		"ftp://jwt.example.com":          "must begin with https:// or http://",
		"javascript:alert(1)":            "must begin with https:// or http://",
		"https://":                       "must have a host in small letters, such as jwt.example.com or localhost:8080",
		"https://JWT.example.com":        "must have a host in small letters, such as jwt.example.com or localhost:8080",
		"https://jwt.exämple.com":        "must have a host in small letters, such as jwt.example.com or localhost:8080",
		"https://a&b":                    "must have a host in small letters, such as jwt.example.com or localhost:8080",
		"https://jwt.example.com:x":      "is not a URL, such as https://jwt.example.com",
		"https://zoe@jwt.example.com":    "must not have a user name or a password",
		"https://jwt.example.com/":       "must not end with a slash",
		"https://jwt.example.com/tools":  "must not have a path; that is -base-path",
		"https://jwt.example.com?a=b":    "must not have a query or a fragment",
		"https://jwt.example.com?":       "must not have a query or a fragment",
		"https://jwt.example.com#":       "must not have a query or a fragment",
		"https://jwt.example.com#token=": "must not have a query or a fragment",
		"HTTPS://jwt.example.com":        "must be written as https://jwt.example.com",
	} {
		if err := CheckPublicURL(address); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
}

func TestOrigin(t *testing.T) {
	for name, c := range map[string]struct {
		public, host string
		tls          bool
		want         string
	}{
		"said":    {"https://jwt.example.com", "10.0.0.7:8080", false, "https://jwt.example.com"},
		"called":  {"", "JWT.example.com:81", false, "http://jwt.example.com:81"},
		"secure":  {"", "jwt.example.com", true, "https://jwt.example.com"},
		"IPv6":    {"", "[::1]:8080", false, "http://[::1]:8080"},
		"no host": {"", `a"><script>`, false, ""},
		"none":    {"", "", false, ""},
	} {
		r := &http.Request{Host: c.host}
		if c.tls {
			r.TLS = &tls.ConnectionState{}
		}
		if got := origin(Config{PublicURL: c.public})(r); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
