package inspect

import (
	"slices"
	"sort"
	"strings"

	"jotlens/jose"
)

// A Paste is what was found in the text that somebody pasted.
type Paste struct {
	// Tokens in the order they are offered: the best first. Never empty:
	// when nothing looks like a token, the whole trimmed text is the one.
	Tokens []Found
}

// A Found is one token in a pasted text.
type Found struct {
	Text    string    // the token, bare
	Name    string    // where it stood: "access_token", "Authorization header", "cookie session", …; "" when nothing names it
	Pieces  []Piece   // how Text is made of pieces of the input, in order
	Removed []Removal // what was taken away to get it
	Breaks  int       // how many white-space characters were taken out of its inside
}

// A Piece maps a run of the token to the run of input that it came from. The
// two have the same length and bytes unless the input was encoded there; then
// the token's run is one byte, and the input's is its escape ("%2E", "\u002e").
type Piece struct {
	Token jose.Span // bytes of Found.Text
	Input jose.Span // bytes of the pasted text
}

// A Removal is something that was taken away to find the token.
type Removal struct {
	Code string `json:"code"` // one of the Removed… constants
	Text string `json:"text"` // a short name of what was removed, at most 40 characters: "Authorization: Bearer", "curl command", "3 line breaks"
}

// The codes of what can be removed.
const (
	RemovedBearer        = "bearer"           // an authentication scheme without its header: Bearer, DPoP, Token, JWT
	RemovedAuthorization = "authorization"    // an Authorization header, scheme included
	RemovedCookie        = "cookie"           // a Cookie or Set-Cookie line
	RemovedCurl          = "curl"             // a curl command
	RemovedURL           = "url"              // a URL, or a query or fragment
	RemovedJSON          = "json"             // JSON, whole or in part
	RemovedLabel         = "label"            // a name before the token, as in "TOKEN=" or "X-Token:"
	RemovedQuotes        = "quotes"           // quotation marks, backticks
	RemovedBrackets      = "brackets"         // < >, ( ), [ ], { }
	RemovedPunctuation   = "punctuation"      // commas and the like after the token
	RemovedSpace         = "white-space"      // white space inside the token; Found.Breaks counts it
	RemovedMailQuote     = "mail-quote"       // ">" at the beginning of lines
	RemovedPercent       = "percent-encoding" // %2E
	RemovedEscapes       = "escapes"          // backslash escapes of JSON and shells
	RemovedQP            = "quoted-printable" // "=" at the end of lines, "=3D" (RFC 2045 §6.7)
	RemovedInvisible     = "invisible"        // zero-width characters, byte-order marks, direction marks
	RemovedText          = "text"             // any other text
)

// maxFound bounds how many tokens of one paste are offered.
const maxFound = 8

// FindTokens finds the tokens in whatever somebody pasted. It never fails:
// what does not look like a token at all comes back as it is, trimmed, with
// its true characters. Text in the middle of other text counts as a token only
// when it begins like a JOSE header. The time is linear in the input, of which
// no more than MaxInput bytes are read.
func FindTokens(input string) Paste {
	p := readPlain(input[:min(len(input), MaxInput)])
	body := trimSpan(p.text, jose.Span{Start: 0, End: len(p.text)})
	if body.Empty() {
		return Paste{[]Found{{Removed: p.invisible(jose.Span{Start: 0, End: len(p.text)})}}}
	}
	if found, ok := p.wholeJSON(body); ok {
		return Paste{[]Found{found}}
	}
	s := newScanner(p, body)
	s.scan()
	candidates := s.choose()
	if len(candidates) == 0 {
		if found, ok := p.keysInside(body); ok {
			return Paste{[]Found{found}}
		}
		return Paste{p.unwrap(body)}
	}
	if found, ok := p.bareWhole(s, candidates); ok {
		return Paste{[]Found{found}}
	}
	return Paste{p.collect(s, candidates)}
}

// choose keeps the candidates worth offering, the best first. Beside a whole
// token a lone segment that nothing calls a token is most often other base64:
// session state in a cookie, for instance.
func (s *scanner) choose() []candidate {
	whole := slices.ContainsFunc(s.candidates, func(c candidate) bool { return c.complete })
	kept := slices.DeleteFunc(slices.Clone(s.candidates), func(c candidate) bool {
		return whole && c.dots == 0 && nameRank(c.name) == unranked
	})
	sort.SliceStable(kept, func(i, j int) bool { return nameRank(kept[i].name) < nameRank(kept[j].name) })
	return kept
}

// collect turns the best candidates into Founds, each text once.
func (p *plain) collect(s *scanner, candidates []candidate) []Found {
	other := s.otherText(candidates)
	seen := map[string]bool{}
	var tokens []Found
	for _, c := range candidates {
		found := p.found(c.runs)
		if seen[found.Text] {
			continue
		}
		seen[found.Text] = true
		found.Name = c.name
		found.Removed = slices.Concat(c.removed, found.Removed, p.invisible(c.outer), other)
		if tokens = append(tokens, found); len(tokens) == maxFound {
			break
		}
	}
	return tokens
}

// tokenNames are the names that tokens have in links and in token responses,
// the one that wins first.
var tokenNames = []string{"id_token", "access_token", "value", "token", "jwt"}

// unranked is the rank of names that win nothing: they stay in their order of
// appearance.
const unranked = 4

// nameRank is the place of name in the order in which tokens are offered. The
// spellings accessToken and AccessToken count as access_token.
func nameRank(name string) int {
	if len(name) > 16 {
		return unranked
	}
	name = strings.ToLower(name)
	for rank, known := range tokenNames[:unranked] {
		if name == known || name == strings.ReplaceAll(known, "_", "") {
			return rank
		}
	}
	return unranked
}

// isTokenName reports whether name is one of tokenNames, in any case.
func isTokenName(name string) bool {
	return nameRank(name) < unranked || strings.EqualFold(name, "jwt")
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'
}

// trimSpan takes the white space off both ends of a span of text.
func trimSpan(text string, s jose.Span) jose.Span {
	for s.Start < s.End && isSpace(text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(text[s.End-1]) {
		s.End--
	}
	return s
}
