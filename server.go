package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"jotlens/issuers"
	"jotlens/web"
)

// times are how long things may take.
type times struct {
	header time.Duration // the headers of a request
	read   time.Duration // a whole request
	write  time.Duration // an answer
	idle   time.Duration // the pause between two requests on a connection
	drain  time.Duration // requests under way when the program is told to stop
}

// usual are the times outside of tests.
var usual = times{header: 5 * time.Second, read: 15 * time.Second, write: 30 * time.Second, idle: 2 * time.Minute, drain: 10 * time.Second}

// maxHeaderBytes bounds what a client sends before the body; web bounds the body.
const maxHeaderBytes = 64 << 10

// A service is the program as a server, ready to listen.
type service struct {
	options     *options
	times       times
	log         *slog.Logger
	handler     http.Handler
	ready       *web.Ready
	metrics     *web.Metrics    // nil when nobody listens
	certificate *certificate    // nil without TLS
	issuers     *issuers.Keeper // nil when none are listed
}

// newService makes everything that options describe, short of listening. What is
// wrong with them that can be known is known then.
func newService(o *options, t times, stderr io.Writer) (*service, error) {
	s := &service{options: o, times: t, log: o.newLogger(stderr), ready: new(web.Ready)}
	if o.metricsListen != "" {
		s.metrics = web.NewMetrics(thisBuild(), s.ready)
	}
	var err error
	if o.tlsCert != "" {
		if s.certificate, err = loadCertificate(o.tlsCert, o.tlsKey, time.Now, s.log); err != nil {
			return nil, err
		}
	}
	config := o.config()
	config.Ready, config.Metrics = s.ready, s.metrics
	if o.issuers != "" {
		list, err := issuers.Read(o.issuers)
		if err != nil {
			return nil, err
		}
		if s.issuers, err = issuers.New(list, s.log); err != nil {
			return nil, err
		}
		config.Issuers = s.issuers.Published
	}
	s.handler, err = web.New(config, s.log)
	return s, err
}

// config is what the options say about the site.
func (o *options) config() web.Config {
	build := thisBuild()
	return web.Config{
		ServerInspect: o.serverInspect, Demo: o.demo, PublicURL: o.publicURL, BasePath: o.basePath,
		EmbedOrigins: o.embedOrigins, EmbedKey: o.embedKey, Title: o.title, Language: o.defaultLanguage,
		Version: build.Version, License: license,
		Proxies: o.trustedProxies, HeadersOff: !o.securityHeaders, HSTS: o.hsts,
		MaxBody: int64(o.maxBody), RateLimit: o.rateLimit, MaxConcurrent: o.maxConcurrent,
		Build: build,
	}
}

// serve answers requests until ctx ends, and then the ones under way.
func (s *service) serve(ctx context.Context, stdout io.Writer) error {
	o := s.options
	listener, err := listen(ctx, o.listen)
	if err != nil {
		return err
	}
	server := s.server(s.handler)
	servers, failed := []*http.Server{server}, make(chan error, 2)
	scheme := "http"
	if s.certificate != nil {
		scheme = "https"
		server.TLSConfig = s.certificate.config()
		defer s.renewOnSignal()()
	}
	if s.issuers != nil {
		keeping, stop := context.WithCancel(ctx)
		defer s.issuers.Wait()
		defer stop()
		s.issuers.Start(keeping) // who asks in the first seconds waits for the keys
	}
	at := address(scheme, listener.Addr())
	if o.basePath != "" && listener.Addr().Network() == "tcp" {
		at += o.basePath + "/"
	}
	fmt.Fprintln(stdout, "Jotlens is at", at)
	if s.metrics != nil {
		inner, err := listen(ctx, o.metricsListen)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		fmt.Fprintln(stdout, "The metrics are at", address("http", inner.Addr())+"/metrics")
		servers = append(servers, s.server(s.metrics))
		go func() { failed <- servers[1].Serve(inner) }()
	}
	s.warn()
	go func() { failed <- start(server, listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		fmt.Fprintln(stdout, "Stopping")
		s.ready.Stop()
		err = s.linger(failed)
	}
	return errors.Join(err, s.shutdown(ctx, servers))
}

// server is an HTTP server with our bounds.
func (s *service) server(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: s.times.header,
		ReadTimeout:       s.times.read,
		WriteTimeout:      s.times.write,
		IdleTimeout:       s.times.idle,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          serverLog(s.log),
	}
}

// start serves with TLS if the server has it, and otherwise without.
func start(server *http.Server, listener net.Listener) error {
	if server.TLSConfig != nil {
		return server.ServeTLS(listener, "", "")
	}
	return server.Serve(listener)
}

// linger goes on answering for a while, so that whoever sends requests here can see
// /readyz fail and stop.
func (s *service) linger(failed <-chan error) error {
	pause := time.NewTimer(s.options.drainDelay)
	defer pause.Stop()
	select {
	case err := <-failed:
		return err
	case <-pause.C:
		return nil
	}
}

// shutdown takes no more connections and waits for the requests under way, of one
// server after the other: the metrics can be read until the end.
func (s *service) shutdown(ctx context.Context, servers []*http.Server) error {
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.times.drain)
	defer cancel()
	var all error
	for _, server := range servers {
		if err := server.Shutdown(drain); err != nil {
			all = errors.Join(all, fmt.Errorf("some requests were cut off: %w", err), server.Close())
		}
	}
	return all
}

// renewOnSignal reads the certificate again on SIGHUP, until the function that it
// returns is called. Without TLS that signal ends the program, as it does others.
func (s *service) renewOnSignal() (stop func()) {
	signals := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-signals:
				s.certificate.renew()
			case <-done:
				return
			}
		}
	}()
	return func() { signal.Stop(signals); close(done) }
}

// warn says in the log what an operator may not have meant.
func (s *service) warn() {
	o := s.options
	if !o.securityHeaders {
		s.log.Warn("the headers that keep what people paste in their tab are not sent: a proxy has to send them, see docs/operations.md")
	}
	if o.hsts > 0 && o.tlsCert == "" && o.trustedProxies.String() == "" {
		s.log.Warn("-hsts has no effect: without TLS here and without a trusted proxy no request is known to come by https")
	}
}
