package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jotlens/assets"
	"jotlens/web"
)

// needAssets skips a test when nothing was built, which only happens outside
// of `make test`.
func needAssets(t *testing.T) {
	t.Helper()
	_, err := assets.Load()
	if errors.Is(err, assets.ErrNotBuilt) && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestServeAnswersAndStops(t *testing.T) {
	needAssets(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out, in := io.Pipe()
	var log bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"-listen", "127.0.0.1:0", "-log-format=json"}, nil, in, &log)
		in.Close()
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("it ends with %d: %s", <-code, &log)
	}
	_, url, ok := strings.Cut(lines.Text(), "Jotlens is at ")
	if !ok {
		t.Fatalf("it says %q", lines.Text())
	}
	response, err := http.Get(url + "/license?query=canary")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || response.StatusCode != 200 || !strings.Contains(string(body), "The Jotlens authors") {
		t.Errorf("the licence page: %d, %v", response.StatusCode, err)
	}
	if got := run(ctx, []string{"healthcheck"}, []string{"JOTLENS_LISTEN=" + strings.TrimPrefix(url, "http://")}, io.Discard, io.Discard); got != 0 {
		t.Errorf("healthcheck gives %d", got)
	}

	stop()
	for lines.Scan() { // until the pipe is closed
	}
	if got := <-code; got != 0 {
		t.Errorf("it ends with %d: %s", got, &log)
	}
	if text := log.String(); !strings.Contains(text, `"route":"GET /license"`) || strings.Contains(text, "canary") {
		t.Errorf("the log is %s", text)
	}
	if _, err := net.Dial("tcp", strings.TrimPrefix(url, "http://")); err == nil {
		t.Error("it still listens")
	}
}

func TestRunFails(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	sick := httptest.NewServer(http.NotFoundHandler())
	defer sick.Close()
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"a port in use":      {[]string{"-listen", busy.Addr().String()}, 1, "jotlens: "},
		"not healthy":        {[]string{"healthcheck", "-listen", sick.Listener.Addr().String()}, 1, "404"},
		"nowhere to check":   {[]string{"healthcheck", "-listen", "nonsense"}, 2, "must be host:port"},
		"an unknown flag":    {[]string{"-port", "80"}, 2, "-port"},
		"an unknown command": {[]string{"inspector"}, 2, `unknown command "inspector"`},
	} {
		t.Run(name, func(t *testing.T) {
			var stderr bytes.Buffer
			if got := run(t.Context(), c.args, nil, io.Discard, &stderr); got != c.code || !strings.Contains(stderr.String(), c.want) {
				t.Errorf("%d: %s", got, &stderr)
			}
		})
	}
}

func TestVersionAndHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if got := run(t.Context(), []string{"-version"}, nil, &stdout, &stderr); got != 0 || !strings.HasPrefix(stdout.String(), "jotlens ") {
		t.Errorf("%d: %s", got, &stdout)
	}
	if got := run(t.Context(), []string{"-h"}, nil, &stdout, &stderr); got != 0 {
		t.Errorf("help gives %d", got)
	}
	for _, want := range []string{"healthcheck", "-version", "-print-config", "JOTLENS_LISTEN", "localhost:8080"} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("help does not mention %s", want)
		}
	}
	for _, f := range serverFlags() {
		if !strings.Contains(stderr.String(), "-"+f.Name) {
			t.Errorf("help does not mention -%s", f.Name)
		}
	}
	if lines := strings.Split(strings.TrimSpace(stderr.String()), "\n"); len(lines) > 42 {
		t.Errorf("help has %d lines, and a screen has fewer", len(lines))
	} else if wide := slices.IndexFunc(lines, func(l string) bool { return len(l) > 100 }); wide >= 0 {
		t.Errorf("a line of the help has %d columns: %s", len(lines[wide]), lines[wide])
	}
}

func TestVersionForPrograms(t *testing.T) {
	var stdout bytes.Buffer
	if got := run(t.Context(), []string{"version", "-json"}, []string{"JOTLENS_NOTHING=x"}, &stdout, io.Discard); got != 0 {
		t.Errorf("it gives %d", got)
	}
	var said web.Build
	if err := json.Unmarshal(stdout.Bytes(), &said); err != nil || said != thisBuild() || said.Version == "" || !strings.HasPrefix(said.Go, "go1") {
		t.Errorf("%s: %v", &stdout, err)
	}
	stdout.Reset()
	if got := run(t.Context(), []string{"version"}, nil, &stdout, io.Discard); got != 0 || stdout.String() != "jotlens "+thisBuild().Version+"\n" {
		t.Errorf("%d: %s", got, &stdout)
	}
}

func TestPrintConfig(t *testing.T) {
	needAssets(t)
	var stdout, stderr bytes.Buffer
	arguments := []string{"-print-config", "-rate-limit=off", "-trusted-proxies", "10.1.2.3/8,unix", "-hsts=8760h"}
	environment := []string{"JOTLENS_RATE_LIMIT=7", "JOTLENS_BASE_PATH=tools/jwt/", "JOTLENS_TITLE=Corp"}
	if got := run(t.Context(), arguments, environment, &stdout, &stderr); got != 0 {
		t.Fatalf("it gives %d: %s", got, &stderr)
	}
	for _, want := range []string{
		"listen = localhost:8080  # default",
		"rate-limit = off  # flag",
		"trusted-proxies = 10.0.0.0/8 unix  # flag",
		"hsts = 31536000  # flag",
		"base-path = /tools/jwt  # environment JOTLENS_BASE_PATH",
		"title = Corp  # environment JOTLENS_TITLE",
		"log-level = info  # default",
	} {
		if !strings.Contains(stdout.String(), want+"\n") {
			t.Errorf("it does not say %q: %s", want, &stdout)
		}
	}
	// What it says can be given back.
	again := []string{"-print-config"}
	for line := range strings.Lines(stdout.String()) {
		name, rest, _ := strings.Cut(line, " = ")
		value, _, _ := strings.Cut(rest, "  # ")
		again = append(again, "-"+name+"="+value)
	}
	var repeated bytes.Buffer
	source := regexp.MustCompile("  # .*")
	if got := run(t.Context(), again, nil, &repeated, &stderr); got != 0 || source.ReplaceAllString(repeated.String(), "") != source.ReplaceAllString(stdout.String(), "") {
		t.Errorf("%d: %s%s", got, &repeated, &stderr)
	}

	stdout.Reset()
	if got := run(t.Context(), []string{"-print-config", "-tls-cert=/nowhere/cert.pem", "-tls-key=/nowhere/key.pem"}, nil, &stdout, &stderr); got != 1 || stdout.Len() > 0 || !strings.Contains(stderr.String(), "/nowhere/cert.pem") {
		t.Errorf("without its files: %d: %s%s", got, &stdout, &stderr)
	}
}

func TestAddress(t *testing.T) {
	for listening, want := range map[string]string{
		"127.0.0.1:8080": "http://localhost:8080",
		"[::1]:8080":     "http://localhost:8080",
		"[::]:8080":      "http://localhost:8080",
		"0.0.0.0:80":     "http://localhost:80",
		"192.0.2.7:8080": "http://192.0.2.7:8080",
		"[fe80::7]:8080": "http://[fe80::7]:8080",
	} {
		tcp, err := net.ResolveTCPAddr("tcp", listening)
		if err != nil {
			t.Fatal(err)
		}
		if got := address("http", tcp); got != want {
			t.Errorf("%s is at %s, want %s", listening, got, want)
		}
	}
}
