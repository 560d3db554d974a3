package jose

import "strings"

// A SetMember is one element of a JWK Set, or a JWK that stands alone.
type SetMember struct {
	Node    *Node     // as written
	Key     *Key      // nil when it cannot be used
	Problem *KeyError // why; nil when it can
}

// ReadKeySet reads the keys of a text of kind KindKeySet or KindKey one by one,
// the first MaxKeys of them, so that what is wrong with one hides no other. The
// costly reading of private keys is bounded as by ReadKey.
func ReadKeySet(d *Document) []SetMember {
	nodes := KeyNodes(d)
	r := &keyReader{}
	members := make([]SetMember, min(len(nodes), MaxKeys))
	for i := range members {
		members[i].Node = nodes[i]
		members[i].Key, members[i].Problem = r.jwk(nodes[i])
		if k := members[i].Key; k != nil {
			k.Text = d.Raw(nodes[i].Span)
		}
	}
	return members
}

// KeyNodes are the JSON values that stand where the keys of a JWK Set stand: the
// elements of "keys" or of a plain list, or the JWK itself.
func KeyNodes(d *Document) []*Node {
	switch keys := d.Member("keys"); {
	case d.Root == nil:
		return nil
	case d.Root.Kind == Array:
		return d.Root.Elements
	case keys != nil && keys.Kind == Array:
		return keys.Elements
	}
	return []*Node{d.Root}
}

// HoldsKeys reports whether a text of this kind holds keys and no token.
func (k Kind) HoldsKeys() bool { return k == KindKeySet || k == KindKey || k == KindOtherKeys }

// keysKind is the kind of a text in JSON that holds keys; "" when it holds none.
// A text that breaks off may be one all the same.
func keysKind(d *Document) Kind {
	if d.Root == nil {
		return ""
	}
	isJWK := func(n *Node) bool { return n.Kind == Object && n.Member("kty") != nil }
	anyJWK := func(list []*Node) bool {
		for _, n := range list {
			if isJWK(n) {
				return true
			}
		}
		return false
	}
	keys := d.Member("keys")
	switch {
	case d.Root.Kind == Array && anyJWK(d.Root.Elements):
		return KindKeySet
	case d.Root.Kind != Object:
		return ""
	case keys != nil && keys.Kind == Array && (len(keys.Elements) == 0 && d.Fault == nil || anyJWK(keys.Elements)):
		return KindKeySet
	case isJWK(d.Root):
		return KindKey
	case d.Fault == nil && (d.Member("jwks_uri") != nil && d.Member("issuer") != nil || isPEMMap(d.Root)):
		return KindOtherKeys
	}
	return ""
}

// isPEMMap reports whether every member is a PEM, as where Google publishes
// the certificates of Firebase by their key IDs.
func isPEMMap(n *Node) bool {
	for _, m := range n.Members {
		if m.Value == nil || m.Value.Kind != String || !strings.HasPrefix(strings.TrimSpace(m.Value.Value), pemBegin) {
			return false
		}
	}
	return len(n.Members) > 0
}
