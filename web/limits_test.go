package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"jotlens/handlers"
)

func TestClientsHaveAnAllowance(t *testing.T) {
	c := newClients(60, 10)
	one, now := netip.MustParseAddr("192.0.2.1"), testNow
	for range 60 {
		if wait := c.take(one, now); wait != 0 {
			t.Fatalf("it has to wait %v", wait)
		}
	}
	for range 3 { // asking too early costs nothing
		if wait := c.take(one, now); wait != time.Second {
			t.Errorf("it has to wait %v", wait)
		}
	}
	if c.take(netip.MustParseAddr("192.0.2.2"), now) != 0 {
		t.Error("another client has to wait")
	}
	now = now.Add(time.Second)
	if c.take(one, now) != 0 || c.take(one, now) == 0 {
		t.Error("a second is not worth one request")
	}
}

func TestTheTableOfClientsIsBounded(t *testing.T) {
	c := newClients(1, 3)
	address := func(i int) netip.Addr { return netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}) }
	for i := range 4 {
		c.take(address(i), testNow)
		c.take(address(3), testNow)
	}
	if len(c.known) != 3 || c.order.Len() != 3 {
		t.Errorf("%d clients are known, %d in order", len(c.known), c.order.Len())
	}
	if c.take(address(3), testNow) == 0 {
		t.Error("who has just asked was forgotten")
	}
	if c.take(address(0), testNow) != 0 {
		t.Error("who asked longest ago is still known")
	}
}

func TestWhatCountsAsOneClient(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1":        "192.0.2.1/32",
		"2001:db8::1":      "2001:db8::/64",
		"2001:db8:0:1::1":  "2001:db8:0:1::/64",
		"::ffff:192.0.2.1": "192.0.2.1/32",
		"@":                "invalid Prefix",
	} {
		if got := networkOf(addressOf(address)).String(); got != want {
			t.Errorf("%s counts as %s, want %s", address, got, want)
		}
	}
}

// TestTheLimitIsPerClient asks every address that computes until it is refused.
func TestTheLimitIsPerClient(t *testing.T) {
	const limit = 5
	login := request{"POST", "/demo/login", `{}`, api("").header}
	chinese := form("token=x")
	chinese.path = "/zh-hant/"
	for name, c := range map[string]struct {
		r     request
		media string
		says  string
	}{
		"form":         {form("token=x"), "text/html; charset=utf-8", "Too many requests"},
		"Chinese form": {chinese, "text/html; charset=utf-8", "請求太多"},
		"compare":      {request{"POST", "/compare", "token-a=x", form("").header}, "text/html; charset=utf-8", "Too many requests"},
		"API":          {api(`{"input":""}`), "application/problem+json", `"code":"too-many-requests"`},
		"demo":         {login, "application/problem+json", `"code":"too-many-requests"`},
	} {
		t.Run(name, func(t *testing.T) {
			counts := NewMetrics(Build{}, nil)
			site := newTestSite(t, Config{ServerInspect: true, Demo: true, RateLimit: limit, Metrics: counts, Proxies: proxies(t, "192.0.2.0/24")})
			for range limit {
				if w := site.do(c.r); w.Code == http.StatusTooManyRequests {
					t.Fatal("it is refused too early")
				}
			}
			site.log.Reset()
			w := site.do(c.r)
			if w.Code != http.StatusTooManyRequests || w.Header().Get("Content-Type") != c.media || !strings.Contains(plain(t, w), c.says) {
				t.Errorf("%d, %s", w.Code, w.Header().Get("Content-Type"))
			}
			if after, err := strconv.Atoi(w.Header().Get("Retry-After")); err != nil || after != 60/limit {
				t.Errorf("it may ask again after %q", w.Header().Get("Retry-After"))
			}
			if strings.Contains(site.log.String(), "level=ERROR") {
				t.Errorf("the log says %s", &site.log)
			}
			other := c.r
			other.header = map[string]string{"X-Forwarded-For": "198.51.100.1"}
			for name, value := range c.r.header {
				other.header[name] = value
			}
			if w := site.do(other); w.Code == http.StatusTooManyRequests {
				t.Error("a client behind the same proxy is refused, too")
			}
			if site.get("/").Code != 200 || site.get("/privacy").Code != 200 {
				t.Error("pages are refused, too")
			}
			if said := metricsOf(counts); !strings.Contains(said, `jotlens_rejected_total{reason="rate"} 1`+"\n") {
				t.Errorf("the metrics are %s", said)
			}
		})
	}
}

// gate is a limit on one request at a time, and a handler that says that it runs
// and waits until it may end.
func gate(wait time.Duration) (handler http.Handler, running, end chan struct{}, counts *Metrics) {
	counts = NewMetrics(Build{}, nil)
	l := newLimits(Config{MaxConcurrent: 1, Metrics: counts}, time.Now)
	l.wait = wait
	running, end = make(chan struct{}), make(chan struct{})
	h := &handlers.Handlers{}
	return l.guard("/", h.API, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		running <- struct{}{}
		<-end
		_, _ = io.Copy(w, r.Body)
	})), running, end, counts
}

func TestOnlySoManyAtOnce(t *testing.T) {
	handler, running, end, counts := gate(time.Millisecond)
	first := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		handler.ServeHTTP(first, httptest.NewRequest("POST", "/", strings.NewReader("one")))
		close(done)
	}()
	<-running
	second := httptest.NewRecorder()
	handler.ServeHTTP(second, httptest.NewRequest("POST", "/", strings.NewReader("two")))
	if second.Code != http.StatusServiceUnavailable || second.Header().Get("Retry-After") != "1" || !strings.Contains(second.Body.String(), `"code":"server-busy"`) {
		t.Errorf("the second gets %d, %v: %s", second.Code, second.Header(), second.Body)
	}
	end <- struct{}{}
	<-done
	if first.Code != 200 || first.Body.String() != "one" {
		t.Errorf("the first gets %d: %s", first.Code, first.Body)
	}
	if said := metricsOf(counts); !strings.Contains(said, `jotlens_rejected_total{reason="busy"} 1`+"\n") || !strings.Contains(said, `jotlens_inspections_total{route="/"} 1`+"\n") {
		t.Errorf("the metrics are %s", said)
	}
}

func TestARequestWaitsForItsTurn(t *testing.T) {
	handler, running, end, _ := gate(time.Minute)
	codes := make(chan int, 2)
	for range 2 {
		go func() {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader("x")))
			codes <- w.Code
		}()
	}
	for range 2 {
		<-running
		end <- struct{}{}
		if code := <-codes; code != 200 {
			t.Errorf("one gets %d", code)
		}
	}
}

// TestASlowClientHasNoTurn: while one is still sending, another is answered.
func TestASlowClientHasNoTurn(t *testing.T) {
	handler, running, end, _ := gate(time.Millisecond)
	body, slow := io.Pipe()
	done := make(chan struct{})
	go func() {
		handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", "/", body))
		close(done)
	}()
	if _, err := slow.Write([]byte("half")); err != nil { // it is being read
		t.Fatal(err)
	}
	quick := httptest.NewRecorder()
	go func() { <-running; end <- struct{}{} }()
	handler.ServeHTTP(quick, httptest.NewRequest("POST", "/", strings.NewReader("x")))
	if quick.Code != 200 {
		t.Errorf("the quick one gets %d", quick.Code)
	}
	_ = slow.Close()
	<-running
	end <- struct{}{}
	<-done
}

func TestWhoHasGoneDoesNotWait(t *testing.T) {
	l := newLimits(Config{MaxConcurrent: 1}, time.Now)
	l.wait = time.Hour
	gone, leave := context.WithCancel(t.Context())
	leave()
	if !l.enter(gone) || l.enter(gone) {
		t.Error("there is one turn, and nobody waits for it")
	}
}

func TestReadAheadKeepsTheError(t *testing.T) {
	r := httptest.NewRequest("POST", "/", strings.NewReader("12345"))
	limited := http.MaxBytesReader(httptest.NewRecorder(), r.Body, 3)
	text, err := io.ReadAll(readAhead(limited))
	if _, ok := errors.AsType[*http.MaxBytesError](err); !ok || string(text) != "123" {
		t.Errorf("%q, %v", text, err)
	}
}
