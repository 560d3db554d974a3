package inspect

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"

	"jotlens/jose"
)

// headerCertificates decodes the certificates of the header's x5c and compares
// the first with x5t and x5t#S256 (RFC 7515 §4.1.6 to §4.1.8). It trusts none of them.
func headerCertificates(t *jose.Token) []Certificate {
	x5c := t.Parameter("x5c")
	if x5c == nil {
		return nil
	}
	links := jose.ReadChain(x5c)
	if len(links) == 0 {
		return []Certificate{{Problem: "“x5c” must be an array with at least one certificate."}}
	}
	list := make([]Certificate, len(links))
	for i, link := range links {
		if link.Certificate != nil {
			list[i] = describeCertificate(link.Certificate)
		}
		if link.Fault != "" {
			list[i].object("Certificate " + strconv.Itoa(i+1) + ": " + link.Fault + ".")
		}
		if i > 0 && link.Certificate != nil && links[i-1].Certificate != nil {
			list[i-1].breaks(i, links[i-1].Certificate.ChainFault(link.Certificate))
		}
	}
	if n := len(x5c.Elements); n > len(links) {
		list[len(list)-1].object("The header has " + strconv.Itoa(n) + " certificates; only the first " + strconv.Itoa(len(links)) + " are read.")
	}
	if links[0].Certificate != nil {
		list[0].compare(t, "x5t", list[0].SHA1)
		list[0].compare(t, "x5t#S256", list[0].SHA256)
	}
	return list
}

// chainOf describes the certificates of a key, the one that holds it first.
func chainOf(certificates []*jose.Certificate) []Certificate {
	var list []Certificate
	for i, c := range certificates {
		list = append(list, describeCertificate(c))
		if i > 0 {
			list[i-1].breaks(i, certificates[i-1].ChainFault(c))
		}
	}
	return list
}

func describeCertificate(c *jose.Certificate) Certificate {
	v := plainCertificate(c)
	v.SelfSigned = c.SelfSigned()
	return v
}

// plainCertificate is what a certificate says, without checking any signature.
func plainCertificate(c *jose.Certificate) Certificate {
	return Certificate{
		Subject: strings.ToValidUTF8(c.Subject, "\ufffd"), Issuer: strings.ToValidUTF8(c.Issuer, "\ufffd"),
		NotBefore: c.NotBefore, NotAfter: c.NotAfter, Names: c.Names, SHA1: c.SHA1, SHA256: c.SHA256,
	}
}

func (c *Certificate) object(sentence string) {
	if c.Problem != "" {
		c.Problem += " "
	}
	c.Problem += sentence
}

// breaks says that the chain breaks after certificate number n, unless why
// is "".
func (c *Certificate) breaks(n int, why string) {
	if why != "" {
		c.object("The chain breaks after certificate " + strconv.Itoa(n) + ": " + why + ".")
	}
}

// compare compares a thumbprint of the header with that of the certificate.
// Some issuers write the digits of the hash, in hex, instead of its bytes.
func (c *Certificate) compare(t *jose.Token, parameter, want string) {
	n := t.Parameter(parameter)
	if n == nil {
		return
	}
	switch {
	case n.Kind == jose.String && n.Value == want:
		c.NamedBy = append(c.NamedBy, parameter)
	case n.Kind == jose.String && isHexOf(n.Value, want):
		c.NamedBy = append(c.NamedBy, parameter)
		c.object("“" + parameter + "” holds the hash of this certificate in hex; it must be the bytes in base64url.")
	default:
		c.object("“" + parameter + "” is not the thumbprint of this certificate.")
	}
}

// isHexOf reports whether text is, or encodes, the hex digits of a hash that is
// given in base64url.
func isHexOf(text, want string) bool {
	hash, err := base64.RawURLEncoding.DecodeString(want)
	if err != nil {
		return false
	}
	digits := hex.EncodeToString(hash)
	inner, _ := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	return strings.EqualFold(string(inner), digits) || strings.EqualFold(strings.ReplaceAll(text, ":", ""), digits)
}

// embeddedKey is the key that the token itself carries: that of the header's
// jwk, of which only the public members are read, or of the first certificate
// of x5c. parameter is "" when it carries none; problem says in a sentence why
// key is nil.
func embeddedKey(t *jose.Token) (parameter string, key *jose.Key, problem string) {
	if n := t.Parameter("jwk"); n != nil {
		key, err := jose.ReadPublicJWK(n)
		switch {
		case err != nil:
			return "jwk", nil, "The “jwk” of the header cannot be read: " + err.Error() + "."
		case key.Secret():
			return "jwk", nil, "The “jwk” of the header is a shared secret, which everybody who sees the token now knows."
		}
		return usable("jwk", key)
	}
	if n := t.Parameter("x5c"); n != nil {
		links := jose.ReadChain(n)
		switch {
		case len(links) == 0:
			return "x5c", nil, "The “x5c” of the header is no array of certificates."
		case links[0].Certificate == nil:
			return "x5c", nil, "The first certificate of “x5c” cannot be read: " + links[0].Fault + "."
		}
		key, err := links[0].Certificate.Key()
		if err != nil {
			return "x5c", nil, "The key of the first certificate of “x5c” cannot be read: " + err.Error() + "."
		}
		return usable("x5c", key)
	}
	return "", nil, ""
}

func usable(parameter string, key *jose.Key) (string, *jose.Key, string) {
	if why := key.Unusable(); why != "" {
		return parameter, nil, "The key in “" + parameter + "” cannot be used: " + why + "."
	}
	return parameter, key, ""
}
