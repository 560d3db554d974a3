package inspect

import (
	"strconv"

	"jotlens/jose"
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
	t.b = jose.AppendQuote(t.b, s)
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
