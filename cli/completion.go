package cli

import (
	"strings"
)

// shells are those that Completion knows.
var shells = []string{"bash", "zsh", "fish"}

// Completion is the completion for a shell, with the flags of the server.
func Completion(shell string, server []Flag) string {
	switch shell {
	case "bash":
		return bash(server)
	case "zsh":
		return zsh(server)
	}
	return fish(server)
}

func names(flags []Flag) string {
	list := make([]string, len(flags))
	for i, f := range flags {
		list[i] = "-" + f.Name
	}
	return strings.Join(list, " ")
}

func commandNames() string {
	var list []string
	for _, c := range commands() {
		list = append(list, c.name)
	}
	return strings.Join(list, " ")
}

func bash(server []Flag) string {
	var b strings.Builder
	b.WriteString(`# bash completion for jotlens
_jotlens() {
	local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"
	COMPREPLY=()
	if [[ $COMP_CWORD -eq 1 ]]; then
		COMPREPLY=($(compgen -W "` + commandNames() + " " + names(server) + `" -- "$word"))
		return
	fi
	case "$command" in
	inspect)
		case "${before/#--/-}" in
`)
	bashArguments(&b, Flags(), "\t\t")
	b.WriteString(`		esac
		if [[ $word == -* && $word != - ]]; then
			COMPREPLY=($(compgen -W "` + names(Flags()) + `" -- "$word"))
			return
		fi
		compopt -o filenames 2>/dev/null
		COMPREPLY=($(compgen -f -- "$word"))
		;;
	completion)
		COMPREPLY=($(compgen -W "` + strings.Join(shells, " ") + `" -- "$word"))
		;;
	man) ;;
	*)
		case "${before/#--/-}" in
`)
	bashArguments(&b, server, "\t\t")
	b.WriteString(`		esac
		COMPREPLY=($(compgen -W "` + names(server) + `" -- "$word"))
		;;
	esac
}
complete -F _jotlens jotlens
`)
	return b.String()
}

// bashArguments completes what follows a flag.
func bashArguments(b *strings.Builder, flags []Flag, indent string) {
	for _, f := range flags {
		if f.Arg == "" {
			continue
		}
		b.WriteString(indent + "-" + f.Name + ")\n")
		switch {
		case f.File:
			b.WriteString(indent + "\tcompopt -o filenames 2>/dev/null\n" + indent + "\tCOMPREPLY=($(compgen -f -- \"$word\"))\n")
		case f.Choices != nil:
			b.WriteString(indent + "\tCOMPREPLY=($(compgen -W \"" + strings.Join(f.Choices, " ") + "\" -- \"$word\"))\n")
		}
		b.WriteString(indent + "\treturn\n" + indent + "\t;;\n")
	}
}

func zsh(server []Flag) string {
	var b strings.Builder
	b.WriteString("#compdef jotlens\n\n_jotlens() {\n\tlocal -a commands server inspect\n\tcommands=(\n")
	for _, c := range commands() {
		b.WriteString("\t\t" + quoted(c.name+":"+c.help) + "\n")
	}
	b.WriteString("\t)\n\tserver=(\n")
	zshFlags(&b, server)
	b.WriteString("\t)\n\tinspect=(\n")
	zshFlags(&b, Flags())
	b.WriteString(`		'*:file:_files'
	)
	if (( CURRENT == 2 )) && [[ ${words[2]} != -* ]]; then
		_describe -t commands command commands
		return
	fi
	case ${words[2]} in
	inspect)
		shift words
		(( CURRENT-- ))
		_arguments $inspect
		;;
	completion)
		(( CURRENT == 3 )) && _values shell ` + strings.Join(shells, " ") + `
		;;
	man) ;;
	healthcheck|verify-site)
		shift words
		(( CURRENT-- ))
		_arguments $server
		;;
	*)
		_arguments $server
		;;
	esac
}

if [[ ${funcstack[1]} == _jotlens ]]; then
	_jotlens "$@"
else
	compdef _jotlens jotlens
fi
`)
	return b.String()
}

func zshFlags(b *strings.Builder, flags []Flag) {
	escape := strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `:`, `\:`)
	for _, f := range flags {
		spec := "-" + f.Name + "[" + escape.Replace(f.Help) + "]"
		switch {
		case f.Arg == "":
		case f.File:
			spec += ":" + f.Arg + ":_files"
		case f.Choices != nil:
			spec += ":" + f.Arg + ":(" + strings.Join(f.Choices, " ") + ")"
		default:
			spec += ":" + escape.Replace(f.Arg) + ": "
		}
		b.WriteString("\t\t" + quoted(spec) + "\n")
	}
}

// quoted is a word for zsh.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func fish(server []Flag) string {
	var b strings.Builder
	b.WriteString("# fish completion for jotlens\ncomplete -c jotlens -f\n")
	for _, c := range commands() {
		b.WriteString("complete -c jotlens -n __fish_use_subcommand -a " + c.name + " -d " + fishQuoted(c.help) + "\n")
	}
	b.WriteString("complete -c jotlens -n '__fish_seen_subcommand_from completion' -a '" + strings.Join(shells, " ") + "'\n" +
		"complete -c jotlens -n '__fish_seen_subcommand_from inspect' -F\n")
	fishFlags(&b, server, "not __fish_seen_subcommand_from inspect completion man")
	fishFlags(&b, Flags(), "__fish_seen_subcommand_from inspect")
	return b.String()
}

func fishFlags(b *strings.Builder, flags []Flag, when string) {
	for _, f := range flags {
		b.WriteString("complete -c jotlens -n " + fishQuoted(when) + " -o " + f.Name)
		switch {
		case f.Arg == "":
		case f.File:
			b.WriteString(" -r -F")
		case f.Choices != nil:
			b.WriteString(" -x -a " + fishQuoted(strings.Join(f.Choices, " ")))
		default:
			b.WriteString(" -x")
		}
		b.WriteString(" -d " + fishQuoted(f.Help) + "\n")
	}
}

// fishQuoted is a word for fish.
func fishQuoted(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}
