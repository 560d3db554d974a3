package jose

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// thumbprint is the JWK thumbprint with SHA-256 in base64url (RFC 7638 §3,
// RFC 8037 §2, RFC 9964 §6). members are the names and values of the members
// that it takes, in the order of the names; the values need no escapes.
func thumbprint(members ...string) string {
	var b strings.Builder
	for i := 0; i+1 < len(members); i += 2 {
		if i == 0 {
			b.WriteByte('{')
		} else {
			b.WriteByte(',')
		}
		b.WriteString(`"` + members[i] + `":"` + members[i+1] + `"`)
	}
	b.WriteByte('}')
	hash := sha256.Sum256([]byte(b.String()))
	return encode64(hash[:])
}

func encode64(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }
