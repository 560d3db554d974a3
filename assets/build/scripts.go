package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jotlens/assets"
)

// What worker.js calls the engine before the build knows its URL and length.
const (
	engineURLMark   = "__ENGINE_URL__"
	engineBytesMark = "__ENGINE_BYTES__"
)

// staticImport finds `import … from "./x.js"`, `export … from "./x.js"` and
// `import "./x.js"` at the start of a line. Imports inside comments and
// import() are no static imports and stay as they are.
var staticImport = regexp.MustCompile(`(?m)^(?:(?:import|export)\b[^"';()]*?\bfrom\s*|import\s*)["']\./([^"']+)["']`)

// addScripts adds every script of a folder. Modules come after the modules
// that they import, since they name them by hash; worker.js gets the
// toolchain's glue and the engine's address.
func addScripts(out *output, dir, glue string, engine assets.File) error {
	paths, err := sources(dir, "*.js")
	if err != nil {
		return err
	}
	s := scripts{out: out, content: map[string]string{}, urls: map[string]string{}}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s.content[filepath.Base(path)] = string(content)
	}
	worker, ok := s.content["worker.js"]
	if !ok || !strings.Contains(worker, engineURLMark) {
		return fmt.Errorf("%s does not name the engine as %s", filepath.Join(dir, "worker.js"), engineURLMark)
	}
	s.content["worker.js"] = glue + "\n" + strings.NewReplacer(
		engineURLMark, engine.URL,
		engineBytesMark, strconv.FormatInt(engine.Bytes, 10),
	).Replace(worker)
	for _, path := range paths {
		if _, err := s.add(filepath.Base(path), nil); err != nil {
			return err
		}
	}
	return nil
}

type scripts struct {
	out     *output
	content map[string]string // by name
	urls    map[string]string // of the scripts already added, by name
}

// add adds a script after the scripts that it imports and returns its URL.
// The trail names the scripts that lead to it.
func (s *scripts) add(name string, trail []string) (string, error) {
	if url, ok := s.urls[name]; ok {
		return url, nil
	}
	if slices.Contains(trail, name) {
		return "", fmt.Errorf("scripts import each other in a circle: %s", strings.Join(append(trail, name), " → "))
	}
	content, ok := s.content[name]
	if !ok {
		return "", fmt.Errorf("%s imports %s, which does not exist", trail[len(trail)-1], name)
	}
	var failed error
	content = staticImport.ReplaceAllStringFunc(content, func(statement string) string {
		imported := staticImport.FindStringSubmatch(statement)[1]
		url, err := s.add(imported, append(slices.Clone(trail), name))
		if err != nil {
			failed = err
			return statement
		}
		// The specifier ends the statement, so its last mention is the one.
		at := strings.LastIndex(statement, imported)
		return statement[:at] + strings.TrimPrefix(url, assets.Prefix) + statement[at+len(imported):]
	})
	if failed != nil {
		return "", failed
	}
	file, err := s.out.add(name, []byte(content))
	s.urls[name] = file.URL
	return file.URL, err
}
