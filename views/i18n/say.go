package i18n

import "strings"

// said are the sentences of the packages below in one language: by the English
// sentence, with its placeholders, the other one. It is nil for English.
type said struct {
	sentences map[string]string
	patterns  []pattern // those with a {0}, which come already filled
}

// Say is a sentence of jose, inspect or handlers in the language of the
// catalogue. Its placeholders, such as {alg}, are filled from args; one that is
// written {~alg} in the translation is filled with a phrase that is translated,
// too. A sentence without translation stays English.
func (m *Messages) Say(sentence string, args map[string]string) string {
	if m.said != nil {
		if other, ok := m.said.sentences[sentence]; ok {
			sentence = other
		}
	}
	return m.fill(sentence, args)
}

// fill replaces each placeholder in one pass, since what fills them is hostile.
func (m *Messages) fill(sentence string, args map[string]string) string {
	if len(args) == 0 || !strings.Contains(sentence, "{") {
		return sentence
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

// Phrase is a sentence, or a part of one, that jose or inspect has already
// filled: one that stands in the table, or one whose shape does.
func (m *Messages) Phrase(text string) string {
	if m.said == nil || text == "" {
		return text
	}
	if other, ok := m.said.sentences[text]; ok {
		return other
	}
	for _, p := range m.said.patterns {
		if parts, ok := p.match(text); ok {
			return m.fillShape(p.other, parts)
		}
	}
	return text
}

// fillShape fills a shape whose placeholders are numbers.
func (m *Messages) fillShape(shape string, parts []string) string {
	args := make(map[string]string, len(parts))
	for i, part := range parts {
		args[string(rune('0'+i))] = part
	}
	return m.fill(shape, args)
}

// A pattern is a sentence that inspect joins from pieces. Its own words must
// stand in the text in their order; what stands between them are the parts.
type pattern struct {
	words []string // before, between and after the parts
	other string
}

func newPattern(sentence, other string) pattern {
	p := pattern{other: other}
	for n := '0'; ; n++ {
		before, after, more := strings.Cut(sentence, "{"+string(n)+"}")
		p.words = append(p.words, before)
		if !more {
			return p
		}
		sentence = after
	}
}

func (p pattern) match(text string) (parts []string, ok bool) {
	last := len(p.words) - 1
	text, ok = strings.CutPrefix(text, p.words[0])
	if !ok {
		return nil, false
	}
	for _, word := range p.words[1:last] {
		part, rest, found := strings.Cut(text, word)
		if !found {
			return nil, false
		}
		parts, text = append(parts, part), rest
	}
	text, ok = strings.CutSuffix(text, p.words[last])
	return append(parts, text), ok
}

// newSaid reads a table: a sentence, the other one in the next line, and an
// empty line. Lines that begin with "#" say where the sentences come from.
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
		case strings.Contains(sentence, "{0}"):
			s.patterns = append(s.patterns, newPattern(sentence, line))
		default:
			s.sentences[sentence] = line
		}
	}
	return s
}
