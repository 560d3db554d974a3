package inspect

import "strings"

// Attacks are recognized without regular expressions: what runs those would be
// 60 kB of what a person has to load.

// A lexer reads a text from left to right. A method that does not find what
// it is asked for leaves the place as it is.
type lexer struct {
	text string // ASCII letters are lower-case
	at   int
}

// gap and commented stand for white space in the text of the lexer of SQL: a run
// of spaces, and one with a comment in it.
const (
	gap       = ' '
	commented = '\x1f'
)

// sqlText is a text as SQL reads it: in lower case, and each run of white space
// and comments is one gap.
func sqlText(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	pending := byte(0)
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case isSpaceByte(c):
			if pending == 0 {
				pending = gap
			}
			i++
			continue
		case c == '/' && strings.HasPrefix(text[i:], "/*"):
			if n := strings.Index(text[i+2:], "*/"); n >= 0 {
				pending = commented
				i += n + 4
				continue
			}
		}
		if pending != 0 {
			b.WriteByte(pending)
			pending = 0
		}
		b.WriteByte(lower(c))
		i++
	}
	if pending != 0 {
		b.WriteByte(pending)
	}
	return b.String()
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }

func lower(c byte) byte {
	if isUpper(c) {
		return c + ('a' - 'A')
	}
	return c
}

// skip passes over the bytes of a set and reports whether there were any.
func (s *lexer) skip(set func(byte) bool) bool {
	from := s.at
	for s.at < len(s.text) && set(s.text[s.at]) {
		s.at++
	}
	return s.at > from
}

// gaps passes over a gap.
func (s *lexer) gaps() bool {
	return s.skip(func(c byte) bool { return c == gap || c == commented })
}

// take passes over one of some texts, the first that is there.
func (s *lexer) take(texts ...string) bool {
	for _, text := range texts {
		if strings.HasPrefix(s.text[s.at:], text) {
			s.at += len(text)
			return true
		}
	}
	return false
}

// word passes over one of some words, which ends there.
func (s *lexer) word(words ...string) bool {
	from := s.at
	s.skip(isWordByte)
	for _, word := range words {
		if s.text[from:s.at] == word {
			return true
		}
	}
	s.at = from
	return false
}

// call passes over the name of a function and its opening parenthesis.
func (s *lexer) call() bool {
	from := s.at
	if s.skip(isWordByte) && s.take("(") {
		return true
	}
	s.at = from
	return false
}

// is reports whether one of some bytes comes next.
func (s *lexer) is(bytes string) bool {
	return s.at < len(s.text) && strings.IndexByte(bytes, s.text[s.at]) >= 0
}

func (s *lexer) atEnd() bool { return s.at == len(s.text) }

// isSQL reports whether a key id has the syntax of an SQL injection: a condition
// or a statement that follows a quotation mark or a semicolon, a union, a
// condition that always holds, or a comment that ends the query. A quotation
// mark by itself is none, and neither is quoted text.
func isSQL(kid string) bool {
	text := sqlText(kid)
	begins := true // whether a word can begin here
	for i := 0; i < len(text); i++ {
		c := text[i]
		if strings.IndexByte("'\"`;)", c) >= 0 {
			if injects(lexer{text, i + 1}, c) {
				return true
			}
		} else if begins && (isUnion(lexer{text, i}) || isAlwaysTrue(lexer{text, i})) {
			return true
		}
		begins = !isWordByte(c)
	}
	return hidesTheRest(kid)
}

// injects reports whether a condition or a statement follows an opening byte.
func injects(s lexer, opening byte) bool {
	s.gaps()
	switch {
	case s.word("or", "and"):
		return isCondition(s)
	case s.word("select"):
		return isSelect(s)
	case s.word("insert"):
		return s.gaps() && s.word("into")
	case s.word("delete"):
		return s.gaps() && s.word("from")
	case s.word("drop"):
		return s.gaps() && s.word("table", "database", "schema", "view", "user")
	case s.word("update"):
		if !s.gaps() || !s.skip(func(c byte) bool { return c != gap && c != commented }) {
			return false
		}
		return s.gaps() && s.word("set")
	case s.word("exec", "execute"):
		spaced := s.gaps()
		return s.take("(") || spaced && (s.take("xp_", "sp_", "@") || s.word("master", "immediate"))
	case (opening == '\'' || opening == '"') && s.take("||"):
		s.gaps()
		s.take("(")
		s.gaps()
		return s.word("select")
	}
	return false
}

// isCondition reads what follows "or" or "and": a comparison, a function, a
// constant, or the end of the query.
func isCondition(s lexer) bool {
	if s.is(string(commented)) {
		return true
	}
	s.gaps()
	if s.call() || s.word("no", "not", "true") {
		return true
	}
	s.skip(func(c byte) bool { return strings.IndexByte("('\"`", c) >= 0 })
	s.skip(func(c byte) bool { return isWordByte(c) || c == '.' || c == '@' })
	s.skip(func(c byte) bool { return strings.IndexByte("'\")`", c) >= 0 })
	if s.is(string(commented)) {
		return true
	}
	s.gaps()
	if s.take("=", "<", ">", "!=", "--", "/*", "||") {
		return true
	}
	if !s.take("#") {
		return false
	}
	s.gaps()
	return s.atEnd()
}

// isSelect reads what follows "select": a table somewhere, a variable, all
// columns, a subquery, a constant or a function.
func isSelect(s lexer) bool {
	for rest := s; !rest.atEnd(); rest.at++ {
		if rest.word("from") {
			return true
		}
		rest.skip(isWordByte)
		if rest.atEnd() {
			break
		}
	}
	spaced := s.gaps()
	return s.take("@@", "*", "(") || spaced && (s.is(`'"0123456789`) || s.call() || s.word("null"))
}

func isUnion(s lexer) bool {
	if !s.word("union") || !s.gaps() {
		return false
	}
	return s.word("select") || s.word("all", "distinct") && s.gaps() && s.word("select")
}

// isAlwaysTrue reads "or 1=1" and its like.
func isAlwaysTrue(s lexer) bool {
	if !s.word("or") || !s.gaps() {
		return false
	}
	s.take("'", `"`)
	named := s.skip(isWordByte)
	s.take("'", `"`)
	s.gaps()
	if !named || !s.take("=") {
		return false
	}
	s.gaps()
	s.take("'", `"`)
	return s.skip(isWordByte)
}

// hidesTheRest reports whether a comment follows a quotation mark that was not
// opened, and so closes the query's own: right behind it, or at the end.
func hidesTheRest(kid string) bool {
	for i := 0; i < len(kid); i++ {
		if kid[i] != '\'' && kid[i] != '"' {
			continue
		}
		s := lexer{kid, i + 1}
		s.skip(func(c byte) bool { return c == ')' })
		hidden := s.take("--", "/*")
		if !hidden {
			s.take(";")
			s.skip(isSpaceByte)
			hidden = s.take("--", "#") && isEmptyComment(s.text[s.at:])
		}
		if hidden {
			return strings.Count(kid, kid[i:i+1])%2 == 1
		}
	}
	return false
}

func isEmptyComment(rest string) bool { return strings.Trim(rest, " \t\n\f\r-") == "" }

// Words by which a shell is made to do something. The first need nothing behind
// them, the second an argument.
const (
	commandWords = " whoami uname id pwd ls sleep ping curl wget nc ncat netcat bash sh zsh ksh dash cmd powershell pwsh python perl ruby php" +
		" nslookup rm chmod chown touch reboot shutdown mkfifo telnet certutil ipconfig ifconfig "
	argumentWords = " cat echo printf cd cp mv dd kill dig grep awk sed openssl ssh scp sudo tee exec eval nohup base64 "
)

// isCommand reports whether a shell would run something in a key id: a
// substitution, a second command, or a line of its own. ";" and "|" also
// separate the parts of honest key ids ("2024-01-01;prod", "auth0|zoe"), so
// there a command must follow.
func isCommand(kid string) bool {
	if strings.Contains(kid, "$(") || strings.Contains(kid, "&&") {
		return true
	}
	text := strings.ToLower(kid)
	for i := 0; i < len(text); i++ {
		s := lexer{text, i + 1}
		switch text[i] {
		case '`':
			if n := strings.IndexByte(s.text[s.at:], '`'); n > 0 {
				return true
			}
		case '\r', '\n':
			s.skip(isSpaceByte)
			if !s.atEnd() {
				return true
			}
		case ';', '|', '&':
			s.skip(isSpaceByte)
			if runs(s) {
				return true
			}
		}
	}
	return false
}

// runs reports whether a command comes next.
func runs(s lexer) bool {
	if s.take("/usr/", "/bin/", "/sbin/", "/tmp/", "/dev/", "/etc/") {
		return true
	}
	from := s.at
	s.skip(isAlphanumeric)
	name := s.text[from:s.at]
	if strings.HasPrefix(name, "python") && strings.Trim(name[len("python"):], "0123456789") == "" {
		name = "python"
		for s.is(".") && s.at+1 < len(s.text) && isDigit(s.text[s.at+1]) {
			s.at++
			s.skip(isDigit)
		}
	}
	switch {
	case name == "":
		return false
	case strings.Contains(commandWords, " "+name+" "):
		s.take(".exe")
		return s.atEnd() || isSpaceByte(s.text[s.at]) || s.is(";|&<>")
	case strings.Contains(argumentWords, " "+name+" "):
		return s.skip(isSpaceByte) && !s.atEnd()
	}
	return false
}
