package weight

import (
	"net/http"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
)

// site serves a page whose files name each other in every way that counts.
func site(w http.ResponseWriter, r *http.Request) {
	files := map[string]struct{ mediaType, content string }{
		"/":                       {"text/html; charset=utf-8", `<link href="/assets/app.01.css"><script src="/assets/main.02.js"></script><form data-worker="/assets/worker.03.js">`},
		"/assets/app.01.css":      {"text/css", `a{background:url(/assets/icon.04.svg)}`},
		"/assets/main.02.js":      {"text/javascript", "import { x } from \"./words.05.js\";\n// not a file: \"./other.js\""},
		"/assets/words.05.js":     {"text/javascript", `export const x = 1;`},
		"/assets/worker.03.js":    {"text/javascript", `fetch("engine.06.wasm")`},
		"/assets/engine.06.wasm":  {"application/wasm", "\x00asm /assets/missing.js"},
		"/assets/icon.04.svg":     {"image/svg+xml", "<svg/>"},
		"/assets/unused.07.js":    {"text/javascript", "nobody names this"},
		"/broken":                 {"text/html", `<script src="/assets/missing.js"></script>`},
		"/assets/circular.08.css": {"text/css", "/assets/circular.08.css"},
	}
	file, ok := files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", file.mediaType)
	if r.URL.Path != "/assets/main.02.js" {
		w.Write([]byte(file.content))
		return
	}
	w.Header().Set("Content-Encoding", "br")
	packed := brotli.NewWriter(w)
	packed.Write([]byte(file.content))
	packed.Close()
}

func TestEverythingThatAPageNamesIsWeighed(t *testing.T) {
	parts, err := Of(http.HandlerFunc(site), "/")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, p := range parts {
		paths = append(paths, p.Path)
		if p.Bytes == 0 {
			t.Errorf("%s weighs nothing", p.Path)
		}
	}
	slices.Sort(paths)
	want := []string{"/", "/assets/app.01.css", "/assets/engine.06.wasm", "/assets/icon.04.svg", "/assets/main.02.js", "/assets/words.05.js", "/assets/worker.03.js"}
	if !slices.Equal(paths, want) {
		t.Errorf("weighed %q, want %q", paths, want)
	}
	if _, engine := Total(parts); engine != 23 {
		t.Errorf("the engine weighs %d, want 23", engine)
	}
}

func TestAFileThatIsNamedIsThere(t *testing.T) {
	if _, err := Of(http.HandlerFunc(site), "/broken"); err == nil {
		t.Error("a missing file is not reported")
	}
}

func TestFilesMayNameThemselves(t *testing.T) {
	parts, err := Of(http.HandlerFunc(site), "/assets/circular.08.css")
	if err != nil || len(parts) != 1 {
		t.Errorf("got %d parts and %v, want 1", len(parts), err)
	}
}
