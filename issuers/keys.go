package issuers

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"jotlens/jose"
)

// maxKeys is the most keys that a set may have.
const maxKeys = 100

// kept are the members of a key that the page gets: what it needs to verify and
// to choose by, and nothing that could hold a secret (RFC 7517 §4, RFC 7518 §6,
// RFC 8037 §2, RFC 9964 §3).
var kept = []string{"kty", "kid", "use", "key_ops", "alg", "crv", "x", "y", "n", "e", "pub"}

// A keySet is a set of keys that may be shown to everybody.
type keySet struct {
	text    string   // a JWK Set (RFC 7517 §5)
	count   int      // keys in it
	dropped []string // what was left out, and why, for the log
}

// readKeys reads the JWK Set that a provider answers with. A key that is shared
// or has a private half is left out whole: somebody who can read it can sign.
func readKeys(body []byte) (keySet, error) {
	d := jose.ReadJSON(body)
	keys := d.Member("keys")
	switch {
	case !d.IsWholeObject() || !d.Trailing.Empty() || len(d.BadUTF8) > 0:
		return keySet{}, errors.New("the key set is not a JSON object")
	case keys == nil || keys.Kind != jose.Array:
		return keySet{}, errors.New("the key set has no array “keys” (RFC 7517 §5)")
	case len(keys.Elements) > maxKeys:
		return keySet{}, fmt.Errorf("the key set has %d keys; at most %d are read", len(keys.Elements), maxKeys)
	}
	var set keySet
	var texts []string
	for i, member := range jose.ReadKeySet(d) {
		why := ""
		switch k := member.Key; {
		case hasPrivate(member.Node):
			why = "is private or shared"
		case k == nil:
			why = "cannot be read"
		case k.Secret() || k.IsPrivate:
			why = "is private or shared"
		}
		if why != "" {
			set.dropped = append(set.dropped, fmt.Sprintf("key %d %s", i+1, why))
			continue
		}
		texts = append(texts, public(member.Node))
	}
	set.count = len(texts)
	if set.count == 0 {
		return set, errors.New("the key set has no public key that can be read")
	}
	set.text = `{"keys":[` + strings.Join(texts, ",") + `]}`
	return set, nil
}

// hasPrivate looks at the names alone, so that no spelling of a value hides what
// the member is for.
func hasPrivate(n *jose.Node) bool {
	return slices.ContainsFunc(n.Members, func(m jose.Member) bool {
		return jose.PrivateMember(m.Name) || m.Name == "k" || m.Name == "kty" && m.Value != nil && m.Value.Value == "oct"
	})
}

// public is a key with the members that are kept.
func public(n *jose.Node) string {
	var members []string
	for _, m := range n.Members {
		if slices.Contains(kept, m.Name) && m.Value != nil && !m.Duplicate {
			if text := written(m.Value); text != "" {
				members = append(members, jose.Quote(m.Name)+":"+text)
			}
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// written is a string or a list of strings as JSON; "" for anything else, which
// none of the kept members is.
func written(n *jose.Node) string {
	switch n.Kind {
	case jose.String:
		return jose.Quote(n.Value)
	case jose.Array:
		list := make([]string, len(n.Elements))
		for i, element := range n.Elements {
			if element.Kind != jose.String {
				return ""
			}
			list[i] = jose.Quote(element.Value)
		}
		return "[" + strings.Join(list, ",") + "]"
	}
	return ""
}
