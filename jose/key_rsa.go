package jose

import (
	"crypto/rsa"
	"math/big"
)

// soundRSABits is the shortest modulus that RFC 7518 §3.3 allows.
const soundRSABits = 2048

// setRSA fills in an RSA public key and what is wrong with it.
func (k *Key) setRSA(n, e *big.Int) *KeyError {
	k.Type = TypeRSA
	switch {
	case n.Sign() <= 0:
		return keyError("rsa-modulus", "why", "not positive")
	case n.Bit(0) == 0:
		return keyError("rsa-modulus", "why", "even")
	}
	k.Bits = n.BitLen()
	if e.Sign() > 0 {
		k.Thumbprint = thumbprint("e", encode64(e.Bytes()), "kty", "RSA", "n", encode64(n.Bytes()))
	}
	switch {
	case k.Bits > MaxRSABits:
		k.fault("rsa-key-long", "bits", itoa(k.Bits), "most", itoa(MaxRSABits))
		return nil
	case k.Bits < soundRSABits:
		k.fault("rsa-key-short", "bits", itoa(k.Bits))
	}
	switch {
	case e.BitLen() > 64:
		k.fault("rsa-bad-exponent", "exponent", "a number of "+itoa(e.BitLen())+" bits")
	case e.Sign() <= 0 || e.Bit(0) == 0 || e.Cmp(big.NewInt(3)) < 0 || e.BitLen() > 31:
		k.fault("rsa-bad-exponent", "exponent", e.String())
	case e.Cmp(big.NewInt(3)) == 0:
		k.fault("rsa-bad-exponent", "exponent", "3", "severity", "info")
	}
	if isROCA(n) {
		k.fault("rsa-roca", "bits", itoa(k.Bits))
	}
	if !k.refused() {
		k.Public = &rsa.PublicKey{N: n, E: int(e.Int64())}
	}
	return nil
}

// setRSAPrivate fills in the private half. It reports false when it does not
// belong to the public one. p and q may be nil, for keys that come without.
func (r *keyReader) setRSAPrivate(k *Key, d, p, q *big.Int) (belongs bool) {
	k.IsPrivate = true
	public, ok := k.Public.(*rsa.PublicKey)
	if !ok {
		return true // refused: nothing will be done with it
	}
	if d.Sign() <= 0 || d.BitLen() > k.Bits {
		return false
	}
	private := &rsa.PrivateKey{PublicKey: *public, D: d}
	if p == nil || q == nil {
		if k.Bits > maxExponentBits || r.exponents == maxExponents {
			k.note("private-unchecked")
			return true
		}
		r.exponents++
		// The halves belong together if what one does the other undoes.
		two := big.NewInt(2)
		exponent := new(big.Int).Mul(d, big.NewInt(int64(public.E)))
		if two.Cmp(new(big.Int).Exp(two, exponent, public.N)) != 0 {
			return false
		}
	} else if !primesBelong(private, p, q) {
		return false
	}
	private.Precompute()
	k.Private = private
	return true
}

// primesBelong fills in the primes, and what is computed from them, and
// reports whether n = p·q and d·e ≡ 1 modulo p−1 and q−1.
func primesBelong(private *rsa.PrivateKey, p, q *big.Int) bool {
	one := big.NewInt(1)
	if p.Cmp(one) <= 0 || q.Cmp(one) <= 0 || p.BitLen()+q.BitLen() > private.N.BitLen()+1 ||
		new(big.Int).Mul(p, q).Cmp(private.N) != 0 {
		return false
	}
	exponent := func(prime *big.Int) (*big.Int, bool) {
		less := new(big.Int).Sub(prime, one)
		small := new(big.Int).Mod(private.D, less)
		product := new(big.Int).Mul(small, big.NewInt(int64(private.E)))
		return small, product.Mod(product, less).Cmp(one) == 0
	}
	dp, okP := exponent(p)
	dq, okQ := exponent(q)
	qi := new(big.Int).ModInverse(q, p)
	if !okP || !okQ || qi == nil {
		return false
	}
	private.Primes = []*big.Int{p, q}
	private.Precomputed.Dp, private.Precomputed.Dq, private.Precomputed.Qinv = dp, dq, qi
	return true
}
