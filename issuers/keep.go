package issuers

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// How soon a provider that failed is asked again: first, and at most, unless
// its own interval is longer.
const (
	firstRetry = 5 * time.Second
	lastRetry  = 5 * time.Minute
)

// A Keeper has the last good key set of each issuer.
type Keeper struct {
	config    *Config
	log       *slog.Logger
	providers []*provider
	list      atomic.Pointer[List]

	publishing sync.Mutex
	under      sync.WaitGroup
}

// A provider is one issuer with its keys. Only its own goroutine fetches.
type provider struct {
	issuer  *Issuer
	fetcher *fetcher
	failed  int // how often in a row

	mu      sync.Mutex
	set     keySet
	fetched time.Time // when the set was last known to be the provider's; zero before the first
}

// New makes a keeper of what a file lists. It asks nobody yet.
func New(config *Config, log *slog.Logger) (*Keeper, error) {
	k := &Keeper{config: config, log: log}
	for i := range config.Issuers {
		f, err := newFetcher(config, &config.Issuers[i])
		if err != nil {
			return nil, err
		}
		k.providers = append(k.providers, &provider{issuer: &config.Issuers[i], fetcher: f})
	}
	k.publish()
	return k, nil
}

// Start asks every provider once, all at the same time, and then again and again
// until ctx ends. It returns after the first round, which takes 10 seconds at
// most, whether or not they answered.
func (k *Keeper) Start(ctx context.Context) {
	var first sync.WaitGroup
	for _, one := range k.providers {
		first.Add(1)
		k.under.Go(func() {
			next := k.refresh(ctx, one)
			first.Done()
			k.keep(ctx, one, next)
		})
	}
	first.Wait()
}

// Wait returns when nothing is fetched any more, after the end of the context
// that Start was given.
func (k *Keeper) Wait() { k.under.Wait() }

// List is what is known now.
func (k *Keeper) List() *List { return k.list.Load() }

// Published is the text for pages and its tag.
func (k *Keeper) Published() (text []byte, tag string) {
	l := k.List()
	return l.JSON, l.ETag
}

func (k *Keeper) keep(ctx context.Context, one *provider, next time.Duration) {
	timer := time.NewTimer(next)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			timer.Reset(k.refresh(ctx, one))
		}
	}
}

// refresh asks a provider and says when to ask again. What was good stays when
// the answer is not.
func (k *Keeper) refresh(ctx context.Context, one *provider) (next time.Duration) {
	got, err := one.fetcher.fetch(ctx)
	if ctx.Err() != nil {
		return maxRefresh // it is over
	}
	interval := one.interval()
	if err != nil {
		one.failed++
		next = min(firstRetry<<min(one.failed-1, 16), max(lastRetry, interval))
		k.log.Warn("the keys of an issuer cannot be fetched", "issuer", one.issuer.Name, "error", err.Error(), "again", next.String())
		return jittered(next)
	}
	again := one.failed > 0
	one.failed = 0
	one.mu.Lock()
	changed := !got.same && got.set.text != one.set.text
	if !got.same {
		one.set = got.set
	}
	one.fetched = time.Now()
	n := one.set.count
	one.mu.Unlock()
	k.publish()
	switch {
	case changed && len(got.set.dropped) > 0:
		k.log.Warn("the keys of an issuer are fetched; some are left out", "issuer", one.issuer.Name, "keys", n, "dropped", strings.Join(got.set.dropped, ", "))
	case changed || again:
		k.log.Info("the keys of an issuer are fetched", "issuer", one.issuer.Name, "keys", n)
	default:
		k.log.Debug("the keys of an issuer are unchanged", "issuer", one.issuer.Name, "keys", n)
	}
	if got.fresh > 0 {
		interval = max(min(interval, got.fresh), min(interval, minRefresh/2))
	}
	return jittered(interval)
}

// interval is how often a provider is asked: twice within the time in which a new
// key must be known in every tab, which asks twice as well.
func (one *provider) interval() time.Duration { return time.Duration(one.issuer.Refresh) / 2 }

// jittered is up to a tenth less, so that many servers do not ask at once.
func jittered(d time.Duration) time.Duration {
	return d - time.Duration(rand.Int64N(int64(d)/10+1)) // #nosec G404 -- spreads requests, and keeps nothing secret
}
