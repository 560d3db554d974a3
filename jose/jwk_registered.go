package jose

import "slices"

// JWKParameters is the IANA registry "JSON Web Key Parameters" together with
// "JSON Web Key Set Parameters", one row for each name, as far as we could learn
// them. The names and references are IANA's
// (https://www.iana.org/assignments/jose, CC0); the words are ours.
var JWKParameters = []Registered{
	{Name: "keys", Title: "Keys", Meaning: "The keys of the set; their order says nothing.", Reference: "RFC 7517 §5.1"},
	{Name: "kty", Title: "Key type", Meaning: "The family of the key: RSA, EC, OKP, AKP, or oct for a shared secret.", Reference: "RFC 7517 §4.1"},
	{Name: "use", Title: "Use", Meaning: "What the key is for: sig for signatures, enc for encryption.", Reference: "RFC 7517 §4.2"},
	{Name: "key_ops", Title: "Operations", Meaning: "The single operations that the key may be used for, such as verify.", Reference: "RFC 7517 §4.3"},
	{Name: "alg", Title: "Algorithm", Meaning: "The one algorithm that the key is for.", Reference: "RFC 7517 §4.4"},
	{Name: "kid", Title: "Key ID", Meaning: "The name by which tokens say which key they mean; each key of a set needs its own.", Reference: "RFC 7517 §4.5"},
	{Name: "x5u", Title: "Certificate URL", Meaning: "Where the key's certificate can be fetched; to follow it is to let the writer choose an address.", Reference: "RFC 7517 §4.6"},
	{Name: "x5c", Title: "Certificate chain", Meaning: "The key's certificate and those that vouch for it, in standard base64.", Reference: "RFC 7517 §4.7"},
	{Name: "x5t", Title: "Certificate thumbprint, SHA-1", Meaning: "The SHA-1 hash of the key's certificate.", Reference: "RFC 7517 §4.8"},
	{Name: "x5t#S256", Title: "Certificate thumbprint, SHA-256", Meaning: "The SHA-256 hash of the key's certificate.", Reference: "RFC 7517 §4.9"},
	{Name: "crv", Title: "Curve", Meaning: "The curve that the key is on.", Reference: "RFC 7518 §6.2.1.1, RFC 8037 §2"},
	{Name: "x", Title: "X coordinate", Meaning: "The first coordinate of the public point, or the whole public key of an OKP key.", Reference: "RFC 7518 §6.2.1.2, RFC 8037 §2"},
	{Name: "y", Title: "Y coordinate", Meaning: "The second coordinate of the public point.", Reference: "RFC 7518 §6.2.1.3"},
	{Name: "d", Title: "Private key", Meaning: "The private half of the key. It must never be published.", Reference: "RFC 7518 §6.2.2.1, §6.3.2.1"},
	{Name: "n", Title: "Modulus", Meaning: "The product of two secret primes; its length is the strength of the RSA key.", Reference: "RFC 7518 §6.3.1.1"},
	{Name: "e", Title: "Exponent", Meaning: "The public exponent of the RSA key, nearly always AQAB, which is 65537.", Reference: "RFC 7518 §6.3.1.2"},
	{Name: "p", Title: "First prime", Meaning: "A secret prime of the RSA key. It must never be published.", Reference: "RFC 7518 §6.3.2.2"},
	{Name: "q", Title: "Second prime", Meaning: "A secret prime of the RSA key. It must never be published.", Reference: "RFC 7518 §6.3.2.3"},
	{Name: "dp", Title: "First prime's exponent", Meaning: "A part of the private RSA key that makes it faster. It must never be published.", Reference: "RFC 7518 §6.3.2.4"},
	{Name: "dq", Title: "Second prime's exponent", Meaning: "A part of the private RSA key that makes it faster. It must never be published.", Reference: "RFC 7518 §6.3.2.5"},
	{Name: "qi", Title: "Coefficient", Meaning: "A part of the private RSA key that makes it faster. It must never be published.", Reference: "RFC 7518 §6.3.2.6"},
	{Name: "oth", Title: "Other primes", Meaning: "Further secret primes of the RSA key. They must never be published.", Reference: "RFC 7518 §6.3.2.7"},
	{Name: "k", Title: "Secret", Meaning: "The shared secret itself. Whoever reads it can make tokens.", Reference: "RFC 7518 §6.4.1"},
	{Name: "pub", Title: "Public key", Meaning: "The public key of an AKP key.", Reference: "RFC 9964 §3"},
	{Name: "priv", Title: "Private key", Meaning: "The private seed of an AKP key. It must never be published.", Reference: "RFC 9964 §3"},
	{Name: "ext", Title: "Extractable", Meaning: "Whether a browser may hand the key out of its key store.", Reference: webCrypto},
	{Name: "iat", Title: "Issued at", Meaning: "When the key was made.", Reference: "OpenID Federation 1.0 §8.7.2", Time: true},
	{Name: "nbf", Title: "Not before", Meaning: "Until this moment the key must not be used.", Reference: "OpenID Federation 1.0 §8.7.2", Time: true},
	{Name: "exp", Title: "Expiration time", Meaning: "From this moment on the key must not be used.", Reference: "OpenID Federation 1.0 §8.7.2", Time: true},
	{Name: "revoked", Title: "Revoked", Meaning: "When and why the key was withdrawn before its time.", Reference: "OpenID Federation 1.0 §8.7.2"},
}

// JWKParameterNamed returns the registered member of a JWK or JWK Set of that
// name, compared exactly (RFC 7517 §4).
func JWKParameterNamed(name string) (Registered, bool) {
	for i := range JWKParameters {
		if JWKParameters[i].Name == name {
			return JWKParameters[i], true
		}
	}
	return Registered{}, false
}

// PrivateMember reports whether a member called name holds a part of a private
// key (RFC 7518 §6, RFC 9964 §3).
func PrivateMember(name string) bool {
	return slices.Contains(privateMembers, name)
}
