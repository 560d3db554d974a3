package jose

import "strconv"

// MaxSignatures bounds how many signatures of a JWS in JSON form are read.
const MaxSignatures = 32

// A FormFault is something wrong with a JSON serialization itself. The codes
// are the ids of the lint rules that report them.
type FormFault struct {
	Code   string
	Detail string // what is wrong, lower case, without a full stop; or the name in question
}

// The faults of a JWS in JSON form (RFC 7515 §7.2).
const (
	FaultJSONForm      = "json-form-malformed"
	FaultHeaderOverlap = "json-header-overlap" // a name stands in both headers
)

// A jwsJSON is what the signatures of one JWS in JSON form share.
type jwsJSON struct {
	payload    *Node // nil when there is none
	faults     []FormFault
	signatures []*Node // the objects that have the members of a signature

	decoded [2]*payloadOf // by whether it is unencoded
}

type payloadOf struct {
	segment  Segment
	document *Document
}

func (j *jwsJSON) fault(detail string) {
	j.faults = append(j.faults, FormFault{FaultJSONForm, detail})
}

// readJWSJSON reads the flattened or the general serialization and selects the
// first signature.
func (t *Token) readJWSJSON() {
	d := t.JSON
	j := &jwsJSON{}
	t.jws = j
	if d.Fault != nil || !d.Trailing.Empty() {
		j.fault("it is not one whole JSON object")
	}
	if d.BOM != "" || len(d.BadUTF8) > 0 {
		j.fault("it is not plain UTF-8")
	}
	if hasDuplicates(d.Root) {
		j.fault("a member stands in it twice")
	}
	if d.Member("ciphertext") != nil {
		j.fault("it has the members of an encrypted token too")
	}
	j.payload = j.text(d.Root, "payload")
	list := d.Member("signatures")
	switch {
	case list == nil:
		j.signatures = []*Node{d.Root}
	case list.Kind != Array || len(list.Elements) == 0:
		j.fault("“signatures” must be an array with at least one signature")
	default:
		j.several(list.Elements)
	}
	if list != nil && (d.Member("signature") != nil || d.Member("protected") != nil || d.Member("header") != nil) {
		j.fault("it is flattened and general at once")
	}
	for _, s := range j.signatures {
		if j.text(s, "signature") == nil {
			j.fault("a signature is missing")
		}
		if p := j.text(s, "protected"); p != nil && p.Value == "" {
			j.fault("“protected” is empty instead of absent")
		}
		if h := s.Member("header"); h != nil && h.Kind != Object {
			j.fault("“header” must be an object")
		}
	}
	if j.disagreesAboutB64(t) {
		j.fault("its signatures disagree about “b64”, and so about what the payload is")
	}
	*t = *t.Select(0)
}

// disagreesAboutB64 reports whether the payload is to be read in one way for one
// signature and in another way for another (RFC 7797 §3).
func (j *jwsJSON) disagreesAboutB64(t *Token) bool {
	unencoded := func(index int) bool {
		n := t.Select(index).Header.Member("b64")
		return n != nil && n.Kind == False
	}
	for i := 1; i < len(j.signatures); i++ {
		if unencoded(i) != unencoded(0) {
			return true
		}
	}
	return false
}

func (j *jwsJSON) several(elements []*Node) {
	if len(elements) > MaxSignatures {
		j.fault("it has more than " + strconv.Itoa(MaxSignatures) + " signatures")
		elements = elements[:MaxSignatures]
	}
	for _, e := range elements {
		if e.Kind == Object {
			j.signatures = append(j.signatures, e)
		} else {
			j.fault("“signatures” may hold only objects")
		}
	}
}

// text is a member that must be a string; nil when it is missing or none.
func (j *jwsJSON) text(n *Node, name string) *Node {
	v := n.Member(name)
	if v == nil {
		return nil
	}
	if v.Kind != String {
		j.fault("“" + name + "” must be a string")
		return nil
	}
	return v
}

// Signatures is how many signatures a JWS in JSON form has, MaxSignatures at
// most; 0 for every other token.
func (t *Token) Signatures() int {
	if t.jws == nil {
		return 0
	}
	return len(t.jws.signatures)
}

// Select returns the same JWS in JSON form with another signature, counted from
// 0: with its headers, its signing input and its faults. Without such a
// signature there is nothing but the faults and the payload.
func (t *Token) Select(index int) *Token {
	j, selected := t.jws, *t
	selected.Signed = index
	selected.Segments = make([]Segment, 3)
	selected.SegmentCount = 3
	selected.Unprotected = nil
	selected.Header = nil
	selected.FormFaults = j.faults[:len(j.faults):len(j.faults)]
	selected.Attached = false
	if index < len(j.signatures) {
		selected.readSignature(j.signatures[index])
	}
	selected.Detached = j.payload == nil
	payload := j.decode(selected.Unencoded())
	selected.Segments[1], selected.Payload = payload.segment, payload.document
	return &selected
}

func (t *Token) readSignature(s *Node) {
	if n := s.Member("protected"); n != nil && n.Kind == String {
		t.Segments[0] = stringSegment(n)
		t.Header = ReadJSON(t.Segments[0].Bytes)
	}
	if t.Segments[0].Text == "" {
		t.Header = ReadJSON([]byte("{}")) // RFC 7515 §5.2: then nothing is protected
	}
	if n := s.Member("signature"); n != nil && n.Kind == String {
		t.Segments[2] = stringSegment(n)
	}
	h := s.Member("header")
	if h == nil || h.Kind != Object {
		return
	}
	t.Unprotected = []*Node{h}
	fault := func(code, detail string) {
		t.FormFaults = append(t.FormFaults, FormFault{code, detail})
	}
	protected := map[string]bool{} // both headers may be long
	if t.Header.IsObject() {
		for i := range t.Header.Root.Members {
			protected[t.Header.Root.Members[i].Name] = true
		}
	}
	for _, m := range h.Members {
		if protected[m.Name] {
			fault(FaultHeaderOverlap, m.Name)
		}
		if m.Name == "crit" || m.Name == "b64" {
			fault(FaultJSONForm, "“"+m.Name+"” stands in the header that nothing protects")
		}
	}
}

// decode reads the payload, once for each way to read it.
func (j *jwsJSON) decode(unencoded bool) *payloadOf {
	way := 0
	if unencoded {
		way = 1
	}
	if j.decoded[way] == nil {
		p := &payloadOf{}
		if j.payload != nil {
			p.segment = stringSegment(j.payload)
			if unencoded {
				p.segment.unencode()
			}
		}
		p.document = ReadJSON(p.segment.Bytes)
		j.decoded[way] = p
	}
	return j.decoded[way]
}

// stringSegment is the content of a JSON string as a segment. Where the string
// has escapes, its place is longer than its text.
func stringSegment(n *Node) Segment {
	s := Segment{Text: n.Value, Span: Span{n.Span.Start + 1, n.Span.End - 1}}
	s.Bytes, s.Faults = decodeBase64URL(s.Text)
	return s
}
