//go:build js && !zh_hant

package i18n

import "strings"

// In the English engine there is nothing to translate.

type said struct{}

func newSaid(string) *said { return nil }

// Translates reports whether the packages below speak another language.
func (*Messages) Translates() bool { return false }

// Say is a sentence with its placeholders filled from args.
func (*Messages) Say(sentence string, args map[string]string) string {
	pairs := make([]string, 0, 2*len(args))
	for name, arg := range args {
		pairs = append(pairs, "{"+name+"}", arg)
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// Phrase is the text itself.
func (*Messages) Phrase(text string) string { return text }
