package inspect

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"jotlens/jose"
)

// eachReading calls try with every secret that an entry of a list of secrets may
// stand for, until it returns true: the entry as it is, without white space
// around it, in lower case, and what it is in base64, base64url or hex. Of each
// it says which text in the key box is that secret, read in which encoding.
func eachReading(entry string, try func(text string, encoding jose.Encoding, secret string) bool) bool {
	if entry == "" {
		return false // the empty secret has a rule of its own
	}
	if try(entry, jose.UTF8, entry) {
		return true
	}
	trimmed := strings.TrimSpace(entry)
	if trimmed != entry && trimmed != "" && try(trimmed, jose.UTF8, trimmed) {
		return true
	}
	if lower := strings.ToLower(trimmed); lower != trimmed && try(lower, jose.UTF8, lower) {
		return true
	}
	digits := strings.TrimRight(trimmed, "=")
	if digits == "" {
		return false
	}
	if len(digits)%4 != 1 {
		encoding, codec := jose.Base64, base64.RawStdEncoding
		if strings.ContainsAny(digits, "-_") {
			encoding, codec = jose.Base64URL, base64.RawURLEncoding
		}
		if secret, err := codec.DecodeString(digits); err == nil && try(trimmed, encoding, string(secret)) {
			return true
		}
	}
	if len(trimmed)%2 == 0 {
		if secret, err := hex.DecodeString(trimmed); err == nil && try(trimmed, jose.Hex, string(secret)) {
			return true
		}
	}
	return false
}
