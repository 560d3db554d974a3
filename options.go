package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"jotlens/cli"
	"jotlens/web"
)

// options are what an operator decides. Each is a flag with a twin in the
// environment, which gives the flag's default: -listen and JOTLENS_LISTEN.
type options struct {
	listen        string
	serverInspect bool
	demo          bool
	publicURL     string // where people find the site; "" when nobody said
	embedOrigins  string // with spaces between them
	embedKey      bool
	logFormat     string // "text" or "json"

	version     bool // print the version and stop
	healthcheck bool // ask a running server whether it is up and stop
}

// environmentPrefix starts the name of every variable that is ours.
const environmentPrefix = "JOTLENS_"

// errHelp says that help was asked for and given.
var errHelp = flag.ErrHelp

// readOptions reads the arguments and the environment, which is a list of
// NAME=value. It writes help to stderr when it is asked for.
func readOptions(args, environment []string, stderr io.Writer) (options, error) {
	var o options
	if len(args) > 0 && args[0] == "healthcheck" {
		o.healthcheck, args = true, args[1:]
	}
	flags := o.flags()
	if err := fromEnvironment(flags, environment); err != nil {
		return o, err
	}
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stderr, "Usage: jotlens [flags]              serve the page\n"+
			"       jotlens healthcheck [flags]  ask a running server whether it is up\n"+
			"       jotlens inspect -h           say what is in a token, in a terminal or a pipe\n"+
			"       jotlens completion SHELL     print the completion for bash, zsh or fish\n"+
			"       jotlens man                  print the manual\n\n"+
			"Each flag but -version can be given in the environment: -listen as JOTLENS_LISTEN and so on.\n\n")
		flags.SetOutput(stderr)
		flags.PrintDefaults()
		return o, errHelp
	}
	if err == nil && flags.NArg() > 0 {
		err = fmt.Errorf("unknown command %q", flags.Arg(0))
	}
	return o, err
}

// flags are the flags, with the defaults set.
func (o *options) flags() *flag.FlagSet {
	flags := flag.NewFlagSet("jotlens", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.listen, "listen", "localhost:8080", "the `host:port` to listen on; no host is every interface")
	flags.Func("server-inspect", "`on|off`: whether the server, too, checks tokens, in the form and the API (default on)", func(value string) error {
		return oneOf(value, func(v string) { o.serverInspect = v == "on" }, "on", "off")
	})
	flags.Func("demo", "`on|off`: whether the page about the flow has its API (default on)", func(value string) error {
		return oneOf(value, func(v string) { o.demo = v == "on" }, "on", "off")
	})
	flags.Func("public-url", "where people find the site, as `https://host`, for search engines and previews; no slash at the end", func(value string) error {
		o.publicURL = value
		return web.CheckPublicURL(value)
	})
	flags.Func("embed-origins", "`origins` of the pages that may show tokens in a frame, with spaces between them: \"https://docs.example.com https://*.example.org\" (default none)", func(value string) error {
		origins, err := web.EmbedOrigins(value)
		o.embedOrigins = strings.Join(origins, " ")
		return err
	})
	flags.Func("embed-key", "`on|off`: whether such a frame has a key box, and takes a key from its address (default off)", func(value string) error {
		return oneOf(value, func(v string) { o.embedKey = v == "on" }, "on", "off")
	})
	flags.Func("log-format", "`text|json`: how the log is written (default text)", func(value string) error {
		return oneOf(value, func(v string) { o.logFormat = v }, "text", "json")
	})
	flags.BoolVar(&o.version, "version", false, "print the version and stop")
	o.serverInspect, o.demo, o.logFormat = true, true, "text"
	return flags
}

// serverFlags are the flags for the manual and the completion.
func serverFlags() (list []cli.Flag) {
	new(options).flags().VisitAll(func(f *flag.Flag) {
		arg, help := flag.UnquoteUsage(f)
		if f.DefValue != "" && arg != "" {
			help += " (default " + f.DefValue + ")"
		}
		listed := cli.Flag{Name: f.Name, Arg: arg, Help: strings.TrimPrefix(help, arg+": ")}
		if strings.Contains(arg, "|") {
			listed.Choices = strings.Split(arg, "|")
		}
		list = append(list, listed)
	})
	return list
}

// fromEnvironment sets flags from the variables that are ours. One that names
// no flag is an error: it would be believed to have an effect.
func fromEnvironment(flags *flag.FlagSet, environment []string) error {
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		ours, ok := strings.CutPrefix(name, environmentPrefix)
		if !ok {
			continue
		}
		twin := strings.ReplaceAll(strings.ToLower(ours), "_", "-")
		if f := flags.Lookup(twin); f == nil || twin == "version" {
			return fmt.Errorf("the environment sets %s, which means nothing here", name)
		}
		if err := flags.Set(twin, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// oneOf hands value to set if it is allowed.
func oneOf(value string, set func(string), allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			set(value)
			return nil
		}
	}
	return fmt.Errorf("must be %s", strings.Join(allowed, " or "))
}
