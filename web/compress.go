package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"github.com/andybalholm/brotli"

	"jotlens/assets"
)

// worthIt is the length in bytes from which compression pays.
const worthIt = 1 << 10

// compressed packs pages, lists and JSON that are made anew for each request. What is
// packed already passes through.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		packer := &gzipWriter{ResponseWriter: w, wanted: assets.Encoding(r.Header.Get("Accept-Encoding"), "gzip") != ""}
		next.ServeHTTP(packer, r)
		if packer.gz != nil {
			_ = packer.gz.Close() // fails when the client has gone
		}
	})
}

// A gzipWriter decides at the first byte whether to pack a response. Handlers
// state the length of what they send, so it knows.
type gzipWriter struct {
	http.ResponseWriter
	wanted  bool // the client takes gzip
	decided bool
	gz      *gzip.Writer
}

func (w *gzipWriter) WriteHeader(status int) {
	if !w.decided {
		w.decided = true
		w.decide()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *gzipWriter) decide() {
	h := w.Header()
	media, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	switch media {
	case "text/html", "application/json", "application/problem+json", "application/xml", "application/yaml", "text/plain":
	default:
		return
	}
	if h.Get("Content-Encoding") != "" {
		return
	}
	varies(h, "Accept-Encoding")
	if length, err := strconv.Atoi(h.Get("Content-Length")); !w.wanted || err != nil || length < worthIt {
		return
	}
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	w.gz = gzip.NewWriter(w.ResponseWriter)
}

func (w *gzipWriter) Write(p []byte) (int, error) {
	if !w.decided {
		w.WriteHeader(http.StatusOK)
	}
	if w.gz != nil {
		return w.gz.Write(p)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *gzipWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// varies says that an answer depends on a header of the request, besides those
// that were named before.
func varies(h http.Header, name string) {
	for _, before := range h.Values("Vary") {
		if before == name {
			return
		}
	}
	h.Add("Vary", name)
}

// A document is a page that is the same for everybody, in every form that it
// is sent in.
type document struct {
	header          http.Header
	plain, gzip, br []byte
}

// prerendered asks a handler once for its page and answers with it from then
// on, packed as small as can be.
func prerendered(h http.Handler, path string) (http.Handler, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	w := &memory{header: http.Header{}}
	h.ServeHTTP(w, r)
	if w.status != http.StatusOK {
		return nil, fmt.Errorf("web: %s answers %d instead of a page", path, w.status)
	}
	var gz, br bytes.Buffer
	packer, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, _ = packer.Write(w.body) // a buffer takes everything
	_ = packer.Close()
	smallest := brotli.NewWriterLevel(&br, brotli.BestCompression)
	_, _ = smallest.Write(w.body)
	_ = smallest.Close()
	return &document{header: w.header, plain: w.body, gzip: gz.Bytes(), br: br.Bytes()}, nil
}

func (d *document) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, values := range d.header {
		if name == "Vary" { // others may have said something, too
			for _, value := range values {
				varies(w.Header(), value)
			}
			continue
		}
		w.Header()[name] = values
	}
	body := d.plain
	coding := assets.Encoding(r.Header.Get("Accept-Encoding"), "br", "gzip")
	switch coding {
	case "br":
		body = d.br
	case "gzip":
		body = d.gzip
	}
	if coding != "" {
		w.Header().Set("Content-Encoding", coding)
	}
	varies(w.Header(), "Accept-Encoding")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

// A memory keeps a response.
type memory struct {
	header http.Header
	status int
	body   []byte
}

func (m *memory) Header() http.Header    { return m.header }
func (m *memory) WriteHeader(status int) { m.status = status }
func (m *memory) Write(p []byte) (int, error) {
	m.body = append(m.body, p...)
	return len(p), nil
}
