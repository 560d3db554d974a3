package jose

import (
	"strconv"
	"strings"
)

// A KeyError says why a key text cannot be read, and what to do next.
type KeyError struct {
	Code   string            // a key of keyProblems
	Char   string            // of a secret: the character that does not belong, if it is one
	Offset int               // of a secret: where it stands in the key text, in bytes
	Args   map[string]string // what the sentences need
}

// Error is the sentence in lower case, without a full stop.
func (e *KeyError) Error() string {
	switch {
	case e.Char != "":
		return "this is not " + e.Code + ": character " + strconv.Itoa(e.Offset+1) + " is " + strconv.Quote(e.Char)
	case keyProblems[e.Code].message != "":
		return fillIn(keyProblems[e.Code].message, e.Args)
	}
	return "this is not " + e.Code + ": it ends too early"
}

// Next is the next step, in a sentence.
func (e *KeyError) Next() string { return fillIn(keyProblems[e.Code].next, e.Args) }

// Kind is what the text was meant to be.
func (e *KeyError) Kind() KeyKind {
	switch family, _, _ := strings.Cut(e.Code, "-"); family {
	case "jwk":
		return KindJWK
	case "pem":
		return KindPEM
	case "der", "spki":
		return KindDER
	case "ssh":
		return KindSSH
	}
	return KindSecret
}

// keyError is a KeyError; args are names and values in turn.
func keyError(code string, args ...string) *KeyError {
	return &KeyError{Code: code, Args: pairs(args)}
}

func pairs(list []string) map[string]string {
	if len(list) == 0 {
		return nil
	}
	m := make(map[string]string, len(list)/2)
	for i := 0; i+1 < len(list); i += 2 {
		m[list[i]] = list[i+1]
	}
	return m
}

// fillIn replaces each {name} by its value, in one pass: values are hostile.
func fillIn(text string, args map[string]string) string {
	list := make([]string, 0, 2*len(args))
	for name, value := range args {
		list = append(list, "{"+name+"}", value)
	}
	return strings.NewReplacer(list...).Replace(text)
}

const (
	copyWhole   = "Copy the lines from -----BEGIN to -----END as they are."
	copyJWK     = "Copy the JSON from its first to its last brace, as the issuer publishes it."
	askIssuer   = "Ask the issuer for its JWK Set or for a public key in PEM form."
	exportAgain = "Export the key again: openssl pkey -in key.pem -pubout."
	otherMenu   = "Choose in the menu above how the secret is read, or remove what does not belong."
)

// keyProblems are all that can be wrong with the content of a key box: by
// code, what is wrong, in lower case and without a full stop, and the next
// step. {name} is filled from KeyError.Args.
var keyProblems = map[string]struct{ message, next string }{
	"too-long": {"this is longer than 1 MiB, and no key is", "Paste the key alone."},

	"base64":    {"", otherMenu},
	"base64url": {"", otherMenu},
	"hex":       {"", otherMenu},

	"pem-no-begin":      {"the BEGIN line is missing", copyWhole},
	"pem-no-end":        {"the END line is missing", copyWhole},
	"pem-dashes":        {"the {line} line is not as PEM has it", "Write it as -----{line} {label}-----, with five plain hyphens on each side."},
	"pem-labels":        {"this begins as “{begin}” and ends as “{end}”", copyWhole},
	"pem-empty":         {"there is nothing between the BEGIN and the END line", copyWhole},
	"pem-base64":        {"the base64 inside the PEM is broken at line {line}, by {what}", copyWhole},
	"pem-base64-cut":    {"the base64 inside the PEM is broken at line {line}: it ends too early", copyWhole},
	"pem-damaged":       {"what this “{label}” block holds is damaged: it is no key or certificate", "Copy the block again, or export the key again: openssl pkey -in key.pem -pubout."},
	"pem-label":         {"this PEM block is a “{label}”, which is no key that tokens use", "Paste a PUBLIC KEY or CERTIFICATE block, or a JWK."},
	"pem-encrypted":     {"this private key is locked with a passphrase", "Paste its public half instead: openssl pkey -in key.pem -pubout."},
	"pem-openssh":       {"this is an OpenSSH private key", "Paste its public half instead: ssh-keygen -e -m PKCS8 -f key.pub."},
	"pem-ssh2":          {"this is a public key in the SSH2 form", "Turn it into PEM: ssh-keygen -i -f key.pub > line.pub, then ssh-keygen -e -m PKCS8 -f line.pub."},
	"pem-pgp":           {"this is PGP, which tokens do not use", askIssuer},
	"pem-dsa":           {"this is a DSA key, which tokens do not use", askIssuer},
	"pem-parameters":    {"this block is “{label}”: it names a group and holds no key", "Paste the PUBLIC KEY block that belongs to it."},
	"pem-request":       {"this is a certificate request, not a certificate", "Paste the certificate, or print the request’s key: openssl req -in request.pem -noout -pubkey."},
	"pem-pkcs7":         {"this is a PKCS#7 bundle of certificates", "Take the certificates out: openssl pkcs7 -print_certs -in chain.p7b."},
	"pem-too-many":      {"this has more than {most} PEM blocks", "Paste the one key that belongs to the token."},
	"pem-too-many-keys": {"this has more than {most} private keys", "Paste the one key that belongs to the token."},

	"der-damaged":   {"this is a key in DER form, but it is cut off or damaged", "Copy it again from its first to its last character, or paste the PEM with its BEGIN and END lines."},
	"der-base64":    {"this is base64 of a key, but its base64 is broken at character {at}, by {what}", "Copy it again from its first to its last character, or paste the PEM with its BEGIN and END lines."},
	"der-x509":      {"this certificate cannot be read: {why}", "Paste its public key instead: openssl x509 -in cert.pem -noout -pubkey."},
	"spki-unknown":  {"this key is of a kind that tokens do not use ({kind})", "Use an RSA, EC, Ed25519 or ML-DSA key."},
	"spki-explicit": {"this key spells out its curve instead of naming it, and such a curve may be forged", "Export it with the curve’s name: openssl ec -in key.pem -param_enc named_curve."},
	"spki-expanded": {"this ML-DSA private key is in its expanded form, without the seed", "Export it with its seed, or paste its public half."},
	"spki-mismatch": {"the public half in this text does not belong to its private half", exportAgain},
	"rsa-modulus":   {"this is no RSA key: its modulus is {why}", exportAgain},

	"ssh-broken": {"this begins like an OpenSSH public key, but it is cut off or damaged", "Copy the whole line of the .pub file."},
	"ssh-many":   {"these are several OpenSSH keys", "Paste the one line that belongs to the token."},

	"jwk-json":       {"this begins like a JWK, but its JSON is broken", copyJWK},
	"jwk-trailing":   {"there is text after the JSON of this key", "Remove what follows the last brace."},
	"jwk-object":     {"a JWK must be a JSON object", copyJWK},
	"jwk-duplicate":  {"this JWK has two members called {name}", "Remove the wrong one: readers disagree about which of them counts."},
	"jwk-type":       {"the \"{name}\" of this JWK must be {what}", copyJWK},
	"jwk-around":     {"a JWK of a public key stands in this text, with other text around it", "Paste the JWK alone, from its first to its last brace, or the whole JWK Set."},
	"jwk-kty":        {"this JWK has no \"kty\", so nobody knows what it is", copyJWK},
	"jwk-kty-value":  {"the \"kty\" of this JWK is “{kty}”, which is no type of key that tokens use", "Check its spelling: it is \"RSA\", \"EC\", \"OKP\", \"AKP\" or \"oct\"."},
	"jwk-crv":        {"the \"crv\" of this JWK is “{crv}”, which is no curve of {kty} keys", "Check its spelling: it is {curves}."},
	"jwk-alg":        {"the \"alg\" of this JWK is “{alg}”, and AKP keys are ML-DSA-44, ML-DSA-65 or ML-DSA-87", copyJWK},
	"jwk-no-k":       {"this JWK is a secret (kty \"oct\") without its \"k\"", copyJWK},
	"jwk-missing":    {"this {kty} JWK has no \"{name}\"", copyJWK},
	"jwk-base64url":  {"the \"{name}\" of this JWK is not base64url", "Encode it in base64url without padding: “-” for “+”, “_” for “/”, no “=”."},
	"jwk-length":     {"the \"{name}\" of this JWK has {have}, and {curve} needs {want}", copyJWK},
	"jwk-mismatch":   {"the public members of this JWK do not belong to its private ones", "Export the key again: one of its halves is of another key."},
	"jwk-primes":     {"this JWK has some of \"p\", \"q\", \"dp\", \"dq\" and \"qi\", but not \"p\" and \"q\"", "Copy the whole private key, or its public members \"n\" and \"e\" alone."},
	"jwk-discovery":  {"this is a discovery document, which only says where the keys are", "Open its jwks_uri and paste what that answers."},
	"jwk-set-empty":  {"this JWK Set has no keys", "Paste what the issuer’s jwks_uri answers."},
	"jwk-set-long":   {"this set has more than {most} keys", "Paste the key whose kid the token names."},
	"jwk-set-secret": {"only the first {most} private keys of a set are read", "Paste the key whose kid the token names."},
}
