package main

import (
	"io"
	"strings"
	"testing"
)

func TestReadOptions(t *testing.T) {
	standard := options{listen: "localhost:8080", serverInspect: true, demo: true, logFormat: "text"}
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
		"frames":           {[]string{"-embed-origins", "https://Docs.example.com  https://*.example.org", "-embed-key=on"}, nil, func(o *options) { o.embedOrigins, o.embedKey = "https://docs.example.com https://*.example.org", true }},
		"frames there":     {nil, []string{"JOTLENS_EMBED_ORIGINS=http://localhost:3000", "JOTLENS_EMBED_KEY=off"}, func(o *options) { o.embedOrigins = "http://localhost:3000" }},
		"a flag wins":      {[]string{"-listen=:81", "-server-inspect=on"}, []string{"JOTLENS_LISTEN=:80", "JOTLENS_SERVER_INSPECT=off"}, func(o *options) { o.listen = ":81" }},
		"the default wins": {[]string{"-listen=localhost:8080"}, []string{"JOTLENS_LISTEN=:80"}, func(*options) {}},
		"healthcheck":      {[]string{"healthcheck", "-listen=:80"}, nil, func(o *options) { o.healthcheck, o.listen = true, ":80" }},
		"version":          {[]string{"-version"}, nil, func(o *options) { o.version = true }},
	} {
		t.Run(name, func(t *testing.T) {
			want := standard
			c.want(&want)
			if got, err := readOptions(c.args, c.environment, io.Discard); err != nil || got != want {
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
		"something more":          {[]string{"healthcheck", "now"}, nil, `unknown command "now"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readOptions(c.args, c.environment, io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
