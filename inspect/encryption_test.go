package inspect

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	gojose "github.com/go-jose/go-jose/v4"

	"jotlens/jose"
)

const (
	sharedKey = "0123456789abcdef0123456789abcdef" // of 32 bytes
	someone   = `{"iss":"https://login.example.com","sub":"zoe","iat":1795521600,"exp":1795522200}`
)

// encrypt makes a compact JWE with A256GCM.
func encrypt(t testing.TB, alg string, key any, cty, plaintext string) string {
	t.Helper()
	return encryptor(t, alg, key, cty, plaintext, func(e *gojose.JSONWebEncryption) (string, error) { return e.CompactSerialize() })
}

func encryptor(t testing.TB, alg string, key any, cty, plaintext string, serialize func(*gojose.JSONWebEncryption) (string, error)) string {
	t.Helper()
	options := &gojose.EncrypterOptions{}
	if cty != "" {
		options = options.WithContentType(gojose.ContentType(cty))
	}
	encrypter, err := gojose.NewEncrypter(gojose.A256GCM, gojose.Recipient{Algorithm: gojose.KeyAlgorithm(alg), Key: key, PBES2Count: 1000}, options)
	if err != nil {
		t.Fatal(err)
	}
	object, err := encrypter.Encrypt([]byte(plaintext))
	if err != nil {
		t.Fatal(err)
	}
	token, err := serialize(object)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// octJWK is a secret as a JWK, with more members.
func octJWK(secret, more string) string {
	return `{"kty":"oct","k":"` + base64.RawURLEncoding.EncodeToString([]byte(secret)) + `"` + more + `}`
}

// ecJWK is a new EC key for encryption, private and public.
func ecJWK(t testing.TB) (key *ecdsa.PrivateKey, private, public string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	jwk := gojose.JSONWebKey{Key: key, KeyID: "receiver", Use: "enc"}
	text, err := jwk.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	half := jwk.Public()
	publicText, err := half.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return key, string(text), string(publicText)
}

// compactOf is a compact JWE with this header and made-up rest: 24 bytes of
// encrypted key, the right sizes for AES-GCM.
func compactOf(header string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return strings.Join([]string{encode([]byte(header)), encode(make([]byte, 24)), encode(make([]byte, 12)), encode([]byte("ciphertext")), encode(make([]byte, 16))}, ".")
}

func TestTheDecryptionVerdict(t *testing.T) {
	direct := encrypt(t, "dir", []byte(sharedKey), "", someone)
	wrapped := encrypt(t, "A256KW", []byte(sharedKey), "", someone)
	password := encrypt(t, "PBES2-HS256+A128KW", []byte("correct horse"), "", someone)
	ecKey, ecPrivate, ecPublic := ecJWK(t)
	agreed := encrypt(t, "ECDH-ES", &ecKey.PublicKey, "", someone)
	b64 := base64.StdEncoding.EncodeToString([]byte(sharedKey))
	changed := wrapped[:len(wrapped)-2] + map[bool]string{true: "BA", false: "AA"}[strings.HasSuffix(wrapped, "AA")]
	tests := []struct {
		name, input, key string
		encoding         jose.Encoding
		want             EncryptionState
		code             string // of the reason
		rule             string // a finding that must be there
	}{
		{"no key", direct, "", jose.Auto, Encrypted, "", "jwe-is-encrypted"},
		{"the secret", direct, sharedKey, jose.Auto, Decrypted, "", "jwe-is-encrypted"},
		{"the secret as a JWK", direct, octJWK(sharedKey, `,"kid":"a"`), jose.Auto, Decrypted, "", ""},
		{"the secret in hex", wrapped, hex.EncodeToString([]byte(sharedKey)), jose.Hex, Decrypted, "", ""},
		{"the secret in base64, read as text", direct, b64, jose.Auto, Undecrypted, "near", ""},
		{"a secret of 32 bytes in base64, read as text", direct, base64.StdEncoding.EncodeToString([]byte(sharedKey[1:] + "x")), jose.Auto, Undecrypted, "key-length-near", ""},
		{"a short secret", direct, "short", jose.Auto, Undecrypted, "jwe-key-length", ""},
		{"another secret", wrapped, sharedKey[1:] + "x", jose.Auto, Undecrypted, "jwe-wrong-key", ""},
		{"the tag changed", changed, sharedKey, jose.Auto, Undecrypted, "jwe-changed", ""},
		{"the password", password, "correct horse", jose.Auto, Decrypted, "", "jwe-p2c-low"},
		{"another password", password, "correct horse?", jose.Auto, Undecrypted, "jwe-wrong-key", ""},
		{"a key that cannot be read", direct, "xyz", jose.Hex, Undecrypted, "key-unreadable", ""},
		{"the private key", agreed, ecPrivate, jose.Auto, Decrypted, "", "jwe-inner-unsigned"},
		{"the public key", agreed, ecPublic, jose.Auto, Undecrypted, "jwe-public-key", ""},
		{"a secret for ECDH-ES", agreed, sharedKey, jose.Auto, Undecrypted, "jwe-key-type", ""},
		{"a set with the key", agreed, `{"keys":[` + octJWK("x", "") + `,` + ecPrivate + `]}`, jose.Auto, Decrypted, "", ""},
		{"a set without it", agreed, `{"keys":[` + octJWK("x", "") + `]}`, jose.Auto, Undecrypted, "jwe-no-key", ""},
		{"a key for something else", wrapped, octJWK(sharedKey, `,"alg":"A256GCMKW"`), jose.Auto, Unopened, "jwe-alg-key-mismatch", "jwe-alg-key-mismatch"},
		{"two billion rounds", compactOf(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2000000000,"p2s":"AAAAAAAAAAAAAAAA"}`), "correct horse", jose.Auto, Unopened, "jwe-p2c-high", "jwe-p2c-high"},
		{"two billion rounds and no key", compactOf(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2000000000,"p2s":"AAAAAAAAAAAAAAAA"}`), "", jose.Auto, Unopened, "jwe-p2c-high", "jwe-p2c-high"},
		{"rounds in words", compactOf(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":"many","p2s":"AAAAAAAAAAAAAAAA"}`), "", jose.Auto, Unopened, "jwe-p2c-high", "jwe-p2c-high"},
		{"a short salt", compactOf(`{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":600000,"p2s":"AAAA"}`), "", jose.Auto, Unopened, "jwe-p2c-low", "jwe-p2c-low"},
		{"no ephemeral key", compactOf(`{"alg":"ECDH-ES+A128KW","enc":"A128GCM"}`), ecPrivate, jose.Auto, Unopened, "jwe-bad-epk", "jwe-bad-epk"},
		{"crit", compactOf(`{"alg":"A128KW","enc":"A128GCM","crit":["x"],"x":1}`), "0123456789abcdef", jose.Auto, Unopened, "crit-unsupported", "crit-unsupported"},
		{"an unknown algorithm", compactOf(`{"alg":"ROT13","enc":"A128GCM"}`), "", jose.Auto, Unopenable, "jwe-unsupported", "alg-unknown"},
		{"an unknown encryption", compactOf(`{"alg":"dir","enc":"ROT13"}`), sharedKey, jose.Auto, Unopenable, "jwe-unsupported", ""},
		{"no algorithm", compactOf(`{"enc":"A128GCM"}`), "", jose.Auto, Unopened, "jwe-malformed", "alg-missing"},
		{"a duplicate", compactOf(`{"alg":"A128KW","enc":"A128GCM","enc":"A256GCM"}`), "", jose.Auto, Unopened, "jwe-malformed", "duplicate-header-member"},
		{"padding", direct + "==", sharedKey, jose.Auto, Unopened, "jwe-malformed", "base64-padding"},
		{"wrapped over lines", direct[:60] + "\n" + direct[60:], sharedKey, jose.Auto, Decrypted, "", "whitespace-inside"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := inspect(test.input, test.key, test.encoding)
			e := r.Encryption
			if e == nil || e.State != test.want || e.ReasonCode.Code != test.code {
				t.Fatalf("the encryption is %+v, want %s (%s)", e, test.want, test.code)
			}
			if test.rule != "" && !has(r, test.rule) {
				t.Errorf("%s is missing from: %s", test.rule, ids(r))
			}
			if r.Signature.State != Unverifiable || r.Signature.ReasonCode.Code != "encrypted" {
				t.Errorf("the signature is %s (%s)", r.Signature.State, r.Signature.Reason)
			}
			if opened := r.Payload != nil; opened != (test.want == Decrypted) {
				t.Errorf("there is a payload: %v", opened)
			}
			checkAgrees(t, r)
		})
	}
}

func TestWhatWasDecryptedIsJudgedLikeAnyPayload(t *testing.T) {
	r := inspect(encrypt(t, "dir", []byte(sharedKey), "", `{"sub":"zoe","exp":1795000000,"password":"hunter22","n":9007199254740993}`), sharedKey, jose.Auto)
	if r.Time.State != TimeExpired || !has(r, "claim-credential") || !has(r, "number-precision") || !r.Form.IsJWT || !r.Payload.Decrypted || r.Payload.Segment != nil {
		t.Errorf("time %s, findings %s, payload %+v", r.Time.State, ids(r), r.Payload)
	}
	if e := r.Encryption; e.Alg != "dir" || e.Enc != "A256GCM" || e.Bytes != len(r.Payload.Text) || e.Zip != "" {
		t.Errorf("the encryption is %+v", e)
	}
	text := inspect(encrypt(t, "dir", []byte(sharedKey), "", "Dear Zoe"), sharedKey, jose.Auto)
	if text.Payload.Text != "Dear Zoe" || text.Form.IsJWT || !has(text, "payload-not-claims") || text.Nested != nil {
		t.Errorf("a letter: %+v, findings %s", text.Payload, ids(text))
	}
	if before := inspect(encrypt(t, "dir", []byte(sharedKey), "", "Dear Zoe"), "", jose.Auto); !before.Form.IsJWT || before.Payload != nil {
		t.Errorf("before it is opened: %+v", before.Form)
	}
}

func TestAJWEInJSONFormIsOpened(t *testing.T) {
	token := encryptor(t, "A256KW", []byte(sharedKey), "", someone, func(e *gojose.JSONWebEncryption) (string, error) { return e.FullSerialize(), nil })
	r := inspect(token, octJWK(sharedKey, `,"kid":"shared"`), jose.Auto)
	if e := r.Encryption; r.Form.Kind != jose.KindJWEJSON || e.State != Decrypted || e.KeyID != "shared" || e.Recipients != 1 || r.Payload.Text != someone {
		t.Errorf("%s is %+v", r.Form.Kind, r.Encryption)
	}
	checkAgrees(t, r)
	broken := inspect(strings.Replace(token, `"tag":"`, `"tag":"+`, 1), sharedKey, jose.Auto)
	if broken.Encryption.State != Unopened || !strings.Contains(broken.Encryption.Reason, "its tag is not strict base64url") || !has(broken, "standard-base64") {
		t.Errorf("%+v, findings %s", broken.Encryption, ids(broken))
	}
	checkAgrees(t, broken)
}

func TestAFaultInAPartOfAJWEIsNamed(t *testing.T) {
	token := compactOf(`{"alg":"A128KW","enc":"A128GCM"}`)
	for i, name := range jose.JWESegments {
		parts := strings.Split(token, ".")
		parts[i] = "+" + parts[i][1:]
		r := inspect(strings.Join(parts, "."), "", jose.Auto)
		found := false
		for _, f := range r.Findings {
			found = found || f.ID == "standard-base64" && strings.Contains(f.Message, "The "+name+", character 1") && r.Token.Text[f.Span.Start:f.Span.End] == "+"
		}
		if !found {
			t.Errorf("the fault in the %s is not named: %+v", name, r.Findings)
		}
	}
}

func TestEveryReasonOfADecryptionIsASentence(t *testing.T) {
	for code, sentence := range encryptionReasons {
		if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, `"`) {
			t.Errorf("%s: %q", code, sentence)
		}
	}
	known := map[string]bool{}
	for _, rule := range Rules() {
		known[rule.ID] = true
	}
	for code := range encryptionRules {
		if !known[code] || encryptionReasons[code] == "" {
			t.Errorf("%s is no rule, or has no sentence", code)
		}
	}
}

func TestOpeningIsBoundedWhateverTheInput(t *testing.T) {
	// A set of many keys, none of which is the right one.
	var set strings.Builder
	set.WriteString(`{"keys":[` + octJWK("0", ""))
	for i := range 200 {
		set.WriteString("," + octJWK(strings.Repeat(string(rune('!'+i%90)), 31)+string(rune('a'+i%26)), ""))
	}
	set.WriteString("]}")
	token := encrypt(t, "A256KW", []byte(sharedKey), "", someone)
	if e := inspect(token, set.String(), jose.Auto).Encryption; e.ReasonCode.Code != "jwe-wrong-key" {
		t.Errorf("%+v", e)
	}
	password := encrypt(t, "PBES2-HS256+A128KW", []byte("correct horse"), "", someone)
	if e := inspect(password, set.String(), jose.Auto).Encryption; e.State != Unopenable || e.ReasonCode.Code != "jwe-too-much-work" {
		t.Errorf("%+v", e)
	}
}

// nestingVector is RFC 7520 §6: a signed token in an encrypted one, and the
// keys of both.
func nestingVector(t testing.TB) (token, encryptionKey, signingKey string) {
	t.Helper()
	data, err := os.ReadFile("../jose/testdata/vectors/jwe/6.nesting_signatures_and_encryption.json")
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Sign struct{ Input struct{ Key json.RawMessage } }

		Encrypt struct {
			Input  struct{ Key json.RawMessage }
			Output struct{ Compact string }
		}
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v.Encrypt.Output.Compact, string(bytes.TrimSpace(v.Encrypt.Input.Key)), string(bytes.TrimSpace(v.Sign.Input.Key))
}

func TestASignedTokenInsideAnEncryptedOne(t *testing.T) {
	token, encryptionKey, signingKey := nestingVector(t)
	alone := inspect(token, encryptionKey, jose.Auto)
	if alone.Encryption.State != Decrypted || alone.Payload != nil || alone.Nested == nil || !alone.Form.IsJWT || has(alone, "jwe-inner-unsigned") {
		t.Fatalf("%+v, findings %s", alone.Encryption, ids(alone))
	}
	n := alone.Nested
	if n.Signature.State != Unverified || n.Signature.ReasonCode.Code != "nested-key" || n.Signature.Key != nil || n.Signature.Alg != "PS256" || n.Payload.Document.Member("iss").Value != "hobbiton.example" || n.Time.State != TimeExpired {
		t.Errorf("the inner token is %+v", n.Signature)
	}
	checkAgrees(t, alone)
	both := inspect(token, `{"keys":[`+signingKey+`,`+encryptionKey+`]}`, jose.Auto)
	if both.Encryption.State != Decrypted || both.Encryption.KeyID != "samwise.gamgee@hobbiton.example" || both.Nested.Signature.State != Verified || both.Nested.Signature.Key.KeyID != "hobbiton.example" {
		t.Errorf("with both keys: %+v, %+v", both.Encryption, both.Nested.Signature)
	}
	if both.Signature.State != Unverifiable {
		t.Errorf("the outer signature is %s", both.Signature.State)
	}
	checkAgrees(t, both)
	if locked := inspect(token, "", jose.Auto); locked.Nested != nil || locked.Encryption.State != Encrypted {
		t.Errorf("without a key: %+v", locked.Encryption)
	}
}

func TestAnInnerTokenMustBeSigned(t *testing.T) {
	key, private, _ := ecJWK(t)
	unsecured := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"None"}`)) + "." + base64.RawURLEncoding.EncodeToString([]byte(someone)) + "."
	signed := sign(t, "", someone, goodSecret)
	for _, test := range []struct {
		name, token, key string
		fires            bool
	}{
		{"claims, by a public key", encrypt(t, "ECDH-ES+A128KW", &key.PublicKey, "", someone), private, true},
		{"an unsecured token, by a public key", encrypt(t, "ECDH-ES", &key.PublicKey, "JWT", unsecured), private, true},
		{"a signed token, by a public key", encrypt(t, "ECDH-ES", &key.PublicKey, "JWT", signed), private, false},
		{"a letter, by a public key", encrypt(t, "ECDH-ES", &key.PublicKey, "", "Dear Zoe"), private, false},
		{"claims, by a secret", encrypt(t, "A256KW", []byte(sharedKey), "", someone), sharedKey, false},
		{"claims, not opened", encrypt(t, "ECDH-ES", &key.PublicKey, "", someone), "", false},
	} {
		r := inspect(test.token, test.key, jose.Auto)
		if got := has(r, "jwe-inner-unsigned"); got != test.fires {
			t.Errorf("%s: %v; %+v", test.name, got, r.Encryption)
		}
	}
}

func TestTokensInsideTokens(t *testing.T) {
	signed := sign(t, "", someone, goodSecret)
	outer := sign(t, `{"alg":"HS256","cty":"JWT"}`, signed, goodSecret)
	r := inspect(outer, goodSecret, jose.Auto)
	if r.Signature.State != Verified || r.Nested == nil || r.Nested.Signature.State != Unverified || r.Nested.Signature.ReasonCode.Code != "nested-key" || has(r, "payload-not-claims") || !r.Form.IsJWT {
		t.Errorf("a signed token in a signed one: %+v; findings %s", r.Nested, ids(r))
	}
	if r := inspect(outer, `{"keys":[`+octJWK(goodSecret, "")+`]}`, jose.Auto); r.Nested.Signature.State != Verified {
		t.Errorf("with a set: %+v", r.Nested.Signature)
	}
	if r := inspect(signed, goodSecret, jose.Auto); r.Nested != nil {
		t.Errorf("there is a token in %s", r.Payload.Text)
	}
	if r := inspect(sign(t, `{"alg":"HS256","cty":"application/jwt"}`, "Dear Zoe", goodSecret), goodSecret, jose.Auto); r.Nested == nil || r.Nested.Form.Kind != jose.KindUnknown {
		t.Errorf("cty says that there is a token: %+v", r.Nested)
	}
	if r := inspect(sign(t, `{"alg":"HS256","cty":"JWT"}`, someone, goodSecret), goodSecret, jose.Auto); r.Nested != nil {
		t.Error("claims are taken for a token")
	}
	// One inside the other: three are looked into, and no more.
	deep := signed
	for range 6 {
		deep = encrypt(t, "dir", []byte(sharedKey), "JWT", deep)
	}
	set := `{"keys":[` + octJWK(sharedKey, "") + `,` + octJWK(goodSecret, `,"kid":"s"`) + `]}`
	r = inspect(deep, set, jose.Auto)
	depth := 0
	for n := r.Nested; n != nil; n = n.Nested {
		depth++
		if n.Encryption == nil || n.Encryption.State != Decrypted {
			t.Errorf("level %d is %+v", depth, n.Encryption)
		}
	}
	if depth != maxNesting {
		t.Errorf("%d levels", depth)
	}
	checkAgrees(t, r)
	r = inspect(deep, sharedKey, jose.Auto)
	if e := r.Nested.Encryption; e.State != Encrypted || e.ReasonCode.Code != "nested-key" {
		t.Errorf("with one key the inner is %+v", e)
	}
}

func TestTheKeyIsFoundFaultWithOnce(t *testing.T) {
	short := `{"keys":[` + octJWK(sharedKey, `,"kid":"a"`) + `,` + octJWK("short", `,"kid":"twin"`) + `,` + octJWK("other", `,"kid":"twin"`) + `]}`
	inner := sign(t, `{"alg":"HS256","kid":"twin"}`, someone, "short")
	r := inspect(encrypt(t, "dir", []byte(sharedKey), "JWT", inner), short, jose.Auto)
	if r.Nested == nil {
		t.Fatalf("%+v", r.Encryption)
	}
	seen := map[string]bool{}
	for _, f := range r.Findings {
		if f.Part == "key" {
			seen[f.ID+f.Message] = true
		}
	}
	for _, f := range r.Nested.Findings {
		if seen[f.ID+f.Message] {
			t.Errorf("%s is said twice: %s", f.ID, f.Message)
		}
	}
	if !has(r, "jwks-duplicate-kid") || has(*r.Nested, "jwks-duplicate-kid") || !has(*r.Nested, "hmac-key-short") {
		t.Errorf("findings are %s, and inside %s", ids(r), ids(*r.Nested))
	}
	if unreadable := inspect(encrypt(t, "dir", []byte(sharedKey), "JWT", inner), "xyz", jose.Hex); unreadable.Nested != nil || unreadable.Encryption.ReasonCode.Code != "key-unreadable" {
		t.Errorf("%+v", unreadable.Encryption)
	}
}
