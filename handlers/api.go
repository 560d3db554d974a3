package handlers

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"jotlens/inspect"
	"jotlens/jose"
)

// inspectRequest is the body of POST /api/inspect. A member that is nil was
// not given.
type inspectRequest struct {
	Input       *string `json:"input"`
	Key         *string `json:"key"`
	KeyEncoding *string `json:"key_encoding"`
	Now         *string `json:"now"`
	Leeway      *string `json:"leeway"`
	Payload     *string `json:"payload"`
	TryEmbedded *bool   `json:"try_embedded_key"`

	Expect *expectRequest `json:"expect"`

	WithValues bool `json:"with_values"` // of Markdown and SARIF: sensitive values are said
}

// InspectAPI answers POST /api/inspect with the report as JSON, or as what the
// client asks for. A bad signature is no error: it is what the report says.
func (h *Handlers) InspectAPI(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	if err := plainBody(r); err != nil {
		return err
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" {
		return &Error{Code: UnsupportedMedia, Detail: "The body must be application/json."}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return &Error{Code: Malformed, Detail: "The body could not be read.", Err: err}
	}
	given, request, err := readInspect(body, h.Now)
	if err != nil {
		return err
	}
	request.Organisation = h.organisation()
	report := inspect.Inspect(request)
	file := h.export(r, &report, accepted(r), given.WithValues)
	w.Header().Set("Vary", "Accept")
	write(w, http.StatusOK, file.Media, file.Text)
	return nil
}

// readInspect reads the body of a request.
func readInspect(body []byte, clock func() time.Time) (given inspectRequest, request inspect.Request, err error) {
	if err := json.Unmarshal(body, &given, json.RejectUnknownMembers(true)); err != nil {
		return given, request, malformedJSON(err)
	}
	request, fields := given.read(clock)
	if len(fields) > 0 {
		return given, request, &Error{Code: Malformed, Detail: "A member of the body is missing or has a value that is not allowed.", Fields: fields}
	}
	return given, request, nil
}

// read checks the members and fills in what was not given.
func (g inspectRequest) read(clock func() time.Time) (request inspect.Request, wrong []Field) {
	refuse := func(pointer, detail string) { wrong = append(wrong, Field{pointer, detail}) }
	request = inspect.Request{KeyEncoding: jose.Auto, Now: clock(), Leeway: inspect.DefaultLeeway}
	if g.Input == nil {
		refuse("/input", "is required")
	} else {
		request.Input = *g.Input
	}
	if g.Key != nil {
		request.Key = *g.Key
	}
	if g.Payload != nil {
		request.Payload = *g.Payload
	}
	if g.KeyEncoding != nil {
		request.KeyEncoding = jose.Encoding(*g.KeyEncoding)
		if !slices.Contains(jose.Encodings, request.KeyEncoding) {
			refuse("/key_encoding", "must be one of "+encodings())
		}
	}
	var err error
	if g.Now != nil {
		if request.Now, err = time.Parse(time.RFC3339, *g.Now); err != nil {
			refuse("/now", "must be a time such as 2027-01-15T08:00:00Z (RFC 3339)")
		}
	}
	if g.Leeway != nil {
		request.Leeway, err = time.ParseDuration(*g.Leeway)
		if err != nil || request.Leeway < 0 || request.Leeway > inspect.MaxLeeway {
			refuse("/leeway", "must be a duration from 0s to 24h, such as 60s")
		}
	}
	request.TryEmbedded = g.TryEmbedded != nil && *g.TryEmbedded
	if g.Expect != nil {
		var faults []inspect.ExpectFault
		request.Expect, faults = g.Expect.read()
		for _, f := range faults {
			refuse("/expect/"+f.Name, f.Detail())
		}
	}
	return request, wrong
}

func encodings() string {
	names := make([]string, len(jose.Encodings))
	for i, e := range jose.Encodings {
		names[i] = string(e)
	}
	return strings.Join(names, ", ")
}

// malformedJSON says where a body is not the JSON that is expected. It never
// repeats a value.
func malformedJSON(err error) *Error {
	problem := &Error{Code: Malformed, Err: err}
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		problem.Detail = "The body is not JSON."
		field := Field{Pointer: string(syntax.JSONPointer), Detail: "is not JSON"}
		if errors.Is(err, jsontext.ErrDuplicateName) {
			problem.Detail, field.Detail = "The body names a member twice.", "is there twice"
		}
		problem.Fields = []Field{field}
		return problem
	}
	problem.Detail = "The body is not the JSON object that is expected."
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		field := Field{Pointer: string(semantic.JSONPointer), Detail: "must be a string"}
		if field.Pointer == "/try_embedded_key" || field.Pointer == "/with_values" {
			field.Detail = "must be true or false"
		}
		within := strings.HasPrefix(field.Pointer, "/expect/")
		switch {
		case errors.Is(err, json.ErrUnknownName) && within:
			field.Detail = "is not known; the members are " + members(reflect.TypeFor[expectRequest]())
		case errors.Is(err, json.ErrUnknownName):
			field.Detail = "is not known; the members are " + members(reflect.TypeFor[inspectRequest]())
		case field.Pointer == "", field.Pointer == "/expect":
			field.Detail = "must be an object"
		case field.Pointer == "/expect/aud":
			field.Detail = "must be a string or an array of strings"
		case field.Pointer == "/expect/alg":
			field.Detail = "must be an array of strings"
		}
		problem.Fields = []Field{field}
	}
	return problem
}

// members lists the members that an object of a request may have.
func members(object reflect.Type) string { return strings.Join(memberNames(object), ", ") }

// memberNames are the members of an object in JSON, in their order.
func memberNames(object reflect.Type) (names []string) {
	for field := range object.Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" {
			names = append(names, name)
		}
	}
	return names
}
