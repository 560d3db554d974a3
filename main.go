// Command jotlens serves a page where a person pastes a JSON Web Token and
// sees what is in it, whether its signature holds and what is risky about it.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"jotlens/cli"
	"jotlens/web"
)

// The times that a client may take, and the size of what it may send before
// the body; web bounds the body.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = 120 * time.Second
	drainTimeout      = 10 * time.Second // for requests under way when the program is told to stop
	maxHeaderBytes    = 64 << 10
)

//go:embed LICENSE
var license string

// version is set by the linker in a release.
var version string

func main() {
	if cli.Has(os.Args[1:]) { // which a signal ends at once
		os.Exit(command(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

// command is the program when its first argument names one of the commands of
// cli. It returns the exit code.
func command(args, environment []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := cli.Program{
		Stdin: stdin, Stdout: stdout, Stderr: stderr, Environment: environment,
		Now: time.Now, Version: versionText(), Server: serverFlags(),
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
	switch {
	case o.version:
		fmt.Fprintln(stdout, "jotlens", versionText())
	case o.healthcheck:
		err = healthcheck(ctx, o.listen)
	default:
		err = serve(ctx, o, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "jotlens:", err)
		return 1
	}
	return 0
}

// serve answers requests until ctx ends, and then the ones under way.
func serve(ctx context.Context, o options, stdout, stderr io.Writer) error {
	log := slog.New(slog.NewTextHandler(stderr, nil))
	if o.logFormat == "json" {
		log = slog.New(slog.NewJSONHandler(stderr, nil))
	}
	handler, err := web.New(web.Config{
		ServerInspect: o.serverInspect, Demo: o.demo, PublicURL: o.publicURL,
		EmbedOrigins: strings.Fields(o.embedOrigins), EmbedKey: o.embedKey,
		Version: versionText(), License: license,
	}, log)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		// What the server itself logs names no client: that would be faults
		// of TLS, which is not spoken here, and panics, which web catches.
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	fmt.Fprintln(stdout, "Jotlens is at", address(listener.Addr()))
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	fmt.Fprintln(stdout, "Stopping")
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return fmt.Errorf("some requests were cut off: %w", err)
	}
	return nil
}

// healthcheck asks the server that listens on this machine whether it is up.
func healthcheck(ctx context.Context, listen string) error {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readHeaderTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(reachable(host), port)+"/healthz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the server answers %s", response.Status)
	}
	return nil
}

// address is the URL under which a person on this machine reaches a listener.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip.IsLoopback() {
		host = ""
	}
	return "http://" + net.JoinHostPort(reachable(host), port)
}

// reachable is the host to call when a server listens on host, which may mean
// every interface.
func reachable(host string) string {
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		return "localhost"
	}
	return host
}

// versionText is the version that the linker set, or else the one that the go
// tool stamped from the repository.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "development"
}
