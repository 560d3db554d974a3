package main

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// lookEvery is how often the files of a certificate are looked at, at most.
const lookEvery = time.Minute

// A certificate is a pair of files that is read again when they change. The last
// good pair stays in use for as long as the files are no pair.
type certificate struct {
	certFile, keyFile string
	now               func() time.Time
	log               *slog.Logger

	mu     sync.Mutex
	pair   *tls.Certificate
	stamp  [2]stamp // of the files when they were read, or tried
	looked time.Time
}

// A stamp tells one state of a file from another.
type stamp struct {
	changed time.Time
	bytes   int64
}

// loadCertificate reads the pair, which must be good this first time.
func loadCertificate(certFile, keyFile string, now func() time.Time, log *slog.Logger) (*certificate, error) {
	c := &certificate{certFile: certFile, keyFile: keyFile, now: now, log: log}
	if err := c.load(); err != nil {
		return nil, fmt.Errorf("-tls-cert and -tls-key: %w", err)
	}
	return c, nil
}

// config is the configuration of a server that has the certificate.
func (c *certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.current(), nil },
	}
}

// current is the pair for one connection. It looks at the files once in a while.
func (c *certificate) current() *tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now().Sub(c.looked) >= lookEvery && c.stamps() != c.stamp {
		c.reload()
	}
	return c.pair
}

// renew reads the files now, for an operator who does not want to wait.
func (c *certificate) renew() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reload()
}

// reload reads the pair, and keeps the old one if that fails.
func (c *certificate) reload() {
	if err := c.load(); err != nil {
		c.log.Error("the certificate cannot be read again; the last one stays in use", "cause", err)
		return
	}
	c.log.Info("the certificate was read again")
}

func (c *certificate) load() error {
	c.looked = c.now()
	c.stamp = c.stamps() // before reading: what changes in between is read next time
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return err
	}
	c.pair = &pair
	return nil
}

// stamps looks at both files. One that is not there has no stamp.
func (c *certificate) stamps() (both [2]stamp) {
	c.looked = c.now()
	for i, name := range []string{c.certFile, c.keyFile} {
		if info, err := os.Stat(name); err == nil { // #nosec G703 -- the file that the operator named
			both[i] = stamp{info.ModTime(), info.Size()}
		}
	}
	return both
}
