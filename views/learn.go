package views

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"jotlens/views/i18n"
)

// learnPath is the address of the lessons; each stands below it, under its slug.
const learnPath = "/learn"

// A LessonLink is a lesson in a list.
type LessonLink struct {
	Slug, Title, Summary string
	Minutes              int
}

// A LessonPage is one lesson.
type LessonPage struct {
	Lesson   LessonLink
	Lead     templ.Component
	Blocks   []LessonBlock
	All      []LessonLink
	Messages *i18n.Messages
}

// A LessonBlock is a piece of a lesson; one of its members is set.
type LessonBlock struct {
	Prose    templ.Component
	Live     *LiveToken
	Question *LessonQuestion
	Attack   *LessonAttack
	Picture  *LessonPicture
}

// A LiveToken is a token that the reader changes.
type LiveToken struct {
	Try         string
	Edit, Show  []string // see learn.Live
	Signed      bool
	Key         string
	KeyEncoding string
	State       LessonState
}

// edits reports whether the reader may change a part.
func (l *LiveToken) edits(name string) bool { return slices.Contains(l.Edit, name) }

// shows reports whether a part is shown that the reader does not change.
func (l *LiveToken) shows(name string) bool { return slices.Contains(l.Show, name) && !l.edits(name) }

// text is what stands in a part.
func (l *LiveToken) text(name string) string {
	switch name {
	case "token":
		return l.State.Token
	case "header":
		return l.State.Header
	case "payload":
		return l.State.Payload
	case "signature":
		return l.State.Signature
	case "formula":
		return l.State.Formula
	}
	return l.Key
}

// liveParts are the parts of a live token in the order that they stand in.
var liveParts = []string{"header", "payload", "secret", "formula", "token", "signature"}

// A LessonQuestion is asked of the reader.
type LessonQuestion struct {
	Text    templ.Component
	Options []templ.Component
	Right   int
	Why     templ.Component
}

// A LessonAttack is a broken token and what a careful verifier says about it.
type LessonAttack struct {
	Try, Name, Token string
	Careful          string // the error of the verifier
	Rule             string // id
}

// A LessonPicture is a drawing, which has its text alternative in itself.
type LessonPicture struct {
	Drawing templ.Component
	Caption string // or ""
}

// Lessons is the page /learn.
func Lessons(site Site, all []LessonLink, messages *i18n.Messages) templ.Component {
	return lessonsPage(knownPage(site, messages, learnPath), all)
}

// Lesson is the page of one lesson.
func Lesson(site Site, p LessonPage) templ.Component {
	m := p.Messages
	frame := prosePage(site, m, i18n.Head{Title: p.Lesson.Title, Description: Described(p.Lesson.Summary)}, learnPath+"/"+p.Lesson.Slug)
	frame.Module = site.LearnScript
	return lessonPage(frame, p)
}

// near are the lessons before and after the one of a page.
func (p LessonPage) near() (before, after *LessonLink) {
	i := slices.IndexFunc(p.All, func(l LessonLink) bool { return l.Slug == p.Lesson.Slug })
	if i > 0 {
		before = &p.All[i-1]
	}
	if i >= 0 && i+1 < len(p.All) {
		after = &p.All[i+1]
	}
	return before, after
}

func lessonPath(m *i18n.Messages, slug string) templ.SafeURL { return to(m, learnPath+"/"+slug) }

// tokenLink opens a token in the inspector. What is in a token of a lesson needs
// no escaping in a fragment.
func tokenLink(m *i18n.Messages, token string) templ.SafeURL { return to(m, "/#token="+token) }

// blockID is the element of a part of a block.
func blockID(n int, name string) string { return "block-" + strconv.Itoa(n) + "-" + name }

// spareFindings are the empty rows that the page's script fills.
func spareFindings(s LessonState) []LessonFinding {
	return make([]LessonFinding, MaxLessonFindings-len(s.Findings))
}
