package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// sources lists the files of a folder whose names match, in the order of their
// names. A folder without any is an error: something is not where it should be.
func sources(dir, pattern string) ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no file matches %s", filepath.Join(dir, pattern))
	}
	return paths, nil
}

// joinedCSS is all stylesheets of a folder in the order of their names.
func joinedCSS(dir string) ([]byte, error) {
	paths, err := sources(dir, "*.css")
	if err != nil {
		return nil, err
	}
	var joined bytes.Buffer
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		joined.Write(content)
		joined.WriteByte('\n')
	}
	return joined.Bytes(), nil
}
