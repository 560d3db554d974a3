package issuers

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"jotlens/jose"
)

// The bounds of one request to a provider.
const (
	maxBody     = 512 << 10 // bytes, unpacked
	dialTimeout = 5 * time.Second
	fetchTime   = 10 * time.Second // for an answer from the first byte to the last
)

// A fetcher gets the key set of one issuer.
type fetcher struct {
	issuer *Issuer
	client *http.Client
	file   string // the key set, when it is a file
	keys   page   // the answer before, to ask whether it is still good
	about  page   // likewise the discovery document
	uri    string // where that says that the keys are
}

// A page is what is remembered of an answer.
type page struct {
	etag    string
	address string // that was asked
}

// An answer is a key set with how long the provider calls it fresh.
type answer struct {
	same  bool // nothing has changed since the answer before
	set   keySet
	fresh time.Duration // 0 when it does not say
}

// newFetcher reads the authorities of an issuer.
func newFetcher(c *Config, i *Issuer) (*fetcher, error) {
	f := &fetcher{issuer: i}
	if i.JWKSFile != "" {
		f.file = c.file(i.JWKSFile)
		return f, nil
	}
	transport := &http.Transport{
		DialContext:            (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    dialTimeout,
		ResponseHeaderTimeout:  fetchTime,
		MaxResponseHeaderBytes: 64 << 10,
		DisableKeepAlives:      true, // minutes lie between two requests
		ForceAttemptHTTP2:      true,
	}
	if c.Proxy == "environment" {
		transport.Proxy = http.ProxyFromEnvironment
	}
	if i.CAFile != "" {
		pem, err := os.ReadFile(c.file(i.CAFile))
		if err != nil {
			return nil, fmt.Errorf("the authorities of “%s” cannot be read: %w", i.Name, err)
		}
		transport.TLSClientConfig.RootCAs = x509.NewCertPool()
		if !transport.TLSClientConfig.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("the authorities of “%s”: there is no certificate in %s; it must be PEM", i.Name, c.file(i.CAFile))
		}
	}
	f.client = &http.Client{
		Transport: transport,
		// A redirect would lead where the operator did not say.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f, nil
}

// fetch gets the keys from where the operator said that they are.
func (f *fetcher) fetch(ctx context.Context) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	if f.file != "" {
		return f.read()
	}
	address := f.issuer.JWKSURI
	if f.issuer.discovers() {
		if err := f.discover(ctx); err != nil {
			return answer{}, err
		}
		address = f.uri
	}
	body, fresh, err := f.get(ctx, address, &f.keys)
	if err != nil || body == nil {
		return answer{same: true, fresh: fresh}, err
	}
	set, err := readKeys(body)
	if err != nil {
		f.keys = page{} // a set that was refused must not be called unchanged
	}
	return answer{set: set, fresh: fresh}, err
}

func (f *fetcher) read() (answer, error) {
	file, err := os.Open(f.file)
	if err != nil {
		return answer{}, err
	}
	defer file.Close()
	body, err := bounded(file)
	if err != nil {
		return answer{}, err
	}
	set, err := readKeys(body)
	return answer{set: set}, err
}

// discover asks the provider where its keys are (OpenID Connect Discovery 1.0
// §4). Its answer chooses among the hosts that the operator allows, no more.
func (f *fetcher) discover(ctx context.Context) error {
	body, _, err := f.get(ctx, f.issuer.discovery(), &f.about)
	if err != nil || body == nil {
		return err
	}
	if err := f.described(body); err != nil {
		f.about = page{} // it must not be called unchanged
		return err
	}
	return nil
}

// described reads the discovery document.
func (f *fetcher) described(body []byte) error {
	d := jose.ReadJSON(body)
	if !d.IsWholeObject() || !d.Valid() { // of two issuers, who knows which one is meant
		return errors.New("the discovery document is not a JSON object")
	}
	text := func(name string) string {
		if n := d.Member(name); n != nil && n.Kind == jose.String {
			return n.Value
		}
		return ""
	}
	if text("issuer") != f.issuer.Issuer {
		return errors.New("the discovery document names another issuer; “issuer” in the list must be the same, to the character")
	}
	uri := text("jwks_uri")
	if err := f.issuer.fetchable(uri); err != nil {
		return fmt.Errorf("the jwks_uri of the discovery document %w", err)
	}
	own, _ := url.Parse(f.issuer.Issuer) // both were checked
	u, _ := url.Parse(uri)
	if host := strings.ToLower(u.Host); host != strings.ToLower(own.Host) && !slices.Contains(f.issuer.Hosts, host) {
		return errors.New("the discovery document has its keys on another host; list that host in “hosts”, or name jwks_uri")
	}
	f.uri = uri
	return nil
}

// get asks for one document. The body is nil when it is the one of before.
func (f *fetcher) get(ctx context.Context, address string, before *page) (body []byte, fresh time.Duration, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, err
	}
	request.Header.Set("Accept", "application/json, application/jwk-set+json")
	request.Header.Set("User-Agent", "jotlens")
	if before.etag != "" && before.address == address {
		request.Header.Set("If-None-Match", before.etag)
	}
	response, err := f.client.Do(request)
	if err != nil {
		return nil, 0, cause(err)
	}
	defer response.Body.Close()
	fresh = freshness(response.Header)
	switch {
	case response.StatusCode == http.StatusNotModified && request.Header.Get("If-None-Match") != "":
		return nil, fresh, nil
	case response.StatusCode >= 300 && response.StatusCode < 400:
		return nil, 0, errors.New("the provider redirects, which is not followed; name the address that it leads to")
	case response.StatusCode != http.StatusOK:
		return nil, 0, fmt.Errorf("the provider answers with status %d", response.StatusCode)
	}
	if body, err = bounded(response.Body); err != nil {
		return nil, 0, cause(err)
	}
	*before = page{response.Header.Get("ETag"), address}
	return body, fresh, nil
}

// bounded reads everything, or says that it is too long.
func bounded(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = fmt.Errorf("the answer is longer than %d kB", maxBody>>10)
	}
	return body, err
}

// cause is an error without the address that was asked, which the log need not
// repeat.
func cause(err error) error {
	if outer, ok := errors.AsType[*url.Error](err); ok {
		err = outer.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("the provider has not answered within %s", fetchTime)
	}
	return err
}

// freshness is how long an answer may be used without asking, as Cache-Control
// says it (RFC 9111 §5.2.2.1).
func freshness(h http.Header) time.Duration {
	for directive := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		if seconds, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(directive)), "max-age="); ok {
			n, err := strconv.ParseInt(strings.Trim(seconds, `"`), 10, 32)
			if err == nil && n > 0 {
				return time.Duration(n) * time.Second
			}
		}
	}
	return 0
}
