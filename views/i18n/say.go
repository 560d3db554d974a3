//go:build !js || zh_hant

package i18n

import "strings"

// said are the sentences of the packages below in another language.
type said struct {
	sentences map[string]string // by the English one, with its placeholders
	shapes    []shape           // those with placeholders, to know one that is filled
}

// Translates reports whether the packages below speak another language.
func (m *Messages) Translates() bool { return m.said != nil }

// Say is a sentence of jose, inspect or handlers in the language of the
// catalogue. Its placeholders, such as {alg}, are filled from args; one that is
// written {~alg} in the translation is filled with a phrase that is translated,
// too. A sentence without translation stays English.
func (m *Messages) Say(sentence string, args map[string]string) string {
	if m.said != nil {
		other, ok := m.said.sentences[sentence]
		if !ok {
			return m.Phrase(m.fill(sentence, args)) // the code has filled some of it before
		}
		sentence = other
	}
	return m.fill(sentence, args)
}

// fill replaces each placeholder in one pass, since what fills them is hostile.
func (m *Messages) fill(sentence string, args map[string]string) string {
	if len(args) == 0 || !strings.Contains(sentence, "{") {
		return strings.ReplaceAll(sentence, "{~", "{") // to be read as it is
	}
	pairs := make([]string, 0, 4*len(args))
	for name, arg := range args {
		if phrase := "{~" + name + "}"; strings.Contains(sentence, phrase) {
			pairs = append(pairs, phrase, m.Phrase(arg))
		}
		pairs = append(pairs, "{"+name+"}", arg)
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// maxPhrase bounds what is compared with the shapes, in bytes.
const maxPhrase = 4 << 10

// Phrase is a sentence, or a part of one, whose placeholders are filled already.
// Of the shapes that it may have, the one counts that explains most of it.
func (m *Messages) Phrase(text string) string {
	if m.said == nil || text == "" {
		return text
	}
	if other, ok := m.said.sentences[text]; ok {
		return other
	}
	if len(text) > maxPhrase {
		return text
	}
	var best *shape
	for i := range m.said.shapes {
		if s := &m.said.shapes[i]; (best == nil || s.fixed > best.fixed) && s.fits(text) {
			best = s
		}
	}
	if best == nil {
		return text
	}
	return m.fill(best.other, best.parts(text))
}

// minFixed is how much of its own a shape must have, in bytes, to be known by
// it: a lone placeholder fits everything.
const minFixed = 3

// A shape is a sentence with placeholders: its own words must stand in a text in
// their order, and what stands between them fills the placeholders.
type shape struct {
	words []string // before, between and after the placeholders
	names []string // of the placeholders
	fixed int      // length of the words, in bytes
	other string
}

func newShape(sentence, other string) shape {
	s := shape{other: other}
	for {
		before, rest, more := strings.Cut(sentence, "{")
		s.words, s.fixed = append(s.words, before), s.fixed+len(before)
		if !more {
			return s
		}
		name, after, _ := strings.Cut(rest, "}")
		s.names, sentence = append(s.names, name), after
	}
}

func (s *shape) fits(text string) bool {
	last := len(s.words) - 1
	text, ok := strings.CutPrefix(text, s.words[0])
	for _, word := range s.words[1:last] {
		at := strings.Index(text, word)
		if !ok || at < 0 {
			return false
		}
		text = text[at+len(word):]
	}
	return ok && strings.HasSuffix(text, s.words[last])
}

// parts are what fills the placeholders of a text that fits.
func (s *shape) parts(text string) map[string]string {
	parts := make(map[string]string, len(s.names))
	text = text[len(s.words[0]):]
	for i, name := range s.names {
		word := s.words[i+1]
		if i == len(s.names)-1 {
			parts[name] = text[:len(text)-len(word)]
			break
		}
		parts[name], text, _ = strings.Cut(text, word)
	}
	return parts
}

// newSaid reads a table: a sentence, the other one in the next line, and an
// empty line. Lines that begin with "# " say where the sentences come from.
func newSaid(table string) *said {
	s := &said{sentences: map[string]string{}}
	sentence := ""
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
			sentence = ""
		case sentence == "":
			sentence = line
		default:
			s.sentences[sentence] = line
			if other := newShape(sentence, line); len(other.names) > 0 && other.fixed >= minFixed {
				s.shapes = append(s.shapes, other)
			}
		}
	}
	return s
}
