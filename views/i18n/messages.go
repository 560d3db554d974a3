// Package i18n holds every sentence that the pages say, one catalogue per
// language. The fields are typed, so that a missing message does not compile
// or does not pass the tests; sentences with numbers are functions, because
// languages disagree about plurals.
package i18n

// Messages is the catalogue of one language.
type Messages struct {
	Tag       string // BCP 47, for <html lang>
	Name      string // of the language, in the language
	said      *said  // nil where the packages below speak the language themselves
	Marks     Marks
	Locales   []string // of those for whom the pages are, for hreflang; the first names the language
	Base      string   // the path at which the site stands, before every address of it; "" is the root of its host
	Path      string   // before the addresses of its pages; "" is the default language
	Site      Site
	Inspector Inspector
	Form      Form
	Signature Signature
	Key       Key
	KeyFacts  KeyFacts
	Time      Time
	Findings  Findings
	Panel     Panel
	Forms     Forms
	Privacy   Privacy
	License   License
	Problem   Problem
	Expect    Expect
	Export    Export
	Search    Search
	Compare   Compare
	MakeKey   MakeKey

	Encryption Encryption
	Evidence   Evidence
	KeySet     KeySet
	Rules      Rules
	Learn      Learn
	Snippets   Snippets
	Examples   Examples
	Breaks     Breaks
	Negative   Negative
	Edit       Edit
	Share      Share
	DocLinks   DocLinks
	Issuers    Issuers
}

// Site is what every page says.
type Site struct {
	Name          string
	SkipToToken   string
	SkipToContent string
	Pages         string // name of the navigation landmark
	Inspect       string
	Rules         string
	Reference     string
	Privacy       string
	License       string
	Theme         string
	ThemeSystem   string
	ThemeLight    string
	ThemeDark     string
	SealOpen      string
	SealSealed    string // {n} is filled by the page's script
	SealSealedOne string // for one request
	SealBlocked   string // follows, with {n} requests that were stopped
	SealServer    string
	SealTitle     string
	Version       func(version string) string
	Offer         string // in a page in another language: this one is there, too
	Decline       string // hides the offer
}

// Inspector is what the inspector says around the report.
type Inspector struct {
	Title          string
	Token          string
	TokenHint      string // placeholder
	Key            string
	KeyKinds       string
	KeyEncoding    string
	KeyHide        string
	EncodingNames  map[string]string // by jose.Encoding
	Copy           string
	Copied         string
	CopyFailed     string
	CopyPart       func(name string) string // accessible name of a copy button
	Clear          string
	ClearKeys      string // says the shortcut
	Check          string
	CheckNote      string // what a check on the server means
	NoScript       string
	NoScriptOff    string // when the server form is off
	CheckedOnce    string // marks an answer of the server
	Result         string // name of the landmark
	Verdict        string // name of the landmark
	Loading        func(percent string) string
	LoadFailed     string
	Restarted      string
	LiveOff        string
	LiveOffNoForm  string
	SeenByServer   string
	SecretIgnored  string
	TooLong        string
	NotText        string
	Bytes          func(n int) string
	Removed        func(list []string) string // how the token was found
	SeveralTokens  func(n int) string
	TokenNumber    func(n int) string // a token without a name, from 1
	EmptyFindings  string
	EmptyStaysHere string
}

// Form is the first verdict row.
type Form struct {
	Label       string
	Empty       string
	EmptyDetail string
	Kinds       map[string]string // title by jose.Kind
	Profiles    map[string]string // what kind of token it is, by inspect.Profile
	SignedJWT   string
	Unsecured   string
	Malformed   string
	Parts       func(n int) string
	JWSCompact  func(parts string) string
	JWECompact  func(parts string) string
	Partial     func(parts string) string
	SeeFindings string
}

// Signature is the second verdict row.
type Signature struct {
	Label             string
	Empty             string
	EmptyDetail       string
	States            map[string]string // by inspect.SignatureState
	Unsecured         string
	NoKey             func(alg string) string
	VerifiedBy        func(alg, key string) string
	YourSecret        string
	YourKey           func(id string) string
	YourKeyOf         func(kind string) string // a curve or a type of key
	WrongKey          func(alg string) string
	MatchesButRefused string
	Near              func(how string) string // how completes "The signature verifies …"
}

// Key is the line under the key box.
type Key struct {
	None       string
	Secret     func(encoding string, bytes int) string
	Minimum    func(alg string, bytes int) string
	JWKSecret  func(id string, bytes int) string
	Unreadable func(why string) string
	Encodings  map[string]string // names inside sentences, by jose.Encoding
}

// Time is the third verdict row and the words beside time claims.
type Time struct {
	Label         string
	Empty         string
	EmptyDetail   string
	States        map[string]string // by inspect.TimeState
	NoneDetail    string
	CutDetail     string
	ForeverDetail string
	NotNumber     func(claim string) string
	NoTime        func(claim string) string
	InMillis      func(claim string) string
	Ago           func(span string) string
	In            func(span string) string
	Now           string
	Span          func(n int64, unit byte) string // unit: y, d, h, m or s
	ExpiredAgo    func(relative string) string
	ExpiresIn     func(relative string) string
	ValidFrom     func(relative string) string
	Leeway        func(detail string) string // within the clock difference that is allowed
	Milliseconds  func(date string) string
	Implausible   string
	Date          func(year, month, day int, clock string) string // UTC
}

// Findings is the fifth verdict row and the list.
type Findings struct {
	Label       string
	Title       string
	Severities  map[string]string // by inspect.Severity
	Count       func(n int, severity string) string
	None        string
	NoneDetail  string
	NoneList    string
	Empty       string
	EmptyDetail string
	More        func(n int) string
	Notes       string // opens the notes
	And         func(parts []string) string
}

// Panel is the three decoded panels.
type Panel struct {
	Header         string
	Payload        string
	Signature      string
	PayloadHint    string
	Decoded        func(name string) string // name of the scrolling region
	EmptyHeader    string
	EmptyPayload   string
	EmptySignature string
	NoHeader       string
	NoPayload      string
	Encrypted      string
	NoSignature    string
	Unsecured      string
	Meanings       string
	Meaning        func(meaning, reference string) string // the hover text
	Duplicate      string
	Fault          func(part string, character int, what string) string
	Rest           func(part string) string // text after the JSON value
	TooMuch        string
	NotJSON        string
	Binary         string
	MoreBytes      func(n int) string
	NoBytes        string
	HowMade        string
	SigningInput   func(bytes int) string
	SigningCopy    string
	Secret         string
	Embedded       func(parameter string) string // the token carries its own key
	TryEmbedded    string
}

// Privacy is the privacy page.
type Privacy struct {
	Title         string
	Lead          string
	TabTitle      string
	Tab           []string
	ServerTitle   string
	Server        []string
	LinksTitle    string
	Links         []string
	LogsTitle     string
	Logs          []string
	LimitsTitle   string
	Limits        []string
	PolicyTitle   string
	PolicyLead    string
	PolicyName    string
	PolicyValue   string
	CountTitle    string
	CountLead     string
	CountBefore   string // words around the number
	CountAfter    string
	CountUnknown  string
	LeakTitle     string
	LeakLead      string
	LeakLabel     string
	LeakSample    string
	LeakTry       string
	LeakChannel   string
	LeakWhat      string
	LeakOutcome   string
	LeakUntried   string
	LeakBlocked   string
	LeakEscaped   string
	LeakUntested  string
	LeakNoScript  string
	LeakChannels  []Channel
	LeakReference string
}

// A Channel is one way out of a page that the leak lab tries.
type Channel struct{ ID, Name, What string }

// License is the license page.
type License struct{ Title, Lead string }

// Problem is the error page.
type Problem struct {
	Back   string
	Status func(status int) string
}
