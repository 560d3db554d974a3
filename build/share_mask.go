package build

import (
	"slices"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// A Claim is a top-level claim that can be masked.
type Claim struct {
	Name      string
	Sensitive bool // something in it looks sensitive, or is a whole token
}

// maxClaims is how many claims a person can choose from.
const maxClaims = 200

// Claims are the names of the payload's members, each once, in the order written.
func (s *Share) Claims() ([]Claim, error) {
	if err := s.unsigned(); err != nil {
		return nil, err
	}
	if !isOneObject(s.token.Header) || !isOneObject(s.token.Payload) {
		return nil, ShareNoClaims
	}
	sensitive := inspect.Sensitive("payload", s.token.Payload)
	at := map[string]int{}
	var claims []Claim
	for _, m := range s.token.Payload.Root.Members {
		i, seen := at[m.Name]
		if !seen {
			i = len(claims)
			if i == maxClaims {
				return nil, ShareTooMany
			}
			at[m.Name] = i
			claims = append(claims, Claim{Name: m.Name})
		}
		for len(sensitive) > 0 && sensitive[0].Start < m.Value.Span.End {
			claims[i].Sensitive = true
			sensitive = sensitive[1:]
		}
	}
	return claims, nil
}

func isOneObject(d *jose.Document) bool {
	return d.IsWholeObject() && d.Trailing.Empty() && d.BOM == ""
}

// MaskedLink is a link to the token without its signature, in which the values of
// the chosen ones of Claims are hidden, in every member of that name. Where
// one of these values is in another value, too, that one is hidden as well, and
// the claims that it belongs to are named in also. Everything else in the payload
// stays byte for byte.
func (s *Share) MaskedLink(chosen []bool) (link string, also []string, err error) {
	claims, err := s.Claims()
	if err != nil {
		return "", nil, err
	}
	names := map[string]bool{}
	for i := range claims {
		names[claims[i].Name] = i < len(chosen) && chosen[i]
	}
	payload := s.token.Payload
	var hidden []string
	for _, m := range payload.Root.Members {
		if names[m.Name] {
			anywhere(m.Value, func(_ string, n *jose.Node) bool {
				if n.Kind == jose.String || n.Kind == jose.Number {
					hidden = append(hidden, n.Value)
				}
				return false
			})
		}
	}
	f, ok := newFinder(hidden)
	if !ok {
		return "", nil, ShareTooMany
	}
	if f.found(s.token.Header) {
		return "", nil, ShareElsewhere
	}
	m := masking{finder: f, text: payload.Text}
	for _, member := range payload.Root.Members {
		switch before := m.count; {
		case f.within(member.Name):
			return "", nil, ShareElsewhere
		case names[member.Name]:
			m.hide(member.Value)
		case !m.rest(member.Value):
			return "", nil, ShareElsewhere
		case m.count > before && !slices.Contains(also, member.Name):
			also = append(also, member.Name)
		}
	}
	m.out.WriteString(m.text[m.end:])
	// The header is encoded anew: what decoding has passed over stays out.
	link, err = s.credentialFree(encode(s.token.Header.Text) + "." + encode(m.out.String()) + ".")
	return link, also, err
}

// A masking writes a JSON text with some values hidden.
type masking struct {
	*finder
	text  string
	out   strings.Builder
	end   int // of what has been written
	count int
}

func (m *masking) hide(n *jose.Node) {
	m.out.WriteString(m.text[m.end:n.Span.Start])
	m.out.WriteString(`"` + inspect.Hidden + `"`)
	m.end = n.Span.End
	m.count++
}

// rest hides values inside a claim that stays. It is false when a value is in a
// name, which is never changed.
func (m *masking) rest(n *jose.Node) bool {
	if m.value(n) {
		m.hide(n)
		return true
	}
	for _, member := range n.Members {
		if m.within(member.Name) || !m.rest(member.Value) {
			return false
		}
	}
	for _, e := range n.Elements {
		if !m.rest(e) {
			return false
		}
	}
	return true
}
