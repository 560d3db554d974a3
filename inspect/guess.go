package inspect

import "jotlens/jose"

// maxGuessBytes bounds how much is hashed to guess a secret, in bytes. A large
// token gets fewer guesses.
const maxGuessBytes = 256 << 10

// A guess is a secret that everybody knows and that verifies the signature.
type guess struct {
	secret string // "" when there is none
	source string // what it was found by: "list", or the claim or header parameter that holds it
}

// guessSecret tries the secrets that attackers try first: those that stand in
// documentation, and the token's own iss, sub, aud and kid. It is done when
// there is no key; with one, only the key itself is looked up.
func (f *facts) guessSecret() {
	if f.key != nil {
		return
	}
	input := f.token.SigningInput()
	left := maxGuessBytes / (len(input) + 256)
	tester := jose.NewSecretTester(f.alg, input, f.token.Signature())
	tryOne := func(secret, source string) bool {
		if left == 0 || secret == "" || f.guessed.secret != "" {
			return false
		}
		left--
		if tester.Matches(secret) {
			f.guessed = guess{secret, source}
		}
		return f.guessed.secret != ""
	}
	f.eachOwnWord(func(source, word string) { tryOne(word, source) })
	for _, secret := range knownSecrets() {
		if tryOne(secret, "list") {
			return
		}
	}
}

// eachOwnWord calls try with the values of the token that are tempting as a
// secret.
func (f *facts) eachOwnWord(try func(source, word string)) {
	for _, name := range []string{"iss", "sub", "aud"} {
		if n := f.claim(name); n != nil {
			if n.Kind == jose.Array && len(n.Elements) > 0 {
				n = n.Elements[0]
			}
			if n.Kind == jose.String {
				try("payload."+name, n.Value)
			}
		}
	}
	if kid := f.token.TextParameter("kid"); kid != "" {
		try("header.kid", kid)
	}
}

// knownKey reports whether the secret that verified is one that everybody knows.
func (f *facts) knownKey() (guess, bool) {
	if f.guessed.secret != "" {
		return f.guessed, true
	}
	if m := f.signature.Matches; m == nil || !*m || f.chosen == nil || !f.chosen.Secret() {
		return guess{}, false
	}
	secret := string(f.chosen.Bytes)
	found := guess{}
	f.eachOwnWord(func(source, word string) {
		if word == secret {
			found = guess{word, source}
		}
	})
	for _, known := range knownSecrets() {
		if known == secret {
			found = guess{known, "list"}
		}
	}
	return found, found.secret != ""
}
