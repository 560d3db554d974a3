package build

import (
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// How long links may be, in bytes. There is no standard: chats and mail programs
// cut or refuse links beyond some thousands, browsers beyond some ten thousands.
const (
	MaxChatLink = 8 << 10  // longer ones are made, with a word about it
	MaxLink     = 64 << 10 // longer ones are not
)

// A ShareError says why something cannot be shared, as a code: the words belong
// to the page.
type ShareError string

// The reasons.
const (
	ShareNoToken   ShareError = "no-token"    // there is no token, or it is keys
	ShareTooLong   ShareError = "too-long"    // no link bears it
	ShareHoldsKey  ShareError = "holds-key"   // the key, or a private one, is in the token itself
	ShareHoldsMore ShareError = "holds-token" // a token that is whole stays in the header or in a claim
	ShareEncrypted ShareError = "encrypted"   // a JWE has no part that could go without the rest
	ShareNoPayload ShareError = "no-payload"  // the payload does not stand in the token, or not encoded
	ShareNoClaims  ShareError = "no-claims"   // header or payload is not one whole JSON object
	ShareElsewhere ShareError = "elsewhere"   // a masked value is in the header or in a name, too
	ShareTooMany   ShareError = "too-many"    // more values are masked than can be looked for
	ShareNotBearer ShareError = "not-bearer"  // a token in JSON form goes in no header
)

func (e ShareError) Error() string { return "cannot share: " + string(e) }

// A Share is a token to hand on. None of its links has the key in it.
type Share struct {
	base    string // the page that opens links: origin and path
	report  *inspect.Report
	token   *jose.Token
	key     *finder  // finds the key; nil when everybody may have it
	secrets []string // that it finds
}

// NewShare prepares to share the token of a report. key is the key box as typed;
// it is only looked for.
func NewShare(r *inspect.Report, base, key string) *Share {
	s := &Share{base: base, report: r, token: r.Token}
	texts := []string{strings.TrimSpace(key)}
	if used := r.Signature.Key; used != nil && used.Whole != nil {
		public := true
		for _, k := range used.Whole.Members() {
			public = public && !k.Secret() && !k.IsPrivate
			texts = append(texts, string(k.Bytes))
		}
		if public && len(used.Whole.Skipped) == 0 {
			return s
		}
	}
	s.secrets = texts[:min(len(texts), maxFound)]
	s.key, _ = newFinder(s.secrets)
	return s
}

// readable reports whether there is a token: something with a header.
func (s *Share) readable() bool {
	if s.token == nil {
		return false
	}
	switch s.token.Kind {
	case jose.KindJWSCompact, jose.KindSDJWT, jose.KindJWECompact, jose.KindJWSJSON, jose.KindJWEJSON:
		return true
	case jose.KindPartial:
		return s.token.Header.IsObject()
	}
	return false
}

// Link is a link to the token as it is.
func (s *Share) Link() (string, error) {
	if !s.readable() {
		return "", ShareNoToken
	}
	return s.link(jose.Parse(s.token.Text)) // without what was decrypted, or given as its payload
}

// UnsignedLink is a link to the token with its signature left out: "header.payload."
// The bytes of both stay as they are, alg included. Disclosures and the key binding
// of an SD-JWT stay out, and of a JWS in JSON form everything but the chosen
// signature's protected header and the payload.
func (s *Share) UnsignedLink() (string, error) {
	if err := s.unsigned(); err != nil {
		return "", err
	}
	return s.credentialFree(s.token.Segments[0].Text + "." + s.token.Segments[1].Text + ".")
}

// unsigned says why the token cannot go without its signature.
func (s *Share) unsigned() error {
	t := s.token
	if !s.readable() {
		return ShareNoToken
	}
	switch t.Kind {
	case jose.KindJWECompact, jose.KindJWEJSON:
		return ShareEncrypted
	}
	if t.SegmentCount < 2 || t.SegmentCount > 3 || t.Segments[0].Text == "" || t.Segments[1].Text == "" || t.Segments[1].Raw || t.Detached {
		return ShareNoPayload
	}
	return nil
}

// credentialFree is a link to a token without a signature, unless another one is
// whole inside it.
func (s *Share) credentialFree(text string) (string, error) {
	t := jose.Parse(text)
	if holdsToken(t) {
		return "", ShareHoldsMore
	}
	return s.link(t)
}

// link is a link to a token in whose parts there is no key.
func (s *Share) link(t *jose.Token) (string, error) {
	if s.holdsKey(t) {
		return "", ShareHoldsKey
	}
	link := s.base + "#token=" + percentEncode(t.Text)
	if len(link) > MaxLink {
		return "", ShareTooLong
	}
	return link, nil
}

// CredentialFree says why header and payload, shown as text, would still hand on
// something that can be used; nil when they do not.
func (s *Share) CredentialFree() error {
	switch {
	case !s.readable():
		return ShareNoToken
	case s.holdsKey(s.token):
		return ShareHoldsKey
	case holdsToken(s.token):
		return ShareHoldsMore
	}
	return nil
}

// AuthorizationHeader is the header of a request that presents the token
// (RFC 6750 §2.1).
func (s *Share) AuthorizationHeader() (string, error) {
	if !s.readable() {
		return "", ShareNoToken
	}
	text := s.token.Text
	for i := range len(text) {
		if !isBearerByte(text[i]) {
			return "", ShareNotBearer
		}
	}
	return "Authorization: Bearer " + text, nil
}

// Curl is a command that presents the token to an address to be filled in. The
// header has no character that ends a quotation.
func (s *Share) Curl() (string, error) {
	header, err := s.AuthorizationHeader()
	if err != nil {
		return "", err
	}
	return "curl -H '" + header + "' 'https://api.example.com/'", nil
}

// isBearerByte reports whether a byte can stand in a bearer token (RFC 6750 §2.1).
func isBearerByte(c byte) bool {
	return isUnreserved(c) || c == '+' || c == '/' || c == '='
}

// isUnreserved reports whether a byte means itself in every address (RFC 3986 §2.3).
func isUnreserved(c byte) bool {
	return isAlphanumeric(c) || strings.IndexByte("-._~", c) >= 0
}

func percentEncode(s string) string {
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; isUnreserved(c) {
			out = append(out, c)
		} else {
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(out)
}
