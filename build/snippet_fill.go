package build

import (
	"slices"
	"strconv"
	"strings"
)

// A Snippet is code that verifies tokens like the one at hand: with its
// algorithm only, and by its issuer, audience, type and times. Keys are names of
// an environment variable, a file or an address in it, never a key.
type Snippet struct {
	Code        string // "" when there is none
	Notes       []Note
	Unsupported Note // why there is no code
}

// Write writes the snippet of a language.
func (l *Language) Write(f *Facts) Snippet {
	switch {
	case f.None != "":
		return Snippet{Unsupported: f.None}
	case l.jwks && strings.HasPrefix(f.Alg, "HS"):
		return Snippet{Unsupported: NoteNeedsJWKSet}
	case !slices.Contains(strings.Fields(l.algs), f.Alg):
		return Snippet{Unsupported: NoteUnsupported}
	}
	w := snippetWriter{Language: l, facts: f}
	for line, rest, more := strings.Cut(l.template[1:], "\n"); more; line, rest, more = strings.Cut(rest, "\n") {
		w.line(line)
	}
	return Snippet{Code: w.code.String(), Notes: f.Notes}
}

// A template has one line of code per line, and three marks:
//
//	?a&!b|…   the line is there when a holds and b does not
//	«a»       what a is, quoted for the language
//	«no a»    alone on its line: a comment when there is no a to check
//
// What is filled in is never looked at again, so nothing in a token can be a mark.
type snippetWriter struct {
	*Language
	facts *Facts
	code  strings.Builder
}

func (w *snippetWriter) line(line string) {
	if rest, ok := strings.CutPrefix(line, "?"); ok {
		conditions, text, _ := strings.Cut(rest, "|")
		for conditions != "" {
			var condition string
			condition, conditions, _ = strings.Cut(conditions, "&")
			name, negated := strings.CutPrefix(condition, "!")
			if w.holds(name) == negated {
				return
			}
		}
		line = text
	}
	if indent, rest, ok := strings.Cut(line, "«no "); ok {
		if name := rest[:3]; !w.holds(name) {
			w.code.WriteString(indent + w.comment + " Decide: " + w.missing(name) + "\n")
		}
		return
	}
	for {
		before, rest, ok := strings.Cut(line, "«")
		w.code.WriteString(before)
		if !ok {
			break
		}
		var name string
		name, line, _ = strings.Cut(rest, "»")
		w.code.WriteString(w.value(name))
	}
	w.code.WriteByte('\n')
}

// holds says whether a condition of a template does.
func (w *snippetWriter) holds(name string) bool {
	f := w.facts
	switch name {
	case "iss":
		return w.writable(f.Issuer)
	case "aud":
		return w.writable(f.Audiences...)
	case "auds":
		return len(f.Audiences) > 1
	case "typ":
		return w.writable(f.Type)
	case "exp":
		return f.Expires
	case "rsa":
		return f.Alg[0] == 'P' || f.Alg[0] == 'R'
	}
	return strings.HasPrefix(f.Alg, name) // HS, PS, ES, Ed, ML: a family
}

// maxWritten bounds how long a value of a token is in a snippet, in bytes.
const maxWritten = 500

// writable says whether there is something to write, and whether it can be
// written here.
func (w *snippetWriter) writable(texts ...string) bool {
	total := 0
	for _, s := range texts {
		total += len(s)
		if s == "" || w.quote(s) == "" {
			return false
		}
	}
	return total > 0 && total <= maxWritten
}

// value is what stands for a mark.
func (w *snippetWriter) value(name string) string {
	f := w.facts
	switch name {
	case "alg":
		return f.Alg // one of the language's own list
	case "size":
		return f.Alg[2:]
	case "leeway":
		return strconv.Itoa(f.Leeway)
	case "iss":
		return w.quote(f.Issuer)
	case "aud":
		return w.quote(f.Audiences[0])
	case "typ":
		return w.quote(f.Type)
	case "auds":
		quoted := make([]string, len(f.Audiences))
		for i, s := range f.Audiences {
			quoted[i] = w.quote(s)
		}
		return strings.Join(quoted, w.separator())
	case "required":
		var names []string
		for _, claim := range []string{"exp", "iss", "aud"} {
			if w.holds(claim) {
				names = append(names, w.quote(claim))
			}
		}
		return strings.Join(names, ", ")
	}
	panic("build: no mark " + name)
}

func (l *Language) separator() string {
	if l.ID == "nginx" {
		return "|" // in a regular expression
	}
	return ", "
}

// missing is the comment in the place of a check that cannot be written.
func (w *snippetWriter) missing(name string) string {
	var value string
	switch f := w.facts; name {
	case "iss":
		value = f.Issuer
	case "aud":
		value = strings.Join(f.Audiences, "")
	case "exp":
		return "the token has no expiration time (exp). How old may it be?"
	}
	switch {
	case value != "":
		return name + " is too long or too odd to be written here. Check it yourself."
	case name == "iss":
		return "the token names no issuer (iss). Whose tokens do you accept?"
	}
	return "the token names no audience (aud). Is it meant for you?"
}
