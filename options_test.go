package main

import (
	"io"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestReadOptions(t *testing.T) {
	standard := options{
		listen: "localhost:8080", securityHeaders: true, serverInspect: true, demo: true, defaultLanguage: "en",
		rateLimit: 120, maxConcurrent: 32, maxBody: 256 << 10, logFormat: "text",
	}
	for name, c := range map[string]struct {
		args, environment []string
		want              func(*options)
	}{
		"nothing":          {nil, []string{"PATH=/bin", "JOTLENS=x"}, func(*options) {}},
		"flags":            {[]string{"-listen", ":80", "-server-inspect=off", "-log-format", "json"}, nil, func(o *options) { o.listen, o.serverInspect, o.logFormat = ":80", false, "json" }},
		"environment":      {nil, []string{"JOTLENS_LISTEN=:80", "JOTLENS_SERVER_INSPECT=off", "JOTLENS_LOG_FORMAT=json"}, func(o *options) { o.listen, o.serverInspect, o.logFormat = ":80", false, "json" }},
		"no demo":          {[]string{"-demo=off"}, nil, func(o *options) { o.demo = false }},
		"no demo there":    {nil, []string{"JOTLENS_DEMO=off"}, func(o *options) { o.demo = false }},
		"a public address": {[]string{"-public-url=https://jwt.example.com"}, nil, func(o *options) { o.publicURL = "https://jwt.example.com" }},
		"its variable":     {nil, []string{"JOTLENS_PUBLIC_URL=http://localhost:8080"}, func(o *options) { o.publicURL = "http://localhost:8080" }},
		"frames": {[]string{"-embed-origins", "https://Docs.example.com  https://*.example.org", "-embed-key=on"}, nil, func(o *options) {
			o.embedOrigins, o.embedKey = []string{"https://docs.example.com", "https://*.example.org"}, true
		}},
		"frames there":          {nil, []string{"JOTLENS_EMBED_ORIGINS=http://localhost:3000", "JOTLENS_EMBED_KEY=off"}, func(o *options) { o.embedOrigins = []string{"http://localhost:3000"} }},
		"a flag wins":           {[]string{"-listen=:81", "-server-inspect=on"}, []string{"JOTLENS_LISTEN=:80", "JOTLENS_SERVER_INSPECT=off"}, func(o *options) { o.listen = ":81" }},
		"the default wins":      {[]string{"-listen=localhost:8080"}, []string{"JOTLENS_LISTEN=:80"}, func(*options) {}},
		"healthcheck":           {[]string{"healthcheck", "-listen=:80"}, nil, func(o *options) { o.command, o.listen = commandHealthcheck, ":80" }},
		"version":               {[]string{"-version"}, nil, func(o *options) { o.command = commandVersion }},
		"version for a program": {[]string{"version", "-json"}, []string{"JOTLENS_LISTN=:80"}, func(o *options) { o.command, o.json = commandVersion, true }},
		"the configuration":     {[]string{"-print-config"}, nil, func(o *options) { o.command = commandPrintConfig }},
		"a socket":              {[]string{"-listen=unix:/run/jotlens.sock", "-metrics-listen=:9090"}, nil, func(o *options) { o.listen, o.metricsListen = "unix:/run/jotlens.sock", ":9090" }},
		"TLS":                   {[]string{"-tls-cert=a"}, []string{"JOTLENS_TLS_KEY=b"}, func(o *options) { o.tlsCert, o.tlsKey = "a", "b" }},
		"a base path":           {[]string{"-base-path", "Tools/jwt-1.0_~/"}, nil, func(o *options) { o.basePath = "/Tools/jwt-1.0_~" }},
		"the root":              {[]string{"-base-path=/"}, []string{"JOTLENS_BASE_PATH=/x"}, func(*options) {}},
		"limits":                {[]string{"-rate-limit=1", "-max-concurrent=0", "-max-body=1024"}, nil, func(o *options) { o.rateLimit, o.maxConcurrent, o.maxBody = 1, 0, 1024 }},
		"no limits":             {nil, []string{"JOTLENS_RATE_LIMIT=off", "JOTLENS_MAX_CONCURRENT=off"}, func(o *options) { o.rateLimit, o.maxConcurrent = 0, 0 }},
		"seconds":               {[]string{"-hsts=31536000", "-drain-delay=5s"}, nil, func(o *options) { o.hsts, o.drainDelay = 8760*time.Hour, 5*time.Second }},
		"hours":                 {[]string{"-hsts", "8760h"}, []string{"JOTLENS_HSTS=off"}, func(o *options) { o.hsts = 8760 * time.Hour }},
		"no headers":            {[]string{"-security-headers=off"}, nil, func(o *options) { o.securityHeaders = false }},
		"the log":               {[]string{"-log-level=debug"}, nil, func(o *options) { o.logLevel = slog.LevelDebug }},
		"no log":                {nil, []string{"JOTLENS_LOG_LEVEL=off"}, func(o *options) { o.logLevel = levelOff }},
		"a name, a language":    {[]string{"-title", "某某公司 <R&D>", "-default-language=zh-hant"}, nil, func(o *options) { o.title, o.defaultLanguage = "某某公司 <R&D>", "zh-hant" }},
	} {
		t.Run(name, func(t *testing.T) {
			want := standard
			c.want(&want)
			got, err := readOptions(c.args, c.environment, io.Discard)
			got.table, got.sources = nil, nil // which TestPrintConfig looks at
			if err != nil || !reflect.DeepEqual(*got, want) {
				t.Errorf("%+v, %v, want %+v", got, err, want)
			}
		})
	}
}

func TestReadOptionsRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		args, environment []string
		want              string
	}{
		"an unknown flag":         {[]string{"-colour"}, nil, "-colour"},
		"a bad choice":            {[]string{"-server-inspect=maybe"}, nil, "must be on or off"},
		"a bad choice there":      {nil, []string{"JOTLENS_LOG_FORMAT=xml"}, "JOTLENS_LOG_FORMAT: must be text or json"},
		"a public path":           {[]string{"-public-url=https://jwt.example.com/tools"}, nil, "must not have a path"},
		"a bare host":             {nil, []string{"JOTLENS_PUBLIC_URL=jwt.example.com"}, "JOTLENS_PUBLIC_URL: must begin with"},
		"an unknown variable":     {nil, []string{"JOTLENS_LISTN=:80"}, "JOTLENS_LISTN"},
		"a variable of no effect": {nil, []string{"JOTLENS_VERSION=true"}, "JOTLENS_VERSION"},
		"any site":                {[]string{"-embed-origins=*"}, nil, "must begin with https://"},
		"a bad site there":        {nil, []string{"JOTLENS_EMBED_ORIGINS=http://docs.example.com"}, "JOTLENS_EMBED_ORIGINS: "},
		"a bad key box":           {[]string{"-embed-key=yes"}, nil, "must be on or off"},
		"half of TLS":             {[]string{"-tls-cert=a"}, nil, "belong together"},
		"the other half":          {nil, []string{"JOTLENS_TLS_KEY=b"}, "belong together"},
		"open metrics":            {[]string{"-listen=:80", "-metrics-listen=:80"}, nil, "must not be the address of -listen"},
		"no address":              {[]string{"-listen="}, nil, "-listen must not be empty"},
		"half an address":         {[]string{"-listen=localhost"}, nil, "must be host:port"},
		"half a path":             {[]string{"-listen=unix:jotlens.sock"}, nil, "must be a whole path"},
		"a long path":             {[]string{"-metrics-listen=unix:/" + strings.Repeat("x", 100)}, nil, "at most 100 bytes"},
		"a path upwards":          {[]string{"-base-path=/tools/../jwt"}, nil, "must be a path"},
		"an escaped path":         {[]string{"-base-path=/tools%2fjwt"}, nil, "must be a path"},
		"a long base path":        {[]string{"-base-path=/" + strings.Repeat("x/", 101)}, nil, "longer than 200"},
		"a name for a proxy":      {nil, []string{"JOTLENS_TRUSTED_PROXIES=nginx"}, "JOTLENS_TRUSTED_PROXIES: \"nginx\" must be an address"},
		"too long an age":         {[]string{"-hsts=99999h"}, nil, "at most ten years"},
		"too short an age":        {[]string{"-hsts=5ms"}, nil, "at most ten years"},
		"a negative limit":        {[]string{"-rate-limit=-1"}, nil, "must be a number from 1 to 1000000, or off"},
		"no body":                 {[]string{"-max-body=off"}, nil, "must be a number from 1024 to 4194304"},
		"a long body":             {[]string{"-max-body=4194305"}, nil, "must be a number"},
		"a long drain":            {[]string{"-drain-delay=2m"}, nil, "from 0s to 1m0s"},
		"a bad level":             {nil, []string{"JOTLENS_LOG_LEVEL=trace"}, "must be debug, info, warn, error or off"},
		"a long title":            {[]string{"-title", strings.Repeat("字", 41)}, nil, "at most 40 characters"},
		"a title of two lines":    {[]string{"-title", "a\nb"}, nil, "one line"},
		"an unknown language":     {[]string{"-default-language=zh"}, nil, "must be en or zh-hant"},
		"a command that is none":  {nil, []string{"JOTLENS_PRINT_CONFIG=true"}, "JOTLENS_PRINT_CONFIG"},
		"JSON of a server":        {[]string{"-json"}, nil, "-json"},
		"something more":          {[]string{"healthcheck", "now"}, nil, `unknown command "now"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readOptions(c.args, c.environment, io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
