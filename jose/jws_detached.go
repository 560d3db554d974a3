package jose

import "encoding/base64"

// Unencoded reports whether the payload is signed as it is, without base64url:
// b64 is false and crit says that verifiers must obey it (RFC 7797 §3 and §6).
// Without crit those that do not know b64 would read another payload, so then
// it counts for nothing.
func (t *Token) Unencoded() bool {
	if n := t.Header.Member("b64"); n == nil || n.Kind != False {
		return false
	}
	crit := t.Header.Member("crit")
	if crit == nil || crit.Kind != Array {
		return false
	}
	for _, e := range crit.Elements {
		if e.Kind == String && e.Value == "b64" {
			return true
		}
	}
	return false
}

// unencode reads the segment as bytes that stand there as they are.
func (s *Segment) unencode() { s.Raw, s.Bytes, s.Faults = true, []byte(s.Text), nil }

// Attach gives a token the payload that does not stand in it (RFC 7515
// appendix F). It does nothing to a token that has its payload, and no content
// changes nothing.
func (t *Token) Attach(content string) {
	if !t.Detached || content == "" {
		return
	}
	s := &t.Segments[1]
	s.Text = content
	if t.Unencoded() {
		s.unencode()
	} else {
		s.Text, s.Bytes, s.Faults = base64.RawURLEncoding.EncodeToString([]byte(content)), []byte(content), nil
	}
	t.Payload = ReadJSON(s.Bytes)
	t.Attached = true
}
