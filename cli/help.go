package cli

import "strings"

// help is what -h prints.
func help() string {
	var b strings.Builder
	b.WriteString("Usage: jotlens inspect [flags] [file]\n\n")
	b.WriteString("Says what is in a token, whether its signature holds and what is risky about it.\n" +
		"Without a file, or with -, it reads standard input. It reaches no network.\n\n")
	for _, f := range Flags() {
		b.WriteString("  -" + f.Name)
		if f.Arg != "" {
			b.WriteString(" " + f.Arg)
		}
		b.WriteString("\n")
		for _, line := range wrap(said(f), columns-8) {
			b.WriteString("        " + line + "\n")
		}
	}
	b.WriteString("\n")
	for _, code := range exitCodes {
		b.WriteString("Exit code " + code[0] + ": " + code[1] + ".\n")
	}
	return b.String()
}

// said is the help of a flag, with what its argument may be.
func said(f Flag) string {
	if f.Choices == nil || strings.Contains(f.Arg, "|") {
		return f.Help
	}
	return f.Help + ": " + strings.Join(f.Choices, ", ")
}

// exitCodes are said in the help and in the manual.
var exitCodes = [][2]string{
	{"0", "nothing to object to"},
	{"1", "a finding of -fail-on, not verified, not as expected, or no token"},
	{"2", "a mistake in the arguments, or something that cannot be read"},
}
