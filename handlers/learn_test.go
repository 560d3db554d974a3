package handlers

import (
	"crypto/rand"
	"testing"
	"time"

	"jotlens/learn"
	"jotlens/views/i18n"
)

// TestEveryTokenOfALessonCanBeMade makes all of them: each attack has words for
// the naive verifier, and the careful one refuses it.
func TestEveryTokenOfALessonCanBeMade(t *testing.T) {
	h := &Handlers{Now: time.Now, Random: rand.Reader}
	made := 0
	for _, lesson := range learn.Lessons(i18n.English().Tag) {
		for _, block := range lesson.Blocks {
			shown, err := h.lessonBlock(block, i18n.English())
			if err != nil {
				t.Errorf("%s: %v", lesson.Slug, err)
				continue
			}
			if shown.Attack != nil && i18n.English().Learn.Naively[shown.Attack.Name] == "" {
				t.Errorf("%s: there are no words about %s", lesson.Slug, shown.Attack.Name)
			}
			made++
		}
	}
	if made == 0 {
		t.Fatal("there is no lesson")
	}
}
