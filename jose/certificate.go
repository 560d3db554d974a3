package jose

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha1" // #nosec G505 -- x5t is SHA-1 by RFC 7515 §4.1.7; nothing is trusted for it
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"time"
)

// Bounds on certificates.
const (
	MaxChain       = 10       // certificates of a chain
	MaxCertificate = 64 << 10 // bytes of one, in DER
)

// A Certificate is an X.509 certificate, decoded (RFC 5280).
type Certificate struct {
	Subject   string    // as text, RFC 4514 in the order written
	Issuer    string    // the same
	NotBefore time.Time // in UTC
	NotAfter  time.Time // in UTC
	Names     []string  // subject alternative names: DNS, e-mail, IP and URI
	Serial    string    // in hex
	SHA1      string    // thumbprint of the DER in base64url, as in x5t (RFC 7515 §4.1.7)
	SHA256    string    // the same as in x5t#S256 (RFC 7515 §4.1.8)

	X509 *x509.Certificate
}

// ReadCertificate reads a certificate in DER. It judges nothing.
func ReadCertificate(der []byte) (*Certificate, error) {
	if len(der) > MaxCertificate {
		return nil, errors.New("it is longer than 64 KiB")
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "x509: "))
	}
	short, long := sha1.Sum(der), sha256.Sum256(der) // #nosec G401 -- x5t is SHA-1 by RFC 7515 §4.1.7; nothing is trusted for it
	c := &Certificate{
		Subject:   parsed.Subject.String(),
		Issuer:    parsed.Issuer.String(),
		NotBefore: parsed.NotBefore.UTC(),
		NotAfter:  parsed.NotAfter.UTC(),
		Serial:    hex.EncodeToString(parsed.SerialNumber.Bytes()),
		SHA1:      encode64(short[:]),
		SHA256:    encode64(long[:]),
		X509:      parsed,
	}
	c.Names = append(c.Names, parsed.DNSNames...)
	c.Names = append(c.Names, parsed.EmailAddresses...)
	for _, ip := range parsed.IPAddresses {
		c.Names = append(c.Names, ip.String())
	}
	for _, uri := range parsed.URIs {
		c.Names = append(c.Names, uri.String())
	}
	return c, nil
}

// Key is the key that the certificate holds.
func (c *Certificate) Key() (*Key, *KeyError) {
	return (&keyReader{}).certificate(c)
}

// SelfSigned reports whether the certificate is its own issuer and signed
// itself, so that it proves nothing about who holds it.
func (c *Certificate) SelfSigned() bool {
	return bytes.Equal(c.X509.RawSubject, c.X509.RawIssuer) && cheap(c.X509) &&
		c.X509.CheckSignature(c.X509.SignatureAlgorithm, c.X509.RawTBSCertificate, c.X509.Signature) == nil
}

// ChainFault says why issuer did not issue the certificate, in lower case and
// without a full stop; "" when it did.
func (c *Certificate) ChainFault(issuer *Certificate) string {
	if !bytes.Equal(c.X509.RawIssuer, issuer.X509.RawSubject) {
		return "its issuer is not the subject of the next one"
	}
	if !cheap(issuer.X509) {
		return "the key of the next one cannot be used"
	}
	var insecure x509.InsecureAlgorithmError
	var constraint x509.ConstraintViolationError
	switch err := c.X509.CheckSignatureFrom(issuer.X509); {
	case err == nil:
		return ""
	case errors.As(err, &insecure):
		return "it is signed with " + c.X509.SignatureAlgorithm.String() + ", which anyone can forge"
	case errors.As(err, &constraint):
		return "the next one is no authority and must not issue certificates"
	case errors.Is(err, x509.ErrUnsupportedAlgorithm):
		return "its signature is of a kind that cannot be checked here"
	}
	return "its signature was not made by the key of the next one"
}

// cheap reports whether checking a signature with the certificate's key is
// bounded work.
func cheap(c *x509.Certificate) bool {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		return key.N.BitLen() <= MaxRSABits && key.E < 1<<31
	case *ecdsa.PublicKey, ed25519.PublicKey:
		return true
	}
	return false
}

// A ChainLink is one member of an x5c array, read.
type ChainLink struct {
	Certificate *Certificate // nil when it cannot be read
	Fault       string       // what is wrong with how it is written, in lower case and without a full stop
}

// ReadChain reads the certificates of x5c (RFC 7515 §4.1.6, RFC 7517 §4.7),
// the first MaxChain of them.
func ReadChain(x5c *Node) (links []ChainLink) {
	if x5c == nil || x5c.Kind != Array {
		return nil
	}
	for _, element := range x5c.Elements[:min(len(x5c.Elements), MaxChain)] {
		links = append(links, readLink(element))
	}
	return links
}

func readLink(n *Node) (link ChainLink) {
	if n.Kind != String {
		return ChainLink{nil, "it is not a string"}
	}
	if len(n.Value) > base64.StdEncoding.EncodedLen(MaxCertificate)+1024 {
		return ChainLink{nil, "it is longer than 64 KiB"}
	}
	text := n.Value
	switch {
	case strings.Contains(text, pemDashes):
		link.Fault = "it is a PEM; x5c holds base64 without BEGIN and END lines"
		blocks, problem := pemBlocks(text)
		if problem != nil {
			return link
		}
		der, problem := pemData(blocks[0])
		if problem == nil {
			link.Certificate, _ = ReadCertificate(der)
		}
		return link
	case strings.ContainsAny(text, " \t\r\n"):
		link.Fault = "its base64 has line breaks or spaces in it"
	case strings.ContainsAny(text, "-_"):
		link.Fault = "it is in base64url; x5c holds standard base64"
	case len(text)%4 != 0:
		link.Fault = "its base64 lacks the padding"
	}
	der, faults := decodeBase64URL(strings.TrimRight(strings.Join(strings.Fields(text), ""), "="))
	for _, f := range faults {
		if f.Code != FaultStandardBase64 {
			return ChainLink{nil, "it is not base64"}
		}
	}
	c, err := ReadCertificate(der)
	if err != nil {
		return ChainLink{nil, "it is no certificate that can be read: " + short(err.Error())}
	}
	link.Certificate = c
	return link
}
