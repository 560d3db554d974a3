package inspect

import "jotlens/jose"

// How much is hashed to guess a secret, in bytes. A large token gets fewer
// guesses.
const (
	maxGuessBytes = 256 << 10 // when a search comes after: somebody waits for the next letter
	maxListBytes  = 16 << 20  // when nothing comes after
)

// A Guess is a secret that verifies the signature and that anybody can find.
type Guess struct {
	Secret   string        // as it is typed into the key box
	Encoding jose.Encoding // how it is read: UTF8, unless its decoded form is the secret
	Source   string        // what it was found by: "list", or the place in the token that holds it, such as "payload.iss"
}

// guessSecret tries the secrets that attackers try first: those that stand in
// documentation, and the token's own iss, sub, aud and kid. It is done when
// there is no key; with one, only the key itself is looked up, and what a search
// has found.
func (f *facts) guessSecret() {
	g := newGuesser(f.token, maxListBytes)
	if f.req.SearchLater {
		g.left = maxGuessBytes
	}
	if f.req.Known != "" && g.tryReadings(f.req.Known) {
		f.guessed = g.found
		return
	}
	if f.key != nil {
		return
	}
	f.eachOwnWord(func(source, word string) {
		if g.found == nil && word != "" && g.try(word, jose.UTF8, word) {
			g.found.Source = source
		}
	})
	if f.req.SearchLater {
		for _, entry := range knownSecrets() {
			if g.found != nil || g.left <= 0 {
				break
			}
			g.try(entry, jose.UTF8, entry)
		}
	} else {
		for _, entry := range builtInSecrets() {
			if g.found != nil || g.left <= 0 {
				break
			}
			g.tryReadings(entry)
		}
	}
	f.guessed = g.found
}

// A guesser tries secrets on one signature.
type guesser struct {
	tester *jose.SecretTester
	cost   int // what one secret costs, in bytes hashed
	left   int // how much may still be hashed; less than 0 when the last entry was costly
	found  *Guess
}

// newGuesser prepares to try secrets on a token with an HMAC.
func newGuesser(token *jose.Token, most int) guesser {
	input := token.SigningInput()
	return guesser{
		tester: jose.NewSecretTester(token.Alg(), input, token.Signature()),
		cost:   len(input) + 256, // the key and the result are hashed in blocks of their own
		left:   most,
	}
}

// try tries one secret, which text is when it is read as encoding.
func (g *guesser) try(text string, encoding jose.Encoding, secret string) bool {
	g.left -= g.cost
	if !g.tester.Matches(secret) {
		return false
	}
	g.found = &Guess{text, encoding, "list"}
	return true
}

// tryReadings tries every secret that an entry of a list may stand for.
func (g *guesser) tryReadings(entry string) bool { return eachReading(entry, g.try) }

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

// knownKey is the secret that verifies, if everybody knows it; nil otherwise.
func (f *facts) knownKey() *Guess {
	if f.guessed != nil {
		return f.guessed
	}
	if m := f.signature.Matches; m == nil || !*m || f.chosen == nil || !f.chosen.Secret() {
		return nil
	}
	secret := string(f.chosen.Bytes)
	if secret == "" {
		return nil
	}
	var found *Guess
	f.eachOwnWord(func(source, word string) {
		if word == secret {
			found = &Guess{word, jose.UTF8, source}
		}
	})
	if found != nil {
		return found
	}
	for _, entry := range builtInSecrets() {
		if len(entry) < len(secret) {
			continue // no reading is longer than its entry
		}
		eachReading(entry, func(text string, encoding jose.Encoding, reading string) bool {
			if reading == secret {
				found = &Guess{text, encoding, "list"}
			}
			return found != nil
		})
		if found != nil {
			break
		}
	}
	return found
}
