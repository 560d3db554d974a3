package jose

import (
	"slices"
	"strconv"
)

// A keyFamily is a group of key management algorithms that work alike.
type keyFamily int

const (
	familyDirect keyFamily = iota
	familyKW
	familyGCMKW
	familyPBES2
	familyRSA15
	familyOAEP
	familyECDH
)

// A keyManagement is one value of alg that can be undone here (RFC 7518 §4).
type keyManagement struct {
	name   string
	family keyFamily
	bytes  int // length of the key that unwraps the content key; 0 when nothing is wrapped with AES
	hash   int // bits of the hash, of OAEP and PBES2
}

var keyManagements = func() map[string]keyManagement {
	all := map[string]keyManagement{}
	for _, m := range []keyManagement{
		{"dir", familyDirect, 0, 0},
		{"A128KW", familyKW, 16, 0}, {"A192KW", familyKW, 24, 0}, {"A256KW", familyKW, 32, 0},
		{"A128GCMKW", familyGCMKW, 16, 0}, {"A192GCMKW", familyGCMKW, 24, 0}, {"A256GCMKW", familyGCMKW, 32, 0},
		{"PBES2-HS256+A128KW", familyPBES2, 16, 256}, {"PBES2-HS384+A192KW", familyPBES2, 24, 384}, {"PBES2-HS512+A256KW", familyPBES2, 32, 512},
		{"RSA1_5", familyRSA15, 0, 0},
		{"RSA-OAEP", familyOAEP, 0, 160}, {"RSA-OAEP-256", familyOAEP, 0, 256}, {"RSA-OAEP-384", familyOAEP, 0, 384}, {"RSA-OAEP-512", familyOAEP, 0, 512},
		{"ECDH-ES", familyECDH, 0, 0}, {"ECDH-ES+A128KW", familyECDH, 16, 0}, {"ECDH-ES+A192KW", familyECDH, 24, 0}, {"ECDH-ES+A256KW", familyECDH, 32, 0},
	} {
		all[m.name] = m
	}
	return all
}()

// authenticates reports whether the content key comes out only with the right
// key, so that a tag that does not match is the content's fault.
func (m keyManagement) authenticates() bool {
	return m.bytes > 0 || m.family == familyOAEP
}

// operations are the key_ops of a JWK that allow to undo an algorithm (RFC 7517
// §4.3), by family.
var operations = map[keyFamily][]string{
	familyDirect: {"decrypt"},
	familyKW:     {"unwrapKey"},
	familyGCMKW:  {"unwrapKey"},
	familyPBES2:  {"deriveKey", "deriveBits", "unwrapKey"},
	familyRSA15:  {"decrypt", "unwrapKey"},
	familyOAEP:   {"decrypt", "unwrapKey"},
	familyECDH:   {"deriveKey", "deriveBits", "unwrapKey"},
}

// fits says why a key must not be tried, nil when it may.
func (o *opening) fits(i int, m keyManagement, k *Key) *JWEError {
	if e := o.fitsType(i, m, k); e != nil {
		return e
	}
	why := ""
	switch {
	case k.Kind != KindJWK && k.Kind != KindJWKSecret:
	case k.Alg != "" && k.Alg != m.name && (m.family != familyDirect || k.Alg != o.enc.name):
		why = "its alg is " + quoted(k.Alg)
	case k.Use != "" && k.Use != "enc":
		why = "its use is " + quoted(k.Use)
	case k.Ops != nil && !slices.ContainsFunc(k.Ops, func(op string) bool { return slices.Contains(operations[m.family], op) }):
		why = "its key_ops do not allow it"
	}
	if why != "" {
		return jweError("jwe-alg-key-mismatch", "alg", m.name, "why", why)
	}
	return o.fitsLength(m, k)
}

// fitsType checks the type of the key, its curve, and that it is a private one.
func (o *opening) fitsType(i int, m keyManagement, k *Key) *JWEError {
	need, fits := "a shared secret", k.Secret()
	switch m.family {
	case familyPBES2:
		need = "a password"
	case familyRSA15, familyOAEP:
		need, fits = "an RSA private key", k.Type == TypeRSA
	case familyECDH:
		curve := o.jwe.epkCurve(i)
		need, fits = "a private key on the curve "+curve, (k.Type == TypeEC || k.Type == TypeOKP) && k.Curve == curve
	}
	private := m.family == familyRSA15 || m.family == familyOAEP || m.family == familyECDH
	switch {
	case !fits || private && k.Private == nil && k.Public == nil:
		return jweError("jwe-key-type", "alg", m.name, "need", need)
	case private && k.Private == nil:
		return jweError("jwe-public-key", "alg", m.name)
	case k.Type == TypeRSA && (k.Bits > maxDecryptBits || k.Bits < minDecryptBits):
		return jweError("jwe-unsupported", "name", "an RSA key of", "value", strconv.Itoa(k.Bits)+" bits")
	}
	return nil
}

// fitsLength checks that a secret has the one length that the algorithm takes.
func (o *opening) fitsLength(m keyManagement, k *Key) *JWEError {
	want := m.bytes
	switch m.family {
	case familyDirect:
		want = o.enc.keyBytes
	case familyKW, familyGCMKW:
	case familyPBES2:
		if len(k.Bytes) > 0 {
			return nil
		}
		return jweError("jwe-key-type", "alg", m.name, "need", "a password that is not empty")
	default:
		return nil
	}
	if len(k.Bytes) == want {
		return nil
	}
	alg := m.name
	if m.family == familyDirect {
		alg = o.enc.name
	}
	return jweError("jwe-key-length", "alg", alg, "want", strconv.Itoa(want), "have", strconv.Itoa(len(k.Bytes)))
}

// Objection says why a recipient's header is refused whatever the key: hash
// rounds that are too many, a salt that is too short, a bad ephemeral key. It
// is nil when there is no reason to.
func (j *JWE) Objection(recipient int) *JWEError {
	switch keyManagements[j.Alg(recipient)].family {
	case familyPBES2:
		if _, e := j.rounds(recipient); e != nil {
			return e
		}
		if salt, ok := strictBytes(j.Parameter(recipient, "p2s")); !ok || len(salt) < minSalt {
			return jweError("jwe-p2c-low", "why", "p2s must be base64url of at least 8 bytes")
		}
	case familyECDH:
		_, e := readEPK(j.Parameter(recipient, "epk"))
		return e
	}
	return nil
}

// minSalt is the shortest salt input of a password, in bytes (RFC 7518 §4.8.1.1).
const minSalt = 8

// rounds is how many hash rounds the header asks for.
func (j *JWE) rounds(recipient int) (int, *JWEError) {
	n := j.Parameter(recipient, "p2c")
	if n == nil {
		return 0, jweError("jwe-p2c-high")
	}
	count, err := 0, error(nil)
	if n.Kind == Number {
		count, err = strconv.Atoi(n.Value) // anything but digits is an error
	}
	if err != nil || count < 1 || count > MaxRounds {
		return 0, jweError("jwe-p2c-high", "n", n.Value)
	}
	return count, nil
}
