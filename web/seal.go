package web

import (
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"jotlens/assets"
	"jotlens/demo"
	"jotlens/views"
	"jotlens/views/i18n"
)

// A seal builds the headers that keep what a person pastes inside the tab. A
// browser may load this site's own files, each by its exact address, and
// nothing else.
type seal struct {
	off                     bool           // a proxy sends the headers
	base                    string         // the path of the site, before the others here
	scripts, styles, images []string       // URL paths that a page may load
	tabs                    map[string]tab // what checks tokens in the tab, by the Path of its language
	shared                  []string       // URL paths of what others show with a link to a page
	secrets                 string         // the URL path of the list that a worker may fetch
	pages                   []string       // URL paths that a person may go to from a page
	demo                    []string       // URL paths of the demo, when it is on
	posts                   bool           // whether a page may post its form
	issuers                 bool           // whether a worker may fetch what the operator says about issuers
	ancestors               []string       // what may be around the page of a frame; nil when there is none
}

// A tab is what checks tokens in one language: the URL paths of the worker and of
// the engine that it fetches.
type tab struct{ worker, engine string }

// A header is one header of a response.
type header struct{ name, value string }

// kind is what a response is to the browser that gets it.
type kind int

const (
	pageKind   kind = iota // a document, or something that no browser acts on
	readKind               // a document that nobody puts a token into
	flowKind               // the page that plays the client of the demo
	workerKind             // the worker, which obeys its own headers and not the page's
	embedKind              // the page that other sites show in a frame
	howKind                // the page that shows how, with such a frame
	hostKind               // the script for the page around a frame
	fileKind               // any other asset, and what the demo answers
	sharedKind             // a picture that others may show
)

func newSeal(set *assets.Set, config Config) *seal {
	s := &seal{off: config.HeadersOff, base: config.BasePath, posts: config.ServerInspect, tabs: map[string]tab{}}
	for _, f := range set.Files() {
		switch ext := path.Ext(f.Name); {
		case strings.HasPrefix(f.Name, "worker"), strings.HasPrefix(f.Name, "engine"):
			// each page has those of its own language, below
		case f.Name == secretList:
			s.secrets = f.URL
		case ext == ".png": // no page of ours shows it
			s.shared = append(s.shared, f.URL)
		case ext == ".js":
			s.scripts = append(s.scripts, f.URL)
		case ext == ".css":
			s.styles = append(s.styles, f.URL)
		default:
			s.images = append(s.images, f.URL)
		}
	}
	for _, m := range i18n.Languages() {
		worker, _ := set.File(workerScript(m))
		engine, _ := set.File(engine(m))
		s.tabs[m.Path] = tab{worker.URL, engine.URL}
	}
	return s
}

// headers are the security headers of one response, for a client that calls
// this server by host, the request's Host, in a language.
func (s *seal) headers(k kind, host string, m *i18n.Messages) []header {
	from := sourceList(host, s.base)
	csp := []string{"default-src 'none'"}
	var connections, elsewhere []string
	formAction := "'none'"
	trustedTypes := "'none'"
	ancestors, resources, opener := "'none'", "same-origin", "same-origin"
	switch k {
	case pageKind, readKind, flowKind, embedKind, howKind:
		csp = append(csp,
			"script-src "+from(s.scripts...),
			"style-src "+from(s.styles...),
			"img-src "+from(s.images...)+" data:",
			"worker-src "+from(s.tabs[m.Path].worker),
			connectSrc(k, from, s.demo),
		)
		connections = append(connections, s.scripts...)
		connections = append(connections, s.styles...)
		connections = append(connections, s.images...)
		connections = append(connections, s.tabs[m.Path].worker)
		connections = append(connections, s.pages...)
		trustedTypes = "jotlens"
		switch {
		case k == readKind: // its search says nothing that has to stay here
			formAction = from(m.To(rulesPath), m.To(referencePath+"/"))
			connections = append(connections, m.To(rulesPath)+anyQuery, m.To(referencePath+"/:table")+anyQuery)
			elsewhere = []string{`"https://*/*"`} // the texts cite standards
			opener = "same-origin-allow-popups"   // so that no page with a token can open this one and reach into it
		case k == flowKind: // it asks the demo and has no form
			connections = append(connections, s.demo...)
		case k == embedKind: // it has no form, and its links open tabs of their own
			ancestors, resources = strings.Join(s.ancestors, " "), "cross-origin"
		case k == howKind:
			csp = append(csp, "frame-src "+from(m.To(embedPath)))
			connections = append(connections, m.To(embedPath)+anyQuery)
		case s.posts:
			formAction = "'self'"
		}
	case hostKind, sharedKind:
		resources = "cross-origin"
	case workerKind:
		connections = []string{s.tabs[m.Path].engine, s.secrets}
		if s.issuers {
			connections = append(connections, issuersPath)
		}
		csp = append(csp, "script-src 'wasm-unsafe-eval'", "connect-src "+from(connections...))
	}
	csp = append(csp,
		"base-uri 'none'",
		"form-action "+formAction,
		"frame-ancestors "+ancestors,
		"require-trusted-types-for 'script'",
		"trusted-types "+trustedTypes,
	)
	return []header{
		{"Content-Security-Policy", strings.Join(csp, "; ")},
		{"Connection-Allowlist", allowlist(host, s.base, connections, elsewhere...)},
		{"Integrity-Policy", "blocked-destinations=(script)"},
		{"Cross-Origin-Opener-Policy", opener},
		{"Cross-Origin-Embedder-Policy", "require-corp"},
		{"Cross-Origin-Resource-Policy", resources},
		{"Origin-Agent-Cluster", "?1"},
		{"Permissions-Policy", permissions},
		{"Referrer-Policy", "no-referrer"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-DNS-Prefetch-Control", "off"},
	}
}

// connectSrc lets the page of the flow ask the demo. On every other page only the
// worker fetches.
func connectSrc(k kind, from func(paths ...string) string, demo []string) string {
	if k == flowKind && len(demo) > 0 {
		return "connect-src " + from(demo...)
	}
	return "connect-src 'none'"
}

// permissions switches off what the page never uses. Chromium reports a name
// that it does not know as an error, so the list holds only names it knows.
const permissions = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), " +
	"clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), " +
	"gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), " +
	"microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), " +
	"publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), " +
	"storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()"

var (
	dnsHost  = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?$`) // a name or an IPv4 address
	otherDNS = regexp.MustCompile(`^[a-z0-9._-]+(:[0-9]+)?$`)                   // what else turns up in intranets
	ipv6Host = regexp.MustCompile(`^\[[0-9a-f:.]+\](:[0-9]+)?$`)
)

// sourceList returns a function that turns URL paths, of a site at base, into CSP sources. They
// name the host but no scheme: such a source has the scheme of the page, so it
// holds also behind a proxy that terminates TLS. CSP has no form for some
// hosts, IPv6 addresses above all; there the sources are 'self', and for a
// host that cannot be one, 'none'.
func sourceList(host, base string) func(paths ...string) string {
	host = strings.ToLower(host)
	return func(paths ...string) string {
		switch {
		case dnsHost.MatchString(host) && len(paths) > 0:
			sources := make([]string, len(paths))
			for i, p := range paths {
				sources[i] = host + base + p
			}
			return strings.Join(sources, " ")
		case otherDNS.MatchString(host) || ipv6Host.MatchString(host):
			return "'self'"
		}
		return "'none'"
	}
}

// anyQuery ends the path of an address that may have a query.
const anyQuery = "?*"

// allowlist is the value of Connection-Allowlist for these URL paths, of a site at base, and for
// further patterns. Each is a URL pattern for either scheme, since the one before
// a proxy is unknown, and ends in a question mark, which allows no query: a
// query would carry data. After a group the mark is escaped, or it would make the
// group optional. The colons of an IPv6 address are escaped, or they would start the
// name of a group; the backslash itself is escaped in a structured field.
func allowlist(host, base string, paths []string, elsewhere ...string) string {
	host = strings.ToLower(host)
	if ipv6Host.MatchString(host) {
		address, port, _ := strings.Cut(host, "]")
		host = strings.ReplaceAll(address, ":", `\\:`) + "]" + port
	} else if !otherDNS.MatchString(host) {
		return "()"
	}
	patterns := make([]string, len(paths))
	for i, p := range paths {
		p, query := strings.CutSuffix(p, anyQuery)
		end := "?"
		if strings.HasPrefix(path.Base(p), ":") {
			end = `\\?`
		}
		if query {
			end += "*"
		}
		patterns[i] = `"http{s}?://` + host + base + p + end + `"`
	}
	return "(" + strings.Join(append(patterns, elsewhere...), " ") + ")"
}

// sealed sets the headers on every response.
func (s *seal) sealed(next http.Handler) http.Handler {
	if s.off {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k := pageKind
		m, p := i18n.LanguageOf(r.URL.Path)
		for _, other := range i18n.Languages() {
			if p == s.tabs[other.Path].worker {
				k, m = workerKind, other
			}
		}
		switch {
		case k == workerKind:
		case slices.Contains(s.shared, p):
			k = sharedKind
		case strings.HasPrefix(p, assets.Prefix), strings.HasPrefix(p, demo.Prefix), s.issuers && p == issuersPath:
			k = fileKind
		case p == rulesPath, path.Dir(p) == rulesPath, p == referencePath, path.Dir(p) == referencePath:
			k = readKind
		case p == flowPath:
			k = flowKind
		case p == badgePath:
			k = sharedKind
		case s.ancestors == nil: // no address of a frame is there
		case p == embedPath:
			k = embedKind
		case p == embedHowPath:
			k = howKind
		case r.URL.Path == embedScriptPath:
			k = hostKind
		}
		for _, h := range s.headers(k, r.Host, m) {
			w.Header().Set(h.name, h.value)
		}
		next.ServeHTTP(w, r)
	})
}

// named makes a URL pattern of a route: {id} is :id there.
var named = strings.NewReplacer("{", ":", "}", "")

// allowPages lets a person go from page to page.
func (s *seal) allowPages(table []route) {
	for _, row := range table {
		if row.page || row.linked {
			s.pages = append(s.pages, named.Replace(row.path))
		}
	}
}

// allowDemo lets the page of the flow ask the demo.
func (s *seal) allowDemo(endpoints []demo.Endpoint) {
	for _, e := range endpoints {
		s.demo = append(s.demo, e.Path)
	}
}

// allowFrames lets pages of these origins, and our own, show the page of a frame.
func (s *seal) allowFrames(origins []string) {
	if len(origins) > 0 {
		s.ancestors = append([]string{"'self'"}, origins...)
	}
}

// policy is the seal of a page and of its worker in a form to be read.
func (s *seal) policy(host string) []views.PolicyLine {
	var lines []views.PolicyLine
	for _, h := range s.headers(pageKind, host, i18n.English()) {
		lines = append(lines, views.PolicyLine{Name: h.name, Value: h.value})
	}
	for _, h := range s.headers(workerKind, host, i18n.English())[:2] {
		lines = append(lines, views.PolicyLine{Name: h.name + " (worker)", Value: h.value})
	}
	return lines
}
