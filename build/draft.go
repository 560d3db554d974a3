package build

import (
	"encoding/base64"
	"errors"
	"io"
	"strings"

	"jotlens/inspect"
	"jotlens/jose"
)

// MaxText bounds the header and the payload of a draft, in bytes.
const MaxText = 1 << 20

// A Draft is a token that a person writes.
type Draft struct {
	Header  string // JSON text
	Payload string // JSON text, unless Plain
	Plain   bool   // the payload is any text: that of a JWS which is no JWT
	Compact bool   // white space between the members is left out of what is signed

	Key         string // the key box, as typed
	KeyEncoding jose.Encoding

	From  Original // what was pasted
	Rekey bool     // the key was changed since: what it does not verify or open is signed anew
}

// An Original is the token that a draft was made from: its text, and the header
// and payload that were decoded from it. Token is "" when there was none.
type Original struct{ Token, Header, Payload string }

// A Built is a draft made into a token. Token is "" when it cannot be made at
// all; a Problem may stand beside a token that is made and not signed.
type Built struct {
	Token           string
	Header, Payload string // the exact texts that are in the token
	Signed          bool   // the key signed or encrypted it
	Same            bool   // it is the original, byte for byte
	Problem         *Problem
}

// A Problem says why a draft is not what it should be.
type Problem struct {
	Part string // "header", "payload" or "key"
	// Code is one of "too-long", "not-json", "trailing", "not-object",
	// "alg-missing", "alg-unknown", "alg-unsupported", "alg-not-signature", "b64", "no-key",
	// "key-unreadable", "key-misfit", "key-public", "key-unusable",
	// "key-too-small", "key-not-for-this" and the codes of jose.JWEError.
	Code         string
	Args         map[string]string
	Line, Column int // where it is in the part, from 1; 0 when it is the whole part
}

// Sign makes the token of a draft (RFC 7515 §5.1, RFC 7516 §5.1). Nothing is
// repaired: what is signed are the bytes of the texts, without white space if the
// draft says so. A draft that differs in nothing from its original is the
// original, so that undoing all changes brings back the very token. Without a key
// that can sign, the signature of the original stays, and matches no more.
func Sign(d Draft, random io.Reader) Built {
	b := Built{Header: d.Header, Payload: d.Payload}
	if b.Same = !d.Compact && d.unchanged(d.Header, d.Payload); b.Same {
		b.Token = d.From.Token
		return b
	}
	header, problem := readPart("header", d.Header)
	if problem == nil && !header.IsWholeObject() {
		problem = &Problem{Part: "header", Code: "not-object"}
	}
	plain := d.Plain || isToken(d.Payload)
	if problem == nil && !plain {
		_, problem = readPart("payload", d.Payload)
	}
	if problem == nil && len(d.Payload) > MaxText {
		problem = &Problem{Part: "payload", Code: "too-long"}
	}
	if problem != nil {
		b.Problem = problem
		return b
	}
	if d.Compact {
		b.Header, _ = Write(d.Header, Compact)
		if !plain {
			b.Payload, _ = Write(d.Payload, Compact)
		}
		if b.Same = d.unchanged(b.Header, b.Payload); b.Same {
			b.Token = d.From.Token
			return b
		}
	}
	switch alg := header.Member("alg"); {
	case alg == nil || alg.Kind != jose.String || alg.Value == "":
		b.Problem = &Problem{Part: "header", Code: "alg-missing"}
	case header.Member("enc") != nil:
		b.encrypt(d, random)
	default:
		b.sign(d, header, alg.Value)
	}
	return b
}

// unchanged reports whether the texts that would be signed make the original.
func (d Draft) unchanged(header, payload string) bool {
	if d.From.Token == "" || header != d.From.Header || payload != d.From.Payload {
		return false
	}
	if !d.Rekey || d.Key == "" {
		return true
	}
	r := inspect.Inspect(inspect.Request{Input: d.From.Token, Key: d.Key, KeyEncoding: d.KeyEncoding})
	return r.Signature.State == inspect.Verified || r.Encryption != nil && r.Encryption.State == inspect.Decrypted
}

// isToken reports whether a payload is a token, which is no JSON.
func isToken(payload string) bool {
	if !strings.HasPrefix(payload, "eyJ") {
		return false
	}
	kind := jose.Parse(payload).Kind
	return kind == jose.KindJWSCompact || kind == jose.KindJWECompact
}

// readPart reads a part that must be one JSON value.
func readPart(part, text string) (*jose.Document, *Problem) {
	if len(text) > MaxText {
		return nil, &Problem{Part: part, Code: "too-long"}
	}
	d := jose.ReadJSON([]byte(text))
	problem := &Problem{Part: part}
	switch {
	case d.Fault != nil || d.Root == nil:
		problem.Code = "not-json"
		offset := len(text)
		if d.Fault != nil {
			offset = d.Fault.Offset
			problem.Args = map[string]string{"why": d.Fault.Message}
		}
		problem.Line, problem.Column = Place(text, offset)
	case !d.Trailing.Empty():
		problem.Code = "trailing"
		problem.Line, problem.Column = Place(text, d.Trailing.Start)
	default:
		return d, nil
	}
	return nil, problem
}

func (b *Built) sign(d Draft, header *jose.Document, alg string) {
	if n := header.Member("b64"); n != nil && n.Kind == jose.False {
		b.Problem = &Problem{Part: "header", Code: "b64"}
		return
	}
	input := encode(b.Header) + "." + encode(b.Payload)
	if alg == "none" {
		b.Token = input + "."
		return
	}
	b.Token = input + "." + oldSignature(d.From.Token)
	if !jose.Verifiable(alg) {
		code := "alg-unsupported"
		if known, ok := jose.AlgorithmNamed(alg); !ok {
			code = "alg-unknown"
		} else if known.Use != jose.Signing {
			code = "alg-not-signature"
		}
		b.Problem = &Problem{Part: "header", Code: code, Args: map[string]string{"alg": alg}}
		return
	}
	key, problem := d.readKey()
	if problem != nil {
		b.Problem = problem
		return
	}
	signature, problem := signWith(key, alg, input)
	if problem != nil {
		b.Problem = problem
		return
	}
	b.Token, b.Signed = input+"."+base64.RawURLEncoding.EncodeToString(signature), true
}

// signWith signs by the key, of a set by the first that may.
func signWith(key *jose.Key, alg, input string) ([]byte, *Problem) {
	problem := func(code string) *Problem {
		return &Problem{Part: "key", Code: code, Args: map[string]string{"alg": alg}}
	}
	signers := key.Signers(alg)
	if len(signers) == 0 {
		for _, member := range key.Members() {
			if member.Fits(alg) && !member.Secret() && !member.IsPrivate {
				return nil, problem("key-public")
			}
		}
		return nil, problem("key-misfit")
	}
	if signers[0].PermitsSigning(alg) != jose.Permitted {
		return nil, problem("key-not-for-this")
	}
	signature, err := jose.Sign(alg, signers[0], input)
	switch {
	case errors.Is(err, jose.ErrKeyTooSmall):
		return nil, problem("key-too-small")
	case err != nil:
		return nil, problem("key-unusable")
	}
	return signature, nil
}

// readKey reads the key box.
func (d Draft) readKey() (*jose.Key, *Problem) {
	if d.Key == "" {
		return nil, &Problem{Part: "key", Code: "no-key"}
	}
	key, err := jose.ReadKey(d.Key, d.KeyEncoding)
	if err != nil {
		return nil, &Problem{Part: "key", Code: "key-unreadable"}
	}
	return key, nil
}

func (b *Built) encrypt(d Draft, random io.Reader) {
	key, problem := d.readKey()
	if problem != nil {
		b.Problem = problem
		return
	}
	token, err := jose.Encrypt(b.Header, []byte(b.Payload), key, random)
	if err != nil {
		b.Problem = &Problem{Part: "key", Code: err.Code, Args: err.Args}
		switch err.Code {
		case "jwe-malformed", "jwe-unsupported", "jwe-p2c-high", "crit-unsupported":
			b.Problem.Part = "header"
		}
		return
	}
	b.Token, b.Signed = token, true
	protected, _, _ := strings.Cut(token, ".")
	if header, err := base64.RawURLEncoding.DecodeString(protected); err == nil {
		b.Header = string(header)
	}
}

// oldSignature is the last part of a token in compact form.
func oldSignature(token string) string {
	if strings.Count(token, ".") != 2 {
		return ""
	}
	return token[strings.LastIndexByte(token, '.')+1:]
}

func encode(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
