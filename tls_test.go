package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// writePair writes a new certificate for localhost under a name and its key.
func writePair(t *testing.T, certFile, keyFile, name string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func pairIn(t *testing.T) (certFile, keyFile string) {
	dir := t.TempDir()
	return filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
}

// nameOf is the name in a pair.
func nameOf(t *testing.T, pair *tls.Certificate) string {
	t.Helper()
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	return leaf.Subject.CommonName
}

func TestACertificateIsReadAgain(t *testing.T) {
	certFile, keyFile := pairIn(t)
	now := time.Now()
	log := new(lockedBuffer)
	logger := slog.New(slog.NewTextHandler(log, nil))
	if _, err := loadCertificate(certFile, keyFile, time.Now, logger); err == nil || !strings.Contains(err.Error(), certFile) {
		t.Errorf("without files the error is %v", err)
	}
	writePair(t, certFile, keyFile, "first")
	c, err := loadCertificate(certFile, keyFile, func() time.Time { return now }, logger)
	if err != nil {
		t.Fatal(err)
	}
	is := func(want string) {
		t.Helper()
		if got := nameOf(t, c.current()); got != want {
			t.Errorf("the certificate is %q, want %q", got, want)
		}
	}
	is("first")
	writePair(t, certFile, keyFile, "a second one")
	is("first") // it looked a moment ago
	now = now.Add(lookEvery)
	is("a second one")

	if err := os.WriteFile(certFile, []byte("half a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	now = now.Add(lookEvery)
	is("a second one")
	if !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the log says %s", log)
	}
	lines := strings.Count(log.String(), "level=ERROR")
	now = now.Add(lookEvery)
	is("a second one")
	if strings.Count(log.String(), "level=ERROR") != lines {
		t.Error("the same bad file is reported again")
	}
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	now = now.Add(lookEvery)
	is("a second one")
	writePair(t, certFile, keyFile, "the third")
	now = now.Add(lookEvery)
	is("the third")
	writePair(t, certFile, keyFile, "the fourth one")
	c.renew()
	is("the fourth one")
}

func TestServeWithTLS(t *testing.T) {
	certFile, keyFile := pairIn(t)
	writePair(t, certFile, keyFile, "first")
	p := startServer(t, nil, "-tls-cert", certFile, "-tls-key", keyFile, "-hsts=8760h", "-log-level=debug")
	if !strings.HasPrefix(p.url, "https://localhost:") {
		t.Errorf("it is at %s", p.url)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}
	client := http.Client{Transport: transport}
	get := func() *http.Response {
		t.Helper()
		response, err := client.Get(p.url + "/healthz")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		return response
	}
	first := get()
	if first.Proto != "HTTP/2.0" || first.Header.Get("Strict-Transport-Security") != "max-age=31536000" {
		t.Errorf("%s, HSTS %q", first.Proto, first.Header.Get("Strict-Transport-Security"))
	}
	if got := run(t.Context(), []string{"healthcheck", "-listen=" + p.host(), "-tls-cert", certFile, "-tls-key", keyFile}, nil, io.Discard, io.Discard); got != 0 {
		t.Errorf("healthcheck gives %d", got)
	}

	writePair(t, certFile, keyFile, "second")
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a new connection gets the new certificate", func() bool {
		connection, err := tls.Dial("tcp", p.host(), transport.TLSClientConfig)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		return connection.ConnectionState().PeerCertificates[0].Subject.CommonName == "second"
	})
	if again := get(); again.TLS.PeerCertificates[0].Subject.CommonName != "first" {
		t.Error("the old connection was dropped")
	}

	if _, err := tls.Dial("tcp", p.host(), &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
	if _, err := tls.Dial("tcp", p.host(), &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"canary-5cR3t"}, ServerName: "canary-5cR3t.example"}); err == nil {
		t.Error("a made-up protocol is spoken")
	}
	response, err := http.Get("http://" + p.host())
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("plain http to https: %d", response.StatusCode)
	}
	eventually(t, "the log knows of the handshakes", func() bool { return strings.Contains(p.log.String(), "TLS handshake") })
	if err := p.end(); err != nil {
		t.Error(err)
	}
	for _, secret := range []string{"canary", "127.0.0.1"} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("the log knows %s: %s", secret, p.log)
		}
	}
}
