package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A stub does nothing, so only templ may import what it stands for: anything
// else would compile, and do nothing.
func TestOnlyTemplImportsWhatIsSlimmed(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}}:{{range .Imports}} {{.}}{{end}}`, "jotlens/wasm")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	imported := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		importer, imports, _ := strings.Cut(strings.TrimSpace(line), ":")
		ours := strings.HasPrefix(importer, "jotlens/")
		if !ours && !strings.Contains(importer, ".") {
			continue // the standard library; what it needs of itself is behind the stubs
		}
		for name := range slimmed {
			if !slices.Contains(strings.Fields(imports), name) {
				continue
			}
			imported[name] = true
			if !strings.HasPrefix(importer, "github.com/a-h/templ") {
				t.Errorf("%s imports %s, which is a stub in the engine", importer, name)
			}
		}
	}
	for name := range slimmed {
		if !imported[name] {
			t.Errorf("nothing imports %s: its stub is not needed", name)
		}
	}
}
