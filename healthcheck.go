package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// healthPatience is how long an answer may take.
const healthPatience = 5 * time.Second

// healthcheck asks the server that these options configure whether it is up, on
// this machine and without a proxy.
func healthcheck(ctx context.Context, o *options) error {
	url, dial, err := o.self()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, healthPatience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/healthz", http.NoBody) // #nosec G704 -- the address that the operator gave
	if err != nil {
		return err
	}
	client := http.Client{
		Transport: &http.Transport{
			DialContext:       dial,
			DisableKeepAlives: true,
			// The certificate is for the name that others use, and we call
			// ourselves. Nothing secret is sent, and the answer is a status.
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // #nosec G402
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request) // #nosec G704 -- the address that the operator gave
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the server answers %s", response.Status)
	}
	return nil
}

// self is the address of the server without a path, and how to connect to it.
func (o *options) self() (url string, dial func(ctx context.Context, network, address string) (net.Conn, error), err error) {
	scheme := "http"
	if o.tlsCert != "" {
		scheme = "https"
	}
	var dialer net.Dialer
	if path, ok := strings.CutPrefix(o.listen, unixPrefix); ok {
		return scheme + "://localhost", func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, "unix", path)
		}, nil
	}
	host, port, err := net.SplitHostPort(o.listen)
	if err != nil {
		return "", nil, err
	}
	return scheme + "://" + net.JoinHostPort(reachable(host), port), dialer.DialContext, nil
}
