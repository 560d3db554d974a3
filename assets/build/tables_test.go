package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// compiled is a small program for the browser.
func compiled(t *testing.T) []byte {
	t.Helper()
	if !strings.HasPrefix(runtime.Version(), tablesVersion) {
		t.Skipf("the tables of %s are not known", runtime.Version())
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":  "module small\n\ngo 1.26\n",
		"main.go": "package main\n\nimport \"errors\"\n\nfunc main() { println(errors.New(\"a\").Error()) }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", "small.wasm", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	module, err := os.ReadFile(filepath.Join(dir, "small.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// sections are the contents of a module by id.
func sections(t *testing.T, module []byte) map[byte][]byte {
	t.Helper()
	all := map[byte][]byte{}
	for at := 8; at < len(module); {
		id := module[at]
		size, n := 0, 0
		for shift := 0; ; shift += 7 {
			b := module[at+1+n]
			size |= int(b&0x7f) << shift
			n++
			if b < 0x80 {
				break
			}
		}
		at += 1 + n
		all[id] = module[at : at+size]
		at += size
	}
	return all
}

func TestDropTablesChangesNothingButTheTables(t *testing.T) {
	module := compiled(t)
	slim, err := dropTables(module)
	if err != nil {
		t.Fatal(err)
	}
	before, after := sections(t, module), sections(t, slim)
	for id, content := range before {
		if id != 11 && !bytes.Equal(content, after[id]) {
			t.Errorf("section %d has changed", id)
		}
	}
	old, err := readMemory(before[11])
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := readMemory(after[11])
	if err != nil {
		t.Fatal(err)
	}
	if fresh.base != old.base || len(fresh.bytes) > len(old.bytes) {
		t.Fatalf("memory begins at %d and has %d bytes; it was at %d and had %d", fresh.base, len(fresh.bytes), old.base, len(old.bytes))
	}
	fresh.bytes = append(fresh.bytes, make([]byte, len(old.bytes)-len(fresh.bytes))...)
	start := bytes.Index(old.bytes, []byte(tablesMagic))
	dropped := 0
	for i, b := range fresh.bytes {
		switch {
		case b == old.bytes[i]:
		case b != 0:
			t.Fatalf("byte %d of memory is %#x and was %#x", i, b, old.bytes[i])
		case i < start:
			t.Fatalf("byte %d of memory, before the tables, was emptied", i)
		default:
			dropped++
		}
	}
	if dropped < 100_000 {
		t.Errorf("only %d bytes were emptied", dropped)
	}
	for _, name := range []string{"runtime.gopanic\x00", "runtime.bgsweep\x00"} {
		if !bytes.Contains(fresh.bytes, []byte(name)) {
			t.Errorf("the name %q is gone", name)
		}
	}
	if bytes.Contains(fresh.bytes, []byte("errors.New\x00")) {
		t.Error("the name of errors.New is still there")
	}
	again, err := dropTables(slim)
	if err != nil || !bytes.Equal(again, slim) {
		t.Errorf("a second time changes it again (%v)", err)
	}
}

func TestDropTablesLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	module := compiled(t)
	at := bytes.LastIndex(module, []byte("\xf1\xff\xff\xff"))
	newer := bytes.Clone(module)
	newer[at] = 0xf0
	for name, m := range map[string][]byte{
		"nothing": nil, "text": []byte("this is no module at all"), "half a module": module[:len(module)/2], "another version": newer,
	} {
		if slim, err := dropTables(m); err == nil {
			t.Errorf("%s becomes %d bytes", name, len(slim))
		}
	}
}

func TestSignedNumbersAreReadAsTheyAreWritten(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 127, 128, 8191, 8192, 1 << 24, -1, -64, -65, -1 << 20} {
		if got, ok := readSigned(bytes.NewReader(appendSigned(nil, n))); !ok || got != n {
			t.Errorf("%d is read as %d", n, got)
		}
	}
}
