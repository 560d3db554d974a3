package main

import (
	"fmt"
	"strings"
)

// help is what -h prints: one line for each flag, so that it fits a screen.
func help(settings []setting) string {
	var b strings.Builder
	b.WriteString("Usage: jotlens [flags]                    serve the page\n" +
		"       jotlens healthcheck [flags]        ask a running server whether it is up\n" +
		"       jotlens version [-json]            say which program this is\n" +
		"       jotlens export [flags] folder      write the site as files, for a host without programs\n" +
		"       jotlens verify-site [flags] URL    compare a site with what this program would serve there\n" +
		"       jotlens inspect -h                 say what is in a token, in a terminal or a pipe\n" +
		"       jotlens man | completion SHELL     print the manual, or the completion for bash, zsh or fish\n")
	group := ""
	for _, s := range settings {
		if s.group != group {
			group = s.group
			b.WriteString(group + ":\n")
		}
		arg := s.arg
		if strings.Count(arg, "|") > 1 {
			arg = "level"
		}
		fmt.Fprintf(&b, "  %-28s %s\n", "-"+s.name+" "+arg, s.said())
	}
	b.WriteString("-version prints the version, -print-config every option with its source after checking them all.\n" +
		"Each option can be given in the environment, too: -listen as JOTLENS_LISTEN. Flags win.\n")
	return b.String()
}

// printed is the configuration as -print-config says it: each option with its
// value and where that is from.
func (o *options) printed() string {
	var b strings.Builder
	for _, s := range o.table {
		source := o.sources[s.name]
		switch source {
		case "":
			source = "default"
		case "environment":
			source += " " + s.variable()
		}
		fmt.Fprintf(&b, "%s = %s  # %s\n", s.name, s, source)
	}
	return b.String()
}
