package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// enter runs its further arguments in the folder $1 as an engine would: in a
// mount namespace of its own, with that folder as a root that cannot be
// written to, as the user of the image, without privileges.
const enter = `set -eu
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
if touch "$1/new" 2>/dev/null; then echo "the root can be written to" >&2; exit 99; fi
root=$1; shift
exec setpriv --no-new-privs chroot --userspec=` + user + ` "$root" "$@"`

// inside is a command that runs in root, with only the given environment.
func inside(root string, environment []string, command ...string) *exec.Cmd {
	cmd := exec.Command("unshare", append([]string{"--mount", "sh", "-c", enter, "sh", root}, command...)...)
	cmd.Env = append([]string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin"}, environment...)
	return cmd
}

// needRoot skips where a root cannot be changed. In CI it is a failure for
// whoever is root not to be able to.
func needRoot(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root may run a program in another root")
	}
	output, err := exec.Command("unshare", "--mount", "sh", "-c", "mount --bind /tmp /tmp").CombinedOutput()
	if err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("this machine allows no mount namespace: %v: %s", err, output)
	}
	t.Skipf("this machine allows no mount namespace: %v: %s", err, output)
}

// runIn starts the program of an unpacked image, visits it and stops it.
func runIn(t *testing.T, root string) {
	needRoot(t)
	server := inside(root, []string{"JOTLENS_LISTEN=127.0.0.1:0"}, "/jotlens")
	server.Stderr = os.Stderr
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("it said %q and then: %v", line, err)
	}
	at := strings.Fields(line)
	url := at[len(at)-1]
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", server.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Uid:\t65532\t65532\t65532\t65532", "Gid:\t65532\t", "CapEff:\t0000000000000000", "NoNewPrivs:\t1"} {
		if !strings.Contains(string(status), "\n"+want) {
			t.Errorf("of the process it is not so that %q", want)
		}
	}
	for path, want := range map[string]string{"/healthz": "", "/": "<html"} {
		response, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s: %s, %v, without %q", path, response.Status, err, want)
		}
	}
	_, port, _ := strings.Cut(strings.TrimPrefix(url, "http://"), ":")
	listen := []string{"JOTLENS_LISTEN=127.0.0.1:" + strings.TrimSuffix(port, "/")}
	if output, err := inside(root, listen, "/jotlens", "healthcheck").CombinedOutput(); err != nil {
		t.Errorf("healthcheck: %v: %s", err, output)
	}
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, stdout)
	if err := server.Wait(); err != nil {
		t.Errorf("it did not end well: %v", err)
	}
	if output, err := inside(root, listen, "/jotlens", "healthcheck").CombinedOutput(); err == nil {
		t.Errorf("healthcheck finds a server that has stopped: %s", output)
	}
}
