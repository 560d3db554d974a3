package main

import (
	"embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

//go:embed stubs
var stubs embed.FS

// slimmed are the packages of the standard library that only templ imports, for
// what the engine does not do. There a stub stands for each: together they are a
// tenth of what a person would have to load.
var slimmed = map[string]string{
	"net/http":      "stubs/http.go.txt",
	"regexp":        "stubs/regexp.go.txt",
	"html/template": "stubs/template.go.txt",
}

// writeOverlay writes into dir the file for go build -overlay that puts the
// stubs in place of the packages, and returns its path. Should templ come to
// need more of a package, the engine does not compile.
func writeOverlay(dir, goroot string) (string, error) {
	replace := map[string]string{}
	for name, stub := range slimmed {
		source := filepath.Join(goroot, "src", filepath.FromSlash(name))
		files, err := filepath.Glob(filepath.Join(source, "*.go"))
		if err != nil {
			return "", err
		}
		for _, file := range files {
			replace[file] = "" // as if it were not there
		}
		text, err := stubs.ReadFile(stub)
		if err != nil {
			return "", err
		}
		to := filepath.Join(dir, strings.ReplaceAll(name, "/", "_")+".go")
		if err := os.WriteFile(to, text, 0o600); err != nil {
			return "", err
		}
		replace[filepath.Join(source, "stub.go")] = to
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, overlay, 0o600)
}
