package i18n

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "say that every translation was looked at")

// ledger holds, for each message and each function with English in it, the
// fingerprint of the source that was translated.
const ledger = "testdata/zh-Hant.fingerprints"

// TestNoMessageIsStale fails when an English message was changed and its
// translation was not looked at. Whoever has done that runs this test with
// -update.
func TestNoMessageIsStale(t *testing.T) {
	now := englishFingerprints(t)
	if len(now) < 400 {
		t.Fatalf("found %d messages only", len(now))
	}
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(now)) {
		list.WriteString(name + " " + now[name] + "\n")
	}
	if *update {
		if err := os.WriteFile(ledger, []byte(list.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	then := map[string]string{}
	for _, line := range readList(ledger) {
		name, fingerprint, _ := strings.Cut(line, " ")
		then[name] = fingerprint
	}
	for name, fingerprint := range now {
		if then[name] != fingerprint {
			t.Errorf("%s has changed: look at its Chinese, and run go test ./views/i18n -run Stale -update", name)
		}
	}
	for name := range then {
		if now[name] == "" {
			t.Errorf("%s is no message any more: run go test ./views/i18n -run Stale -update", name)
		}
	}
}

// englishFingerprints are those of the fields of every English catalogue, as
// "Compare.Later", and of the functions beside them.
func englishFingerprints(t *testing.T) map[string]string {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "chinese") || slices.Contains([]string{"languages.go", "say.go", "say_english.go", "marks.go", "messages.go"}, name) {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if literal := returned(d); literal != nil {
					fields(set, literal, all)
				} else if d.Body != nil {
					all["func."+d.Name.Name] = fingerprint(set, d.Body)
				}
			case *ast.GenDecl:
				if d.Tok == token.VAR || d.Tok == token.CONST {
					for _, spec := range d.Specs {
						all["var."+spec.(*ast.ValueSpec).Names[0].Name] = fingerprint(set, spec)
					}
				}
			}
		}
	}
	return all
}

// returned is the catalogue that a function makes; nil for any other function, such
// as one that makes a table of words.
func returned(d *ast.FuncDecl) *ast.CompositeLit {
	if d.Body == nil || len(d.Body.List) != 1 {
		return nil
	}
	statement, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(statement.Results) != 1 {
		return nil
	}
	result := statement.Results[0]
	if pointer, ok := result.(*ast.UnaryExpr); ok {
		result = pointer.X
	}
	literal, ok := result.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	if _, ok := literal.Type.(*ast.Ident); !ok {
		return nil
	}
	return literal
}

// fields adds the fields of a catalogue, and those of the catalogues in it.
func fields(set *token.FileSet, literal *ast.CompositeLit, all map[string]string) {
	kind, ok := literal.Type.(*ast.Ident)
	if !ok {
		return
	}
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if inner, ok := pair.Value.(*ast.CompositeLit); ok && kind.Name == "Messages" {
			fields(set, inner, all)
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); ok {
			all[kind.Name+"."+key.Name] = fingerprint(set, pair.Value)
		}
	}
}

// fingerprint is that of a piece of source, however it is laid out.
func fingerprint(set *token.FileSet, node ast.Node) string {
	var source bytes.Buffer
	if err := format.Node(&source, set, node); err != nil {
		panic(err)
	}
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(source.String()), " ")))
	return hex.EncodeToString(sum[:6])
}
