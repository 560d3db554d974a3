package web

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/brotli"

	"jotlens/assets"
	"jotlens/handlers"
	"jotlens/views/i18n"
)

// An Export is a site as files, for a host that runs no program of ours. Nothing in
// it answers a form: tokens are checked in the tab alone.
type Export struct {
	Files []ExportedFile
	Rules []HeaderRule
	Moved [][2]string // addresses that lead to another one, and those

	base string // the path of the site
}

// An ExportedFile is one file of an exported site.
type ExportedFile struct {
	Path    string // from the root of the host, with slashes and without one at the beginning: "rules/alg-none.html"
	Content []byte
}

// A HeaderRule says which headers the addresses of a pattern are answered with. No
// two patterns of a site have an address in common.
type HeaderRule struct {
	Pattern string      // a path; {name} stands for one segment
	Headers [][2]string // name and value, in the order of the names
}

// notFoundPage is what hosts answer with where there is nothing, in each language.
const notFoundPage = "/404"

// notExported are addresses that say how a program is.
var notExported = []string{"/healthz", "/readyz", "/version"}

// MakeExport makes the files of a site. The configuration has to say the public URL,
// because the headers name the host.
func MakeExport(config Config) (*Export, error) {
	host, err := url.Parse(config.PublicURL)
	if err != nil || host.Host == "" {
		return nil, fmt.Errorf("web: an exported site needs its public URL")
	}
	config.ServerInspect, config.Demo, config.Language, config.Issuers = false, false, "", nil // all of them need a program
	config.HeadersOff = false
	set, err := assets.Load()
	if err != nil {
		return nil, err
	}
	return makeExport(config, host.Host, set)
}

func makeExport(config Config, host string, set *assets.Set) (*Export, error) {
	site, table, err := assemble(config, slog.New(slog.DiscardHandler), set, time.Now, rand.Reader)
	if err != nil {
		return nil, err
	}
	e := &exporter{host: host, secure: strings.HasPrefix(config.PublicURL, "https:"), site: site, made: Export{base: config.BasePath}}
	for _, row := range table {
		if row.path == assets.Prefix || row.method != http.MethodGet || slices.Contains(notExported, row.path) {
			continue
		}
		if err := e.addRow(row.path, table); err != nil {
			return nil, err
		}
	}
	for _, f := range set.Files() {
		if err := e.add(f.URL, f.URL); err != nil {
			return nil, err
		}
	}
	for _, m := range i18n.Languages() {
		if err := e.add(m.To(notFoundPage), m.To(notFoundPage)+".html"); err != nil {
			return nil, err
		}
	}
	return &e.made, nil
}

// An exporter asks a site for all that it has.
type exporter struct {
	host   string
	secure bool // the site is at https
	site   http.Handler
	made   Export
}

// addRow adds every address of a row of the table.
func (e *exporter) addRow(pattern string, table []route) error {
	claims := regexp.MustCompile("^" + expression(pattern) + "$")
	shared := slices.ContainsFunc(table, func(row route) bool { return row.path != pattern && claims.MatchString(row.path) })
	for _, address := range filled([]string{pattern}, handlers.Values()) {
		rule := pattern
		if shared {
			rule = address // the pattern would claim what belongs to another row
		}
		if err := e.add(address, rule); err != nil {
			return err
		}
	}
	return nil
}

// place is where a value stands in a pattern.
var place = regexp.MustCompile(`\{[a-z]+\}`)

// expression is a pattern as a regular expression, not anchored.
func expression(pattern string) string {
	between := place.Split(pattern, -1)
	for i := range between {
		between[i] = regexp.QuoteMeta(between[i])
	}
	return strings.Join(between, "[^/]+")
}

// filled puts every value into the places of addresses.
func filled(addresses []string, values map[string][]string) []string {
	for name, list := range values {
		var next []string
		for _, address := range addresses {
			if !strings.Contains(address, "{"+name+"}") {
				next = append(next, address)
				continue
			}
			for _, value := range list {
				next = append(next, strings.ReplaceAll(address, "{"+name+"}", value))
			}
		}
		addresses = next
	}
	return addresses
}

// add asks for one address. It adds the answer, packed forms beside it, and a rule
// unless the same is there.
func (e *exporter) add(address, pattern string) error {
	w, err := e.get(address, "")
	if err != nil {
		return err
	}
	want := http.StatusOK
	if strings.HasSuffix(address, notFoundPage) {
		want = http.StatusNotFound
	}
	switch status := cmp.Or(w.status, http.StatusOK); {
	case w.header.Get("Location") != "":
		e.made.Moved = append(e.made.Moved, [2]string{e.made.base + address, w.header.Get("Location")})
		return nil
	case status == http.StatusNotFound && address == pattern && want != status:
		return nil // the configuration leaves it out
	case status != want:
		return fmt.Errorf("web: %s answers %d instead of a file", address, status)
	}
	rule := HeaderRule{e.made.base + pattern, kept(w.header)}
	switch at := slices.IndexFunc(e.made.Rules, func(known HeaderRule) bool { return known.Pattern == rule.Pattern }); {
	case at < 0:
		e.made.Rules = append(e.made.Rules, rule)
	case !slices.Equal(e.made.Rules[at].Headers, rule.Headers):
		return fmt.Errorf("web: %s has other headers than the rest of %s", address, pattern)
	}
	name := fileOf(e.made.base + address)
	e.made.Files = append(e.made.Files, ExportedFile{name, w.body})
	for _, p := range packings {
		packed, err := e.packed(address, w.body, p)
		if err != nil {
			return err
		}
		if packed != nil {
			e.made.Files = append(e.made.Files, ExportedFile{name + p.ending, packed})
		}
	}
	return nil
}

// get is the answer to one request.
func (e *exporter) get(address, coding string) (*memory, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, e.made.base+address, nil)
	if err != nil {
		return nil, err
	}
	r.Host = e.host
	if e.secure {
		r.TLS = &tls.ConnectionState{}
	}
	r.Header.Set("Accept-Encoding", coding)
	w := &memory{header: http.Header{}}
	e.site.ServeHTTP(w, r)
	return w, nil
}

// A packing is a form that hosts can send a file in.
type packing struct {
	coding, ending string
	writer         func(io.Writer) io.WriteCloser
}

// packings are made for files that are worth it. The level of brotli is one that
// takes seconds for all pages together and not minutes.
var packings = []packing{
	{"br", ".br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 5) }},
	{"gzip", ".gz", func(w io.Writer) io.WriteCloser {
		packer, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // fails for levels that do not exist
		return packer
	}},
}

// packed is a packed form of the content of an address; nil where it does not pay. The
// program holds assets packed as small as can be.
func (e *exporter) packed(address string, content []byte, p packing) ([]byte, error) {
	if len(content) < worthIt {
		return nil, nil
	}
	if strings.HasPrefix(address, assets.Prefix) {
		w, err := e.get(address, p.coding)
		if err != nil || w.header.Get("Content-Encoding") != p.coding {
			return nil, err
		}
		return w.body, nil
	}
	var to bytes.Buffer
	w := p.writer(&to)
	_, _ = w.Write(content) // a buffer takes everything
	_ = w.Close()
	return to.Bytes(), nil
}

// kept are the headers that belong to an address and not to one answer.
func kept(all http.Header) (headers [][2]string) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch name {
		case "Content-Encoding", "Content-Length", "Etag", "Vary", "X-Request-Id":
		default:
			headers = append(headers, [2]string{name, all.Get(name)})
		}
	}
	return headers
}

// fileOf is the file of an address: a page is the name with .html, which hosts
// leave out, and the index of a folder where the address ends in a slash.
func fileOf(address string) string {
	name := strings.TrimPrefix(address, "/")
	switch {
	case strings.HasSuffix(address, "/"):
		return name + "index.html"
	case path.Ext(name) == "":
		return name + ".html"
	}
	return name
}
