package views

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/a-h/templ"

	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/views/i18n"
)

// A ComparePage is the page /compare with what was typed into it.
type ComparePage struct {
	TokenA, TokenB   string
	Key, KeyEncoding string
	A, B             *inspect.Report // nil: the empty page
	Answered         bool            // the server compared, and has seen the tokens
	Messages         *i18n.Messages
}

// Compare is the whole page, for GET and POST /compare.
func Compare(site Site, p ComparePage) templ.Component {
	m := p.Messages
	v := &compareModel{
		Site: site, M: m, TokenA: boxText(p.TokenA), TokenB: boxText(p.TokenB), Key: boxText(p.Key), Encoding: p.KeyEncoding,
		Answered: p.Answered, Result: newComparison(p.A, p.B, m),
	}
	if v.Encoding == "" {
		v.Encoding = string(jose.Auto)
	}
	frame := knownPage(site, m, "/compare")
	frame.Module, frame.Answered = site.CompareScript, p.Answered
	if site.ServerInspect {
		frame.Ready = "server"
	}
	return comparePage(frame, v)
}

type compareModel struct {
	Site           Site
	M              *i18n.Messages
	TokenA, TokenB string // as the HTML of a text box
	Key            string // likewise
	Encoding       string
	Answered       bool
	Result         *comparison
}

// UpdateCompare renders everything on the page /compare that depends on what
// was pasted.
func UpdateCompare(a, b *inspect.Report, m *i18n.Messages) Updated {
	v := newComparison(a, b, m)
	return Updated{
		Sections: []Section{
			{"difference", differenceSection(v)},
			{"compare-key-note", compareKeyNote(v)},
		},
		Announcement: v.Announcement,
		Refresh:      v.Refresh,
	}
}

// A comparison is two reports as the page shows them.
type comparison struct {
	M            *i18n.Messages
	State        string
	First        string // the one sentence
	Notes        []string
	Tokens       []comparedToken
	Parts        []comparedPart
	More         int
	KeyNote      string
	Announcement string
	Refresh      time.Duration
}

type comparedToken struct {
	ID, Title string
	Rows      []row
}

type comparedPart struct {
	ID, Title, None string
	Rows            []comparedRow
}

// A comparedRow is one difference.
type comparedRow struct {
	Path   string
	Change string // the code, for its look
	Word   string
	Detail []string // what happened, in words
	A, B   comparedValue
}

// A comparedValue is what stands in one token.
type comparedValue struct {
	Absent string // the word for nothing, "" when there is a value
	Short  string
	Whole  string // the exact text, when Short is not all of it
	ID     string // of what unfolds it
	Length int    // of Whole, in characters
	When   *when
}

// pointsSaid is how many points the first sentence holds.
const pointsSaid = 4

func newComparison(a, b *inspect.Report, m *i18n.Messages) *comparison {
	v := &comparison{M: m, State: string(inspect.CompareEmpty), First: m.Compare.Empty, KeyNote: m.Compare.NoKey}
	if a == nil || b == nil {
		return v
	}
	a, b = translated(a, m), translated(b, m)
	if a.Signature.Key != nil {
		v.KeyNote = keyNote(a, m)
	}
	c := newClock(a.Now, m)
	c.slack = a.Leeway.Seconds()
	for _, t := range []struct {
		prefix, title string
		report        *inspect.Report
	}{{"a-", m.Compare.TokenA, a}, {"b-", m.Compare.TokenB, b}} {
		rows := verdictRows(t.report, c)
		for i := range rows {
			rows[i].ID = t.prefix + rows[i].ID
		}
		v.Tokens = append(v.Tokens, comparedToken{t.prefix + "verdict", t.title, rows})
	}
	d := inspect.Compare(a, b)
	v.State, v.More = string(d.State), d.More
	if d.State == inspect.CompareEmpty {
		v.Refresh = c.refresh()
		if a.Form.Kind == b.Form.Kind { // both boxes are empty
			v.Tokens = nil
		}
		return v
	}
	v.First = firstSentence(d.Points, m)
	v.Announcement = v.First
	for _, note := range d.Notes {
		v.Notes = append(v.Notes, m.Compare.Note(presentable(note)))
	}
	if d.State != inspect.CompareSame {
		v.Parts = []comparedPart{
			{"difference-header", m.Compare.Header, m.Compare.NoHeader, comparedRows("header-", d.Header, c)},
			{"difference-claims", m.Compare.Claims, m.Compare.NoClaims, comparedRows("claims-", d.Claims, c)},
		}
	}
	v.Refresh = c.refresh()
	return v
}

// firstSentence says what most likely matters.
func firstSentence(points []inspect.Point, m *i18n.Messages) string {
	var said []string
	for _, p := range points[:min(len(points), pointsSaid)] {
		if p.Code == inspect.PointLifetime {
			said = append(said, m.Compare.Lifetime(lasting(p.A, m), lasting(p.B, m)))
			continue
		}
		said = append(said, m.Compare.Point(presentable(p)))
	}
	return m.Compare.Sentence(said, len(points)-len(said))
}

// presentable is a point whose texts are short and hide nothing.
func presentable(p inspect.Point) inspect.Point {
	p.A, p.B = excerpt(p.A), excerpt(p.B)
	p.Added, p.Removed = excerpts(p.Added), excerpts(p.Removed)
	names := make([]string, len(p.Names))
	for i, name := range p.Names {
		names[i] = excerpt(strings.TrimPrefix(name, "payload."))
	}
	p.Names = names
	return p
}

func excerpts(list []string) []string {
	short := make([]string, len(list))
	for i, s := range list {
		short[i] = excerpt(s)
	}
	return short
}

// lasting says a number of seconds with all its units: "1 h 30 min".
func lasting(literal string, m *i18n.Messages) string {
	seconds, _ := strconv.ParseFloat(literal, 64) // Compare wrote it
	if seconds < 0 {
		return "−" + lasting(strconv.FormatFloat(-seconds, 'f', -1, 64), m)
	}
	text := ""
	for _, u := range units {
		size := math.Floor(u.seconds)
		n := math.Floor(seconds / size)
		if n < 1 {
			continue
		}
		seconds -= n * size
		if text != "" {
			text += " "
		}
		text += m.Time.Span(int64(n), u.letter)
	}
	if text == "" {
		return strconv.FormatFloat(seconds, 'f', -1, 64) + " s"
	}
	return text
}

// entriesListed is how many entries of a set a row names: the rest stands in
// the values beside it.
const entriesListed = 20

func comparedRows(prefix string, list []inspect.Difference, c *clock) []comparedRow {
	m := c.m.Compare
	rows := make([]comparedRow, len(list))
	for i, d := range list {
		r := comparedRow{Path: d.Path, Change: string(d.Change), Word: m.Changes[string(d.Change)]}
		detail := func(text string) { r.Detail = append(r.Detail, text) }
		listed := func(words func([]string, int) string, entries []string) {
			if len(entries) > 0 {
				shown := entries[:min(len(entries), entriesListed)]
				detail(words(excerpts(shown), len(entries)-len(shown)))
			}
		}
		if d.Change == inspect.Changed {
			listed(m.Missing, d.Removed)
			listed(m.New, d.Added)
			if d.Set && len(d.Removed)+len(d.Added) == 0 {
				detail(m.SameEntries)
			}
		}
		switch s := d.Seconds; {
		case s == nil:
		case *s < 0:
			detail(m.Earlier(lasting(strconv.FormatFloat(-*s, 'f', -1, 64), c.m)))
		default:
			detail(m.Later(lasting(strconv.FormatFloat(*s, 'f', -1, 64), c.m)))
		}
		if d.Nearly != "" {
			detail(m.Nearly(d.Nearly))
		}
		id := prefix + strconv.Itoa(i)
		r.A, r.B = newComparedValue(id+"-a", d, d.A, c), newComparedValue(id+"-b", d, d.B, c)
		rows[i] = r
	}
	return rows
}

// cellLength is how many characters of a value a cell shows.
const cellLength = 160

func newComparedValue(id string, d inspect.Difference, text string, c *clock) comparedValue {
	if text == "" {
		return comparedValue{Absent: c.m.Compare.Absent}
	}
	v := comparedValue{Short: text, ID: id}
	if n := utf8.RuneCountInString(text); n > cellLength {
		v.Whole, v.Length = text, n
		v.Short = cutRunes(text, cellLength-1) + "…"
	}
	if known, ok := jose.ClaimNamed(d.Name); ok && known.Time && d.Top && '0' <= text[0] && text[0] <= '9' {
		v.When = c.claim(d.Name, &jose.Node{Kind: jose.Number, Value: text})
	}
	return v
}

// cutRunes is the first n characters of a longer text.
func cutRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

func compareLiveOff(v *compareModel) string {
	if v.Site.ServerInspect {
		return v.M.Compare.LiveOff
	}
	return v.M.Compare.LiveOffNoUse
}
