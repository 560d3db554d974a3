package main

import (
	"slices"
)

// The rows of the table that have one name.
const (
	rowUsable  = "usable after cold load, ms"
	rowSlow    = "same, CPU ÷4"
	rowPoor    = "same, 1.6 Mbit/s, 150 ms, CPU ÷4"
	rowStroke  = "key stroke → verdict, ms"
	rowChecked = "linted after cold load, ms"

	rowTasks     = "tasks over 50 ms"
	rowTasksSlow = "same, CPU ÷4"
)

// A size is a length of token.
type size struct {
	name  string
	bytes int
}

var sizes = []size{{"200 B", 200}, {"2 kB", 2 << 10}, {"8 kB", 8 << 10}, {"64 kB", 64 << 10}}

// pasted is the row of the whole: the browser puts the text into the box, the
// page decodes it and has it in its document.
func (s size) pasted() string { return "paste → decoded, " + s.name + ", ms" }

// handled is the row of the page's own part: from the input event on.
func (s size) handled() string { return "input event → decoded, " + s.name + ", ms" }

// drawn is the row of the whole and the frame after it.
func (s size) drawn() string { return "paste → drawn, " + s.name + ", ms" }

// A row is one line of the table: what was measured, in the order it was.
type row struct {
	Name  string    `json:"name"`
	Ours  []float64 `json:"ours"`
	Floor []float64 `json:"floor,omitempty"` // empty where the floor has nothing of the kind
}

// ratio of the medians, 0 when there is nothing to compare with.
func (r row) ratio() float64 {
	if floor := median(r.Floor); floor > 0 {
		return median(r.Ours) / floor
	}
	return 0
}

// results are all rows, in the order they are printed.
type results struct {
	rows  []row
	tasks []tasks
}

// tasks are those that held up the page's thread for more than 50 ms.
type tasks struct {
	Name  string    `json:"name"`
	Ours  []float64 `json:"ours"` // ms of each
	Floor []float64 `json:"floor"`
}

func newResults() *results {
	r := &results{tasks: []tasks{{Name: rowTasks}, {Name: rowTasksSlow}}}
	for _, name := range []string{rowUsable, rowSlow, rowPoor} {
		r.rows = append(r.rows, row{Name: name})
	}
	for _, name := range []func(size) string{size.pasted, size.handled, size.drawn} {
		for _, s := range sizes {
			r.rows = append(r.rows, row{Name: name(s)})
		}
	}
	r.rows = append(r.rows, row{Name: rowStroke}, row{Name: rowChecked})
	return r
}

func (r *results) add(name string, s subject, value float64) {
	i := slices.IndexFunc(r.rows, func(row row) bool { return row.Name == name })
	if s.engine {
		r.rows[i].Ours = append(r.rows[i].Ours, value)
	} else {
		r.rows[i].Floor = append(r.rows[i].Floor, value)
	}
}

func (r *results) addTasks(name string, s subject, values []float64) {
	i := slices.IndexFunc(r.tasks, func(t tasks) bool { return t.Name == name })
	if s.engine {
		r.tasks[i].Ours = append(r.tasks[i].Ours, values...)
	} else {
		r.tasks[i].Floor = append(r.tasks[i].Floor, values...)
	}
}

// median of values, 0 when there are none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
