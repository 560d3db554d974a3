package jose

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

func byteCount(n int) string {
	if n == 1 {
		return "1 byte"
	}
	return itoa(n) + " bytes"
}

// readSecret turns the text of a secret into bytes. The text encodings
// tolerate white space around them, because it never belongs to the secret;
// UTF-8 takes every byte as it is.
func readSecret(text string, encoding Encoding) ([]byte, Encoding, *KeyError) {
	trimmed := strings.TrimSpace(text)
	lead := strings.Index(text, trimmed)
	fail := func(at int) ([]byte, Encoding, *KeyError) {
		e := &KeyError{Code: string(encoding)}
		if at >= 0 && at < len(trimmed) {
			e.Offset = lead + at
			for _, r := range trimmed[at:] {
				e.Char = string(r)
				break
			}
		}
		return nil, encoding, e
	}
	switch encoding {
	case Base64, Base64URL:
		digits := strings.TrimRight(trimmed, "=")
		codec := base64.RawStdEncoding
		if encoding == Base64URL {
			codec = base64.RawURLEncoding
		}
		data, err := codec.DecodeString(digits)
		if err != nil {
			// One digit left over is reported at a digit; name only what is none.
			return fail(strings.IndexFunc(digits, func(r rune) bool { return !isBase64Digit(r, encoding) }))
		}
		return data, encoding, nil
	case Hex:
		data, err := hex.DecodeString(trimmed)
		if err != nil {
			return fail(strings.IndexFunc(trimmed, func(r rune) bool { return r > 0x7f || !isHex(byte(r)) })) // #nosec G115 -- below 0x80
		}
		return data, encoding, nil
	}
	return []byte(text), UTF8, nil
}

func isBase64Digit(r rune, encoding Encoding) bool {
	switch r {
	case '+', '/':
		return encoding == Base64
	case '-', '_':
		return encoding == Base64URL
	case '\r', '\n':
		return true // encoding/base64 passes over line ends
	}
	return r < 0x80 && base64URLValue(byte(r)) != 0xff // #nosec G115 -- below 0x80
}
