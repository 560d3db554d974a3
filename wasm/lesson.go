//go:build js && wasm

package main

import (
	"crypto/rand"
	"syscall/js"

	"jotlens/views"
)

// readLesson takes the object of buildToken, with what the reader of a lesson
// typed, and whether it is signed. "token" is "" unless that is edited. The
// answer is plain text.
func readLesson(args []js.Value) map[string]any {
	t := views.LessonToken{
		Token: text(args[0], "token"), Draft: readDraft(args[0]), Request: readRequest(args[0]),
		Signed: args[0].Get("sign").Bool(),
	}
	s := views.ReadLesson(t, rand.Reader, language())
	findings := []any{}
	for _, f := range s.Findings {
		findings = append(findings, map[string]any{"id": f.ID, "message": f.Message})
	}
	return map[string]any{
		"texts": map[string]any{
			"token": s.Token, "header": s.Header, "payload": s.Payload, "signature": s.Signature, "formula": s.Formula,
			"verdict": s.Verdict, "detail": s.Detail,
		},
		"tone": s.Tone, "findings": findings,
	}
}
