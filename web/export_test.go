package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// testExport is a site as files, and the same site as it answers.
func testExport(t *testing.T, config Config) (*Export, *testSite) {
	t.Helper()
	made, err := makeExport(config, "jotlens.test:8080", testAssets(t))
	if err != nil {
		t.Fatal(err)
	}
	return made, newTestSite(t, config)
}

// served finds the file and the rule of an address as a host does.
func served(t *testing.T, made *Export, files map[string][]byte, path string) (content []byte, headers [][2]string) {
	t.Helper()
	name := strings.TrimPrefix(path, "/")
	for _, candidate := range []string{name, name + ".html", name + "index.html"} {
		if found, ok := files[candidate]; ok {
			content = found
			break
		}
	}
	claims := 0
	for _, rule := range made.Rules {
		if regexp.MustCompile("^" + expression(rule.Pattern) + "$").MatchString(path) {
			headers = rule.Headers
			claims++
		}
	}
	if claims > 1 {
		t.Errorf("%d rules claim %s", claims, path)
	}
	return content, headers
}

// TestExportAnswersLikeTheProgram follows every address that an exported page
// names, and finds there what the program answers.
func TestExportAnswersLikeTheProgram(t *testing.T) {
	config := Config{BasePath: "/tools/jwt", PublicURL: "https://corp.example", EmbedOrigins: []string{"https://docs.example.com"}}
	made, site := testExport(t, config)
	files := map[string][]byte{}
	for _, f := range made.Files {
		if _, twice := files[f.Path]; twice {
			t.Errorf("%s is there twice", f.Path)
		}
		files[f.Path] = f.Content
	}
	moved := map[string]string{}
	for _, m := range made.Moved {
		moved[m[0]] = m[1]
	}
	pages, seen := 0, map[string]bool{}
	queue := []string{"/tools/jwt/", "/tools/jwt/zh-hant/", "/tools/jwt/zh-hant", "/tools/jwt/rules/alg-none/fires", "/tools/jwt/embed"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		want := site.get(path)
		if to := want.Header().Get("Location"); to != "" {
			if moved[path] != to {
				t.Errorf("%s leads to %q, want %q", path, moved[path], to)
			}
			continue
		}
		content, headers := served(t, made, files, path)
		if want.Code != http.StatusOK || content == nil {
			t.Errorf("%s: the program answers %d, the folder has it: %v", path, want.Code, content != nil)
			continue
		}
		for _, h := range headers {
			if got := want.Header().Get(h[0]); got != h[1] {
				t.Errorf("%s: the rule says %s is %q, the program %q", path, h[0], h[1], got)
			}
		}
		if len(headers) < 12 || !slices.ContainsFunc(headers, func(h [2]string) bool { return h[0] == "Content-Security-Policy" }) {
			t.Errorf("%s has %d headers", path, len(headers))
		}
		if !strings.HasPrefix(want.Header().Get("Content-Type"), "text/html") {
			continue
		}
		pages++
		for _, found := range address.FindAllStringSubmatch(string(content), -1) {
			u, err := url.Parse(strings.TrimPrefix(strings.ReplaceAll(found[1], "&amp;", "&"), config.PublicURL))
			if err != nil {
				t.Errorf("%s names %q", path, found[1])
				continue
			}
			queue = append(queue, u.Path)
		}
	}
	if pages < 2*(190+170*2) {
		t.Errorf("looked at %d pages only", pages)
	}
	for _, name := range []string{"tools/jwt/404.html", "tools/jwt/zh-hant/404.html", "tools/jwt/sitemap.xml", "tools/jwt/openapi.yaml", "tools/jwt/rules.html.br", "tools/jwt/rules.html.gz"} {
		if files[name] == nil {
			t.Errorf("there is no %s", name)
		}
	}
}

func TestHeaderFiles(t *testing.T) {
	made := &Export{
		Rules: []HeaderRule{
			{"/", [][2]string{{"Content-Type", "text/html; charset=utf-8"}, {"X-Test", `it's "a\\b"`}}},
			{"/rules/{id}", [][2]string{{"Content-Type", "text/html; charset=utf-8"}, {"X-Test", `it's "a\\b"`}}},
			{"/a.b.css", [][2]string{{"Content-Type", "text/css"}, {"X-Test", "c"}}},
		},
		Moved: [][2]string{{"/zh-hant", "/zh-hant/"}},
	}
	const headers = "/\n  X-Test: it's \"a\\\\b\"\n/rules/:id\n  X-Test: it's \"a\\\\b\"\n/a.b.css\n  X-Test: c\n"
	if got := string(made.Headers()); got != headers {
		t.Errorf("the headers are\n%s\nwant\n%s", got, headers)
	}
	nginx := string(made.Nginx())
	for _, want := range []string{
		"location = /zh-hant { return 301 /zh-hant/; }\n",
		"location / { return 404; error_page 404 /404.html; }\n",
		"location /zh-hant/ { return 404; error_page 404 /zh-hant/404.html; }\n",
		"location ~ '^(?:/|/rules/[^/]+)$' {\n\ttypes { }\n\tdefault_type 'text/html; charset=utf-8';\n\tadd_header X-Test 'it\\'s \"a\\\\\\\\b\"' always;\n\terror_page 404 /404.html;\n\ttry_files $uri $uri.html ${uri}index.html =404;\n}\n",
		`location ~ '^(?:/a\\.b\\.css)$' {`,
	} {
		if !strings.Contains(nginx, want) {
			t.Errorf("nginx lacks %s in\n%s", want, nginx)
		}
	}
	made.base = "/tools"
	caddy := string(made.Caddy())
	for _, want := range []string{"@jotlens0 path_regexp `^(?:/|/rules/[^/]+)$`\nheader @jotlens0 {\n", "\tX-Test `it's \"a\\\\b\"`\n", "handle /tools/zh-hant/* {", "rewrite * /tools/404.html"} {
		if !strings.Contains(caddy, want) {
			t.Errorf("Caddy lacks %s in\n%s", want, caddy)
		}
	}
	text, err := made.HeadersJSON()
	var rules []struct {
		Pattern string
		Headers map[string]string
	}
	if err != nil || json.Unmarshal(text, &rules) != nil || len(rules) != 3 || rules[1].Headers["X-Test"] != `it's "a\\b"` {
		t.Errorf("the JSON is %s, %v", text, err)
	}
}

func TestExportNeedsItsHost(t *testing.T) {
	if _, err := MakeExport(Config{}); err == nil || !strings.Contains(err.Error(), "public URL") {
		t.Errorf("the error is %v", err)
	}
}
