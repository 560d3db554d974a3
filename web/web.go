// Package web is the HTTP surface: which addresses there are, what stands in
// front of them, and the headers that seal every response. New makes the whole
// of it, for the program and for tests alike.
package web

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"jotlens/assets"
	"jotlens/demo"
	"jotlens/handlers"
)

// Config is what an operator decides about a site.
type Config struct {
	ServerInspect bool           // whether the server checks tokens: the form and the API
	Demo          bool           // whether the page about the flow has its API
	DemoLife      time.Duration  // how long an access token of the demo lives; 0 is demo.AccessLife
	EmbedOrigins  []string       // whose pages may show tokens in a frame, as EmbedOrigins reads them; none is off
	EmbedKey      bool           // whether a frame has a key box
	Issuers       handlers.House // what the operator says about issuers; nil is nothing
	PublicURL     string         // the host at which people find the site, as "https://host"; "" when nobody said
	BasePath      string         // the path at which the site stands, as BasePath reads it; "" is the root of its host
	Title         string         // the operator's name for the site, beside ours; "" for none
	Language      string         // "zh-hant" when newcomers to the bare address get that; "" for English
	Version       string         // shown in the footer
	License       string         // the text of the licence

	Proxies       Proxies       // whose word about a client is taken
	HeadersOff    bool          // a proxy sends the headers that seal a page
	HSTS          time.Duration // for how long browsers shall come by https only; 0 says nothing
	MaxBody       int64         // the most that a request may carry, in bytes; 0 is MaxBody
	RateLimit     int           // requests a minute that a client may let the server compute; 0 is no limit
	MaxConcurrent int           // how many of them are computed at once; 0 is no limit

	Build   Build    // answered at /version
	Ready   *Ready   // answered at /readyz; nil is always ready
	Metrics *Metrics // counts requests; nil counts none
}

// New makes the handler of a site. It logs one line for each request, which
// knows the route, the status and the duration and nothing that a person sent.
func New(config Config, log *slog.Logger) (http.Handler, error) {
	set, err := assets.Load()
	if err != nil {
		return nil, err
	}
	return newSite(config, log, set, time.Now, rand.Reader)
}

func newSite(config Config, log *slog.Logger, set *assets.Set, now func() time.Time, random io.Reader) (http.Handler, error) {
	handler, _, err := assemble(config, log, set, now, random)
	return handler, err
}

// assemble makes the handler of a site and the table of its addresses.
func assemble(config Config, log *slog.Logger, set *assets.Set, now func() time.Time, random io.Reader) (http.Handler, []route, error) {
	if err := CheckPublicURL(config.PublicURL); err != nil {
		return nil, nil, fmt.Errorf("web: the public URL %w", err)
	}
	site, err := pageSite(config, set)
	if err != nil {
		return nil, nil, err
	}
	seal := newSeal(set, config)
	h := &handlers.Handlers{
		Site:    site,
		License: config.License,
		Now:     now,
		Random:  random,
		Log:     log,
		Origin:  origin(config),
		Policy:  seal.policy,
		House:   config.Issuers,
	}
	seal.issuers = config.Issuers != nil
	api, err := demo.New(now, random, config.DemoLife)
	if err != nil {
		return nil, nil, err
	}
	if config.Demo {
		seal.allowDemo(api.Endpoints())
	}
	seal.allowFrames(config.EmbedOrigins)
	table, err := routes(config, h, set, api)
	if err != nil {
		return nil, nil, err
	}
	seal.allowPages(table)
	newLimits(config, now).guardAll(table, h)

	// From the inside out; a request passes them from the bottom to the top.
	var handler http.Handler = newMux(table, h)
	handler = tidied(config.BasePath, handler)
	handler = compressed(handler)
	handler = seal.sealed(handler)
	handler = strict(config.HSTS, handler)
	handler = limited(cmp.Or(config.MaxBody, MaxBody), handler)
	handler = config.Ready.letGo(handler)
	handler = config.Metrics.counted(handler)
	handler = logged(log, handler)
	handler = recovered(log, h, handler)
	handler = based(config.BasePath, handler, seal)
	handler = config.Proxies.forwarded(handler)
	return handler, table, nil
}
