package i18n

import "strconv"

// Forms is what the page says about selective disclosure, JSON serializations
// and detached payloads.
type Forms struct {
	NotJWT       string
	SDJWT        func(disclosures int) string
	OneSignature func(number, of int) string // which signature the verdict is about

	Disclosures       string
	DisclosuresHint   func(matched, all, hidden int) string
	DisclosureStates  map[string]string // by jose.DisclosureState
	ArrayElement      string            // stands for the name
	MoreDisclosures   func(n int) string
	Claims            string
	ClaimsHint        string
	ClaimsRefused     string // in its place
	KeyBinding        string
	KeyBindingStates  map[string]string // by inspect.SignatureState
	KeyBindingMissing string

	Signatures      string
	SignaturesHint  func(n int) string
	SignatureNumber func(n int) string
	Unprotected     string
	NoAlg           string

	Detached      string // label of the box
	DetachedNote  string
	DetachedPanel string
	AttachedHint  string
	UnencodedHint string
}

func englishForms() Forms {
	return Forms{
		NotJWT:       "Not a JWT, which is always compact",
		SDJWT:        func(n int) string { return "Selective disclosure, " + count(n, "disclosure", "disclosures") },
		OneSignature: func(number, of int) string { return "Signature " + strconv.Itoa(number) + " of " + strconv.Itoa(of) },

		Disclosures: "Disclosures",
		DisclosuresHint: func(matched, all, hidden int) string {
			s := strconv.Itoa(matched) + " of " + strconv.Itoa(all) + " belong to the token"
			if hidden > 0 {
				s += ", " + count(hidden, "digest stays", "digests stay") + " closed"
			}
			return s
		},
		DisclosureStates: map[string]string{
			"matched": "Belongs to the token", "unreferenced": "Not vouched for", "duplicate": "Sent twice",
			"malformed": "Malformed", "unchecked": "Cannot be checked",
		},
		ArrayElement:    "array element",
		MoreDisclosures: func(n int) string { return "And " + count(n, "more disclosure", "more disclosures") + "." },
		Claims:          "What a receiver reads",
		ClaimsHint:      "the payload with what is disclosed in its place",
		ClaimsRefused:   "what the issuer vouches for; a receiver must still refuse it all",
		KeyBinding:      "Key binding",
		KeyBindingStates: map[string]string{
			"unverified": "not verified yet", "verified": "verified", "invalid": "does not match",
			"refused": "refused", "unverifiable": "cannot be checked",
		},
		KeyBindingMissing: "There is none: whoever gets hold of this presentation can show it as their own.",

		Signatures:      "Signatures",
		SignaturesHint:  func(n int) string { return count(n, "signature", "signatures") + ", each judged by itself" },
		SignatureNumber: func(n int) string { return "Signature " + strconv.Itoa(n) },
		Unprotected:     "Unprotected header: nobody signed it",
		NoAlg:           "no alg",

		Detached:      "Payload",
		DetachedNote:  "This token comes without its payload. Paste it here, byte for byte, to check the signature.",
		DetachedPanel: "The payload is not in the token: it is sent on its own.",
		AttachedHint:  "given by you",
		UnencodedHint: "in the token as plain text",
	}
}
