package web

import (
	"encoding/json"
	"strings"
	"testing"

	"jotlens/demo"
)

var demoOn = Config{Demo: true}

func TestTheFlowAndItsDemo(t *testing.T) {
	site := newTestSite(t, demoOn)
	w := site.get(flowPath)
	page := plain(t, w)
	for _, want := range []string{"flow.12.js", `data-user="zoe"`, `data-password="quiet-harbor"`, `data-user="otto"`, "curl -i"} {
		if w.Code != 200 || !strings.Contains(page, want) {
			t.Errorf("%d, the page lacks %s", w.Code, want)
		}
	}
	w = site.do(request{"POST", "/demo/login", `{"user":"zoe","password":"quiet-harbor"}`, api("").header})
	var pair struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal([]byte(plain(t, w)), &pair); err != nil || w.Code != 200 || pair.AccessToken == "" {
		t.Fatalf("the login gives %d", w.Code)
	}
	if w = site.do(request{"GET", "/demo/me", "", map[string]string{"Authorization": "Bearer " + pair.AccessToken}}); w.Code != 200 {
		t.Errorf("the token gives %d", w.Code)
	}
	w = site.get("/demo/me")
	if w.Code != 401 || w.Header().Get("WWW-Authenticate") == "" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'; base-uri") {
		t.Errorf("without a token: %d, %v", w.Code, w.Header())
	}
	if strings.Contains(site.log.String(), pair.AccessToken) || !strings.Contains(site.log.String(), `route="POST /demo/login"`) {
		t.Errorf("the log says %s", &site.log)
	}
	if w = site.do(request{"POST", "/demo/login", `{}`, map[string]string{"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}}); w.Code != 403 {
		t.Errorf("another site gets %d", w.Code)
	}
}

// Each switch turns off what it names and no more.
func TestDemoOff(t *testing.T) {
	site := newTestSite(t, serverOn)
	api, err := demo.New(nil, repeat{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range api.Endpoints() {
		w := site.do(request{method: e.Method, path: e.Path})
		if body := plain(t, w); w.Code != 404 || !strings.Contains(body, `"demo-off"`) {
			t.Errorf("%s gives %d: %s", e.Path, w.Code, body)
		}
	}
	w := site.get(flowPath)
	if page := plain(t, w); w.Code != 404 || !strings.Contains(page, "switched off the demo") || !strings.Contains(w.Header().Get("Content-Security-Policy"), "connect-src 'none'") {
		t.Errorf("the page gives %d", w.Code)
	}
	if page := plain(t, site.get("/")); strings.Contains(page, flowPath) {
		t.Error("the inspector leads to it")
	}
}
