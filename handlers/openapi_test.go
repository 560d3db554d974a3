package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// object is a JSON object of the description.
type object = map[string]any

// described is openapi.yaml as values of JSON.
func described(t testing.TB) object {
	t.Helper()
	var read any
	if err := yaml.Unmarshal(openAPI, &read); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(read)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return document.(object)
}

// at follows names into a value.
func at(t testing.TB, value any, names ...string) any {
	t.Helper()
	for _, name := range names {
		next, ok := value.(object)[name]
		if !ok {
			t.Fatalf("there is no %s in %v", name, names)
		}
		value = next
	}
	return value
}

// closed forbids members that a schema does not name. Clients have to take new
// ones; the program may not have any that are not described.
func closed(value any) {
	switch v := value.(type) {
	case object:
		_, named := v["properties"].(object)
		if _, said := v["additionalProperties"]; named && !said {
			v["additionalProperties"] = false
		}
		for _, inner := range v {
			closed(inner)
		}
	case []any:
		for _, inner := range v {
			closed(inner)
		}
	}
}

// A contract checks answers against openapi.yaml.
type contract struct {
	document object
	compiler *jsonschema.Compiler
}

const contractURL = "https://jotlens.test/openapi.json"

func newContract(t testing.TB) *contract {
	t.Helper()
	c := &contract{document: described(t), compiler: jsonschema.NewCompiler()}
	schemas := at(t, c.document, "components", "schemas")
	closed(schemas)
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	c.compiler.AssertFormat()
	if err := c.compiler.AddResource(contractURL, c.document); err != nil {
		t.Fatal(err)
	}
	return c
}

// schema is the compiled schema at a place in the document.
func (c *contract) schema(t testing.TB, names ...string) *jsonschema.Schema {
	t.Helper()
	at(t, c.document, names...)
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	pointer := ""
	for _, name := range names {
		pointer += "/" + escape.Replace(name)
	}
	schema, err := c.compiler.Compile(contractURL + "#" + pointer)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// answer finds what is said about a response and checks it.
func (c *contract) answer(t testing.TB, path, method string, w *httptest.ResponseRecorder) error {
	t.Helper()
	responses := at(t, c.document, "paths", path, method, "responses").(object)
	status := strconv.Itoa(w.Code)
	if _, ok := responses[status]; !ok {
		status = "default"
	}
	media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	schema := c.schema(t, "paths", path, method, "responses", status, "content", media, "schema")
	var body any = w.Body.String()
	if strings.HasSuffix(media, "json") {
		var err error
		if body, err = jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes())); err != nil {
			return err
		}
	}
	if err := schema.Validate(body); err != nil {
		return err
	}
	if media == "application/problem+json" && fmt.Sprint(body.(object)["status"]) != strconv.Itoa(w.Code) {
		return fmt.Errorf("the problem says %v, the status is %d", body.(object)["status"], w.Code)
	}
	return nil
}

func TestOpenAPIIsOpenAPI(t *testing.T) {
	text, err := os.ReadFile("testdata/openapi/schema-3.1.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	api := described(t)
	if err := schema.Validate(api); err != nil {
		t.Error(err)
	}
	if server := at(t, api, "servers").([]any)[0].(object)["url"]; server != "/" {
		t.Errorf("the server is %v: it has to be the one that the description comes from", server)
	}
	api["paths"].(object)["no-slash"] = object{}
	if schema.Validate(api) == nil {
		t.Error("a path without a slash passes")
	}
}

// Every schema is one, every reference leads somewhere, and every schema is used.
func TestOpenAPIHasWholeSchemas(t *testing.T) {
	c := newContract(t)
	for name := range at(t, c.document, "components", "schemas").(object) {
		c.schema(t, "components", "schemas", name)
		if !bytes.Contains(openAPI, []byte("'#/components/schemas/"+name+"'")) {
			t.Errorf("nothing refers to %s", name)
		}
	}
	report := c.schema(t, "components", "schemas", "Report")
	for _, wrong := range []string{`{}`, `{"input":{},"form":{},"signature":{},"time":{},"findings":[],"counts":{}}`} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if report.Validate(value) == nil {
			t.Errorf("%s passes for a report", wrong)
		}
	}
}

func TestOpenAPIIsServed(t *testing.T) {
	w := serve(http.HandlerFunc(OpenAPI), httptest.NewRequest("GET", "/openapi.yaml", http.NoBody))
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/yaml" || w.Header().Get("Cache-Control") != forADay || !bytes.Equal(w.Body.Bytes(), openAPI) {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
	again := httptest.NewRequest("GET", "/openapi.yaml", http.NoBody)
	again.Header.Set("If-None-Match", w.Header().Get("ETag"))
	if w := serve(http.HandlerFunc(OpenAPI), again); w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("again: %d", w.Code)
	}
}
