package build

import (
	"strings"

	"jotlens/jose"
)

// Values of findWithin bytes or more are found within other texts, too, and in
// base64 of them. Shorter ones would be found in every word: they are found where
// a string or number is nothing else, from findEqual bytes on.
const (
	findEqual  = 4
	findWithin = 8
	findStart  = 64   // bytes of a value that are looked for: its beginning stands for it
	maxFound   = 2000 // values
)

// A finder looks for values in texts.
type finder struct {
	equal map[string]bool
	parts *strings.Replacer // changes a text that has a value in it, or base64url of it
}

// newFinder looks for values. ok is false when they are too many.
func newFinder(values []string) (f *finder, ok bool) {
	if len(values) > maxFound {
		return nil, false
	}
	f = &finder{equal: map[string]bool{}}
	var parts []string
	for _, v := range values {
		f.equal[v] = len(v) >= findEqual
		if len(v) >= findWithin {
			v = v[:min(len(v), findStart)]
			parts = append(parts, strings.ToLower(v), "", encodedAt(v, 0), "", encodedAt(v, 1), "", encodedAt(v, 2), "")
		}
	}
	f.parts = strings.NewReplacer(parts...)
	return f, true
}

// encodedAt is what base64url always makes of a value that begins so many bytes
// after a multiple of three, without the digits that its neighbors decide, too.
func encodedAt(v string, shift int) string {
	digits := encode("\x00\x00"[:shift] + v)
	return digits[(8*shift+5)/6 : (len(v)+shift)*8/6]
}

var toURL = strings.NewReplacer("+", "-", "/", "_")

// within reports whether a text has a value in it.
func (f *finder) within(text string) bool {
	lower, url := strings.ToLower(text), toURL.Replace(text)
	return f.parts.Replace(lower) != lower || f.parts.Replace(url) != url
}

// value reports whether a string or number is one of the values, or has one in it.
func (f *finder) value(n *jose.Node) bool {
	return (n.Kind == jose.String || n.Kind == jose.Number) && (f.equal[n.Value] || f.within(n.Value))
}

// found reports whether a value is anywhere in a document.
func (f *finder) found(d *jose.Document) bool {
	return d != nil && anywhere(d.Root, func(name string, n *jose.Node) bool { return f.within(name) || f.value(n) })
}

// anywhere reports whether something holds for a value or for one inside it. name
// is that of the member whose value it is. Reading has bounded the depth.
func anywhere(n *jose.Node, holds func(name string, n *jose.Node) bool) bool {
	return n != nil && (holds("", n) || inside(n, holds))
}

func inside(n *jose.Node, holds func(string, *jose.Node) bool) bool {
	for _, m := range n.Members {
		if m.Value != nil && (holds(m.Name, m.Value) || inside(m.Value, holds)) {
			return true
		}
	}
	for _, e := range n.Elements {
		if holds("", e) || inside(e, holds) {
			return true
		}
	}
	return false
}

// holdsKey reports whether the key, or a private key of any kind, is in a token.
func (s *Share) holdsKey(t *jose.Token) bool {
	if s.key != nil && (s.key.within(t.Text) || s.key.found(t.Header) || s.key.found(t.Payload) || s.key.found(t.JSON)) {
		return true
	}
	private := func(_ string, n *jose.Node) bool {
		if n.Kind == jose.String {
			return strings.Contains(n.Value, "PRIVATE KEY-----")
		}
		typed, secret := false, false
		for i := range n.Members {
			switch n.Members[i].Name {
			case "kty":
				typed = true
			case "d", "k", "p", "q", "dp", "dq", "qi", "oth", "priv": // RFC 7518 §6, RFC 8037 §2, RFC 9964
				secret = true
			}
		}
		return typed && secret
	}
	for _, d := range []*jose.Document{t.Header, t.Payload, t.JSON} {
		if d != nil && anywhere(d.Root, private) {
			return true
		}
	}
	return false
}

// holdsToken reports whether a whole token is in the header or in the payload of
// another one.
func holdsToken(t *jose.Token) bool {
	for _, d := range []*jose.Document{t.Header, t.Payload} {
		if d == nil {
			continue
		}
		if d.Root == nil || d.Fault != nil || !d.Trailing.Empty() {
			if hasToken(d.Text) {
				return true
			}
		}
		if anywhere(d.Root, func(name string, n *jose.Node) bool {
			return hasToken(name) || n.Kind == jose.String && hasToken(n.Value) || isTokenObject(n)
		}) {
			return true
		}
	}
	return false
}

// hasToken reports whether a text has a signed or encrypted token in compact form
// in it: a header, and something in the second part after it.
func hasToken(text string) bool {
	for text != "" {
		end := strings.IndexFunc(text, func(r rune) bool { return !isTokenRune(r) })
		if end < 0 {
			end = len(text)
		}
		segments := strings.Split(text[:end], ".")
		for i := range len(segments) - 2 {
			if segments[i+2] != "" && strings.HasPrefix(segments[i], "e") && jose.Parse(segments[i]+"..").Header.IsObject() {
				return true
			}
		}
		text = text[min(end+1, len(text)):]
	}
	return false
}

// isTokenRune reports whether compact tokens are made of it.
func isTokenRune(r rune) bool {
	return r < 0x80 && r != '~' && isUnreserved(byte(r)) // #nosec G115 -- below 0x80
}

// isTokenObject reports whether a value is a token in JSON form.
func isTokenObject(n *jose.Node) bool {
	payload, signature := false, false
	for i := range n.Members {
		switch n.Members[i].Name {
		case "ciphertext":
			return true
		case "payload":
			payload = true
		case "signature", "signatures":
			signature = true
		}
	}
	return payload && signature
}
