package web

import (
	"net/http"
	"slices"
	"strings"

	"jotlens/assets"
	"jotlens/demo"
	"jotlens/handlers"
	"jotlens/views/i18n"
)

// A route is one row of the table of addresses.
type route struct {
	method  string // GET answers HEAD too; "" is every method
	path    string // as in an address; a final slash takes everything below
	handler http.Handler
	page    bool // a person can go there
	linked  bool // a page leads there, and it is none
	below   bool // another row, a wider pattern, answers the wrong methods
	api     bool // errors are problem details, not pages
	costly  bool // the server computes for whoever asks, within limits
}

// rulesPath is the address of the rules; each has a page below it.
const rulesPath = "/rules"

// flowPath is the address of the page that plays the client of the demo.
const flowPath = "/learn/flow"

// glossaryPath is the address of the terms with their meanings.
const glossaryPath = "/learn/glossary"

// referencePath is the address of the reference; each table has a page below it.
const referencePath = "/reference"

// badgePath is the address of the picture in documentation on other sites.
const badgePath = "/badge.svg"

// issuersPath is the address of what the operator says about issuers, for the
// workers of pages.
const issuersPath = "/issuers.json"

// openAPIPath is the address of the description of the API for programs.
const openAPIPath = "/openapi.yaml"

// routes is the table of addresses.
func routes(config Config, h *handlers.Handlers, set *assets.Set, api *demo.API) ([]route, error) {
	var table []route
	for _, m := range i18n.Languages() {
		pages, err := pageRoutes(config, m, h)
		if err != nil {
			return nil, err
		}
		table = append(table, pages...)
	}
	table = append(table, []route{
		{method: "POST", path: "/api/inspect", handler: h.API(fromHere(h.InspectAPI)), api: true, costly: true},
		{method: "GET", path: openAPIPath, handler: http.HandlerFunc(handlers.OpenAPI), linked: true},
		{method: "GET", path: integrityPath, handler: h.Page(integrity(config, set, h, &table))},
		{method: "GET", path: "/healthz", handler: http.HandlerFunc(handlers.Health)},
		{method: "GET", path: "/readyz", handler: http.HandlerFunc(config.Ready.answer)},
		{method: "GET", path: "/version", handler: http.HandlerFunc(config.Build.answer)},
		{method: "GET", path: "/robots.txt", handler: http.HandlerFunc(h.Robots)},
		{method: "GET", path: "/sitemap.xml", handler: h.Page(h.Sitemap)},
		{method: "GET", path: "/llms.txt", handler: http.HandlerFunc(h.LLMs)},
		{method: "GET", path: i18n.TraditionalChinese().To(""), handler: http.RedirectHandler(config.BasePath+i18n.TraditionalChinese().To("/"), http.StatusMovedPermanently)},
		{method: "GET", path: "/favicon.ico", handler: http.RedirectHandler(h.Site.Icon, http.StatusFound)},
		{method: "GET", path: embedScriptPath, handler: embedScript(config, h, set)},
		{method: "GET", path: assets.Prefix, handler: set},
		{path: "/api/", handler: h.API(handlers.Fail(&handlers.Error{Code: handlers.NotFound})), api: true},
	}...)
	if config.Issuers != nil {
		table = append(table, route{method: "GET", path: issuersPath, handler: http.HandlerFunc(h.ShowIssuers)})
	}
	table = append(table, demoRoutes(config, h, api)...)
	if !config.ServerInspect {
		off := handlers.Fail(&handlers.Error{Code: handlers.ServerInspectOff})
		for i := range table {
			switch {
			case strings.HasPrefix(table[i].path, demo.Prefix): // it has a switch of its own
			case table[i].method == "POST" && table[i].api:
				table[i].handler, table[i].costly = h.API(off), false
			case table[i].method == "POST":
				table[i].handler, table[i].costly = h.Page(off), false
			}
		}
	}
	return table, nil
}

// pageRoutes are the addresses of the pages in one language.
func pageRoutes(config Config, m *i18n.Messages, h *handlers.Handlers) ([]route, error) {
	inspector, err := prerendered(h.Page(h.ShowInspector), m.To("/"))
	if err != nil {
		return nil, err
	}
	license, err := prerendered(h.Page(h.ShowLicense), m.To("/license"))
	if err != nil {
		return nil, err
	}
	badge, err := assets.Badge(m.Tag)
	if err != nil {
		return nil, err
	}
	table := []route{
		{method: "GET", path: "/", handler: h.MoveQuery(greeted(config, m, inspector)), page: true},
		{method: "POST", path: "/", handler: h.Page(fromHere(h.SubmitInspector)), costly: true},
		{method: "GET", path: "/compare", handler: h.Page(h.ShowCompare), page: true},
		{method: "POST", path: "/compare", handler: h.Page(fromHere(h.SubmitCompare)), costly: true},
		{method: "GET", path: "/api", handler: h.Page(h.ShowAPI), page: true},
		{method: "GET", path: "/problems/{code}", handler: h.Page(h.ShowProblemType), page: true},
		{method: "GET", path: "/privacy", handler: h.Page(h.ShowPrivacy), page: true},
		{method: "GET", path: "/license", handler: license, page: true},
		{method: "GET", path: badgePath, handler: badge},
		{method: "GET", path: rulesPath, handler: h.Page(h.ShowRules), page: true},
		{method: "GET", path: rulesPath + "/{id}", handler: h.Page(h.ShowRule), page: true},
		{method: "GET", path: rulesPath + "/{id}/{side}", handler: h.Page(h.ShowRuleSample), page: true},
		{method: "GET", path: "/learn", handler: h.Page(h.ShowLessons), page: true},
		{method: "GET", path: "/learn/{slug}", handler: h.Page(h.ShowLesson), page: true},
		{method: "GET", path: flowPath, handler: h.Page(h.ShowFlow), page: true, below: true},
		{method: "GET", path: glossaryPath, handler: h.Page(h.ShowGlossary), page: true, below: true},
		{method: "GET", path: embedPath, handler: h.Page(h.ShowEmbed)},
		{method: "GET", path: embedHowPath, handler: h.Page(h.ShowEmbedHow), page: true},
		{method: "GET", path: referencePath, handler: h.Page(h.ShowReferenceIndex), page: true},
		{method: "GET", path: referencePath + "/{table}", handler: h.Page(h.ShowReference), page: true},
	}
	for i := range table {
		table[i].path = m.To(table[i].path)
	}
	return table, nil
}

// demoRoutes are the addresses of the demo, which say that it is off where it is.
func demoRoutes(config Config, h *handlers.Handlers, api *demo.API) (table []route) {
	off := h.API(handlers.Fail(&handlers.Error{Code: handlers.DemoOff}))
	for _, e := range api.Endpoints() {
		row := route{method: e.Method, path: e.Path, handler: e.Handler, api: true, costly: true}
		if !config.Demo {
			row.handler, row.costly = off, false
		}
		table = append(table, row)
	}
	return append(table, route{path: demo.Prefix, handler: h.API(handlers.Fail(&handlers.Error{Code: handlers.NotFound})), api: true})
}

// isHome reports whether a path is that of the inspector in some language.
func isHome(path string) bool {
	_, rest := i18n.LanguageOf(path)
	return rest == "/"
}

// newMux makes the router of a table. What no row answers is a page that says
// so: the wrong method of an address, or no such address.
func newMux(table []route, h *handlers.Handlers) *http.ServeMux {
	mux := http.NewServeMux()
	notFound := handlers.Fail(&handlers.Error{Code: handlers.NotFound})
	for i, row := range table {
		pattern := row.path
		folder, below := strings.CutSuffix(pattern, "/")
		switch {
		case isHome(pattern):
			pattern += "{$}" // the page itself and not everything below
		case below && !slices.ContainsFunc(table, func(other route) bool { return other.path == folder }):
			mux.Handle(folder, h.Page(notFound)) // or the router would lead to the folder
		}
		if row.method == "" {
			mux.Handle(pattern, row.handler)
			continue
		}
		mux.Handle(row.method+" "+pattern, row.handler)
		if row.below {
			continue // two patterns would claim the same request
		}
		if slices.IndexFunc(table, func(other route) bool { return other.path == row.path }) == i {
			wrong := handlers.Fail(&handlers.Error{Code: handlers.MethodNotAllowed, Allow: methods(table, row.path)})
			if row.api {
				mux.Handle(pattern, h.API(wrong))
			} else {
				mux.Handle(pattern, h.Page(wrong))
			}
		}
	}
	mux.Handle("/", h.Page(notFound))
	return mux
}

// methods are those that an address answers.
func methods(table []route, path string) (allow []string) {
	for _, row := range table {
		if row.path == path {
			allow = append(allow, row.method)
			if row.method == "GET" {
				allow = append(allow, "HEAD")
			}
		}
	}
	return allow
}

// fromHere refuses what a page of another site makes a browser send.
func fromHere(f handlers.Func) handlers.Func {
	var protection http.CrossOriginProtection
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := protection.Check(r); err != nil {
			return &handlers.Error{Code: handlers.CrossOrigin, Err: err}
		}
		return f(w, r)
	}
}
