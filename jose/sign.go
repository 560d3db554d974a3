package jose

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"errors"
	"slices"

	"filippo.io/mldsa"
	"github.com/golang-jwt/jwt/v5"
)

// Errors of Sign: no signature was made. ErrKeyMisfit and ErrKeyUnusable are
// those of Verify.
var (
	ErrNotSignable = errors.New("signatures of this algorithm cannot be made here")
	ErrNoPrivate   = errors.New("only a private key signs, and this is a public one")
	ErrKeyTooSmall = errors.New("the key is too small for the hash of the algorithm")
)

// Sign signs the exact bytes of signingInput (RFC 7515 §5.1). It asks no more of
// the key than Verify does; whether a careful person would sign with it is
// PermitsSigning's affair and that of the lint rules.
func Sign(alg string, key *Key, signingInput string) ([]byte, error) {
	switch {
	case !Verifiable(alg):
		return nil, ErrNotSignable
	case !key.Fits(alg):
		return nil, ErrKeyMisfit
	case IsHMAC(alg):
		if len(key.Bytes) == 0 {
			return nil, ErrKeyUnusable
		}
		return SignHMAC(alg, key.Bytes, signingInput)
	case !key.IsPrivate:
		return nil, ErrNoPrivate
	}
	var signature []byte
	var err error
	switch private := key.Private.(type) {
	case *rsa.PrivateKey:
		if private.N.BitLen() < MinRSABits {
			return nil, ErrKeyUnusable
		}
		signature, err = jwt.GetSigningMethod(alg).Sign(signingInput, private)
		if errors.Is(err, rsa.ErrMessageTooLong) {
			return nil, ErrKeyTooSmall
		}
	case *ecdsa.PrivateKey:
		signature, err = jwt.GetSigningMethod(alg).Sign(signingInput, private)
	case ed25519.PrivateKey:
		signature, err = jwt.SigningMethodEdDSA.Sign(signingInput, private)
	case *mldsa.PrivateKey:
		signature, err = private.Sign(nil, []byte(signingInput), nil)
	default:
		return nil, ErrKeyUnusable
	}
	if err != nil {
		return nil, ErrKeyUnusable
	}
	return signature, nil
}

// Signers are the keys of a set that can sign by alg, those that their own
// members permit first.
func (k *Key) Signers(alg string) []*Key {
	var permitted, others []*Key
	for _, member := range k.Members() {
		switch {
		case !member.Fits(alg) || member.Bytes == nil && member.Private == nil:
		case member.PermitsSigning(alg) == Permitted:
			permitted = append(permitted, member)
		default:
			others = append(others, member)
		}
	}
	return append(permitted, others...)
}

// PermitsSigning says whether the key may sign by alg as its own members have it
// (RFC 7517 §4.2 to §4.4).
func (k *Key) PermitsSigning(alg string) Refusal {
	if why := k.PermitsVerifying(alg); why != Permitted && why != NotForVerifying {
		return why
	}
	if k.Ops != nil && !slices.Contains(k.Ops, "sign") {
		return NotForVerifying
	}
	return Permitted
}
