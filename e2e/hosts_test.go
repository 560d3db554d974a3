package e2e

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jotlens/web"
)

// TestExportedFilesBehindCaddy and the next one ask real hosts for exported files,
// and compare what they answer with what the program answers.
func TestExportedFilesBehindCaddy(t *testing.T) {
	sameAsTheProgram(t, behindCaddy)
}

func TestExportedFilesBehindNginx(t *testing.T) {
	sameAsTheProgram(t, func(t *testing.T, f *folder) string {
		needsProgram(t, "nginx")
		return behindNginx(t, "root "+f.dir+";\n"+f.nginx)
	})
}

func sameAsTheProgram(t *testing.T, start func(*testing.T, *folder) string) {
	t.Parallel()
	if hosting() != "" {
		t.Skip("it has hosts of its own")
	}
	config := web.Config{Version: "e2e", License: licenseText(t), PublicURL: "http://" + exportedHost}
	f := exported(config)
	if f.err != nil {
		t.Fatal(f.err)
	}
	host, program := start(t, f), serve(t, web.Config{PublicURL: config.PublicURL})
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(url, coding string) (*http.Response, []byte) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = exportedHost
		r.Header.Set("Accept-Encoding", coding)
		response, err := client.Do(r)
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
	engine := ""
	for _, file := range f.files {
		if strings.HasPrefix(file, "assets/engine.") && strings.HasSuffix(file, ".wasm") {
			engine = "/" + file
		}
	}
	for _, path := range []string{
		"/", "/zh-hant/", "/zh-hant", "/compare", "/rules", "/rules/alg-none", "/zh-hant/rules/alg-none", "/rules/alg-none/fires", "/learn", "/learn/attacks",
		"/learn/glossary", "/reference/claims", "/problems/not-found", "/privacy", "/badge.svg", "/robots.txt", "/sitemap.xml", "/openapi.yaml",
		"/nowhere", "/zh-hant/nowhere", "/rules/nowhere", "/_headers/nowhere", "/404.html/nowhere", engine,
	} {
		want, wantBody := ask(program.URL+path, "identity")
		got, body := ask(host+path, "identity")
		if want.StatusCode == http.StatusMovedPermanently {
			if got.StatusCode != want.StatusCode || got.Header.Get("Location") != want.Header.Get("Location") {
				t.Errorf("%s: %d to %q, want %q", path, got.StatusCode, got.Header.Get("Location"), want.Header.Get("Location"))
			}
			continue
		}
		if got.StatusCode != want.StatusCode {
			t.Errorf("%s: %d, want %d", path, got.StatusCode, want.StatusCode)
			continue
		}
		if path == "/rules/nowhere" { // which the program seals like a rule
			continue
		}
		if !bytes.Equal(body, wantBody) && !slices.Contains(ofTheirOwn, path) {
			t.Errorf("%s: %d bytes, and the program sends %d others", path, len(body), len(wantBody))
		}
		for name := range want.Header {
			switch name {
			case "Content-Length", "Date", "Etag", "Vary", "X-Request-Id":
				continue
			}
			if values := got.Header.Values(name); len(values) != 1 || values[0] != want.Header.Get(name) {
				t.Errorf("%s: %s is %q, want %q", path, name, values, want.Header.Get(name))
			}
		}
		if packed, _ := ask(host+path, "gzip"); want.StatusCode == http.StatusOK && len(wantBody) > 2048 && packed.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s is not packed", path)
		}
	}
}

// ofTheirOwn are addresses whose content differs: they hold tokens of the day.
var ofTheirOwn = []string{"/rules/alg-none/fires", "/learn/attacks"}

// needsProgram ends a test that needs a program which is not there; with CI it fails.
func needsProgram(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); errors.Is(err, exec.ErrNotFound) {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
}

// behindCaddy starts Caddy for one test and returns its URL.
func behindCaddy(t *testing.T, f *folder) string {
	t.Helper()
	needsProgram(t, "caddy")
	dir, err := os.MkdirTemp("", "jotlens-caddy-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	rules, conf, socket := filepath.Join(dir, "rules"), filepath.Join(dir, "Caddyfile"), filepath.Join(dir, "socket")
	text := "{\n\tadmin off\n\tauto_https off\n}\nhttp:// {\n\tbind unix/" + socket + "\n\troot * " + f.dir + "\n\timport " + rules + "\n}\n"
	if err := errors.Join(os.WriteFile(rules, []byte(f.caddy), 0o600), os.WriteFile(conf, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("caddy", "run", "--config", conf, "--adapter", "caddyfile")
	command.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	var log lockedBuffer
	command.Stdout, command.Stderr = &log, &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		if t.Failed() {
			t.Logf("Caddy says\n%s", log.String())
		}
	})
	return inFrontOf(t, socket)
}
