package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"jotlens/web"
)

// The bounds on one answer of a site that is looked at.
const (
	verifyTimeout = 30 * time.Second
	maxAnswer     = 64 << 20 // bytes, unpacked
)

// verifySite compares a site with what this program would serve at its address with
// the same options, and says what differs. That anything does is an error, too.
func (o *options) verifySite(ctx context.Context, stdout io.Writer) error {
	v, err := newVerifier(o)
	if err != nil {
		return err
	}
	differences, err := v.compare(ctx)
	if err != nil {
		return err
	}
	for _, d := range differences {
		fmt.Fprintln(stdout, d)
	}
	version := thisBuild().Version
	if len(differences) > 0 {
		return fmt.Errorf("%d differences between %s and this program, %s, with these options", len(differences), o.site, version)
	}
	fmt.Fprintf(stdout, "%s serves what this program, %s, serves: %d files and pages, and their headers\n", o.site, version, v.compared)
	return nil
}

// checkSite looks at the address of the site, whose path is the base path.
func (o *options) checkSite() error {
	site, err := url.Parse(o.site)
	if err != nil || site.Scheme != "https" && site.Scheme != "http" || site.Host == "" || site.RawQuery != "" || site.User != nil {
		return errors.New("the site must be an address such as https://jwt.example.com/")
	}
	base, err := web.BasePath(site.Path)
	if err != nil {
		return fmt.Errorf("the path of the site %w", err)
	}
	o.basePath = base
	return nil
}

// A verifier compares a site with ours, which is a handler and not served.
type verifier struct {
	host     string // with its scheme
	base     string // the path at which the site stands
	ours     http.Handler
	client   *http.Client
	compared int
}

func newVerifier(o *options) (*verifier, error) {
	site, err := url.Parse(o.site)
	if err != nil {
		return nil, err
	}
	config := o.config()
	if o.issuers != "" {
		// The headers name the address of the list. What stands there changes by the
		// clock and is not compared, so no provider is asked.
		config.Issuers = func() ([]byte, string) { return []byte("{}"), `""` }
	}
	ours, err := web.New(config, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	return &verifier{
		host: site.Scheme + "://" + site.Host, base: o.basePath, ours: ours,
		client: &http.Client{Timeout: verifyTimeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}, nil
}

// compare lists what differs, one sentence each.
func (v *verifier) compare(ctx context.Context) (differences []string, err error) {
	const list = "/integrity.json"
	here, err := v.ask(ctx, v.base+list)
	if err != nil {
		return nil, err
	}
	var built web.Integrity
	if err := json.Unmarshal(here.body, &built); err != nil {
		return nil, err
	}
	there, err := v.fetch(ctx, v.base+list)
	if err != nil {
		return nil, err
	}
	var told web.Integrity
	if json.Unmarshal(there.body, &told) == nil && told.Version != built.Version {
		differences = append(differences, fmt.Sprintf("the site says that it is %q and this program is %q: compare with the same release", told.Version, built.Version))
	}
	for _, d := range slices.Concat(built.Files, built.Pages) {
		if here, err = v.ask(ctx, d.Path); err != nil {
			return nil, err
		}
		if there, err = v.fetch(ctx, d.Path); err != nil {
			return nil, err
		}
		v.compared++
		differences = append(differences, differ(d.Path, here, there)...)
	}
	return differences, nil
}

// An answer is one response, unpacked.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// passing are headers that say something about a connection or a form of the
// content, and that proxies rightly change.
var passing = []string{"Cache-Control", "Content-Encoding", "Content-Length", "Date", "Etag", "Vary", "X-Request-Id"}

// differ lists how an answer differs from ours. Headers that the site sends beside
// ours are none of our business.
func differ(path string, ours, theirs answer) (list []string) {
	if theirs.status != ours.status {
		return []string{fmt.Sprintf("%s answers %d instead of %d", path, theirs.status, ours.status)}
	}
	if !bytes.Equal(ours.body, theirs.body) {
		want, got := sha256.Sum256(ours.body), sha256.Sum256(theirs.body)
		list = append(list, fmt.Sprintf("%s has the SHA-256 %s instead of %s", path, hex.EncodeToString(got[:]), hex.EncodeToString(want[:])))
	}
	for _, name := range slices.Sorted(maps.Keys(ours.header)) {
		want, got := strings.Join(ours.header[name], ", "), strings.Join(theirs.header[name], ", ")
		if got != want && !slices.Contains(passing, name) {
			list = append(list, fmt.Sprintf("%s has the header %s: %.500q instead of %.500q", path, name, got, want))
		}
	}
	return list
}

// ask asks our own handler, as somebody who calls it by the name of the site.
func (v *verifier) ask(ctx context.Context, path string) (answer, error) {
	r, err := v.request(ctx, path)
	if err != nil {
		return answer{}, err
	}
	w := &recorder{header: http.Header{}}
	v.ours.ServeHTTP(w, r)
	return answer{cmp.Or(w.status, http.StatusOK), w.header, w.body.Bytes()}, nil
}

// fetch asks the site.
func (v *verifier) fetch(ctx context.Context, path string) (answer, error) {
	r, err := v.request(ctx, path)
	if err != nil {
		return answer{}, err
	}
	response, err := v.client.Do(r) // #nosec G704 -- the site that the person named
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return answer{}, fmt.Errorf("%s cannot be read: %w", r.URL, err)
	}
	if len(body) > maxAnswer {
		return answer{}, fmt.Errorf("%s is longer than %d MiB", r.URL, maxAnswer>>20)
	}
	return answer{response.StatusCode, response.Header, body}, nil
}

func (v *verifier) request(ctx context.Context, path string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, v.host+path, nil) // #nosec G704 -- the site that the person named
}

// A recorder keeps an answer of our own.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = cmp.Or(w.status, status) }
func (w *recorder) Write(p []byte) (int, error) { return w.body.Write(p) }
