package inspect

import (
	"encoding/base64"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// A Link is what a link to the inspector asks for: what stands in the fragment
// or in the query of its URL.
type Link struct {
	Input   string // what goes into the token box; several tokens are a small JSON object
	Name    string // the parameter that Input, or the first token of it, came from; "" for a bare token
	Key     string // what goes into the key box: a public key
	Ignored bool   // a secret or private key in the link was ignored
	Seen    bool   // the token was in a query string, so the server has seen it
	Found   bool   // there is an Input, a Key, a Sample or an expectation

	Expect ExpectTexts // what goes into the form of expectations

	Focus  string // what the link points at; see FocusOf
	Note   string // what its author says about that, cleaned
	Sample string // the example that it asks for, if there is one of that name
}

// secretNames are the parameters that are ignored, in lower case and without
// separators: a secret has no place in a link.
var secretNames = []string{"secret", "key", "privatekey", "clientsecret", "sharedsecret", "signingkey", "hmackey", "privkey"}

// seenName marks a link that QueryToFragment made.
const seenName, seenValue = "seen", "server"

// ReadLink reads the fragment of a link to the inspector, or its query, with
// or without its "#" or "?". Fragments that name a place in the page are not
// Found. What is longer than MaxInput is cut.
func ReadLink(fragment string) Link {
	var link Link
	var tokens []linkToken
	bare, parameters := linkParameters(fragment[:min(len(fragment), MaxInput)])
	if bare != "" {
		tokens = append(tokens, linkToken{"", bare})
	}
	for _, p := range parameters {
		switch {
		case p.value == "":
		case slices.Contains(tokenNames, p.name):
			tokens = append(tokens, linkToken{p.name, p.value})
		case p.name == "input":
			if text := decodeInput(p.value); text != "" {
				tokens = append(tokens, linkToken{p.name, text})
			}
		case p.name == "publicKey" || p.name == "public_key":
			key, public := readPublicKey(p.value)
			if link.Key == "" {
				link.Key = key
			}
			link.Ignored = link.Ignored || !public
		case p.name == "recipe":
			link.Ignored = link.Ignored || recipeHasKey(p.value)
		case isSecretName(p.name):
			link.Ignored = true
		case link.expects(p), link.documents(p):
		case p.name == seenName:
			link.Seen = link.Seen || p.value == seenValue
		}
	}
	link.Name, link.Input = offer(tokens)
	link.Found = link.Input != "" || link.Key != "" || link.Sample != "" || link.Expect != ExpectTexts{}
	return link
}

type linkToken struct{ name, value string }

// offer makes one text of the tokens of a link. What does not begin like a
// token gives way to what does.
func offer(tokens []linkToken) (name, input string) {
	sort.SliceStable(tokens, func(i, j int) bool {
		return slices.Index(tokenNames, tokens[i].name) < slices.Index(tokenNames, tokens[j].name)
	})
	var kept []linkToken
	for _, t := range tokens {
		same := func(k linkToken) bool { return k.value == t.value }
		if startsObject(t.value) && !slices.ContainsFunc(kept, same) {
			kept = append(kept, t)
		}
	}
	switch {
	case len(tokens) == 0:
		return "", ""
	case len(kept) == 0:
		return tokens[0].name, tokens[0].value
	case len(kept) == 1:
		return kept[0].name, kept[0].value
	}
	text := []byte("{")
	for i, t := range kept[:min(len(kept), maxFound)] {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, "\n  "...)
		text, _ = jsontext.AppendQuote(text, t.name) // an error only says that UTF-8 is invalid
		text = append(text, ": "...)
		text, _ = jsontext.AppendQuote(text, t.value)
	}
	return kept[0].name, string(append(text, "\n}"...))
}

// A parameter is one name and value of a query or fragment.
type linkParameter struct {
	name, value string // decoded; a "+" stays a "+"
	raw         string // as written: name=value
}

// linkParameters splits a query or fragment. What stands before a "?" is a path
// of the link's own ("debugger-io?token=…"); bare is a token without a name.
func linkParameters(text string) (bare string, parameters []linkParameter) {
	text = strings.TrimLeft(text, "#?/!&")
	if path, rest, ok := strings.Cut(text, "?"); ok && !strings.ContainsAny(path, "=&") {
		text = strings.TrimLeft(rest, "#?/!&")
	}
	for first := true; text != ""; first = false {
		var raw string
		raw, text, _ = strings.Cut(text, "&")
		if first && startsObject(raw) {
			bare = percentDecode(raw)
			continue
		}
		name, value, _ := strings.Cut(raw, "=")
		parameters = append(parameters, linkParameter{percentDecode(name), percentDecode(value), raw})
	}
	return bare, parameters
}

// QueryToFragment makes of the raw query of a request the fragment to redirect
// to, in which the token travels without being sent again. Tokens, public keys,
// expectations and what a link says for documentation keep name, value and order; secrets and everything else are
// dropped. ok is false when the query carries no token.
func QueryToFragment(query string) (fragment string, ok bool) {
	bare, parameters := linkParameters(query)
	var kept []string
	if bare != "" {
		kept = append(kept, "token="+fragmentSafe(bare))
	}
	ok = bare != ""
	recipe := slices.ContainsFunc(parameters, func(p linkParameter) bool { return p.name == "recipe" })
	for _, p := range parameters {
		isToken := slices.Contains(tokenNames, p.name) || recipe && p.name == "input"
		keep := isToken
		if p.name == "publicKey" || p.name == "public_key" {
			_, keep = readPublicKey(p.value)
		}
		keep = keep || expectName(p) != "" || p.name == "focus" || p.name == "note" || p.name == "at"
		if keep && p.value != "" {
			kept = append(kept, fragmentSafe(p.raw))
			ok = ok || isToken
		}
	}
	if !ok {
		return "", false
	}
	return strings.Join(append(kept, seenName+"="+seenValue), "&"), true
}

// fragmentSafe percent-encodes what must not stand in a Location header.
func fragmentSafe(s string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}#", c) >= 0 {
			b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// percentDecode decodes the percent-encoding of s (RFC 3986 §2.1). What is no
// escape stays as it is, and so does "+".
func percentDecode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHexDigit(s[i+1]) && isHexDigit(s[i+2]) {
			b = append(b, hexValue(s[i+1])<<4|hexValue(s[i+2]))
			i += 2
		} else {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// decodeInput decodes CyberChef's input parameter: base64 of the text, of
// either alphabet, with or without padding. It is "" when it is not that.
func decodeInput(value string) string {
	value = strings.TrimRight(value, "=")
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(value, "-_") {
		encoding = base64.RawURLEncoding
	}
	data, err := encoding.DecodeString(value)
	if err != nil || !utf8.Valid(data) {
		return ""
	}
	return string(data)
}

// recipeHasKey reports whether a CyberChef recipe gives a JWT operation its
// key.
func recipeHasKey(recipe string) bool {
	for _, operation := range []string{"JWT_Sign('", "JWT_Verify('"} {
		if _, argument, ok := strings.Cut(recipe, operation); ok && !strings.HasPrefix(argument, "'") {
			return true
		}
	}
	return false
}

func isSecretName(name string) bool {
	name = strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(name[:min(len(name), 32)]))
	return slices.Contains(secretNames, name)
}
