package jose

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"sync"
	"testing"

	"filippo.io/mldsa"
	"github.com/golang-jwt/jwt/v5"
)

const signedText = "eyJhbGciOiIifQ.eyJzdWIiOiJ6b2UifQ"

// A signer is a key of the test, with its private half.
type signer struct {
	*Key
	private any
}

// signers are a key of every kind.
var signers = sync.OnceValue(func() map[string]signer {
	all := map[string]signer{
		"secret": {&Key{Kind: KindSecret, Bytes: []byte("correct-horse-battery-staple-of-32-bytes-and-more, twice that for 64")}, nil},
	}
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	all["RSA"] = signer{&Key{Kind: KindJWK, Type: TypeRSA, Bits: 2048, Public: &r.PublicKey}, r}
	for _, curve := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		k, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			panic(err)
		}
		name := curve.Params().Name
		all[name] = signer{&Key{Kind: KindJWK, Type: TypeEC, Curve: name, Public: &k.PublicKey}, k}
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	all["Ed25519"] = signer{&Key{Kind: KindJWK, Type: TypeOKP, Curve: "Ed25519", Public: public}, private}
	for _, parameters := range []mldsa.Parameters{mldsa.MLDSA44(), mldsa.MLDSA65(), mldsa.MLDSA87()} {
		k, err := mldsa.GenerateKey(parameters)
		if err != nil {
			panic(err)
		}
		name := parameters.String()
		all[name] = signer{&Key{Kind: KindJWK, Type: TypeAKP, Curve: name, Public: k.PublicKey()}, k}
	}
	return all
})

// signWith makes a signature of alg over signedText.
func signWith(t testing.TB, alg string, s signer) []byte {
	t.Helper()
	var signature []byte
	var err error
	switch k := s.private.(type) {
	case nil:
		signature, err = SignHMAC(alg, s.Bytes, signedText)
	case *mldsa.PrivateKey:
		signature, err = k.Sign(nil, []byte(signedText), nil)
	case ed25519.PrivateKey:
		signature = ed25519.Sign(k, []byte(signedText))
	default:
		signature, err = jwt.GetSigningMethod(alg).Sign(signedText, k)
	}
	if err != nil {
		t.Fatal(err)
	}
	return signature
}

// signedBy is the key of signers for each algorithm that can be checked.
var signedBy = map[string]string{
	"HS256": "secret", "HS384": "secret", "HS512": "secret",
	"RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
	"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "EdDSA": "Ed25519", "Ed25519": "Ed25519",
	"ML-DSA-44": "ML-DSA-44", "ML-DSA-65": "ML-DSA-65", "ML-DSA-87": "ML-DSA-87",
}

func TestASignatureVerifiesWithItsOwnKeyAndWithNoOther(t *testing.T) {
	for _, a := range Algorithms {
		if a.Use != Signing || signedBy[a.Name] == "" {
			if Verifiable(a.Name) {
				t.Errorf("%s is said to be verifiable", a.Name)
			}
			continue
		}
		signature := signWith(t, a.Name, signers()[signedBy[a.Name]])
		for name, s := range signers() {
			match, err := Verify(a.Name, s.Key, signedText, signature)
			own := name == signedBy[a.Name]
			if match.Matches != own || own != (err == nil) || own != s.Fits(a.Name) {
				t.Errorf("%s with the key %s: %+v, %v, fits %v", a.Name, name, match, err, s.Fits(a.Name))
			}
			if !own && !errors.Is(err, ErrKeyMisfit) {
				t.Errorf("%s with the key %s: %v", a.Name, name, err)
			}
		}
		for _, other := range Algorithms {
			if other.Name == a.Name || !Verifiable(other.Name) || sameAlgorithm(a.Name, other.Name, "Ed25519") {
				continue
			}
			if match, _ := Verify(other.Name, signers()[signedBy[a.Name]].Key, signedText, signature); match.Matches {
				t.Errorf("a signature of %s verifies as %s", a.Name, other.Name)
			}
		}
	}
}

func TestAChangedSignatureNeverVerifies(t *testing.T) {
	for alg, name := range signedBy {
		k := signers()[name]
		signature := signWith(t, alg, k)
		step := max(1, len(signature)/64)
		for i := 0; i < len(signature); i += step {
			bent := append([]byte(nil), signature...)
			bent[i] ^= 0x10
			if match, _ := Verify(alg, k.Key, signedText, bent); match.Matches {
				t.Errorf("%s verifies with byte %d changed", alg, i)
			}
		}
		for name, other := range map[string][]byte{
			"no signature": nil, "a shorter one": signature[:len(signature)-1], "a longer one": append(signature[:len(signature):len(signature)], 0),
			"one after a zero byte": append([]byte{0}, signature...), "zeros": make([]byte, len(signature)),
		} {
			if match, _ := Verify(alg, k.Key, signedText, other); match.Matches {
				t.Errorf("%s verifies with %s", alg, name)
			}
		}
		if match, _ := Verify(alg, k.Key, signedText+"A", signature); match.Matches {
			t.Errorf("%s verifies a longer text", alg)
		}
	}
}

// TestAKeyIsBelievedByItsContent: what a Key says of itself and what it holds
// are both looked at.
func TestAKeyIsBelievedByItsContent(t *testing.T) {
	p256 := signers()["P-256"]
	lying := *p256.Key
	lying.Curve = "P-521"
	if _, err := Verify("ES512", &lying, signedText, make([]byte, 132)); !errors.Is(err, ErrKeyMisfit) {
		t.Errorf("a P-256 key that is called P-521: %v", err)
	}
	small := *signers()["ML-DSA-44"].Key
	small.Curve = "ML-DSA-87"
	if _, err := Verify("ML-DSA-87", &small, signedText, make([]byte, 4627)); !errors.Is(err, ErrKeyMisfit) {
		t.Errorf("an ML-DSA-44 key that is called ML-DSA-87: %v", err)
	}
	for name, k := range map[string]*Key{
		"no key": {Kind: KindJWK, Type: TypeRSA}, "an empty secret": {Kind: KindSecret}, "nothing": nil,
	} {
		for alg := range signedBy {
			if match, err := Verify(alg, k, signedText, make([]byte, 64)); match.Matches || err == nil {
				t.Errorf("%s with %s: %+v, %v", alg, name, match, err)
			}
		}
	}
}

func TestAnEmptySecretIsNeverVerifiedWith(t *testing.T) {
	mac, err := SignHMAC("HS256", nil, signedText)
	if err != nil {
		t.Fatal(err)
	}
	if match, err := Verify("HS256", &Key{Kind: KindSecret, Bytes: []byte{}}, signedText, mac); match.Matches || !errors.Is(err, ErrKeyUnusable) {
		t.Errorf("%+v, %v", match, err)
	}
}

func TestThePaddingOfPSSMustHaveASaltOfTheHashLength(t *testing.T) {
	k := signers()["RSA"]
	for salt, loose := range map[int]bool{32: false, 20: true, 0: true, 222: true} {
		method := &jwt.SigningMethodRSAPSS{
			SigningMethodRSA: jwt.SigningMethodPS256.SigningMethodRSA,
			Options:          &rsa.PSSOptions{SaltLength: salt, Hash: crypto.SHA256},
		}
		if salt == 0 { // rsa.PSSOptions means "as long as possible" by 0
			method.Options.SaltLength = 1
		}
		signature, err := method.Sign(signedText, k.private)
		if err != nil {
			t.Fatal(err)
		}
		if match, err := Verify("PS256", k.Key, signedText, signature); err != nil || !match.Matches || match.LooseSalt != loose {
			t.Errorf("a salt of %d bytes: %+v, %v", salt, match, err)
		}
	}
}

// TestKeysOfSmallOrderWouldVerifyForgeries shows that the refusal is needed:
// with such a key crypto/ed25519 takes signatures that nobody made.
func TestKeysOfSmallOrderWouldVerifyForgeries(t *testing.T) {
	identity := make([]byte, 64)
	identity[0] = 1 // R is the neutral element, s is 0
	forged := 0
	for y := range smallOrder {
		for _, sign := range []byte{0, 0x80} {
			public := ed25519.PublicKey(append([]byte(nil), y[:]...))
			public[31] |= sign
			for i := range 64 {
				if ed25519.Verify(public, []byte(strconv.Itoa(i)), identity) {
					forged++
					if _, err := Verify("EdDSA", &Key{Kind: KindJWK, Type: TypeOKP, Curve: "Ed25519", Public: public}, strconv.Itoa(i), identity); !errors.Is(err, ErrKeyUnusable) {
						t.Errorf("%x: %v", public, err)
					}
					break
				}
			}
		}
	}
	if forged < 4 {
		t.Errorf("only %d of the keys let a forgery pass: are they the right ones?", forged)
	}
}

func TestRSAKeysOfAbsurdLengthAreNotComputedWith(t *testing.T) {
	for _, bits := range []uint{512, 1023, MaxRSABits + 1, 1 << 17} {
		n := new(big.Int).SetBit(big.NewInt(1), int(bits)-1, 1)
		k := &Key{Kind: KindJWK, Type: TypeRSA, Public: &rsa.PublicKey{N: n, E: 65537}}
		if _, err := Verify("RS256", k, signedText, make([]byte, (bits+7)/8)); !errors.Is(err, ErrKeyUnusable) {
			t.Errorf("%d bits: %v", bits, err)
		}
	}
}

func TestWhatAJWKPermits(t *testing.T) {
	rsaKey := func(alg, use string, ops ...string) *Key {
		return &Key{Kind: KindJWK, Type: TypeRSA, Alg: alg, Use: use, Ops: ops}
	}
	private := rsaKey("", "", "sign")
	private.IsPrivate = true
	tests := []struct {
		name string
		key  *Key
		alg  string
		want Refusal
	}{
		{"nothing said", rsaKey("", ""), "RS256", Permitted},
		{"its alg", rsaKey("RS256", "sig"), "RS256", Permitted},
		{"another alg", rsaKey("RS512", "sig"), "RS256", OtherAlgorithm},
		{"an alg of encryption", rsaKey("RSA-OAEP", ""), "RS256", OtherAlgorithm},
		{"an alg in other case", rsaKey("rs256", ""), "RS256", OtherAlgorithm},
		{"for encryption", rsaKey("", "enc"), "RS256", NotForSigning},
		{"a use that nobody knows", rsaKey("", "tls"), "RS256", NotForSigning},
		{"verify", rsaKey("", "", "verify"), "RS256", Permitted},
		{"verify and more", rsaKey("", "", "encrypt", "verify"), "RS256", Permitted},
		{"sign, by a public key", rsaKey("", "", "sign"), "RS256", NotForVerifying},
		{"sign, by a private key", private, "RS256", Permitted},
		{"encrypt", rsaKey("", "", "encrypt"), "RS256", NotForVerifying},
		{"use and key_ops at odds", rsaKey("", "sig", "verify", "encrypt"), "RS256", Contradictory},
		{"a secret that signs", &Key{Kind: KindJWKSecret, Ops: []string{"sign"}}, "HS256", Permitted},
		{"a secret that wraps", &Key{Kind: KindJWKSecret, Ops: []string{"wrapKey"}}, "HS256", NotForVerifying},
		{"EdDSA for Ed25519", &Key{Kind: KindJWK, Type: TypeOKP, Curve: "Ed25519", Alg: "EdDSA"}, "Ed25519", Permitted},
		{"Ed25519 for EdDSA", &Key{Kind: KindJWK, Type: TypeOKP, Curve: "Ed25519", Alg: "Ed25519"}, "EdDSA", Permitted},
		{"Ed448 for EdDSA with Ed25519", &Key{Kind: KindJWK, Type: TypeOKP, Curve: "Ed25519", Alg: "Ed448"}, "EdDSA", OtherAlgorithm},
	}
	for _, test := range tests {
		if got := test.key.PermitsVerifying(test.alg); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if got := (&Key{Kind: KindJWK, Ops: []string{}}).PermitsVerifying("RS256"); got != NotForVerifying {
		t.Errorf("empty key_ops: %q", got)
	}
}

// A number that stands for the same one modulo the order, or the modulus, is
// another spelling of the signature: only the least is valid (RFC 8032 §5.1.7,
// SEC 1 §4.1.4, RFC 8017 §5.2.2).
func TestNoSignatureHasAnotherSpelling(t *testing.T) {
	reversed := func(b []byte) []byte {
		b = slices.Clone(b)
		slices.Reverse(b)
		return b
	}
	all := signers()
	verifies := func(alg string, s signer, signature []byte) bool {
		match, err := Verify(alg, s.Key, signedText, signature)
		if err != nil {
			t.Fatal(err)
		}
		return match.Matches
	}

	// The order of edwards25519 has 253 bits, so S + L fits.
	ed := all["Ed25519"]
	order, _ := new(big.Int).SetString("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16)
	signature := signWith(t, "EdDSA", ed)
	s := new(big.Int).SetBytes(reversed(signature[32:]))
	other := append(slices.Clone(signature[:32]), reversed(s.Add(s, order).FillBytes(make([]byte, 32)))...)
	if !verifies("EdDSA", ed, signature) || verifies("EdDSA", ed, other) {
		t.Error("an Ed25519 signature verifies with S + L")
	}

	// Seven bits of the 66 bytes of P-521 are spare, so r + n and s + n fit.
	p521 := all["P-521"]
	signature = signWith(t, "ES512", p521)
	for half := range 2 {
		other := slices.Clone(signature)
		number := other[half*66 : half*66+66]
		n := new(big.Int).SetBytes(number)
		n.Add(n, elliptic.P521().Params().N).FillBytes(number)
		if !verifies("ES512", p521, signature) || verifies("ES512", p521, other) {
			t.Errorf("an ES512 signature verifies with the order added to number %d", half)
		}
	}

	// Some signature by each RSA key is small enough for s + n to fit.
	private := all["RSA"].private.(*rsa.PrivateKey)
	limit := new(big.Int).Lsh(big.NewInt(1), 2048)
	for i := 0; ; i++ {
		text := signedText + strconv.Itoa(i)
		signature, err := jwt.SigningMethodRS256.Sign(text, private)
		if err != nil {
			t.Fatal(err)
		}
		n := new(big.Int).SetBytes(signature)
		if n.Add(n, private.N).Cmp(limit) >= 0 {
			continue
		}
		match, err := Verify("RS256", all["RSA"].Key, text, n.FillBytes(make([]byte, 256)))
		if err != nil || match.Matches {
			t.Errorf("an RS256 signature verifies with s + n: %v, %v", match, err)
		}
		break
	}
}
