package web

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"
)

func metricsOf(m *Metrics) string {
	var b bytes.Buffer
	m.set.WritePrometheus(&b)
	return b.String()
}

func TestMetricsCountRequests(t *testing.T) {
	ready := new(Ready)
	counts := NewMetrics(Build{Version: `v1"2`, Commit: "abc", Go: "go1.26"}, ready)
	site := newTestSite(t, Config{ServerInspect: true, Metrics: counts, Ready: ready})
	site.get("/")
	site.get("/rules/alg-none")
	site.get("/rules/alg-none")
	site.get("/rules/nothing-of-this-name")
	site.get("/nowhere")
	site.get("/nowhere/else")
	site.do(request{method: "BREW", path: "/privacy"})
	site.do(api(`{"input":""}`))
	site.do(form("token=x"))
	ready.Stop()
	site.get("/readyz")
	said := metricsOf(counts)
	for _, want := range []string{
		`jotlens_http_requests_total{route="/",method="GET",status="2xx"} 1`,
		`jotlens_http_requests_total{route="/rules/{id}",method="GET",status="2xx"} 2`,
		`jotlens_http_requests_total{route="/rules/{id}",method="GET",status="4xx"} 1`,
		`jotlens_http_requests_total{route="none",method="GET",status="4xx"} 2`,
		`jotlens_http_requests_total{route="/privacy",method="other",status="4xx"} 1`,
		`jotlens_http_requests_total{route="/readyz",method="GET",status="5xx"} 1`,
		`jotlens_http_request_duration_seconds_count{route="/rules/{id}"} 3`,
		`jotlens_http_request_duration_seconds_bucket{route="/rules/{id}",le="+Inf"} 3`,
		`jotlens_http_requests_in_flight 0`,
		`jotlens_inspections_total{route="/api/inspect"} 1`,
		`jotlens_inspections_total{route="/"} 1`,
		`jotlens_rejected_total{reason="busy"} 0`,
		`jotlens_build_info{version="v1\"2",commit="abc",go="go1.26"} 1`,
		`jotlens_ready 0`,
	} {
		if !strings.Contains(said, want+"\n") {
			t.Errorf("there is no %s", want)
		}
	}
}

func TestMetricsAreServed(t *testing.T) {
	counts := NewMetrics(Build{}, nil)
	for _, c := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "/metrics", 200, "go_goroutines"},
		{"GET", "/metrics", 200, "jotlens_ready 1\n"},
		{"HEAD", "/metrics", 200, ""},
		{"POST", "/metrics", 405, "GET"},
		{"GET", "/", 404, "/metrics"},
		{"GET", "/debug/pprof/", 404, "/metrics"},
	} {
		w := httptest.NewRecorder()
		counts.ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s %s: %d", c.method, c.path, w.Code)
		}
	}
}
