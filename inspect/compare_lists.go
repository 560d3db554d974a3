package inspect

import (
	"strings"

	"jotlens/jose"
)

// entriesOf are the values of a list in which order says nothing: an array of
// scalars, and where that is usual also a text. ok is false for anything else.
func entriesOf(name string, n *jose.Node) (list []*jose.Node, ok bool) {
	switch {
	case n.Kind == jose.Array:
		for _, e := range n.Elements {
			if !isScalar(e) {
				return nil, false
			}
		}
		return n.Elements, true
	case n.Kind == jose.Object:
		return nil, false
	case n.Kind == jose.String && isScopeList(name):
		for word := range strings.SplitSeq(n.Value, " ") { // nothing else separates (RFC 6749 §3.3)
			if word != "" {
				list = append(list, &jose.Node{Kind: jose.String, Value: word})
			}
		}
		return list, true
	case n.Kind == jose.String && isList(name):
		return []*jose.Node{n}, true
	}
	return nil, false
}

// isScopeList reports whether a text in the member separates entries by spaces.
func isScopeList(name string) bool { return name == "scope" || name == "scp" }

// isList reports whether a member holds a list, even when it is a text.
func isList(name string) bool {
	return isScopeList(name) || name == "aud" || name == "amr" || isRoleList(name)
}

// isRoleList reports whether a member says what its subject may do, by the names
// that issuers give it: "roles", "cognito:groups", "https://example.com/permissions".
func isRoleList(name string) bool {
	switch name[strings.LastIndexAny(name, "/:")+1:] {
	case "role", "roles", "groups", "permissions", "entitlements", "authorities", "wids":
		return true
	}
	return false
}

// missing are the entries of list that reference lacks, each once and in order.
func missing(reference, list []*jose.Node) (texts []string) {
	seen := make(map[string]bool, len(reference))
	for _, n := range reference {
		seen[scalarKey(n)] = true
	}
	for _, n := range list {
		if key := scalarKey(n); !seen[key] {
			seen[key] = true
			texts = append(texts, textOfEntry(n))
		}
	}
	return texts
}

func textsOfEntries(list []*jose.Node) []string { return missing(nil, list) }

// textOfEntry is the text of a string, and JSON of any other scalar.
func textOfEntry(n *jose.Node) string {
	switch n.Kind {
	case jose.Null:
		return "null"
	case jose.False:
		return "false"
	case jose.True:
		return "true"
	}
	return n.Value
}
