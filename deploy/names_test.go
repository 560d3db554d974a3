package deploy

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	variable = regexp.MustCompile(`JOTLENS_[A-Z0-9_]+`)
	helpFlag = regexp.MustCompile(`(?m)(?:^|[\s,])-([a-z][a-z0-9-]+)`)
	codeFlag = regexp.MustCompile("`-([a-z][a-z0-9-]+)[^`]*`")
	callFlag = regexp.MustCompile(`(?m)jotlens((?: +-[a-z][a-z0-9-]+(?:[= ][^\s-]\S*)?)+)`)
)

// notOurs is what a cluster would set for a Service of our name: the
// explanations name it.
const notOurs = "JOTLENS_PORT"

// flags are those that the program names in its help.
func flags(t *testing.T) map[string]bool {
	t.Helper()
	help, err := exec.Command(program(t), "-h").CombinedOutput()
	if err != nil {
		t.Fatalf("-h: %v: %s", err, help)
	}
	known := map[string]bool{}
	for _, match := range helpFlag.FindAllSubmatch(help, -1) {
		known[string(match[1])] = true
	}
	if !known["listen"] {
		t.Fatalf("no flags in the help: %s", help)
	}
	return known
}

// TestNames finds settings that an operator would make and that the program
// does not have: a variable in any file here, and a flag where it is called
// or, in the page about deploying, named.
func TestNames(t *testing.T) {
	known := flags(t)
	seen := 0
	for _, path := range operatorFiles(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range variable.FindAllString(string(text), -1) {
			seen++
			if name == notOurs {
				continue
			}
			if twin := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "JOTLENS_")), "_", "-"); !known[twin] {
				t.Errorf("%s: the program does not know %s", path, name)
			}
		}
		var named [][]byte
		for _, call := range callFlag.FindAllSubmatch(text, -1) {
			for _, flag := range helpFlag.FindAllSubmatch(call[1], -1) {
				named = append(named, flag[1])
			}
		}
		if bytes.HasSuffix([]byte(path), []byte("deploy.md")) {
			for _, flag := range codeFlag.FindAllSubmatch(text, -1) {
				named = append(named, flag[1])
			}
		}
		for _, name := range named {
			seen++
			if !known[string(name)] {
				t.Errorf("%s: the program has no flag -%s", path, name)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d names were found", seen)
	}
}

// operatorFiles are what an operator copies from.
func operatorFiles(t *testing.T) []string {
	t.Helper()
	paths := []string{"../Dockerfile", "../docs/deploy.md"}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) != ".go" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
