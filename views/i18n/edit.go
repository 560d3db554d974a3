package i18n

// Edit is the mode in which a token is written instead of read.
type Edit struct {
	Edit     string // the button, in both states
	Entered  string // for screen readers
	Left     string
	Ended    string                   // another token came while editing
	Locked   func(why string) string  // by build.Locked
	Band     string                   // says what this mode is
	Tools    string                   // name of the toolbar
	Names    [2]string                // accessible names of the editors
	Headings [2]string                // above them
	Plain    string                   // the payload is no JSON
	Alg, Enc string                   // accessible names of the menus
	Groups   func(name string) string // of algorithms, by the key they need
	Now      [2]string                // iat and nbf
	NowTitle [2]string
	Exp      string
	ExpIn    [4]string // by views.editLifetimes
	JTI      string
	JTITitle string
	Claim    string
	Find     string // in the list of claims
	Layouts  [3]string
	Layout   func(layout, part string) string // accessible names
	Writing  string                           // name of the switch
	AsTyped  string
	Compact  string
	Encrypt  string
	Differs  string
	Restore  string

	Same     string
	Signed   func(alg string) string
	Resigned func(alg string) string // the key was changed
	Sealed   func(alg, enc string) string
	Unsecure string
	Kept     string // the token box shows the last good token
	Old      string // the old signature stays
	At       func(part string, line, column int) string
	Problem  func(code string, args map[string]string) string // by build.Problem.Code
	Have     [5]string                                        // a secret, a public, a private key, several keys, a key of this type
	Amend    func(why string) string                          // by build.Amend
	Opens    string                                           // the key box holds a public key, which encrypts and opens nothing
}

func englishEdit() Edit {
	return Edit{
		Edit:    "Edit",
		Entered: "Editing. The token follows the two editors, header and payload.",
		Left:    "Editing has ended. The token stays as it was written.",
		Ended:   "Editing has ended, because another token was put into the box.",
		Locked: func(why string) string {
			switch why {
			case "json-form":
				return "Tokens in JSON form cannot be edited here: each of their signatures covers the payload."
			case "sd-jwt":
				return "An SD-JWT cannot be edited here: its disclosures belong to digests that the issuer signed."
			case "detached":
				return "This token cannot be edited here: it does not hold its payload."
			case "unencoded":
				return "This token cannot be edited here: its payload is not encoded (“b64” is false)."
			case "encrypted":
				return "An encrypted token can be edited once the key in the key box opens it."
			case "binary":
				return "This token cannot be edited here: a part of it is not text."
			}
			return "This cannot be edited: there is no whole token in the box."
		},
		Band:     "Editing: the token follows what you write, and is signed with the key in the key box.",
		Tools:    "Editing",
		Names:    [2]string{"Header, edited", "Payload, edited"},
		Headings: [2]string{"1 Header", "2 Payload"},
		Plain:    "plain text, not JSON",
		Alg:      "Algorithm",
		Enc:      "Content encryption",
		Groups: func(name string) string {
			switch name {
			case "HMAC":
				return "Signed with a secret"
			case "RSA":
				return "Signed with an RSA private key"
			case "ECDSA":
				return "Signed with an EC private key"
			case "EdDSA":
				return "Signed with an Ed25519 private key"
			case "ML-DSA":
				return "Signed with an ML-DSA private key"
			case "none":
				return "Not signed"
			case "RSA-OAEP":
				return "Encrypted for an RSA key"
			case "ECDH-ES":
				return "Encrypted for an EC or X25519 key"
			case "AES":
				return "Encrypted with a secret of one length"
			case "PBES2":
				return "Encrypted with a password (slow)"
			}
			return "Other"
		},
		Now:      [2]string{"iat = now", "nbf = now"},
		NowTitle: [2]string{"Issued at: the present", "Not before: the present"},
		Exp:      "exp",
		ExpIn:    [4]string{"In 5 minutes", "In 15 minutes", "In 1 hour", "In 1 day"},
		JTI:      "jti",
		JTITitle: "A new ID: 128 random bits",
		Claim:    "Add a claim",
		Find:     "Find a claim",
		Layouts:  [3]string{"Format", "Sort", "Compact"},
		Layout:   func(layout, part string) string { return layout + " " + part },
		Writing:  "How the token is written",
		AsTyped:  "As typed",
		Compact:  "Compact",
		Encrypt:  "Encrypt this token",
		Differs:  "This is not the token that was pasted.",
		Restore:  "Restore the pasted token",

		Same:     "This is the token from the box, byte for byte. Nothing was signed.",
		Signed:   func(alg string) string { return "Signed with " + alg + " and the key in the key box." },
		Resigned: func(alg string) string { return "The key was changed: signed again, with " + alg + "." },
		Sealed: func(alg, enc string) string {
			return "Encrypted with " + alg + " and " + enc + " for the key in the key box."
		},
		Unsecure: "Not signed: “alg” is none, so anybody can write such a token.",
		Kept:     "The token in the box is the last good one.",
		Old:      "The token is not signed anew, and an old signature does not match any more.",
		At: func(part string, line, column int) string {
			if line == 0 {
				return part + ": "
			}
			return part + ", line " + thousands(line) + ", column " + thousands(column) + ": "
		},
		Problem: englishEditProblem,
		Have:    [5]string{"a secret", "a public key", "a private key", "several keys", "of another kind"},
		Amend: func(why string) string {
			switch why {
			case "header-broken":
				return "Nothing was changed: the header is not a JSON object. Fix it first."
			case "payload-broken":
				return "Nothing was changed: the payload is not JSON."
			case "payload-not-object":
				return "Nothing was changed: claims need a payload that is a JSON object."
			case "claim-there":
				return "Nothing was changed: the payload has this claim."
			}
			return "Nothing was changed: there is no whole token yet."
		},
		Opens: "This is the public key, which encrypts. To see the token opened, put the private key into the key box.",
	}
}

func englishEditProblem(code string, args map[string]string) string {
	switch code {
	case "too-long":
		return "It is longer than 1 MiB."
	case "not-json":
		return sentence(args["why"])
	case "trailing":
		return "Something follows the end of the JSON."
	case "not-object":
		return "It must be a JSON object."
	case "alg-missing":
		return "“alg” is missing, or is not text."
	case "alg-unknown":
		return "“" + args["alg"] + "” is not a registered algorithm."
	case "alg-unsupported":
		return args["alg"] + " cannot be signed here."
	case "alg-not-signature":
		return args["alg"] + " does not sign. To encrypt, add “enc”."
	case "b64":
		return "“b64”: false is not supported here: the payload would stand in the token unencoded."
	case "no-key":
		return "The key box is empty, so nothing is signed or encrypted. Make a key with “New key” or enter one."
	case "key-unreadable":
		return "The key in the key box cannot be read."
	case "key-misfit":
		return args["alg"] + " needs " + englishNeed(args["alg"]) + "; the key box holds " + args["have"] + "."
	case "key-public":
		return args["alg"] + " needs " + englishNeed(args["alg"]) + "; the key box holds the public key, which verifies and cannot sign."
	case "key-too-small":
		return "The key is too small for the hash of " + args["alg"] + "."
	case "key-not-for-this":
		return "The key’s own “use”, “key_ops” or “alg” does not allow signing with " + args["alg"] + "."
	case "jwe-unsupported":
		return sentence(args["name"] + " “" + args["value"] + "” is not supported here")
	case "jwe-malformed":
		return sentence(args["why"])
	case "jwe-key-type", "jwe-no-key":
		if args["need"] == "" {
			return "No key in the key box fits " + args["alg"] + "."
		}
		return args["alg"] + " needs " + args["need"] + "; the key box holds " + args["have"] + "."
	case "jwe-key-length":
		return args["alg"] + " needs a secret of exactly " + args["want"] + " bytes; this one has " + args["have"] + "."
	case "jwe-alg-key-mismatch":
		return "The key is not meant for " + args["alg"] + ", because " + args["why"] + "."
	case "jwe-p2c-high":
		return "“p2c” asks for more hash rounds than are done here."
	case "jwe-p2c-low":
		return "“p2c” asks for too few hash rounds."
	case "crit-unsupported":
		return "“crit” is not supported in tokens that are encrypted here."
	}
	return "The key in the key box cannot be used for this."
}

// sentence makes a sentence of a reason.
func sentence(why string) string {
	if why == "" {
		return ""
	}
	if c := why[0]; c >= 'a' && c <= 'z' {
		why = string(c-'a'+'A') + why[1:]
	}
	return why + "."
}

func englishNeed(alg string) string {
	switch alg {
	case "HS256", "HS384", "HS512":
		return "a secret"
	case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512":
		return "an RSA private key"
	case "ES256":
		return "a private key on P-256"
	case "ES384":
		return "a private key on P-384"
	case "ES512":
		return "a private key on P-521"
	case "EdDSA", "Ed25519":
		return "an Ed25519 private key"
	}
	return "a private key for " + alg
}
