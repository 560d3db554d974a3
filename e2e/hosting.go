package e2e

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The suite runs where people host Jotlens. E2E_HOSTING chooses:
// nothing is the program at the root of its host, atPath is the program behind
// nginx at a path, and asFiles are exported files that nginx serves.
const (
	hostingVariable = "E2E_HOSTING"
	atPath          = "path"
	asFiles         = "files"
)

// basePath is where the site stands with atPath.
const basePath = "/tools/jwt"

func hosting() string { return os.Getenv(hostingVariable) }

// site is the path of the site in addresses, with no slash at the end.
func site() string {
	if hosting() == atPath {
		return basePath
	}
	return ""
}

// needsServer ends a story that is about what the program does when asked; files
// do not answer forms.
func needsServer(t testing.TB) {
	t.Helper()
	if hosting() == asFiles {
		t.Skip("a folder of files has no server that could do this")
	}
}

// behindNginx starts nginx for one test, with a server that has these lines, and
// returns its URL. It listens on a socket of its own, so that no port is guessed;
// what comes to the URL is passed there byte for byte.
func behindNginx(t testing.TB, lines string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "jotlens-nginx-") // t.TempDir has long names, and sockets must not
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "socket")
	conf := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(conf, fmt.Appendf(nil, nginxConf, dir, socket, lines), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("nginx", "-p", dir, "-e", filepath.Join(dir, "error.log"), "-c", conf)
	if err := command.Start(); err != nil {
		t.Fatalf("nginx, which %s=%s needs, does not start: %v", hostingVariable, hosting(), err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		if log, _ := os.ReadFile(filepath.Join(dir, "error.log")); t.Failed() && len(log) > 0 {
			t.Logf("nginx says\n%s", log)
		}
	})
	return inFrontOf(t, socket)
}

// inFrontOf waits until somebody listens on a socket, and passes there what comes to
// the URL that it returns.
func inFrontOf(t testing.TB, socket string) string {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		connection, err := net.Dial("unix", socket)
		if err == nil {
			_ = connection.Close()
			break
		}
		if time.Now().After(end) {
			t.Fatalf("nobody listens: %v", err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go join(client, socket)
		}
	}()
	return "http://" + listener.Addr().String()
}

// join passes bytes between a client and a socket until either ends.
func join(client net.Conn, socket string) {
	server, err := net.Dial("unix", socket)
	if err != nil {
		_ = client.Close()
		return
	}
	end := func() { _ = client.Close(); _ = server.Close() }
	go func() { defer end(); _, _ = io.Copy(server, client) }()
	defer end()
	_, _ = io.Copy(client, server)
}

// nginxConf is the frame of a configuration, for a folder, a socket and the lines
// of the server. It runs as who started it: a worker of its own would be another user.
const nginxConf = `daemon off;
master_process off;
pid %[1]s/pid;
events {}
http {
	include /etc/nginx/mime.types;
	access_log off;
	client_body_temp_path %[1]s/body;
	proxy_temp_path %[1]s/proxy;
	fastcgi_temp_path %[1]s/fastcgi;
	uwsgi_temp_path %[1]s/uwsgi;
	scgi_temp_path %[1]s/scgi;
	server {
		listen unix:%[2]s;
		%[3]s
	}
}
`

// proxied are the lines that pass everything to a server, as the documentation
// tells operators.
func proxied(upstream string) string {
	return fmt.Sprintf(`client_max_body_size 1m;
		location %s/ {
			proxy_pass %s;
			proxy_http_version 1.1;
			proxy_buffer_size 32k; # the headers that seal a page are longer than 4k
			proxy_buffers 8 32k;
			proxy_set_header Host $http_host;
			proxy_read_timeout %d;
		}`, site(), upstream, int(patience/time.Second))
}
