package handlers

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/golang-jwt/jwt/v5"

	"jotlens/build"
	"jotlens/inspect"
	"jotlens/jose"
	"jotlens/learn"
	"jotlens/views"
	"jotlens/views/i18n"
)

// ShowLessons answers GET /learn.
func (h *Handlers) ShowLessons(w http.ResponseWriter, r *http.Request) error {
	m := h.messages(r)
	return showTagged(w, r, views.Lessons(h.Site, lessonLinks(learn.Lessons(m.Tag)), m))
}

func lessonLinks(lessons []learn.Lesson) []views.LessonLink {
	links := make([]views.LessonLink, len(lessons))
	for i, l := range lessons {
		links[i] = views.LessonLink{Slug: l.Slug, Title: l.Title, Summary: l.Summary, Minutes: l.Minutes}
	}
	return links
}

// ShowLesson answers GET /learn/{slug}. Its tokens are made for this answer, so
// no cache keeps it.
func (h *Handlers) ShowLesson(w http.ResponseWriter, r *http.Request) error {
	m := h.messages(r)
	all := learn.Lessons(m.Tag)
	i := slices.IndexFunc(all, func(l learn.Lesson) bool { return l.Slug == r.PathValue("slug") })
	if i < 0 {
		return &Error{Code: NotFound}
	}
	links := lessonLinks(all)
	page := views.LessonPage{Lesson: links[i], Lead: all[i].Lead.Component(m.To("")), All: links, Messages: m}
	for _, block := range all[i].Blocks {
		shown, err := h.lessonBlock(block, m)
		if err != nil {
			return err
		}
		page.Blocks = append(page.Blocks, shown)
	}
	w.Header().Set("Cache-Control", "no-store")
	return show(w, r, http.StatusOK, views.Lesson(h.Site, page))
}

func (h *Handlers) lessonBlock(block learn.Block, m *i18n.Messages) (shown views.LessonBlock, err error) {
	switch {
	case block.Live != nil:
		shown.Live, err = h.liveToken(block.Live, m)
	case block.Attack != nil:
		shown.Attack, err = h.attack(block.Attack)
	case block.Picture != nil:
		shown.Picture = &views.LessonPicture{Drawing: block.Picture.Drawing.Component(m.To("")), Caption: block.Picture.Caption}
	case block.Question != nil:
		q := block.Question
		var options []templ.Component
		for _, o := range q.Options {
			options = append(options, o.Text.Component(m.To("")))
		}
		shown.Question = &views.LessonQuestion{Text: q.Text.Component(m.To("")), Options: options, Right: q.Right, Why: q.Why.Component(m.To(""))}
	default:
		shown.Prose = block.Prose.Component(m.To(""))
	}
	return shown, err
}

// liveToken makes the token of a lesson.
func (h *Handlers) liveToken(l *learn.Live, m *i18n.Messages) (*views.LiveToken, error) {
	now := h.Now()
	made := build.ExampleToken{Key: l.Secret, Encoding: jose.UTF8}
	if l.Sample != "" {
		example, err := build.Example(l.Sample, now, h.Random)
		if err != nil {
			return nil, err
		}
		made = example
	}
	t := views.LessonToken{
		Token:  made.Token,
		Draft:  build.Draft{Header: l.Header, Payload: l.Payload},
		Signed: l.Sample == "",
		Request: inspect.Request{
			Key: made.Key, KeyEncoding: made.Encoding, Payload: made.Payload, Now: now, Leeway: inspect.DefaultLeeway, SearchLater: true,
		},
	}
	state := views.ReadLesson(t, h.Random, m)
	if state.Token == "" {
		return nil, fmt.Errorf("the token of a lesson cannot be made: %s %s", state.Verdict, state.Detail)
	}
	return &views.LiveToken{
		Try: l.Try, Edit: l.Edit, Show: l.Show, Signed: l.Sign, Key: made.Key, KeyEncoding: string(made.Encoding), State: state,
	}, nil
}

// attack breaks a token made for it, and asks a careful verifier.
func (h *Handlers) attack(a *learn.Attack) (*views.LessonAttack, error) {
	now := h.Now()
	sample := "hs256"
	if a.Name == "public-key-as-secret" || a.Name == "alg-none" {
		sample = "es256"
	}
	good, err := build.Example(sample, now, h.Random)
	if err != nil {
		return nil, err
	}
	source := build.Source{Input: good.Token, Key: good.Key, Encoding: good.Encoding}
	broken, err := source.Make(a.Name, now, h.Random)
	if err != nil {
		return nil, err
	}
	refusal, err := h.refusal(broken.Token, good)
	if err != nil {
		return nil, err
	}
	return &views.LessonAttack{Try: a.Try, Name: a.Name, Token: broken.Token, Careful: refusal.Error(), Rule: cmp.Or(broken.Why, broken.Rule)}, nil
}

// refusal is what a verifier says about a broken token that accepts the good one
// and nothing else. err says that it does not.
func (h *Handlers) refusal(token string, good build.ExampleToken) (refusal, err error) {
	key, fault := jose.ReadKey(good.Key, good.Encoding)
	if fault != nil {
		return nil, fault
	}
	alg := jose.Parse(good.Token).Alg()
	verify := func(token string) error {
		_, err := jwt.Parse(token, func(*jwt.Token) (any, error) {
			if key.Secret() {
				return key.Bytes, nil
			}
			return key.Public, nil
		}, jwt.WithValidMethods([]string{alg}), jwt.WithExpirationRequired(), jwt.WithTimeFunc(h.Now),
			jwt.WithIssuer("https://login.example.com"), jwt.WithAudience("orders"))
		return err
	}
	if err := verify(good.Token); err != nil {
		return nil, fmt.Errorf("the good token is refused: %w", err)
	}
	if refusal = verify(token); refusal == nil {
		return nil, errors.New("the broken token is accepted")
	}
	return refusal, nil
}
