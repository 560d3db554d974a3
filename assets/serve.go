package assets

import (
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Unhashed serves the asset called name under an address that does not say which
// version it is, so that it is asked for again after a while.
func (s *Set) Unhashed(name string) http.Handler {
	f, _ := s.File(name)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, f, "public, max-age=3600")
	})
}

// ServeHTTP answers GET and HEAD for /assets/…, and 404 for what it does not
// have.
func (s *Set) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.byURL[r.URL.Path]
	if !ok {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	s.serve(w, r, f, "public, max-age=31536000, immutable")
}

func (s *Set) serve(w http.ResponseWriter, r *http.Request, f File, caching string) {
	coding, stored, length := "", f.hashed(), f.Bytes
	if f.compressed() {
		switch coding = Encoding(r.Header.Get("Accept-Encoding"), "br", "gzip"); coding {
		case "br":
			stored, length = stored+".br", f.Brotli
		case "gzip":
			stored, length = stored+".gz", f.Gzip
		default:
			stored += ".gz"
		}
	}
	h := w.Header()
	h.Set("Content-Type", f.ContentType)
	h.Set("Cache-Control", caching)
	h.Set("Vary", "Accept-Encoding")
	tag := `"` + f.hashed() + suffix(coding) + `"`
	h.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	h.Set("Content-Length", strconv.FormatInt(length, 10))
	if r.Method == http.MethodHead {
		return
	}
	if err := s.send(w, stored, f.compressed() && coding == ""); err != nil {
		// The headers are out; cutting the connection tells the client.
		panic(http.ErrAbortHandler)
	}
}

// send copies a stored file, unpacking gzip for the rare client that takes no
// compression.
func (s *Set) send(w io.Writer, stored string, unpack bool) error {
	file, err := s.dist.Open(stored)
	if err != nil {
		return err
	}
	defer file.Close()
	from := io.Reader(file)
	if unpack {
		if from, err = gzip.NewReader(file); err != nil {
			return err
		}
	}
	_, err = io.Copy(w, from) // #nosec G110 -- a file of our own build
	return err
}

func suffix(coding string) string {
	if coding == "" {
		return ""
	}
	return "-" + coding
}

// matches reports whether an If-None-Match header names the tag (RFC 9110
// §13.1.2).
func matches(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}
