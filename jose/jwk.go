package jose

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// MaxKeys bounds how many keys of a JWK Set are read.
const MaxKeys = 1000

// jwkText reads text, which begins like JSON, as a JWK or a JWK Set (RFC
// 7517). Both results are nil when the text is neither: then it may be a
// secret.
func (r *keyReader) jwkText(text string) (*Key, *KeyError) {
	d := ReadJSON([]byte(text))
	if d.Root == nil || d.Fault != nil {
		if strings.Contains(text, "kty") && strings.Contains(text, "{") {
			return nil, keyError("jwk-json")
		}
		return nil, nil
	}
	if d.Root.Kind == String {
		// A whole key inside a JSON string, as in an environment file.
		if inner := strings.TrimFunc(d.Root.Value, isInvisible); d.Trailing.Empty() && strings.HasPrefix(inner, "{") {
			return r.jwkText(inner)
		}
		return nil, nil
	}
	k, err := r.jwkDocument(d)
	if k != nil {
		k.Text = text
		if !d.Trailing.Empty() {
			return nil, keyError("jwk-trailing")
		}
	}
	return k, err
}

func (r *keyReader) jwkDocument(d *Document) (*Key, *KeyError) {
	switch d.Root.Kind {
	case Array:
		if len(d.Root.Elements) > 0 && d.Root.Elements[0].Kind == Object && d.Root.Elements[0].Member("kty") != nil {
			set, err := r.jwkSet(d, d.Root)
			if set != nil {
				set.note("list")
			}
			return set, err
		}
	case Object:
		if keys := d.Member("keys"); keys != nil && keys.Kind == Array {
			return r.jwkSet(d, keys)
		}
		if d.Member("kty") != nil {
			return r.jwk(d.Root)
		}
		if d.Member("jwks_uri") != nil {
			return nil, keyError("jwk-discovery")
		}
	}
	return nil, nil
}

// holdsPublicJWK reports whether there is a JWK of a public key somewhere in a
// text, whatever its quotes and spaces. Such a text is never a secret.
func holdsPublicJWK(text string) bool {
	if !strings.Contains(text, "kty") && !strings.Contains(text, "KTY") {
		return false
	}
	bare := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\"'`\\", r) || isInvisible(r):
			return -1
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		}
		return r
	}, text)
	for _, kty := range []string{"rsa", "ec", "okp", "akp"} {
		if strings.Contains(bare, "kty:"+kty) {
			return true
		}
	}
	return false
}

// ReadPublicJWK reads a JWK object by its public members only, for instance
// that in the header of a token. The result has no Text.
func ReadPublicJWK(n *Node) (*Key, *KeyError) {
	public := *n
	public.Members = slices.DeleteFunc(slices.Clone(n.Members), func(m Member) bool {
		return slices.Contains(privateMembers, m.Name)
	})
	return (&keyReader{}).jwk(&public)
}

// privateMembers of a JWK, RFC 7518 §6 and RFC 9964 §3.
var privateMembers = []string{"d", "p", "q", "dp", "dq", "qi", "oth", "priv"}

// jwkSet reads the members of a set. Those that cannot be used are passed
// over and named (RFC 7517 §5).
func (r *keyReader) jwkSet(d *Document, keys *Node) (*Key, *KeyError) {
	switch {
	case len(keys.Elements) == 0:
		return nil, keyError("jwk-set-empty")
	case len(keys.Elements) > MaxKeys:
		return nil, keyError("jwk-set-long", "most", itoa(MaxKeys))
	}
	set := &Key{Kind: KindJWKSet}
	for i, e := range keys.Elements {
		k, err := r.jwk(e)
		if err == nil {
			k.Text = d.Raw(e.Span)
			set.Keys = append(set.Keys, k)
			continue
		}
		skipped := SkippedKey{Index: i, Why: err.Error()}
		if e.Kind == Object {
			m := jwkMembers{e}
			skipped.KeyID = m.text("kid")
			switch kty := KeyType(m.text("kty")); kty {
			case TypeOct, TypeRSA, TypeEC, TypeOKP, TypeAKP:
				skipped.Type = kty
			}
		}
		set.Skipped = append(set.Skipped, skipped)
	}
	return set, nil
}

// jwk reads one JWK object.
func (r *keyReader) jwk(n *Node) (*Key, *KeyError) {
	if n.Kind != Object {
		return nil, keyError("jwk-object")
	}
	for _, m := range n.Members {
		if m.Duplicate {
			return nil, keyError("jwk-duplicate", "name", strconv.Quote(short(m.Name)))
		}
	}
	m := jwkMembers{n}
	if err := m.checkTypes(); err != nil {
		return nil, err
	}
	k := &Key{Kind: KindJWK, KeyID: m.text("kid"), Alg: m.text("alg"), Use: m.text("use")}
	if ops := n.Member("key_ops"); ops != nil && ops.Kind == Array {
		k.Ops = []string{}
		for _, op := range ops.Elements {
			k.Ops = append(k.Ops, op.Value)
		}
	}
	err := r.jwkKey(k, m)
	if err != nil {
		return nil, err
	}
	if x5c := n.Member("x5c"); x5c != nil {
		r.jwkChain(k, x5c)
	}
	return k, nil
}

func (r *keyReader) jwkKey(k *Key, m jwkMembers) *KeyError {
	switch kty := m.text("kty"); kty {
	case "":
		return keyError("jwk-kty")
	case "oct":
		if v := m.node.Member("k"); v == nil || v.Kind != String {
			return keyError("jwk-no-k")
		}
		secret, err := m.bytes("k")
		if err != nil {
			return err
		}
		k.Kind, k.Type, k.Bytes = KindJWKSecret, TypeOct, secret
		k.Thumbprint = thumbprint("k", encode64(secret), "kty", "oct")
		return nil
	case "RSA":
		return r.jwkRSA(k, m)
	case "EC":
		return r.jwkEC(k, m)
	case "OKP":
		return r.jwkOKP(k, m)
	case "AKP":
		return r.jwkAKP(k, m)
	default:
		return keyError("jwk-kty-value", "kty", short(kty))
	}
}

// jwkRSA reads the members of RFC 7518 §6.3.
func (r *keyReader) jwkRSA(k *Key, m jwkMembers) *KeyError {
	n, err := m.number(k, "n")
	if err != nil {
		return err
	}
	e, err := m.number(k, "e")
	if err != nil {
		return err
	}
	if err := k.setRSA(n, e); err != nil || !m.has("d") {
		return err
	}
	if err := r.countJWKSecret(); err != nil {
		return err
	}
	d, err := m.number(k, "d")
	if err != nil {
		return err
	}
	var p, q *big.Int
	switch {
	case m.has("oth"): // more than two primes
	case m.has("p") && m.has("q"):
		if p, err = m.number(k, "p"); err != nil {
			return err
		}
		if q, err = m.number(k, "q"); err != nil {
			return err
		}
	case m.has("p") || m.has("q") || m.has("dp") || m.has("dq") || m.has("qi"):
		return keyError("jwk-primes")
	}
	if !r.setRSAPrivate(k, d, p, q) {
		return keyError("jwk-mismatch")
	}
	return nil
}

// jwkEC reads the members of RFC 7518 §6.2.
func (r *keyReader) jwkEC(k *Key, m jwkMembers) *KeyError {
	if !m.has("crv") {
		return keyError("jwk-missing", "kty", "EC", "name", "crv")
	}
	c, known := curveNamed(m.text("crv"))
	if !known || c.name == "P-224" {
		return keyError("jwk-crv", "crv", short(m.text("crv")), "kty", "EC", "curves", `"P-256", "P-384" or "P-521"`)
	}
	x, err := m.bytes("x")
	if err != nil {
		return err
	}
	y, err := m.bytes("y")
	if err != nil {
		return err
	}
	k.setEC(c, x, y)
	if !m.has("d") {
		return nil
	}
	if err := r.countJWKSecret(); err != nil {
		return err
	}
	d, err := m.bytes("d")
	if err != nil {
		return err
	}
	if len(d) != c.size {
		return wrongLength("d", c.name, len(d), c.size)
	}
	if !k.setECPrivate(c, d) {
		return keyError("jwk-mismatch")
	}
	return nil
}

// jwkOKP reads the members of RFC 8037 §2.
func (r *keyReader) jwkOKP(k *Key, m jwkMembers) *KeyError {
	if !m.has("crv") {
		return keyError("jwk-missing", "kty", "OKP", "name", "crv")
	}
	for _, c := range okpCurves {
		if c.name != m.text("crv") {
			continue
		}
		x, err := m.bytes("x")
		if err != nil {
			return err
		}
		if len(x) != c.size {
			return wrongLength("x", c.name, len(x), c.size)
		}
		k.setOKP(c.name, x)
		if !m.has("d") {
			return nil
		}
		if err := r.countJWKSecret(); err != nil {
			return err
		}
		d, err := m.bytes("d")
		if err != nil {
			return err
		}
		if len(d) != c.size {
			return wrongLength("d", c.name, len(d), c.size)
		}
		if !k.setOKPPrivate(d) {
			return keyError("jwk-mismatch")
		}
		return nil
	}
	return keyError("jwk-crv", "crv", short(m.text("crv")), "kty", "OKP", "curves", `"Ed25519" or "X25519"`)
}

// jwkAKP reads the members of RFC 9964 §3, where alg is a must.
func (r *keyReader) jwkAKP(k *Key, m jwkMembers) *KeyError {
	if k.Alg == "" {
		return keyError("jwk-missing", "kty", "AKP", "name", "alg")
	}
	for _, p := range mldsaSets {
		if p.name != k.Alg {
			continue
		}
		pub, err := m.bytes("pub")
		if err != nil {
			return err
		}
		if len(pub) != p.math.PublicKeySize() {
			return wrongLength("pub", p.name, len(pub), p.math.PublicKeySize())
		}
		if err := k.setAKP(p, pub); err != nil || !m.has("priv") {
			return err
		}
		if err := r.countJWKSecret(); err != nil {
			return err
		}
		seed, err := m.bytes("priv")
		if err != nil {
			return err
		}
		const size = 32
		if len(seed) != size {
			return wrongLength("priv", p.name, len(seed), size)
		}
		if !k.setAKPPrivate(p, seed) {
			return keyError("jwk-mismatch")
		}
		return nil
	}
	return keyError("jwk-alg", "alg", short(k.Alg))
}

// jwkChain reads x5c, whose first certificate must hold the key itself (RFC
// 7517 §4.7).
func (r *keyReader) jwkChain(k *Key, x5c *Node) {
	for i, link := range ReadChain(x5c) {
		if link.Fault != "" {
			k.note("x5c", "number", itoa(i+1), "why", link.Fault)
		}
		if link.Certificate == nil {
			break
		}
		k.Certificates = append(k.Certificates, link.Certificate)
	}
	if len(k.Certificates) == 0 {
		return
	}
	if held, err := k.Certificates[0].Key(); err != nil || held.Thumbprint != k.Thumbprint {
		k.fault("x5c-key-mismatch", "subject", short(k.Certificates[0].Subject))
	}
}

func wrongLength(name, curve string, have, want int) *KeyError {
	return keyError("jwk-length", "name", name, "curve", curve, "have", byteCount(have), "want", itoa(want))
}

// countJWKSecret bounds the private keys of one text.
func (r *keyReader) countJWKSecret() *KeyError {
	if r.privateKeys++; r.privateKeys > maxPrivateKeys {
		return keyError("jwk-set-secret", "most", itoa(maxPrivateKeys))
	}
	return nil
}
