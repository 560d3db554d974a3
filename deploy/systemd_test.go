package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// exposure is the most that systemd may give the unit, in tenths of its scale
// from 0 to 10. What is left is that it has a network and the machine's files
// to look at.
const exposure = "12"

// TestUnit lets systemd read the unit, with the program where the unit says
// that it is, and rate its sandbox.
func TestUnit(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("there is no systemd-analyze here")
	}
	text, err := os.ReadFile("systemd/jotlens.service")
	if err != nil {
		t.Fatal(err)
	}
	const at = "ExecStart=/usr/local/bin/jotlens\n"
	if !strings.Contains(string(text), at) {
		t.Fatalf("the unit does not say %s", at)
	}
	unit := filepath.Join(t.TempDir(), "jotlens.service")
	here := strings.Replace(string(text), at, "ExecStart="+program(t)+"\n", 1)
	if err := os.WriteFile(unit, []byte(here), 0o644); err != nil {
		t.Fatal(err)
	}
	output, err := exec.Command("systemd-analyze", "verify", "--man=no", unit).CombinedOutput()
	if err != nil || len(output) > 0 { // an unknown setting is only said
		t.Errorf("systemd-analyze verify: %v: %s", err, output)
	}
	output, err = exec.Command("systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold="+exposure, unit).CombinedOutput()
	if err != nil {
		t.Errorf("systemd-analyze security: %v: %s", err, output)
	}
}
