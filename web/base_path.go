package web

import (
	"errors"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// maxBasePath bounds the path of a site, which stands before every address.
const maxBasePath = 200

// baseSegment is a name in the path of a site. It stands in headers and in
// patterns as it is, so it has no sign that means something there.
var baseSegment = regexp.MustCompile(`^[A-Za-z0-9_~-]+(\.[A-Za-z0-9_~-]+)*$`)

// BasePath reads the path at which a site stands, such as "/tools/jwt/". The
// answer has no slash at the end, and is "" for the root of a host.
func BasePath(text string) (string, error) {
	base := strings.Trim(text, "/")
	switch {
	case base == "":
		return "", nil
	case len(base) > maxBasePath:
		return "", errors.New("is longer than 200 characters")
	}
	for segment := range strings.SplitSeq(base, "/") {
		if !baseSegment.MatchString(segment) {
			return "", errors.New("must be a path such as /tools/jwt: letters, digits and . _ ~ - between slashes")
		}
	}
	return "/" + base, nil
}

// based serves a site at a path. What does not begin with it comes from a probe, or
// through a proxy that has cut the path off.
func based(base string, site http.Handler, seal *seal) http.Handler {
	if base == "" {
		return site
	}
	door := seal.sealed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		moved(w, r, base+"/")
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == base:
			door.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, base+"/"):
			site.ServeHTTP(w, below(base, r))
		default:
			site.ServeHTTP(w, r)
		}
	})
}

// below is a request without the path of the site before its address.
func below(base string, r *http.Request) *http.Request {
	cut, address := *r, *r.URL
	address.Path = strings.TrimPrefix(address.Path, base)
	raw, ok := strings.CutPrefix(address.RawPath, base)
	if address.RawPath = raw; !ok {
		address.RawPath = "" // the path of the site is written in an odd way
	}
	cut.URL = &address
	return &cut
}

// tidied leads from an address with empty or dotted segments to the one that is
// meant. The router would do it as well, and would forget the path of the site.
func tidied(base string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tidy := path.Clean("/" + r.URL.Path)
		if strings.HasSuffix(r.URL.Path, "/") && tidy != "/" {
			tidy += "/"
		}
		if tidy != r.URL.Path && r.Method != http.MethodConnect && r.RequestURI != "*" {
			r.Pattern = "/" // for the log
			moved(w, r, base+tidy)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// moved answers that a page has another address on this site, for the same query.
func moved(w http.ResponseWriter, r *http.Request, to string) {
	address := *r.URL
	address.Scheme, address.Host, address.User = "", "", nil
	address.Path, address.RawPath = to, ""
	w.Header().Set("Location", address.String())
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusPermanentRedirect)
}
