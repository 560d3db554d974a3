package jose

import "strings"

// An assembler writes the claims of an SD-JWT: the payload, with each disclosed
// value at the place of its digest and without the digests (RFC 9901 §7.1).
// Each disclosure is written once, so the result is no longer than what was
// read.
type assembler struct {
	sd      *SDJWT
	byHash  map[string]int  // index of the disclosure by digest
	digests map[string]bool // every digest met so far
	inside  int             // how many disclosures hold what is being written
	out     strings.Builder
}

// assemble fills Claims and Hidden, and the places of the disclosures.
func (s *SDJWT) assemble(payload *Document, byHash map[string]int) {
	if !payload.IsWholeObject() {
		return
	}
	a := &assembler{sd: s, byHash: byHash, digests: map[string]bool{}}
	a.value(payload, payload.Root, nil, 0)
	s.Claims = a.out.String()
}

func (a *assembler) value(d *Document, n *Node, at *Place, depth int) {
	switch {
	case n.Kind != Object && n.Kind != Array:
		a.out.WriteString(d.Raw(n.Span))
	case depth == maxDisclosedDeep:
		a.sd.fault(FaultSDJWTTooMuch, -1, "its claims are nested more than 1,000 levels deep")
		a.out.WriteString("null")
	case n.Kind == Object:
		a.object(d, n, at, depth)
	default:
		a.array(d, n, at, depth)
	}
}

func (a *assembler) object(d *Document, n *Node, at *Place, depth int) {
	a.out.WriteByte('{')
	first := true
	next := func() {
		if !first {
			a.out.WriteByte(',')
		}
		first = false
	}
	var taken map[string]bool // names at this level; made when something is disclosed here
	for i := range n.Members {
		m := &n.Members[i]
		switch {
		case m.Name == "_sd", m.Name == "_sd_alg" && depth == 0:
			continue
		case m.Name == "...":
			a.sd.fault(FaultDigestMalformed, -1, "“...” stands where no array element is hidden")
		}
		next()
		a.out.WriteString(d.Raw(m.NameSpan) + ":")
		a.value(d, m.Value, &Place{Holder: at, Named: true, Name: m.Name}, depth+1)
	}
	for i := range n.Members {
		if n.Members[i].Name != "_sd" {
			continue
		}
		if n.Members[i].Duplicate {
			a.sd.fault(FaultDigestMalformed, -1, "an object has two members “_sd”")
		}
		for _, index := range a.hiddenMembers(n.Members[i].Value) {
			x := a.sd.Disclosures[index]
			if taken == nil {
				taken = namesOf(n)
			}
			if !a.admit(index, true, taken) {
				continue
			}
			taken[x.Name] = true
			next()
			start := a.out.Len()
			a.out.WriteString(x.Array.Raw(x.Array.Root.Elements[1].Span) + ":")
			a.disclose(x, &Place{Holder: at, Named: true, Name: x.Name}, start, depth)
		}
	}
	a.out.WriteByte('}')
}

// disclose writes the value of a disclosure whose place is found.
func (a *assembler) disclose(x *Disclosure, at *Place, start, depth int) {
	x.State, x.Place = DisclosureMatched, at
	a.inside++
	a.value(x.Array, x.Value, at, depth+1)
	if a.inside--; a.inside == 0 {
		a.sd.Disclosed = append(a.sd.Disclosed, Span{start, a.out.Len()})
	}
}

// hiddenMembers are the disclosures whose digests stand in an _sd array.
func (a *assembler) hiddenMembers(list *Node) []int {
	if list == nil || list.Kind != Array {
		a.sd.fault(FaultDigestMalformed, -1, "“_sd” must be an array of strings")
		return nil
	}
	var found []int
	for _, e := range list.Elements {
		if e.Kind != String {
			a.sd.fault(FaultDigestMalformed, -1, "“_sd” must be an array of strings")
			continue
		}
		if index, ok := a.find(e.Value); ok {
			found = append(found, index)
		}
	}
	return found
}

func (a *assembler) array(d *Document, n *Node, at *Place, depth int) {
	a.out.WriteByte('[')
	first := true
	next := func() {
		if !first {
			a.out.WriteByte(',')
		}
		first = false
	}
	for i, e := range n.Elements {
		place := &Place{Holder: at, Index: i}
		digest, hidden := a.hiddenElement(e)
		if !hidden {
			next()
			a.value(d, e, place, depth+1)
			continue
		}
		index, ok := a.find(digest)
		if !ok || !a.admit(index, false, nil) {
			continue
		}
		next()
		a.disclose(a.sd.Disclosures[index], place, a.out.Len(), depth)
	}
	a.out.WriteByte(']')
}

// hiddenElement recognises the object that stands for a hidden array element
// (RFC 9901 §4.2.4.2).
func (a *assembler) hiddenElement(e *Node) (digest string, ok bool) {
	if e.Kind != Object || len(e.Members) != 1 || e.Members[0].Name != "..." {
		return "", false
	}
	if v := e.Members[0].Value; v != nil && v.Kind == String {
		return v.Value, true
	}
	return "", false
}

// find is the disclosure with a digest. A digest that is met again names
// nothing (RFC 9901 §7.1, step 4).
func (a *assembler) find(digest string) (index int, ok bool) {
	if a.digests[digest] {
		a.sd.fault(FaultDigestDuplicate, -1, digest)
		return 0, false
	}
	a.digests[digest] = true
	if index, ok = a.byHash[digest]; !ok {
		a.sd.Hidden++
	}
	return index, ok
}

// admit reports whether a disclosure may stand at the place of its digest
// (RFC 9901 §7.1, step 3).
func (a *assembler) admit(index int, named bool, taken map[string]bool) bool {
	x := a.sd.Disclosures[index]
	code, detail := FaultDisclosureMalformed, ""
	switch {
	case named && !x.Named:
		detail = "it has two elements, and the place of its digest asks for a name too"
	case !named && x.Named:
		detail = "it has three elements, and the place of its digest is an array, where nothing has a name"
	case named && (x.Name == "_sd" || x.Name == "..."):
		code, detail = FaultNameReserved, x.Name
	case named && taken[x.Name]:
		code, detail = FaultNameTaken, x.Name
	default:
		return true
	}
	x.State = DisclosureMalformed
	a.sd.fault(code, index, detail)
	return false
}

// namesOf are the names of an object's members that stay in the claims.
func namesOf(n *Node) map[string]bool {
	names := make(map[string]bool, len(n.Members))
	for _, m := range n.Members {
		names[m.Name] = true
	}
	return names
}
