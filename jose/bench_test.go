package jose

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// benchmarkToken is a signed token of about the given length in bytes: the
// claims of an access token, with as many groups as fit.
func benchmarkToken(b *testing.B, length int) string {
	b.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	header := encode([]byte(`{"alg":"HS256","typ":"JWT"}`))
	room := (length - len(header) - len("..") - 43) * 3 / 4
	var claims strings.Builder
	claims.WriteString(`{"sub":"zoe","role":"clerk","iat":1795521600,"exp":1795522200,"groups":[""`)
	for i := 0; claims.Len() < room-50; i++ {
		fmt.Fprintf(&claims, `,"6f1d2c3b-%04x-4e5f-8a9b-0c1d2e3f4a5b"`, i)
	}
	claims.WriteString(`]}`)
	input := header + "." + encode([]byte(claims.String()))
	signature, err := SignHMAC("HS256", []byte("correct-horse-battery-staple-of-32-bytes"), input)
	if err != nil {
		b.Fatal(err)
	}
	return input + "." + encode(signature)
}

func BenchmarkParse(b *testing.B) {
	for _, length := range []int{200, 2 << 10, 8 << 10, 64 << 10} {
		token := benchmarkToken(b, length)
		b.Run(fmt.Sprintf("%dB", length), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(token)))
			for b.Loop() {
				if Parse(token).Kind != KindJWSCompact {
					b.Fatal("this is not read as a token")
				}
			}
		})
	}
}
