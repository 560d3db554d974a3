package inspect

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"jotlens/jose"
)

// jsonRules are about the JSON of header and payload: syntax, encoding,
// duplicates and what parsers make of them.
var jsonRules = []Rule{
	{
		ID: "header-not-object", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §4, §5.2",
		Message:   "The first part must be a JSON object that says how the token is signed; this is {what}.",
		Check: func(f *facts, hit func(Hit)) {
			d := f.token.Header
			if d == nil || d.IsWholeObject() {
				return
			}
			h := Hit{Path: "header", Part: "header", Args: map[string]string{"what": describe(d)}}
			if d.Fault != nil {
				h.Span = pointAt(d, d.Fault.Offset)
			}
			hit(h)
		},
	},
	{
		ID: "payload-not-claims", Severity: Info,
		Reference: "RFC 7519 §7.2",
		Message:   "This is a signed message (JWS) but not a JWT: a JWT payload is a JSON object of claims, and this is {what}.",
		Check: func(f *facts, hit func(Hit)) {
			d := f.token.Payload
			if d == nil || d.IsWholeObject() || f.jwe.inner != "" || f.token.Detached && !f.token.Attached {
				return
			}
			h := Hit{Path: "payload", Part: "payload", Args: map[string]string{"what": describe(d)}}
			if f.encrypted() {
				h.Message = "This is an encrypted message (JWE) but not a JWT: the content of a JWT is a JSON object of claims or another token, and this is {what}."
			}
			if d.IsObject() {
				h.Severity = Warning
				h.Message = "The payload begins like claims, but its JSON is broken: {what}. No verifier can read it as a JWT."
				h.Fix = "Copy the whole token again, or mend the program that wrote it."
				h.Span = pointAt(d, d.Fault.Offset)
			}
			hit(h)
		},
	},
	{
		ID: "json-trailing-data", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8259 §2",
		Message:   "There is extra text after the JSON of the {part}, from byte {n}. Parsers disagree on whether to ignore it.",
		Fix:       "Reject it; use a parser that demands the end of input.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDocument(func(part string, d *jose.Document) {
				structured := d.Root != nil && (d.Root.Kind == jose.Object || d.Root.Kind == jose.Array)
				if !d.Trailing.Empty() && (part == "header" || structured) {
					hit(Hit{Path: part, Part: part, Span: d.Trailing, Args: map[string]string{"part": part, "n": strconv.Itoa(d.Trailing.Start + 1)}})
				}
			})
		},
	},
	{
		ID: "duplicate-header-member", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §4",
		Message:   "The header says “{name}” twice. One library may obey the first, another the last; that is how a filter gets bypassed.",
		Fix:       "Reject duplicates.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDuplicate("header", func(path string, m jose.Member, _ bool) {
				hit(Hit{Path: path, Part: "header", Span: spanOf(m), Args: map[string]string{"name": excerpt(m.Name)}})
			})
		},
	},
	{
		ID: "duplicate-claim", Severity: Warning,
		Reference: "RFC 7519 §4",
		Message:   "“{name}” appears twice with {same} values; receivers may disagree about which one counts.",
		Fix:       "Build claims from a map, and reject duplicates on receipt.",
		Check: func(f *facts, hit func(Hit)) {
			for _, part := range []string{"payload", disclosedPart} {
				f.eachDuplicate(part, func(path string, m jose.Member, differ bool) {
					h := Hit{Path: path, Part: part, Span: spanOf(m), Args: map[string]string{"name": excerpt(m.Name), "same": "the same"}}
					if differ {
						h.Args["same"] = "different"
					}
					if differ || identityClaims[m.Name] {
						h.Severity = Critical
					}
					hit(h)
				})
			}
		},
	},
	{
		ID: "member-case-variant", Severity: Warning,
		Reference: "RFC 7519 §4; RFC 7515 §4",
		Message:   "JWT names are case-sensitive: “{name}” is not “{registered}”, so verifiers ignore it.",
		Fix:       "Write “{registered}”.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDocument(func(part string, d *jose.Document) {
				if !d.IsObject() {
					return
				}
				for _, m := range d.Root.Members {
					if registered := otherCase(part, m.Name); registered != "" {
						hit(Hit{Path: memberPath(part, m.Name), Part: part, Span: spanOf(m), Args: map[string]string{"name": excerpt(m.Name), "registered": registered}})
					}
				}
			})
		},
	},
	{
		ID: "json-bom", Severity: Warning, Effect: Refuse,
		Reference: "RFC 8259 §8.1; RFC 8725 §3.7",
		Message:   "A byte order mark ({bom}) stands before the JSON of the {part}; JWT JSON must be plain UTF-8.",
		Fix:       "Encode as UTF-8 without a byte order mark.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDocument(func(part string, d *jose.Document) {
				if d.BOM != "" {
					hit(Hit{Path: part, Part: part, Span: jose.Span{Start: 0, End: 2}, Args: map[string]string{"part": part, "bom": d.BOM}})
				}
			})
		},
	},
	{
		ID: "json-bad-utf8", Severity: Critical, Effect: Refuse,
		Reference: "RFC 8725 §3.7; RFC 8259 §8",
		Message:   "The {part} is not valid UTF-8 at byte {n}, so two receivers can see two different texts.",
		Fix:       "Emit UTF-8, and escape surrogates only in pairs.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDocument(func(part string, d *jose.Document) {
				// A payload that is no JSON may be any bytes.
				if len(d.BadUTF8) > 0 && (part == "header" || d.IsObject()) {
					at := d.BadUTF8[0]
					hit(Hit{Path: part, Part: part, Span: at, Args: map[string]string{"part": part, "n": strconv.Itoa(at.Start + 1)}})
				}
			})
		},
	},
	{
		ID: "number-precision", Severity: Info,
		Reference: "RFC 8259 §6; RFC 7493 §2.2",
		Message:   "JavaScript and many libraries would round this number to {rounded}. We show it as written.",
		Fix:       "Send big identifiers as strings.",
		Check: func(f *facts, hit func(Hit)) {
			for i := range f.values {
				v := &f.values[i]
				if v.node.Kind != jose.Number {
					continue
				}
				if rounded, exact := roundTrip(v.node.Value); !exact {
					hit(Hit{Path: v.path, Part: v.part, Span: v.node.Span, Args: map[string]string{"rounded": rounded}})
				}
			}
		},
	},
	{
		ID: "deep-nesting", Severity: Warning, Effect: Refuse,
		Reference: "OWASP API4:2023",
		Message:   "The {part} is nested {n} levels deep. Very deep JSON can exhaust a parser’s stack.",
		Fix:       "Flatten the claims.",
		Check: func(f *facts, hit func(Hit)) {
			f.eachDocument(func(part string, d *jose.Document) {
				if d.Depth > 32 {
					hit(Hit{Path: part, Part: part, Spare: d.Depth <= 1000, Args: map[string]string{"part": part, "n": strconv.Itoa(d.Depth)}})
				}
			})
		},
	},
	{
		ID: "invisible-characters", Severity: Warning,
		Reference: "Unicode TR36",
		Message:   "This text contains {what}, which is invisible or changes the direction of the text, so that it can read differently from what it is.",
		Fix:       "Reject or normalize identifiers.",
		Check: func(f *facts, hit func(Hit)) {
			for i := range f.values {
				v := &f.values[i]
				text := ""
				if v.member != nil {
					text = v.member.Name
				}
				if v.node.Kind == jose.String && !strings.ContainsFunc(text, Invisible) {
					text = v.node.Value
				}
				if at := strings.IndexFunc(text, Invisible); at >= 0 {
					r, _ := utf8.DecodeRuneInString(text[at:])
					hit(Hit{Path: v.path, Part: v.part, Span: v.node.Span, Args: map[string]string{"what": CodePoint(r)}})
				}
			}
		},
	},
}

// identityClaims decide who somebody is and what they may do.
var identityClaims = map[string]bool{
	"iss": true, "sub": true, "aud": true, "exp": true, "nbf": true, "iat": true, "jti": true,
	"scope": true, "role": true, "roles": true, "admin": true,
}

func (f *facts) eachDocument(visit func(part string, d *jose.Document)) {
	if f.token.Header != nil {
		visit("header", f.token.Header)
	}
	if f.token.Payload != nil {
		visit("payload", f.token.Payload)
	}
}

// describe says what a document is that should be an object.
func describe(d *jose.Document) string {
	switch {
	case strings.TrimSpace(d.Text) == "":
		return "empty"
	case d.Fault != nil && d.IsObject():
		return "at byte " + strconv.Itoa(d.Fault.Offset+1) + ", " + d.Fault.Message
	case d.Fault != nil && utf8.ValidString(d.Text) && !strings.ContainsFunc(d.Text, Invisible):
		return "text that is not JSON"
	case d.Fault != nil:
		return "binary data"
	}
	return map[jose.NodeKind]string{
		jose.Null: "null", jose.True: "true", jose.False: "false",
		jose.Number: "a number", jose.String: "a string", jose.Array: "an array", jose.Object: "an object",
	}[d.Root.Kind]
}

// pointAt is the byte at offset, or the last one.
func pointAt(d *jose.Document, offset int) jose.Span {
	if offset >= len(d.Text) {
		offset = max(len(d.Text)-1, 0)
	}
	return jose.Span{Start: offset, End: min(offset+1, len(d.Text))}
}

// eachDuplicate visits each name that occurs more than once in one object, at
// its last place, and says whether its values differ.
func (f *facts) eachDuplicate(part string, visit func(path string, m jose.Member, differ bool)) {
	for i := range f.values {
		v := &f.values[i]
		if v.part != part || v.node.Kind != jose.Object {
			continue
		}
		raw := func(m jose.Member) string {
			if m.Value == nil {
				return ""
			}
			return v.doc.Raw(m.Value.Span)
		}
		last, differ := map[string]int{}, map[string]bool{}
		var names []string
		for j, m := range v.node.Members {
			if !m.Duplicate {
				continue
			}
			if before, ok := last[m.Name]; !ok {
				names = append(names, m.Name)
			} else if raw(v.node.Members[before]) != raw(m) {
				differ[m.Name] = true
			}
			last[m.Name] = j
		}
		for _, name := range names {
			visit(memberPath(v.path, name), v.node.Members[last[name]], differ[name])
		}
	}
}
