package learn

import (
	"fmt"
	"path"
	"testing"
)

// TestNoTranslationIsStale fails when a text was changed and its translation was
// not looked at again. Whoever has done that writes the fingerprint that the
// test names into the first line of the translation.
func TestNoTranslationIsStale(t *testing.T) {
	checked := 0
	for _, folder := range []string{"rules", "lessons"} {
		for _, name := range filesIn(folder) {
			tag := path.Dir(name)
			if tag == original {
				continue
			}
			translation, err := files.ReadFile(path.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			_, fingerprint, err := untranslated(tag, translation)
			if err != nil {
				t.Errorf("%s/%s: %v", folder, name, err)
				continue
			}
			source, err := files.ReadFile(path.Join(folder, original, path.Base(name)))
			if err != nil {
				t.Errorf("%s/%s translates nothing: %v", folder, name, err)
				continue
			}
			if want := Fingerprint(source); fingerprint != want {
				t.Errorf("%s/%s is a translation of %s; the text is %s now", folder, name, fingerprint, want)
			}
			checked++
		}
	}
	for key, texts := range names() {
		tag, table := path.Split(key)
		if tag == original+"/" {
			continue
		}
		for name, source := range names()[original+"/"+table] {
			text, ok := texts[name]
			if want := Fingerprint([]byte(source.Type + "\n" + source.Mistake)); !ok || text.Source != want {
				t.Errorf("reference/%s: %s is a translation of %q; the text is %s now", key, name, text.Source, want)
			}
			checked++
		}
		if len(texts) != len(names()[original+"/"+table]) {
			t.Errorf("reference/%s translates names that are not there", key)
		}
	}
	if checked < 200 {
		t.Errorf("looked at %d translations only", checked)
	}
}

// TestEveryLessonIsTranslated: lessons are numbered, so each language has the
// same in the same order.
func TestEveryLessonIsTranslated(t *testing.T) {
	want := Lessons(original)
	for tag, lessons := range lessons() {
		if len(lessons) != len(want) {
			t.Errorf("%s has %d lessons, not %d", tag, len(lessons), len(want))
			continue
		}
		for i, l := range lessons {
			if l.Slug != want[i].Slug || len(l.Blocks) != len(want[i].Blocks) {
				t.Errorf("%s: lesson %d is %s of %d pieces, not %s of %d", tag, i+1, l.Slug, len(l.Blocks), want[i].Slug, len(want[i].Blocks))
			}
			if got, want := fmt.Sprint(l.Minutes > 1, kinds(l)), fmt.Sprint(true, kinds(want[i])); got != want {
				t.Errorf("%s: %s is %s, not %s", tag, l.Slug, got, want)
			}
		}
	}
}

// kinds says what each piece of a lesson is.
func kinds(l Lesson) (list []string) {
	for _, b := range l.Blocks {
		switch {
		case b.Live != nil:
			list = append(list, "live "+b.Live.Sample+b.Live.Payload)
		case b.Question != nil:
			list = append(list, fmt.Sprint("question ", len(b.Question.Options), b.Question.Right))
		case b.Attack != nil:
			list = append(list, "attack "+b.Attack.Name)
		default:
			list = append(list, "prose")
		}
	}
	return list
}

func TestWordsIn(t *testing.T) {
	for text, want := range map[string]int{
		"":              0,
		"two words":     2,
		"a – b":         3,
		"權杖已經到期了。":      4,
		"用 HS256 簽署的權杖": 4,
	} {
		if got := wordsIn(text); got != want {
			t.Errorf("wordsIn(%q) = %d, want %d", text, got, want)
		}
	}
}
