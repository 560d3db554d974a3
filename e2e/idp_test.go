package e2e

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// built makes a program of a folder.
func built(t *testing.T, folder string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	command := exec.Command("go", "build", "-o", path, ".")
	command.Dir = folder
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s cannot be built: %v: %s", folder, err, out)
	}
	return path
}

// A program runs beside the test and ends with it.
type program struct {
	t   *testing.T
	in  io.WriteCloser
	out *bufio.Scanner
}

func begin(t *testing.T, command *exec.Cmd) *program {
	t.Helper()
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stderr = &serverLog
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
	})
	return &program{t, in, bufio.NewScanner(out)}
}

// line is the next line that it prints.
func (p *program) line() string {
	p.t.Helper()
	if !p.out.Scan() {
		p.t.Fatalf("the program ended: %v; its log: %s", p.out.Err(), &serverLog)
	}
	return p.out.Text()
}

// asks sends a command and reads the answer.
func (p *program) asks(command string, answer any) {
	p.t.Helper()
	if _, err := fmt.Fprintln(p.in, command); err != nil {
		p.t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(p.line()), answer); err != nil {
		p.t.Fatal(err)
	}
}

// realToken asks the provider for an access token, as a service does.
func realToken(t *testing.T, issuer string, client *http.Client) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, issuer+"/oauth/token", strings.NewReader(url.Values{"grant_type": {"client_credentials"}, "scope": {"openid"}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth("sid1", "verysecret")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
	}
	body, err := io.ReadAll(response.Body)
	if err != nil || json.Unmarshal(body, &answer) != nil || strings.Count(answer.Token, ".") != 2 {
		t.Fatalf("the provider gives no token: %s: %s", response.Status, body)
	}
	return answer.Token
}

// connected finds what strace writes of a connection to a port.
var connected = regexp.MustCompile(`connect\(.*sin6?_port=htons\((\d+)\).*(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")`)

// TestARealProviderChangesItsKeys is the story of an operator and a real OpenID
// Connect provider, a program of its own like the server. The server is told of a
// proxy in its environment, which is a trap: nothing may come there.
func TestARealProviderChangesItsKeys(t *testing.T) {
	t.Parallel()
	needsServer(t)
	needBrowser(t)
	const refresh = 10 * time.Second
	idp := begin(t, exec.Command(built(t, "idp")))
	var about struct{ Issuer, CA string }
	if err := json.Unmarshal([]byte(idp.line()), &about); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("ca.pem", about.CA)
	list := write("issuers.json", fmt.Sprintf(`{"issuers": [{"name": "Corp SSO", "issuer": %q, "ca_file": "ca.pem", "algorithms": ["RS256"], "audiences": ["sid1"], "refresh": %q}]}`,
		about.Issuer, refresh))

	trap := plainServer(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("the trap was asked for %s", r.URL) }))
	traced := filepath.Join(folder, "connections")
	arguments := []string{built(t, ".."), "-listen", "127.0.0.1:0", "-issuers", list}
	_, missing := exec.LookPath("strace")
	if missing == nil {
		arguments = append([]string{"strace", "-D", "-f", "-q", "-e", "trace=connect", "-e", "signal=none", "-o", traced}, arguments...)
	}
	command := exec.Command(arguments[0], arguments[1:]...)
	command.Env = append(os.Environ(), "HTTPS_PROXY="+trap.URL, "HTTP_PROXY="+trap.URL, "NO_PROXY=")
	_, at, ok := strings.Cut(begin(t, command).line(), "Jotlens is at ")
	if !ok {
		t.Fatal("the server does not say where it is")
	}

	client := trusting(t, about.CA)
	p := openAt(t, &server{URL: strings.Replace(at, "localhost", "127.0.0.1", 1)}) // the only host that the browser knows
	p.start()
	p.pasteToken(realToken(t, about.Issuer, client))
	p.state("#verdict-signature", "verified")
	p.says("#verdict-signature", "the key “key-1” of Corp SSO, pinned by your operator")
	p.state("#verdict-expectations", "accepted")

	for n := 2; n <= 3; n++ { // the second time the first key goes
		var made struct{ KID string }
		idp.asks("rotate", &made)
		began := time.Now()
		p.pasteToken(realToken(t, about.Issuer, client))
		p.says("#verdict-signature", made.KID)
		p.state("#verdict-signature", "verified")
		// The machine may be slow; how long it took is for the log.
		t.Logf("%s verifies %s after it was made; the interval is %s", made.KID, time.Since(began).Round(time.Millisecond), refresh)
	}
	p.says("#seal", "0 requests")

	var asked []string
	idp.asks("asked", &asked)
	t.Logf("the provider was asked for %s", strings.Join(asked, ", "))
	for _, path := range asked {
		if name, _, _ := strings.Cut(path, " "); !slices.Contains([]string{"/.well-known/openid-configuration", "/keys", "/oauth/token"}, name) {
			t.Errorf("the provider was asked for %s", path)
		}
	}
	if missing != nil {
		t.Logf("without strace the connections are not listed: %v", missing)
		return
	}
	provider, _ := url.Parse(about.Issuer)
	reached := map[string]int{}
	calls, err := os.ReadFile(traced)
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range connected.FindAllStringSubmatch(string(calls), -1) {
		reached[net.JoinHostPort(call[2]+call[3], call[1])]++
	}
	t.Logf("the server connected to %v", reached)
	if reached[provider.Host] < 2 || len(reached) != 1 {
		t.Errorf("the server connected to %v, and the provider is at %s", reached, provider.Host)
	}
}

// trusting is a client that trusts one authority.
func trusting(t *testing.T, authority string) *http.Client {
	t.Helper()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(authority)) {
		t.Fatal("the provider has no authority")
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}
