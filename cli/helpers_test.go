package cli

import (
	"bytes"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

// noon is the clock of every test.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

const secret = "kV9!0f4e7Qb_mZ2x8RtYwLp6HsJd3NaC"

const hs256 = `{"alg":"HS256","typ":"JWT"}`

// good has nothing that a rule objects to but notes; it lives for ten minutes.
const good = `{"iss":"https://login.example.com","aud":"orders","sub":"u-17","iat":1795435200,"exp":1795435800,"jti":"b7c1","big":12345678901234567890.10}`

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// signed is a compact token, signed with secret.
func signed(t testing.TB, header, payload string) string {
	t.Helper()
	input := encode(header) + "." + encode(payload)
	signature, err := jose.SignHMAC("HS256", []byte(secret), input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + encode(string(signature))
}

// file is the name of a file with a text in it.
func file(t testing.TB, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A result is what a command has done.
type result struct {
	code        int
	out, errors string
}

// run runs a command with a text on standard input.
func run(stdin string, environment []string, args ...string) result {
	return runFrom(strings.NewReader(stdin), environment, args...)
}

func runFrom(stdin io.Reader, environment []string, args ...string) result {
	var out, errors bytes.Buffer
	p := Program{
		Stdin: stdin, Stdout: &out, Stderr: &errors, Environment: environment,
		Now: func() time.Time { return noon }, Version: "1.2",
		Server: []Flag{
			{Name: "listen", Arg: "host:port", Help: "the [host:port] to listen on, isn’t it"},
			{Name: "demo", Arg: "on|off", Help: "whether 'quoted' \\ has its API", Choices: []string{"on", "off"}},
			{Name: "version", Help: "print the version and stop"},
		},
	}
	code := p.Run(args)
	return result{code, out.String(), errors.String()}
}
