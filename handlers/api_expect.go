package handlers

import (
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"jotlens/inspect"
)

// expectRequest is what the caller's API expects of the token. A member that is
// nil or empty is not asked.
type expectRequest struct {
	Iss    *string   `json:"iss"`
	Aud    audiences `json:"aud"`
	Alg    []string  `json:"alg"`
	Typ    *string   `json:"typ"`
	Scope  *string   `json:"scope"`
	Leeway *string   `json:"leeway"`
	At     *string   `json:"at"`
}

// audiences are written as one string or as an array of strings, as in a token.
type audiences []string

// UnmarshalJSONFrom reads either.
func (a *audiences) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if d.PeekKind() == '"' {
		var one string
		err := json.UnmarshalDecode(d, &one)
		if *a = nil; one != "" {
			*a = []string{one}
		}
		return err
	}
	return json.UnmarshalDecode(d, (*[]string)(a))
}

// read checks the members; the texts are taken as they are, to the byte.
func (g expectRequest) read() (e inspect.Expectations, faults []inspect.ExpectFault) {
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	e = inspect.Expectations{
		Issuer: text(g.Iss), Audiences: g.Aud, Algorithms: g.Alg, Type: text(g.Typ), Scopes: strings.Fields(text(g.Scope)),
	}
	faults = e.Check()
	if g.Leeway != nil {
		leeway, err := time.ParseDuration(*g.Leeway)
		if err != nil || leeway < 0 || leeway > inspect.MaxLeeway {
			faults = append(faults, inspect.ExpectFault{Name: "leeway", Code: inspect.BadLeeway})
		}
		e.Leeway = &leeway
	}
	if g.At != nil {
		at, err := time.Parse(time.RFC3339, *g.At)
		if _, plausible := inspect.ParseInstant(*g.At); err != nil || !plausible {
			faults = append(faults, inspect.ExpectFault{Name: "at", Code: inspect.BadTime})
		}
		e.At = at
	}
	return e, faults
}
