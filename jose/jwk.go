package jose

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// MaxKeys bounds how many keys of a JWK Set are read.
const MaxKeys = 1000

// readJWKText reads text as a JWK or a JWK Set (RFC 7517). Both results are nil
// when the text is neither: then it is a secret that begins with a brace.
func readJWKText(text string) (*Key, *KeyError) {
	d := ReadJSON([]byte(strings.TrimPrefix(text, "\ufeff")))
	if !d.IsWholeObject() {
		if strings.Contains(text, `"kty"`) {
			return nil, &KeyError{Code: "jwk", Detail: "this begins like a JWK, but its JSON is broken"}
		}
		return nil, nil
	}
	if keys := d.Member("keys"); keys != nil && keys.Kind == Array {
		set := &Key{Text: text, Kind: KindJWKSet}
		for i, e := range keys.Elements {
			if i == MaxKeys {
				return nil, &KeyError{Code: "jwk-set", Detail: "this set has more than " + strconv.Itoa(MaxKeys) + " keys"}
			}
			// Members that cannot be used are passed over (RFC 7517 §5).
			if k, err := readJWK(d, e); err == nil {
				set.Keys = append(set.Keys, k)
			}
		}
		if len(set.Keys) == 0 {
			return nil, &KeyError{Code: "jwk-set", Detail: "this JWK Set has no key that can be used"}
		}
		return set, nil
	}
	if d.Member("kty") == nil {
		return nil, nil
	}
	k, err := readJWK(d, d.Root)
	if k != nil {
		k.Text = text
	}
	return k, err
}

// readJWK reads one JWK object.
func readJWK(d *Document, n *Node) (*Key, *KeyError) {
	if n.Kind != Object {
		return nil, &KeyError{Code: "jwk", Detail: "a JWK must be a JSON object"}
	}
	for _, m := range n.Members {
		if m.Duplicate {
			return nil, &KeyError{Code: "jwk", Detail: "this JWK has two members called " + strconv.Quote(m.Name)}
		}
	}
	text := func(name string) string {
		if v := n.Member(name); v != nil && v.Kind == String {
			return v.Value
		}
		return ""
	}
	k := &Key{Text: d.Raw(n.Span), Kind: KindJWK, KeyID: text("kid"), Alg: text("alg"), Use: text("use")}
	if ops := n.Member("key_ops"); ops != nil && ops.Kind == Array {
		k.Ops = []string{}
		for _, op := range ops.Elements {
			k.Ops = append(k.Ops, op.Value)
		}
	}
	switch kty := text("kty"); kty {
	case "":
		return nil, &KeyError{Code: "jwk", Detail: `this JWK has no "kty", so nobody knows what it is`}
	case "oct":
		secret, err := base64.RawURLEncoding.Strict().DecodeString(text("k"))
		if v := n.Member("k"); v == nil || v.Kind != String {
			return nil, &KeyError{Code: "jwk", Detail: `this JWK is a secret (kty "oct") without its "k"`}
		}
		if err != nil {
			return nil, &KeyError{Code: "jwk", Detail: `the "k" of this JWK is not base64url`}
		}
		k.Kind, k.Bytes = KindJWKSecret, secret
	}
	return k, nil
}
