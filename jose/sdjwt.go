package jose

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"strings"
)

// Bounds of an SD-JWT. What exceeds them is a fault and is not looked at.
const (
	MaxDisclosures   = 1000
	maxDisclosedDeep = 1000 // levels of nesting of the claims, disclosed ones included
)

// An SDJWT is what holders add to an issuer's JWT, read: the disclosures, the
// claims that they make, and perhaps a key binding JWT (RFC 9901).
type SDJWT struct {
	Hash        string // _sd_alg as written, "sha-256" when the payload has none
	Disclosures []*Disclosure
	Hidden      int          // digests that no disclosure belongs to: decoys, or claims that are not disclosed
	Claims      string       // the payload with everything disclosed in its place, as JSON; "" when the payload is no object
	Disclosed   []Span       // in Claims, in order: names and values that come from disclosures, the outermost
	Presented   string       // what sd_hash covers: the text up to and including the last "~"
	KeyBinding  *Token       // nil when nothing follows the last "~"
	Faults      []SDJWTFault // in the order found; each makes a verifier refuse
}

// A Disclosure is one claim or array element that a holder discloses.
type Disclosure struct {
	Text   string    // as written, without the "~"
	Span   Span      // where it stands in Token.Text; empty in a JSON serialization
	Digest string    // in base64url; "" when the hash is not known here
	Array  *Document // what it decodes to; nil when it cannot be decoded
	Named  bool      // it is a claim, and not an array element
	Name   string    // of a claim
	Value  *Node     // in Array; nil when it is malformed
	State  DisclosureState
	Place  *Place // where it belongs; nil unless it matched
}

// DisclosureState says whether the issuer vouches for a disclosure.
type DisclosureState string

// The states of a disclosure.
const (
	DisclosureMatched      DisclosureState = "matched"      // its digest is in the payload, or in a disclosure whose digest is
	DisclosureUnreferenced DisclosureState = "unreferenced" // its digest is nowhere
	DisclosureDuplicate    DisclosureState = "duplicate"    // the same disclosure stands there twice
	DisclosureMalformed    DisclosureState = "malformed"    // it is none, or stands where it must not
	DisclosureUnchecked    DisclosureState = "unchecked"    // the hash is not known here
)

// A Place is one step on the way from the claims to a value. Claims have a
// name, array elements the index that they have in the array as written.
type Place struct {
	Holder *Place // nil when the holder is the claims set itself
	Named  bool
	Name   string
	Index  int
}

// An SDJWTFault is a rule of RFC 9901 §7.1 that is violated. The codes are the
// ids of the lint rules that report them.
type SDJWTFault struct {
	Code       string
	Disclosure int    // index of the disclosure, -1 for none
	Detail     string // what is wrong, or the name or digest in question
}

// The faults of an SD-JWT.
const (
	FaultDisclosureMalformed    = "sd-jwt-disclosure-malformed"
	FaultDisclosureUnreferenced = "sd-jwt-disclosure-unreferenced"
	FaultDisclosureDuplicate    = "sd-jwt-disclosure-duplicate"
	FaultDigestDuplicate        = "sd-jwt-digest-duplicate"
	FaultDigestMalformed        = "sd-jwt-digest-malformed"
	FaultNameReserved           = "sd-jwt-name-reserved"
	FaultNameTaken              = "sd-jwt-name-taken"
	FaultHashUnknown            = "sd-jwt-hash-unknown"
	FaultSDJWTTooMuch           = "sd-jwt-too-much"
)

// maxSDJWTFaults bounds the list of faults; the first few say it all.
const maxSDJWTFaults = 100

func (s *SDJWT) fault(code string, disclosure int, detail string) {
	if len(s.Faults) < maxSDJWTFaults {
		s.Faults = append(s.Faults, SDJWTFault{code, disclosure, detail})
	}
}

// SelectiveDisclosure reads the disclosures of an SD-JWT, in compact form or
// in a JWS JSON serialization (RFC 9901 §8). It returns nil for every other
// token. Nothing here says that a signature is right.
func (t *Token) SelectiveDisclosure() *SDJWT {
	s := &SDJWT{}
	binding := ""
	switch {
	case t.Kind == KindSDJWT:
		binding = s.split(t)
	case t.Kind == KindJWSJSON && t.disclosuresMember() != nil:
		binding = s.collect(t)
	default:
		return nil
	}
	if binding != "" {
		s.KeyBinding = Parse(binding)
	}
	sum := s.hash(t.Payload)
	first := map[string]int{} // the disclosures by digest
	for i, d := range s.Disclosures {
		why := d.read()
		switch {
		case why != "":
			d.State = DisclosureMalformed
			s.fault(FaultDisclosureMalformed, i, why)
		case sum == nil:
			d.State = DisclosureUnchecked
		default:
			d.State, d.Digest = DisclosureUnreferenced, base64.RawURLEncoding.EncodeToString(sum(d.Text))
			if _, again := first[d.Digest]; again {
				d.State = DisclosureDuplicate
				s.fault(FaultDisclosureDuplicate, i, "")
				continue
			}
			first[d.Digest] = i
		}
	}
	if !t.Payload.IsWholeObject() {
		s.fault(FaultDigestMalformed, -1, "the payload is not a JSON object")
	}
	s.assemble(t.Payload, first)
	for i, d := range s.Disclosures {
		if d.State == DisclosureUnreferenced {
			s.fault(FaultDisclosureUnreferenced, i, d.Name)
		}
	}
	return s
}

// split cuts the tail of a compact SD-JWT at its tildes. It returns what
// follows the last one.
func (s *SDJWT) split(t *Token) (binding string) {
	last := strings.LastIndexByte(t.Text, '~')
	s.Presented = t.Text[:last+1]
	for start := t.Tail.Start + 1; start <= last; {
		end := start + strings.IndexByte(t.Text[start:], '~')
		if !s.add(t.Text[start:end], Span{start, end}) {
			break
		}
		start = end + 1
	}
	return t.Text[last+1:]
}

// collect takes the disclosures and the key binding JWT out of the first
// unprotected header of a JSON serialization. sd_hash covers what the compact
// form would be (RFC 9901 §8.1).
func (s *SDJWT) collect(t *Token) (binding string) {
	list := t.disclosuresMember()
	if list.Kind != Array {
		s.fault(FaultDisclosureMalformed, -1, "“disclosures” must be an array of strings")
	}
	t = t.Select(0)
	var presented strings.Builder
	presented.WriteString(t.SigningInput() + "." + t.Segments[2].Text + "~")
	for _, e := range list.Elements {
		if e.Kind != String {
			s.fault(FaultDisclosureMalformed, -1, "“disclosures” must be an array of strings")
			continue
		}
		if !s.add(e.Value, Span{}) {
			break
		}
		presented.WriteString(e.Value + "~")
	}
	s.Presented = presented.String()
	if n := t.unprotectedMember("kb_jwt"); n != nil {
		if n.Kind != String || n.Value == "" {
			return "~" // parsed as a token, it is none
		}
		return n.Value
	}
	return ""
}

// disclosuresMember is the member by which the JSON form of an SD-JWT is
// recognised, nil without it.
func (t *Token) disclosuresMember() *Node { return t.unprotectedMember("disclosures") }

// unprotectedMember is a member of the first unprotected header, which is the
// one that counts (RFC 9901 §8.1).
func (t *Token) unprotectedMember(name string) *Node {
	if t.Signatures() == 0 {
		return nil
	}
	header := t.jws.signatures[0].Member("header")
	if header == nil || header.Kind != Object {
		return nil
	}
	return header.Member(name)
}

// add adds a disclosure; false when there are too many.
func (s *SDJWT) add(text string, place Span) bool {
	if len(s.Disclosures) == MaxDisclosures {
		s.fault(FaultSDJWTTooMuch, -1, "it has more than 1,000 disclosures")
		return false
	}
	s.Disclosures = append(s.Disclosures, &Disclosure{Text: text, Span: place})
	return true
}

// hash finds the function that digests are made with (RFC 9901 §4.1.1); nil
// when it is none of those that we know.
func (s *SDJWT) hash(payload *Document) func(text string) []byte {
	s.Hash = "sha-256"
	if n := payload.Member("_sd_alg"); n != nil {
		if n.Kind != String {
			s.Hash = ""
			s.fault(FaultHashUnknown, -1, payload.Raw(n.Span))
			return nil
		}
		s.Hash = n.Value
	}
	sum := sdHashes[s.Hash]
	if sum == nil {
		s.fault(FaultHashUnknown, -1, s.Hash)
	}
	return sum
}

// PresentationHash is what sd_hash must be, in base64url; "" when the hash is
// not known here (RFC 9901 §4.3.1).
func (s *SDJWT) PresentationHash() string {
	if sum := sdHashes[s.Hash]; sum != nil {
		return base64.RawURLEncoding.EncodeToString(sum(s.Presented))
	}
	return ""
}

// sdHashes are the hashes that we know, by their name in the IANA registry
// "Named Information Hash Algorithm".
var sdHashes = map[string]func(text string) []byte{
	"sha-256": func(text string) []byte { sum := sha256.Sum256([]byte(text)); return sum[:] },
	"sha-384": func(text string) []byte { sum := sha512.Sum384([]byte(text)); return sum[:] },
	"sha-512": func(text string) []byte { sum := sha512.Sum512([]byte(text)); return sum[:] },
}

// read decodes a disclosure and says why it is none, "" if it is one (RFC 9901
// §4.2.1 and §4.2.2).
func (d *Disclosure) read() (why string) {
	data, faults := decodeBase64URL(d.Text)
	if len(faults) > 0 || d.Text == "" {
		return "it is not base64url"
	}
	array := ReadJSON(data)
	if array.Root == nil || array.Root.Kind != Array || array.Fault != nil || !array.Trailing.Empty() {
		return "it does not decode to a JSON array"
	}
	d.Array = array
	if array.BOM != "" || len(array.BadUTF8) > 0 {
		return "it is not UTF-8"
	}
	elements := array.Root.Elements
	switch n := len(elements); {
	case n != 2 && n != 3:
		return "its array must have two or three elements"
	case elements[0].Kind != String:
		return "its salt must be a string"
	case n == 3 && elements[1].Kind != String:
		return "the name of its claim must be a string"
	case n == 3:
		d.Named, d.Name = true, elements[1].Value
	}
	d.Value = elements[len(elements)-1]
	return ""
}
