package web

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"jotlens/assets"
	"jotlens/handlers"
	"jotlens/views/i18n"
)

// chance is a source that is never the same.
type chance struct{ next byte }

func (c *chance) Read(p []byte) (int, error) {
	for i := range p {
		c.next += 7
		p[i] = c.next
	}
	return len(p), nil
}

// otherSite is a site of the same configuration on another day.
func otherSite(t *testing.T, config Config) *testSite {
	t.Helper()
	site := &testSite{set: testAssets(t)}
	config.Version, config.License = "v1.2.3-test", "The text of the license & its <terms>."
	later := func() time.Time { return testNow.Add(100*24*time.Hour + time.Second) }
	handler, err := newSite(config, slog.New(slog.NewTextHandler(io.Discard, nil)), site.set, later, &chance{})
	if err != nil {
		t.Fatal(err)
	}
	site.Handler = handler
	return site
}

// integrityConfigs are the sites whose lists are looked at.
var integrityConfigs = map[string]Config{
	"at the root": {ServerInspect: true},
	"with everything, at a path": {
		ServerInspect: true, Demo: true, BasePath: "/tools/jwt", PublicURL: "https://corp.example",
		EmbedOrigins: []string{"https://docs.example"},
	},
}

func readIntegrity(t *testing.T, site *testSite, base string) (list Integrity) {
	t.Helper()
	w := site.get(base + integrityPath)
	if err := json.Unmarshal([]byte(plain(t, w)), &list); err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%d, %s, %v", w.Code, w.Header().Get("Content-Type"), err)
	}
	return list
}

// TestIntegrityIsOfWhatIsServed fetches all that is listed from another process on
// another day, as another client.
func TestIntegrityIsOfWhatIsServed(t *testing.T) {
	for name, config := range integrityConfigs {
		t.Run(name, func(t *testing.T) {
			site := newTestSite(t, config)
			list, other := readIntegrity(t, site, config.BasePath), otherSite(t, config)
			if list.Version != "v1.2.3-test" {
				t.Errorf("the version is %q", list.Version)
			}
			for _, f := range site.set.Files() {
				if !slices.ContainsFunc(list.Files, func(d Digest) bool { return d.Path == config.BasePath+f.URL }) {
					t.Errorf("%s is not listed", f.URL)
				}
			}
			for _, d := range slices.Concat(list.Files, list.Pages) {
				w := other.do(request{method: "GET", path: d.Path, header: map[string]string{
					"Accept-Encoding": "br, gzip", "Accept-Language": "zh-TW", "User-Agent": "another", "Cookie": "a=b", "Sec-Fetch-Site": "none",
				}})
				body := []byte(plain(t, w))
				short, long := sha256.Sum256(body), sha512.Sum384(body)
				if w.Code != http.StatusOK || d.Bytes != len(body) || d.SHA256 != hex.EncodeToString(short[:]) ||
					d.Integrity != "sha384-"+base64.StdEncoding.EncodeToString(long[:]) {
					t.Errorf("%s: %d with %d bytes is not what the list says: %+v", d.Path, w.Code, len(body), d)
				}
			}
		})
	}
}

// TestIntegrityLeavesOutOnlyWhatVaries shows that what is missing differs from
// request to request, so that no digest of it would mean anything.
func TestIntegrityLeavesOutOnlyWhatVaries(t *testing.T) {
	config := integrityConfigs["with everything, at a path"]
	config.PublicURL = "" // nothing but the request names a host
	site, other := newTestSite(t, config), otherSite(t, config)
	list := readIntegrity(t, site, config.BasePath)
	for _, entry := range readSitemap(t, site).URLs {
		path := strings.TrimPrefix(entry.Address, "http://jotlens.test:8080")
		if slices.ContainsFunc(list.Pages, func(d Digest) bool { return d.Path == path }) {
			continue
		}
		_, address := i18n.LanguageOf(strings.TrimPrefix(path, config.BasePath))
		if strings.HasPrefix(address, "/learn/") {
			continue // some lessons have an example with a time
		}
		if !slices.Contains(varying, address) {
			t.Errorf("%s is not listed", path)
		}
		here := plain(t, site.get(path))
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "elsewhere.test"
		w := httptest.NewRecorder()
		other.ServeHTTP(w, r)
		if here == plain(t, w) {
			t.Errorf("%s is the same for everybody and could be listed", path)
		}
	}
	if len(list.Pages) < 2*len(handlers.Values()["id"]) {
		t.Errorf("only %d pages are listed", len(list.Pages))
	}
}

// TestIntegrityOfAssetsIsTheOneInThePages compares the list with what pages demand
// of their scripts, when there are assets.
func TestIntegrityOfAssetsIsTheOneInThePages(t *testing.T) {
	set, err := assets.Load()
	if errors.Is(err, assets.ErrNotBuilt) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	list, err := digests(Config{}, set, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.Files {
		i := slices.IndexFunc(set.Files(), func(f assets.File) bool { return f.URL == d.Path })
		if i < 0 || set.Files()[i].Integrity != d.Integrity || set.Files()[i].Bytes != int64(d.Bytes) {
			t.Errorf("the manifest of the assets does not agree with %+v", d)
		}
	}
}
