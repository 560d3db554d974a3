// Package weight measures what a page costs on the line: the size of every
// file that a browser loads for it, as the server sends it.
package weight

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"

	"github.com/andybalholm/brotli"
)

// A Part is one file.
type Part struct {
	Path  string // of its address
	Type  string // its media type, without parameters
	Bytes int64  // length of the body as sent to a browser that takes brotli
}

// Engine reports whether the part is the WebAssembly module, which has a budget
// of its own.
func (p Part) Engine() bool { return p.Type == "application/wasm" }

// Counted reports whether the part is HTML, CSS or script.
func (p Part) Counted() bool {
	return p.Type == "text/html" || p.Type == "text/css" || p.Type == "text/javascript"
}

// reference finds the files that a page, a style sheet or a script names: by an
// address under /assets/ or, in a module and in a worker, by one beside it.
var reference = regexp.MustCompile(`(/assets/[\w.-]+\.\w+)|\b(?:from|import)\s*["'](\./[\w.-]+)["']|["']([\w-]+\.[0-9a-f]+\.(?:wasm|txt))["']`)

// Of measures a page and everything that it names, directly or not: modules
// that are imported, the worker, the engine. What is loaded only later, or not
// always, counts too.
func Of(handler http.Handler, page string) ([]Part, error) {
	var parts []Part
	queue, seen := []string{page}, map[string]bool{page: true}
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		part, content, err := get(handler, address)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		if !part.Counted() {
			continue
		}
		for _, found := range reference.FindAllSubmatch(content, -1) {
			named := string(found[1])
			if named == "" {
				named = path.Join(path.Dir(address), string(found[2])+string(found[3]))
			}
			if !seen[named] {
				seen[named] = true
				queue = append(queue, named)
			}
		}
	}
	return parts, nil
}

// get asks for one file as a browser does and returns its content unpacked.
func get(handler http.Handler, address string) (Part, []byte, error) {
	request := httptest.NewRequest(http.MethodGet, address, nil)
	request.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	response := recorder.Result()
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return Part{}, nil, fmt.Errorf("weight: %s: %s", address, response.Status)
	}
	sent, err := io.ReadAll(response.Body)
	if err != nil {
		return Part{}, nil, err
	}
	mediaType, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	part := Part{Path: address, Type: strings.TrimSpace(mediaType), Bytes: int64(len(sent))}
	content, err := unpack(response.Header.Get("Content-Encoding"), sent)
	if err != nil {
		return Part{}, nil, fmt.Errorf("weight: %s: %w", address, err)
	}
	return part, content, nil
}

func unpack(coding string, sent []byte) ([]byte, error) {
	switch coding {
	case "":
		return sent, nil
	case "br":
		return io.ReadAll(brotli.NewReader(bytes.NewReader(sent)))
	case "gzip":
		r, err := gzip.NewReader(bytes.NewReader(sent))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(r)
	}
	return nil, fmt.Errorf("content coding %q is not known", coding)
}

// Total adds the parts that count towards the page and, apart from them, the
// engine's. Both are bytes.
func Total(parts []Part) (page, engine int64) {
	for _, p := range parts {
		switch {
		case p.Engine():
			engine += p.Bytes
		case p.Counted():
			page += p.Bytes
		}
	}
	return page, engine
}
