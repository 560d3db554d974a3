package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jotlens/views/i18n"
)

// HeadersName is the file that hosts which read it look for beside the pages.
const HeadersName = "_headers"

// Headers are the rules as a file for hosts that read a file called _headers.
func (e *Export) Headers() []byte {
	var b strings.Builder
	for _, rule := range e.Rules {
		b.WriteString(place.ReplaceAllStringFunc(rule.Pattern, func(name string) string { return ":" + strings.Trim(name, "{}") }) + "\n")
		for _, h := range rule.Headers {
			if h[0] != "Content-Type" { // which these hosts know by the name of the file
				b.WriteString("  " + h[0] + ": " + h[1] + "\n")
			}
		}
	}
	return []byte(b.String())
}

// HeadersJSON are the rules as JSON, for hosts that take them in some other form.
func (e *Export) HeadersJSON() ([]byte, error) {
	type rule struct {
		Pattern string            `json:"pattern"`
		Headers map[string]string `json:"headers"`
	}
	var rules []rule
	for _, r := range e.Rules {
		one := rule{r.Pattern, map[string]string{}}
		for _, h := range r.Headers {
			one.Headers[h[0]] = h[1]
		}
		rules = append(rules, one)
	}
	text, err := json.MarshalIndent(rules, "", "\t")
	return append(text, '\n'), err
}

// A ruleGroup is patterns with the same headers.
type ruleGroup struct {
	missing    string // what is shown where there is nothing after all
	expression string // that matches the addresses and nothing else
	headers    [][2]string
}

// groups join the rules that say the same.
func (e *Export) groups() (list []ruleGroup) {
	for _, rule := range e.Rules {
		one := expression(rule.Pattern)
		at := slices.IndexFunc(list, func(g ruleGroup) bool { return slices.Equal(g.headers, rule.Headers) })
		if at < 0 {
			m, _ := i18n.LanguageOf(strings.TrimPrefix(rule.Pattern, e.base))
			list = append(list, ruleGroup{m.At(e.base).To(notFoundPage) + ".html", one, rule.Headers})
		} else {
			list[at].expression += "|" + one
		}
	}
	for i := range list {
		list[i].expression = "^(?:" + list[i].expression + ")$"
	}
	return list
}

// Nginx is what nginx needs to serve the files, for a server block that says where
// they are.
func (e *Export) Nginx() []byte {
	quoted := func(s string) string {
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
	}
	var b strings.Builder
	b.WriteString(`# Jotlens as files. Include this in a server block that has the folder public as its root:
#
#	server {
#		listen 80;
#		server_name jwt.example.com;
#		root /srv/jotlens/public;
#		include /srv/jotlens/nginx.conf;
#	}

gzip_static on;
# With the module for it: brotli_static on;
absolute_redirect off;
server_tokens off;
`)
	for _, moved := range e.Moved {
		fmt.Fprintf(&b, "location = %s { return 301 %s; }\n", moved[0], moved[1])
	}
	for _, m := range i18n.Languages() {
		at := m.At(e.base)
		fmt.Fprintf(&b, "location %s { return 404; error_page 404 %s.html; }\n", at.To("/"), at.To(notFoundPage))
	}
	for _, g := range e.groups() {
		pages := "$uri =404"
		var headers strings.Builder
		for _, h := range g.headers {
			if h[0] != "Content-Type" {
				fmt.Fprintf(&headers, "\tadd_header %s %s always;\n", h[0], quoted(h[1]))
				continue
			}
			fmt.Fprintf(&headers, "\ttypes { }\n\tdefault_type %s;\n", quoted(h[1]))
			if strings.HasPrefix(h[1], "text/html") {
				pages = "$uri $uri.html ${uri}index.html =404"
			}
		}
		fmt.Fprintf(&b, "location ~ %s {\n%s\terror_page 404 %s;\n\ttry_files %s;\n}\n", quoted(g.expression), &headers, g.missing, pages)
	}
	return []byte(b.String())
}

// Caddy is what Caddy needs to serve the files, for a site block that says where
// they are.
func (e *Export) Caddy() []byte {
	var b strings.Builder
	b.WriteString(`# Jotlens as files. Import this in a site block:
#
#	jwt.example.com {
#		root * /srv/jotlens/public
#		import /srv/jotlens/Caddyfile
#	}

`)
	for _, moved := range e.Moved {
		fmt.Fprintf(&b, "redir %s %s permanent\n", moved[0], moved[1])
	}
	for i, g := range e.groups() {
		fmt.Fprintf(&b, "@jotlens%d path_regexp `%s`\nheader @jotlens%d %s\n", i, g.expression, i, caddyHeaders(g.headers, ""))
	}
	b.WriteString("try_files {path} {path}.html {path}/index.html\nfile_server {\n\tprecompressed br gzip\n}\nhandle_errors {\n")
	for _, m := range slices.Backward(i18n.Languages()) {
		at := m.At(e.base)
		page := at.To(notFoundPage) + ".html"
		fmt.Fprintf(&b, "\thandle %s* {\n\t\theader %s\n\t\trewrite * %s\n\t\tfile_server\n\t}\n", at.To("/"), caddyHeaders(e.headersOf(page), "\t\t"), page)
	}
	b.WriteString("}\n")
	return []byte(b.String())
}

// caddyHeaders are headers as a block, which is indented but for its first line.
func caddyHeaders(headers [][2]string, indent string) string {
	var b strings.Builder
	b.WriteString("{\n")
	for _, h := range headers {
		fmt.Fprintf(&b, "%s\t%s `%s`\n", indent, h[0], h[1])
	}
	return b.String() + indent + "}"
}

// headersOf are the headers of a pattern.
func (e *Export) headersOf(pattern string) [][2]string {
	for _, rule := range e.Rules {
		if rule.Pattern == pattern {
			return rule.Headers
		}
	}
	return nil
}
