package cli

import (
	"os/exec"
	"strings"
	"testing"
)

func TestManual(t *testing.T) {
	got := run("", nil, "man")
	if got.code != 0 || got.errors != "" {
		t.Fatalf("%d: %s", got.code, got.errors)
	}
	for _, f := range append(Flags(), Flag{Name: "listen"}, Flag{Name: "version"}) {
		if !strings.Contains(got.out, "\n\\fB\\-"+strings.ReplaceAll(f.Name, "-", `\-`)+`\fR`) {
			t.Errorf("-%s is not there", f.Name)
		}
	}
	if path, err := exec.LookPath("groff"); err == nil {
		check := exec.Command(path, "-man", "-Tutf8", "-ww", "-Kutf8", "-z")
		check.Stdin = strings.NewReader(got.out)
		if out, err := check.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("groff says %s (%v)", out, err)
		}
	}
}

func TestRoffIsOnlyText(t *testing.T) {
	for text, want := range map[string]string{".so /etc/passwd": `\&.so /etc/passwd`, "'x": `\&'x`, `a\fB-b`: `a\efB\-b`, "a.b": "a.b"} {
		if got := roff(text); got != want {
			t.Errorf("%q is written %q", text, got)
		}
	}
}
