package e2e

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

const (
	secret     = "correct-horse-battery-staple-of-32-bytes-and-more"
	canaryWord = "canary-7d1f" // stands in the claims of tokens that must stay in the tab

	// rfc7515Token and rfc7515Key are those of RFC 7515 appendix A.1.
	rfc7515Token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	rfc7515Key   = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"

	demoToken  = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
	demoSecret = "your-256-bit-secret"
)

var encode = base64.RawURLEncoding.EncodeToString

// sign makes an HS256 token of a claims set, signed with secret.
func sign(claims string) string {
	return signed(`{"alg":"HS256","typ":"JWT"}`, claims)
}

func signed(header, payload string) string {
	input := encode([]byte(header)) + "." + encode([]byte(payload))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(input))
	return input + "." + encode(mac.Sum(nil))
}

// fresh is a token about subject that lives for ten minutes and holds the canary.
func fresh(subject string) string {
	now := time.Now().Unix()
	return sign(fmt.Sprintf(`{"sub":%q,"word":%q,"iat":%d,"exp":%d}`, subject, canaryWord, now, now+600))
}

// manyFindings is a token that a lot of rules object to.
func manyFindings() string {
	return signed(`{"alg":"HS256","typ":"JWT","Kid":"x","crit":["b64"]}`,
		`{"role":"user","role":"admin","exp":"soon","EXP":1,"id":9007199254740993,"password":"hunter2","note":"`+"\u202e\u200b"+`","card":"4111 1111 1111 1111"}`)
}

// disclosing is an SD-JWT that discloses a city in an address, and an age.
func disclosing() string {
	city, cityDigest := disclosure(`["salt-1","city","Ghent"]`)
	address, addressDigest := disclosure(`["salt-2","address",{"country":"BE","_sd":["` + cityDigest + `"]}]`)
	return sign(`{"iss":"https://issuer.example.com","sub":"zoe","_sd":["`+addressDigest+`","decoy"],"cnf":{"kid":"a"}}`) + "~" + address + "~" + city + "~"
}

func disclosure(array string) (text, digest string) {
	text = encode([]byte(array))
	sum := sha256.Sum256([]byte(text))
	return text, encode(sum[:])
}

// severalSignatures is a JWS in JSON form whose second signature is right.
func severalSignatures() string {
	parts := strings.Split(sign(`{"sub":"zoe"}`), ".")
	return fmt.Sprintf(`{"payload":%q,"signatures":[{"protected":%q,"header":{"kid":"other"},"signature":%q},{"protected":%q,"signature":%q}]}`,
		parts[1], parts[0], strings.Repeat("A", 43), parts[0], parts[2])
}

// detached is a token that does not hold its payload.
func detached(payload string) string {
	parts := strings.Split(sign(payload), ".")
	return parts[0] + ".." + parts[2]
}

// tampered is a token whose last byte of the signature was changed.
func tampered(token string) string {
	at := strings.LastIndexByte(token, '.') + 1
	changed := "A"
	if token[at] == 'A' {
		changed = "B"
	}
	return token[:at] + changed + token[at+1:]
}
