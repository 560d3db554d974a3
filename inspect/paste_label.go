package inspect

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// scheme finds an authentication scheme that ends before end, with white space
// (or "+", in a form) between. Words that are also ordinary words count only
// where a header or a quoted text begins.
func (s *scanner) scheme(end int) (start int, ok bool) {
	i := end
	for i > s.body.Start && end-i < 64 && (isSpace(s.text[i-1]) || s.text[i-1] == '+') {
		i--
	}
	word := i
	for word > s.body.Start && i-word < 8 && isLetter(s.text[word-1]) {
		word--
	}
	if i == end || word > s.body.Start && (isDigit64(s.text[word-1]) || s.text[word-1] == '$') {
		return end, false
	}
	switch strings.ToLower(s.text[word:i]) {
	case "bearer":
		return word, true
	case "dpop", "token", "jwt":
		before := word
		for before > s.body.Start && word-before < 64 && (s.text[before-1] == ' ' || s.text[before-1] == '\t') {
			before--
		}
		if before == s.body.Start {
			return word, true
		}
		if c := s.text[before-1]; c == '\n' || c == ':' || c == '=' || isQuote(c) {
			return word, true
		}
	}
	return end, false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// A label is a name and what separates it from its value.
type label struct {
	name   string
	start  int
	sep    byte // ':' or '='
	quoted bool
}

// labelBefore reads a name before end, as in `"name": `, `name=`, `name => `.
func (s *scanner) labelBefore(end int) (label, bool) {
	t, lo := s.text, max(s.body.Start, end-256)
	back := func(i int, set string) int {
		for i > lo && strings.IndexByte(set, t[i-1]) >= 0 {
			i--
		}
		return i
	}
	i := back(end, " \t\r\n+")
	var l label
	switch {
	case i == lo:
		return l, false
	case i > lo+1 && t[i-2:i] == "=>", i > lo+1 && t[i-2:i] == ":=":
		l.sep = ':'
		i -= 2
	case t[i-1] == ':', t[i-1] == '=':
		l.sep = t[i-1]
		i--
	default:
		return l, false
	}
	if l.sep == '=' && strings.ContainsAny(t[i:end], "\n") {
		return l, false
	}
	i = back(i, " \t")
	if i > lo && isQuote(t[i-1]) {
		l.quoted = true
		i--
	}
	nameEnd := i
	for i > lo && nameEnd-i < 64 && (isDigit64(t[i-1]) || t[i-1] == '.' || t[i-1] == '$') {
		i--
	}
	if l.name = t[i:nameEnd]; l.name == "" {
		return l, false
	}
	l.start = i
	if l.quoted && i > lo && isQuote(t[i-1]) {
		l.start--
	}
	if l.sep == ':' && !l.quoted && !isTokenName(l.name) && !s.beginsLine(i) {
		return l, false // "this is it: …" is prose
	}
	if isTokenName(l.name) && slices.Contains(tokenNames, strings.ToLower(l.name)) {
		l.name = strings.ToLower(l.name)
	}
	l.name = clip(l.name)
	return l, true
}

// beginsLine reports whether only white space, quotation marks or list marks
// stand between i and the beginning of its line or quoted text.
func (s *scanner) beginsLine(i int) bool {
	for n := 0; n < 64 && i > s.body.Start; n++ {
		i--
		switch c := s.text[i]; {
		case c == '\n' || isQuote(c) || c == '{' || c == ',' || c == ';':
			return true
		case c != ' ' && c != '\t' && c != '-' && c != '*' && c != '>':
			return false
		}
	}
	return i == s.body.Start
}

// urlStart is where the URL, query or fragment begins that the parameter at
// param belongs to; param itself when there is none.
func (s *scanner) urlStart(param int) int {
	i, lo := param, max(s.body.Start, param-maxLookBack)
	for i > lo && !s.endsURL(i-1) && strings.IndexByte("()[]{}", s.text[i-1]) < 0 {
		i--
	}
	if run := s.text[i:param]; strings.ContainsAny(run, "?#&/") {
		return i
	}
	return param
}

// urlEnd is where the rest of a URL, query or fragment ends.
func (s *scanner) urlEnd(i int) int {
	for hi := min(s.body.End, i+maxLookBack); i < hi && !s.endsURL(i); {
		i++
	}
	return s.skipClosers(i)
}

// endsURL reports whether a URL cannot go on at i: white space, a quotation
// mark or an angle bracket, unless it is percent-encoded.
func (s *scanner) endsURL(i int) bool {
	c := s.text[i]
	return (isSpace(c) || isQuote(c) || c == '<' || c == '>') && !s.plain.percentEncoded(i)
}

// clip shortens a name to what a Removal or a button has room for.
func clip(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "\ufffd")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
