package cli

import (
	"os/exec"
	"strings"
	"testing"
)

func TestCompletionKnowsEveryFlag(t *testing.T) {
	for _, shell := range shells {
		got := run("", nil, "completion", shell)
		if got.code != 0 || got.errors != "" {
			t.Fatalf("%s: %d, %s", shell, got.code, got.errors)
		}
		for _, f := range append(Flags(), Flag{Name: "listen"}, Flag{Name: "demo"}, Flag{Name: "version"}) {
			if !strings.Contains(got.out, "-"+f.Name) && !strings.Contains(got.out, "-o "+f.Name) {
				t.Errorf("%s does not know -%s", shell, f.Name)
			}
		}
		for _, c := range commands() {
			if !strings.Contains(got.out, c.name) {
				t.Errorf("%s does not know %s", shell, c.name)
			}
		}
		if path, err := exec.LookPath(shell); err == nil {
			check := exec.Command(path, "-n")
			check.Stdin = strings.NewReader(got.out)
			if out, err := check.CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%s does not read its completion: %v, %s", shell, err, out)
			}
		}
	}
}

func TestCompletionRefuses(t *testing.T) {
	for _, args := range [][]string{{"completion"}, {"completion", "tcsh"}, {"completion", "bash", "zsh"}, {"man", "inspect"}} {
		if got := run("", nil, args...); got.code != 2 || got.out != "" || got.errors == "" {
			t.Errorf("%q: %d, %s", args, got.code, got.errors)
		}
	}
}

func TestCompletionInBash(t *testing.T) {
	path, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	folder := t.TempDir()
	for line, want := range map[string]string{
		"jotlens in":                       "inspect",
		"jotlens -l":                       "-listen",
		"jotlens -demo ":                   "on off",
		"jotlens healthcheck -li":          "-listen",
		"jotlens completion z":             "zsh",
		"jotlens man ":                     "",
		"jotlens inspect -key-e":           "-key-env -key-encoding",
		"jotlens inspect -fail-on ":        "critical warning info never",
		"jotlens inspect --lang z":         "zh-hant",
		"jotlens inspect -iss ":            "",
		"jotlens inspect -key to":          "token.jwt",
		"jotlens inspect -json to":         "token.jwt",
		"jotlens inspect -color never -ma": "-markdown -mask",
	} {
		script := run("", nil, "completion", "bash").out + `
words() { COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); }
cd "$1" && touch token.jwt
line="$2"
read -r -a list <<<"$line"
[[ $line == *" " ]] && list+=("")
words "${list[@]}"
_jotlens
echo "${COMPREPLY[*]}"
`
		out, err := exec.Command(path, "--norc", "-c", script, "bash", folder, line).CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%q completes to %q, want %q (%v)", line, got, want, err)
		}
	}
}
