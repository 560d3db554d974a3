package views

import (
	"sort"

	"jotlens/jose"
)

// maxUnderlay is the longest input that is coloured, in bytes. Beyond it the
// box shows its own plain text, which costs nothing per key stroke.
const maxUnderlay = 128 << 10

// A colored is a run of the token box with the part that it belongs to:
// "header", "payload", "signature", "disclosure", "dot", "removed" or "" for
// none.
type colored struct{ Part, Text string }

// underlay cuts the pasted text into coloured runs, whose texts add up to what
// the token box holds.
func underlay(s *source, t *jose.Token) []colored {
	if s.text == "" || len(s.text) > maxUnderlay {
		return nil
	}
	var runs []colored
	done := 0
	add := func(part string, run jose.Span) bool {
		if run.Start < done || run.End < run.Start || run.End > len(s.text) {
			return false // not in order: no honest colours
		}
		if run.Start > done {
			runs = append(runs, colored{"removed", s.clean(jose.Span{Start: done, End: run.Start})})
		}
		runs = append(runs, colored{part, s.clean(run)})
		done = run.End
		return true
	}
	for _, place := range places(t) {
		for _, run := range s.input(place.Span) {
			if !add(place.part, run) {
				return []colored{{"", s.clean(jose.Span{Start: 0, End: len(s.text)})}}
			}
		}
	}
	if done < len(s.text) {
		part := "removed"
		if done == 0 {
			part = ""
		}
		runs = append(runs, colored{part, s.clean(jose.Span{Start: done, End: len(s.text)})})
	}
	return runs
}

type place struct {
	jose.Span
	part string
}

// places names every byte of the token's text.
func places(t *jose.Token) []place {
	if t.JSON != nil {
		return placesInJSON(t)
	}
	var list []place
	end := 0
	for i, segment := range t.Segments {
		if i > 0 {
			list = append(list, place{jose.Span{Start: end, End: segment.Span.Start}, "dot"})
		}
		list = append(list, place{segment.Span, partOf(t, i)})
		end = segment.Span.End
	}
	if end < len(t.Text) {
		part := ""
		switch {
		case t.Kind == jose.KindSDJWT:
			part = "disclosure"
		case t.Kind == jose.KindJSON || t.Kind.HoldsKeys() || !t.Tail.Empty():
			part = "payload"
		}
		list = append(list, place{jose.Span{Start: end, End: len(t.Text)}, part})
	}
	return list
}

// placesInJSON names the parts of a JSON serialization; what stands between them
// has no color. The members may stand in any order.
func placesInJSON(t *jose.Token) []place {
	var parts, list []place
	for i, segment := range t.Segments {
		if !segment.Span.Empty() {
			parts = append(parts, place{segment.Span, partOf(t, i)})
		}
	}
	sort.Slice(parts, func(i, j int) bool { return parts[i].Start < parts[j].Start })
	rest := ""
	if t.Kind == jose.KindJSON || t.Kind.HoldsKeys() {
		rest = "payload"
	}
	end := 0
	for _, p := range parts {
		list = append(list, place{jose.Span{Start: end, End: p.Start}, rest}, p)
		end = p.End
	}
	return append(list, place{jose.Span{Start: end, End: len(t.Text)}, rest})
}

// partOf names the segment at index by its colour. Of an encrypted token the
// last segment, which authenticates the rest, counts as its signature.
func partOf(t *jose.Token, index int) string {
	if t.Kind == jose.KindJWEJSON {
		return partColor(index)
	}
	switch n := t.SegmentCount; {
	case t.Kind == jose.KindUnknown && t.Header == nil:
		return ""
	case n == 1 && t.Header == nil:
		return "payload"
	case index == 0:
		return "header"
	case index == n-1 && n > 2:
		return "signature"
	}
	return "payload"
}
