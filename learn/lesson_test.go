package learn

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryLessonIsInTheForm reads every file; their links to each other lead
// somewhere.
func TestEveryLessonIsInTheForm(t *testing.T) {
	names := filesIn("lessons")
	if len(names) == 0 {
		t.Fatal("there is no lesson")
	}
	var slugs []string
	for _, name := range names {
		lesson, err := readLesson(name)
		if err != nil {
			t.Error(err)
			continue
		}
		slugs = append(slugs, lesson.Slug)
	}
	for _, name := range names {
		source, err := files.ReadFile("lessons/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(source), "\n") {
			for _, rest := range strings.Split(line, "(/learn/")[1:] {
				slug, _, _ := strings.Cut(rest, ")")
				if !slices.Contains(slugs, slug) {
					t.Errorf("%s:%d: there is no lesson %q", name, i+1, slug)
				}
			}
		}
	}
}

func TestLessonsComeInTheirOrder(t *testing.T) {
	all := Lessons("en")
	if len(all) != 12 || all[0].Slug != "what-is-a-jwt" || all[11].Slug != "key-takeaways" {
		t.Fatalf("there are %d lessons", len(all))
	}
	for _, lesson := range all {
		if lesson.Minutes < 2 || lesson.Minutes > 9 {
			t.Errorf("%s takes %d minutes", lesson.Slug, lesson.Minutes)
		}
	}
}

const goodLesson = "# A title\n\nThe lead.\n\n## One\n\nText with [a rule](/rules/alg-none).\n\n" +
	"```live\nsample: hs256\nedit: token\nshow: token, verdict\nsign: no\ntry: Change it.\n```\n\n" +
	"```attack\nname: alg-none\ntry: See both.\n```\n\n" +
	"```question\nIs it `so`?\n- [x] Yes.\n- [ ] No.\nBecause.\n```\n"

func TestTheFormOfALessonIsStrict(t *testing.T) {
	lesson, err := parseLesson("01-a.md", []byte(goodLesson))
	if err != nil {
		t.Fatal(err)
	}
	if q := lesson.Blocks[3].Question; q.Text != "Is it <code>so</code>?" || q.Right != 0 || q.Why != "Because." {
		t.Errorf("the question is %+v", q)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no title":           {"# A title", "A title", "line 1: "},
		"an unknown rule":    {"/rules/alg-none", "/rules/alg-nine", `line 7: there is no rule "alg-nine"`},
		"an unknown address": {"/rules/alg-none", "/elsewhere", "line 7: "},
		"HTML":               {"Text with", "Text <b>with", "line 7: "},
		"a deep heading":     {"## One", "### One", "line 5: "},
		"an unknown sample":  {"sample: hs256", "sample: hs257", `line 10: there is no example called "hs257"`},
		"two sources":        {"sample: hs256", "sample: hs256\nheader: {}", "line 10: there must be a sample, or"},
		"an unknown key":     {"sample: hs256", "simple: hs256", "line 10: "},
		"an unknown part":    {"show: token", "show: tokens", `line 10: "tokens"`},
		"an unknown field":   {"edit: token", "edit: key", `line 10: "key"`},
		"no word on signing": {"sign: no\n", "", "line 10: sign"},
		"signing a token":    {"sign: no", "sign: yes", "line 10: a token that is edited"},
		"nothing to try":     {"try: Change it.\n", "", "line 10: "},
		"an unknown break":   {"name: alg-none", "name: alg-nine", `line 18: there is no break called "alg-nine"`},
		"two right answers":  {"- [ ] No", "- [x] No", "line 23: two options"},
		"no right answer":    {"- [x] Yes", "- [ ] Yes", "line 23: no option"},
		"no explanation":     {"Because.\n", "", "line 23: "},
		"no question":        {"```question", "```json", "question"},
		"another fence":      {"```attack", "```other", "line 18: "},
	} {
		if !strings.Contains(goodLesson, c.old) {
			t.Fatalf("%s: the lesson has no %q", name, c.old)
		}
		if _, err := parseLesson("01-a.md", []byte(strings.Replace(goodLesson, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
}
