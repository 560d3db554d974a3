package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// A running program is a server that a test has started.
type running struct {
	url     string // where it is
	metrics string // where its metrics are; "" without
	log     *lockedBuffer
	stop    context.CancelFunc // what SIGTERM does
	ended   chan error
	stopped sync.Once
	err     error
}

// startServer starts a server on a free port and ends it with the test. The last -listen
// counts.
func startServer(t *testing.T, change func(*times), args ...string) *running {
	t.Helper()
	needAssets(t)
	o, err := readOptions(append([]string{"-listen=127.0.0.1:0"}, args...), nil, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	of := usual
	if change != nil {
		change(&of)
	}
	ctx, stop := context.WithCancel(context.Background())
	p := &running{log: new(lockedBuffer), stop: stop, ended: make(chan error, 1)}
	out, in := io.Pipe()
	go func() {
		p.ended <- o.obey(ctx, of, in, p.log)
		in.Close()
	}()
	lines := bufio.NewScanner(out)
	said := func(what string) string {
		if !lines.Scan() {
			t.Fatalf("it ends with %v: %s", <-p.ended, p.log)
		}
		_, at, ok := strings.Cut(lines.Text(), what)
		if !ok {
			t.Fatalf("it says %q", lines.Text())
		}
		return at
	}
	p.url = said("Jotlens is at ")
	if o.metricsListen != "" {
		p.metrics = said("The metrics are at ")
	}
	go func() {
		for lines.Scan() { // so that it can write
		}
	}()
	t.Cleanup(func() { _ = p.end() })
	return p
}

// end stops the server and says how it ended.
func (p *running) end() error {
	p.stopped.Do(func() { p.stop(); p.err = <-p.ended })
	return p.err
}

// host is where the server is, for a connection.
func (p *running) host() string {
	_, host, _ := strings.Cut(strings.Replace(p.url, "localhost", "127.0.0.1", 1), "://")
	return host
}

// dial connects to the server. Whatever is not answered in a minute fails.
func (p *running) dial(t *testing.T) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", p.host())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	if err := connection.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	return connection
}

// eventually waits for something to become true.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for !is() {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within a minute", what)
		}
		time.Sleep(time.Millisecond)
	}
}

// A lockedBuffer can be written to by several at once.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
