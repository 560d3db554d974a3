package build

import (
	"strings"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

// A Note is something that a person has to know about a snippet, as a code: the
// words belong to the page.
type Note string

// The reasons why there is no code for a token.
const (
	NoteNoToken     Note = "no-token"
	NoteNotJWT      Note = "not-jwt"     // a JSON form, a detached payload, or no claims set
	NoteEncrypted   Note = "encrypted"   // a JWE: what is inside can have a snippet of its own
	NoteUnsecured   Note = "unsecured"   // alg is none
	NoteDisclosing  Note = "sd-jwt"      // an SD-JWT needs a library of its own
	NoteNoAlgorithm Note = "no-alg"      // the header names none
	NoteUnsupported Note = "unsupported" // the library does not have the algorithm
	NoteNeedsJWKSet Note = "needs-jwks"  // the program wants published keys, and this is a shared secret
)

// What to know beside the code.
const (
	NoteRefused        Note = "refused"        // the verdict is that this token must not be accepted
	NoteOtherAlgorithm Note = "other-alg"      // the person's API does not expect the token's algorithm
	NoteEncodedSecret  Note = "encoded-secret" // the secret was read from an encoding
	NoteKeepOwn        Note = "keep-own"       // the token names several audiences
	NoteOwnConditions  Note = "own-conditions" // issuer, audience or type are those that a person stated
)

// Facts is what a snippet is made of.
type Facts struct {
	None       Note     // why there is no code in any language; "" when there can be
	Alg        string   // as the header has it
	Issuer     string   // "" when there is none to check
	Audiences  []string // one of them is enough
	Type       string   // "" when typ is not worth a check
	Expires    bool     // there is an exp
	Leeway     int      // seconds
	Kubernetes bool     // a token of a Kubernetes service account
	Notes      []Note
}

// FactsOf reads from a report what a snippet needs. What a person expects of
// the token comes before what it says itself. No part of the key is in it.
func FactsOf(r *inspect.Report) Facts {
	f := Facts{Leeway: int(inspect.DefaultLeeway / time.Second)}
	if f.None = noCode(r); f.None != "" {
		return f
	}
	f.Alg, f.Leeway = r.Token.Alg(), int(r.Leeway/time.Second)
	payload := r.Token.Payload
	f.Issuer, f.Audiences = textOf(payload.Member("iss")), textsOf(payload.Member("aud"))
	f.Type = r.Token.TextParameter("typ")
	exp := payload.Member("exp")
	f.Expires = exp != nil && exp.Kind == jose.Number
	f.Kubernetes = r.Form.Profile == inspect.KubernetesAccount
	f.expect(&r.Expect)
	if f.Type == "" || r.Expect.Type == "" && sameType(f.Type, "JWT") {
		f.Type = ""
	}
	if r.Signature.State == inspect.Refused {
		f.Notes = append(f.Notes, NoteRefused)
	}
	if k := r.Signature.Key; k != nil && (k.Encoding == jose.Base64 || k.Encoding == jose.Base64URL || k.Encoding == jose.Hex) {
		f.Notes = append(f.Notes, NoteEncodedSecret)
	}
	return f
}

// expect puts what a person stated in the place of what the token says.
func (f *Facts) expect(e *inspect.Expectations) {
	if e.Issuer != "" {
		f.Issuer = e.Issuer
	}
	if len(e.Audiences) > 0 {
		f.Audiences = e.Audiences
	} else if len(f.Audiences) > 1 {
		f.Notes = append(f.Notes, NoteKeepOwn)
	}
	if e.Type != "" && !sameType(e.Type, f.Type) {
		f.Type = e.Type
	}
	if e.Leeway != nil {
		f.Leeway = int(*e.Leeway / time.Second)
	}
	if e.Issuer != "" || len(e.Audiences) > 0 || e.Type != "" {
		f.Notes = append(f.Notes, NoteOwnConditions)
	}
	for i, alg := range e.Algorithms {
		if alg == f.Alg {
			break
		}
		if i == len(e.Algorithms)-1 {
			f.Notes = append(f.Notes, NoteOtherAlgorithm)
		}
	}
}

// noCode says why no library can verify this as a JWT, or nothing.
func noCode(r *inspect.Report) Note {
	if r == nil || r.Token == nil {
		return NoteNoToken
	}
	switch r.Form.Kind {
	case jose.KindJWECompact, jose.KindJWEJSON:
		return NoteEncrypted
	case jose.KindSDJWT:
		return NoteDisclosing
	case jose.KindJWSJSON:
		return NoteNotJWT
	case jose.KindJWSCompact:
	default:
		return NoteNoToken
	}
	alg := r.Token.Alg()
	switch {
	case r.Form.Detached || !r.Token.Payload.IsWholeObject():
		return NoteNotJWT
	case alg == "":
		return NoteNoAlgorithm
	case strings.EqualFold(alg, "none"):
		return NoteUnsecured
	}
	return ""
}

// textOf is the string that a member holds, "" for anything else.
func textOf(n *jose.Node) string {
	if n == nil || n.Kind != jose.String {
		return ""
	}
	return n.Value
}

// textsOf are the strings that a member holds, as a string or in an array.
func textsOf(n *jose.Node) (texts []string) {
	if n != nil && n.Kind == jose.Array {
		for i := range n.Elements {
			if s := textOf(n.Elements[i]); s != "" {
				texts = append(texts, s)
			}
		}
	} else if s := textOf(n); s != "" {
		texts = []string{s}
	}
	return texts
}

// sameType compares media types, with or without "application/" (RFC 7515
// §4.1.9).
func sameType(a, b string) bool {
	const prefix = "application/"
	return strings.EqualFold(strings.TrimPrefix(strings.ToLower(a), prefix), strings.TrimPrefix(strings.ToLower(b), prefix))
}
