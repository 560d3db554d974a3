package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The directions in which a channel is tried.
const (
	control  = "control" // from a page without a seal to other hosts
	halfway  = "half"    // from the inspector without its Connection-Allowlist to other hosts
	outward  = "out"     // from the inspector to other hosts
	homeward = "own"     // from the inspector to the server that it came from
	resting  = "rest"    // to nobody: what is kept in the browser
)

// A leakTarget is where one attempt leads, as the harness reads it.
type leakTarget struct {
	ID     string            `json:"id"` // channel, place and direction; a host name below leakDomain
	Own    bool              `json:"own"`
	Origin string            `json:"origin"`
	Paths  map[string]string `json:"paths"` // the listed address of a kind of file
	Host   string            `json:"host"`
	Port   string            `json:"port"`
	UDP    string            `json:"udp"`
	Secret string            `json:"secret"` // what the attempt would carry away
}

// A leakRun is everything that the attempts of one browser share.
type leakRun struct {
	t       *testing.T
	ear     *ear
	browser context.Context
	paths   map[string]string

	mu    sync.Mutex
	signs map[string][]string // what the browser said about an attempt
	tabs  []*leakTab          // those with several attempts
	ends  []func()            // close the tabs that are open
}

// collectPatience bounds how long a tab may take to say what it noted: one that is
// leaving says nothing.
const collectPatience = 5 * time.Second

// leakBrowser starts a browser whose resolver is the ear.
func leakBrowser(t *testing.T, e *ear) context.Context {
	t.Helper()
	path, err := findBrowser()
	if err != nil {
		t.Skip(err) // TestMain has ended the suite where that is not allowed
	}
	profile := t.TempDir()
	state := fmt.Sprintf(`{"dns_over_https":{"mode":"secure","templates":%q}}`, e.dns.URL+"/dns-query")
	if err := os.WriteFile(filepath.Join(profile, "Local State"), []byte(state), 0o600); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors", true), // those of the ear are nobody's
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocated, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return ctx
}

// A leakTab is a tab or a worker in which attempts run.
type leakTab struct {
	run   *leakRun
	ctx   context.Context
	alone string // the attempt that has the tab for itself; "" when there are several
	mu    sync.Mutex
	asked map[network.RequestID]string
}

// tab opens a tab.
func (r *leakRun) tab(alone string) *leakTab {
	r.t.Helper()
	ctx, cancel := chromedp.NewContext(r.browser)
	r.ends = append(r.ends, cancel)
	if err := chromedp.Do(ctx); err != nil {
		r.t.Fatalf("no tab: %v", err)
	}
	tab := &leakTab{run: r, ctx: ctx, alone: alone, asked: map[network.RequestID]string{}}
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		r.t.Fatal(err)
	}
	if err := chromedp.Do(ctx, command(audits.Enable, cdp.Empty{}),
		command(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})); err != nil {
		r.t.Fatal(err)
	}
	return tab
}

// close closes the tabs of the attempts so far.
func (r *leakRun) close() {
	for _, end := range r.ends {
		end()
	}
	r.ends, r.tabs = nil, nil
}

// beside is the worker of a tab, given the context in which it can be spoken to.
func (l *leakTab) beside(ctx context.Context) *leakTab {
	l.run.t.Helper()
	worker := &leakTab{run: l.run, ctx: ctx, asked: map[network.RequestID]string{}}
	l.run.must(chromedp.Listen(ctx, worker.hear))
	return worker
}

// leakMark finds which attempt an address belongs to.
var leakMark = regexp.MustCompile(`leak=([\w-]+\.[\w-]+\.[\w-]+)|//([\w-]+\.[\w-]+\.[\w-]+)\.leak\.test`)

// hear keeps what the browser says about attempts that it refused.
func (l *leakTab) hear(event any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch event := event.(type) {
	case *network.EventRequestWillBeSent:
		l.asked[event.RequestID] = event.Request.URL
	case *network.EventWebSocketCreated:
		l.asked[event.RequestID] = event.URL
	case *network.EventLoadingFailed:
		l.note(l.asked[event.RequestID], strings.TrimPrefix(event.ErrorText, "net::"))
	case *network.EventWebSocketFrameError:
		l.note(l.asked[event.RequestID], event.ErrorMessage)
	case *audits.EventIssueAdded:
		if d := event.Issue.Details.ContentSecurityPolicyIssueDetails; d != nil && l.alone != "" {
			l.note(d.BlockedURL, d.ViolatedDirective)
		}
	}
}

func (l *leakTab) note(address, sign string) {
	id := l.alone
	if id == "" {
		found := leakMark.FindStringSubmatch(address)
		if found == nil {
			return
		}
		id = found[1] + found[2]
	}
	l.run.note(id, sign)
}

func (r *leakRun) note(id, sign string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.signs[id], sign) {
		r.signs[id] = append(r.signs[id], sign)
	}
}

// said is what the browser said about an attempt so far.
func (r *leakRun) said(id string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.signs[id])
}

// target is where an attempt leads.
func (r *leakRun) target(id, origin string) leakTarget {
	to := leakTarget{ID: id, Origin: origin, Paths: r.paths, Host: id + leakDomain, Secret: canaryWord}
	to.Own = strings.HasSuffix(id, "."+homeward)
	if _, port, err := net.SplitHostPort(r.ear.tcp.Addr().String()); err == nil {
		to.Port = port
	}
	return to
}

// try makes one attempt.
func (l *leakTab) try(c leakChannel, id, origin string) error {
	to := l.run.target(id, origin)
	if strings.Contains(c.try, "at.udp") {
		to.UDP = l.run.ear.packets(id)
	}
	where, err := json.Marshal(to)
	if err != nil {
		return err
	}
	yes, no := true, false
	wait := !c.leaves
	answer, err := chromedp.Run(l.ctx, func(ctx context.Context, t *chromedp.Target) (runtime.EvaluateResult, error) {
		return cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{
			Expression:   "leakTry(" + string(where) + ", async (at, make, css, need) => {" + c.try + "})",
			AwaitPromise: &wait, UserGesture: &yes, AllowUnsafeEvalBlockedByCSP: &no,
		})
	})
	if err == nil && answer.ExceptionDetails != nil {
		err = fmt.Errorf("%s: %s", id, answer.ExceptionDetails.Text)
	}
	return err
}

// arm brings the harness into a tab or worker.
func (l *leakTab) arm() error {
	return chromedp.Do(l.ctx, chromedp.Evaluate[chromedp.Void](leakHarness))
}

// collect takes what the harness itself noted.
func (l *leakTab) collect() error {
	ctx, cancel := context.WithTimeout(l.ctx, collectPatience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("globalThis.leakNoted?.() ?? '{}'"))
	if err != nil {
		return err
	}
	var noted map[string][]string
	if err := json.Unmarshal([]byte(text), &noted); err != nil {
		return err
	}
	for id, signs := range noted {
		for _, sign := range signs {
			l.run.note(id, sign)
		}
	}
	return nil
}

// goes reports whether a channel makes sense in a direction.
func (c leakChannel) goes(direction string) bool {
	switch c.only {
	case "":
		return direction != resting
	case outward:
		return direction != resting && direction != homeward
	}
	return c.only == direction
}

// eachChannel calls f for every channel that has a place and can go in a direction.
func eachChannel(place, direction string, f func(c leakChannel, id string)) {
	for _, group := range leakGroups {
		for _, c := range group.channels {
			if c.goes(direction) && strings.Contains(c.places, place) {
				f(c, c.name+"."+place+"."+direction)
			}
		}
	}
}
