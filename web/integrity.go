package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"jotlens/assets"
	"jotlens/handlers"
	"jotlens/views/i18n"
)

// integrityPath is the address of the list of what the program serves.
const integrityPath = "/integrity.json"

// An Integrity says what a site serves, for comparison with what somebody got. Only
// one that comes from elsewhere than the site itself proves anything.
type Integrity struct {
	Version string   `json:"version"`
	Commit  string   `json:"commit,omitempty"` // of the sources, where the build knew it
	Files   []Digest `json:"files"`            // the same in every configuration but for the base path
	Pages   []Digest `json:"pages"`            // the same for everybody, in this configuration
}

// A Digest is the content of one address, as it is after unpacking.
type Digest struct {
	Path      string `json:"path"`
	Bytes     int    `json:"bytes"`
	SHA256    string `json:"sha256"`    // in hexadecimal, as sha256sum prints it
	Integrity string `json:"integrity"` // SHA-384, as the attribute integrity has it (W3C SRI §3.1)
}

// varying are the pages, as patterns in the default language, that differ with the
// request: they name its host, or hold an example with a time.
var varying = []string{"/privacy", "/api", "/learn/{slug}", rulesPath + "/{id}/{side}"}

// fixedFiles are addresses without a hash whose content is the same for everybody.
var fixedFiles = []string{openAPIPath, badgePath, embedScriptPath}

// integrity answers GET /integrity.json for a table of addresses, which is complete by the
// time that somebody asks. The list is made once, when it is asked for first.
func integrity(config Config, set *assets.Set, h *handlers.Handlers, table *[]route) handlers.Func {
	list := sync.OnceValues(func() ([]byte, error) {
		answer, err := digests(config, set, *table, newMux(*table, h))
		if err != nil {
			return nil, err
		}
		return json.MarshalIndent(answer, "", "  ")
	})
	return func(w http.ResponseWriter, _ *http.Request) error {
		text, err := list()
		if err != nil {
			return &handlers.Error{Code: handlers.Internal, Err: err}
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Length", strconv.Itoa(len(text)+1))
		_, _ = w.Write(append(bytes.Clone(text), '\n')) // fails when the client has gone
		return nil
	}
}

// digests asks a router for every address of its table, below everything that packs
// and counts.
func digests(config Config, set *assets.Set, table []route, router http.Handler) (Integrity, error) {
	answer := Integrity{Version: config.Version, Commit: config.Build.Commit}
	for _, f := range set.Files() {
		d, err := digest(set, f.URL)
		if err != nil {
			return answer, err
		}
		answer.Files = append(answer.Files, d.below(config.BasePath))
	}
	for _, row := range table {
		_, plain := i18n.LanguageOf(row.path)
		list := &answer.Pages
		if slices.Contains(fixedFiles, plain) {
			list = &answer.Files
		} else if !row.page || slices.Contains(varying, plain) {
			continue
		}
		off := plain == embedScriptPath && len(config.EmbedOrigins) == 0 || plain == flowPath && !config.Demo
		if off || row.method != http.MethodGet {
			continue
		}
		for _, address := range filled([]string{row.path}, handlers.Values()) {
			d, err := digest(router, address)
			if err != nil {
				return answer, err
			}
			*list = append(*list, d.below(config.BasePath))
		}
	}
	return answer, nil
}

// digest asks a handler for an address, as a client that takes nothing packed.
func digest(h http.Handler, path string) (Digest, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, path, nil)
	if err != nil {
		return Digest{}, err
	}
	w := &memory{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(w, r)
	if w.status != http.StatusOK {
		return Digest{}, fmt.Errorf("web: %s answers %d, so it has no digest", path, w.status)
	}
	short, long := sha256.Sum256(w.body), sha512.Sum384(w.body)
	return Digest{
		Path: path, Bytes: len(w.body),
		SHA256:    hex.EncodeToString(short[:]),
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(long[:]),
	}, nil
}

// below is the same digest for a site at a path.
func (d Digest) below(base string) Digest {
	d.Path = base + d.Path
	return d
}
