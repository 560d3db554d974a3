package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"jotlens/e2e/bench/weight"
)

// A report is what the bench prints. Its JSON form holds every value measured;
// times are ms, sizes bytes.
type report struct {
	Browser string        `json:"browser"`
	Seconds float64       `json:"seconds"` // how long it took
	Runs    int           `json:"runs"`
	Pastes  int           `json:"pastes"`
	Rows    []row         `json:"rows"`
	Tasks   []tasks       `json:"long_tasks"`
	Floor   int           `json:"floor_bytes"`
	Parts   []weight.Part `json:"parts"`
}

func (r report) json(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// print writes the table. Names stand left, numbers right, and widths count
// characters: the names hold some that take several bytes.
func (r report) print(w io.Writer) error {
	var b strings.Builder
	line := func(name, ours, floor, ratio string) {
		fmt.Fprintf(&b, "%s%s %12s %12s %7s\n", name, strings.Repeat(" ", max(0, 34-utf8.RuneCountInString(name))), ours, floor, ratio)
	}
	fmt.Fprintf(&b, "%s, medians of %d loads and %d pastes, %.0f s\n\n", r.Browser, r.Runs, r.Pastes, r.Seconds)
	line("", "ours", "floor", "ratio")
	for _, row := range r.Rows {
		floor, ratio := "", ""
		if len(row.Floor) > 0 {
			floor, ratio = number(median(row.Floor)), fmt.Sprintf("%.2f", row.ratio())
		}
		line(row.Name, number(median(row.Ours)), floor, ratio)
	}
	for _, t := range r.Tasks {
		line(t.Name+", longest", countAndLongest(t.Ours), countAndLongest(t.Floor), "")
	}
	page, engine := weight.Total(r.Parts)
	line("HTML, CSS and script as sent, bytes", fmt.Sprint(page), fmt.Sprint(r.Floor), "")
	line("engine as sent, bytes", fmt.Sprint(engine), "", "")
	_, err := io.WriteString(w, b.String())
	return err
}

// number writes a time with as many digits as it deserves.
func number(ms float64) string {
	switch {
	case ms >= 100:
		return fmt.Sprintf("%.0f", ms)
	case ms >= 10:
		return fmt.Sprintf("%.1f", ms)
	}
	return fmt.Sprintf("%.2f", ms)
}

func countAndLongest(values []float64) string {
	if len(values) == 0 {
		return "0"
	}
	return fmt.Sprintf("%d, %.0f ms", len(values), slices.Max(values))
}
