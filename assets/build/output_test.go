package main

import (
	"crypto/sha512"
	"encoding/base64"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jotlens/assets"
)

// url is the last element of an asset's URL.
func url(t *testing.T, set *assets.Set, name string) string {
	t.Helper()
	f, ok := set.File(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return strings.TrimPrefix(f.URL, assets.Prefix)
}

// served is an asset's content as a client without compression gets it.
func served(t *testing.T, set *assets.Set, name string) string {
	t.Helper()
	w := httptest.NewRecorder()
	set.ServeHTTP(w, httptest.NewRequest("GET", assets.Prefix+url(t, set, name), nil))
	return w.Body.String()
}

func TestOutput(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"README", "old.0000000000000000.css.br", engineCache} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	css := strings.Repeat("body { color: red }\n", 50)
	fill := func() {
		t.Helper()
		out, err := newOutput(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.add("app.css", []byte(css)); err != nil {
			t.Fatal(err)
		}
		if _, err := out.add("picture.png", []byte("\x89PNG")); err != nil {
			t.Fatal(err)
		}
		if err := out.finish(); err != nil {
			t.Fatal(err)
		}
	}
	fill()
	set, err := assets.LoadFS(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.File("app.css")
	sum := sha512.Sum384([]byte(css))
	if want := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); f.Integrity != want {
		t.Errorf("integrity is %s, want %s", f.Integrity, want)
	}
	if f.Bytes != int64(len(css)) || f.Brotli == 0 || f.Brotli >= f.Gzip || f.Gzip >= f.Bytes {
		t.Errorf("sizes are %d, %d, %d", f.Bytes, f.Gzip, f.Brotli)
	}
	if got := served(t, set, "app.css"); got != css {
		t.Error("the stylesheet does not come back as it was")
	}
	if got := served(t, set, "picture.png"); got != "\x89PNG" {
		t.Errorf("the picture is %q", got)
	}

	names := func() (names []string) {
		t.Helper()
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	first := names()
	want := []string{engineCache, "README", url(t, set, "app.css") + ".br", url(t, set, "app.css") + ".gz", "manifest.json", url(t, set, "picture.png")}
	slices.Sort(want)
	if !slices.Equal(first, want) {
		t.Errorf("the folder holds %q, want %q", first, want)
	}

	// What is there already is not written again.
	stylesheet := filepath.Join(dir, url(t, set, "app.css")+".br")
	before, err := os.Stat(stylesheet)
	if err != nil {
		t.Fatal(err)
	}
	fill()
	after, err := os.Stat(stylesheet)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("an unchanged file was written again")
	}

	out, err := newOutput(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.add("notes.odt", nil); err == nil {
		t.Error("a file of unknown type was taken")
	}
}

func TestCSSIsJoinedInTheOrderOfNames(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"20-b.css": "b{}", "10-a.css": "a{}", "README": "no"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := joinedCSS(dir)
	if err != nil || string(got) != "a{}\nb{}\n" {
		t.Errorf("joinedCSS = %q, %v", got, err)
	}
	if _, err := joinedCSS(t.TempDir()); err == nil {
		t.Error("an empty folder gave a stylesheet")
	}
}

func TestGlueScript(t *testing.T) {
	glue, err := glueScript()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(glue), "globalThis.Go") {
		t.Error("the toolchain's script does not define Go")
	}
}
