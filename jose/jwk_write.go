package jose

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"math/big"
	"strings"

	"filippo.io/mldsa"
)

// A jwkWriter writes the members of a JWK object.
type jwkWriter struct{ strings.Builder }

// member writes a member unless its value is empty.
func (b *jwkWriter) member(name, value string) {
	if value == "" {
		return
	}
	if b.Len() > 0 {
		b.WriteByte(',')
	}
	b.WriteString(`"` + name + `":` + Quote(value))
}

func (b *jwkWriter) bytes(name string, value []byte) { b.member(name, encode64(value)) }

// public writes the members of a public key: RFC 7518 §6, RFC 8037 §2 and RFC
// 9964 §3.
func (b *jwkWriter) public(k *Key) error {
	if k.Public == nil {
		return ErrNoForm
	}
	b.member("kty", string(k.Type))
	switch public := k.Public.(type) {
	case *rsa.PublicKey:
		b.bytes("n", public.N.Bytes())
		b.bytes("e", big.NewInt(int64(public.E)).Bytes())
	case *ecdsa.PublicKey:
		point, err := public.Bytes()
		if err != nil {
			return ErrNoForm
		}
		half := (len(point) - 1) / 2
		b.member("crv", k.Curve)
		b.bytes("x", point[1:1+half])
		b.bytes("y", point[1+half:])
	case ed25519.PublicKey:
		b.member("crv", k.Curve)
		b.bytes("x", public)
	case *ecdh.PublicKey:
		b.member("crv", k.Curve)
		b.bytes("x", public.Bytes())
	case *mldsa.PublicKey:
		b.member("alg", k.Curve)
		b.bytes("pub", public.Bytes())
	default:
		return ErrNoForm
	}
	return nil
}

// private writes the members of a private key or of a secret.
func (b *jwkWriter) private(k *Key) error {
	if k.Secret() {
		if len(k.Bytes) == 0 {
			return ErrNoForm
		}
		b.member("kty", "oct")
		b.bytes("k", k.Bytes)
		return nil
	}
	if k.Private == nil {
		return ErrNoForm
	}
	if err := b.public(k); err != nil {
		return err
	}
	switch private := k.Private.(type) {
	case *rsa.PrivateKey:
		b.bytes("d", private.D.Bytes())
		if len(private.Primes) != 2 {
			return nil
		}
		b.bytes("p", private.Primes[0].Bytes())
		b.bytes("q", private.Primes[1].Bytes())
		b.bytes("dp", private.Precomputed.Dp.Bytes())
		b.bytes("dq", private.Precomputed.Dq.Bytes())
		b.bytes("qi", private.Precomputed.Qinv.Bytes())
	case *ecdsa.PrivateKey:
		d, err := private.Bytes()
		if err != nil {
			return ErrNoForm
		}
		b.bytes("d", d)
	case ed25519.PrivateKey:
		b.bytes("d", private.Seed())
	case *ecdh.PrivateKey:
		b.bytes("d", private.Bytes())
	case *mldsa.PrivateKey:
		b.bytes("priv", private.Bytes())
	default:
		return ErrNoForm
	}
	return nil
}
