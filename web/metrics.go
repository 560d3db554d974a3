package web

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// durations are the upper bounds of the buckets of a request's duration, in seconds.
var durations = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}

// Metrics count what a site does, in numbers alone: labels come from the table of
// routes, never from a request. A nil one counts nothing.
type Metrics struct {
	set      *metrics.Set
	inFlight atomic.Int64
}

// NewMetrics makes the metrics of a build, and of a site that says whether it is ready.
func NewMetrics(build Build, ready *Ready) *Metrics {
	m := &Metrics{set: metrics.NewSet()}
	m.set.NewGauge("jotlens_http_requests_in_flight", func() float64 { return float64(m.inFlight.Load()) })
	m.set.NewGauge("jotlens_ready", func() float64 {
		if ready.ok() {
			return 1
		}
		return 0
	})
	m.set.NewGauge(fmt.Sprintf("jotlens_build_info{version=%q,commit=%q,go=%q}", build.Version, build.Commit, build.Go), func() float64 { return 1 })
	for _, reason := range []string{"rate", "busy"} {
		m.set.NewCounter(fmt.Sprintf("jotlens_rejected_total{reason=%q}", reason))
	}
	return m
}

// ServeHTTP answers GET /metrics in the text format of Prometheus, and nothing else.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path != "/metrics":
		http.Error(w, "The metrics are at /metrics.", http.StatusNotFound)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "The metrics are read with GET.", http.StatusMethodNotAllowed)
	default:
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		m.write(w)
	}
}

func (m *Metrics) write(w io.Writer) {
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w) // of Go and of the operating system
}

// counted counts requests. It stands outside of what decides about them.
func (m *Metrics) counted(next http.Handler) http.Handler {
	if m == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		tracked := track(w)
		m.inFlight.Add(1)
		defer func() {
			m.inFlight.Add(-1)
			route := routeOf(r.Pattern)
			m.set.GetOrCreateCounter(fmt.Sprintf("jotlens_http_requests_total{route=%q,method=%q,status=%q}", route, methodOf(r), classOf(tracked.status))).Inc()
			m.set.GetOrCreatePrometheusHistogramExt(fmt.Sprintf("jotlens_http_request_duration_seconds{route=%q}", route), durations).UpdateDuration(start)
		}()
		next.ServeHTTP(tracked, r)
	})
}

// rejected counts a request that was over a limit.
func (m *Metrics) rejected(reason string) {
	if m != nil {
		m.set.GetOrCreateCounter(fmt.Sprintf("jotlens_rejected_total{reason=%q}", reason)).Inc()
	}
}

// inspection counts a request that the server computes for.
func (m *Metrics) inspection(route string) {
	if m != nil {
		m.set.GetOrCreateCounter(fmt.Sprintf("jotlens_inspections_total{route=%q}", route)).Inc()
	}
}

// routeOf is the path of a pattern of the router. All unknown addresses are one.
func routeOf(pattern string) string {
	if _, path, ok := strings.Cut(pattern, " "); ok {
		pattern = path
	}
	if pattern == "" || pattern == "/" { // the latter takes what no other pattern takes
		return unknownRoute
	}
	return strings.TrimSuffix(pattern, "{$}")
}

// unknownRoute stands for every address that the site does not have.
const unknownRoute = "none"

// methodOf is the method of a request, if it is one that the site knows; others
// could say anything.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return r.Method
	}
	return "other"
}

// classOf is the class of a status, such as 2xx. Without a status there was a panic.
func classOf(status int) string {
	if status == 0 {
		status = http.StatusInternalServerError
	}
	return fmt.Sprintf("%dxx", status/100)
}
