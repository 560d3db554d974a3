package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport says for each room of the house which other rooms it may import,
// in its tests too. A room in a folder below another is part of it unless it
// stands here itself.
var mayImport = map[string][]string{
	"jose":       {},
	"inspect":    {"jose"},
	"build":      {"inspect", "jose"},
	"views/i18n": {"inspect", "jose"},
	"views":      {"views/i18n", "build", "inspect", "jose"},
	"learn":      {"build", "inspect", "jose"},
	"demo":       {},
	"issuers":    {"jose"},
	"handlers":   {"views", "views/i18n", "learn", "demo", "build", "inspect", "inspect/samples", "jose"},
	"assets":     {},
	"cli":        {"views", "views/i18n", "inspect", "jose"},
	"web":        {"handlers", "assets", "demo", "views", "views/i18n", "inspect", "inspect/samples", "jose"},
	"wasm":       {"views", "views/i18n", "build", "inspect", "jose"},
	"e2e":        {"web", "issuers", "build", "views", "views/i18n", "inspect", "inspect/samples", "jose", "assets"},
	"":           {"web", "cli", "issuers", "assets"}, // the program itself

	"inspect/samples": {"jose"},
}

// mayImportInTests says what the tests of a room may import besides.
var mayImportInTests = map[string][]string{
	"inspect": {"inspect/samples"},
	"views":   {"inspect/samples"},
	"cli":     {"handlers", "build"},
}

// impure are packages that reach what a pure room must not: the network, the
// machine, chance.
var impure = []string{"net", "net/http", "os", "os/exec", "os/signal", "syscall", "io/ioutil", "log", "log/slog", "crypto/rand", "math/rand", "math/rand/v2", "embed", "unsafe"}

// clock are the functions of package time that look at a clock.
var clock = []string{"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Sleep"}

// A source is one Go file of the module.
type source struct {
	path string
	room string
	file *ast.File
}

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

func (s source) imports() (paths []string) {
	for _, spec := range s.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value) // the parser has checked it
		paths = append(paths, p)
	}
	return paths
}

// sources parses every Go file, whatever its build constraints.
func sources(t *testing.T) (all []source) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if p != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || name == "tools" || name == "deploy") {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(set, p, nil, parser.SkipObjectResolution)
		all = append(all, source{p, room(filepath.ToSlash(filepath.Dir(p))), file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// room is the room that a folder belongs to.
func room(dir string) string {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, ok := mayImport[dir]; ok {
			return dir
		}
		if path.Dir(dir) == "." {
			return dir
		}
	}
	return ""
}

func TestRoomsImportInOneDirection(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		seen[s.room] = true
		allowed, known := mayImport[s.room]
		if !known {
			t.Errorf("%s stands in a room that the house does not have", s.path)
		}
		for _, imported := range s.imports() {
			other, ours := strings.CutPrefix(imported, "jotlens/")
			if s.isTest() {
				allowed = slices.Concat(mayImport[s.room], mayImportInTests[s.room])
			}
			if other = room(other); ours && other != s.room && !slices.Contains(allowed, other) {
				t.Errorf("%s imports %s", s.path, imported)
			}
		}
	}
	for name := range mayImport {
		if !seen[name] {
			t.Errorf("there is no Go file in %q", name)
		}
	}
}

func TestPureRoomsArePure(t *testing.T) {
	looked := 0
	for _, s := range sources(t) {
		if s.room != "jose" && s.room != "inspect" && s.room != "build" || s.isTest() {
			continue
		}
		looked++
		for _, imported := range s.imports() {
			if slices.Contains(impure, imported) {
				t.Errorf("%s imports %s", s.path, imported)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := selector.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, selector.Sel.Name) {
					t.Errorf("%s looks at the clock with time.%s", s.path, selector.Sel.Name)
				}
			}
			return true
		})
	}
	if looked == 0 {
		t.Fatal("no file was looked at")
	}
}

// TestTheCommandLineOnlyReads looks for what could send or keep a token. What
// views pulls in has the network, which only a server asks for.
func TestTheCommandLineOnlyReads(t *testing.T) {
	looked := 0
	for _, s := range sources(t) {
		if s.room != "cli" || s.isTest() {
			continue
		}
		looked++
		for _, imported := range s.imports() {
			if imported != "os" && slices.Contains(impure, imported) || strings.HasPrefix(imported, "net/") {
				t.Errorf("%s imports %s", s.path, imported)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := selector.X.(*ast.Ident)
			if ok && x.Name == "os" && !slices.Contains([]string{"Open", "File", "ModeCharDevice"}, selector.Sel.Name) {
				t.Errorf("%s uses os.%s", s.path, selector.Sel.Name)
			}
			return true
		})
	}
	if looked == 0 {
		t.Fatal("no file was looked at")
	}
}

// TestNoHTTPBelowThePureRooms looks at everything that the pure rooms pull in.
// They cannot do without os and net altogether: crypto/x509, which golang-jwt
// imports, reads the machine's root certificates if it is asked to.
func TestNoHTTPBelowThePureRooms(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "./jose", "./inspect", "./build").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := strings.Fields(string(out))
	if !slices.Contains(packages, "jotlens/jose") {
		t.Fatalf("go list gives %q", packages)
	}
	for _, p := range packages {
		if p == "net/http" || p == "os/exec" || p == "net/rpc" {
			t.Errorf("jose, inspect or build pulls in %s", p)
		}
	}
}
