package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// secret verifies every token of the bench. It is long enough for HS256, so
// that no rule has more to say about it than about anybody's.
const secret = "correct-horse-battery-staple-of-32-bytes"

// A sample is a token and a text that stands in its payload and in no other's.
type sample struct{ token, marker string }

// samples makes tokens that are all different, so that no page can answer one
// with what it has done for another.
type samples struct{ made int }

// next makes a token of the given length in bytes, give or take two: the
// claims of an access token with as many permissions and groups as fit.
func (s *samples) next(length int) sample {
	s.made++
	marker := fmt.Sprintf("bench%06d", s.made)
	encode := base64.RawURLEncoding.EncodeToString
	header := encode([]byte(`{"alg":"HS256","typ":"JWT"}`))
	room := (length - len(header) - len("..") - 43) * 3 / 4
	input := header + "." + encode([]byte(claims(marker, room, time.Now().Unix())))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(input))
	return sample{input + "." + encode(mac.Sum(nil)), marker}
}

// claims are the claims of a token that lives ten minutes, as JSON of the given
// length in bytes.
func claims(subject string, length int, now int64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"sub":%q,"iat":%d,"exp":%d`, subject, now, now+600)
	list := func(name string, until int, item func(i int) string) {
		if until-b.Len() < 200 {
			return
		}
		fmt.Fprintf(&b, `,%q:[%s`, name, item(0))
		for i := 1; b.Len() < until-100; i++ {
			b.WriteString("," + item(i))
		}
		b.WriteString("]")
	}
	list("permissions", length/2, func(i int) string {
		return fmt.Sprintf(`{"resource":"orders/%d","actions":["read","write"],"granted":%d}`, i, now-int64(i))
	})
	list("groups", length, func(i int) string { return fmt.Sprintf(`"6f1d2c3b-%04x-4e5f-8a9b-0c1d2e3f4a5b"`, i) })
	const id, end = `,"jti":"`, `"}`
	return b.String() + id + strings.Repeat("j", max(0, length-b.Len()-len(id)-len(end))) + end
}
