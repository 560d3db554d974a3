package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jotlens/assets"
)

var testEngine = assets.File{Name: "engine.wasm", URL: "/assets/engine.0123456789abcdef.wasm", Bytes: 4711}

var testSecrets = assets.File{Name: "known-secrets.txt", URL: "/assets/known-secrets.0123456789abcdef.txt"}

// buildScripts runs addScripts on a folder with these files and returns the
// finished set.
func buildScripts(t *testing.T, files map[string]string) (*assets.Set, error) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := newOutput(filepath.Join(t.TempDir(), "dist"))
	if err != nil {
		t.Fatal(err)
	}
	if err := addScripts(out, dir); err != nil {
		return nil, err
	}
	if err := addWorker(out, filepath.Join(dir, "worker.js"), "worker.js", "/* glue */", testEngine, testSecrets); err != nil {
		return nil, err
	}
	if err := out.finish(); err != nil {
		t.Fatal(err)
	}
	set, err := assets.LoadFS(os.DirFS(out.dir))
	if err != nil {
		t.Fatal(err)
	}
	return set, nil
}

const testWorker = `fetch("__ENGINE_URL__"); total = __ENGINE_BYTES__; fetch("__SECRETS_URL__");`

// testScripts are sources of every script.
func testScripts() map[string]string {
	return map[string]string{
		"worker.js":  testWorker,
		"leaf.js":    "export const a = 1;\nexport const unused = 3;\n",
		"middle.js":  "export { a } from './leaf.js';\n",
		"first.js":   `import "./early.js";`,
		"early.js":   `document.title = "early";`,
		"main.js":    "import { a } from \"./middle.js\";\nconsole.log(a);\n",
		"privacy.js": "import { a } from \"./leaf.js\";\nexport const b = a;\n",
		"rules.js":   "import { a } from \"./leaf.js\";\nexport const c = a;\n",
		"compare.js": "import { a } from \"./leaf.js\";\nexport const c = a;\n",
		"learn.js":   "import { a } from \"./leaf.js\";\nexport const c = a;\n",
		"flow.js":    "import { a } from \"./leaf.js\";\nexport const c = a;\n",
		"embed.js":   "import { a } from \"./leaf.js\";\nexport const c = a;\n",
		"host.js":    "document.title = \"host\";",
	}
}

func TestScriptsHoldWhatTheyImport(t *testing.T) {
	sources := testScripts()
	set, err := buildScripts(t, sources)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"first.js":   {"(() => {", `document.title = "early"`},
		"main.js":    {"a = 1", "console.log(a)"},
		"privacy.js": {"a = 1", "b"},
		"rules.js":   {"a = 1", "c"},
		"worker.js":  {"/* glue */\n" + `fetch("engine.0123456789abcdef.wasm"); total = 4711; fetch("known-secrets.0123456789abcdef.txt");`},
		"compare.js": {"a = 1", "c"},
		"learn.js":   {"a = 1", "c"},
		"flow.js":    {"a = 1", "c"},
		"embed.js":   {"a = 1", "c"},
		"host.js":    {"(() => {", `document.title = "host"`},
	} {
		got := served(t, set, name)
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %q:\n%s", name, part, got)
			}
		}
		if strings.Contains(got, "import") || strings.Contains(got, "unused") {
			t.Errorf("%s has more than it needs:\n%s", name, got)
		}
	}
	if n := len(set.Files()); n != 10 {
		t.Errorf("there are %d files: %v", n, set.Files())
	}

	// A change in what a script imports changes its URL, and no other.
	sources["early.js"] = `document.title = "changed";`
	changed, err := buildScripts(t, sources)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"first.js", "main.js", "privacy.js", "rules.js", "compare.js", "learn.js", "flow.js", "embed.js", "host.js", "worker.js"} {
		if same := url(t, set, name) == url(t, changed, name); same != (name != "first.js") {
			t.Errorf("%s keeps its URL: %v", name, same)
		}
	}
}

func TestScriptsThatCannotBeBuilt(t *testing.T) {
	for name, c := range map[string]struct {
		change map[string]string // "" removes the script
		want   string
	}{
		"an import of nothing":      {map[string]string{"leaf.js": ""}, "leaf.js"},
		"an import of a bad name":   {map[string]string{"main.js": `import { c } from "./leaf.js"; c();`}, `"c"`},
		"a fault":                   {map[string]string{"privacy.js": "const = 1;"}, "privacy.js"},
		"no worker":                 {map[string]string{"worker.js": ""}, "worker.js"},
		"a worker with no engine":   {map[string]string{"worker.js": "0;"}, engineURLMark},
		"a worker with no list":     {map[string]string{"worker.js": `fetch("__ENGINE_URL__")`}, secretsURLMark},
		"a page without its script": {map[string]string{"main.js": ""}, "main.js"},
	} {
		t.Run(name, func(t *testing.T) {
			sources := testScripts()
			for name, content := range c.change {
				if sources[name] = content; content == "" {
					delete(sources, name)
				}
			}
			_, err := buildScripts(t, sources)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
