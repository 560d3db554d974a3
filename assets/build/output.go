package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"jotlens/assets"
)

// contentTypes are the media types of what pages load, by file extension.
var contentTypes = map[string]string{
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
	".wasm": "application/wasm",
	".ico":  "image/x-icon",
	".png":  "image/png",
}

// incompressible are the extensions whose files do not get smaller.
var incompressible = []string{".png", ".ico"}

// keep are the files of the built folder that are no assets.
var keep = []string{"README", assets.ManifestName}

// An output is the built folder while it is being filled.
type output struct {
	dir string

	mu    sync.Mutex // of the next two
	files []assets.File
	names []string // of the files written or found to be there already
}

func newOutput(dir string) (*output, error) {
	return &output{dir: dir, names: slices.Clone(keep)}, os.MkdirAll(dir, 0o755)
}

// add puts a file into the folder under a name that carries its hash.
func (o *output) add(name string, content []byte) (assets.File, error) {
	extension := filepath.Ext(name)
	contentType, ok := contentTypes[extension]
	if !ok {
		return assets.File{}, fmt.Errorf("%s: no content type is known for %s", name, extension)
	}
	sum := sha256.Sum256(content)
	hashed := strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:8]) + extension
	integrity := sha512.Sum384(content)
	file := assets.File{
		Name:        name,
		URL:         assets.Prefix + hashed,
		ContentType: contentType,
		Integrity:   "sha384-" + base64.StdEncoding.EncodeToString(integrity[:]),
		Bytes:       int64(len(content)),
	}
	var err error
	if slices.Contains(incompressible, extension) {
		_, err = o.write(hashed, content, plain)
	} else {
		file.Brotli, err = o.write(hashed+".br", content, brotli11)
		if err == nil {
			file.Gzip, err = o.write(hashed+".gz", content, gzip9)
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.files = append(o.files, file)
	return file, err
}

// write writes content through an encoder, unless the file is there already:
// equal names mean equal content. It returns the length of the file.
func (o *output) write(name string, content []byte, encoder func(io.Writer) (io.WriteCloser, error)) (int64, error) {
	o.mu.Lock()
	o.names = append(o.names, name)
	o.mu.Unlock()
	path := filepath.Join(o.dir, name)
	if info, err := os.Stat(path); err == nil {
		return info.Size(), nil
	}
	var encoded bytes.Buffer
	w, err := encoder(&encoded)
	if err != nil {
		return 0, err
	}
	_, err = w.Write(content)
	if err = errors.Join(err, w.Close()); err != nil {
		return 0, err
	}
	return int64(encoded.Len()), writeWhole(path, encoded.Bytes())
}

// finish writes the manifest and removes what earlier builds left behind.
func (o *output) finish() error {
	slices.SortFunc(o.files, func(a, b assets.File) int { return strings.Compare(a.Name, b.Name) })
	manifest, err := json.MarshalIndent(o.files, "", "  ")
	if err != nil {
		return err
	}
	if err := writeWhole(filepath.Join(o.dir, assets.ManifestName), append(manifest, '\n')); err != nil {
		return err
	}
	entries, err := os.ReadDir(o.dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !slices.Contains(o.names, entry.Name()) && !strings.HasPrefix(entry.Name(), engineCache) {
			if err := os.Remove(filepath.Join(o.dir, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeWhole writes a file so that it is never seen half written, and not at
// all if it would not change: the go tool then need not embed it again.
func writeWhole(path string, content []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.WriteFile(path+".part", content, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

// brotli11 looks back as far as the format allows, 16 MiB (RFC 7932 §9.1): the
// engine is longer than the 4 MiB that are usual.
func brotli11(w io.Writer) (io.WriteCloser, error) {
	return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24}), nil
}

func gzip9(w io.Writer) (io.WriteCloser, error) {
	return gzip.NewWriterLevel(w, gzip.BestCompression)
}

func plain(w io.Writer) (io.WriteCloser, error) { return unencoded{w}, nil }

type unencoded struct{ io.Writer }

func (unencoded) Close() error { return nil }
