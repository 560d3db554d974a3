package jose

import (
	"math/big"
	"slices"
)

// jwkMembers are the members of a JWK object.
type jwkMembers struct{ node *Node }

// checkTypes refuses what restricts the key and cannot be read (RFC 7517 §4.2 to
// §4.5): to pass over it would be to allow everything. Issuers write null for
// what they leave out.
func (m jwkMembers) checkTypes() *KeyError {
	for _, name := range []string{"kid", "alg", "use"} {
		if v := m.node.Member(name); v != nil && v.Kind != String && v.Kind != Null {
			return keyError("jwk-type", "name", name, "what", "a string")
		}
	}
	ops := m.node.Member("key_ops")
	if ops == nil || ops.Kind == Null {
		return nil
	}
	if ops.Kind != Array || slices.ContainsFunc(ops.Elements, func(op *Node) bool { return op.Kind != String }) {
		return keyError("jwk-type", "name", "key_ops", "what", "an array of strings")
	}
	return nil
}

func (m jwkMembers) has(name string) bool { return m.node.Member(name) != nil }

// text is the value of a member that is a string, "" otherwise.
func (m jwkMembers) text(name string) string {
	if v := m.node.Member(name); v != nil && v.Kind == String {
		return v.Value
	}
	return ""
}

// bytes decodes a member in strict base64url.
func (m jwkMembers) bytes(name string) ([]byte, *KeyError) {
	v := m.node.Member(name)
	if v == nil {
		return nil, keyError("jwk-missing", "kty", short(m.text("kty")), "name", name)
	}
	data, faults := decodeBase64URL(v.Value)
	if v.Kind != String || len(faults) > 0 {
		return nil, keyError("jwk-base64url", "name", name)
	}
	return data, nil
}

// number decodes a member that is a Base64urlUInt (RFC 7518 §2).
func (m jwkMembers) number(k *Key, name string) (*big.Int, *KeyError) {
	data, err := m.bytes(name)
	if err != nil {
		return nil, err
	}
	if len(data) > 1 && data[0] == 0 {
		k.note("leading-zero", "name", name)
	}
	return new(big.Int).SetBytes(data), nil
}
