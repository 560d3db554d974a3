// Command load measures the program under load, and beside it a bare net/http server
// that answers the same bytes. Both run as processes of their own on loopback, and
// wrk asks them in turn.
//
//	go run ./e2e/load [-program bin/jotlens] [-seconds 10] [-connections 32]
//
// The ratios are what counts: times say little from one machine to the next, and here
// wrk takes a part of the same processors. Nothing passes or fails by speed.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"time"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == bareCommand {
		fmt.Fprintln(os.Stderr, "load:", serveBare(os.Args[2]))
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	program := flags.String("program", "bin/jotlens", "the program to measure")
	seconds := flags.Int("seconds", 10, "how long each request is asked, of each server")
	connections := flags.Int("connections", 32, "how many ask at once")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *seconds < 1 || *connections < 1 || flags.NArg() > 0 {
		return errors.New("-seconds and -connections are at least 1, and there are no other arguments")
	}
	if _, err := exec.LookPath("wrk"); err != nil {
		return errors.New("wrk is not installed (Debian: apt-get install wrk)")
	}
	ours, err := startProgram(ctx, *program)
	if err != nil {
		return err
	}
	defer ours.stop()
	if err := fillQuestions(ours.url); err != nil {
		return err
	}
	folder, err := recordAnswers(ours.url)
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	bare, err := startBare(ctx, folder)
	if err != nil {
		return err
	}
	defer bare.stop()

	var rows bytes.Buffer
	start := ours.memory()
	goroutines, err := ours.goroutines()
	if err != nil {
		return err
	}
	for _, q := range questions {
		load := wrk{seconds: *seconds, connections: *connections, question: q, dir: folder}
		floor, err := load.ask(ctx, bare.url)
		if err != nil {
			return err
		}
		mine, err := load.ask(ctx, ours.url)
		if err != nil {
			return err
		}
		fmt.Fprintln(&rows, mine.row(q.name, floor))
	}
	peak, bareStart := ours.peak(), bare.peak()
	after, err := ours.settled(ctx, goroutines)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%d connections, %d s each, %s\n\n", *connections, *seconds, time.Now().UTC().Format(time.DateOnly))
	fmt.Fprintln(stdout, "| request | requests a second: ours, bare | ratio | 50 % | 95 % | 99 % | ratio of the 99 % | errors |")
	fmt.Fprintln(stdout, "|---|---|---|---|---|---|---|---|")
	fmt.Fprint(stdout, rows.String())
	fmt.Fprintf(stdout, "\n| memory (resident) | ours |\n|---|---|\n| at the start | %d MB |\n| at most, under load | %d MB (bare: %d MB) |\n| %s after it | %d MB |\n| goroutines, before and after | %d, %d |\n",
		start, peak, bareStart, pause, after.memory, goroutines, after.goroutines)
	return nil
}
