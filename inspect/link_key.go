package inspect

import (
	"slices"
	"strings"

	"jotlens/jose"
)

// publicPEM are the kinds of PEM block that a link may bring (RFC 7468 §5 and
// §13, PKCS #1).
var publicPEM = []string{"PUBLIC KEY", "RSA PUBLIC KEY", "EC PUBLIC KEY", "CERTIFICATE"}

// privateMembers are the members of a JWK that are private or secret (RFC 7518
// §6.2.2, §6.3.2 and §6.4.1, RFC 8037 §2, RFC 9964).
var privateMembers = []string{"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"}

// readPublicKey accepts a key that anybody may see: a PEM, JWK, JWK Set, DER
// or OpenSSH public key or certificate, and nothing beside it. public is false
// for everything that might be secret.
func readPublicKey(text string) (key string, public bool) {
	if strings.Contains(text, "-----BEGIN") {
		return readPublicPEM(text)
	}
	k, err := jose.ReadKey(text, jose.Auto)
	if err != nil || k == nil || !k.Asymmetric() || holdsPrivate(k) || k.Kind == jose.KindPEM {
		return "", false // a PEM without its BEGIN line is one that was encoded once more, with who knows what beside it
	}
	if k.Kind == jose.KindJWK || k.Kind == jose.KindJWKSet {
		d := jose.ReadJSON([]byte(text))
		if d.Fault != nil || !d.Trailing.Empty() || hasPrivateMember(d.Root) {
			return "", false
		}
	}
	return text, true
}

// holdsPrivate reports whether a text has a private key in it, whatever its
// labels say, or something that could not be read.
func holdsPrivate(k *jose.Key) bool {
	return k.Kind != jose.KindJWKSet && len(k.Skipped) > 0 || slices.ContainsFunc(k.Members(), func(member *jose.Key) bool { return member.IsPrivate })
}

func hasPrivateMember(n *jose.Node) bool {
	if n == nil {
		return false
	}
	return slices.ContainsFunc(n.Elements, hasPrivateMember) || slices.ContainsFunc(n.Members, func(m jose.Member) bool {
		return slices.Contains(privateMembers, m.Name) || hasPrivateMember(m.Value)
	})
}

// readPublicPEM checks every block of a PEM text. Links that were built as
// forms have "+" for the spaces of its first and last line; in the base64
// between, "+" is a digit.
func readPublicPEM(text string) (key string, public bool) {
	text = strings.TrimSpace(strings.ReplaceAll(text, `\n`, "\n"))
	var b strings.Builder
	for rest := text; rest != ""; {
		begin, after, ok := strings.Cut(rest, "-----BEGIN")
		if !ok || strings.TrimSpace(begin) != "" {
			return "", false
		}
		name, body, ok := strings.Cut(after, "-----")
		name = strings.TrimSpace(strings.ReplaceAll(name, "+", " "))
		if !ok || !slices.Contains(publicPEM, name) {
			return "", false
		}
		body, after, ok = strings.Cut(body, "-----END")
		end, after, closed := strings.Cut(after, "-----")
		if !ok || !closed || strings.TrimSpace(strings.ReplaceAll(end, "+", " ")) != name {
			return "", false
		}
		b.WriteString("-----BEGIN " + name + "-----\n" + strings.Join(strings.Fields(body), "\n") + "\n-----END " + name + "-----\n")
		rest = strings.TrimSpace(after)
	}
	if k, err := jose.ReadKey(b.String(), jose.Auto); err == nil && k != nil && holdsPrivate(k) {
		return "", false
	}
	return b.String(), b.Len() > 0
}
