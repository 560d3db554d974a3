package build

import (
	"io"
	"time"

	"jotlens/inspect"
	"jotlens/jose"
)

// A Broken is a token that a verifier must refuse, made of a good one.
type Broken struct {
	Name  string // of the break
	Token string
	Rule  string // id of the finding that the inspector then has; "" when only the expectations tell
	Why   string // id of the rule that says what the attack or the mistake is; "" for none

	// Unsigned says that the token would have to be signed anew and that no key
	// was given that can: it still has the signature of the good token.
	Unsigned bool
}

// A BreakError says why a token cannot be broken in some way. The codes are what
// translations hang on.
type BreakError struct{ Code string }

// The codes of BreakError.
const (
	NoSuchBreak    = "no-such-break"
	NotSignedToken = "not-signed-token" // not three parts of strict base64url with a header in JSON
	NoClaims       = "no-claims"        // the payload is not an object in JSON
	NoSuchClaim    = "no-such-claim"    // the claim that would change is not there
	NeedsPublicKey = "needs-public-key"
	BrokenAlready  = "broken-already" // it is like that as it is
	NoRandom       = "no-random"
	TooLongToSend  = "too-long" // longer than MaxNegative
)

// BreakErrorCodes are all codes of BreakError.
var BreakErrorCodes = []string{NoSuchBreak, NotSignedToken, NoClaims, NoSuchClaim, NeedsPublicKey, BrokenAlready, NoRandom, TooLongToSend}

func (e *BreakError) Error() string { return "the token cannot be broken: " + e.Code }

// A Break is a way to break a token.
type Break struct {
	Name string
	rule string                   // id of the finding that it provokes
	make func(b *breaking) string // the broken token
}

// A BreakGroup is a part of the menu of breaks.
type BreakGroup struct {
	Name   string // "signature", "key", "claims" or "form"
	Breaks []Break
}

// BreakGroups are all breaks in the order they are offered.
var BreakGroups = []BreakGroup{
	{"signature", signatureBreaks},
	{"key", keyBreaks},
	{"claims", claimBreaks},
	{"form", formBreaks},
}

// A Source is the token to break and what is known beside it: the content of the
// two boxes.
type Source struct {
	Input    string // as in inspect.Request
	Pick     int
	Key      string
	Encoding jose.Encoding
}

// Make breaks the token of the source in the way called name. Header and payload
// keep every byte that the break does not ask to change. What needs a signature
// is signed with the key, if that can sign. The error is a *BreakError.
func (s Source) Make(name string, now time.Time, random io.Reader) (Broken, error) {
	good, err := s.read(now, random)
	if err != nil {
		return Broken{}, err
	}
	for _, group := range BreakGroups {
		for _, b := range group.Breaks {
			if b.Name == name {
				return b.of(good)
			}
		}
	}
	return Broken{}, &BreakError{NoSuchBreak}
}

// read reads the token to break and its key. A key that cannot be read is none.
func (s Source) read(now time.Time, random io.Reader) (*breaking, error) {
	if len(s.Input) > inspect.MaxInput {
		return nil, &BreakError{NotSignedToken}
	}
	found := inspect.FindTokens(s.Input).Tokens
	text := found[min(max(s.Pick, 0), len(found)-1)].Text
	t := jose.Parse(text)
	if t.Kind != jose.KindJWSCompact || t.Segments[2].Text == "" || !t.Header.IsWholeObject() || !t.Header.Valid() || t.Unencoded() || t.Detached {
		return nil, &BreakError{NotSignedToken}
	}
	for _, segment := range t.Segments {
		if len(segment.Faults) > 0 {
			return nil, &BreakError{NotSignedToken}
		}
	}
	b := &breaking{
		token: t, header: t.Header.Text, payload: t.Payload.Text, alg: t.Alg(), now: now.Unix(), random: random,
		claims: t.Payload.IsWholeObject() && t.Payload.Valid(),
	}
	b.key, _ = jose.ReadKey(s.Key, s.Encoding) // what is no key signs nothing, which is then said
	return b, nil
}

// of makes one break of a token. It leaves good as it is.
func (b Break) of(good *breaking) (Broken, error) {
	work := *good
	work.rule, work.why = b.rule, b.rule
	token := b.make(&work)
	if work.fault != "" {
		return Broken{}, &BreakError{work.fault}
	}
	return Broken{Name: b.Name, Token: token, Rule: work.rule, Why: work.why, Unsigned: work.unsigned}, nil
}

// A breaking is one token on its way to be broken.
type breaking struct {
	token           *jose.Token
	header, payload string // exact JSON
	alg             string
	claims          bool // the payload is a claims set
	key             *jose.Key
	now             int64 // seconds since 1970
	random          io.Reader

	rule, why string
	unsigned  bool
	fault     string // code of the BreakError, the first that came up
}

func (b *breaking) fail(code string) {
	if b.fault == "" {
		b.fault = code
	}
}

// parts are header and payload as they go into a token. What did not change keeps
// its very text.
func (b *breaking) parts() string {
	s := b.token.Segments
	header, payload := s[0].Text, s[1].Text
	if b.header != b.token.Header.Text {
		header = encode(b.header)
	}
	if b.payload != b.token.Payload.Text {
		payload = encode(b.payload)
	}
	return header + "." + payload
}

// kept is the token with the signature that it had.
func (b *breaking) kept() string { return b.parts() + "." + b.token.Segments[2].Text }

// resigned is the token signed anew with the key that was given, or else with the
// signature that it had.
func (b *breaking) resigned() string {
	input := b.parts()
	for _, key := range b.signers() {
		if signature, err := jose.Sign(b.alg, key, input); err == nil {
			return input + "." + encode(string(signature))
		}
	}
	b.unsigned = true
	return b.kept()
}

// signers are the keys that can sign as the token was signed, the one that it
// names first.
func (b *breaking) signers() []*jose.Key {
	var named, others []*jose.Key
	kid := b.token.TextParameter("kid")
	for _, key := range b.key.Signers(b.alg) {
		if kid != "" && key.KeyID == kid {
			named = append(named, key)
		} else {
			others = append(others, key)
		}
	}
	return append(named, others...)
}

// withSecret signs the token by HS256 with a secret that an attacker has.
func (b *breaking) withSecret(secret string) string {
	b.setHeader("alg", `"HS256"`)
	input := b.parts()
	mac, err := jose.SignHMAC("HS256", []byte(secret), input)
	if err != nil { // HS256 takes any secret
		b.fail(NotSignedToken)
	}
	return input + "." + encode(string(mac))
}

// withFreshKey signs the token by ES256 with a new key. adapt is given its public
// half as a JWK, to put what it wants into the header.
func (b *breaking) withFreshKey(adapt func(jwk, kid string)) string {
	key, err := jose.Generate("P-256", b.random)
	if err != nil {
		b.fail(NoRandom)
		return ""
	}
	jwk, err := key.JWK(false)
	if err != nil {
		b.fail(NoRandom)
		return ""
	}
	b.setHeader("alg", `"ES256"`)
	adapt(jwk, key.Thumbprint)
	input := b.parts()
	signature, err := jose.Sign("ES256", key, input)
	if err != nil {
		b.fail(NoRandom)
	}
	return input + "." + encode(string(signature))
}
