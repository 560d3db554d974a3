package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheServerKeepsTheIssuersOfAFile(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("keys.json", `{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}`)
	list := write("issuers.json", `{"issuers":[{"name":"Till","issuer":"till","jwks_file":"keys.json"},{"name":"Gone","issuer":"gone","jwks_file":"none.json"}]}`)
	p := startServer(t, nil, "-issuers", list)
	response, err := http.Get(p.url + "/issuers.json")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || response.StatusCode != 200 || !strings.Contains(string(body), `"k1"`) {
		t.Errorf("%d: %s", response.StatusCode, body)
	}
	if err := p.end(); err != nil { // which waits for whoever fetches
		t.Error(err)
	}
	if said := p.log.String(); !strings.Contains(said, `issuer=Till keys=1`) || !strings.Contains(said, `issuer=Gone`) {
		t.Errorf("the log says %s", said)
	}
	write("issuers.json", `{"issuers":[{"name":"Till"}]}`)
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"-listen=127.0.0.1:0", "-issuers", list}, nil, io.Discard, &stderr); code == 0 || !strings.Contains(stderr.String(), "/issuers/0/issuer must not be empty") {
		t.Errorf("%d: %s", code, &stderr)
	}
}
