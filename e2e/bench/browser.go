package main

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// visitLimit bounds one visit, so that a page that never answers fails the bench
// and does not hang it.
const visitLimit = 40 * time.Second

// A condition is what a visitor's machine and line are like.
type condition struct {
	cpu   float64 // slowdown of the page's thread; 1 is none
	line  float64 // bits per second in both directions; 0 is unbounded
	delay float64 // ms from a request to its answer
}

var (
	full = condition{cpu: 1}
	slow = condition{cpu: 4}
	poor = condition{cpu: 4, line: 1.6e6, delay: 150}
)

// startBrowser starts one headless browser and returns the context that visits
// are made from, and what the browser is called.
func startBrowser(parent context.Context) (ctx context.Context, name string, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // as root there is no other way
		chromedp.DisableGPU,
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-component-update", true),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(parent, options...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	stop = func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, "", nil, fmt.Errorf("the browser does not start: %w", err)
	}
	version, err := chromedp.Call(ctx, browser.GetVersion, cdp.Empty{})
	if err != nil {
		stop()
		return nil, "", nil, err
	}
	return ctx, version.Product, stop, nil
}

// visit opens url in a browser context of its own, so with nothing in any
// cache, and calls measure when the page has loaded. The probe is in the page
// from the start and runs the script given.
func visit(browser context.Context, c condition, url, script string, measure func(ctx context.Context) error) error {
	tab, closeTab := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	defer closeTab()
	// The tab lives as long as the context of its first action, so the time
	// limit comes after it.
	if err := chromedp.Do(tab, chromedp.Func(quiet), chromedp.Func(c.emulate)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(tab, visitLimit)
	defer cancel()
	probed := page.AddScriptToEvaluateOnNewDocumentParams{Source: probe + "\n" + script}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, probed); err != nil {
		return err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return err
	}
	return measure(ctx)
}

// quiet switches the cache off, and the parts of the protocol that make the
// browser tell of every change of the page.
func quiet(ctx context.Context, t *chromedp.Target) error {
	if _, err := cdp.Call(ctx, t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, t, css.Disable, cdp.Empty{}); err != nil {
		return err
	}
	_, err := cdp.Call(ctx, t, dom.Disable, cdp.Empty{})
	return err
}

func (c condition) emulate(ctx context.Context, t *chromedp.Target) error {
	if _, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: c.cpu}); err != nil {
		return err
	}
	if c.line == 0 {
		return nil
	}
	everything := &network.Conditions{Latency: c.delay, DownloadThroughput: c.line / 8, UploadThroughput: c.line / 8}
	_, err := cdp.Call(ctx, t, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{everything}})
	return err
}
