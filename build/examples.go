package build

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"jotlens/jose"
)

// An ExampleToken is a token made on the spot, with the key that verifies or
// opens it.
type ExampleToken struct {
	Token    string
	Key      string        // "" for an unsecured token
	Encoding jose.Encoding // how Key is read
	Payload  string        // of a token that does not hold it
}

// An ExampleGroup is a part of the menu of examples.
type ExampleGroup struct {
	Name  string // "algorithm", "kind" or "wrong"
	Names []string
}

// ExampleGroups are the names that Example knows, in the order they are offered.
var ExampleGroups = []ExampleGroup{
	{"algorithm", []string{
		"hs256", "hs384", "hs512", "rs256", "rs384", "rs512", "ps256", "ps384", "ps512",
		"es256", "es384", "es512", "eddsa", "ed25519", "ml-dsa-44", "ml-dsa-65", "ml-dsa-87",
	}},
	{"kind", []string{
		"id-token", "access-token", "refresh-token", "logout-token", "dpop-proof", "kubernetes", "github-actions",
		"sd-jwt", "jwe-dir", "jwe-rsa", "jwe-ecdh", "nested", "jws-json", "detached", "jwk-set",
	}},
	{"wrong", []string{"unsecured", "expired", "sensitive"}},
}

// ErrNoExample says that there is no example of that name.
var ErrNoExample = errors.New("there is no example of that name")

// HasExample reports whether Example knows a name.
func HasExample(name string) bool {
	for _, group := range ExampleGroups {
		if slices.Contains(group.Names, name) {
			return true
		}
	}
	return false
}

// Example makes the example called name with times around now and keys from
// random, as long as their algorithms ask for. No two have the same key, so none
// can be deployed by mistake. Making an RSA key takes a while. The errors are an
// unknown name and a failing source.
func Example(name string, now time.Time, random io.Reader) (ExampleToken, error) {
	m := &exampleMaker{now: now.Unix(), random: random}
	made := m.make(name)
	switch {
	case errors.Is(m.err, ErrNoExample):
		return ExampleToken{}, m.err
	case m.err != nil:
		return ExampleToken{}, fmt.Errorf("build: making the example %q: %w", name, m.err)
	}
	return made, nil
}

// An exampleMaker makes one example. Its err is the first that happened;
// afterwards it makes nothing of use.
type exampleMaker struct {
	now    int64 // seconds since 1970
	random io.Reader
	err    error
}

func (m *exampleMaker) make(name string) ExampleToken {
	if alg := algOfExample(name); alg != "" {
		return m.ofAlgorithm(alg)
	}
	switch name {
	case "unsecured":
		return ExampleToken{Token: signingInput(`{"alg":"none","typ":"JWT"}`, m.claims(ordinaryClaims)) + ".", Encoding: jose.Auto}
	case "expired":
		m.now -= 2 * 3600
		return m.ofAlgorithm("HS256")
	case "sensitive":
		secret := m.key("HS256")
		return m.shown(m.sign("HS256", secret, `"typ":"JWT"`, m.claims(sensitiveClaims)), secret, asSecret)
	}
	return m.ofKind(name)
}

// algOfExample is the signature algorithm that an example shows, "" when it shows
// something else.
func algOfExample(name string) string {
	for _, a := range jose.Algorithms {
		if jose.Verifiable(a.Name) && strings.ToLower(a.Name) == name {
			return a.Name
		}
	}
	return ""
}

// ofAlgorithm is an ordinary token signed by alg. The form of the key varies, so
// that people meet them all.
func (m *exampleMaker) ofAlgorithm(alg string) ExampleToken {
	key := m.key(alg)
	form := asPEM
	switch {
	case key == nil:
		return ExampleToken{}
	case key.Secret():
		form = asSecret
	case alg == "RS384" || alg == "PS256" || alg == "ES256" || alg == "Ed25519" || key.Type == jose.TypeAKP:
		form = asJWK
	}
	return m.shown(m.sign(alg, key, `"typ":"JWT"`, m.claims(ordinaryClaims)), key, form)
}

// key makes the usual key for a signature algorithm, nil when that fails.
func (m *exampleMaker) key(alg string) *jose.Key {
	recipe, ok := jose.RecipeFor(alg)
	if !ok && m.err == nil {
		m.err = jose.ErrNoRecipe
	}
	return m.recipe(recipe.Name)
}

func (m *exampleMaker) recipe(name string) *jose.Key {
	if m.err != nil {
		return nil
	}
	key, err := jose.Generate(name, m.random)
	m.err = err
	return key
}

// sign makes a token in compact form. header is what follows the algorithm.
func (m *exampleMaker) sign(alg string, key *jose.Key, header, payload string) string {
	return m.signed(alg, key, `{"alg":"`+alg+`",`+header+`}`, payload)
}

func (m *exampleMaker) signed(alg string, key *jose.Key, header, payload string) string {
	if m.err != nil {
		return ""
	}
	input := signingInput(header, payload)
	signature, err := jose.Sign(alg, key, input)
	m.err = err
	return input + "." + encode(string(signature))
}

// keyForm is how the key of an example is shown.
type keyForm int

const (
	asSecret  keyForm = iota // in base64url
	asJWK                    // the public half
	asPEM                    // the public half
	asPrivate                // the whole key as a JWK
)

// shown puts a token and its key into the form of the boxes.
func (m *exampleMaker) shown(token string, key *jose.Key, form keyForm) ExampleToken {
	if m.err != nil {
		return ExampleToken{}
	}
	made := ExampleToken{Token: token, Encoding: jose.Auto}
	switch form {
	case asSecret:
		made.Key, made.Encoding = encode(string(key.Bytes)), jose.Base64URL
	case asPEM:
		made.Key, m.err = key.PEM(false)
	default:
		made.Key, m.err = key.JWK(form == asPrivate)
	}
	return made
}

func signingInput(header, payload string) string {
	return encode(header) + "." + encode(payload)
}
