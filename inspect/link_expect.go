package inspect

import "strings"

// expectPrefix begins the name of every parameter that states an expectation.
const expectPrefix = "expect."

// expectName is which of ExpectNames a parameter states, "" for none.
func expectName(p linkParameter) string {
	name, ok := strings.CutPrefix(p.name, expectPrefix)
	if !ok || new(ExpectTexts).Of(name) == nil {
		return ""
	}
	return name
}

// expects takes an expectation from a parameter; false when it states none.
// Of several for the same the first counts.
func (link *Link) expects(p linkParameter) bool {
	text := link.Expect.Of(expectName(p))
	if text != nil && *text == "" {
		*text = p.value
	}
	return text != nil
}

// ExpectLink is the fragment of a link that states these expectations and
// carries neither token nor key; "" when there are none, or one of them cannot
// be read.
func ExpectLink(e Expectations) string {
	if len(e.Faults) > 0 {
		return ""
	}
	var b strings.Builder
	texts := e.Texts()
	for _, name := range ExpectNames {
		text := *texts.Of(name)
		if text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(expectPrefix + name + "=" + percentEncode(text))
	}
	return b.String()
}

// percentEncode encodes everything but what never needs it, and a few
// characters that make addresses readable and do not end them (RFC 3986 §3.5).
func percentEncode(s string) string {
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_~./:,@", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
		}
	}
	return b.String()
}
