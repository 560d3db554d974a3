package inspect

import "strings"

// A surrounding is what was recognised before a token.
type surrounding struct {
	name  string
	start int  // where what was recognised begins
	exact bool // the token's end is known, so punctuation at its end is its own

	schemes string // "Bearer", as written
	quote   byte   // a quotation mark before it; 0 when there is none
	bracket bool   // a bracket right before it

	// what gave it its name
	authorization, cookie, json, url, label bool
}

// lookBack reads backwards from a token: quotation marks, an authentication
// scheme, the name that the token was given.
func (s *scanner) lookBack(start int) surrounding {
	ctx := surrounding{start: start}
	s.openMark(&ctx)
	from := ctx.start
	for range 4 {
		word, ok := s.scheme(ctx.start)
		if !ok {
			break
		}
		ctx.start = word
	}
	if ctx.start < from {
		ctx.schemes = strings.Join(strings.Fields(strings.ReplaceAll(s.text[ctx.start:from], "+", " ")), " ")
		ctx.exact = true
		s.openMark(&ctx)
	}
	if s.cookie >= 0 && s.cookie < start && s.cookieName(&ctx) {
		return ctx
	}
	l, ok := s.labelBefore(ctx.start)
	if !ok {
		return ctx
	}
	ctx.start, ctx.name = l.start, l.name
	ctx.exact = ctx.exact || l.quoted || l.sep == '=' || ctx.quote != 0
	switch name := strings.ToLower(l.name); {
	case name == "authorization", name == "proxy-authorization":
		ctx.name, ctx.authorization, ctx.exact = "Authorization header", true, true
	case name == "bearer" && l.sep == ':':
		ctx.name, ctx.schemes = "", l.name
	case l.sep == '=' && ctx.quote == 0:
		ctx.start = s.urlStart(l.start)
		ctx.url = ctx.start < l.start || isTokenName(l.name)
		ctx.label = !ctx.url
	default:
		ctx.label = !l.quoted
	}
	ctx.json = l.quoted && l.sep == ':'
	if !l.quoted && !ctx.url && ctx.start > s.body.Start && isQuote(s.text[ctx.start-1]) {
		ctx.start--
		ctx.quote = s.text[ctx.start]
	}
	return ctx
}

// openMark steps over the quotation marks or the bracket before ctx.start.
func (s *scanner) openMark(ctx *surrounding) {
	for n := 0; n < 3 && ctx.start > s.body.Start; n++ {
		c := s.text[ctx.start-1]
		switch {
		case isQuote(c):
			ctx.quote = c
		case strings.IndexByte("<([{", c) >= 0 && !ctx.bracket:
			ctx.bracket = true
		default:
			return
		}
		ctx.exact = true
		ctx.start--
	}
}

func isQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

// cookieName names the cookie that ctx.start stands in.
func (s *scanner) cookieName(ctx *surrounding) bool {
	from := max(s.cookie, ctx.start-maxLookBack)
	pair := s.text[from:ctx.start]
	pair = pair[strings.LastIndexByte(pair, ';')+1:]
	name, _, ok := strings.Cut(pair, "=")
	if !ok {
		return false
	}
	ctx.name = "cookie " + clip(strings.Trim(name, " \t\"'"))
	ctx.cookie, ctx.exact = true, true
	ctx.start = s.cookieWord
	return true
}

// maxLookBack bounds how far a surrounding is read.
const maxLookBack = 4096

// skipClosers passes over closing quotation marks and brackets and then over
// commas and white space; it is where the paste goes on.
func (s *scanner) skipClosers(end int) int {
	for end < s.body.End && strings.IndexByte("\"'`>)]},;", s.text[end]) >= 0 {
		end++
	}
	return end
}

// lookAhead completes a candidate with what follows it, and names what was
// recognised around it.
func (s *scanner) lookAhead(c *candidate, ctx *surrounding) {
	t, end := s.text, c.outer.End
	c.outer.End = s.skipClosers(end)
	after := t[end:c.outer.End]
	add := func(code, text string) { c.removed = append(c.removed, Removal{code, clip(text)}) }
	inJSON := (ctx.json || s.json) && !s.curl
	switch {
	case s.curl:
		add(RemovedCurl, "curl command")
	case inJSON:
		add(RemovedJSON, "JSON")
	}
	if s.curl || s.json {
		c.outer = s.body
	}
	switch {
	case ctx.cookie:
		add(RemovedCookie, s.cookieHeader()+strings.TrimPrefix(ctx.name, "cookie "))
		c.outer.End = max(c.outer.End, s.lineEnd)
	case ctx.authorization:
		add(RemovedAuthorization, strings.TrimSpace("Authorization: "+ctx.schemes))
	case ctx.url && !s.curl:
		c.outer.End = max(c.outer.End, s.urlEnd(end))
		if strings.Contains(t[ctx.start:min(ctx.start+64, end)], "://") {
			add(RemovedURL, "URL")
		} else {
			add(RemovedURL, ctx.name+"=")
		}
	case ctx.label:
		add(RemovedLabel, strings.Trim(t[ctx.start:min(ctx.start+64, c.runs[0].Start)], "\"'`<([{ \t\r\n"))
	case ctx.schemes != "":
		add(RemovedBearer, ctx.schemes)
	}
	if s.curl || inJSON || ctx.url || ctx.cookie {
		return // quotation marks belong to it
	}
	if quotes := string(rune(ctx.quote)) + after; strings.ContainsAny(quotes, "`") {
		add(RemovedQuotes, "backticks")
	} else if strings.ContainsAny(quotes, "\"'") {
		add(RemovedQuotes, "quotation marks")
	}
	if ctx.bracket || strings.ContainsAny(after, ">)]}") {
		add(RemovedBrackets, "brackets")
	}
	if mark := strings.IndexAny(after, ",;"); mark >= 0 {
		add(RemovedPunctuation, punctuation[after[mark]])
	}
}

var punctuation = map[byte]string{',': "comma", ';': "semicolon"}

// cookieHeader is the header that the cookies of this line stand in.
func (s *scanner) cookieHeader() string {
	if s.text[s.cookieWord]|0x20 == 's' {
		return "Set-Cookie: "
	}
	return "Cookie: "
}
