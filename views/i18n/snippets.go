package i18n

// Snippets is the card with code that verifies tokens like the one shown.
type Snippets struct {
	Title      string
	Language   string                       // name of the choice
	Copy       func(language string) string // name of the copy button
	WrittenFor func(library string) string
	Keys       string                                 // what to know of the placeholders
	None       func(code, alg, library string) string // by build.Note: why there is no code
	Note       func(code, alg string) string          // by build.Note: what to know beside it
}

func englishSnippets() Snippets {
	return Snippets{
		Title:      "Verify it in your code",
		Language:   "Language",
		Copy:       func(language string) string { return "Copy the code for " + language },
		WrittenFor: func(library string) string { return "Written for " + library + "." },
		Keys:       "No key is in it: put yours where the code looks for it.",
		None: func(code, alg, library string) string {
			switch code {
			case "not-jwt":
				return "There is no code for this one: the libraries read a JWT only, in its compact form and with claims in it."
			case "encrypted":
				return "This token is encrypted: decrypt it first. To get code for a token inside it, open that one by itself."
			case "unsecured":
				return "There is nothing to verify: nobody signed this token. An API must refuse it."
			case "sd-jwt":
				return "There is no code for this one: a token with disclosures needs a library for SD-JWT. One for JWT would check half of it."
			case "no-alg":
				return "There is no code for this one: the header names no algorithm."
			case "unsupported":
				return library + " does not verify the algorithm of this token" + named(alg) + ". Use a library that does, and do not write your own."
			case "needs-jwks":
				return library + " takes keys from a JWK Set. This token is signed with a shared secret, which does not belong in a file that is passed around: verify it in your API."
			}
			return "Paste a token to get code that accepts tokens like it, and nothing else."
		},
		Note: func(code, alg string) string {
			switch code {
			case "refused":
				return "This token must not be accepted; see the findings. The code takes the algorithm" + named(alg) + " from its header: make sure that this is the one that your issuer uses."
			case "other-alg":
				return "Your API does not expect the algorithm of this token" + named(alg) + ": the code does."
			case "encoded-secret":
				return "The secret in the key box is encoded. Decode it to bytes: the code reads JWT_SECRET as text."
			case "keep-own":
				return "The token names several audiences. Keep only yours."
			}
			return "Issuer, audience and type are those that you expect, where you stated them."
		},
	}
}

// named puts an algorithm in brackets when it looks like one.
func named(alg string) string {
	const longest = 20
	if alg == "" || len(alg) > longest {
		return ""
	}
	for _, c := range alg {
		if c <= ' ' || c > '~' {
			return ""
		}
	}
	return " (" + alg + ")"
}
