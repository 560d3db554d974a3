package deploy

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// temporary holds the program, which is built once for all tests.
var temporary string

func TestMain(m *testing.M) {
	var err error
	temporary, err = os.MkdirTemp("", "jotlens-deploy-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(temporary)
	os.Exit(code)
}

var compile = sync.OnceValues(func() (string, error) {
	path := filepath.Join(temporary, "jotlens")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, ".")
	build.Dir = ".."
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	return path, nil
})

// program is the path of the program.
func program(t *testing.T) string {
	t.Helper()
	path, err := compile()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// start starts the program on a free port, with an environment of nothing but
// the given variables, and returns its URL. It ends with the test.
func start(t *testing.T, environment ...string) string {
	t.Helper()
	server := exec.Command(program(t), "-listen", "127.0.0.1:0")
	server.Env = environment
	var stderr bytes.Buffer
	server.Stderr = &stderr
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stdout)
	line, err := lines.ReadString('\n')
	if err != nil {
		_ = server.Wait()
		t.Fatalf("with %q it says %q and ends: %s", environment, line, stderr.String())
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_, _ = io.Copy(io.Discard, lines)
		if err := server.Wait(); err != nil {
			t.Errorf("the program did not end well: %v: %s", err, stderr.String())
		}
	})
	_, url, found := strings.Cut(line, "http://")
	if !found {
		t.Fatalf("it does not say where it is: %q", line)
	}
	url, _, _ = strings.Cut(url, "/")
	return "http://" + strings.Replace(strings.TrimSpace(url), "localhost", "127.0.0.1", 1)
}

// noRedirects asks once, does not uncompress and keeps no connection.
var noRedirects = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// get fetches a URL as a browser would, with its compressions. A host that is
// not "" is asked for in the place of that of the URL.
func get(t *testing.T, url, host string) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	request.Header.Set("Accept-Encoding", "gzip, br")
	response, err := noRedirects.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, body
}
