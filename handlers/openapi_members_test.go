package handlers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

// constants are the values of the constants of a package that a test asks for.
func constants(t *testing.T, pkg string, wanted func(name, kind string) bool) (values []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", pkg, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no source of %s: %v", pkg, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			spec, ok := node.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			kind, _ := spec.Type.(*ast.Ident)
			literal, ok := spec.Values[0].(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING || !wanted(spec.Names[0].Name, typeName(kind)) {
				return true
			}
			value, _ := strconv.Unquote(literal.Value)
			values = append(values, value)
			return true
		})
	}
	return values
}

func typeName(kind *ast.Ident) string {
	if kind == nil {
		return ""
	}
	return kind.Name
}

// A comparison holds the types of the program against the schemas.
type comparison struct {
	t        *testing.T
	document object
	done     map[reflect.Type]bool
	members  int
}

// schema follows a reference.
func (c *comparison) schema(value any) object {
	schema := value.(object)
	if ref, ok := schema["$ref"].(string); ok {
		return at(c.t, c.document, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...).(object)
	}
	return schema
}

// is reports whether a schema allows a type of JSON.
func is(schema object, kind string) bool {
	kinds, several := schema["type"].([]any)
	return schema["type"] == kind || several && slices.Contains(kinds, any(kind))
}

func (c *comparison) compare(where string, kind reflect.Type, schema object) {
	c.t.Helper()
	for kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	want := map[reflect.Kind]string{
		reflect.Struct: "object", reflect.Slice: "array", reflect.String: "string", reflect.Bool: "boolean", reflect.Int: "integer", reflect.Map: "object",
	}[kind.Kind()]
	switch kind {
	case reflect.TypeFor[time.Time]():
		want = "string"
	case reflect.TypeFor[inspect.NumericDate]():
		want = "number"
	}
	if !is(schema, want) {
		c.t.Errorf("%s is %v, and %s in the program", where, schema["type"], want)
		return
	}
	switch {
	case want == "array":
		c.compare(where+"[]", kind.Elem(), c.schema(schema["items"]))
	case want == "object" && kind.Kind() == reflect.Struct:
		c.object(where, kind, schema)
	case want == "string" && kind.Kind() == reflect.String && kind != reflect.TypeFor[string]():
		c.values(where, kind, schema)
	}
}

// object compares the members, and which of them are always there.
func (c *comparison) object(where string, kind reflect.Type, schema object) {
	if c.done[kind] {
		return
	}
	c.done[kind] = true
	properties, _ := schema["properties"].(object)
	required, _ := schema["required"].([]any)
	known := map[string]bool{}
	for field := range kind.Fields() {
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" || !field.IsExported() {
			continue
		}
		c.members++
		known[name] = true
		if properties[name] == nil {
			c.t.Errorf("%s.%s is not described", where, name)
			continue
		}
		if always := rest != "omitempty"; always != slices.Contains(required, any(name)) {
			c.t.Errorf("%s.%s is always there: %v", where, name, always)
		}
		c.compare(where+"."+name, field.Type, c.schema(properties[name]))
	}
	for name := range properties {
		if !known[name] {
			c.t.Errorf("%s.%s is described, and no report has it", where, name)
		}
	}
}

// values compares an enumeration with the constants of its type.
func (c *comparison) values(where string, kind reflect.Type, schema object) {
	pkg := kind.PkgPath()[strings.LastIndexByte(kind.PkgPath(), '/')+1:]
	c.sameValues(where, constants(c.t, pkg, func(_, k string) bool { return k == kind.Name() }), schema)
}

func (c *comparison) sameValues(where string, want []string, schema object) {
	c.t.Helper()
	var got []string
	for _, value := range schema["enum"].([]any) {
		if value != "" && value != nil {
			got = append(got, value.(string))
		}
	}
	slices.Sort(got)
	want = slices.Clone(want)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		c.t.Errorf("%s is one of %q, and in the program of %q", where, got, want)
	}
}

// TestEveryMemberIsDescribed compares the report with its schema, both ways: members,
// which of them are always there, their types, and the values of enumerations.
func TestEveryMemberIsDescribed(t *testing.T) {
	c := &comparison{t: t, document: described(t), done: map[reflect.Type]bool{}}
	schema := func(name string) object { return at(t, c.document, "components", "schemas", name).(object) }
	property := func(of, name string) object { return at(t, schema(of), "properties", name).(object) }
	c.compare("report", reflect.TypeFor[inspect.Report](), schema("Report"))
	if c.members < 100 {
		t.Errorf("%d members were compared", c.members)
	}
	c.object("problem", reflect.TypeFor[problemDetails](), schema("Problem"))
	c.object("field", reflect.TypeFor[Field](), schema("FieldError"))
	c.sameValues("Removal.code", constants(t, "inspect", func(name, kind string) bool { return strings.HasPrefix(name, "Removed") && kind == "" }), property("Removal", "code"))
	c.sameValues("KeyNote.code", jose.KeyNoteCodes, property("KeyNote", "code"))
	c.sameValues("key_encoding", constants(t, "jose", func(_, kind string) bool { return kind == "Encoding" }), property("InspectRequest", "key_encoding"))
	for name, kind := range map[string]reflect.Type{"InspectRequest": reflect.TypeFor[inspectRequest](), "Expectations": reflect.TypeFor[expectRequest]()} {
		var names []string
		for member := range at(t, schema(name), "properties").(object) {
			names = append(names, member)
		}
		want := memberNames(kind)
		slices.Sort(names)
		slices.Sort(want)
		if !slices.Equal(names, want) {
			t.Errorf("%s has %q, and in the program %q", name, names, want)
		}
	}
}
