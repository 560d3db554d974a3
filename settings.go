package main

import (
	"log/slog"
	"strings"
	"time"

	"jotlens/web"
)

// A setting is one option: a flag, and its twin in the environment.
type setting struct {
	name  string // of the flag, without the dash
	group string // under which the help lists it
	arg   string // names its argument; choices have bars between them
	help  string // a phrase; docs/operations.md says more
	get   func() string
	set   func(string) error
}

// String is the value as it can be given.
func (s setting) String() string {
	if s.get == nil {
		return "" // package flag asks a setting without anything
	}
	return s.get()
}

// Set changes the value.
func (s setting) Set(value string) error { return s.set(value) }

// variable is the twin in the environment.
func (s setting) variable() string {
	return environmentPrefix + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

// said is the help with the default, which is the value of a setting that nobody
// has changed.
func (s setting) said() string {
	if value := s.String(); value != "" {
		return s.help + " (default " + value + ")"
	}
	return s.help
}

// The groups of the settings, in their order.
const (
	groupListen = "Listen"
	groupProxy  = "Address and proxies"
	groupSite   = "What the site offers"
	groupLimits = "Limits"
	groupLog    = "Log and metrics"
)

// settings is the table of what an operator decides. It sets the defaults.
func (o *options) settings() []setting {
	o.listen = "localhost:8080"
	o.securityHeaders, o.serverInspect, o.demo = true, true, true
	o.defaultLanguage = web.LanguageNames()[0]
	o.rateLimit, o.maxConcurrent, o.maxBody = 120, 32, web.MaxBody
	o.logFormat, o.logLevel = "text", slog.LevelInfo
	languages := web.LanguageNames()
	return []setting{
		text("listen", groupListen, "address", "host:port, :port, or unix:/path of a socket", &o.listen, checkListen),
		text("tls-cert", groupListen, "file", "PEM certificate, with its chain; read again when it changes", &o.tlsCert, anything),
		text("tls-key", groupListen, "file", "PEM private key of the certificate", &o.tlsKey, anything),
		duration("drain-delay", groupListen, "how long to go on after a SIGTERM, while /readyz fails", &o.drainDelay, time.Minute),

		text("public-url", groupProxy, "url", "where people find the site, https://host, for previews of links", &o.publicURL, web.CheckPublicURL),
		{"base-path", groupProxy, "path", "path at which the site stands, such as /tools/jwt", func() string { return o.basePath }, func(value string) (err error) {
			o.basePath, err = web.BasePath(value)
			return err
		}},
		{"trusted-proxies", groupProxy, "list", "proxies to believe: 10.0.0.0/8 ::1 unix", func() string { return o.trustedProxies.String() }, func(value string) (err error) {
			o.trustedProxies, err = web.ParseProxies(value)
			return err
		}},
		onOff("security-headers", groupProxy, "send the headers that seal the page; off if a proxy does", &o.securityHeaders),
		{"hsts", groupProxy, "age", "tell browsers to come by https only, for 8760h", func() string { return ageText(o.hsts) }, func(value string) (err error) {
			o.hsts, err = readAge(value)
			return err
		}},

		onOff("server-inspect", groupSite, "check tokens on the server, too: the form and the API", &o.serverInspect),
		onOff("demo", groupSite, "the page about the life of a token, and its API", &o.demo),
		{"embed-origins", groupSite, "origins", "whose pages may show tokens in a frame", func() string { return strings.Join(o.embedOrigins, " ") }, func(value string) (err error) {
			o.embedOrigins, err = web.EmbedOrigins(value)
			return err
		}},
		onOff("embed-key", groupSite, "such a frame has a key box", &o.embedKey),
		text("issuers", groupSite, "file", "identity providers whose keys are pinned; docs/issuers.md", &o.issuers, anything),
		text("title", groupSite, "text", "a name beside ours, such as that of your company", &o.title, checkTitle),
		choice("default-language", groupSite, "what newcomers to the bare address get", &o.defaultLanguage, languages...),

		number("rate-limit", groupLimits, "n|off", "checks a minute for one client, or off", &o.rateLimit, 1, 1_000_000),
		number("max-concurrent", groupLimits, "n|off", "how many of them are computed at once, or off", &o.maxConcurrent, 1, 10_000),
		number("max-body", groupLimits, "bytes", "the longest body of a request", &o.maxBody, 1<<10, 4<<20),

		text("metrics-listen", groupLog, "address", "host:port or unix:/path of /metrics for Prometheus", &o.metricsListen, checkListen),
		{"log-level", groupLog, "debug|info|warn|error|off", "what is logged", func() string { return levelText(o.logLevel) }, func(value string) (err error) {
			o.logLevel, err = readLevel(value)
			return err
		}},
		choice("log-format", groupLog, "how it is written", &o.logFormat, "text", "json"),
	}
}
