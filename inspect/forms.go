package inspect

import (
	"strings"

	"jotlens/jose"
)

// formFacts is what is known about the rarer forms: selective disclosure, JSON
// serializations, detached payloads.
type formFacts struct {
	sd       *jose.SDJWT    // nil when the token is no SD-JWT
	claims   *jose.Document // of an SD-JWT, the claims with everything disclosed in its place
	binding  *KeyBinding    // nil without a key binding JWT; State is Verified when it matches the key that the payload names
	polyglot *bool          // see isPolyglot
	box      *keyBox        // see keyBox
	judged   []JSONSignature
}

// readForms reads what the token is beside a plain compact one. Of several
// signatures it selects the one that the report is about.
func (f *facts) readForms() {
	f.attach(f.token)
	f.forms.sd = f.token.SelectiveDisclosure()
	if sd := f.forms.sd; sd != nil {
		if sd.Claims != "" {
			f.forms.claims = jose.ReadJSON([]byte(sd.Claims))
		}
		f.forms.binding = f.checkBinding()
	}
	f.selectSignature()
}

// attach gives a token the payload that stands elsewhere. One that is too long is
// not cut: what was cut off would pass for signed.
func (f *facts) attach(t *jose.Token) {
	if len(f.req.Payload) <= MaxInput {
		t.Attach(f.req.Payload)
	}
}

// isPolyglot reports whether a JSON serialization can be read as a compact one
// too. It is asked once for each signature and answers from memory.
func (f *facts) isPolyglot() bool {
	if f.forms.polyglot == nil {
		is := holdsCompactToken(f.token.Text) || splitsIntoToken(f.token.Text)
		f.forms.polyglot = &is
	}
	return *f.forms.polyglot
}

// splitsIntoToken reports whether a library that splits JSON text at its dots,
// and passes over what is not base64url, gets a token with a header. Dots alone
// are harmless: there are two in the kid "me@example.com" of two signatures.
func splitsIntoToken(text string) bool {
	if dots := strings.Count(text, "."); dots != 2 && dots != 4 {
		return false
	}
	t := jose.Parse(strings.TrimLeft(text, "{[ \t\r\n"))
	return t.Header.IsObject() && t.Header.Member("alg") != nil
}

// A keyBox is the content of the key box, read.
type keyBox struct {
	key *jose.Key
	err *jose.KeyError
}

// keyBox reads the key box once, for however many signatures.
func (f *facts) keyBox() (*jose.Key, *jose.KeyError) {
	if f.forms.box == nil {
		text, encoding := f.req.Key, f.req.KeyEncoding
		if i := f.pinned(); i != nil {
			text, encoding = i.Keys, jose.Auto
		}
		key, err := jose.ReadKey(text, encoding)
		f.forms.box = &keyBox{key, err}
	}
	return f.forms.box.key, f.forms.box.err
}
