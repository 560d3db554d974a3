package inspect

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// holder is a key pair of a holder: a JWK, and a function that signs with it.
func holder(t testing.TB) (jwk string, signES256 func(input string) string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	jwk = fmt.Sprintf(`{"kty":"EC","crv":"P-256","x":%q,"y":%q}`, encode64(point[1:33]), encode64(point[33:]))
	return jwk, func(input string) string {
		sum := sha256.Sum256([]byte(input))
		r, s, err := ecdsa.Sign(rand.Reader, key, sum[:])
		if err != nil {
			t.Fatal(err)
		}
		return encode64(append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...))
	}
}

func TestKeyBinding(t *testing.T) {
	jwk, signES256 := holder(t)
	otherJWK, signOther := holder(t)
	city, digest := disclosure(`["s","city","Ghent"]`)
	plan, planDigest := disclosure(`["s","plan","free"]`)
	issue := func(cnf string) string {
		return sign(t, "", `{"_sd":["`+digest+`","`+planDigest+`"]`+cnf+`}`, formSecret) + "~"
	}
	issued := issue(`,"cnf":{"jwk":` + jwk + `}`)
	hash := func(presented string) string {
		sum := sha256.Sum256([]byte(presented))
		return encode64(sum[:])
	}
	const header = `{"alg":"ES256","typ":"kb+jwt"}`
	claims := func(presented string) string {
		return `{"iat":1795521000,"aud":"https://verifier.example.org","nonce":"n","sd_hash":"` + hash(presented) + `"}`
	}
	bind := func(header, payload string, sign func(string) string) string {
		input := encode64([]byte(header)) + "." + encode64([]byte(payload))
		return input + "." + sign(input)
	}
	presented := issued + city + "~"
	good := bind(header, claims(presented), signES256)
	unbound := issue("")
	rsa := issue(`,"cnf":{"kid":"a"}`)
	private := issue(`,"cnf":{"jwk":` + strings.Replace(jwk, `{`, `{"use":"enc",`, 1) + `}`)
	withMember := func(member string) string {
		return issue(`,"cnf":{"jwk":` + strings.Replace(jwk, `{`, `{`+member+`,`, 1) + `}`)
	}
	signing, both, odd := withMember(`"key_ops":["sign"]`), withMember(`"use":"sig","key_ops":["verify","encrypt"]`), withMember(`"use":["enc"]`)
	changed := func(old, new string) string {
		return presented + bind(header, strings.Replace(claims(presented), old, new, 1), signES256)
	}
	for name, c := range map[string]struct {
		text    string
		binding SignatureState
		code    string
		state   SignatureState
	}{
		"good":                    {presented + good, Verified, "bound", Verified},
		"one disclosure more":     {presented + plan + "~" + good, Invalid, "other", Refused},
		"one disclosure less":     {issued + good, Invalid, "other", Refused},
		"another key":             {presented + bind(header, claims(presented), signOther), Invalid, "mismatch", Refused},
		"typ JWT":                 {presented + bind(`{"alg":"ES256","typ":"JWT"}`, claims(presented), signES256), Refused, "typ", Refused},
		"no typ":                  {presented + bind(`{"alg":"ES256"}`, claims(presented), signES256), Refused, "typ", Refused},
		"crit":                    {presented + bind(`{"alg":"ES256","typ":"kb+jwt","crit":["x"],"x":1}`, claims(presented), signES256), Refused, "crit", Refused},
		"b64 without crit":        {presented + bind(`{"alg":"ES256","typ":"kb+jwt","b64":false}`, claims(presented), signES256), Refused, "b64", Refused},
		"cnf to sign only":        {signing + bind(header, claims(signing), signES256), Refused, "key-not-allowed", Refused},
		"cnf with two purposes":   {both + bind(header, claims(both), signES256), Refused, "key-not-allowed", Refused},
		"cnf with an odd use":     {odd + bind(header, claims(odd), signES256), Unverifiable, "key-unreadable", Verified},
		"alg none":                {presented + bind(`{"alg":"none","typ":"kb+jwt"}`, claims(presented), func(string) string { return "" }), Refused, "alg", Refused},
		"alg None":                {presented + bind(`{"alg":"None","typ":"kb+jwt"}`, claims(presented), func(string) string { return "" }), Refused, "alg", Refused},
		"HMAC":                    {presented + bind(`{"alg":"HS256","typ":"kb+jwt"}`, claims(presented), func(input string) string { return mac(t, input) }), Refused, "alg", Refused},
		"RS256 and an EC key":     {presented + bind(`{"alg":"RS256","typ":"kb+jwt"}`, claims(presented), signES256), Unverifiable, "key-not-usable", Verified},
		"ES256K":                  {presented + bind(`{"alg":"ES256K","typ":"kb+jwt"}`, claims(presented), signES256), Unverifiable, "key-not-usable", Verified},
		"no iat":                  {changed(`"iat":1795521000,`, ``), Refused, "claims", Refused},
		"iat a string":            {changed(`1795521000`, `"now"`), Refused, "claims", Refused},
		"no aud":                  {changed(`"aud":"https://verifier.example.org",`, ``), Refused, "claims", Refused},
		"no nonce":                {changed(`"nonce":"n",`, ``), Refused, "claims", Refused},
		"no sd_hash":              {changed(`"sd_hash"`, `"sd_hush"`), Refused, "claims", Refused},
		"nonce twice":             {changed(`"nonce":"n"`, `"nonce":"n","nonce":"m"`), Refused, "not-jwt", Refused},
		"no cnf":                  {unbound + bind(header, claims(unbound), signES256), Refused, "no-key", Refused},
		"cnf of another kind":     {rsa + bind(header, claims(rsa), signES256), Unverifiable, "other-cnf", Verified},
		"cnf for encryption":      {private + bind(header, claims(private), signES256), Refused, "key-not-allowed", Refused},
		"a disclosure without ~":  {presented + plan, Refused, "not-jwt", Refused},
		"a signature made longer": {presented + good + "A", Invalid, "mismatch", Refused},
		"its own key in the kb":   {presented + bind(`{"alg":"ES256","typ":"kb+jwt","jwk":`+otherJWK+`}`, claims(presented), signOther), Invalid, "mismatch", Refused},
	} {
		r := inspectForm(c.text, "")
		checkAgrees(t, r)
		b := r.Disclosures.KeyBinding
		if b == nil || b.State != c.binding || b.ReasonCode.Code != c.code || b.Reason == "" || r.Signature.State != c.state {
			t.Errorf("%s: %+v and the signature is %s, want %s %s and %s", name, b, r.Signature.State, c.binding, c.code, c.state)
		}
		if fires := has(r, "sd-jwt-key-binding"); fires != (c.binding != Verified) {
			t.Errorf("%s: the rule fires: %v", name, fires)
		}
	}
	// The key stands in a payload that nobody has verified.
	for _, key := range []string{"", "another key of at least thirty-two bytes"} {
		r := Inspect(Request{Input: presented + good, Key: key, Now: noon})
		if b := r.Disclosures.KeyBinding; b.State != Unverified || b.ReasonCode.Code != "payload-open" {
			t.Errorf("key %q: %+v", key, b)
		}
	}
	for i := len(presented); i < len(presented)+len(good); i++ {
		text := presented + good
		bent := text[:i] + string([]byte{text[i] ^ 1}) + text[i+1:]
		if r := inspectForm(bent, ""); r.Token.Text == bent && (r.Signature.State == Verified || r.Disclosures != nil && r.Disclosures.KeyBinding.State == Verified) {
			t.Fatalf("byte %d of the key binding JWT can be changed", i)
		}
	}
}
