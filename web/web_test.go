package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"jotlens/views/i18n"
)

// demoToken is an HS256 token that everybody knows.
const demoToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"

// everything is a request for every answer that the site gives, with canary
// wherever a client can put something.
func everything(canary string) map[string]struct {
	request
	status int
} {
	type answer = struct {
		request
		status int
	}
	with := func(r request, name, value string) request {
		r.header = maps.Clone(r.header)
		r.header[name] = value
		return r
	}
	query := "?" + canary
	escaped := url.QueryEscape(canary)
	quoted := fmt.Sprintf("%q", canary)
	typed := "token=" + escaped + "&key=" + escaped
	plainGet := func(path string) request { return request{method: "GET", path: path} }
	return map[string]answer{
		"page":                  {plainGet("/" + query), 200},
		"page head":             {request{method: "HEAD", path: "/" + query}, 200},
		"token in the query":    {plainGet("/?token=" + escaped), 303},
		"form":                  {form(typed), 200},
		"form example":          {form("example=hs256&" + typed), 200},
		"form unknown example":  {form("example=" + escaped), 400},
		"form unknown encoding": {form(typed + "&key_encoding=" + escaped), 400},
		"form unreadable":       {form("token=%zz" + canary), 400},
		"form too large":        {form("token=" + canary + strings.Repeat("x", MaxBody)), 413},
		"form wrong type":       {with(form(typed), "Content-Type", "text/plain; x="+canary), 415},
		"form compressed":       {with(form(typed), "Content-Encoding", canary), 415},
		"form from elsewhere":   {with(form(typed), "Sec-Fetch-Site", "cross-site"), 403},
		"compare":               {plainGet("/compare" + query), 200},
		"compare form":          {request{"POST", "/compare", "token-a=" + escaped + "&token-b=" + escaped + "&key=" + escaped, form("").header}, 200},
		"the API":               {plainGet("/api" + query), 200},
		"problem":               {plainGet("/problems/not-found" + query), 200},
		"no problem":            {plainGet("/problems/" + escaped), 404},
		"openapi":               {plainGet("/openapi.yaml" + query), 200},
		"privacy":               {plainGet("/privacy" + query), 200},
		"license":               {plainGet("/license" + query), 200},
		"rules":                 {plainGet("/rules" + query), 200},
		"lessons":               {plainGet("/learn" + query), 200},
		"lesson":                {plainGet("/learn/attacks" + query), 200},
		"lesson unknown":        {plainGet("/learn/" + canary), 404},
		"glossary":              {plainGet("/learn/glossary" + query), 200},
		"rules searched":        {plainGet("/rules?q=" + escaped), 200},
		"rules unknown subject": {plainGet("/rules?subject=" + escaped), 400},
		"rules unknown degree":  {plainGet("/rules?severity=" + escaped), 400},
		"rules unreadable":      {plainGet("/rules?q=%zz" + canary), 400},
		"rules long":            {plainGet("/rules?q=" + strings.Repeat(escaped, 50)), 400},
		"reference":             {plainGet("/reference" + query), 200},
		"reference searched":    {plainGet("/reference/claims?q=" + escaped), 200},
		"reference long":        {plainGet("/reference/claims?q=" + strings.Repeat(escaped, 50)), 400},
		"reference unreadable":  {plainGet("/reference/claims?q=%zz" + canary), 400},
		"no reference":          {plainGet("/reference/" + escaped), 404},
		"rule":                  {plainGet("/rules/alg-none" + query), 200},
		"no rule":               {plainGet("/rules/" + escaped + query), 404},
		"rule fires":            {plainGet("/rules/alg-none/fires" + query), 200},
		"rule silent":           {plainGet("/rules/alg-none/silent" + query), 200},
		"no side of a rule":     {plainGet("/rules/alg-none/" + escaped), 404},
		"sample of no rule":     {plainGet("/rules/" + escaped + "/fires"), 404},
		"rule wrong method":     {request{method: "POST", path: "/rules/alg-none", body: canary}, 405},
		"api":                   {api(`{"input":` + quoted + `,"key":` + quoted + `}`), 200},
		"api syntax":            {api(`{"input":` + canary), 400},
		"api unknown member":    {api(`{"input":"",` + quoted + `:1}`), 400},
		"api value":             {api(`{"input":"","now":` + quoted + `}`), 400},
		"api too large":         {api(`{"input":"` + canary + strings.Repeat("x", MaxBody) + `"}`), 413},
		"api wrong type":        {with(api(`{"input":""}`), "Content-Type", "application/"+canary), 415},
		"api compressed":        {with(api(`{"input":""}`), "Content-Encoding", "gzip, "+canary), 415},
		"api from elsewhere":    {with(api(`{"input":""}`), "Sec-Fetch-Site", "cross-site"), 403},
		"api wrong method":      {plainGet("/api/inspect" + query), 405},
		"api nothing":           {plainGet("/api/" + escaped), 404},
		"flow":                  {plainGet("/learn/flow" + query), 404},
		"demo":                  {plainGet("/demo/me" + query), 404},
		"demo login":            {request{"POST", "/demo/login", `{"user":` + quoted + `}`, api("").header}, 404},
		"demo wrong method":     {plainGet("/demo/login" + query), 405},
		"demo nothing":          {plainGet("/demo/" + escaped), 404},
		"embed":                 {plainGet("/embed" + query), 404},
		"embed how":             {plainGet("/embed/how" + query), 200},
		"embed script":          {plainGet("/embed.js" + query), 404},
		"integrity":             {plainGet("/integrity.json" + query), 200},
		"health":                {plainGet("/healthz" + query), 200},
		"ready":                 {plainGet("/readyz" + query), 200},
		"version":               {plainGet("/version" + query), 200},
		"robots":                {plainGet("/robots.txt" + query), 200},
		"sitemap":               {plainGet("/sitemap.xml" + query), 200},
		"llms":                  {plainGet("/llms.txt" + query), 200},
		"badge":                 {plainGet("/badge.svg" + query), 200},
		"badge in Chinese":      {plainGet("/zh-hant/badge.svg" + query), 200},
		"badge wrong method":    {request{"POST", "/badge.svg", canary, nil}, 405},
		"favicon":               {plainGet("/favicon.ico" + query), 302},
		"asset":                 {plainGet("/assets/app.11.css" + query), 200},
		"shared picture":        {plainGet("/assets/share.14.png" + query), 200},
		"engine":                {plainGet("/assets/engine.33.wasm"), 200},
		"secrets":               {plainGet("/assets/known-secrets.99.txt" + query), 200},
		"worker":                {plainGet("/assets/worker.44.js"), 200},
		"no asset":              {plainGet("/assets/" + escaped), 404},
		"asset wrong method":    {request{method: "PUT", path: "/assets/app.11.css"}, 405},
		"nothing":               {plainGet("/" + escaped), 404},
		"wrong method":          {request{method: "DELETE", path: "/" + query, body: canary}, 405},
		"made-up method":        {request{method: "X" + strings.ToUpper(escaped), path: "/privacy"}, 405},
		"path to be cleaned":    {plainGet("/x/../" + escaped + query), 308},
	}
}

func TestEveryAnswer(t *testing.T) {
	t.Run("at the root", func(t *testing.T) { everyAnswer(t, serverOn) })
	based := serverOn
	based.BasePath = "/tools/jwt"
	t.Run("at a path", func(t *testing.T) { everyAnswer(t, based) })
}

func everyAnswer(t *testing.T, config Config) {
	const canary = "canary-5cR3t"
	counts := NewMetrics(Build{Version: "v1"}, nil)
	config.Metrics, config.RateLimit, config.MaxConcurrent = counts, 1000, 10
	site := newTestSite(t, config)
	seal := newSeal(site.set, config)
	seal.allowPages(append(inLanguages([]route{
		{path: "/", page: true}, {path: "/compare", page: true}, {path: "/api", page: true}, {path: "/problems/{code}", page: true}, {path: "/privacy", page: true}, {path: "/license", page: true},
		{path: "/rules", page: true}, {path: "/rules/{id}", page: true}, {path: "/rules/{id}/{side}", page: true}, {path: "/learn", page: true}, {path: "/learn/{slug}", page: true}, {path: flowPath, page: true}, {path: glossaryPath, page: true}, {path: embedHowPath, page: true}, {path: "/reference", page: true}, {path: "/reference/{table}", page: true},
	}), route{path: openAPIPath, linked: true}))
	for name, c := range everything(canary) {
		t.Run(name, func(t *testing.T) {
			site.log.Reset()
			c.request.header = maps.Clone(c.request.header)
			if c.request.header == nil {
				c.request.header = map[string]string{}
			}
			for _, h := range []string{"User-Agent", "Referer", "Cookie", "Authorization", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Request-Id"} {
				c.request.header[h] = canary
			}
			sent := c.request
			sent.path = config.BasePath + sent.path
			w := site.do(sent)
			if w.Code != c.status {
				t.Errorf("the status is %d, want %d", w.Code, c.status)
			}

			k := pageKind
			switch path, _, _ := strings.Cut(c.path, "?"); {
			case path == "/assets/worker.44.js":
				k = workerKind
			case strings.HasSuffix(path, ".png"):
				k = sharedKind
			case strings.HasPrefix(path, "/assets/"):
				k = fileKind
			case path == flowPath:
				k = flowKind
			case strings.HasSuffix(path, badgePath):
				k = sharedKind
			case strings.HasPrefix(path, "/demo/"):
				k = fileKind
			case strings.HasPrefix(path, "/rules") && strings.Count(path, "/") < 3, strings.HasPrefix(path, "/reference"):
				k = readKind
			}
			for _, h := range seal.headers(k, "jotlens.test:8080", i18n.English()) {
				if got := w.Header().Values(h.name); !slices.Equal(got, []string{h.value}) {
					t.Errorf("%s is %q, want %q", h.name, got, h.value)
				}
			}
			if w.Header().Get("Cache-Control") == "" && c.status != 302 {
				t.Error("nothing is said about caching")
			}
			if w.Header().Get("Set-Cookie") != "" {
				t.Error("a cookie is set")
			}
			if strings.HasPrefix(name, "api ") && !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
				t.Errorf("an error of the API is %s", w.Header().Get("Content-Type"))
			}

			lines := strings.Split(strings.TrimSpace(site.log.String()), "\n")
			if len(lines) != 1 || !strings.Contains(lines[0], fmt.Sprintf(" status=%d ", c.status)) || !strings.Contains(lines[0], " route=") ||
				!strings.Contains(lines[0], " duration=") || !strings.Contains(lines[0], " method=") || !strings.Contains(lines[0], " id="+w.Header().Get("X-Request-Id")) {
				t.Errorf("the log says %q", lines)
			}
			var counted bytes.Buffer
			counts.write(&counted)
			for _, secret := range []string{canary, strings.ToUpper(canary), "192.0.2.1"} {
				if strings.Contains(site.log.String(), secret) {
					t.Errorf("the log knows %s: %s", secret, &site.log)
				}
				if strings.Contains(counted.String(), secret) {
					t.Errorf("the metrics know %s", secret)
				}
			}
		})
	}
}

func TestLogKnowsTheRoute(t *testing.T) {
	site := newTestSite(t, serverOn)
	for path, want := range map[string]string{
		"/":                  `route="GET /{$}"`,
		"/license":           `route="GET /license"`,
		"/rules/alg-none":    `route="GET /rules/{id}"`,
		"/assets/app.11.css": `route="GET /assets/"`,
		"/nowhere":           "route=/ ",
		"/healthz":           "level=DEBUG",
		"/readyz":            "level=DEBUG",
	} {
		site.log.Reset()
		site.get(path)
		if !strings.Contains(site.log.String(), want) {
			t.Errorf("%s is logged as %s, want %s", path, &site.log, want)
		}
	}
}

func TestTokenInTheQueryMovesToTheFragment(t *testing.T) {
	site := newTestSite(t, serverOn)
	for _, method := range []string{"GET", "HEAD"} {
		w := site.do(request{method: method, path: "/?token=" + demoToken + "&other=1"})
		location := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther || !strings.HasPrefix(location, "/#") || !strings.Contains(location, "token="+demoToken) || !strings.Contains(location, "seen=server") {
			t.Errorf("%s: %d to %s", method, w.Code, location)
		}
		if w.Header().Get("Cache-Control") != "no-store" || w.Body.Len() != 0 {
			t.Errorf("%s: caching %q, %d bytes", method, w.Header().Get("Cache-Control"), w.Body.Len())
		}
	}
	if w := site.get("/?utm_source=x"); w.Code != 200 {
		t.Errorf("a harmless query gives %d", w.Code)
	}
}

func TestMethods(t *testing.T) {
	site := newTestSite(t, serverOn)
	for path, allow := range map[string]string{
		"/":                  "GET, HEAD, POST",
		"/compare":           "GET, HEAD, POST",
		"/privacy":           "GET, HEAD",
		"/api/inspect":       "POST",
		"/healthz":           "GET, HEAD",
		"/readyz":            "GET, HEAD",
		"/version":           "GET, HEAD",
		"/assets/app.11.css": "GET, HEAD",
	} {
		for _, method := range []string{"DELETE", "OPTIONS", "PATCH"} {
			w := site.do(request{method: method, path: path})
			if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != allow {
				t.Errorf("%s %s: %d, Allow %q, want %q", method, path, w.Code, w.Header().Get("Allow"), allow)
			}
		}
	}
}

func TestCaching(t *testing.T) {
	site := newTestSite(t, serverOn)
	for path, want := range map[string]string{
		"/":                  "no-cache",
		"/compare":           "no-cache",
		"/api":               "no-cache",
		"/problems/demo-off": "no-cache",
		"/openapi.yaml":      "public, max-age=86400",
		"/privacy":           "no-cache",
		"/license":           "no-cache",
		"/rules":             "no-cache",
		"/rules/alg-none":    "no-cache",
		"/reference":         "no-cache",
		"/reference/claims":  "no-cache",
		"/rules/nothing":     "no-store",
		"/nowhere":           "no-store",
		"/healthz":           "no-store",
		"/readyz":            "no-store",
		"/version":           "no-cache",
		"/robots.txt":        "public, max-age=86400",
		"/sitemap.xml":       "public, max-age=86400",
		"/llms.txt":          "public, max-age=86400",
		"/badge.svg":         "public, max-age=86400",
		"/assets/app.11.css": "public, max-age=31536000, immutable",
		"/assets/nowhere":    "no-store",
	} {
		if got := site.get(path).Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for name, r := range map[string]request{"form": form("token=" + demoToken), "api": api(`{"input":""}`), "bad api": api(``)} {
		if got := site.do(r).Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestServerInspectOff(t *testing.T) {
	site := newTestSite(t, Config{})
	for _, r := range []request{form("token=" + demoToken), {"POST", "/compare", "token-a=" + demoToken, form("").header}} {
		w := site.do(r)
		if body := plain(t, w); w.Code != 404 || !strings.Contains(body, "switched off") || strings.Contains(body, demoToken) {
			t.Errorf("the form of %s gives %d: %s", r.path, w.Code, body)
		}
	}
	w := site.do(api(`{"input":"x"}`))
	var problem struct{ Code string }
	if err := json.Unmarshal([]byte(plain(t, w)), &problem); err != nil || w.Code != 404 || problem.Code != "server-inspect-off" {
		t.Errorf("the API gives %d, %v, %v", w.Code, problem, err)
	}
	w = site.get("/")
	if policy := w.Header().Get("Content-Security-Policy"); w.Code != 200 || !strings.Contains(policy, "form-action 'none'") {
		t.Errorf("the page gives %d with %s", w.Code, policy)
	}
}

func TestFavicon(t *testing.T) {
	site := newTestSite(t, serverOn)
	w := site.get("/favicon.ico")
	if got := w.Header().Get("Location"); got != "/assets/icon.22.svg" {
		t.Errorf("the icon is at %s", got)
	}
}

// TestBadge: each language has its own, and other sites may show it.
func TestBadge(t *testing.T) {
	site := newTestSite(t, serverOn)
	for path, says := range map[string]string{"/badge.svg": "Open in Jotlens", "/zh-hant/badge.svg": "在 Jotlens 開啟"} {
		got := site.get(path)
		h := got.Header()
		if got.Code != http.StatusOK || h.Get("Content-Type") != "image/svg+xml" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" || !strings.Contains(got.Body.String(), says) {
			t.Errorf("%s: %d %v %s", path, got.Code, h, got.Body)
		}
		var picture struct {
			XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
		}
		if err := xml.Unmarshal(got.Body.Bytes(), &picture); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		again := site.do(request{method: "GET", path: path, header: map[string]string{"If-None-Match": h.Get("ETag")}})
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s again: %d %s", path, again.Code, again.Body)
		}
	}
	if other := site.get("/favicon.ico").Header().Get("Cross-Origin-Resource-Policy"); other != "same-origin" {
		t.Errorf("other files: %s", other)
	}
}

func TestPrivacyPageShowsThePolicyOfItsHost(t *testing.T) {
	site := newTestSite(t, serverOn)
	if body := plain(t, site.get("/privacy")); !strings.Contains(body, "jotlens.test:8080/assets/worker.44.js") {
		t.Error("the privacy page does not show the policy it is served with")
	}
}

// inLanguages is a table of pages in every language.
func inLanguages(table []route) (all []route) {
	for _, m := range i18n.Languages() {
		for _, row := range table {
			row.path = m.To(row.path)
			all = append(all, row)
		}
	}
	return all
}
