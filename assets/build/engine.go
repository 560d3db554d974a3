package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// engineCache begins the name of the files that the engines are compiled to. It
// starts with a dot, so they are not embedded; they stay, so that the go tool can
// see that they are fresh.
const engineCache = ".engine.wasm"

// notInlined are packages whose functions stay functions: a copy of each in all
// that call it made the engine a tenth larger, and no faster.
var notInlined = []string{
	"jotlens/...", "crypto/ecdsa", "crypto/rsa", "crypto/internal/fips140/ecdsa", "crypto/internal/fips140/rsa",
	"crypto/x509", "encoding/asn1", "fmt", "reflect",
	"github.com/a-h/templ/...", "github.com/golang-jwt/jwt/v5", "strconv", "time",
}

// compileEngine compiles the main package in dir for the browser, with a build
// tag, without what only servers and stack traces need.
func compileEngine(dir, to, tag string) ([]byte, error) {
	root, err := goroot()
	if err != nil {
		return nil, err
	}
	temporary, err := os.MkdirTemp("", "jotlens-engine-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temporary)
	overlay, err := writeOverlay(temporary, root)
	if err != nil {
		return nil, fmt.Errorf("the engine's stubs: %w", err)
	}
	arguments := []string{"build", "-overlay", overlay, "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-tags=" + tag}
	for _, name := range notInlined {
		arguments = append(arguments, "-gcflags="+name+"=-l")
	}
	build := exec.Command("go", append(arguments, "-o", to, "./"+filepath.ToSlash(dir))...)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("the engine does not compile: %w", err)
	}
	module, err := os.ReadFile(to)
	if err != nil {
		return nil, err
	}
	version, err := goEnv("GOVERSION")
	if err != nil {
		return nil, err
	}
	err = errLayout
	if strings.HasPrefix(version, tablesVersion) {
		var slim []byte
		if slim, err = dropTables(module); err == nil {
			return slim, nil
		}
	}
	// Another toolchain: the engine works all the same, and is larger.
	fmt.Fprintf(os.Stderr, "assets: the engine keeps its tables for stack traces, by %s: %v\n", version, err)
	return module, nil
}

// glueScript is the toolchain's own JavaScript for Go programs in a browser.
// It is read from the toolchain that compiles the engine, since the two must
// match.
func glueScript() ([]byte, error) {
	dir, err := goroot()
	if err != nil {
		return nil, err
	}
	glue, err := os.ReadFile(filepath.Join(dir, "lib", "wasm", "wasm_exec.js"))
	if errors.Is(err, os.ErrNotExist) {
		// Some distributions keep it where it was before Go 1.24.
		return os.ReadFile(filepath.Join(dir, "misc", "wasm", "wasm_exec.js"))
	}
	return glue, err
}

// goroot is where the toolchain stands that compiles the engine.
func goroot() (string, error) { return goEnv("GOROOT") }

// goEnv asks the toolchain for one of its settings.
func goEnv(name string) (string, error) {
	value, err := exec.Command("go", "env", name).Output()
	if err != nil {
		return "", fmt.Errorf("go env %s: %w", name, err)
	}
	return strings.TrimSpace(string(value)), nil
}
