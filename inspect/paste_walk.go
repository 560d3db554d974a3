package inspect

import (
	"encoding/base64"
	"strings"

	"jotlens/jose"
)

// A walk follows a compact serialization character by character, so that it is
// known at every line break whether a segment is whole. It reads each
// character once.
type walk struct {
	dots    int
	tail    bool // a "~" was seen: an SD-JWT (RFC 9901)
	digits  int  // base64url digits of the current segment
	current objectScan
	header  objectScan
	payload objectScan

	headerText []byte // the digits of the first segment
	alg        string // once the header is read
	encrypted  bool   // it has "enc": five segments
	keyBinding bool   // it is the key binding JWT of an SD-JWT
}

// maxHeader bounds the header that is read for its alg.
const maxHeader = 64 << 10

func (w *walk) feed(text string) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch v := value64(c); {
		case w.tail:
		case v < 64:
			w.digits++
			w.current.digit(v)
			if w.dots == 0 && len(w.headerText) < maxHeader {
				w.headerText = append(w.headerText, alphabet64[v])
			}
		case c == '.':
			if w.dots++; w.dots == 1 {
				w.header = w.current
				w.readHeader()
			} else if w.dots == 2 {
				w.payload = w.current
			}
			w.current, w.digits = objectScan{}, 0
		case c == '~' && w.dots >= 2:
			w.tail = true
		}
	}
}

func (w *walk) readHeader() {
	text := w.headerText
	if len(text)%4 == 1 {
		text = text[:len(text)-1]
	}
	data := make([]byte, base64.RawURLEncoding.DecodedLen(len(text)))
	n, _ := base64.RawURLEncoding.Decode(data, text) // only digits: cannot fail
	header := jose.ReadJSON(data[:n])
	if !header.IsObject() {
		return
	}
	w.encrypted = header.Member("enc") != nil
	if alg := header.Member("alg"); alg != nil && alg.Kind == jose.String {
		w.alg = alg.Value
	}
	typ := header.Member("typ")
	w.keyBinding = typ != nil && typ.Kind == jose.String && strings.HasPrefix(strings.ToLower(typ.Value), "kb+jwt")
}

// need is how many dots the serialization has when it is whole.
func (w *walk) need() int {
	if w.encrypted {
		return 4
	}
	return 2
}

// joined reports whether runs that were joined make sense together.
func (w *walk) joined() bool { return w.header.whole() && w.dots >= w.need() }

// An objectScan follows base64url text as far as to know where a JSON object
// ends: by its braces, outside of strings.
type objectScan struct {
	bits            uint32
	count           uint8
	depth           int
	inString, after bool // after: the last character was a backslash
	closed, rest    bool // rest: more than white space follows the end
}

func (s *objectScan) digit(v byte) {
	s.bits = s.bits<<6 | uint32(v)
	if s.count += 6; s.count < 8 {
		return
	}
	s.count -= 8
	switch c := byte(s.bits >> s.count); { // #nosec G115 -- the byte that is due; the bits above it are spent
	case s.closed:
		s.rest = s.rest || !isSpace(c)
	case s.after:
		s.after = false
	case s.inString:
		s.after, s.inString = c == '\\', c != '"'
	case c == '"':
		s.inString = true
	case c == '{' || c == '[':
		s.depth++
	case c == '}' || c == ']':
		s.depth--
		s.closed = s.depth <= 0
	}
}

// whole reports whether the text so far is one object, closed.
func (s *objectScan) whole() bool { return s.closed && !s.rest }

// startsObject reports whether s begins with the base64url of a JSON object
// with a member, as every header and every claims set worth the name does:
// white space, "{", white space, a quotation mark.
func startsObject(s string) bool {
	bits, n, brace := uint32(0), 0, false
	for i := 0; i < len(s) && i < 96; i++ {
		v := value64(s[i])
		if v == 0xff {
			return false
		}
		bits = bits<<6 | uint32(v)
		if n += 6; n < 8 {
			continue
		}
		n -= 8
		switch c := byte(bits >> n); { // #nosec G115 -- the byte that is due; the bits above it are spent
		case c == '"':
			return brace
		case c == '{' && !brace:
			brace = true
		case c != ' ' && c != '\t' && c != '\n' && c != '\r':
			return false
		}
	}
	return false
}

const alphabet64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// value64 is the 6-bit value of a base64 digit of either alphabet, 0xff for
// any other byte.
func value64(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c - 'A'
	case 'a' <= c && c <= 'z':
		return c - 'a' + 26
	case '0' <= c && c <= '9':
		return c - '0' + 52
	case c == '-' || c == '+':
		return 62
	case c == '_' || c == '/':
		return 63
	}
	return 0xff
}

// isDigit64 reports whether c is a base64url digit.
func isDigit64(c byte) bool { return value64(c) != 0xff && c != '+' && c != '/' }
