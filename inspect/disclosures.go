package inspect

import (
	"strings"

	"jotlens/jose"
)

// Disclosures is what there is to say about the selectively disclosable part of
// an SD-JWT (RFC 9901).
type Disclosures struct {
	Hash       string       `json:"hash"` // _sd_alg, "sha-256" when the token does not say
	List       []Disclosure `json:"list"`
	Hidden     int          `json:"undisclosed"` // digests in the payload that no disclosure belongs to
	Claims     string       `json:"claims"`      // the payload with everything disclosed in its place, as JSON
	KeyBinding *KeyBinding  `json:"key_binding,omitempty"`

	Document *jose.Document `json:"-"` // Claims, read; nil when there are none
}

// A Disclosure is one disclosed claim or array element.
type Disclosure struct {
	Name   string               `json:"name,omitempty"` // "" for an array element
	JSON   string               `json:"json"`           // the value as written
	Path   string               `json:"path,omitempty"` // where it belongs, for instance "payload.address.region"
	Digest string               `json:"digest"`
	State  jose.DisclosureState `json:"state"` // "matched", "unreferenced", "duplicate", "malformed" or "unchecked"

	Span jose.Span `json:"-"` // where it stands in Token.Text; empty in JSON form
	Text string    `json:"-"` // as written
}

// disclosedPart is the part of what is disclosed: paths and evidence are those
// of Disclosures.Document.
const disclosedPart = "disclosed"

// disclosures describes an SD-JWT. It is complete when the verdict is known.
func (f *facts) disclosures() *Disclosures {
	sd := f.forms.sd
	if sd == nil {
		return nil
	}
	all := &Disclosures{
		Hash: excerpt(sd.Hash), List: make([]Disclosure, 0, len(sd.Disclosures)), Hidden: sd.Hidden,
		Claims: strings.ToValidUTF8(sd.Claims, "\ufffd"), Document: f.forms.claims, KeyBinding: f.keyBinding(),
	}
	for _, d := range sd.Disclosures {
		x := Disclosure{Name: d.Name, Digest: d.Digest, State: d.State, Span: d.Span, Text: d.Text}
		if d.Value != nil {
			x.JSON = d.Array.Raw(d.Value.Span)
		}
		if d.State == jose.DisclosureMatched {
			x.Path = placePath("payload", d.Place)
		}
		all.List = append(all.List, x)
	}
	return all
}

// placePath is the path of a place, as walkValues writes paths. Its length is
// bounded in the same way.
func placePath(part string, place *jose.Place) string {
	var steps []*jose.Place
	for ; place != nil; place = place.Holder {
		steps = append(steps, place)
	}
	path := []byte(part)
	for i := len(steps) - 1; i >= 0; i-- {
		if len(path) > maxPath {
			return string(path) + "…"
		}
		var member *jose.Member
		if steps[i].Named {
			member = &jose.Member{Name: steps[i].Name}
		}
		path = appendStep(path, member, steps[i].Index)
	}
	return string(path)
}

// disclosedValues are the values of the claims that come from disclosures.
func (f *facts) disclosedValues() []value {
	if f.forms.claims == nil {
		return nil
	}
	places := f.forms.sd.Disclosed
	var values []value
	for _, v := range walkValues(disclosedPart, f.forms.claims) {
		for len(places) > 0 && v.node.Span.Start >= places[0].End {
			places = places[1:]
		}
		if len(places) > 0 && v.node.Span.Start >= places[0].Start {
			values = append(values, v)
		}
	}
	return values
}
