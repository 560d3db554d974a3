package e2e

import (
	"bufio"
	"crypto/tls"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// leakDomain is where every attempt leads: each to a host of its own below it. The
// name can never exist (RFC 6761).
const leakDomain = ".leak.test"

// An ear is what listens where whatever leaves a page would arrive: as the resolver
// of the browser, and as every host below leakDomain, over TCP, with and without
// TLS, and over UDP.
type ear struct {
	t    testing.TB
	dns  *httptest.Server
	tcp  net.Listener
	cert tls.Certificate

	mu    sync.Mutex
	heard map[string]map[string]int // packets of each kind, by the attempt
	conns int                       // TCP connections, whatever they said
	told  chan struct{}             // holds one when something was heard since somebody looked
}

func listen(t testing.TB) *ear {
	t.Helper()
	e := &ear{t: t, heard: map[string]map[string]int{}, told: make(chan struct{}, 1)}
	e.dns = httptest.NewUnstartedServer(http.HandlerFunc(e.resolve))
	e.dns.Config.ErrorLog = log.New(io.Discard, "", 0) // browsers hang up often
	e.dns.StartTLS()
	t.Cleanup(e.dns.Close)
	e.cert = e.dns.TLS.Certificates[0]
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e.tcp = tcp
	t.Cleanup(func() { tcp.Close() })
	go func() {
		for {
			conn, err := tcp.Accept()
			if err != nil {
				return
			}
			go e.accept(conn)
		}
	}()
	return e
}

// hear notes one packet for the attempt that a host name stands for.
func (e *ear) hear(host, kind string) {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	attempt, ours := strings.CutSuffix(strings.TrimSuffix(host, "."), leakDomain)
	for strings.HasPrefix(attempt, "_") { // _443._https asks how to reach a host
		_, attempt, _ = strings.Cut(attempt, ".")
	}
	if !ours {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.heard[attempt] == nil {
		e.heard[attempt] = map[string]int{}
	}
	e.heard[attempt][kind]++
	select {
	case e.told <- struct{}{}:
	default:
	}
}

// of lists the kinds of packets that an attempt made arrive.
func (e *ear) of(attempt string) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Sorted(maps.Keys(e.heard[attempt]))
}

// count is how many packets an attempt made arrive.
func (e *ear) count(attempt string) (n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, packets := range e.heard[attempt] {
		n += packets
	}
	return n
}

// connections is how many TCP connections came so far.
func (e *ear) connections() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.conns
}

// attempts are those that something arrived from and whose name has this ending.
func (e *ear) attempts(ending string) (list []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for attempt := range e.heard {
		if strings.HasSuffix(attempt, ending) {
			list = append(list, attempt)
		}
	}
	slices.Sort(list)
	return list
}

// resolve is the resolver, asked over HTTPS (RFC 8484). Every name below
// leakDomain is this machine, and no other name exists.
func (e *ear) resolve(w http.ResponseWriter, r *http.Request) {
	query, err := io.ReadAll(io.LimitReader(r.Body, 4<<10))
	if err != nil {
		return
	}
	name, kind, end := question(query)
	if end == 0 {
		http.Error(w, "no question", http.StatusBadRequest)
		return
	}
	answer := slices.Clone(query[:end])
	answer[2], answer[3] = 0x81, 0x80            // an answer, recursion desired and available
	copy(answer[6:12], []byte{0, 0, 0, 0, 0, 0}) // no answers yet, nothing else
	switch {
	case !strings.HasSuffix(name, leakDomain):
		answer[3] |= 3 // no such name
	case kind == 1: // A
		e.hear(name, "DNS")
		answer[7] = 1
		answer = append(answer, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1)
	default:
		e.hear(name, "DNS")
	}
	w.Header().Set("Content-Type", "application/dns-message")
	_, _ = w.Write(answer)
}

// question reads the first question of a DNS message (RFC 1035 §4.1): the name in
// lower case, the type, and where the question ends; 0 when there is none.
func question(message []byte) (name string, kind int, end int) {
	at := 12
	var labels []string
	for at < len(message) && message[at] != 0 {
		next := at + 1 + int(message[at])
		if next >= len(message) {
			return "", 0, 0
		}
		labels = append(labels, string(message[at+1:next]))
		at = next
	}
	if at+5 > len(message) {
		return "", 0, 0
	}
	return strings.ToLower(strings.Join(labels, ".")), int(message[at+1])<<8 | int(message[at+2]), at + 5
}

// accept takes one connection and finds out which host it was meant for. It
// answers what every kind of loader is content with.
func (e *ear) accept(conn net.Conn) {
	defer conn.Close()
	e.mu.Lock()
	e.conns++
	e.mu.Unlock()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return
	}
	in := bufio.NewReader(conn)
	first, err := in.Peek(1)
	if err != nil {
		return // connected and said nothing, but it counts
	}
	var out net.Conn = peeked{conn, in}
	kind := "HTTP"
	if first[0] == 0x16 { // the greeting of TLS
		kind = "HTTPS"
		secure := tls.Server(out, &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			e.hear(hello.ServerName, "TLS")
			return &tls.Config{Certificates: []tls.Certificate{e.cert}}, nil
		}})
		if secure.Handshake() != nil {
			return
		}
		in, out = bufio.NewReader(secure), secure
	}
	for {
		r, err := http.ReadRequest(in)
		if err != nil {
			return // the end, or another protocol
		}
		e.hear(r.Host, kind)
		_, _ = io.Copy(io.Discard, r.Body)
		_, err = io.WriteString(out, "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\n"+
			"Supports-Loading-Mode: credentialed-prerender\r\nContent-Type: "+loadable(r.URL.Path)+"\r\nContent-Length: 0\r\n\r\n")
		if err != nil {
			return
		}
	}
}

// loadable is the media type that what was asked for should have.
func loadable(path string) string {
	_, kind, _ := strings.Cut(path, ".")
	if media, ok := map[string]string{
		"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "json": "application/json", "events": "text/event-stream",
	}[kind]; ok {
		return media
	}
	return "text/html"
}

// packets opens a UDP port for one attempt, since packets do not name a host, and
// returns it.
func (e *ear) packets(attempt string) string {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() { conn.Close() })
	go func() {
		buffer := make([]byte, 4<<10)
		for {
			if _, _, err := conn.ReadFrom(buffer); err != nil {
				return
			}
			e.hear(attempt+leakDomain, "UDP")
		}
	}()
	return strconv.Itoa(conn.LocalAddr().(*net.UDPAddr).Port)
}

// peeked is a connection whose beginning was looked at.
type peeked struct {
	net.Conn
	in *bufio.Reader
}

func (p peeked) Read(b []byte) (int, error) { return p.in.Read(b) }
