package jose

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// NodeKind is the type of a JSON value.
type NodeKind byte

// The JSON types of RFC 8259 §3.
const (
	Null NodeKind = iota
	False
	True
	Number
	String
	Object
	Array
)

// A Node is one JSON value, with the place it was read from.
type Node struct {
	Kind     NodeKind
	Span     Span     // in the document's bytes; a value that was cut ends where reading stopped
	Value    string   // of a string its unescaped text, of a number its literal as written
	Members  []Member // of an object, in the order written, duplicates included
	Elements []*Node  // of an array
}

// A Member is one name/value pair of an object.
type Member struct {
	Name      string // unescaped
	NameSpan  Span   // with its quotation marks
	Value     *Node  // nil when the text ends before the value
	Duplicate bool   // another member of the same object has the same name
}

// A SyntaxFault says where JSON text stops being JSON.
type SyntaxFault struct {
	Offset  int    // in bytes, from the start of the document
	Message string // lower case, names what was found or missing
}

// A Document is JSON text read exactly: order, duplicates, number literals and
// offsets are kept, and a fault leaves everything before it readable.
type Document struct {
	Text     string       // the bytes, which need not be valid UTF-8
	Root     *Node        // nil when not even a first value could be read
	Fault    *SyntaxFault // the first fault of syntax; nil when the text is one whole JSON value
	Trailing Span         // what follows the value, from the first byte that is not white space
	BOM      string       // "UTF-8", "UTF-16BE" or "UTF-16LE" when the text begins with a byte order mark
	BadUTF8  []Span       // invalid bytes and unpaired surrogate escapes, the first few
	Depth    int          // the deepest nesting of objects and arrays
}

// maxBadUTF8 bounds the list of invalid places: the first few say it all.
const maxBadUTF8 = 8

// ReadJSON reads data as one JSON value (RFC 8259). It accepts what RFC 8259
// leaves to receivers, such as duplicate names, and marks it. Nesting beyond
// 10,000 levels is a fault.
func ReadJSON(data []byte) *Document {
	d := &Document{Text: string(data)}
	body := data
	skip := 0
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		d.BOM, skip = "UTF-8", 3
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		d.BOM = "UTF-16BE"
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		d.BOM = "UTF-16LE"
	}
	body = body[skip:]
	d.findBadUTF8()
	r := reader{
		doc:  d,
		data: data,
		skip: skip,
		dec: jsontext.NewDecoder(bytes.NewBuffer(body),
			jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)),
	}
	root, err := r.value()
	d.Root = root
	if err != nil {
		d.Fault = r.fault(err)
		return d
	}
	end := skip + int(r.dec.InputOffset())
	rest := strings.TrimLeft(d.Text[end:], " \t\r\n")
	if rest != "" {
		d.Trailing = Span{len(d.Text) - len(rest), len(d.Text)}
	}
	return d
}

// Valid reports whether the text is exactly one JSON value in UTF-8 with
// unique names, which is what a strict parser accepts (RFC 7493 §2).
func (d *Document) Valid() bool {
	return d.Fault == nil && d.Trailing.Empty() && d.BOM == "" && len(d.BadUTF8) == 0 && !hasDuplicates(d.Root)
}

func hasDuplicates(n *Node) bool {
	if n == nil {
		return false
	}
	for _, m := range n.Members {
		if m.Duplicate || hasDuplicates(m.Value) {
			return true
		}
	}
	for _, e := range n.Elements {
		if hasDuplicates(e) {
			return true
		}
	}
	return false
}

// Member returns the value of the top-level member called name, the last one
// if there are several, or nil.
func (d *Document) Member(name string) *Node {
	if d == nil || d.Root == nil {
		return nil
	}
	return d.Root.Member(name)
}

// IsObject reports whether the document is a JSON object, whole or cut.
func (d *Document) IsObject() bool {
	return d != nil && d.Root != nil && d.Root.Kind == Object
}

// IsWholeObject reports whether the document is a JSON object in which nothing
// can be missing: of a cut one nobody knows what was cut off.
func (d *Document) IsWholeObject() bool { return d.IsObject() && d.Fault == nil }

// Member returns the value of the object's member called name, the last one
// if there are several, or nil.
func (n *Node) Member(name string) *Node {
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Name == name {
			return n.Members[i].Value
		}
	}
	return nil
}

// Raw is the JSON text of a span, as written.
func (d *Document) Raw(s Span) string { return d.Text[s.Start:s.End] }

type reader struct {
	doc  *Document
	data []byte
	skip int // bytes of byte order mark before the decoder's first byte
	dec  *jsontext.Decoder
}

func (r *reader) offset() int { return r.skip + int(r.dec.InputOffset()) }

// value reads one value. On an error it returns what it has, so that a cut
// text keeps every member before the cut.
func (r *reader) value() (*Node, error) {
	switch r.dec.PeekKind() {
	case '{':
		return r.object()
	case '[':
		return r.array()
	}
	raw, err := r.dec.ReadValue()
	if err != nil {
		return nil, err
	}
	n := &Node{Span: Span{r.offset() - len(raw), r.offset()}}
	switch raw.Kind() {
	case 'n':
		n.Kind = Null
	case 't':
		n.Kind = True
	case 'f':
		n.Kind = False
	case '0':
		n.Kind, n.Value = Number, string(raw)
	case '"':
		n.Kind, n.Value = String, unquote(raw)
	}
	return n, nil
}

func (r *reader) open(kind NodeKind) (*Node, error) {
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, err
	}
	r.doc.Depth = max(r.doc.Depth, r.dec.StackDepth())
	return &Node{Kind: kind, Span: Span{r.offset() - 1, r.offset()}}, nil
}

func (r *reader) close(n *Node) (*Node, error) {
	_, err := r.dec.ReadToken()
	n.Span.End = r.offset()
	return n, err
}

func (r *reader) object() (*Node, error) {
	n, err := r.open(Object)
	if err != nil {
		return nil, err
	}
	defer markDuplicates(n)
	for {
		switch r.dec.PeekKind() {
		case '}':
			return r.close(n)
		case '"':
		default:
			return r.close(n) // not a name: the decoder names the fault
		}
		raw, err := r.dec.ReadValue()
		n.Span.End = r.offset()
		if err != nil {
			return n, err
		}
		m := Member{Name: unquote(raw), NameSpan: Span{r.offset() - len(raw), r.offset()}}
		m.Value, err = r.value()
		n.Members = append(n.Members, m)
		n.Span.End = r.offset()
		if err != nil {
			return n, err
		}
	}
}

func (r *reader) array() (*Node, error) {
	n, err := r.open(Array)
	if err != nil {
		return nil, err
	}
	for r.dec.PeekKind() != ']' {
		e, err := r.value()
		if e != nil {
			n.Elements = append(n.Elements, e)
		}
		n.Span.End = r.offset()
		if err != nil {
			return n, err
		}
	}
	return r.close(n)
}

func markDuplicates(n *Node) {
	if len(n.Members) < 2 {
		return
	}
	first := make(map[string]int, len(n.Members))
	for i := range n.Members {
		name := n.Members[i].Name
		if j, ok := first[name]; ok {
			n.Members[i].Duplicate = true
			n.Members[j].Duplicate = true
		} else {
			first[name] = i
		}
	}
}

// unquote decodes a JSON string. Invalid UTF-8 and unpaired surrogates become
// U+FFFD here and are listed in Document.BadUTF8.
func unquote(raw []byte) string {
	if !bytes.ContainsRune(raw, '\\') {
		return string(bytes.ToValidUTF8(raw[1:len(raw)-1], []byte("\ufffd")))
	}
	s, _ := jsontext.AppendUnquote(nil, raw) // an error only repeats that UTF-8 is invalid
	return string(s)
}

func (r *reader) fault(err error) *SyntaxFault {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntactic):
		offset := min(r.skip+int(syntactic.ByteOffset), len(r.data))
		message := syntactic.Err.Error()
		if errors.Is(syntactic.Err, io.ErrUnexpectedEOF) {
			message = "the text ends too early"
			offset = len(r.data)
		}
		return &SyntaxFault{offset, message}
	case errors.Is(err, io.EOF):
		return &SyntaxFault{len(r.data), "there is no value"}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &SyntaxFault{len(r.data), "the text ends too early"}
	}
	return &SyntaxFault{r.offset(), err.Error()}
}

// findBadUTF8 lists invalid bytes, and \u escapes of surrogates that lack
// their other half (RFC 8259 §8.2).
func (d *Document) findBadUTF8() {
	s := d.Text
	report := func(start, end int) {
		if len(d.BadUTF8) < maxBadUTF8 {
			d.BadUTF8 = append(d.BadUTF8, Span{start, end})
		}
	}
	if !utf8.ValidString(s) {
		for i := 0; i < len(s) && len(d.BadUTF8) < maxBadUTF8; {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				report(i, i+1)
			}
			i += size
		}
	}
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '\\')
		if j < 0 {
			return
		}
		i += j
		switch half := surrogateEscape(s[i:]); {
		case half == highSurrogate && surrogateEscape(s[min(i+6, len(s)):]) == lowSurrogate:
			i += 12
		case half != notSurrogate:
			report(i, i+6)
			i += 6
		default:
			i += 2
		}
	}
}

const (
	notSurrogate = iota
	highSurrogate
	lowSurrogate
)

// surrogateEscape classifies a \uXXXX escape at the start of s.
func surrogateEscape(s string) int {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' || (s[2] != 'd' && s[2] != 'D') || !isHex(s[4]) || !isHex(s[5]) {
		return notSurrogate
	}
	switch s[3] {
	case '8', '9', 'a', 'b', 'A', 'B':
		return highSurrogate
	case 'c', 'd', 'e', 'f', 'C', 'D', 'E', 'F':
		return lowSurrogate
	}
	return notSurrogate
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
