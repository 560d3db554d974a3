// Package cli is the command line: the engine of the page in a terminal or a
// pipe, the manual and the completion of shells. It reaches no network and
// writes no file; it reads only those that it is told to.
package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"jotlens/views"
)

// A Program is what the commands run in.
type Program struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Environment    []string // of the form NAME=value
	Now            func() time.Time
	Version        string
	Server         []Flag // those of the server, for the manual and completion
}

// The exit codes.
const (
	Clean   = 0 // nothing to object to
	Objects = 1 // findings, or the token is not what was asked for
	Failed  = 2 // a mistake in the arguments, or something that cannot be read
)

// A Flag is an option of a command as its manual has it.
type Flag struct {
	Name    string   // without the dash
	Arg     string   // names its argument; "" for a switch
	Help    string   // one sentence, without a full stop
	Choices []string // what the argument may be; nil for anything
	File    bool     // the argument is the name of a file
}

// A command is a word that stands in front of flags.
type command struct {
	name, arg, help string
	run             func(*Program, []string) int // nil for those of the server
}

// commands are all of them, in the order of the manual.
func commands() []command {
	return []command{
		{"healthcheck", "", "ask a running server whether it is up", nil},
		{"version", "[-json]", "say which program this is: version, commit, and with -json what it was built with", nil},
		{"verify-site", "URL", "compare a site with what this program would serve there with the same flags", nil},
		{"inspect", "[file]", "say what is in a token, whether its signature holds and what is risky about it", (*Program).inspect},
		{"completion", strings.Join(shells, "|"), "print the completion for a shell", (*Program).completion},
		{"man", "", "print the manual, for man -l -", (*Program).man},
	}
}

// Has reports whether the arguments name a command of this package.
func Has(args []string) bool { return len(args) > 0 && find(args[0]) != nil }

func find(name string) func(*Program, []string) int {
	for _, c := range commands() {
		if c.name == name {
			return c.run
		}
	}
	return nil
}

// Run runs the command that the first argument names and returns the exit code.
func (p *Program) Run(args []string) int { return find(args[0])(p, args[1:]) }

// fail says why nothing was done.
func (p *Program) fail(err error) int {
	p.say(err.Error())
	return Failed
}

// say writes one line to standard error, whatever it quotes.
func (p *Program) say(text string) {
	fmt.Fprintln(p.Stderr, "jotlens:", strings.Join(strings.Fields(views.Visible(text)), " "))
}

// print writes everything at once.
func (p *Program) print(text []byte) int {
	if _, err := p.Stdout.Write(text); err != nil {
		return p.fail(fmt.Errorf("the output cannot be written: %w", err))
	}
	return Clean
}

func (p *Program) completion(args []string) int {
	if len(args) != 1 || !slices.Contains(shells, args[0]) {
		return p.fail(fmt.Errorf("completion needs the name of a shell: %s", strings.Join(shells, ", ")))
	}
	return p.print([]byte(Completion(args[0], p.Server)))
}

func (p *Program) man(args []string) int {
	if len(args) > 0 {
		return p.fail(fmt.Errorf("man takes no arguments"))
	}
	return p.print([]byte(Manual(p.Server)))
}

// variable is the value of an environment variable.
func (p *Program) variable(name string) (value string, ok bool) {
	for _, entry := range p.Environment {
		if v, found := strings.CutPrefix(entry, name+"="); found && name != "" {
			value, ok = v, true // the last counts
		}
	}
	return value, ok
}

// isTerminal reports whether a person sits at the other end.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
