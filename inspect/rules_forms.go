package inspect

import (
	"strconv"

	"jotlens/jose"
)

// serializationRules are about the serializations beside the plain compact one: JWS in
// JSON form (RFC 7515 §7.2) and SD-JWT (RFC 9901 §7.1). Like the rules about
// the text itself they decide whether a token is well-formed.
var serializationRules = []Rule{
	{
		ID: "json-form-malformed", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §7.2",
		Message:   "The JSON form is not as it must be: {why}. Parsers disagree about what it says.",
		Fix:       "Use the compact form, or a library that writes the JSON form.",
		Check:     func(f *facts, hit func(Hit)) { f.eachFormFault(jose.FaultJSONForm, hit) },
	},
	{
		ID: "json-header-overlap", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7515 §5.2, §7.2.1",
		Message:   "“{why}” stands in the protected header and in the one that nothing protects; one library obeys the first, another the second.",
		Fix:       "Keep header parameters in the protected header only.",
		Check:     func(f *facts, hit func(Hit)) { f.eachFormFault(jose.FaultHeaderOverlap, hit) },
	},
	{
		ID: "json-alg-unprotected", Severity: Warning,
		Reference: "RFC 7515 §10.7",
		Message:   "The algorithm stands only in the header that nothing protects, so whoever passes the token on can change it.",
		Fix:       "Put “alg” into the protected header.",
		Check: func(f *facts, hit func(Hit)) {
			if f.token.Kind == jose.KindJWSJSON && f.alg != "" && f.token.Header.Member("alg") == nil {
				hit(f.headerHit("alg", nil))
			}
		},
	},
	{
		ID: "profile-sd-jwt", Severity: Info,
		Reference: "RFC 9901",
		Message:   "A token for selective disclosure, with {disclosed}. Digests of the issuer that stay closed: {hidden}.",
		Fix:       "A verifier checks each disclosure against the digests that the issuer signed, and the key binding when it asks for one.",
		Check: func(f *facts, hit func(Hit)) {
			sd := f.forms.sd
			if sd == nil {
				return
			}
			hit(Hit{Args: map[string]string{"disclosed": count(len(sd.Disclosures), "disclosure", "disclosures"), "hidden": strconv.Itoa(sd.Hidden)}})
			if sd.Hash != "sha-256" && sd.PresentationHash() != "" {
				hit(Hit{
					Severity: Warning, Path: "payload._sd_alg", Part: "payload", Span: memberSpan(f.token.Payload, "_sd_alg"),
					Message: "The digests are made with “{hash}”; every verifier knows sha-256, and not every one this.",
					Fix:     "Use sha-256.",
					Args:    map[string]string{"hash": sd.Hash},
				})
			}
		},
	},
	{
		ID: jose.FaultHashUnknown, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §4.1.1, §7.1",
		Message:   "The hash “{detail}” in “_sd_alg” is not one that we know (sha-256, sha-384 and sha-512 are), so nobody can tell here which claims the issuer vouches for.",
		Fix:       "Use sha-256.",
		Check:     sdFaults(jose.FaultHashUnknown),
	},
	{
		ID: jose.FaultDisclosureMalformed, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §4.2, §7.1",
		Message:   "{disclosure} is malformed: {detail}.",
		Fix:       "Copy the whole presentation again; its parts are joined with “~”.",
		Check:     sdFaults(jose.FaultDisclosureMalformed),
	},
	{
		ID: jose.FaultDisclosureUnreferenced, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §7.1",
		Message:   "{disclosure} belongs to no digest that the issuer signed: somebody added it or changed it.",
		Fix:       "Refuse the presentation.",
		Check:     sdFaults(jose.FaultDisclosureUnreferenced),
	},
	{
		ID: jose.FaultDisclosureDuplicate, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §7.1",
		Message:   "{disclosure} stands there twice.",
		Fix:       "Send each disclosure once.",
		Check:     sdFaults(jose.FaultDisclosureDuplicate),
	},
	{
		ID: jose.FaultDigestDuplicate, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §7.1",
		Message:   "The digest “{detail}” stands in the token more than once, so that one disclosure could fill two places.",
		Fix:       "Draw a new salt for each claim, and use each digest once.",
		Check:     sdFaults(jose.FaultDigestDuplicate),
	},
	{
		ID: jose.FaultDigestMalformed, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §4.1, §4.2.4",
		Message:   "The places for digests are not as they must be: {detail}.",
		Fix:       "Use “_sd” and “...” only for digests.",
		Check:     sdFaults(jose.FaultDigestMalformed),
	},
	{
		ID: jose.FaultNameReserved, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §7.1",
		Message:   "{disclosure} is a claim called “{detail}”, a name that is reserved for digests.",
		Fix:       "Refuse the presentation.",
		Check:     sdFaults(jose.FaultNameReserved),
	},
	{
		ID: jose.FaultNameTaken, Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §7.1",
		Message:   "{disclosure} is a claim called “{detail}”, and there is one with that name already.",
		Fix:       "Refuse the presentation.",
		Check:     sdFaults(jose.FaultNameTaken),
	},
	{
		ID: jose.FaultSDJWTTooMuch, Severity: Critical, Effect: Refuse,
		Reference: "OWASP API4:2023",
		Message:   "This is more than we look at: {detail}.",
		Fix:       "Limit how much a verifier works through.",
		Check:     sdFaults(jose.FaultSDJWTTooMuch),
	},
}

// bindingRules are about the proof that a holder has a key.
var bindingRules = []Rule{
	{
		ID: "sd-jwt-key-binding", Severity: Critical, Effect: Refuse,
		Reference: "RFC 9901 §4.3, §7.3",
		Message:   "The key binding does not hold. {reason}",
		Fix:       "Refuse the presentation, and ask the holder for a new one.",
		Check: func(f *facts, hit func(Hit)) {
			b := f.forms.binding
			if b == nil || b.State == Verified {
				return
			}
			h := Hit{Part: PartKeyBinding, Args: map[string]string{"reason": b.Reason}}
			if n := len(f.token.Text); f.token.JSON == nil {
				h.Span = jose.Span{Start: n - len(f.forms.sd.KeyBinding.Text), End: n}
			}
			switch {
			case b.State == Unverifiable:
				h.Severity, h.Spare = Warning, true
				h.Message = "The key binding cannot be checked here. {reason}"
				h.Fix = "Check it with a verifier that can."
			case looksLikeDisclosure(f.forms.sd.KeyBinding):
				h.Fix = "Put a “~” after the last disclosure."
			}
			hit(h)
		},
	},
}

// b64Rules are about payloads that are signed as they are (RFC 7797).
var b64Rules = []Rule{
	{
		ID: "b64-false", Severity: Warning, Effect: Refuse,
		Reference: "RFC 7797 §7",
		Message:   "The payload is signed without base64url, which few libraries can check.",
		Fix:       "Remove “b64”.",
		Check: func(f *facts, hit func(Hit)) {
			if !f.token.Unencoded() {
				return
			}
			// A JWS may do so. An SD-JWT is a JWT in any case.
			h := Hit{Path: "header.b64", Part: "header", Span: memberSpan(f.token.Header, "b64"), Spare: f.forms.sd == nil}
			if f.token.Payload.IsObject() || f.forms.sd != nil {
				h.Severity = Critical
				h.Message = "The claims are signed without base64url. JWTs must not use “b64”."
			}
			hit(h)
		},
	},
	{
		ID: "b64-without-crit", Severity: Critical, Effect: Refuse,
		Reference: "RFC 7797 §6",
		Message:   "“b64” is not listed in “crit”: a verifier that does not know it reads another payload than the one that was signed.",
		Fix:       "List “b64” in “crit”.",
		Check: func(f *facts, hit func(Hit)) {
			if b64 := f.token.Header.Member("b64"); b64 == nil || lists(f.token.Header.Member("crit"), "b64") {
				return
			}
			hit(Hit{Path: "header.b64", Part: "header", Span: memberSpan(f.token.Header, "b64")})
		},
	},
}

// lists reports whether an array holds a string.
func lists(array *jose.Node, text string) bool {
	if array == nil || array.Kind != jose.Array {
		return false
	}
	for _, e := range array.Elements {
		if e.Kind == jose.String && e.Value == text {
			return true
		}
	}
	return false
}

func (f *facts) eachFormFault(code string, hit func(Hit)) {
	for _, fault := range f.token.FormFaults {
		if fault.Code == code {
			h := Hit{Args: map[string]string{"why": fault.Detail}}
			if code == jose.FaultHeaderOverlap { // a name in the token
				h = f.headerHit(fault.Detail, map[string]string{"why": excerpt(fault.Detail)})
			}
			hit(h)
		}
	}
}

// sdFaults makes a rule's check of a fault of the disclosures.
func sdFaults(code string) func(*facts, func(Hit)) {
	return func(f *facts, hit func(Hit)) { f.eachSDFault(code, hit) }
}

func (f *facts) eachSDFault(code string, hit func(Hit)) {
	if f.forms.sd == nil {
		return
	}
	for _, fault := range f.forms.sd.Faults {
		if fault.Code != code {
			continue
		}
		detail := fault.Detail
		switch code {
		case jose.FaultNameReserved, jose.FaultNameTaken, jose.FaultHashUnknown, jose.FaultDigestDuplicate:
			detail = excerpt(detail) // of the token
		}
		h := f.sdPlace(fault)
		h.Args = map[string]string{"detail": detail, "disclosure": f.disclosureName(fault.Disclosure)}
		hit(h)
	}
}

// sdPlace points at what is wrong with the disclosures.
func (f *facts) sdPlace(fault jose.SDJWTFault) Hit {
	switch fault.Code {
	case jose.FaultSDJWTTooMuch:
		return Hit{}
	case jose.FaultHashUnknown:
		return Hit{Part: "payload", Span: memberSpan(f.token.Payload, "_sd_alg")}
	case jose.FaultDigestMalformed:
		return Hit{Part: "payload"}
	case jose.FaultDigestDuplicate:
		for i := len(f.values) - 1; i >= 0; i-- {
			if v := &f.values[i]; v.node.Kind == jose.String && v.node.Value == fault.Detail {
				return Hit{Part: v.part, Span: v.node.Span}
			}
		}
		return Hit{Part: "payload"}
	}
	h := Hit{Part: PartDisclosure}
	switch {
	case fault.Disclosure >= 0:
		h.Span = f.forms.sd.Disclosures[fault.Disclosure].Span
	case f.token.JSON == nil:
		h.Span = f.token.Tail
	}
	return h
}

// disclosureName names a disclosure at the beginning of a sentence.
func (f *facts) disclosureName(index int) string {
	if index < 0 {
		return "The list of disclosures"
	}
	name := "Disclosure " + strconv.Itoa(index+1)
	if d := f.forms.sd.Disclosures[index]; d.Named {
		name += " (“" + excerpt(d.Name) + "”)"
	}
	return name
}
