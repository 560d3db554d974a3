package jose

// MaxWork bounds what opening a token may cost, in units. One unit is about
// what it takes to unwrap a key with AES; so much is 128 tries with RSA keys of
// 2,048 bits, 32 tries with P-521, or as many with a secret as a set can hold.
const MaxWork = 2048

// MaxRounds is how many hash rounds may turn a password into a key: twice what
// OWASP asks for. A header that wants more is refused before the first one.
const MaxRounds = 1_200_000

// MinRounds is how many RFC 7518 §4.8.1.2 asks for.
const MinRounds = 1000

// Bounds on the modulus of a private RSA key that is computed with, in bits:
// crypto/rsa takes none that is shorter, and the work grows with its cube.
const (
	minDecryptBits = 1024
	maxDecryptBits = 8192
)

// Work counts what was done to open a token and those inside it. What stands
// in it is what tests hold the bounds to.
type Work struct {
	Tries    int // keys tried
	Rounds   int // of PBKDF2
	Inflated int // bytes that came out of DEFLATE

	spent int // units
}

// pay reports whether there is enough work left for something, and takes it.
func (w *Work) pay(units int) bool {
	if w.spent+units > MaxWork {
		return false
	}
	w.spent += units
	return true
}

// price is what it costs to try a key on a ciphertext, in units.
func price(k *Key, ciphertext int) int {
	units := 1 + ciphertext>>14
	switch k.Type {
	case TypeRSA:
		n := (k.Bits + 2047) / 2048
		units += 16 * n * n * n
	case TypeEC, TypeOKP:
		switch k.Curve {
		case "P-384":
			units += 24
		case "P-521":
			units += 63
		default:
			units += 4
		}
	}
	return units
}
