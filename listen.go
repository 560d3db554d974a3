package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// unixPrefix starts an address that is the path of a socket.
const unixPrefix = "unix:"

// The bounds of a Unix socket.
const (
	maxSocketPath  = 100         // in bytes; Linux takes 107, other systems fewer
	socketMode     = 0o660       // whoever is in the group may connect, such as a proxy
	socketPatience = time.Second // for whoever may still be listening there
)

// checkListen says what is wrong with an address to listen on. "" is right: it
// is nothing to listen on.
func checkListen(address string) error {
	if address == "" {
		return nil
	}
	if path, ok := strings.CutPrefix(address, unixPrefix); ok {
		if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
			return errors.New("must be a whole path after unix:, such as unix:/run/jotlens/jotlens.sock")
		}
		if len(path) > maxSocketPath {
			return fmt.Errorf("the path of a socket must have at most %d bytes", maxSocketPath)
		}
		return nil
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		return errors.New("must be host:port, :port for every interface, or unix:/path")
	}
	return nil
}

// listen listens on an address. A listener on a socket removes its file when it
// is closed.
func listen(ctx context.Context, address string) (net.Listener, error) {
	path, ok := strings.CutPrefix(address, unixPrefix)
	if !ok {
		return new(net.ListenConfig).Listen(ctx, "tcp", address)
	}
	if err := removeStale(ctx, path); err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, socketMode); err != nil { // #nosec G302 G703 -- the socket that the operator named, for the group of the proxy
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

// removeStale removes a socket that nobody listens on any more: a program that was
// killed leaves it behind. Anything else in its place is left alone.
func removeStale(ctx context.Context, path string) error {
	info, err := os.Lstat(path) // #nosec G703 -- the socket that the operator named
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Type() != os.ModeSocket:
		return fmt.Errorf("%s is there and is not a socket; choose another path", path)
	}
	dialer := net.Dialer{Timeout: socketPatience}
	connection, err := dialer.DialContext(ctx, "unix", path)
	if err == nil {
		_ = connection.Close()
		return fmt.Errorf("another program listens on %s", path)
	}
	if !errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("%s is there, and whether it is in use cannot be told: %w", path, err)
	}
	return os.Remove(path) // #nosec G703 -- the socket that the operator named
}

// address is the URL under which a person on this machine reaches a listener.
func address(scheme string, a net.Addr) string {
	if a.Network() == "unix" {
		return unixPrefix + a.String()
	}
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip.IsLoopback() {
		host = ""
	}
	return scheme + "://" + net.JoinHostPort(reachable(host), port)
}

// reachable is the host to call when a server listens on host, which may mean
// every interface.
func reachable(host string) string {
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		return "localhost"
	}
	return host
}
