package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"jotlens/web"
)

// publicFolder is the folder below the exported one that a host serves.
const publicFolder = "public"

// export writes the site as files into a folder, which must be new or empty: old
// files beside new ones would be served as well.
func (o *options) export(stdout io.Writer) error {
	if o.publicURL == "" {
		return errors.New("export needs -public-url, because the headers that seal the pages name the host")
	}
	switch entries, err := os.ReadDir(o.folder); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("the folder %s is not empty: choose a new one, or remove what is in it", o.folder)
	}
	made, err := web.MakeExport(o.config())
	if err != nil {
		return err
	}
	bytes := 0
	for _, f := range made.Files {
		if err := writeFile(f.Content, o.folder, publicFolder, filepath.FromSlash(f.Path)); err != nil {
			return err
		}
		bytes += len(f.Content)
	}
	list, err := made.HeadersJSON()
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		filepath.Join(publicFolder, web.HeadersName): made.Headers(),
		"nginx.conf":   made.Nginx(),
		"Caddyfile":    made.Caddy(),
		"headers.json": list,
	} {
		if err := writeFile(content, o.folder, name); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(stdout, "%d files, %d MB, are in %s\nThe headers are part of the site: docs/static-hosting.md says what each host needs.\n",
		len(made.Files), bytes>>20, filepath.Join(o.folder, publicFolder))
	return err
}

// writeFile writes a file that anybody may read, and the folders that lead to it.
func writeFile(content []byte, path ...string) error {
	name := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil { // #nosec G703 G301 -- the folder that the operator named; to be served to everybody
		return err
	}
	return os.WriteFile(name, content, 0o644) // #nosec G703 G306 -- the folder that the operator named; these files are to be served to everybody
}
