package jose

import (
	"strings"
)

// Kind says what a text is, judged by its form alone.
type Kind string

// The kinds of text that Parse tells apart.
const (
	KindEmpty      Kind = "empty"       // nothing but white space
	KindJWSCompact Kind = "jws-compact" // header.payload.signature, RFC 7515 §7.1
	KindJWECompact Kind = "jwe-compact" // five segments, RFC 7516 §7.1
	KindJWSJSON    Kind = "jws-json"    // a JSON object with signature(s), RFC 7515 §7.2
	KindJWEJSON    Kind = "jwe-json"    // a JSON object with ciphertext, RFC 7516 §7.2
	KindSDJWT      Kind = "sd-jwt"      // a JWS followed by ~ and disclosures, RFC 9901
	KindPartial    Kind = "partial"     // one or two segments: a token that was cut
	KindJSON       Kind = "json"        // JSON that is no token, for instance a claims set
	KindKeySet     Kind = "jwk-set"     // no token but a JWK Set, RFC 7517 §5, or a plain list of JWKs
	KindKey        Kind = "jwk"         // no token but a JWK, RFC 7517 §4
	KindOtherKeys  Kind = "keys"        // no token but a PEM, a map of key IDs to PEMs, or a discovery document
	KindUnknown    Kind = "unknown"     // none of these
)

// maxSegments bounds how many segments are kept; the count goes on. A JWE has
// five, so the sixth already proves that the text is neither.
const maxSegments = 6

// A Segment is one of the dot-separated parts of a compact serialization.
type Segment struct {
	Text   string  // as written, without the dots
	Span   Span    // where it stands in Token.Text, in bytes
	Bytes  []byte  // what it decodes to, as far as it does
	Faults []Fault // departures from strict base64url; empty when it is strict
	Raw    bool    // the bytes stand there as they are, not in base64url (RFC 7797)
}

// A Token is a text read as a JOSE compact serialization, faults included.
type Token struct {
	Text         string
	Kind         Kind
	Segments     []Segment // the first six at most
	SegmentCount int       // dots + 1, however many there are
	Tail         Span      // in an SD-JWT, everything from the first "~"
	Header       *Document // the protected JOSE header; nil when there is none to read
	Payload      *Document // the payload read as JSON; nil when there is none to read

	JSON        *Document // of the JSON serializations, the whole text
	Unprotected []*Node   // of the JSON serializations, the header objects that nothing protects

	Detached   bool        // the payload does not stand in the token; it may also be empty (RFC 7515 appendix F)
	Attached   bool        // Attach gave a payload to a detached one
	FormFaults []FormFault // of a JWS in JSON form, what is wrong with that form
	Signed     int         // of a JWS in JSON form, index of the signature that was selected
	jws        *jwsJSON    // of a JWS in JSON form
}

// Parse reads text, which holds one token and nothing else, without repairing
// it. It never fails: what is wrong is found in Kind, in the faults of the
// segments and in the documents.
func Parse(text string) *Token {
	t := &Token{Text: text}
	trimmed := strings.TrimLeft(text, " \t\r\n")
	switch {
	case trimmed == "":
		t.Kind = KindEmpty
	case trimmed[0] == '{' || trimmed[0] == '[':
		t.parseJSON()
	case strings.HasPrefix(trimmed, pemBegin):
		t.Kind = KindOtherKeys
	default:
		t.parseCompact()
	}
	return t
}

func (t *Token) parseCompact() {
	compact := t.Text
	if i := strings.IndexByte(compact, '~'); i >= 0 {
		t.Tail = Span{i, len(compact)}
		compact = compact[:i]
	}
	t.split(compact)
	t.Header = ReadJSON(t.Segments[0].Bytes)
	switch n := t.SegmentCount; {
	case n == 3 && !t.Tail.Empty():
		t.Kind = KindSDJWT
	case n == 3:
		t.Kind = KindJWSCompact
	case n == 5:
		t.Kind = KindJWECompact
	case n < 3 && t.looksLikeHeader():
		t.Kind = KindPartial
	default:
		t.Kind = KindUnknown
	}
	if t.Kind == KindJWSCompact {
		t.Detached = t.Segments[1].Text == "" && t.Segments[2].Text != ""
	}
	if t.SegmentCount == 3 && t.Unencoded() {
		t.Segments[1].unencode()
	}
	switch {
	case t.Kind == KindPartial && t.SegmentCount == 1 && t.Header.Member("alg") == nil && t.Header.Member("enc") == nil:
		// A payload alone: an object, but not one that says how it is signed.
		t.Header, t.Payload = nil, t.Header
	case t.Kind == KindJWECompact || t.SegmentCount < 2:
	case t.Kind == KindUnknown && t.SegmentCount < 3:
		t.Header = nil
	default:
		t.Payload = ReadJSON(t.Segments[1].Bytes)
	}
}

// looksLikeHeader reports whether the first segment decodes to the beginning
// of a JSON object, as every header and every claims set does.
func (t *Token) looksLikeHeader() bool {
	return t.Header.Root != nil && t.Header.Root.Kind == Object
}

// split cuts text at its dots. It keeps maxSegments segments and counts the
// rest, so thousands of dots cost nothing (CVE-2025-30204).
func (t *Token) split(text string) {
	start := 0
	for start <= len(text) {
		end := strings.IndexByte(text[start:], '.')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		t.SegmentCount++
		if len(t.Segments) == maxSegments {
			t.SegmentCount += strings.Count(text[start:], ".")
			return
		}
		s := Segment{Text: text[start:end], Span: Span{start, end}}
		s.Bytes, s.Faults = decodeBase64URL(s.Text)
		t.Segments = append(t.Segments, s)
		start = end + 1
	}
}

// parseJSON recognises the JSON serializations by the members that only they
// have (RFC 7515 §7.2, RFC 7516 §7.2).
func (t *Token) parseJSON() {
	d := ReadJSON([]byte(t.Text))
	t.JSON = d
	keys := keysKind(d)
	switch {
	case d.Root != nil && d.Root.Kind == Array && keys != "":
		t.Kind, t.Payload = keys, d
	case d.Root == nil || d.Root.Kind != Object:
		t.Kind = KindUnknown
	case d.Member("signature") != nil || d.Member("signatures") != nil:
		t.Kind = KindJWSJSON
		t.readJWSJSON()
	case d.Member("ciphertext") != nil:
		t.Kind = KindJWEJSON
		t.splitJWEJSON()
	case keys != "":
		t.Kind, t.Payload = keys, d
	case d.Fault == nil && d.Trailing.Empty():
		t.Kind = KindJSON
		t.Payload = d
	default:
		t.Kind = KindUnknown
	}
}

// SigningInput is the exact text that a JWS signs: the first two segments as
// written, with their dot (RFC 7515 §5.1, RFC 7797 §3). It is empty without two
// segments.
func (t *Token) SigningInput() string {
	if len(t.Segments) < 2 {
		return ""
	}
	if t.JSON == nil && !t.Attached {
		return t.Text[t.Segments[0].Span.Start:t.Segments[1].Span.End]
	}
	return t.Segments[0].Text + "." + t.Segments[1].Text
}

// Signature is the decoded third segment of a JWS, nil without one.
func (t *Token) Signature() []byte {
	if t.SegmentCount != 3 || len(t.Segments) < 3 {
		return nil
	}
	return t.Segments[2].Bytes
}

// Parameter is the value of a header parameter: of the protected header or, in
// a JSON serialization, of the headers that nothing protects. Of duplicates the
// last counts, as in most libraries. It is nil when there is none.
func (t *Token) Parameter(name string) *Node {
	if n := t.Header.Member(name); n != nil {
		return n
	}
	for _, header := range t.Unprotected {
		if n := header.Member(name); n != nil {
			return n
		}
	}
	return nil
}

// TextParameter is the value of a header parameter that is a string, "" otherwise.
func (t *Token) TextParameter(name string) string {
	if n := t.Parameter(name); n != nil && n.Kind == String {
		return n.Value
	}
	return ""
}

// Alg is the value of the header's "alg" parameter, "" when it is missing or
// not a string.
func (t *Token) Alg() string { return t.TextParameter("alg") }
