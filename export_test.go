package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExport(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "site")
	var stdout, stderr bytes.Buffer
	args := []string{"export", "-base-path=/tools/jwt/", folder}
	if code := run(context.Background(), args, []string{"JOTLENS_PUBLIC_URL=https://corp.example"}, &stdout, &stderr); code != 0 || !strings.Contains(stdout.String(), filepath.Join(folder, "public")) {
		t.Fatalf("%d, %s%s", code, &stdout, &stderr)
	}
	for name, part := range map[string]string{
		"public/tools/jwt/index.html":                  `href="/tools/jwt/learn"`,
		"public/tools/jwt/zh-hant/rules/alg-none.html": `<html lang="zh-Hant-TW"`,
		"public/_headers":                              "\n/tools/jwt/rules/:id\n",
		"nginx.conf":                                   "corp.example/tools/jwt/assets/",
		"Caddyfile":                                    "corp.example/tools/jwt/assets/",
		"headers.json":                                 `"pattern": "/tools/jwt/rules/{id}/{side}"`,
	} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !strings.Contains(string(text), part) {
			t.Errorf("%s, %v, lacks %q", name, err, part)
		}
	}
	stderr.Reset()
	if code := run(context.Background(), append([]string{"export", "-public-url=https://corp.example"}, folder), nil, &stdout, &stderr); code != 1 || !strings.Contains(stderr.String(), "is not empty") {
		t.Errorf("a folder with files: %d, %s", code, &stderr)
	}
}

func TestExportThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no host":       {[]string{"export", filepath.Join(t.TempDir(), "x")}, 1, "-public-url"},
		"no folder":     {[]string{"export", "-public-url=https://corp.example"}, 2, "one folder"},
		"two folders":   {[]string{"export", "-public-url=https://corp.example", "a", "b"}, 2, "one folder"},
		"a flag behind": {[]string{"export", "a", "-public-url=https://corp.example"}, 2, "after the flags"},
		"not a folder":  {[]string{"export", "-public-url=https://corp.example", "main.go"}, 1, "main.go"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), c.args, nil, &stdout, &stderr); code != c.code || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%s: %d, %s", name, code, &stderr)
		}
	}
}
