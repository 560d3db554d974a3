package jose

import "strings"

// MaxRecipients bounds how many recipients of a JWE in JSON form are read.
const MaxRecipients = 32

// A JWE is an encrypted token, read strictly (RFC 7516).
type JWE struct {
	Recipients []Recipient // one, except in the general JSON form
	Fault      *JWEError   // why no receiver may open it; nil when it is well-formed

	protected           *Document // nil when there is none
	unprotected         *Node     // the header that all recipients share and nothing protects; nil when there is none
	iv, ciphertext, tag []byte
	aad                 string // the additional authenticated data, RFC 7516 §5.1 step 14
}

// A Recipient is one receiver of a JWE.
type Recipient struct {
	header       *Node // its own header, which nothing protects; nil when there is none
	encryptedKey []byte
}

// A JWEError says why a JWE cannot be opened.
type JWEError struct {
	// Code is the id of the lint rule that reports it, where there is one:
	// "jwe-p2c-high", "jwe-p2c-low", "jwe-bad-epk", "jwe-zip-bomb",
	// "jwe-alg-key-mismatch" or "crit-unsupported". The others are
	// "jwe-malformed", "jwe-unsupported", "jwe-no-key", "jwe-key-type",
	// "jwe-public-key", "jwe-key-length", "jwe-wrong-key", "jwe-changed" and
	// "jwe-too-much-work".
	Code string
	Args map[string]string // what a sentence about it needs
}

func (e *JWEError) Error() string {
	if why := e.Args["why"]; why != "" {
		return e.Code + ": " + why
	}
	return e.Code
}

func jweError(code string, args ...string) *JWEError {
	e := &JWEError{Code: code, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		e.Args[args[i]] = args[i+1]
	}
	return e
}

// quoted puts a name into quotation marks, as sentences have them.
//
//go:noinline
func quoted(name string) string { return "“" + name + "”" }

// malformed says why a JWE is none, in the parts of a sentence. Like the other
// functions that only errors call, it is not inlined: the engine is small.
//
//go:noinline
func malformed(why ...string) *JWEError {
	return jweError("jwe-malformed", "why", strings.Join(why, ""))
}

// JWESegments are the parts of a JWE in the order of the compact form.
var JWESegments = [5]string{"header", "encrypted key", "initialization vector", "ciphertext", "tag"}

// ReadJWE reads the token as a JWE, nil when it is none. A malformed one is read
// as far as it goes and has a Fault.
func ReadJWE(t *Token) *JWE {
	j := &JWE{protected: t.Header}
	switch t.Kind {
	case KindJWECompact:
		j.Recipients = []Recipient{{encryptedKey: t.Segments[1].Bytes}}
	case KindJWEJSON:
		j.readJSON(t)
	default:
		return nil
	}
	if len(t.Segments) == len(JWESegments) {
		j.aad = t.Segments[0].Text + j.aad
		j.iv, j.ciphertext, j.tag = t.Segments[2].Bytes, t.Segments[3].Bytes, t.Segments[4].Bytes
		for i, s := range t.Segments {
			if len(s.Faults) > 0 {
				j.malformed("its ", JWESegments[i], " is not strict base64url")
			}
		}
	}
	j.checkHeaders(t)
	return j
}

// fail keeps the first fault.
//
//go:noinline
func (j *JWE) fail(e *JWEError) {
	if j.Fault == nil {
		j.Fault = e
	}
}

// malformed notes that the JWE is malformed.
//
//go:noinline
func (j *JWE) malformed(why ...string) { j.fail(malformed(why...)) }

// checkHeaders checks what must hold for the headers of both forms.
func (j *JWE) checkHeaders(t *Token) {
	if t.Kind == KindJWECompact || j.protected != nil {
		switch {
		case !j.protected.IsWholeObject():
			j.malformed("its header is not a JSON object")
		case !j.protected.Valid():
			j.malformed("its header is not strict JSON")
		}
	}
	for i := range j.Recipients {
		for _, name := range []string{"crit", "zip"} {
			if j.Parameter(i, name) != nil && j.protected.Member(name) == nil {
				j.malformed(quoted(name), " stands in a header that nothing protects")
			}
		}
		if j.Parameter(i, "crit") != nil { // no extension is understood here
			j.fail(jweError("crit-unsupported"))
		}
		if j.text(i, "enc") != j.text(0, "enc") {
			j.malformed("its recipients disagree about the content encryption")
		}
	}
}

// Parameter is the value of a header parameter as a recipient has it, nil when
// there is none. Of duplicates the last counts, but then there is a Fault.
func (j *JWE) Parameter(recipient int, name string) *Node {
	if n := j.protected.Member(name); n != nil {
		return n
	}
	for _, header := range []*Node{j.unprotected, j.Recipients[recipient].header} {
		if header != nil {
			if n := header.Member(name); n != nil {
				return n
			}
		}
	}
	return nil
}

// text is the value of a header parameter that is a string, "" otherwise.
func (j *JWE) text(recipient int, name string) string {
	if n := j.Parameter(recipient, name); n != nil && n.Kind == String {
		return n.Value
	}
	return ""
}

// Alg is how the content key reaches a recipient, "" when the header does not
// say.
func (j *JWE) Alg(recipient int) string { return j.text(recipient, "alg") }

// Enc is how the content is encrypted, "" when the header does not say.
func (j *JWE) Enc() string { return j.text(0, "enc") }

// strictBytes is what the base64url in n decodes to; ok is false unless n is a
// string of strict base64url.
func strictBytes(n *Node) (data []byte, ok bool) {
	if n == nil || n.Kind != String {
		return nil, false
	}
	data, faults := decodeBase64URL(n.Value)
	return data, len(faults) == 0
}
