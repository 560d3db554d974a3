package inspect

import (
	"encoding/base64"
	"fmt"
	"io"
	"time"

	"jotlens/jose"
)

// An ExampleToken is a token made on the spot, with the key that verifies it.
type ExampleToken struct {
	Token    string
	Key      string        // "" for an unsecured token
	Encoding jose.Encoding // how Key is read
}

type example struct {
	name    string
	alg     string
	payload func(now int64) string
}

var examples = []example{
	{"hs256", "HS256", ordinary},
	{"hs384", "HS384", ordinary},
	{"hs512", "HS512", ordinary},
	{"unsecured", "none", ordinary},
	{"expired", "HS256", func(now int64) string { return ordinary(now - 2*3600) }},
	{"sensitive", "HS256", func(now int64) string {
		return fmt.Sprintf(`{"iss":"https://login.example.com","sub":"9007199254740993","aud":"orders","name":"Zoë Kravar",`+
			`"email":"zoe@example.com","password":"hunter2","credit_card":"4111 1111 1111 1111","jti":"7c1d9a53","iat":%d,"exp":%d}`, now, now+600)
	}},
}

// ordinary are the claims of an access token that lives ten minutes.
func ordinary(now int64) string {
	return fmt.Sprintf(`{"iss":"https://login.example.com","sub":"zoe","aud":"orders","name":"Zoë Kravar","role":"clerk","jti":"7c1d9a52","iat":%d,"exp":%d}`, now, now+600)
}

// ExampleNames are the names that Example knows, in the order they are offered.
var ExampleNames = func() []string {
	names := make([]string, len(examples))
	for i, e := range examples {
		names[i] = e.name
	}
	return names
}()

// Example makes the example called name with times around now and a secret
// from random, as long as its algorithm asks for. No two have the same secret,
// so none can be deployed by mistake. The errors are an unknown name and a
// failing source.
func Example(name string, now time.Time, random io.Reader) (ExampleToken, error) {
	for _, e := range examples {
		if e.name == name {
			return e.make(now, random)
		}
	}
	return ExampleToken{}, fmt.Errorf("inspect: no example called %q", name)
}

func (e example) make(now time.Time, random io.Reader) (ExampleToken, error) {
	encode := base64.RawURLEncoding.EncodeToString
	input := encode([]byte(`{"alg":"`+e.alg+`","typ":"JWT"}`)) + "." + encode([]byte(e.payload(now.Unix())))
	if e.alg == "none" {
		return ExampleToken{Token: input + ".", Encoding: jose.Auto}, nil
	}
	known, _ := jose.AlgorithmNamed(e.alg)
	secret := make([]byte, known.MinKeyBytes)
	if _, err := io.ReadFull(random, secret); err != nil {
		return ExampleToken{}, fmt.Errorf("inspect: no random bytes for an example: %w", err)
	}
	signature, err := jose.SignHMAC(e.alg, secret, input)
	if err != nil {
		return ExampleToken{}, err
	}
	return ExampleToken{Token: input + "." + encode(signature), Key: encode(secret), Encoding: jose.Base64URL}, nil
}
