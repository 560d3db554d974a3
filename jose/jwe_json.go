package jose

import "strconv"

// The members of the JSON forms that hold base64url, in the order of the
// compact form (RFC 7516 §7.2.1).
var jweMembers = [5]string{"protected", "encrypted_key", "iv", "ciphertext", "tag"}

// splitJWEJSON fills the parts of a JWE in JSON form as if it were compact. Of
// several recipients the first has its encrypted key among the segments; the
// headers of all are in Unprotected.
func (t *Token) splitJWEJSON() {
	root := t.JSON.Root
	holder := root // of the first encrypted key
	headers := []*Node{root.Member("unprotected"), root.Member("header")}
	if list := root.Member("recipients"); list != nil {
		for i, e := range list.Elements[:min(len(list.Elements), MaxRecipients)] {
			if i == 0 {
				holder = e
			}
			headers = append(headers, e.Member("header"))
		}
	}
	for _, n := range headers {
		if n != nil && n.Kind == Object {
			t.Unprotected = append(t.Unprotected, n)
		}
	}
	for i, name := range jweMembers {
		n := root.Member(name)
		if i == 1 {
			n = holder.Member(name)
		}
		s := Segment{}
		if n != nil && n.Kind == String {
			s.Text = n.Value
			s.Span = Span{n.Span.Start + 1, n.Span.End - 1} // between the quotation marks
			s.Bytes, s.Faults = decodeBase64URL(s.Text)
		}
		t.Segments = append(t.Segments, s)
	}
	if t.Segments[0].Text != "" {
		t.Header = ReadJSON(t.Segments[0].Bytes)
	}
}

// readJSON reads the JSON forms, general and flattened (RFC 7516 §7.2).
func (j *JWE) readJSON(t *Token) {
	root := t.JSON.Root
	j.Recipients = []Recipient{{}}
	if !t.JSON.Valid() {
		j.malformed("its JSON is not strict: a syntax fault, a duplicate name or bad UTF-8")
	}
	for _, name := range []string{"protected", "iv", "ciphertext", "tag", "aad"} {
		j.checkString(root, name)
	}
	j.unprotected = j.object(root, "unprotected")
	if n := root.Member("aad"); n != nil && n.Kind == String {
		if _, ok := strictBytes(n); !ok {
			j.malformed("its additional authenticated data is not strict base64url")
		}
		j.aad = "." + n.Value
	}
	list := root.Member("recipients")
	switch {
	case list == nil:
		j.Recipients = []Recipient{j.recipient(root)}
	case list.Kind != Array || len(list.Elements) == 0:
		j.malformed("“recipients” must be an array with at least one recipient")
	case root.Member("header") != nil || root.Member("encrypted_key") != nil:
		j.malformed("it mixes the general and the flattened form")
	case len(list.Elements) > MaxRecipients:
		j.malformed("it has ", strconv.Itoa(len(list.Elements)), " recipients; at most ", strconv.Itoa(MaxRecipients), " are read")
	default:
		j.Recipients = nil
		for _, e := range list.Elements {
			if e.Kind != Object {
				j.malformed("a recipient must be a JSON object")
			}
			j.Recipients = append(j.Recipients, j.recipient(e))
		}
	}
	for _, r := range j.Recipients {
		j.checkDisjoint(r.header)
	}
}

// recipient reads the members of one recipient.
func (j *JWE) recipient(n *Node) Recipient {
	r := Recipient{header: j.object(n, "header")}
	j.checkString(n, "encrypted_key")
	if key := n.Member("encrypted_key"); key != nil {
		var ok bool
		if r.encryptedKey, ok = strictBytes(key); !ok {
			j.malformed("an encrypted key is not strict base64url")
		}
	}
	return r
}

// object is a member that must be an object, nil without it.
func (j *JWE) object(n *Node, name string) *Node {
	v := n.Member(name)
	if v != nil && v.Kind != Object {
		j.malformed(quoted(name), " must be a JSON object")
		return nil
	}
	return v
}

// checkString checks a member that must be a string and be left out when it
// would be empty. Only of nothing is the ciphertext empty.
func (j *JWE) checkString(n *Node, name string) {
	switch v := n.Member(name); {
	case v == nil:
	case v.Kind != String:
		j.malformed(quoted(name), " must be a string")
	case v.Value == "" && name != "ciphertext":
		j.malformed(quoted(name), " is empty; it must be left out then")
	}
}

// checkDisjoint checks that no two headers of a recipient say the same thing,
// and that there is one at all.
func (j *JWE) checkDisjoint(own *Node) {
	seen := map[string]bool{}
	headers := 0
	add := func(n *Node) {
		if n == nil {
			return
		}
		headers++
		for _, m := range n.Members {
			if seen[m.Name] {
				j.malformed("two of its headers say ", quoted(m.Name))
			}
		}
		for _, m := range n.Members {
			seen[m.Name] = true
		}
	}
	if j.protected.IsObject() {
		add(j.protected.Root)
	}
	add(j.unprotected)
	add(own)
	if headers == 0 {
		j.malformed("it has no header")
	}
}
