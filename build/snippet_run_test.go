package build

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

// A trial is a token for a service, and what the service has to do with it.
type trial struct {
	name, token string
	accepted    bool
}

// A service is a snippet with its keys in a folder, and tokens for it.
type service struct {
	alg, dir, secret string
	facts            *Facts
	trials           []trial
}

// tried are the algorithms that are tried for real.
var tried = []string{"HS256", "RS256", "PS256", "ES256", "EdDSA"}

func newService(t *testing.T, alg string) *service {
	t.Helper()
	key, other := freshKey(t, alg), freshKey(t, alg)
	s := &service{alg: alg, dir: t.TempDir()}
	now := time.Now().Unix()
	header := `{"alg":"` + alg + `","typ":"at+jwt"}`
	const iss, aud = `"iss":"https://login.example.com/\"$#{x}é"`, `"aud":["orders","\\stock\n"]`
	claims := func(iss, aud string, exp int64) string { return fmt.Sprintf(`{%s,%s,"exp":%d}`, iss, aud, exp) }
	good := claims(iss, aud, now+600)

	var mistaken string // signed with what everybody knows of the key, or with the key under another name
	if alg == "HS256" {
		// A person puts characters into JWT_SECRET, so this is a secret of characters.
		s.secret = "a secret that is made of characters, and not of chance"
		var fault *jose.KeyError
		if key, fault = jose.ReadKey(s.secret, jose.UTF8); fault != nil {
			t.Fatal(fault)
		}
		mistaken = signHMAC(t, "HS512", s.secret, good)
	} else {
		public := publicText(t, key)
		s.write(t, "public.pem", public)
		mistaken = signHMAC(t, "HS256", public, good)
	}
	signed := signedAs(t, alg, key, header, good)
	s.trials = []trial{
		{"good", signed, true},
		{"good for one audience", signedAs(t, alg, key, header, claims(iss, `"aud":"orders"`, now+600)), true},
		{"expired within the leeway", signedAs(t, alg, key, header, claims(iss, aud, now-30)), true},
		{"expired", signedAs(t, alg, key, header, claims(iss, aud, now-600)), false},
		{"never expires", signedAs(t, alg, key, header, `{`+iss+`,`+aud+`}`), false},
		{"not valid yet", signedAs(t, alg, key, header, fmt.Sprintf(`{%s,%s,"nbf":%d,"exp":%d}`, iss, aud, now+600, now+900)), false},
		{"wrong audience", signedAs(t, alg, key, header, claims(iss, `"aud":["billing"]`, now+600)), false},
		{"no audience", signedAs(t, alg, key, header, fmt.Sprintf(`{%s,"exp":%d}`, iss, now+600)), false},
		{"wrong issuer", signedAs(t, alg, key, header, claims(`"iss":"https://login.example.com/"`, aud, now+600)), false},
		{"no issuer", signedAs(t, alg, key, header, fmt.Sprintf(`{%s,"exp":%d}`, aud, now+600)), false},
		{"wrong type", signedAs(t, alg, key, `{"alg":"`+alg+`","typ":"JWT"}`, good), false},
		{"no type", signedAs(t, alg, key, `{"alg":"`+alg+`"}`, good), false},
		{"another key", signedAs(t, alg, other, header, good), false},
		{"alg none", inBase64URL(`{"alg":"none","typ":"at+jwt"}`) + "." + inBase64URL(good) + ".", false},
		{"another algorithm with what is known of the key", mistaken, false},
		{"changed", signed[:len(signed)-8] + "AAAAAAAA", false},
	}
	report := inspect.Inspect(inspect.Request{Input: s.trials[0].token, Now: time.Now(), Leeway: inspect.DefaultLeeway})
	facts := FactsOf(&report)
	s.facts = &facts
	return s
}

// judge compares what was printed, a line "accepted" or "refused" per trial.
func (s *service) judge(t *testing.T, output string) {
	t.Helper()
	lines := strings.Fields(output)
	if len(lines) != len(s.trials) {
		t.Fatalf("%s: %d answers to %d tokens: %s", s.alg, len(lines), len(s.trials), output)
	}
	for i, trial := range s.trials {
		if want := map[bool]string{true: "accepted", false: "refused"}[trial.accepted]; lines[i] != want {
			t.Errorf("%s, %s: %s, want %s", s.alg, trial.name, lines[i], want)
		}
	}
}

func (s *service) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs a program in the folder of the service with a token per line.
func (s *service) run(t *testing.T, name string, args ...string) {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = s.dir
	command.Env = append(os.Environ(), "JWT_SECRET="+s.secret, "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	command.Stdin = strings.NewReader(s.lines())
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s%s", s.alg, err, output, stderr.String())
	}
	s.judge(t, string(output))
}

func (s *service) lines() string {
	var b strings.Builder
	for _, trial := range s.trials {
		b.WriteString(trial.token + "\n")
	}
	return b.String()
}

func eachService(t *testing.T, try func(t *testing.T, s *service)) {
	for _, alg := range tried {
		t.Run(alg, func(t *testing.T) {
			t.Parallel()
			try(t, newService(t, alg))
		})
	}
}

func (s *service) code(t *testing.T, id string) string {
	t.Helper()
	snippet := language(t, id).Write(s.facts)
	if snippet.Code == "" {
		t.Fatalf("%s has no snippet for %s: %s", id, s.alg, snippet.Unsupported)
	}
	return snippet.Code
}

func TestGoSnippetRuns(t *testing.T) {
	version, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", "github.com/golang-jwt/jwt/v5").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	sum, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	eachService(t, func(t *testing.T, s *service) {
		s.write(t, "go.mod", "module auth\n\ngo 1.24\n\nrequire github.com/golang-jwt/jwt/v5 "+string(version))
		s.write(t, "go.sum", string(sum))
		s.write(t, "auth.go", strings.Replace(s.code(t, "go"), "package auth", "package main", 1))
		s.write(t, "main.go", `package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if claims, err := verify(lines.Text()); err != nil {
			fmt.Println("refused")
		} else if claims["iss"] != nil {
			fmt.Println("accepted")
		}
	}
}
`)
		s.run(t, "go", "run", ".")
	})
}

func TestNodeSnippetRuns(t *testing.T) {
	modules, err := filepath.Abs("../e2e/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	_, noNode := exec.LookPath("node")
	_, noJose := os.Stat(filepath.Join(modules, "jose"))
	if noNode != nil || noJose != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no node, or no jose in e2e/node_modules: run tools/browser-deps")
		}
		t.Skip("no node, or no jose in e2e/node_modules: run tools/browser-deps")
	}
	eachService(t, func(t *testing.T, s *service) {
		if err := os.Symlink(modules, filepath.Join(s.dir, "node_modules")); err != nil {
			t.Fatal(err)
		}
		s.write(t, "auth.mjs", s.code(t, "node"))
		s.write(t, "main.mjs", `import { createInterface } from "node:readline";
import { verify } from "./auth.mjs";
for await (const line of createInterface({ input: process.stdin })) {
  console.log(await verify(line).then((claims) => claims.iss && "accepted", () => "refused"));
}
`)
		s.run(t, "node", "main.mjs")
	})
}

func TestPythonSnippetRuns(t *testing.T) {
	python := first("/usr/bin/python3", "python3")
	if python == "" || exec.Command(python, "-c", "import jwt, cryptography").Run() != nil {
		t.Skip("no Python with PyJWT and cryptography")
	}
	eachService(t, func(t *testing.T, s *service) {
		s.write(t, "main.py", s.code(t, "python")+`
import sys
for line in sys.stdin:
    try:
        verify(line.strip())["iss"]
        print("accepted")
    except jwt.InvalidTokenError:
        print("refused")
`)
		s.run(t, python, "main.py")
	})
}

func TestRubySnippetRuns(t *testing.T) {
	if exec.Command("ruby", "-e", `require "jwt"`).Run() != nil {
		t.Skip("no Ruby with jwt")
	}
	eachService(t, func(t *testing.T, s *service) {
		if s.alg == "EdDSA" {
			return // not in this gem; see TestAlgorithmsOfLibraries
		}
		s.write(t, "main.rb", s.code(t, "ruby")+`
STDIN.each_line do |line|
  verify(line.strip).fetch("iss")
  puts "accepted"
rescue JWT::DecodeError
  puts "refused"
end
`)
		s.run(t, "ruby", "main.rb")
	})
}

// first is the first program that is there.
func first(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func inBase64URL(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func signedAs(t *testing.T, alg string, key *jose.Key, header, payload string) string {
	t.Helper()
	input := inBase64URL(header) + "." + inBase64URL(payload)
	signature, err := jose.Sign(alg, key, input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + inBase64URL(string(signature))
}

func signHMAC(t *testing.T, alg, secret, payload string) string {
	t.Helper()
	input := inBase64URL(`{"alg":"`+alg+`","typ":"at+jwt"}`) + "." + inBase64URL(payload)
	signature, err := jose.SignHMAC(alg, []byte(secret), input)
	if err != nil {
		t.Fatal(err)
	}
	return input + "." + inBase64URL(string(signature))
}

func freshKey(t *testing.T, alg string) *jose.Key {
	t.Helper()
	recipe, ok := jose.RecipeFor(alg)
	if !ok {
		t.Fatalf("no recipe for %s", alg)
	}
	key, err := jose.Generate(recipe.Name, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func publicText(t *testing.T, key *jose.Key) string {
	t.Helper()
	public, err := key.PEM(false)
	if err != nil {
		t.Fatal(err)
	}
	return public
}

func publicPEM(t *testing.T, alg string) string { return publicText(t, freshKey(t, alg)) }
