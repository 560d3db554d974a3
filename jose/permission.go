package jose

import (
	"slices"
	"strings"
)

// A Refusal says why the members of a JWK forbid what a token asks of it.
type Refusal string

// The refusals of a JWK (RFC 7517 §4.2 to §4.4).
const (
	Permitted       Refusal = ""
	OtherAlgorithm  Refusal = "alg"      // alg, or the kind of the key, names another algorithm
	NotForSigning   Refusal = "use"      // use is not "sig"
	NotForVerifying Refusal = "key_ops"  // key_ops lacks "verify"
	Contradictory   Refusal = "conflict" // use and key_ops contradict each other
)

// PermitsVerifying says whether alg, use and key_ops of a JWK allow to check a
// signature of algorithm alg with it. Keys that are no JWK allow everything, but
// for those of RSA-PSS.
// Who holds a secret or a private key may sign with it and so may verify.
func (k *Key) PermitsVerifying(alg string) Refusal {
	forSigning := func(op string) bool { return op == "sign" || op == "verify" }
	switch {
	case k.Alg != "" && k.Alg != alg && !sameAlgorithm(k.Alg, alg, k.Curve):
		return OtherAlgorithm
	case k.PSS && !strings.HasPrefix(alg, "PS"):
		return OtherAlgorithm
	case k.Use != "" && k.Use != "sig":
		return NotForSigning
	case k.Ops == nil:
		return Permitted
	case k.Use == "sig" && slices.ContainsFunc(k.Ops, func(op string) bool { return !forSigning(op) }):
		return Contradictory
	case slices.Contains(k.Ops, "verify"):
		return Permitted
	case slices.Contains(k.Ops, "sign") && (k.Secret() || k.IsPrivate):
		return Permitted
	}
	return NotForVerifying
}

// sameAlgorithm reports whether two names mean the same with a key on curve:
// "EdDSA" is what Ed25519 and Ed448 were called before RFC 9864.
func sameAlgorithm(a, b, curve string) bool {
	return (a == "EdDSA" && b == curve || b == "EdDSA" && a == curve) && (curve == "Ed25519" || curve == "Ed448")
}
