package build

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jotlens/inspect"
	"jotlens/jose"
)

// An Opening is a token as editors show it. Its texts are the exact bytes that
// were decoded.
type Opening struct {
	From  Original
	Plain bool // the payload is no JSON
}

// Lifetime is how long a token of Template is valid.
const Lifetime = time.Hour

// Open opens the token of a report for editing. Of an empty box it makes a new
// token from Template, and of a claims set alone as well; those have no
// Original.Token. why is "" or says what keeps the token from being edited:
// "json-form", "sd-jwt", "detached", "unencoded", "encrypted", "binary" or "broken".
func Open(r *inspect.Report, now time.Time) (o Opening, why string) {
	if why := Locked(r); why != "" {
		return Opening{}, why
	}
	header, payload := template(now)
	if r.Token == nil || r.Token.Kind == jose.KindEmpty {
		return Opening{From: Original{Header: header, Payload: payload}}, ""
	}
	payload = payloadText(r)
	if r.Token.Kind != jose.KindJSON {
		o.From.Token, header = r.Token.Text, r.Header.Text
	}
	_, problem := readPart("payload", payload)
	o.From.Header, o.From.Payload, o.Plain = header, payload, problem != nil
	return o, ""
}

// Locked is the second result of Open alone.
func Locked(r *inspect.Report) (why string) {
	t := r.Token
	switch {
	case t == nil || t.Kind == jose.KindEmpty:
		return ""
	case r.KeySet != nil: // keys are no claims
		return "broken"
	case t.Kind == jose.KindJWSJSON || t.Kind == jose.KindJWEJSON:
		return "json-form"
	case t.Kind == jose.KindSDJWT:
		return "sd-jwt"
	case t.Detached:
		return "detached"
	case t.Kind == jose.KindJWECompact && (r.Encryption == nil || r.Encryption.State != inspect.Decrypted):
		return "encrypted"
	case t.Kind == jose.KindJSON && r.Payload != nil && r.Payload.Document.IsWholeObject():
		return ""
	case t.Kind != jose.KindJWSCompact && t.Kind != jose.KindJWECompact || r.Header == nil:
		return "broken"
	case r.Payload != nil && r.Payload.Segment != nil && r.Payload.Segment.Raw:
		return "unencoded"
	case !isText(r.Header) || !isText(r.Payload):
		return "binary"
	}
	return ""
}

// payloadText is the exact payload, which may be a token of its own.
func payloadText(r *inspect.Report) string {
	switch {
	case r.Payload != nil:
		return r.Payload.Text
	case r.Nested != nil && r.Nested.Token != nil:
		return r.Nested.Token.Text
	}
	return ""
}

// isText reports whether an editor shows all of a part and gives it back. Sound
// JSON has no control characters, and needs no second look.
func isText(part *inspect.Part) bool {
	if part == nil || part.Document == nil {
		return true
	}
	text, d := part.Text, part.Document
	if d.Root != nil && d.Fault == nil && d.Trailing.Empty() && d.BOM == "" && len(d.BadUTF8) == 0 {
		return true
	}
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// template is a new token: the few claims that nearly every token has.
func template(now time.Time) (header, payload string) {
	return `{"alg":"HS256","typ":"JWT"}`, "{\n  \"sub\": \"1234567890\",\n  \"iat\": " + seconds(now) + ",\n  \"exp\": " + seconds(now.Add(Lifetime)) + "\n}"
}

func seconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Typed is the text that an editor stands for. Editors know one kind of line end
// alone: the text that nothing was changed in is the original, and where all line
// ends of the original were CRLF they stay so.
func Typed(text, original string) string {
	switch {
	case !strings.Contains(original, "\r"):
	case lineEnds.Replace(original) == text:
		return original
	case strings.Count(original, "\r\n") == strings.Count(original, "\r") && strings.Count(original, "\r\n") == strings.Count(original, "\n"):
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}
