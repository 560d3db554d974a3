package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jotlens.sock")
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false) // as a program that was killed
	dead.Close()

	p := startServer(t, nil, "-listen=unix:"+path, "-trusted-proxies=unix")
	if p.url != "unix:"+path {
		t.Errorf("it is at %s", p.url)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o660 {
		t.Errorf("the socket: %v, %v", info.Mode(), err)
	}
	client := http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return net.Dial("unix", path) }}}
	response, err := client.Get("http://jwt.example.com/license")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 200 {
		t.Errorf("it answers %d", response.StatusCode)
	}
	if got := run(t.Context(), []string{"healthcheck", "-listen=unix:" + path}, nil, io.Discard, io.Discard); got != 0 {
		t.Errorf("healthcheck gives %d", got)
	}
	var second strings.Builder
	if got := run(t.Context(), []string{"-listen=unix:" + path}, nil, io.Discard, &second); got != 1 || !strings.Contains(second.String(), "another program listens on "+path) {
		t.Errorf("a second program: %d: %s", got, &second)
	}
	client.CloseIdleConnections()
	if err := p.end(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the socket is left behind: %v", err)
	}
	if got := run(t.Context(), []string{"healthcheck", "-listen=unix:" + path}, nil, io.Discard, io.Discard); got != 1 {
		t.Errorf("healthcheck of nothing gives %d", got)
	}
}

func TestASocketReplacesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "important.txt")
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := listen(t.Context(), "unix:"+path); err == nil || !strings.Contains(err.Error(), "is not a socket") {
		t.Errorf("the error is %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "text" {
		t.Errorf("the file is gone: %v", err)
	}
}
