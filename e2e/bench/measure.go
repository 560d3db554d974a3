package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chromedp/chromedp"
)

// A subject is one of the two pages.
type subject struct {
	name   string
	url    string
	engine bool // it has an engine, which shows more than the first preview
}

// A timing is what the probe answers, in ms.
type timing struct {
	Changed float64 `json:"changed"` // until the document held the result
	Handled float64 `json:"handled"` // the same, from the input event on
	Drawn   float64 `json:"drawn"`   // until the frame with the result was drawn
}

// A bench measures subjects and keeps what it measured.
type bench struct {
	browser context.Context
	results *results
	samples samples
}

// usable measures one cold load. With untilChecked it also waits for the
// engine.
func (b *bench) usable(s subject, c condition, row string, untilChecked bool) error {
	pasted := b.samples.next(200)
	script := fmt.Sprintf("bench.loading = bench.usable(%s);", arguments(pasted.token, pasted.marker))
	return visit(b.browser, c, s.url, script, func(ctx context.Context) error {
		t, err := ask[timing](ctx, "bench.loading")
		if err != nil {
			return fmt.Errorf("%s, %s: %w", s.name, row, err)
		}
		b.results.add(row, s, t.Drawn)
		if untilChecked && s.engine {
			checked, err := ask[float64](ctx, "bench.checked()")
			if err != nil {
				return fmt.Errorf("%s, the engine: %w", s.name, err)
			}
			b.results.add(rowChecked, s, checked)
		}
		if c == full {
			return b.longTasks(ctx, rowTasks, s)
		}
		return b.longTasks(ctx, rowTasksSlow, s)
	})
}

// session measures pastes of every size and key strokes in one visit.
func (b *bench) session(s subject, pastes int) error {
	first := b.samples.next(200)
	script := fmt.Sprintf("bench.loading = bench.usable(%s);", arguments(first.token, first.marker))
	return visit(b.browser, full, s.url, script, func(ctx context.Context) error {
		if _, err := ask[timing](ctx, "bench.loading"); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if s.engine {
			if _, err := ask[float64](ctx, "bench.checked()"); err != nil {
				return fmt.Errorf("%s, the engine: %w", s.name, err)
			}
		}
		for _, size := range sizes {
			for range pastes {
				if err := b.paste(ctx, s, size); err != nil {
					return err
				}
			}
		}
		if err := b.strokes(ctx, s, pastes); err != nil {
			return err
		}
		return b.longTasks(ctx, rowTasks, s)
	})
}

func (b *bench) paste(ctx context.Context, s subject, size size) error {
	pasted := b.samples.next(size.bytes)
	t, err := ask[timing](ctx, fmt.Sprintf("bench.paste(%s)", arguments(pasted.token, pasted.marker, s.engine)))
	if err != nil {
		return fmt.Errorf("%s, a paste of %s: %w", s.name, size.name, err)
	}
	b.results.add(size.pasted(), s, t.Changed)
	b.results.add(size.handled(), s, t.Handled)
	b.results.add(size.drawn(), s, t.Drawn)
	return nil
}

// strokes takes away the last character of a secret and types it again.
func (b *bench) strokes(ctx context.Context, s subject, times int) error {
	pasted := b.samples.next(200)
	if _, err := ask[timing](ctx, fmt.Sprintf("bench.paste(%s)", arguments(pasted.token, pasted.marker, s.engine))); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	stroke := func(character, state string) (timing, error) {
		t, err := ask[timing](ctx, fmt.Sprintf("bench.stroke(%s)", arguments(character, state)))
		if err != nil {
			err = fmt.Errorf("%s, a key stroke to %q: %w", s.name, state, err)
		}
		return t, err
	}
	if _, err := stroke(secret, "verified"); err != nil {
		return err
	}
	last := secret[len(secret)-1:]
	for range times {
		for _, k := range []struct{ character, state string }{{"", "invalid"}, {last, "verified"}} {
			t, err := stroke(k.character, k.state)
			if err != nil {
				return err
			}
			b.results.add(rowStroke, s, t.Changed)
		}
	}
	return nil
}

// longTasks counts the tasks of the visit that held up the page's thread for
// more than 50 ms.
func (b *bench) longTasks(ctx context.Context, row string, s subject) error {
	values, err := ask[[]float64](ctx, "bench.longTasks")
	if err != nil {
		return err
	}
	b.results.addTasks(row, s, values)
	return nil
}

// ask evaluates an expression of the probe in the page and waits for its
// promise.
func ask[T any](ctx context.Context, expression string) (T, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// arguments writes values as the arguments of a JavaScript call.
func arguments(values ...any) string {
	list, err := json.Marshal(values)
	if err != nil {
		panic(err) // only strings and booleans come here
	}
	return string(list[1 : len(list)-1])
}
