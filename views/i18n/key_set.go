package i18n

import "strconv"

// KeySet is what the page says about keys in the token box.
type KeySet struct {
	SetOf       func(keys int) string
	Key         func(what, name string) string // what is one of Public, Private and Secret
	Unread      string                         // the title of a JWK that cannot be used
	Other       string
	NoToken     string
	Swapped     string
	NoSignature string
	NoHeader    string
	Panel       string
	NoPayload   string
	PrivateNote string
	NoneList    string

	Title    string
	Hint     string
	Public   string
	Private  string
	Secret   string
	Unusable string
	NoKeyID  string
	Of       func(number int) string
	MoreKeys func(n int) string
	Omitted  func(n int) string
	Advice   string
	Use      string
	Swap     string

	CertificatesHint string
	CertificateOf    func(key int, subject string) string
	ValidFrom        func(from, to string) string
}

func englishKeySet() KeySet {
	return KeySet{
		SetOf:       func(n int) string { return "A JWK Set with " + count(n, "key", "keys") },
		Key:         func(what, name string) string { return "A JWK: " + what + ", " + name },
		Unread:      "A JWK that cannot be used",
		Other:       "Keys, not a token",
		NoToken:     "It holds keys and no token.",
		Swapped:     "The token stands in the key box, and the keys in the token box: the two are swapped.",
		NoSignature: "Keys have none",
		NoHeader:    "Keys have no header.",
		Panel:       "Keys as written",
		NoPayload:   "There is no JSON to show.",
		PrivateNote: "This text holds a private key or a secret. Do not share it, nor a copy of it.",
		NoneList:    "No rule objects to these keys. Only the place where you got them can tell whether they are the issuer’s.",

		Title:    "Keys",
		Hint:     "each read by itself",
		Public:   "Public key",
		Private:  "Private key",
		Secret:   "Shared secret",
		Unusable: "Cannot be used",
		NoKeyID:  "no kid",
		Of:       func(number int) string { return "Key " + strconv.Itoa(number) },
		MoreKeys: func(n int) string { return "And " + count(n, "more key", "more keys") + "." },
		Omitted:  func(n int) string { return count(n, "more key was", "more keys were") + " not read." },
		Advice:   "To check a token with these keys, paste them in the key box and the token here.",
		Use:      "Use these keys",
		Swap:     "Swap the boxes",

		CertificatesHint: "from “x5c”, none of them trusted here",
		CertificateOf:    func(key int, subject string) string { return "Key " + strconv.Itoa(key) + ": " + subject },
		ValidFrom:        func(from, to string) string { return "Certificate valid from " + from + " to " + to + "." },
	}
}
