package build

import "jotlens/jose"

// addMember puts a member at the end of a JSON object, even if there is one of
// that name.
func addMember(text, name, value string) string {
	root := jose.ReadJSON([]byte(text)).Root
	member := jose.Quote(name) + ":" + value
	at := root.Span.Start + 1
	if n := len(root.Members); n > 0 {
		at, member = root.Members[n-1].Value.Span.End, ","+member
	}
	return text[:at] + member + text[at:]
}

// removeMember takes the first member called name out of a JSON object.
func removeMember(text, name string) string {
	members := jose.ReadJSON([]byte(text)).Root.Members
	for i, m := range members {
		if m.Name != name {
			continue
		}
		start, end := m.NameSpan.Start, m.Value.Span.End
		switch {
		case i > 0:
			start = members[i-1].Value.Span.End
		case len(members) > 1:
			end = members[1].NameSpan.Start
		}
		return text[:start] + text[end:]
	}
	return text
}

// setHeader changes a header parameter or adds it. The header is an object: read
// has seen to it.
func (b *breaking) setHeader(name, value string) { b.header, _ = SetMember(b.header, name, value) }

// setClaim changes a claim or adds it; without a claims set the break fails.
func (b *breaking) setClaim(name, value string) {
	if !b.claims {
		b.fail(NoClaims)
		return
	}
	b.payload, _ = SetMember(b.payload, name, value)
}

// claim is a claim of the good token. Without it the break fails.
func (b *breaking) claim(name string) *jose.Node {
	if !b.claims {
		b.fail(NoClaims)
		return nil
	}
	n := b.token.Payload.Member(name)
	if n == nil {
		b.fail(NoSuchClaim)
	}
	return n
}
