package e2e

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"jotlens/web"
)

// exportedHost is the host that the exported headers name, until a story says
// where its own nginx is.
const exportedHost = "exported.example"

// A folder is a site as files, made once for all stories with its configuration.
type folder struct {
	once         sync.Once
	dir          string
	files        []string // their paths in it
	nginx, caddy string   // the rules of hosts
	err          error
}

var folders struct {
	mu  sync.Mutex
	all map[string]*folder
}

// exported is the folder with a site, made when it is first asked for.
func exported(config web.Config) *folder {
	key := strings.Join(config.EmbedOrigins, " ")
	if config.EmbedKey {
		key += " key"
	}
	folders.mu.Lock()
	if folders.all == nil {
		folders.all = map[string]*folder{}
	}
	f := folders.all[key]
	if f == nil {
		f = &folder{}
		folders.all[key] = f
	}
	folders.mu.Unlock()
	f.once.Do(func() {
		config.PublicURL = "http://" + exportedHost
		f.err = f.write(config)
	})
	return f
}

func (f *folder) write(config web.Config) error {
	made, err := web.MakeExport(config)
	if err != nil {
		return err
	}
	if f.dir, err = os.MkdirTemp("", "jotlens-files-"); err != nil {
		return err
	}
	for _, file := range made.Files {
		f.files = append(f.files, file.Path)
		name := filepath.Join(f.dir, filepath.FromSlash(file.Path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, file.Content, 0o644)); err != nil {
			return err
		}
	}
	f.nginx, f.caddy = string(made.Nginx()), string(made.Caddy())
	return os.Chmod(f.dir, 0o755)
}

// removeFolders removes what the stories had made.
func removeFolders() {
	for _, f := range folders.all {
		_ = os.RemoveAll(f.dir)
	}
}

// serveFiles starts nginx with an exported site for one story. What it is asked
// passes a recorder before it.
func serveFiles(t testing.TB, config web.Config) *server {
	t.Helper()
	f := exported(config)
	if f.err != nil {
		t.Fatal(f.err)
	}
	s := &server{}
	var toNginx *httputil.ReverseProxy
	listening := httptest.NewServer(s.recording(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		toNginx.ServeHTTP(w, r)
	})))
	t.Cleanup(listening.Close)
	s.URL = listening.URL
	host := strings.TrimPrefix(listening.URL, "http://")
	behind, err := url.Parse(behindNginx(t, "root "+f.dir+";\n"+strings.ReplaceAll(f.nginx, exportedHost, host)))
	if err != nil {
		t.Fatal(err)
	}
	toNginx = &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host
	}}
	return s
}
