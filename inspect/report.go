// Package inspect says what there is to say about a token. Inspect is the one
// entry point of the page, the API, the command line and the browser module;
// the lint rules live here, one literal each.
//
// The package is pure: it reaches no network, no clock and no files. The time
// comes with the Request.
package inspect

import (
	"time"

	"jotlens/jose"
)

// A Request is what a person gives: some text with a token in it, perhaps a
// key, and the clock to judge by.
type Request struct {
	Input       string        // whatever was pasted; see FindTokens
	Pick        int           // which of several tokens to read, from 0
	Key         string        // the key box, as typed; "" is no key
	KeyEncoding jose.Encoding // how a secret is read; "" and "auto" are the same
	Payload     string        // the content of a JWS whose payload is detached (RFC 7515 appendix F)
	TryEmbedded bool          // try the key that the token itself carries, which proves nothing
	Expect      Expectations  // what the API that gets the token asks of it
	Known       string        // a secret that a search has found; it is tried again, and is no key that the person gave
	SearchLater bool          // leave all but the best-known secrets to a SecretSearch
	Now         time.Time     // the clock of the check
	Leeway      time.Duration // how much clocks may differ; DefaultLeeway is usual

	Organisation Organisation // what the operator of the site says; the token only chooses among it
	OwnExpect    bool         // whoever asks expects what Expect says, and no more
}

// DefaultLeeway is the clock difference that verifiers usually allow for.
const DefaultLeeway = 60 * time.Second

// A Report is everything known about one token. Its JSON form is the answer
// of POST /api/inspect. Signature.State, Finding.ID and Finding.Severity are a
// contract: they do not change once released.
type Report struct {
	Input     Input     `json:"input"`
	Form      Form      `json:"form"`
	Signature Signature `json:"signature"`
	Time      Time      `json:"time"`
	Header    *Part     `json:"header,omitempty"`  // nil when there is none to read
	Payload   *Part     `json:"payload,omitempty"` // nil when there is none to read
	Findings  []Finding `json:"findings"`          // the most severe first
	Counts    Counts    `json:"counts"`

	Signatures   []JSONSignature `json:"signatures,omitempty"`   // of a JWS in JSON form, each by itself
	Encryption   *Encryption     `json:"encryption,omitempty"`   // of a JWE
	Disclosures  *Disclosures    `json:"disclosures,omitempty"`  // of an SD-JWT
	Certificates []Certificate   `json:"certificates,omitempty"` // those of the header's x5c, in its order
	Expectations *Acceptance     `json:"expectations,omitempty"` // nil when nothing is expected
	Nested       *Report         `json:"nested,omitempty"`       // the token inside a JWE or a nested JWT
	KeySet       *KeySet         `json:"key_set,omitempty"`      // of a text that holds keys and no token
	Issuer       *KnownIssuer    `json:"issuer,omitempty"`       // nil when the operator does not list the token's

	Token *jose.Token `json:"-"` // the token as read, for views
	Paste Paste       `json:"-"` // where the token stood in the input, for views
	Now   time.Time   `json:"-"` // the clock of the check

	Expect Expectations  `json:"-"` // what was expected, for views
	Leeway time.Duration `json:"-"` // how much clocks may differ

	Source string `json:"-"` // Request.Input as it was read, for views

	Guess *Guess `json:"-"` // the secret, if everybody can find it

	Claims []ClaimWords `json:"-"` // what the operator says that claims mean, the issuer's words first
	// ExpectedOf is the issuer whose expectations the operator stated; nil when they are
	// somebody else's, or there are none.
	ExpectedOf *KnownIssuer `json:"-"`

	Listed *Issuer `json:"-"` // the issuer, with what the operator says about it
}

// Input says what was taken away to get from the pasted text to the token,
// and what else was found there.
type Input struct {
	Removed []Removal `json:"removed,omitempty"`
	Tokens  []string  `json:"tokens,omitempty"` // names of the tokens found, when there are several
	Picked  int       `json:"picked,omitempty"` // index of the inspected one
}

// Form is the first verdict row: what the text is and whether it is
// well-formed.
type Form struct {
	Kind       jose.Kind `json:"kind"`
	WellFormed bool      `json:"well_formed"` // no rule about form or encoding refused it
	IsJWT      bool      `json:"is_jwt"`      // a compact JWS or JWE whose payload, if readable, is a claims set
	Segments   int       `json:"segments"`
	Bytes      int       `json:"bytes"`              // length of the token
	Profile    Profile   `json:"profile,omitempty"`  // what kind of JWT it is, by its type or the shape of its claims; "" is unknown
	Detached   bool      `json:"detached,omitempty"` // the payload does not stand in the token; Request.Payload may hold it
}

// SignatureState is the answer of the second verdict row.
type SignatureState string

// The states of a signature.
const (
	Unverified   SignatureState = "unverified"   // no key yet
	Verified     SignatureState = "verified"     // the mathematics agree and no policy objects
	Invalid      SignatureState = "invalid"      // the mathematics disagree
	Refused      SignatureState = "refused"      // must not be accepted, whatever the mathematics say
	Unverifiable SignatureState = "unverifiable" // cannot be checked here
)

// Signature is the second verdict row.
type Signature struct {
	State   SignatureState `json:"state"`
	Alg     string         `json:"alg,omitempty"`     // the header's alg, as written
	Key     *KeyUsed       `json:"key,omitempty"`     // nil when no key was given
	Reason  string         `json:"reason"`            // why it is in this state, in a sentence; "" when it needs none
	Rule    string         `json:"rule,omitempty"`    // id of the rule that decided, if one did
	Matches *bool          `json:"matches,omitempty"` // whether the mathematics agreed; nil when they were not done
	Near    []NearMiss     `json:"near_misses,omitempty"`
	Bytes   int            `json:"bytes"` // length of the decoded signature

	Embedded *Embedded `json:"embedded,omitempty"` // the key that the token itself carries; nil without one

	ReasonCode Reason `json:"-"` // the same as Reason, for translation
}

// KeyUsed says what the key box was recognised as and, of a set, which key was
// used.
type KeyUsed struct {
	Source       string        `json:"source"` // "typed", or "issuer" for the key set of Report.Issuer
	Kind         jose.KeyKind  `json:"kind"`
	Encoding     jose.Encoding `json:"encoding,omitempty"` // how a secret was read
	Bytes        int           `json:"bytes,omitempty"`    // length of a secret
	KeyID        string        `json:"kid,omitempty"`
	Type         jose.KeyType  `json:"type,omitempty"`
	Curve        string        `json:"curve,omitempty"`
	Bits         int           `json:"bits,omitempty"`       // length of an RSA modulus
	Format       string        `json:"format,omitempty"`     // of a PEM or DER: "SPKI", "PKCS#1", "PKCS#8", "SEC1" or "X.509"
	Private      bool          `json:"private,omitempty"`    // the text carries a private key
	Thumbprint   string        `json:"thumbprint,omitempty"` // RFC 7638, SHA-256
	Keys         int           `json:"keys,omitempty"`       // how many keys a set holds
	Tried        int           `json:"tried,omitempty"`      // how many of them were tried
	Certificates []Certificate `json:"certificates,omitempty"`
	Error        string        `json:"error,omitempty"` // why the key cannot be read
	Next         string        `json:"next,omitempty"`  // what to do about it, in a sentence

	Unusable string            `json:"unusable,omitempty"` // why a key that was read cannot be used
	Notes    []jose.KeyNote    `json:"notes,omitempty"`    // what to know about how it was read
	Skipped  []jose.SkippedKey `json:"skipped,omitempty"`  // members of a set that cannot be used

	Problem *jose.KeyError `json:"-"` // the same as Error and Next, for translation
	Whole   *jose.Key      `json:"-"` // the content of the key box; nil when it cannot be read
	Chosen  *jose.Key      `json:"-"` // the key that was used, or the only one; nil when none fits
}

// Embedded is the key that a token carries in its own header. It proves
// nothing: whoever forges a token brings a key of their own (CVE-2018-0114).
type Embedded struct {
	Parameter string `json:"parameter"`         // "jwk" or "x5c"
	Tried     bool   `json:"tried"`             // only when Request.TryEmbedded asks for it
	Matches   bool   `json:"matches,omitempty"` // the signature matches the key that it brings
	Problem   string `json:"problem,omitempty"` // why it cannot be tried, in a sentence
}

// A Certificate is an X.509 certificate, decoded.
type Certificate struct {
	Subject   string    `json:"subject"`
	Issuer    string    `json:"issuer"`
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
	Names     []string  `json:"names,omitempty"`
	SHA1      string    `json:"x5t"`
	SHA256    string    `json:"x5t_s256"`
	Problem   string    `json:"problem,omitempty"` // why it cannot be read, or where the chain breaks, in sentences

	SelfSigned bool     `json:"self_signed,omitempty"` // it vouches for itself
	NamedBy    []string `json:"named_by,omitempty"`    // the header parameters whose thumbprint is this one's: "x5t" or "x5t#S256"
}

// A NearMiss is a variation of the key under which the signature would match.
type NearMiss struct {
	Code    string `json:"code"`    // for instance "base64", "no-final-newline", "hs512"
	Message string `json:"message"` // completes "The signature verifies …"
}

// TimeState is the answer of the third verdict row.
type TimeState string

// The states of a token in time.
const (
	TimeNone        TimeState = "none"          // no claims to read a time from
	TimeNoExpiry    TimeState = "no-expiry"     // valid now, and forever
	TimeValid       TimeState = "valid"         // inside its window, leeway included
	TimeExpired     TimeState = "expired"       // now >= exp + leeway
	TimeNotYetValid TimeState = "not-yet-valid" // nbf > now + leeway
	TimeUnreadable  TimeState = "unreadable"    // exp or nbf is no plausible NumericDate
)

// Time is the third verdict row. The instants are the claims' own literals,
// exact; a claim that is not a number is left out.
type Time struct {
	State TimeState    `json:"state"`
	Exp   *NumericDate `json:"exp,omitempty"`
	Nbf   *NumericDate `json:"nbf,omitempty"`
	Iat   *NumericDate `json:"iat,omitempty"`
}

// A Part is a decoded segment: the exact text, and its members in order.
type Part struct {
	Text    string   `json:"text"` // exact; bytes that are not UTF-8 are U+FFFD in the JSON form
	Members []Member `json:"members"`

	Document *jose.Document `json:"-"`
	Segment  *jose.Segment  `json:"-"` // nil when the part was pasted as plain JSON, or decrypted

	Decrypted bool `json:"-"` // the text came out of a JWE: it stands nowhere in the input
}

// A Member is one top-level header parameter or claim.
type Member struct {
	Name      string `json:"name"`
	JSON      string `json:"json"` // the value as written: numbers stay exact
	Duplicate bool   `json:"duplicate,omitempty"`
	Meaning   string `json:"meaning,omitempty"`   // of a registered name
	Reference string `json:"reference,omitempty"` // where the name is defined
}

// Severity says how bad a finding is. The policy: critical is forgeable,
// leaking a live secret, or a violated MUST; warning is a likely mistake or a
// violated SHOULD; info is worth knowing.
type Severity string

// The severities, the worst first.
const (
	Critical Severity = "critical"
	Warning  Severity = "warning"
	Info     Severity = "info"
)

// A Finding is one thing that a rule says about this token.
type Finding struct {
	ID        string   `json:"id"`
	Severity  Severity `json:"severity"`
	Message   string   `json:"message"`
	Fix       string   `json:"fix,omitempty"`
	Reference string   `json:"reference"`
	Path      string   `json:"path,omitempty"` // for instance "payload.exp"; "" is the whole token
	More      int      `json:"more,omitempty"` // how many more places the same rule objects to, unlisted

	Part  string            `json:"-"` // what holds the evidence, see the Part… constants; "" is the token as a whole
	Span  jose.Span         `json:"-"` // the evidence in the bytes of Part; empty is the whole part
	Quiet bool              `json:"-"` // said of every good token: marks nothing unasked
	Args  map[string]string `json:"-"` // what fills the placeholders of the next two

	Template    string `json:"-"` // Message before its placeholders are filled, for translation
	FixTemplate string `json:"-"` // likewise Fix
}

// What holds the evidence of a finding, and so what its Span counts the bytes
// of. "header" and "payload" are the decoded documents, and "signature" and "key"
// are always meant as a whole.
const (
	PartDisclosed  = disclosedPart // Disclosures.Document
	PartToken      = "token"       // Token.Text
	PartDisclosure = "disclosure"  // Token.Text, too: one disclosure; empty is all of them
	PartKeyBinding = "key-binding" // Token.Text, too: the key binding JWT
	PartRemoved    = "removed"     // what stood around the token in the paste
	PartJoined     = "joined"      // what was taken out of its inside
)

// Counts is the fifth verdict row.
type Counts struct {
	Critical int `json:"critical"`
	Warning  int `json:"warning"`
	Info     int `json:"info"`
}
