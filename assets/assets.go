// Package assets holds the files that pages load: the stylesheet, the script
// modules, the icons and the engine. The program in assets/build hashes and
// compresses them into dist; this package embeds that folder and serves it.
//
// A file's URL carries the hash of its content, so a URL never changes its
// meaning and may be kept forever.
package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

// Prefix starts the URL path of every asset.
const Prefix = "/assets/"

// ManifestName is the name of the manifest inside the built folder.
const ManifestName = "manifest.json"

// ErrNotBuilt says that the program was compiled before its assets were made.
var ErrNotBuilt = errors.New("assets are not built; run make build")

//go:embed dist
var built embed.FS

// A File is one asset.
type File struct {
	Name        string `json:"name"`         // as it is written in the sources: "main.js"
	URL         string `json:"url"`          // path with the content's hash: "/assets/main.0123456789abcdef.js"
	ContentType string `json:"content_type"` // the value of the header
	Integrity   string `json:"integrity"`    // for the integrity attribute: "sha384-…"
	Bytes       int64  `json:"bytes"`        // length of the content
	Brotli      int64  `json:"br,omitempty"` // length of the brotli form; 0 when only the plain form is kept
	Gzip        int64  `json:"gz,omitempty"` // length of the gzip form; 0 when only the plain form is kept
}

// A Set is every asset of one build.
type Set struct {
	dist  fs.FS
	files []File
	byURL map[string]File
}

// Load reads the assets embedded in the program. The error is ErrNotBuilt when
// there are none.
func Load() (*Set, error) {
	dist, err := fs.Sub(built, "dist")
	if err != nil {
		return nil, err
	}
	return LoadFS(dist)
}

// LoadFS reads assets from a folder that assets/build wrote.
func LoadFS(dist fs.FS) (*Set, error) {
	data, err := fs.ReadFile(dist, ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, err
	}
	s := &Set{dist: dist, byURL: map[string]File{}}
	if err := json.Unmarshal(data, &s.files); err != nil {
		return nil, fmt.Errorf("assets: %s: %w", ManifestName, err)
	}
	for _, f := range s.files {
		for _, stored := range f.stored() {
			if _, err := fs.Stat(dist, stored); err != nil {
				return nil, fmt.Errorf("assets: %s lists a file that is missing: %w", ManifestName, err)
			}
		}
		s.byURL[f.URL] = f
	}
	return s, nil
}

// File finds an asset by its name in the sources, for instance "app.css".
func (s *Set) File(name string) (File, bool) {
	i := slices.IndexFunc(s.files, func(f File) bool { return f.Name == name })
	if i < 0 {
		return File{}, false
	}
	return s.files[i], true
}

// Files lists every asset, by name.
func (s *Set) Files() []File { return slices.Clone(s.files) }

// hashed is the last element of the file's URL.
func (f File) hashed() string { return f.URL[len(Prefix):] }

// compressed reports whether the file is kept in compressed forms only.
func (f File) compressed() bool { return f.Brotli > 0 }

// stored are the names under which the built folder keeps the file.
func (f File) stored() []string {
	if f.compressed() {
		return []string{f.hashed() + ".br", f.hashed() + ".gz"}
	}
	return []string{f.hashed()}
}
