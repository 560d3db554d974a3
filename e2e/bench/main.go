// Command bench measures the page as people feel it, in a headless browser, and
// beside it the floor: a page of 1 kB that decodes with four lines of script.
//
//	go run ./e2e/bench [-runs 7] [-pastes 15] [-json]
//
// The two are measured in turn in the same run, since the mood of a machine
// moves both. The medians say little from one machine to the next; the ratios
// do. What each row means is written beside the code that measures it, in
// probe.js. Nothing here passes or fails by speed.
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"

	"jotlens/e2e/bench/weight"
	"jotlens/web"
)

//go:embed floor.html
var floorPage []byte

//go:embed probe.js
var probe string

// rounds is how often the two pages take turns with a session of pastes. Each
// round is a new visit, so that no page has the better process.
const rounds = 3

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	runs := flags.Int("runs", 7, "cold loads of each page under each condition")
	pastes := flags.Int("pastes", 15, "pastes of each size, and key strokes")
	asJSON := flags.Bool("json", false, "print every value as JSON")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *runs < 1 || *pastes < 1 || flags.NArg() > 0 {
		return fmt.Errorf("-runs and -pastes are at least 1, and there are no other arguments")
	}
	handler, err := web.New(web.Config{ServerInspect: true, Version: "bench", License: "bench"}, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	parts, err := weight.Of(handler, "/")
	if err != nil {
		return err
	}
	ours, err := serve(ctx, handler)
	if err != nil {
		return err
	}
	floor, err := serve(ctx, http.HandlerFunc(showFloor))
	if err != nil {
		return err
	}
	browser, name, stop, err := startBrowser(ctx)
	if err != nil {
		return err
	}
	defer stop()
	b := &bench{browser: browser, results: newResults()}
	started := time.Now()
	if err := b.all([]subject{{"ours", ours, true}, {"floor", floor, false}}, *runs, *pastes); err != nil {
		return err
	}
	r := report{
		Browser: name, Seconds: time.Since(started).Seconds(), Runs: *runs, Pastes: *pastes,
		Rows: b.results.rows, Tasks: b.results.tasks, Floor: len(floorPage), Parts: parts,
	}
	if *asJSON {
		return r.json(stdout)
	}
	return r.print(stdout)
}

// all measures everything, both subjects in turn.
func (b *bench) all(subjects []subject, runs, pastes int) error {
	conditions := []struct {
		row string
		condition
	}{{rowUsable, full}, {rowSlow, slow}, {rowPoor, poor}}
	for range runs {
		for _, c := range conditions {
			for _, s := range subjects {
				if err := b.usable(s, c.condition, c.row, c.condition == full); err != nil {
					return err
				}
			}
		}
	}
	for round := range rounds {
		share := pastes / rounds
		if round < pastes%rounds {
			share++
		}
		for _, s := range subjects {
			if share == 0 {
				continue
			}
			if err := b.session(s, share); err != nil {
				return err
			}
		}
	}
	return nil
}

// serve serves a handler on a free port until ctx ends and returns its URL.
func serve(ctx context.Context, handler http.Handler) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go server.Serve(listener) // ends with ErrServerClosed
	context.AfterFunc(ctx, func() { server.Close() })
	return "http://" + listener.Addr().String() + "/", nil
}

// showFloor serves the floor page. Its two headers give it a clock as fine as
// ours has.
func showFloor(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
	w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
	w.Write(floorPage)
}
