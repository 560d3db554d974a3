package i18n

import (
	"fmt"
	"strconv"
)

// KeyFacts is what the page says about a key that is no secret, and about
// certificates.
type KeyFacts struct {
	Public         string
	Private        string
	Certificate    string
	Line           func(what, name, from string) string // what is one of the three above
	RSA            func(bits int) string
	Unknown        string
	From           map[string]string // by jose.KeyKind
	PublicHalf     string            // follows the line of a private key
	Unusable       func(why string) string
	Set            func(keys int) string // a JWK Set
	Several        func(keys int, from string) string
	Chosen         func(id, name string) string // id may be empty
	SkippedCount   func(skipped, of int) string
	More           string // opens the details
	Format         string
	KeyID          string
	For            string // alg, use and key_ops
	Thumbprint     string
	ThumbprintName string                                         // what its copy button copies
	Notes          map[string]func(args map[string]string) string // by jose.KeyNote.Code
	NotePrivate    string
	Skipped        func(number int, id, why string) string // id may be empty
	SkippedMore    func(n int) string

	Certificates     string
	CertificatesHint string
	Subject          string
	Issuer           string
	Validity         string
	Valid            func(from, to string) string
	Expired          string
	NotYetValid      string
	Names            string
	SelfSigned       string
	NamedBy          func(parameters string) string
	CertificateName  func(number int, subject string) string
	Unread           string // stands for the subject of a certificate that cannot be read
}

func fixed(sentence string) func(map[string]string) string {
	return func(map[string]string) string { return sentence }
}

func englishKeyFacts() KeyFacts {
	return KeyFacts{
		Public:      "Public key",
		Private:     "Private key",
		Certificate: "Certificate",
		Line:        func(what, name, from string) string { return what + ": " + name + ", from " + from + "." },
		RSA:         func(bits int) string { return "RSA, " + count(bits, "bit", "bits") },
		Unknown:     "of a kind that is not known here",
		From: map[string]string{
			"jwk": "a JWK", "jwk-oct": "a JWK", "jwk-set": "a JWK Set", "pem": "a PEM", "der": "DER", "ssh": "an SSH line",
		},
		PublicHalf: "Its public half is used.",
		Unusable:   func(why string) string { return "It cannot be used: " + why + "." },
		Set:        func(keys int) string { return "A JWK Set with " + count(keys, "key", "keys") + "." },
		Several:    func(keys int, from string) string { return count(keys, "key", "keys") + " from " + from + "." },
		Chosen: func(id, name string) string {
			if id == "" {
				return "Chosen: " + name + "."
			}
			return "Chosen: “" + id + "”, " + name + "."
		},
		SkippedCount: func(skipped, of int) string {
			return thousands(skipped) + " of " + count(of, "key", "keys") + " cannot be used."
		},
		More:           "About this key",
		Format:         "Format",
		KeyID:          "Key ID",
		For:            "For",
		Thumbprint:     "Thumbprint (RFC 7638)",
		ThumbprintName: "Thumbprint",
		Notes: map[string]func(map[string]string) string{
			"compressed": fixed("Its point is compressed, which some libraries cannot read."),
			"escaped":    fixed("Read with \\n turned into line breaks."),
			"label": func(a map[string]string) string {
				return fmt.Sprintf("The block is labeled “%s” and holds %s. Some libraries refuse that.", a["label"], a["format"])
			},
			"leading-zero": func(a map[string]string) string {
				return "“" + a["name"] + "” begins with a zero byte, which RFC 7518 §2 forbids."
			},
			"list":              fixed("This is a plain list. A JWK Set is an object whose “keys” is the list."),
			"one-line":          fixed("Read from a single line. PEM has line breaks, and many libraries insist on them."),
			"percent":           fixed("Read with its percent-encoding undone."),
			"pkcs1":             fixed("This is PKCS#1, not SPKI. Some libraries need SPKI: openssl rsa -RSAPublicKey_in -pubout."),
			"private-unchecked": fixed("The private half is not used: without its primes it costs too much to check."),
			"rsa-pss":           fixed("The key is marked for RSA-PSS: PS256, PS384 or PS512."),
			"ssh-unusable":      func(a map[string]string) string { return "Keys of type " + a["type"] + " cannot be used for tokens." },
			"unusable-curve": func(a map[string]string) string {
				return "Keys on " + a["curve"] + " are decoded; no signature is checked with them here."
			},
			"wrapped": fixed("Read from the base64 or hex that was around it."),
			"x5c": func(a map[string]string) string {
				return "Certificate " + a["number"] + " of “x5c”: " + a["why"] + "."
			},
		},
		NotePrivate: "Never paste a private key into a page that you do not run. A verifier needs the public half alone.",
		Skipped: func(number int, id, why string) string {
			if id != "" {
				id = " (“" + id + "”)"
			}
			return "Key " + strconv.Itoa(number) + id + " cannot be used: " + why + "."
		},
		SkippedMore: func(n int) string { return "And " + thousands(n) + " more." },

		Certificates:     "Certificates",
		CertificatesHint: "from “x5c”: the token brings them itself, so none is trusted here",
		Subject:          "Subject",
		Issuer:           "Issuer",
		Validity:         "Valid",
		Valid:            func(from, to string) string { return from + " to " + to },
		Expired:          "expired",
		NotYetValid:      "not valid yet",
		Names:            "Names",
		SelfSigned:       "It is self-signed: it vouches for itself.",
		NamedBy:          func(parameters string) string { return "Its thumbprint is the header’s " + parameters + "." },
		CertificateName:  func(number int, subject string) string { return strconv.Itoa(number) + ". " + subject },
		Unread:           "cannot be read",
	}
}
