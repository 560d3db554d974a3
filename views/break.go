package views

import (
	"errors"

	"jotlens/build"
	"jotlens/views/i18n"
)

// BreakWords say what was done to a token, or why it could not be.
func BreakWords(broken build.Broken, err error, m *i18n.Messages) string {
	if e := new(build.BreakError); errors.As(err, &e) {
		return m.Breaks.Errors[e.Code]
	}
	words := m.Breaks.Whats[broken.Name]
	if broken.Unsigned {
		words = m.Sentences(words, m.Breaks.Unsigned)
	}
	return words
}
