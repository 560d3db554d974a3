package web

import (
	"bytes"
	"container/list"
	"context"
	"io"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"jotlens/handlers"
)

// maxClients bounds the table of clients. Who has not asked for the longest time
// makes room: by then it has most likely earned its whole allowance again.
const maxClients = 10_000

// maxWait is how long a request waits for its turn.
const maxWait = time.Second

// limits say how much the server computes, and for whom.
type limits struct {
	now     func() time.Time
	clients *clients      // nil without a limit
	turns   chan struct{} // one for each request that may compute; nil without a limit
	wait    time.Duration // for a turn
	metrics *Metrics
}

func newLimits(config Config, now func() time.Time) *limits {
	l := &limits{now: now, wait: maxWait, metrics: config.Metrics}
	if config.RateLimit > 0 {
		l.clients = newClients(config.RateLimit, maxClients)
	}
	if config.MaxConcurrent > 0 {
		l.turns = make(chan struct{}, config.MaxConcurrent)
	}
	return l
}

// guardAll sets the limits before every row of a table that needs them.
func (l *limits) guardAll(table []route, h *handlers.Handlers) {
	for i, row := range table {
		refuse := h.Page
		if row.api {
			refuse = h.API
		}
		if row.costly {
			table[i].handler = l.guard(row.path, refuse, row.handler)
		}
	}
}

// guard lets a request through that is within the limits, and hands others to
// refuse, which makes a handler of an error.
//
// The body is read before the turn, and not during it: otherwise a few clients that
// send slowly would keep everybody else waiting.
func (l *limits) guard(route string, refuse func(handlers.Func) http.Handler, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.clients != nil {
			if wait := l.clients.take(clientOf(r).address, l.now()); wait > 0 {
				l.metrics.rejected("rate")
				refuse(handlers.Fail(&handlers.Error{Code: handlers.TooManyRequests, RetryAfter: wait})).ServeHTTP(w, r)
				return
			}
		}
		if l.turns != nil {
			r.Body = readAhead(r.Body)
			if !l.enter(r.Context()) {
				l.metrics.rejected("busy")
				refuse(handlers.Fail(&handlers.Error{Code: handlers.Busy, RetryAfter: l.wait})).ServeHTTP(w, r)
				return
			}
			defer func() { <-l.turns }()
		}
		l.metrics.inspection(route)
		next.ServeHTTP(w, r)
	})
}

// enter waits for a turn, but not for long.
func (l *limits) enter(ctx context.Context) bool {
	select {
	case l.turns <- struct{}{}:
		return true
	default:
	}
	ctx, cancel := context.WithTimeout(ctx, l.wait)
	defer cancel()
	select {
	case l.turns <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// readAhead reads a body whole. Its bound is set; whoever reads the result meets
// the error that there was.
func readAhead(body io.ReadCloser) io.ReadCloser {
	text, err := io.ReadAll(body)
	if err == nil {
		err = io.EOF
	}
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(text), failing{err}), body}
}

// failing is at its end, with an error or without.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// clients is a table of who has asked lately.
type clients struct {
	every rate.Limit
	burst int
	most  int // entries

	mu    sync.Mutex
	known map[netip.Prefix]*list.Element // of order
	order *list.List                     // of *visitor; who asked last stands first
}

type visitor struct {
	network netip.Prefix
	bucket  *rate.Limiter
}

// newClients lets each client ask perMinute times at once, and from then on as
// often in a minute.
func newClients(perMinute, most int) *clients {
	return &clients{
		every: rate.Limit(float64(perMinute) / 60), burst: perMinute, most: most,
		known: map[netip.Prefix]*list.Element{}, order: list.New(),
	}
}

// take is 0 if the client may ask now, and otherwise how long it has to wait.
func (c *clients) take(address netip.Addr, now time.Time) time.Duration {
	network := networkOf(address)
	c.mu.Lock()
	defer c.mu.Unlock()
	entry, ok := c.known[network]
	if !ok {
		entry = c.order.PushFront(&visitor{network, rate.NewLimiter(c.every, c.burst)})
		c.known[network] = entry
		if c.order.Len() > c.most {
			oldest := c.order.Back()
			c.order.Remove(oldest)
			delete(c.known, oldest.Value.(*visitor).network)
		}
	}
	c.order.MoveToFront(entry)
	reservation := entry.Value.(*visitor).bucket.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait > 0 {
		reservation.CancelAt(now)
	}
	return wait
}

// networkOf is what counts as one client: an IPv4 address, or the /64 of an IPv6
// address, which is what one household gets. All peers on a Unix socket are one.
func networkOf(address netip.Addr) netip.Prefix {
	bits := 32
	if address.Is6() {
		bits = 64
	}
	network, err := address.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return network
}
