// Command jotlens serves a page where a person pastes a JSON Web Token and
// sees what is in it, whether its signature holds and what is risky about it.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"jotlens/cli"
)

//go:embed LICENSE
var license string

func main() {
	if cli.Has(os.Args[1:]) { // which a signal ends at once
		os.Exit(terminal(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

// terminal is the program when its first argument names one of the commands of
// cli. It returns the exit code.
func terminal(args, environment []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := cli.Program{
		Stdin: stdin, Stdout: stdout, Stderr: stderr, Environment: environment,
		Now: time.Now, Version: thisBuild().Version, Server: serverFlags(),
	}
	return p.Run(args)
}

// run is the program as a server. It returns the exit code: 0 is fine, 1 is a failure and
// 2 is a mistake in the arguments or in the environment.
func run(ctx context.Context, args, environment []string, stdout, stderr io.Writer) int {
	o, err := readOptions(args, environment, stderr)
	switch {
	case errors.Is(err, errHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "jotlens:", err)
		return 2
	}
	if err := o.obey(ctx, usual, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "jotlens:", err)
		return 1
	}
	return 0
}

// obey does what the options ask for.
func (o *options) obey(ctx context.Context, t times, stdout, stderr io.Writer) error {
	switch o.command {
	case commandVersion:
		printVersion(stdout, o.json)
		return nil
	case commandHealthcheck:
		return healthcheck(ctx, o)
	case commandExport:
		return o.export(stdout)
	case commandVerifySite:
		return o.verifySite(ctx, stdout)
	}
	s, err := newService(o, t, stderr)
	if err != nil {
		return err
	}
	if o.command == commandPrintConfig {
		_, err := io.WriteString(stdout, o.printed())
		return err
	}
	return s.serve(ctx, stdout)
}
