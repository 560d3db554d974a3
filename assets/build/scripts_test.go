package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jotlens/assets"
)

var testEngine = assets.File{Name: "engine.wasm", URL: "/assets/engine.0123456789abcdef.wasm", Bytes: 4711}

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
	if err := addScripts(out, dir, "/* glue */", testEngine); err != nil {
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

const testWorker = `fetch("__ENGINE_URL__"); total = __ENGINE_BYTES__;`

func TestImportsAreHashed(t *testing.T) {
	sources := map[string]string{
		"worker.js": testWorker,
		"leaf.js":   "export const a = 1;\n",
		"middle.js": "export { a } from './leaf.js';\n",
		"main.js": `/** @typedef {import("./leaf.js").A} A */
import {
  a,
} from "./middle.js";
import "./leaf.js";
const text = 'from "./leaf.js"';
const late = () => import("./leaf.js");
`,
	}
	set, err := buildScripts(t, sources)
	if err != nil {
		t.Fatal(err)
	}
	leaf, middle := url(t, set, "leaf.js"), url(t, set, "middle.js")
	if got, want := served(t, set, "middle.js"), "export { a } from './"+leaf+"';\n"; got != want {
		t.Errorf("middle.js is\n%s\nwant\n%s", got, want)
	}
	want := strings.NewReplacer(
		"} from \"./middle.js\"", "} from \"./"+middle+"\"",
		"import \"./leaf.js\"", "import \"./"+leaf+"\"",
	).Replace(sources["main.js"])
	if got := served(t, set, "main.js"); got != want {
		t.Errorf("main.js is\n%s\nwant\n%s", got, want)
	}
	if got, want := served(t, set, "worker.js"), "/* glue */\n"+`fetch("/assets/engine.0123456789abcdef.wasm"); total = 4711;`; got != want {
		t.Errorf("worker.js is\n%s\nwant\n%s", got, want)
	}

	// A change in a leaf changes the URL of everything above it.
	sources["leaf.js"] = "export const a = 2;\n"
	changed, err := buildScripts(t, sources)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"leaf.js", "middle.js", "main.js"} {
		if url(t, set, name) == url(t, changed, name) {
			t.Errorf("%s has kept its URL", name)
		}
	}
	if url(t, set, "worker.js") != url(t, changed, "worker.js") {
		t.Error("worker.js has changed its URL")
	}
}

func TestScriptsThatCannotBeBuilt(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a circle": {map[string]string{
			"worker.js": testWorker,
			"a.js":      `import "./b.js";`,
			"b.js":      `import { x } from "./a.js";`,
		}, "a.js → b.js → a.js"},
		"an import of nothing": {map[string]string{
			"worker.js": testWorker,
			"a.js":      `import "./b.js";`,
		}, "a.js imports b.js"},
		"no worker":               {map[string]string{"a.js": ""}, "worker.js"},
		"a worker with no engine": {map[string]string{"worker.js": ""}, engineURLMark},
		"no script at all":        {nil, "no file matches"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := buildScripts(t, c.files)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
