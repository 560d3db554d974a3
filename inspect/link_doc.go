package inspect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"jotlens/jose"
)

// The bounds of what a link of some documentation may say. What is longer is cut.
const (
	MaxNote   = 280 // characters of the note
	MaxFocus  = 256 // bytes of what the link points at
	maxSample = 40  // bytes of the name of an example
)

// documents takes what a link says for the documentation that it stands in: what
// it points at, a note, the clock and an example; false when the parameter is none
// of these. Of several of a name the first counts.
func (link *Link) documents(p linkParameter) bool {
	switch p.name {
	case "focus":
		if link.Focus == "" && len(p.value) <= MaxFocus && utf8.ValidString(p.value) {
			link.Focus = p.value
		}
	case "note":
		if link.Note == "" {
			link.Note = CleanNote(p.value)
		}
	case "at":
		if link.Expect.At == "" && len(p.value) <= MaxFocus {
			link.Expect.At = p.value
		}
	case "sample":
		if link.Sample == "" && len(p.value) <= maxSample {
			link.Sample = p.value
		}
	default:
		return false
	}
	return true
}

// CleanNote makes the words of a stranger fit to be shown in one line: at most
// MaxNote characters, nothing that is invisible or turns the direction of writing,
// and one space where there is white space.
func CleanNote(text string) string {
	var b strings.Builder
	space := false
	n := 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = n > 0
			continue
		case r == utf8.RuneError, unseen(r):
			continue
		}
		if space {
			n++
		}
		if n++; n > MaxNote {
			break
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unseen reports whether a character shows nothing by itself: controls, format
// characters, variation selectors and letters without a shape.
func unseen(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r == 0x34f, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x2800, r == 0x3164, r == 0xffa0:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// FocusOf finds what a link points at: "header", "payload" or "signature", a
// member as "header.alg" or "payload.aud", or a bare name, which is that of a
// claim or else of a header parameter. Names are taken as they are, dots and all.
// An empty span is the whole part. ok is false when the token has no such thing.
func FocusOf(r *Report, focus string) (part string, span jose.Span, ok bool) {
	switch focus {
	case "signature":
		return focus, span, r.Token != nil && len(r.Token.Segments) == 3
	case "header":
		return focus, span, r.Header != nil && r.Header.Document != nil
	case "payload":
		return focus, span, r.Payload != nil && r.Payload.Document != nil
	}
	if name, inHeader := strings.CutPrefix(focus, "header."); inHeader {
		if span, ok = spanOfMember(r.Header, name); ok {
			return "header", span, true
		}
	}
	if name, inPayload := strings.CutPrefix(focus, "payload."); inPayload {
		if span, ok = spanOfMember(r.Payload, name); ok {
			return "payload", span, true
		}
	}
	if span, ok = spanOfMember(r.Payload, focus); ok {
		return "payload", span, true
	}
	span, ok = spanOfMember(r.Header, focus)
	return "header", span, ok
}

// spanOfMember is where the first member of a name stands.
func spanOfMember(part *Part, name string) (span jose.Span, ok bool) {
	if part == nil || part.Document == nil || part.Document.Root == nil {
		return span, false
	}
	for _, m := range part.Document.Root.Members {
		if m.Name == name && m.Value != nil {
			return jose.Span{Start: m.NameSpan.Start, End: m.Value.Span.End}, true
		}
	}
	return span, false
}
