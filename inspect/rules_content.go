package inspect

import (
	"cmp"
	"slices"
	"strings"

	"jotlens/jose"
)

// contentRules are about what does not belong in a token that everybody who
// holds it can read: credentials, payment data, identifiers of persons. Claim
// names are judged by claim-*, the values themselves by value-*. A finding
// never shows more of a value than mask does.
var contentRules = slices.Concat(nameRules, secretRules, numberRules, personalRules, nestedRules)

// contentPart is the part whose content is judged: the payload, unless
// sensitive-in-header asks the same questions of the header.
func (f *facts) contentPart() string { return cmp.Or(f.content, "payload") }

// onPayload makes a rule's check of a function that judges one value.
func onPayload(judge func(v *value) (Hit, bool)) func(*facts, func(Hit)) {
	return func(f *facts, hit func(Hit)) {
		part := f.contentPart()
		for i := range f.values {
			v := &f.values[i]
			if v.part != part && (v.part != disclosedPart || part != "payload") {
				continue
			}
			if h, ok := judge(v); ok {
				hit(h)
			}
		}
	}
}

// onStrings is onPayload for rules that judge the text of strings.
func onStrings(judge func(v *value, text string) (Hit, bool)) func(*facts, func(Hit)) {
	return onPayload(func(v *value) (Hit, bool) {
		if v.node.Kind != jose.String || v.node.Value == "" {
			return Hit{}, false
		}
		return judge(v, v.node.Value)
	})
}

// hitValue is a hit whose evidence is the value.
func hitValue(v *value) Hit {
	name := v.name
	if name == "" {
		name = v.part // a payload that is no object
	}
	return Hit{
		Path: v.path, Part: v.part, Span: v.node.Span,
		Args: map[string]string{"name": excerpt(name), "value": mask(v.node.Value)},
	}
}

// hitMember is a hit whose evidence is the name and the value of a member.
func hitMember(v *value) Hit {
	h := hitValue(v)
	h.Span = spanOf(*v.member)
	return h
}

// isTopLevel reports whether v is the value of a claim, nothing deeper.
func (v *value) isTopLevel() bool {
	return v.member != nil && v.parent != nil && v.parent.parent == nil
}

// isWithin reports whether v or anything that holds it is the value of a
// member with one of these names. It looks a bounded way up, so that deep
// nesting costs nothing.
func (v *value) isWithin(names map[string]bool) bool {
	for range 32 {
		if v == nil {
			break
		}
		if v.member != nil && names[v.member.Name] {
			return true
		}
		v = v.parent
	}
	return false
}

// isBlank reports whether a text says nothing: it is empty, a spelled-out
// truth value, or made of nothing but the characters that hide a value.
func isBlank(s string) bool {
	switch s {
	case "true", "false", "null":
		return true
	}
	return strings.Trim(s, " *•●") == ""
}

// isMasked reports whether so much of a text is hidden that the rest does no
// harm: "**** **** **** 1111".
func isMasked(s string) bool {
	return strings.Contains(s, "***") || strings.Contains(s, "•••") || strings.Contains(s, "XXX")
}

// isURL reports whether a text is a URL with an authority.
func isURL(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || scheme == "" || rest == "" || strings.ContainsAny(s, " \t\r\n") {
		return false
	}
	for i := 0; i < len(scheme); i++ {
		if c := scheme[i]; !isWordByte(c) && c != '+' && c != '-' && c != '.' {
			return false
		}
	}
	return true
}

// isDate reports whether a text is an ISO 8601 date, with or without a time.
func isDate(s string) bool {
	if len(s) < 10 || len(s) > 40 || s[4] != '-' || s[7] != '-' || !onlyDigits(s[:4]+s[5:7]+s[8:10]) {
		return false
	}
	return len(s) == 10 || len(s) >= 16 && (s[10] == 'T' || s[10] == 't' || s[10] == ' ') && s[13] == ':'
}

// isTime reports whether ten digits are a time in seconds, or thirteen one in
// milliseconds, between 2001 and 2099.
func isTime(s string) bool {
	return (len(s) == 10 || len(s) == 13) && onlyDigits(s) && s[:10] >= "1000000000" && s[:10] < "4102444800"
}

func onlyDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func isAlphanumeric(c byte) bool { return isDigit(c) || isUpper(c) || 'a' <= c && c <= 'z' }

// isWordByte is \w of a regular expression.
func isWordByte(c byte) bool { return isAlphanumeric(c) || c == '_' }
