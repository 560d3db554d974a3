package inspect

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jotlens/jose"
)

// A value is one JSON value of a decoded part, with its place. Rules about
// content walk these instead of the tree.
type value struct {
	part   string       // "header" or "payload"
	path   string       // for instance "payload.realm_access.roles[0]"
	name   string       // of the nearest enclosing member; "" inside a top-level array
	parent *value       // the object or array that holds it; nil at the top
	node   *jose.Node   // the value
	member *jose.Member // the member it is the value of; nil for array elements and the root
	doc    *jose.Document
}

// Paths are for people and are written once for each value, so a hostile name
// or nesting must not make them long, nor very many values make them heavy: a
// longer name is cut, and where the other limits are passed values share the
// path of what holds them.
const (
	maxPathName = 128     // bytes of one name
	maxPath     = 256     // bytes of the path of a container that is still extended
	maxPaths    = 8 << 20 // bytes of all paths of a document
)

// walkValues lists every value of a document in the order written, objects and
// arrays before what they hold. part is where its paths begin. It returns nil
// when there is nothing to read.
func walkValues(part string, doc *jose.Document) []value {
	if doc == nil || doc.Root == nil {
		return nil
	}
	// Parents are pointers into values, and paths are slices of one text: both
	// are sized before they are filled.
	values := make([]value, 0, countNodes(doc.Root))
	type frame struct {
		holder *value
		next   int
	}
	var stack []frame
	add := func(v value) {
		values = append(values, v)
		if v.node.Kind == jose.Object || v.node.Kind == jose.Array {
			stack = append(stack, frame{holder: &values[len(values)-1]})
		}
	}
	paths := make([]byte, 0, min(24*cap(values), maxPaths))
	total := 0
	add(value{part: part, path: part, node: doc.Root, doc: doc})
	ends := make([]int, 1, cap(values)) // where the path of each value ends in paths; 0 when it has one already
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		holder, i := top.holder, top.next
		v := value{part: part, name: holder.name, parent: holder, doc: doc}
		switch {
		case i < len(holder.node.Members):
			v.member = &holder.node.Members[i]
			v.node, v.name = v.member.Value, v.member.Name
		case i < len(holder.node.Elements):
			v.node = holder.node.Elements[i]
		default:
			stack = stack[:len(stack)-1]
			continue
		}
		top.next++
		if v.node == nil {
			continue // the text was cut before the value
		}
		container := v.node.Kind == jose.Object || v.node.Kind == jose.Array
		switch {
		case len(holder.path) > maxPath || total > maxPaths:
			v.path = holder.path
			ends = append(ends, 0)
		case container:
			v.path = string(appendStep([]byte(holder.path), v.member, i))
			if len(v.path) > maxPath {
				v.path += "…"
			}
			total += len(v.path)
			ends = append(ends, 0)
		default:
			start := len(paths)
			paths = appendStep(append(paths, holder.path...), v.member, i)
			total += len(paths) - start
			ends = append(ends, len(paths))
		}
		add(v)
	}
	text, start := string(paths), 0
	for i, end := range ends {
		if end > 0 {
			values[i].path = text[start:end]
			start = end
		}
	}
	return values
}

// countNodes counts a value and all that it holds.
func countNodes(root *jose.Node) int {
	n := 0
	for stack := []*jose.Node{root}; len(stack) > 0; {
		node := stack[len(stack)-1]
		stack = append(stack[:len(stack)-1], node.Elements...)
		n++
		for i := range node.Members {
			if v := node.Members[i].Value; v != nil {
				stack = append(stack, v)
			}
		}
	}
	return n
}

// memberPath is the path of the member called name of the value at path.
func memberPath(path, name string) string {
	if len(path) > maxPath {
		return path
	}
	return string(appendStep([]byte(path), &jose.Member{Name: name}, 0))
}

// appendStep appends ".name", `["a name"]` or, without a member, "[index]".
func appendStep(path []byte, member *jose.Member, index int) []byte {
	if member == nil {
		path = append(path, '[')
		path = strconv.AppendInt(path, int64(index), 10)
		return append(path, ']')
	}
	name := member.Name
	if isIdentifier(name) {
		if len(name) > maxPathName {
			return append(append(append(path, '.'), name[:maxPathName]...), "…"...)
		}
		return append(append(path, '.'), name...)
	}
	cut := ""
	if len(name) > maxPathName {
		end := maxPathName
		for end > 0 && !utf8.RuneStart(name[end]) {
			end--
		}
		name, cut = name[:end], "…"
	}
	// AppendQuote escapes quotation marks, line ends and everything that does
	// not show, so that a name cannot pass for the end of itself.
	path = append(path, '[')
	path = strconv.AppendQuote(path, name)
	return append(append(path, cut...), ']')
}

// isIdentifier reports whether a name can stand in a path without quotation
// marks.
func isIdentifier(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == '$':
		case i > 0 && ('0' <= c && c <= '9' || c == '-'):
		default:
			return false
		}
	}
	return name != ""
}

// mask shows enough of a value to find it again and not enough to use it: at
// most its first four characters, and its length.
func mask(s string) string {
	n := utf8.RuneCountInString(s)
	shown := 0
	switch {
	case n >= 16:
		shown = 4
	case n >= 8:
		shown = 2
	}
	var b strings.Builder
	for _, r := range s {
		if shown == 0 {
			break
		}
		if !unicode.IsPrint(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
		shown--
	}
	return b.String() + "… (" + count(n, "character", "characters") + ")"
}
