package jose

import (
	"crypto/x509"
	"time"
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
