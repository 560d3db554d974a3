package deploy

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A proxy is a real one, with a file of ours as its configuration.
type proxy struct {
	name string
	// command prepares the configuration for a site in dir, listening on port
	// of this machine and calling upstream, and says how to start the proxy.
	command func(t *testing.T, dir, port, upstream string, base bool) *exec.Cmd
	url     string // before the port
}

var proxies = []proxy{
	{"nginx", nginx, "https://127.0.0.1:"},
	{"caddy", caddy, "http://127.0.0.1:"},
}

// nginx runs the site in a folder of its own, with a certificate of httptest.
func nginx(t *testing.T, dir, port, upstream string, base bool) *exec.Cmd {
	file, host := "nginx/jotlens.conf", "jwt.example.com"
	if base {
		file, host = "nginx/base-path.conf", "tools.example.com"
	}
	certificate(t, dir)
	site := edit(t, file,
		"listen 443 ssl http2;", "listen 127.0.0.1:"+port+" ssl http2;",
		"    listen [::]:443 ssl http2;\n", "",
		"/etc/ssl/certs/"+host+".pem", dir+"/cert.pem",
		"/etc/ssl/private/"+host+".key", dir+"/key.pem",
		"/var/log/nginx/", dir+"/",
		"127.0.0.1:8080", upstream)
	write(t, dir+"/site.conf", site)
	write(t, dir+"/jotlens-proxy.conf", edit(t, "nginx/jotlens-proxy.conf"))
	var temporary strings.Builder
	for _, name := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temporary.WriteString(name + "_temp_path " + dir + "/" + name + ";\n")
	}
	write(t, dir+"/nginx.conf", "daemon off;\nmaster_process off;\npid "+dir+"/pid;\nerror_log stderr crit;\nevents {}\nhttp {\n"+
		"access_log off;\n"+temporary.String()+"include "+dir+"/site.conf;\n}\n")
	if output, err := exec.Command("nginx", "-t", "-q", "-p", dir, "-c", dir+"/nginx.conf").CombinedOutput(); err != nil || len(output) > 0 {
		t.Fatalf("nginx -t: %v: %s", err, output)
	}
	return exec.Command("nginx", "-p", dir, "-c", dir+"/nginx.conf")
}

// caddy runs the site without TLS: it would ask an authority for a certificate.
func caddy(t *testing.T, dir, port, upstream string, base bool) *exec.Cmd {
	file, host := "caddy/Caddyfile", "jwt.example.com {"
	if base {
		file, host = "caddy/base-path.Caddyfile", "tools.example.com {"
	}
	site := edit(t, file, host, "http://127.0.0.1:"+port+" {", "127.0.0.1:8080", upstream)
	write(t, dir+"/Caddyfile", "{\n\tadmin off\n}\n"+site)
	cmd := exec.Command("caddy", "run", "--adapter", "caddyfile", "--config", dir+"/Caddyfile")
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	return cmd
}

// edit reads a file of ours and replaces what fits no test, by pairs; what
// is not there is a mistake here.
func edit(t *testing.T, path string, pairs ...string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for pair := range slices.Chunk(pairs, 2) {
		if !strings.Contains(text, pair[0]) {
			t.Fatalf("%s does not say %q", path, pair[0])
		}
		text = strings.ReplaceAll(text, pair[0], pair[1])
	}
	return text
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run starts the proxy before an upstream and waits until it answers.
func (p proxy) run(t *testing.T, upstream string, base bool) (url, dir string) {
	t.Helper()
	if _, err := exec.LookPath(p.name); err != nil {
		t.Skipf("there is no %s here", p.name)
	}
	dir = t.TempDir()
	port := freePort(t)
	cmd := p.command(t, dir, port, strings.TrimPrefix(upstream, "http://"), base)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-ended
	})
	for {
		connection, err := net.DialTimeout("tcp", "127.0.0.1:"+port, time.Second)
		if err == nil {
			connection.Close()
			return p.url + port, dir
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ends: %v: %s", p.name, err, output.String())
		case <-t.Context().Done():
			t.Fatalf("%s does not answer", p.name)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// freePort is a port that was free a moment ago: neither proxy says which it
// got.
func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

// certificate writes one that is trusted by nobody, as cert.pem and key.pem.
func certificate(t *testing.T, dir string) {
	t.Helper()
	command := exec.Command("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
		"-keyout", dir+"/key.pem", "-out", dir+"/cert.pem", "-days", "1", "-subj", "/CN=localhost")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("openssl: %v: %s", err, output)
	}
}

func init() {
	// The proxies of these tests have certificates of their own.
	noRedirects.Transport.(*http.Transport).TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
}

// changes are header fields that are a proxy's own, or differ each time.
var changes = []string{"Server", "Date", "Via", "Alt-Svc", "Connection", "Keep-Alive", "X-Request-Id"}

// TestProxies asks the program directly and through each proxy, at the root
// and below a path, and expects the same: status, body in the compression that
// the program chose, and every header field, once.
func TestProxies(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.name, func(t *testing.T) {
			t.Run("at the root", func(t *testing.T) { p.compare(t, "", start(t)) })
			t.Run("below a path", func(t *testing.T) {
				p.compare(t, "/tools/jwt", start(t, "JOTLENS_BASE_PATH=/tools/jwt"))
			})
		})
	}
}

func (p proxy) compare(t *testing.T, base, upstream string) {
	url, _ := p.run(t, upstream, base != "")
	_, host, _ := strings.Cut(url, "://")
	for _, path := range []string{"/", "/zh-hant/", "/learn", "/rules", "/nothing-here", "/openapi.yaml"} {
		direct, want := get(t, upstream+base+path, host) // pages name the host that they are at
		through, got := get(t, url+base+path, "")
		if through.StatusCode != direct.StatusCode {
			t.Errorf("%s: %s, and directly %s", path, through.Status, direct.Status)
		}
		if path == "/" && through.Header.Get("Content-Encoding") != "br" {
			t.Errorf("%s comes in the encoding %q", path, through.Header.Get("Content-Encoding"))
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, and directly %d", path, len(got), len(want))
		}
		for name, values := range direct.Header {
			if !slices.Contains(changes, name) && !slices.Equal(through.Header[name], values) {
				t.Errorf("%s: %s is %.60q, and directly %.60q", path, name, through.Header[name], values)
			}
		}
		for name := range through.Header {
			if direct.Header[name] == nil && !slices.Contains(changes, name) {
				t.Errorf("%s: the proxy adds %s", path, name)
			}
		}
	}
	const question = `{"input":"eyJhbGciOiJub25lIn0.e30."}`
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+base+"/api/inspect", strings.NewReader(question))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := noRedirects.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if answer, err := io.ReadAll(response.Body); err != nil || !bytes.Contains(answer, []byte("alg-none")) {
		t.Errorf("the API answers %s: %v", response.Status, err)
	}
	if base == "" {
		return
	}
	if bare, _ := get(t, url+base, ""); bare.StatusCode != http.StatusPermanentRedirect || bare.Header.Get("Location") == "" {
		t.Errorf("%s answers %s, to %q", base, bare.Status, bare.Header.Get("Location"))
	}
}

// TestForwarding has each proxy call a recorder, with a client that lies about
// where it comes from.
func TestForwarding(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.name, func(t *testing.T) {
			seen := make(chan *http.Request, 1)
			recorder := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen <- r }))
			defer recorder.Close()
			url, _ := p.run(t, recorder.URL, false)
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/compare?a=b", nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
				request.Header.Set(name, "203.0.113.9")
			}
			request.Header.Set("Accept-Encoding", "br")
			response, err := noRedirects.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			r := <-seen
			scheme, host, _ := strings.Cut(url, "://")
			for what, pair := range map[string][2]string{
				"host":             {r.Host, host},
				"address":          {r.RequestURI, "/compare?a=b"},
				"encoding":         {r.Header.Get("Accept-Encoding"), "br"},
				"forwarded for":    {strings.Join(r.Header["X-Forwarded-For"], ";"), "127.0.0.1"},
				"forwarded scheme": {strings.Join(r.Header["X-Forwarded-Proto"], ";"), scheme},
				"forwarded host":   {strings.Join(r.Header["X-Forwarded-Host"], ";"), host},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s: the program would see %q, not %q", what, pair[0], pair[1])
				}
			}
		})
	}
}

// TestProxyKeepsNothing sends a canary in the query, the referrer and a body
// of some size, with the program up and with it gone, and looks for it in every file
// that the proxy wrote.
func TestProxyKeepsNothing(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.name, func(t *testing.T) {
			const canary = "canary-in-a-coal-mine"
			upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				_, _ = io.WriteString(w, strings.Repeat(canary, 50_000))
			}))
			url, dir := p.run(t, upstream.URL, false)
			// nginx writes bodies to files that have no name anymore. Without the
			// folder for them, it would fail to.
			for _, name := range []string{"client_body", "proxy"} {
				if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
			for _, want := range []int{http.StatusOK, http.StatusBadGateway} {
				body := strings.NewReader(strings.Repeat(canary, 10_000))
				request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/?token="+canary, body)
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Referer", url+"/?token="+canary)
				response, err := noRedirects.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				_, _ = io.Copy(io.Discard, response.Body)
				response.Body.Close()
				if response.StatusCode != want {
					t.Errorf("it answers %s, not %d", response.Status, want)
				}
				upstream.Close()
			}
			lookFor(t, dir, canary)
		})
	}
}

// lookFor reads every file below dir.
func lookFor(t *testing.T, dir, canary string) {
	t.Helper()
	read := 0
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		read++
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(canary)) {
			t.Errorf("%s holds what was sent", filepath.Base(path))
		}
		return err
	})
	if err != nil || read == 0 {
		t.Fatalf("%d files were read: %v", read, err)
	}
}
