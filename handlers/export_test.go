package handlers

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// askFor asks the API for a report as a media type.
func askFor(t *testing.T, accept, body string) *httptest.ResponseRecorder {
	t.Helper()
	h := testHandlers(io.Discard, counting{})
	h.Site.Version = "1.2"
	r := post("/api/inspect", "application/json", body)
	r.Header.Set("Accept", accept)
	r.Header.Set("Origin", "https://"+r.Host)
	w := serve(h.API(h.InspectAPI), r)
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Vary") != "Accept" {
		t.Fatalf("%s: %d, %v", accept, w.Code, w.Header())
	}
	return w
}

func TestInspectAPIAnswersWhatIsAccepted(t *testing.T) {
	body := `{"input":"` + demoToken + `"}`
	for accept, want := range map[string]struct{ media, holds string }{
		"":                                {"application/json", `"payload":{"text":"{\"sub\"`},
		"*/*":                             {"application/json", `"counts":{`},
		"application/json, text/markdown": {"application/json", `"counts":{`},
		"application/sarif+json":          {"application/sarif+json", `"driver":{"name":"Jotlens","version":"1.2","informationUri":"https://example.com"`},
		"text/html, application/sarif+json;q=0.9": {"application/sarif+json", `"version":"2.1.0"`},
		"text/markdown; charset=utf-8":            {"text/markdown; charset=utf-8", "# Jotlens report of 2027-01-15 08:00:00 UTC"},
		"nonsense/;;,":                            {"application/json", `"counts":{`},
	} {
		w := askFor(t, accept, body)
		if w.Header().Get("Content-Type") != want.media || !strings.Contains(w.Body.String(), want.holds) {
			t.Errorf("%q is answered with %s: %.300s", accept, w.Header().Get("Content-Type"), w.Body)
		}
	}
}

func TestInspectAPIMasksUnlessAsked(t *testing.T) {
	for _, accept := range []string{"application/sarif+json", "text/markdown"} {
		masked := askFor(t, accept, `{"input":"`+demoToken+`"}`).Body.String()
		full := askFor(t, accept, `{"input":"`+demoToken+`","with_values":true}`).Body.String()
		signature := demoToken[strings.LastIndexByte(demoToken, '.')+1:]
		if strings.Contains(masked, demoKey) || strings.Contains(masked, "John") || strings.Contains(masked+full, signature) {
			t.Errorf("%s: %s", accept, masked)
		}
		if !strings.Contains(full, demoKey) { // the secret that everybody knows
			t.Errorf("%s: with values: %s", accept, full)
		}
	}
}

func TestSubmitDownloads(t *testing.T) {
	h := testHandlers(io.Discard, counting{})
	for format, name := range map[string]string{"json": "20270115T080000Z.json", "sarif": "20270115T080000Z.sarif", "markdown": "20270115T080000Z.md"} {
		for _, values := range []bool{false, true} {
			fields := url.Values{"token": {demoToken}, "key": {demoKey}, "download": {format}}
			if values {
				fields.Set("with_values", "on")
			}
			w := serve(h.Page(h.SubmitInspector), post("/", "application/x-www-form-urlencoded", fields.Encode()))
			body := w.Body.String()
			if w.Code != http.StatusOK || w.Header().Get("Content-Disposition") != `attachment; filename="jotlens-report-`+name+`"` || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %d, %v", format, w.Code, w.Header())
			}
			if said := strings.Contains(body, "John"); said != (format == "json" || values && format == "markdown") {
				t.Errorf("%s, values %t: %s", format, values, body)
			}
			if strings.Contains(body, "SflKxw") {
				t.Errorf("%s holds the signature: %s", format, body)
			}
		}
	}
}

// What the page showed is what is downloaded, not what its buttons would do next.
func TestSubmitDownloadsTheReportOfThePage(t *testing.T) {
	two := `{"id_token":"` + demoToken + `","access_token":"` + tokenExpiringNow + `"}`
	h := testHandlers(io.Discard, counting{})
	w := serve(h.Page(h.SubmitInspector), post("/", "application/x-www-form-urlencoded", url.Values{"token": {two}, "pick": {"1"}}.Encode()))
	if !strings.Contains(w.Body.String(), `name="download_pick" value="1"`) {
		t.Fatalf("the page does not keep which token was picked: %s", w.Body)
	}
	fields := url.Values{"token": {two}, "download": {"json"}, "download_pick": {"1"}}
	w = serve(h.Page(h.SubmitInspector), post("/", "application/x-www-form-urlencoded", fields.Encode()))
	var report struct{ Input struct{ Picked int } }
	if err := json.Unmarshal(w.Body.Bytes(), &report); err != nil || report.Input.Picked != 1 {
		t.Errorf("%v, %+v", err, report)
	}
}

func TestSubmitRefusesAnUnknownFormat(t *testing.T) {
	if status, page := submit(t, counting{}, url.Values{"token": {demoToken}, "download": {"exe"}}); status != http.StatusBadRequest {
		t.Errorf("%d: %s", status, page)
	}
}
