package inspect

import (
	"sort"
	"strings"

	"jotlens/jose"
)

// A candidate is a token found in plain text.
type candidate struct {
	runs     []jose.Span // of plain text; between them lies what was taken out
	dots     int
	complete bool // it has the segments of a JWS or JWE
	name     string
	removed  []Removal
	outer    jose.Span // the token with what was recognised around it
}

// A scanner finds candidates. It walks over the text once. What it looks at
// twice, to join a wrapped token, is bounded by budget.
type scanner struct {
	plain      *plain
	text       string
	body       jose.Span // text without white space around it
	curl       bool      // it is a curl command
	json       bool      // it begins like JSON
	candidates []candidate
	budget     int // how many bytes may still be read ahead

	lineStart, lineEnd int // of the line that the scan is on
	cookie             int // where the line's cookies begin; -1 when it has none
	cookieWord         int // where the word before them begins
}

// maxCandidates bounds the tokens that are looked at. A megabyte has room for
// a few hundred real ones.
const maxCandidates = 1024

func newScanner(p *plain, body jose.Span) *scanner {
	s := &scanner{plain: p, text: p.text[:body.End], body: body, budget: 4*len(p.text) + 4096}
	command := strings.TrimLeft(s.text[body.Start:min(body.End, body.Start+16)], "$>#% ")
	s.curl = strings.HasPrefix(command, "curl ") || strings.HasPrefix(command, "curl.exe ")
	s.json = beginsJSON(s.text[body.Start:])
	s.startLine(body.Start)
	return s
}

// beginsJSON reports whether text begins like an object or array that is not
// empty, or like a string that holds one.
func beginsJSON(text string) bool {
	text = strings.TrimPrefix(text, "\"")
	if text == "" || text[0] != '{' && text[0] != '[' {
		return false
	}
	text = strings.TrimLeft(text[1:], " \t\r\n")
	return text != "" && strings.IndexByte("\"'{[", text[0]) >= 0
}

func (s *scanner) startLine(i int) {
	s.lineStart, s.lineEnd, s.cookie = i, len(s.text), -1
	if n := strings.IndexByte(s.text[i:], '\n'); n >= 0 {
		s.lineEnd = i + n
	}
}

// scan fills candidates.
func (s *scanner) scan() {
	for i := s.body.Start; i < s.body.End && len(s.candidates) < maxCandidates; {
		c := s.text[i]
		switch c {
		case '\n':
			s.startLine(i + 1)
		case 'C', 'c', 'S', 's', '-':
			s.noticeCookie(i)
		}
		switch c {
		case 'e', 'I', 'C', 'D': // what "{" and white space begin with, in base64url
			if s.boundary(i) && startsObject(s.text[i:]) {
				end := s.take(i)
				if n := strings.LastIndexByte(s.text[i:end], '\n'); n >= 0 {
					s.startLine(i + n + 1)
				}
				i = end
				continue
			}
		}
		i++
	}
}

// boundary reports whether a token may begin at i: not in the middle of a word
// and not after a dot.
func (s *scanner) boundary(i int) bool {
	return i == s.body.Start || !isDigit64(s.text[i-1]) && s.text[i-1] != '.'
}

// noticeCookie remembers where the cookies of a line begin, and in a curl
// command where an option ends them.
func (s *scanner) noticeCookie(i int) {
	if i > s.body.Start && isDigit64(s.text[i-1]) {
		return
	}
	words := []string{"cookie:", "set-cookie:"}
	if s.curl {
		words = []string{"cookie:", "set-cookie:", "-b ", "-b'", "-b\"", "--cookie ", "--cookie="}
		if s.text[i] == '-' && s.cookie >= 0 && isSpace(s.text[max(i-1, 0)]) {
			s.cookie = -1
		}
	}
	for _, word := range words {
		if rest := s.text[i:]; len(rest) > len(word) && strings.EqualFold(rest[:len(word)], word) {
			s.cookie, s.cookieWord = i+len(word), i
			return
		}
	}
}

// take adds the candidate that begins at start and returns where to go on.
func (s *scanner) take(start int) int {
	runs, w := s.join(jose.Span{Start: start, End: s.chunkEnd(start)})
	last := &runs[len(runs)-1]
	resume := last.End
	ctx := s.lookBack(start)
	bare := start == s.body.Start && s.skipClosers(last.End) == s.body.End
	if !ctx.exact && !bare && s.trimProse(last, &w) {
		if last.Empty() {
			runs = runs[:len(runs)-1]
			last = &runs[len(runs)-1]
		}
		w = walk{}
		for _, run := range runs {
			w.feed(s.text[run.Start:run.End])
		}
	}
	c := candidate{
		runs: runs, dots: w.dots, complete: w.dots >= w.need(),
		name: ctx.name, outer: jose.Span{Start: ctx.start, End: last.End},
	}
	s.lookAhead(&c, &ctx)
	s.candidates = append(s.candidates, c)
	return resume
}

// trimProse takes the punctuation of running text off the end of a run. The
// final dot of an unsecured JWS stays.
func (s *scanner) trimProse(run *jose.Span, w *walk) (trimmed bool) {
	end := run.End
	for end > run.Start && !isDigit64(s.text[end-1]) && strings.IndexByte(".~=+/", s.text[end-1]) < 0 {
		end--
	}
	for dots := w.dots; end > run.Start && s.text[end-1] == '.' && dots != w.need() && !w.tail; end-- {
		dots--
	}
	trimmed = end < run.End
	run.End = end
	return trimmed
}

// chunkEnd is where the unbroken text that begins at start ends: before white
// space, a delimiter, or the beginning of another token.
func (s *scanner) chunkEnd(start int) int {
	path := start > s.body.Start && s.text[start-1] == '/'
	for i := start; i < s.body.End; i++ {
		c := s.text[i]
		switch {
		case isDigit64(c), c == '.', c == '~', c >= 0x80:
		case c == '&' && entity(s.text[i:]) > 0: // an HTML entity for a dot, perhaps
			i += entity(s.text[i:]) - 1
		case isSpace(c), strings.IndexByte("\"'`<>()[]{},;&|\\?#", c) >= 0, c == '/' && path:
			return i
		case c != '+' && c != '/' && c != '=' && startsObject(s.text[i+1:]):
			return i
		}
	}
	return s.body.End
}

// entity is the length of a numeric HTML entity at the start of s, or 0.
func entity(s string) int {
	if !strings.HasPrefix(s, "&#") {
		return 0
	}
	for i := 2; i < len(s) && i < 10; i++ {
		if s[i] == ';' {
			return i + 1
		}
		if !isHexDigit(s[i]) && s[i] != 'x' && s[i] != 'X' {
			return 0
		}
	}
	return 0
}

// otherText says whether there is more in the text than the candidates and
// what was recognised around them.
func (s *scanner) otherText(candidates []candidate) []Removal {
	outer := make([]jose.Span, len(candidates))
	for i, c := range candidates {
		outer[i] = c.outer
	}
	sort.Slice(outer, func(i, j int) bool { return outer[i].Start < outer[j].Start })
	quotes := false
	at := s.body.Start
	for _, span := range append(outer, jose.Span{Start: s.body.End, End: s.body.End}) {
		for ; at < span.Start; at++ {
			switch c := s.text[at]; {
			case isDigit64(c) && c != '-' && c != '_' || c >= 0x80:
				return []Removal{{RemovedText, "other text"}}
			case isQuote(c):
				quotes = true
			}
		}
		at = max(at, span.End)
	}
	if quotes {
		return []Removal{{RemovedQuotes, "quotation marks"}}
	}
	return nil
}
