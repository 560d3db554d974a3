package i18n

// Examples is the menu of examples.
type Examples struct {
	Menu   string
	Making string            // a key takes long
	Groups map[string]string // by the names of build.ExampleGroups
	Names  map[string]string // by the names in them
}

// Breaks is the menu of ways to break a token.
type Breaks struct {
	Menu     string
	Groups   map[string]string // by the names of build.BreakGroups
	Names    map[string]string // by build.Break.Name; a button says it
	Whats    map[string]string // the same as a sentence: what is wrong with the token
	Errors   map[string]string // by the codes of build.BreakError
	Unsigned string            // the token would have to be signed anew
}

// Negative is the card for the tests of one's own API.
type Negative struct {
	Title       string
	Own         string // whose services may be tested
	Target      string
	TargetFault string
	Name        string // heads of the table
	Answer      string
	Copy        string
	Control     string // what the first test is
	Accept      string // what must come back
	Refuse      string
	Rule        func(id string) string
	Summary     func(n int) string
	Unsigned    func(names []string) string // these need the signing key
	Script      string                      // buttons
	JSON        string
	CopyToken   func(name string) string
	Notice      string // in the files, several lines
}

func englishExamples() Examples {
	return Examples{
		Menu:   "Load an example",
		Making: "Making a key for the example. An RSA key takes a few seconds.",
		Groups: map[string]string{"algorithm": "By algorithm", "kind": "By kind of token", "wrong": "With something wrong"},
		Names: map[string]string{
			"hs256": "HS256", "hs384": "HS384", "hs512": "HS512", "rs256": "RS256", "rs384": "RS384", "rs512": "RS512",
			"ps256": "PS256", "ps384": "PS384", "ps512": "PS512", "es256": "ES256", "es384": "ES384", "es512": "ES512",
			"eddsa": "EdDSA", "ed25519": "Ed25519", "ml-dsa-44": "ML-DSA-44", "ml-dsa-65": "ML-DSA-65", "ml-dsa-87": "ML-DSA-87",
			"id-token": "ID token", "access-token": "Access token", "refresh-token": "Refresh token (Keycloak)", "logout-token": "Logout token",
			"dpop-proof": "DPoP proof", "kubernetes": "Kubernetes service account", "github-actions": "GitHub Actions",
			"sd-jwt": "SD-JWT with key binding", "jwe-dir": "Encrypted, shared key", "jwe-rsa": "Encrypted, RSA-OAEP-256", "jwe-ecdh": "Encrypted, ECDH-ES",
			"nested": "Signed, then encrypted", "jws-json": "JSON form", "detached": "Detached payload", "jwk-set": "With a JWK Set",
			"unsecured": "Unsecured (alg none)", "expired": "Expired two hours ago", "sensitive": "With a password in it",
		},
	}
}

func englishBreaks() Breaks {
	return Breaks{
		Menu:   "Break it",
		Groups: map[string]string{"signature": "Without a key", "key": "With another key", "claims": "Signed again", "form": "Another form"},
		Names: map[string]string{
			"flip-bit": "Flip a bit", "change-claim": "Change a claim", "drop-signature": "Drop the signature", "alg-none": "alg: none", "alg-none-variant": "alg: nOnE",
			"public-key-as-secret": "Public key as secret", "embed-key": "Embed a key", "jku": "Point to other keys", "kid-path-traversal": "kid: ../dev/null", "weak-secret": "Guessable secret",
			"expire": "Expire it", "not-yet-valid": "Not valid yet", "no-expiry": "No expiry", "huge-exp": "Far future", "wrong-audience": "Other audience", "wrong-issuer": "Other issuer",
			"duplicate-claim": "Claim twice", "swap-typ": "Other type", "move-claim": "Move a claim",
			"crit-unknown": "Unknown extension", "extra-segment": "A fourth part", "whitespace": "A space inside", "jws-json": "JSON around it",
		},
		Whats: map[string]string{
			"flip-bit":             "One bit of the signature is flipped.",
			"change-claim":         "The subject is another one, and the signature is the old one.",
			"drop-signature":       "The signature is removed.",
			"alg-none":             "The header says that nobody signed, and nobody did.",
			"alg-none-variant":     "The same with “nOnE”, which a filter for “none” misses.",
			"public-key-as-secret": "HS256 with the public key as the secret: algorithm confusion.",
			"embed-key":            "Signed with a new key that the header brings along.",
			"jku":                  "Signed with a new key, and the header says where to fetch it.",
			"kid-path-traversal":   "The key ID leads to an empty file, and the secret is empty.",
			"weak-secret":          "HS256 with the secret “secret”.",
			"expire":               "It expired an hour ago.",
			"not-yet-valid":        "It is valid in an hour and not before.",
			"no-expiry":            "It never expires.",
			"huge-exp":             "It expires in a year with 23 digits.",
			"wrong-audience":       "It is for another API.",
			"wrong-issuer":         "It comes from another issuer.",
			"duplicate-claim":      "The subject stands in it twice, with two values.",
			"swap-typ":             "Its type says that it is another kind of token.",
			"move-claim":           "The expiry stands in the header and not among the claims.",
			"crit-unknown":         "The header has an extension that must be understood or refused.",
			"extra-segment":        "It has a fourth part.",
			"whitespace":           "There is a space in the middle of it.",
			"jws-json":             "A signature in JSON form, with a forged token inside the text.",
		},
		Errors: map[string]string{
			"no-such-break":    "There is no such way to break a token.",
			"not-signed-token": "This needs a signed token in the box: header, payload and signature, all readable.",
			"no-claims":        "The payload of this token is no JSON object, so there is no claim to change.",
			"no-such-claim":    "This token does not have the claim that would change.",
			"needs-public-key": "This needs the public key of the token in the key box.",
			"broken-already":   "This token is like that as it is.",
			"no-random":        "No key could be made.",
			"too-long":         "This token is longer than 64 KiB. No server takes a header of that length.",
		},
		Unsigned: "The key box has no key that can sign, so it still has the old signature.",
	}
}

func englishNegative() Negative {
	return Negative{
		Title:       "Test your own API with bad tokens",
		Own:         "Only for services that you own or may test. The tokens are made in this tab from the two boxes; the page sends none of them.",
		Target:      "URL that takes the token",
		TargetFault: "It must begin with https:// or http://, without a user name, a space and a #.",
		Name:        "Token",
		Answer:      "Must answer",
		Copy:        "Copy",
		Control:     "The good token. If it is refused, the other answers mean nothing.",
		Accept:      "200",
		Refuse:      "401 or 400",
		Rule:        func(id string) string { return "Why: " + id },
		Summary:     func(n int) string { return count(n, "token", "tokens") },
		Unsigned: func(names []string) string {
			return "Not made, because these need your signing key in the key box: " + and(names) + "."
		},
		Script:    "Download for curl",
		JSON:      "Download as JSON",
		CopyToken: func(name string) string { return "Copy the token “" + name + "”" },
		Notice: "Negative tests, made by Jotlens. Only for services that you own or may test.\n" +
			"The first token is the good one and must get 200 or another 2xx. The others must get 401 or 400.\n" +
			"The good token is a live credential: delete this file afterwards.",
	}
}
