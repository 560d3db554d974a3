package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"jotlens/cli"
)

var update = flag.Bool("update", false, "write docs/jotlens.1")

func TestTheManualIsTheOneOfTheProgram(t *testing.T) {
	const path = "docs/jotlens.1"
	var stdout, stderr bytes.Buffer
	if got := terminal([]string{"man"}, nil, nil, &stdout, &stderr); got != 0 || stderr.Len() > 0 {
		t.Fatalf("%d: %s", got, &stderr)
	}
	if *update {
		if err := os.WriteFile(path, stdout.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if page, err := os.ReadFile(path); err != nil || !bytes.Equal(page, stdout.Bytes()) {
		t.Errorf("%s is another one (%v): run go test . -run Manual -update", path, err)
	}
}

func TestTheDocumentsKnowEveryFlag(t *testing.T) {
	for name, flags := range map[string][]cli.Flag{"README.md": cli.Flags(), "docs/operations.md": serverFlags()} {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range flags {
			if !strings.Contains(string(page), "`-"+f.Name) {
				t.Errorf("-%s is not in %s", f.Name, name)
			}
		}
	}
}

// A command runs although the environment configures a server.
func TestInspectIsACommand(t *testing.T) {
	var stdout, stderr bytes.Buffer
	token := "eyJhbGciOiJub25lIn0.e30."
	if got := terminal([]string{"inspect"}, []string{"JOTLENS_LISTEN=:8080"}, strings.NewReader(token), &stdout, &stderr); got != 1 || !strings.Contains(stdout.String(), "Unsecured JWT") {
		t.Errorf("%d: %s%s", got, &stdout, &stderr)
	}
	for _, name := range []string{"inspect", "completion", "man"} {
		if !cli.Has([]string{name}) {
			t.Errorf("%s is no command", name)
		}
	}
	for _, args := range [][]string{nil, {"healthcheck"}, {"-listen", "inspect"}, {"inspector"}} {
		if cli.Has(args) {
			t.Errorf("%q is a command", args)
		}
	}
	var help bytes.Buffer
	if run(t.Context(), []string{"-h"}, nil, io.Discard, &help); !strings.Contains(help.String(), "jotlens inspect") {
		t.Errorf("help says %s", &help)
	}
}
