package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dependencies is the page that names every module that we build upon.
const dependencies = "docs/dependencies.md"

// A dependency is one row of a table there.
type dependency struct{ module, version, licence string }

// documented reads the tables below a heading.
func documented(t *testing.T, heading string) (all []dependency) {
	t.Helper()
	text, err := os.ReadFile(dependencies)
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no section %q", dependencies, heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	for line := range strings.Lines(section) {
		cells := strings.Split(line, "|")
		if len(cells) < 6 || !strings.HasPrefix(line, "| `") {
			continue
		}
		if reason := strings.TrimSpace(cells[4]); reason == "" {
			t.Errorf("%s gives no reason: %s", dependencies, line)
		}
		all = append(all, dependency{strings.Trim(cells[1], " `"), strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3])})
	}
	return all
}

// modules are those that a package is built of, other than our own, as lines
// of path and version.
func modules(t *testing.T, target string, environment ...string) []string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", target)
	list.Env = append(os.Environ(), environment...)
	output, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := slices.Sorted(slices.Values(strings.FieldsFunc(string(output), func(r rune) bool { return r == '\n' })))
	return slices.Compact(all)
}

// TestDependencies compares the page with what the go tool says: what is in the
// program, what is in the engine, and everything else of go.mod.
func TestDependencies(t *testing.T) {
	shipped := modules(t, ".", "CGO_ENABLED=0", "GOOS=linux")
	compareModules(t, "In the program", shipped)
	compareModules(t, "In the engine", modules(t, "./wasm", "GOOS=js", "GOARCH=wasm"))

	output, err := exec.Command("go", "mod", "edit", "-json").Output()
	if err != nil {
		t.Fatalf("go mod edit: %v", err)
	}
	var file struct {
		Require []struct{ Path, Version string }
	}
	if err := json.Unmarshal(output, &file); err != nil {
		t.Fatal(err)
	}
	var rest []string
	for _, r := range file.Require {
		if line := r.Path + " " + r.Version; !slices.Contains(shipped, line) {
			rest = append(rest, line)
		}
	}
	compareModules(t, "For building and testing only", rest)
}

// compareModules compares one section with the modules that belong there, and the
// licences with the files of the modules.
func compareModules(t *testing.T, heading string, want []string) {
	t.Helper()
	var got []string
	for _, d := range documented(t, heading) {
		got = append(got, d.module+" "+d.version)
		if found, ok := licence(t, d.module); !ok {
			t.Logf("%s is not on this machine: its licence is not compared", d.module) // no test that runs here needs it
		} else if found != d.licence {
			t.Errorf("%s says that the licence of %s is %q; its file says %q", dependencies, d.module, d.licence, found)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%s, %q: %s is missing", dependencies, heading, line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("%s, %q: %s is not used", dependencies, heading, line)
		}
	}
}

// licences are sentences that only one licence has.
var licences = []struct{ name, sentence string }{
	{"MIT and Apache-2.0", "covered by two different licenses: MIT and Apache"},
	{"Apache-2.0", "Apache License Version 2.0"},
	{"BSD-3-Clause", "Neither the name of"},
	{"BSD-2-Clause", "Redistributions of source code must retain"},
	{"MIT", "Permission is hereby granted, free of charge"},
}

// licence is the licence of a module by its file, or "" when it is none of
// those that we know. The module may not have been downloaded.
func licence(t *testing.T, module string) (name string, ok bool) {
	t.Helper()
	output, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", module, err)
	}
	dir := strings.TrimSpace(string(output))
	if dir == "" {
		return "", false
	}
	files, err := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no file with its licence: %v", module, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(string(text)), " ")
	for _, l := range licences {
		if strings.Contains(words, l.sentence) {
			return l.name, true
		}
	}
	return "", true
}
