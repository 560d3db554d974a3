package inspect

import (
	"strings"
	"unicode/utf8"
)

// sameness are the ways in which people take two names for one.
var sameness = []struct {
	word string
	fold func(string) string
}{
	{"white space", strings.TrimSpace},
	{"invisible characters", func(s string) string {
		return strings.Map(func(r rune) rune {
			if Invisible(r) {
				return -1
			}
			return r
		}, s)
	}},
	{"upper and lower case", strings.ToLower},
	{"“https://” or “http://” at the start", func(s string) string {
		rest, _ := strings.CutPrefix(s, "https://")
		if rest == s {
			rest, _ = strings.CutPrefix(s, "http://")
		}
		return rest
	}},
	{"a slash at the end", func(s string) string { return strings.TrimRight(s, "/") }},
}

// nearly says in what two different texts differ when it is little enough for
// a person to overlook: it completes "They differ only in …". Otherwise it is
// "".
func nearly(a, b string) string {
	if a == b || len(a) > MaxExpectBytes || len(b) > MaxExpectBytes || foldAll(a, -1) == "" || foldAll(a, -1) != foldAll(b, -1) {
		return ""
	}
	var words []string
	for i, same := range sameness {
		if foldAll(a, i) != foldAll(b, i) {
			words = append(words, same.word)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, " and ")
}

// foldAll folds s in every way but one.
func foldAll(s string, except int) string {
	for i, same := range sameness {
		if i != except {
			s = same.fold(s)
		}
	}
	return s
}

// quotedMost is the longest text that a sentence about expectations repeats,
// in characters.
const quotedMost = 100

// inQuotes is a text in quotation marks, short enough for a sentence.
func inQuotes(s string) string { return "“" + shortened(s, 0) + "”" }

// apart is two texts in quotation marks, so shortened that what differs is
// there to see.
func apart(a, b string) (string, string) {
	at := 0 // where they part, in bytes
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	from := 0
	if utf8.RuneCountInString(a[:at]) > quotedMost*3/4 {
		for from = at - quotedMost/2; from > 0 && !utf8.RuneStart(a[from]); from-- {
		}
	}
	return "“" + shortened(a, from) + "”", "“" + shortened(b, from) + "”"
}

// shortened is s from a byte on, at most quotedMost characters of it.
func shortened(s string, from int) string {
	start, end := "", ""
	if from > 0 {
		s, start = s[from:], "…"
	}
	if len(s) > 4*quotedMost {
		s, end = s[:4*quotedMost], "…"
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	if runes := []rune(s); len(runes) > quotedMost {
		s, end = string(runes[:quotedMost-1]), "…"
	}
	return start + visible(s) + end
}
