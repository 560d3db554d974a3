package inspect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNameBytes bounds how much of a name is read: no longer text is a name.
const maxNameBytes = 256

// splitWords splits a claim name into its words, in lower case: at everything
// that is no letter or digit, and at the humps of camel case, where a run of
// capitals is one word. "clientSecret", "client_secret" and "Client-Secret"
// are all [client secret]; "userSSN" is [user ssn]; "APIKey" is [api key].
//
// Of a name that is a URL, only what follows the last "/" or "#" counts: the
// rest says who defined the claim, not what it holds.
func splitWords(name string) []string {
	if strings.Contains(name, "://") {
		name = strings.TrimRight(name, "/#")
		name = name[strings.LastIndexAny(name, "/#")+1:]
	}
	if len(name) > maxNameBytes {
		name = strings.ToValidUTF8(name[:maxNameBytes], "")
	}
	words := make([]string, 0, 8)
	start := -1 // of the word that is being read
	end := func(at int) {
		if start >= 0 {
			words = append(words, strings.ToLower(name[start:at]))
		}
		start = -1
	}
	var before rune // the letter or digit before, 0 at the start of a word
	for i, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			end(i)
			before = 0
			continue
		}
		if before != 0 && unicode.IsUpper(r) {
			next, _ := utf8.DecodeRuneInString(name[i+utf8.RuneLen(r):])
			if !unicode.IsUpper(before) || unicode.IsLower(next) && !pluralAt(name[i+utf8.RuneLen(r):]) {
				end(i)
			}
		}
		if start < 0 {
			start = i
		}
		before = r
	}
	end(len(name))
	return words
}

// pluralAt reports whether rest, which follows a run of capitals, is only the
// "s" of their plural: "IDs" is one word.
func pluralAt(rest string) bool {
	if rest[0] != 's' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLower(next)
}

// A term is a word sequence that a claim name is looked through for.
type term struct {
	words   []string
	numbers bool // a number is as telling as a string
}

// terms are word sequences by their first word, the longest first.
type terms map[string][]term

// newTerms reads word sequences; "#" before one means that numbers count too.
// A sequence also matches as one word: "refreshtoken".
func newTerms(sequences ...string) terms {
	all := terms{}
	for _, text := range sequences {
		text, numbers := strings.CutPrefix(text, "#")
		words := strings.Fields(text)
		all.add(term{words, numbers})
		if len(words) > 1 {
			all.add(term{[]string{strings.Join(words, "")}, numbers})
		}
	}
	return all
}

func (all terms) add(t term) {
	list := all[t.words[0]]
	at := len(list)
	for at > 0 && len(list[at-1].words) < len(t.words) {
		at--
	}
	list = append(list, term{})
	copy(list[at+1:], list[at:])
	list[at] = t
	all[t.words[0]] = list
}

// find looks for a term among words and returns where it stands and ends. pass
// tells, by the words before and after, that a place does not count.
func (all terms) find(words []string, pass func(t term, before, after []string) bool) (found term, ok bool) {
	for i, word := range words {
		for _, t := range all[word] {
			if !hasPrefix(words[i:], t.words) {
				continue
			}
			if pass == nil || !pass(t, words[:i], words[i+len(t.words):]) {
				return t, true
			}
			break // the shorter terms here are part of this one
		}
	}
	return term{}, false
}

func hasPrefix(words, prefix []string) bool {
	if len(words) < len(prefix) {
		return false
	}
	for i, word := range prefix {
		if words[i] != word {
			return false
		}
	}
	return true
}

// aboutIt are words after a term which say that the claim holds something
// about the thing, and not the thing: "password_changed_at".
var aboutIt = wordSet(`changed change updated reset expires expiry exp expired url uri required
	policy age verified present enabled set last at hint type id ids count length strength version
	allowed masked last4 brand`)

// prepositions may end a name without saying what it is about: "expires_in".
var prepositions = wordSet("in on by for from to of")

// isAbout reports whether the words after a term make the name one of
// something else. As in English, the last word decides, prepositions and
// numbers aside: a "password_reset_token" is a token, "card_last_4" is not a
// card.
func isAbout(after []string, also map[string]bool) bool {
	for len(after) > 0 {
		last := after[len(after)-1]
		if aboutIt[last] || also[last] {
			return true
		}
		if last == "alg" {
			return len(after) > 1 && after[len(after)-2] == "hash"
		}
		if !prepositions[last] && strings.Trim(last, "0123456789") != "" {
			return false
		}
		after = after[:len(after)-1]
	}
	return false
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}
