package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// CheckPublicURL says what is wrong with the address under which people find a
// site. "" is right: nobody said. It is written into pages and lists as it is.
func CheckPublicURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return errors.New("is not a URL, such as https://jwt.example.com")
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("must begin with https:// or http://")
	case u.User != nil:
		return errors.New("must not have a user name or a password")
	case !isHost(u.Host) || u.Host != strings.ToLower(u.Host):
		return errors.New("must have a host in small letters, such as jwt.example.com or localhost:8080")
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(address, "#"):
		return errors.New("must not have a query or a fragment")
	case u.Path == "/":
		return errors.New("must not end with a slash")
	case u.Path != "":
		return errors.New("must not have a path; that is -base-path")
	case address != u.Scheme+"://"+u.Host:
		return errors.New("must be written as https://jwt.example.com")
	}
	return nil
}

// isHost reports whether a host, with a port or not, is one that may stand in an
// address: those that the seal can name.
func isHost(host string) bool {
	host = strings.ToLower(host)
	return dnsHost.MatchString(host) || otherDNS.MatchString(host) || ipv6Host.MatchString(host)
}

// origin is what stands before the path in the addresses of a site: what the
// operator said, or else what the client calls it. It is "" for a host that is
// none. The scheme before a proxy that is not trusted is unknown, so the guess is http.
func origin(config Config) func(r *http.Request) string {
	return func(r *http.Request) string {
		switch {
		case config.PublicURL != "":
			return config.PublicURL
		case !isHost(r.Host):
			return ""
		case clientOf(r).secure:
			return "https://" + strings.ToLower(r.Host)
		}
		return "http://" + strings.ToLower(r.Host)
	}
}
