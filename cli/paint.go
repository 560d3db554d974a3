package cli

// styles are the colors of the terminal itself, which its owner has chosen.
var styles = map[string]string{
	"ok": "\x1b[32m", "critical": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[36m",
	"bold": "\x1b[1m", "faint": "\x1b[2m",
}

// paint colors a text of one line.
func (t *text) paint(style, s string) string {
	code := styles[style]
	if !t.colored || code == "" || s == "" {
		return s
	}
	return code + s + "\x1b[0m"
}

// paints reports whether the text is colored. NO_COLOR counts when it is not
// empty (no-color.org).
func (p *Program) paints(color string) bool {
	if color != "auto" {
		return color == "always"
	}
	no, _ := p.variable("NO_COLOR")
	kind, _ := p.variable("TERM")
	return no == "" && kind != "dumb" && isTerminal(p.Stdout)
}
