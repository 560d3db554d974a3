package jose

import (
	_ "crypto/sha256" // HS256
	_ "crypto/sha512" // HS384 and HS512
	"errors"

	"github.com/golang-jwt/jwt/v5"
)

// ErrNotHMAC says that an algorithm is not HS256, HS384 or HS512.
var ErrNotHMAC = errors.New("not an HMAC algorithm")

// IsHMAC reports whether alg is HS256, HS384 or HS512 (RFC 7518 §3.2).
func IsHMAC(alg string) bool { return alg == "HS256" || alg == "HS384" || alg == "HS512" }

// VerifyHMAC reports whether signature is the HMAC of signingInput under
// secret. It says nothing about whether the secret or the token is any good.
func VerifyHMAC(alg string, secret []byte, signingInput string, signature []byte) (bool, error) {
	if !IsHMAC(alg) {
		return false, ErrNotHMAC
	}
	return jwt.GetSigningMethod(alg).Verify(signingInput, signature, secret) == nil, nil
}

// SignHMAC returns the HMAC of signingInput under secret.
func SignHMAC(alg string, secret []byte, signingInput string) ([]byte, error) {
	if !IsHMAC(alg) {
		return nil, ErrNotHMAC
	}
	return jwt.GetSigningMethod(alg).Sign(signingInput, secret)
}
