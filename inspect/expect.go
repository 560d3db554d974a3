package inspect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"jotlens/jose"
)

// Expectations are what an API asks of the tokens that it gets. What is empty
// is not asked.
type Expectations struct {
	Issuer     string
	Audiences  []string // the token must be for one of them
	Algorithms []string // the accepted values of alg
	Type       string   // typ, with or without "application/"
	Scopes     []string // each must be in scope or scp

	Leeway *time.Duration // how much clocks may differ; nil is the leeway of the check
	At     time.Time      // the clock, of the whole report; zero is the clock of the check

	Faults []ExpectFault // what was stated and cannot be read; see ExpectTexts.Read
}

// The bounds of what can be expected.
const (
	MaxExpectBytes   = 2 << 10        // of one text
	MaxExpectEntries = 20             // of one list
	MaxLeeway        = 24 * time.Hour // the most that clocks may be said to differ
)

// asks reports whether anything is expected of the token itself. Leeway and At
// only set the clock.
func (e Expectations) asks() bool {
	return e.Issuer != "" || len(e.Audiences) > 0 || len(e.Algorithms) > 0 || e.Type != "" || len(e.Scopes) > 0
}

// atExpectedTime is the request with the clock and the leeway that the
// expectations state.
func (req Request) atExpectedTime() Request {
	if !req.Expect.At.IsZero() {
		req.Now = req.Expect.At
	}
	if req.Expect.Leeway != nil {
		req.Leeway = *req.Expect.Leeway
	}
	return req
}

// Check finds what is longer than its bound, or says nothing.
func (e Expectations) Check() []ExpectFault {
	var faults []ExpectFault
	for i, list := range [...][]string{textOrNone(e.Issuer), e.Audiences, e.Algorithms, textOrNone(e.Type), e.Scopes} {
		code := ExpectFaultCode("")
		if len(list) > MaxExpectEntries {
			code = TooMany
		}
		for _, s := range list {
			switch {
			case code != "":
			case s == "":
				code = EmptyEntry
			case len(s) > MaxExpectBytes:
				code = TooLong
			}
		}
		if code != "" {
			faults = append(faults, ExpectFault{ExpectNames[i], code})
		}
	}
	return faults
}

// An ExpectFault says why one of the expectations cannot be judged by.
type ExpectFault struct {
	Name string // one of ExpectNames
	Code ExpectFaultCode
}

// An ExpectFaultCode is a kind of fault.
type ExpectFaultCode string

// The kinds of faults.
const (
	TooLong    ExpectFaultCode = "too-long"
	TooMany    ExpectFaultCode = "too-many"
	EmptyEntry ExpectFaultCode = "empty-entry"
	BadLeeway  ExpectFaultCode = "bad-leeway"
	BadTime    ExpectFaultCode = "bad-time"
)

// ExpectNames are the names of the expectations, in the order of the form: the
// fields of the form, the parameters of links and the members of the API have
// them.
var ExpectNames = [...]string{"iss", "aud", "alg", "typ", "scope", "leeway", "at"}

// ExpectOfToken is how many of ExpectNames, the first, are about the token
// itself; the others are about the clock.
const ExpectOfToken = 5

// ExpectTexts are expectations as a person states them, in the fields of the
// form or in a link.
type ExpectTexts struct {
	Issuer     string
	Audience   string // several with commas between, or as a JSON array
	Algorithms string // with commas or spaces between
	Type       string
	Scope      string // with spaces between
	Leeway     string // see ParseLeeway
	At         string // see ParseInstant
}

// Of is the text called name, one of ExpectNames; nil for any other name.
func (t *ExpectTexts) Of(name string) *string {
	switch name {
	case "iss":
		return &t.Issuer
	case "aud":
		return &t.Audience
	case "alg":
		return &t.Algorithms
	case "typ":
		return &t.Type
	case "scope":
		return &t.Scope
	case "leeway":
		return &t.Leeway
	case "at":
		return &t.At
	}
	return nil
}

// Read reads the texts. White space around them does not count. What cannot be
// read is among the Faults.
func (t ExpectTexts) Read() Expectations {
	e := Expectations{Issuer: strings.TrimSpace(t.Issuer), Type: strings.TrimSpace(t.Type)}
	e.Audiences = splitList(t.Audience)
	e.Algorithms = strings.FieldsFunc(t.Algorithms, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' })
	for _, scope := range strings.Fields(t.Scope) {
		if scope = strings.TrimRight(scope, ","); scope != "" {
			e.Scopes = append(e.Scopes, scope)
		}
	}
	e.Faults = e.Check()
	if text := strings.TrimSpace(t.Leeway); text != "" {
		if leeway, ok := ParseLeeway(text); ok {
			e.Leeway = &leeway
		} else {
			e.Faults = append(e.Faults, ExpectFault{"leeway", BadLeeway})
		}
	}
	if text := strings.TrimSpace(t.At); text != "" {
		if at, ok := ParseInstant(text); ok {
			e.At = at
		} else {
			e.Faults = append(e.Faults, ExpectFault{"at", BadTime})
		}
	}
	return e
}

// Texts writes the expectations so that Read reads them again.
func (e Expectations) Texts() ExpectTexts {
	t := ExpectTexts{
		Issuer:     e.Issuer,
		Audience:   joinList(e.Audiences),
		Algorithms: strings.Join(e.Algorithms, ","),
		Type:       e.Type,
		Scope:      strings.Join(e.Scopes, " "),
	}
	if e.Leeway != nil {
		t.Leeway = strconv.FormatFloat(e.Leeway.Seconds(), 'f', -1, 64) + "s"
	}
	if !e.At.IsZero() {
		t.At = e.At.UTC().Format(time.RFC3339Nano)
	}
	return t
}

// ParseLeeway reads a clock difference from 0 to MaxLeeway: a number of
// seconds, or of s, m or h.
func ParseLeeway(text string) (time.Duration, bool) {
	unit, number := time.Second, text
	switch last := len(text) - 1; {
	case last < 0:
	case text[last] == 'h':
		unit, number = time.Hour, text[:last]
	case text[last] == 'm':
		unit, number = time.Minute, text[:last]
	case text[last] == 's':
		number = text[:last]
	}
	if number = strings.TrimSuffix(number, " "); !digits(number) {
		return 0, false
	}
	n, err := strconv.ParseFloat(number, 64)
	n *= float64(unit)
	return time.Duration(min(n, float64(MaxLeeway))), err == nil && n <= float64(MaxLeeway)
}

// ParseInstant reads a time from 1970 to 9999: RFC 3339, or seconds since 1970.
func ParseInstant(text string) (time.Time, bool) {
	if digits(text) {
		seconds, err := strconv.ParseFloat(text, 64)
		d := NumericDate{Seconds: seconds}
		if err != nil || !d.Plausible() {
			return time.Time{}, false
		}
		return d.Time(), true
	}
	at, err := time.Parse(time.RFC3339, text)
	return at.UTC(), err == nil && NumericDate{Seconds: unixSeconds(at)}.Plausible()
}

// digits reports whether text is a plain decimal number.
func digits(text string) bool {
	whole, fraction, point := strings.Cut(text, ".")
	return whole != "" && strings.Trim(whole+fraction, "0123456789") == "" && (!point || fraction != "")
}

// splitList reads several texts with commas between. A text with a comma of
// its own is written in a JSON array.
func splitList(text string) []string {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "[") && len(text) <= MaxExpectEntries*MaxExpectBytes {
		if d := jose.ReadJSON([]byte(text)); d.Valid() && d.Root.Kind == jose.Array {
			if list, ok := stringsOf(d.Root); ok {
				return list
			}
		}
	}
	var list []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// joinList writes texts so that splitList reads them.
func joinList(list []string) string {
	joined := strings.Join(list, ",")
	if slices.Equal(splitList(joined), list) {
		return joined
	}
	text := []byte("[")
	for i, s := range list {
		if i > 0 {
			text = append(text, ',')
		}
		text, _ = jsontext.AppendQuote(text, s) // an error only says that UTF-8 is invalid
	}
	return string(append(text, ']'))
}

// stringsOf are the elements of an array of strings; ok is false for any other
// array.
func stringsOf(n *jose.Node) (list []string, ok bool) {
	for _, element := range n.Elements {
		if element.Kind != jose.String {
			return nil, false
		}
		list = append(list, element.Value)
	}
	return list, true
}

// Detail says in the words of the API what a member must be.
func (f ExpectFault) Detail() string {
	switch f.Code {
	case TooLong:
		return fmt.Sprintf("must be at most %d bytes long", MaxExpectBytes)
	case TooMany:
		return fmt.Sprintf("must have at most %d entries", MaxExpectEntries)
	case EmptyEntry:
		return "must not have an empty entry"
	case BadLeeway:
		return "must be a duration from 0s to 24h, such as 60s"
	}
	return "must be a time from 1970 to 9999, such as 2027-01-15T08:00:00Z (RFC 3339)"
}
