package inspect

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"jotlens/jose"
)

const benchmarkSecret = "correct-horse-battery-staple-of-32-bytes"

// benchmarkToken is a signed token of about the given length in bytes: the
// claims of an access token, with as many permissions and groups as fit.
func benchmarkToken(b *testing.B, length int) string {
	b.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	header := encode([]byte(`{"alg":"HS256","typ":"JWT"}`))
	room := (length - len(header) - len("..") - 43) * 3 / 4
	var claims strings.Builder
	claims.WriteString(`{"sub":"zoe","iat":1795521600,"exp":1795522200,"permissions":[{}`)
	for i := 0; claims.Len() < room/2; i++ {
		fmt.Fprintf(&claims, `,{"resource":"orders/%d","actions":["read","write"],"granted":%d}`, i, 1795500000+i)
	}
	claims.WriteString(`],"groups":[""`)
	for i := 0; claims.Len() < room-50; i++ {
		fmt.Fprintf(&claims, `,"6f1d2c3b-%04x-4e5f-8a9b-0c1d2e3f4a5b"`, i)
	}
	claims.WriteString(`]}`)
	input := header + "." + encode([]byte(claims.String()))
	signature, err := jose.SignHMAC("HS256", []byte(benchmarkSecret), input)
	if err != nil {
		b.Fatal(err)
	}
	return input + "." + encode(signature)
}

func BenchmarkInspect(b *testing.B) {
	keys := []struct {
		name, key string
		want      SignatureState
	}{
		{"no-key", "", Unverified},
		{"right-key", benchmarkSecret, Verified},
		// The worst case while somebody types: every near miss is tried.
		{"wrong-key", benchmarkSecret[1:], Invalid},
	}
	for _, length := range []int{200, 2 << 10, 8 << 10, 64 << 10} {
		token := benchmarkToken(b, length)
		for _, k := range keys {
			req := Request{Input: token, Key: k.key, SearchLater: true, Now: time.Unix(1795521700, 0).UTC(), Leeway: DefaultLeeway} // as in the tab
			b.Run(fmt.Sprintf("%dB/%s", length, k.name), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(token)))
				for b.Loop() {
					if r := Inspect(req); r.Signature.State != k.want {
						b.Fatalf("the signature is %s, want %s", r.Signature.State, k.want)
					}
				}
			})
		}
	}
}
