package handlers

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"jotlens/views"
)

// TestAClientThatGoesIsNoFault asks for a page and is gone before it is rendered.
func TestAClientThatGoesIsNoFault(t *testing.T) {
	var log strings.Builder
	h := &Handlers{Log: slog.New(slog.NewTextHandler(&log, nil)), Site: views.Site{}}
	gone, leave := context.WithCancel(t.Context())
	leave()
	w := httptest.NewRecorder()
	h.Page(h.ShowLicense).ServeHTTP(w, httptest.NewRequestWithContext(gone, http.MethodGet, "/license", nil))
	if w.Code != http.StatusOK || log.Len() > 0 {
		t.Errorf("%d, and the log says %s", w.Code, &log)
	}
}
