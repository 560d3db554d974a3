package e2e

import (
	"net"
	"slices"
	"sync"
	"time"
)

// A canary listens where every host of the world but this machine seems to be.
// It keeps the beginning of whatever arrives: the request of plain HTTP, or the
// greeting of TLS, which names the host.
type canary struct {
	listener net.Listener
	mu       sync.Mutex
	heard    []string
}

func startCanary() (*canary, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	c := &canary{listener: listener}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go c.hear(conn)
		}
	}()
	return c, nil
}

// hear takes what a connection says first and hangs up. A connection that says
// nothing is an attempt too, but one that carries no data.
func (c *canary) hear(conn net.Conn) {
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return
	}
	beginning := make([]byte, 16<<10)
	n, _ := conn.Read(beginning)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heard = append(c.heard, string(beginning[:n]))
}

// all is everything that was heard so far.
func (c *canary) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.heard)
}
