package inspect

import (
	"strconv"
	"strings"

	"jotlens/jose"
)

// Encryption is what there is to say about a JWE: how it is encrypted and, with
// a key, whether it could be opened.
type Encryption struct {
	State      EncryptionState `json:"state"`
	Alg        string          `json:"alg,omitempty"` // of the recipient that was opened, or of the first
	Enc        string          `json:"enc,omitempty"`
	Zip        string          `json:"zip,omitempty"`
	KeyID      string          `json:"kid,omitempty"`        // of the JWK that opened it
	Reason     string          `json:"reason"`               // why it is in this state, in a sentence; "" when it needs none
	Rule       string          `json:"rule,omitempty"`       // id of the rule that decided, if one did
	Recipients int             `json:"recipients,omitempty"` // of the JSON form
	Bytes      int             `json:"bytes,omitempty"`      // length of the plaintext

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// EncryptionState says whether a JWE could be opened.
type EncryptionState string

// The states of a JWE.
const (
	Encrypted   EncryptionState = "encrypted"   // no key yet
	Decrypted   EncryptionState = "decrypted"   // opened, and its tag matched
	Undecrypted EncryptionState = "failed"      // the key does not open it, or it was changed
	Unopened    EncryptionState = "refused"     // opening it would be unsafe
	Unopenable  EncryptionState = "unsupported" // cannot be opened here
)

// jweFacts is what rules know about an encrypted token.
type jweFacts struct {
	read   *jose.JWE      // nil when the token is none
	opened *jose.Opened   // nil unless the key opened it
	err    *jose.JWEError // why it cannot be opened, or why no key could
	work   *jose.Work     // shared with the tokens inside
	inner  string         // the token inside, of a JWE or of a JWS; "" when there is none
	depth  int            // how many tokens it stands in
}

// The sentences of the reasons why a JWE is in its state. The codes are those
// of jose.JWEError, and a few more.
var encryptionReasons = map[string]string{
	"key-unreadable":       "The key cannot be read: {why}.",
	"near":                 "This key does not open it. It opens if the secret is read as {how}: choose that in the menu beside the key.",
	"key-length-near":      "{alg} needs a secret of exactly {want} bytes, and this one has {have}. Read as {how} it has {want}: choose that in the menu beside the key.",
	"jwe-key-length":       "{alg} needs a secret of exactly {want} bytes, and this one has {have}. If it is in base64 or hex, choose that in the menu beside the key.",
	"jwe-malformed":        "A receiver must refuse this token: {why}.",
	"jwe-unsupported":      "{name} “{value}” is not supported, so this cannot be opened here.",
	"jwe-no-key":           "{alg} was used, and none of the keys in this set is meant for it and can decrypt. Add the private or shared key.",
	"jwe-key-type":         "{alg} needs {need}. This key is something else.",
	"jwe-public-key":       "This is the public key: only the private one opens it.",
	"jwe-wrong-key":        "This key does not open it: either it is another key, or the token was changed. The two cannot be told apart.",
	"jwe-wrong-length":     "The encrypted key has {have} bytes, and this key opens {want}: it was encrypted for another key.",
	"jwe-changed":          "The key is the right one, but the header, the content or the tag was changed after encryption.",
	"jwe-too-much-work":    "Opening it takes too much work: stopped after {n} of the keys. Give only the key that it was encrypted for.",
	"jwe-p2c-high":         "Refused before any work: the header asks for too many hash rounds, or does not say how many.",
	"jwe-p2c-low":          "Refused: {why}.",
	"jwe-bad-epk":          "Refused: the ephemeral key “epk” is bad, because {why}.",
	"jwe-zip-bomb":         "Refused: the content unpacks to more than {limit} bytes. Unpacking stopped there.",
	"jwe-alg-key-mismatch": "Refused: the key is not meant for {alg}, because {why}.",
	"crit-unsupported":     "Refused: the header has “crit”, and Jotlens understands none of the extensions of encryption.",
	"nested-key":           "With one key in the box only the outer token is opened or checked. Put its key and the key for this one into one JWK Set, or paste this token by itself.",
}

// encryptionRules are the codes that are the id of a rule.
var encryptionRules = map[string]bool{
	"jwe-p2c-high": true, "jwe-p2c-low": true, "jwe-bad-epk": true, "jwe-zip-bomb": true, "jwe-alg-key-mismatch": true, "crit-unsupported": true,
}

// encrypted reports whether the token is a JWE.
func (f *facts) encrypted() bool {
	return f.token.Kind == jose.KindJWECompact || f.token.Kind == jose.KindJWEJSON
}

// open opens a JWE with the key, if there is one. Its content becomes the
// payload, unless it is a token of its own.
func (f *facts) open(r *Report) {
	j := jose.ReadJWE(f.token)
	if j == nil {
		return
	}
	if f.jwe.work == nil {
		f.jwe.work = &jose.Work{}
	}
	f.jwe.read = j
	e := &Encryption{State: Encrypted, Alg: excerpt(f.alg), Enc: excerpt(j.Enc()), Zip: excerpt(f.token.TextParameter("zip"))}
	if f.token.Kind == jose.KindJWEJSON {
		e.Recipients = len(j.Recipients)
	}
	r.Encryption = e
	switch key := f.signature.Key; {
	case key != nil && key.Problem != nil:
		e.because(Undecrypted, "key-unreadable", map[string]string{"why": key.Problem.Error()})
		return
	case f.key == nil:
		if f.jwe.err = j.Refusal(); f.jwe.err != nil {
			f.explain(e, f.jwe.err)
		}
		return
	}
	f.jwe.opened, f.jwe.err = j.Decrypt(f.key, f.jwe.work)
	if f.jwe.err != nil {
		f.explain(e, f.jwe.err)
		return
	}
	e.State, e.Alg = Decrypted, excerpt(j.Alg(f.jwe.opened.Recipient))
	e.Bytes, e.KeyID = len(f.jwe.opened.Plaintext), f.jwe.opened.Key.KeyID
	f.takePlaintext(r)
}

func ruleOf(err *jose.JWEError) string {
	if encryptionRules[err.Code] {
		return err.Code
	}
	return ""
}

func (e *Encryption) because(state EncryptionState, code string, args map[string]string) {
	e.State, e.ReasonCode = state, Reason{code, args}
	e.Reason = fill(encryptionReasons[code], args)
}

// explain turns what went wrong into state and reason.
func (f *facts) explain(e *Encryption, err *jose.JWEError) {
	state, code := Undecrypted, err.Code
	args := map[string]string{}
	for name, arg := range err.Args {
		args[name] = excerpt(arg)
	}
	switch {
	case code == "jwe-malformed" || encryptionRules[code]:
		state = Unopened
	case code == "jwe-unsupported" || code == "jwe-too-much-work":
		state = Unopenable
	case code == "jwe-wrong-key" && args["want"] != "":
		code = "jwe-wrong-length"
	case code == "jwe-wrong-key" || code == "jwe-key-length":
		if how, opens := f.otherReading(args["want"]); opens {
			code, args["how"] = "near", how
		} else if how != "" {
			code, args["how"] = "key-length-near", how
		}
	}
	e.because(state, code, args)
	e.Rule = ruleOf(err)
}

// otherReading looks for another way to read the text of a secret: one that
// opens the JWE or, with want, one that gives as many bytes as are wanted.
func (f *facts) otherReading(want string) (how string, opens bool) {
	if f.key.Kind != jose.KindSecret || strings.HasPrefix(f.alg, "PBES2-") {
		return "", false // another password takes as long as the first
	}
	for _, encoding := range []jose.Encoding{jose.Base64, jose.Base64URL, jose.Hex, jose.UTF8} {
		other, err := jose.ReadKey(f.key.Text, encoding)
		if err != nil || other == nil || other.Kind != jose.KindSecret || encoding == f.key.Encoding {
			continue
		}
		if opened, _ := f.jwe.read.Decrypt(other, f.jwe.work); opened != nil {
			return encodingNames[encoding], true
		}
		if how == "" && want == strconv.Itoa(len(other.Bytes)) {
			how = encodingNames[encoding]
		}
	}
	return how, false
}

// takePlaintext shows the content of an opened JWE as the payload.
func (f *facts) takePlaintext(r *Report) {
	text := string(f.jwe.opened.Plaintext)
	if f.jwe.inner = f.innerToken(text); f.jwe.inner != "" {
		return
	}
	f.token.Payload = jose.ReadJSON(f.jwe.opened.Plaintext)
	r.Payload = f.part(f.token.Payload, 1)
	r.Payload.Segment, r.Payload.Decrypted = nil, true
}
