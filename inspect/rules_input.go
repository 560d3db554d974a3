package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// inputRules are about the text before any JSON is read: what was pasted, its
// segments and their base64url. A hit that refuses makes the token malformed.
var inputRules = []Rule{
	{
		ID: "input-wrapper-removed", Severity: Info,
		Reference: "RFC 6750 §2.1",
		Message:   "We removed {wrapper} before reading the token; a real verifier must receive only the token itself.",
		Fix:       "Send only the token: in a header, what stands after “Bearer ”.",
		Check: func(f *facts, hit func(Hit)) {
			var names []string
			for _, r := range f.found.Removed {
				if r.Code != "white-space" {
					names = append(names, "“"+visible(r.Text)+"”")
				}
			}
			if len(names) > 0 {
				hit(Hit{Part: PartRemoved, Args: map[string]string{"wrapper": list(names)}})
			}
		},
	},
	{
		ID: "whitespace-inside", Severity: Warning, Effect: Refuse,
		Reference: "RFC 7515 §2",
		Message:   "The token contains a line break or space inside. Some verifiers skip it and some reject it; a token must be one unbroken string. We joined it to read it.",
		Fix:       "Join the lines. Look for wrapping by e-mail or by the terminal.",
		Check: func(f *facts, hit func(Hit)) {
			if f.found.Breaks > 0 {
				hit(Hit{Part: PartJoined})
				return
			}
			f.eachFault(jose.FaultWhitespace, hit)
		},
	},
	{
		ID: "illegal-character", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §2; RFC 8725bis, Check JWT Format Type",
		Message:   "The {part}, character {n}: “{c}” is not a base64url character, so this is not a legal JWT.",
		Fix:       "Check the copy, URL-encoding (“%2E” for “.”) and HTML entities.",
		Check: func(f *facts, hit func(Hit)) {
			if f.hidesInside() {
				hit(Hit{
					Part:    PartJoined,
					Message: "Characters that show nothing stand inside the token. We left them out to read it; a verifier must refuse it.",
					Fix:     "Copy the token again from where it was issued.",
				})
			}
			f.eachFault(jose.FaultIllegalCharacter, hit)
		},
	},
	{
		ID: "standard-base64", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §2; RFC 4648 §5",
		Message:   "The {part}, character {n}: “{c}” is standard base64; a JWT uses base64url, with “-” for “+”, “_” for “/” and no “=”.",
		Fix:       "Encode with base64url without padding.",
		Check:     func(f *facts, hit func(Hit)) { f.eachFault(jose.FaultStandardBase64, hit) },
	},
	{
		ID: "base64-padding", Severity: Warning, Effect: Refuse,
		Reference: "RFC 7515 §2",
		Message:   "The {part}, character {n}: the “{c}” at its end is padding. JWT segments carry none, and strict verifiers refuse this token.",
		Fix:       "Strip the padding when you build the token.",
		Check:     func(f *facts, hit func(Hit)) { f.eachFault(jose.FaultPadding, hit) },
	},
	{
		ID: "base64-impossible-length", Severity: Critical, Effect: Refuse,
		Reference: "RFC 4648 §4",
		Message:   "The {part} is {length} characters long, and no bytes encode to that length: it was cut, or a character was lost.",
		Fix:       "Copy the whole token again.",
		Check:     func(f *facts, hit func(Hit)) { f.eachFault(jose.FaultImpossibleLength, hit) },
	},
	{
		ID: "base64-noncanonical", Severity: Warning, Effect: Refuse,
		Reference: "RFC 4648 §3.5",
		Message:   "The {part}, character {n}: “{c}” has bits set that carry no data. Several spellings decode to the same bytes, so the token can be changed without breaking the check in lax libraries.",
		Fix:       "Use a strict decoder (golang-jwt: WithStrictDecoding).",
		Check:     func(f *facts, hit func(Hit)) { f.eachFault(jose.FaultNonCanonical, hit) },
	},
	{
		ID: "segment-count", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §7.1; RFC 7516 §9",
		Message:   "A signed JWT has three parts and an encrypted one five; this has {n}.",
		Fix:       "Copy the full token.",
		Check: func(f *facts, hit func(Hit)) {
			t := f.token
			if n := t.SegmentCount; n > 0 && n != 3 && n != 5 {
				hit(Hit{Args: map[string]string{"n": strconv.Itoa(n)}})
			} else if n == 0 && t.Kind == jose.KindUnknown {
				hit(Hit{Message: "A signed JWT has three parts, joined by dots. This begins like JSON and is no token."})
			}
		},
	},
	{
		ID: "dot-flood", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2025-30204; CVE-2025-27144; CVE-2025-22868",
		Message:   "Thousands of dots make careless parsers allocate memory for each one. This has {n}; no token has more than four.",
		Fix:       "Limit the length before splitting. Upgrade golang-jwt to 5.2.2 and go-jose to 4.0.5 at least.",
		Check: func(f *facts, hit func(Hit)) {
			if dots := f.token.SegmentCount - 1; dots > 5 {
				hit(Hit{Args: map[string]string{"n": strconv.Itoa(dots)}})
			} else if len(f.req.Input) >= MaxInput {
				hit(Hit{Message: "This is over 1 MiB. Jotlens reads no more than that, and no verifier should."})
			} else if f.token.Detached && len(f.req.Payload) > MaxInput {
				hit(Hit{Message: "The payload is over 1 MiB. Jotlens reads no more than that, and checks no signature of a part of it."})
			}
		},
	},
	{
		ID: "json-serialization", Severity: Warning,
		Reference: "RFC 7519 §1",
		Message:   "This is a {kind} in JSON form. It may be a fine {kind}, but it is not a JWT: JWTs must use the compact form.",
		Fix:       "Use header.payload.signature.",
		Check: func(f *facts, hit func(Hit)) {
			switch f.token.Kind {
			case jose.KindJWSJSON:
				hit(Hit{Args: map[string]string{"kind": "JWS"}})
			case jose.KindJWEJSON:
				hit(Hit{Args: map[string]string{"kind": "JWE"}})
			}
		},
	},
	{
		ID: "json-polyglot", Severity: Critical, Effect: Refuse,
		Reference: "CVE-2022-39227; RFC 8725bis, JWT Format Confusion",
		Message:   "One text, two readings: a library that verifies the JSON and another that splits at the dots would trust different payloads.",
		Fix:       "Accept one serialization only, and parse once.",
		Check: func(f *facts, hit func(Hit)) {
			if f.token.Kind != jose.KindJWSJSON && f.token.Kind != jose.KindJWEJSON {
				return
			}
			if f.isPolyglot() {
				hit(Hit{})
			}
		},
	},
}

// hidesInside reports whether invisible characters were taken out of the inside
// of the token.
func (f *facts) hidesInside() bool {
	pieces := f.found.Pieces
	for i := 1; i < len(pieces); i++ {
		gap := f.req.Input[pieces[i-1].Input.End:pieces[i].Input.Start]
		if strings.ContainsFunc(gap, droppable) {
			return true
		}
	}
	return false
}

// partNames are the segments by index.
var partNames = []string{"header", "payload", "signature"}

// partName names a segment for people.
func (f *facts) partName(index int) string {
	switch {
	case f.encrypted() && index < len(jose.JWESegments):
		return jose.JWESegments[index]
	case f.token.SegmentCount <= 3 && index < len(partNames) && (f.token.SegmentCount != 1 || f.token.Header != nil):
		return partNames[index]
	case index == 0 && f.token.Header != nil:
		return "header"
	}
	return "part " + strconv.Itoa(index+1)
}

// eachFault hits once for each segment that has the fault.
func (f *facts) eachFault(code jose.FaultCode, hit func(Hit)) {
	for i, s := range f.token.Segments {
		for _, fault := range s.Faults {
			if fault.Code != code {
				continue
			}
			name := f.partName(i)
			hit(Hit{Path: name, Part: PartToken, Span: faultSpan(s, fault), Args: map[string]string{
				"part":   name,
				"n":      strconv.Itoa(fault.Offset + 1),
				"c":      visible(strings.ToValidUTF8(fault.Text, "\ufffd")),
				"length": strconv.Itoa(len(s.Text)),
			}})
		}
	}
}

// faultSpan is where in the token a fault stands: its character, or the whole
// segment when no character is to blame or JSON escapes hide which one is.
func faultSpan(s jose.Segment, fault jose.Fault) jose.Span {
	start := s.Span.Start + fault.Offset
	end := start + len(fault.Text)
	if fault.Text == "" || s.Span.Len() != len(s.Text) || end > s.Span.End {
		return s.Span
	}
	return jose.Span{Start: start, End: end}
}

// holdsCompactToken reports whether text contains a compact token: three runs
// of base64url, perhaps empty but for the first, which decodes to a JSON object
// with alg. It reads each character a bounded number of times.
func holdsCompactToken(text string) bool {
	for dot, last := 0, 0; ; last, dot = dot, dot+1 {
		next := strings.IndexByte(text[dot:], '.')
		if next < 0 {
			return false
		}
		dot += next
		start, end := dot, dot+1
		for start > last && isDigit64(text[start-1]) {
			start--
		}
		for end < len(text) && isDigit64(text[end]) {
			end++
		}
		if end == len(text) || text[end] != '.' || !startsObject(text[start:dot]) {
			continue
		}
		if t := jose.Parse(text[start:dot]); t.Header.IsObject() && t.Header.Member("alg") != nil {
			return true
		}
	}
}

// list joins names as in a sentence.
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}
