package e2e

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A watch sees what goes wrong in a tab and its workers without anybody being
// told: console errors and warnings, exceptions, loads that fail, reports of
// the content security policy. Any of them fails the test, unless the test
// expects it.
type watch struct {
	mu       sync.Mutex
	faults   []string
	expected []string
	requests []string
	workers  chan target.ID
	frames   chan target.ID // those that run in a process of their own
}

func newWatch() *watch {
	return &watch{workers: make(chan target.ID, 16), frames: make(chan target.ID, 16)}
}

// hear takes one event. It runs in the loop that reads the browser's messages,
// so it sees them in order, before the answer of any later command.
func (w *watch) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch event := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if kind := string(event.Type); kind == "error" || kind == "warning" || kind == "assert" {
			w.fault("console %s: %s", kind, arguments(event.Args))
		}
	case *runtime.EventExceptionThrown:
		text := event.ExceptionDetails.Text
		if thrown := event.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		w.fault("exception: %s", text)
	case *log.EventEntryAdded:
		if level := string(event.Entry.Level); level == "error" || level == "warning" {
			w.fault("browser %s: %s %s", level, event.Entry.Text, event.Entry.URL)
		}
	case *audits.EventIssueAdded:
		w.fault("issue: %s", event.Issue.Code)
	case *network.EventLoadingFailed:
		if !event.Canceled { // a page that goes away takes its loads with it
			w.fault("load failed: %s %s %s", event.Type, event.ErrorText, event.BlockedReason)
		}
	case *network.EventRequestWillBeSent:
		w.requests = append(w.requests, event.Request.Method+" "+event.Request.URL)
	case *network.EventWebSocketCreated:
		w.requests = append(w.requests, "SOCKET "+event.URL)
	case *network.EventWebTransportCreated:
		w.requests = append(w.requests, "TRANSPORT "+event.URL)
	case *target.EventAttachedToTarget:
		switch kind := event.TargetInfo.Type; {
		case strings.Contains(kind, "worker"):
			w.workers <- event.TargetInfo.TargetID
		case kind == "iframe":
			w.frames <- event.TargetInfo.TargetID
		}
	}
}

func (w *watch) fault(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

// expect declares that a fault whose text contains part may happen.
func (w *watch) expect(part string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.expected = append(w.expected, part)
}

// unexpected are the faults that nobody declared.
func (w *watch) unexpected() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(w.faults), func(fault string) bool {
		return slices.ContainsFunc(w.expected, func(part string) bool { return strings.Contains(fault, part) })
	})
}

// all are the faults, declared or not.
func (w *watch) all() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.faults)
}

// sent are the requests that the tab and its workers made so far.
func (w *watch) sent() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.requests)
}

// worker waits for the next worker of the tab and attaches to it, so that its
// faults and requests are seen too. Its context evaluates inside the worker.
func (w *watch) worker(t testing.TB, tab context.Context) context.Context {
	t.Helper()
	return w.attach(t, tab, w.workers, "worker")
}

// frame is the same for the next frame that shows another origin.
func (w *watch) frame(t testing.TB, tab context.Context) context.Context {
	t.Helper()
	return w.attach(t, tab, w.frames, "frame")
}

func (w *watch) attach(t testing.TB, tab context.Context, from chan target.ID, kind string) context.Context {
	t.Helper()
	var id target.ID
	select {
	case id = <-from:
	case <-tab.Done():
		t.Fatal("the page started no " + kind)
	}
	ctx, cancel := chromedp.NewContext(tab, chromedp.WithTargetID(id), chromedp.WithListener(w.hear))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("cannot look into the %s: %v", kind, err)
	}
	return ctx
}

func arguments(list []*runtime.RemoteObject) string {
	texts := make([]string, len(list))
	for i, argument := range list {
		texts[i] = string(argument.Value)
		if len(argument.Value) == 0 {
			texts[i] = argument.Description
		}
	}
	return strings.Join(texts, " ")
}
