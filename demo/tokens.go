package demo

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// claims are those of an access token.
type claims struct {
	jwt.RegisteredClaims
	Name string `json:"name"`
	Role string `json:"role"`
}

func (a *API) sign(user User, jti string, issued, expires time.Time) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer:    issuer,
			Subject:   user.ID,
			Audience:  jwt.ClaimStrings{audience},
			ExpiresAt: jwt.NewNumericDate(expires),
			IssuedAt:  jwt.NewNumericDate(issued),
			ID:        jti,
		},
		Name: user.Name, Role: user.Role,
	}).SignedString(a.signingKey)
}

func (a *API) key(*jwt.Token) (any, error) { return a.signingKey, nil }

var errBlocked = errors.New("the token is on the block list")

// check is the careful verifier: one algorithm, which the token cannot choose,
// the signature, the times, the issuer, the audience, and the block list.
func (a *API) check(token string) (claims, error) {
	var c claims
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithIssuer(issuer),
		jwt.WithAudience(audience),
		jwt.WithTimeFunc(a.now),
	)
	if _, err := parser.ParseWithClaims(token, &c, a.key); err != nil {
		return claims{}, err
	}
	if a.isBlocked(c.ID) {
		return claims{}, errBlocked
	}
	return c, nil
}

// believe is the naive verifier, a warning and not a model: it decodes the token,
// and whatever algorithm the header names, "none" too, it checks nothing.
func believe(token string) (json.RawMessage, error) {
	if _, _, err := jwt.NewParser().ParseUnverified(token, jwt.MapClaims{}); err != nil {
		return nil, err
	}
	return base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
}

// why says in the words of an error_description, which may hold no quotation
// mark (RFC 6750 §3), why a token is refused.
func why(err error) string {
	switch {
	case errors.Is(err, errBlocked):
		return "The token was revoked: its session has ended"
	case errors.Is(err, jwt.ErrTokenMalformed):
		return "The token cannot be read"
	case errors.Is(err, jwt.ErrTokenExpired):
		return "The token has expired"
	case errors.Is(err, jwt.ErrTokenSignatureInvalid):
		return "The signature does not match, or the algorithm is not HS256"
	}
	return "The token is not one of this API"
}

// The ways to attack a token.
const (
	attackRole = "role" // another role, and the signature as it was
	attackNone = "none" // another role, alg none, and no signature
)

// forge does to a token what an attacker can do without the key. It takes only
// tokens that this program has signed, perhaps expired.
func (a *API) forge(token, attack string) (string, error) {
	parser := jwt.NewParser(jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithoutClaimsValidation())
	var c claims
	if _, err := parser.ParseWithClaims(token, &c, a.key); err != nil {
		return "", err
	}
	parts := strings.Split(token, ".")
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", err
	}
	payload = bytes.Replace(payload, []byte(`"role":"`+c.Role+`"`), []byte(`"role":"admin"`), 1)
	parts[1] = base64.RawURLEncoding.EncodeToString(payload)
	if attack == attackNone {
		parts[0], parts[2] = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)), ""
	}
	return strings.Join(parts, "."), nil
}
