//go:build js && wasm

package main

import (
	"crypto/rand"
	"syscall/js"

	"jotlens/build"
	"jotlens/jose"
	"jotlens/views"
)

// makeKey takes one object with the name of a recipe. It runs in a worker of its
// own: an RSA key takes its time.
func makeKey(args []js.Value) map[string]any {
	made, err := build.MakeKey(text(args[0], "name"), rand.Reader)
	if err != nil {
		panic(err)
	}
	answer := forms(views.MadeKey(made, language()))
	answer["text"], answer["encoding"] = made.Text, string(made.Encoding)
	return answer
}

// convertKey takes one object with the content of the key box.
func convertKey(args []js.Value) map[string]any {
	return forms(views.ConvertedKey(text(args[0], "key"), jose.Encoding(text(args[0], "encoding")), language()))
}

// forms is what the page shows of a key.
func forms(shown views.KeyForms) map[string]any {
	return map[string]any{"html": render(shown.Component), "announcement": shown.Title}
}
