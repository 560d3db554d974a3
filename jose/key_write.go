package jose

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"

	"filippo.io/mldsa"
)

// ErrNoForm says that there is no such form of a key: a public form of a secret,
// a PEM of one, a private form of a public key, or any form of what was never
// read as a key.
var ErrNoForm = errors.New("the key has no such form")

// JWK writes a single key as a JSON Web Key (RFC 7517), or its public half alone.
// The key ID is that of the key, or else its thumbprint (RFC 7638); alg and use are
// those of the key, and all other members are left out.
func (k *Key) JWK(private bool) (string, error) {
	var b jwkWriter
	if private {
		if err := b.private(k); err != nil {
			return "", err
		}
	} else if err := b.public(k); err != nil {
		return "", err
	}
	id := k.KeyID
	if id == "" {
		id = k.Thumbprint
	}
	b.member("kid", id)
	b.member("use", k.Use)
	if k.Type != TypeAKP { // there it is written already
		b.member("alg", k.Alg)
	}
	return "{" + b.String() + "}", nil
}

// JWKSet writes a single key as a JWK Set of one (RFC 7517 §5).
func (k *Key) JWKSet(private bool) (string, error) {
	key, err := k.JWK(private)
	if err != nil {
		return "", err
	}
	return `{"keys":[` + key + "]}", nil
}

// PEM writes a single key as SubjectPublicKeyInfo or PKCS #8 (RFC 7468 §10 and
// §13).
func (k *Key) PEM(private bool) (string, error) {
	data, label, err := k.spki, "PUBLIC KEY", error(nil)
	if private {
		data, label = k.pkcs8, "PRIVATE KEY"
	}
	der, err := data()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("-----BEGIN " + label + "-----\n")
	for text := base64.StdEncoding.EncodeToString(der); text != ""; {
		n := min(64, len(text))
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	b.WriteString("-----END " + label + "-----\n")
	return b.String(), nil
}

// spki is SubjectPublicKeyInfo (RFC 5280 §4.1).
func (k *Key) spki() ([]byte, error) {
	algorithm, err := k.algorithmDER()
	if err != nil {
		return nil, err
	}
	var key []byte
	switch public := k.Public.(type) {
	case *rsa.PublicKey:
		key = derSequence(derInteger(public.N), derInteger(big.NewInt(int64(public.E))))
	case *ecdsa.PublicKey:
		if key, err = public.Bytes(); err != nil {
			return nil, ErrNoForm
		}
	case ed25519.PublicKey:
		key = public
	case *ecdh.PublicKey:
		key = public.Bytes()
	case *mldsa.PublicKey:
		key = public.Bytes()
	default:
		return nil, ErrNoForm
	}
	return derSequence(algorithm, derBits(key)), nil
}

// pkcs8 is PrivateKeyInfo (RFC 5208 §5).
func (k *Key) pkcs8() ([]byte, error) {
	algorithm, err := k.algorithmDER()
	if err != nil {
		return nil, err
	}
	var key []byte
	switch private := k.Private.(type) {
	case *rsa.PrivateKey: // RFC 8017 appendix A.1.2
		if len(private.Primes) != 2 {
			return nil, ErrNoForm
		}
		key = derSequence(derInteger(new(big.Int)), derInteger(private.N), derInteger(big.NewInt(int64(private.E))), derInteger(private.D),
			derInteger(private.Primes[0]), derInteger(private.Primes[1]),
			derInteger(private.Precomputed.Dp), derInteger(private.Precomputed.Dq), derInteger(private.Precomputed.Qinv))
	case *ecdsa.PrivateKey: // RFC 5915 §3
		d, err := private.Bytes()
		if err != nil {
			return nil, ErrNoForm
		}
		point, err := private.PublicKey.Bytes()
		if err != nil {
			return nil, ErrNoForm
		}
		key = derSequence(derInteger(big.NewInt(1)), derOctets(d), derValue(0xa1, derBits(point)))
	case ed25519.PrivateKey: // RFC 8410 §7
		key = derOctets(private.Seed())
	case *ecdh.PrivateKey:
		key = derOctets(private.Bytes())
	case *mldsa.PrivateKey: // the seed form of RFC 9881 §6
		key = derValue(0x80, private.Bytes())
	default:
		return nil, ErrNoForm
	}
	return derSequence(derInteger(new(big.Int)), algorithm, derOctets(key)), nil
}

// algorithmDER is the AlgorithmIdentifier of a key: RFC 8017 appendix A.1, RFC
// 5480 §2.1.1, RFC 8410 §3 and RFC 9881 §2.
func (k *Key) algorithmDER() ([]byte, error) {
	switch k.Type {
	case TypeRSA:
		return derSequence(derOID(oidRSA), derNull()), nil
	case TypeEC:
		if c, ok := curveNamed(k.Curve); ok {
			return derSequence(derOID(oidEC), derOID(c.oid)), nil
		}
	case TypeOKP:
		for _, c := range okpCurves {
			if c.name == k.Curve {
				return derSequence(derOID(c.oid)), nil
			}
		}
	case TypeAKP:
		for _, p := range mldsaSets {
			if p.name == k.Curve {
				return derSequence(derOID(p.oid)), nil
			}
		}
	}
	return nil, ErrNoForm
}
