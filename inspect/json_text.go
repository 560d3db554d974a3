package inspect

import (
	"strconv"
	"unicode/utf8"
)

// A jsonText is JSON that is being written. The engine does without
// encoding/json, whose reflection would weigh more than all of this; what is
// written is the same, byte for byte. Its small methods are called so often that
// the engine would double what they weigh if they stood in line.
type jsonText struct {
	b     []byte
	start int // what stands before is none of its business
}

// next writes the comma before a value that is not the first of its kind.
func (t *jsonText) next() {
	if n := len(t.b); n > t.start && t.b[n-1] != '{' && t.b[n-1] != '[' && t.b[n-1] != ':' {
		t.b = append(t.b, ',')
	}
}

// open begins an object or array, by its bracket; close ends it.
//
//go:noinline
func (t *jsonText) open(bracket byte) {
	t.next()
	t.b = append(t.b, bracket)
}

//go:noinline
func (t *jsonText) close(bracket byte) { t.b = append(t.b, bracket) }

// name writes the name of the member whose value comes next. It must need no
// escapes.
//
//go:noinline
func (t *jsonText) name(name string) {
	t.next()
	t.b = append(append(append(t.b, '"'), name...), '"', ':')
}

// begin begins an object or array that is the value of a member.
//
//go:noinline
func (t *jsonText) begin(name string, bracket byte) {
	t.name(name)
	t.open(bracket)
}

// list writes a list of n values, each by write; null when it is nil.
func (t *jsonText) list(name string, isNil bool, n int, write func(i int)) {
	t.name(name)
	if isNil {
		t.raw("null")
		return
	}
	t.open('[')
	for i := range n {
		write(i)
	}
	t.close(']')
}

// listIf writes a list of n values that is not empty.
func (t *jsonText) listIf(name string, n int, write func(i int)) {
	if n > 0 {
		t.list(name, false, n, write)
	}
}

// text writes a string as a value.
//
//go:noinline
func (t *jsonText) text(s string) {
	t.next()
	t.b = appendJSONString(t.b, s)
}

// raw writes what is JSON already.
//
//go:noinline
func (t *jsonText) raw(json string) {
	t.next()
	t.b = append(t.b, json...)
}

// string writes a member, and stringIf only one that is not empty.
//
//go:noinline
func (t *jsonText) string(name, value string) {
	t.name(name)
	t.text(value)
}

//go:noinline
func (t *jsonText) stringIf(name, value string) {
	if value != "" {
		t.string(name, value)
	}
}

// int writes a member, and intIf only one that is not zero.
//
//go:noinline
func (t *jsonText) int(name string, value int) {
	t.name(name)
	t.b = strconv.AppendInt(t.b, int64(value), 10)
}

//go:noinline
func (t *jsonText) intIf(name string, value int) {
	if value != 0 {
		t.int(name, value)
	}
}

// bool writes a member, and boolIf only one that is true.
//
//go:noinline
func (t *jsonText) bool(name string, value bool) {
	t.name(name)
	t.b = strconv.AppendBool(t.b, value)
}

//go:noinline
func (t *jsonText) boolIf(name string, value bool) {
	if value {
		t.bool(name, true)
	}
}

// stringsIf writes a list that is not empty.
func (t *jsonText) stringsIf(name string, list []string) {
	t.listIf(name, len(list), func(i int) { t.text(list[i]) })
}

// appendJSONString appends s with its quotation marks, escaped as encoding/json
// does without SetEscapeHTML: bytes that are not UTF-8 become U+FFFD, and the line
// separators that JavaScript once did not allow in strings are escaped.
func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			escape := ""
			switch {
			case r == utf8.RuneError && size == 1:
				escape = `\ufffd`
			case r == '\u2028':
				escape = `\u2028`
			case r == '\u2029':
				escape = `\u2029`
			}
			if escape != "" {
				b = append(append(b, s[start:i]...), escape...)
				start = i + size
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
