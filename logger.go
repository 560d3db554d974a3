package main

import (
	"io"
	"log"
	"log/slog"
	"strings"
)

// newLogger makes the log that the options ask for.
func (o *options) newLogger(w io.Writer) *slog.Logger {
	if o.logLevel == levelOff {
		return slog.New(slog.DiscardHandler)
	}
	how := &slog.HandlerOptions{Level: o.logLevel}
	if o.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, how))
	}
	return slog.New(slog.NewTextHandler(w, how))
}

// serverLog is what package net/http writes its faults to. They name clients, and may
// quote what one sent in a handshake, so of most only the kind is kept.
func serverLog(l *slog.Logger) *log.Logger { return log.New(faults{l}, "", 0) }

type faults struct{ log *slog.Logger }

func (f faults) Write(p []byte) (int, error) {
	switch line := strings.TrimSpace(string(p)); {
	case strings.HasPrefix(line, "http: TLS handshake error"):
		f.log.Debug("a client did not finish the TLS handshake")
	case strings.HasPrefix(line, "http: Accept error"): // names this machine only
		f.log.Error("cannot take connections", "cause", line)
	case strings.HasPrefix(line, "http: panic serving"): // web has caught it, and said what may be said
		f.log.Error("a request ended in a panic")
	default:
		f.log.Warn("the HTTP server reports a fault")
	}
	return len(p), nil
}
