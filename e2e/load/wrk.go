package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// script makes wrk send a request with a body and print what it measured as JSON.
//
//go:embed wrk.lua
var script string

// A wrk asks one question for a while.
type wrk struct {
	seconds, connections int
	question             *question
	dir                  string
}

// A result is what one run measured. Times are in microseconds.
type result struct {
	Requests  float64 `json:"requests"` // a second
	P50       float64 `json:"p50"`
	P95       float64 `json:"p95"`
	P99       float64 `json:"p99"`
	Errors    int     `json:"errors"` // answers other than 2xx, and broken connections
	Completed int     `json:"completed"`
}

// ask runs wrk against a server.
func (w wrk) ask(ctx context.Context, url string) (r result, err error) {
	file := filepath.Join(w.dir, "wrk.lua")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		return r, err
	}
	args := []string{"-t1", "-c" + strconv.Itoa(w.connections), "-d" + strconv.Itoa(w.seconds) + "s", "-s", file}
	for name, value := range w.question.headers() {
		args = append(args, "-H", name+": "+value)
	}
	command := exec.CommandContext(ctx, "wrk", append(args, url+w.question.path)...)
	command.Env = append(os.Environ(), "WRK_METHOD="+w.question.method, "WRK_BODY="+w.question.body)
	out, err := command.Output()
	if err != nil {
		return r, fmt.Errorf("wrk: %w: %s", err, out)
	}
	_, text, ok := strings.Cut(string(out), "JSON ")
	if !ok {
		return r, fmt.Errorf("wrk says %s", out)
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("wrk says %s: %w", text, err)
	}
	if r.Completed == 0 {
		return r, errors.New("no request was answered")
	}
	return r, nil
}

// row is a result beside that of the floor, as a row of a table.
func (r result) row(name string, floor result) string {
	ms := func(microseconds float64) string {
		return time.Duration(microseconds * float64(time.Microsecond)).Round(10 * time.Microsecond).String()
	}
	return fmt.Sprintf("| %s | %.0f, %.0f | %.2f | %s | %s | %s | %.1f | %d |",
		name, r.Requests, floor.Requests, r.Requests/floor.Requests, ms(r.P50), ms(r.P95), ms(r.P99), r.P99/floor.P99, r.Errors)
}
