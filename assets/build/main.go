// Command build makes assets/dist from the sources beside it: it joins,
// rewrites, hashes and compresses what pages load, and compiles the engine.
//
//	go run ./assets/build
//
// It runs at the root of the module. What has not changed is not done again:
// the name of a built file carries the hash of its content, and the go tool
// keeps the engine.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// secretList is the list of secrets that the worker fetches on a click.
const secretList = "known-secrets.txt"

// languages are the build tags of the engines, one for each language, and what
// their files and those of their workers have in their names.
var languages = []struct{ tag, suffix string }{
	{"", ""},
	{"zh_hant", "-zh-hant"},
}

func main() {
	if err := build("assets", "wasm"); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

// build makes dir/dist from the folders css, data, js, icons and share in dir and from
// the engine, a main package in engineDir.
func build(dir, engineDir string) error {
	out, err := newOutput(filepath.Join(dir, "dist"))
	if err != nil {
		return err
	}
	css, err := joinedCSS(filepath.Join(dir, "css"))
	if err != nil {
		return err
	}
	if _, err := out.add("app.css", css); err != nil {
		return err
	}
	if err := addPictures(out, filepath.Join(dir, "icons"), "*"); err != nil {
		return err
	}
	if err := addPictures(out, filepath.Join(dir, "share"), "*.png"); err != nil {
		return err
	}
	glue, err := glueScript()
	if err != nil {
		return err
	}
	list, err := os.ReadFile(filepath.Join(dir, "data", secretList))
	if err != nil {
		return err
	}
	secrets, err := out.add(secretList, list)
	if err != nil {
		return err
	}
	scripts := filepath.Join(dir, "js")
	if err := addScripts(out, scripts); err != nil {
		return err
	}
	var packing sync.WaitGroup // takes longer than compiling, and one processor
	failed := make([]error, len(languages))
	for i, l := range languages {
		module, err := compileEngine(engineDir, filepath.Join(out.dir, engineCache+l.suffix), l.tag)
		if err != nil {
			return err
		}
		packing.Go(func() {
			engine, err := out.add("engine"+l.suffix+".wasm", module)
			if err == nil {
				err = addWorker(out, filepath.Join(scripts, "worker.js"), "worker"+l.suffix+".js", string(glue), engine, secrets)
			}
			failed[i] = err
		})
	}
	packing.Wait()
	if err := errors.Join(failed...); err != nil {
		return err
	}
	return out.finish()
}

func addPictures(out *output, dir, pattern string) error {
	pictures, err := sources(dir, pattern)
	if err != nil {
		return err
	}
	for _, path := range pictures {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := out.add(filepath.Base(path), content); err != nil {
			return err
		}
	}
	return nil
}
