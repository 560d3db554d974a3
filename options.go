package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"jotlens/cli"
	"jotlens/web"
)

// options are what an operator decides. Each is a flag with a twin in the
// environment: -listen and JOTLENS_LISTEN. settings.go has the table of them.
type options struct {
	listen        string // host:port, or unix: and a path
	metricsListen string // the same, or "" for none
	tlsCert       string // the name of a file, like the next
	tlsKey        string
	drainDelay    time.Duration

	publicURL       string // where people find the site; "" when nobody said
	basePath        string // without a slash at the end; "" is the root
	trustedProxies  web.Proxies
	securityHeaders bool
	hsts            time.Duration // 0 is off

	serverInspect   bool
	demo            bool
	embedOrigins    []string
	embedKey        bool
	issuers         string // the name of a file, or "" for none
	title           string
	defaultLanguage string

	rateLimit     int // requests a minute; 0 is off
	maxConcurrent int // 0 is off
	maxBody       int // bytes

	logFormat string // "text" or "json"
	logLevel  slog.Level

	command command // what to do instead of serving
	json    bool    // of the command version
	folder  string  // of the command export
	site    string  // of the command verify-site: the address

	table   []setting         // the options as flags
	sources map[string]string // where a flag has its value from, by its name; none for the default
}

// A command is what the program does when it does not serve.
type command string

// The commands of the server. Those for a terminal are in cli.
const (
	commandServe       command = ""
	commandHealthcheck command = "healthcheck"
	commandVersion     command = "version"
	commandPrintConfig command = "print-config"
	commandExport      command = "export"
	commandVerifySite  command = "verify-site"
)

// environmentPrefix starts the name of every variable that is ours.
const environmentPrefix = "JOTLENS_"

// errHelp says that help was asked for and given.
var errHelp = flag.ErrHelp

// readOptions reads the arguments and the environment, which is a list of
// NAME=value. It writes help to stderr when it is asked for.
func readOptions(args, environment []string, stderr io.Writer) (*options, error) {
	o := &options{sources: map[string]string{}}
	if len(args) > 0 && slices.Contains([]command{commandHealthcheck, commandVersion, commandExport, commandVerifySite}, command(args[0])) {
		o.command, args = command(args[0]), args[1:]
	}
	o.table = o.settings()
	flags := flagSet(o.table)
	var version, printConfig bool
	flags.BoolVar(&version, "version", false, "")
	flags.BoolVar(&printConfig, "print-config", false, "")
	if o.command == commandVersion {
		flags.BoolVar(&o.json, "json", false, "")
	} else if err := o.fromEnvironment(flags, environment); err != nil {
		return o, err // which does not keep anybody from asking for the version
	}
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		_, _ = io.WriteString(stderr, help(o.table))
		return o, errHelp
	} else if err != nil {
		return o, err
	}
	switch {
	case o.command == commandExport && flags.NArg() != 1:
		return o, errors.New("export needs the name of one folder, after the flags")
	case o.command == commandExport:
		o.folder = flags.Arg(0)
	case o.command == commandVerifySite && flags.NArg() != 1:
		return o, errors.New("verify-site needs the address of one site, after the flags")
	case o.command == commandVerifySite:
		o.site = flags.Arg(0)
	case flags.NArg() > 0:
		return o, fmt.Errorf("unknown command %q", flags.Arg(0))
	}
	if err := o.noteArguments(args); err != nil {
		return o, err
	}
	switch {
	case version:
		o.command = commandVersion
	case printConfig:
		o.command = commandPrintConfig
	}
	return o, o.check()
}

// check looks at options that depend on each other.
func (o *options) check() error {
	switch {
	case o.command == commandVerifySite:
		return o.checkSite()
	case o.listen == "":
		return errors.New("-listen must not be empty")
	case (o.tlsCert == "") != (o.tlsKey == ""):
		return errors.New("-tls-cert and -tls-key belong together: give both or none")
	case o.metricsListen != "" && o.metricsListen == o.listen && !strings.HasSuffix(o.listen, ":0"):
		return errors.New("-metrics-listen must not be the address of -listen: visitors would see the metrics")
	}
	return nil
}

// flagSet are the settings as flags.
func flagSet(settings []setting) *flag.FlagSet {
	flags := flag.NewFlagSet("jotlens", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, s := range settings {
		flags.Var(s, s.name, s.help)
	}
	return flags
}

// fromEnvironment sets flags from the variables that are ours. One that names
// no flag is an error: it would be believed to have an effect.
func (o *options) fromEnvironment(flags *flag.FlagSet, environment []string) error {
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, environmentPrefix) {
			continue
		}
		s := twin(o.table, name)
		if s == nil {
			return fmt.Errorf("the environment sets %s, which means nothing here", name)
		}
		if err := flags.Set(s.name, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		o.sources[s.name] = "environment"
	}
	return nil
}

// twin is the setting that a variable sets; nil when there is none.
func twin(settings []setting, variable string) *setting {
	for i := range settings {
		if settings[i].variable() == variable {
			return &settings[i]
		}
	}
	return nil
}

// noteArguments notes which flags the arguments set. A second set of flags knows,
// because it has seen no environment.
func (o *options) noteArguments(args []string) error {
	flags := flagSet(new(options).settings())
	flags.Bool("version", false, "")
	flags.Bool("print-config", false, "")
	flags.Bool("json", false, "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	flags.Visit(func(f *flag.Flag) { o.sources[f.Name] = "flag" })
	return nil
}

// serverFlags are the flags for the manual and the completion.
func serverFlags() (list []cli.Flag) {
	for _, s := range new(options).settings() {
		listed := cli.Flag{Name: s.name, Arg: s.arg, Help: s.said()}
		if strings.Contains(s.arg, "|") {
			listed.Choices = strings.Split(s.arg, "|")
		}
		list = append(list, listed)
	}
	return append(list,
		cli.Flag{Name: "print-config", Help: "print every option with its value and where it is from, check them, and stop"},
		cli.Flag{Name: "version", Help: "print the version and stop"})
}
